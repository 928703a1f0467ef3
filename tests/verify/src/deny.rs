//! cargo-deny on `.deny.toml`: licences, sources and doubles of this platform and both phones, and advisories where their database
//! can be had. What cannot be had is said.

use crate::output::{Heard, run, with_heartbeat};
use crate::setup;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The version that is installed where there is none.
const VERSION: &str = "0.20.2";

/// Runs it, and installs it where it is not there.
pub(crate) fn check(heard: &mut Heard) -> bool {
    let Some(program) = found().or_else(installed) else {
        return skip(
            "cargo-deny is not here and cannot be installed; the suite holds licences, sources and doubles",
            heard,
        ) && skip("advisories are not checked, for want of cargo-deny", heard);
    };
    let ask = |arguments: &[&str]| {
        let mut deny = tradewind_tooling::program(&program);
        deny.args(["--workspace", "--locked", "--color", "never"]).args(arguments);
        deny
    };
    // The suite holds the other way round: it knows the tests' own crates better, and fails on a double that is none.
    let quiet = ["--allow", "unnecessary-skip", "--allow", "unmatched-skip"];
    let mut rules = ask(&["check"]);
    rules.args(quiet).args(["licenses", "sources", "bans"]);
    if !run(rules, heard) {
        return false;
    }
    let fetched = ask(&["fetch", "db"]).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    match fetched {
        Ok(output) if output.status.success() => run(ask(&["check", "advisories"]), heard),
        Ok(output) => {
            let why = reason(&String::from_utf8_lossy(&output.stderr));
            skip(&format!("advisories are not checked: their database cannot be had ({why})"), heard)
        }
        Err(error) => skip(&format!("advisories are not checked: {error}"), heard),
    }
}

/// The first line in which git says why, or else the first line.
fn reason(said: &str) -> String {
    let why = said.lines().find_map(|line| line.strip_prefix("fatal: "));
    why.or_else(|| said.lines().next()).unwrap_or("nothing was said").to_owned()
}

/// On the path, or where an earlier run put it.
fn found() -> Option<PathBuf> {
    if setup::has("cargo-deny") {
        return Some(PathBuf::from("cargo-deny"));
    }
    Some(tools()?.join("bin/cargo-deny")).filter(|program| program.is_file())
}

/// Builds it into cargo's target folder: ten minutes on two cores, once.
fn installed() -> Option<PathBuf> {
    let tools = tools()?;
    let install = || install(&mut tradewind_tooling::cargo(), &tools);
    with_heartbeat("installing cargo-deny", install).then(|| tools.join("bin/cargo-deny"))
}

fn install(cargo: &mut Command, tools: &Path) -> bool {
    cargo.args(["install", "cargo-deny", "--quiet", "--locked", "--version", VERSION, "--root"]).arg(tools);
    cargo.status().is_ok_and(|status| status.success())
}

/// A folder for tools, beside what is built: this program lies in `target/PROFILE`.
fn tools() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.parent()?.join("tools"))
}

fn skip(reason: &str, heard: &mut Heard) -> bool {
    println!("skipped: {reason}");
    heard.skipped.push(reason.to_owned());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_the_database_cannot_be_had_is_said_in_git_s_words() {
        let said = "[ERROR] failed to fetch database\nfatal: unable to access 'https://x.example/': Could not resolve host\n";
        assert_eq!(reason(said), "unable to access 'https://x.example/': Could not resolve host");
        assert_eq!(reason("[ERROR] locked\n"), "[ERROR] locked");
        assert_eq!(reason(""), "nothing was said");
    }

    #[test]
    fn a_cargo_that_cannot_install_is_no_success() {
        assert!(!install(&mut Command::new("false"), Path::new("/nowhere")));
        assert!(install(&mut Command::new("true"), Path::new("/nowhere")));
    }
}
