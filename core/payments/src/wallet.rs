//! A wallet, as the registry lists it.

use crate::policy::Policy;

/// A wallet: the handler that it pays by, and what that handler takes and allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wallet {
    /// The payment handler's reverse-domain name, at most 255 bytes.
    pub handler: &'static str,
    /// What people call it, as its maker writes it: the same in every language.
    pub title: &'static str,
    /// Our id of it in the platform profile.
    pub id: &'static str,
    /// Where the handler is described.
    pub spec: &'static str,
    /// The schema of its configuration.
    pub schema: &'static str,
    /// UCP `payment.instruments[].type`: what it makes.
    pub instrument: &'static str,
    /// UCP `credential.type`: the kinds of credential that it can make. None for a method that pays without one.
    pub credentials: &'static [&'static str],
    /// How long its steps may take, and what takes the money.
    pub policy: Policy,
}
