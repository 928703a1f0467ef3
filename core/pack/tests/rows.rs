//! Rows as a phone reads them: the same items as the columns hold, and every hostile shape refused before it costs anything.

use std::cell::Cell;
use std::io;
use tradewind_domain::item::Sale;
use tradewind_domain::{
    Availability, Condition, Currency, EnergyClass, EnergyLabel, EnergyScale, Facts, GroupId, Gtin, Item,
    ItemId, Market, Measure, Money, Offer, OptionValue, Picture, Timestamp, UnitPricing, WebUrl,
};
use tradewind_pack::columns::Columns;
use tradewind_pack::{FactsColumns, PackError, Raw, Rows};

fn item(n: u32) -> Item {
    let url = |text: String| WebUrl::parse(&text).expect("https");
    Item {
        id: ItemId::parse(format!("mug-{n}")).expect("a good id"),
        group: n.is_multiple_of(2).then(|| GroupId::parse(format!("g{}", n / 2)).expect("a good id")),
        title: format!("Mug {n} {}x", "é".repeat(n as usize % 40)),
        description: "Thrown by hand.\n".repeat(n as usize % 30).trim().to_owned(),
        brand: if n.is_multiple_of(3) { String::new() } else { "Kiln & Co".into() },
        category: vec!["Kitchen".into(), format!("Cups {}", n % 11)],
        options: (0..n % 4).map(|o| OptionValue { name: format!("o{o}"), value: "indigo".into() }).collect(),
        link: url(format!("https://shop.example/p/{n}")),
        pictures: (0..n % 5)
            .map(|p| Picture {
                url: url(format!("https://shop.example/{n}-{p}.webp")),
                thumbhash: (p == 0).then(|| vec![1, 2, 3]),
            })
            .collect(),
        model: n.is_multiple_of(7).then(|| url(format!("https://shop.example/{n}.glb"))),
        weight_grams: (n % 3 == 1).then_some(n * 100),
        hs_code: Some("691200".into()),
        origin: (n % 2 == 1).then(|| "PT".into()),
        offer: Offer {
            price: Money::new(i64::from(n) * 1_000_003, Currency::EUR),
            sale: n.is_multiple_of(5).then(|| Sale {
                price: Money::new(i64::from(n), Currency::EUR),
                from: n.is_multiple_of(10).then_some(Timestamp(-5)),
                until: Some(Timestamp(1_800_000_000_000)),
            }),
            availability: [Availability::InStock, Availability::Backorder][n as usize % 2],
            stock: n.is_multiple_of(4).then_some(n),
        },
        facts: facts(n),
    }
}

/// Facts of every kind, each of them absent from some rows.
fn facts(n: u32) -> Facts {
    let said = |every: u32| n.is_multiple_of(every);
    let scale = EnergyScale { best: EnergyClass::A, worst: EnergyClass::G };
    let measure = |text: &str| Measure::parse(text).expect("a measure");
    Facts {
        condition: [None, Some(Condition::New), Some(Condition::Refurbished), Some(Condition::Used)]
            [n as usize % 4],
        energy: said(3).then(|| EnergyLabel { class: EnergyClass::F, scale: said(2).then_some(scale) }),
        unit_pricing: said(5).then(|| UnitPricing {
            measure: measure(&format!("{}.5ml", n + 1)),
            base: measure("1l"),
            stated: None,
        }),
        ships_from: said(2).then(|| Market::parse("PT").expect("a code")),
        lowest_30: said(4).then(|| Money::new(i64::from(n) * 7, Currency::EUR)),
        gtin: said(7).then(|| Gtin::parse("4006381333931").expect("a good check digit")),
        mpn: said(2).then(|| format!("TW-{n}")),
        shipping: said(3).then(|| Money::new(i64::from(n), Currency::EUR)),
        seller: None,
        personalised: false,
    }
}

fn columns(count: u32) -> Columns {
    let mut columns = Columns::default();
    (0..count).for_each(|n| columns.push(&item(n)));
    columns
}

fn raw(columns: &Columns) -> [Vec<u8>; 4] {
    let bytes = |result: Result<Vec<u8>, postcard::Error>| result.expect("encodes");
    [
        bytes(postcard::to_stdvec(&columns.text)),
        bytes(postcard::to_stdvec(&columns.offers)),
        bytes(postcard::to_stdvec(&columns.rank)),
        bytes(postcard::to_stdvec(&columns.media)),
    ]
}

fn facts_stream(columns: &Columns) -> Vec<u8> {
    postcard::to_stdvec(&columns.facts).expect("encodes")
}

fn rows(count: u32, [text, offers, rank, media]: [Vec<u8>; 4]) -> Result<Rows<Vec<u8>>, PackError> {
    Rows::new(count, text, offers, rank, media)
}

#[test]
fn rows_are_the_items_that_the_columns_hold() {
    let columns = columns(500);
    let rows = rows(500, raw(&columns)).and_then(|rows| rows.with_facts(facts_stream(&columns)));
    let rows = rows.expect("good");
    assert!(rows.in_rank_order() && rows.len() == 500);
    for twice in 0..2 {
        let read: Vec<(u32, Item)> = rows.items(Currency::EUR).collect::<Result<_, _>>().expect("good");
        assert_eq!(read.len(), 500, "{twice}");
        for (n, (rank, read)) in (0..).zip(read) {
            assert_eq!((rank, &read), (n, &item(n)));
            assert_eq!(columns.item(n as usize, Currency::EUR), Ok(read));
        }
    }
}

#[test]
fn ranks_may_be_in_any_order() {
    let mut columns = columns(4);
    columns.rank.rank = vec![2, 0, 3, 1];
    let rows = rows(4, raw(&columns)).expect("good");
    assert!(!rows.in_rank_order());
    let ranks: Vec<u32> = rows.items(Currency::EUR).map(|row| row.expect("good").0).collect();
    assert_eq!(ranks, [2, 0, 3, 1]);
}

/// Bytes that count how many are asked for, at any place, and are there a few at a time.
struct Dripping(Vec<u8>, Cell<u64>);

impl Raw for Dripping {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, at: u64, to: &mut [u8]) -> io::Result<usize> {
        self.1.set(self.1.get() + 1);
        let few = to.len().min(7);
        self.0.read_at(at, &mut to[..few])
    }
}

#[test]
fn streams_that_come_a_few_bytes_at_a_time_read_the_same() {
    let columns = columns(60);
    let [text, offers, rank, media] = raw(&columns).map(|raw| Dripping(raw, Cell::new(0)));
    let facts = Dripping(facts_stream(&columns), Cell::new(0));
    let rows =
        Rows::new(60, text, offers, rank, media).and_then(|rows| rows.with_facts(facts)).expect("good");
    let read: Vec<Item> = rows.items(Currency::EUR).map(|row| row.expect("good").1).collect();
    assert!(read == (0..60).map(item).collect::<Vec<_>>());
}

#[test]
fn every_shape_that_is_not_of_the_rows_is_refused() {
    type Change = fn(&mut Columns);
    let cases: [(&str, Change); 13] = [
        ("row count", |c| c.text.title.truncate(3)),
        ("row count", |c| c.media.thumbhash.push(vec![])),
        ("row count", |c| c.offers.stock.clear()),
        ("rank", |c| c.rank.rank[1] = 0),
        ("rank", |c| c.rank.rank[1] = 99),
        // More paths than rows can use: an empty one costs a byte here and a list on a phone.
        ("category", |c| c.text.categories = vec![Vec::new(); 6]),
        ("category", |c| c.text.categories[0] = vec![String::new(); 17]),
        ("options", |c| c.text.options[0] = vec![(String::new(), String::new()); 9]),
        ("pictures", |c| c.media.pictures[0] = vec![String::new(); 12]),
        ("title", |c| c.text.title[0] = "x".repeat(601)),
        ("title", |c| c.text.title[0] = "x".repeat(151)),
        ("description", |c| c.text.description[4] = "x".repeat(20_001)),
        ("link", |c| c.text.link[2] = format!("https://a.example/{}", "x".repeat(2_048))),
    ];
    for (what, change) in cases {
        let mut bad = columns(5);
        change(&mut bad);
        let read =
            rows(5, raw(&bad)).and_then(|rows| rows.items(Currency::EUR).collect::<Result<Vec<_>, _>>());
        assert_eq!(read.err(), Some(PackError::Tampered(what)));
    }
    assert_eq!(rows(1_000_001, Default::default()).err(), Some(PackError::TooLarge("rows")));
    let mut more = raw(&columns(5));
    more[2].push(0);
    assert_eq!(rows(5, more).err(), Some(PackError::Tampered("columns")), "a byte too many");
}

#[test]
fn a_catalog_without_the_stream_of_facts_reads_as_before() {
    let mut columns = columns(12);
    let rows = rows(12, raw(&columns)).expect("good");
    for (n, row) in (0..).zip(rows.items(Currency::EUR)) {
        assert_eq!(row.expect("good").1, Item { facts: Facts::default(), ..item(n) });
    }
    columns.facts = FactsColumns::default();
    assert_eq!(columns.check(12), Ok(()));
    assert_eq!(columns.item(6, Currency::EUR), Ok(Item { facts: Facts::default(), ..item(6) }));
    assert!(!columns.facts.say_anything());
    columns.push(&item(12));
    assert!(columns.facts.say_anything());
    assert_eq!(columns.check(13), Err(PackError::Tampered("row count")));
}

#[test]
fn prices_in_another_currency_than_the_offer_are_not_carried() {
    let mut dear = item(12);
    dear.facts.shipping = Some(Money::new(5, Currency::USD));
    let mut columns = Columns::default();
    columns.push(&dear);
    assert_eq!(columns.item(0, Currency::EUR).map(|item| item.facts.shipping), Ok(None));
}

#[test]
fn every_fact_that_is_none_is_refused() {
    type Change = fn(&mut FactsColumns);
    let good: Change = |c| c.unit_pricing[0] = Some(((1_000, 9), (1_000, 11)));
    let cases: [(&str, Change); 20] = [
        ("row count", |c| c.condition.truncate(3)),
        ("row count", |c| c.shipping.push(None)),
        ("facts", |c| c.condition[0] = 4),
        ("facts", |c| c.energy[0] = Some((10, None))),
        ("facts", |c| c.energy[0] = Some((3, Some((3, 10))))),
        // A class that is not on its scale, and a scale upside down.
        ("facts", |c| c.energy[0] = Some((0, Some((3, 9))))),
        ("facts", |c| c.energy[0] = Some((5, Some((9, 3))))),
        ("facts", |c| c.unit_pricing[0] = Some(((0, 9), (1_000, 11)))),
        ("facts", |c| c.unit_pricing[0] = Some(((u64::MAX, 9), (1_000, 11)))),
        ("facts", |c| c.unit_pricing[0] = Some(((1_000, 21), (1_000, 11)))),
        ("facts", |c| c.ships_from[0] = "pt".into()),
        ("facts", |c| c.ships_from[0] = "PRT".into()),
        ("facts", |c| c.lowest_30[0] = Some(-1)),
        ("facts", |c| c.shipping[0] = Some(i64::MIN)),
        ("facts", |c| c.gtin[0] = "4006381333930".into()),
        ("facts", |c| c.gtin[0] = "0".repeat(15)),
        ("facts", |c| c.gtin[0] = "12".into()),
        ("facts", |c| c.mpn[0] = "x".repeat(71)),
        ("facts", |c| c.mpn[0] = "x".repeat(1_000_000)),
        ("facts", |c| c.mpn[0] = "é".repeat(71)),
    ];
    let read = |change: Change| {
        let mut bad = columns(5);
        change(&mut bad.facts);
        rows(5, raw(&bad))
            .and_then(|rows| rows.with_facts(facts_stream(&bad)))
            .and_then(|rows| rows.items(Currency::EUR).collect::<Result<Vec<_>, _>>())
    };
    for (what, change) in cases {
        assert_eq!(read(change).err(), Some(PackError::Tampered(what)));
    }
    assert_eq!(read(good).map(|rows| rows[0].1.facts.unit_pricing.is_some()), Ok(true));
    let mut more = facts_stream(&columns(5));
    more.push(0);
    let read = rows(5, raw(&columns(5))).and_then(|rows| rows.with_facts(more));
    assert_eq!(read.err(), Some(PackError::Tampered("columns")), "a byte too many");
}

#[test]
fn any_bytes_are_rows_or_an_error() {
    let columns = columns(12);
    let [text, offers, rank, media] = raw(&columns);
    let good = [text, offers, rank, media, facts_stream(&columns)];
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut taken = 0;
    for _ in 0..20_000 {
        let mut bad = good.clone();
        let stream = &mut bad[next() % 5];
        for _ in 0..=next() % 3 {
            let at = next() % stream.len();
            stream[at] = [next() as u8, 0xff, 0x80, 0][next() % 4];
        }
        stream.truncate(stream.len() - next() % 2);
        let [text, offers, rank, media, facts] = bad;
        if let Ok(rows) = rows(12, [text, offers, rank, media]).and_then(|rows| rows.with_facts(facts)) {
            taken += rows.items(Currency::EUR).filter(Result::is_ok).count();
        }
    }
    assert!(taken > 1_000, "{taken}");
}
