//! The checkout: buyer, delivery, sums, payment and its outcome. Where to start: `update.rs` opens it, `form.rs` has
//! the buyer's fields, `billing.rs` the billing address, `draft.rs` what the merchant is asked for, `standing.rs` whether Pay may be pressed, `payment.rs` what it does, `terms.rs` when it is paid, `fees.rs` what no price said first, `notice.rs` what is said first, `why.rs` what a provider's code adds to it.

pub(crate) mod billing;
pub(crate) mod door;
pub(crate) mod draft;
pub(crate) mod fees;
pub(crate) mod form;
pub(crate) mod hand_off;
pub(crate) mod intent;
pub(crate) mod notice;
pub(crate) mod payment;
pub(crate) mod screen;
pub(crate) mod standing;
pub(crate) mod state;
pub(crate) mod terms;
pub(crate) mod titles;
pub(crate) mod update;
pub(crate) mod view;
pub(crate) mod why;

#[cfg(test)]
mod tests;
