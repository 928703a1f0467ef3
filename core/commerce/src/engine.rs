//! The traits of a shop engine, as the core sees one. UCP is the first to implement them (`connectors/ucp`).
//!
//! An engine sends what it is told once and reads the answer; retrying is decided above it. It keeps no state of a purchase
//! (the journal does) and none of the person: the language goes with each call. What it must remember of a checkout it
//! puts into [`Checkout::engine_state`], which the person's file keeps and hands back. It may cache what is the same for
//! everybody, such as the merchant's profile.

use crate::action::Action;
use crate::error::MerchantError;
use crate::session::Checkout;
use crate::surface::SurfaceTalk;
use crate::types::{
    Capabilities, CatalogContext, CatalogPage, CheckoutDraft, CodeAnswer, Credential, Known, LinkOffer,
    LiveOffer, PreparedRequest, Question,
};
use tradewind_domain::{CheckoutId, Item, ItemId, Language, Order, OrderId, Timestamp};
use tradewind_ports::{BoxFuture, VaultError};

/// The answer to a call to an engine.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, MerchantError>>;

/// What keeps a payment that is sent twice from being two payments. The law of payments reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idempotency {
    /// The engine knows a request again by its key: the same bytes under the same key act once. Creating and completing
    /// may be repeated.
    ByKey,
    /// A checkout becomes one order at most, whatever is sent: completing may be repeated. A repeated create opens another
    /// checkout.
    ByCart,
    /// Nothing keeps it: what may have arrived is asked about, and never sent again.
    AskOnly,
}

/// The merchant's own catalog, for a merchant without signed packs.
pub trait CatalogEngine: Send + Sync {
    /// One page of what the merchant finds. `cursor` is a former page's `next`. A question that asks for nothing in
    /// particular finds nothing, and nothing is sent.
    fn page<'a>(
        &'a self,
        question: Question<'a>,
        context: &'a CatalogContext,
        cursor: Option<&'a str>,
    ) -> Answer<'a, CatalogPage>;

    /// Looks items up by id; unknown ones are left out.
    fn lookup<'a>(&'a self, ids: &'a [ItemId], context: &'a CatalogContext) -> Answer<'a, Vec<Item>>;

    /// Asks what an id means: a variant's or a product's, or whatever else the merchant takes for one. `None` when it
    /// knows nothing by that id.
    fn known<'a>(&'a self, id: &'a str, context: &'a CatalogContext) -> Answer<'a, Option<Known>>;
}

/// Checkouts: opened, changed, asked about, paid and cancelled.
pub trait CheckoutEngine: Send + Sync {
    /// What keeps a repeated request from acting twice. The same for the life of the engine.
    fn idempotency(&self) -> Idempotency;

    /// Opens a checkout, in the draft's language. `key` is the idempotency key.
    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout>;

    /// Changes a checkout to what `draft` says, in the draft's language. `current` is the checkout as last answered, with
    /// its engine state.
    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout>;

    /// Asks how a checkout stands. An answer about another one is [`MerchantError::Garbage`].
    fn checkout<'a>(&'a self, id: &'a CheckoutId, language: &'a Language) -> Answer<'a, Checkout>;

    /// Makes the bytes of the request that pays `checkout`. Pure: the same input gives the same bytes.
    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError>;

    /// Sends exactly these bytes, once. `id` is the checkout they pay: an answer about another one is garbage.
    fn complete<'a>(
        &'a self,
        id: &'a CheckoutId,
        prepared: &'a PreparedRequest,
        language: &'a Language,
    ) -> Answer<'a, Checkout>;

    /// The talk with the page of an action that runs in a surface; none for work that has no such page. Messages of other
    /// origins than these mean nothing.
    fn surface(&self, _action: &Action, _origins: &[String]) -> Option<Box<dyn SurfaceTalk>> {
        None
    }

    /// The origin at which the merchant's checkouts run, once it is known: its own pages come from there.
    fn own_origin(&self) -> Option<String> {
        None
    }

    /// Cancels a checkout. May be repeated.
    fn cancel_checkout<'a>(
        &'a self,
        id: &'a CheckoutId,
        key: &'a str,
        language: &'a Language,
    ) -> Answer<'a, Checkout>;
}

/// Orders that were placed.
pub trait OrderEngine: Send + Sync {
    /// Asks about an order. An answer about another order is garbage.
    fn order<'a>(
        &'a self,
        id: &'a OrderId,
        placed_at: Timestamp,
        language: &'a Language,
    ) -> Answer<'a, Order>;
}

/// A whole engine, held as `Arc<dyn Engine>`.
pub trait Engine: CatalogEngine + CheckoutEngine + OrderEngine {
    /// What the merchant can do, fetched once and kept; a version we do not speak is refused before any request.
    fn capabilities(&self) -> Answer<'_, Capabilities>;

    /// Where the merchant's shows are; none where it has none. `anew` asks for it again: a key is wanted that is not known.
    fn live(&self, _anew: bool) -> Answer<'_, Option<LiveOffer>> {
        Box::pin(async { Ok(None) })
    }

    /// What the merchant says of links to it; nothing where its profile says nothing.
    fn links(&self) -> Answer<'_, LinkOffer> {
        Box::pin(async { Ok(LinkOffer::default()) })
    }

    /// Asks what a short code of the merchant's stands for. One that has no short codes is [`MerchantError::CapabilityMissing`],
    /// and nothing is sent.
    fn short_code<'a>(&'a self, _code: &'a str) -> Answer<'a, CodeAnswer> {
        Box::pin(async { Err(MerchantError::CapabilityMissing) })
    }

    /// Lets go what the vault keeps about where this merchant runs its checkouts: it is met as a new one.
    fn forget_endpoint(&self) -> Result<(), VaultError>;
}
