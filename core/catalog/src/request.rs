//! What a refresh needs of the outside.

use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{Scope, Timestamp, WebUrl};
use tradewind_ports::{FailPoint, Transport, Vault};

/// Longest time for the download of one object, for slow networks.
pub(crate) const OBJECT_TIMEOUT: Duration = Duration::from_secs(120);

/// One refresh of the catalog.
pub struct Refresh<'a> {
    /// Address of the merchant's shop.
    pub merchant: &'a WebUrl,
    /// Market and language to fetch; the nearest language that is offered is taken.
    pub wish: &'a Scope,
    /// The publisher key the app was made with, if it was.
    pub pinned: Option<[u8; 32]>,
    /// What sends the requests.
    pub transport: &'a dyn Transport,
    /// Where the publisher's key and the highest version seen are kept; it may be slow, and is asked on threads for that.
    pub vault: Arc<dyn Vault>,
    /// Points at which a test may stop the process.
    pub fail_point: &'a dyn FailPoint,
    /// When the refresh began, by the phone's clock.
    pub now: Timestamp,
    /// When the app was built: it is never earlier.
    pub built_at: Timestamp,
    /// Whether the person asks: then a version is begun again that did not come to an end before.
    pub asked: bool,
}
