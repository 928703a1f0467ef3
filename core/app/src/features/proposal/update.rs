//! Looks up what a link proposes, and puts it into the cart when the person says so.

use crate::features::Route;
use crate::features::proposal::intent::ProposalIntent;
use crate::features::proposal::plan;
use crate::features::proposal::state::Lookup;
use crate::kernel::cart;
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{CatalogOp, Effect, Effects, NetworkOp, ProposedRead, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::prices;
use crate::kernel::toast::{CartChange, ToastState};
use tradewind_domain::{Code, Item, ItemId, Quantity};
use tradewind_links::FeedId;

pub(crate) fn update(model: &mut Model, intent: ProposalIntent, at: Now) -> Effects {
    if *model.route() != Route::Proposal {
        return Vec::new();
    }
    match intent {
        ProposalIntent::Accept => accept(model, at),
        ProposalIntent::Decline => decline(model),
    }
}

pub(crate) fn enter(model: &mut Model) -> Effects {
    let ticket = model.ticket();
    model.features.proposal.ticket = ticket;
    model.features.proposal.lookup = Lookup::Loading;
    let ids: Vec<ItemId> = model.features.proposal.linked.iter().map(|line| line.item.clone()).collect();
    let others = others(model, &ids);
    vec![Effect::Catalog(CatalogOp::Proposed { ticket, scope: model.scope(), ids, others })]
}

/// What else the feed may call these, as the merchant's profile has it.
fn others(model: &Model, ids: &[ItemId]) -> Vec<(ItemId, FeedId)> {
    if !model.features.proposal.numbers {
        return Vec::new();
    }
    let named = |id: &ItemId| {
        let forms = model.links.id_forms.iter().filter_map(|form| form.feed_id(id));
        forms.map(|other| (id.clone(), other)).collect::<Vec<_>>()
    };
    ids.iter().flat_map(named).collect()
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, read: ProposedRead, at: Now) -> Effects {
    if ticket != model.features.proposal.ticket {
        return Vec::new();
    }
    let noted = prices::note(model, read.items.iter(), at);
    let asked = model.features.proposal.lookup == Lookup::Asked;
    let state = &mut model.features.proposal;
    state.asking &= !asked;
    if !asked {
        // What stood on the screen meanwhile was read from the catalog before this one.
        state.read_anew();
    }
    for (from, to) in read.called {
        state.call(&from, to);
    }
    state.unclear.extend(read.unclear);
    state.items.extend(read.items.into_iter().map(|item| (item.id.clone(), item)));
    state.elsewhere = read.elsewhere.into_iter().collect();
    let missing = state.missing();
    let packless = model.catalog.source == CatalogSource::Online;
    if packless && model.online && !asked && !missing.is_empty() {
        let (ticket, wish, currency) = (model.ticket(), model.wish(), model.settings.currency);
        (model.features.proposal.ticket, model.features.proposal.lookup) = (ticket, Lookup::Asked);
        model.features.proposal.asking = true;
        let others = others(model, &missing);
        let op = NetworkOp::Proposed { ticket, wish, currency, ids: missing, others };
        return noted.into_iter().chain([Effect::Network(op)]).collect();
    }
    let comes = model.catalog.refresh.is_under_way() && !asked;
    model.features.proposal.lookup = match missing.is_empty() {
        true => Lookup::Here,
        false if packless && !model.online => Lookup::Failed(Fault::new(Code::Offline)),
        // Without a catalog nothing is known of any item, which says nothing of these.
        false if comes || !(read.here || packless) => Lookup::Waiting,
        false => Lookup::Here,
    };
    noted.into_iter().collect()
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.features.proposal.ticket {
        return Vec::new();
    }
    let asked = model.features.proposal.lookup == Lookup::Asked;
    model.features.proposal.asking &= !asked;
    model.features.proposal.lookup = Lookup::Failed(fault);
    vec![Effect::Log(fault.record("proposal.failed"))]
}

/// After each change: a merchant that is asked for a proposal which nobody looks at any more is asked no further.
pub(crate) fn settle(model: &mut Model) -> Effects {
    let looked_at = model.features.proposal.lookup == Lookup::Asked && model.nav.has(&Route::Proposal);
    if looked_at || !std::mem::take(&mut model.features.proposal.asking) {
        return Vec::new();
    }
    vec![Effect::Network(NetworkOp::LeaveProposal)]
}

/// Puts in what can be put in, and shows the cart. What lies there stays, and is raised at most.
fn accept(model: &mut Model, at: Now) -> Effects {
    if !can_accept(model) {
        return Vec::new();
    }
    let puts: Vec<(Item, Quantity)> =
        plan::puts(model).into_iter().map(|(item, count)| (item.clone(), count)).collect();
    let (mut effects, mut changes) = (Vec::new(), Vec::new());
    for (item, count) in puts {
        let before = model.features.cart.lines.iter().find(|line| line.item == item.id).cloned();
        let Some(put) = cart::line_of(model, &item, count, at) else { continue };
        effects.push(cart::place(model, put.clone()));
        changes.push(CartChange { put, before });
    }
    let taken = std::mem::take(&mut model.features.proposal);
    let code = taken.code.filter(|code| is_new(model, code));
    if let Some(code) = &code {
        model.say(Event::CodeAgreed(code.clone()));
    }
    model.nav.stack().pop();
    model.nav.reset(Tab::Cart);
    // The cart that is shown asks what its items are now.
    model.say(Event::Arrived);
    model.show_toast(ToastState::ProposalTaken { changes, code });
    effects
}

/// Whether something can be added now. An open payment holds the cart as it is.
pub(crate) fn can_accept(model: &Model) -> bool {
    model.loaded && !model.paying() && !model.features.proposal.is_open() && !plan::puts(model).is_empty()
}

/// Whether the person has not entered the code themselves: theirs is not taken back with the proposal.
fn is_new(model: &Model, code: &str) -> bool {
    !model.features.checkout.codes.iter().any(|known| known.eq_ignore_ascii_case(code))
}

fn decline(model: &mut Model) -> Effects {
    model.features.proposal.let_go();
    model.nav.stack().pop();
    model.say(Event::Arrived);
    Vec::new()
}
