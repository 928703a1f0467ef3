//! What is told of shows: lists, cues, events, moments of the picture, and the merchant's word on held prices.

use crate::features::live::update::{follow, goods as look_up, list_shows};
use crate::features::live::{reminders, report};
use crate::kernel::effects::{
    Effect, Effects, LiveLine, LiveNews, LiveOp, PaymentState, PaymentUpdate, Ticket,
};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::holds::{Refused, monotonic, wake};
use crate::kernel::live_kept;
use crate::kernel::model::Model;
use crate::kernel::moments::SeenMoment;
use crate::kernel::now::Now;
use crate::kernel::shows::{Show, ShowState};
use std::time::Duration;
use tradewind_domain::{Code, Item, ItemId, Order, Timestamp};
use tradewind_live::{Content, Cue, EndReason, Hold, HoldError, LiveEvent, Nonce, SignedHold};
use tradewind_payments::Waiting;
use tradewind_person::CartLine;

/// How soon at the earliest, and how late, the merchant is asked whether the next show has begun: the two clocks may differ.
const SOONEST: Duration = Duration::from_secs(15);
const LATEST: Duration = Duration::from_secs(3_600);
/// How often at most a show is kept while it is followed.
const KEPT: Duration = Duration::from_secs(15);

/// Something of a show, or of what was held in one.
pub(crate) fn heard(model: &mut Model, news: LiveNews, at: Now) -> Effects {
    match news {
        LiveNews::Listed { ticket, shows } => listed(model, ticket, shows, at),
        LiveNews::Begins if model.foreground => list_shows(model),
        LiveNews::Begins => Vec::new(),
        LiveNews::Cues { ticket, cues, ended } => cues_read(model, ticket, cues, ended, at),
        LiveNews::Events { ticket, events } => events_read(model, ticket, events, at),
        LiveNews::Line { ticket, line } => line_is(model, ticket, line),
        LiveNews::Missing { ticket, seq } => missing(model, ticket, seq),
        LiveNews::Moved { ticket, moment, last } => moved(model, ticket, moment, last, at),
        LiveNews::Dated { date, sent, received } => {
            model.holds.clock.hear_answer(date, sent, received);
            clock_heard(model, at)
        }
        LiveNews::Told { now, received } => {
            model.holds.clock.hear_event(now, received);
            clock_heard(model, at)
        }
        LiveNews::Verified { holds, unread } => {
            for nonce in &unread {
                model.holds.unverified.unread(nonce, monotonic(at.seconds));
            }
            verified(model, holds, at)
        }
        LiveNews::Proved { item, moment, title } => {
            let seen = SeenMoment { moment: *moment, title };
            let (lines, waiting) = (&model.features.cart.lines, &model.waiting);
            let news = model.moments.proved(item, seen, |item| lies_there(lines, waiting, item));
            if news { live_kept::keep(model, at).into_iter().collect() } else { Vec::new() }
        }
        LiveNews::TakesReports(taker) => {
            model.reports.taker = taker;
            Vec::new()
        }
        LiveNews::ReportKeyed { key, taker, report } => report::keyed(model, (key, taker), *report, at),
        LiveNews::ReportTold { key, told } => report::told(model, &key, told, at),
        LiveNews::Woke => {
            model.holds.tidy(monotonic(at.seconds));
            model.say(Event::HoldsChanged);
            let mut effects = verify(model, at, false);
            effects.extend(wake(&model.holds));
            effects
        }
    }
}

/// Whether a look at items is of the open show.
pub(crate) fn asked(model: &Model, ticket: Ticket) -> bool {
    model.features.live.open.as_ref().is_some_and(|open| open.goods_ticket == ticket)
}

/// What the catalog says of what is shown.
pub(crate) fn goods(model: &mut Model, items: Vec<Item>) {
    if let Some(open) = &mut model.features.live.open {
        open.goods = items.into_iter().map(|item| (item.id.clone(), item)).collect();
    }
}

/// What came of a payment: of an order, as [`ordered`].
pub(crate) fn paid(model: &mut Model, told: &PaymentUpdate, at: Now) -> Effects {
    match &told.state {
        PaymentState::Confirmed { order } => ordered(model, order, at),
        _ => Vec::new(),
    }
}

/// An order was placed: the moments of what is in it are kept with it, and held prices that it was made at are this person's.
pub(crate) fn ordered(model: &mut Model, order: &Order, at: Now) -> Effects {
    let (seen, held) = (model.moments.buy(order), model.holds.buy(order));
    let (lines, waiting) = (&model.features.cart.lines, &model.waiting);
    model.moments.tidy(|item| lies_there(lines, waiting, item));
    if seen || held { live_kept::keep(model, at).into_iter().collect() } else { Vec::new() }
}

/// Whether an item is in the cart, or out of it with a payment that waits.
fn lies_there(lines: &[CartLine], waiting: &[Waiting], item: &ItemId) -> bool {
    let mut out = waiting.iter().flat_map(|one| &one.lines);
    lines.iter().any(|line| line.item == *item) || out.any(|line| line.item == *item)
}

fn listed(model: &mut Model, ticket: Ticket, shows: Result<Vec<Show>, Fault>, at: Now) -> Effects {
    if ticket != model.shows.ticket {
        return Vec::new();
    }
    model.away.listed();
    match shows {
        Err(fault) => {
            model.shows.fault = Some(fault);
            return vec![Effect::Log(fault.record("live.list_failed"))];
        }
        Ok(shows) => {
            model.shows.fault = None;
            model.shows.read = true;
            model.shows.list = shows;
        }
    }
    let mut kept = reminders::listed(model, at);
    let coming = model.shows.list.iter().filter(|show| show.state == ShowState::Coming);
    let next = coming.map(|show| show.starts_at.since(at.now).clamp(SOONEST, LATEST)).min();
    let mut effects = follow(model);
    effects.extend(next.map(|after| Effect::Live(LiveOp::ListAfter { after })));
    effects.extend(look_up(model));
    // Its profile was read: what waits for the keys in it can be checked.
    effects.extend(verify(model, at, true));
    effects.append(&mut kept);
    effects
}

fn cues_read(model: &mut Model, ticket: Ticket, cues: Vec<Cue>, ended: bool, at: Now) -> Effects {
    let Some(open) = model.features.live.open.as_mut().filter(|open| open.ticket == ticket) else {
        return Vec::new();
    };
    open.line = Some(LiveLine::Here);
    open.ended = ended;
    open.timeline.take_cues(cues);
    advance(model, at)
}

fn events_read(
    model: &mut Model,
    ticket: Ticket,
    events: Vec<(Option<String>, LiveEvent)>,
    at: Now,
) -> Effects {
    let Some(open) = model.features.live.open.as_mut().filter(|open| open.ticket == ticket) else {
        return Vec::new();
    };
    for (id, event) in events {
        open.timeline.take_event(id.as_deref(), event);
    }
    advance(model, at)
}

fn line_is(model: &mut Model, ticket: Ticket, line: LiveLine) -> Effects {
    if let Some(open) = model.features.live.open.as_mut().filter(|open| open.ticket == ticket) {
        open.line = Some(line);
    }
    Vec::new()
}

fn missing(model: &mut Model, ticket: Ticket, seq: u64) -> Effects {
    let Some(open) = model.features.live.open.as_mut().filter(|open| open.ticket == ticket) else {
        return Vec::new();
    };
    open.timeline.give_up(seq);
    vec![Effect::Log(Fault::new(Code::MerchantGarbage).record("live.event_missing"))]
}

fn moved(model: &mut Model, ticket: Ticket, moment: Timestamp, last: bool, at: Now) -> Effects {
    let Some(open) = model.features.live.open.as_mut().filter(|open| open.ticket == ticket) else {
        return Vec::new();
    };
    open.moment = Some(moment);
    open.last = last;
    open.timeline.picture_ends(last.then_some(moment));
    advance(model, at)
}

/// What the clock was heard to say may have ended a held price, and no other look at it comes then.
fn clock_heard(model: &mut Model, at: Now) -> Effects {
    let now = monotonic(at.seconds);
    model.holds.measure(now);
    model.say(Event::HoldsChanged);
    wake(&model.holds).into_iter().collect()
}

/// What is due at the picture's moment: told once, offered prices are held to the merchant's keys, ended ones end.
fn advance(model: &mut Model, at: Now) -> Effects {
    let Some(open) = &mut model.features.live.open else { return Vec::new() };
    let Some(moment) = open.moment else { return Vec::new() };
    let due = open.timeline.advance(moment);
    let (mut ended, mut carded) = (Vec::new(), false);
    let over = open.timeline.is_over(moment);
    for shown in open.timeline.told(moment) {
        match &shown.cue.content {
            // Taken back, or used up, before its time.
            Content::Hold(hold)
                if !shown.stands && !over && shown.cue.from <= moment && moment < hold.terms.not_after =>
            {
                let why = match shown.reason {
                    Some(EndReason::Oversold) => Refused::Oversold,
                    Some(EndReason::Withdrawn) | None => Refused::Unknown,
                };
                ended.push((hold.terms.nonce.clone(), why));
            }
            Content::Card(_) => carded |= due.iter().any(|due| due.id == shown.cue.id),
            _ => {}
        }
    }
    open.unkept |= !due.is_empty();
    let mut changed = false;
    for (nonce, why) in ended {
        changed |= model.holds.refuse(nonce.as_str(), why);
    }
    let mut effects: Effects = keep_show(model, at).into_iter().collect();
    if changed {
        model.say(Event::HoldsChanged);
        effects.extend(live_kept::keep(model, at));
    }
    effects.extend(offer(model, at));
    if carded {
        effects.extend(look_up(model));
    }
    effects
}

/// Has those offered prices held to the merchant's keys of which it is time; `anyway` all that wait. Without network that comes to
/// nothing, and each is tried again later and later: one whose time stands still would have the app woken without end.
fn verify(model: &mut Model, at: Now, anyway: bool) -> Effects {
    let seconds = monotonic(at.seconds);
    let now = model.holds.clock.latest(seconds);
    let due = model.holds.unverified.take_due((seconds, now, at.now), anyway);
    due.into_iter().map(|(session, holds)| Effect::Live(LiveOp::Verify { session, now, holds })).collect()
}

/// Keeps what was told of the show, once in a while: it is all of its cues. What was told since and is not kept when the process is ended is
/// told again, and stands where it stood.
fn keep_show(model: &mut Model, at: Now) -> Option<Effect> {
    let now = monotonic(at.seconds);
    let kept = model.features.live.open.as_ref()?.kept;
    let due = kept.is_none_or(|kept| now.saturating_sub(kept) >= KEPT);
    if due { live_kept::keep_show(model, now) } else { None }
}

/// Offered prices that stand are held to the merchant's keys, each once. Each is kept before it is checked: it is told once, and the keys
/// may not be there now.
fn offer(model: &mut Model, at: Now) -> Effects {
    let Some(open) = model.features.live.open.as_mut() else { return Vec::new() };
    let Some(moment) = open.moment else { return Vec::new() };
    let mut offered = Vec::new();
    for shown in open.timeline.at(moment) {
        let Content::Hold(hold) = &shown.cue.content else { continue };
        // By its nonce: another price under the same cue is another offer.
        let nonce = &hold.terms.nonce;
        let known = model.holds.all.iter().any(|one| one.terms().nonce == *nonce);
        if !shown.past && !known && !open.offers.contains(nonce) {
            offered.push((shown.cue.id.clone(), SignedHold::clone(hold)));
        }
    }
    if offered.is_empty() {
        return Vec::new();
    }
    open.offers.extend(offered.iter().map(|(_, hold)| hold.terms.nonce.clone()));
    let (now, session) = (monotonic(at.seconds), open.show.session.clone());
    for (cue, hold) in &offered {
        model.holds.unverified.offer(&session, cue, hold, at.now, now);
    }
    let kept = live_kept::keep(model, at);
    kept.into_iter().chain(verify(model, at, false)).collect()
}

/// An offer is told once: that the line was opened anew, the show left or the app started anew while it was held to the keys does not take
/// it away.
fn verified(model: &mut Model, holds: Vec<(Nonce, Result<Box<Hold>, HoldError>)>, at: Now) -> Effects {
    let mut effects = Vec::new();
    let now = monotonic(at.seconds);
    let (mut settled, mut taken) = (false, false);
    for (nonce, hold) in holds {
        // One that begins later is checked again.
        if matches!(hold, Err(HoldError::NotYet)) {
            model.holds.unverified.unread(&nonce, now);
            continue;
        }
        // One that the merchant took back meanwhile, or offered anew at another price, is not waited for any more.
        if !model.holds.unverified.let_go(nonce.as_str()) {
            continue;
        }
        settled = true;
        match hold {
            Ok(hold) => {
                model.holds.take(*hold, now);
                taken = true;
            }
            Err(why) => effects.push(Effect::Log(Fault::new(why.code()).record("live.hold_refused"))),
        }
    }
    if settled {
        effects.extend(live_kept::keep(model, at));
    }
    if taken {
        // It may have been taken back while it was held to the keys.
        effects.extend(advance(model, at));
    }
    effects.extend(wake(&model.holds));
    effects
}
