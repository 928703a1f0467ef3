//! The market that goods are delivered to.

use crate::features::settings::setting::{Setting, option};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh::{go_to_market, save_setting};
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::settings::markets;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Market;
use tradewind_l10n::Localizer;

pub(crate) const MARKET: Setting = Setting {
    key: "market",
    title: Localizer::setting_market,
    note: Localizer::setting_market_note,
    autonyms: false,
    options,
    loaded,
    chosen,
};

fn options(model: &Model, context: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let present = model.settings.market;
    let one =
        |market: &Market| option(market.as_str(), context.words.market_name(market), *market == present);
    markets(&model.catalog.offered, present).iter().map(one).collect()
}

/// A market that was chosen before the file was read stands.
fn loaded(model: &mut Model, value: &str) {
    if !model.catalog.market_chosen
        && let Ok(market) = Market::parse(value)
    {
        model.settings.market = market;
        model.catalog.market_chosen = true;
    }
}

fn chosen(model: &mut Model, value: &str, at: Now) -> Option<Effects> {
    let market = Market::parse(value).ok()?;
    if market == model.settings.market && model.catalog.market_chosen {
        return Some(Vec::new());
    }
    model.catalog.market_chosen = true;
    let mut effects = vec![save_setting(MARKET.key, market)];
    if market != model.settings.market {
        effects.extend(go_to_market(model, market, at));
    }
    Some(effects)
}
