//! The currency wished for; prices stay what the merchant says.

use crate::features::settings::setting::{Setting, option};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh::save_setting;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::settings::currencies;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Currency;
use tradewind_l10n::Localizer;

pub(crate) const CURRENCY: Setting = Setting {
    key: "currency",
    title: Localizer::setting_currency,
    note: Localizer::setting_currency_note,
    autonyms: false,
    options,
    loaded,
    chosen,
};

fn options(model: &Model, context: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let present = model.settings.currency;
    let one = |code: &Currency| option(code.as_str(), context.words.currency_name(*code), *code == present);
    currencies(&model.catalog.offered, present).iter().map(one).collect()
}

fn loaded(model: &mut Model, value: &str) {
    model.settings.currency = Currency::parse(value).unwrap_or(model.settings.currency);
}

fn chosen(model: &mut Model, value: &str, _: Now) -> Option<Effects> {
    let currency = Currency::parse(value).ok()?;
    model.settings.currency = currency;
    Some(vec![save_setting(CURRENCY.key, currency)])
}
