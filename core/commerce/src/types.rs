//! What goes to an engine and comes back beside a checkout: capabilities, wishes, credentials, questions to a catalog.

use crate::attribution::Attribution;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tradewind_domain::{Buyer, Currency, Item, ItemId, Language, Market, Quantity, WebUrl};
use tradewind_ports::{Method, Secret};

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
    /// What of its configuration is known before a checkout, as JSON; empty where there is none, or one that is too large.
    pub config: String,
}

/// A payment handler of ours, as the platform profile names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandlerOffer {
    /// Reverse-domain name (`dev.tradewind.sandbox_wallet`).
    pub name: String,
    /// Our id of it.
    pub id: String,
    /// Its own version (YYYY-MM-DD), where it has one beside the protocol's.
    pub version: Option<String>,
    /// Where the handler is described.
    pub spec: String,
    /// The schema of its configuration.
    pub schema: String,
    /// Types of instruments that it takes.
    pub instruments: Vec<String>,
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
    /// The term of payment chosen, by the merchant's id, once terms are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Prices that the merchant held in a show, which the person took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveClaim>,
    /// By which link the person came; empty without their consent.
    #[serde(default, skip_serializing_if = "Attribution::is_empty")]
    pub attribution: Attribution,
    /// Market, a signal only: the merchant determines tax and currency.
    pub market: Market,
    /// Language for the merchant's words.
    pub language: Language,
    /// The wished currency, sent along; the answer's currency is the one that counts.
    pub currency: Currency,
}

/// Held prices of a show that are to count in a checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveClaim {
    /// The show, by the merchant's id.
    pub session: String,
    /// The holds as the merchant signed them, JSON each, in the order in which its answer counts them.
    pub holds: Vec<String>,
}

/// Where a merchant's shows are, and what they are signed with.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveOffer {
    /// Address of the list of shows.
    pub sessions: WebUrl,
    /// Where reports of them are taken; none where the merchant names no address.
    pub reports: Option<WebUrl>,
    /// Public keys that sign holds and moments (RFC 7517), as the merchant published them.
    pub keys: Vec<serde_json::Value>,
}

/// What a merchant's profile says of links to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinkOffer {
    /// The endpoint of its permalinks; carts are proposed by addresses below it.
    pub permalink: Option<WebUrl>,
    /// Further hosts of its own, an address each.
    pub hosts: Vec<WebUrl>,
    /// Public keys that sign creators' links (RFC 7517), as the merchant published them.
    pub keys: Vec<serde_json::Value>,
    /// How links may call the items of its feed: a pattern of ids in links, and the pattern of the same ids in the feed.
    pub ids: Vec<(String, String)>,
}

/// What a merchant says of a short code.
#[derive(Clone, PartialEq, Eq)]
pub enum CodeAnswer {
    /// It stands for this link, as the merchant wrote it: whoever shows it reads it as any other.
    Link(String),
    /// No code of its own.
    Unknown,
    /// Its time is over.
    Expired,
}

/// A link may say where a person came from: it is not printed.
impl std::fmt::Debug for CodeAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Link(_) => "Link",
            Self::Unknown => "Unknown",
            Self::Expired => "Expired",
        })
    }
}

/// One wanted line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// The merchant's item id.
    pub item: ItemId,
    /// Units, 1 to 999.
    pub quantity: Quantity,
}

/// A request whose bytes are settled: what the journal keeps and every retry sends again.
#[derive(Clone, PartialEq, Eq)]
pub struct PreparedRequest {
    /// HTTP method of the journalled request.
    pub method: Method,
    /// Absolute URL it goes to.
    pub url: WebUrl,
    /// The UUID that names this attempt at the merchant.
    pub idempotency_key: String,
    /// The exact body. Holds the payment credential: kept only until the attempt is settled.
    pub body: Bytes,
    /// In which version of its protocol the engine made it, as the engine names it; empty for requests of before that was
    /// kept. A repeat says of itself what the first sending said.
    pub protocol: String,
}

/// Bodies hold credentials: nothing of them prints.
impl std::fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PreparedRequest(..)")
    }
}

/// A wallet's credential for one payment.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The handler, by its name or by the merchant's id.
    pub handler: String,
    /// UCP `payment.instruments[].type`; `None` takes the first that the session offers.
    pub instrument: Option<String>,
    /// UCP `credential.type`; empty where the method has no credential, because the person approves later.
    pub kind: String,
    /// The secret that pays; never printed. Empty where there is none.
    pub token: Secret,
    /// Further members of the instrument, as the method has them (`return_url`, `phone_number`, `billing_address`).
    pub more: serde_json::Map<String, serde_json::Value>,
}

/// A telephone number or an address may be in it: nothing of those prints.
impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential")
            .field("handler", &self.handler)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A page of the merchant's own catalog, for a merchant without signed packs.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogPage {
    /// Items; each variant is one.
    pub items: Vec<Item>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<String>,
}

/// What is asked of a merchant's catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question<'a> {
    /// Goods that these words find.
    Words(&'a str),
    /// Goods of a category, by the name that the merchant gave it, which these words find; the words may be empty.
    Category {
        /// The category's name.
        name: &'a str,
        /// What to find in it; may be empty.
        words: &'a str,
    },
    /// All goods, page by page.
    Everything,
}

/// What a merchant knows by an id.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The item the id means: itself, or the one that stands for the product of that id.
    pub item: ItemId,
    /// Everything that was told, that item among it.
    pub items: Vec<Item>,
}

/// For whom a catalog is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogContext {
    /// Market, as a signal.
    pub market: Market,
    /// Language of words.
    pub language: Language,
    /// The wished currency, a signal as well.
    pub currency: Currency,
}
