//! Google Pay: the official readiness example byte for byte, the request's fields, updates, and what comes back.

use serde_json::{Value, json};
use tradewind_domain::{Currency, Market, Money};
use tradewind_methods::google_pay::{
    Change, Config, Environment, Intent, Line, LineKind, PaymentData, PriceStatus, Reason, Sheet, Shipping,
    ShippingOption, Tokenization, Trigger, Update, claim, status_name,
};
use tradewind_methods::{Claim, MethodError};

/// A handler's config with the example's networks.
fn config() -> Value {
    json!({
        "api_version": 2,
        "api_version_minor": 0,
        "environment": "PRODUCTION",
        "merchant_info": {"merchant_id": "348159138575927391", "merchant_name": "Test Business"},
        "allowed_payment_methods": [{
            "type": "CARD",
            "parameters": {
                "billing_address_required": true,
                "billing_address_parameters": {"format": "FULL", "phone_number_required": false},
                "allowed_card_networks": ["AMEX", "DISCOVER", "INTERAC", "JCB", "MASTERCARD", "VISA"],
                "allowed_auth_methods": ["PAN_ONLY", "CRYPTOGRAM_3DS"],
                "allow_prepaid_cards": true
            },
            "tokenization_specification": {
                "type": "PAYMENT_GATEWAY",
                "parameters": {"gateway": "example", "gatewayMerchantId": "exampleGatewayMerchantId"}
            }
        }]
    })
}

fn read() -> Config {
    Config::read(&config()).expect("a config of the schema")
}

fn sheet<'a>(lines: &'a [Line<'a>], minor: i64, currency: Currency) -> Sheet<'a> {
    Sheet {
        payee: "Celadon House",
        country: Market::parse("DE").expect("a country"),
        total: Money::new(minor, currency),
        total_label: "Total",
        status: PriceStatus::Final,
        lines,
        transaction: None,
        shipping: None,
        authorizes: false,
    }
}

fn request(sheet: &Sheet<'_>) -> Result<Value, MethodError> {
    let text = read().payment_data_request(sheet)?;
    Ok(serde_json::from_str(&text).expect("JSON"))
}

/// "JSON request objects", IsReadyToPayRequest (notes 3.4, "Google Pay readiness").
#[test]
fn readiness_is_the_official_example_byte_for_byte() {
    const OFFICIAL: &str = r#"{"apiVersion":2,"apiVersionMinor":0,"allowedPaymentMethods":[{"type":"CARD","parameters":{"allowedAuthMethods":["PAN_ONLY","CRYPTOGRAM_3DS"],"allowedCardNetworks":["AMEX","DISCOVER","INTERAC","JCB","MASTERCARD","VISA"]}}]}"#;
    assert_eq!(read().is_ready_to_pay(), OFFICIAL);
    assert!(!OFFICIAL.contains("tokenizationSpecification"));
}

#[test]
fn the_request_has_googles_names_and_our_sum() {
    let eur = Currency::EUR;
    let lines = [
        Line { label: "Items", kind: LineKind::Subtotal, price: Money::new(12_000, eur), pending: false },
        Line { label: "Voucher", kind: LineKind::LineItem, price: Money::new(-500, eur), pending: true },
    ];
    let made = request(&Sheet { transaction: Some("attempt-1"), ..sheet(&lines, 11_500, eur) });
    let expected = json!({
        "apiVersion": 2,
        "apiVersionMinor": 0,
        "allowedPaymentMethods": [{
            "type": "CARD",
            "parameters": {
                "allowedAuthMethods": ["PAN_ONLY", "CRYPTOGRAM_3DS"],
                "allowedCardNetworks": ["AMEX", "DISCOVER", "INTERAC", "JCB", "MASTERCARD", "VISA"],
                "allowPrepaidCards": true,
                "billingAddressRequired": true,
                "billingAddressParameters": {"format": "FULL", "phoneNumberRequired": false}
            },
            "tokenizationSpecification": {
                "type": "PAYMENT_GATEWAY",
                "parameters": {"gateway": "example", "gatewayMerchantId": "exampleGatewayMerchantId"}
            }
        }],
        "merchantInfo": {"merchantId": "348159138575927391", "merchantName": "Celadon House"},
        "transactionInfo": {
            "totalPriceStatus": "FINAL",
            "totalPrice": "115.00",
            "currencyCode": "EUR",
            "countryCode": "DE",
            "transactionId": "attempt-1",
            "totalPriceLabel": "Total",
            "displayItems": [
                {"label": "Items", "type": "SUBTOTAL", "price": "120.00", "status": "FINAL"},
                {"label": "Voucher", "type": "LINE_ITEM", "price": "-5.00", "status": "PENDING"}
            ]
        }
    });
    assert_eq!(made, Ok(expected));
}

#[test]
fn shipping_in_the_sheet_asks_for_updates() {
    let options = [
        ShippingOption { id: "std", label: "Standard", description: "3 days" },
        ShippingOption { id: "exp", label: "Express", description: "1 day" },
    ];
    let germany = [Market::parse("DE").expect("a country")];
    let shipping = Shipping { countries: &germany, options: &options };
    let made = request(&Sheet {
        shipping: Some(shipping),
        authorizes: true,
        status: PriceStatus::Estimated,
        ..sheet(&[], 100, Currency::EUR)
    })
    .expect("a request");
    assert_eq!(
        made["callbackIntents"],
        json!(["SHIPPING_ADDRESS", "SHIPPING_OPTION", "PAYMENT_AUTHORIZATION"])
    );
    assert_eq!(made["shippingAddressParameters"], json!({"allowedCountryCodes": ["DE"]}));
    assert_eq!(made["shippingOptionParameters"]["defaultSelectedOptionId"], "std");
    assert_eq!(
        (&made["shippingAddressRequired"], &made["shippingOptionRequired"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(made["transactionInfo"]["totalPriceStatus"], "ESTIMATED");
}

/// Google's pattern: no decimals or two, and nothing is rounded.
#[test]
fn sums_are_decimal_texts_of_integer_minor_units() {
    let price = |minor, code: &str| {
        let currency = Currency::parse(code).expect("a currency");
        request(&sheet(&[], minor, currency))
            .map(|made| made["transactionInfo"]["totalPrice"].as_str().unwrap_or_default().to_owned())
    };
    for (minor, code, text) in [
        (1, "EUR", "0.01"),
        (2_999_999_999_999_999, "EUR", "29999999999999.99"),
        (5_480, "JPY", "5480"),
        (1_500, "KWD", "1.50"),
        (120_000, "KES", "1200.00"),
    ] {
        assert_eq!(price(minor, code).as_deref(), Ok(text), "{minor} {code}");
    }
    for (minor, code) in [(0, "EUR"), (-1, "EUR"), (1_505, "KWD")] {
        assert_eq!(price(minor, code), Err(MethodError::SumUnsayable), "{minor} {code}");
    }
    let yen = [Line { label: "a", kind: LineKind::Tax, price: Money::new(1, Currency::JPY), pending: false }];
    assert_eq!(request(&sheet(&yen, 100, Currency::EUR)), Err(MethodError::CurrencyDiffers));
    let nameless = Sheet { payee: "\u{202e} ", ..sheet(&[], 100, Currency::EUR) };
    assert_eq!(request(&nameless).map_err(|error| error.code()), Err("FIELD_MISSING"));
}

#[test]
fn a_config_that_cannot_be_used_says_so() {
    let with = |path: &str, value: Value| {
        let mut config = config();
        *config.pointer_mut(path).expect("a place") = value;
        Config::read(&config).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(with("/api_version", json!(1)), Err("VERSION_UNSUPPORTED"));
    for (path, value) in [
        ("/environment", json!("STAGING")),
        ("/merchant_info", json!({})),
        ("/merchant_info/merchant_id", json!("12 34")),
        ("/allowed_payment_methods", json!([])),
        ("/allowed_payment_methods/0/type", json!("PAYPAL")),
        ("/allowed_payment_methods/0/parameters/allowed_card_networks", json!(["NOBODY"])),
        ("/allowed_payment_methods/0/parameters/allowed_auth_methods", json!(["NONE"])),
        ("/allowed_payment_methods/0/tokenization_specification", json!({"type": "PAYMENT_GATEWAY"})),
        ("/allowed_payment_methods/0/tokenization_specification/type", json!("OTHER")),
        ("/allowed_payment_methods/0/tokenization_specification/parameters/gateway", json!(7)),
        (
            "/allowed_payment_methods/0/tokenization_specification/parameters/gateway",
            json!("x".repeat(2_000)),
        ),
    ] {
        assert_eq!(with(path, value.clone()), Err("CONFIG_UNUSABLE"), "{path} {value}");
    }
    // A network that came after us is left out, and the rest is used.
    let mut newer = config();
    newer["allowed_payment_methods"][0]["parameters"]["allowed_card_networks"] = json!(["NEW_NET", "VISA"]);
    assert!(
        Config::read(&newer).is_ok_and(|config| config.is_ready_to_pay().contains(r#"Networks":["VISA"]"#))
    );
    let mut test = config();
    test["environment"] = json!("TEST");
    test["merchant_info"] = json!({"auth_jwt": "a.b.c"});
    let test = Config::read(&test).expect("TEST needs no merchant id");
    assert_eq!(test.environment, Environment::Test);
    assert!(!format!("{test:?}").contains("a.b.c"));
    assert!(test.needs_billing_address());
}

#[test]
fn a_directly_decrypting_merchants_parameters_are_googles() {
    let mut direct = config();
    direct["allowed_payment_methods"][0]["tokenization_specification"] =
        json!({"type": "DIRECT", "parameters": {"protocol_version": "ECv2", "public_key": "BOdo="}});
    let direct = Config::read(&direct).expect("a config");
    let made = direct.payment_data_request(&sheet(&[], 1, Currency::EUR)).expect("a request");
    assert!(
        made.contains(r#"{"type":"DIRECT","parameters":{"protocolVersion":"ECv2","publicKey":"BOdo="}}"#)
    );
    assert!(direct.asks_for(Tokenization::Direct) && !direct.asks_for(Tokenization::PaymentGateway));
}

/// "JSON response objects", PaymentData, with an address.
fn payment_data() -> Value {
    json!({
        "apiVersion": 2,
        "apiVersionMinor": 0,
        "paymentMethodData": {
            "type": "CARD",
            "description": "Visa •••• 1234",
            "info": {
                "cardNetwork": "VISA",
                "cardDetails": "1234",
                "billingAddress": {
                    "name": "Ada King Lovelace", "address1": "12 St James's Square", "address2": "2nd floor",
                    "locality": "London", "administrativeArea": "", "countryCode": "GB", "postalCode": "SW1Y 4JH",
                    "phoneNumber": "+44 20 7946 0000"
                }
            },
            "tokenizationData": {"type": "PAYMENT_GATEWAY", "token": "{\"id\":\"tok_1\",\"sig\":\"a\\u003db\"}"}
        }
    })
}

#[test]
fn payment_data_becomes_a_credential_that_does_not_print() {
    let data = PaymentData::read(payment_data().to_string().as_bytes(), &read()).expect("payment data");
    assert_eq!(data.kind, Tokenization::PaymentGateway);
    assert_eq!(data.token.expose(), r#"{"id":"tok_1","sig":"a\u003db"}"#);
    assert_eq!((data.network.as_deref(), data.last_digits.as_deref()), (Some("VISA"), Some("1234")));
    let billing = data.billing.clone().expect("an address");
    assert_eq!((billing.first_name.as_str(), billing.last_name.as_str()), ("Ada King", "Lovelace"));
    assert_eq!(billing.address.extended_address, "2nd floor");
    assert_eq!(billing.address.address_country, "GB");
    let printed = format!("{data:?}");
    for secret in ["tok_1", "Ada", "London", "1234"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert_eq!(data.token.into_bytes(), br#"{"id":"tok_1","sig":"a\u003db"}"#);
}

#[test]
fn what_was_not_asked_for_is_not_believed() {
    let with = |path: &str, value: Value| {
        let mut data = payment_data();
        *data.pointer_mut(path).expect("a place") = value;
        PaymentData::read(data.to_string().as_bytes(), &read()).map_err(|error| error.code())
    };
    assert_eq!(with("/apiVersion", json!(1)), Err("VERSION_UNSUPPORTED"));
    assert_eq!(with("/paymentMethodData/type", json!("PAYPAL")), Err("FIELD_MALFORMED"));
    assert_eq!(with("/paymentMethodData/tokenizationData/type", json!("DIRECT")), Err("FIELD_MALFORMED"));
    assert_eq!(with("/paymentMethodData/tokenizationData/token", json!("")), Err("FIELD_MISSING"));
    assert_eq!(with("/paymentMethodData/tokenizationData/token", json!({"a": 1})), Err("FIELD_MALFORMED"));
    assert_eq!(with("/paymentMethodData/tokenizationData/token", json!("x".repeat(40_000))), Err("TOO_LONG"));
    assert_eq!(with("/paymentMethodData/tokenizationData", json!(null)), Err("NOT_JSON"));
    let bare = with("/paymentMethodData/info", json!({"cardDetails": "12345", "cardNetwork": "visa<b>"}));
    assert!(
        bare.is_ok_and(|data| data.last_digits.is_none() && data.network.is_none() && data.billing.is_none())
    );
    assert_eq!(
        PaymentData::read(&vec![b' '; 70_000], &read()).map_err(|error| error.code()),
        Err("TOO_LONG")
    );
}

#[test]
fn results_of_the_activity_are_claims() {
    let claims = [-1, 0, 1, 2, i32::MAX].map(claim);
    assert_eq!(claims, [Claim::Ok, Claim::Cancelled, Claim::Failed, Claim::Silent, Claim::Silent]);
    assert_eq!(status_name(409), Some("BUYER_ACCOUNT_ERROR"));
    assert_eq!(status_name(10), Some("DEVELOPER_ERROR"));
    assert_eq!(status_name(405), Some("MERCHANT_ACCOUNT_ERROR"));
    assert_eq!(status_name(0), None);
}

#[test]
fn a_change_in_the_sheet_is_read_and_answered() {
    let change = json!({
        "callbackTrigger": "SHIPPING_ADDRESS",
        "shippingAddress": {"countryCode": "DE", "locality": "Berlin", "postalCode": "10115", "administrativeArea": "BE"},
        "shippingOptionData": {"id": "exp"}
    });
    let change = Change::read(change.to_string().as_bytes()).expect("a change");
    assert_eq!((change.trigger, change.option.as_deref()), (Trigger::ShippingAddress, Some("exp")));
    assert_eq!(change.address.as_ref().map(|address| address.postal_code.as_str()), Some("10115"));
    assert!(!format!("{change:?}").contains("Berlin"));
    assert!(Change::read(br#"{"callbackTrigger": "OTHER"}"#).is_err());

    let options = [ShippingOption { id: "exp", label: "Express", description: "" }];
    let new = sheet(&[], 12_345, Currency::EUR);
    let answer: Value =
        serde_json::from_str(&Update::New(&new, Some(&options)).to_json().expect("an answer")).expect("JSON");
    assert_eq!(answer["newTransactionInfo"]["totalPrice"], "123.45");
    assert_eq!(answer["newShippingOptionParameters"]["shippingOptions"][0]["id"], "exp");
    assert!(answer.get("error").is_none());
    let refused = Update::Refused(Reason::ShippingAddressUnserviceable, Intent::ShippingAddress, "Not there");
    assert_eq!(
        refused.to_json().as_deref(),
        Ok(
            r#"{"error":{"reason":"SHIPPING_ADDRESS_UNSERVICEABLE","message":"Not there","intent":"SHIPPING_ADDRESS"}}"#
        )
    );
    assert_eq!(Update::authorized(None).as_deref(), Ok(r#"{"transactionState":"SUCCESS"}"#));
    assert!(
        Update::authorized(Some("Declined"))
            .is_ok_and(|text| text.contains(r#""intent":"PAYMENT_AUTHORIZATION""#))
    );
}
