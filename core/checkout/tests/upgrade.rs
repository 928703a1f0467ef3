//! Every schema of person.sqlite that ever shipped opens, and nothing in it is lost.

use std::path::Path;
use std::sync::Arc;
use tradewind_checkout::{CartLine, PersonStore, StoreOptions};
use tradewind_domain::{Buyer, Currency, ItemId, Money, Quantity, Timestamp};
use tradewind_ports::OpenGate;

const MERCHANT: &str = "https://shop.example";

fn line() -> CartLine {
    CartLine {
        item: ItemId::parse("mug-indigo").expect("an id"),
        quantity: Quantity::ONE,
        title: "Mug".into(),
        seen_price: Money::new(2190, Currency::EUR),
        picture: None,
        added_at: Timestamp(1),
        position: 0,
    }
}

fn open(folder: &Path) -> PersonStore {
    PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(OpenGate)).expect("opens")
}

#[test]
fn every_shipped_schema_opens_with_all_it_holds() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path());
        store.put_line(&line()).expect("written");
        store.save_buyer(&Buyer { first_name: "Noor".into(), ..Buyer::default() }).expect("written");
        store.save_setting("language", "ar").expect("written");
        store.begin_purchase("first", &line(), Timestamp(2)).expect("written");
        drop(store);
        std::fs::create_dir_all(&fixtures).expect("made");
        std::fs::copy(folder.path().join("person.sqlite"), fixtures.join("person_1.sqlite")).expect("copied");
    }
    let mut seen = 0;
    for version in 1.. {
        let fixture = fixtures.join(format!("person_{version}.sqlite"));
        if !fixture.exists() {
            break;
        }
        seen = version;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(&fixture, folder.path().join("person.sqlite")).expect("copied");
        let store = open(folder.path());
        assert_eq!(store.cart().expect("reads"), [line()]);
        assert_eq!(store.buyer().expect("reads").first_name, "Noor");
        assert_eq!(store.setting("language").expect("reads").as_deref(), Some("ar"));
        assert!(store.purchase("first").expect("reads").is_some());
    }
    let newest = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("sql")).expect("there").count();
    assert_eq!(seen, newest, "each schema file has its fixture");
}
