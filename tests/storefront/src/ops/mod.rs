//! One file a resource: what is asked, what is done, what is answered.

pub(crate) mod cart;
pub(crate) mod catalog;
pub(crate) mod charge;
pub(crate) mod checkout;
pub(crate) mod complete;
pub(crate) mod constraints;
pub(crate) mod deed;
pub(crate) mod delivery;
pub(crate) mod fields;
pub(crate) mod hand_off;
pub(crate) mod held;
pub(crate) mod hint;
pub(crate) mod order;
pub(crate) mod pay_page;
pub(crate) mod payment;
pub(crate) mod postback;
pub(crate) mod pricing;
pub(crate) mod profile;
pub(crate) mod quote;
pub(crate) mod sandbox;
pub(crate) mod session;
pub(crate) mod settle;
pub(crate) mod shown;
pub(crate) mod statics;
pub(crate) mod surface;
pub(crate) mod tax;
pub(crate) mod terms;
pub(crate) mod view;
pub(crate) mod work;

pub use deed::{Deed, Refused};
