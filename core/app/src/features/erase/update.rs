//! Erasing everything that is kept.

use crate::features::erase::intent::EraseIntent;
use crate::features::erase::state::EraseState;
use crate::kernel::effects::{Effect, Effects, LiveOp, PaymentOp, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::links::{ASKED, REFERRER};
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::refresh;
use crate::kernel::toast::ToastState;

/// The question first; then, once.
pub(crate) fn update(model: &mut Model, intent: EraseIntent) -> Effects {
    let EraseIntent::Everything { confirmed } = intent;
    if model.paying() {
        return Vec::new();
    }
    let (next, effects) = match (model.features.erase, confirmed) {
        (EraseState::Idle, false) => (EraseState::Asked, Vec::new()),
        (EraseState::Asked, true) => (EraseState::UnderWay, vec![Effect::Person(PersonOp::Erase)]),
        (EraseState::Idle, true) | (EraseState::Asked, false) => (EraseState::Idle, Vec::new()),
        (state @ (EraseState::UnderWay | EraseState::Waiting), _) => (state, Vec::new()),
    };
    model.features.erase = next;
    effects
}

/// The merchant is being asked: what it answers would be kept after all. It is said, and done when it has answered.
pub(crate) fn waits(model: &mut Model) -> Effects {
    if model.features.erase != EraseState::UnderWay {
        return Vec::new();
    }
    model.features.erase = EraseState::Waiting;
    vec![Effect::Payment(PaymentOp::Quiet)]
}

/// Nothing is asked any more: what was wished for is done now.
pub(crate) fn again(model: &mut Model) -> Effects {
    if model.features.erase != EraseState::Waiting {
        return Vec::new();
    }
    model.features.erase = EraseState::UnderWay;
    vec![Effect::Person(PersonOp::Erase)]
}

/// It is all gone: the app is as it was on its first day. Or it is as before, and says why.
pub(crate) fn done(model: &mut Model, done: Result<(), Fault>, at: Now) -> Effects {
    if let Err(fault) = done {
        model.features.erase = EraseState::Idle;
        model.fault = Some(fault);
        return vec![Effect::Log(fault.record("erase.failed"))];
    }
    model.forget_everything();
    model.show_toast(ToastState::Erased);
    // A session that was being opened meanwhile goes too, and all are cancelled at the merchant.
    let mut effects = vec![Effect::Person(PersonOp::BeginAnew), Effect::Payment(PaymentOp::Abandon)];
    effects.extend([Effect::Live(LiveOp::Leave), Effect::Live(LiveOp::DropReports)]);
    // The store still knows what led to this install: it is not asked again, or what was erased would come back.
    effects.push(refresh::save_setting(REFERRER, ASKED));
    model.say(Event::HomeWanted);
    effects.extend(refresh::begin(model, at));
    effects
}
