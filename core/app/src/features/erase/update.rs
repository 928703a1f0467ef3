//! Erasing everything, and what there is to say about the person's own file.

use crate::features::home::update as home;
use crate::kernel::dispatch::refresh;
use crate::kernel::effects::{Effect, PersonOp, TillOp};
use crate::kernel::error::Fault;
use crate::kernel::model::{Effects, Model, Moment, ToastState};
use crate::kernel::parts::Ink;
use tradewind_domain::Code;
use tradewind_ports::{Level, Record};

/// The words of the part of settings that erases.
pub(crate) struct EraseWords {
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) label: String,
    pub(crate) confirm: String,
}

/// The question first; then, once.
pub(crate) fn ask(model: &mut Model, confirmed: bool) -> Effects {
    if model.paying() || model.erase.under_way {
        return Vec::new();
    }
    if confirmed && model.erase.asked {
        model.erase.under_way = true;
        return vec![Effect::Person(PersonOp::Erase)];
    }
    model.erase.asked = !model.erase.asked && !confirmed;
    Vec::new()
}

/// It is all gone: the app is as it was on its first day. Or it is as before, and says why.
pub(crate) fn done(model: &mut Model, done: Result<(), Fault>, at: Moment) -> Effects {
    if let Err(fault) = done {
        model.erase = Default::default();
        model.fault = Some(fault);
        return vec![Effect::Log(fault.record("erase.failed"))];
    }
    let initial = model.initial.clone();
    let fresh = Model::new(model.merchant.clone(), initial, model.online, model.preview.can_draw);
    let before = std::mem::replace(model, fresh);
    model.loaded = true;
    model.foreground = before.foreground;
    // Late answers to what was asked before are told by their tickets.
    model.tickets = before.tickets;
    // What the host lent and limited stays as it is.
    model.payable = before.payable;
    model.max = before.max;
    model.show_toast(ToastState::Erased);
    // A session that was being opened meanwhile goes too, and all are cancelled at the merchant.
    let mut effects = vec![Effect::Till(TillOp::Abandon)];
    effects.extend(home::enter(model, at));
    effects.extend(refresh(model, at));
    effects
}

/// What the file has to say: shown from now on. That it was repaired is said in this run alone.
pub(crate) fn notices_found(model: &mut Model, notices: Vec<Code>) -> Effects {
    let mut effects: Effects = notices
        .iter()
        .map(|code| Effect::Log(Record::new(Level::Warn, "storage-repaired").with("code", *code)))
        .collect();
    if notices.contains(&Code::StoreRepaired) {
        effects.push(Effect::Person(PersonOp::ForgetNotices(vec![Code::StoreRepaired])));
    }
    model.notices = notices;
    effects
}

/// The person has seen them.
pub(crate) fn notices_seen(model: &mut Model) -> Option<Effect> {
    let seen = std::mem::take(&mut model.notices);
    (!seen.is_empty()).then(|| Effect::Person(PersonOp::ForgetNotices(seen)))
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> EraseWords {
    let words = ink.words;
    let waits = model.paying();
    let asked = model.erase.asked && !waits;
    EraseWords {
        title: words.erase_everything_title(),
        note: if waits { words.erase_everything_waits() } else { words.erase_everything_note() },
        label: match (waits, asked) {
            (true, _) => String::new(),
            (_, true) => words.erase_everything_keep(),
            _ => words.erase_everything(),
        },
        confirm: if asked { words.erase_everything_confirm() } else { String::new() },
    }
}
