//! SEPA transfers: published codes, character sets, amounts, references, limits.

use super::samples;
use tradewind_qr::epc::{Charset, EpcTransfer, EpcVersion, Iban, Remittance};
use tradewind_qr::{PaymentCode, QrError, read, read_bytes};

fn transfer(text: &str) -> Result<EpcTransfer, QrError> {
    EpcTransfer::read(text)
}

/// The second sample with one line changed.
fn with_line(at: usize, line: &str) -> String {
    let mut lines: Vec<&str> = samples::EPC_FIRST.1.split('\n').collect();
    lines[at] = line;
    lines.join("\n")
}

#[test]
fn published_codes_are_read() {
    let cross = transfer(samples::EPC.1).expect("the sample");
    assert_eq!((cross.version, cross.charset), (EpcVersion::V2, Charset::Utf8));
    assert_eq!((cross.name.as_str(), cross.iban.as_str()), ("Red Cross", "BE72000000001616"));
    assert_eq!(cross.bic.as_deref(), Some("BPOTBEB1"));
    assert_eq!(cross.amount.as_ref().map(|a| a.money().minor), Some(100));
    assert_eq!(cross.remittance, Remittance::Text("Urgency fund".into()));
    assert_eq!(cross.to_text().as_deref(), Ok(samples::EPC.1));
    let first = transfer(samples::EPC_FIRST.1).expect("version 001");
    assert_eq!(
        (first.purpose.as_deref(), first.information.as_deref()),
        (Some("CHAR"), Some("Sample EPC QR code"))
    );
    let reference = transfer(samples::EPC_REFERENCE.1).expect("a reference");
    assert_eq!(reference.remittance, Remittance::Reference("RF18539007547034".into()));
    assert_eq!(reference.amount.map(|a| a.money().minor), Some(1_230));
}

#[test]
fn lines_end_either_way_and_empty_ones_at_the_end_may_be_missing() {
    let unix = transfer(samples::EPC.1);
    assert_eq!(transfer(&samples::EPC.1.replace('\n', "\r\n")), unix);
    assert_eq!(transfer(&format!("{}\n\n", samples::EPC.1)), unix);
    assert!(transfer("BCD\n002\n1\nSCT\n\nA\nBE72000000001616").is_ok());
    assert_eq!(
        transfer(&format!("{}\nmore", samples::EPC_FIRST.1)),
        Err(QrError::Malformed { field: "lines" })
    );
}

#[test]
fn each_line_holds_its_rule() {
    for (at, line, error) in [
        (0, "BCE", QrError::UnknownFamily),
        (1, "003", QrError::EpcVersion),
        (1, "", QrError::EpcVersion),
        (2, "9", QrError::Malformed { field: "character set" }),
        (3, "INST", QrError::Malformed { field: "identification" }),
        (4, "", QrError::Missing { field: "BIC" }),
        (4, "BPOTBE", QrError::Bic),
        (5, "", QrError::Missing { field: "name" }),
        (5, "A\tB", QrError::Malformed { field: "name" }),
        (6, "", QrError::Missing { field: "IBAN" }),
        (6, "BE72000000001617", QrError::Iban),
        (6, "BE72 0000 0000 1616", QrError::Iban),
        (7, "USD1", QrError::Currency),
        (7, "1.00", QrError::Currency),
        (7, "EUR1,00", QrError::AmountMalformed),
        (7, "EUR1.005", QrError::AmountTooPrecise),
        (7, "EUR0.00", QrError::AmountOutOfRange),
        (7, "EUR1000000000.00", QrError::AmountOutOfRange),
        (8, "CHARS", QrError::Malformed { field: "purpose" }),
        (9, "REF", QrError::ReferenceAndText),
    ] {
        assert_eq!(transfer(&with_line(at, line)), Err(error), "{at} {line}");
    }
    assert!(transfer(&with_line(7, "EUR0.01")).is_ok());
    assert!(transfer(&with_line(7, "EUR999999999.99")).is_ok());
    assert!(transfer(&with_line(7, "")).is_ok_and(|t| t.amount.is_none()));
    assert!(transfer(&with_line(10, &"x".repeat(140))).is_ok());
    assert_eq!(
        transfer(&with_line(10, &"x".repeat(141))),
        Err(QrError::Malformed { field: "remittance text" })
    );
    assert_eq!(transfer(&with_line(5, &"x".repeat(71))), Err(QrError::Malformed { field: "name" }));
}

#[test]
fn references_of_iso_11649_hold_their_check_digits_and_others_pass() {
    let with = |reference: &str| {
        transfer(&samples::EPC_REFERENCE.1.replace("RF18539007547034", reference)).map(drop)
    };
    assert_eq!(with("RF19539007547034"), Err(QrError::Reference));
    assert_eq!(with("RF"), Err(QrError::Reference));
    assert_eq!(with("+++010/8068/17183+++"), Ok(()));
    assert_eq!(with(&"1".repeat(36)), Err(QrError::Malformed { field: "remittance reference" }));
}

#[test]
fn bytes_are_read_in_the_set_that_they_declare() {
    let latin = b"BCD\n001\n2\nSCT\nBFSWDE33BER\nWikimedia F\xF6rdergesellschaft\nDE33100205000001194700\nEUR10.00\n\n\n\n";
    let Ok(PaymentCode::Epc(read_latin)) = read_bytes(latin) else { unreachable!("ISO 8859-1") };
    assert_eq!(read_latin.name, "Wikimedia Fördergesellschaft");
    assert_eq!(read_latin.to_bytes().as_deref(), Ok(latin.trim_ascii_end()));
    let ninth = samples::EPC.1.replacen("\n1\n", "\n8\n", 1).replace("fund", "\u{a4}");
    let bytes: Vec<u8> = ninth.chars().map(|c| u8::try_from(c).expect("a byte")).collect();
    let Ok(PaymentCode::Epc(euro)) = read_bytes(&bytes) else { unreachable!("ISO 8859-15") };
    assert_eq!(euro.remittance, Remittance::Text("Urgency €".into()));
    let greek = samples::EPC.1.replacen("\n1\n", "\n6\n", 1);
    assert!(read(&greek).is_ok(), "ASCII is the same in all");
    let refused = QrError::CharsetUnsupported { name: "ISO 8859-7" };
    assert_eq!(read(&greek.replace("fund", "ταμείο")), Err(refused.clone()));
    let mut bytes = greek.into_bytes();
    bytes.push(0xE1);
    assert_eq!(read_bytes(&bytes), Err(refused));
    assert_eq!(read_bytes(b"BCD\n002\n1\nSCT\n\n\xFF"), Err(QrError::Charset));
    assert_eq!(read_bytes(b"\xFF\xFE"), Err(QrError::Charset));
}

#[test]
fn no_more_than_331_bytes() {
    let iban = Iban::parse("BE72000000001616").expect("an IBAN");
    let mut long = EpcTransfer::new(&"é".repeat(70), iban);
    long.remittance = Remittance::Text("x".repeat(120));
    long.information = Some("y".repeat(30));
    assert!(long.to_text().is_ok());
    long.remittance = Remittance::Text("é".repeat(120));
    assert_eq!(long.to_text(), Err(QrError::TooLong { limit: 331 }));
    // In one byte a character there is room again.
    long.charset = Charset::Latin1;
    assert!(long.to_bytes().is_ok_and(|bytes| bytes.len() <= 331));
    assert_eq!(
        read_bytes(&[b"BCD\n".as_slice(), &[b'x'; 400]].concat()),
        Err(QrError::TooLong { limit: 331 })
    );
}
