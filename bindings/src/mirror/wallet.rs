//! A wallet's sheet and its answer.

use tradewind_ports as ports;
use tradewind_ports::Secret;

/// What a sheet shows and is asked for. The texts are finished; all but `WalletLine.shown` hold no invisible marks: a
/// system's sheet draws each alone on a line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletRequest {
    /// Names this sheet; the answer must carry it. Opaque, one use.
    pub sheet: String,
    /// The UCP payment handler that the credential is for.
    pub handler: String,
    /// Who is paid, as the person knows them.
    pub payee: String,
    /// The lines in the merchant's order, the total last.
    pub lines: Vec<WalletLine>,
    /// The amount as payment systems take it: plain digits with a point (`1299.00`). Not for people; see `amountText`.
    pub amount: String,
    /// The currency of `amount`, ISO 4217.
    pub currency: String,
    /// The amount as text in the person's language.
    pub amount_text: String,
    /// Words for a sheet that the app draws itself; a system's wallet has its own.
    pub words: WalletWords,
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletLine {
    /// For example `Shipping`.
    pub label: String,
    /// The amount as text.
    pub amount: String,
    /// The same with its marks of direction, for a sheet that the app draws itself: beside Arabic words a minus keeps its place.
    pub shown: String,
}

/// The words of a sheet that the app draws itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletWords {
    /// Heading of the sheet.
    pub title: String,
    /// Label of approval.
    pub approve: String,
    /// Label of the wallet's refusal: only a sandbox has it.
    pub decline: String,
    /// Label of closing the sheet.
    pub cancel: String,
}

/// What came of a sheet. A claim, not a truth: only the merchant's answer ends a payment.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum WalletOutcome {
    /// The person approved; the token pays at the merchant's handler.
    Approved {
        /// The kind of credential, for UCP `credential.type`.
        credential_type: String,
        /// The credential itself. The core keeps it for this payment only and never logs it.
        token: String,
    },
    /// The wallet refused the payment.
    Declined,
    /// The person closed the sheet.
    Cancelled,
}

impl From<WalletOutcome> for ports::WalletAnswer {
    fn from(outcome: WalletOutcome) -> Self {
        match outcome {
            WalletOutcome::Approved { credential_type, token } => {
                Self::Approved { credential_type, token: Secret::new(token) }
            }
            WalletOutcome::Declined => Self::Declined,
            WalletOutcome::Cancelled => Self::Cancelled,
        }
    }
}

impl From<&ports::WalletRequest> for WalletRequest {
    fn from(request: &ports::WalletRequest) -> Self {
        // Whole, so that a field added in the core is not forgotten.
        let ports::WalletRequest { sheet, method: _, handler, payee, lines, amount, amount_text, words } =
            request;
        let ports::WalletWords { title, approve, decline, cancel } = words;
        let line = |line: &ports::WalletLine| {
            let ports::WalletLine { label, amount, shown } = line;
            WalletLine { label: label.clone(), amount: amount.clone(), shown: shown.clone() }
        };
        Self {
            sheet: sheet.clone(),
            handler: handler.clone(),
            payee: payee.clone(),
            lines: lines.iter().map(line).collect(),
            amount: amount.to_decimal().to_string(),
            currency: amount.currency.to_string(),
            amount_text: amount_text.clone(),
            words: WalletWords {
                title: title.clone(),
                approve: approve.clone(),
                decline: decline.clone(),
                cancel: cancel.clone(),
            },
        }
    }
}
