//! EMVCo's own rules: the sample field by field, checksums, order, limits, amounts and tips.

use super::samples;
use tradewind_qr::emv::{CardNetwork, EmvCode, Initiation, Scheme, Tip};
use tradewind_qr::{QrError, read};

/// CRC-16/CCITT-FALSE written apart from the crate's own, so that a shared bug cannot cancel out: by a table of nibbles.
pub(crate) fn sealed(body: &str) -> String {
    const NIBBLES: [u16; 16] = [
        0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50A5, 0x60C6, 0x70E7, 0x8108, 0x9129, 0xA14A, 0xB16B,
        0xC18C, 0xD1AD, 0xE1CE, 0xF1EF,
    ];
    let text = format!("{body}6304");
    let crc = text.bytes().fold(0xFFFF_u16, |crc, byte| {
        [byte >> 4, byte & 15]
            .into_iter()
            .fold(crc, |crc, nibble| (crc << 4) ^ NIBBLES[usize::from((crc >> 12) ^ u16::from(nibble))])
    });
    format!("{text}{crc:04X}")
}

fn emv(text: &str) -> Result<EmvCode, QrError> {
    EmvCode::read(text)
}

/// A code of a card in euro, with more tags.
fn card(more: &str) -> String {
    sealed(&format!("0002010214411111111111115303978{more}5802DE5902AB6002CD"))
}

#[test]
fn the_sample_of_the_specification_is_read_field_by_field() {
    let code = emv(samples::EMVCO.1).expect("the specification's own sample");
    assert_eq!(code.initiation, Some(Initiation::Dynamic));
    assert_eq!(code.category.as_deref(), Some("4111"));
    assert_eq!((code.currency.as_str(), code.country.as_str()), ("CNY", "CN"));
    assert_eq!(code.amount.as_ref().map(|a| a.money().minor), Some(2_372));
    assert_eq!(code.tip, Some(Tip::Asked));
    assert_eq!(code.name.as_deref(), Some("BEST TRANSPORT"));
    assert_eq!(code.city.as_deref(), Some("BEIJING"));
    let local = code.local.as_ref().expect("a name in Chinese");
    assert_eq!(
        (local.language().as_str(), local.name(), local.city()),
        ("zh", Some("最佳运输"), Some("北京"))
    );
    let additional = code.additional.as_ref().expect("tag 62");
    assert_eq!(additional.store(), Some("1234"));
    assert_eq!(additional.customer(), Some("***"));
    assert_eq!(additional.terminal(), Some("A6008667"));
    assert_eq!(additional.wanted_of_payer(), Some("ME"));
    assert_eq!(code.accounts.len(), 2);
    assert_eq!(code.accounts[0].scheme(), &Scheme::Other("D15600000000".to_owned()));
    assert_eq!(code.others.len(), 1);
    assert_eq!(code.others[0].template().expect("a template").get(7), Some("12345678"));
}

#[test]
fn tags_come_in_any_order_and_cards_are_told_by_their_tag() {
    let code = emv(samples::KH.1).expect("order is free");
    assert_eq!(code.amount.as_ref().map(|a| a.money().to_string()).as_deref(), Some("10.00 USD"));
    assert_eq!(code.scheme(), Some(&Scheme::Card(CardNetwork::UnionPay)));
    assert_eq!(code.city.as_deref(), Some("Banteay Meanchey"));
    assert_eq!(code.additional.as_ref().and_then(|a| a.bill_number()), Some("12345678"));
}

#[test]
fn a_right_checksum_over_broken_tags_is_refused() {
    // Gist matheusb-comp, its 6.1: tag 62 says 8 and has 7. The checksum is right.
    let text = "00020126360014BR.GOV.BCB.PIX0114+5511943214321520400005303986540566.665802BR5907EMPRESA6008BRASILIA62080503***6304170E";
    assert_eq!(sealed(&text[..text.len() - 8]), text);
    assert_eq!(read(text), Err(QrError::TlvTruncated { tag: 30 }));
}

#[test]
fn a_wrong_checksum_is_refused_and_the_right_one_named() {
    // Lerian API documentation.
    let text = "00020126580014br.gov.bcb.Pix0136123e4567-e12b-12d1-a456-426655440000520400005303986540510.005802BR5913TESTE ACCOUNT6008BRASILIA62070503***630445C8";
    assert_eq!(read(text), Err(QrError::CrcMismatch { expected: 0x02A4, found: 0x45C8 }));
    assert!(read(&text.replace("45C8", "02A4")).is_ok());
}

#[test]
fn banks_print_checksums_in_small_letters() {
    let lower = samples::PIX_DYNAMIC.1.replace("EEAB", "eeab");
    assert_eq!(read(&lower), read(samples::PIX_DYNAMIC.1));
}

#[test]
fn the_checksum_is_the_last_and_the_format_the_first() {
    assert!(emv(&card("")).is_ok());
    let body = "00020102144111111111111153039785802DE5902AB6002CD".to_owned();
    assert_eq!(emv(&body), Err(QrError::CrcMissing));
    let then_more = format!("{}6102AB", sealed(&body));
    assert_eq!(emv(&then_more), Err(QrError::CrcMissing));
    assert_eq!(emv(&format!("{body}6303ABC")), Err(QrError::CrcMissing));
    assert_eq!(emv(&format!("{body}6304GHIJ")), Err(QrError::CrcMissing));
    assert_eq!(emv(&sealed("5303978000201")), Err(QrError::FormatIndicator));
    assert_eq!(emv(&sealed(&body.replacen("000201", "000203", 1))), Err(QrError::FormatIndicator));
    assert_eq!(emv(""), Err(QrError::FormatIndicator));
}

#[test]
fn what_has_to_be_there_is_there() {
    let missing = |field| Err(QrError::Missing { field });
    let malformed = |field| Err(QrError::Malformed { field });
    assert_eq!(emv(&sealed("00020153039785802DE5902AB6002CD")), missing("merchant account"));
    assert_eq!(emv(&sealed("0002010214411111111111115802DE")), missing("transaction currency"));
    assert_eq!(emv(&sealed("0002010214411111111111115303978")), missing("country code"));
    assert_eq!(emv(&sealed("00020102144111111111111153039785802DE")), missing("merchant name"));
    assert_eq!(emv(&sealed("00020102144111111111111153039785802DE5902AB")), missing("merchant city"));
    assert_eq!(emv(&sealed("00020102144111111111111153039785802de5902AB6002CD")), malformed("country code"));
    assert_eq!(emv(&card("010213")), malformed("point of initiation"));
    assert_eq!(emv(&card("520212")), malformed("merchant category code"));
    assert_eq!(emv(&card("2605ABCDE")), Err(QrError::TlvHead { at: 0 }));
    assert_eq!(emv(&card("26060102AB")), missing("scheme identifier"));
    assert_eq!(emv(&card("64060002DE")), missing("merchant name in a language"));
    assert_eq!(emv(&card("64120003DEU0101A")), malformed("language preference"));
    assert_eq!(emv(&card("64050102A")), Err(QrError::TlvTruncated { tag: 1 }));
}

#[test]
fn a_scheme_that_is_not_looked_into_may_have_no_name() {
    // Vietnam's NAPAS codes for transfers: neither name nor city, a template in a template.
    let text =
        sealed("00020101021138570010A00000072701270006970415011311336666888800208QRIBFTTA53037045802VN");
    let code = emv(&text).expect("read as another scheme");
    assert_eq!(code.scheme(), Some(&Scheme::Other("A000000727".to_owned())));
    let bank = code.accounts[0].field().template().expect("a template");
    let bank = bank.fields()[1].template().expect("a template in it");
    assert_eq!((bank.get(0), bank.get(1)), (Some("970415"), Some("1133666688880")));
    assert_eq!(code.to_text().as_deref(), Ok(text.as_str()));
}

#[test]
fn amounts_are_exact_in_their_currency() {
    let minor = |number: &str, amount: &str| {
        let before = format!("0002010214411111111111115303{number}");
        let text = sealed(&format!("{before}54{:02}{amount}5802DE5902AB6002CD", amount.len()));
        emv(&text).map(|code| code.amount.map(|a| a.money().minor))
    };
    assert_eq!(minor("978", "98.73"), Ok(Some(9_873)));
    assert_eq!(minor("978", "98"), Ok(Some(9_800)));
    assert_eq!(minor("978", "98."), Ok(Some(9_800)));
    assert_eq!(minor("392", "5480"), Ok(Some(5_480)));
    assert_eq!(minor("414", "1.125"), Ok(Some(1_125)));
    assert_eq!(minor("360", "144000"), Ok(Some(14_400_000)));
    assert_eq!(minor("978", "9999999999.99"), Ok(Some(999_999_999_999)));
    assert_eq!(minor("978", "1.125"), Err(QrError::AmountTooPrecise));
    assert_eq!(minor("978", "1.120"), Err(QrError::AmountTooPrecise));
    assert_eq!(minor("392", "1.0"), Err(QrError::AmountTooPrecise));
    assert_eq!(minor("978", "98,73"), Err(QrError::AmountMalformed));
    assert_eq!(minor("978", "3 70"), Err(QrError::AmountMalformed));
    assert_eq!(minor("978", "0.00"), Err(QrError::AmountOutOfRange));
    assert_eq!(minor("978", "12345678901.12"), Err(QrError::AmountOutOfRange));
    assert_eq!(minor("999", "1"), Err(QrError::Currency));
}

#[test]
fn tip_and_fee_do_not_contradict_each_other() {
    let tip = |tags: &str| emv(&card(tags)).map(|code| code.tip);
    assert_eq!(tip("550201"), Ok(Some(Tip::Asked)));
    let Ok(Some(Tip::Fixed(fee))) = tip("55020256041.50") else { unreachable!("a fixed fee") };
    assert_eq!(fee.money().minor, 150);
    let Ok(Some(Tip::Percent(share))) = tip("55020357042.75") else { unreachable!("a fee in percent") };
    assert_eq!(share.hundredths(), 275);
    for tags in [
        "550202",
        "550203",
        "550204",
        "56041.50",
        "57042.75",
        "55020156041.50",
        "55020356041.50",
        "55020256041.5057042.75",
    ] {
        assert_eq!(tip(tags), Err(QrError::TipRule), "{tags}");
    }
    assert_eq!(tip("55020256051.505"), Err(QrError::AmountTooPrecise));
    assert_eq!(tip("5502035703100"), Err(QrError::Malformed { field: "convenience fee percentage" }));
}

#[test]
fn doubles_and_long_texts_are_refused_before_they_cost_anything() {
    assert_eq!(emv(&card("540211540211")), Err(QrError::TlvDuplicate { tag: 54 }));
    assert_eq!(emv(&card("62100101A0101B")), Err(QrError::TlvDuplicate { tag: 1 }));
    let long: String = (65..=69).map(|tag| format!("{tag}99{}", "x".repeat(99))).collect();
    assert_eq!(emv(&card(&long)), Err(QrError::TooLong { limit: 512 }));
    assert_eq!(read(&format!("0002{}", "9".repeat(1 << 20))), Err(QrError::TooLong { limit: 512 }));
}
