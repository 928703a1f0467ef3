//! What an engine's author lends to the contract.

use std::sync::Arc;
use tradewind_commerce::{Checkout, CheckoutDraft, Credential, Engine};
use tradewind_domain::Language;
use tradewind_ports::{Ports, Transport};

/// A merchant that can be talked to in this process, such as a sandbox behind its router.
pub trait Merchant: Transport {
    /// How many orders it has booked.
    fn orders(&self) -> usize;
}

/// What an engine's author lends to the contract.
pub trait Setup: Send + Sync {
    /// A merchant of its own for each call: nothing was bought there yet.
    fn merchant(&self) -> Arc<dyn Merchant>;

    /// The engine, as a phone makes it. Its transport leads to the merchant.
    fn engine(&self, ports: Ports) -> Arc<dyn Engine>;

    /// So many of one thing, for a buyer whom the merchant needs to know nothing more of.
    fn draft(&self, quantity: u32, language: Language) -> CheckoutDraft;

    /// A credential that pays this checkout. Its token is longer than eight bytes.
    fn credential(&self, checkout: &Checkout) -> Credential;
}
