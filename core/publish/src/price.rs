//! Prices as merchants spell them: one amount, or the reason why it is none. Never a guess.
//!
//! Merchant Center (6324371) asks for a point and an ISO 4217 code, as in `15.00 USD`. Shops write more than that; what can
//! be read in one way only is read.

use crate::words;
use tradewind_domain::{Currency, Money, MoneyError};

/// Why a text is no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceFault {
    /// No number with a currency.
    Unreadable,
    /// `1.234 EUR`: a thousand or a fraction.
    AmbiguousNumber,
    /// `$ 5`: a sign of several currencies.
    AmbiguousSign,
    /// No currency, and none was stated for the feed.
    NoCurrency,
    /// More decimals than the currency has.
    TooPrecise,
    /// Nothing to pay; in which currency.
    Zero(Currency),
}

impl PriceFault {
    /// What the merchant is told.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Unreadable => "price is a number and an ISO 4217 code, as in 15.00 USD",
            Self::AmbiguousNumber => {
                "three digits after one mark are a thousand or a fraction: write 1234.00 EUR or 1.23 EUR"
            }
            Self::AmbiguousSign => {
                "this sign is of several currencies: write the ISO 4217 code, as in 15.00 USD, or say --currency"
            }
            Self::NoCurrency => {
                "no currency: write it, as in 15.00 USD, or say --currency (or --market, for its own)"
            }
            Self::TooPrecise => "more decimals than the currency has",
            Self::Zero(_) => "price is more than zero",
        }
    }
}

/// Reads a price, more than zero. `known` is the currency that was stated for the feed: prices without one are in it.
pub fn price(text: &str, known: Option<Currency>) -> Result<Money, PriceFault> {
    let text = ascii(&words::line(text).ok_or(PriceFault::Unreadable)?);
    let starts = |at: usize| {
        let rest = text.get(at..).unwrap_or_default().as_bytes();
        match rest {
            [digit, ..] if digit.is_ascii_digit() => true,
            [b'.' | b',', digit, ..] => digit.is_ascii_digit(),
            _ => false,
        }
    };
    let start = text.char_indices().map(|(at, _)| at).find(|at| starts(*at)).ok_or(PriceFault::Unreadable)?;
    let end = text.rfind(|c: char| c.is_ascii_digit()).ok_or(PriceFault::Unreadable)? + 1;
    let (before, number, after) = match (text.get(..start), text.get(start..end), text.get(end..)) {
        (Some(before), Some(number), Some(after)) => (before.trim(), number, after),
        _ => return Err(PriceFault::Unreadable),
    };
    let after = without_dash(after).trim();
    let currency = said(&[before, after], known)?.or(known).ok_or(PriceFault::NoCurrency)?;
    let money = amount(number, currency)?;
    if money.minor == 0 { Err(PriceFault::Zero(currency)) } else { Ok(money) }
}

/// Digits and letters of any script and width as ASCII, one apostrophe for all, what Arabic parts numbers with as it is.
fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{2019}' | '\u{2018}' | '\u{2032}' | '`' => '\'',
            '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
            _ => digit(c).unwrap_or(c),
        })
        .collect()
}

/// A decimal digit of a script in which shops write prices.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 14] =
        [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0x17e0, 0x1040];
    let point = u32::from(c);
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&point))
        .and_then(|zero| char::from_digit(point - zero, 10))
}

/// `12,-` and `12.--`: nothing behind the mark.
fn without_dash(after: &str) -> &str {
    let rest = after.strip_prefix([',', '.', ':']).map(|rest| (rest, rest.trim_start_matches('-')));
    rest.filter(|(all, left)| all.len() > left.len()).map_or(after, |(_, left)| left)
}

/// Signs and short names, and the currencies they are of.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("Euro", "EUR"),
    ("Euros", "EUR"),
    ("₹", "INR"),
    ("₪", "ILS"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₵", "GHS"),
    ("₮", "MNT"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("円", "JPY"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("$US", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD NIO"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("₩", "KRW KPW"),
    ("£", "GBP EGP SYP LBP FKP GIP SHP SSP SDG"),
    (
        "$",
        "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD",
    ),
    ("¥", "JPY CNY"),
    ("元", "CNY TWD HKD"),
    ("kr", "SEK NOK DKK ISK"),
    ("kr.", "SEK NOK DKK ISK"),
    ("Fr.", "CHF XOF XAF XPF"),
    ("Rs", "INR PKR LKR NPR MUR"),
    ("Rs.", "INR PKR LKR NPR MUR"),
    ("Ft", "HUF"),
    ("lei", "RON MDL"),
];

/// The currency that the codes and signs around a number name together; nothing for none.
fn said(around: &[&str], known: Option<Currency>) -> Result<Option<Currency>, PriceFault> {
    let tokens = || around.iter().flat_map(|side| side.split(' ')).filter(|token| !token.is_empty());
    let mut code = None;
    for found in tokens().filter_map(|token| Currency::parse(&token.to_ascii_uppercase()).ok()) {
        if code.replace(found).is_some_and(|other| other != found) {
            return Err(PriceFault::Unreadable);
        }
    }
    let mut signed = None;
    for token in tokens().filter(|token| Currency::parse(&token.to_ascii_uppercase()).is_err()) {
        let (_, codes) = SIGNS
            .iter()
            .find(|(sign, _)| sign.to_lowercase() == token.to_lowercase())
            .ok_or(PriceFault::Unreadable)?;
        // A sign of several currencies is of the one that a code beside it or the merchant names.
        let meant = code.or(known).filter(|one| codes.split(' ').any(|code| code == one.as_str()));
        let mut all = codes.split(' ').filter_map(|code| Currency::parse(code).ok());
        let one = match (meant, all.next(), all.next()) {
            (Some(one), _, _) | (None, Some(one), None) => one,
            _ if code.is_some() => return Err(PriceFault::Unreadable),
            _ => return Err(PriceFault::AmbiguousSign),
        };
        if signed.replace(one).is_some_and(|other| other != one) {
            return Err(PriceFault::Unreadable);
        }
    }
    match (code, signed) {
        (Some(code), Some(sign)) if code != sign => Err(PriceFault::Unreadable),
        (code, sign) => Ok(code.or(sign)),
    }
}

/// A number with marks in it, if they can mean one thing only.
fn amount(number: &str, currency: Currency) -> Result<Money, PriceFault> {
    let bad = PriceFault::Unreadable;
    if number.len() > 40 || !number.chars().all(|c| c.is_ascii_digit() || ".,' \u{66b}\u{66c}".contains(c)) {
        return Err(bad);
    }
    // Blank, apostrophe and the Arabic mark part thousands and nothing else.
    if let Some(mark) = number.chars().find(|c| matches!(c, ' ' | '\'' | '\u{66c}')) {
        let last = number.rfind(mark).unwrap_or(0);
        let (whole, fraction) = match number.rfind(['.', ',', '\u{66b}']) {
            None => (number, ""),
            Some(at) if at > last => parted(number, at),
            Some(_) => return Err(bad),
        };
        return exact(&ungrouped(whole, mark).ok_or(bad)?, fraction, currency);
    }
    if let Some(at) = number.find('\u{66b}') {
        let (whole, fraction) = parted(number, at);
        return exact(whole, fraction, currency);
    }
    let count = |mark: char| number.chars().filter(|c| *c == mark).count();
    let last = number.rfind(['.', ',']);
    let mark = last.and_then(|at| number.get(at..)?.chars().next());
    match (count('.'), count(','), last, mark) {
        (0, 0, _, _) => exact(number, "", currency),
        (1.., 1.., Some(at), Some(mark)) => {
            let (whole, fraction) = parted(number, at);
            let other = if mark == '.' { ',' } else { '.' };
            if count(mark) > 1 {
                return Err(bad);
            }
            exact(&ungrouped(whole, other).ok_or(bad)?, fraction, currency)
        }
        (1, 0, Some(at), Some(mark)) | (0, 1, Some(at), Some(mark)) => {
            let (whole, fraction) = parted(number, at);
            let may_be_thousands =
                fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            match (may_be_thousands, currency.minor_digits(), mark) {
                // The point is Merchant Center's decimal mark, and the fraction is as long as the currency has it.
                (false, _, _) | (true, 3, '.') => exact(whole, fraction, currency),
                // Without decimals nobody writes three of them.
                (true, 0, ',') => exact(&format!("{whole}{fraction}"), "", currency),
                _ => Err(PriceFault::AmbiguousNumber),
            }
        }
        (_, _, _, Some(mark)) => exact(&ungrouped(number, mark).ok_or(bad)?, "", currency),
        _ => Err(bad),
    }
}

fn parted(number: &str, at: usize) -> (&str, &str) {
    let (whole, rest) = number.split_at_checked(at).unwrap_or((number, ""));
    let mut rest = rest.chars();
    rest.next();
    (whole, rest.as_str())
}

/// Digits without the marks between their groups: of three, or as India has them, of two before the last three.
fn ungrouped(whole: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let all = |length: usize| middle.iter().all(|group| group.len() == length);
    let western = (1..=3).contains(&first.len()) && all(3);
    let indian = mark == ',' && !middle.is_empty() && (1..=2).contains(&first.len()) && all(2);
    (last.len() == 3 && (western || indian)).then(|| groups.concat())
}

fn exact(whole: &str, fraction: &str, currency: Currency) -> Result<Money, PriceFault> {
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    Money::parse_decimal(&plain, currency).map_err(|error| match error {
        MoneyError::TooPrecise => PriceFault::TooPrecise,
        _ => PriceFault::Unreadable,
    })
}
