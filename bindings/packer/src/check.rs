//! `cargo pack check`: whether the seam and all below it compile for the phones, as far as types go. Where this system's Rust
//! has a phone's std and there is a C compiler for it, those are used; else a Debian beside this system builds std from its
//! source (`phones-on-linux.sh`). Nothing is linked: that needs the NDK, or Xcode.

use crate::error::PackError;
use crate::library;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// A phone's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Phone {
    /// 64-bit ARM, the NDK's libc.
    Android,
    /// 64-bit ARM, Apple's libc.
    Ios,
}

impl Phone {
    /// Both systems, in the order they are checked.
    pub const ALL: [Self; 2] = [Self::Android, Self::Ios];

    /// As Rust calls it.
    pub const fn target(self) -> &'static str {
        match self {
            Self::Android => "aarch64-linux-android",
            Self::Ios => "aarch64-apple-ios",
        }
    }

    /// What this system's own tools lack to compile for it, and how to get that; nothing, if they can.
    pub fn lacks(self) -> Vec<String> {
        let mut lacks = Vec::new();
        if !self.has_std() {
            lacks.push(format!("its std (rustup target add {})", self.target()));
        }
        if !self.has_compiler() {
            lacks.push(format!("a C compiler for it ({})", self.compiler()));
        }
        lacks
    }

    /// Rust names the folder whether or not it is there.
    fn has_std(self) -> bool {
        let folder = library::output("rustc", ["--print", "target-libdir", "--target", self.target()]);
        let files = folder.ok().and_then(|folder| std::fs::read_dir(folder.trim()).ok());
        files
            .into_iter()
            .flatten()
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    }

    /// Whether build scripts will find one: named in the environment, or where they look themselves.
    fn has_compiler(self) -> bool {
        let named = format!("CC_{}", self.target().replace('-', "_"));
        let asked: &[&[&str]] = match self {
            Self::Android => &[
                &["aarch64-linux-android21-clang", "--version"],
                &["aarch64-linux-android-clang", "--version"],
            ],
            Self::Ios => &[&["xcrun", "--sdk", "iphoneos", "--show-sdk-path"]],
        };
        std::env::var_os(named).is_some()
            || asked.iter().any(|words| {
                let [program, arguments @ ..] = words else { return false };
                let mut asked = Command::new(program);
                asked.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
                asked.status().is_ok_and(|status| status.success())
            })
    }

    const fn compiler(self) -> &'static str {
        match self {
            Self::Android => {
                "the NDK's aarch64-linux-android21-clang on the path, or CC_aarch64_linux_android"
            }
            Self::Ios => "Xcode with the iPhone's SDK",
        }
    }
}

/// Checks for one phone, or for both. A fault in one does not hide what the other says; the first one is the outcome.
pub fn run(phone: Option<Phone>, out: &mut impl Write) -> Result<(), PackError> {
    let mut fault = None;
    for phone in Phone::ALL.into_iter().filter(|one| phone.is_none_or(|phone| phone == *one)) {
        match check(phone) {
            Ok(()) => writeln!(out, "{}: type-checks", phone.target())?,
            Err(error) if fault.is_none() => fault = Some(error),
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    fault.map_or(Ok(()), Err)
}

fn check(phone: Phone) -> Result<(), PackError> {
    let lacks = phone.lacks();
    let ran = if lacks.is_empty() {
        library::program("cargo", arguments(phone, false))
    } else {
        let script = library::root().join("bindings/packer/phones-on-linux.sh").display().to_string();
        set_up(&script, phone, &lacks)?;
        library::program(script, ["--", "cargo"].into_iter().chain(arguments(phone, true)))
    };
    ran.map_err(|error| match error {
        PackError::Failed(_) => PackError::Failed(format!("type-checking for {}", phone.target())),
        other => other,
    })
}

/// What cargo is told. The lock file stays: what is checked is what is built.
fn arguments(phone: Phone, std_from_source: bool) -> Vec<&'static str> {
    let mut to =
        vec!["check", "--locked", "--package", "tradewind-bindings", "--lib", "--target", phone.target()];
    if std_from_source {
        to.push("-Zbuild-std=std,panic_unwind");
    }
    to
}

/// Has the other Debian made, once; what is said meanwhile goes to the person.
fn set_up(script: &str, phone: Phone, lacks: &[String]) -> Result<(), PackError> {
    let missing = |why: &str| missing(phone, lacks, why);
    let asked = Command::new(script).arg("--check").stderr(Stdio::piped()).spawn();
    let mut asked = asked.map_err(|error| missing(&format!("{script}: {error}")))?;
    let mut why = None;
    let said = asked.stderr.take().map(BufReader::new);
    for line in said.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        match line.strip_prefix("skipped: ") {
            Some(reason) => why = Some(reason.to_owned()),
            None => writeln!(std::io::stderr(), "{line}")?,
        }
    }
    if asked.wait()?.success() {
        Ok(())
    } else {
        Err(missing(why.as_deref().unwrap_or("no Rust for phones here")))
    }
}

fn missing(phone: Phone, lacks: &[String], why: &str) -> PackError {
    PackError::Program {
        program: format!("type-checking for {}", phone.target()),
        why: format!("this system's own Rust lacks {}, and {why}", lacks.join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn both_phones_are_named_on_the_command_line() {
        let names: Vec<_> = Phone::ALL.iter().filter_map(Phone::to_possible_value).collect();
        assert_eq!(names.iter().map(|name| name.get_name()).collect::<Vec<_>>(), ["android", "ios"]);
    }

    #[test]
    fn cargo_checks_the_seam_and_builds_std_only_where_there_is_none() {
        let own = arguments(Phone::Android, false).join(" ");
        assert_eq!(own, "check --locked --package tradewind-bindings --lib --target aarch64-linux-android");
        let lent = arguments(Phone::Ios, true).join(" ");
        assert!(lent.ends_with("--target aarch64-apple-ios -Zbuild-std=std,panic_unwind"), "{lent}");
    }

    #[test]
    fn what_is_missing_is_said_with_where_it_comes_from() {
        let lacks = ["its std (rustup target add aarch64-apple-ios)".to_owned()];
        let error = missing(Phone::Ios, &lacks, "no Rust for phones here: a chroot needs root");
        assert_eq!(
            error.to_string(),
            "type-checking for aarch64-apple-ios did not run: this system's own Rust lacks its std (rustup target add \
             aarch64-apple-ios), and no Rust for phones here: a chroot needs root; `cargo pack doctor` says what is needed"
        );
    }

    #[test]
    fn a_script_that_is_not_there_is_missing_too() {
        let error = set_up("/nowhere/phones.sh", Phone::Android, &[]).expect_err("no such file");
        assert!(
            matches!(&error, PackError::Program { why, .. } if why.contains("/nowhere/phones.sh")),
            "{error}"
        );
    }
}
