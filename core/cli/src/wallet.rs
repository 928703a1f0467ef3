//! The sandbox wallet sheet of a phone without a screen: it answers as the command line says.

use std::sync::{OnceLock, Weak};
use tradewind_app::{Intent, Shop, sandbox_approval};
use tradewind_ports::{SheetEnd, WalletAnswer, WalletError, WalletRequest, WalletSheet};

/// What the wallet does with a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PayChoice {
    /// Approves with the sandbox's credential.
    Approve,
    /// Declines the payment.
    Decline,
    /// Closes the sheet.
    Cancel,
    /// Never answers, as a sheet that is left open.
    Silent,
}

/// Answers each sheet at once, through the app's own intake, as a host does.
pub(crate) struct SandboxWallet {
    choice: PayChoice,
    shop: OnceLock<Weak<Shop>>,
}

impl SandboxWallet {
    pub(crate) fn new(choice: PayChoice) -> Self {
        Self { choice, shop: OnceLock::new() }
    }

    /// Where answers go; known only once the shop is made.
    pub(crate) fn connect(&self, shop: Weak<Shop>) {
        let _ = self.shop.set(shop);
    }
}

impl WalletSheet for SandboxWallet {
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        let answer = match self.choice {
            PayChoice::Approve => sandbox_approval(request.system.as_ref(), false),
            PayChoice::Decline => WalletAnswer::Declined,
            PayChoice::Cancel => WalletAnswer::Cancelled,
            PayChoice::Silent => return Ok(()),
        };
        let shop = self.shop.get().and_then(Weak::upgrade).ok_or(WalletError::Unavailable)?;
        shop.dispatch(Intent::WalletAnswered { sheet: request.sheet.clone(), answer });
        Ok(())
    }

    fn dismiss(&self, _sheet: &str, _end: SheetEnd) {}
}
