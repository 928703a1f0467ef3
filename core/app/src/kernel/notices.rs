//! What there is to say about the person's own file.

use crate::kernel::effects::{Effect, Effects, PersonOp};
use crate::kernel::model::Model;
use tradewind_domain::Code;
use tradewind_ports::{Level, Record};

/// What the file has to say: shown from now on. That it was repaired is said in this run alone.
pub(crate) fn found(model: &mut Model, notices: Vec<Code>) -> Effects {
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
pub(crate) fn seen(model: &mut Model) -> Option<Effect> {
    let seen = std::mem::take(&mut model.notices);
    (!seen.is_empty()).then(|| Effect::Person(PersonOp::ForgetNotices(seen)))
}
