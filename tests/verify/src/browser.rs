//! The desk phone's page in Debian's Chromium: its tests, and pictures of every screen.

use crate::build::{build_desk_phone, build_for_shells, desk_phone};
use crate::output::{Heard, run};
use crate::setup;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Tests that hold times.
const MEASURED: [&str; 2] = ["preview.test.mjs", "speed.test.mjs"];

/// Where the scripts lie that drive the browser.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk-phone/browser")
}

/// Runs the page's tests. On a machine without a browser that is said, and they are skipped.
pub(crate) fn tests(heard: &mut Heard) -> bool {
    if let Some(missing) = ["node", "npm", "chromium"].into_iter().find(|program| !setup::has(program)) {
        let reason = format!("no {missing}, so the page is not tried in a browser");
        println!("skipped: {reason}");
        heard.skipped.push(reason);
        return true;
    }
    let files: Vec<PathBuf> = std::fs::read_dir(folder())
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if !fetched() {
        let reason = "npm could not fetch the browser's driver, so the page is not tried".to_owned();
        println!("skipped: {reason}");
        heard.skipped.push(reason);
        return true;
    }
    if !build_for_shells() || files.is_empty() {
        return false;
    }
    // What is measured is run alone, the rest three files at a time: a page waits more than it computes.
    let (measured, rest): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| MEASURED.contains(&name))
    });
    [("--test-concurrency=1", measured), ("--test-concurrency=3", rest)].into_iter().all(|(width, files)| {
        let Some(mut node) = node() else { return false };
        node.args(["--test", "--test-reporter=spec", width]).args(files);
        run(node, heard)
    })
}

/// Tests that go to more places, and meet more faults, in `--deep`.
const LONGER: [&str; 4] =
    ["every_method.test.mjs", "payment.test.mjs", "scenarios-one.test.mjs", "scenarios-two.test.mjs"];

/// Takes every journey in all its places, pays by every way there is in all countries, and meets every fault.
pub(crate) fn all_places(heard: &mut Heard) -> bool {
    if !fetched() || !build_for_shells() {
        return false;
    }
    let Some(mut node) = node() else { return false };
    node.env("TRADEWIND_DEEP", "1").args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    node.args(LONGER.map(|file| folder().join(file)));
    run(node, heard)
}

/// What is run with 2,000 connections, for two minutes, and alone.
const LISTENERS: &str = "listeners.deep.mjs";

/// Has many listen to a show beside the page, and measures.
pub(crate) fn listeners(heard: &mut Heard) -> bool {
    if !fetched() || !build_for_shells() {
        return false;
    }
    let Some(mut node) = node() else { return false };
    node.args(["--test", "--test-reporter=spec"]).arg(folder().join(LISTENERS));
    run(node, heard)
}

/// Takes pictures of every screen into a folder.
pub(crate) fn shots(args: &[String]) -> ExitCode {
    if !setup::packages("cargo shots", setup::FOR_SHOTS) || !fetched() || !build_desk_phone() {
        return ExitCode::FAILURE;
    }
    let out = args.first().map_or("target/shots", String::as_str);
    let Some(mut node) = node() else { return ExitCode::FAILURE };
    let taken = node.arg(folder().join("shots.mjs")).arg(out).status();
    if taken.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fetched() -> bool {
    let npm = Command::new("npm")
        .args(["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(folder())
        .status();
    if !npm.is_ok_and(|status| status.success()) {
        println!("npm could not fetch the browser's driver");
        return false;
    }
    true
}

fn node() -> Option<Command> {
    let mut node = Command::new("node");
    node.env("TRADEWIND_DESK_PHONE", desk_phone().ok()?);
    Some(node)
}
