//! Prices in every spelling, sales and the days they hold.

use super::{AS_OF, Desk, codes, moment, row};
use tradewind_domain::Currency;
use tradewind_publish::{PriceFault, PublishError, price};

fn minor(text: &str, known: Option<&str>) -> Result<(i64, String), PriceFault> {
    let known = known.map(|code| Currency::parse(code).expect("a code"));
    price(text, known).map(|money| (money.minor, money.currency.to_string()))
}

#[test]
fn every_unambiguous_price_spelling_is_read_exactly() {
    let cases = [
        ("1234.56 EUR", 123_456, "EUR"),
        ("1.234,56 EUR", 123_456, "EUR"),
        ("1,234.56 EUR", 123_456, "EUR"),
        ("1 234,56 EUR", 123_456, "EUR"),
        ("1\u{202f}234,56\u{a0}EUR", 123_456, "EUR"),
        ("1'234.50 CHF", 123_450, "CHF"),
        ("1\u{2019}234 CHF", 123_400, "CHF"),
        ("1.234.567 EUR", 123_456_700, "EUR"),
        ("1,234,567 USD", 123_456_700, "USD"),
        ("1,23,456.00 INR", 12_345_600, "INR"),
        ("12,50 EUR", 1_250, "EUR"),
        ("12,5 EUR", 1_250, "EUR"),
        ("EUR 12.00", 1_200, "EUR"),
        ("eur12.00", 1_200, "EUR"),
        ("12.00EUR", 1_200, "EUR"),
        ("10.00USD", 1_000, "USD"),
        ("12.00  EUR", 1_200, "EUR"),
        ("12.00\u{a0}EUR", 1_200, "EUR"),
        ("12.00\tEUR", 1_200, "EUR"),
        ("12.00 eur", 1_200, "EUR"),
        ("12 EUR", 1_200, "EUR"),
        ("12.00 €", 1_200, "EUR"),
        ("€12,00", 1_200, "EUR"),
        ("&euro; 12,00", 1_200, "EUR"),
        ("€ 12.00 EUR", 1_200, "EUR"),
        ("12,- EUR", 1_200, "EUR"),
        ("CHF 49.–", 4_900, "CHF"),
        (".50 EUR", 50, "EUR"),
        ("0.500 EUR", 50, "EUR"),
        ("12.500000 EUR", 1_250, "EUR"),
        ("1234.500 EUR", 123_450, "EUR"),
        ("12\u{200b}.00 EUR\u{feff}", 1_200, "EUR"),
        ("１２．００ ＥＵＲ", 1_200, "EUR"),
        ("١٬٢٣٤٫٥٠ SAR", 123_450, "SAR"),
        ("1000.00 JPY", 1_000, "JPY"),
        ("5,480 JPY", 5_480, "JPY"),
        ("5480円", 5_480, "JPY"),
        ("1.250 KWD", 1_250, "KWD"),
        ("1.5 KWD", 1_500, "KWD"),
        ("99 zł", 9_900, "PLN"),
        ("US$ 5", 500, "USD"),
        ("$5.00 USD", 500, "USD"),
        ("CAD $5", 500, "CAD"),
        ("12,00 Euro", 1_200, "EUR"),
    ];
    for (text, amount, code) in cases {
        assert_eq!(minor(text, None), Ok((amount, code.to_owned())), "{text}");
    }
}

#[test]
fn no_ambiguous_price_is_guessed_and_each_says_why() {
    use PriceFault::{AmbiguousNumber, AmbiguousSign, NoCurrency, TooPrecise, Unreadable};
    let cases = [
        ("1.234 EUR", AmbiguousNumber),
        ("1,234 EUR", AmbiguousNumber),
        ("12.000 EUR", AmbiguousNumber),
        ("999,000 USD", AmbiguousNumber),
        ("1,250 KWD", AmbiguousNumber),
        ("12.990 CLP", AmbiguousNumber),
        ("$5", AmbiguousSign),
        ("5 ¥", AmbiguousSign),
        ("100 kr", AmbiguousSign),
        ("12.00", NoCurrency),
        ("4.5454 EUR", TooPrecise),
        ("0.001 EUR", TooPrecise),
        ("1.234,567 EUR", TooPrecise),
        ("54.80 JPY", TooPrecise),
        ("1000.50 JPY", TooPrecise),
        ("12.00 EUR (incl. VAT)", Unreadable),
        ("from 12.00 EUR", Unreadable),
        ("12.00 - 15.00 EUR", Unreadable),
        ("-1 USD", Unreadable),
        ("EUR 12 USD", Unreadable),
        ("€12 USD", Unreadable),
        ("$12 EUR", Unreadable),
        ("1e3 EUR", Unreadable),
        ("1.2.3 EUR", Unreadable),
        ("12,34,56 EUR", Unreadable),
        ("1 23 EUR", Unreadable),
        ("1,2.3,4 EUR", Unreadable),
        ("12.00 XXX", Unreadable),
        ("price on request", Unreadable),
        ("", Unreadable),
        ("99999999999999999999 EUR", Unreadable),
    ];
    for (text, fault) in cases {
        assert_eq!(minor(text, None), Err(fault), "{text}");
        let bad = row("bad").replace("19.90 EUR", text);
        let report = Desk::rows(&[row("good"), bad]).good();
        let expected = if text.is_empty() { "price_missing" } else { "price_bad" };
        assert_eq!(codes(&report), [(expected, "bad")], "{text}");
        if !text.is_empty() {
            assert_eq!(report.findings[0].sentence, fault.sentence());
            assert_eq!(report.findings[0].line, 5);
        }
    }
}

#[test]
fn a_price_without_currency_is_in_the_stated_one_and_in_no_other() {
    assert_eq!(minor("10.20", Some("EUR")), Ok((1_020, "EUR".into())));
    assert_eq!(minor("$ 5", Some("CAD")), Ok((500, "CAD".into())));
    assert_eq!(minor("$ 5", Some("EUR")), Err(PriceFault::AmbiguousSign));
    let plain = [row("a").replace("19.90 EUR", "10.20"), row("b").replace("19.90 EUR", "3599")];
    let report = Desk::rows(&plain).market("DE").good();
    assert_eq!((report.accepted, report.packs[0].currency), (2, Currency::EUR));
    let mut desk = Desk::rows(&plain).market("DE");
    desk.request.currency = Some(Currency::USD);
    assert_eq!(desk.good().packs[0].currency, Currency::USD);
    let Err(PublishError::NoGoodRow(report)) = Desk::rows(&plain).publish() else {
        unreachable!("stated nothing")
    };
    assert_eq!(codes(&report), [("price_bad", "a"), ("price_bad", "b")]);
    assert!(report.findings[0].sentence.contains("--currency"));
    let japan = Desk::rows(&[row("a")]).prices("JP", "id\tprice\na\t5480\n");
    japan.good();
    assert_eq!(japan.items("JP/en")[0].offer.price.to_string(), "5480 JPY");
}

#[test]
fn nothing_is_sold_for_nothing() {
    for zero in ["0.00 EUR", "0 EUR", "EUR 0,00", "0,- EUR"] {
        let report = Desk::rows(&[row("good"), row("free").replace("19.90 EUR", zero)]).good();
        assert_eq!((report.accepted, codes(&report)), (1, vec![("price_zero", "free")]), "{zero}");
    }
    let gift = row("gift") + "<g:sale_price>0 EUR</g:sale_price>";
    let desk = Desk::rows(&[gift]);
    let item = desk.only("DE/en");
    assert_eq!((item.offer.price_at(AS_OF).minor, item.offer.sale), (1_990, None));
    assert_eq!(codes(&desk.good()), [("sale_price_zero", "gift")]);
    let japan = Desk::rows(&[row("a"), row("b")]).prices("JP", "id\tprice\na\t0 JPY\nb\t500 JPY\n");
    assert_eq!(codes(&japan.good()), [("price_zero", "a")]);
    assert_eq!(japan.items("JP/en").len(), 1);
}

fn sale(dates: &str) -> (Option<tradewind_domain::item::Sale>, Vec<&'static str>) {
    let desk = Desk::rows(&[format!(
        "{}<g:sale_price>9.99 EUR</g:sale_price><g:sale_price_effective_date>{dates}</g:sale_price_effective_date>",
        row("a")
    )]);
    let item = desk.only("DE/en");
    (item.offer.sale, desk.good().findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn sale_days_without_time_or_zone_are_those_of_the_country() {
    let whole = ("2026-10-31T23:00:00Z", "2026-12-31T22:59:59Z");
    let eight = ("2026-11-01T07:00:00Z", "2026-12-31T22:59:00Z");
    let cases = [
        ("2026-11-01/2026-12-31", whole),
        ("2026-11-01T00:00:00/2026-12-31T23:59:59", whole),
        ("2026-11-01 00:00:00/2026-12-31 23:59:59", whole),
        (" 2026-11-01 / 2026-12-31 ", whole),
        ("2026-11-01T08:00+0100/2026-12-31T23:59+0100", eight),
        ("2026-11-01T08:00+01/2026-12-31T23:59+01", eight),
        ("2026-11-01T08:00+01:00/2026-12-31T23:59+01:00", eight),
        ("2026-11-01T07:00Z/2026-12-31T22:59Z", eight),
        ("2026-11-01t7:00 UTC/2026-12-31T22:59:00.000Z", eight),
        ("2026-11-01T0800/2026-12-31T2359", eight),
        ("2026-11-01T08:00+0100 / 2026-12-31T23:59+0100", eight),
        ("2026-11-27/2026-11-27", ("2026-11-26T23:00:00Z", "2026-11-27T22:59:59Z")),
        ("2026-11-27/2026-11-27T24:00", ("2026-11-26T23:00:00Z", "2026-11-27T23:00:00Z")),
        // Summer time is the country's too.
        ("2026-07-01/2026-12-31", ("2026-06-30T22:00:00Z", "2026-12-31T22:59:59Z")),
    ];
    for (dates, (from, until)) in cases {
        let (sale, found) = sale(dates);
        let sale = sale.unwrap_or_else(|| unreachable!("{dates}"));
        assert_eq!((sale.from, sale.until), (Some(moment(from)), Some(moment(until))), "{dates}");
        assert!(found.is_empty(), "{dates}");
    }
}

#[test]
fn a_sale_may_be_open_on_one_side() {
    let end = Some(moment("2026-12-31T22:59:00Z"));
    for dates in
        ["/2026-12-31T23:59+0100", "0000-00-00 00:00:00/2026-12-31T23:59+0100", "1900-01-01/2026-12-31T23:59"]
    {
        let (sale, found) = sale(dates);
        assert_eq!(sale.map(|sale| (sale.from, sale.until)), Some((None, end)), "{dates}");
        assert!(found.is_empty());
    }
    for dates in ["2026-11-01/", "2026-11-01/9999-12-31"] {
        let (sale, _) = sale(dates);
        assert_eq!(sale.map(|sale| sale.until), Some(None), "{dates}");
    }
}

#[test]
fn sale_dates_that_say_nothing_drop_the_sale_and_are_told() {
    for dates in [
        "2026-11-01",
        "/",
        "0000-00-00/0000-00-00",
        "01.11.2026/31.12.2026",
        "2026-12-31/2026-11-01",
        "2026-13-01/2026-14-01",
        "2026-11-01T25:00/2026-12-31",
        "2026-11-01T08:00+2300/2026-12-31",
        "soon/later",
        "2026-11-01T08:00PST/2026-12-31",
    ] {
        let (sale, found) = sale(dates);
        assert_eq!((sale, found), (None, vec!["sale_date_bad"]), "{dates}");
    }
}

#[test]
fn a_price_feed_has_sales_whatever_columns_it_lacks() {
    let base = [row("a"), row("b")];
    let feeds = [
        "sale_price\tprice\tid\n3980 JPY\t5480 JPY\ta\n\t2500 JPY\t b \n",
        "availability\tsale_price\tprice\tid\nin stock\t3980 JPY\t5480 JPY\ta\n\t\t2500 JPY\tb\n",
        "ID [id]\tPreis [price]\tSale Price\tsale price effective date\na\t5480\t3980\t2026-11-01/2026-12-31\nb\t2500\t\t\n",
    ];
    for feed in feeds {
        let desk = Desk::rows(&base).prices("JP", feed);
        let report = desk.good();
        assert_eq!(codes(&report), [], "{feed}");
        let items = desk.items("JP/en");
        let offer = &items[0].offer;
        assert_eq!((offer.price.minor, offer.price_at(AS_OF).minor), (5_480, 3_980), "{feed}");
        assert_eq!((items[1].offer.price.minor, items[1].offer.on_sale(AS_OF)), (2_500, false));
    }
    // The zone of days is the price feed's market's.
    let desk = Desk::rows(&base).prices("JP", feeds[2]);
    desk.good();
    let from = desk.items("JP/en")[0].offer.sale.as_ref().and_then(|sale| sale.from);
    assert_eq!(from, Some(moment("2026-10-31T15:00:00Z")));
    // Without any price the base feed's is lowered, if it is in the same currency.
    let austria = Desk::rows(&base).prices("AT", "id\tsale_price\na\t12,00\nb\t\n");
    assert_eq!(codes(&austria.good()), [("price_missing", "b")]);
    assert_eq!(austria.items("AT/en")[0].offer.price_at(AS_OF).minor, 1_200);
}

#[test]
fn a_price_feed_s_first_row_decides_nothing() {
    let base = [row("a"), row("b"), row("c")];
    let desk = Desk::rows(&base).prices("JP", "id\tprice\na\t5 USD\nb\t500 JPY\nc\t600 JPY\nb\t700 JPY\n");
    let report = desk.good();
    assert_eq!(codes(&report), [("price_other_currency", "a"), ("id_duplicate", "b")]);
    let prices: Vec<_> = desk.items("JP/en").iter().map(|item| item.offer.price.to_string()).collect();
    assert_eq!(prices, ["500 JPY", "600 JPY"]);
    let desk = Desk::rows(&base).prices("JP", "id\tprice\na\t5 USD\nb\t500 EUR\n");
    assert!(matches!(desk.publish(), Err(PublishError::CurrencyMixed { .. })));
}

#[test]
fn codes_with_odd_blanks_and_lost_zeros_are_no_false_alarm() {
    for (from, to) in [
        ("in_stock", "In\u{a0}Stock\u{200b}"),
        ("</g:brand>", "</g:brand><g:gtin>400 6381-333931</g:gtin>"),
        ("</g:brand>", "</g:brand><g:gtin>36000291452</g:gtin>"),
        ("</g:brand>", "</g:brand><g:shipping_weight>0.42\u{a0}kg</g:shipping_weight>"),
        ("<g:brand>Kiln</g:brand>", "<g:identifier_exists>no</g:identifier_exists>"),
        ("<g:brand>Kiln</g:brand>", "<g:identifier_exists>FALSE</g:identifier_exists>"),
    ] {
        let desk = Desk::rows(&[row("a").replace(from, to)]);
        let report = desk.good();
        assert_eq!((report.accepted, codes(&report)), (1, vec![]), "{to}");
    }
    let wrong = row("a").replace("</g:brand>", "</g:brand><g:gtin>400 6381-333930</g:gtin>");
    assert_eq!(codes(&Desk::rows(&[wrong]).good()), [("gtin_bad", "a")]);
}
