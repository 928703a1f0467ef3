//! `cargo pack`: builds the library for phones, makes its glue in Kotlin and Swift, keeps the list of its facade and the ledger
//! of its sizes.
//!
//! Where to start: [`run`] takes the command line. [`library`] calls cargo, [`glue`] makes the two languages' files and puts them
//! in their places, [`patch`] are the two measured changes to them, [`facade`] lists what crosses, [`shipped`] builds what ships, [`size`] is the
//! ledger, [`languages`] cuts ICU's data, [`altered`] leaves out what of others the app has no use for, [`check`] compiles for
//! phones as far as types go, [`doctor`] says what this machine lacks, [`committed`] that no generated file is in the repository.

pub mod altered;
pub mod check;
pub mod committed;
pub mod doctor;
pub mod error;
pub mod facade;
pub mod glue;
pub mod languages;
pub mod library;
pub mod patch;
pub mod shipped;
pub mod size;

use clap::{Parser, Subcommand};
use error::PackError;
use std::io::Write;
use std::path::PathBuf;

/// Packs the core for phones.
#[derive(Debug, Parser)]
#[command(name = "cargo pack", version)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Builds the library and makes the glue for Kotlin.
    Kotlin(Place),
    /// Builds the library and makes the glue for Swift: the module, and the C header with its module map.
    Swift(Place),
    /// Compares the facade with `bindings/facade.txt`; with TRADEWIND_BLESS=1 writes it anew.
    Facade,
    /// Builds the library as it ships, strips it and compares its size with `bindings/size.json`. Takes some minutes.
    Size {
        /// Writes the ledger anew: the growth is wanted.
        #[arg(long)]
        bless: bool,
    },
    /// Makes ICU's data for the app's languages alone, and names the folder: cargo takes it from ICU4X_DATA_DIR.
    Languages,
    /// Makes the Android shell as an APK, signed with a debug key; says what a phone's build adds to it.
    Apk,
    /// Type-checks the seam and all below it for aarch64-linux-android and aarch64-apple-ios. Where this machine's own tools
    /// cannot, a Debian in /var/tmp/tradewind-sid (or TRADEWIND_SID) does: made once, as root, on Debian.
    Check {
        /// For this phone only.
        #[arg(long)]
        target: Option<check::Phone>,
    },
    /// Says what this machine has and lacks for packing, for checking and for the phones' tests.
    Doctor,
}

#[derive(Debug, clap::Args)]
struct Place {
    /// The folder for the glue; else its place in the repository, which git ignores.
    out: Option<PathBuf>,
    /// As uniffi makes it, without the patches: the peer of a bench.
    #[arg(long)]
    unpatched: bool,
}

/// From the command line to what came of it, in lines for `out`.
pub fn run(out: &mut impl Write) -> Result<(), PackError> {
    let args = Args::try_parse().unwrap_or_else(|error| error.exit());
    match args.what {
        What::Kotlin(place) => pack(glue::Language::Kotlin, place, out),
        What::Swift(place) => pack(glue::Language::Swift, place, out),
        What::Facade => facade::check(&library::debug()?),
        What::Size { bless } => size::run(bless, out),
        What::Languages => Ok(writeln!(out, "{}", languages::run()?.display())?),
        What::Apk => apk(out),
        What::Check { target } => check::run(target, out),
        What::Doctor => doctor::run(out),
    }
}

/// The shell without an Android SDK: Maven does what Gradle would (`android/README.md`).
fn apk(out: &mut impl Write) -> Result<(), PackError> {
    committed::check()?;
    let library = library::debug()?;
    let language = glue::Language::Kotlin;
    glue::make(language, &library, &library::root().join(language.place()), true)?;
    let folder = library.parent().map(|folder| format!("-Dtradewind.library={folder}"));
    let maven = ["-B", "-ntp", "-f", "android/pom.xml", "package", "-Papk", "-DskipTests"];
    library::program("mvn", maven.into_iter().map(str::to_owned).chain(folder))?;
    writeln!(out, "{}", library::root().join("android/target/tradewind-debug.apk").display())?;
    Ok(())
}

fn pack(language: glue::Language, place: Place, out: &mut impl Write) -> Result<(), PackError> {
    committed::check()?;
    let library = library::debug()?;
    let folder = place.out.unwrap_or_else(|| library::root().join(language.place()));
    for file in glue::make(language, &library, &folder, !place.unpatched)? {
        writeln!(out, "{}", file.display())?;
    }
    writeln!(out, "{library}")?;
    Ok(())
}
