//! Payment codes and slips as this merchant prints them: EMVCo, UPI and EPC texts, and a boleto's numbers. Its own builder:
//! what reads them in the app shares nothing with it.

use crate::feed::digits;

/// Who is paid, in the books.
pub(crate) const PAYEE: &str = "Tradewind Sandbox";
/// The same as a code prints it: capitals, at most 25.
const PRINTED: &str = "TRADEWIND SANDBOX";
/// A payee that nobody agreed to.
const STRANGER: &str = "ANOTHER SHOP";

/// What a code is to say.
pub(crate) struct Bill<'a> {
    /// The method's id.
    pub(crate) method: &'a str,
    /// The provider's number of the payment.
    pub(crate) reference: &'a str,
    /// Minor units.
    pub(crate) amount: i64,
    /// ISO 4217.
    pub(crate) currency: &'a str,
    /// Whether it names somebody else.
    pub(crate) foreign: bool,
    /// When it ends, Unix milliseconds.
    pub(crate) until: i64,
}

/// The account that is paid by a code, as the handler's configuration names it; none for a method without one.
pub(crate) fn account(method: &str) -> Option<&'static str> {
    Some(match method {
        "pix" => "123e4567-e12b-12d1-a456-426655440000",
        "promptpay" => "0066801234567",
        "paynow" => "201812345A",
        "qris" => "ID1020012345678",
        "duitnow" => "0000000012345",
        "upi" => "tradewind.sandbox@upi",
        "sepa_transfer" => "DE89370400440532013000",
        _ => return None,
    })
}

/// The same method's account of somebody else.
fn stranger_account(method: &str) -> &'static str {
    match method {
        "pix" => "0f6b2c1e-7a4d-4c9b-9f55-1d2e3c4b5a69",
        "promptpay" => "0066899999999",
        "paynow" => "199912345Z",
        "qris" => "ID9990012345678",
        "duitnow" => "0000000099999",
        "upi" => "another.shop@upi",
        _ => "DE75512108001245126199",
    }
}

/// The text of a payment code.
pub(crate) fn text(bill: &Bill) -> Option<String> {
    let payee = if bill.foreign { STRANGER } else { PRINTED };
    let own = account(bill.method)?;
    let account = if bill.foreign { stranger_account(bill.method) } else { own };
    let amount = decimal(bill.amount, bill.currency);
    let reference: String = bill.reference.chars().filter(char::is_ascii_alphanumeric).take(25).collect();
    let (templates, country, city) = match bill.method {
        "upi" => {
            return Some(format!(
                "upi://pay?pa={account}&pn={}&mc=5999&tr={reference}&tn=Tradewind%20order&am={amount}&cu={}&mode=01",
                payee.replace(' ', "%20"),
                bill.currency
            ));
        }
        "sepa_transfer" => {
            let bic = if bill.foreign { "SOGEDEFFXXX" } else { "COBADEFFXXX" };
            return Some(format!(
                "BCD\n002\n1\nSCT\n{bic}\n{payee}\n{account}\n{}{amount}\n\n\n{reference}",
                bill.currency
            ));
        }
        "pix" => (part("26", &[("00", "br.gov.bcb.pix"), ("01", account)]), "BR", "SAO PAULO"),
        "promptpay" => (part("29", &[("00", "A000000677010111"), ("01", account)]), "TH", "BANGKOK"),
        "paynow" => {
            let end = singapore(bill.until);
            let fields =
                [("00", "SG.PAYNOW"), ("01", "2"), ("02", account), ("03", "0"), ("04", end.as_str())];
            (part("26", &fields), "SG", "SINGAPORE")
        }
        "qris" => {
            let acquirer = [
                ("00", "COM.TRADEWIND.WWW"),
                ("01", "936000149000000001"),
                ("02", "000000001"),
                ("03", "UMI"),
            ];
            let national = [("00", "ID.CO.QRIS.WWW"), ("02", account), ("03", "UMI")];
            (part("26", &acquirer) + &part("51", &national), "ID", "JAKARTA")
        }
        _ => {
            let fields = [("00", "A0000006150001"), ("01", "501664"), ("02", account)];
            (part("26", &fields), "MY", "KUALA LUMPUR")
        }
    };
    let body = [
        field("00", "01"),
        field("01", "12"),
        templates,
        field("52", "5999"),
        field("53", number(bill.currency)),
        field("54", &amount),
        field("58", country),
        field("59", payee),
        field("60", city),
        part("62", &[("05", reference.as_str())]),
    ]
    .concat();
    let open = format!("{body}6304");
    Some(format!("{open}{:04X}", crc16(open.as_bytes())))
}

/// A field of an EMVCo text: tag, length in characters, value.
fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.chars().count())
}

fn part(tag: &str, fields: &[(&str, &str)]) -> String {
    let inner: String = fields.iter().map(|(tag, value)| field(tag, value)).collect();
    field(tag, &inner)
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF (EMVCo Merchant-Presented Mode 1.1, 4.7.3.1).
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

/// ISO 4217's number of the currencies that codes are in.
fn number(currency: &str) -> &'static str {
    match currency {
        "BRL" => "986",
        "THB" => "764",
        "SGD" => "702",
        "IDR" => "360",
        "MYR" => "458",
        _ => "999",
    }
}

/// `1234.50` of minor units.
pub(crate) fn decimal(minor: i64, currency: &str) -> String {
    let places = digits(currency) as usize;
    let text = format!("{:0>width$}", minor, width = places + 1);
    let (whole, part) = text.split_at(text.len() - places);
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// Minor units of `1234.50`, `1234.5` or `1234`.
pub(crate) fn minor(text: &str, currency: &str) -> Option<i64> {
    let places = digits(currency) as usize;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    if part.len() > places {
        return None;
    }
    format!("{whole}{part:0<places$}").parse().ok()
}

/// A moment by Singapore's clock, as PayNow writes it.
fn singapore(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms + 8 * 3_600_000)
        .map(|moment| moment.strftime("%Y%m%d%H%M%S").to_string())
        .unwrap_or_default()
}

/// A boleto: the line that is typed and the 44 digits that are scanned. Bank 001, a free field of the reference's own digits.
pub(crate) fn boleto(reference: &str, amount: i64, until: i64) -> (String, String) {
    let digits: String = reference.bytes().map(|byte| char::from(b'0' + byte % 10)).collect();
    let free: String = format!("{digits:0>25}").chars().rev().take(25).collect();
    // Days since 22 February 2025, from 1000 on (the count began anew there: FEBRABAN 2025).
    let factor = 1_000 + (until.div_euclid(86_400_000) - 20_141).clamp(0, 8_999);
    let rest = format!("{factor:04}{:010}{free}", amount.clamp(0, 9_999_999_999));
    let check = mod11(&format!("0019{rest}"));
    let one = format!("0019{}", &free[..5]);
    let (two, three) = (&free[5..15], &free[15..25]);
    let dotted = |text: &str| {
        let all = format!("{text}{}", mod10(text));
        format!("{}.{}", &all[..5], &all[5..])
    };
    let line = format!("{} {} {} {check} {}", dotted(&one), dotted(two), dotted(three), &rest[..14]);
    (line, format!("0019{check}{rest}"))
}

/// The check digit of a part of the line: weights 2, 1 from the right, digits of products added.
fn mod10(text: &str) -> u32 {
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let product = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// The check digit of the whole: weights 2 to 9 from the right; 0, 10 and 11 are told as 1.
fn mod11(text: &str) -> u32 {
    let sum: u32 =
        text.bytes().rev().zip((2..=9).cycle()).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    match 11 - sum % 11 {
        10 | 11 => 1,
        digit => digit,
    }
}

/// A reference for a till: so many digits of its own and a check digit.
pub(crate) fn till(reference: &str, length: usize) -> String {
    let own: String = reference.bytes().map(|byte| char::from(b'0' + byte % 10)).collect();
    let body: String = format!("{own:0>length$}").chars().rev().take(length).collect();
    let check = mod10(&body);
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bill(method: &'static str, currency: &'static str) -> Bill<'static> {
        Bill {
            method,
            reference: "pay_7ab",
            amount: 123_450,
            currency,
            foreign: false,
            until: 1_795_521_600_000,
        }
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc16(b"123456789"), 0x29B1);
        // The static code of the central bank's manual.
        let pix = "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***6304";
        assert_eq!(crc16(pix.as_bytes()), 0x1D3D);
    }

    #[test]
    fn codes_say_sum_and_payee() {
        for (method, currency) in
            [("pix", "BRL"), ("promptpay", "THB"), ("paynow", "SGD"), ("qris", "IDR"), ("duitnow", "MYR")]
        {
            let text = text(&bill(method, currency)).expect("a code");
            assert!(text.contains("54071234.50") && text.contains("5917TRADEWIND SANDBOX"), "{text}");
            assert!(text.contains(account(method).expect("an account")));
            let (open, sum) = text.split_at(text.len() - 4);
            assert_eq!(format!("{:04X}", crc16(open.as_bytes())), sum);
            let foreign = super::text(&Bill { foreign: true, ..bill(method, currency) }).expect("a code");
            assert!(foreign.contains("ANOTHER SHOP") && !foreign.contains(account(method).expect("one")));
        }
        let upi = text(&bill("upi", "INR")).expect("a code");
        assert!(upi.starts_with("upi://pay?pa=tradewind.sandbox@upi&") && upi.contains("&am=1234.50&cu=INR"));
        let epc = text(&bill("sepa_transfer", "EUR")).expect("a code");
        let lines: Vec<&str> = epc.lines().collect();
        assert_eq!(
            (lines[0], lines[6], lines[7], lines[10]),
            ("BCD", "DE89370400440532013000", "EUR1234.50", "pay7ab")
        );
    }

    #[test]
    fn a_boleto_has_its_check_digits() {
        // A published example: line 00190.50095 40144.816069 06809.350314 3 37370000000100.
        assert_eq!((mod10("001905009"), mod10("4014481606"), mod10("0680935031")), (5, 9, 4));
        assert_eq!(mod11("0019373700000001000500940144816060680935031"), 3);
        let (line, scanned) = boleto("pay_7ab", 123_450, 1_795_521_600_000);
        assert_eq!(scanned.len(), 44);
        let typed: String = line.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(typed.len(), 47);
        assert!(scanned.contains("0000123450") && typed.ends_with("0000123450"));
    }

    #[test]
    fn sums_are_written_and_read_in_the_digits_of_their_currency() {
        for (minor_units, currency, text) in [(5, "EUR", "0.05"), (1_234, "JPY", "1234"), (90, "USD", "0.90")]
        {
            assert_eq!(decimal(minor_units, currency), text);
            assert_eq!(minor(text, currency), Some(minor_units));
        }
        assert_eq!(
            (minor("12.5", "KES"), minor("12.0", "JPY"), minor("1.005", "EUR")),
            (Some(1_250), Some(12), None)
        );
    }
}
