//! The library: built by cargo, in the target folder that this run uses too.

use crate::error::PackError;
use camino::Utf8PathBuf;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
pub use tradewind_tooling::root;

/// The package of the seam.
pub(crate) const PACKAGE: &str = "tradewind-bindings";

/// Builds the library with its symbols, from which the glue is made: a stripped one tells nothing. `TRADEWIND_LIBRARY` names a
/// folder in which it lies already, built together with all else.
pub fn debug() -> Result<Utf8PathBuf, PackError> {
    if let Some(folder) = std::env::var_os("TRADEWIND_LIBRARY").filter(|folder| !folder.is_empty()) {
        return within(Path::new(&folder));
    }
    build(vec!["build", "--package", PACKAGE, "--lib"], "debug")
}

fn build(arguments: Vec<&str>, profile: &str) -> Result<Utf8PathBuf, PackError> {
    program(cargo(), arguments)?;
    let library = target()?.join(profile).join(file_name());
    if library.is_file() { Ok(library) } else { Err(PackError::Failed(format!("building {library}"))) }
}

/// The library that lies in a folder.
pub fn within(folder: &Path) -> Result<Utf8PathBuf, PackError> {
    let path = folder.join(file_name());
    let found = Utf8PathBuf::from_path_buf(path.clone()).ok().filter(|library| library.is_file());
    found.ok_or_else(|| PackError::Failed(format!("finding {}", path.display())))
}

/// The library's file name on this system.
fn file_name() -> String {
    format!("{}tradewind{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// Cargo's target folder, wherever the environment or the configuration put it.
pub fn target() -> Result<Utf8PathBuf, PackError> {
    let workspace = metadata("--no-deps")?;
    let folder = workspace["target_directory"].as_str();
    folder.map(Utf8PathBuf::from).ok_or_else(|| PackError::Failed("cargo metadata".to_owned()))
}

/// What cargo says of the workspace, as far as a flag wants it.
pub fn metadata(flag: &str) -> Result<serde_json::Value, PackError> {
    let text = output(cargo(), ["metadata", "--format-version", "1", flag])?;
    Ok(serde_json::from_str(&text)?)
}

/// The cargo that runs us, or the one on the path.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Runs a program in the repository; its words go to the person.
pub fn program<S: AsRef<OsStr>>(
    name: impl AsRef<str>,
    arguments: impl IntoIterator<Item = S>,
) -> Result<(), PackError> {
    ran(tradewind_tooling::program(name.as_ref()).args(arguments))
}

/// Runs it; its words go to the person.
pub(crate) fn ran(command: &mut Command) -> Result<(), PackError> {
    let status = command.status();
    let name = || command.get_program().to_string_lossy().into_owned();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(PackError::Failed(name())),
        Err(error) => Err(PackError::Program { program: name(), why: error.to_string() }),
    }
}

/// Runs a program in the repository and gives what it wrote.
pub fn output<S: AsRef<OsStr>>(
    name: impl AsRef<str>,
    arguments: impl IntoIterator<Item = S>,
) -> Result<String, PackError> {
    let name = name.as_ref();
    let ran = tradewind_tooling::program(name).args(arguments).stderr(Stdio::inherit()).output();
    let ran = ran.map_err(|error| PackError::Program { program: name.to_owned(), why: error.to_string() })?;
    if !ran.status.success() {
        return Err(PackError::Failed(name.to_owned()));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}
