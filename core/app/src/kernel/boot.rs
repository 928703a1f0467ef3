//! The start: what is asked first, and what the person's file makes of it.

use crate::kernel::config::AppConfig;
use crate::kernel::effects::{CatalogOp, Effect, Effects, Loaded, PaymentOp, PersonOp};
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::settings::Settings;
use crate::kernel::{attribution, cart, live_kept, notices, orders, quota, refresh};
use tradewind_domain::{Currency, Market};
use tradewind_l10n::Localizer;

/// The person's file has been read; what it says of settings, settings have taken.
pub(crate) fn loaded(model: &mut Model, loaded: Loaded, at: Now) -> Effects {
    model.loaded = true;
    model.features.cart.lines = loaded.cart;
    model.buyer = loaded.buyer;
    model.billing = loaded.billing;
    model.recent = loaded.recent;
    live_kept::restore(model, loaded.live.as_deref(), loaded.live_show.as_deref(), at);
    model.prices = loaded.prices;
    orders::changed(&mut model.orders, loaded.orders);
    quota::change(model, |state| state.orders = loaded.spent);
    let mut effects = notices::found(model, loaded.notices);
    let of_links = (loaded.touches, loaded.attributed);
    effects.extend(attribution::loaded(model, loaded.consents, of_links, at));
    effects.push(Effect::Catalog(CatalogOp::Rules));
    model.say(Event::HomeWanted);
    effects.push(cart::read(model));
    effects.push(Effect::Payment(PaymentOp::Resume));
    effects.extend(refresh::begin(model, at));
    effects
}

/// What to do first; `settings` are the names they are kept under.
pub(crate) fn start(settings: Vec<&'static str>) -> Effects {
    vec![Effect::Person(PersonOp::Load { settings })]
}

/// What the settings are before the person's file is read.
pub(crate) fn first_settings(config: &AppConfig) -> Settings {
    let preferred = config.preferred_languages.clone();
    let market = config.market.or_else(|| Market::parse("US").ok());
    let language =
        Localizer::negotiate(config.forced_language.as_ref().map_or(&preferred, std::slice::from_ref));
    Settings {
        forced: config.forced_language.clone(),
        preferred,
        currency: config.currency.unwrap_or(Currency::USD),
        time_zone: config.time_zone.clone(),
        ..Settings::new(language, market.expect("proof: US is two capital letters"))
    }
}
