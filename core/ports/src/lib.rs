//! What the core needs from outside: transport, clock, entropy, vault, wallet sheet, log; real ones and fakes.
//!
//! Where to start: [`Ports`], the record of all of them that the app's constructor takes. Each port has a file
//! of its own with its trait and its real form; [`fakes`] (feature `fakes`) has the test forms. Four are lent
//! by the phone ([`vault`], [`wallet`], [`hand_off`], [`log`]); the others are real in Rust and replaceable, so that every run
//! can be replayed from a seed. Facts (connectivity, locale, memory warnings) are no ports: they are pushed in.
//!
//! An answer that goes on for hours (the events of a live show) is opened by [`stream::open`] over any transport, and opened again
//! after [`Backoff`].
//!
//! No lock of the core is held while a port is called, so a host may call back from any of them; a [`FailPoint`] may not.

pub mod backoff;
pub mod clock;
pub mod entropy;
pub mod fail_point;
#[cfg(feature = "fakes")]
pub mod fakes;
mod future;
pub mod hand_off;
mod header;
pub mod host_override;
pub mod log;
pub mod net;
pub mod patient;
mod private;
pub mod redirect;
pub mod secret;
pub mod stream;
pub mod transport;
pub mod vault;
pub mod wallet;

pub use backoff::Backoff;
pub use clock::{Clock, ShiftedClock, SystemClock};
pub use entropy::{Entropy, OsEntropy};
pub use fail_point::{FailPoint, NoFailPoint};
pub use future::BoxFuture;
pub use hand_off::{HandOff, HandOffError, HandOffs, NoHandOffs, Way, WayKind};
pub use host_override::{HostOverride, HostOverrideError, OverridingTransport};
pub use log::{Level, LogSink, Record, SilentLog};
pub use net::NetTransport;
pub use patient::Patient;
pub use private::{private_folder, set_mode};
pub use redirect::follow;
pub use secret::Secret;
pub use stream::{EventBytes, StreamError, StreamLimits, StreamRequest};
pub use transport::{
    ByteStream, HttpRequest, HttpResponse, Method, Opened, Piece, Transport, TransportError,
};
pub use vault::{FileVault, MemoryVault, Vault, VaultError};
pub use wallet::{
    ApplePayContact, ApplePayItem, ApplePayRequest, SheetEnd, SystemSheet, WalletAnswer, WalletData,
    WalletError, WalletLine, WalletRequest, WalletSheet, WalletSheets, WalletWords,
};

use std::sync::Arc;

/// Everything the core is lent, handed over once, in the constructor.
#[derive(Clone)]
pub struct Ports {
    /// Sends HTTP requests.
    pub transport: Arc<dyn Transport>,
    /// Tells the time and waits.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// Keeps small secrets (Keystore, Keychain).
    pub vault: Arc<dyn Vault>,
    /// Shows a wallet's sheet.
    pub wallet: Arc<dyn WalletSheet>,
    /// Sends a person to where they approve a payment: another app, a browser, the bank's page.
    pub hand_off: Arc<dyn HandOffs>,
    /// Takes log records.
    pub log: Arc<dyn LogSink>,
    /// Where tests stop the process; open for everyone else.
    pub fail_point: Arc<dyn FailPoint>,
}
