//! Every stored form, byte by byte: one file each under `tests/stored/`, named by form and version. What a phone has
//! written must read for ever, so a changed form fails here and says what is to be done.

use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_commerce::agreement::{AgreedLine, AgreedSums, Agreement};
use tradewind_commerce::{
    Checkout, CheckoutDraft, CheckoutLine, CheckoutStatus, DeliveryOption, DraftLine, MerchantLink,
    MerchantMessage, MessageKind, Offered, OrderRef, SessionHandler, Severity,
};
use tradewind_domain::{
    AgreedOtherwise, Buyer, CheckoutId, Currency, EventKind, ItemId, Language, Market, Money, Order,
    OrderEvent, OrderId, OrderLine, OrderStatus, Picture, Quantity, Timestamp, TotalEffect, TotalKind,
    TotalLine, WebUrl,
};
use tradewind_person::{
    AttemptRow, AttemptState, CartLine, CheckoutInProgress, Creating, PersonStore, PurchaseBegun,
    StoreOptions,
};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{MemoryVault, NoFailPoint, Vault};

const MERCHANT: &str = "https://shop.example";

/// The version that this build writes into rows of JSON. Notes in the vault have no row, and the same version.
const VERSION: i64 = 1;

struct World {
    folder: tempfile::TempDir,
    vault: Arc<MemoryVault>,
    store: PersonStore,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let (store, vault) = (store.expect("opens"), Arc::new(MemoryVault::default()));
    store.attach_vault(vault.clone(), Arc::new(SeededEntropy::new(1))).expect("reads");
    World { folder, vault, store }
}

impl World {
    fn db(&self) -> Connection {
        Connection::open(self.folder.path().join("person.sqlite")).expect("opens")
    }

    /// What a column of a table with one row holds, and the row's version.
    fn row(&self, table: &str, column: &str) -> (String, i64) {
        let sql = format!("SELECT {column} AS text, version FROM {table}");
        self.db().query_row(&sql, [], |row| Ok((row.get("text")?, row.get("version")?))).expect("one row")
    }

    /// Puts an earlier version's form in place of what was written.
    fn put(&self, table: &str, column: &str, form: &str, version: i64) {
        let sql = format!("UPDATE {table} SET {column} = ?1, version = ?2");
        assert_eq!(self.db().execute(&sql, rusqlite::params![form, version]).expect("written"), 1);
    }

    fn note(&self, name: &str) -> String {
        let note = self.vault.read(name).expect("serves").expect("there");
        note.expose_str().expect("text").to_owned()
    }
}

fn stored(form: &str, version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stored/{form}_{version}.json"))
}

/// Holds what was written against its file, and lets every version's file be read.
fn pinned(form: &str, written: &str, version: i64, reads: impl Fn(&str, i64)) {
    assert_eq!(version, VERSION, "{form}: rows say another version than this test expects");
    let file = stored(form, version);
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() && !file.exists() {
        std::fs::write(&file, written).expect("written");
    }
    let pinned = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        pinned == written,
        "The stored form of `{form}` changed, and every phone has the old one.\n\
         was: {pinned}\nis:  {written}\n\
         If nothing was meant to change, mend the type. Otherwise add a version: raise `VERSION` in `src/body.rs` and \
         here, teach `body::read` to bring version {version} up, leave `tests/stored/{form}_{version}.json` as it is, \
         and run this test once with TRADEWIND_WRITE_GOLDEN=1, which writes `{form}_{}.json`.",
        version + 1
    );
    for version in 1..=VERSION {
        let form = std::fs::read_to_string(stored(form, version)).expect("each version keeps its file");
        reads(&form, version);
    }
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

fn mug() -> ItemId {
    ItemId::parse("mug").expect("an id")
}

fn line() -> CartLine {
    CartLine {
        item: mug(),
        quantity: Quantity::ONE,
        title: "Mug".into(),
        seen_price: eur(2190),
        picture: Some(Picture { url: url("https://shop.example/a.png"), thumbhash: Some(vec![1, 2]) }),
        added_at: Timestamp(7),
        position: 3,
    }
}

fn buyer() -> Buyer {
    let mut buyer = Buyer {
        first_name: "Noor".into(),
        last_name: "Haddad".into(),
        email: "noor@example.com".into(),
        phone_number: "+49 30 1".into(),
        ..Buyer::default()
    };
    buyer.address.street_address = "Lange Straße 1".into();
    buyer.address.postal_code = "10115".into();
    buyer.address.address_country = "DE".into();
    buyer
}

fn order() -> Order {
    Order {
        id: OrderId::parse("o1").expect("an id"),
        label: Some("#1".into()),
        checkout: CheckoutId::parse("chk-1").expect("an id"),
        permalink: Some(url("https://shop.example/o1")),
        placed_at: Timestamp(5),
        lines: vec![OrderLine {
            item: mug(),
            title: "Mug".into(),
            price: eur(2190),
            quantity: 2,
            fulfilled: 1,
        }],
        totals: vec![TotalLine {
            kind: TotalKind::Total,
            effect: TotalEffect::Adds,
            display_text: Some("Summe".into()),
            amount: eur(4380),
        }],
        currency: Currency::EUR,
        status: OrderStatus::PartlyShipped,
        events: vec![OrderEvent {
            kind: EventKind::Other("wrapped".into()),
            at: Timestamp(6),
            tracking: "DHL 1".into(),
            tracking_url: Some(url("https://dhl.example/1")),
            description: "Wrapped".into(),
        }],
        agreed: Some(AgreedOtherwise { total: eur(4000), lines_differ: true }),
        later: Vec::new(),
        receipt: None,
        on_delivery: false,
    }
}

/// A checkout with something in every field.
fn checkout() -> Checkout {
    Checkout {
        lines: vec![CheckoutLine {
            id: "li-1".into(),
            item: mug(),
            title: "Mug".into(),
            price: eur(2190),
            quantity: 2,
            total: eur(4380),
            subtotal: Some(eur(4380)),
            adds_up: true,
            unit: None,
            priced_otherwise: false,
        }],
        totals: vec![TotalLine {
            kind: TotalKind::Tax,
            effect: TotalEffect::Adds,
            display_text: Some("MwSt.".into()),
            amount: eur(700),
        }],
        messages: vec![MerchantMessage {
            kind: MessageKind::Warning,
            code: "energy".into(),
            content: "Class A".into(),
            severity: Severity::RequiresBuyerReview,
            path: Some("$.line_items[0]".into()),
            disclosure: true,
            image: Some(url("https://shop.example/a.png")),
            url: Some(url("https://shop.example/a")),
            provider_code: None,
        }],
        links: vec![MerchantLink {
            kind: "terms_of_service".into(),
            title: Some("AGB".into()),
            url: url("https://shop.example/agb"),
        }],
        delivery: vec![DeliveryOption {
            id: "g\u{1f}std".into(),
            parcel: "Mug".into(),
            title: "Standard".into(),
            description: "3 days".into(),
            price: eur(490),
            selected: true,
        }],
        applied_codes: vec!["WELCOME10".into()],
        provisional: Vec::new(),
        continue_url: Some(url("https://shop.example/go-on")),
        expires_at: Some(Timestamp(99)),
        clock_skew: -2_500,
        dated: true,
        payment_handlers: vec![SessionHandler {
            offered: Offered::of(["sandbox"]),
            ..SessionHandler::of("dev.tradewind.sandbox_wallet", "sandbox")
        }],
        order: Some(OrderRef {
            id: OrderId::parse("o1").expect("an id"),
            label: Some("#1".into()),
            permalink: Some(url("https://shop.example/o1")),
        }),
        wants_destination: true,
        actions: Vec::new(),
        engine_state: r#"{"an":"engine's own"}"#.into(),
        ..Checkout::of_id(CheckoutId::parse("chk-1").expect("an id"), CheckoutStatus::ReadyForComplete)
    }
}

fn agreement() -> Agreement {
    let line = AgreedLine { item: mug(), title: "Mug".into(), quantity: 2, price: Some(eur(2190)) };
    let parts = vec![(TotalKind::Delivery, "Standard".into(), eur(490))];
    Agreement { lines: vec![line], sums: Some(AgreedSums { parts, total: eur(4870), term: None }) }
}

fn attempt() -> AttemptRow {
    AttemptRow {
        id: "att-1".into(),
        checkout: CheckoutId::parse("chk-1").expect("an id"),
        purchase: Some("gift".into()),
        state: AttemptState::Prepared,
        handler: "sandbox".into(),
        method: None,
        amount: eur(4870),
        payee: "shop.example".into(),
        expires_at: Some(Timestamp(99)),
        key: "key-1".into(),
        cancel_key: "cancel-1".into(),
        prepared: None,
        sends: 0,
        first_sent_at: None,
        created_at: Timestamp(8),
        dead_at: Timestamp(9),
        approved: Some(agreement()),
        return_id: None,
        acted: Vec::new(),
        lets_go: false,
        waiting: None,
    }
}

#[test]
fn a_cart_line() {
    let world = world();
    world.store.put_line(&line()).expect("written");
    let (form, version) = world.row("cart_line", "body");
    pinned("cart_line", &form, version, |form, version| {
        world.put("cart_line", "body", form, version);
        assert_eq!(world.store.cart().expect("reads"), [line()]);
    });
}

#[test]
fn a_buyer() {
    let world = world();
    world.store.save_buyer(&buyer()).expect("written");
    let (form, version) = world.row("buyer", "body");
    pinned("buyer", &form, version, |form, version| {
        world.put("buyer", "body", form, version);
        assert_eq!(world.store.buyer().expect("reads"), buyer());
    });
}

#[test]
fn an_order() {
    let world = world();
    world.store.adopt_order(&order(), None, None, false).expect("written");
    let (form, version) = world.row("orders", "body");
    pinned("order", &form, version, |form, version| {
        world.put("orders", "body", form, version);
        assert_eq!(world.store.orders().expect("reads"), [order()]);
    });
}

#[test]
fn a_checkout_in_progress_with_the_engines_own_part() {
    let world = world();
    let kept = CheckoutInProgress {
        checkout: Some(checkout()),
        unsure: true,
        purchase: Some("gift".into()),
        creating: Some(Creating {
            key: "key-0".into(),
            draft: CheckoutDraft {
                lines: vec![DraftLine { item: mug(), quantity: Quantity::ONE }],
                buyer: buyer(),
                discount_codes: vec!["WELCOME10".into()],
                selected_option: Some("g\u{1f}std".into()),
                term: None,
                live: None,
                attribution: Default::default(),
                market: Market::parse("DE").expect("a code"),
                language: Language::parse("de").expect("a tag"),
                currency: Currency::EUR,
            },
            at: Timestamp(4),
            tries: 2,
        }),
    };
    world.store.save_checkout_in_progress(&kept).expect("written");
    let (form, version) = world.row("checkout", "body");
    pinned("checkout_in_progress", &form, version, |form, version| {
        world.put("checkout", "body", form, version);
        assert_eq!(world.store.checkout_in_progress().expect("reads"), kept);
    });
}

#[test]
fn what_was_approved() {
    let world = world();
    assert!(world.store.begin_attempt(&attempt()).expect("written"));
    let sql = "SELECT approved AS text FROM attempt";
    let form: String = world.db().query_row(sql, [], |row| row.get("text")).expect("one row");
    pinned("approved", &form, VERSION, |form, _| {
        let put = world.db().execute("UPDATE attempt SET approved = ?1", [form]).expect("written");
        let read = world.store.open_attempt().expect("reads").expect("open");
        assert_eq!((put, read.approved), (1, Some(agreement())));
    });
}

#[test]
fn the_notes_in_the_vault() {
    let world = world();
    assert_eq!(
        world.store.begin_purchase("gift", &line(), Timestamp(3)).expect("written"),
        PurchaseBegun::Open
    );
    assert!(world.store.begin_attempt(&attempt()).expect("written"));
    let note = world.note("attempt/https://shop.example");
    let settled = AttemptRow { state: AttemptState::Succeeded, ..attempt() };
    world.store.settle_attempt(&settled, Some(&order()), Timestamp(10)).expect("written");
    let bought = world.note("purchases/https://shop.example");
    pinned("purchase_notes", &bought, VERSION, |_, _| {});
    pinned("attempt_note", &note, VERSION, |note, _| {
        // A new file beside a vault that knows of an open attempt and of a purchase.
        let folder = tempfile::tempdir().expect("a folder");
        let store =
            PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
        let (store, vault) = (store.expect("opens"), MemoryVault::default());
        vault.write("install", &tradewind_ports::Secret::new("install-1")).expect("written");
        vault.write("attempt/https://shop.example", &tradewind_ports::Secret::new(note)).expect("written");
        for version in 1..=VERSION {
            let bought = std::fs::read(stored("purchase_notes", version)).expect("there");
            let secret = tradewind_ports::Secret::new(bought);
            vault.write("purchases/https://shop.example", &secret).expect("written");
        }
        store.attach_vault(Arc::new(vault), Arc::new(SeededEntropy::new(2))).expect("reads");
        let open = store.open_attempt().expect("reads").expect("known by the vault alone");
        assert_eq!((open.key, open.amount, open.state), ("key-1".into(), eur(4870), AttemptState::Unknown));
        let gift = store.purchase("gift").expect("reads").expect("known by the vault alone");
        assert_eq!(gift.order, Some(order().id));
    });
}
