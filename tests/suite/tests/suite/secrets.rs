//! A token that pays is gone once it was used: it is neither in the memory of the process, nor in its logs, nor in its files. Nor is
//! the id of a return link in a file once its payment has ended.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tradewind_ports::{Entropy, OsEntropy};
use tradewind_storefront::Deed;
use tradewind_suite::Merchant;

/// A phone that has bought, and stays until it is ended.
struct Bought {
    child: Child,
    folder: tempfile::TempDir,
}

impl Drop for Bought {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What nobody else's memory has: 32 hex digits.
fn marker() -> String {
    let entropy: &dyn Entropy = &OsEntropy;
    entropy.uuid().replace('-', "")
}

/// What a phone pays with.
enum With<'a> {
    /// A credential of this handler on the command line, and how the run ends.
    Credential(&'a str, u8),
    /// A token of Apple Pay's sheet.
    Sheet,
    /// Nothing: the person is sent elsewhere and comes back by a link.
    Link(&'a str),
}

impl Bought {
    /// Starts a phone that is to pay with this token, which is read from a file, so that it is not in the list of processes.
    fn begun(merchant: &Merchant, market: &str, with: &With, token: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = folder.path().join("token");
        std::fs::write(&secret, token).expect("written");
        let file = |name: &str| std::fs::File::create(folder.path().join(name)).expect("made");
        let mut command = match with {
            With::Sheet => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_sheet"));
                command.arg(&merchant.base).arg(folder.path());
                command
            }
            With::Credential(..) | With::Link(_) => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_phone"));
                command
                    .args(["shop", "--lang", "en", "--market", market, "--item", "mug", "--wait", "90"])
                    .args(["--json", "--merchant", &merchant.base, "--data"])
                    .arg(folder.path().join("data"));
                command
            }
        };
        match with {
            With::Credential(handler, _) => {
                command.arg("--credential").arg(format!("{handler}=@{}", secret.display()));
            }
            With::Link(handler) => {
                command.args(["--method", *handler]);
            }
            With::Sheet => {}
        }
        let child = command
            .env("TRADEWIND_GATE_LOG", folder.path().join("fail_points"))
            .env("TRADEWIND_STAY", "1")
            .env_remove("TRADEWIND_GATE_STOP")
            .stdout(file("out"))
            .stderr(file("err"))
            .spawn()
            .expect("the phone starts");
        Self { child, folder }
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    /// Waits for the end of the run; meanwhile `again` is done. From here on, whatever finds the token has found a copy of the app's.
    fn ends(&mut self, code: u8, mut again: impl FnMut(&Path)) {
        let end = Instant::now() + Duration::from_secs(120);
        while !self.read("fail_points").contains("DONE ") {
            let ended = self.child.try_wait().expect("ours");
            let said = || format!("{} {}", self.read("out"), self.read("err"));
            assert!(ended.is_none() && Instant::now() < end, "it never ended: {}", said());
            again(self.folder.path());
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(self.read("fail_points").contains(&format!("DONE {code}")), "{}", self.read("out"));
        // The file was the person's.
        std::fs::remove_file(self.folder.path().join("token")).expect("there");
    }

    /// That none of its files (logs, what it printed, the person's database with the journal) has any of these.
    fn has_in_no_file(&self, words: &[&str]) {
        let mut written = Vec::new();
        files(self.folder.path(), &mut written);
        for path in &written {
            let times: usize = words.iter().map(|word| found(path, word)).sum();
            assert_eq!(times, 0, "it is in {}", path.display());
        }
        assert!(
            written.iter().any(|path| path.ends_with("person.sqlite")),
            "the database was looked at: {written:?}"
        );
    }

    /// The memory of the process as a file, or why there is none.
    fn dump(&self) -> Result<PathBuf, String> {
        let pid = self.child.id().to_string();
        let prefix = self.folder.path().join("memory");
        let run = Command::new("gcore").arg("-o").arg(&prefix).arg(&pid).stdin(Stdio::null()).output();
        let run = run.map_err(|error| format!("gcore does not start: {error}"))?;
        let path = prefix.with_extension(&pid);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        if path.exists() {
            Ok(path)
        } else {
            Err(format!("gcore made no dump (is ptrace refused here?): {said}"))
        }
    }
}

/// How often these bytes are in a file. Done by `grep`, which every machine with gdb has: a dump is large, and this is a debug build.
fn found(path: &Path, bytes: &str) -> usize {
    let run = Command::new("grep").args(["-obaF", "-e", bytes]).arg(path).output().expect("grep starts");
    String::from_utf8_lossy(&run.stdout).lines().count()
}

/// Every file under a folder.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("there").filter_map(Result::ok) {
        if entry.path().is_dir() {
            files(&entry.path(), into);
        } else {
            into.push(entry.path());
        }
    }
}

/// A token that a test can find, in its two halves: either alone gives it away, where the other was written over.
fn token(with: &With) -> ([String; 2], String) {
    let halves = [marker(), marker()];
    let whole = halves.concat();
    let apple = |data: &str| {
        let header = r#"{"ephemeralPublicKey":"MFkw","publicKeyHash":"4QLx","transactionId":"2686f5"}"#;
        format!(r#"{{"version":"EC_v1","data":"{data}","signature":"MIAG","header":{header}}}"#)
    };
    let token = match with {
        With::Sheet | With::Credential("dev.tradewind.pay.apple_pay", _) => apple(&whole),
        With::Credential(..) | With::Link(_) => whole,
    };
    (halves, token)
}

#[test]
fn a_token_that_was_used_is_in_no_memory_log_or_file() {
    // Google's and Apple's as they are sent, Apple's as the sheet gives it, and one of the sandbox's that was declined.
    let ways = [
        With::Credential("com.google.pay", 0),
        With::Credential("dev.tradewind.pay.apple_pay", 0),
        With::Sheet,
        With::Credential("dev.tradewind.sandbox_wallet", 3),
    ];
    for with in &ways {
        let merchant = Merchant::with_methods("21.90 EUR").expect("starts");
        let ([left, right], token) = token(with);
        let code = if let With::Credential(_, code) = with { *code } else { 0 };
        let mut bought = Bought::begun(&merchant, "DE", with, &token);
        bought.ends(code, |_| {});
        assert_eq!(merchant.front.orders().len(), usize::from(code == 0));
        bought.has_in_no_file(&[&left, &right]);
        let dump = match bought.dump() {
            Ok(dump) => dump,
            Err(why) => {
                println!("skipped: a look into the memory of the process: {why}");
                return;
            }
        };
        // What is there for sure shows that the look finds something: the folder stands in its arguments.
        let sure = bought.folder.path().to_str().expect("a path");
        assert!(found(&dump, sure) > 0, "the dump has the arguments");
        let times = (found(&dump, &left), found(&dump, &right));
        assert_eq!(times, (0, 0), "copies of the token's halves in memory");
    }
}

/// Its id counts once, while the payment is open. Once it has ended a copy of it is worth nothing; it is in no file all the same.
#[test]
fn the_id_of_a_return_link_is_in_no_log_or_file_once_the_payment_has_ended() {
    let merchant = Merchant::with_methods("21.90 EUR").expect("starts");
    let mut bought = Bought::begun(&merchant, "NL", &With::Link("dev.tradewind.pay.ideal"), "");
    let mut id = None;
    bought.ends(0, |folder| {
        id = id.take().or_else(|| return_id(&folder.join("data/person.sqlite")));
        // Approved only once the id is known.
        for session in merchant.front.sessions().iter().filter(|one| id.is_some() && one.state == "waiting") {
            let _ = merchant.front.pay(&session.id, Deed::Approve);
        }
    });
    assert_eq!(merchant.front.orders().len(), 1);
    let id = id.expect("an open payment has one");
    bought.has_in_no_file(&[&id]);
}

/// The id by which the person comes back to the payment that is open.
fn return_id(file: &Path) -> Option<String> {
    let db = rusqlite::Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    db.query_row("SELECT return_id FROM attempt WHERE return_id IS NOT NULL", [], |row| row.get(0)).ok()
}
