//! What a setting is: a choice among options that is kept in the person's file.

use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::Localizer;

/// One setting. Shells, the person's file and intents know it by its key alone.
pub(crate) struct Setting {
    /// Its name in the person's file and for shells; never changes.
    pub(crate) key: &'static str,
    pub(crate) title: fn(&Localizer) -> String,
    /// A sentence on what it does.
    pub(crate) note: fn(&Localizer) -> String,
    /// Whether each option is named in the language that its key is.
    pub(crate) autonyms: bool,
    /// What can be chosen; one is selected.
    pub(crate) options: fn(&Model, &ViewContext<'_>) -> Vec<ChoiceOption>,
    /// Takes what the person's file says. A value that it does not know changes nothing.
    pub(crate) loaded: fn(&mut Model, &str),
    /// Takes what the person chose; tells what is to be kept and done then. None for a value that it does not know.
    pub(crate) chosen: fn(&mut Model, &str, Now) -> Option<Effects>,
}

/// An option with its key.
pub(crate) fn option(key: &str, label: String, selected: bool) -> ChoiceOption {
    ChoiceOption { key: key.to_owned(), label, selected }
}
