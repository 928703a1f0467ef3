//! Every person's file ever shipped is opened by today's build, and nothing in it is lost.

use std::path::Path;
use std::sync::Arc;
use tradewind_checkout::{PersonStore, StoreOptions};
use tradewind_ports::OpenGate;

/// What each version of the schema left on a phone. A new version adds a line and keeps the others.
const SHIPPED: &[(&str, &str)] = &[("person_1.sql", include_str!("fixtures/person_1.sql"))];

const MERCHANT: &str = "https://shop.example";

#[test]
fn a_file_of_every_version_opens_with_nothing_lost() {
    for (version, rows) in SHIPPED {
        let folder = tempfile::tempdir().expect("a folder");
        let file = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
        file.execute_batch(rows).expect("the fixture is a database");
        drop(file);
        let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(OpenGate))
            .expect(version);
        let buyer = store.buyer().expect("reads");
        assert_eq!(buyer.first_name, "Noor", "{version}");
        let orders = store.orders().expect("reads");
        let [order] = orders.as_slice() else { unreachable!("{version}: {orders:?}") };
        assert_eq!(order.lines[0].item.as_str(), "mug-indigo", "{version}");
        let bought = store.purchase("first").expect("reads").and_then(|purchase| purchase.order);
        assert_eq!(bought.as_ref(), Some(&order.id), "{version}: it would be bought twice");
        assert_eq!(store.recent().expect("reads").len(), 1, "{version}");
        assert!(store.open_attempt().expect("reads").is_none(), "{version}: settled long ago");
    }
}

#[test]
fn every_schema_has_a_fixture() {
    let sql = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    for entry in std::fs::read_dir(sql).expect("there").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(SHIPPED.iter().any(|(fixture, _)| *fixture == name), "{name} has no fixture");
    }
}
