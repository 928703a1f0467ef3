//! `cargo verify`: sets up the machine, runs every check there is, and says what ran and what was skipped.
#![allow(clippy::print_stdout, reason = "this program is its output")]

mod notices;

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// A check: its name, what it shows, and the cargo arguments.
struct Step {
    name: &'static str,
    shows: &'static str,
    cargo: &'static [&'static str],
}

const STEPS: &[Step] = &[
    Step { name: "fmt", shows: "one way of writing", cargo: &["fmt", "--all", "--check"] },
    Step {
        name: "clippy",
        shows: "no warning anywhere, no unwrap, no panic",
        cargo: &["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"],
    },
    Step {
        name: "unit",
        shows: "each crate by itself",
        cargo: &["test", "--locked", "--workspace", "--exclude", "tradewind-suite"],
    },
    Step {
        name: "suite",
        shows: "journeys, kills, simulation, words, architecture: one integration binary",
        cargo: &["test", "--locked", "-p", "tradewind-suite"],
    },
];

/// What a fresh Debian lacks: program to look for, package to install.
const PACKAGES: &[(&str, &str)] = &[("cc", "gcc"), ("c++", "g++"), ("make", "make"), ("git", "git")];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("notices") => notices::print(),
        Some("--list") => {
            STEPS.iter().for_each(|step| println!("{:<8} {}", step.name, step.shows));
            ExitCode::SUCCESS
        }
        Some("--only") => verify(args.get(1).map(String::as_str)),
        None => verify(None),
        Some(other) => {
            println!("cargo verify: unknown argument {other}; there are --list, --only NAME and notices");
            ExitCode::from(2)
        }
    }
}

fn verify(only: Option<&str>) -> ExitCode {
    if !set_up() {
        return ExitCode::FAILURE;
    }
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)).collect();
    if chosen.is_empty() {
        println!("cargo verify: no step of that name; see --list");
        return ExitCode::from(2);
    }
    let (mut ran, mut skipped, mut failed) = (Vec::new(), Vec::new(), 0);
    for step in &chosen {
        println!("== {}: {}", step.name, step.shows);
        let begun = Instant::now();
        let good = run(step.cargo, &mut skipped);
        ran.push((step.name, begun.elapsed(), good));
        if !good {
            failed += 1;
            break;
        }
    }
    report(&chosen, &ran, &skipped);
    println!("verify: {} passed, {failed} failed", ran.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs cargo, passes its output on, and picks out what tests say they skipped.
fn run(arguments: &[&str], skipped: &mut Vec<String>) -> bool {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).stdout(Stdio::piped());
    if arguments[0] == "test" {
        command.args(["--", "--show-output"]);
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(reason) = line.trim().strip_prefix("skipped: ") {
                skipped.push(reason.to_owned());
            }
            println!("{line}");
        }
    }
    child.wait().is_ok_and(|status| status.success())
}

fn report(chosen: &[&Step], ran: &[(&str, Duration, bool)], skipped: &[String]) {
    println!("\nWhat ran:");
    for (name, time, good) in ran {
        println!("  {name:<8} {:>6.1} s  {}", time.as_secs_f64(), if *good { "passed" } else { "FAILED" });
    }
    for step in chosen.iter().skip(ran.len()) {
        println!("  {:<8}       -    not run, because an earlier step failed", step.name);
    }
    if skipped.is_empty() {
        println!("Nothing was skipped.");
    } else {
        println!("Skipped:");
        skipped.iter().for_each(|reason| println!("  {reason}"));
    }
}

/// Installs what is lacking where it may (Debian, root), else says what to install.
fn set_up() -> bool {
    let mut lacking: Vec<&str> =
        PACKAGES.iter().filter(|(program, _)| !has(program)).map(|(_, package)| *package).collect();
    if !has_libclang() {
        // The simulated disk's crate reads SQLite's header with it when it is built.
        lacking.push("libclang-dev");
    }
    if !lacking.is_empty() {
        let debian = std::path::Path::new("/etc/debian_version").exists();
        let root = quiet("id", &["-u"]).is_some_and(|id| id.trim() == "0");
        if !(debian && root) {
            println!("cargo verify: please install {}", lacking.join(", "));
            return false;
        }
        println!("installing {}", lacking.join(", "));
        let update = Command::new("apt-get").arg("update").status();
        let install = Command::new("apt-get")
            .args(["install", "-y", "--no-install-recommends"])
            .args(&lacking)
            .status();
        if !(update.is_ok_and(|status| status.success()) && install.is_ok_and(|status| status.success())) {
            println!("cargo verify: apt-get failed; please install {}", lacking.join(", "));
            return false;
        }
    }
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if quiet("cargo", &[subcommand, "--version"]).is_none() {
            println!("adding the component {component}");
            if !Command::new("rustup")
                .args(["component", "add", component])
                .status()
                .is_ok_and(|s| s.success())
            {
                println!("cargo verify: please install the Rust component {component}");
                return false;
            }
        }
    }
    true
}

fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Whether bindgen will find libclang, in one of the places where Debian and others put it.
fn has_libclang() -> bool {
    let is_it = |name: &str| {
        name.starts_with("libclang.so") || name.starts_with("libclang-") && !name.contains("cpp")
    };
    let llvm = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path().join("lib"));
    let others = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib"];
    std::env::var_os("LIBCLANG_PATH").is_some()
        || llvm.chain(others.iter().map(std::path::PathBuf::from)).any(|folder| {
            let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            files.map(|file| file.file_name()).any(|name| name.to_str().is_some_and(is_it))
        })
}

fn quiet(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
