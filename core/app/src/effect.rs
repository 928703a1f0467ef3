//! Effects: what `update` wants done, by lane; and the outcomes that come back. Routed in one exhaustive match.

use crate::error::Fault;
use std::time::Duration;
pub(crate) use tradewind_catalog::Offered;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, CheckoutDraft, MerchantMessage};
use tradewind_domain::{
    Buyer, Code, Currency, Item, ItemId, Market, Order, OrderId, Scope, Timestamp, WebUrl,
};
use tradewind_payments::OpenPayment;
pub(crate) use tradewind_person::{CartLine, PurchaseRow};
use tradewind_ports::{Record, WalletAnswer};
use tradewind_preview::{Bounds, DrawError};

/// Numbers a question, so that a late answer to an earlier one can be dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(pub(crate) u64);

/// Something to be done outside `update`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Effect {
    /// Reads the catalog on this phone.
    Catalog(CatalogOp),
    /// Reads and writes the person's own file.
    Person(PersonOp),
    /// Talks to the merchant about catalog and orders.
    Net(NetOp),
    /// Checkout and payment.
    Till(TillOp),
    /// Brings a model before the person's eyes.
    Preview(PreviewOp),
    /// Reports [`Outcome::Tick`] after a while.
    Tick(Duration),
    /// Reports [`Outcome::ToastOver`] after a while.
    ToastOver { ticket: Ticket, after: Duration },
    /// Hands a record to the host's log.
    Log(Record),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CatalogOp {
    /// Which scope serves the wish, and what home shows of it.
    Home { ticket: Ticket, wish: Scope, recent: Vec<ItemId>, now: Timestamp },
    /// A window of search results or of a category.
    Search {
        ticket: Ticket,
        scope: Scope,
        words: String,
        /// Key and name.
        category: Option<(String, String)>,
        first: u32,
        count: u32,
    },
    /// One item with its siblings.
    Item { ticket: Ticket, scope: Scope, by: ItemRef },
    /// What the cart's items are now.
    CartItems { scope: Scope, ids: Vec<ItemId> },
    /// Lets memory go.
    Trim,
}

/// How an item is named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ItemRef {
    Id(ItemId),
    Link(WebUrl),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PersonOp {
    /// Everything the app starts with.
    Load,
    PutLine(CartLine),
    RemoveLine {
        item: ItemId,
    },
    SaveBuyer(Buyer),
    DeleteBuyer,
    /// Everything that is kept, caches and the vault's pins with it.
    Erase,
    /// What the person was told about their file.
    ForgetNotices(Vec<Code>),
    SaveSetting {
        key: SettingKey,
        value: String,
    },
    NoteSeen {
        item: ItemId,
        at: Timestamp,
    },
    /// What was begun under a name.
    FindPurchase {
        name: String,
    },
    BeginPurchase {
        name: String,
        line: CartLine,
        at: Timestamp,
    },
}

/// The settings kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingKey {
    Language,
    Market,
    Currency,
    TimeZone,
    /// The markets that the merchant's index named last: no choice of the person's, and needed offline.
    Offered,
}

impl SettingKey {
    pub(crate) const ALL: [SettingKey; 5] = [
        SettingKey::Language,
        SettingKey::Market,
        SettingKey::Currency,
        SettingKey::TimeZone,
        SettingKey::Offered,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Market => "market",
            Self::Currency => "currency",
            Self::TimeZone => "time_zone",
            Self::Offered => "offered",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NetOp {
    /// Fetches a newer signed catalog; for a merchant without one, its first online page.
    Refresh {
        wish: Scope,
        currency: Currency,
        /// Whether the person asks for it.
        asked: bool,
    },
    /// Asks a merchant without packs, once the person has stopped typing. The newest of these wins.
    Search {
        ticket: Ticket,
        wish: Scope,
        currency: Currency,
        words: String,
        /// Name of the category it is within.
        category: Option<String>,
    },
    /// Asks a merchant without packs about one item.
    Item { ticket: Ticket, wish: Scope, currency: Currency, id: ItemId },
    /// Asks a merchant without packs about the product with this page.
    Link { ticket: Ticket, wish: Scope, currency: Currency, url: WebUrl },
    /// Asks about all open orders.
    Orders,
    /// Asks about one.
    Order(OrderId),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TillOp {
    /// Takes up what an earlier run left.
    Resume,
    /// Opens or changes the checkout to what the draft says.
    Prepare {
        ticket: Ticket,
        draft: Box<CheckoutDraft>,
        purchase: Option<String>,
    },
    /// Pays what the person saw: these lines, these sums.
    Pay {
        seen: Box<Agreed>,
        purchase: Option<String>,
        checkout: Box<Checkout>,
    },
    /// Asks how the checkout in progress stands at the merchant.
    Ask,
    /// Puts the payment that nobody answers for aside.
    PutAside,
    WalletAnswered {
        sheet: String,
        answer: WalletAnswer,
    },
    /// Gives up the checkout in progress, where no payment is open, and cancels its session.
    Abandon,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PreviewOp {
    /// Fetches a model, reads it and sets it up for drawing.
    Open { ticket: Ticket, url: WebUrl, online: bool },
    /// Reports [`Outcome::PreviewSeen`] after a while: what moved by itself has come to rest.
    Wake { after: Duration },
}

/// What the owner keeps of a model: the rest is the stage's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Subject {
    pub(crate) bounds: Bounds,
    /// Names of the variants, in the model's order.
    pub(crate) variants: Vec<String>,
}

/// Why a still picture is shown instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Nothing here can draw. No error: the phone is as it is.
    NoAdapter,
    /// This version of the product has no model.
    NoModel,
    /// Something failed.
    Fault(Fault),
}

impl Refusal {
    pub(crate) fn of_drawing(error: &DrawError) -> Self {
        match error {
            DrawError::NoAdapter => Self::NoAdapter,
            _ => Self::Fault(Fault::new(Code::DrawFailed)),
        }
    }
}

/// What came of an effect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Time to ask about orders again.
    Tick,
    /// A toast was there long enough.
    ToastOver(Ticket),
    Loaded(Box<Loaded>),
    HomeRead {
        ticket: Ticket,
        home: Box<HomeRead>,
    },
    HomeFailed {
        ticket: Ticket,
        fault: Fault,
    },
    SearchRead {
        ticket: Ticket,
        hits: SearchRead,
    },
    SearchFailed {
        ticket: Ticket,
        fault: Fault,
    },
    ItemRead {
        ticket: Ticket,
        found: Option<Box<ItemRead>>,
    },
    ItemFailed {
        ticket: Ticket,
        fault: Fault,
    },
    CartItemsRead {
        items: Vec<Item>,
    },
    PersonFailed(Fault),
    PurchaseFound {
        name: String,
        known: Option<PurchaseRow>,
    },
    /// Everything is erased, or cannot be now.
    Erased(Result<(), Fault>),
    PurchaseBegun {
        state: tradewind_person::PurchaseBegun,
        line: CartLine,
    },
    /// Rows of a merchant without packs are in the catalog, or why not; `more` are on their way.
    Searched {
        ticket: Ticket,
        more: bool,
        fault: Option<Fault>,
    },
    Refreshed(Result<Refreshed, RefreshFailed>),
    /// The merchant's index was read.
    Offered(Vec<Offered>),
    /// A cache had rotted and was built anew.
    Repaired,
    OrdersChanged(Vec<Order>),
    OrdersFailed(Fault),
    CheckoutReady {
        ticket: Ticket,
        checkout: Box<Checkout>,
        /// The host that it runs at, where it is not the merchant's own.
        host: Option<String>,
    },
    CheckoutFailed {
        ticket: Ticket,
        fault: Fault,
        messages: Vec<MerchantMessage>,
    },
    Payment(Box<PaymentTold>),
    PayFailed(Fault),
    /// The checkout that was to be prepared has been bought elsewhere.
    CheckoutBought {
        ticket: Ticket,
        order: Box<Order>,
    },
    /// The merchant was asked about the checkout in progress; whether it is gone without a purchase.
    Asked(Result<bool, Fault>),
    /// What became of a payment cannot be written down yet.
    Stuck(Code),
    /// What the merchant said of the checkout while it was being paid.
    CheckoutChanged(Box<Checkout>),
    /// A model can be drawn.
    PreviewReady {
        ticket: Ticket,
        subject: Subject,
    },
    PreviewRefused {
        ticket: Ticket,
        why: Refusal,
    },
    /// The picture was drawn in another shape, or moved by itself, or came to rest.
    PreviewSeen {
        aspect: Option<f32>,
    },
}

/// What the person's file holds at the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Loaded {
    pub(crate) settings: Vec<(SettingKey, String)>,
    pub(crate) cart: Vec<CartLine>,
    pub(crate) buyer: Buyer,
    pub(crate) recent: Vec<ItemId>,
    pub(crate) orders: Vec<Order>,
    /// What is to be said about the file itself.
    pub(crate) notices: Vec<Code>,
}

/// Home, as read from the catalog.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HomeRead {
    /// The scope that serves the wish; its language may be a fallback. `None` without any catalog.
    pub(crate) head: Option<Head>,
    pub(crate) categories: Vec<CategoryRead>,
    pub(crate) deals: Vec<Item>,
    pub(crate) recent: Vec<Item>,
}

/// The catalog that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) scope: Scope,
    pub(crate) version: u64,
    pub(crate) as_of: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) items: u32,
    pub(crate) signed: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CategoryRead {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) items: u32,
    /// An item whose picture stands for it.
    pub(crate) face: Option<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SearchRead {
    pub(crate) total: u32,
    pub(crate) first: u32,
    pub(crate) rows: Vec<(Item, Vec<std::ops::Range<usize>>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ItemRead {
    pub(crate) item: Item,
    pub(crate) siblings: Vec<Item>,
}

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refreshed {
    /// Nothing new.
    Unchanged,
    /// A newer catalog is in place.
    Applied,
    /// The merchant has no packs; its online rows are cached instead.
    Online,
}

/// Why a refresh came to nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RefreshFailed {
    pub(crate) fault: Fault,
    /// The markets that are served, where the one wished for is not.
    pub(crate) served: Vec<Market>,
}

impl From<Fault> for RefreshFailed {
    fn from(fault: Fault) -> Self {
        Self { fault, served: Vec::new() }
    }
}

/// What the till told of a payment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PaymentTold {
    pub(crate) state: PaymentState,
    /// Why it was declined, not taken or sent elsewhere.
    pub(crate) reason: Option<Code>,
    /// The shop's own words about that.
    pub(crate) messages: Vec<MerchantMessage>,
    /// What a person tells the shop about a payment that nobody answers for.
    pub(crate) facts: Option<OpenPayment>,
    /// The named purchase it is of.
    pub(crate) purchase: Option<String>,
    /// A payment that had been given up was charged after all; what is on the screen is about another one.
    pub(crate) late: bool,
}

impl PaymentTold {
    /// A state with nothing more to say about it.
    #[cfg(test)]
    pub(crate) fn just(state: PaymentState) -> Self {
        Self { state, reason: None, messages: Vec::new(), facts: None, purchase: None, late: false }
    }
}

/// How the payment stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PaymentState {
    /// The sheet is up.
    Wallet,
    /// The merchant is asked.
    Sending,
    /// It is not known.
    Unknown,
    /// Bought.
    Confirmed { order: Box<Order> },
    /// Declined by wallet or merchant; another try is possible.
    Declined,
    /// Cancelled by the person; another try is possible.
    Cancelled,
    /// Settled without a purchase: the session ended.
    Ended,
    /// The merchant did not take it, for a reason it names; another try is possible.
    NotTaken,
    /// Bank or shop want to see the person in a browser.
    Escalated,
    /// Put aside by the person.
    PutAside,
    /// Nothing is open.
    Idle,
}
