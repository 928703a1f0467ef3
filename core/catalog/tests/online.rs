//! The cache of a merchant without packs: answers put beside what was known, found, counted, and let go.

use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogOptions, Filter, Window};
use tradewind_domain::{
    Availability, Currency, Facts, Item, ItemId, Language, Market, Money, Offer, Scope, Timestamp, WebUrl,
};
use tradewind_ports::NoFailPoint;

const NOW: Timestamp = Timestamp(1_795_521_600_000);

struct World {
    catalog: Catalog,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let options = CatalogOptions::default();
    let catalog = Catalog::open(folder.path(), "https://shop.example", &options, Arc::new(NoFailPoint));
    World { catalog: catalog.expect("opens"), _folder: folder }
}

fn scope(text: &str) -> Scope {
    let (market, language) = text.split_once('/').expect("MARKET/lang");
    Scope {
        market: Market::parse(market).expect("a market"),
        language: Language::parse(language).expect("a tag"),
    }
}

impl World {
    fn titles(&self, wish: &str, query: &str) -> Vec<String> {
        let window = Window { first: 0, count: 20 };
        let hits = self.catalog.search(&scope(wish), query, &Filter::default(), window).expect("searches");
        hits.rows.into_iter().map(|hit| hit.item.title).collect()
    }
}

/// An item of a merchant without packs.
fn online(number: usize, title: &str, category: &str) -> Item {
    let id = |text: String| ItemId::parse(&text).expect("an id");
    Item {
        id: id(format!("item-{number}")),
        group: None,
        title: title.to_owned(),
        description: String::new(),
        brand: String::new(),
        category: [category].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        options: Vec::new(),
        link: WebUrl::parse(&format!("https://shop.example/p/{number}")).expect("https"),
        pictures: Vec::new(),
        model: None,
        weight_grams: None,
        hs_code: None,
        origin: None,
        offer: Offer {
            price: Money::new(100, Currency::USD),
            sale: None,
            availability: Availability::InStock,
            stock: None,
        },
        facts: Facts::default(),
    }
}

#[test]
fn an_answer_of_a_merchant_without_packs_changes_the_rows_it_names_and_no_others() {
    let w = world();
    let us = scope("US/en");
    let put = |items: &[Item]| w.catalog.put_online(&us, Currency::USD, items, NOW).expect("kept");
    let counts = || -> Vec<(String, u32)> {
        let all = w.catalog.categories(&us).expect("reads");
        all.into_iter().map(|category| (category.name, category.items)).collect()
    };
    put(&[online(1, "Blue cup", "Cups"), online(2, "Red cup", "Cups"), online(3, "Lamp", "")]);
    assert_eq!(counts(), [("Cups".to_owned(), 2)]);
    // Renamed and moved: found by its new words alone, in its old place.
    put(&[online(1, "Green bowl", "Bowls"), online(4, "Old cup", "Cups")]);
    assert_eq!(w.titles("US/en", "blue"), Vec::<String>::new());
    assert_eq!(w.titles("US/en", "green"), ["Green bowl"]);
    assert_eq!(w.titles("US/en", ""), ["Green bowl", "Red cup", "Lamp", "Old cup"]);
    assert_eq!(counts(), [("Cups".to_owned(), 2), ("Bowls".to_owned(), 1)]);
    // The last of a category takes it along.
    put(&[online(1, "Green bowl", "Cups")]);
    assert_eq!(counts(), [("Cups".to_owned(), 3)]);
    let one = w.catalog.item(&us, &ItemId::parse("item-2").expect("an id")).expect("reads");
    assert_eq!(one.map(|item| item.title).as_deref(), Some("Red cup"), "not named, not touched");
    // Another language's rows are its own, whatever was there first.
    w.catalog.put_online(&scope("US/de"), Currency::USD, &[online(1, "Schale", "")], NOW).expect("kept");
    assert_eq!(w.titles("US/de", ""), ["Schale"]);
    assert_eq!(w.titles("US/en", "bowl"), ["Green bowl"]);
}

#[test]
fn a_full_cache_of_online_rows_lets_the_oldest_go_and_finds_all_others() {
    let w = world();
    let us = scope("US/en");
    for start in (0..2_500).step_by(250) {
        let items: Vec<Item> =
            (start..start + 250).map(|n| online(n, &format!("thing w{n}w"), "Things")).collect();
        w.catalog.put_online(&us, Currency::USD, &items, NOW).expect("kept");
    }
    let head = w.catalog.head(&us).expect("reads").expect("is there");
    assert_eq!(head.items, 2_000);
    let count = w.catalog.categories(&us).expect("reads").first().map(|things| things.items);
    assert_eq!(count, Some(2_000));
    for (number, found) in [(0, 0), (499, 0), (500, 1), (1_999, 1), (2_499, 1)] {
        assert_eq!(w.titles("US/en", &format!("w{number}w")).len(), found, "{number}");
    }
    let window = Window { first: 1_990, count: 20 };
    let all = w.catalog.search(&us, "", &Filter::default(), window).expect("no gap in the ranks");
    assert_eq!((all.total, all.rows.len()), (2_000, 10));
}

#[test]
fn what_a_merchant_found_is_shown_in_its_order_whatever_its_words_were() {
    let w = world();
    let us = scope("US/en");
    let items: Vec<Item> = (0..5).map(|n| online(n, &format!("Cup {n}"), "")).collect();
    w.catalog.put_online(&us, Currency::USD, &items, NOW).expect("kept");
    let ids: Vec<ItemId> = [4, 0, 2].into_iter().map(|n: usize| items[n].id.clone()).collect();
    let hits = w.catalog.hits_of(&us, &ids, "beaker", Window { first: 1, count: 5 }).expect("reads");
    let titles: Vec<&str> = hits.rows.iter().map(|hit| hit.item.title.as_str()).collect();
    assert_eq!((hits.total, hits.first, titles), (3, 1, vec!["Cup 0", "Cup 2"]));
    let page = |text: &str| WebUrl::parse(text).expect("https");
    let ours = |text: &str| w.catalog.links_to_host_of(&us, &page(text)).expect("reads");
    assert!(ours("https://shop.example/p/99?x=1"));
    assert!(!ours("https://shop.example.evil.example/p/1") && !ours("https://shop.exampl/p/1"));
}
