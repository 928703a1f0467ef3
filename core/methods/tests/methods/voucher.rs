//! Boletos in both forms, their dates on both sides of the factor's new beginning, and numbers for a till.

use tradewind_domain::{Currency, Money, Timestamp};
use tradewind_methods::MethodError;
use tradewind_methods::voucher::{Boleto, Slip, Till};

/// A boleto that a bank's generator is tested with.
struct Paper {
    code: &'static str,
    line: &'static str,
    cents: i64,
    due: &'static str,
}

/// Banco do Brasil and Itaú, from the tests of `brcobranca` (`spec/brcobranca/boleto`); the last is of the factor's new cycle.
const PAPERS: [Paper; 4] = [
    Paper {
        code: "00193376900000135000000001238798977770016818",
        line: "00190.00009 01238.798977 77700.168188 3 37690000013500",
        cents: 13_500,
        due: "2008-02-01",
    },
    Paper {
        code: "00195377100000723560000001238798777770016818",
        line: "00190.00009 01238.798779 77700.168188 5 37710000072356",
        cents: 72_356,
        due: "2008-02-03",
    },
    Paper {
        code: "34191432900000000001751234567840810536789000",
        line: "34191.75124 34567.840813 05367.890000 1 43290000000000",
        cents: 0,
        due: "2009-08-14",
    },
    Paper {
        code: "34194254800006757871090001015271248021246000",
        line: "34191.09008 01015.271248 80212.460002 4 25480000675787",
        cents: 675_787,
        due: "2029-05-20",
    },
];

/// The example of `boleto_bancario`'s documents: its three digits of modulo 10 hold, that of modulo 11 is 9 and not 6.
const WRONG_IN_DOCUMENTS: [&str; 2] = [
    "34196166700000123451091234567880057123457000",
    "34191.09123 34567.880058 71234.570001 6 16670000012345",
];

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).expect("a moment")
}

fn brl(minor: i64) -> Money {
    Money::new(minor, Currency::parse("BRL").expect("a currency"))
}

/// A bar code of these parts, with its check digit found by trying.
fn boleto(factor: &str, cents: &str) -> Boleto {
    let free = "1091234567880057123457000";
    let found = (1..=9).find_map(|check| Boleto::read(&format!("3419{check}{factor}{cents}{free}")).ok());
    found.expect("one of the nine digits holds")
}

#[test]
fn the_bar_code_and_the_typed_line_are_made_of_each_other() {
    for Paper { code, line, cents, due } in PAPERS {
        let (by_code, by_line) = (Boleto::read(code), Boleto::read(line));
        assert_eq!(by_code, by_line, "{line}");
        let boleto = by_code.expect("a boleto");
        assert_eq!((boleto.barcode().as_str(), boleto.line().as_str()), (code, line));
        assert!(Boleto::read(&line.replace(['.', ' '], "")).is_ok());
        assert_eq!(boleto.amount(), (cents > 0).then(|| brl(cents)));
        let day = boleto.due(at(&format!("{due}T12:00:00Z")));
        assert_eq!(day.map(|found| found.map(|found| found.day)), Ok(Some(due.to_owned())));
    }
    let first = Boleto::read(PAPERS[0].code).expect("a boleto");
    assert_eq!(first.check(brl(13_500)), Ok(()));
    assert_eq!(first.check(brl(13_501)), Err(MethodError::SumDiffers));
    assert_eq!(first.check(Money::new(13_500, Currency::EUR)), Err(MethodError::CurrencyDiffers));
    let open = Boleto::read(PAPERS[2].code).expect("a boleto");
    assert_eq!(open.check(brl(1)), Err(MethodError::SumAbsent));
    for wrong in WRONG_IN_DOCUMENTS {
        assert_eq!(Boleto::read(wrong), Err(MethodError::CheckDigits), "{wrong}");
    }
}

/// One mistyped digit is found, wherever it stands, but for what modulo 11 cannot tell: three remainders have the digit 1.
#[test]
fn a_mistyped_digit_is_found() {
    for Paper { code, line, .. } in PAPERS {
        let line: String = line.chars().filter(char::is_ascii_digit).collect();
        for text in [code, line.as_str()] {
            let (mut tried, mut passed) = (0, 0);
            for at in 0..text.len() {
                for digit in ('0'..='9').filter(|digit| !text[at..].starts_with(*digit)) {
                    let wrong = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
                    tried += 1;
                    passed += usize::from(Boleto::read(&wrong).is_ok());
                }
            }
            let weak = code.as_bytes()[4] == b'1';
            assert!(passed == 0 || (weak && passed * 4 < tried), "{passed} of {tried} of {text}");
        }
    }
}

#[test]
fn what_is_no_boleto_is_refused() {
    let code = |text: &str| Boleto::read(text).map(|_| ()).map_err(|error| error.code());
    let Paper { code: barcode, line, .. } = PAPERS[0];
    assert_eq!(code(""), Err("FIELD_MALFORMED"));
    assert_eq!(code(&barcode[1..]), Err("FIELD_MALFORMED"));
    assert_eq!(code(&format!("{line}0")), Err("FIELD_MALFORMED"));
    assert_eq!(code(&line.replace('6', "x")), Err("FIELD_MALFORMED"));
    assert_eq!(code(&line.replace('6', "\u{666}")), Err("FIELD_MALFORMED"));
    assert_eq!(code(&barcode.replacen("00193", "00183", 1)), Err("CURRENCY_DIFFERS"));
    assert_eq!(code(&barcode.replacen("00193", "00190", 1)), Err("CHECK_DIGITS"));
    assert_eq!(code(&line.replacen("00190.00009", "00190.00008", 1)), Err("CHECK_DIGITS"));
    assert_eq!(code(&"1".repeat(101)), Err("TOO_LONG"));
    // A bill of a utility: another paper with 48 digits.
    assert_eq!(code("846700000017435900240209024050002435842210108119"), Err("FIELD_MALFORMED"));
}

/// FEBRABAN: 9999 was 21 February 2025, and 22 February 2025 is 1000 again; papers count from 3,000 days ago to 5,500 ahead.
#[test]
fn the_factor_began_anew_in_2025() {
    let day = |factor: &str, now: &str| {
        let due = boleto(factor, "0000012345").due(at(now));
        due.map(|due| due.map(|due| due.day)).map_err(|error| error.code())
    };
    let is = |text: &str| Ok(Some(text.to_owned()));
    // The table of the old base (7 October 1997).
    assert_eq!(day("1000", "2000-07-01T12:00:00Z"), is("2000-07-03"));
    assert_eq!(day("1667", "2002-04-01T12:00:00Z"), is("2002-05-01"));
    assert_eq!(day("4789", "2010-11-01T12:00:00Z"), is("2010-11-17"));
    assert_eq!(day("9999", "2025-02-20T12:00:00Z"), is("2025-02-21"));
    // And of the new one (29 May 2022).
    assert_eq!(day("1000", "2025-02-20T12:00:00Z"), is("2025-02-22"));
    assert_eq!(day("1001", "2025-02-23T12:00:00Z"), is("2025-02-23"));
    assert_eq!(day("1654", "2026-11-29T12:00:00Z"), is("2026-12-08"));
    // The same number is another day when another cycle is meant.
    assert_eq!(day("9999", "2049-01-01T12:00:00Z"), is("2049-10-13"));
    assert_eq!(day("0000", "2026-11-29T12:00:00Z"), Ok(None));
    assert_eq!(day("0999", "2026-11-29T12:00:00Z"), Err("FIELD_MALFORMED"));
    // 3,000 days back and 5,500 ahead are taken, one more is not.
    let now = "2030-01-01T12:00:00Z";
    let within = (1_000..=9_999).filter(|factor| day(&factor.to_string(), now).is_ok()).count();
    assert_eq!(within, 8_501);
    let end = boleto("1654", "0000012345").due(at("2026-11-29T12:00:00Z"));
    assert!(end.is_ok_and(|due| due.is_some_and(|due| due.until == at("2026-12-08T23:59:59-03:00"))));
}

#[test]
fn numbers_for_a_till_are_bounded() {
    let oxxo = Slip::read("9300-0262-2806-78", Till::Oxxo).expect("a reference");
    assert_eq!((oxxo.digits(), oxxo.grouped().as_str()), ("93000262280678", "9300 0262 2806 78"));
    assert_eq!(oxxo.till(), Till::Oxxo);
    let konbini = Slip::read(" \u{ff11}\u{ff12}3456-7890 ", Till::Konbini).expect("a number");
    assert_eq!(konbini.digits(), "1234567890");
    let code = |text: &str, till| Slip::read(text, till).map(|_| ()).map_err(|error| error.code());
    assert_eq!(code("1234567890123", Till::Oxxo), Err("FIELD_MALFORMED"));
    assert_eq!(code(&"1".repeat(31), Till::Oxxo), Err("FIELD_MALFORMED"));
    assert_eq!(code("12345", Till::Konbini), Err("FIELD_MALFORMED"));
    assert_eq!(code("123456a", Till::Konbini), Err("FIELD_MALFORMED"));
    assert_eq!(code(&"1".repeat(65), Till::Konbini), Err("TOO_LONG"));
}
