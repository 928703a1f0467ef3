//! What else feeds say of items: each attribute in each kind of feed, good and bad, and the lows that publish remembers.

use super::{AS_OF, Desk, codes, row, rss};
use std::path::Path;
use tradewind_domain::{
    Condition, EnergyClass, EnergyLabel, EnergyScale, Facts, Item, Market, Measure, Money, Timestamp,
};

/// Attributes with a good and a bad value each, and the bad one's code.
const VALUES: [(&str, &str, &str, &str); 9] = [
    ("condition", "Refurbished", "mint", "condition_bad"),
    ("unit_pricing_measure", "750 ml", "750", "unit_pricing_measure_bad"),
    ("ships_from_country", "pt", "Portugal", "ships_from_bad"),
    ("gtin", "4006381333931", "4006381333930", "gtin_bad"),
    ("mpn", "TW-01-1", LONG, "mpn_too_long"),
    ("shipping", "DE::Standard:4.90 EUR,DE::Express:12.90 EUR", "free", "shipping_bad"),
    ("energy_efficiency_class", "f", "Z", "energy_class_bad"),
    ("tw:lowest_price_30_days", "17.90 EUR", "17.90 USD", "lowest_price_bad"),
    ("unit_pricing_base_measure", "1l", "1kg", "unit_pricing_base_bad"),
];
const LONG: &str = "01234567890123456789012345678901234567890123456789012345678901234567890";
/// Beside them, so that a class has its scale.
const SCALE: [(&str, &str); 2] = [("min_energy_efficiency_class", "G"), ("max_energy_efficiency_class", "A")];

/// A row with these attributes as elements.
fn with(id: &str, attributes: &[(&str, &str)]) -> String {
    let element = |(name, value): &(&str, &str)| match name.strip_prefix("tw:") {
        Some(ours) => format!("<tw:{ours}>{value}</tw:{ours}>"),
        None => format!("<g:{name}>{value}</g:{name}>"),
    };
    row(id) + &attributes.iter().map(element).collect::<String>()
}

fn atom(row: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\" \
         xmlns:tw=\"https://tradewind.example/ns/feed/1\"><title>Field shop</title><entry>{row}</entry></feed>"
    )
}

fn tsv(attributes: &[(&str, &str)]) -> String {
    let plain = [
        ("id", "a"),
        ("title", "Plain mug"),
        ("description", "A mug."),
        ("link", "https://shop.example/p/a"),
        ("image link", "https://shop.example/i/a.jpg"),
        ("price", "19.90 EUR"),
        ("availability", "in stock"),
        ("brand", "Kiln"),
    ];
    let all: Vec<_> = plain.iter().chain(attributes).collect();
    let line =
        |part: fn(&(&str, &str)) -> String| all.iter().map(|one| part(one)).collect::<Vec<_>>().join("\t");
    format!("{}\n{}\n", line(|(name, _)| (*name).to_owned()), line(|(_, value)| (*value).to_owned()))
}

/// The same row in each kind of feed.
fn kinds(attributes: &[(&str, &str)]) -> [String; 3] {
    let row = with("a", attributes);
    [rss(std::slice::from_ref(&row)), atom(&row), tsv(attributes)]
}

fn eur(minor: i64) -> Option<Money> {
    Some(Money::new(minor, tradewind_domain::Currency::EUR))
}

#[test]
fn every_fact_is_read_in_every_kind_of_feed() {
    let good: Vec<_> = VALUES.iter().map(|(name, good, ..)| (*name, *good)).chain(SCALE).collect();
    for feed in kinds(&good) {
        let desk = Desk::new(&feed);
        let facts = desk.only("DE/en").facts;
        assert_eq!(codes(&desk.good()), [], "{feed}");
        let pricing = facts.unit_pricing.expect("both measures");
        assert_eq!(
            (Some(pricing.measure), Some(pricing.base)),
            (Measure::parse("750ml"), Measure::parse("1l"))
        );
        assert_eq!(pricing.price_of_base(Money::new(1_990, tradewind_domain::Currency::EUR)), eur(2_653));
        let scale = EnergyScale { best: EnergyClass::A, worst: EnergyClass::G };
        assert_eq!(facts.energy, Some(EnergyLabel { class: EnergyClass::F, scale: Some(scale) }));
        assert_eq!(facts.condition, Some(Condition::Refurbished));
        assert_eq!(facts.ships_from, Market::parse("PT").ok());
        assert_eq!(facts.gtin.map(String::from).as_deref(), Some("4006381333931"));
        assert_eq!(facts.mpn.as_deref(), Some("TW-01-1"));
        assert_eq!((facts.shipping, facts.lowest_30), (eur(490), eur(1_790)));
    }
}

#[test]
fn every_bad_fact_is_left_out_alone_and_told_in_every_kind_of_feed() {
    for (at, (name, _, bad, code)) in VALUES.iter().enumerate() {
        let mut attributes: Vec<_> =
            VALUES.iter().map(|(name, good, ..)| (*name, *good)).chain(SCALE).collect();
        attributes[at].1 = bad;
        for feed in kinds(&attributes) {
            let desk = Desk::new(&feed);
            let facts = desk.only("DE/en").facts;
            let report = desk.good();
            assert_eq!((codes(&report), report.warnings), (vec![(*code, "a")], 1), "{name}: {feed}");
            assert_eq!(report.by_code.get(code), Some(&1));
            let left = [
                facts.condition.is_some(),
                facts.unit_pricing.is_some(),
                facts.ships_from.is_some(),
                facts.gtin.is_some(),
                facts.mpn.is_some(),
                facts.shipping.is_some(),
                facts.energy.is_some(),
                facts.lowest_30.is_some(),
            ];
            // The two measures are one fact.
            let missing = if at == 8 { 1 } else { at };
            assert_eq!(left.map(|there| !there), std::array::from_fn(|fact| fact == missing), "{name}");
        }
    }
}

#[test]
fn a_class_stays_where_its_scale_does_not_read() {
    for (min, max, scale) in
        [("A+++", "D", true), ("D", "A+++", true), ("E", "G", false), ("A", "A", false), ("G", "", false)]
    {
        let attributes = [
            ("energy_efficiency_class", "A++"),
            ("min_energy_efficiency_class", min),
            ("max_energy_efficiency_class", max),
        ];
        let desk = Desk::rows(&[with("a", &attributes)]);
        let label = desk.only("DE/en").facts.energy.expect("a class");
        assert_eq!((label.class, label.scale.is_some()), (EnergyClass::APlusPlus, scale), "{min} {max}");
        assert_eq!(codes(&desk.good()).is_empty(), scale, "{min} {max}");
    }
    let alone = Desk::rows(&[with("a", &[("energy_efficiency_class", "B")])]);
    assert_eq!(alone.only("DE/en").facts.energy, Some(EnergyLabel { class: EnergyClass::B, scale: None }));
    assert_eq!(codes(&alone.good()), []);
}

#[test]
fn delivery_is_of_the_market_and_read_from_nested_elements_too() {
    let nested = |country: &str, region: &str, price: &str| {
        format!(
            "<g:shipping><g:country>{country}</g:country>{region}<g:service>Ground</g:service><g:price>{price}</g:price></g:shipping>"
        )
    };
    let rates = nested("DE", "", "6.49 EUR")
        + &nested("DE", "<g:region>BY</g:region>", "1 EUR")
        + &nested("DE", "", "5 EUR")
        + &nested("AT", "", "0 EUR")
        + &nested("JP", "", "900 JPY")
        + &nested("CH", "", "9 EUR");
    let rows = [row("a") + &rates, row("b")];
    let prices = "id\tprice\tshipping(country:price)\na\t3000 JPY\t\nb\t4000 JPY\tJP:700 JPY\n";
    let desk = Desk::rows(&rows)
        .prices("JP", prices)
        .prices("AT", "id\tprice\na\t21 EUR\nb\t22 EUR\n")
        .prices("CH", "id\tprice\na\t25 CHF\n");
    assert_eq!(codes(&desk.good()), []);
    let shipping = |scope: &str| -> Vec<Option<String>> {
        let said = |item: Item| item.facts.shipping.map(|money| money.to_string());
        desk.items(scope).into_iter().map(said).collect()
    };
    assert_eq!(shipping("DE/en"), [Some("5.00 EUR".into()), None]);
    assert_eq!(shipping("JP/en"), [Some("900 JPY".into()), Some("700 JPY".into())]);
    assert_eq!(shipping("AT/en"), [Some("0.00 EUR".into()), None]);
    // Nobody converts: a rate in another currency than the market's prices is none.
    assert_eq!(shipping("CH/en"), [None]);
}

#[test]
fn a_low_is_of_its_own_market_alone() {
    let desk = Desk::rows(&[with("a", &[("tw:lowest_price_30_days", "18 EUR")])])
        .prices("JP", "id\tprice\ttw:lowest_price_30_days\na\t3000 JPY\t2800 JPY\n")
        .prices("AT", "id\tprice\na\t21 EUR\n");
    assert_eq!(codes(&desk.good()), []);
    let low = |scope: &str| desk.items(scope)[0].facts.lowest_30.map(|money| money.to_string());
    assert_eq!(low("DE/en").as_deref(), Some("18.00 EUR"));
    assert_eq!(low("JP/en").as_deref(), Some("2800 JPY"));
    assert_eq!(low("AT/en"), None);
}

#[test]
fn a_feed_without_facts_publishes_no_stream_of_them() {
    let desk = Desk::rows(&[row("a")]);
    assert_eq!(desk.only("DE/en").facts, Facts::default());
    assert_eq!(std::fs::read_dir(desk.request.out.join("objects")).expect("there").count(), 4);
}

#[test]
fn the_low_of_thirty_published_days_is_known_and_what_the_feed_says_counts_before_it() {
    let day = |day: i64| Some(Timestamp(AS_OF.0 + day * 86_400_000));
    let mut desk = Desk::rows(&[row("a")]);
    let low = |desk: &mut Desk, at: i64, price: &str| {
        desk.feed(rss(&[row("a").replace("19.90 EUR", price)]));
        desk.request.as_of = day(at);
        desk.only("DE/en").facts.lowest_30
    };
    assert_eq!(low(&mut desk, 0, "17.50 EUR"), None);
    for at in 1..30 {
        assert_eq!(low(&mut desk, at, "19.90 EUR"), None, "day {at}");
    }
    assert_eq!(low(&mut desk, 30, "19.90 EUR"), eur(1_750));
    assert_eq!(low(&mut desk, 31, "19.90 EUR"), eur(1_990));
    assert_eq!(low(&mut desk, 33, "19.90 EUR"), None, "a day is missing");
    let said = with("a", &[("tw:lowest_price_30_days", "12 EUR")]);
    desk.feed(rss(&[said]));
    assert_eq!(desk.only("DE/en").facts.lowest_30, eur(1_200));
}

#[test]
fn a_damaged_history_is_told_and_stops_nothing() {
    let desk = Desk::rows(&[row("a")]);
    desk.good();
    let path = desk.request.out.join("history.tsv");
    let good = std::fs::read_to_string(&path).expect("kept");
    assert_eq!(good, "market\tid\tcurrency\treduced_since\tlows\nDE\ta\tEUR\t\t2026-11-24*1=1990\n");
    std::fs::write(&path, b"market\tid\n\xff\xfe\nDE\ta\n").expect("written");
    let report = desk.good();
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.code, finding.line)).collect();
    assert_eq!(found, [("history_bad", 2), ("history_bad", 3)]);
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), good);
}

#[test]
fn the_seed_ships_from_four_places_and_one_reduction_does_not_hold() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed");
    let mut desk = Desk::new("");
    desk.request.feed = seed.join("feed.en.xml");
    let markets = ["AE", "BR", "CN", "DE", "IN", "JP", "KE", "US"];
    desk.request.prices = markets
        .iter()
        .map(|code| (Market::parse(code).expect("a code"), seed.join(format!("prices.{code}.tsv"))))
        .collect();
    assert_eq!(codes(&desk.good()), []);
    let items = desk.items("DE/en");
    let from = |form: &str| {
        let item = items.iter().find(|item| item.id.as_str().starts_with(form)).expect("there");
        (item.facts.ships_from.map(|place| place.to_string()).unwrap_or_default(), item.hs_code.clone())
    };
    assert_eq!(from("lantern"), ("MA".into(), Some("940550".into())));
    assert_eq!(from("teapot"), ("JP".into(), Some("691110".into())));
    assert_eq!(from("clock"), ("PT".into(), Some("910591".into())));
    assert_eq!(from("chair"), ("US".into(), Some("940169".into())));
    let false_ones: Vec<_> = items
        .iter()
        .filter(|item| item.offer.on_sale(AS_OF))
        .filter(|item| item.facts.lowest_30.is_none_or(|low| low.minor <= item.offer.price_at(AS_OF).minor))
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(false_ones, ["vase-amber"]);
    for code in markets {
        let items = desk.items(&format!("{code}/en"));
        assert!(items.iter().all(|item| item.facts.shipping.is_some() && item.facts.mpn.is_some()), "{code}");
        assert_eq!(items.len(), 48);
    }
}
