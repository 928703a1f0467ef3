//! What is chosen in settings, and what the person's file said of them.

use crate::features::settings::SETTINGS;
use crate::features::settings::intent::SettingsIntent;
use crate::features::settings::{consent, spent};
use crate::kernel::attribution;
use crate::kernel::effects::{Effect, Effects, PaymentOp, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::links::REFERRER;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh;
use crate::kernel::settings::{PAID_WITH, read_offered};
use tradewind_catalog::Offered;
use tradewind_domain::{Buyer, Code, Language};
use tradewind_person::Purpose;

/// The markets that the merchant's index named last: kept beside the settings, for a day without network.
const OFFERED: &str = "offered";

/// Under which names settings are kept in the person's file.
pub(crate) fn keys() -> Vec<&'static str> {
    SETTINGS.iter().map(|setting| setting.key).chain([OFFERED, PAID_WITH, spent::KEY, REFERRER]).collect()
}

/// What the person's file says goes before what the host began with.
pub(crate) fn loaded(model: &mut Model, kept: &[(&'static str, String)]) {
    for (key, value) in kept {
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == *key) {
            (setting.loaded)(model, value);
        } else if *key == OFFERED {
            model.catalog.offered = value.split(' ').filter_map(read_offered).collect();
        } else if *key == PAID_WITH {
            model.paid_with = Some(value.clone());
        } else if *key == spent::KEY {
            spent::loaded(model, value);
        }
    }
}

/// The merchant's index was read: what it names is offered from now on, offline too.
pub(crate) fn offered(model: &mut Model, offered: Vec<Offered>) -> Effects {
    if model.catalog.offered == offered {
        return Vec::new();
    }
    let word = |one: &Offered| match one.currency {
        Some(currency) => format!("{}:{currency}", one.market),
        None => one.market.to_string(),
    };
    let words: Vec<String> = offered.iter().map(word).collect();
    model.catalog.offered = offered;
    vec![refresh::save_setting(OFFERED, words.join(" "))]
}

pub(crate) fn update(model: &mut Model, intent: SettingsIntent, at: Now) -> Effects {
    match intent {
        SettingsIntent::Choose { setting, value } => choose(model, &setting, &value, at),
        SettingsIntent::DeleteBuyer => delete_buyer(model),
        SettingsIntent::DeleteCampaigns => attribution::forget(model),
        SettingsIntent::DeleteViewed => delete_viewed(model),
    }
}

fn choose(model: &mut Model, setting: &str, value: &str, at: Now) -> Effects {
    if setting == spent::KEY {
        return spent::said(model, value, at).unwrap_or_else(|| model.bad_input());
    }
    if let Some(purpose) = Purpose::parse(setting) {
        return consent::chosen(model, purpose, value, at).unwrap_or_else(|| model.bad_input());
    }
    let known = SETTINGS.iter().find(|known| known.key == setting);
    known.and_then(|known| (known.chosen)(model, value, at)).unwrap_or_else(|| model.bad_input())
}

/// The language in use has changed: words of the catalog are asked for in it.
pub(crate) fn language_changed(model: &mut Model, language: Language, at: Now) -> Effects {
    model.settings.language = language;
    refresh::reread(model, at)
}

/// Which products were seen here; no order of goods is made of it any more.
fn delete_viewed(model: &mut Model) -> Effects {
    if model.recent.is_empty() {
        return Vec::new();
    }
    model.recent.clear();
    model.features.home.recent.clear();
    vec![Effect::Person(PersonOp::ForgetSeen)]
}

fn delete_buyer(model: &mut Model) -> Effects {
    if model.paying() {
        // Said, because the button did nothing: the merchant may still have to ask who bought.
        model.fault = Some(Fault::new(Code::PaymentPending));
        return Vec::new();
    }
    model.buyer = Buyer::default();
    model.say(Event::BuyerDeleted);
    vec![Effect::Person(PersonOp::DeleteBuyer), Effect::Payment(PaymentOp::Abandon)]
}
