//! Every schema of person.sqlite that ever shipped opens, and nothing in it is lost. Each fixture fills every table; its
//! JSON is what that version wrote.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_domain::{
    Buyer, CheckoutId, Currency, EventKind, ItemId, Market, Money, Order, OrderId, OrderStatus, Quantity,
    Timestamp,
};
use tradewind_person::AttemptState as State;
use tradewind_person::{Attributed, Consent, Purpose, Touch};
use tradewind_person::{CartLine, PersonStore, PurchaseBegun, StoreOptions};
use tradewind_ports::NoFailPoint;

const MERCHANT: &str = "https://shop.example";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

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
    PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint)).expect("opens")
}

/// Each shipped schema's file, oldest first.
fn shipped() -> Vec<PathBuf> {
    let sql = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let newest = (1..).take_while(|version| sql.join(format!("person_{version}.sql")).exists()).count();
    (1..=newest).map(|version| fixtures().join(format!("person_{version}.sqlite"))).collect()
}

/// The newest fixture is the oldest one, brought to the present, with what only the present knows.
fn write_newest() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("person.sqlite");
    std::fs::copy(&shipped()[0], &file).expect("copied");
    drop(open(folder.path()));
    let db = rusqlite::Connection::open(&file).expect("opens");
    db.execute_batch(
        "INSERT INTO install VALUES (1, 'install-1'); UPDATE attempt SET install = 'install-1', approved = '{\"lines\":[],\"sums\":null}', protocol = '2026-04-08', return_id = 'return-1', acted = '[\"a1\"]', first_sent_at = 7, method = 'dev.tradewind.sandbox_wallet';
         UPDATE checkout SET install = 'install-1'; INSERT INTO notice VALUES ('STORE_REPAIRED');
         INSERT INTO cancel VALUES ('https://shop.example', 'chk-left', 'cancel-left', 'gift');
         INSERT INTO price_seen VALUES ('https://shop.example', 'DE', 'mug-indigo', 20000, 20010, 2190, 'EUR');
         INSERT INTO trade_spent VALUES ('https://shop.example', 'order-1', 'chk-1', 'CN', 2026, 130000, 'CNY');
         INSERT INTO consent VALUES ('https://shop.example', 'measure_campaigns', 7, 1, 'granted', NULL);
         INSERT INTO touch VALUES ('https://shop.example', 0, 7, 9, 8, '{\"utm_source\":\"feed\"}', 'mia', NULL);
         INSERT INTO attributed VALUES ('https://shop.example', 'chk-1', 8, 'order-1');",
    )
    .expect("written");
    drop(db);
    std::fs::copy(&file, shipped().last().expect("one")).expect("copied");
}

#[test]
fn every_shipped_schema_opens_with_all_it_holds() {
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        write_newest();
    }
    for fixture in shipped() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(&fixture, folder.path().join("person.sqlite"))
            .expect("each schema file has its fixture");
        let store = open(folder.path());
        let what = fixture.display();
        assert_eq!(store.cart().expect("reads"), [line()], "{what}");
        assert_eq!(store.buyer().expect("reads"), Buyer { first_name: "Noor".into(), ..Buyer::default() });
        assert_eq!(store.setting("language").expect("reads").as_deref(), Some("ar"));
        assert_eq!(store.setting("market").expect("reads").as_deref(), Some("AE"));
        let recent: Vec<String> =
            store.recent().expect("reads").iter().map(|item| item.as_str().to_owned()).collect();
        assert_eq!(recent, ["watch-navy", "mug-indigo"], "{what}");

        let gift = store.purchase("gift").expect("reads").expect("there");
        assert_eq!(gift.order.as_ref().map(OrderId::as_str), Some("order-1"));
        assert_eq!(store.begin_purchase("first", &line(), Timestamp(9)).expect("reads"), PurchaseBegun::Open);

        let orders = store.orders().expect("reads");
        let [order] = orders.as_slice() else { panic!("{what}: {orders:?}") };
        assert_eq!((order.id.as_str(), order.label.as_deref()), ("order-1", Some("#1001")));
        assert_eq!((order.status, order.lines.len(), order.totals.len()), (OrderStatus::Shipped, 1, 2));
        assert_eq!(order.events[1].kind, EventKind::Other("gift_wrapped".into()));

        let open_one = store.open_attempt().expect("reads").expect("one is open");
        assert_eq!((open_one.id.as_str(), open_one.state), ("att-1", State::Asking), "{what}");
        assert_eq!((open_one.key.as_str(), open_one.cancel_key.as_str()), ("key-1", "cancel-1"));
        assert_eq!(open_one.amount, Money::new(2190, Currency::EUR));
        let prepared = open_one.prepared.expect("there");
        assert_eq!(prepared.body.to_vec(), b"{\"payment\":{}}".to_vec());
        let is_of = |versions: &[&str]| versions.iter().any(|end| what.to_string().ends_with(end));
        let newer = is_of(&["_3.sqlite", "_4.sqlite", "_5.sqlite", "_6.sqlite", "_7.sqlite"]);
        assert_eq!(prepared.protocol, if newer { "2026-04-08" } else { "" }, "{what}");
        let market = Market::parse("DE").expect("a market");
        let prices = store.prices_seen().expect("reads");
        let seen: Vec<i64> = prices.of(market, &line().item).iter().map(|run| run.price.minor).collect();
        let kept: &[i64] =
            if is_of(&["_4.sqlite", "_5.sqlite", "_6.sqlite", "_7.sqlite"]) { &[2190] } else { &[] };
        assert_eq!(seen, kept, "{what}");
        let of_sending = is_of(&["_5.sqlite", "_6.sqlite", "_7.sqlite"]);
        let later = of_sending.then(|| (Timestamp(7), "dev.tradewind.sandbox_wallet".to_owned()));
        assert_eq!(open_one.first_sent_at.zip(open_one.method), later, "{what}");
        let spent = store.spent().expect("reads");
        let counted: Vec<_> = spent.iter().map(|one| (one.ours, one.year, one.amount.minor)).collect();
        let of_spent = is_of(&["_6.sqlite", "_7.sqlite"]);
        assert_eq!(counted, if of_spent { vec![(true, 2026, 130_000)] } else { Vec::new() }, "{what}");
        let of_consent = usize::from(is_of(&["_7.sqlite"]));
        let consents = store.consents().expect("reads");
        let granted = |one: &Consent| one.purpose == Purpose::MeasureCampaigns && one.answer.is_granted();
        assert_eq!((consents.len(), consents.iter().all(granted)), (of_consent, true), "{what}");
        let touches = store.touches().expect("reads");
        let whole = |one: &Touch| one.creator.as_deref() == Some("mia") && one.campaign.len() == 1;
        assert_eq!((touches.len(), touches.iter().all(whole)), (of_consent, true), "{what}");
        let attributed = store.attributed().expect("reads");
        let bought = |one: &Attributed| one.order.as_ref().is_some_and(|order| order.as_str() == "order-1");
        assert_eq!((attributed.len(), attributed.iter().all(bought)), (of_consent, true), "{what}");
    }
}

#[test]
fn every_fixture_fills_every_table_and_every_table_stays() {
    for fixture in shipped() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("person.sqlite");
        std::fs::copy(&fixture, &file).expect("copied");
        let before = counts(&file);
        assert!(before.iter().all(|(_, rows)| *rows > 0), "{}: {before:?}", fixture.display());
        drop(open(folder.path()));
        let after = counts(&file);
        for row in &before {
            assert!(after.contains(row), "{}: {row:?} became {after:?}", fixture.display());
        }
    }
}

fn counts(file: &Path) -> BTreeSet<(String, i64)> {
    let db = rusqlite::Connection::open(file).expect("opens");
    let mut read = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").expect("reads");
    let names: Vec<String> =
        read.query_map([], |row| row.get(0)).expect("reads").collect::<Result<_, _>>().expect("reads");
    names
        .into_iter()
        .map(|name| {
            let count = db.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0));
            (name, count.expect("counts"))
        })
        .collect()
}

fn order(id: &str, checkout: &str, placed_at: i64) -> Order {
    Order {
        id: OrderId::parse(id).expect("an id"),
        label: None,
        checkout: CheckoutId::parse(checkout).expect("an id"),
        permalink: None,
        placed_at: Timestamp(placed_at),
        lines: Vec::new(),
        totals: Vec::new(),
        currency: Currency::EUR,
        status: OrderStatus::Processing,
        events: Vec::new(),
        agreed: None,
        later: Vec::new(),
        receipt: None,
        on_delivery: false,
    }
}

#[test]
fn one_order_number_given_twice_keeps_two_orders() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    store.keep_order(&order("1", "chk-a", 1)).expect("written");
    store.keep_order(&order("1", "chk-b", 2)).expect("written");
    // The same order heard of again is the same.
    store.keep_order(&order("1", "chk-b", 2)).expect("written");
    let checkouts: Vec<String> =
        store.orders().expect("reads").iter().map(|order| order.checkout.as_str().to_owned()).collect();
    assert_eq!(checkouts, ["chk-b", "chk-a"]);
}

#[test]
fn an_order_that_is_not_kept_is_not_brought_back_by_news_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    assert!(!store.save_order(&order("1", "chk-a", 1)).expect("reads"));
    assert!(store.orders().expect("reads").is_empty());
    store.keep_order(&order("1", "chk-a", 1)).expect("written");
    let delivered = Order { status: OrderStatus::Delivered, ..order("1", "chk-a", 1) };
    assert!(store.save_order(&delivered).expect("written"));
    assert_eq!(store.orders().expect("reads"), [delivered]);
}

#[test]
fn a_row_of_a_newer_app_is_left_out_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("person.sqlite");
    let store = open(folder.path());
    for (id, checkout) in [("1", "chk-a"), ("2", "chk-b")] {
        store.keep_order(&order(id, checkout, 1)).expect("written");
    }
    drop(store);
    let db = rusqlite::Connection::open(&file).expect("opens");
    let newer = r#"{"of":"another shape"}"#;
    db.execute("UPDATE orders SET version = 2, body = ?1 WHERE id = '2'", [newer]).expect("written");
    drop(db);
    let store = open(folder.path());
    assert!(store.notices().expect("reads").is_empty(), "a newer row is no damage");
    assert_eq!(store.orders().expect("reads").len(), 1);
    store.keep_order(&order("2", "chk-b", 9)).expect("written");
    drop(store);
    let db = rusqlite::Connection::open(&file).expect("opens");
    let body: String =
        db.query_row("SELECT body FROM orders WHERE id = '2'", [], |row| row.get(0)).expect("there");
    assert_eq!(body, newer);
}
