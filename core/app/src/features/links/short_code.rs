//! What a short code stands for, as the merchant answers: a link that is read as one that was tapped. It is never followed, and
//! does nothing that such a link could not do.

use crate::features::links::update::{merchant, opened, refuse};
use crate::kernel::effects::{Effects, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::toast::ToastState;
use tradewind_commerce::CodeAnswer;
use tradewind_domain::Code;
use tradewind_links::{Source, Target, read};

/// The merchant has answered. An answer to a code before the newest link means nothing, and who went on meanwhile is taken
/// nowhere.
pub(crate) fn answered(
    model: &mut Model,
    ticket: Ticket,
    answer: Result<CodeAnswer, Fault>,
    at: Now,
) -> Effects {
    let Some(asked) = model.links.asked.take_if(|asked| asked.ticket == ticket) else { return Vec::new() };
    if model.toast.standing == Some(ToastState::CodeAsked) {
        model.toast.standing = None;
    }
    if !model.nav.still_shows(&asked.place) {
        return Vec::new();
    }
    match answer {
        Ok(CodeAnswer::Link(link)) => match read(&link, Source::Tap, &merchant(model), at.now) {
            // A code that leads to a code could go on for ever.
            Ok(arrival) if matches!(arrival.target, Target::ShortCode(_)) => {
                refuse(model, Code::LinkCodeUnknown)
            }
            Ok(arrival) => opened(model, (link, Source::Tap), arrival, at),
            Err(error) => refuse(model, error.code()),
        },
        Ok(CodeAnswer::Unknown) => refuse(model, Code::LinkCodeUnknown),
        Ok(CodeAnswer::Expired) => refuse(model, Code::LinkCodeExpired),
        Err(fault) => refuse(model, code_of(fault)),
    }
}

/// Why there was no answer, as it is said of a code. What else went wrong at the merchant has sentences of its own.
fn code_of(fault: Fault) -> Code {
    match fault.code {
        Code::Offline | Code::Timeout => Code::LinkCodeOffline,
        Code::CapabilityMissing => Code::LinkCodeNone,
        code => code,
    }
}
