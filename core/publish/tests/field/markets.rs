//! Market and currency: what was said or what all rows agree on, never what the first row has.

use super::{Desk, codes, row, rss};
use tradewind_domain::{Currency, Market};
use tradewind_publish::{MarketSource, PublishError, country};

fn priced(id: &str, price: &str) -> String {
    row(id).replace("19.90 EUR", price)
}

fn foreign_first() -> Vec<String> {
    let mut rows = vec![priced("u", "10 USD")];
    rows.extend((0..5).map(|at| row(&format!("e{at}"))));
    rows
}

#[test]
fn rows_in_several_currencies_stop_where_nothing_was_said() {
    let Err(error) = Desk::rows(&foreign_first()).publish() else { unreachable!("nothing was said") };
    let PublishError::CurrencyMixed { counts, .. } = &error else { unreachable!("{error}") };
    assert_eq!(*counts, [(Currency::EUR, 5), (Currency::USD, 1)]);
    let told = error.to_string();
    assert!(
        told.contains("5 EUR, 1 USD") && told.contains("--currency") && told.contains("--market"),
        "{told}"
    );
}

#[test]
fn the_stated_market_or_currency_decides_and_not_the_first_row() {
    let report = Desk::rows(&foreign_first()).market("DE").good();
    assert_eq!((report.accepted, codes(&report)), (5, vec![("price_other_currency", "u")]));
    assert_eq!(report.packs[0].currency, Currency::EUR);
    let mut desk = Desk::rows(&foreign_first());
    desk.request.currency = Some(Currency::EUR);
    let report = desk.good();
    assert_eq!((report.accepted, report.packs[0].market.as_str()), (5, "DE"));
    desk.request.currency = Some(Currency::USD);
    desk.request.out = desk.folder.path().join("elsewhere");
    let report = desk.good();
    assert_eq!((report.accepted, report.packs[0].market.as_str(), report.packs[0].items), (1, "US", 1));
    // The market's own currency is not among them: nothing to choose by.
    assert!(matches!(
        Desk::rows(&foreign_first()).market("JP").publish(),
        Err(PublishError::CurrencyMixed { .. })
    ));
    // A feed that sells abroad in its own currency is taken, and told.
    let report = Desk::rows(&[row("a")]).market("CH").good();
    assert_eq!((report.packs[0].currency, codes(&report)), (Currency::EUR, vec![("currency_foreign", "")]));
}

#[test]
fn doubles_are_named_and_the_first_stays() {
    let rows = [priced("a", "1 EUR"), priced("a", "2 EUR"), row("A")];
    let desk = Desk::rows(&rows).market("DE");
    let report = desk.good();
    assert_eq!((report.accepted, codes(&report)), (2, vec![("id_duplicate", "a")]));
    assert_eq!(desk.items("DE/en")[0].offer.price.minor, 100);
}

#[test]
fn the_market_says_where_it_comes_from() {
    let tagged =
        |tag: &str| rss(&[row("a")]).replace("<channel>", &format!("<channel><language>{tag}</language>"));
    let cases = [
        ("fr-FR", "FR", "fr-FR", MarketSource::Language),
        ("de_DE", "DE", "de-DE", MarketSource::Language),
        ("en-US", "DE", "en-US", MarketSource::Currency),
        ("fr", "DE", "fr", MarketSource::Currency),
    ];
    for (tag, market, language, source) in cases {
        let report = Desk::new(tagged(tag)).good();
        let pack = &report.packs[0];
        assert_eq!((pack.market.as_str(), pack.language.as_str()), (market, language), "{tag}");
        assert_eq!((report.market_source, report.language_source), (Some(source), Some("feed")), "{tag}");
    }
    let report = Desk::rows(&[row("a")]).market("AT").good();
    assert_eq!((report.market_source, report.language_source), (Some(MarketSource::Stated), Some("default")));
    let unknown = Desk::rows(&[priced("a", "100 CZK")]).publish();
    assert!(matches!(unknown, Err(PublishError::MarketUnknown(_))));
}

#[test]
fn every_country_has_its_currency_and_the_zone_most_people_live_in() {
    let all = ('A'..='Z').flat_map(|a| ('A'..='Z').map(move |b| format!("{a}{b}")));
    let markets: Vec<Market> = all.map(|code| Market::parse(&code).expect("two letters")).collect();
    let known = markets.iter().filter(|market| country::currency(**market).is_some());
    assert_eq!(known.count(), 248);
    for (code, currency, zone) in [
        ("DE", "EUR", "Europe/Berlin"),
        ("US", "USD", "America/New_York"),
        ("JP", "JPY", "Asia/Tokyo"),
        ("BR", "BRL", "America/Sao_Paulo"),
        ("AE", "AED", "Asia/Dubai"),
        ("BG", "EUR", "Europe/Sofia"),
    ] {
        let market = Market::parse(code).expect("a code");
        assert_eq!(country::currency(market).map(|currency| currency.to_string()).as_deref(), Some(currency));
        assert_eq!(country::zone(market).iana_name(), Some(zone));
    }
    // None falls back to UTC for want of a name.
    let utc = markets.iter().filter(|market| {
        country::currency(**market).is_some()
            && country::zone(**market).iana_name().is_none_or(|name| name == "UTC")
    });
    assert_eq!(utc.count(), 0);
}

#[test]
fn every_finding_is_documented() {
    let page = include_str!("../../FEED.md");
    for rule in tradewind_publish::rules::RULES {
        assert!(page.contains(&format!("`{}`", rule.code)), "{}", rule.code);
    }
}
