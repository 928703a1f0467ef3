//! What a wallet without a phone gives where a sandbox merchant is paid: for a command line, the desk phone and tests.

use tradewind_ports::{Secret, SystemSheet, WalletAnswer, WalletData};

/// What the sandbox's own handler takes as paid.
const OWN: &str = "sandbox_ok";
/// What its cards take as paid: Apple's tokens are base64.
const APPROVED: &str = "sandboxok";
/// What they take as declined by the bank.
const DECLINED: &str = "declined";

/// What a wallet without a phone gives for a sheet that is approved at a sandbox merchant: a token that pays nothing, in the form
/// of the sheet that was asked for. Where the merchant's bank declines it, `declined`.
pub fn sandbox_approval(system: Option<&SystemSheet>, declined: bool) -> WalletAnswer {
    let token = if declined { DECLINED } else { APPROVED };
    match system {
        None => {
            let token = if declined { DECLINED } else { OWN };
            WalletAnswer::Approved { credential_type: "token".to_owned(), token: Secret::new(token) }
        }
        // `PaymentData` of Google's environment TEST.
        Some(SystemSheet::GooglePay { .. }) => WalletAnswer::Given(WalletData::GooglePay(Secret::new(
            serde_json::json!({
                "apiVersion": 2, "apiVersionMinor": 0,
                "paymentMethodData": {
                    "type": "CARD", "description": "Visa 1111", "info": {"cardNetwork": "VISA", "cardDetails": "1111"},
                    "tokenizationData": {"type": "PAYMENT_GATEWAY", "token": token},
                },
            })
            .to_string(),
        ))),
        // What the merchant's page says of a card that was typed into its fields.
        Some(SystemSheet::HostedFields { url, .. }) => WalletAnswer::Given(WalletData::HostedFields {
            origin: url.origin(),
            message: Secret::new(
                serde_json::json!({
                    "type": "hosted_fields.token", "credential": {"type": "token", "token": token},
                    "display": {"brand": "visa", "last_digits": "1111"},
                })
                .to_string(),
            ),
        }),
        Some(SystemSheet::ApplePay(_)) => {
            let header = serde_json::json!({
                "ephemeralPublicKey": "MFkw", "publicKeyHash": "4QLx", "transactionId": "2686f5",
            });
            let data = serde_json::json!({"data": token, "signature": "MIAG", "header": header, "version": "EC_v1"});
            WalletAnswer::Given(WalletData::ApplePay {
                payment_data: Secret::new(data.to_string()),
                network: Some("Visa".to_owned()),
                display_name: Some("Visa 1111".to_owned()),
                billing: None,
            })
        }
    }
}
