//! All that the app knows while it runs: one plain value, owned by one thread, changed by `update` alone.

use crate::effect::{
    CartLine, CategoryRead, Effect, Head, ItemRead, ItemRef, Offered, PaymentState, Refusal, SearchRead,
    Subject, Ticket,
};
use crate::error::Fault;
use crate::intent::Tab;
use crate::screen::CheckoutPhase;
use std::collections::BTreeMap;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, MerchantMessage};
use tradewind_domain::{
    Buyer, Code, Currency, Item, ItemId, Language, Market, Money, Order, OrderId, Scope, Timestamp, WebUrl,
};
use tradewind_payments::{OpenPayment, Wallets};
use tradewind_preview::OrbitControl;

/// The whole state.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) merchant: WebUrl,
    pub(crate) settings: Settings,
    /// What the settings were before the person's file was read.
    pub(crate) initial: Settings,
    pub(crate) online: bool,
    pub(crate) foreground: bool,
    /// Nothing of the person's may be written before it was read.
    pub(crate) loaded: bool,
    pub(crate) tab: Tab,
    /// The screens of each tab, the root first; never empty.
    pub(crate) stacks: BTreeMap<u8, Vec<Route>>,
    pub(crate) tickets: u64,

    pub(crate) head: Option<Head>,
    /// Whether the merchant publishes packs; unknown until a refresh has ended.
    pub(crate) packs: Option<bool>,
    pub(crate) refreshing: bool,
    pub(crate) refresh_fault: Option<Fault>,
    /// The markets that the merchant's index names; none before it was read, or without one.
    pub(crate) offered: Vec<Offered>,
    /// The markets the merchant serves, where the one in the settings is none of them.
    pub(crate) served: Vec<Market>,
    /// Whether the person chose the market; else it is a guess, and a merchant with one market alone decides.
    pub(crate) market_chosen: bool,
    /// Until when the merchant asked to be left alone.
    pub(crate) quiet_until: Option<Timestamp>,
    /// Whether a tick for orders is on its way.
    pub(crate) ticking: bool,

    pub(crate) home: HomeState,
    pub(crate) results: ResultsState,
    pub(crate) product: ProductState,
    pub(crate) preview: PreviewState,
    pub(crate) cart: CartState,
    pub(crate) buyer: Buyer,
    pub(crate) checkout: CheckoutState,
    /// Handlers there is a wallet or a credential for, by name or the merchant's id.
    pub(crate) payable: Vec<String>,
    /// The most that may be paid, for a buyer who does not look (a command line's `--max`).
    pub(crate) max: Option<Money>,
    /// A payment that had been given up and was charged after all, until its order is looked at.
    pub(crate) paid_late: Option<(OrderId, Money)>,
    pub(crate) orders: Vec<Order>,
    pub(crate) recent: Vec<ItemId>,
    /// What the person's file has to say of itself.
    pub(crate) notices: Vec<tradewind_domain::Code>,
    pub(crate) erase: EraseState,
    pub(crate) purchase: Option<Purchase>,

    pub(crate) fault: Option<Fault>,
    pub(crate) toast: Option<ToastState>,
    /// Names the toast that stands, so that the end of an earlier one does not end it.
    pub(crate) toast_ticket: Ticket,
    /// Since when it stands, in seconds of the clock that only goes forward.
    pub(crate) toast_since: f64,
    /// How long the person needs for one, where the system's settings say so.
    pub(crate) reading_time: std::time::Duration,
}

/// A place on a tab's stack.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Route {
    Home,
    Results(Query),
    Product(ItemRef),
    /// The product below it, in three dimensions.
    Preview,
    Cart,
    Checkout,
    Orders,
    Order(OrderId),
    Settings,
}

/// What results are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) words: String,
    /// Key and name.
    pub(crate) category: Option<(String, String)>,
}

/// The four settings, and what the system prefers while a language is not set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    pub(crate) forced: Option<Language>,
    pub(crate) chosen: Option<Language>,
    pub(crate) preferred: Vec<Language>,
    /// The language in use: what negotiation made of the above.
    pub(crate) language: Language,
    pub(crate) market: Market,
    pub(crate) currency: Currency,
    pub(crate) time_zone: String,
}

impl Settings {
    /// Forced, chosen, then what the system prefers.
    pub(crate) fn languages(&self) -> Vec<Language> {
        let first = self.forced.clone().or_else(|| self.chosen.clone());
        first.into_iter().chain(self.preferred.iter().cloned()).collect()
    }
}

#[derive(Debug, Default)]
pub(crate) struct HomeState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    pub(crate) categories: Vec<CategoryRead>,
    pub(crate) deals: Vec<Item>,
    pub(crate) recent: Vec<Item>,
}

#[derive(Debug, Default)]
pub(crate) struct ResultsState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    /// The question that a merchant without packs was asked and has not answered to its end.
    pub(crate) asked: Option<Ticket>,
    pub(crate) first: u32,
    pub(crate) count: u32,
    pub(crate) read: Option<SearchRead>,
    pub(crate) fault: Option<Fault>,
}

#[derive(Debug, Default)]
pub(crate) struct ProductState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    /// Not in the catalog that is here: the one on its way is waited for.
    pub(crate) waiting: bool,
    /// Whether a merchant without packs was asked.
    pub(crate) asked: bool,
    pub(crate) read: Option<ItemRead>,
    pub(crate) fault: Option<Fault>,
}

#[derive(Debug)]
pub(crate) struct PreviewState {
    /// Whether the host lent a painter.
    pub(crate) can_draw: bool,
    pub(crate) ticket: Ticket,
    /// Which model it is about.
    pub(crate) of: Option<WebUrl>,
    pub(crate) stand: Stand,
    /// Width over height of the picture, as it was last drawn.
    pub(crate) aspect: f32,
    /// Whether dimension lines are shown.
    pub(crate) sizes: bool,
}

/// Where the preview stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stand {
    /// Not on the screen.
    Closed,
    Loading,
    Ready {
        subject: Subject,
        control: OrbitControl,
    },
    /// A picture of the shop stands in for it.
    Still(Refusal),
}

/// Where erasing stands.
#[derive(Debug, Default)]
pub(crate) struct EraseState {
    /// The question stands.
    pub(crate) asked: bool,
    pub(crate) under_way: bool,
}

#[derive(Debug, Default)]
pub(crate) struct CartState {
    pub(crate) lines: Vec<CartLine>,
    /// What the items are now, as far as the catalog knows.
    pub(crate) items: BTreeMap<ItemId, Item>,
    /// Whether `items` has been read since the lines changed.
    pub(crate) read: bool,
}

#[derive(Debug)]
pub(crate) struct CheckoutState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    pub(crate) editing_buyer: bool,
    /// The form while it is edited.
    pub(crate) form: Buyer,
    /// Whether the form was sent with something missing.
    pub(crate) form_tried: bool,
    pub(crate) checkout: Option<Checkout>,
    pub(crate) codes: Vec<String>,
    pub(crate) option: Option<String>,
    /// What the person saw and agreed to: the cart's lines and prices, the sums once the merchant has named them, what was
    /// accepted since.
    pub(crate) agreed: Agreed,
    pub(crate) payment: PaymentState,
    /// Why the last payment was declined, not taken or sent elsewhere.
    pub(crate) reason: Option<Code>,
    /// The person asked for something else: the sums that the merchant names for it are seen before they are paid.
    pub(crate) wish_is_new: bool,
    /// The host that the checkout runs at, where it is not the shop's own.
    pub(crate) host: Option<String>,
    /// What a person tells the shop about a payment that nobody answers for.
    pub(crate) facts: Option<OpenPayment>,
    /// What keeps an answer about the payment from being written down.
    pub(crate) stuck: Option<Code>,
    pub(crate) fault: Option<Fault>,
    pub(crate) messages: Vec<MerchantMessage>,
}

impl Default for CheckoutState {
    fn default() -> Self {
        Self {
            ticket: Ticket::default(),
            loading: false,
            editing_buyer: false,
            form: Buyer::default(),
            form_tried: false,
            checkout: None,
            codes: Vec::new(),
            option: None,
            agreed: Agreed::default(),
            payment: PaymentState::Idle,
            reason: None,
            wish_is_new: false,
            host: None,
            facts: None,
            stuck: None,
            fault: None,
            messages: Vec::new(),
        }
    }
}

/// A named purchase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Purchase {
    pub(crate) name: String,
    pub(crate) state: PurchaseStage,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PurchaseStage {
    /// The journal is being asked about its name; without an item whatever was begun under it is meant.
    Asked {
        item: Option<ItemId>,
        quantity: tradewind_domain::Quantity,
    },
    /// Nothing was begun under its name.
    New,
    /// The item is being read, so that its price is known.
    Wanted {
        item: ItemId,
        quantity: tradewind_domain::Quantity,
    },
    Open,
    Done(OrderId),
    Mismatch,
}

/// The toast, and what undo would bring back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ToastState {
    Removed {
        line: CartLine,
    },
    Added {
        title: String,
    },
    Erased,
    /// A damaged cache was built anew.
    Repaired,
    LinkRefused(Fault),
}

impl Model {
    /// The state before anything is read.
    pub(crate) fn new(merchant: WebUrl, settings: Settings, online: bool, can_draw: bool) -> Self {
        let stacks = Tab::ALL.iter().map(|tab| (*tab as u8, vec![root(*tab)])).collect();
        Self {
            merchant,
            initial: settings.clone(),
            settings,
            online,
            foreground: true,
            loaded: false,
            tab: Tab::Home,
            stacks,
            tickets: 0,
            head: None,
            packs: None,
            refreshing: false,
            refresh_fault: None,
            offered: Vec::new(),
            served: Vec::new(),
            market_chosen: false,
            quiet_until: None,
            ticking: false,
            home: HomeState { loading: true, ..HomeState::default() },
            results: ResultsState::default(),
            product: ProductState::default(),
            preview: PreviewState {
                can_draw,
                ticket: Ticket::default(),
                of: None,
                stand: Stand::Closed,
                aspect: 1.0,
                sizes: false,
            },
            cart: CartState::default(),
            buyer: Buyer::default(),
            checkout: CheckoutState::default(),
            payable: Wallets::all().handlers(),
            max: None,
            paid_late: None,
            orders: Vec::new(),
            recent: Vec::new(),
            notices: Vec::new(),
            erase: EraseState::default(),
            purchase: None,
            fault: None,
            toast: None,
            toast_ticket: Ticket::default(),
            toast_since: 0.0,
            reading_time: std::time::Duration::ZERO,
        }
    }

    /// The screen shown.
    pub(crate) fn route(&self) -> &Route {
        const HOME: &Route = &Route::Home;
        self.stacks.get(&(self.tab as u8)).and_then(|stack| stack.last()).unwrap_or(HOME)
    }

    /// The stack of the current tab.
    pub(crate) fn stack(&mut self) -> &mut Vec<Route> {
        let tab = self.tab;
        self.stacks.entry(tab as u8).or_insert_with(|| vec![root(tab)])
    }

    /// The product that is shown, or that lies below what is shown.
    pub(crate) fn product_route(&self) -> Option<&ItemRef> {
        self.stacks.get(&(self.tab as u8))?.iter().rev().find_map(|route| match route {
            Route::Product(by) => Some(by),
            _ => None,
        })
    }

    /// Whether a way back exists.
    pub(crate) fn can_go_back(&self) -> bool {
        self.stacks.get(&(self.tab as u8)).is_some_and(|stack| stack.len() > 1)
    }

    /// A ticket no one else has.
    pub(crate) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Shows a toast in place of whatever stands.
    pub(crate) fn show_toast(&mut self, toast: ToastState) {
        self.toast = Some(toast);
        self.toast_ticket = self.ticket();
    }

    /// The scope wished for by the settings.
    pub(crate) fn wish(&self) -> Scope {
        Scope { market: self.settings.market, language: self.settings.language.clone() }
    }

    /// The scope that is shown: the one that serves the wish, else the wish itself.
    pub(crate) fn scope(&self) -> Scope {
        match &self.head {
            // What a merchant without packs answers is kept under the wish, in whatever language it is.
            Some(head) if head.scope.market == self.settings.market && self.packs != Some(false) => {
                head.scope.clone()
            }
            _ => self.wish(),
        }
    }

    /// Where the checkout stands, as far as drawing goes.
    pub(crate) fn phase(&self) -> CheckoutPhase {
        match &self.checkout.payment {
            PaymentState::Wallet => CheckoutPhase::Wallet,
            PaymentState::Sending => CheckoutPhase::Sending,
            PaymentState::Unknown => CheckoutPhase::Unknown,
            PaymentState::Confirmed { .. } => CheckoutPhase::Confirmed,
            PaymentState::Ended => CheckoutPhase::Ended,
            PaymentState::Declined
            | PaymentState::Cancelled
            | PaymentState::NotTaken
            | PaymentState::Escalated
            | PaymentState::PutAside
            | PaymentState::Idle => {
                if self.checkout.editing_buyer {
                    CheckoutPhase::Buyer
                } else {
                    CheckoutPhase::Review
                }
            }
        }
    }

    /// Whether `state` is a payment that is open.
    pub(crate) fn paying_with(&self, state: &PaymentState) -> bool {
        matches!(state, PaymentState::Wallet | PaymentState::Sending | PaymentState::Unknown)
    }

    /// Whether a payment is open: nothing else may be begun then.
    pub(crate) fn paying(&self) -> bool {
        self.paying_with(&self.checkout.payment)
    }
}

/// The root of a tab.
pub(crate) const fn root(tab: Tab) -> Route {
    match tab {
        Tab::Home => Route::Home,
        Tab::Cart => Route::Cart,
        Tab::Orders => Route::Orders,
        Tab::Settings => Route::Settings,
    }
}

/// What `update` is told of the world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    /// Seconds of a clock that only goes forward.
    pub(crate) seconds: f64,
}

/// What `update` gives back.
pub(crate) type Effects = Vec<Effect>;
