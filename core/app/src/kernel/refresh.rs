//! Newer catalogs: when one is asked for, and what follows from the answer.

use crate::features::Route;
use crate::kernel::catalog::{CatalogSource, FailedRefresh, Refresh};
use crate::kernel::effects::{CatalogOp, Effect, Effects, NetworkOp, PersonOp, RefreshFailed, Refreshed};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::trade::TradeState;
use tradewind_domain::Market;

/// Shops in another market from now on.
pub(crate) fn go_to_market(model: &mut Model, market: Market, at: Now) -> Effects {
    model.settings.market = market;
    // Another market's catalog is another one: nothing of the old one may stay on a screen.
    model.catalog.head = None;
    model.catalog.refresh.forget_served();
    model.features.product.item.forget();
    model.features.proposal.forget_items();
    model.features.results.rows.forget();
    model.features.cart.items.clear();
    model.features.cart.read = false;
    reread(model, at)
}

/// What was read for the former settings is read again.
pub(crate) fn reread(model: &mut Model, at: Now) -> Effects {
    if !model.loaded {
        return Vec::new();
    }
    model.say(Event::HomeWanted);
    // A refresh under way is for the former wish; its end asks again if that was not enough.
    model.catalog.refresh.give_up();
    begin(model, at)
}

/// As [`begin`], because the person asks: what did not come to an end earlier is begun again.
pub(crate) fn ask(model: &mut Model, at: Now) -> Effects {
    let mut effects = begin(model, at);
    for effect in &mut effects {
        if let Effect::Network(NetworkOp::Refresh { asked, .. }) = effect {
            *asked = true;
        }
    }
    effects
}

/// Asks for a newer catalog, once at a time; and about orders that are not at their end.
pub(crate) fn begin(model: &mut Model, at: Now) -> Effects {
    let mut effects = Vec::new();
    let quiet_until = model.catalog.refresh.failed().and_then(|failed| failed.quiet_until);
    let quiet = quiet_until.is_some_and(|until| at.now < until);
    if model.online && !model.catalog.refresh.is_under_way() && model.loaded && !quiet {
        model.catalog.refresh.begin();
        let (wish, currency) = (model.wish(), model.settings.currency);
        effects.push(Effect::Network(NetworkOp::Refresh { wish, currency, asked: false }));
    }
    model.say(Event::OrdersWanted);
    effects
}

/// What a refresh came to.
pub(crate) fn done(model: &mut Model, result: Result<Refreshed, RefreshFailed>, at: Now) -> Effects {
    model.catalog.refresh.give_up();
    let before = model.catalog.source;
    let mut effects = Vec::new();
    match result {
        Ok(state) => {
            model.catalog.refresh = Refresh::Idle;
            model.catalog.source = match state {
                Refreshed::Online => CatalogSource::Online,
                Refreshed::Unchanged | Refreshed::Applied => CatalogSource::Packs,
            };
            // They come with the catalog, whether that is another one or not.
            if model.catalog.source == CatalogSource::Packs {
                effects.push(Effect::Catalog(CatalogOp::Rules));
            }
        }
        Err(RefreshFailed { fault, served }) => {
            // A market that nobody chose was a guess: a merchant who sells to one country alone decides it.
            if let [only] = served[..]
                && !model.catalog.market_chosen
            {
                return go_to_market(model, only, at);
            }
            let quiet_until = fault.wait.map(|wait| at.now.after(wait));
            model.catalog.refresh = Refresh::Failed(FailedRefresh { fault, served, quiet_until });
            effects.push(Effect::Log(fault.record("catalog.refresh_failed")));
        }
    }
    // If there is another catalog now, `home::read` has all else read again.
    model.say(Event::HomeWanted);
    // What is shown may have waited for it, or may be asked of the merchant from now on.
    let shows_goods =
        matches!(model.route(), Route::Results(_) | Route::Product(_) | Route::Preview | Route::Proposal);
    let waits = model.features.product.item.waits() || model.features.proposal.waits();
    if shows_goods
        && (waits || (model.catalog.source == CatalogSource::Online && before != CatalogSource::Online))
    {
        model.say(Event::Arrived);
    }
    effects
}

/// What the catalog keeps of the merchant's rules of trade was read. What is refused is no fault of the refresh: it is said where an
/// estimate stands, and logged once.
pub(crate) fn rules_read(model: &mut Model, state: TradeState) -> Effects {
    let refused = state.refused.filter(|_| state.refused != model.trade.refused);
    model.trade = state;
    refused.map(|code| Effect::Log(Fault::new(code).record("trade.rules_refused"))).into_iter().collect()
}

/// Keeps a setting.
pub(crate) fn save_setting(key: &'static str, value: impl Into<String>) -> Effect {
    Effect::Person(PersonOp::SaveSetting { key, value: value.into() })
}
