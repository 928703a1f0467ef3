//! By which link a person came: kept only while they agree, told to the merchant with a checkout, counted once an order.
//!
//! Where to start: [`arrived`] takes what a link says, [`answer`] what the person says of it, [`telling`] is what a checkout carries.

use crate::kernel::campaign::CampaignParts;
use crate::kernel::consent::{Unkept, WORDING};
use crate::kernel::effects::{Effect, Effects, PaymentOp, PaymentState, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use tradewind_commerce::Attribution;
use tradewind_domain::{CheckoutId, Order};
use tradewind_links::CREATOR;
use tradewind_person::{Answer, Attributed, Consent, Purpose, Touch};

/// The purposes that links are about, in the order in which they are asked.
const OF_LINKS: [Purpose; 2] = [Purpose::MeasureCampaigns, Purpose::RewardCreators];
/// How long after a failure it is tried again to write answers down, in seconds: a full disk is no matter of moments.
const AGAIN: f64 = 30.0;
/// What stands before the names of the first link, where it is another one than the latest.
const FIRST: &str = "first_";

/// Whether what a link says of where a person came from may be looked at: where nobody was asked yet, a question can only be put about
/// what is known. [`arrived`] lets go of each part that was not agreed to.
pub(crate) fn may_look(model: &Model) -> tradewind_links::Consent {
    let open = |purpose: &Purpose| {
        let unasked = model.consent.answer(*purpose).is_none() && !model.host.says_no();
        !model.loaded || model.consent.allows(*purpose) || unasked
    };
    if OF_LINKS.iter().any(open) {
        tradewind_links::Consent::Given
    } else {
        tradewind_links::Consent::Refused
    }
}

/// A link arrived that says this. What is agreed to is kept, what was never asked is asked about and waits in memory, and all else is
/// gone here. Before the person's file is read nothing is known of that, so it waits.
pub(crate) fn arrived(model: &mut Model, mut parts: CampaignParts, at: Now) -> Effects {
    if parts.is_empty() {
        return Vec::new();
    }
    if !model.loaded {
        model.consent.waiting = Some((at.now, parts));
        return Vec::new();
    }
    let (mut kept, mut asked) = (CampaignParts::default(), CampaignParts::default());
    for purpose in OF_LINKS {
        let part = parts.take(purpose);
        if model.consent.allows(purpose) {
            kept.join(part);
        } else if model.consent.answer(purpose).is_none() && !model.host.says_no() {
            asked.join(part);
        }
    }
    model.consent.waiting = (!asked.is_empty()).then_some((at.now, asked));
    if kept.is_empty() {
        return Vec::new();
    }
    model.consent.touch(at.now, kept);
    vec![save(model)]
}

/// What the person is to be asked now: nothing while the host says that they are not to be tracked, also where their file, for which a
/// link waits, could not be read.
pub(crate) fn question(model: &Model) -> Option<Purpose> {
    let (_, parts) = model.consent.waiting.as_ref().filter(|_| !model.host.says_no())?;
    let about = |purpose: &Purpose| !parts.clone().take(*purpose).is_empty();
    OF_LINKS.into_iter().find(about)
}

/// The person answered, to a question or by a switch. A yes keeps what was asked about; a no lets go of it, and of what was kept.
pub(crate) fn answer(model: &mut Model, purpose: Purpose, yes: bool, at: Now) -> Effects {
    if !model.loaded {
        return Vec::new();
    }
    let despite = model.host.says_no() && OF_LINKS.contains(&purpose);
    let answer = match (yes, despite) {
        (true, true) => Answer::GrantedDespiteSignal,
        (true, false) => Answer::Granted,
        (false, _) => Answer::Refused,
    };
    let mut effects = vec![put(model, purpose, answer, at)];
    let waiting = model.consent.waiting.as_mut().map(|(since, parts)| (*since, parts.take(purpose)));
    model.consent.waiting.take_if(|(_, parts)| parts.is_empty());
    match waiting.filter(|(_, part)| yes && !part.is_empty()) {
        Some((since, part)) => {
            model.consent.touch(since, part);
            effects.push(save(model));
        }
        None => effects.extend(withdrawn(model)),
    }
    effects
}

/// Who says that a person is not to be tracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// A browser.
    GlobalPrivacyControl,
    /// The system's own setting.
    System,
}

/// The host says whether this person is not to be tracked. A yes of before is over then; one that is given afterwards counts.
pub(crate) fn signal(model: &mut Model, signal: Signal, on: bool, at: Now) -> Effects {
    match signal {
        Signal::GlobalPrivacyControl => model.host.privacy_signal = on,
        Signal::System => model.host.tracking_denied = on,
    }
    if !model.loaded || !on {
        return Vec::new();
    }
    model.consent.waiting = None;
    let mut effects = overrule(model, at);
    effects.extend(withdrawn(model));
    effects
}

/// The person's file was read: what they answered, and what was kept and told because of it.
pub(crate) fn loaded(
    model: &mut Model,
    answers: Vec<Consent>,
    (touches, attributed): (Vec<Touch>, Vec<Attributed>),
    at: Now,
) -> Effects {
    let kept = !touches.is_empty();
    model.consent.read(answers);
    model.consent.touches = touches;
    // A session of an earlier run may have told what is kept, also where that run ended before it was noted.
    model.consent.told = kept || attributed.iter().any(|one| one.order.is_none());
    model.consent.attributed = attributed;
    let mut effects = if model.host.says_no() { overrule(model, at) } else { Vec::new() };
    effects.extend(withdrawn(model));
    if model.consent.settle(at.now) {
        effects.extend(over(model));
    }
    if kept {
        // Also where nothing is over: that it was there today keeps a clock from being set back to before.
        effects.push(save(model));
    }
    if let Some((_, parts)) = model.consent.waiting.take() {
        effects.extend(arrived(model, parts, at));
    }
    effects
}

/// Lets go of what is over, with each message; and of the checkout that told of it, where a payment stood in the way of that.
pub(crate) fn settle(model: &mut Model, at: Now) -> Effects {
    if !model.loaded {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if model.consent.settle(at.now) {
        effects.push(save(model));
        effects.extend(over(model));
    }
    if model.consent.to_give_up && !is_being_paid(model) {
        effects.extend(give_up(model));
    }
    if model.consent.unkept.and_then(|one| one.again).is_some_and(|again| again <= at.seconds) {
        effects.extend(keep_again(model));
    }
    effects
}

/// Answers are written down, or could not be: that is said, and tried again.
pub(crate) fn kept(model: &mut Model, kept: Result<(), Fault>, at: Now) -> Effects {
    let Err(fault) = kept else {
        model.consent.unkept = None;
        return Vec::new();
    };
    model.consent.unkept = Some(Unkept { code: fault.code, again: Some(at.seconds + AGAIN) });
    vec![Effect::Log(fault.record("consent.unkept"))]
}

/// Writes down once more what could not be written: all of it, for nobody knows how much of it is in the file.
pub(crate) fn keep_again(model: &mut Model) -> Option<Effect> {
    // What was never read is not written over.
    if !model.loaded {
        return None;
    }
    let unkept = model.consent.unkept.as_mut().filter(|one| one.again.is_some())?;
    unkept.again = None;
    let (answers, touches) = (model.consent.answers().to_vec(), model.consent.touches.clone());
    // What was deleted is gone from the file then, also where there is something newer by now.
    let attributed = model.consent.attributed.iter().map(|one| one.checkout.clone()).collect();
    let seen = model.recent.clone();
    Some(Effect::Person(PersonOp::KeepConsent { answers, touches, attributed, seen }))
}

/// The person has it deleted. What they agreed to stands.
pub(crate) fn forget(model: &mut Model) -> Effects {
    model.consent.waiting = None;
    model.links.waiting = None;
    if model.consent.touches.is_empty() && model.consent.attributed.is_empty() {
        return Vec::new();
    }
    model.consent.touches.clear();
    model.consent.attributed.clear();
    let mut effects = vec![Effect::Person(PersonOp::ForgetTouches)];
    effects.extend(give_up(model));
    effects
}

/// What a checkout tells its merchant: the latest link by its own names, the first one, where it is another, by names of its own.
pub(crate) fn told(model: &Model) -> Attribution {
    let mut told = Attribution::default();
    let campaigns = model.consent.allows(Purpose::MeasureCampaigns);
    let creators = model.consent.allows(Purpose::RewardCreators);
    let (first, latest) = match model.consent.touches.as_slice() {
        [] => (None, None),
        [only] => (None, Some(only)),
        [first, .., latest] => (Some(first), Some(latest)),
    };
    for (touch, before) in [(latest, ""), (first, FIRST)] {
        let Some(touch) = touch else { continue };
        for (name, value) in touch.campaign.iter().filter(|_| campaigns) {
            told.put(&format!("{before}{name}"), value);
        }
        if let Some(token) = touch.creator.as_ref().filter(|_| creators) {
            told.put(&format!("{before}{CREATOR}"), token);
        }
    }
    told
}

/// As [`told`], for a request that goes out now.
pub(crate) fn telling(model: &mut Model) -> Attribution {
    let told = told(model);
    model.consent.told |= !told.is_empty();
    told
}

/// A checkout was opened or changed: that its merchant was told is remembered, so that its order counts.
pub(crate) fn opened(model: &mut Model, checkout: &CheckoutId, at: Now) -> Option<Effect> {
    let known = model.consent.attributed.iter().any(|one| one.checkout == *checkout);
    if known || !model.consent.told || told(model).is_empty() {
        return None;
    }
    model.consent.attributed.push(Attributed { checkout: checkout.clone(), order: None });
    Attributed::bound(&mut model.consent.attributed);
    Some(Effect::Person(PersonOp::NoteAttributed { checkout: checkout.clone(), at: at.now }))
}

/// The merchant confirmed this order. It counts where its checkout told of a link, and once, however often it is confirmed. What the checkout
/// in progress told is of another order where this one is a voucher's that was paid, or came late.
pub(crate) fn count(model: &mut Model, order: &Order) -> Option<Effect> {
    let open = |one: &&mut Attributed| one.checkout == order.checkout && one.order.is_none();
    let one = model.consent.attributed.iter_mut().find(open)?;
    one.order = Some(order.id.clone());
    Attributed::bound(&mut model.consent.attributed);
    let in_progress = model.features.checkout.session.shown().map(|shown| &shown.id);
    if in_progress == Some(&order.checkout) {
        model.consent.told = false;
    }
    let (checkout, order) = (order.checkout.clone(), order.id.clone());
    Some(Effect::Person(PersonOp::CountAttributed { checkout, order }))
}

fn put(model: &mut Model, purpose: Purpose, answer: Answer, at: Now) -> Effect {
    let consent = Consent { purpose, answer, at: at.now, wording: WORDING };
    model.consent.put(consent);
    Effect::Person(PersonOp::SaveConsent(consent))
}

fn save(model: &Model) -> Effect {
    Effect::Person(PersonOp::SaveTouches(model.consent.touches.clone()))
}

/// A yes that was given before the host said that this person is not to be tracked is over.
fn overrule(model: &mut Model, at: Now) -> Effects {
    let plain = |model: &Model, purpose: Purpose| {
        model.consent.answer(purpose).is_some_and(|one| one.answer == Answer::Granted)
    };
    let mut effects = Vec::new();
    for purpose in OF_LINKS {
        if plain(model, purpose) {
            effects.push(put(model, purpose, Answer::RefusedBySignal, at));
        }
    }
    effects
}

/// What is not agreed to any more is gone at once, here and on the disk.
fn withdrawn(model: &mut Model) -> Effects {
    if !model.consent.enforce() {
        return Vec::new();
    }
    let mut effects = vec![save(model)];
    effects.extend(give_up(model));
    effects
}

/// Nothing may be kept any longer: nor in what is kept of a checkout that told of it.
fn over(model: &mut Model) -> Effects {
    if model.consent.touches.is_empty() { give_up(model) } else { Vec::new() }
}

/// The checkout in progress was opened with what may not be told any more: it is given up, and opened anew without it. One that is being
/// paid stands until that is over: what its merchant knows cannot be taken back from under a payment.
fn give_up(model: &mut Model) -> Effects {
    model.consent.to_give_up = model.consent.told && is_being_paid(model);
    if !model.consent.told || model.consent.to_give_up {
        return Vec::new();
    }
    model.consent.told = false;
    model.say(Event::SessionGivenUp);
    vec![Effect::Payment(PaymentOp::Abandon)]
}

/// Whether the checkout in progress is being paid, here or, as far as is known, at the merchant's own page.
fn is_being_paid(model: &Model) -> bool {
    model.paying() || matches!(model.features.checkout.payment, PaymentState::Escalated)
}

#[cfg(test)]
mod tests;
