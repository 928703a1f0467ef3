//! A token that pays is gone once it was used: it is neither in the memory of the process, nor in its logs, nor in its files.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tradewind_ports::{Entropy, OsEntropy};
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

impl Bought {
    /// Buys with this token, which is read from a file, so that it is not in the list of processes.
    fn with(merchant: &Merchant, token: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = folder.path().join("token");
        std::fs::write(&secret, token).expect("written");
        let file = |name: &str| std::fs::File::create(folder.path().join(name)).expect("made");
        let mut child = Command::new(env!("CARGO_BIN_EXE_phone"))
            .args(["shop", "--lang", "en", "--market", "DE", "--item", "mug", "--wait", "90", "--json"])
            .args(["--merchant", &merchant.base, "--credential"])
            .arg(format!("com.google.pay=@{}", secret.display()))
            .arg("--data")
            .arg(folder.path().join("data"))
            .env("TRADEWIND_GATE_LOG", folder.path().join("fail_points"))
            .env("TRADEWIND_STAY", "1")
            .env_remove("TRADEWIND_GATE_STOP")
            .stdout(file("out"))
            .stderr(file("err"))
            .spawn()
            .expect("the phone starts");
        let end = Instant::now() + Duration::from_secs(120);
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        while !read("fail_points").contains("DONE ") {
            let ended = child.try_wait().expect("ours");
            assert!(
                ended.is_none() && Instant::now() < end,
                "it never bought: {} {}",
                read("out"),
                read("err")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(read("fail_points").contains("DONE 0"), "not bought: {}", read("out"));
        // The file was the person's; whatever finds the token from here on has found a copy of the app's.
        std::fs::remove_file(secret).expect("there");
        Self { child, folder }
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

#[test]
fn a_token_that_paid_is_in_no_memory_log_or_file() {
    let merchant = Merchant::with_methods("21.90 EUR").expect("starts");
    let (left, right) = (marker(), marker());
    let bought = Bought::with(&merchant, &format!("{left}{right}"));
    assert_eq!(merchant.front.orders().len(), 1);
    // Either half alone gives it away, where the other was written over.
    let mut written = Vec::new();
    files(bought.folder.path(), &mut written);
    for path in &written {
        let times = found(path, &left) + found(path, &right);
        assert_eq!(times, 0, "the token is in {}", path.display());
    }
    assert!(
        written.iter().any(|path| path.ends_with("person.sqlite")),
        "the database was looked at: {written:?}"
    );
    let dump = match bought.dump() {
        Ok(dump) => dump,
        Err(why) => {
            println!("skipped: a look into the memory of the process: {why}");
            return;
        }
    };
    // What is there for sure shows that the look finds something: the path of the file that the token was in.
    let sure = bought.folder.path().join("token");
    assert!(found(&dump, sure.to_str().expect("a path")) > 0, "the dump has the arguments");
    let times = (found(&dump, &left), found(&dump, &right));
    assert_eq!(times, (0, 0), "copies of the token's halves in memory");
}
