//! The pure heart: one message in, the state changed, effects out. No clock, no disk, no network, no waiting. Features know
//! nothing of each other; this file alone knows which of them takes an intent, an outcome or an event.

use crate::features::cart::intent::CartIntent;
use crate::features::cart::update as cart;
use crate::features::checkout::intent::CheckoutIntent;
use crate::features::checkout::update as checkout;
use crate::features::checkout::{draft, payment};
use crate::features::erase::intent::EraseIntent;
use crate::features::erase::update as erase;
use crate::features::home::intent::HomeIntent;
use crate::features::home::update as home;
use crate::features::links::intent::LinksIntent;
use crate::features::links::update as links;
use crate::features::orders::intent::OrdersIntent;
use crate::features::orders::update as orders;
use crate::features::preview::intent::PreviewIntent;
use crate::features::preview::update as preview;
use crate::features::product::intent::ProductIntent;
use crate::features::product::update as product;
use crate::features::purchase::intent::PurchaseIntent;
use crate::features::purchase::update as purchase;
use crate::features::search::intent::SearchIntent;
use crate::features::search::update as search;
use crate::features::settings::intent::SettingsIntent;
use crate::features::settings::update as settings;
use crate::kernel::effects::{Effect, Effects, Outcome};
use crate::kernel::event::Event;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::nav::Route;
use crate::kernel::now::Now;
use crate::kernel::orders as kernel_orders;
use crate::kernel::system::SystemIntent;
use crate::kernel::toast::ToastState;
use crate::kernel::{basket, boot, refresh, system};
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

/// Changes the state by one message.
pub(crate) fn update(model: &mut Model, message: Message, at: Now) -> Effects {
    let (toast, place) = (model.toast.ticket, (model.nav.tab, model.route().clone()));
    let mut effects = match message {
        Message::Intent(intent) => on_intent(model, intent, at),
        Message::Outcome(outcome) => on_outcome(model, outcome, at),
        Message::Language(language) => settings::language_changed(model, language, at),
    };
    while let Some(event) = model.hear() {
        effects.extend(on_event(model, event, at));
    }
    effects.extend(preview::settle(model));
    if model.toast.ticket != toast {
        effects.push(model.toast.shown(at));
    } else if (model.nav.tab, model.route()) != (place.0, &place.1) {
        // It was about the screen that was left.
        model.toast.standing = None;
    }
    effects
}

/// The one place where the intents that shells know are sorted by feature.
fn on_intent(model: &mut Model, intent: Intent, at: Now) -> Effects {
    match intent {
        Intent::OpenTab(tab) => system::update(model, SystemIntent::OpenTab(tab), at),
        Intent::Back => system::update(model, SystemIntent::Back, at),
        Intent::Retry => system::update(model, SystemIntent::Retry, at),
        Intent::Refresh => system::update(model, SystemIntent::Refresh, at),
        Intent::DismissToast => system::update(model, SystemIntent::DismissToast, at),
        Intent::Connectivity { online } => system::update(model, SystemIntent::Connectivity { online }, at),
        Intent::Locales { preferred } => system::update(model, SystemIntent::Locales { preferred }, at),
        Intent::MemoryWarning => system::update(model, SystemIntent::MemoryWarning, at),
        Intent::Foreground { active } => system::update(model, SystemIntent::Foreground { active }, at),
        Intent::ReadingTime { seconds } => system::update(model, SystemIntent::ReadingTime { seconds }, at),

        Intent::OpenLink { url } => links::update(model, LinksIntent::Open { url }),
        Intent::OpenCategory { key } => home::update(model, HomeIntent::OpenCategory { key }),
        Intent::Search { words } => search::update(model, SearchIntent::Search { words }),
        Intent::Window { first, count } => search::update(model, SearchIntent::Window { first, count }),

        Intent::OpenProduct { key } => product::update(model, ProductIntent::Open { key }, at),
        Intent::ChooseVariant { key } => product::update(model, ProductIntent::ChooseVariant { key }, at),
        Intent::AddToCart { quantity } => product::update(model, ProductIntent::AddToCart { quantity }, at),

        Intent::OpenPreview => preview::update(model, PreviewIntent::Open, at),
        Intent::PreviewDrag { dx, dy } => preview::update(model, PreviewIntent::Drag { dx, dy }, at),
        Intent::PreviewRelease { vx, vy } => preview::update(model, PreviewIntent::Release { vx, vy }, at),
        Intent::PreviewZoom { factor } => preview::update(model, PreviewIntent::Zoom { factor }, at),
        Intent::PreviewReset => preview::update(model, PreviewIntent::Reset, at),
        Intent::PreviewVariant { key } => preview::update(model, PreviewIntent::ChooseVariant { key }, at),
        Intent::PreviewSize { shown } => preview::update(model, PreviewIntent::ShowSizes { shown }, at),

        Intent::SetQuantity { key, quantity } => {
            cart::update(model, CartIntent::SetQuantity { key, quantity }, at)
        }
        Intent::RemoveLine { key } => cart::update(model, CartIntent::RemoveLine { key }, at),
        Intent::Undo => cart::update(model, CartIntent::Undo, at),
        Intent::AcceptCartPrices => cart::update(model, CartIntent::AcceptPrices, at),

        Intent::OpenCheckout => checkout::update(model, CheckoutIntent::Open),
        Intent::EditBuyer { field, value } => {
            checkout::update(model, CheckoutIntent::EditBuyer { field, value })
        }
        Intent::SubmitBuyer => checkout::update(model, CheckoutIntent::SubmitBuyer),
        Intent::ChangeBuyer => checkout::update(model, CheckoutIntent::ChangeBuyer),
        Intent::ChooseDelivery { key } => checkout::update(model, CheckoutIntent::ChooseDelivery { key }),
        Intent::AddCode { code } => checkout::update(model, CheckoutIntent::AddCode { code }),
        Intent::RemoveCode { key } => checkout::update(model, CheckoutIntent::RemoveCode { key }),
        Intent::AcceptPrice => checkout::update(model, CheckoutIntent::AcceptPrice),
        Intent::Pay { method } => checkout::update(model, CheckoutIntent::Pay { method }),
        Intent::WalletAnswered { sheet, answer } => {
            checkout::update(model, CheckoutIntent::WalletAnswered { sheet, answer })
        }
        Intent::PutAside => checkout::update(model, CheckoutIntent::PutAside),
        Intent::Done => checkout::update(model, CheckoutIntent::Done),

        Intent::OpenOrder { key } => orders::update(model, OrdersIntent::Open { key }),

        Intent::SetLanguage { language } => {
            settings::update(model, SettingsIntent::SetLanguage(language), at)
        }
        Intent::SetMarket { market } => settings::update(model, SettingsIntent::SetMarket(market), at),
        Intent::SetCurrency { currency } => {
            settings::update(model, SettingsIntent::SetCurrency(currency), at)
        }
        Intent::SetTimeZone { zone } => settings::update(model, SettingsIntent::SetTimeZone(zone), at),
        Intent::DeleteBuyer => settings::update(model, SettingsIntent::DeleteBuyer, at),
        Intent::EraseEverything { confirmed } => erase::update(model, EraseIntent::Everything { confirmed }),

        Intent::ResumePurchase { name, quantity } => {
            purchase::update(model, PurchaseIntent::Resume { name, quantity })
        }
        Intent::BeginPurchase { name, item, quantity } => {
            purchase::update(model, PurchaseIntent::Begin { name, item, quantity })
        }
    }
}

fn on_outcome(model: &mut Model, outcome: Outcome, at: Now) -> Effects {
    match outcome {
        Outcome::Tick => orders::tick(model),
        Outcome::ToastOver(ticket) => model.toast.over(ticket, at),
        Outcome::Loaded(loaded) => boot::loaded(model, *loaded, at),
        Outcome::HomeRead { ticket, home } => home::read(model, ticket, *home),
        Outcome::HomeFailed { ticket, fault } => home::failed(model, ticket, fault),
        Outcome::SearchRead { ticket, hits } => search::read(model, ticket, hits),
        Outcome::SearchFailed { ticket, fault } => search::failed(model, ticket, fault),
        Outcome::Searched { ticket, more, fault } => search::searched(model, ticket, more, fault),
        Outcome::ItemRead { ticket, found } => product::read(model, ticket, found, at),
        Outcome::ItemFailed { ticket, fault } => product::failed(model, ticket, fault),
        Outcome::CartItemsRead { items } => cart::items_read(model, items),
        Outcome::PersonFailed(fault) => {
            model.fault = Some(fault);
            model.loaded = true;
            vec![Effect::Log(fault.record("person.failed"))]
        }
        Outcome::PurchaseFound { name, known } => purchase::found(model, &name, known),
        Outcome::PurchaseBegun { state, line } => purchase::begun(model, state, line),
        Outcome::EraseWaits => erase::waits(model),
        Outcome::Quiet => erase::again(model),
        Outcome::Erased(done) => erase::done(model, done, at),
        Outcome::Repaired => {
            model.show_toast(ToastState::Repaired);
            vec![Effect::Log(Record::new(Level::Warn, "storage.repaired"))]
        }
        Outcome::Refreshed(result) => refresh::done(model, result, at),
        Outcome::Offered(offered) => settings::offered(model, offered),
        Outcome::OrdersChanged(news) => {
            kernel_orders::changed(&mut model.orders, news);
            Vec::new()
        }
        Outcome::OrdersFailed(fault) => vec![Effect::Log(fault.record("orders.failed"))],
        Outcome::CheckoutReady { ticket, checkout, host } => draft::ready(model, ticket, *checkout, host),
        Outcome::CheckoutFailed { ticket, fault, messages } => draft::failed(model, ticket, fault, messages),
        Outcome::CheckoutChanged(checkout) => draft::changed(model, *checkout),
        Outcome::Payment(told) => payment::payment(model, *told),
        Outcome::CheckoutBought { ticket, order } => payment::bought(model, ticket, *order),
        Outcome::Asked(result) => payment::asked(model, result),
        Outcome::Stuck(code) => {
            model.checkout.stuck = Some(code);
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
        Event::Arrived => arrived(model, at),
        Event::HomeWanted => home::enter(model, at),
        Event::OrdersWanted => orders::poll_all(model),
        Event::CheckoutWanted => checkout::open(model),
        Event::ItemShown(id) => purchase::item_shown(model, &id, at),
        Event::VariantChosen(key) => product::choose(model, &key, at),
        Event::Bought(order) => {
            purchase::bought(model, order);
            Vec::new()
        }
        Event::BuyerDeleted => {
            checkout::buyer_deleted(model);
            Vec::new()
        }
    }
}

/// Loads what the shown place needs.
fn arrived(model: &mut Model, at: Now) -> Effects {
    match model.route().clone() {
        Route::Home => home::enter(model, at),
        Route::Results(_) => search::enter(model),
        Route::Product(by) => product::enter(model, by),
        Route::Preview => match model.nav.product().cloned() {
            Some(by) => product::enter(model, by),
            None => Vec::new(),
        },
        Route::Cart => vec![basket::read(model)],
        Route::Checkout | Route::Settings => Vec::new(),
        Route::Orders => orders::poll_all(model),
        Route::Order(id) => {
            model.paid_late.take_if(|(late, _)| *late == id);
            orders::poll(model, id)
        }
    }
}

#[cfg(test)]
mod tests;
