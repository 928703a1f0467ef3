//! What a handler tells of itself: who is paid, and what its library is to be given.

use super::method::{Method, Way};
use crate::codes;
use crate::shop::Shop;
use serde_json::{Value, json};

/// Card brands that are taken, as the protocol writes them.
pub(super) const BRANDS: &[&str] = &["visa", "mastercard", "amex"];

/// The configuration of a method's handler. No key, account or certificate in it is anybody's.
pub(super) fn of(method: &Method, shop: &Shop) -> Value {
    match method.id {
        "google_pay" => google_pay(shop),
        "apple_pay" => json!({
            "merchantIdentifier": "merchant.dev.tradewind.sandbox",
            "displayName": codes::PAYEE,
            "supportedNetworks": ["visa", "masterCard", "amex"],
            "merchantCapabilities": ["supports3DS"],
            "countryCode": shop.market(None),
            "supportsCouponCode": true,
        }),
        "hosted_card" => {
            json!({
                "environment": "sandbox",
                "publishable_key": "pk_sandbox_tradewind",
                "payee": codes::PAYEE,
                "fields_url": shop.url("/fields"),
            })
        }
        id => {
            let mut config = json!({"environment": "sandbox", "payee": codes::PAYEE});
            if let Some(account) = codes::account(id) {
                config["payee_account"] = json!(account);
            }
            let wants: &[&str] = match method.way {
                Way::Link(_) => &["return_url"],
                Way::Prompt => &["phone_number"],
                _ => &[],
            };
            config["instrument_members"] = json!(wants);
            if method.lives_s > 0 && method.way != Way::OnDelivery {
                config["lives_seconds"] = json!(method.lives_s);
            }
            config
        }
    }
}

/// After Google's handler specification of 2026-01-11: what a `PaymentDataRequest` is made of.
fn google_pay(shop: &Shop) -> Value {
    let host = shop.config.base_url.split("://").nth(1).unwrap_or_default();
    json!({
        "api_version": 2,
        "api_version_minor": 0,
        "environment": "TEST",
        "merchant_info": {
            "merchant_name": codes::PAYEE, "merchant_id": "01234567890123456789", "merchant_origin": host,
        },
        "allowed_payment_methods": [{
            "type": "CARD",
            "parameters": {
                "allowed_auth_methods": ["PAN_ONLY", "CRYPTOGRAM_3DS"],
                "allowed_card_networks": ["VISA", "MASTERCARD", "AMEX"],
            },
            "tokenization_specification": {
                "type": "PAYMENT_GATEWAY",
                "parameters": {"gateway": "example", "gatewayMerchantId": "exampleGatewayMerchantId"},
            },
        }],
    })
}
