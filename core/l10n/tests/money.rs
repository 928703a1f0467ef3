//! Money as text: exact for every currency in every language, and whole on a line from right to left.

use tradewind_domain::{Currency, Language, Money, Timestamp};
use tradewind_l10n::{LanguageInfo, Localizer, plain};
use unicode_bidi::{BidiInfo, Level};

fn speak(tag: &str) -> Localizer {
    Localizer::new(&[Language::parse(tag).expect("a tag")], "Europe/Berlin")
        .expect("the words of every language are compiled in")
}

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("a code"))
}

#[test]
fn money_is_written_as_shoppers_are_used_to() {
    let rows = [
        ("en", money(129_999, "USD"), "$1,299.99"),
        ("en", money(3490, "EUR"), "€34.90"),
        ("en", money(5480, "JPY"), "¥5,480"),
        ("en", money(12900, "AED"), "AED 129.00"),
        ("en", money(-500, "USD"), "-$5.00"),
        ("en", money(999, "XCG"), "Cg. 9.99"),
        ("de", money(129_999, "EUR"), "1.299,99 €"),
        ("de", money(5480, "JPY"), "5.480 ¥"),
        ("de", money(0, "EUR"), "0,00 €"),
        ("de", money(129_900, "CHF"), "1.299,00 CHF"),
        ("ja", money(5480, "JPY"), "￥5,480"),
        ("ja", money(3490, "EUR"), "€34.90"),
        ("ja", money(1500, "KWD"), "KWD 1.500"),
        ("ar", money(12900, "AED"), "129.00 د.إ."),
        ("ar", money(3490, "EUR"), "34.90 €"),
        // CLDR shows no minor digits of these; what is charged has some.
        ("en", money(123_456, "HUF"), "HUF 1,234.56"),
        ("en", money(123_450, "HUF"), "HUF 1,234.50"),
        ("en", money(123_400, "HUF"), "HUF 1,234"),
        ("de", money(-50, "HUF"), "-0,50 HUF"),
        ("ja", money(1_005, "IQD"), "IQD 1.005"),
    ];
    for (tag, amount, expected) in rows {
        let written = plain(&speak(tag).money(amount)).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(written, expected, "{tag} {amount}");
    }
}

#[test]
fn money_dates_and_numbers_keep_the_manner_of_the_persons_region() {
    let written =
        |tag: &str, amount: Money| plain(&speak(tag).money(amount)).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(written("de-CH", money(129_900, "CHF")), "CHF 1'299.00");
    assert_eq!(written("en-IN", money(123_456_789, "INR")), "₹12,34,567.89");
    assert_eq!(written("de-AT", money(1_299, "EUR")), "€ 12,99");
    assert_eq!(written("ar-EG", money(3490, "EUR")), written("ar", money(3490, "EUR")));
    let moment = Timestamp::parse_rfc3339("2026-11-24T22:30:00Z").expect("a moment");
    assert_eq!(speak("en-GB").date_time(moment).replace('\u{202f}', " "), "24 Nov 2026, 23:30");
    assert_eq!(speak("en-US").date_time(moment).replace('\u{202f}', " "), "Nov 24, 2026, 11:30 PM");
    // A language chosen in the settings keeps the region that the phone names with it.
    let tags = ["en", "de-CH", "en-GB"].map(|tag| Language::parse(tag).expect("a tag"));
    let chosen = Localizer::new(&tags, "Europe/Berlin").expect("known");
    assert_eq!((chosen.language().as_str(), chosen.date(moment).as_str()), ("en", "24 Nov 2026"));
}

/// The minor units that a text says.
fn read_back(text: &str, tag: &str, currency: Currency) -> i128 {
    // The language's own mark between whole and parts, from a weight of grams and a half.
    let half = plain(&speak(tag).weight(1_500));
    let mark = half.chars().nth(1).expect("one kilogram and a half");
    let start = text.find(|c: char| c.is_ascii_digit()).expect("a number");
    let end = text.rfind(|c: char| c.is_ascii_digit()).expect("a number");
    let (whole, part) = text[start..=end].split_once(mark).unwrap_or((&text[start..=end], ""));
    assert!(part.bytes().all(|b| b.is_ascii_digit()), "{text}");
    let digits = usize::try_from(currency.minor_digits()).expect("a few");
    let (kept, beyond) = part.split_at(part.len().min(digits));
    assert!(beyond.bytes().all(|b| b == b'0'), "{text}");
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let minor: i128 = format!("{whole}{kept:0<digits$}").parse().expect("digits");
    if text.contains(['-', '\u{2212}']) { -minor } else { minor }
}

#[test]
fn no_text_of_any_currency_in_any_language_rounds_what_is_charged() {
    assert_eq!(Currency::all().count(), 158);
    let regional = ["en-GB", "en-IN", "en-US", "de-CH", "de-AT", "ar-EG", "ar-MA", "ja-JP"];
    for tag in LanguageInfo::all().iter().map(|one| one.tag).chain(regional) {
        let localizer = speak(tag);
        for currency in Currency::all() {
            for minor in [
                0,
                1,
                -1,
                5,
                10,
                99,
                100,
                999,
                -999,
                1_000,
                123_450,
                99_999_999,
                123_456_789,
                i64::MAX,
                i64::MIN,
            ] {
                let text = localizer.money(Money::new(minor, currency));
                assert_eq!(
                    read_back(&text, tag, currency),
                    i128::from(minor),
                    "{tag} {currency} {minor}: {text}"
                );
            }
        }
    }
}

/// How a line from right to left shows a text, from left to right (UAX 9).
fn shown(text: &str) -> String {
    let line = BidiInfo::new(text, Some(Level::rtl()));
    let paragraph = &line.paragraphs[0];
    plain(&line.reorder_line(paragraph, paragraph.range.clone()))
}

#[test]
fn a_line_from_right_to_left_shows_every_sign_whole() {
    let arabic = speak("ar");
    for currency in Currency::all() {
        let sign = arabic.currency_name(currency);
        let sign = sign.split_once(" (").map_or(sign.as_str(), |(_, sign)| sign.trim_end_matches(')'));
        if !sign.contains(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        for minor in [999, -1, 123_456_789] {
            let amount = Money::new(minor, currency);
            let number = plain(&speak("ar").money(amount)).replace(sign, "").replace('\u{a0}', "");
            for text in [arabic.money(amount), arabic.pay_amount(amount), arabic.put_aside_paid_later(amount)]
            {
                let shown = shown(&text);
                assert!(shown.contains(sign), "{currency}: {shown}");
                assert!(shown.contains(&number), "{currency}: {shown} lacks {number}");
            }
        }
    }
    let said = |minor, code| shown(&arabic.money(money(minor, code))).replace('\u{a0}', " ");
    assert_eq!(said(999, "USD"), "US$ 9.99");
    assert_eq!(said(-1, "USD"), "US$ -0.01");
    assert_eq!(said(999, "GBP"), "UK£ 9.99");
    assert_eq!(said(999, "EUR"), "€ 9.99");
}

#[test]
fn a_sign_in_settings_keeps_its_dots() {
    let name = |tag: &str, code: &str| speak(tag).currency_name(Currency::parse(code).expect("a code"));
    assert_eq!(name("ar", "AED"), "AED (د.إ.)");
    assert_eq!(name("ar", "USD"), "USD (US$)");
    assert_eq!(name("en", "EUR"), "EUR (€)");
    assert_eq!(name("en", "CHF"), "CHF");
}
