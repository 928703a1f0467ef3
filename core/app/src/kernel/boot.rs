//! The start: what is asked first, and what the person's file makes of it.

use crate::kernel::config::AppConfig;
use crate::kernel::effects::{Effect, Effects, Loaded, PaymentOp, PersonOp, SettingKey};
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::settings::Settings;
use crate::kernel::settings::read_offered;
use crate::kernel::{basket, notices, orders, refresh};
use tradewind_domain::{Currency, Language, Market};
use tradewind_l10n::Localizer;

/// The person's file has been read: what it says goes before what the host began with.
pub(crate) fn loaded(model: &mut Model, loaded: Loaded, at: Now) -> Effects {
    model.loaded = true;
    for (key, value) in loaded.settings {
        match key {
            SettingKey::Language => model.settings.chosen = Language::parse(&value).ok(),
            // A market that was chosen before this was read stands.
            SettingKey::Market if model.catalog.market_chosen => {}
            SettingKey::Market => {
                if let Ok(market) = Market::parse(&value) {
                    model.settings.market = market;
                    model.catalog.market_chosen = true;
                }
            }
            SettingKey::Currency => {
                model.settings.currency = Currency::parse(&value).unwrap_or(model.settings.currency);
            }
            SettingKey::TimeZone if Localizer::knows_time_zone(&value) => model.settings.time_zone = value,
            SettingKey::TimeZone => {}
            SettingKey::Offered => {
                model.catalog.offered = value.split(' ').filter_map(read_offered).collect()
            }
        }
    }
    model.cart.lines = loaded.cart;
    model.buyer = loaded.buyer;
    model.recent = loaded.recent;
    orders::changed(&mut model.orders, loaded.orders);
    let mut effects = notices::found(model, loaded.notices);
    model.say(Event::HomeWanted);
    effects.push(basket::read(model));
    effects.push(Effect::Payment(PaymentOp::Resume));
    effects.extend(refresh::begin(model, at));
    effects
}

/// What to do first.
pub(crate) fn start() -> Effects {
    vec![Effect::Person(PersonOp::Load)]
}

/// What the settings are before the person's file is read.
pub(crate) fn first_settings(config: &AppConfig) -> Settings {
    let preferred = config.preferred_languages.clone();
    let market = config.market.or_else(|| Market::parse("US").ok());
    Settings {
        forced: config.forced_language.clone(),
        chosen: None,
        language: Localizer::negotiate(
            config.forced_language.as_ref().map_or(&preferred, std::slice::from_ref),
        ),
        preferred,
        market: market.expect("proof: US is two capital letters"),
        currency: config.currency.unwrap_or(Currency::USD),
        time_zone: config.time_zone.clone(),
    }
}
