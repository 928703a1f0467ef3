//! `cargo notices`: the licences of everything that ships, in the binary `tradewind` and in the phones' library, from the sources it was built from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Prints each crate with its licence, then each different licence text once with the crates it covers.
pub(crate) fn print() -> ExitCode {
    let format = "{p}|{l}";
    let tree = Command::new("cargo")
        .args([
            "tree",
            "--locked",
            "-p",
            "tradewind-cli",
            "-p",
            "tradewind-bindings",
            "-e",
            "normal",
            "--prefix",
            "none",
            "--format",
            format,
        ])
        .stderr(Stdio::inherit())
        .output();
    let Ok(tree) = tree else { return ExitCode::FAILURE };
    if !tree.status.success() {
        return ExitCode::FAILURE;
    }
    let lines: BTreeSet<String> = String::from_utf8_lossy(&tree.stdout)
        .lines()
        .filter(|line| !line.starts_with("tradewind-"))
        .map(|line| line.replace(" (*)", "").replace(" (proc-macro)", ""))
        .collect();
    println!("Third-party notices of the binary tradewind and of the phones' library\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for line in &lines {
        let Some((package, licence)) = line.split_once('|') else { continue };
        println!("{package}: {licence}");
        let Some((name, version)) = package.split_once(" v") else { continue };
        let folder = source_of(name, version.split(' ').next().unwrap_or(version));
        let found = folder.as_deref().map(licence_texts).unwrap_or_default();
        if found.is_empty() {
            without.push(line.replace('|', ": "));
        }
        for text in found {
            texts.entry(text).or_default().push(package.to_owned());
        }
    }
    if !without.is_empty() {
        // Their authors publish the name of the licence alone; it holds all the same.
        println!("\nPublished without a licence text:");
        without.iter().for_each(|package| println!("{package}"));
    }
    for (text, packages) in texts {
        println!("\n{}\n{}\n\n{text}", "-".repeat(80), packages.join(", "));
    }
    ExitCode::SUCCESS
}

fn source_of(name: &str, version: &str) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    registries
        .filter_map(Result::ok)
        .map(|entry| entry.path().join(format!("{name}-{version}")))
        .find(|p| p.is_dir())
}

fn licence_texts(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .map(|text| text.trim().to_owned())
        .collect()
}
