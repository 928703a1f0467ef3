//! The time zone that dates are shown in.

use crate::features::settings::setting::{Setting, option};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh::save_setting;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Market;
use tradewind_l10n::Localizer;

pub(crate) const TIME_ZONE: Setting = Setting {
    key: "time_zone",
    title: Localizer::setting_time_zone,
    note: Localizer::setting_time_zone_note,
    autonyms: false,
    options,
    loaded,
    chosen,
};

/// One a market, beside the present one.
fn options(model: &Model, _: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let present = model.settings.time_zone.as_str();
    let mut zones: Vec<&str> = Market::offered().filter_map(Market::time_zone).chain(["UTC"]).collect();
    if !zones.contains(&present) {
        zones.insert(0, present);
    }
    zones.iter().map(|zone| option(zone, zone.replace('_', " "), *zone == present)).collect()
}

fn loaded(model: &mut Model, value: &str) {
    if Localizer::knows_time_zone(value) {
        model.settings.time_zone = value.to_owned();
    }
}

fn chosen(model: &mut Model, value: &str, _: Now) -> Option<Effects> {
    if !Localizer::knows_time_zone(value) {
        return None;
    }
    model.settings.time_zone = value.to_owned();
    Some(vec![save_setting(TIME_ZONE.key, value)])
}
