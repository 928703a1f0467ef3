//! The merchant as the checkout sees one: a trait and plain types. UCP is the first to implement it.
//!
//! The types carry what a shopper must see or the journal must keep, in the merchant's own order and words;
//! anything else of a protocol stays in its own module (`ucp/`).

use bytes::Bytes;
use tradewind_domain::{
    Buyer, CheckoutId, Code, Currency, Item, ItemId, Language, Market, Money, Order, OrderId, Quantity,
    Timestamp, TotalLine, WebUrl,
};
use tradewind_ports::{BoxFuture, Method, Secret};

/// What a merchant can do. A capability that is lacking leaves its step out; nothing is faked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Takes checkouts at all.
    pub checkout: bool,
    /// Keeps carts on its side.
    pub cart: bool,
    /// Searches its catalog.
    pub catalog_search: bool,
    /// Looks items up by id.
    pub catalog_lookup: bool,
    /// Ships: addresses, methods, options.
    pub fulfillment: bool,
    /// Takes discount codes.
    pub discount: bool,
    /// Tells about orders.
    pub order: bool,
    /// The payment handlers it offers, in its order.
    pub payment_handlers: Vec<PaymentHandler>,
    /// The host (and port, where it is none of the usual) that checkouts run at, if it is not on the merchant's origin nor
    /// allowed by the app's constructor: the person is shown it.
    pub endpoint_host: Option<String>,
}

/// A payment handler of the merchant's profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentHandler {
    /// Reverse-domain name (`dev.tradewind.sandbox_wallet`).
    pub name: String,
    /// The merchant's id for this configuration of it.
    pub id: String,
}

/// What the person wants to buy and how they wish to be spoken to. Sent whole; the answer is the truth.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckoutDraft {
    /// Lines in cart order.
    pub lines: Vec<DraftLine>,
    /// Who buys; empty until the form is filled in.
    pub buyer: Buyer,
    /// Discount codes as typed.
    pub discount_codes: Vec<String>,
    /// The delivery option chosen, once options are known.
    pub selected_option: Option<String>,
    /// Market, a signal only: the merchant determines tax and currency.
    pub market: Market,
    /// Language for the merchant's words.
    pub language: Language,
    /// The wished currency, sent along; the answer's currency is the one that counts.
    pub currency: Currency,
}

/// One wanted line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// What.
    pub item: ItemId,
    /// How many.
    pub quantity: Quantity,
}

/// A checkout session as the merchant last described it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Checkout {
    /// The merchant's id.
    pub id: CheckoutId,
    /// Where it stands.
    pub status: CheckoutStatus,
    /// Currency of all amounts, the merchant's choice.
    pub currency: Currency,
    /// Lines as the merchant sees them.
    pub lines: Vec<CheckoutLine>,
    /// Totals in the merchant's order, exactly one `subtotal` and one `total`.
    pub totals: Vec<TotalLine>,
    /// Everything the merchant says, in its order.
    pub messages: Vec<MerchantMessage>,
    /// Terms, privacy and the like, in its order.
    pub links: Vec<MerchantLink>,
    /// Delivery choices; empty where the merchant ships nothing or does not know the address yet.
    pub delivery: Vec<DeliveryOption>,
    /// Discount codes that took effect.
    pub applied_codes: Vec<String>,
    /// Where a person can go on in a browser.
    pub continue_url: Option<WebUrl>,
    /// When the session ends.
    pub expires_at: Option<Timestamp>,
    /// Payment handlers of this session, in the merchant's order.
    pub payment_handlers: Vec<(String, String)>,
    /// The order, once completed.
    pub order: Option<OrderRef>,
    /// The last body as received, so that an update can echo every id the merchant gave.
    pub raw: String,
}

/// UCP checkout status, and `Expired`, which UCP leaves to `expires_at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutStatus {
    /// Something is missing; messages say what.
    Incomplete,
    /// The person must go on at `continue_url`.
    RequiresEscalation,
    /// Can be paid.
    ReadyForComplete,
    /// The merchant is at it. Not a success.
    CompleteInProgress,
    /// Bought.
    Completed,
    /// Over without a purchase.
    Canceled,
    /// Past `expires_at` without a purchase.
    Expired,
}

/// One line of a checkout.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct CheckoutLine {
    /// The merchant's id of the line.
    pub id: String,
    /// What.
    pub item: ItemId,
    /// Title in the merchant's words.
    pub title: String,
    /// Price of one.
    pub price: Money,
    /// How many.
    pub quantity: u32,
    /// What the line comes to, in the merchant's arithmetic.
    pub total: Money,
}

/// What a merchant says about a checkout (UCP `messages[]`).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MerchantMessage {
    /// Error, warning or info.
    pub kind: MessageKind,
    /// The merchant's code (`out_of_stock`, `payment_declined`, ...).
    pub code: String,
    /// Words for the person; plain text.
    pub content: String,
    /// How it can be dealt with.
    pub severity: Severity,
    /// JSONPath of what it is about, if given.
    pub path: Option<String>,
}

/// Kind of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Stops the checkout.
    Error,
    /// Must be shown.
    Warning,
    /// May be of use.
    Info,
}

/// UCP severity of an error; warnings and infos have `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Not stated.
    None,
    /// The platform can fix it by an update.
    Recoverable,
    /// The buyer must give something.
    RequiresBuyerInput,
    /// The buyer must look at something.
    RequiresBuyerReview,
    /// Nothing can be done with this session.
    Unrecoverable,
}

/// A link the law or the merchant wants shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MerchantLink {
    /// `terms_of_service`, `privacy_policy`, `refund_policy`, ... or the merchant's own.
    pub kind: String,
    /// The merchant's title, if given.
    pub title: Option<String>,
    /// Where it leads.
    pub url: WebUrl,
}

/// A way to have the goods delivered.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DeliveryOption {
    /// The merchant's id.
    pub id: String,
    /// For example `Express`.
    pub title: String,
    /// More words; may be empty.
    pub description: String,
    /// What it costs; the `total` of the option's totals.
    pub price: Money,
    /// Whether it is the chosen one.
    pub selected: bool,
}

/// The order of a completed checkout.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct OrderRef {
    /// The merchant's id.
    pub id: OrderId,
    /// For people, if given.
    pub label: Option<String>,
    /// The order's page.
    pub permalink: Option<WebUrl>,
}

/// A request whose bytes are settled: what the journal keeps and every retry sends again.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Method.
    pub method: Method,
    /// Address.
    pub url: WebUrl,
    /// The UUID that names this attempt at the merchant.
    pub idempotency_key: String,
    /// The exact body. Holds the payment credential: kept only until the attempt is settled.
    pub body: Bytes,
}

/// Bodies hold credentials: nothing of them prints.
impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prepared(..)")
    }
}

/// A wallet's credential for one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The merchant's handler id.
    pub handler: String,
    /// UCP `credential.type`.
    pub kind: String,
    /// The credential.
    pub token: Secret,
}

/// A page of the merchant's own catalog, for a merchant without signed packs.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogPage {
    /// Items; each variant is one.
    pub items: Vec<Item>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<String>,
}

/// Why the merchant did not do what was asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MerchantError {
    /// No answer; the inner error says whether the request may have arrived.
    #[error("no answer from the merchant")]
    Transport(#[from] tradewind_ports::TransportError),
    /// HTTP 5xx.
    #[error("merchant failed with {status}")]
    Failed {
        /// HTTP status.
        status: u16,
    },
    /// HTTP 429 or 503 with a wish to wait.
    #[error("merchant is busy")]
    Busy {
        /// How long to wait, at most an hour is honoured.
        retry_after: std::time::Duration,
    },
    /// HTTP 409: a request with this key is in flight, was made with another body, or the state forbids it.
    #[error("conflict at the merchant")]
    Conflict,
    /// No protocol version in common; nothing was sent.
    #[error("no common protocol version")]
    VersionUnsupported,
    /// The merchant lacks the capability; nothing was sent.
    #[error("the merchant lacks this capability")]
    CapabilityMissing,
    /// It does not exist there.
    #[error("not found at the merchant")]
    NotFound,
    /// Refused with reasons in the merchant's words.
    #[error("refused by the merchant")]
    Refused(Vec<MerchantMessage>),
    /// The answer is not what the protocol says; the text is ours and says where, without the body.
    #[error("garbage from the merchant: {0}")]
    Garbage(&'static str),
    /// An address in the answer or profile that we do not talk to.
    #[error("insecure address")]
    Insecure,
}

impl MerchantError {
    /// The public code.
    pub fn code(&self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Failed { .. } => Code::MerchantFailed,
            Self::Busy { .. } => Code::MerchantBusy,
            Self::Conflict | Self::Refused(_) => Code::MerchantRefused,
            Self::VersionUnsupported => Code::UcpVersionUnsupported,
            Self::CapabilityMissing => Code::CapabilityMissing,
            Self::NotFound => Code::NotFound,
            Self::Garbage(_) => Code::MerchantGarbage,
            Self::Insecure => Code::InsecureUrl,
        }
    }

    /// Whether the merchant may have acted on the request although we have no good answer.
    pub fn may_have_acted(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_arrived(),
            Self::Failed { .. } | Self::Conflict | Self::Garbage(_) | Self::Busy { .. } => true,
            Self::VersionUnsupported
            | Self::CapabilityMissing
            | Self::NotFound
            | Self::Refused(_)
            | Self::Insecure => false,
        }
    }
}

/// The answer to a call to a merchant.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, MerchantError>>;

/// A shop engine behind a protocol. Implementations keep no state of a purchase: the journal does. They send what
/// they are told once and read the answer; retrying is decided above them.
pub trait Merchant: Send + Sync {
    /// What the merchant can do, fetched once and kept; a version we do not speak is refused before any request.
    fn capabilities(&self) -> Answer<'_, Capabilities>;

    /// Opens a checkout. `key` is the idempotency key.
    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout>;

    /// Changes a checkout to what `draft` says, echoing the ids in `current`.
    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout>;

    /// Asks how a checkout stands.
    fn checkout<'a>(&'a self, id: &'a CheckoutId) -> Answer<'a, Checkout>;

    /// Makes the bytes of the request that pays `checkout`. Pure: the same input gives the same bytes.
    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<Prepared, MerchantError>;

    /// Sends exactly these bytes, once.
    fn complete<'a>(&'a self, prepared: &'a Prepared) -> Answer<'a, Checkout>;

    /// Cancels a checkout.
    fn cancel_checkout<'a>(&'a self, id: &'a CheckoutId, key: &'a str) -> Answer<'a, Checkout>;

    /// Asks about an order.
    fn order<'a>(&'a self, id: &'a OrderId, placed_at: Timestamp) -> Answer<'a, Order>;

    /// Searches the merchant's catalog; an empty query lists it. `cursor` is a former page's `next`.
    fn search<'a>(
        &'a self,
        query: &'a str,
        context: &'a CatalogContext,
        cursor: Option<&'a str>,
    ) -> Answer<'a, CatalogPage>;

    /// Looks items up by id; unknown ones are left out.
    fn lookup<'a>(&'a self, ids: &'a [ItemId], context: &'a CatalogContext) -> Answer<'a, Vec<Item>>;
}

/// For whom a catalog is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogContext {
    /// Market, as a signal.
    pub market: Market,
    /// Language of words.
    pub language: Language,
    /// Wished currency.
    pub currency: Currency,
}
