//! What a link gives: something to show, or a cart to propose.

use crate::campaign::Campaign;
use crate::code::DiscountCode;
use crate::short_code::ShortCode;
use tradewind_domain::{Gtin, ItemId, OrderId, Quantity, WebUrl};

/// What came through the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// What is to be shown.
    pub target: Target,
    /// The discount code that a creator's link promises; only where its signature is good today. It is shown, and
    /// tried at the merchant when the person accepts.
    pub promised: Option<DiscountCode>,
    /// Where the person came from.
    pub campaign: Campaign,
    /// What the link says and what was left out, each once.
    pub dropped: Vec<Dropped>,
}

/// What a link wants to show. None of these pays, orders, logs in, changes a setting or a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The shop's first page.
    Home,
    /// The product with this id.
    Product(ItemId),
    /// An address that may be a product's own link: the catalog decides.
    ProductPage {
        /// The address as given, without fragment and tracking parameters.
        page: WebUrl,
        /// Other addresses that the same page may be known by: on the merchant's first host, without a language or
        /// `amp`.
        others: Vec<WebUrl>,
    },
    /// A search for these words, at most [`crate::MAX_WORDS`] characters.
    Search(String),
    /// The product with this number on its bar code.
    Gtin(Gtin),
    /// An order of this phone.
    Order(OrderId),
    /// A live session.
    Live {
        /// The session, as its host named it.
        session: String,
        /// The moment of the show, in seconds since its beginning.
        at: Option<u32>,
    },
    /// A product on the card of a live session.
    LiveCard {
        /// The session, as its host named it.
        session: String,
        /// The product on the card.
        item: ItemId,
        /// The moment of the show, in seconds since its beginning.
        at: Option<u32>,
    },
    /// A cart to propose. What would change, and at which price, is shown; the person accepts or does not.
    Proposal(Proposal),
    /// A code of the shop that was typed or pasted after an install: the merchant knows the link it stands for.
    ShortCode(ShortCode),
}

/// A cart that a link proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// 1 to [`crate::MAX_LINES`] lines, each item once.
    pub lines: Vec<Line>,
    /// A discount code to try.
    pub code: Option<DiscountCode>,
    /// How it was written.
    pub dialect: Dialect,
}

/// A line of a proposed cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The merchant's id of the item. Where [`Dialect::numbers`] says so, this may be the engine's own number and not
    /// the feed's id: whoever knows the catalog looks it up ([`crate::IdForm`]).
    pub item: ItemId,
    /// How many.
    pub quantity: Quantity,
}

/// Who writes cart links, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `tradewind://buy/ID:QTY,…?code=CODE`.
    Own,
    /// UCP's permalink (`dev.ucp.shopping.permalink`, 2026-08-25): `ENDPOINT/ID:QTY,…?discounts/codes/0=CODE`.
    Ucp,
    /// Meta's checkout URL: `/checkout?products=ID%3AQTY%2C…&coupon=CODE`.
    Meta,
    /// WooCommerce's checkout link: `/checkout-link/?products=ID:QTY,…&coupon=CODE`. `?add-to-cart=ID` is read, too.
    Woo,
    /// Shopify's cart permalink: `/cart/VARIANT:QTY,…?discount=CODE`. `/cart/add?id=VARIANT` is read, too.
    Shopify,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Own, Self::Ucp, Self::Meta, Self::Woo, Self::Shopify];

    /// Whether its links may call an item as an engine numbers it.
    pub const fn numbers(self) -> bool {
        matches!(self, Self::Meta | Self::Woo | Self::Shopify)
    }

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Ucp => "ucp",
            Self::Meta => "meta",
            Self::Woo => "woo",
            Self::Shopify => "shopify",
        }
    }
}

/// What a link says and what was left out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// Where a merchant's page is to go on: this app goes on by itself.
    ContinueTo,
    /// A field of a checkout (a buyer's name, a note, an attribute): no link sets one.
    Field,
    /// Items of a cart whose ids cannot be read.
    Item,
    /// A discount code that is none, or a second one.
    Code,
    /// A parameter that stands there twice; the first one counts.
    Twice,
    /// A creator's name and promise, whose signature is missing, not good, or of a key that the merchant does not
    /// publish.
    Creator,
    /// A creator's name and promise that are over.
    Expired,
}

impl Dropped {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ContinueTo => "continue_to",
            Self::Field => "field",
            Self::Item => "item",
            Self::Code => "code",
            Self::Twice => "twice",
            Self::Creator => "creator",
            Self::Expired => "expired",
        }
    }

    /// Puts it on a list that has each once.
    pub(crate) fn note(self, list: &mut Vec<Self>) {
        if !list.contains(&self) {
            list.push(self);
        }
    }
}
