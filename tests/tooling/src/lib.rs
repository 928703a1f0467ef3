//! What our developer tools share (`cargo verify`, `cargo pack`, `cargo bench-table`): how they call programs in the repository.
//!
//! Where to start: [`cargo`] is cargo as if it had been called by hand; [`program`] is any other program.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's folder, absolute where the system can tell.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    here.canonicalize().unwrap_or(here)
}

/// The cargo that runs us, or the one on the path, without the variables by which it describes the calling program.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that starts in the repository's folder, without the variables by which cargo describes the calling program.
///
/// The build script of `ring` runs again whenever one of those variables changes, and everything above it is then built
/// again. Without them a cargo inside a cargo and a cargo called by hand share what they build.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (variable, _) in std::env::vars_os() {
        if variable.to_str().is_some_and(describes_the_caller) {
            command.env_remove(variable);
        }
    }
    command
}

/// Whether `cargo run` sets this variable to describe the program that it runs.
fn describes_the_caller(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_to_build_and_what_to_fetch_is_passed_on() {
        assert!(["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME"].into_iter().all(describes_the_caller));
        assert!(
            !["CARGO_TARGET_DIR", "CARGO_HOME", "CARGO_NET_OFFLINE"].into_iter().any(describes_the_caller)
        );
    }

    #[test]
    fn a_program_starts_in_the_repository_without_the_caller_s_name() {
        // Cargo describes this test to itself, so there is something to remove.
        assert!(std::env::var_os("CARGO_PKG_NAME").is_some());
        let command = cargo();
        assert_eq!(command.get_current_dir(), Some(root().as_path()));
        assert!(root().join("Cargo.lock").is_file());
        assert!(command.get_envs().any(|(name, value)| name == "CARGO_PKG_NAME" && value.is_none()));
    }
}
