//! The words in all four languages: they format, they agree, and nothing of another language leaks in.

use tradewind_domain::{Code, Currency, Language, Market, Money, Timestamp};
use tradewind_l10n::{Direction, L10nError, Localizer, Units, plain};

#[path = "../build/generate.rs"]
mod generate;

const TAGS: [&str; 4] = ["en", "de", "ar", "ja"];

fn speak(tag: &str) -> Localizer {
    Localizer::new(&[Language::parse(tag).expect("a tag")], "Europe/Berlin")
        .expect("all four are compiled in")
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
        ("de", money(129_999, "EUR"), "1.299,99 €"),
        ("de", money(5480, "JPY"), "5.480 ¥"),
        ("de", money(0, "EUR"), "0,00 €"),
        ("de", money(129_900, "CHF"), "1.299,00 CHF"),
        ("ja", money(5480, "JPY"), "￥5,480"),
        ("ja", money(3490, "EUR"), "€34.90"),
        ("ja", money(1500, "KWD"), "KWD 1.500"),
        ("ar", money(12900, "AED"), "129.00 د.إ."),
        ("ar", money(3490, "EUR"), "34.90 €"),
    ];
    for (tag, amount, expected) in rows {
        let written = plain(&speak(tag).money(amount)).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(written, expected, "{tag} {amount}");
    }
}

#[test]
fn every_minor_unit_of_every_price_is_shown() {
    for tag in TAGS {
        let localizer = speak(tag);
        for code in ["EUR", "USD", "JPY", "AED", "KWD", "INR", "CHF", "KRW", "BHD"] {
            let written = localizer.money(money(123_456_789, code));
            let digits: String = written.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "123456789", "{tag} {code}: {written}");
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let said = |tag: &str, n| plain(&speak(tag).product_count(n));
    assert_eq!(
        [0, 1, 2, 1234].map(|n| said("en", n)),
        ["No products", "1 product", "2 products", "1,234 products"]
    );
    assert_eq!([1, 1234].map(|n| said("de", n)), ["1 Produkt", "1.234 Produkte"]);
    assert_eq!(
        [0, 1, 2, 3, 11, 100].map(|n| said("ar", n)),
        ["لا منتجات", "منتج واحد", "منتجان", "3 منتجات", "11 منتجًا", "100 منتج"]
    );
    assert_eq!([0, 1, 5].map(|n| said("ja", n)), ["商品がありません", "1点の商品", "5点の商品"]);
}

#[test]
fn lengths_are_told_in_the_persons_units() {
    let said =
        |tag: &str, units, micrometres| plain(&speak(tag).length(micrometres, units)).replace('\u{a0}', " ");
    // Under a metre to the millimetre, above to the centimetre; what rounds up to a metre is one.
    let metric = [400, 90_400, 120_000, 999_400, 999_600, 1_204_000, 12_345_678];
    assert_eq!(
        metric.map(|length| said("de", Units::Metric, length)),
        ["0 cm", "9 cm", "12 cm", "99,9 cm", "1 m", "1,2 m", "12,35 m"]
    );
    assert_eq!(said("ja", Units::Metric, 124_000), "12.4 cm");
    assert_eq!(said("ar", Units::Metric, 124_000), "12.4 سم");
    assert_eq!(said("ar", Units::Metric, 2_500_000), "2.5 م");
    // Under three feet to the tenth of an inch, above in feet and whole inches.
    let customary = [120_000, 25_400, 914_399, 914_400, 1_200_000, 1_828_800];
    assert_eq!(
        customary.map(|length| said("en", Units::Customary, length)),
        ["4.7 in", "1 in", "3 ft", "3 ft", "3 ft 11 in", "6 ft"]
    );
    assert_eq!(said("de", Units::Customary, 1_200_000), "3 Fuß 11 Zoll");
    assert_eq!(said("ja", Units::Customary, 120_000), "4.7インチ");
}

#[test]
fn who_measures_in_inches_follows_the_region() {
    let units = |market: &str, languages: &[&str]| {
        let languages: Vec<_> = languages.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
        Units::of(Market::parse(market).expect("a market"), &languages)
    };
    assert_eq!(units("US", &["en"]), Units::Customary);
    assert_eq!(units("DE", &["de"]), Units::Metric);
    assert_eq!(units("GB", &[]), Units::Metric);
    // The region a person's phone speaks goes before the market they shop in.
    assert_eq!(units("DE", &["en-US", "de"]), Units::Customary);
    assert_eq!(units("US", &["de", "de-AT"]), Units::Metric);
    assert_eq!(units("US", &["es-419", "zh-Hant-TW"]), Units::Metric);
}

#[test]
fn dates_are_told_in_the_persons_time_zone() {
    let moment = Timestamp::parse_rfc3339("2026-11-24T23:30:00Z").expect("a moment");
    assert_eq!(speak("de").date_time(moment), "25.11.2026, 00:30");
    let tokyo = Localizer::new(&[Language::parse("ja").expect("a tag")], "Asia/Tokyo").expect("a zone");
    assert_eq!(tokyo.date_time(moment), "2026/11/25 8:30");
    let nowhere = Localizer::new(&[], "Mars/Olympus");
    assert_eq!(nowhere.err(), Some(L10nError::TimeZone));
}

#[test]
fn negotiation_takes_the_first_language_we_speak() {
    let pick = |tags: &[&str]| {
        let wanted: Vec<_> = tags.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
        Localizer::negotiate(&wanted).as_str().to_owned()
    };
    assert_eq!(pick(&["fr", "de-AT", "en"]), "de");
    assert_eq!(pick(&["ar-EG"]), "ar");
    assert_eq!(pick(&["fr"]), "en");
    assert_eq!(pick(&[]), "en");
    assert_eq!(speak("ar").direction(), Direction::RightToLeft);
    assert_eq!(speak("ja").direction(), Direction::LeftToRight);
}

#[test]
fn every_code_has_its_sentence_in_every_language() {
    for tag in TAGS {
        let localizer = speak(tag);
        let fallback = localizer.error(Code::Internal);
        for code in Code::ALL {
            let sentence = localizer.error(*code);
            assert!(sentence.chars().count() > 5, "{tag} {code}");
            assert!(
                *code == Code::Internal || sentence != fallback,
                "{tag} {code} has no sentence of its own"
            );
        }
    }
}

#[test]
fn arguments_stand_between_isolation_marks_and_plain_takes_them_away() {
    let said = speak("ar").order_title("T-1042");
    assert_eq!(said, "الطلب \u{2068}T-1042\u{2069}");
    assert_eq!(plain(&said), "الطلب T-1042");
}

/// The values of all messages of a locale, placeables left out.
fn values(tag: &str) -> Vec<(String, String)> {
    let folder = format!("{}/../../assets/l10n/{tag}", env!("CARGO_MANIFEST_DIR"));
    let source: String = std::fs::read_dir(folder)
        .expect("the locale is there")
        .map(|entry| std::fs::read_to_string(entry.expect("listed").path()).expect("words"))
        .collect();
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty() && *line != "}") {
        let (id, text) = match line.split_once(" = ") {
            Some((id, text)) if !line.starts_with(' ') => (id.to_owned(), text),
            _ => {
                let last = rows.last().map(|(id, _)| id.clone()).expect("a variant follows its message");
                (last, line.split_once(']').map(|(_, text)| text).unwrap_or(line))
            }
        };
        let mut bare = String::new();
        let mut depth = 0;
        for c in text.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if depth == 0 => bare.push(c),
                _ => {}
            }
        }
        rows.push((id, bare.trim().to_owned()));
    }
    rows
}

#[test]
fn no_english_is_left_in_the_others() {
    const BRANDS: [&str; 1] = ["Tradewind"];
    for tag in ["ar", "ja"] {
        for (id, text) in values(tag) {
            let mut bare = text.clone();
            BRANDS.iter().for_each(|brand| bare = bare.replace(brand, ""));
            let run = bare.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic));
            assert!(!run, "{tag}: {id} = {text}");
        }
    }
    // The same word in both languages, on purpose.
    const SAME: [&str; 10] = [
        "app-name",
        "price-spoken",
        "delivery-spoken",
        "weight-grams",
        "weight-kilograms",
        "length-centimetres",
        "length-metres",
        "size-spoken",
        "line-times",
        "country",
    ];
    let english = values("en");
    for (id, text) in values("de") {
        let same = english.iter().any(|(other, words)| *other == id && *words == text);
        let wordless = !text.chars().any(char::is_alphabetic);
        assert!(!same || wordless || SAME.contains(&id.as_str()), "de: {id} = {text}");
    }
}

#[test]
fn a_broken_set_of_words_does_not_compile() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/l10n");
    assert!(generate::generate(&root).is_ok());
    type Break = fn(&std::path::Path);
    let cases: [(&str, Break); 6] = [
        ("this locale is missing", |f| std::fs::remove_dir_all(f.join("ja")).expect("was there")),
        ("de: message tab-home is missing", |f| change(f, "de", "tab-home = Stöbern\n", "")),
        ("argument $price is missing", |f| {
            change(f, "ar", "price-spoken = { $title }، { $price }", "price-spoken = { $title }")
        }),
        ("argument $count is not in en", |f| change(f, "de", "done = Fertig", "done = Fertig { $count }")),
        ("plural category [few] is missing", |f| change(f, "ar", "    [few] { $count } منتجات\n", "")),
        ("is of no known kind", |f| {
            TAGS.iter().for_each(|tag| {
                let path = f.join(tag).join("more.ftl");
                std::fs::write(path, "more = { $wrong }\n").expect("written");
            });
        }),
    ];
    for (sentence, break_it) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        for tag in TAGS {
            std::fs::create_dir(folder.path().join(tag)).expect("made");
            for entry in std::fs::read_dir(root.join(tag)).expect("a locale") {
                let path = entry.expect("listed").path();
                let name = path.file_name().expect("a file");
                std::fs::copy(&path, folder.path().join(tag).join(name)).expect("copied");
            }
        }
        break_it(folder.path());
        let faults = generate::generate(folder.path()).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.contains(sentence)), "{sentence}: {faults:?}");
    }
}

fn change(folder: &std::path::Path, tag: &str, from: &str, to: &str) {
    let path = folder.join(tag).join("app.ftl");
    let source = std::fs::read_to_string(&path).expect("copied");
    assert!(source.contains(from), "{from}");
    std::fs::write(path, source.replace(from, to)).expect("written");
}
