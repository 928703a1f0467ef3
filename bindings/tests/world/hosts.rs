//! What the tests lend a shop: a vault and a wallet.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};
use tradewind::HostError;
use tradewind::facade::Shop;
use tradewind::hosts::vault::VaultHost;
use tradewind::hosts::wallet::WalletHost;
use tradewind::mirror::wallet::{SheetEnd, WalletOutcome, WalletRequest};
use tradewind_domain::lock;

/// What the shop has one half of, and the test the other.
pub(crate) struct Shared<T>(pub(crate) Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
/// Keeps secrets in memory.
#[derive(Default)]
pub(crate) struct Memory(Mutex<std::collections::BTreeMap<String, Vec<u8>>>);

impl Memory {
    pub(crate) fn shared() -> Shared<Self> {
        Shared(Arc::default())
    }
}

impl VaultHost for Shared<Memory> {
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        Ok(lock(&self.0.0).get(&name).cloned())
    }

    fn write(&self, name: String, value: Vec<u8>) -> Result<(), HostError> {
        lock(&self.0.0).insert(name, value);
        Ok(())
    }

    fn delete(&self, name: String) -> Result<(), HostError> {
        lock(&self.0.0).remove(&name);
        Ok(())
    }
}

/// A vault that always does the same.
pub(crate) struct Keys<F>(pub(crate) F);

impl<F: Fn() -> Result<(), HostError> + Send + Sync> VaultHost for Keys<F> {
    fn read(&self, _: String) -> Result<Option<Vec<u8>>, HostError> {
        (self.0)().map(|()| None)
    }

    fn write(&self, _: String, _: Vec<u8>) -> Result<(), HostError> {
        (self.0)()
    }

    fn delete(&self, _: String) -> Result<(), HostError> {
        (self.0)()
    }
}

/// The wallets of a phone that has the sandbox's alone.
pub(crate) fn lent(wallet: impl WalletHost + 'static) -> HashMap<String, Box<dyn WalletHost>> {
    let wallet: Box<dyn WalletHost> = Box::new(wallet);
    HashMap::from([("dev.tradewind.sandbox_wallet".to_owned(), wallet)])
}

/// What a wallet answers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    Approve,
    Decline,
    Cancel,
    Nothing,
    /// The sheet cannot be shown.
    Throws,
}

impl Answer {
    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "approve" => Self::Approve,
            "decline" => Self::Decline,
            "cancel" => Self::Cancel,
            "throws" => Self::Throws,
            _ => Self::Nothing,
        }
    }
}

/// A wallet that answers from inside the call: no lock of the core's may be held then.
pub(crate) struct Payer {
    answer: Mutex<Answer>,
    shop: Mutex<Weak<Shop>>,
}

impl Payer {
    pub(crate) fn shared(answer: Answer) -> Shared<Self> {
        Shared(Arc::new(Self { answer: Mutex::new(answer), shop: Mutex::default() }))
    }

    pub(crate) fn answers(&self, shop: &Arc<Shop>) {
        *lock(&self.shop) = Arc::downgrade(shop);
    }

    pub(crate) fn set(&self, answer: Answer) {
        *lock(&self.answer) = answer;
    }
}

impl WalletHost for Shared<Payer> {
    fn is_ready(&self) -> Result<bool, HostError> {
        Ok(true)
    }

    fn present(&self, request: WalletRequest) -> Result<(), HostError> {
        assert!(
            request.amount.chars().all(|sign| sign.is_ascii_digit() || sign == '.')
                && request.currency.len() == 3
        );
        let outcome = match *lock(&self.answer) {
            Answer::Approve => {
                let (credential_type, token) = ("token".to_owned(), "sandbox_ok".to_owned());
                WalletOutcome::Approved { credential_type, token }
            }
            Answer::Decline => WalletOutcome::Declined,
            Answer::Cancel => WalletOutcome::Cancelled,
            Answer::Nothing => return Ok(()),
            Answer::Throws => return Err(HostError::Failed),
        };
        let shop = lock(&self.shop).upgrade().ok_or(HostError::Unavailable)?;
        shop.wallet_answered(request.sheet, outcome).map_err(|_| HostError::Failed)
    }

    fn dismiss(&self, _: String, _: SheetEnd) -> Result<(), HostError> {
        Ok(())
    }
}
