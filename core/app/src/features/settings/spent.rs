//! What the person spent elsewhere this year, where the place that they shop for limits it: they alone know.

use crate::features::settings::screen::SettingInput;
use crate::kernel::door_price::destination;
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::quota;
use crate::kernel::refresh::save_setting;
use crate::kernel::spent::Elsewhere;
use crate::kernel::view_context::ViewContext;
use std::borrow::Cow;
use tradewind_domain::{Money, typed};

/// Its name in the person's file and for shells; never changes.
pub(crate) const KEY: &str = "spent_elsewhere";

/// None where nothing is limited.
pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> Option<SettingInput> {
    let quota = quota::now(model, context.now)?;
    let words = context.words;
    let place = words.market_name(&destination(model));
    let bought = model.spent.by_orders(&quota);
    let value = model.spent.elsewhere(&quota).map(|amount| amount.to_decimal().to_string());
    Some(SettingInput {
        setting: KEY.to_owned(),
        title: words.setting_spent(),
        note: words.setting_spent_note(quota.most, quota.most.currency.as_str(), &place, bought),
        value: value.unwrap_or_default(),
        save_label: words.setting_spent_save(),
    })
}

pub(crate) fn loaded(model: &mut Model, value: &str) {
    let kept = Elsewhere::read(value);
    quota::change(model, |state| state.elsewhere = kept);
}

/// A plain number in the limit's currency; nothing takes back what was said. None for what is no such amount, and where there is no limit.
pub(crate) fn said(model: &mut Model, value: &str, at: Now) -> Option<Effects> {
    let quota = quota::now(model, at.now)?;
    let text = typed::ascii(value);
    let said = match typed::trimmed(&text) {
        "" => None,
        text => {
            let amount = Money::parse_decimal(&with_point(text)?, quota.most.currency).ok();
            Some(Elsewhere::of(&quota, amount.filter(|amount| amount.minor >= 0)?))
        }
    };
    let kept = said.as_ref().map(Elsewhere::write).unwrap_or_default();
    quota::change(model, |state| state.elsewhere = said);
    Some(vec![save_setting(KEY, kept)])
}

/// A keyboard of numbers has the decimal mark of its country alone. A mark before three digits may part thousands: that is refused, and
/// never read as a thousandth of what was meant.
fn with_point(text: &str) -> Option<Cow<'_, str>> {
    match text.split_once(['.', ',', '\u{66b}']) {
        Some((whole, part)) => (part.len() <= 2).then(|| format!("{whole}.{part}").into()),
        None => Some(text.into()),
    }
}
