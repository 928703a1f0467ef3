//! The merchant as the checkout sees one: a trait and plain types. UCP is the first to implement it.
//!
//! The types carry what a shopper must see or the journal must keep, in the merchant's own order and words;
//! anything else of a protocol stays with its engine (`connectors/`).

use crate::session::{Checkout, MerchantMessage};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tradewind_domain::{
    Buyer, CheckoutId, Code, Currency, Item, ItemId, Language, Market, Order, OrderId, Quantity, Timestamp,
    WebUrl,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// What.
    pub item: ItemId,
    /// How many.
    pub quantity: Quantity,
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
    /// The handler, by its name or by the merchant's id.
    pub handler: String,
    /// UCP `payment.instruments[].type`; `None` takes the first that the session offers.
    pub instrument: Option<String>,
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
        /// How long the merchant wishes to be left alone, cut to an hour; whoever waits cuts it to the time that is left.
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
    #[error("refused by the merchant with {status}")]
    Refused {
        /// HTTP status; 200 for a business error in the body (`ucp.status: error`).
        status: u16,
        /// What it said.
        messages: Vec<MerchantMessage>,
    },
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
            Self::Conflict | Self::Refused { .. } => Code::MerchantRefused,
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
            | Self::Refused { .. }
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

    /// Sends exactly these bytes, once. `id` is the checkout they pay: an answer about another one is garbage.
    fn complete<'a>(&'a self, id: &'a CheckoutId, prepared: &'a Prepared) -> Answer<'a, Checkout>;

    /// Cancels a checkout.
    fn cancel_checkout<'a>(&'a self, id: &'a CheckoutId, key: &'a str) -> Answer<'a, Checkout>;

    /// Asks about an order. An answer about another order is garbage.
    fn order<'a>(&'a self, id: &'a OrderId, placed_at: Timestamp) -> Answer<'a, Order>;

    /// Searches the merchant's catalog; an empty query asks for nothing and finds nothing. `cursor` is a former page's
    /// `next`.
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
