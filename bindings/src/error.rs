//! Two errors: what the shop refuses, and what a host says when it cannot serve.

use std::panic::{AssertUnwindSafe, catch_unwind};
use tradewind_app::AppError;
use tradewind_domain::Code;
use tradewind_ports::{VaultError, WalletError};

/// Why a call did not do what was asked. `code` is stable and for programs (`FOLDER_LOCKED`), `text` a sentence for the person
/// in their language. Show `text`; never show `message` or `localizedDescription`, which are for developers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ShopError {
    /// The shop refused: a bad input, a full disk, a folder that another copy holds, a picture that does not decode.
    #[error("{code}")]
    Refused {
        /// Stable code, for programs.
        code: String,
        /// A sentence for the person.
        text: String,
    },
    /// Something that the app lends did not serve: the vault (`VAULT_FAILED`), the wallet (`WALLET_FAILED`), a drawing surface
    /// (`DRAW_FAILED`).
    #[error("host: {code}")]
    Host {
        /// Stable code, for programs.
        code: String,
        /// A sentence for the person.
        text: String,
    },
}

impl ShopError {
    pub(crate) fn new(code: Code, text: String) -> Self {
        let stable = code.as_str().to_owned();
        match code {
            Code::VaultFailed | Code::WalletFailed | Code::DrawFailed => Self::Host { code: stable, text },
            _ => Self::Refused { code: stable, text },
        }
    }
}

impl From<AppError> for ShopError {
    fn from(error: AppError) -> Self {
        Self::new(error.code, error.sentence)
    }
}

/// What a lent object throws when it cannot serve. Anything else that it throws counts as `Failed`; what it said is dropped,
/// since it may hold what no log may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// The device is locked; later it may serve.
    #[error("locked")]
    Locked,
    /// There is no such thing on this device (a wallet).
    #[error("unavailable")]
    Unavailable,
    /// It failed for any other reason.
    #[error("failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

impl From<HostError> for VaultError {
    fn from(error: HostError) -> Self {
        match error {
            HostError::Locked => Self::Locked,
            HostError::Unavailable | HostError::Failed => Self::Failed,
        }
    }
}

impl From<HostError> for WalletError {
    fn from(error: HostError) -> Self {
        match error {
            HostError::Unavailable => Self::Unavailable,
            HostError::Locked | HostError::Failed => Self::Failed,
        }
    }
}

/// Runs a call of a shell's. A panic is a fault of ours and becomes an error; `say` finds its words.
pub(crate) fn guarded<T>(
    say: impl Fn(Code) -> String,
    call: impl FnOnce() -> Result<T, ShopError>,
) -> Result<T, ShopError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(ShopError::new(Code::Internal, say(Code::Internal))))
}

/// Asks a lent object. One that panics, as the glue does when an answer cannot be read, counts as failed.
pub(crate) fn asked<T>(call: impl FnOnce() -> Result<T, HostError>) -> Result<T, HostError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(Err(HostError::Failed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "what a panic becomes is what is tested")]
    fn a_panic_becomes_an_error() {
        let said = guarded::<()>(|code| format!("words for {code}"), || panic!("ours"));
        let text = "words for INTERNAL".to_owned();
        assert_eq!(said, Err(ShopError::Refused { code: "INTERNAL".to_owned(), text }));
        assert_eq!(asked::<()>(|| panic!("theirs")), Err(HostError::Failed));
        assert_eq!(asked(|| Ok(1)), Ok(1));
    }
}
