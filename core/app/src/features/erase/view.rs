//! The words of the part of settings that erases.

use crate::features::erase::state::EraseState;
use crate::kernel::model::Model;
use crate::kernel::view_context::ViewContext;

/// The words of the part of settings that erases.
pub(crate) struct EraseWords {
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) label: String,
    pub(crate) confirm: String,
}

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> EraseWords {
    let words = context.words;
    let (paying, asks) = (model.paying(), model.features.erase == EraseState::Waiting);
    let waits = paying || asks;
    let asked = matches!(model.features.erase, EraseState::Asked | EraseState::UnderWay) && !waits;
    EraseWords {
        title: words.erase_everything_title(),
        note: match (paying, asks) {
            (true, _) => words.erase_everything_waits(),
            (false, true) => words.erase_everything_asks(),
            (false, false) => words.erase_everything_note(),
        },
        label: match (waits, asked) {
            (true, _) => String::new(),
            (_, true) => words.erase_everything_keep(),
            _ => words.erase_everything(),
        },
        confirm: if asked { words.erase_everything_confirm() } else { String::new() },
    }
}
