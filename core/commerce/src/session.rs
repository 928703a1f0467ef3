//! A checkout session as the merchant last described it: plain values, kept on the phone and drawn on the screen.

use crate::action::Action;
use crate::offered::{Offered, Wants};
use crate::terms::Terms;
use crate::unit::Unit;
use serde::{Deserialize, Serialize};
use tradewind_domain::{
    CheckoutId, Currency, ItemId, Money, OrderId, OrderLine, SumsSaid, Timestamp, TotalLine, WebUrl,
};

/// A checkout session as the merchant last described it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// What the merchant says of its sums beside them.
    #[serde(default, skip_serializing_if = "SumsSaid::is_nothing")]
    pub sums_said: SumsSaid,
    /// Everything the merchant says, in its order.
    pub messages: Vec<MerchantMessage>,
    /// Terms, privacy and the like, in its order.
    pub links: Vec<MerchantLink>,
    /// Delivery choices; empty where the merchant ships nothing or does not know the address yet.
    pub delivery: Vec<DeliveryOption>,
    /// Discount codes that took effect.
    pub applied_codes: Vec<String>,
    /// Discounts that the merchant counts in and still has to verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisional: Vec<ProvisionalDiscount>,
    /// Where a person can go on in a browser.
    pub continue_url: Option<WebUrl>,
    /// When the session ends.
    pub expires_at: Option<Timestamp>,
    /// The merchant's clock minus this phone's, in milliseconds, when the answer came; 0 where the answer had no `Date`.
    #[serde(default)]
    pub clock_skew: i64,
    /// Whether the answer had a `Date`: else its end is read by this phone's clock.
    #[serde(default)]
    pub dated: bool,
    /// Payment handlers of this session, in the merchant's order.
    pub payment_handlers: Vec<SessionHandler>,
    /// The order, once completed.
    pub order: Option<OrderRef>,
    /// Whether the merchant waits for the person to choose a destination that it has listed.
    #[serde(default)]
    pub wants_destination: bool,
    /// What the merchant waits for while it takes the payment, in the order in which it is to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What is paid now and what later, where the merchant lets the person choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The engine's own part: what it needs again for the next request about this checkout. Opaque to everyone else; the
    /// person's file keeps it under its first name, `raw`, and hands it back unchanged.
    #[serde(rename = "raw")]
    pub engine_state: String,
}

/// A discount that the merchant counts in and still has to verify (UCP `applied[].provisional`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionalDiscount {
    /// Its name, in the merchant's words.
    pub title: String,
    /// What it takes off, above zero.
    pub amount: Money,
}

/// A payment handler of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredHandler")]
pub struct SessionHandler {
    /// Reverse-domain name (`dev.tradewind.sandbox_wallet`).
    pub name: String,
    /// The merchant's id for this configuration of it.
    pub id: String,
    /// Which instruments it takes.
    #[serde(rename = "instruments")]
    pub offered: Offered,
    /// What it wants of any instrument in the request that pays, of whatever type.
    #[serde(default, skip_serializing_if = "Wants::is_nothing")]
    pub wants: Wants,
    /// Its configuration, whole, as JSON, for the wallet that knows it; empty where there is none, or one that is too large.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub config: String,
}

impl Checkout {
    /// A session of which nothing but its id and its state is known. Its currency means nothing: it has no sum.
    pub fn of_id(id: CheckoutId, status: CheckoutStatus) -> Self {
        Self {
            id,
            status,
            currency: Currency::EUR,
            lines: Vec::new(),
            totals: Vec::new(),
            sums_said: SumsSaid::default(),
            messages: Vec::new(),
            links: Vec::new(),
            delivery: Vec::new(),
            applied_codes: Vec::new(),
            provisional: Vec::new(),
            continue_url: None,
            expires_at: None,
            clock_skew: 0,
            dated: false,
            payment_handlers: Vec::new(),
            order: None,
            wants_destination: false,
            actions: Vec::new(),
            terms: None,
            engine_state: String::new(),
        }
    }
}

impl SessionHandler {
    /// A handler that takes any instrument and wants nothing more.
    pub fn of(name: &str, id: &str) -> Self {
        Self {
            name: name.to_owned(),
            id: id.to_owned(),
            offered: Offered::Any,
            wants: Wants::default(),
            config: String::new(),
        }
    }

    /// What it wants of an instrument of this type.
    pub fn wants(&self, kind: &str) -> &Wants {
        self.offered.first_of(&[kind]).map_or(&self.wants, |instrument| &instrument.wants)
    }

    /// Whether `asked` names this handler, by its name or by the merchant's id.
    pub fn is(&self, asked: &str) -> bool {
        self.name == asked || self.id == asked
    }
}

/// A handler as this and earlier versions of the app wrote it down.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredHandler {
    /// Name and id, before instruments were kept.
    Pair(String, String),
    /// Name, id and all that is known of it.
    Whole {
        name: String,
        id: String,
        #[serde(default, rename = "instruments")]
        offered: Offered,
        #[serde(default)]
        wants: Wants,
        #[serde(default)]
        config: String,
    },
}

impl From<StoredHandler> for SessionHandler {
    fn from(stored: StoredHandler) -> Self {
        match stored {
            StoredHandler::Pair(name, id) => Self::of(&name, &id),
            StoredHandler::Whole { name, id, offered, wants, config } => {
                Self { name, id, offered, wants, config }
            }
        }
    }
}

/// UCP checkout status, and `Expired`, which UCP leaves to `expires_at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// Bought; the checkout names the order.
    Completed,
    /// Over without a purchase.
    Canceled,
    /// Past `expires_at` without a purchase.
    Expired,
}

/// One line of a checkout, as the merchant priced it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckoutLine {
    /// The merchant's id of the line.
    pub id: String,
    /// The merchant's item id.
    pub item: ItemId,
    /// Title in the merchant's words.
    pub title: String,
    /// Price of one.
    pub price: Money,
    /// Units, at least 1, as the merchant states them.
    pub quantity: u32,
    /// What the line comes to, in the merchant's arithmetic.
    pub total: Money,
    /// The line before discounts and tax (its `subtotal`), if the merchant states it.
    #[serde(default)]
    pub subtotal: Option<Money>,
    /// Whether the line's own totals add up: its `total` is the sum of its other entries.
    #[serde(default = "yes")]
    pub adds_up: bool,
    /// What `quantity` counts steps of; none for what is sold by the piece.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Whether the merchant prices it by something else than `quantity` counts (a piece, by what it weighs): then its sums are
    /// not of `price`.
    #[serde(default, skip_serializing_if = "no")]
    pub priced_otherwise: bool,
}

impl CheckoutLine {
    /// What its goods come to before discounts and tax: the least and the most. They differ where the merchant rounds.
    pub fn goods(&self) -> Option<(Money, Money)> {
        match &self.unit {
            _ if self.priced_otherwise => {
                let stated = self.subtotal.unwrap_or(self.total);
                Some((stated, stated))
            }
            Some(unit) => unit.cost(self.price, self.quantity),
            None => self.price.checked_mul(self.quantity).ok().map(|goods| (goods, goods)),
        }
    }

    /// What its goods come to before discounts and tax: of what they may come to, what the merchant has said.
    pub fn before_discounts(&self) -> Option<Money> {
        let (least, most) = self.goods()?;
        let said = self.subtotal.unwrap_or(self.total);
        Some(Money::new(said.minor.clamp(least.minor, most.minor), least.currency))
    }

    /// As a line of the order that it becomes.
    pub fn ordered(&self) -> OrderLine {
        let line = OrderLine {
            item: self.item.clone(),
            title: self.title.clone(),
            price: self.price,
            quantity: self.quantity,
            fulfilled: 0,
        };
        match (&self.unit, self.priced_otherwise) {
            (None, false) => line,
            (unit, _) => in_one(line, unit.as_ref(), self.subtotal.unwrap_or(self.total)),
        }
    }
}

/// A line of an order whose sum is not its price so many times: one of what it comes to, its measure in its title.
pub fn in_one(line: OrderLine, unit: Option<&Unit>, sum: Money) -> OrderLine {
    let title = match unit {
        Some(unit) => format!("{} · {}\u{a0}{}", line.title, unit.digits(line.quantity), unit.text),
        None if line.quantity == 1 => line.title,
        None => format!("{} × {}", line.quantity, line.title),
    };
    let whole = line.quantity > 0 && line.fulfilled >= line.quantity;
    OrderLine { title, price: sum, quantity: line.quantity.min(1), fulfilled: u32::from(whole), ..line }
}

const fn no(flag: &bool) -> bool {
    !*flag
}

const fn yes() -> bool {
    true
}

/// What a merchant says about a checkout (UCP `messages[]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// UCP `presentation: disclosure`: shown beside what it is about, never hidden (a legal warning, an energy class).
    #[serde(default)]
    pub disclosure: bool,
    /// A picture that belongs to it (a warning sign).
    #[serde(default)]
    pub image: Option<WebUrl>,
    /// Where more is said about it.
    #[serde(default)]
    pub url: Option<WebUrl>,
    /// Of a payment that came to nothing: its provider's own code for why, where the merchant passes it on. It may choose a sentence,
    /// is never shown itself, and decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<String>,
}

/// How much a message matters (UCP `type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The merchant stated none.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantLink {
    /// `terms_of_service`, `privacy_policy`, `refund_policy`, ... or the merchant's own.
    pub kind: String,
    /// The merchant's title, if given.
    pub title: Option<String>,
    /// Where it leads.
    pub url: WebUrl,
}

/// A way to have the goods delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliveryOption {
    /// The merchant's id.
    pub id: String,
    /// The parcel it is for, in the merchant's words; empty where there is one parcel.
    #[serde(default)]
    pub parcel: String,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRef {
    /// The merchant's id.
    pub id: OrderId,
    /// For people, if given.
    pub label: Option<String>,
    /// The order's page.
    pub permalink: Option<WebUrl>,
}
