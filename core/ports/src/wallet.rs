//! The wallet port: the sheet on which a person approves a payment.

use crate::Secret;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{HandlerId, Money, TotalKind, WebUrl};

/// What a sheet shows and is asked for. The texts are finished and free of isolation marks: system sheets draw
/// them alone on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletRequest {
    /// Names this sheet; the answer must carry it. Opaque, one use.
    pub sheet: String,
    /// The payment handler's reverse-domain name: which wallet is to be shown.
    pub method: HandlerId,
    /// The merchant's id of that handler, which the credential is for.
    pub handler: String,
    /// Who is paid, as the person knows them.
    pub payee: String,
    /// The lines in the merchant's order, the total last.
    pub lines: Vec<WalletLine>,
    /// What is paid with the order: less than the order's total where the rest is due later.
    pub amount: Money,
    /// [`WalletRequest::amount`] as text in the person's language.
    pub amount_text: String,
    /// For hosts that draw the sheet themselves; a system's wallet has its own words.
    pub words: WalletWords,
    /// What a system's own wallet is asked, or the page that is shown; none for a sheet that the host draws.
    pub system: Option<SystemSheet>,
}

/// What a system's wallet is asked, or which page is shown in its stead; finished: the host hands it over as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SystemSheet {
    /// Google Pay.
    GooglePay {
        /// `PaymentDataRequest`, as JSON.
        request: String,
        /// Google's environment `PRODUCTION`, else `TEST`: the merchant's configuration says which.
        production: bool,
    },
    /// Apple Pay.
    ApplePay(ApplePayRequest),
    /// The merchant's page with a card provider's own fields, in an isolated surface. Nothing but messages of the page's own origin
    /// is heard, and the first of them is the answer.
    HostedFields {
        /// The page.
        url: WebUrl,
        /// The longest message that is worth handing on, in bytes.
        max_message: u32,
    },
}

/// The fields of `PKPaymentRequest`, by PassKit's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplePayRequest {
    /// `merchant.` and a reverse-domain name.
    pub merchant_identifier: String,
    /// ISO 3166-1, where the payment is processed.
    pub country_code: String,
    /// ISO 4217.
    pub currency_code: String,
    /// Names of `PKPaymentNetwork` as Swift has them (`masterCard`).
    pub supported_networks: Vec<String>,
    /// Names of `PKMerchantCapability`, as Apple Pay on the Web has them (`supports3DS`).
    pub merchant_capabilities: Vec<String>,
    /// The lines, and last the total with the payee for its label.
    pub summary_items: Vec<ApplePayItem>,
    /// Names of `PKContactField` that the card's owner has to tell (`postalAddress`).
    pub billing_contact_fields: Vec<String>,
    /// After what time the sheet is answered with success if the core has not ended it: Apple's own end, at 30 seconds, says
    /// "not completed" whatever becomes of the money.
    pub answer_within: Duration,
}

/// A line of `paymentSummaryItems`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplePayItem {
    /// For example `Shipping`.
    pub label: String,
    /// Plain digits with a point, for `NSDecimalNumber(string:)`.
    pub amount: String,
}

/// The words of a sheet that the host draws, finished and free of isolation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletLine {
    /// For example `Shipping`.
    pub label: String,
    /// The amount as text.
    pub amount: String,
    /// The same with its marks of direction, for a host that draws the sheet itself: beside Arabic words a minus keeps its place.
    pub shown: String,
    /// The amount itself.
    pub money: Money,
    /// What the line is of.
    pub kind: TotalKind,
}

/// What came of a sheet. A claim, not a truth: only the merchant's answer ends a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WalletAnswer {
    /// The person approved; the token pays at the merchant's handler.
    Approved {
        /// The kind of credential, for UCP `credential.type`.
        credential_type: String,
        /// The credential itself.
        token: Secret,
    },
    /// The person approved in a system's wallet or on a page with card fields, which gave this; the core reads it.
    Given(WalletData),
    /// The wallet refused the payment.
    Declined,
    /// The person closed the sheet.
    Cancelled,
    /// The wallet failed before anything was approved.
    Failed,
}

/// What a system's wallet, or a page, gives with an approval, as it gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WalletData {
    /// `PaymentData` as JSON (`PaymentData.toJson`).
    GooglePay(Secret),
    /// `PKPayment`, by PassKit's names.
    ApplePay {
        /// `token.paymentData`.
        payment_data: Secret,
        /// `token.paymentMethod.network`.
        network: Option<String>,
        /// `token.paymentMethod.displayName`.
        display_name: Option<String>,
        /// `billingContact`, where it was asked for.
        billing: Option<Box<ApplePayContact>>,
    },
    /// What a page with card fields said, once.
    HostedFields {
        /// The origin that the system names for the page that spoke.
        origin: String,
        /// The message, as text.
        message: Secret,
    },
}

/// A `PKContact` with its `CNPostalAddress`. Empty texts where nothing is known.
#[derive(Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ApplePayContact {
    pub given_name: String,
    pub family_name: String,
    pub email_address: String,
    pub phone_number: String,
    /// `street`, its lines one below the other.
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub iso_country_code: String,
}

/// It is a person's: it prints nothing.
impl std::fmt::Debug for ApplePayContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApplePayContact(..)")
    }
}

/// What becomes of a sheet that still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetEnd {
    /// It is not waited for any more.
    Dropped,
    /// What it gave was sent, and nobody said no.
    Taken,
    /// The merchant said no.
    Refused,
}

/// The sheet could not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WalletError {
    /// There is no wallet on this device.
    #[error("no wallet here")]
    Unavailable,
    /// The host could not show it, for any other reason.
    #[error("the wallet failed")]
    Failed,
}

/// Shows wallet sheets; lent by the host. Both calls return at once: the answer comes later, through the app's
/// own intake, and may never come.
pub trait WalletSheet: Send + Sync {
    /// Whether this device has the wallet of this payment handler now. One that it has not is not offered.
    fn has(&self, _method: &HandlerId) -> bool {
        true
    }

    /// Shows a sheet.
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError>;

    /// Takes a sheet away, if it still stands. One of a system's wallet that waits for the end of the payment is told it.
    fn dismiss(&self, sheet: &str, end: SheetEnd);
}

/// The wallets of a device, each under the payment handler that it pays by.
#[derive(Clone, Default)]
pub struct WalletSheets(BTreeMap<HandlerId, Arc<dyn WalletSheet>>);

impl FromIterator<(HandlerId, Arc<dyn WalletSheet>)> for WalletSheets {
    fn from_iter<I: IntoIterator<Item = (HandlerId, Arc<dyn WalletSheet>)>>(wallets: I) -> Self {
        Self(wallets.into_iter().collect())
    }
}

impl WalletSheet for WalletSheets {
    fn has(&self, method: &HandlerId) -> bool {
        self.0.get(method).is_some_and(|wallet| wallet.has(method))
    }

    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        self.0.get(&request.method).ok_or(WalletError::Unavailable)?.present(request)
    }

    fn dismiss(&self, sheet: &str, end: SheetEnd) {
        // Which of them shows it is not kept: it is gone from all.
        self.0.values().for_each(|wallet| wallet.dismiss(sheet, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use tradewind_domain::{Currency, lock};

    #[derive(Default)]
    struct Noting(Mutex<Vec<String>>);

    impl WalletSheet for Noting {
        fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
            lock(&self.0).push(request.sheet.clone());
            Ok(())
        }

        fn dismiss(&self, sheet: &str, _: SheetEnd) {
            lock(&self.0).push(format!("{sheet} gone"));
        }
    }

    #[test]
    fn a_sheet_is_shown_by_the_wallet_of_its_handler_and_by_no_other() {
        let id = |name: &str| HandlerId::parse(name).expect("a name");
        let (one, other) = (Arc::new(Noting::default()), Arc::new(Noting::default()));
        let wallets: WalletSheets = [
            (id("com.example.one"), one.clone() as Arc<dyn WalletSheet>),
            (id("com.example.other"), other.clone() as Arc<dyn WalletSheet>),
        ]
        .into_iter()
        .collect();
        let request = |method: &str| WalletRequest {
            sheet: "sheet-1".into(),
            method: id(method),
            handler: "h".into(),
            payee: String::new(),
            lines: Vec::new(),
            amount: Money::new(100, Currency::EUR),
            amount_text: String::new(),
            words: WalletWords::default(),
            system: None,
        };
        assert_eq!(wallets.present(&request("com.example.other")), Ok(()));
        assert_eq!(wallets.present(&request("com.example.third")), Err(WalletError::Unavailable));
        assert!(wallets.has(&id("com.example.one")) && !wallets.has(&id("com.example.third")));
        wallets.dismiss("sheet-1", SheetEnd::Dropped);
        assert_eq!(*lock(&one.0), ["sheet-1 gone"]);
        assert_eq!(*lock(&other.0), ["sheet-1", "sheet-1 gone"]);
    }
}
