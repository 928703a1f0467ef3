//! Draws settings.

use crate::features::settings::screen::{Choice, SettingsScreen};
use crate::kernel::model::Model;
use crate::kernel::parts::buyer_lines;
use crate::kernel::screen_parts::{ChoiceOption, Fact};
use crate::kernel::settings::{currencies, markets};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Market;
use tradewind_l10n::LanguageInfo;

/// What erasing says is put in by who draws the snapshot.
pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> SettingsScreen {
    let words = context.words;
    let settings = &model.settings;
    let option =
        |key: &str, label: String, selected: bool| ChoiceOption { key: key.to_owned(), label, selected };
    // One a market, beside the present one.
    let mut zones: Vec<&str> = Market::offered().filter_map(Market::time_zone).chain(["UTC"]).collect();
    if !zones.contains(&settings.time_zone.as_str()) {
        zones.insert(0, &settings.time_zone);
    }
    let buyer = buyer_lines(&model.buyer, context);
    SettingsScreen {
        language: Choice {
            title: words.setting_language(),
            note: words.setting_language_note(),
            options: LanguageInfo::all()
                .iter()
                .map(|one| option(one.tag, one.autonym.to_owned(), one.tag == settings.language.as_str()))
                .collect(),
        },
        market: Choice {
            title: words.setting_market(),
            note: words.setting_market_note(),
            options: markets(&model.catalog.offered, settings.market)
                .iter()
                .map(|market| option(market.as_str(), words.market_name(market), *market == settings.market))
                .collect(),
        },
        currency: Choice {
            title: words.setting_currency(),
            note: words.setting_currency_note(),
            options: currencies(&model.catalog.offered, settings.currency)
                .iter()
                .map(|code| option(code.as_str(), words.currency_name(*code), *code == settings.currency))
                .collect(),
        },
        time_zone: Choice {
            title: words.setting_time_zone(),
            note: words.setting_time_zone_note(),
            options: zones
                .iter()
                .map(|zone| option(zone, zone.replace('_', " "), *zone == settings.time_zone))
                .collect(),
        },
        buyer_title: words.your_data(),
        delete_label: if buyer.is_empty() { String::new() } else { words.delete_data() },
        buyer,
        about_title: if model.catalog.head.is_some() { words.about_catalog() } else { String::new() },
        about: about(model, context),
        refresh_label: words.refresh(),
        erase_title: String::new(),
        erase_note: String::new(),
        erase_label: String::new(),
        erase_confirm: String::new(),
    }
}

fn about(model: &Model, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
    let Some(head) = &model.catalog.head else { return Vec::new() };
    vec![
        Fact { label: words.catalog_date(), value: words.date_time(head.as_of) },
        Fact { label: words.catalog_products(), value: words.number(u64::from(head.items)) },
        Fact {
            label: words.catalog_source(),
            value: if head.signed { words.catalog_signed() } else { words.catalog_online() },
        },
    ]
}
