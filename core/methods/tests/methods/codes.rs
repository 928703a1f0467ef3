//! Payment codes and UPI links against what was agreed.

use serde_json::{Value, json};
use tradewind_domain::{Currency, Money, Timestamp};
use tradewind_methods::code::{Checked, check, check_charge};
use tradewind_methods::upi::{Intent, Response};
use tradewind_methods::{Claim, MethodError};
use tradewind_qr::{BuildRequest, build};

/// NPCI's own sample (notes 3.4).
const UPI_SAMPLE: &str = "upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&mc=0000&tid=cxnkjcnkjdfdvjndkjfvn&tr=4894398cndhcd23&tn=Pay%20to%20mystar%20store&am=10&mam=null&cu=INR&url=https://mystar.com/orderid=9298yw89e8973e87389e78923ue892";
/// dtinth/promptpay-qr, 4.22 baht (notes 3.4).
const PROMPTPAY: &str = "00020101021229370016A000000677010111011300660000000005802TH530376454044.226304E469";
/// EPC069-12's sample (notes 3.4).
const EPC: &str = "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1\n\n\nUrgency fund";
/// The central bank's manual (notes 3.4): a static one without a sum, and a charge.
const PIX_STATIC: &str = "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D";
const PIX_CHARGE: &str = "00020101021226770014BR.GOV.BCB.PIX2555pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a995204000053039865802BR5907EMPRESA6009SAO PAULO62070503***6304EEAB";
/// A vendor's documents with a wrong checksum (notes 3.4, Pix negative 2).
const PIX_WRONG: &str = "00020126580014br.gov.bcb.Pix0136123e4567-e12b-12d1-a456-426655440000520400005303986540510.005802BR5913TESTE ACCOUNT6008BRASILIA62070503***630445C8";

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("a currency"))
}

fn made(request: Value) -> String {
    let request: BuildRequest = serde_json::from_value(request).expect("a request");
    build(&request).and_then(|code| code.to_text()).expect("a code")
}

fn code(text: &str, agreed: Money) -> Result<Checked, &'static str> {
    check(text, agreed, at("2026-11-29T12:00:00Z")).map_err(|error| error.code())
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).expect("a moment")
}

#[test]
fn a_code_that_asks_for_the_agreed_sum_is_shown_with_its_payee() {
    let payee = |text: &str, agreed| code(text, agreed).map(|checked| checked.payee.map(String::from));
    assert_eq!(payee(PROMPTPAY, money(422, "THB")), Ok(None));
    assert_eq!(payee(EPC, money(100, "EUR")), Ok(Some("Red Cross".to_owned())));
    assert_eq!(payee(UPI_SAMPLE, money(1_000, "INR")), Ok(Some("nadeem chinna".to_owned())));
    let shop = json!({"name": "Celadon House", "city": "Singapore"});
    for request in [
        json!({"scheme": "pix", "key": "+5511999999999", "payee": shop, "amount": {"minor": 1050, "currency": "BRL"}}),
        json!({"scheme": "paynow", "uen": "201403121W", "payee": shop, "amount": {"minor": 1050, "currency": "SGD"}}),
        json!({"scheme": "qris", "merchant": "ID1020021233445", "payee": shop, "amount": {"minor": 1050, "currency": "IDR"}}),
        json!({"scheme": "duitnow", "acquirer": "890053", "merchant": "1234567890", "payee": shop, "amount": {"minor": 1050, "currency": "MYR"}}),
    ] {
        let currency = request["amount"]["currency"].as_str().unwrap_or_default().to_owned();
        let scheme = request["scheme"].to_string();
        let text = made(request);
        assert_eq!(payee(&text, money(1_050, &currency)), Ok(Some("Celadon House".to_owned())), "{scheme}");
        assert_eq!(payee(&text, money(1_051, &currency)), Err("SUM_DIFFERS"), "{scheme}");
        assert_eq!(payee(&text, money(1_050, "EUR")), Err("CURRENCY_DIFFERS"), "{scheme}");
    }
}

#[test]
fn another_sum_another_currency_or_none_is_refused_by_its_name() {
    for (text, agreed, refused) in [
        (PROMPTPAY, money(423, "THB"), "SUM_DIFFERS"),
        (PROMPTPAY, money(422, "EUR"), "CURRENCY_DIFFERS"),
        (PROMPTPAY, money(0, "THB"), "SUM_UNSAYABLE"),
        (EPC, money(101, "EUR"), "SUM_DIFFERS"),
        (EPC, money(100, "USD"), "CURRENCY_DIFFERS"),
        ("BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616", money(100, "EUR"), "SUM_ABSENT"),
        (UPI_SAMPLE, money(1_001, "INR"), "SUM_DIFFERS"),
        (UPI_SAMPLE, money(1_000, "USD"), "CURRENCY_DIFFERS"),
        ("upi://pay?pa=a@b", money(1_000, "INR"), "SUM_ABSENT"),
        ("upi://pay?pa=a@b&am=10&mam=1", money(1_000, "INR"), "SUM_OPEN"),
        ("upi://pay?pa=a@b&am=10&cu=USD", money(1_000, "INR"), "CURRENCY"),
        (PIX_STATIC, money(1_000, "BRL"), "SUM_ABSENT"),
        (PIX_CHARGE, money(1_000, "BRL"), "SUM_ELSEWHERE"),
        (PIX_WRONG, money(1_000, "BRL"), "CRC_MISMATCH"),
        ("https://pay.example", money(1, "EUR"), "UNKNOWN_FAMILY"),
    ] {
        assert_eq!(code(text, agreed).map(|_| ()), Err(refused), "{text}");
    }
    let charge =
        |text: &str| check_charge(text, money(1_000, "BRL"), Timestamp(0)).map(|_| ()).map_err(|e| e.code());
    assert_eq!(charge(PIX_CHARGE), Ok(()));
    assert_eq!(charge(PIX_STATIC), Err("SUM_ABSENT"));
}

/// What lets the payer pay another sum is no code for this sum.
#[test]
fn a_sum_that_may_be_changed_is_open() {
    let shop = json!({"name": "Celadon House", "city": "Singapore"});
    let sgd = json!({"minor": 1050, "currency": "SGD"});
    let editable = made(
        json!({"scheme": "paynow", "uen": "201403121W", "editable": true, "payee": shop, "amount": sgd}),
    );
    assert_eq!(code(&editable, money(1_050, "SGD")).map(|_| ()), Err("SUM_OPEN"));
}

#[test]
fn a_code_past_its_date_is_refused() {
    let shop = json!({"name": "Celadon House", "city": "Singapore"});
    let paynow = |expiry: &str| {
        made(json!({
            "scheme": "paynow", "uen": "201403121W", "expiry": expiry, "payee": shop,
            "amount": {"minor": 1050, "currency": "SGD"}
        }))
    };
    let read = |text: &str, now: &str| {
        check(text, money(1_050, "SGD"), at(now)).map(|checked| checked.expires).map_err(|error| error.code())
    };
    // A day ends at midnight in Singapore, eight hours before it does in Greenwich.
    let day = paynow("20261129");
    assert_eq!(read(&day, "2026-11-29T15:59:59Z"), Ok(Some(at("2026-11-29T15:59:59Z"))));
    assert_eq!(read(&day, "2026-11-29T16:00:00Z"), Err("EXPIRED"));
    let second = paynow("20261129120030");
    assert_eq!(read(&second, "2026-11-29T04:00:30Z"), Ok(Some(at("2026-11-29T04:00:30Z"))));
    assert_eq!(read(&second, "2026-11-29T04:00:31Z"), Err("EXPIRED"));
    assert_eq!(read(&paynow("20261329"), "2026-11-29T04:00:31Z"), Err("FIELD_MALFORMED"));
    let upi = "upi://pay?pa=a@b&am=10&QRexpire=2026-11-29T10:00:00%2B05:30";
    assert_eq!(code(upi, money(1_000, "INR")).map(|_| ()), Err("EXPIRED"));
    assert!(code(&upi.replace("29T10", "30T10"), money(1_000, "INR")).is_ok());
}

#[test]
fn a_upi_link_is_handed_over_only_for_the_agreed_sum_and_payee() {
    let inr = money(1_000, "INR");
    let intent = Intent::read(UPI_SAMPLE, inr, Some("Nadeem@NPCI")).expect("a link");
    assert_eq!(intent.address, "nadeem@npci");
    assert_eq!(intent.name.as_ref().map(|name| name.as_str()), Some("nadeem chinna"));
    assert!(intent.text.contains("am=10") && !intent.text.contains("mam"), "{}", intent.text);
    assert_eq!(Intent::read(UPI_SAMPLE, inr, Some("other@npci")), Err(MethodError::PayeeDiffers));
    assert_eq!(Intent::read(UPI_SAMPLE, money(999, "INR"), None), Err(MethodError::SumDiffers));
    let mandate = Intent::read("upi://mandate?pa=a@b&am=10", inr, None).map_err(|error| error.code());
    assert_eq!(mandate.map(|_| ()), Err("UPI_ACTION"));
}

/// azhar1038/UPI-Plugin-Flutter#5: a null response was taken for "cancelled".
#[test]
fn no_response_and_no_failure_of_upi_is_believed() {
    let read = |text: Option<&str>| Response::read(text).map(|response| (response.claim, response.code));
    for nothing in [None, Some(""), Some("  "), Some("null"), Some("undefined")] {
        assert_eq!(read(nothing), Ok((Claim::Silent, None)), "{nothing:?}");
    }
    let success = "txnId=AXI4a3428ee58654a938811812c72c0df45&responseCode=00&ApprovalRefNo=322452&Status=SUCCESS&txnRef=4894398cndhcd23";
    assert_eq!(read(Some(success)), Ok((Claim::Ok, Some("00".to_owned()))));
    let kept = Response::read(Some(success)).expect("a response");
    assert_eq!(kept.transaction.as_deref(), Some("AXI4a3428ee58654a938811812c72c0df45"));
    for (text, code) in [
        ("txnId=1&responseCode=01&Status=FAILURE&txnRef=1", Some("01")),
        ("txnId=null&responseCode=ZA&status=failed", Some("ZA")),
        ("Status=SUBMITTED&responseCode=null", None),
        ("responseCode=00", Some("00")),
        ("nonsense", None),
    ] {
        assert_eq!(read(Some(text)), Ok((Claim::Silent, code.map(str::to_owned))), "{text}");
    }
    // Two statuses are none.
    let twice = read(Some("Status=FAILURE&status=SUCCESS"));
    assert_eq!(twice.map_err(|error| error.code()), Err("FIELD_MALFORMED"));
    assert!(read(Some(&"a".repeat(5_000))).is_err());
}
