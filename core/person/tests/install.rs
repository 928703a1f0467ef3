//! Whose phone it is: a copied or restored file asks and cancels, a destroyed one still knows of its open payment; and the
//! folder is nobody else's to read.

mod phones;

use phones::{MERCHANT, NOTE, PURCHASES, folder, note, open, vault};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_domain::Code;
use tradewind_person::AttemptState as State;
use tradewind_person::{FolderLock, PersonStore, StoreOptions};
use tradewind_ports::fakes::{LockedVault, SeededEntropy};
use tradewind_ports::{MemoryVault, NoFailPoint, Secret, Vault, VaultError};

/// Whether the open attempt is another phone's. Then it has to be disarmed: nothing to send is left, and the law lets
/// Unknown ask and cancel alone.
fn begun_elsewhere(store: &PersonStore) -> bool {
    let row = store.open_attempt().expect("reads").expect("one is open");
    let elsewhere = store.was_begun_elsewhere(&row).expect("reads");
    let armed = row.state != State::Unknown && row.prepared.is_some();
    assert_eq!(armed, !elsewhere, "{row:?}");
    assert!(row.sends > 0);
    elsewhere
}

fn settle(folder: &Path) {
    let db = rusqlite::Connection::open(folder.join("person.sqlite")).expect("opens");
    db.execute("UPDATE attempt SET settled_at = 9, state = 'ended'", []).expect("written");
}

#[test]
fn this_phones_own_attempt_is_its_own() {
    let folder = folder();
    let store = open(folder.path(), &vault(Some("install-1"), Some(&note("att-1"))));
    assert!(!store.is_foreign().expect("reads"));
    assert!(!begun_elsewhere(&store));
    assert!(!store.session_was_begun_elsewhere().expect("reads"));
}

#[test]
fn a_copied_folder_with_a_fresh_vault_is_foreign_until_its_payment_is_settled() {
    let (folder, vault) = (folder(), vault(None, None));
    let store = open(folder.path(), &vault);
    assert!(store.is_foreign().expect("reads"));
    assert!(begun_elsewhere(&store), "it may ask and cancel, never pay");
    assert!(store.session_was_begun_elsewhere().expect("reads"));
    drop(store);
    settle(folder.path());
    let store = open(folder.path(), &vault);
    assert!(!store.is_foreign().expect("reads"), "adopted");
    let db = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
    let id: String = db.query_row("SELECT id FROM install", [], |row| row.get(0)).expect("there");
    let kept = vault.read("install").expect("reads").expect("there");
    assert_eq!(kept.expose_str(), Some(id.as_str()), "one new id in both");
    assert_ne!(id, "install-1");
}

#[test]
fn a_restored_file_that_is_older_than_the_vault_only_asks() {
    // The vault knows of no open attempt any more: it was settled after this copy was made.
    let folder = folder();
    let store = open(folder.path(), &vault(Some("install-1"), None));
    assert!(!store.is_foreign().expect("reads"));
    assert!(begun_elsewhere(&store));

    // The vault knows of one that this copy has never heard of.
    let folder = self::folder();
    settle(folder.path());
    let store = open(folder.path(), &vault(Some("install-1"), Some(&note("att-2"))));
    let row = store.open_attempt().expect("reads").expect("it is in the file now");
    assert_eq!((row.id.as_str(), row.state), ("att-2", State::Unknown));
    assert_eq!((row.key.as_str(), row.cancel_key.as_str()), ("key-of-att-2", "cancel-of-att-2"));
    assert!(row.prepared.is_none() && row.sends > 0);
    assert_eq!(row.method, None, "a note of before it kept the method");

    // With the method's name in it, its own times count again.
    let folder = self::folder();
    settle(folder.path());
    let named = note("att-2").replace(r#""handler":"h","#, r#""handler":"h","method":"com.example.bank","#);
    let store = open(folder.path(), &vault(Some("install-1"), Some(&named)));
    let row = store.open_attempt().expect("reads").expect("it is in the file now");
    assert_eq!(row.method.as_deref(), Some("com.example.bank"));
}

#[test]
fn a_file_of_before_install_ids_asks_and_is_adopted() {
    let folder = tempfile::tempdir().expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::copy(fixtures.join("person_1.sqlite"), folder.path().join("person.sqlite")).expect("copied");
    let vault = vault(None, None);
    let store = open(folder.path(), &vault);
    assert!(begun_elsewhere(&store));
    drop(store);
    settle(folder.path());
    let store = open(folder.path(), &vault);
    assert!(!store.is_foreign().expect("reads"));
    assert_eq!(store.orders().expect("reads").len(), 1);
}

#[test]
fn a_destroyed_file_still_knows_of_its_open_payment_and_of_what_was_bought() {
    let folder = tempfile::tempdir().expect("a folder");
    let garbage = || std::fs::write(folder.path().join("person.sqlite"), b"garbage").expect("written");
    garbage();
    let vault = vault(Some("install-1"), Some(&note("att-9")));
    let bought = r#"{"gift":{"item":"mug","quantity":2,"begun_at":1,"order":"order-1"}}"#;
    vault.write("purchases/https://shop.example", &Secret::new(bought)).expect("written");
    let store = open(folder.path(), &vault);
    let row = store.open_attempt().expect("reads").expect("the vault knew");
    assert_eq!((row.id.as_str(), row.state), ("att-9", State::Unknown));
    assert_eq!(store.notices().expect("reads"), [Code::StoreRepaired], "no payment was lost");
    let gift = store.purchase("gift").expect("reads").expect("the vault knew");
    assert_eq!(gift.order.map(String::from), Some("order-1".to_owned()));
    drop(store);

    // Nothing was open, and the vault says so.
    garbage();
    vault.remove(NOTE).expect("removed");
    let store = open(folder.path(), &vault);
    assert_eq!(store.notices().expect("reads"), [Code::StoreRepaired]);
    drop(store);

    // A vault that was never told of anything proves nothing.
    garbage();
    let store = open(folder.path(), &self::vault(None, None));
    assert_eq!(store.notices().expect("reads"), [Code::JournalLost, Code::StoreRepaired]);
}

#[test]
fn erasing_leaves_nothing_of_the_person_and_a_cancel_for_each_session() {
    let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    std::fs::write(folder.path().join("person.sqlite.damaged-1"), b"Noor").expect("written");
    let store = open(folder.path(), &vault);
    let mut keys = 0;
    let mut key = || {
        keys += 1;
        format!("for-erasing-{keys}")
    };
    assert!(!store.erase(&mut key).expect("works"), "a payment is not settled: it waits");
    assert!(!store.orders().expect("reads").is_empty());
    drop(store);

    settle(folder.path());
    vault.remove(NOTE).expect("removed");
    let store = open(folder.path(), &vault);
    assert!(store.erase(&mut key).expect("works"));
    let left: Vec<String> =
        store.cancels().expect("reads").iter().map(|row| row.checkout.as_str().to_owned()).collect();
    assert_eq!(left, ["chk-1", "chk-left"]);
    assert!(store.orders().expect("reads").is_empty() && store.cart().expect("reads").is_empty());
    assert!(store.recent().expect("reads").is_empty() && store.purchase("gift").expect("reads").is_none());
    assert_eq!(store.setting("language").expect("reads"), None);
    let kept = vault.read("install").expect("reads").expect("a new one");
    assert_ne!(kept.expose_str(), Some("install-1"));
    assert!(!store.is_foreign().expect("reads"));
    drop(store);
    for entry in std::fs::read_dir(folder.path()).expect("reads") {
        let path = entry.expect("reads").path();
        let bytes = std::fs::read(&path).expect("reads");
        for word in ["Noor", "order-1", "mug-indigo", "key-1", "att-1", "watch-navy", "Wrapped"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} is still in {}", path.display());
        }
    }
}

#[test]
fn what_was_erased_while_the_vault_did_not_serve_does_not_come_back_from_it() {
    let (folder, vault) = (folder(), vault(Some("install-1"), None));
    settle(folder.path());
    let bought = r#"{"gift":{"item":"watch-navy","quantity":1,"begun_at":8,"order":"order-1"}}"#;
    vault.write(PURCHASES, &Secret::new(bought)).expect("written");
    let locked = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let locked = locked.expect("opens");
    locked.attach_vault(Arc::new(LockedVault), Arc::new(SeededEntropy::new(2))).expect("reads");
    assert!(locked.erase(|| "for-erasing".to_owned()).expect("works"));
    drop(locked);
    assert!(vault.read(PURCHASES).expect("reads").is_some(), "it could not be told");

    let store = open(folder.path(), &vault);
    assert!(store.purchase("gift").expect("reads").is_none());
    assert!(vault.read(PURCHASES).expect("reads").is_none());
    let kept = vault.read("install").expect("reads").expect("a new one");
    assert_ne!(kept.expose_str(), Some("install-1"));
    assert!(!store.is_foreign().expect("reads"));
}

#[test]
fn a_lost_cancel_stays_written_down() {
    let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    let store = open(folder.path(), &vault);
    let checkout = tradewind_domain::CheckoutId::parse("chk-7").expect("an id");
    store.queue_cancel(&checkout, "cancel-7").expect("written");
    drop(store);
    let store = open(folder.path(), &vault);
    assert!(store.cancels().expect("reads").iter().any(|row| row.key == "cancel-7"));
    store.cancel_done(&checkout).expect("written");
    assert!(!store.cancels().expect("reads").iter().any(|row| row.key == "cancel-7"));
}

#[cfg(unix)]
#[test]
fn folder_and_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let outer = tempfile::tempdir().expect("a folder");
    let (new, old, shared) =
        (outer.path().join("a/new"), outer.path().join("old"), outer.path().join("shared"));
    // One of an earlier version of the app, and one that is not ours alone.
    for folder in [&old, &shared] {
        std::fs::create_dir(folder).expect("made");
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).expect("set");
    }
    for name in ["person.sqlite", "catalog.sqlite-wal"] {
        std::fs::write(old.join(name), b"").expect("written");
        std::fs::set_permissions(old.join(name), std::fs::Permissions::from_mode(0o644)).expect("set");
    }
    std::fs::write(shared.join("letter.txt"), b"").expect("written");
    for folder in [&new, &old, &shared] {
        let lock = FolderLock::acquire(folder).expect("free");
        let store = PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
        store.expect("opens").save_setting("language", "ar").expect("written");
        for entry in std::fs::read_dir(folder).expect("reads") {
            let path = entry.expect("reads").path();
            let wanted = if path.ends_with("letter.txt") { mode(&path) } else { 0o600 };
            assert_eq!(mode(&path), wanted, "{}", path.display());
        }
        drop(lock);
    }
    assert_eq!((mode(&new), mode(&old), mode(&shared)), (0o700, 0o700, 0o755));
}

/// A vault that never answers.
struct Stalled;

impl Vault for Stalled {
    fn read(&self, _name: &str) -> Result<Option<Secret>, VaultError> {
        std::thread::sleep(Duration::from_secs(60));
        Err(VaultError::Failed)
    }

    fn write(&self, name: &str, _value: &Secret) -> Result<(), VaultError> {
        self.read(name).map(|_| ())
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.read(name).map(|_| ())
    }
}

#[test]
fn a_vault_that_stalls_is_not_waited_for_and_another_phones_payment_is_not_believed_to_be_ours() {
    let folder = folder();
    let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let store = store.expect("opens");
    let from = Instant::now();
    store.attach_vault(Arc::new(Stalled), Arc::new(SeededEntropy::new(1))).expect("goes on");
    assert!(from.elapsed() < Duration::from_secs(20));
    assert!(begun_elsewhere(&store));
}

/// A vault that fails once, at the first question.
struct Hiccup(std::sync::atomic::AtomicBool, Arc<MemoryVault>);

impl Vault for Hiccup {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        match self.0.swap(true, std::sync::atomic::Ordering::SeqCst) {
            true => self.1.read(name),
            false => Err(VaultError::Failed),
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        self.1.write(name, value)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.1.remove(name)
    }
}

#[test]
fn a_vault_that_fails_once_is_asked_again_before_an_attempt_is_given_up() {
    let folder = folder();
    let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let store = store.expect("opens");
    let vault = Hiccup(false.into(), vault(Some("install-1"), Some(&note("att-1"))));
    store.attach_vault(Arc::new(vault), Arc::new(SeededEntropy::new(1))).expect("reads");
    assert!(!begun_elsewhere(&store));
}

#[test]
fn a_note_that_is_larger_than_a_secret_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = MemoryVault::default();
    vault.write("install", &Secret::new("install-1")).expect("written");
    let name = "x".repeat(60_000);
    let notes = format!(r#"{{"{name}":{{"item":"mug","quantity":1,"begun_at":1,"order":"order-1"}}}}"#);
    struct Large(MemoryVault, String);
    impl Vault for Large {
        fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
            if name.starts_with("purchases/") {
                Ok(Some(Secret::new(self.1.as_str())))
            } else {
                self.0.read(name)
            }
        }
        fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
            self.0.write(name, value)
        }
        fn remove(&self, name: &str) -> Result<(), VaultError> {
            self.0.remove(name)
        }
    }
    let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let store = store.expect("opens");
    store.attach_vault(Arc::new(Large(vault, notes)), Arc::new(SeededEntropy::new(1))).expect("reads");
    assert!(store.purchase(&name).expect("reads").is_none());
}
