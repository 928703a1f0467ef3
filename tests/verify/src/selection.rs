//! Tests of some crates, built as `cargo verify` builds all tests: cargo chooses features by what it is asked to build, so asking
//! for some crates alone would build what they stand on a second time.

use crate::output::{Heard, run, with_heartbeat};
use crate::steps::TEST;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Stdio;

/// A program of tests.
#[derive(Debug, PartialEq, Eq)]
struct Tests {
    /// Its crate.
    name: String,
    /// The crate's folder, where cargo starts it.
    folder: PathBuf,
    program: PathBuf,
}

/// Runs the tests of these crates. Where the suite is not among them, its tests of the architecture run all the same: they read
/// every file.
pub(crate) fn run_tests(crates: &BTreeSet<String>, heard: &mut Heard) -> bool {
    let Some(all) = with_heartbeat("building", build) else { return false };
    all.iter().all(|tests| {
        let is_suite = tests.name == "tradewind-suite" && tests.program.to_string_lossy().contains("/suite-");
        let filter = match (crates.contains(&tests.name), is_suite) {
            (true, _) => None,
            (false, true) => Some("architecture::"),
            (false, false) => return true,
        };
        let mut command = tradewind_tooling::program(&tests.program);
        command.current_dir(&tests.folder).args(filter).arg("--show-output");
        command.env("CARGO_MANIFEST_DIR", &tests.folder).env("CARGO_PKG_NAME", &tests.name);
        command.envs(crate::localstripe::variable());
        println!("-- {}: {}", tests.name, tests.program.display());
        run(command, heard)
    })
}

/// Builds all tests and says where they lie; nothing where one does not build, and cargo says why.
fn build() -> Option<Vec<Tests>> {
    let mut cargo = tradewind_tooling::cargo();
    cargo.args(TEST).arg("--no-run");
    cargo.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
    let output = cargo.output().ok()?;
    output.status.success().then(|| read(&String::from_utf8_lossy(&output.stdout)))
}

/// Reads cargo's messages, a line each.
fn read(messages: &str) -> Vec<Tests> {
    messages.lines().filter_map(|line| one(&serde_json::from_str(line).ok()?)).collect()
}

fn one(message: &Value) -> Option<Tests> {
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let folder = PathBuf::from(message["manifest_path"].as_str()?).parent()?.to_owned();
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))?;
    Some(Tests { name: name.to_owned(), folder, program: PathBuf::from(message["executable"].as_str()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_of_tests_are_picked_out_of_cargo_s_messages() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let line = |test: bool, program: Option<&str>| {
            serde_json::json!({"reason": "compiler-artifact", "manifest_path": manifest, "profile": {"test": test}, "executable": program}).to_string()
        };
        let messages = [
            line(true, Some("/t/verify-1")),
            line(false, Some("/t/verify")),
            line(true, None),
            "{\"reason\":\"build-finished\"}".to_owned(),
            "no JSON".to_owned(),
        ];
        let found = read(&messages.join("\n"));
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let wanted =
            Tests { name: "tradewind-verify".to_owned(), folder, program: PathBuf::from("/t/verify-1") };
        assert_eq!(found, [wanted]);
    }
}
