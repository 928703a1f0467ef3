//! Both ways in JSON, as a command line has them.

use super::samples;
use serde_json::{Value, json};
use tradewind_qr::{BuildRequest, QrError, build, read, read_json};

fn summary(text: &str) -> Value {
    serde_json::to_value(read_json(text).expect("a code")).expect("JSON")
}

fn built(request: Value) -> Result<String, QrError> {
    let request: BuildRequest = serde_json::from_value(request).expect("a request");
    build(&request)?.to_text()
}

#[test]
fn a_code_is_told_in_the_same_fields_whatever_its_family() {
    assert_eq!(
        summary(samples::PIX_AMOUNT.1),
        json!({
            "family": "EMVCO", "scheme": "PIX", "name": "Arrumadinho", "city": "Brasilia", "country": "BR",
            "account": {"key": "5a5ea8c2-cbb5-4c25-a7be-2a778871fc5f"},
            "amount": {"minor": 15, "currency": "BRL"}, "reference": "e433v1524u155f31mDvx01",
            "point_of_initiation": null, "crc": "5B1E",
        })
    );
    assert_eq!(
        summary(samples::BHARAT.1),
        json!({
            "family": "EMVCO", "scheme": "UPI", "name": "zxcbmn", "city": "Delhi", "country": "IN",
            "account": {"address": "razorpaybqr@icici", "minimum": "1.10"},
            "amount": {"minor": 110, "currency": "INR"}, "reference": "RZPGT8ildsFTgS5Sp",
            "point_of_initiation": "dynamic", "crc": "B6A9",
        })
    );
    assert_eq!(
        summary(samples::EPC.1),
        json!({
            "family": "EPC", "scheme": "SEPA", "name": "Red Cross", "city": null, "country": "BE",
            "account": {"iban": "BE72000000001616", "bic": "BPOTBEB1", "text": "Urgency fund"},
            "amount": {"minor": 100, "currency": "EUR"}, "reference": null, "point_of_initiation": null, "crc": null,
        })
    );
    assert_eq!(summary(samples::UPI.1)["account"]["note"], "Pay to mystar store");
    assert_eq!(summary(samples::PIX_STATIC.1)["reference"], Value::Null, "*** is no reference");
    for (source, text) in samples::ALL {
        assert!(read_json(text).is_ok(), "{source}");
    }
}

#[test]
fn each_scheme_is_built_from_json_and_read_again() {
    let payee = json!({"name": "LOJA", "city": "BRASILIA"});
    let requests = [
        json!({"scheme": "pix", "key": "+5511943214321", "payee": payee, "reference": "PEDIDO1", "amount": {"minor": 6666, "currency": "BRL"}}),
        json!({"scheme": "pix_dynamic", "address": "pix.example.com/qr/v2/abc", "payee": payee}),
        json!({"scheme": "promptpay", "wallet": "123456789012345"}),
        json!({"scheme": "paynow", "mobile": "+6591234567", "payee": payee, "reference": "INV-1", "expiry": "20301231", "amount": {"minor": 199, "currency": "SGD"}}),
        json!({"scheme": "qris", "merchant": "ID1025407037122", "criteria": "UMI", "payee": payee}),
        json!({"scheme": "duitnow", "acquirer": "501664", "merchant": "123456789", "payee": payee, "amount": {"minor": 1000, "currency": "MYR"}}),
        json!({"scheme": "bharat_qr", "address": "shop@bank", "reference": "R1", "url": "https://example.com/1", "payee": payee}),
        json!({"scheme": "upi_link", "address": "shop@bank", "name": "A & B + C", "note": "50% of é", "amount": {"minor": 1, "currency": "INR"}}),
        json!({"scheme": "sepa", "name": "Red Cross", "iban": "be72 0000 0000 1616", "reference": "RF18 5390 0754 7034", "amount": {"minor": 1, "currency": "EUR"}}),
    ];
    for request in requests {
        let text = built(request.clone()).unwrap_or_else(|error| unreachable!("{request}: {error}"));
        let code = read(&text).unwrap_or_else(|error| unreachable!("{text}: {error}"));
        assert_eq!(code.to_text().as_deref(), Ok(text.as_str()));
        let told = summary(&text);
        assert_eq!(told["amount"], request["amount"], "{text}");
    }
    assert_eq!(
        built(json!({"scheme": "sepa", "name": "Red Cross", "iban": "BE72000000001616", "bic": "BPOTBEB1", "amount": {"minor": 100, "currency": "EUR"}, "text": "Urgency fund"})).as_deref(),
        Ok("BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1.00\n\n\nUrgency fund")
    );
}

/// BCB's own static example, byte for byte but for the case of its identifier.
#[test]
fn a_static_pix_code_is_built_as_the_manual_has_it() {
    let request = json!({
        "scheme": "pix", "key": "123e4567-e12b-12d1-a456-426655440000",
        "payee": {"name": "Fulano de Tal", "city": "BRASILIA"},
    });
    assert_eq!(built(request).as_deref(), Ok(samples::PIX_STATIC.1));
}

#[test]
fn wrong_requests_are_refused() {
    for request in [
        json!({"scheme": "bitcoin"}),
        json!({"scheme": "sepa", "name": "A"}),
        json!({"scheme": "upi_link", "address": "a@b", "unknown": 1}),
        json!({"scheme": "qris", "merchant": "ID1", "payee": {"name": "A", "city": "B", "unknown": 1}}),
    ] {
        assert!(serde_json::from_value::<BuildRequest>(request.clone()).is_err(), "{request}");
    }
    let payee = json!({"name": "LOJA", "city": "BRASILIA"});
    for (request, kind) in [
        (json!({"scheme": "upi_link", "address": "ab"}), "FIELD_MALFORMED"),
        (
            json!({"scheme": "upi_link", "address": "a@b", "amount": {"minor": 1, "currency": "EUR"}}),
            "CURRENCY",
        ),
        (
            json!({"scheme": "upi_link", "address": "a@b", "amount": {"minor": 0, "currency": "INR"}}),
            "AMOUNT_OUT_OF_RANGE",
        ),
        (json!({"scheme": "promptpay"}), "FIELD_MISSING"),
        (
            json!({"scheme": "promptpay", "phone": "0801234567", "wallet": "123456789012345"}),
            "FIELD_MALFORMED",
        ),
        (json!({"scheme": "paynow", "payee": payee}), "FIELD_MISSING"),
        (json!({"scheme": "sepa", "name": "A", "iban": "BE72000000001617"}), "IBAN"),
        (
            json!({"scheme": "sepa", "name": "A", "iban": "BE72000000001616", "reference": "RF19539007547034"}),
            "REFERENCE",
        ),
        (
            json!({"scheme": "sepa", "name": "A", "iban": "BE72000000001616", "reference": "1", "text": "2"}),
            "REFERENCE_AND_TEXT",
        ),
        (json!({"scheme": "pix", "key": "nothing", "payee": payee}), "FIELD_MALFORMED"),
    ] {
        assert_eq!(built(request.clone()).map_err(|error| error.as_str()), Err(kind), "{request}");
    }
}
