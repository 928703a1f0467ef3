//! What a person keeps on the phone, through the whole app: copied, destroyed, and met again at the real merchant.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

/// The journal has the request's bytes, and nothing has left.
const BYTES_WRITTEN: &str = "attempt.journal.after:4";
/// The merchant's answer is here, and nothing of it is written down.
const ANSWER_HEARD: &str = "attempt.journal.before:5";

struct World {
    folder: tempfile::TempDir,
    merchant: Merchant,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    World { folder, merchant }
}

impl World {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn phone(&self, data: &str, vault: Option<&str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_phone"));
        command
            .args(["shop", "--merchant", &self.merchant.base, "--json", "--lang", "en", "--market", "DE"])
            .args(["--wait", "60", "--item", "mug-indigo", "--data"])
            .arg(self.at(data))
            .stderr(Stdio::null());
        if let Some(vault) = vault {
            command.arg("--vault").arg(self.at(vault));
        }
        command
    }

    /// Shops to the end: exit code, screens, last line.
    fn shop(&self, data: &str, vault: Option<&str>) -> (i32, Vec<Value>, Value) {
        let output = self.phone(data, vault).output().expect("the phone starts");
        let mut lines: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect();
        let last = lines.pop().unwrap_or_default();
        (output.status.code().unwrap_or(-1), lines, last)
    }

    /// Shops until `fail point`, and is killed there.
    fn killed_at(&self, fail_point: &str, data: &str, vault: Option<&str>) {
        let log = self.at(&format!("{data}.fail_points"));
        let mut child = self
            .phone(data, vault)
            .env("TRADEWIND_GATE_LOG", &log)
            .env("TRADEWIND_GATE_STOP", fail_point)
            .stdout(Stdio::null())
            .spawn()
            .expect("the phone starts");
        let end = Instant::now() + Duration::from_secs(60);
        while !std::fs::read_to_string(&log).unwrap_or_default().contains("STOP ") {
            assert!(Instant::now() < end, "{fail_point} was never reached");
            std::thread::sleep(Duration::from_millis(2));
        }
        let _ = child.kill();
        let _ = child.wait();
    }

    /// The session that the open attempt of this phone pays.
    fn paying(&self, data: &str) -> String {
        let db = rusqlite::Connection::open(self.at(data).join("person.sqlite")).expect("opens");
        let sql = "SELECT checkout FROM attempt WHERE settled_at IS NULL";
        db.query_row(sql, [], |row| row.get(0)).expect("one is open")
    }

    /// Completes sent for this session.
    fn completes(&self, session: &str) -> usize {
        let requests = self.merchant.front.requests();
        requests.iter().filter(|one| one.contains(session) && one.contains("/complete")).count()
    }

    fn orders(&self) -> Vec<(String, String)> {
        self.merchant.front.orders().into_iter().map(|order| (order.id, order.checkout)).collect()
    }

    fn destroy(&self, data: &str) {
        std::fs::write(self.at(data).join("person.sqlite"), b"nothing a database would say")
            .expect("written");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("reads") {
        let entry = entry.expect("reads");
        if entry.file_type().expect("known").is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
    }
}

fn banner(screens: &[Value], code: &str) -> bool {
    let says = |one: &Value| one["code"] == code;
    screens.iter().filter_map(|screen| screen["banners"].as_array()).flatten().any(says)
}

#[test]
fn a_copied_phone_asks_and_cancels_and_never_pays_anothers_attempt() {
    let w = world();
    w.killed_at(BYTES_WRITTEN, "a", Some("vault-a"));
    let session = w.paying("a");
    copy(&w.at("a"), &w.at("b"));
    assert_eq!(w.completes(&session), 0);

    let (code, _, last) = w.shop("b", Some("vault-b"));
    assert_eq!(w.completes(&session), 0, "the other phone's payment was sent");
    assert_eq!(code, 0, "after it is settled the phone buys for itself: {last}");
    let orders = w.orders();
    assert_eq!(orders.len(), 1);
    assert_ne!(orders[0].1, session);

    // Settled, the folder is adopted: one id in both, and it is the new vault's.
    let db = rusqlite::Connection::open(w.at("b").join("person.sqlite")).expect("opens");
    let id: String = db.query_row("SELECT id FROM install", [], |row| row.get(0)).expect("there");
    let hex = tradewind_domain::hex::to_hex(b"install");
    assert_eq!(std::fs::read_to_string(w.at("vault-b").join(&hex)).expect("there"), id);
    assert_ne!(std::fs::read_to_string(w.at("vault-a").join(&hex)).expect("there"), id);

    // The first phone finds its session cancelled, and buys anew under the same name.
    assert_eq!(w.shop("a", Some("vault-a")).0, 0);
    assert_eq!(w.completes(&session), 0);
    assert_eq!(w.orders().len(), 2);
}

#[test]
fn a_copied_phone_learns_of_the_order_that_the_other_paid() {
    let w = world();
    w.killed_at(ANSWER_HEARD, "a", Some("vault-a"));
    let session = w.paying("a");
    copy(&w.at("a"), &w.at("b"));
    let sent = w.completes(&session);
    for (data, vault) in [("b", "vault-b"), ("a", "vault-a")] {
        let (code, _, last) = w.shop(data, Some(vault));
        let orders = w.orders();
        assert_eq!((code, orders.len()), (0, 1), "{data}: {last}");
        assert_eq!(last["order"].as_str(), Some(orders[0].0.as_str()), "{data}");
    }
    assert_eq!(w.completes(&session), sent);
}

#[test]
fn a_destroyed_file_loses_no_open_payment_and_buys_nothing_twice() {
    let w = world();
    w.killed_at(ANSWER_HEARD, "a", None);
    w.destroy("a");
    let (code, screens, last) = w.shop("a", None);
    assert_eq!(code, 0, "{last}");
    assert!(banner(&screens, "STORE_REPAIRED") && !banner(&screens, "JOURNAL_LOST"));
    assert_eq!(w.orders().len(), 1, "the payment that was open is the purchase");
    let order = last["order"].clone();

    // Bought, and the file destroyed again: the name is known, and nothing is bought.
    w.destroy("a");
    let (code, screens, last) = w.shop("a", None);
    assert_eq!((code, &last["order"]), (0, &order), "{last}");
    assert!(banner(&screens, "STORE_REPAIRED"));
    assert_eq!(w.orders().len(), 1);
    let aside = std::fs::read_dir(w.at("a")).expect("reads").filter(|entry| {
        let name = entry.as_ref().expect("reads").file_name();
        name.to_string_lossy().starts_with("person.sqlite.damaged-")
    });
    assert_eq!(aside.count(), 2, "kept aside each time");

    // Said once.
    let (code, screens, _) = w.shop("a", None);
    assert!(code == 0 && !banner(&screens, "STORE_REPAIRED"));
}

#[test]
fn where_nobody_knows_whether_a_payment_was_open_it_is_said_and_nothing_is_bought() {
    let w = world();
    w.killed_at(BYTES_WRITTEN, "a", Some("vault-a"));
    w.destroy("a");
    let (code, screens, last) = w.shop("a", Some("vault-b"));
    assert_eq!((code, last["code"].as_str()), (4, Some("JOURNAL_LOST")), "{last}");
    assert!(banner(&screens, "JOURNAL_LOST"));
    assert!(w.orders().is_empty());
    // It has been said; whoever runs it again has decided.
    assert_eq!(w.shop("a", Some("vault-b")).0, 0);
    assert_eq!(w.orders().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_phones_folders_and_files_are_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let w = world();
    assert_eq!(w.shop("a", Some("vault-a")).0, 0);
    let mut seen = 0;
    for folder in [w.at("a"), w.at("vault-a")] {
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for entry in std::fs::read_dir(&folder).expect("reads") {
            let path = entry.expect("reads").path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen} files");
}

/// Android's and Apple's own copies of a phone leave the shop's files out: a journal on two phones is one payment twice.
#[test]
fn no_backup_and_no_move_to_another_phone_takes_the_files_along() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("there");
    let manifest = read("android/app/src/main/AndroidManifest.xml");
    for said in [
        "android:allowBackup=\"false\"",
        "android:dataExtractionRules=\"@xml/data_extraction_rules\"",
        "android:fullBackupContent=\"@xml/backup_rules\"",
    ] {
        assert!(manifest.contains(said), "{said}");
    }
    // From API 31 on `allowBackup` does not stop a transfer from phone to phone.
    let rules = read("android/app/src/main/res/xml/data_extraction_rules.xml");
    let older = read("android/app/src/main/res/xml/backup_rules.xml");
    let sections: Vec<&str> = ["cloud-backup", "device-transfer"]
        .iter()
        .map(|name| {
            let from = rules.find(&format!("<{name}")).expect("the section is there");
            let to = rules.find(&format!("</{name}>")).expect("and ends");
            &rules[from..to]
        })
        .chain([older.as_str()])
        .collect();
    for section in sections {
        for domain in ["root", "file", "database", "sharedpref", "external", "device_root", "device_file"] {
            assert!(
                section.contains(&format!("<exclude domain=\"{domain}\" path=\".\" />")),
                "{domain}: {section}"
            );
        }
    }
    let facts = read("ios/Sources/TradewindKit/Platform/DeviceFacts.swift");
    assert!(facts.contains("isExcludedFromBackup = true"));
}
