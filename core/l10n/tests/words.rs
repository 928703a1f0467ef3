//! The words in all languages: they format, they agree, and nothing of another language leaks in.

use tradewind_domain::{Code, Currency, Language, Money, Timestamp, Units};
use tradewind_l10n::{Direction, L10nError, LanguageInfo, Localizer, plain};

#[path = "../build/generate.rs"]
mod generate;

/// The tags of every language there is.
fn tags() -> impl Iterator<Item = &'static str> {
    LanguageInfo::all().iter().map(|one| one.tag)
}

fn speak(tag: &str) -> Localizer {
    Localizer::new(&[Language::parse(tag).expect("a tag")], "Europe/Berlin")
        .expect("the words of every language are compiled in")
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
    // Arabic counts by hundreds: what comes after them is said as if they were not there.
    assert_eq!(
        [101, 102, 103, 110, 111, 199, 200, 1_003, 1_011].map(|n| said("ar", n)),
        [
            "101 منتج",
            "102 منتج",
            "103 منتجات",
            "110 منتجات",
            "111 منتجًا",
            "199 منتجًا",
            "200 منتج",
            "1,003 منتجات",
            "1,011 منتجًا",
        ]
    );
    assert_eq!([0, 1, 5].map(|n| said("ja", n)), ["商品がありません", "1点の商品", "5点の商品"]);
}

#[test]
fn a_unit_price_is_of_a_piece_or_of_pieces() {
    let price = Money::new(35, Currency::EUR);
    let said =
        |tag: &str, n| plain(&speak(tag).unit_price(price, &speak(tag).unit_ct(n))).replace('\u{a0}', " ");
    assert_eq!(
        [1, 2, 100].map(|n| said("en", n)),
        ["€0.35 per piece", "€0.35 per 2 pieces", "€0.35 per 100 pieces"]
    );
    assert_eq!([1, 100].map(|n| said("de", n)), ["0,35 € je Stück", "0,35 € je 100 Stück"]);
    assert_eq!([1, 100].map(|n| said("ja", n)), ["1個あたり€0.35", "100個あたり€0.35"]);
    let counted = [1, 2, 3, 11, 100].map(|n| plain(&speak("ar").unit_ct(n)));
    assert_eq!(counted, ["قطعة", "قطعتين", "3 قطع", "11 قطعة", "100 قطعة"]);
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
fn a_percentage_has_the_decimals_that_count() {
    let said =
        |tag: &str| [(16_900, 3), (190, 1), (0, 0), (100, 0)].map(|(n, at)| speak(tag).percent_of(n, at));
    assert_eq!(said("en"), ["16.9%", "19%", "0%", "100%"]);
    assert_eq!(said("de"), ["16,9\u{a0}%", "19\u{a0}%", "0\u{a0}%", "100\u{a0}%"]);
    assert_eq!(speak("en").percent(20), "20%");
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
fn an_offset_serves_where_a_phone_knows_no_place() {
    let moment = Timestamp::parse_rfc3339("2026-11-24T23:30:00Z").expect("a moment");
    let at = |zone: &str| {
        Localizer::new(&[Language::parse("de").expect("a tag")], zone).map(|l| l.date_time(moment))
    };
    assert_eq!(at("GMT+03:00").as_deref(), Ok("25.11.2026, 02:30"));
    assert_eq!(at("UTC-5").as_deref(), Ok("24.11.2026, 18:30"));
    assert_eq!(at("+0530").as_deref(), Ok("25.11.2026, 05:00"));
    assert_eq!(at("Asia/Calcutta").as_deref(), Ok("25.11.2026, 05:00"));
    for bad in ["", "GMT+99", "GMT+3:99", "+", "GMT+", "America/Nowhere", "GMT+-3", "UTC+1a"] {
        assert_eq!(at(bad), Err(L10nError::TimeZone), "{bad}");
    }
}

#[test]
fn countries_have_names_in_every_language() {
    let names = |code: &str| ["en", "de", "ar", "ja"].map(|tag| speak(tag).country_name(code));
    assert_eq!(names("PT"), ["Portugal", "Portugal", "البرتغال", "ポルトガル"]);
    assert_eq!(names("IN"), ["India", "Indien", "الهند", "インド"]);
    assert_eq!(names("HK"), ["Hong Kong", "Hongkong", "هونغ كونغ", "香港"]);
    assert_eq!(names("US")[0], "United States");
    assert_eq!(names("GB")[1], "Vereinigtes Königreich");
    // ISO 3166-1 alpha-2, a few of each continent; a code that is none is shown as it is.
    for code in
        ["MA", "IT", "CN", "BR", "ZA", "NZ", "EG", "KR", "VN", "MX", "PE", "CH", "TR", "UA", "KE", "FJ"]
    {
        assert!(tags().all(|tag| speak(tag).country_name(code) != code), "{code}");
    }
    assert!(tags().all(|tag| speak(tag).country_name("XX") == "XX"));
}

#[test]
fn the_button_that_obliges_to_pay_says_so_in_german() {
    // BGB section 312j (3): the button says nothing but that, or as plainly.
    let amount = Money::new(3490, Currency::EUR);
    let said = plain(&speak("de").pay_amount(amount)).replace('\u{a0}', " ");
    assert_eq!(said, "Zahlungspflichtig bestellen · 34,90 €");
    assert_eq!(speak("de").pay(), "Zahlungspflichtig bestellen");
}

#[test]
fn weights_are_rounded_as_shoppers_round() {
    assert_eq!(plain(&speak("en").weight(12_345)), "12.35 kg");
    assert_eq!(plain(&speak("ar").weight(500)), "500 غم");
}

#[test]
fn negotiation_takes_the_first_language_we_speak() {
    let pick = |tags: &[&str]| {
        let wanted: Vec<_> = tags.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
        Localizer::negotiate(&wanted).as_str().to_owned()
    };
    assert_eq!(pick(&["tlh", "de-AT", "en"]), "de");
    assert_eq!(pick(&["ar-EG"]), "ar");
    assert_eq!(pick(&["tlh"]), "en");
    assert_eq!(pick(&[]), "en");
    assert_eq!(speak("ar").direction(), Direction::RightToLeft);
    assert_eq!(speak("ja").direction(), Direction::LeftToRight);
}

#[test]
fn every_code_has_its_sentence_in_every_language() {
    for tag in tags() {
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

/// Where a language's words lie; the table of languages lies beside them.
fn words(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/l10n").join(name)
}

/// The values of all messages of a locale, placeables left out.
fn values(tag: &str) -> Vec<(String, String)> {
    let source: String = std::fs::read_dir(words(tag))
        .expect("the locale is there")
        .map(|entry| entry.expect("listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .map(|path| std::fs::read_to_string(path).expect("words"))
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
    const BRANDS: [&str; 3] = ["Tradewind", "SEPA", "GTIN"];
    let english = values("en");
    for language in LanguageInfo::all().iter().filter(|one| one.tag != "en") {
        let (tag, latin) = (language.tag, language.script == "Latn");
        // The same word in both languages, on purpose: the language's own list of message ids.
        let same = std::fs::read_to_string(words(tag).join("same_as_en.txt")).unwrap_or_default();
        for (id, text) in values(tag) {
            if latin {
                let copied = english.iter().any(|(other, words)| *other == id && *words == text);
                let wordless = !text.chars().any(char::is_alphabetic);
                assert!(
                    !copied || wordless || same.lines().any(|known| known == id),
                    "{tag}: {id} = {text}: translate it, or name it in assets/l10n/{tag}/same_as_en.txt"
                );
            } else {
                let mut bare = text.clone();
                BRANDS.iter().for_each(|brand| bare = bare.replace(brand, ""));
                let run = bare.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic));
                assert!(!run, "{tag}: {id} = {text}");
            }
        }
    }
}

#[test]
fn the_table_of_languages_is_true() {
    assert_eq!(LanguageInfo::all()[0].tag, "en", "the catalog's words and tests compare with English");
    for one in LanguageInfo::all() {
        assert_eq!(Language::parse(one.tag).map(|tag| tag.to_string()).as_deref(), Ok(one.tag));
        assert_eq!(one.language().as_str(), one.tag);
        let localizer = speak(one.tag);
        assert_eq!((localizer.language().as_str(), localizer.direction()), (one.tag, one.direction));
        // The digits that come out are those that the table names.
        let digit = localizer.number(0).chars().next().expect("a digit");
        assert_eq!(digit == '0', one.numbering == "latn", "{}: {digit}", one.tag);
        // Letters of the script that the table names, by its own name for itself.
        let latin = one.autonym.chars().all(|c| c < '\u{250}');
        assert_eq!(latin, one.script == "Latn", "{}", one.tag);
        let right_to_left = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"].contains(&one.script);
        assert_eq!(one.direction == Direction::RightToLeft, right_to_left, "{}", one.tag);
    }
    let autonyms: std::collections::BTreeSet<_> = LanguageInfo::all().iter().map(|one| one.autonym).collect();
    assert_eq!(autonyms.len(), LanguageInfo::all().len(), "each has a name of its own");
}

#[test]
fn plural_categories_are_those_that_cldr_gives() {
    // Every category that a number up to two hundred has is one that the table asks of translators, and the other way.
    let table: toml::Table =
        std::fs::read_to_string(words("languages.toml")).expect("the table").parse().expect("TOML");
    for row in table["language"].as_array().expect("rows") {
        let tag = row["tag"].as_str().expect("a tag");
        let locale: icu::locale::Locale = tag.parse().expect("a locale");
        let rules = icu::plurals::PluralRules::try_new_cardinal((&locale).into()).expect("compiled in");
        let mut known: Vec<String> = rules
            .categories()
            .map(|one| format!("{one:?}").to_lowercase())
            .filter(|one| one != "other")
            .collect();
        let mut said: Vec<String> = row["plurals"].clone().try_into().expect("names");
        known.sort();
        said.sort();
        assert_eq!(said, known, "{tag}");
    }
}

#[test]
fn a_broken_set_of_words_does_not_compile() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/l10n");
    let whole = generate::generate(&root).expect("the words agree");
    assert!(whole.messages.contains("pub fn tab_home(") && whole.languages.contains("autonym: \"Deutsch\""));
    let of =
        |name: &str| whole.words.iter().find(|(known, _)| known == name).map(|(_, words)| words.as_str());
    assert!(of("words-de.zst").is_some_and(|words| words.contains("tab-home =")));
    type Break = fn(&std::path::Path);
    let cases: [(&str, Break); 10] = [
        ("xx has a folder of words and no row", |f| std::fs::create_dir(f.join("xx")).expect("made")),
        ("languages.toml: ", |f| std::fs::remove_file(f.join("languages.toml")).expect("was there")),
        ("de: percent has not one #", |f| table(f, "\"#\\u00a0%\"", "\"%\"")),
        ("this locale is missing", |f| std::fs::remove_dir_all(f.join("ja")).expect("was there")),
        ("de: message tab-home is missing", |f| change(f, "de", "app", "tab-home = Stöbern\n", "")),
        ("argument $price is missing", |f| {
            change(f, "ar", "app", "price-spoken = { $title }، { $price }", "price-spoken = { $title }")
        }),
        ("argument $count is not in en", |f| {
            change(f, "de", "checkout", "done = Fertig", "done = Fertig { $count }")
        }),
        ("plural category [few] is missing", |f| {
            change(f, "ar", "search", "    [few] { $count } منتجات\n", "")
        }),
        ("de: message cart-count stands in more.ftl, in en in cart.ftl", |f| {
            std::fs::rename(f.join("de/cart.ftl"), f.join("de/more.ftl")).expect("was there");
        }),
        ("is of no known kind", |f| {
            tags().for_each(|tag| {
                let path = f.join(tag).join("more.ftl");
                std::fs::write(path, "more = { $wrong }\n").expect("written");
            });
        }),
    ];
    for (sentence, break_it) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(words("languages.toml"), folder.path().join("languages.toml")).expect("copied");
        for tag in tags() {
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

fn change(folder: &std::path::Path, tag: &str, file: &str, from: &str, to: &str) {
    rewrite(&folder.join(tag).join(format!("{file}.ftl")), from, to);
}

fn table(folder: &std::path::Path, from: &str, to: &str) {
    rewrite(&folder.join("languages.toml"), from, to);
}

fn rewrite(path: &std::path::Path, from: &str, to: &str) {
    let source = std::fs::read_to_string(path).expect("copied");
    assert!(source.contains(from), "{from}");
    std::fs::write(path, source.replace(from, to)).expect("written");
}
