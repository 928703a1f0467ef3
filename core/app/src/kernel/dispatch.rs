//! The pure heart: one message in, the state changed, effects out. No clock, no disk, no network, no waiting. Features know
//! nothing of each other; this file alone knows which of them takes an outcome or an event; `intent.rs` sorts the intents.

use crate::features::cart::update as cart;
use crate::features::checkout::update as checkout;
use crate::features::checkout::{draft, payment};
use crate::features::erase::update as erase;
use crate::features::home::update as home;
use crate::features::links::{installed, offered as links, short_code};
use crate::features::live::news as live_news;
use crate::features::live::update as live;
use crate::features::orders::update as orders;
use crate::features::preview::update as preview;
use crate::features::product::update as product;
use crate::features::proposal::update as proposal;
use crate::features::purchase::update as purchase;
use crate::features::search::update as search;
use crate::features::settings::update as settings;
use crate::kernel::effects::{Effect, Effects, Outcome};
use crate::kernel::event::Event;
use crate::kernel::holds::monotonic;
use crate::kernel::intent::{self, Intent};
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::orders as kernel_orders;
use crate::kernel::toast::ToastState;
use crate::kernel::{attribution, boot, refresh, screens};
use tradewind_domain::Language;
use tradewind_ports::{Level, Record};

/// A message to the owner of the state.
#[derive(Debug)]
pub(crate) enum Message {
    /// From the person or the system.
    Intent(Intent),
    /// From an executor.
    Outcome(Outcome),
    /// The language that negotiation made of the settings.
    Language(Language),
}

/// What to do first.
pub(crate) fn start() -> Effects {
    boot::start(settings::keys())
}

/// Changes the state by one message.
pub(crate) fn update(model: &mut Model, message: Message, at: Now) -> Effects {
    let (toast, place) = (model.toast.ticket, model.nav.shown());
    model.holds.now = monotonic(at.seconds);
    // What is over is gone before anything is done with it.
    let mut effects = attribution::settle(model, at);
    effects.extend(match message {
        Message::Intent(intent) => intent::update(model, intent, at),
        Message::Outcome(outcome) => on_outcome(model, outcome, at),
        Message::Language(language) => settings::language_changed(model, language, at),
    });
    while let Some(event) = model.hear() {
        effects.extend(on_event(model, event, at));
    }
    effects.extend(preview::settle(model));
    effects.extend(live::settle(model, at));
    effects.extend(proposal::settle(model));
    if model.toast.ticket != toast {
        effects.push(model.toast.shown(at));
    } else if !model.nav.still_shows(&place) {
        // It was about the screen that was left.
        model.toast.standing = None;
    }
    effects
}

fn on_outcome(model: &mut Model, outcome: Outcome, at: Now) -> Effects {
    match outcome {
        Outcome::Tick => orders::tick(model),
        Outcome::ToastOver(ticket) => model.toast.over(ticket, at),
        Outcome::Loaded(loaded) => {
            settings::loaded(model, &loaded.settings);
            installed::loaded(model, &loaded);
            let mut effects = boot::loaded(model, *loaded, at);
            effects.extend(live::look_again(model));
            effects
        }
        Outcome::HomeRead { ticket, home } => home::read(model, ticket, *home, at),
        Outcome::HomeFailed { ticket, fault } => home::failed(model, ticket, fault),
        Outcome::SearchRead { ticket, hits } => search::read(model, ticket, hits),
        Outcome::SearchFailed { ticket, fault } => search::failed(model, ticket, fault),
        Outcome::Searched { ticket, more, fault } => search::searched(model, ticket, more, fault, at),
        Outcome::ItemRead { ticket, found } => product::read(model, ticket, found, at),
        Outcome::ItemFailed { ticket, fault } => product::failed(model, ticket, fault),
        Outcome::Ways { ticket, ways } => {
            model.host.can_pay_by(ticket, ways);
            Vec::new()
        }
        Outcome::CartItemsRead { ticket, items, .. } if live_news::asked(model, ticket) => {
            live_news::goods(model, items);
            Vec::new()
        }
        Outcome::CartItemsRead { ticket, items, siblings } => {
            cart::items_read(model, ticket, items, siblings, at)
        }
        Outcome::ProposedRead { ticket, read } => proposal::read(model, ticket, *read, at),
        Outcome::ProposedFailed { ticket, fault } => proposal::failed(model, ticket, fault),
        Outcome::PersonFailed(fault) => {
            model.fault = Some(fault);
            model.loaded = true;
            vec![Effect::Log(fault.record("person.failed"))]
        }
        Outcome::ConsentKept(kept) => attribution::kept(model, kept, at),
        Outcome::PurchaseFound { name, known } => purchase::found(model, &name, known),
        Outcome::PurchaseBegun { state, line } => purchase::begun(model, state, line),
        Outcome::ErasePending => erase::waits(model),
        Outcome::Idle => erase::again(model),
        Outcome::Erased(done) => erase::done(model, done, at),
        Outcome::Repaired => {
            model.show_toast(ToastState::Repaired);
            vec![Effect::Log(Record::new(Level::Warn, "storage.repaired"))]
        }
        Outcome::Refreshed(result) => {
            let answered = result.is_ok();
            let mut effects = refresh::done(model, result, at);
            if answered {
                effects.extend(live::list(model));
                effects.extend(links::ask(model));
            } else {
                model.away.listed();
            }
            effects
        }
        Outcome::Live(news) => live_news::heard(model, news, at),
        Outcome::LinksOffered(offer) => links::offered(model, &offer, at),
        Outcome::ShortCodeAnswered { ticket, answer } => short_code::answered(model, ticket, answer, at),
        Outcome::RulesRead(state) => refresh::rules_read(model, state),
        Outcome::Offered(offered) => settings::offered(model, offered),
        Outcome::OrdersChanged(news) => {
            kernel_orders::changed(&mut model.orders, news);
            Vec::new()
        }
        Outcome::OrdersFailed(fault) => vec![Effect::Log(fault.record("orders.failed"))],
        Outcome::CheckoutReady { ticket, checkout, host } => {
            let noted = attribution::opened(model, &checkout.id, at);
            let mut effects = draft::ready(model, ticket, *checkout, host);
            effects.extend(noted);
            effects
        }
        Outcome::CheckoutFailed { ticket, fault, messages } => draft::failed(model, ticket, fault, messages),
        Outcome::CheckoutChanged(checkout) => draft::changed(model, *checkout),
        Outcome::Payment(told) => {
            let kept = live_news::paid(model, &told, at);
            let mut effects = payment::payment(model, *told);
            effects.extend(kept);
            effects
        }
        Outcome::Waiting(all) => {
            let mut effects = payment::waiting(model, all, at);
            effects.extend(orders::again(model));
            effects.into_iter().collect()
        }
        Outcome::CheckoutBought { ticket, order } => {
            let kept = live_news::ordered(model, &order, at);
            let mut effects = payment::bought(model, ticket, *order);
            effects.extend(kept);
            effects
        }
        Outcome::Asked { ticket, gone } => payment::asked(model, ticket, gone),
        Outcome::Stuck(code) => {
            model.features.checkout.stuck = Some(code);
            Vec::new()
        }
        Outcome::PayFailed(fault) => payment::pay_failed(model, fault),
        Outcome::PreviewReady { ticket, subject } => preview::ready(model, ticket, subject),
        Outcome::PreviewRefused { ticket, why } => preview::refused(model, ticket, why),
        Outcome::PreviewSeen { aspect } => preview::seen(model, aspect),
    }
}

/// What one feature says and another answers.
fn on_event(model: &mut Model, event: Event, at: Now) -> Effects {
    match event {
        Event::Arrived => screens::enter(model, at),
        Event::HomeWanted => home::enter(model, at),
        Event::OrdersWanted => orders::poll_all(model),
        Event::CheckoutWanted => checkout::open(model),
        Event::ItemShown(id) => purchase::item_shown(model, &id, at),
        Event::VariantChosen(key) => product::choose(model, &key, at),
        Event::CodeAgreed(code) => {
            checkout::keep_code(model, &code);
            Vec::new()
        }
        Event::CodeTakenBack(code) => {
            checkout::drop_code(model, &code);
            Vec::new()
        }
        Event::Bought(order) => {
            purchase::bought(model, order);
            Vec::new()
        }
        Event::HoldsChanged => draft::holds_changed(model),
        Event::BuyerDeleted => {
            checkout::buyer_deleted(model);
            Vec::new()
        }
        Event::SessionGivenUp => draft::given_up(model),
    }
}

#[cfg(test)]
mod tests;
