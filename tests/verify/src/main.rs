//! `cargo verify`: sets up the machine, runs every check there is, and says what ran and what was skipped.
#![allow(clippy::print_stdout, reason = "this program is its output")]

mod browser;
mod heard;
mod notices;
mod phones;
mod setup;

use heard::{Heard, run, with_heartbeat};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// A check: its name, what it shows, and how it is made.
#[derive(Debug, PartialEq)]
struct Step {
    name: &'static str,
    shows: &'static str,
    by: By,
}

/// What makes a check.
#[derive(Debug, PartialEq)]
enum By {
    /// Cargo, with these arguments.
    Cargo(&'static [&'static str]),
    /// Cargo, with these arguments and variables.
    CargoWith(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// The desk phone's page in a browser.
    Browser,
    /// The Android app on Android's framework, under Robolectric.
    Android,
    /// The Swift package, on Linux.
    Swift,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", shows: "one way of writing", by: By::Cargo(&["fmt", "--all", "--check"]) },
    Step {
        name: "clippy",
        shows: "no warning anywhere, no unwrap, no panic",
        by: By::Cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    },
    // One build for all tests: crates by themselves, then the integration binary with journeys, kills, simulation, words
    // and architecture. Benches have no tests; clippy above has read them.
    Step {
        name: "tests",
        shows: "each crate by itself, then the integration binary: journeys, kills, simulation, words, architecture",
        by: By::Cargo(&["test", "--locked", "--workspace", "--exclude", "tradewind-bench"]),
    },
    Step {
        name: "page",
        shows: "the desk phone in a browser: journeys by clicks and keys, kills, faults, four languages, large letters",
        by: By::Browser,
    },
    Step {
        name: "swift",
        shows: "the Swift package on the real core: every journey, phones that are killed, hosts that throw or stall",
        by: By::Swift,
    },
    Step {
        name: "android",
        shows: "the Android app on Android's framework and the real core: journeys by finger, kills, pictures",
        by: By::Android,
    },
];

/// What `--deep` adds: the same tests at length. They are built already, and run what `cargo verify` runs for a moment.
const DEEP: &[Step] = &[
    Step {
        name: "fuzz",
        shows: "a minute of broken models, packs, pictures, answers, feeds, links and addresses each; a million rows",
        by: By::CargoWith(
            &[
                "test",
                "--locked",
                "--workspace",
                "--exclude",
                "tradewind-bench",
                "--test",
                "short",
                "--test",
                "bombs",
            ],
            &[("TRADEWIND_FUZZ_SECONDS", "60"), ("TRADEWIND_ROWS", "1000000")],
        ),
    },
    Step {
        name: "seeds",
        shows: "ten times as many lives of a phone on the simulated wire, clock, disk and death",
        by: By::CargoWith(
            &[
                "test",
                "--locked",
                "--workspace",
                "--exclude",
                "tradewind-bench",
                "--test",
                "suite",
                "simulation",
            ],
            &[("TRADEWIND_SEEDS", "10000")],
        ),
    },
];

/// What the command line asks for.
#[derive(Debug, PartialEq)]
enum Asked {
    Notices,
    List,
    /// Starts the desk phone with these arguments.
    Demo(Vec<String>),
    /// Takes pictures of every screen into this folder.
    Shots(Vec<String>),
    Verify {
        only: Option<&'static Step>,
        set_up: bool,
        deep: bool,
    },
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match asked(&args) {
        Ok(Asked::Notices) => notices::print(),
        Ok(Asked::List) => {
            STEPS.iter().for_each(|step| println!("{:<8} {}", step.name, step.shows));
            DEEP.iter().for_each(|step| println!("{:<8} {} (--deep)", step.name, step.shows));
            ExitCode::SUCCESS
        }
        Ok(Asked::Demo(args)) => demo(&args),
        Ok(Asked::Shots(args)) => browser::shots(&args),
        Ok(Asked::Verify { only, set_up, deep }) => verify(only, set_up, deep),
        Err(why) => {
            println!("cargo verify: {why}; there are --deep, --list, --only NAME, --no-setup and notices");
            ExitCode::from(2)
        }
    }
}

fn asked(args: &[String]) -> Result<Asked, String> {
    let (mut only, mut set_up, mut deep) = (None, true, false);
    let mut args = args.iter().map(String::as_str);
    while let Some(argument) = args.next() {
        match argument {
            "notices" => return Ok(Asked::Notices),
            // `cargo demo -- --fresh` and `cargo demo --fresh` are one.
            "shots" => return Ok(Asked::Shots(args.filter(|one| *one != "--").map(str::to_owned).collect())),
            "demo" => return Ok(Asked::Demo(args.filter(|one| *one != "--").map(str::to_owned).collect())),
            "--list" => return Ok(Asked::List),
            "--no-setup" => set_up = false,
            "--deep" => deep = true,
            "--only" => {
                let name = args.next().ok_or("--only wants the name of a step")?;
                let step = STEPS.iter().chain(DEEP).find(|step| step.name == name);
                only = Some(step.ok_or_else(|| format!("there is no step {name}"))?);
            }
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(Asked::Verify { only, set_up, deep })
}

fn verify(only: Option<&'static Step>, wants_set_up: bool, deep: bool) -> ExitCode {
    let chosen: Vec<&Step> = match only {
        Some(only) => vec![only],
        None => STEPS.iter().chain(DEEP.iter().filter(|_| deep)).collect(),
    };
    let (mut ran, mut heard, mut failed) = (Vec::new(), Heard::default(), 0);
    if wants_set_up && !(setup::packages("cargo verify", setup::FOR_EVERYTHING) && setup::components()) {
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
        let good = match step.by {
            By::Cargo(arguments) => run(cargo_test(arguments), &mut heard),
            By::CargoWith(arguments, variables) => {
                let mut command = cargo_test(arguments);
                command.envs(variables.iter().copied());
                run(command, &mut heard)
            }
            By::Browser => browser::tests(&mut heard),
            By::Android => phones::android(&mut heard),
            By::Swift => phones::swift(&mut heard),
        };
        ran.push((step.name, begun.elapsed(), good));
        failed += usize::from(!good);
    }
    report(&chosen, &ran, &heard);
    println!("{}", last_line(ran.len() - failed, failed, heard.skipped.len()));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn last_line(passed: usize, failed: usize, skipped: usize) -> String {
    match skipped {
        0 => format!("verify: {passed} passed, {failed} failed"),
        _ => format!("verify: {passed} passed, {failed} failed, {skipped} skipped"),
    }
}

/// Builds the desk phone and becomes it. Cargo shows how far it is; afterwards one line stands there, with the address.
fn demo(args: &[String]) -> ExitCode {
    use std::os::unix::process::CommandExt;
    if !setup::packages("cargo demo", setup::FOR_THE_DEMO) {
        return ExitCode::FAILURE;
    }
    if !build_desk_phone() {
        println!("cargo demo: the desk phone could not be built; what is missing is said above");
        return ExitCode::FAILURE;
    }
    // It lies beside this program.
    let error = match desk_phone() {
        Ok(program) => Command::new(program).args(args).exec(),
        Err(error) => error,
    };
    println!("cargo demo: {error}");
    ExitCode::FAILURE
}

/// Builds the desk phone; a browser is not needed for that. Cargo shows how far it is.
fn build_desk_phone() -> bool {
    let built = cargo(&["build", "--locked", "--package", "tradewind-desk-phone"]).status();
    built.is_ok_and(|status| status.success())
}

/// Builds what pages and phones are tried with, all in one go: each crate by itself would choose other features of what all
/// stand on, and build that again.
fn build_for_shells() -> bool {
    let everything = ["build", "--locked", "--workspace", "--exclude", "tradewind-bench"];
    with_heartbeat("building", || cargo(&everything).status().is_ok_and(|status| status.success()))
}

/// Where the desk phone lies once it is built.
fn desk_phone() -> std::io::Result<std::path::PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("desk-phone"))
}

/// Cargo with these arguments; tests show what they print, for what they skip is said there.
fn cargo_test(arguments: &[&str]) -> Command {
    let mut command = cargo(arguments);
    if arguments[0] == "test" {
        command.args(["--", "--show-output"]);
    }
    command
}

/// Cargo with these arguments, as if it had been called by hand.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_about_this_program))
    {
        command.env_remove(name);
    }
    command
}

/// Whether `cargo run` set this variable to describe this program. ring's build script is run again whenever one of them
/// changes, and with it everything above is built again: so they are not passed on, and `cargo verify` and a plain
/// `cargo test` share what they build.
fn is_about_this_program(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

fn report(chosen: &[&Step], ran: &[(&str, Duration, bool)], heard: &Heard) {
    println!("\nWhat ran:");
    for (name, time, good) in ran {
        println!("  {name:<8} {:>6.1} s  {}", time.as_secs_f64(), if *good { "passed" } else { "FAILED" });
    }
    for step in chosen.iter().filter(|step| !ran.iter().any(|(name, ..)| *name == step.name)) {
        println!("  {:<8}       -    not run, because an earlier step failed", step.name);
    }
    if !heard.counts.is_empty() {
        println!("What was met:");
        heard.counts.iter().for_each(|count| println!("  {count}"));
    }
    if heard.skipped.is_empty() {
        println!("Nothing was skipped.");
    } else {
        println!("Skipped:");
        heard.skipped.iter().for_each(|reason| println!("  {reason}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, DEEP, STEPS, asked, is_about_this_program, last_line};

    fn of(line: &str) -> Result<Asked, String> {
        asked(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_command_line_is_read_whole() {
        assert_eq!(of(""), Ok(Asked::Verify { only: None, set_up: true, deep: false }));
        assert_eq!(of("--deep"), Ok(Asked::Verify { only: None, set_up: true, deep: true }));
        assert_eq!(
            of("--no-setup --only fmt"),
            Ok(Asked::Verify { only: Some(&STEPS[0]), set_up: false, deep: false })
        );
        assert_eq!(of("--only seeds"), Ok(Asked::Verify { only: Some(&DEEP[1]), set_up: true, deep: false }));
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
