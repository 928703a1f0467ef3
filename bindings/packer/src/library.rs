//! The library: built by cargo, in the target folder that this run uses too.

use crate::error::PackError;
use crate::languages;
use camino::Utf8PathBuf;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The package of the seam.
const PACKAGE: &str = "tradewind-bindings";

/// The repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    here.canonicalize().unwrap_or(here)
}

/// Builds the library with its symbols, from which the glue is made: a stripped one tells nothing. `TRADEWIND_LIBRARY` names a
/// folder in which it lies already, built together with all else.
pub fn debug() -> Result<Utf8PathBuf, PackError> {
    if let Some(folder) = std::env::var_os("TRADEWIND_LIBRARY").filter(|folder| !folder.is_empty()) {
        return within(Path::new(&folder));
    }
    build(vec!["build", "--package", PACKAGE, "--lib"], "debug")
}

/// Builds the library as it ships, symbols still in it. The cdylib alone: beside an rlib cargo drops the fat LTO. ICU's data is
/// the app's languages'. Of functions that came out alike one is kept; and relocations are packed (RELR, glibc 2.36; on Android
/// `--pack-dyn-relocs=android` does the same from API 23), which takes 600 KB away. Both are the linker's, LLD's as the NDK's is.
/// C has no tables for unwinding (120 KB): no panic goes through it, callbacks end theirs before they return. Frame pointers,
/// which Android and Apple have anyway, make Rust's tables shorter by more than they cost in code (287 KB together).
pub fn shipped() -> Result<Utf8PathBuf, PackError> {
    let icu = languages::run()?;
    let mut to = vec!["rustc", "--package", PACKAGE, "--lib", "--profile", "pack", "--crate-type", "cdylib"];
    if cfg!(target_os = "linux") {
        to.extend(["--", "-C", "link-arg=-Wl,-z,pack-relative-relocs", "-C", "link-arg=-Wl,--icf=all"]);
    }
    let c = "-fno-unwind-tables -fno-asynchronous-unwind-tables";
    let flags = format!("{} -C force-frame-pointers=yes", std::env::var("RUSTFLAGS").unwrap_or_default());
    ran(command(&cargo())
        .env("ICU4X_DATA_DIR", icu)
        .env("CFLAGS", c)
        .env("RUSTFLAGS", flags.trim())
        .args(to))?;
    within(target()?.join("pack").as_std_path())
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

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// A program in the repository, without what cargo says about this one: ring's build script is run again whenever that
/// changes, and with it everything above is built again.
fn command(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (variable, _) in std::env::vars_os() {
        let about = variable
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if about {
            command.env_remove(variable);
        }
    }
    command
}

/// Runs a program in the repository; its words go to the person.
pub fn program<S: AsRef<OsStr>>(
    name: impl AsRef<str>,
    arguments: impl IntoIterator<Item = S>,
) -> Result<(), PackError> {
    ran(command(name.as_ref()).args(arguments))
}

fn ran(command: &mut Command) -> Result<(), PackError> {
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
    let ran = command(name).args(arguments).stderr(Stdio::inherit()).output();
    let ran = ran.map_err(|error| PackError::Program { program: name.to_owned(), why: error.to_string() })?;
    if !ran.status.success() {
        return Err(PackError::Failed(name.to_owned()));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}
