//! Apple Pay: the request's properties, the answers, the 30 seconds, and the token.

use serde_json::{Value, json};
use std::time::Duration;
use tradewind_domain::{Currency, Market, Money};
use tradewind_methods::apple_pay::{
    ANSWER_WITHIN, CardKind, Config, ContactField, Fault, Item, Payment, Sheet, ShippingMethod, TokenVersion,
    Update, coupon, finished, read_contact,
};
use tradewind_methods::{Claim, MethodError};

fn config() -> Config {
    let config = json!({
        "merchantIdentifier": "merchant.example.celadon",
        "supportedNetworks": ["visa", "masterCard", "amex", "futureNet"],
        "merchantCapabilities": ["supportsDebit"],
        "requiredBillingContactFields": ["postalAddress", "name"],
        "supportsCouponCode": true
    });
    Config::read(&config).expect("a config")
}

fn sheet<'a>(items: &'a [Item<'a>], methods: &'a [ShippingMethod<'a>]) -> Sheet<'a> {
    Sheet {
        payee: "Celadon House",
        country: Market::parse("DE").expect("a country"),
        currency: Currency::EUR,
        items,
        total: Money::new(11_990, Currency::EUR),
        pending: false,
        shipping_methods: methods,
        shipping: &[ContactField::PostalAddress],
        coupon: None,
    }
}

#[test]
fn the_request_has_apples_names() {
    let eur = |minor| Money::new(minor, Currency::EUR);
    let items = [
        Item { label: "Bowl", amount: eur(12_000), pending: false },
        Item { label: "Coupon", amount: eur(-500), pending: false },
        Item { label: "Shipping", amount: eur(490), pending: true },
    ];
    let methods =
        [ShippingMethod { identifier: "std", label: "Standard", detail: "3 days", amount: eur(490) }];
    let made = config().request(&sheet(&items, &methods)).expect("a request");
    let expected = json!({
        "merchantIdentifier": "merchant.example.celadon",
        "countryCode": "DE",
        "currencyCode": "EUR",
        "supportedNetworks": ["visa", "masterCard", "amex"],
        "merchantCapabilities": ["supports3DS", "supportsDebit"],
        "paymentSummaryItems": [
            {"label": "Bowl", "amount": "120.00", "type": "final"},
            {"label": "Coupon", "amount": "-5.00", "type": "final"},
            {"label": "Shipping", "amount": "4.90", "type": "pending"},
            {"label": "Celadon House", "amount": "119.90", "type": "final"}
        ],
        "shippingMethods": [{"identifier": "std", "label": "Standard", "detail": "3 days", "amount": "4.90"}],
        "requiredBillingContactFields": ["postalAddress", "name"],
        "requiredShippingContactFields": ["postalAddress"],
        "supportsCouponCode": true
    });
    assert_eq!(serde_json::from_str::<Value>(&made).ok(), Some(expected));
    let yen = [Item { label: "Bowl", amount: Money::new(1, Currency::JPY), pending: false }];
    assert_eq!(config().request(&sheet(&yen, &[])), Err(MethodError::CurrencyDiffers));
    let nothing = Sheet { total: eur(0), ..sheet(&[], &[]) };
    assert_eq!(config().request(&nothing), Err(MethodError::SumUnsayable));
    for wrong in [
        json!({}),
        json!({"merchantIdentifier": "example", "supportedNetworks": ["visa"]}),
        json!({"merchantIdentifier": "merchant.a", "supportedNetworks": ["nobody"]}),
        json!({"merchantIdentifier": "merchant.a/b", "supportedNetworks": ["visa"]}),
    ] {
        assert_eq!(Config::read(&wrong).map_err(|error| error.code()), Err("CONFIG_UNUSABLE"), "{wrong}");
    }
}

#[test]
fn answers_say_what_changed_and_what_is_wrong() {
    let json =
        |update: Update<'_>| update.to_json().map(|text| serde_json::from_str::<Value>(&text).expect("JSON"));
    let sheet = sheet(&[], &[]);
    let total = json!([{"label": "Celadon House", "amount": "119.90", "type": "final"}]);
    let contact = json(Update::Contact(&sheet, &[Fault::Unserviceable("Not there")]));
    assert_eq!(
        contact,
        Ok(
            json!({"errors": [{"code": "addressUnserviceable", "message": "Not there"}], "paymentSummaryItems": total})
        )
    );
    let coupon = json(Update::Coupon(&sheet, &[Fault::CouponExpired("Over")])).expect("an answer");
    assert_eq!(coupon["errors"], json!([{"code": "couponCodeExpired", "message": "Over"}]));
    assert_eq!(json(Update::Method(&sheet)), Ok(json!({"paymentSummaryItems": total})));
    assert_eq!(json(Update::Authorized(true, &[])), Ok(json!({"status": "success"})));
    let failed =
        json(Update::Authorized(false, &[Fault::Billing(ContactField::PostalAddress, "No such street")]));
    assert_eq!(
        failed,
        Ok(json!({"status": "failure", "errors": [
            {"code": "billingContactInvalid", "contactField": "postalAddress", "message": "No such street"}
        ]}))
    );
    // A coupon's fault does not belong to a contact.
    let mixed = Update::Contact(&sheet, &[Fault::CouponInvalid("x")]).to_json();
    assert_eq!(mixed.map_err(|error| error.code()), Err("FIELD_MALFORMED"));
}

#[test]
fn a_coupon_is_one_bounded_line() {
    assert_eq!(self::coupon(" SPRING\u{202e}10 "), Ok(Some("SPRING10".to_owned())));
    assert_eq!(self::coupon(" \u{200b}"), Ok(None));
    assert_eq!(self::coupon(&"x".repeat(101)), Err(MethodError::TooLong { limit: 100 }));
}

/// The sheet says failed after 30 seconds whatever becomes of the token: nothing may be concluded from it.
#[test]
fn an_answer_after_thirty_seconds_leaves_everything_open() {
    let seconds = Duration::from_secs;
    assert_eq!(ANSWER_WITHIN, seconds(30));
    assert_eq!(finished(false, None), Claim::Cancelled);
    assert_eq!(finished(true, Some((true, seconds(29)))), Claim::Ok);
    assert_eq!(finished(true, Some((false, seconds(29)))), Claim::Failed);
    assert_eq!(finished(true, Some((true, seconds(30)))), Claim::Silent);
    assert_eq!(finished(true, Some((false, seconds(31)))), Claim::Silent);
    assert_eq!(finished(true, None), Claim::Silent);
}

fn token() -> Value {
    json!({
        "paymentData": {
            "version": "EC_v1",
            "data": "2S1F0aQ+8w==",
            "signature": "MIAGCSqGSIb3DQEHAqCAMIACAQEx",
            "header": {
                "ephemeralPublicKey": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
                "publicKeyHash": "l0CnXdMv9D1I0mAAAA==",
                "transactionId": "31323334353637"
            }
        },
        "paymentMethod": {"displayName": "Visa 0492", "network": "Visa", "type": "debit"},
        "transactionIdentifier": "3132333435363738"
    })
}

#[test]
fn a_token_is_kept_byte_for_byte_and_does_not_print() {
    // The order and the spaces are the maker's; a slash may be escaped.
    let text = r#"{"paymentData": {"data":"QUJD\/DE=" , "header": {"publicKeyHash":"AA==","ephemeralPublicKey":"BB==","transactionId":"0a"}, "signature":"CC==","version":"EC_v1"}, "paymentMethod":{"displayName":"MasterCard 12345","network":"MasterCard","type":"credit"}}"#;
    let payment = Payment::read(text.as_bytes()).expect("a token");
    let data =
        text.split_once("\"paymentData\": ").and_then(|(_, rest)| rest.split_once(", \"paymentMethod\""));
    assert_eq!(Some(payment.token.expose()), data.map(|(data, _)| data));
    assert_eq!((payment.version, payment.kind), (TokenVersion::EcV1, CardKind::Credit));
    assert_eq!(payment.last_digits, None, "five digits are no last four");
    assert!(!format!("{payment:?}").contains("QUJD"));
    let known = Payment::read(token().to_string().as_bytes()).expect("a token");
    assert_eq!((known.network.as_deref(), known.last_digits.as_deref()), (Some("Visa"), Some("0492")));
    assert_eq!((known.kind, known.transaction.as_deref()), (CardKind::Debit, Some("3132333435363738")));
}

#[test]
fn what_is_no_token_is_refused() {
    let with = |path: &str, value: Value| {
        let mut token = token();
        *token.pointer_mut(path).expect("a place") = value;
        Payment::read(token.to_string().as_bytes()).map(|_| ()).map_err(|error| error.code())
    };
    for (path, value, code) in [
        ("/paymentData", json!({}), "FIELD_MISSING"),
        ("/paymentData", json!(null), "FIELD_MISSING"),
        ("/paymentData", json!("QUJD"), "FIELD_MALFORMED"),
        ("/paymentData/version", json!("EC_v2"), "VERSION_UNSUPPORTED"),
        ("/paymentData/version", json!("RSA_v1"), "FIELD_MALFORMED"),
        ("/paymentData/data", json!(""), "FIELD_MALFORMED"),
        ("/paymentData/signature", json!("not base64!"), "FIELD_MALFORMED"),
        ("/paymentData/header/transactionId", json!("xyz"), "FIELD_MALFORMED"),
        ("/paymentData/header/ephemeralPublicKey", json!("A".repeat(2_000)), "FIELD_MALFORMED"),
        ("/paymentData/data", json!("A".repeat(40_000)), "TOO_LONG"),
    ] {
        assert_eq!(with(path, value), Err(code), "{path}");
    }
    // What is not looked at has to be text as well.
    let unread = [&br#"{"x":""#[..], &[0xff], &br#"","#[..], &token().to_string().as_bytes()[1..]].concat();
    assert_eq!(Payment::read(&unread).map_err(|error| error.code()), Err("NOT_JSON"));
    let mut rsa = token();
    rsa["paymentData"]["version"] = json!("RSA_v1");
    rsa["paymentData"]["header"]["wrappedKey"] = json!("QUJD");
    assert!(
        Payment::read(rsa.to_string().as_bytes()).is_ok_and(|payment| payment.version == TokenVersion::RsaV1)
    );
}

#[test]
fn a_contact_is_read_by_ucps_names() {
    let contact = json!({
        "givenName": "Ada", "familyName": "Lovelace", "addressLines": ["12 St James's Square", "", "2nd floor"],
        "locality": "London", "postalCode": "SW1Y", "countryCode": "gb", "phoneNumber": "+44 20"
    });
    let buyer = read_contact(contact.to_string().as_bytes()).expect("a contact");
    assert_eq!((buyer.first_name.as_str(), buyer.last_name.as_str()), ("Ada", "Lovelace"));
    assert_eq!(buyer.address.street_address, "12 St James's Square");
    assert_eq!(buyer.address.extended_address, "2nd floor");
    assert_eq!(buyer.address.address_country, "GB");
    let long = json!({"locality": "x".repeat(300)}).to_string();
    assert_eq!(read_contact(long.as_bytes()).map_err(|error| error.code()), Err("FIELD_MALFORMED"));
}
