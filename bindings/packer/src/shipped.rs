//! The library as it ships, small before fast.

use crate::error::PackError;
use crate::languages;
use crate::library::{PACKAGE, cargo, ran, target, within};
use camino::Utf8PathBuf;

/// Builds the library as it ships, symbols still in it. The cdylib alone: beside an rlib cargo drops the fat LTO. ICU's data is
/// the app's languages'. Of functions that came out alike one is kept; and relocations are packed (RELR, glibc 2.36; on Android
/// `--pack-dyn-relocs=android` does the same from API 23), which takes 600 KB away. Both are the linker's, LLD's as the NDK's is.
/// C has no tables for unwinding (120 KB): no panic goes through it, callbacks end theirs before they return. Frame pointers,
/// which Android and Apple have anyway, make Rust's tables shorter by more than they cost in code (287 KB together).
pub fn build() -> Result<Utf8PathBuf, PackError> {
    let icu = languages::run()?;
    let mut to = vec!["rustc", "--package", PACKAGE, "--lib", "--profile", "pack", "--crate-type", "cdylib"];
    if cfg!(target_os = "linux") {
        to.extend(["--", "-C", "link-arg=-Wl,-z,pack-relative-relocs", "-C", "link-arg=-Wl,--icf=all"]);
    }
    let c = "-fno-unwind-tables -fno-asynchronous-unwind-tables";
    let flags = format!("{} -C force-frame-pointers=yes", std::env::var("RUSTFLAGS").unwrap_or_default());
    let mut build = tradewind_tooling::program(cargo());
    build.env("ICU4X_DATA_DIR", icu).env("CFLAGS", c).env("RUSTFLAGS", flags.trim());
    ran(build.args(to))?;
    within(target()?.join("pack").as_std_path())
}
