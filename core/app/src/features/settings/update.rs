//! Settings: language, market, currency and time zone, each on its own; the person's data; the catalog.

use crate::features::settings::intent::SettingsIntent;
use crate::kernel::effects::{Effect, Effects, PaymentOp, PersonOp, SettingKey};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh;
use tradewind_catalog::Offered;
use tradewind_domain::{Buyer, Code, Currency, Language, Market};
use tradewind_l10n::LanguageInfo;
use tradewind_l10n::Localizer;

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
    vec![refresh::save_setting(SettingKey::Offered, words.join(" "))]
}

pub(crate) fn update(model: &mut Model, intent: SettingsIntent, at: Now) -> Effects {
    match intent {
        SettingsIntent::SetLanguage(language) => set_language(model, &language),
        SettingsIntent::SetMarket(market) => set_market(model, &market, at),
        SettingsIntent::SetCurrency(currency) => set_currency(model, &currency),
        SettingsIntent::SetTimeZone(zone) => set_time_zone(model, zone),
        SettingsIntent::DeleteBuyer => delete_buyer(model),
    }
}

fn set_language(model: &mut Model, language: &str) -> Effects {
    match Language::parse(language).ok().filter(LanguageInfo::speaks) {
        Some(wanted) => {
            model.settings.chosen = Some(wanted.clone());
            vec![refresh::save_setting(SettingKey::Language, wanted)]
        }
        None => bad(model),
    }
}

/// The language in use has changed: words of the catalog are asked for in it.
pub(crate) fn language_changed(model: &mut Model, language: Language, at: Now) -> Effects {
    model.settings.language = language;
    refresh::reread(model, at)
}

fn set_market(model: &mut Model, market: &str, at: Now) -> Effects {
    match Market::parse(market) {
        Ok(market) if market == model.settings.market && model.catalog.market_chosen => Vec::new(),
        Ok(market) => {
            model.catalog.market_chosen = true;
            let mut effects = vec![refresh::save_setting(SettingKey::Market, market)];
            if market != model.settings.market {
                effects.extend(refresh::go_to_market(model, market, at));
            }
            effects
        }
        Err(_) => bad(model),
    }
}

fn set_currency(model: &mut Model, currency: &str) -> Effects {
    match Currency::parse(currency) {
        Ok(currency) => {
            model.settings.currency = currency;
            vec![refresh::save_setting(SettingKey::Currency, currency)]
        }
        Err(_) => bad(model),
    }
}

fn set_time_zone(model: &mut Model, zone: String) -> Effects {
    if !Localizer::knows_time_zone(&zone) {
        return bad(model);
    }
    model.settings.time_zone.clone_from(&zone);
    vec![refresh::save_setting(SettingKey::TimeZone, zone)]
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

fn bad(model: &mut Model) -> Effects {
    model.fault = Some(Fault::new(Code::BadInput));
    Vec::new()
}
