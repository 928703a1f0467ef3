//! The pure heart: one message in, the state changed, effects out. No clock, no disk, no network, no waiting.

use crate::features::cart::update as cart;
use crate::features::checkout::update as checkout;
use crate::features::erase::update as erase;
use crate::features::home::update as home;
use crate::features::links::link::{LinkTarget, read_link};
use crate::features::orders::update as order;
use crate::features::preview::update as preview;
use crate::features::product::update as product;
use crate::features::purchase::update as purchase;
use crate::features::search::update as results;
use crate::features::settings::update as settings;
use crate::kernel::effects::{
    Effect, NetOp, Outcome, PersonOp, RefreshFailed, Refreshed, SettingKey, TillOp,
};
use crate::kernel::error::Fault;
use crate::kernel::intent::{Intent, Tab};
use crate::kernel::model::{Effects, Model, Moment, Query, Route, ToastState, root};
use crate::kernel::toast;
use tradewind_domain::{Code, ItemId, Language};
use tradewind_ports::{Level, Record};

/// A message to the owner of the state.
#[derive(Debug)]
pub(crate) enum Message {
    /// From the person or the system.
    Intent(Intent),
    /// From a lane.
    Outcome(Outcome),
    /// The language that negotiation made of the settings.
    Language(Language),
}

/// Changes the state by one message.
pub(crate) fn update(model: &mut Model, message: Message, at: Moment) -> Effects {
    let (before, place) = (model.toast_ticket, (model.tab, model.route().clone()));
    let mut effects = match message {
        Message::Intent(intent) => on_intent(model, intent, at),
        Message::Outcome(outcome) => on_outcome(model, outcome, at),
        Message::Language(language) => settings::language_changed(model, language, at),
    };
    effects.extend(preview::settle(model));
    if model.toast_ticket != before {
        effects.push(toast::shown(model, at));
    } else if (model.tab, model.route()) != (place.0, &place.1) {
        // It was about the screen that was left.
        model.toast = None;
    }
    effects
}

/// What to do first.
pub(crate) fn start() -> Effects {
    vec![Effect::Person(PersonOp::Load)]
}

fn on_intent(model: &mut Model, intent: Intent, at: Moment) -> Effects {
    match intent {
        Intent::OpenTab(tab) => open_tab(model, tab, at),
        Intent::Back => back(model, at),
        Intent::OpenCategory { key } => home::open_category(model, key, at),
        Intent::OpenProduct { key } => open_product(model, &key, at),
        Intent::OpenOrder { key } => order::open(model, &key, at),
        Intent::OpenCheckout => checkout::open(model, at),
        Intent::OpenLink { url } => open_link(model, &url, at),

        Intent::Search { words } => results::search(model, words, at),
        Intent::Window { first, count } => results::window(model, first, count),

        Intent::ChooseVariant { key } => product::choose(model, &key, at),
        Intent::AddToCart { quantity } => product::add(model, quantity, at),
        Intent::SetQuantity { key, quantity } => cart::set_quantity(model, &key, quantity),
        Intent::RemoveLine { key } => cart::remove(model, &key),
        Intent::Undo => cart::undo(model),
        Intent::AcceptCartPrices => cart::accept_prices(model, at),

        Intent::OpenPreview => preview::open(model),
        Intent::PreviewDrag { dx, dy } => preview::drag(model, dx, dy, at),
        Intent::PreviewRelease { vx, vy } => preview::release(model, vx, vy, at),
        Intent::PreviewZoom { factor } => preview::zoom(model, factor, at),
        Intent::PreviewReset => preview::reset(model),
        Intent::PreviewVariant { key } => preview::choose(model, &key, at),
        Intent::PreviewSize { shown } => preview::sizes(model, shown),

        Intent::EditBuyer { field, value } => checkout::edit(model, field, &value),
        Intent::SubmitBuyer => checkout::submit_buyer(model),
        Intent::ChangeBuyer => checkout::change_buyer(model),
        Intent::DeleteBuyer => settings::delete_buyer(model),
        Intent::EraseEverything { confirmed } => erase::ask(model, confirmed),
        Intent::ChooseDelivery { key } => checkout::choose_delivery(model, key),
        Intent::AddCode { code } => checkout::add_code(model, &code),
        Intent::RemoveCode { key } => checkout::remove_code(model, &key),
        Intent::AcceptPrice => checkout::accept_price(model),
        Intent::Pay => checkout::pay(model),
        Intent::WalletAnswered { sheet, answer } => {
            vec![Effect::Till(TillOp::WalletAnswered { sheet, answer })]
        }
        Intent::PutAside => checkout::put_aside(model),
        Intent::Retry => retry(model, at),
        Intent::Done => checkout::done(model, at),

        Intent::SetLanguage { language } => settings::set_language(model, &language),
        Intent::SetMarket { market } => settings::set_market(model, &market, at),
        Intent::SetCurrency { currency } => settings::set_currency(model, &currency),
        Intent::SetTimeZone { zone } => settings::set_time_zone(model, zone),
        Intent::Refresh => asked(refresh(model, at)),
        Intent::DismissToast => {
            model.toast = None;
            Vec::new()
        }

        Intent::Connectivity { online } => connectivity(model, online, at),
        Intent::Locales { preferred } => {
            model.settings.preferred = preferred.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
            Vec::new()
        }
        Intent::MemoryWarning => vec![Effect::Catalog(crate::kernel::effects::CatalogOp::Trim)],
        Intent::Foreground { active } => foreground(model, active, at),
        Intent::ReadingTime { seconds } => toast::reading_time(model, seconds, at),
        Intent::ResumePurchase { name, quantity } => purchase::resume(model, name, quantity),
        Intent::BeginPurchase { name, item, quantity } => purchase::begin(model, name, &item, quantity),
    }
}

fn on_outcome(model: &mut Model, outcome: Outcome, at: Moment) -> Effects {
    match outcome {
        Outcome::Tick => order::tick(model),
        Outcome::ToastOver(ticket) => toast::over(model, ticket, at),
        Outcome::Loaded(loaded) => settings::loaded(model, *loaded, at),
        Outcome::HomeRead { ticket, home } => home::read(model, ticket, *home, at),
        Outcome::HomeFailed { ticket, fault } => home::failed(model, ticket, fault),
        Outcome::SearchRead { ticket, hits } => results::read(model, ticket, hits),
        Outcome::SearchFailed { ticket, fault } => results::failed(model, ticket, fault),
        Outcome::Searched { ticket, more, fault } => results::searched(model, ticket, more, fault),
        Outcome::ItemRead { ticket, found } => product::read(model, ticket, found, at),
        Outcome::ItemFailed { ticket, fault } => product::failed(model, ticket, fault),
        Outcome::CartItemsRead { items } => cart::items_read(model, items),
        Outcome::PersonFailed(fault) => {
            model.fault = Some(fault);
            model.loaded = true;
            vec![Effect::Log(fault.record("person.failed"))]
        }
        Outcome::PurchaseFound { name, known } => purchase::found(model, &name, known, at),
        Outcome::Erased(done) => erase::done(model, done, at),
        Outcome::PurchaseBegun { state, line } => checkout::purchase_begun(model, state, line, at),
        Outcome::Repaired => {
            model.show_toast(ToastState::Repaired);
            vec![Effect::Log(Record::new(Level::Warn, "storage.repaired"))]
        }
        Outcome::Refreshed(result) => refreshed(model, result, at),
        Outcome::Offered(offered) => settings::offered(model, offered),
        Outcome::OrdersChanged(orders) => {
            order::changed(model, orders);
            Vec::new()
        }
        Outcome::OrdersFailed(fault) => vec![Effect::Log(fault.record("orders.failed"))],
        Outcome::CheckoutReady { ticket, checkout, host } => checkout::ready(model, ticket, *checkout, host),
        Outcome::CheckoutFailed { ticket, fault, messages } => {
            checkout::failed(model, ticket, fault, messages)
        }
        Outcome::Payment(told) => checkout::payment(model, *told, at),
        Outcome::CheckoutBought { ticket, order } => checkout::bought(model, ticket, *order),
        Outcome::Asked(result) => checkout::asked(model, result),
        Outcome::Stuck(code) => {
            model.checkout.stuck = Some(code);
            Vec::new()
        }
        Outcome::PayFailed(fault) => checkout::pay_failed(model, fault),
        Outcome::CheckoutChanged(checkout) => checkout::changed(model, *checkout),
        Outcome::PreviewReady { ticket, subject } => preview::ready(model, ticket, subject),
        Outcome::PreviewRefused { ticket, why } => preview::refused(model, ticket, why),
        Outcome::PreviewSeen { aspect } => preview::seen(model, aspect),
    }
}

/// Shows `route` on top of the current tab.
pub(crate) fn push(model: &mut Model, route: Route, at: Moment) -> Effects {
    if *model.route() != route {
        model.stack().push(route);
    }
    enter(model, at)
}

/// Loads what the shown route needs.
pub(crate) fn enter(model: &mut Model, at: Moment) -> Effects {
    match model.route().clone() {
        Route::Home => home::enter(model, at),
        Route::Results(_) => results::enter(model),
        Route::Product(by) => product::enter(model, by),
        Route::Preview => match model.product_route().cloned() {
            Some(by) => product::enter(model, by),
            None => Vec::new(),
        },
        Route::Cart => cart::enter(model),
        Route::Checkout | Route::Settings => Vec::new(),
        Route::Orders => order::poll_all(model),
        Route::Order(id) => {
            model.paid_late.take_if(|(late, _)| *late == id);
            order::poll(model, id)
        }
    }
}

fn open_tab(model: &mut Model, tab: Tab, at: Moment) -> Effects {
    if model.tab == tab {
        *model.stack() = vec![root(tab)];
    }
    model.tab = tab;
    enter(model, at)
}

fn back(model: &mut Model, at: Moment) -> Effects {
    if !model.can_go_back() {
        return Vec::new();
    }
    let leaving_confirmed = *model.route() == Route::Checkout;
    model.stack().pop();
    let mut effects = enter(model, at);
    if leaving_confirmed {
        effects.extend(checkout::left(model));
    }
    effects
}

/// Keys of product cards, chips and cart lines are item ids: opaque to a shell, plain to us.
fn open_product(model: &mut Model, key: &str, at: Moment) -> Effects {
    match ItemId::parse(key) {
        Ok(id) => push(model, Route::Product(crate::kernel::effects::ItemRef::Id(id)), at),
        Err(_) => Vec::new(),
    }
}

fn open_link(model: &mut Model, text: &str, at: Moment) -> Effects {
    match read_link(text, &model.merchant) {
        Ok(LinkTarget::Product(item) | LinkTarget::Live { item, .. }) => {
            on_home_tab(model);
            push(model, Route::Product(crate::kernel::effects::ItemRef::Id(item)), at)
        }
        Ok(LinkTarget::ProductPage(url)) => {
            on_home_tab(model);
            push(model, Route::Product(crate::kernel::effects::ItemRef::Link(url)), at)
        }
        Ok(LinkTarget::Search(words)) => {
            on_home_tab(model);
            push(model, Route::Results(Query { words, category: None }), at)
        }
        Ok(LinkTarget::Order(id)) => {
            model.tab = Tab::Orders;
            *model.stack() = vec![Route::Orders];
            push(model, Route::Order(id), at)
        }
        Err(error) => {
            let fault = Fault::new(error.code());
            model.show_toast(ToastState::LinkRefused(fault));
            vec![Effect::Log(fault.record("link.refused"))]
        }
    }
}

/// A link opens over home, so that back leads somewhere sensible; a checkout under way stays on its own tab.
fn on_home_tab(model: &mut Model) {
    model.tab = Tab::Home;
    *model.stack() = vec![Route::Home];
}

fn retry(model: &mut Model, at: Moment) -> Effects {
    model.fault = None;
    // Asking again serves no other market: the person chooses among those that are.
    if *model.route() == Route::Home && not_served(model) {
        return open_tab(model, Tab::Settings, at);
    }
    let seen = erase::notices_seen(model);
    let mut effects = match model.route() {
        Route::Checkout => checkout::retry(model),
        Route::Preview => {
            preview::retry(model);
            enter(model, at)
        }
        _ => enter(model, at),
    };
    if model.refresh_fault.is_some() || model.head.is_none() {
        effects.extend(asked(refresh(model, at)));
    }
    effects.extend(seen);
    effects
}

/// What the person asks for is begun again where it did not come to an end.
fn asked(mut effects: Effects) -> Effects {
    for effect in &mut effects {
        if let Effect::Net(NetOp::Refresh { asked, .. }) = effect {
            *asked = true;
        }
    }
    effects
}

/// Whether the merchant sells nothing to the market of the settings, and names others.
pub(crate) fn not_served(model: &Model) -> bool {
    model.refresh_fault.is_some_and(|fault| fault.code == Code::MarketNotServed) && !model.offered.is_empty()
}

/// Asks for a newer catalog, once at a time; and about orders that are not at their end.
pub(crate) fn refresh(model: &mut Model, at: Moment) -> Effects {
    let mut effects = Vec::new();
    let quiet = model.quiet_until.is_some_and(|until| at.now < until);
    if model.online && !model.refreshing && model.loaded && !quiet {
        model.refreshing = true;
        let (wish, currency) = (model.wish(), model.settings.currency);
        effects.push(Effect::Net(NetOp::Refresh { wish, currency, asked: false }));
    }
    effects.extend(order::poll_all(model));
    effects
}

fn refreshed(model: &mut Model, result: Result<Refreshed, RefreshFailed>, at: Moment) -> Effects {
    model.refreshing = false;
    model.served.clear();
    let was_packs = model.packs;
    let mut effects = Vec::new();
    match result {
        Ok(state) => {
            model.refresh_fault = None;
            model.quiet_until = None;
            model.packs = Some(state != Refreshed::Online);
        }
        Err(RefreshFailed { fault, served }) => {
            // A market that nobody chose was a guess: a merchant who sells to one country alone decides it.
            if let [only] = served[..]
                && !model.market_chosen
            {
                return settings::go_to_market(model, only, at);
            }
            model.refresh_fault = Some(fault);
            model.served = served;
            model.quiet_until = fault.wait.map(|wait| at.now.after(wait));
            effects.push(Effect::Log(fault.record("catalog.refresh_failed")));
        }
    }
    // If there is another catalog now, `home::read` has all else read again.
    effects.extend(home::enter(model, at));
    // What is shown may have waited for it, or may be asked of the merchant from now on.
    let shows_goods = matches!(model.route(), Route::Results(_) | Route::Product(_) | Route::Preview);
    if shows_goods && (model.product.waiting || (model.packs == Some(false) && was_packs != model.packs)) {
        effects.extend(enter(model, at));
    }
    effects
}

fn connectivity(model: &mut Model, online: bool, at: Moment) -> Effects {
    let came_back = online && !model.online;
    model.online = online;
    if !came_back {
        return Vec::new();
    }
    let mut effects = refresh(model, at);
    effects.push(Effect::Till(TillOp::Resume));
    if *model.route() == Route::Checkout && model.checkout.fault.is_some() {
        effects.extend(checkout::retry(model));
    }
    preview::retry(model);
    effects
}

fn foreground(model: &mut Model, active: bool, at: Moment) -> Effects {
    let returned = active && !model.foreground;
    model.foreground = active;
    if returned && model.loaded {
        let mut effects = refresh(model, at);
        effects.push(Effect::Till(TillOp::Resume));
        effects
    } else {
        Vec::new()
    }
}

/// Keeps a setting.
pub(crate) fn save_setting(key: SettingKey, value: impl Into<String>) -> Effect {
    Effect::Person(PersonOp::SaveSetting { key, value: value.into() })
}

#[cfg(test)]
pub(crate) mod tests;
