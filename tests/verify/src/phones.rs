//! The two phones: Kotlin on Android's framework, Swift on Linux, both on the real core of this machine.

use crate::{cargo, run, setup};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What `ios/test.sh` ends with where Swift cannot be had.
const NO_SWIFT: i32 = 69;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Tests the Swift package. Where Swift cannot be had, its own line says why.
pub(crate) fn swift(skipped: &mut Vec<String>) -> bool {
    let check =
        Command::new(root().join("ios/swift-on-linux.sh")).arg("--check").stderr(Stdio::piped()).output();
    let Ok(check) = check else { return false };
    if check.status.code() == Some(NO_SWIFT) {
        let said = String::from_utf8_lossy(&check.stderr);
        let reason = said.lines().find_map(|line| line.trim().strip_prefix("skipped: "));
        return skip(reason.unwrap_or("no Swift here"), skipped);
    }
    check.status.success() && run(Command::new(root().join("ios/test.sh")), skipped)
}

/// Tests the Android app.
pub(crate) fn android(skipped: &mut Vec<String>) -> bool {
    if let Some(missing) = ["java", "mvn", "aapt2"].into_iter().find(|program| !setup::has(program)) {
        return skip(&format!("no {missing}, so the Android app is not built"), skipped);
    }
    // The glue is made of the library that is tested with it; the sandbox is its merchant.
    let made = [
        cargo(&["run", "--quiet", "--locked", "--package", "tradewind-packer", "--", "kotlin"]),
        cargo(&["build", "--quiet", "--locked", "--package", "tradewind-suite", "--bin", "sandbox"]),
    ];
    if !made.into_iter().all(|mut one| one.status().is_ok_and(|status| status.success())) {
        return false;
    }
    let Ok(me) = std::env::current_exe() else { return false };
    let Some(target) = me.parent() else { return false };
    let mut mvn = Command::new("mvn");
    mvn.args(["-B", "-ntp", "-f"]).arg(root().join("android/pom.xml")).arg("verify");
    mvn.arg(format!("-Dtradewind.library={}", target.display()));
    mvn.arg(format!("-Dtradewind.sandbox={}", target.join("sandbox").display()));
    run(mvn, skipped)
}

fn skip(reason: &str, skipped: &mut Vec<String>) -> bool {
    println!("skipped: {reason}");
    skipped.push(reason.to_owned());
    true
}
