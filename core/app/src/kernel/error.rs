//! Faults: what an executor reports inside, and the join that turns it into a public code and decides what is logged.

use std::time::Duration;
use tradewind_catalog::CatalogError;
use tradewind_commerce::MerchantError;
use tradewind_domain::Code;
use tradewind_media::MediaError;
use tradewind_ports::{Level, Record};
use tradewind_scene::ModelError;

/// An inner failure on its way to the screen: the public code is all that leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// How long the merchant asked to be left alone (`Retry-After`).
    pub(crate) wait: Option<Duration>,
}

impl Fault {
    pub(crate) const fn new(code: Code) -> Self {
        Self { code, wait: None }
    }

    /// The record of it. Error level is for our own bugs; a bad network or merchant is news, not alarm.
    pub(crate) fn record(self, event: &'static str) -> Record {
        let level = match self.code {
            Code::Internal => Level::Error,
            Code::StoreFailed | Code::DiskFull | Code::VaultFailed | Code::StoreTooNew => Level::Warn,
            Code::ModelBroken | Code::ModelTooLarge | Code::DrawFailed => Level::Warn,
            Code::PackTampered | Code::PackSignature | Code::PackRollback => Level::Warn,
            Code::RulesTampered | Code::RulesOlder => Level::Warn,
            Code::MerchantGarbage | Code::MerchantSignature => Level::Warn,
            _ => Level::Info,
        };
        Record::new(level, event).with("code", self.code)
    }
}

impl From<CatalogError> for Fault {
    fn from(error: CatalogError) -> Self {
        let wait = match &error {
            CatalogError::Busy { retry_after } => Some(*retry_after),
            _ => None,
        };
        Self { code: error.code(), wait }
    }
}

impl From<MerchantError> for Fault {
    fn from(error: MerchantError) -> Self {
        let wait = match &error {
            MerchantError::Busy { retry_after } => Some(*retry_after),
            _ => None,
        };
        Self { code: error.code(), wait }
    }
}

impl From<MediaError> for Fault {
    fn from(error: MediaError) -> Self {
        Self::new(error.code())
    }
}

impl From<&ModelError> for Fault {
    fn from(error: &ModelError) -> Self {
        Self::new(if error.is_too_large() { Code::ModelTooLarge } else { Code::ModelBroken })
    }
}

/// Why the app could not be made, or could not lend what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct AppError {
    /// The stable code.
    pub code: Code,
    /// A sentence for the person, in their language.
    pub sentence: String,
}
