//! Google Pay: from the merchant's handler config to the sheet's request, and from `PaymentData` to a credential.
//!
//! [`Config`] is the `config` of the handler `com.google.pay`. It gives [`Config::is_ready_to_pay`] and, with a [`Sheet`],
//! [`Config::payment_data_request`]. While the sheet stands, [`Change`] is what the person chose in it and [`Update`] our answer.
//! At its end [`claim`] reads the activity's result, and [`PaymentData`] is what an approved one carries.
//!
//! Sources: Google Pay payment handler for UCP, 2026-01-23 (config and instrument); Google Pay API for Android, JSON request and
//! response objects, version 2.0. Decrypting a token is the merchant's.

mod config;
mod data;
mod sheet;
mod update;

pub use config::{Config, Environment, Tokenization};
pub use data::{PaymentData, claim, status_name};
pub use sheet::{Line, LineKind, PriceStatus, Sheet, Shipping, ShippingOption, can_say, is_ready_to_pay};
pub use update::{Change, Intent, Reason, Trigger, Update};
