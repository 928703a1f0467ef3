//! The request of an open payment lies sealed in the file, and opens for its own phone and its own attempt alone.

mod phones;

use phones::{MERCHANT, NOTE, folder, note, open, vault};
use std::path::Path;
use std::sync::Arc;
use tradewind_person::AttemptState as State;
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{MemoryVault, NoFailPoint, Secret, Vault, VaultError};

/// A new attempt whose request holds this token, on disk.
fn approved(store: &PersonStore, token: &str) -> tradewind_person::AttemptRow {
    let mut row = store.open_attempt().expect("reads").expect("one is open");
    row.state = State::Sending;
    let prepared = row.prepared.as_mut().expect("armed");
    prepared.body = format!(r#"{{"payment":{{"credential":{{"token":"{token}"}}}}}}"#).into_bytes().into();
    store.save_attempt(&row).expect("written");
    row
}

fn on_disk(folder: &Path, token: &str) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    files
        .filter_map(|file| std::fs::read(file.path()).ok())
        .any(|bytes| bytes.windows(token.len()).any(|window| window == token.as_bytes()))
}

#[test]
fn a_token_is_in_the_vaults_keeping_alone() {
    const TOKEN: &str = "tok_planted_in_an_open_attempt";
    let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    let written = approved(&open(folder.path(), &vault), TOKEN);
    assert!(!on_disk(folder.path(), TOKEN), "the file does not tell");
    let again = open(folder.path(), &vault).open_attempt().expect("reads").expect("still open");
    assert_eq!(again.prepared, written.prepared, "byte for byte, after a restart");
    // A vault that lost the key: there is nothing to send, only something to ask about.
    vault.remove("journal-key").expect("forgotten");
    let lost = open(folder.path(), &vault).open_attempt().expect("reads").expect("still open");
    assert_eq!((lost.prepared, lost.id), (None, written.id));
}

#[test]
fn a_sealed_request_is_its_attempts_alone_and_whole() {
    let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    approved(&open(folder.path(), &vault), "tok");
    let db = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
    let kept: Vec<u8> = db
        .query_row("SELECT body FROM attempt WHERE settled_at IS NULL", [], |row| row.get(0))
        .expect("kept");
    for at in [0, 1, 12, 13, 20, kept.len() - 1] {
        let mut spoiled = kept.clone();
        spoiled[at] ^= 1;
        for bytes in [&spoiled[..], &kept[..at]] {
            db.execute("UPDATE attempt SET body = ?1 WHERE settled_at IS NULL", [bytes]).expect("written");
            let row = open(folder.path(), &vault).open_attempt().expect("reads").expect("still open");
            assert_eq!(row.prepared, None, "byte {at}");
        }
    }
}

#[test]
fn what_is_sealed_opens_beside_what_it_was_sealed_with_alone() {
    for (column, other) in [
        ("url", "https://elsewhere.example/complete"),
        ("protocol", "2020-01-01"),
        ("key", "another-key"),
        ("id", "att-2"),
    ] {
        let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
        approved(&open(folder.path(), &vault), "tok");
        assert!(open(folder.path(), &vault).open_attempt().expect("reads").expect("open").prepared.is_some());
        let db = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
        db.execute(&format!("UPDATE attempt SET {column} = ?1 WHERE settled_at IS NULL"), [other])
            .expect("written");
        drop(db);
        let store =
            PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
        let store = store.expect("opens");
        vault.write(NOTE, &Secret::new(note(if column == "id" { other } else { "att-1" }))).expect("written");
        store.attach_vault(vault.clone(), Arc::new(SeededEntropy::new(2))).expect("reads");
        assert_eq!(store.open_attempt().expect("reads").expect("still open").prepared, None, "{column}");
    }
}

#[test]
fn the_id_of_a_return_link_prints_nothing_and_lies_in_the_file_as_ever() {
    const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let (folder, vault) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    let mut written = approved(&open(folder.path(), &vault), "tok");
    written.return_id = Some(Secret::new(ID));
    open(folder.path(), &vault).save_attempt(&written).expect("written");
    let db = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
    let kept = "SELECT return_id FROM attempt WHERE settled_at IS NULL";
    assert_eq!(db.query_row(kept, [], |row| row.get::<_, String>(0)).expect("kept"), ID);
    drop(db);
    let read = open(folder.path(), &vault).open_attempt().expect("reads").expect("still open");
    assert_eq!(read.return_id, written.return_id);
    assert!(!format!("{read:?}").contains(ID));
}

/// Tells everything but the journal's key, which it fails to read while `fails`.
struct Moody {
    inside: Arc<MemoryVault>,
    fails: std::sync::atomic::AtomicBool,
}

impl Vault for Moody {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        if name == "journal-key" && self.fails.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(VaultError::Failed);
        }
        self.inside.read(name)
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        self.inside.write(name, value)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.inside.remove(name)
    }
}

#[test]
fn a_vault_that_fails_once_does_not_lose_its_key() {
    let (folder, inside) = (folder(), vault(Some("install-1"), Some(&note("att-1"))));
    let written = approved(&open(folder.path(), &inside), "tok");
    let key = inside.read("journal-key").expect("reads");
    assert!(key.is_some());
    let moody = Arc::new(Moody { inside: inside.clone(), fails: true.into() });
    let store = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    let store = store.expect("opens");
    store.attach_vault(moody.clone(), Arc::new(SeededEntropy::new(3))).expect("reads");
    assert_eq!(store.open_attempt().expect("reads").expect("still open").prepared, None);
    assert_eq!(inside.read("journal-key").expect("reads"), key, "the key stays");
    moody.fails.store(false, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(store.open_attempt().expect("reads").expect("still open").prepared, written.prepared);
}
