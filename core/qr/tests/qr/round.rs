//! What was read is written as it was, up to the order of fields.

use super::samples;
use tradewind_domain::{Currency, Money};
use tradewind_qr::emv::{EmvCode, Field, Template};
use tradewind_qr::{Amount, PaymentCode, UpiLink, read};

/// The fields of a code in one order, the checksum left out, since it is of the order.
fn fields(text: &str) -> Vec<Field> {
    let template = Template::read(text).expect("a code");
    let mut fields: Vec<Field> =
        template.fields().iter().filter(|field| field.tag() != 63).cloned().collect();
    fields.sort_by_key(Field::tag);
    fields
}

#[test]
fn what_is_read_is_written_the_same() {
    for (source, text) in samples::ALL {
        let code = read(text).unwrap_or_else(|error| unreachable!("{source}: {error}"));
        let written = code.to_text().unwrap_or_else(|error| unreachable!("{source}: {error}"));
        match &code {
            PaymentCode::Emv(code) => {
                assert_eq!(fields(&written), fields(text), "{source}");
                // A code in the order of its tags is the same byte for byte.
                let tags: Vec<u8> =
                    Template::read(text).expect("a code").fields().iter().map(Field::tag).collect();
                let body = tags.split_last().map_or(&[][..], |(_, body)| body);
                if body.is_sorted() {
                    assert_eq!(written, *text, "{source}");
                }
                let again = EmvCode::read(&written).expect("our own");
                assert_eq!(again.to_text().as_deref(), Ok(written.as_str()), "{source}");
                assert_eq!(code.checksum().expect("a checksum"), written[written.len() - 4..], "{source}");
            }
            PaymentCode::Upi(link) => {
                let again = UpiLink::read(&written).expect("our own");
                assert_eq!(&again, link.as_ref(), "{source}");
                let mut parameters: Vec<&str> = written.split(['?', '&']).collect();
                let mut before: Vec<&str> = text.split(['?', '&']).filter(|one| *one != "mam=null").collect();
                parameters.sort_unstable();
                before.sort_unstable();
                assert_eq!(parameters, before, "{source}");
            }
            _ => assert_eq!(written, *text, "{source}"),
        }
        assert_eq!(
            read(&written).and_then(|code| code.to_text()).as_deref(),
            Ok(written.as_str()),
            "{source}"
        );
    }
}

/// What was put together wrongly is refused when it is written, not when somebody reads it.
#[test]
fn a_code_that_contradicts_itself_is_not_written() {
    let good = EmvCode::read(samples::QRIS.1).expect("a code");
    assert!(good.to_text().is_ok());
    let yen = Amount::of(Money::new(100, Currency::JPY)).ok();
    let field = |tag| Field::new(tag, "x").expect("a field");
    let refused = [
        (EmvCode { format: 3, ..good.clone() }, "FORMAT_INDICATOR"),
        (EmvCode { amount: yen, ..good.clone() }, "CURRENCY"),
        (EmvCode { accounts: Vec::new(), ..good.clone() }, "FIELD_MISSING"),
        (
            EmvCode { accounts: [&good.accounts[..], &good.accounts[..1]].concat(), ..good.clone() },
            "TLV_DUPLICATE",
        ),
        (EmvCode { name: None, ..good.clone() }, "FIELD_MISSING"),
        (EmvCode { name: Some(String::new()), ..good.clone() }, "TLV_EMPTY"),
        (EmvCode { name: Some("x".repeat(100)), ..good.clone() }, "TOO_LONG"),
        (EmvCode { category: Some("12a4".into()), ..good.clone() }, "FIELD_MALFORMED"),
        (EmvCode { others: vec![field(63)], ..good.clone() }, "TLV_DUPLICATE"),
        (EmvCode { others: vec![field(5)], ..good.clone() }, "FIELD_MALFORMED"),
        (EmvCode { others: vec![field(65), field(65)], ..good.clone() }, "TLV_DUPLICATE"),
    ];
    for (at, (code, kind)) in refused.iter().enumerate() {
        assert_eq!(code.to_text().map_err(|error| error.as_str()), Err(*kind), "{at}");
    }
    // The order of accounts and unknown tags is nobody's.
    let turned = EmvCode { accounts: good.accounts.iter().rev().cloned().collect(), ..good.clone() };
    assert_eq!(turned.to_text(), good.to_text());
    let more = EmvCode { others: vec![field(99), field(80)], ..good };
    assert!(more.to_text().is_ok());
}

#[test]
fn copied_text_with_space_around_is_the_same_code() {
    for (source, text) in samples::ALL {
        assert_eq!(read(&format!(" \t{text}\r\n")), read(text), "{source}");
    }
}

#[test]
fn every_kind_of_refusal_has_a_name_of_its_own_shape() {
    for text in ["", "hello", "https://example.com", "0002", "000201", "BCD\n", "upi:", "BCD", "0003"] {
        let kind = read(text).map_err(|error| error.as_str()).expect_err(text);
        assert!(
            !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'),
            "{text}: {kind}"
        );
    }
}
