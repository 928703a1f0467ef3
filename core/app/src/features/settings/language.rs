//! The language of the app's words.

use crate::features::settings::setting::{Setting, option};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh::save_setting;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Language;
use tradewind_l10n::{LanguageInfo, Localizer};

pub(crate) const LANGUAGE: Setting = Setting {
    key: "language",
    title: Localizer::setting_language,
    note: Localizer::setting_language_note,
    autonyms: true,
    options,
    loaded,
    chosen,
};

fn options(model: &Model, _: &ViewContext<'_>) -> Vec<ChoiceOption> {
    let present = model.settings.language.as_str();
    LanguageInfo::all()
        .iter()
        .map(|one| option(one.tag, one.autonym.to_owned(), one.tag == present))
        .collect()
}

fn loaded(model: &mut Model, value: &str) {
    model.settings.chosen = Language::parse(value).ok();
}

/// What follows, follows when the words are there: `update::language_changed`.
fn chosen(model: &mut Model, value: &str, _: Now) -> Option<Effects> {
    let wanted = Language::parse(value).ok().filter(LanguageInfo::speaks)?;
    model.settings.chosen = Some(wanted.clone());
    Some(vec![save_setting(LANGUAGE.key, wanted)])
}
