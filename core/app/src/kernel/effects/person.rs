//! The person's own file: what is written and read.

use tradewind_domain::{Buyer, CheckoutId, Code, ItemId, Market, Order, OrderId, Timestamp};
use tradewind_person::{Attributed, CartLine, Consent, PriceHistory, PriceSeen, Spent, Touch};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PersonOp {
    /// Everything the app starts with.
    Load {
        /// Names of the settings that are read.
        settings: Vec<&'static str>,
    },
    PutLine(CartLine),
    RemoveLine {
        item: ItemId,
    },
    SaveBuyer(Buyer),
    /// The billing address; none: it is the one of delivery.
    SaveBilling(Option<Buyer>),
    DeleteBuyer,
    /// Everything that is kept, caches and the vault's pins with it. What is asked for after it, and before [`PersonOp::BeginAnew`], is of
    /// the person who was erased: it is not done.
    Erase,
    /// The app knows that everything is erased: what is asked for from now on is of its new first day.
    BeginAnew,
    /// What the person was told about their file.
    ForgetNotices(Vec<Code>),
    SaveSetting {
        key: &'static str,
        value: String,
    },
    /// What is kept of shows: see `kernel/live_kept.rs`.
    KeepLive(String),
    /// What is kept of the last one.
    KeepShow(String),
    NoteSeen {
        item: ItemId,
        at: Timestamp,
    },
    /// Which items were seen.
    ForgetSeen,
    /// What items cost in a market's catalog.
    NotePrices {
        market: Market,
        noted: Vec<(ItemId, PriceSeen)>,
    },
    /// What an order counts towards a yearly limit of the place that it goes to.
    CountSpent(Spent),
    /// What the person answered about a purpose.
    SaveConsent(Consent),
    /// All of it once more, because something of it could not be written down: what was answered, and by which links the person came.
    KeepConsent {
        answers: Vec<Consent>,
        touches: Vec<Touch>,
        /// Checkouts whose merchant was told: others are to be forgotten.
        attributed: Vec<CheckoutId>,
        /// Items that were seen: others are to be forgotten.
        seen: Vec<ItemId>,
    },
    /// By which links the person came, in place of what was kept.
    SaveTouches(Vec<Touch>),
    /// The merchant was told of it for this checkout.
    NoteAttributed {
        checkout: CheckoutId,
        at: Timestamp,
    },
    /// The checkout became this order: it counts.
    CountAttributed {
        checkout: CheckoutId,
        order: OrderId,
    },
    /// By which links the person came, and what was counted for it.
    ForgetTouches,
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

/// What the person's file holds at the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Loaded {
    /// By name, those that are kept.
    pub(crate) settings: Vec<(&'static str, String)>,
    pub(crate) cart: Vec<CartLine>,
    pub(crate) buyer: Buyer,
    pub(crate) billing: Option<Buyer>,
    /// What is kept of shows; none where nothing is.
    pub(crate) live: Option<String>,
    /// And of the last one.
    pub(crate) live_show: Option<String>,
    pub(crate) recent: Vec<ItemId>,
    pub(crate) prices: PriceHistory,
    pub(crate) spent: Vec<Spent>,
    pub(crate) consents: Vec<Consent>,
    pub(crate) touches: Vec<Touch>,
    pub(crate) attributed: Vec<Attributed>,
    pub(crate) orders: Vec<Order>,
    /// What is to be said about the file itself.
    pub(crate) notices: Vec<Code>,
}
