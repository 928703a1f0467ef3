//! `cargo verify`: sets up the machine, runs every check there is, and says what ran and what was skipped.
#![allow(clippy::print_stdout, reason = "this program is its output")]

mod browser;
mod build;
mod changed;
mod deny;
mod localstripe;
mod notices;
mod output;
mod phones;
mod selection;
mod setup;
mod steps;
mod workspace;

use output::{Heard, run};
use phones::Places;
use std::collections::BTreeSet;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use steps::{By, DEEP, LOCALSTRIPE, STEPS, Step, TEST};
use tradewind_tooling::cargo;

/// The crate whose tests charge cards at localstripe.
const CHARGES: &str = "tradewind-storefront";

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
        what: What,
        set_up: bool,
    },
}

/// Which checks are run.
#[derive(Debug, PartialEq)]
enum What {
    All {
        deep: bool,
    },
    Step(&'static Step),
    /// Formatting, lints and tests of one crate, by its whole name.
    Crate(String),
    /// What the working tree's difference from the last commit can break, or from where it left this branch.
    Changed(Option<String>),
}

/// A check that is to be run.
#[derive(Debug)]
struct Task {
    name: &'static str,
    shows: String,
    work: Work,
}

#[derive(Debug)]
enum Work {
    Step(&'static Step),
    Cargo(Vec<String>),
    /// The tests of these crates.
    Tests(BTreeSet<String>),
}

impl From<&'static Step> for Task {
    fn from(step: &'static Step) -> Self {
        Self { name: step.name, shows: step.shows.to_owned(), work: Work::Step(step) }
    }
}

impl Task {
    /// Whether it tries a phone's app: those wait for each other's screens more than they compute, and share nothing but what was
    /// built for them.
    fn is_of_a_phone(&self) -> bool {
        matches!(&self.work, Work::Step(Step { by: By::Android | By::Swift, .. }))
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let is_crate = |name: &str| workspace::find(&workspace::crates(), name).map(|one| one.name.clone());
    match asked(&args, is_crate) {
        Ok(Asked::Notices) => notices::print(),
        Ok(Asked::List) => {
            STEPS.iter().for_each(|step| println!("{:<8} {}", step.name, step.shows));
            DEEP.iter().for_each(|step| println!("{:<8} {} (--deep)", step.name, step.shows));
            ExitCode::SUCCESS
        }
        Ok(Asked::Demo(args)) => demo(&args),
        Ok(Asked::Shots(args)) => browser::shots(&args),
        Ok(Asked::Verify { what, set_up }) => match plan(&what) {
            Ok(plan) => verify(plan, set_up),
            Err(why) => {
                println!("cargo verify: {why}");
                ExitCode::FAILURE
            }
        },
        Err(why) => {
            println!(
                "cargo verify: {why}; there are --deep, --list, --only STEP or CRATE, --changed [BRANCH], --no-setup and notices"
            );
            ExitCode::from(2)
        }
    }
}

/// Reads the command line. `is_crate` gives the whole name of a crate of the workspace.
fn asked(args: &[String], is_crate: impl Fn(&str) -> Option<String>) -> Result<Asked, String> {
    let (mut what, mut set_up) = (What::All { deep: false }, true);
    let mut args = args.iter().map(String::as_str).peekable();
    while let Some(argument) = args.next() {
        match argument {
            "notices" => return Ok(Asked::Notices),
            // `cargo demo -- --fresh` and `cargo demo --fresh` are one.
            "shots" => return Ok(Asked::Shots(args.filter(|one| *one != "--").map(str::to_owned).collect())),
            "demo" => return Ok(Asked::Demo(args.filter(|one| *one != "--").map(str::to_owned).collect())),
            "--list" => return Ok(Asked::List),
            "--no-setup" => set_up = false,
            "--deep" => what = What::All { deep: true },
            "--only" => {
                let name = args.next().ok_or("--only wants the name of a step or of a crate")?;
                what = match (steps::named(name), is_crate(name)) {
                    (Some(step), _) => What::Step(step),
                    (None, Some(name)) => What::Crate(name),
                    (None, None) => return Err(format!("there is no step and no crate {name}")),
                };
            }
            "--changed" => {
                what = What::Changed(args.next_if(|one| !one.starts_with('-')).map(str::to_owned));
            }
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(Asked::Verify { what, set_up })
}

/// The checks in their order.
fn plan(what: &What) -> Result<Vec<Task>, String> {
    Ok(match what {
        What::All { deep } => STEPS.iter().chain(DEEP.iter().filter(|_| *deep)).map(Task::from).collect(),
        What::Step(step) if step.name == "tests" => vec![Task::from(&LOCALSTRIPE), Task::from(*step)],
        What::Step(step) => vec![Task::from(*step)],
        What::Crate(name) => of_crate(name),
        What::Changed(base) => of_changes(base.as_deref())?,
    })
}

/// Formatting, lints and tests of one crate. Cargo builds for it what it alone asks for: the first time that takes a while,
/// afterwards no other crate is built when this one is edited.
fn of_crate(name: &str) -> Vec<Task> {
    let task = |step: &'static str, shows: &str, arguments: &[&str]| {
        let arguments = arguments.iter().map(|one| (*one).to_owned()).collect();
        Task { name: step, shows: format!("{shows} in {name}"), work: Work::Cargo(arguments) }
    };
    let mut tasks = vec![
        task("fmt", "one way of writing", &["fmt", "--package", name, "--check"]),
        task(
            "clippy",
            "no warning",
            &["clippy", "--locked", "--package", name, "--all-targets", "--", "-D", "warnings"],
        ),
        task("tests", "its own tests", &["test", "--locked", "--package", name]),
    ];
    if name == CHARGES {
        tasks.insert(2, Task::from(&LOCALSTRIPE));
    }
    tasks
}

/// What the changed files can break. Says what was chosen, and why.
fn of_changes(base: Option<&str>) -> Result<Vec<Task>, String> {
    let files = changed::files(base)?;
    let crates = workspace::crates();
    if crates.is_empty() {
        return Err("cargo does not tell which crates there are".to_owned());
    }
    if files.is_empty() {
        println!("Nothing differs from {}.", base.unwrap_or("the last commit"));
        return Ok(Vec::new());
    }
    let choice = changed::choose(&files, &crates);
    println!("{} files differ from {}. What they can break:", files.len(), base.unwrap_or("the last commit"));
    for (name, reason) in &choice.crates {
        println!("  {name:<22} {reason}");
    }
    for (name, reason) in &choice.shells {
        println!("  {name:<22} {reason}");
    }
    println!("  {:<22} reads every file", "architecture");
    let names: BTreeSet<String> =
        choice.crates.into_keys().filter(|name| name != "tradewind-bench").collect();
    let mut tasks: Vec<Task> = STEPS.iter().take(2).map(Task::from).collect();
    tasks.extend(names.contains(CHARGES).then(|| Task::from(&LOCALSTRIPE)));
    tasks.push(Task {
        name: "tests",
        shows: format!("the tests of {} crates, and the architecture", names.len()),
        work: Work::Tests(names),
    });
    tasks.extend(STEPS.iter().filter(|step| choice.shells.contains_key(step.name)).map(Task::from));
    Ok(tasks)
}

fn verify(chosen: Vec<Task>, wants_set_up: bool) -> ExitCode {
    let (mut ran, mut heard, mut failed) = (Vec::new(), Heard::default(), 0);
    let is_set_up = setup::compiler()
        && (!wants_set_up || setup::packages("cargo verify", setup::FOR_EVERYTHING) && setup::components());
    if !is_set_up {
        // Said as a step that failed, so that whoever reads only the last line is not misled.
        ran.push(("set-up", Duration::ZERO, false));
        failed = 1;
    }
    let mut left = chosen.as_slice();
    while failed == 0 && !left.is_empty() {
        let phones = left.iter().take_while(|task| task.is_of_a_phone()).count();
        let (now, after) = left.split_at(phones.max(1));
        for (name, time, good, said) in together(now) {
            ran.push((name, time, good));
            heard.take(said, good);
            failed += usize::from(!good);
        }
        left = after;
    }
    let names: Vec<&str> = chosen.iter().map(|task| task.name).collect();
    report(&names, &ran, &heard);
    println!("{}", last_line(ran.len() - failed, failed, heard.skipped.len()));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Does these at the same time: each gives its name, how long it took, whether it is good, and what it said.
fn together(tasks: &[Task]) -> Vec<(&'static str, Duration, bool, Heard)> {
    let one = |task: &Task| {
        println!("== {}: {}", task.name, task.shows);
        let (begun, mut heard) = (Instant::now(), Heard::default());
        let good = done(&task.work, &mut heard);
        (task.name, begun.elapsed(), good, heard)
    };
    std::thread::scope(|scope| {
        let at_work: Vec<_> = tasks.iter().map(|task| (task.name, scope.spawn(|| one(task)))).collect();
        let ended = at_work.into_iter().map(|(name, thread)| {
            thread.join().unwrap_or_else(|_| (name, Duration::ZERO, false, Heard::default()))
        });
        ended.collect()
    })
}

fn done(work: &Work, heard: &mut Heard) -> bool {
    let step = match work {
        Work::Step(step) => step,
        Work::Cargo(arguments) => return run(cargo_test(arguments), heard),
        Work::Tests(crates) => return selection::run_tests(crates, heard),
    };
    match step.by {
        By::Cargo(arguments) => run(cargo_test(arguments), heard),
        By::Tests(arguments, variables) => {
            let mut command = cargo_test(&[&TEST, arguments].concat());
            command.envs(variables.iter().copied());
            run(command, heard)
        }
        By::Localstripe => localstripe::install(heard),
        By::Browser => browser::tests(heard),
        By::Listeners => browser::listeners(heard),
        By::Android => phones::android(Places::ByTurns, heard),
        By::Swift => phones::swift(Places::ByTurns, heard),
        By::AllPlaces => phones::all_places(heard) & browser::all_places(heard),
        By::Deny => deny::check(heard),
    }
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
    if !build::build_desk_phone() {
        println!("cargo demo: the desk phone could not be built; what is missing is said above");
        return ExitCode::FAILURE;
    }
    // It lies beside this program.
    let error = match build::desk_phone() {
        Ok(program) => Command::new(program).args(args).exec(),
        Err(error) => error,
    };
    println!("cargo demo: {error}");
    ExitCode::FAILURE
}

/// Cargo with these arguments; tests show what they print, for what they skip is said there. Half of the time they wait, for kills and
/// deadlines: twice as many as there are processors are tried at once.
fn cargo_test(arguments: &[impl AsRef<str>]) -> Command {
    let mut command = cargo();
    command.args(arguments.iter().map(AsRef::as_ref));
    if arguments.first().is_some_and(|first| first.as_ref() == "test") {
        let at_once = std::thread::available_parallelism().map_or(2, |processors| 2 * processors.get());
        command.args(["--", "--show-output", "--test-threads", &at_once.to_string()]);
        command.envs(localstripe::variable());
    }
    command
}

fn report(chosen: &[&str], ran: &[(&str, Duration, bool)], heard: &Heard) {
    println!("\nWhat ran:");
    for (name, time, good) in ran {
        println!("  {name:<8} {:>6.1} s  {}", time.as_secs_f64(), if *good { "passed" } else { "FAILED" });
    }
    for name in chosen.iter().filter(|step| !ran.iter().any(|(name, ..)| name == *step)) {
        println!("  {name:<8}       -    not run, because an earlier step failed");
    }
    if ran.iter().any(|(.., good)| !good) && !heard.faults.is_empty() {
        println!("What failed:");
        heard.faults.iter().for_each(|line| println!("  {line}"));
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
    use super::{Asked, CHARGES, DEEP, STEPS, What, asked, last_line, of_crate};

    fn of(line: &str) -> Result<Asked, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        asked(&args, |name| (name == "app").then(|| "tradewind-app".to_owned()))
    }

    #[test]
    fn the_command_line_is_read_whole() {
        let with_set_up = |what: What| Ok(Asked::Verify { what, set_up: true });
        assert_eq!(of(""), with_set_up(What::All { deep: false }));
        assert_eq!(of("--deep"), with_set_up(What::All { deep: true }));
        assert_eq!(
            of("--no-setup --only fmt"),
            Ok(Asked::Verify { what: What::Step(&STEPS[0]), set_up: false })
        );
        assert_eq!(of("--only deny"), with_set_up(What::Step(&DEEP[1])));
        assert_eq!(of("--only seeds"), with_set_up(What::Step(&DEEP[3])));
        assert_eq!(of("--only app"), with_set_up(What::Crate("tradewind-app".to_owned())));
        assert_eq!(of("--changed"), with_set_up(What::Changed(None)));
        assert_eq!(of("--changed main"), with_set_up(What::Changed(Some("main".to_owned()))));
        assert_eq!(
            of("--changed --no-setup"),
            Ok(Asked::Verify { what: What::Changed(None), set_up: false })
        );
        assert_eq!(of("--list"), Ok(Asked::List));
        assert_eq!(of("notices"), Ok(Asked::Notices));
        for wrong in ["--only", "--only nothing", "--lst", "--only fmt rest", "--changed main rest"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_crate_is_formatted_linted_and_tested() {
        let names: Vec<&str> = of_crate("tradewind-app").iter().map(|task| task.name).collect();
        assert_eq!(names, ["fmt", "clippy", "tests"]);
        let names: Vec<&str> = of_crate(CHARGES).iter().map(|task| task.name).collect();
        assert_eq!(names, ["fmt", "clippy", "psp", "tests"]);
    }

    #[test]
    fn the_last_line_counts() {
        assert_eq!(last_line(4, 0, 0), "verify: 4 passed, 0 failed");
        assert_eq!(last_line(2, 1, 3), "verify: 2 passed, 1 failed, 3 skipped");
    }
}
