//! Opens what a link shows. Nothing is fetched here, and nothing but the place that is shown changes: `links/THREATS.md`. A short
//! code is no link yet: the merchant is asked for it.

use crate::features::Route;
use crate::features::links::intent::LinksIntent;
use crate::kernel::attribution;
use crate::kernel::campaign::CampaignParts;
use crate::kernel::effects::Query;
use crate::kernel::effects::{Effect, Effects, ItemRef, NetworkOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::links::{AskedCode, WaitingLink};
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::shows::ShowRef;
use crate::kernel::toast::ToastState;
use tradewind_domain::Code;
use tradewind_links::{Arrival, Merchant, ShortCode, Source, Target, read};

pub(crate) fn update(model: &mut Model, intent: LinksIntent, at: Now) -> Effects {
    let (text, from) = match intent {
        LinksIntent::Open { url } => {
            let from = source(&url);
            (url, from)
        }
        LinksIntent::Code { text, scanned: true } => (text, Source::Camera),
        LinksIntent::Code { text, scanned: false } => (text, Source::Typed),
    };
    open(model, text, from, at)
}

/// Reads a link and shows what it shows.
pub(super) fn open(model: &mut Model, text: String, from: Source, at: Now) -> Effects {
    // Only the newest one may be read again, or answered.
    model.links.waiting = None;
    model.links.asked = None;
    match read(&text, from, &merchant(model), at.now) {
        Ok(arrival) => opened(model, (text, from), arrival, at),
        Err(error) => refuse(model, error.code()),
    }
}

/// Shows what came. Before the merchant's profile is read it waits for that, to be read once more.
pub(super) fn opened(
    model: &mut Model,
    (text, from): (String, Source),
    arrival: Arrival,
    at: Now,
) -> Effects {
    let target = arrival.target.clone();
    let effects = show(model, arrival, at);
    if model.links.merchant.is_none() && !matches!(target, Target::ShortCode(_)) {
        let place = model.nav.shown();
        model.links.waiting = Some(WaitingLink { text, from, at, target, place });
    }
    effects
}

/// The merchant as its profile has it; before that is read, as far as its address says.
pub(super) fn merchant(model: &Model) -> Merchant {
    model.links.merchant.clone().unwrap_or_else(|| by_address(model))
}

/// The merchant, as far as its address says. The catalog decides about pages on other hosts: a merchant's feed may name
/// some.
pub(super) fn by_address(model: &Model) -> Merchant {
    Merchant::new(model.merchant.clone()).with_pages_elsewhere(true)
}

/// What is no address was typed, pasted with the words around it, or read off a package.
fn source(text: &str) -> Source {
    let words = text.trim().contains(char::is_whitespace);
    if text.contains("://") && !words { Source::Tap } else { Source::Typed }
}

/// Shows what came, over the root of a tab, so that back leads somewhere sensible: the newest link wins, also while the
/// catalog is still on its way. A checkout under way stays on its own tab.
pub(super) fn show(model: &mut Model, arrival: Arrival, at: Now) -> Effects {
    let Arrival { target, mut promised, campaign, dropped } = arrival;
    let came_from = campaign.with(attribution::may_look(model)).map(CampaignParts::of).unwrap_or_default();
    let (tab, route) = match target {
        Target::Home => (Tab::Home, None),
        Target::Product(item) => (Tab::Home, Some(Route::Product(ItemRef::Id(item)))),
        // A name that no show can have leads to what can be shown all the same.
        Target::Live { session, at } => (Tab::Home, ShowRef::of_link(&session, at).map(Route::Show)),
        Target::LiveCard { session, item, at } => {
            let show = ShowRef::of_link(&session, at).map(Route::Show);
            (Tab::Home, Some(show.unwrap_or(Route::Product(ItemRef::Id(item)))))
        }
        Target::ProductPage { page, others } => {
            (Tab::Home, Some(Route::Product(ItemRef::Link { page, others })))
        }
        Target::Gtin(gtin) => (Tab::Home, Some(Route::Product(ItemRef::Gtin(gtin)))),
        Target::Search(words) => (Tab::Home, Some(Route::Results(Query { words, category: None }))),
        Target::Order(id) => (Tab::Orders, Some(Route::Order(id))),
        Target::Proposal(proposal) => {
            model.features.proposal.offer(proposal, promised.take(), dropped);
            (Tab::Home, Some(Route::Proposal))
        }
        Target::ShortCode(code) => return ask(model, code),
    };
    model.nav.reset(tab);
    match route {
        Some(route) => model.push(route),
        None => model.say(Event::Arrived),
    }
    if let Some(code) = promised {
        model.show_toast(ToastState::CodePromised { code: code.as_str().to_owned() });
    }
    attribution::arrived(model, came_from, at)
}

/// Asks the merchant what a short code stands for, which alone knows; `short_code.rs` takes the answer.
fn ask(model: &mut Model, code: ShortCode) -> Effects {
    if !model.online {
        return refuse(model, Code::LinkCodeOffline);
    }
    let ticket = model.ticket();
    model.links.asked = Some(AskedCode { ticket, place: model.nav.shown() });
    model.show_toast(ToastState::CodeAsked);
    vec![Effect::Network(NetworkOp::ShortCode { ticket, code })]
}

pub(super) fn refuse(model: &mut Model, code: Code) -> Effects {
    let fault = Fault::new(code);
    model.show_toast(ToastState::LinkRefused(fault));
    vec![Effect::Log(fault.record("link.refused"))]
}
