//! Apple Pay: the fields of `PKPaymentRequest`, the answers while its sheet stands, and the token.
//!
//! [`Config`] is what the merchant says of itself, with a [`Sheet`] it gives [`Config::request`]. While the sheet stands the
//! delegate is asked one call at a time: [`Update`] is the answer to a contact, a way of shipping or a coupon, and each has to
//! come within [`ANSWER_WITHIN`]. [`Payment`] is what `didAuthorizePayment` carries, [`finished`] what the end of the sheet claims.
//!
//! Names are Apple's: the properties of `PKPaymentRequest` in Swift, and where PassKit has constants (networks, capabilities,
//! contact fields, error codes) the words of Apple Pay on the Web for the same things. Apple publishes no handler for UCP: that
//! a config holds these names is our guess. Sources: PassKit (`PKPaymentRequest`, `PKPaymentRequestCouponCodeUpdate`, payment token
//! format reference), Apple Pay on the Web (`ApplePayRequestBase`, `ApplePayErrorCode`, `ApplePayPaymentContact`).

mod end;
mod request;
mod token;
mod update;

pub use end::{ANSWER_WITHIN, finished};
pub use request::{Config, ContactField, Item, Sheet, ShippingMethod, SummaryItem, summary_items};
pub use token::{CardKind, Contact, Payment, TokenVersion, read_contact};
pub use update::{Fault, Update, coupon};
