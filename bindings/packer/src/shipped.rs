//! The library as it ships, small before fast.

use crate::altered;
use crate::error::PackError;
use crate::languages;
use crate::library::{PACKAGE, cargo, output, ran, root, target, within};
use camino::Utf8PathBuf;
use std::path::PathBuf;

/// std is built too, small before fast. A backtrace has addresses alone: what ships has no symbols to name them by, the library with symbols
/// beside it does.
const STD: &str = "-Zbuild-std-features=backtrace-trace-only,panic-unwind,optimize_for_size";

/// Builds the library as it ships, symbols still in it. The cdylib alone: beside an rlib cargo drops the fat LTO. ICU's data is
/// the app's languages', and crates of others are altered ([`altered`]). Of functions that came out alike one is kept; and relocations are
/// packed (RELR, glibc 2.36; on Android `--pack-dyn-relocs=android` does the same from API 23), which takes 600 KB away. Both are
/// the linker's, LLD's as the NDK's is. C has no tables for unwinding (120 KB): no panic goes through it, callbacks end theirs
/// before they return. Frame pointers, which Android and Apple have anyway, make Rust's tables shorter by more than they cost in
/// code (287 KB together).
pub fn build() -> Result<Utf8PathBuf, PackError> {
    let icu = languages::run()?;
    let altered = format!("paths={:?}", altered::run()?);
    let host = host()?;
    let mut to = vec!["rustc", "--config", &altered, "--package", PACKAGE, "--lib", "--profile", "pack"];
    to.extend(["--crate-type", "cdylib", "--target", &host]);
    to.extend(["-Zbuild-std=std,panic_unwind", STD]);
    if cfg!(target_os = "linux") {
        to.extend([
            "--",
            "-C",
            "link-arg=-Wl,-z,pack-relative-relocs",
            "-C",
            "link-arg=-Wl,--icf=all",
            "-C",
            "link-arg=-Wl,-O2",
        ]);
    }
    let c = "-fno-unwind-tables -fno-asynchronous-unwind-tables";
    let mut build = tradewind_tooling::program(cargo());
    build.env("RUSTC_BOOTSTRAP", "1");
    build.env("ICU4X_DATA_DIR", icu).env("CFLAGS", c).env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\u{1f}"));
    ran(build.args(to))?;
    within(target()?.join(&host).join("pack").as_std_path())
}

/// Whether std's source is here, which rustup brings as `rust-src`.
pub fn has_std_source() -> bool {
    let root = output("rustc", ["--print", "sysroot"]).unwrap_or_default();
    PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library/std").is_dir()
}

/// The triple of this machine, as its compiler says it.
fn host() -> Result<String, PackError> {
    let told = output("rustc", ["-vV"])?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned);
    host.ok_or_else(|| PackError::Failed("rustc -vV".to_owned()))
}

/// Flags for every crate, after those of the environment. A panic's place is named by crate and file alone: without it each
/// file's whole path on the machine that built it would ship.
fn flags() -> Result<Vec<String>, PackError> {
    let mut flags: Vec<String> =
        std::env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    flags.push("-Cforce-frame-pointers=yes".to_owned());
    // What `{:?}` writes of a value is its type's name: nothing that a person is told is written so, and what is not there prints nothing
    // of a person by mistake either.
    flags.push("-Zfmt-debug=shallow".to_owned());
    // Code that stands often becomes a function, as on phones (AArch64 does so by itself at `z`). Each has a row in the tables for
    // unwinding, so one is made only where it saves more than that: the whole is 119 KB smaller than with one for each byte saved.
    flags.push("-Cllvm-args=-enable-machine-outliner -outliner-benefit-threshold=48".to_owned());
    let mut folders = sources()?;
    folders.push(root());
    flags.extend(folders.iter().map(|folder| format!("--remap-path-prefix={}/=", folder.display())));
    Ok(flags)
}

/// Cargo's folders of fetched crates, one a registry.
fn sources() -> Result<Vec<PathBuf>, PackError> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let Some(all) = home.map(|home| home.join("registry/src")) else { return Ok(Vec::new()) };
    if !all.is_dir() {
        // Crates come from a vendored folder then.
        return Ok(Vec::new());
    }
    let folders = std::fs::read_dir(&all).map_err(PackError::at(all.display()))?;
    folders.map(|folder| folder.map(|folder| folder.path()).map_err(PackError::at(all.display()))).collect()
}
