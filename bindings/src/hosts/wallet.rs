//! The wallet: the sheet on which a person approves a payment.

use crate::error::{HostError, asked};
use crate::live::{HandleKind, LiveCount};
use crate::mirror::wallet::{SheetEnd, WalletRequest};
use tradewind_domain::HandlerId;
use tradewind_ports as ports;
use tradewind_ports::{WalletError, WalletSheet};

/// Shows the wallet's sheet. Both calls return at once: post to the main thread and answer later with
/// `Shop.walletAnswered(sheet, ...)`. A sheet that is never answered harms nothing: the person can go back, or start the app
/// again, and pays at most once.
#[uniffi::export(callback_interface)]
pub trait WalletHost: Send + Sync {
    /// Whether it can be used now: the system's wallet is there, with a card. One that cannot is not offered. Asked when the app
    /// comes to the front, and after `Intent.PaymentMethodsChanged`.
    fn is_ready(&self) -> Result<bool, HostError>;

    /// Shows a sheet.
    fn present(&self, request: WalletRequest) -> Result<(), HostError>;

    /// Takes a sheet away, if it still stands. A sheet of the system's that waits for the end of the payment is told it by `end`.
    fn dismiss(&self, sheet: String, end: SheetEnd) -> Result<(), HostError>;
}

/// The port, served by a host.
pub(crate) struct LentWallet {
    host: Box<dyn WalletHost>,
    _counted: LiveCount,
}

impl LentWallet {
    pub(crate) fn new(host: Box<dyn WalletHost>) -> Self {
        Self { host, _counted: LiveCount::new(HandleKind::Host) }
    }
}

impl WalletSheet for LentWallet {
    fn has(&self, _: &HandlerId) -> bool {
        asked(|| self.host.is_ready()).unwrap_or(false)
    }

    fn present(&self, request: &ports::WalletRequest) -> Result<(), WalletError> {
        Ok(asked(|| self.host.present(request.into()))?)
    }

    fn dismiss(&self, sheet: &str, end: ports::SheetEnd) {
        // A sheet that could not be taken away has no way to be told of; the core no longer waits for it.
        let _ = asked(|| self.host.dismiss(sheet.to_owned(), end.into()));
    }
}
