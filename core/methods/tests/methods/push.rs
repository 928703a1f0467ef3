//! Phone numbers as people type them, and the networks' answers.

use tradewind_domain::{Currency, Market, Money};
use tradewind_methods::push::{Answer, Phone, State, airtel, mpesa, mtn};
use tradewind_methods::{Claim, MethodError};

fn phone(typed: &str, country: &str) -> Result<String, MethodError> {
    Phone::read(typed, Market::parse(country).expect("a country")).map(|phone| phone.international())
}

#[test]
fn a_kenyan_number_has_one_form_however_it_is_typed() {
    for typed in [
        "0712345678",
        "712345678",
        "254712345678",
        "+254712345678",
        "00254712345678",
        "+254 (0) 712 345 678",
        " 0712-345-678 ",
        "0712.345.678",
        "\u{660}\u{667}\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}",
        "\u{ff10}\u{ff17}\u{ff11}\u{ff12}345678",
    ] {
        assert_eq!(phone(typed, "KE").as_deref(), Ok("254712345678"), "{typed}");
    }
    assert_eq!(phone("0110345678", "KE").as_deref(), Ok("254110345678"));
    for typed in [
        "",
        "07123456789",
        "071234567",
        "0812345678",
        "+255712345678",
        "0712345678x",
        "+",
        "07+12345678",
        "0712,345678",
    ] {
        assert_eq!(phone(typed, "KE"), Err(MethodError::Phone), "{typed}");
    }
    assert_eq!(phone(&"0".repeat(41), "KE"), Err(MethodError::TooLong { limit: 40 }));
    assert_eq!(phone("0712345678", "DE"), Err(MethodError::Country));
}

#[test]
fn each_country_of_mobile_money_has_its_own_form() {
    for (typed, country, form) in [
        ("0772 123456", "UG", "256772123456"),
        ("024 123 4567", "GH", "233241234567"),
        ("233241234567", "GH", "233241234567"),
        ("6 71 23 45 67", "CM", "237671234567"),
        ("07 01 23 45 67", "CI", "2250701234567"),
        ("01 97 12 34 56", "BJ", "2290197123456"),
        ("0886123456", "LR", "231886123456"),
        ("0788123456", "RW", "250788123456"),
        ("0966123456", "ZM", "260966123456"),
        ("0754123456", "TZ", "255754123456"),
        ("0999123456", "MW", "265999123456"),
        ("033 12 345 67", "MG", "261331234567"),
        ("0991234567", "CD", "243991234567"),
        ("074123456", "GA", "24174123456"),
        ("05 512 3456", "CG", "242055123456"),
        ("96123456", "NE", "22796123456"),
        ("66123456", "TD", "23566123456"),
    ] {
        assert_eq!(phone(typed, country).as_deref(), Ok(form), "{country}");
        // What it comes to is read as itself again, with and without a plus.
        assert_eq!(phone(form, country).as_deref(), Ok(form), "{country}");
        assert_eq!(phone(&format!("+{form}"), country).as_deref(), Ok(form), "{country}");
    }
    // Old numbers of Ivory Coast and Benin have eight digits and reach nobody.
    assert_eq!(phone("07123456", "CI"), Err(MethodError::Phone));
    assert_eq!(phone("97123456", "BJ"), Err(MethodError::Phone));
    let kenyan = Phone::read("0712345678", Market::parse("KE").expect("a country")).expect("a number");
    assert_eq!((kenyan.national(), format!("{kenyan:?}")), ("712345678", "Phone(..)".to_owned()));
}

/// Daraja's callback as it comes: `Balance` without a value, the amount with a point.
const PAID: &str = r#"{"Body":{"stkCallback":{"MerchantRequestID":"677-6442255-1","CheckoutRequestID":"ws_CO_1105","ResultCode":0,"ResultDesc":"The service request is processed successfully.","CallbackMetadata":{"Item":[{"Name":"Amount","Value":1.0},{"Name":"MpesaReceiptNumber","Value":"OEB44R5U3U"},{"Name":"Balance"},{"Name":"TransactionDate","Value":20200511201419},{"Name":"PhoneNumber","Value":254712345678}]}}}}"#;

#[test]
fn a_result_code_is_a_number_or_a_text() {
    let kes = Currency::parse("KES").expect("a currency");
    let paid = mpesa(PAID.as_bytes()).expect("an answer");
    assert_eq!((paid.state, paid.code.as_str(), paid.claim()), (State::Done, "0", Claim::Ok));
    assert_eq!((paid.amount, paid.receipt.as_deref()), (Some(Money::new(100, kes)), Some("OEB44R5U3U")));
    let state = |text: &str| mpesa(text.as_bytes()).map(|answer| (answer.state, answer.code));
    let failed = |code: &str| Ok((State::Failed, code.to_owned()));
    assert_eq!(state(&PAID.replace("\"ResultCode\":0", "\"ResultCode\":1032")), failed("1032"));
    assert_eq!(state(&PAID.replace("\"ResultCode\":0", "\"ResultCode\":\"1037\"")), failed("1037"));
    assert_eq!(state(r#"{"ResponseCode":"0","ResultCode":"1032"}"#), failed("1032"));
    assert_eq!(state(r#"{"ResultCode":"0"}"#), Ok((State::Done, "0".to_owned())));
    assert_eq!(state(r#"{"ResultCode":4999}"#), Ok((State::Pending, "4999".to_owned())));
    let pending =
        r#"{"requestId":"1","errorCode":"500.001.1001","errorMessage":"The transaction is being processed"}"#;
    assert_eq!(state(pending), Ok((State::Pending, "500.001.1001".to_owned())));
    // Accepted is not paid: the answer to the push has no result.
    let code = |text: &str| state(text).map_err(|error| error.code());
    assert_eq!(code(r#"{"ResponseCode":"0","CustomerMessage":"Success"}"#), Err("FIELD_MISSING"));
    assert_eq!(code(r#"{"ResultCode":{}}"#), Err("FIELD_MALFORMED"));
    assert_eq!(code(&PAID.replace("\"Value\":1.0", "\"Value\":1e2")), Err("FIELD_MALFORMED"));
    assert_eq!(code(&PAID.replace("\"Value\":1.0", "\"Value\":1.001")), Err("FIELD_MALFORMED"));
    let many = PAID.replace("{\"Name\":\"Balance\"}", &vec![r#"{"Name":"Balance"}"#; 100].join(","));
    assert_eq!(code(&many), Err("TOO_LONG"));
}

#[test]
fn mtn_gives_a_reason_as_text_or_as_an_object() {
    let read = |text: &str| mtn(text.as_bytes());
    let done = read(
        r#"{"financialTransactionId":"23503452","externalId":"1","amount":"100","currency":"UGX","payer":{"partyIdType":"MSISDN"},"status":"SUCCESSFUL"}"#,
    );
    let ugx = Currency::parse("UGX").expect("a currency");
    let expected = Answer {
        state: State::Done,
        code: String::new(),
        amount: Some(Money::new(100, ugx)),
        receipt: Some("23503452".to_owned()),
    };
    assert_eq!(done, Ok(expected));
    for (reason, code) in [
        (r#""NOT_ENOUGH_FUNDS""#, "NOT_ENOUGH_FUNDS"),
        (r#"{"code":"APPROVAL_REJECTED","message":"x"}"#, "APPROVAL_REJECTED"),
        ("null", ""),
    ] {
        let failed = read(&format!(r#"{{"status":"FAILED","reason":{reason}}}"#)).expect("an answer");
        assert_eq!(
            (failed.state, failed.code.as_str(), failed.claim()),
            (State::Failed, code, Claim::Failed)
        );
    }
    assert!(read(r#"{"status":"PENDING"}"#).is_ok_and(|answer| answer.claim() == Claim::Silent));
    assert!(read(r#"{"status":"SOMETHING_NEW"}"#).is_ok_and(|answer| answer.state == State::Pending));
    assert!(read(r#"{"status":"FAILED","reason":[]}"#).is_err());
    assert!(read(r#"{"status":"SUCCESSFUL","amount":"1.5","currency":"UGX"}"#).is_err());
}

#[test]
fn success_of_airtels_push_is_not_paid() {
    let read = |status: &str| {
        let text = format!(
            r#"{{"data":{{"transaction":{{"airtel_money_id":"MP2105","id":"1","status":"{status}"}}}},"status":{{"success":true}}}}"#
        );
        airtel(text.as_bytes()).map(|answer| (answer.state, answer.code))
    };
    for (status, state) in [
        ("TS", State::Done),
        ("TF", State::Failed),
        ("TA", State::Pending),
        ("TIP", State::Pending),
        ("SUCCESS", State::Pending),
        ("Success.", State::Pending),
    ] {
        assert_eq!(read(status), Ok((state, status.to_owned())));
    }
    assert!(read(&"x".repeat(100)).is_err());
}
