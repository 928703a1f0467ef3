//! The two phones: Kotlin on Android's framework, Swift on Linux, both on the real core of this machine.

use crate::build::build_for_shells;
use crate::output::{Heard, run, run_heard};
use crate::setup;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tradewind_tooling::root;

/// What `ios/test.sh` ends with where Swift cannot be had.
const NO_SWIFT: i32 = 69;

const DEEP: &str = "TRADEWIND_DEEP";

/// What Maven says when a repository does not give what is asked for.
const NOT_TO_BE_HAD: [&str; 3] =
    ["Could not transfer artifact", "Could not find artifact", "could not be resolved"];

/// Each journey in one of its places, or in all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Places {
    ByTurns,
    All,
}

impl Places {
    /// What says so to the journeys' reader, `tests/suite/src/bin/sandbox.rs`.
    fn say_to(self, test: &mut Command) {
        match self {
            Self::ByTurns => test.env_remove(DEEP),
            Self::All => test.env(DEEP, "1"),
        };
    }
}

/// Tests both phones with every journey in all its places.
pub(crate) fn all_places(heard: &mut Heard) -> bool {
    let swift = swift(Places::All, heard);
    android(Places::All, heard) && swift
}

/// Tests the Swift package. Where Swift cannot be had, its own line says why.
pub(crate) fn swift(places: Places, heard: &mut Heard) -> bool {
    let check =
        Command::new(root().join("ios/swift-on-linux.sh")).arg("--check").stderr(Stdio::piped()).output();
    let Ok(check) = check else { return false };
    if check.status.code() == Some(NO_SWIFT) {
        let said = String::from_utf8_lossy(&check.stderr);
        let reason = said.lines().find_map(|line| line.trim().strip_prefix("skipped: "));
        return skip(reason.unwrap_or("no Swift here"), heard);
    }
    let Some(target) = built(check.status.success()) else { return false };
    let mut test = Command::new(root().join("ios/test.sh"));
    test.env("TRADEWIND_LIBRARY", &target).env("TRADEWIND_SANDBOX", target.join("sandbox"));
    places.say_to(&mut test);
    run(test, heard)
}

/// Tests the Android app.
pub(crate) fn android(places: Places, heard: &mut Heard) -> bool {
    if let Some(missing) = ["java", "mvn", "aapt2"].into_iter().find(|program| !setup::has(program)) {
        return skip(&format!("no {missing}, so the Android app is not built"), heard);
    }
    let Some(target) = built(true) else { return false };
    // The glue is made of the library that is tested with it.
    let glue = Command::new(target.join("tradewind-packer"))
        .arg("kotlin")
        .env("TRADEWIND_LIBRARY", &target)
        .status();
    if !glue.is_ok_and(|status| status.success()) {
        return false;
    }
    let mut mvn = Command::new("mvn");
    mvn.args(["-B", "-ntp", "-f"]).arg(root().join("android/pom.xml")).arg("verify");
    mvn.arg(format!("-Dtradewind.library={}", target.display()));
    mvn.arg(format!("-Dtradewind.sandbox={}", target.join("sandbox").display()));
    places.say_to(&mut mvn);
    let mut lacks = false;
    let good = run_heard(mvn, heard, |line| lacks |= NOT_TO_BE_HAD.iter().any(|said| line.contains(said)));
    if !good && lacks {
        return skip("Maven could not fetch what the Android app stands on", heard);
    }
    good
}

/// Where library, packer and sandbox lie, built.
fn built(so_far: bool) -> Option<PathBuf> {
    let me = std::env::current_exe().ok()?;
    let target = me.parent()?.to_owned();
    (so_far && build_for_shells()).then_some(target)
}

fn skip(reason: &str, heard: &mut Heard) -> bool {
    println!("skipped: {reason}");
    heard.skipped.push(reason.to_owned());
    true
}
