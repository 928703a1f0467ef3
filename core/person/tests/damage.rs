//! A damaged person's file: put aside, what can be read saved, and never a payment lost without a word. Damage is seeded.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tradewind_domain::{Code, Order};
use tradewind_person::AttemptState as State;
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::NoFailPoint;
use tradewind_ports::fakes::SeededEntropy;

const MERCHANT: &str = "https://shop.example";
const ORDERS: usize = 80;
/// Seeds of each kind of damage.
const SEEDS: u64 = 40;
const PAGE: usize = 4_096;

fn open(folder: &Path) -> PersonStore {
    PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint)).expect("opens")
}

/// A file with an open attempt in it, and orders enough for many pages.
fn whole() -> Vec<u8> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("person.sqlite");
    std::fs::copy(fixtures.join("person_2.sqlite"), &file).expect("copied");
    let store = open(folder.path());
    store.forget_notice(Code::StoreRepaired).expect("written");
    let order = store.orders().expect("reads").remove(0);
    for n in 1..ORDERS {
        let mut more: Order = order.clone();
        more.id = tradewind_domain::OrderId::parse(format!("more-{n}")).expect("an id");
        more.label = Some("x".repeat(300));
        store.keep_order(&more).expect("written");
    }
    assert_eq!(store.orders().expect("reads").len(), ORDERS);
    drop(store);
    std::fs::read(file).expect("reads")
}

/// What was found after the damage.
struct Found {
    store: PersonStore,
    folder: tempfile::TempDir,
}

impl Found {
    fn after(damaged: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("person.sqlite"), damaged).expect("written");
        Self { store: open(folder.path()), folder }
    }

    fn says(&self, code: Code) -> bool {
        self.store.notices().expect("reads").contains(&code)
    }

    /// What was put aside, byte by byte.
    fn aside(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).expect("reads");
        let names = entries.map(|entry| entry.expect("reads").path());
        let aside = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("person.sqlite.damaged-"))
        };
        names.filter(aside).map(|path| std::fs::read(path).expect("reads")).collect()
    }

    /// The law: the attempt is there, or its loss is said; what was put aside is as it was found.
    fn check(&self, what: &str, damaged: &[u8]) {
        let open = self.store.open_attempt().expect("reads");
        match &open {
            Some(attempt) => assert_eq!(attempt.key, "key-1", "{what}"),
            None => assert!(self.says(Code::JournalLost), "{what}: an open payment was lost without a word"),
        }
        if self.says(Code::StoreRepaired) {
            assert!(self.aside().contains(&damaged.to_vec()), "{what}: what was found is kept");
            if let Some(attempt) = open {
                assert_eq!(attempt.state, State::Unknown, "{what}: it is asked about");
                assert!(attempt.prepared.is_none(), "{what}: nothing is sent from a damaged file");
            }
        }
        // It works, and is found whole at the next start.
        self.store.save_setting("language", "ja").expect("written");
        let again = open_again(self);
        assert_eq!(again.notices().expect("reads"), self.store.notices().expect("reads"), "{what}");
        assert_eq!(again.setting("language").expect("reads").as_deref(), Some("ja"), "{what}");
    }
}

fn open_again(found: &Found) -> PersonStore {
    open(found.folder.path())
}

#[test]
fn a_damaged_file_at_any_place_is_put_aside_and_what_reads_is_saved() {
    let whole = whole();
    let pages = whole.len() / PAGE;
    assert!(pages > 15, "{pages} pages");
    let mut tally: BTreeMap<&str, (usize, usize, usize, usize)> = BTreeMap::new();
    for seed in 0..SEEDS {
        let dice = SeededEntropy::new(seed);
        let below = |limit: usize| usize::try_from(dice.below(limit as u64)).expect("fits");
        let mut noise = vec![0_u8; PAGE];
        tradewind_ports::Entropy::fill(&dice, &mut noise);
        // Each page at least once, first of all the first.
        let page = if (seed as usize) < pages { seed as usize } else { below(pages) };
        let (at, length) = (below(whole.len() - 600), 100 + below(500));
        let cut = 1 + below(whole.len() - 1);
        let mut kinds: Vec<(&str, Vec<u8>)> = Vec::new();
        for kind in ["a page of noise", "a page of zeros", "a few bytes", "truncated"] {
            let mut bytes = whole.clone();
            match kind {
                "a page of noise" => bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise),
                "a page of zeros" => bytes[page * PAGE..(page + 1) * PAGE].fill(0),
                "a few bytes" => bytes[at..at + length].copy_from_slice(&noise[..length]),
                _ => bytes.truncate(cut),
            }
            kinds.push((kind, bytes));
        }
        for (kind, damaged) in kinds {
            let found = Found::after(&damaged);
            found.check(&format!("{kind}, seed {seed}"), &damaged);
            let sum = tally.entry(kind).or_default();
            sum.0 += 1;
            sum.1 += usize::from(found.says(Code::StoreRepaired));
            sum.2 += usize::from(found.store.open_attempt().expect("reads").is_some());
            sum.3 += found.store.orders().expect("reads").len();
        }
    }
    for (kind, (runs, repaired, attempts, orders)) in tally {
        println!(
            "damage: {kind}: {runs} runs, {repaired} repaired, {attempts} attempts and {orders} orders saved"
        );
        // One page of many costs little; of a file cut anywhere, what lies before the cut is there.
        let percent = if kind == "truncated" { 25 } else { 93 };
        assert!(orders * 100 > runs * ORDERS * percent, "{kind}: {orders} orders of {}", runs * ORDERS);
        assert!(attempts * 100 > runs * percent, "{kind}: {attempts} attempts of {runs}");
    }
}

#[test]
fn a_file_of_garbage_is_put_aside_and_the_lost_journal_is_said() {
    let dice = SeededEntropy::new(7);
    let mut noise = vec![0_u8; 20_000];
    tradewind_ports::Entropy::fill(&dice, &mut noise);
    for damaged in [noise, b"not a database".to_vec(), vec![0; PAGE * 3]] {
        let found = Found::after(&damaged);
        assert!(found.says(Code::StoreRepaired) && found.says(Code::JournalLost));
        assert_eq!(found.aside(), std::slice::from_ref(&damaged));
        found.check("garbage", &damaged);
        // Said once.
        found.store.forget_notice(Code::StoreRepaired).expect("written");
        found.store.forget_notice(Code::JournalLost).expect("written");
        assert!(open_again(&found).notices().expect("reads").is_empty());
    }
}

#[test]
fn an_attempt_whose_row_does_not_read_is_never_lost_without_a_word() {
    for change in [
        "UPDATE attempt SET currency = 'no currency' WHERE id = 'att-1'",
        "UPDATE attempt SET checkout = '' WHERE id = 'att-1'",
        "UPDATE attempt SET state = 'no state' WHERE id = 'att-1'",
        "UPDATE attempt SET url = 'no address' WHERE id = 'att-1'",
        "UPDATE orders SET body = '{' WHERE id = 'order-1'",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("person.sqlite");
        std::fs::write(&file, whole()).expect("written");
        rusqlite::Connection::open(&file).and_then(|db| db.execute(change, [])).expect("written");
        let damaged = std::fs::read(&file).expect("reads");
        let found = Found { store: open(folder.path()), folder };
        assert!(found.says(Code::StoreRepaired), "{change}");
        found.check(change, &damaged);
        let orders = found.store.orders().expect("reads").len();
        assert_eq!(orders, ORDERS - usize::from(change.contains("orders")), "{change}");
    }
}

#[test]
fn a_repair_that_was_interrupted_is_finished() {
    let whole = whole();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    // The process ended after the damaged file was moved and before the new one took its place.
    std::fs::write(at("person.sqlite.new"), &whole).expect("written");
    std::fs::write(at("person.sqlite.damaged-1"), b"damaged").expect("written");
    std::fs::write(at("person.sqlite-journal"), b"of the damaged one").expect("written");
    std::fs::write(at("person.sqlite"), b"").expect("written");
    let store = open(folder.path());
    assert_eq!(store.orders().expect("reads").len(), ORDERS);
    assert!(store.open_attempt().expect("reads").is_some());
    assert!(!at("person.sqlite.new").exists());
}

#[test]
fn a_file_of_a_newer_app_is_no_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("person.sqlite");
    drop(open(folder.path()));
    rusqlite::Connection::open(&file)
        .and_then(|db| db.pragma_update(None, "user_version", 99))
        .expect("written");
    let refused = PersonStore::open(folder.path(), MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint));
    assert_eq!(refused.err().map(|error| error.code()), Some(Code::StoreTooNew));
    assert_eq!(std::fs::read_dir(folder.path()).expect("reads").count(), 1, "nothing was moved");
}

#[test]
fn an_index_that_lost_the_open_attempt_does_not_hide_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("person.sqlite");
    std::fs::write(&file, whole()).expect("written");
    let db = rusqlite::Connection::open(&file).expect("opens");
    db.execute_batch(
        "DROP INDEX attempt_open; CREATE INDEX attempt_open ON attempt (merchant) WHERE settled_at IS NOT NULL;
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE INDEX attempt_open ON attempt (merchant) WHERE settled_at IS NULL'
         WHERE name = 'attempt_open'",
    )
    .expect("made");
    drop(db);
    let found = Found::after(&std::fs::read(&file).expect("reads"));
    assert!(found.says(Code::StoreRepaired));
    assert!(!found.says(Code::JournalLost));
    assert!(found.store.open_attempt().expect("reads").is_some());
}
