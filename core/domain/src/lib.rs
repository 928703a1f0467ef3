//! Values and rules of a shop: money, ids, places, products, carts, orders. No I/O, no clock, no async.
//!
//! Where to start: [`money`] (integer minor units and ISO 4217), then [`item`] (what a shopper sees of a
//! product), [`order`] (what a merchant confirmed) and [`code`] (the few public error codes, stable for ever).
//! Every type here is parsed once at the edge and then true: holding one is the proof that its limits hold.

pub mod address;
mod buyer;
pub mod code;
pub mod currency;
pub mod facts;
mod gtin;
pub mod hex;
pub mod ids;
pub mod item;
pub mod limits;
mod lock;
pub mod market;
pub mod measure;
pub mod money;
pub mod order;
pub mod place;
pub mod postal;
pub mod quantity;
pub mod receipt;
pub mod rounding;
pub mod text;
pub mod time;
pub mod total;
mod tracking;
pub mod typed;
pub mod weburl;

pub use address::{Buyer, PostalAddress};
pub use code::Code;
pub use currency::Currency;
pub use facts::{Condition, EnergyClass, EnergyLabel, EnergyScale, Facts};
pub use gtin::{Gtin, GtinError};
pub use ids::{CheckoutId, GroupId, HandlerId, IdError, ItemId, OrderId};
pub use item::{Availability, Item, Offer, OptionValue, Picture};
pub use lock::lock;
pub use market::{TaxDisplay, Units};
pub use measure::{Measure, Unit, UnitPricing, unit_price};
pub use money::{Money, MoneyError};
pub use order::{AgreedOtherwise, EventKind, Order, OrderEvent, OrderLine, OrderStatus, Owed};
pub use place::{Language, Market, PlaceError, Scope};
pub use quantity::{Quantity, QuantityError};
pub use receipt::{ReceiptCheck, ReceiptNumber, ReceiptRounding, TaxUnchecked};
pub use rounding::{DeclaredRounding, EntryParts, NamedDiscounts, RoundedAt, RoundingMode, SumsSaid};
pub use text::Text;
pub use time::{Timestamp, TimestampError};
pub use total::{Collector, TotalEffect, TotalKind, TotalLine};
pub use weburl::{WebUrl, WebUrlError};
