//! localstripe, the payment service provider of the storefront's tests: a Python environment of its own below `target`. It is a program
//! of others (GPL-3.0) that tests start; nothing of it is built in or shipped.

use crate::output::Heard;
use crate::setup::quiet;
use std::path::{Path, PathBuf};
use std::process::Command;
use tradewind_tooling::root;

/// What is installed, each file with its hashes: first what builds, then the rest.
const LISTS: [&str; 2] = ["tests/storefront/localstripe-build.txt", "tests/storefront/localstripe.txt"];
/// Written last, with what was installed: where it is missing or another, all is made anew.
const MARK: &str = "installed.txt";
/// Where tests look for the program.
const VARIABLE: &str = "TRADEWIND_LOCALSTRIPE";

/// The environment's folder, below the `target` in which this program lies.
fn folder() -> Option<PathBuf> {
    let me = std::env::current_exe().ok()?;
    Some(me.parent()?.parent()?.join("localstripe"))
}

/// What tests are told: where localstripe lies, if it does. Whoever names one has the last word.
pub(crate) fn variable() -> Option<(&'static str, PathBuf)> {
    let program = folder()?.join("bin/localstripe");
    (std::env::var_os(VARIABLE).is_none() && program.is_file()).then_some((VARIABLE, program))
}

/// Installs localstripe where it is not there yet. Where it is not to be had that is said, and its tests are skipped.
pub(crate) fn install(heard: &mut Heard) -> bool {
    if let Err(why) = installed() {
        let reason = format!("{why}, so no card is charged at a payment service provider");
        println!("skipped: {reason}");
        heard.skipped.push(reason);
    }
    true
}

fn installed() -> Result<(), &'static str> {
    let folder = folder().ok_or("nobody knows where to install localstripe")?;
    let lists = LISTS.iter().map(|list| std::fs::read_to_string(root().join(list)));
    let wanted =
        lists.collect::<Result<String, _>>().map_err(|_| "the lists of localstripe cannot be read")?;
    let program = folder.join("bin/localstripe");
    let runs = || quiet(&program.to_string_lossy(), &["--help"]).is_some();
    if std::fs::read_to_string(folder.join(MARK)).is_ok_and(|found| found == wanted) && runs() {
        println!("localstripe is there: {}", program.display());
        return Ok(());
    }
    println!("installing localstripe into {}", folder.display());
    // Half of an earlier one may lie there.
    let _ = std::fs::remove_dir_all(&folder);
    if !is_done(Command::new("python3").args(["-m", "venv"]).arg(&folder)) {
        return Err("python3 makes no environment (Debian: python3-venv)");
    }
    if !LISTS.iter().all(|list| is_done(&mut pip(&folder, list))) {
        return Err("pip could not fetch localstripe");
    }
    if !runs() {
        return Err("localstripe does not run");
    }
    std::fs::write(folder.join(MARK), wanted).map_err(|_| "the environment of localstripe cannot be written")
}

/// Installs a list, by its hashes alone. What builds is what was installed before, for pip checks no hashes of what it fetches
/// to build with.
fn pip(folder: &Path, list: &str) -> Command {
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]);
    pip.args(["--no-build-isolation", "--requirement"]).arg(root().join(list));
    pip
}

fn is_done(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
