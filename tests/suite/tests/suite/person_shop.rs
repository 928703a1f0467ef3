//! What a person keeps, through the app in this process: erased for good.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, Instant};
use tradewind_app::{AppConfig, Intent, Screen, Shop, Snapshot, Tab};
use tradewind_domain::address::BuyerField;
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::{
    FileVault, NoFailPoint, Ports, Secret, SheetEnd, WalletAnswer, WalletError, WalletRequest, WalletSheet,
};
use tradewind_storefront::Fault;
use tradewind_suite::merchant::publish_seed;
use tradewind_suite::{Merchant, hosts};

/// Approves when it may; until then the sheet stands.
#[derive(Default)]
pub(crate) struct Wallet {
    shop: OnceLock<Weak<Shop>>,
    silent: AtomicBool,
}

impl WalletSheet for Wallet {
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        if !self.silent.load(Ordering::SeqCst) {
            let answer =
                WalletAnswer::Approved { credential_type: "token".into(), token: Secret::new("sandbox_ok") };
            let shop = self.shop.get().and_then(Weak::upgrade).ok_or(WalletError::Unavailable)?;
            shop.dispatch(Intent::WalletAnswered { sheet: request.sheet.clone(), answer });
        }
        Ok(())
    }

    fn dismiss(&self, _sheet: &str, _end: SheetEnd) {}
}

pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) merchant: Merchant,
}

pub(crate) fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    World { folder, merchant }
}

pub(crate) struct Phone {
    pub(crate) shop: Arc<Shop>,
    pub(crate) wallet: Arc<Wallet>,
}

impl World {
    fn ports(&self, vault: &str, wallet: Arc<Wallet>) -> Ports {
        let vault = FileVault::open(self.folder.path().join(vault), Arc::new(NoFailPoint)).expect("opens");
        Ports { vault: Arc::new(vault), ..hosts::ports(&self.merchant.base, wallet) }
    }

    pub(crate) fn phone(&self) -> Phone {
        self.phone_that_is(true)
    }

    /// Somebody else's phone.
    pub(crate) fn other_phone(&self) -> Phone {
        let data = self.folder.path().join("other-phone");
        self.opened(hosts::config(&self.merchant.base, &data, "en", "DE"), "other-vault")
    }

    fn phone_that_is(&self, online: bool) -> Phone {
        let config = hosts::config(&self.merchant.base, &self.folder.path().join("phone"), "en", "DE");
        self.opened(AppConfig { online, ..config }, "vault")
    }

    fn opened(&self, config: AppConfig, vault: &str) -> Phone {
        let wallet = Arc::new(Wallet::default());
        let shop = Arc::new(Shop::new(config, self.ports(vault, wallet.clone())).expect("opens"));
        let _ = wallet.shop.set(Arc::downgrade(&shop));
        Phone { shop, wallet }
    }

    fn requests(&self, part: &str) -> Vec<String> {
        self.merchant.front.requests().into_iter().filter(|one| one.contains(part)).collect()
    }
}

impl Phone {
    pub(crate) fn see<T>(&self, what: &str, mut look: impl FnMut(&Snapshot) -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let snapshot = self.shop.snapshot();
            if let Some(found) = snapshot.as_ref().and_then(|snapshot| look(snapshot)) {
                return found;
            }
            assert!(Instant::now() < end, "{what}: {snapshot:#?}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Puts the mug into the cart and goes to the checkout, with a name and an address.
    pub(crate) fn to_review(&self) {
        self.see("a catalog", |snapshot| match &snapshot.screen {
            Screen::Home { content: home } => (!home.as_of.is_empty()).then_some(()),
            _ => Some(()),
        });
        self.shop.dispatch(Intent::OpenTab { tab: Tab::Home });
        self.shop.dispatch(Intent::OpenProduct { key: "mug-indigo".into() });
        self.see("the product", |snapshot| match &snapshot.screen {
            Screen::Product { content: product } => {
                (product.key == "mug-indigo" && product.available).then_some(())
            }
            _ => None,
        });
        self.shop.dispatch(Intent::AddToCart { quantity: 1 });
        self.shop.dispatch(Intent::OpenTab { tab: Tab::Cart });
        self.shop.dispatch(Intent::OpenCheckout);
        for (field, value) in [
            (BuyerField::FirstName, "Noor"),
            (BuyerField::LastName, "Example"),
            (BuyerField::Email, "noor@example.com"),
            (BuyerField::StreetAddress, "Harbour Street 1"),
            (BuyerField::AddressLocality, "Port"),
            (BuyerField::PostalCode, "10115"),
            (BuyerField::AddressCountry, "DE"),
        ] {
            self.shop.dispatch(Intent::EditBuyer { field, value: value.into() });
        }
        self.shop.dispatch(Intent::SubmitBuyer);
        self.see("a checkout to pay", |snapshot| match &snapshot.screen {
            Screen::Checkout { content: checkout } => checkout.can_pay.then_some(()),
            _ => None,
        });
    }

    fn settings<T>(
        &self,
        what: &str,
        mut look: impl FnMut(&tradewind_app::screen::SettingsScreen) -> Option<T>,
    ) -> T {
        self.see(what, |snapshot| match &snapshot.screen {
            Screen::Settings { content: settings } => look(settings),
            _ => None,
        })
    }
}

/// The first of these words that a file of the folder holds.
pub(crate) fn holds(folder: &Path, words: &[&str]) -> Option<String> {
    for entry in std::fs::read_dir(folder).expect("reads") {
        let path = entry.expect("reads").path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        for word in words {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                return Some(format!("{word} in {}", path.display()));
            }
        }
    }
    None
}

#[test]
fn erase_everything_waits_for_a_payment_then_leaves_nothing_and_cancels_the_session() {
    let w = world();
    let phone = w.phone();
    phone.to_review();
    phone.shop.dispatch(Intent::Pay { method: None });
    let order = phone.see("bought", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: checkout } => checkout.order.clone(),
        _ => None,
    });
    phone.shop.dispatch(Intent::Done);

    // A second payment, whose sheet stands: erasing must wait, and says so.
    phone.wallet.silent.store(true, Ordering::SeqCst);
    phone.to_review();
    phone.shop.dispatch(Intent::Pay { method: None });
    phone.see("the sheet", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: checkout } => (!checkout.can_pay).then_some(()),
        _ => None,
    });
    phone.shop.dispatch(Intent::OpenTab { tab: Tab::Settings });
    phone.settings("the word to wait", |settings| {
        (settings.erase_label.is_empty() && settings.erase_note.starts_with("A payment is not settled"))
            .then_some(())
    });
    for confirmed in [false, true] {
        phone.shop.dispatch(Intent::EraseEverything { confirmed });
    }
    let sheet = w.folder.path().join("phone/person.sqlite");
    let open: String = rusqlite::Connection::open(sheet)
        .and_then(|db| db.query_row("SELECT id FROM attempt WHERE settled_at IS NULL", [], |row| row.get(0)))
        .expect("the payment is open, and nothing was erased");
    phone.shop.dispatch(Intent::WalletAnswered { sheet: open, answer: WalletAnswer::Cancelled });

    // Its session is open still. It takes a question and an answer.
    phone.settings("it may be erased", |settings| (settings.erase_label == "Erase everything").then_some(()));
    phone.shop.dispatch(Intent::EraseEverything { confirmed: true });
    phone.shop.dispatch(Intent::EraseEverything { confirmed: false });
    let asked = phone.settings("the question", |settings| {
        (!settings.erase_confirm.is_empty()).then(|| settings.erase_label.clone())
    });
    assert_eq!(asked, "Keep everything");
    let cancels = w.requests("/cancel").len();
    w.merchant
        .front
        .set_fault(Fault::parse("drop-before-commit:path=/cancel:times=1").expect("well written"));
    phone.shop.dispatch(Intent::EraseEverything { confirmed: true });
    phone.see("the first day again", |snapshot| {
        let said = snapshot.toast.as_ref().is_some_and(|toast| toast.text.contains("erased"));
        (said && matches!(snapshot.screen, Screen::Home { .. })).then_some(())
    });
    phone.shop.dispatch(Intent::OpenTab { tab: Tab::Orders });
    phone.see("no orders", |snapshot| match &snapshot.screen {
        Screen::Orders { content: orders } => orders.rows.is_empty().then_some(()),
        _ => None,
    });
    let words = ["Noor", "noor@example.com", "Harbour Street", order.as_str()];
    assert_eq!(holds(&w.folder.path().join("phone"), &words), None);
    assert_eq!(holds(&w.folder.path().join("vault"), &["key-", order.as_str()]), None);

    // The cancel was lost on its way, and goes again when the app comes to the front.
    let end = Instant::now() + Duration::from_secs(20);
    while w.requests("/cancel").len() < cancels + 2 {
        assert!(Instant::now() < end, "{:?}", w.requests("/cancel"));
        phone.shop.dispatch(Intent::Foreground { active: false });
        phone.shop.dispatch(Intent::Foreground { active: true });
        std::thread::sleep(Duration::from_millis(50));
    }
    let store = || {
        let folder = w.folder.path().join("phone");
        PersonStore::open(&folder, &w.merchant.base, &StoreOptions::default(), Arc::new(NoFailPoint))
            .expect("opens")
    };
    let end = Instant::now() + Duration::from_secs(20);
    while !store().cancels().expect("reads").is_empty() {
        assert!(Instant::now() < end, "the cancel stays written down");
        std::thread::sleep(Duration::from_millis(20));
    }
    phone.shop.shutdown();
}

#[test]
fn erase_everything_says_at_once_that_the_shop_is_being_asked_and_is_done_when_it_has_answered() {
    let w = world();
    let phone = w.phone();
    phone.to_review();
    // The shop takes its time over the next change.
    w.merchant
        .front
        .set_fault(Fault::parse("delay:path=/checkout-sessions:ms=4000:times=1").expect("well written"));
    let asked = w.requests("/checkout-sessions").len();
    phone.shop.dispatch(Intent::Retry);
    let end = Instant::now() + Duration::from_secs(20);
    while w.requests("/checkout-sessions").len() == asked {
        assert!(Instant::now() < end, "nothing is asked");
        std::thread::sleep(Duration::from_millis(10));
    }
    let from = Instant::now();
    phone.shop.dispatch(Intent::OpenTab { tab: Tab::Settings });
    for confirmed in [false, true] {
        phone.shop.dispatch(Intent::EraseEverything { confirmed });
    }
    phone.settings("the word to wait", |settings| {
        (settings.erase_label.is_empty() && settings.erase_note.starts_with("The shop has not answered"))
            .then_some(())
    });
    assert!(from.elapsed() < Duration::from_secs(3), "the person's own file waits for nobody");
    phone.see("the first day again", |snapshot| {
        snapshot.toast.as_ref().filter(|toast| toast.text.contains("erased")).map(|_| ())
    });
    assert!(from.elapsed() > Duration::from_secs(2), "not before the answer");
    let words = ["Noor", "noor@example.com", "Harbour Street"];
    assert_eq!(holds(&w.folder.path().join("phone"), &words), None);
    phone.shop.shutdown();
}

#[test]
fn erase_everything_takes_catalog_pictures_and_pins_along() {
    let w = world();
    let secrets = || -> Vec<String> {
        let entries = std::fs::read_dir(w.folder.path().join("vault")).expect("reads");
        entries.map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned()).collect()
    };
    let rows = |file: &str, table: &str| -> i64 {
        let path = w.folder.path().join("phone").join(file);
        let db = rusqlite::Connection::open(path).expect("opens");
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counts")
    };
    let phone = w.phone();
    let picture = phone.see("a picture", |snapshot| match &snapshot.screen {
        Screen::Home { content: home } => home.deals.iter().find_map(|card| card.picture.clone()),
        _ => None,
    });
    phone.shop.image(&picture.key, 64, 64).expect("it is there");
    phone.shop.shutdown();
    assert!(secrets().len() >= 3, "an id, a key and a version: {:?}", secrets());
    assert!(rows("catalog.sqlite", "scope") > 0 && rows("media.sqlite", "picture") > 0);

    // Without a network nothing comes back at once.
    let phone = w.phone_that_is(false);
    phone.shop.dispatch(Intent::OpenTab { tab: Tab::Settings });
    for confirmed in [false, true] {
        phone.shop.dispatch(Intent::EraseEverything { confirmed });
    }
    phone.see("the first day again", |snapshot| {
        snapshot.toast.as_ref().filter(|toast| toast.text.contains("erased")).map(|_| ())
    });
    phone.shop.shutdown();
    let install = tradewind_domain::hex::to_hex(b"install");
    assert_eq!(secrets(), [install]);
    let left = [("catalog.sqlite", "scope"), ("media.sqlite", "picture"), ("media.sqlite", "model")];
    for (file, table) in left {
        assert_eq!(rows(file, table), 0, "{table}");
    }
}
