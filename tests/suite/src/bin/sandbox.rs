//! `sandbox`: what a test in another language needs: a merchant of its own with the seed published, for as long as its
//! standard input is open; with `--scenarios`, the journeys as JSON, each in one of its places by turns; in all of them where
//! `TRADEWIND_DEEP` is set.
//!
//! Its one line of output is `{"base", "host_overrides", "token"}`: the merchant's address, what `ShopConfig.hostOverrides` is to be,
//! and what the header `x-sandbox-token` must say at `/_sandbox` (see `tests/storefront`). `--packs DIR` keeps the published catalog there and
//! takes it from there, if it is from today; `--seed` serves the seed's real pictures and models instead of the journeys' small ones, and
//! `--show` the seed's live shows beside them.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tradewind_suite::assets::assets;
use tradewind_suite::merchant::{SANDBOX_TOKEN, publish_seed, seed_folder, seed_override};
use tradewind_suite::{Merchant, scenario};

/// Prices of the seed hold for a month, sales for less: a catalog of yesterday is made anew.
const FRESH_FOR: Duration = Duration::from_secs(86_400);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (mut packs, mut seed, mut show) = (None, false, false);
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--scenarios") => {
                let mut all = scenario::read_all()?;
                if std::env::var_os("TRADEWIND_DEEP").is_none() {
                    scenario::by_turns(&mut all);
                }
                return Ok(writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&all)?)?);
            }
            Some("--packs") => packs = Some(PathBuf::from(arguments.next().ok_or("--packs DIR")?)),
            Some("--seed") => seed = true,
            Some("--show") => show = true,
            _ => return Err("there are --scenarios, --packs DIR, --seed and --show".into()),
        }
    }
    let folder = tempfile::tempdir()?;
    let packs = packs.unwrap_or_else(|| folder.path().join("packs"));
    publish(&packs)?;
    let merchant = if show {
        Merchant::with_show(&packs)?
    } else {
        let served = if seed { seed_folder() } else { assets(folder.path())? };
        Merchant::with_assets(Some(&packs), None, &served)?
    };
    let line = serde_json::json!({
        "base": merchant.base,
        "host_overrides": [seed_override(&merchant.base)],
        "token": SANDBOX_TOKEN,
    });
    writeln!(std::io::stdout(), "{line}")?;
    std::io::stdout().flush()?;
    // Whoever started it ends it by closing the pipe, also by ending itself.
    std::io::stdin().read_to_end(&mut Vec::new())?;
    drop(merchant);
    Ok(())
}

/// Publishes into `packs`, unless that was done today. Written beside and renamed, so that two runs do not meet halfway.
fn publish(packs: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let age =
        std::fs::metadata(packs).and_then(|one| one.modified()).ok().and_then(|time| time.elapsed().ok());
    // A catalog of before the seed changed is not today's, whatever its date.
    let seed = seed_folder();
    let changed = std::fs::read_dir(&seed)?
        .filter_map(|one| one.ok()?.metadata().ok()?.modified().ok()?.elapsed().ok());
    let since = changed.min().unwrap_or(FRESH_FOR);
    if age.is_some_and(|age| age < FRESH_FOR && age < since) {
        return Ok(());
    }
    let beside = packs.with_extension(format!("new-{}", std::process::id()));
    publish_seed(&beside)?;
    if packs.exists() {
        std::fs::remove_dir_all(packs)?;
    }
    match std::fs::rename(&beside, packs) {
        // Another run was first.
        Err(_) if packs.exists() => Ok(std::fs::remove_dir_all(&beside)?),
        other => Ok(other?),
    }
}
