//! What pages and phones are tried with: built, and where it lies.

use crate::output::with_heartbeat;
use std::path::PathBuf;
use tradewind_tooling::cargo;

/// Builds the desk phone; a browser is not needed for that. Cargo shows how far it is.
pub(crate) fn build_desk_phone() -> bool {
    let built = cargo().args(["build", "--locked", "--package", "tradewind-desk-phone"]).status();
    built.is_ok_and(|status| status.success())
}

/// Builds what pages and phones are tried with, all in one go: each crate by itself would choose other features of what all
/// stand on, and build that again.
pub(crate) fn build_for_shells() -> bool {
    let everything = ["build", "--locked", "--workspace", "--exclude", "tradewind-bench"];
    with_heartbeat("building", || cargo().args(everything).status().is_ok_and(|status| status.success()))
}

/// Where the desk phone lies once it is built.
pub(crate) fn desk_phone() -> std::io::Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("desk-phone"))
}
