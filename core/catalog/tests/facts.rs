//! What else is known of items: through a merchant's packs onto the phone, and out of rows that an earlier build wrote.

mod world;

use tradewind_catalog::CatalogError;
use tradewind_domain::{Code, Condition, Currency, Facts, Item, Market, Money};
use tradewind_pack::columns::Columns;
use tradewind_pack::object::seal;
use tradewind_pack::{FactsColumns, PackError};
use world::{NOW, Phone, columns, item, manifest, scope, sealed};

/// An item of which something is known.
fn known(n: u32) -> Item {
    let facts = Facts {
        condition: Some(Condition::Refurbished),
        ships_from: Market::parse("MA").ok(),
        lowest_30: Some(Money::new(i64::from(n) + 90, Currency::EUR)),
        shipping: Some(Money::zero(Currency::EUR)),
        mpn: Some(format!("L-{n}")),
        ..Facts::default()
    };
    Item { facts, ..item(n) }
}

fn known_columns() -> Columns {
    let mut columns = Columns::default();
    (0..3).for_each(|n| columns.push(&known(n)));
    columns
}

#[tokio::test]
async fn items_come_back_with_their_facts() {
    let phone = Phone::new();
    let streams = sealed(&known_columns(), 3);
    assert_eq!(streams.len(), 5);
    phone.host.publish(&manifest(1, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    assert_eq!(phone.catalog.all(&scope(), 0, 9).expect("reads"), [known(0), known(1), known(2)]);
    // The next version has none any more.
    let streams = sealed(&columns(3), 3);
    assert_eq!(streams.len(), 4);
    phone.host.publish(&manifest(2, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    assert_eq!(phone.catalog.all(&scope(), 0, 9).expect("reads"), [item(0), item(1), item(2)]);
}

#[tokio::test]
async fn a_hostile_stream_of_facts_refuses_the_whole_and_leaves_what_was_there() {
    let phone = Phone::new();
    let streams = sealed(&known_columns(), 3);
    phone.host.publish(&manifest(1, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    let changes: [fn(&mut FactsColumns); 4] = [
        |facts| facts.condition[2] = 9,
        |facts| facts.shipping[0] = Some(-1),
        |facts| facts.mpn[1] = "x".repeat(1 << 20),
        |facts| facts.gtin.truncate(2),
    ];
    for (version, change) in (2..).zip(changes) {
        let mut bad = known_columns();
        change(&mut bad.facts);
        let streams = sealed(&bad, 3);
        phone.host.publish(&manifest(version, 3, &streams), streams);
        let refused = phone.refresh().await.err().map(|error| error.code());
        assert_eq!(refused, Some(Code::PackTampered), "{version}");
        assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [known(0)]);
    }
    // As many rows as the manifest says, in every stream.
    let mut streams = sealed(&columns(3), 3);
    streams.push(seal("facts", &known_columns().facts, 4).expect("seals"));
    phone.host.publish(&manifest(9, 3, &streams), streams);
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Pack(PackError::Tampered("row count")))), "{refused:?}");
}

#[test]
fn a_row_that_an_earlier_build_wrote_reads_without_facts() {
    let phone = Phone::new();
    phone.catalog.put_online(&scope(), Currency::EUR, &[known(3)], NOW).expect("kept");
    assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [known(3)]);
    let before: &[u8] = include_bytes!("fixtures/item_1.body");
    let db = rusqlite::Connection::open(phone.path("catalog.sqlite")).expect("opens");
    assert_eq!(db.execute("UPDATE item_1 SET body = ?1", [before]).expect("written"), 1);
    assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [item(3)]);
    // The next answer of the merchant is written with what it knows.
    phone.catalog.put_online(&scope(), Currency::EUR, &[known(3)], NOW).expect("kept");
    assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [known(3)]);
}
