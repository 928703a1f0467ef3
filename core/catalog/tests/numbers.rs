//! Items are found by the number on their bar code: out of packs, out of what a merchant without packs answered, and in a
//! file of before numbers were indexed.

mod world;

use std::collections::BTreeSet;
use std::sync::Arc;
use tradewind_catalog::{Catalog, Filter, Window};
use tradewind_domain::{Currency, Facts, Gtin, Item};
use tradewind_pack::columns::Columns;
use tradewind_ports::NoFailPoint;
use tradewind_storage::Repairs;
use world::{NOW, Phone, item, manifest, open, scope, sealed};

const LAMP: &str = "4006381333931";
/// In twelve digits, as labels in North America have it.
const SHADE: &str = "036000291452";

fn with(n: u32, digits: &str) -> Item {
    let facts = Facts { gtin: Gtin::parse(digits).ok(), ..Facts::default() };
    Item { facts, ..item(n) }
}

/// The ids that a search finds.
fn searched(catalog: &Catalog, words: &str) -> Vec<String> {
    let window = Window { first: 0, count: 10 };
    let hits = catalog.search(&scope(), words, &Filter::default(), window).expect("reads");
    assert_eq!(hits.total as usize, hits.rows.len(), "{words}");
    hits.rows.into_iter().map(|hit| hit.item.id.as_str().to_owned()).collect()
}

fn numbered(catalog: &Catalog, digits: &str) -> Option<String> {
    let gtin = Gtin::parse(digits).expect("a number");
    catalog.by_gtin(&scope(), &gtin).expect("reads").map(|item| item.id.as_str().to_owned())
}

#[tokio::test]
async fn a_pack_brings_the_numbers_along_and_the_next_one_replaces_them() {
    let phone = Phone::new();
    let published = |items: [Item; 3]| {
        let mut columns = Columns::default();
        items.iter().for_each(|item| columns.push(item));
        sealed(&columns, 3)
    };
    let streams = published([item(0), with(1, LAMP), with(2, SHADE)]);
    phone.host.publish(&manifest(1, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    for typed in [LAMP, " 400-6381-333931 ", "04006381333931", "٤٠٠٦٣٨١٣٣٣٩٣١"] {
        assert_eq!(searched(&phone.catalog, typed), ["lamp-1"], "{typed}");
    }
    for typed in [SHADE, "0036000291452", "00036000291452"] {
        assert_eq!(searched(&phone.catalog, typed), ["lamp-2"], "{typed}");
        assert_eq!(numbered(&phone.catalog, typed).as_deref(), Some("lamp-2"));
    }
    assert_eq!(searched(&phone.catalog, "4006381333930"), [""; 0], "a wrong check digit");
    assert_eq!(searched(&phone.catalog, "96385074"), [""; 0], "no item has it");
    assert_eq!(numbered(&phone.catalog, "96385074"), None);

    let streams = published([item(0), item(1), with(2, LAMP)]);
    phone.host.publish(&manifest(2, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    assert_eq!(searched(&phone.catalog, LAMP), ["lamp-2"]);
    assert_eq!(searched(&phone.catalog, SHADE), [""; 0]);
}

#[test]
fn a_number_of_several_finds_them_all_and_a_category_its_own() {
    let phone = Phone::new();
    let kept = |items: &[Item]| phone.catalog.put_online(&scope(), Currency::EUR, items, NOW).expect("kept");
    let elsewhere = Item { category: vec!["Garden".into()], ..with(3, LAMP) };
    kept(&[with(1, LAMP), with(2, LAMP), elsewhere]);
    assert_eq!(searched(&phone.catalog, LAMP), ["lamp-1", "lamp-2", "lamp-3"]);
    assert_eq!(numbered(&phone.catalog, LAMP).as_deref(), Some("lamp-1"));
    let garden = phone.catalog.categories(&scope()).expect("reads");
    let garden = garden.iter().find(|category| category.name == "Garden").expect("is there");
    let filter = Filter { category: Some(garden.key.clone()) };
    let hits = phone.catalog.search(&scope(), LAMP, &filter, Window { first: 0, count: 10 }).expect("reads");
    assert_eq!((hits.total, hits.rows[0].item.id.as_str()), (1, "lamp-3"));
    // The second of three.
    let second = phone
        .catalog
        .search(&scope(), LAMP, &Filter::default(), Window { first: 1, count: 1 })
        .expect("reads");
    assert_eq!((second.total, second.first, second.rows[0].item.id.as_str()), (3, 1, "lamp-2"));
}

#[test]
fn a_row_that_is_written_anew_has_its_new_number_alone() {
    let phone = Phone::new();
    let kept = |item: Item| phone.catalog.put_online(&scope(), Currency::EUR, &[item], NOW).expect("kept");
    kept(with(1, LAMP));
    kept(with(1, SHADE));
    assert_eq!((searched(&phone.catalog, LAMP).len(), searched(&phone.catalog, SHADE).len()), (0, 1));
    kept(item(1));
    assert_eq!(searched(&phone.catalog, SHADE), [""; 0]);
    let db = rusqlite::Connection::open(phone.path("catalog.sqlite")).expect("opens");
    let left: u32 = db.query_row("SELECT count(*) FROM gtin", [], |row| row.get(0)).expect("a table");
    assert_eq!(left, 0, "nothing is left of numbers that no row has");
}

#[test]
fn a_file_of_before_is_indexed_when_it_is_brought_up() {
    let phone = Phone::new();
    let items = [item(0), with(1, LAMP)];
    phone.catalog.put_online(&scope(), Currency::EUR, &items, NOW).expect("kept");
    let Phone { folder, catalog, .. } = phone;
    drop(catalog);
    let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).expect("opens");
    db.execute_batch("DROP TABLE gtin; PRAGMA user_version = 3;").expect("as version 3 was");
    drop(db);
    let repairs = Repairs::default();
    let catalog = open(folder.path(), &repairs, Arc::new(NoFailPoint));
    assert_eq!(searched(&catalog, LAMP), ["lamp-1"]);
    assert_eq!(catalog.all(&scope(), 0, 9).expect("reads"), items, "and nothing of it is lost");
}

#[tokio::test]
async fn items_are_found_by_what_their_ids_begin_and_end_with() {
    let phone = Phone::new();
    let mut columns = Columns::default();
    (0..13).for_each(|n| columns.push(&item(n)));
    let streams = sealed(&columns, 13);
    phone.host.publish(&manifest(1, 13, &streams), streams);
    phone.refresh().await.expect("applies");
    let between = |before: &str, after: &str| {
        let found = phone.catalog.between(&scope(), before, &BTreeSet::from([after]), 2);
        let found = found.expect("reads").remove(after).unwrap_or_default();
        found.into_iter().map(|item| item.id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(between("la", "-1"), ["lamp-1"], "no number that ends so");
    assert_eq!(between("", "p-12"), ["lamp-12"]);
    assert_eq!(between("lamp", "2"), ["lamp-12", "lamp-2"]);
    assert_eq!(between("l", "1"), ["lamp-1", "lamp-11"], "no more than asked for");
    let endings = BTreeSet::from(["-1", "p-12", "7", "x"]);
    let several = phone.catalog.between(&scope(), "la", &endings, 2).expect("reads");
    let several: Vec<(&str, &str)> =
        several.iter().map(|(after, items)| (after.as_str(), items[0].id.as_str())).collect();
    assert_eq!(several, [("-1", "lamp-1"), ("7", "lamp-7"), ("p-12", "lamp-12")]);
    for (before, after) in [("lamp", "-1"), ("lamp-1", "-1"), ("mug", "-1"), ("la", "%"), ("la_", "1")] {
        assert_eq!(between(before, after), [""; 0], "{before} {after}");
    }
}
