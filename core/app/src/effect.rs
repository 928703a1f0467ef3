//! Effects: what `update` wants done, by lane; and the outcomes that come back. Routed in one exhaustive match.

use crate::error::Fault;
use tradewind_checkout::merchant::{Capabilities, Checkout, CheckoutDraft, Credential};
use tradewind_domain::{
    Buyer, Currency, GroupId, Item, ItemId, Language, Market, Money, Order, OrderId, Picture, Quantity, Scope,
    Timestamp, WebUrl,
};
use tradewind_ports::{Record, WalletAnswer};

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
    /// Hands a record to the host's log.
    Log(Record),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CatalogOp {
    /// Which scope serves the wish, and what home shows of it.
    Home { ticket: Ticket, wish: Scope, recent: Vec<ItemId>, now: Timestamp },
    /// A window of search results or of a category.
    Search { ticket: Ticket, scope: Scope, words: String, category: Option<String>, first: u32, count: u32 },
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
    SetQuantity { item: ItemId, quantity: Quantity },
    RemoveLine { item: ItemId },
    /// Puts a removed line back in its place.
    RestoreLine(CartLine),
    /// The prices the person has now seen.
    AcceptPrices(Vec<(ItemId, Money)>),
    SaveBuyer(Buyer),
    DeleteBuyer,
    SaveSetting { key: SettingKey, value: String },
    NoteSeen { item: ItemId, at: Timestamp },
    BeginPurchase { name: String, item: ItemId, quantity: Quantity, at: Timestamp },
}

/// The settings kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingKey {
    Language,
    Market,
    Currency,
    TimeZone,
}

impl SettingKey {
    pub(crate) const ALL: [SettingKey; 4] =
        [SettingKey::Language, SettingKey::Market, SettingKey::Currency, SettingKey::TimeZone];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Market => "market",
            Self::Currency => "currency",
            Self::TimeZone => "time_zone",
        }
    }
}

/// A line of the cart, with the price the person saw.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CartLine {
    pub(crate) item: ItemId,
    pub(crate) quantity: Quantity,
    pub(crate) title: String,
    pub(crate) seen_price: Money,
    pub(crate) picture: Option<Picture>,
    pub(crate) added_at: Timestamp,
    /// Its place among the lines, from 0.
    pub(crate) position: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NetOp {
    /// Fetches a newer signed catalog; for a merchant without one, its first online page.
    Refresh { wish: Scope, currency: Currency },
    /// Asks a merchant without packs.
    Search { ticket: Ticket, wish: Scope, currency: Currency, words: String },
    /// Asks a merchant without packs about one item.
    Item { ticket: Ticket, wish: Scope, currency: Currency, id: ItemId },
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
    Prepare { ticket: Ticket, draft: Box<CheckoutDraft> },
    /// Pays the amount the person saw.
    Pay { seen: Money, lines: Vec<(String, String)>, amount_text: String, credential: Option<Credential> },
    WalletAnswered { sheet: String, answer: WalletAnswer },
    /// Gives up the checkout in progress, where no payment is open.
    Abandon,
}

/// What came of an effect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Loaded(Box<Loaded>),
    HomeRead { ticket: Ticket, home: Box<HomeRead> },
    HomeFailed { ticket: Ticket, fault: Fault },
    SearchRead { ticket: Ticket, hits: SearchRead },
    SearchFailed { ticket: Ticket, fault: Fault },
    ItemRead { ticket: Ticket, found: Option<Box<ItemRead>> },
    ItemFailed { ticket: Ticket, fault: Fault },
    CartItemsRead { items: Vec<Item> },
    PersonFailed(Fault),
    PurchaseBegun { name: String, state: PurchaseBegun },
    Refreshed(Result<Refreshed, Fault>),
    OrdersChanged(Vec<Order>),
    OrdersFailed(Fault),
    Capabilities(Capabilities),
    CheckoutReady { ticket: Ticket, checkout: Box<Checkout> },
    CheckoutFailed { ticket: Ticket, fault: Fault, messages: Vec<tradewind_checkout::merchant::MerchantMessage> },
    Payment(PaymentState),
    PayFailed(Fault),
    CartEmptied,
}

/// What the person's file holds at the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Loaded {
    pub(crate) settings: Vec<(SettingKey, String)>,
    pub(crate) cart: Vec<CartLine>,
    pub(crate) buyer: Buyer,
    pub(crate) recent: Vec<ItemId>,
    pub(crate) orders: Vec<Order>,
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

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PurchaseBegun {
    /// Written down; `line` is now the cart, `paying` if an attempt of it is still open.
    Open { paying: bool },
    /// Was done before.
    Done { order: OrderId },
    /// Begun with other arguments.
    Mismatch,
}

/// How the payment stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PaymentState {
    /// The sheet is up.
    Wallet { sheet: String },
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
    /// Nothing is open.
    Idle,
}

/// Which group, market, language an item read is about; kept so that the lanes need no model.
pub(crate) fn siblings_of(item: &Item) -> Option<&GroupId> {
    item.group.as_ref()
}

/// The wish of the four settings, as far as a catalog is concerned.
pub(crate) fn wish(market: Market, language: &Language) -> Scope {
    Scope { market, language: language.clone() }
}
