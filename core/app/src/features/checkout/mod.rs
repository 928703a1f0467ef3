//! The checkout: buyer, delivery, sums, payment.

pub(crate) mod form;
pub(crate) mod notice;
pub(crate) mod payment;
pub(crate) mod update;
pub(crate) mod view;
