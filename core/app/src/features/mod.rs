//! The list of features: each one's folder, its state, its places and the screens that shells draw. Nothing in this file acts, so
//! that everything may name it.

pub(crate) mod cart;
pub(crate) mod checkout;
pub(crate) mod erase;
pub(crate) mod home;
pub(crate) mod links;
pub(crate) mod live;
pub(crate) mod orders;
pub(crate) mod preview;
pub(crate) mod product;
pub(crate) mod proposal;
pub(crate) mod purchase;
pub(crate) mod search;
pub(crate) mod settings;

use self::cart::state::CartState;
use self::checkout::state::CheckoutState;
use self::erase::state::EraseState;
use self::home::state::HomeState;
use self::live::state::LiveState;
use self::orders::state::{Polling, SharedMoment};
use self::preview::state::PreviewState;
use self::product::state::ProductState;
use self::proposal::state::ProposalState;
use self::purchase::state::Purchase;
use self::search::state::ResultsState;
use crate::kernel::effects::{ItemRef, Query};
use crate::kernel::shows::ShowRef;
use tradewind_domain::OrderId;

/// The state of each feature that has one.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub(crate) cart: CartState,
    pub(crate) checkout: CheckoutState,
    pub(crate) erase: EraseState,
    pub(crate) home: HomeState,
    pub(crate) live: LiveState,
    pub(crate) polling: Polling,
    pub(crate) preview: PreviewState,
    pub(crate) product: ProductState,
    pub(crate) proposal: ProposalState,
    pub(crate) purchase: Option<Purchase>,
    pub(crate) results: ResultsState,
    pub(crate) shared_moment: Option<SharedMoment>,
}

/// A place on a tab's stack.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Route {
    Home,
    Results(Query),
    Product(ItemRef),
    /// The product below it, in three dimensions.
    Preview,
    /// A show.
    Show(ShowRef),
    /// What the newest link proposes for the cart.
    Proposal,
    Cart,
    Checkout,
    Orders,
    Order(OrderId),
    Settings,
}

/// What shells draw of each.
pub(crate) mod screen {
    pub use super::cart::screen::*;
    pub use super::checkout::screen::*;
    pub use super::home::screen::*;
    pub use super::live::screen::*;
    pub use super::orders::screen::*;
    pub use super::preview::screen::*;
    pub use super::product::screen::*;
    pub use super::proposal::screen::*;
    pub use super::purchase::screen::*;
    pub use super::search::screen::*;
    pub use super::settings::screen::*;
}
