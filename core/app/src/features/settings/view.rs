//! Draws settings.

use crate::features::settings::SETTINGS;
use crate::features::settings::screen::{SettingChoice, SettingsScreen};
use crate::features::settings::setting::Setting;
use crate::features::settings::{consent, spent};
use crate::kernel::cards::{buyer_lines, code_entry};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::Fact;
use crate::kernel::view_context::ViewContext;

/// What erasing says is put in by who draws the snapshot.
pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> SettingsScreen {
    let words = context.words;
    let choice = |setting: &Setting| SettingChoice {
        setting: setting.key.to_owned(),
        title: (setting.title)(words),
        note: (setting.note)(words),
        autonyms: setting.autonyms,
        options: (setting.options)(model, context),
    };
    let buyer = buyer_lines(&model.buyer, context);
    SettingsScreen {
        choices: SETTINGS.iter().map(choice).collect(),
        spent: spent::view(model, context),
        consent: consent::view(model, context),
        code: code_entry(context),
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
