//! `cargo verify`: sets up the machine, runs every check there is, and says what ran and what was skipped.
#![allow(clippy::print_stdout, reason = "this program is its output")]

mod notices;

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// A check: its name, what it shows, and the cargo arguments.
#[derive(Debug, PartialEq)]
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
    // One build for all tests: crates by themselves, then the integration binary with journeys, kills, simulation, words
    // and architecture. Benches have no tests; clippy above has read them.
    Step {
        name: "tests",
        shows: "each crate by itself, then the integration binary: journeys, kills, simulation, words, architecture",
        cargo: &["test", "--locked", "--workspace", "--exclude", "tradewind-bench"],
    },
];

/// What a fresh Debian lacks: program to look for, package to install.
const PACKAGES: &[(&str, &str)] = &[("cc", "gcc"), ("c++", "g++"), ("make", "make"), ("git", "git")];

/// What the command line asks for.
#[derive(Debug, PartialEq)]
enum Asked {
    Notices,
    List,
    Verify { only: Option<&'static Step>, set_up: bool },
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match asked(&args) {
        Ok(Asked::Notices) => notices::print(),
        Ok(Asked::List) => {
            STEPS.iter().for_each(|step| println!("{:<8} {}", step.name, step.shows));
            ExitCode::SUCCESS
        }
        Ok(Asked::Verify { only, set_up }) => verify(only, set_up),
        Err(why) => {
            println!("cargo verify: {why}; there are --list, --only NAME, --no-setup and notices");
            ExitCode::from(2)
        }
    }
}

fn asked(args: &[String]) -> Result<Asked, String> {
    let (mut only, mut set_up) = (None, true);
    let mut args = args.iter().map(String::as_str);
    while let Some(argument) = args.next() {
        match argument {
            "notices" => return Ok(Asked::Notices),
            "--list" => return Ok(Asked::List),
            "--no-setup" => set_up = false,
            "--only" => {
                let name = args.next().ok_or("--only wants the name of a step")?;
                let step = STEPS.iter().find(|step| step.name == name);
                only = Some(step.ok_or_else(|| format!("there is no step {name}"))?);
            }
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(Asked::Verify { only, set_up })
}

fn verify(only: Option<&'static Step>, wants_set_up: bool) -> ExitCode {
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| only == *step)).collect();
    let (mut ran, mut skipped, mut failed) = (Vec::new(), Vec::new(), 0);
    if wants_set_up && !set_up() {
        // Said as a step that failed, so that whoever reads only the last line is not misled.
        ran.push(("set-up", Duration::ZERO, false));
        failed = 1;
    }
    for step in &chosen {
        if failed > 0 {
            break;
        }
        println!("== {}: {}", step.name, step.shows);
        let begun = Instant::now();
        let good = run(step.cargo, &mut skipped);
        ran.push((step.name, begun.elapsed(), good));
        failed += usize::from(!good);
    }
    report(&chosen, &ran, &skipped);
    println!("{}", last_line(ran.len() - failed, failed, skipped.len()));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn last_line(passed: usize, failed: usize, skipped: usize) -> String {
    match skipped {
        0 => format!("verify: {passed} passed, {failed} failed"),
        _ => format!("verify: {passed} passed, {failed} failed, {skipped} skipped"),
    }
}

/// Runs cargo, passes its output on, and picks out what tests say they skipped.
fn run(arguments: &[&str], skipped: &mut Vec<String>) -> bool {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).stdout(Stdio::piped());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_about_this_program))
    {
        command.env_remove(name);
    }
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

/// Whether `cargo run` set this variable to describe this program. ring's build script is run again whenever one of them
/// changes, and with it everything above is built again: so they are not passed on, and `cargo verify` and a plain
/// `cargo test` share what they build.
fn is_about_this_program(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

fn report(chosen: &[&Step], ran: &[(&str, Duration, bool)], skipped: &[String]) {
    println!("\nWhat ran:");
    for (name, time, good) in ran {
        println!("  {name:<8} {:>6.1} s  {}", time.as_secs_f64(), if *good { "passed" } else { "FAILED" });
    }
    for step in chosen.iter().filter(|step| !ran.iter().any(|(name, ..)| *name == step.name)) {
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
    if !has_vulkan() {
        // The driver that draws on the processor.
        lacking.push("mesa-vulkan-drivers");
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

/// Whether some driver for drawing is there.
fn has_vulkan() -> bool {
    ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"]
        .iter()
        .any(|folder| std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()))
}

fn quiet(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Asked, STEPS, asked, is_about_this_program, last_line};

    fn of(line: &str) -> Result<Asked, String> {
        asked(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_command_line_is_read_whole() {
        assert_eq!(of(""), Ok(Asked::Verify { only: None, set_up: true }));
        assert_eq!(of("--no-setup --only fmt"), Ok(Asked::Verify { only: Some(&STEPS[0]), set_up: false }));
        assert_eq!(of("--list"), Ok(Asked::List));
        assert_eq!(of("notices"), Ok(Asked::Notices));
        for wrong in ["--only", "--only nothing", "--lst", "--only fmt rest"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_last_line_counts() {
        assert_eq!(last_line(4, 0, 0), "verify: 4 passed, 0 failed");
        assert_eq!(last_line(2, 1, 3), "verify: 2 passed, 1 failed, 3 skipped");
    }

    #[test]
    fn where_to_build_and_what_to_fetch_is_passed_on() {
        assert!(["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME"].into_iter().all(is_about_this_program));
        assert!(
            !["CARGO_TARGET_DIR", "CARGO_HOME", "CARGO_NET_OFFLINE"].into_iter().any(is_about_this_program)
        );
    }
}
