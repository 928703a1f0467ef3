//! What is heard of a step while it runs: its output passed on, what it skipped and met, and a word where it is silent.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a step may be silent before somebody says that it still runs.
const SILENCE: Duration = Duration::from_secs(30);
/// So many lines of what went wrong are said again at the end at most, each so many letters long.
const FAULTS: usize = 40;
const LETTERS: usize = 300;
/// So many lines after one that names a failed test say why.
const WHY: usize = 2;

/// What steps said, for the report at the end.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// What was not done, and why: lines that begin with `skipped: `.
    pub(crate) skipped: Vec<String>,
    /// How much was done: lines that begin with `count: `.
    pub(crate) counts: Vec<String>,
    /// What went wrong: lines that name a failed test, and those after each. Whoever reads the end of a long output alone
    /// has them.
    pub(crate) faults: Vec<String>,
    /// So many of the next lines belong to the last fault.
    reasons: usize,
}

impl Heard {
    /// Adds what another step said. Of a step that is good nothing went wrong, whatever its tests provoked.
    pub(crate) fn take(&mut self, other: Self, good: bool) {
        self.skipped.extend(other.skipped);
        let new = other.counts.into_iter().filter(|count| !self.counts.contains(count));
        let new: Vec<String> = new.collect();
        self.counts.extend(new);
        if !good {
            other.faults.into_iter().for_each(|line| self.keep(line));
        }
    }

    /// Takes one line of a step's output.
    fn line(&mut self, line: &str) {
        // Node writes what a test says as a comment of its own.
        let said = line.trim().trim_start_matches("# ");
        if let Some(reason) = said.strip_prefix("skipped: ") {
            self.skipped.push(reason.to_owned());
        } else if let Some(count) = said.strip_prefix("count: ")
            && !self.counts.iter().any(|known| known == count)
        {
            self.counts.push(count.to_owned());
        }
        self.fault(line);
    }

    /// Keeps the line if it names a failed test or says why one failed.
    fn fault(&mut self, line: &str) {
        if is_of_a_failed_test(line) {
            self.reasons = WHY;
        } else if self.reasons == 0 || line.trim().is_empty() {
            return;
        } else {
            self.reasons -= 1;
        }
        self.keep(line.trim_end().chars().take(LETTERS).collect());
    }

    /// Keeps a line once, and the latest of many: what ended a step stands at its end.
    fn keep(&mut self, line: String) {
        if self.faults.contains(&line) {
            return;
        }
        if self.faults.len() == FAULTS {
            self.faults.remove(0);
        }
        self.faults.push(line);
    }
}

/// As cargo's tests, node's, Maven's and Swift's name one that failed.
fn is_of_a_failed_test(line: &str) -> bool {
    let line = line.trim_start();
    let panicked = line.starts_with("thread '") && line.contains(" panicked at ");
    let maven = line.contains("<<< FAILURE!") || line.contains("<<< ERROR!");
    line.starts_with("✖ ") || panicked || maven || line.ends_with(" FAILED") || line.contains(": error: ")
}

/// Runs a program, passes its output on, and picks out what tests say they skipped and met.
pub(crate) fn run(command: Command, heard: &mut Heard) -> bool {
    run_heard(command, heard, |_| ())
}

/// As [`run`], and `hear` gets each line.
pub(crate) fn run_heard(mut command: Command, heard: &mut Heard, mut hear: impl FnMut(&str)) -> bool {
    let Ok(mut child) = command.stdout(Stdio::piped()).spawn() else { return false };
    let Some(out) = child.stdout.take() else { return false };
    let (to_us, lines) = channel();
    let reader = std::thread::spawn(move || {
        BufReader::new(out).lines().map_while(Result::ok).for_each(|line| {
            let _ = to_us.send(line);
        });
    });
    let begun = Instant::now();
    loop {
        match lines.recv_timeout(SILENCE) {
            Ok(line) => {
                heard.line(&line);
                hear(&line);
                println!("{line}");
            }
            Err(RecvTimeoutError::Timeout) => still(begun.elapsed()),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let _ = reader.join();
    child.wait().is_ok_and(|status| status.success())
}

/// Does something that may be silent for long.
pub(crate) fn with_heartbeat<T>(what: &str, work: impl FnOnce() -> T) -> T {
    println!("{what} ...");
    let begun = Instant::now();
    let (done, ended) = channel::<()>();
    let heart = std::thread::spawn(move || {
        while ended.recv_timeout(SILENCE) == Err(RecvTimeoutError::Timeout) {
            still(begun.elapsed());
        }
    });
    let result = work();
    drop(done);
    let _ = heart.join();
    result
}

fn still(since: Duration) {
    println!("... still at it, {} s", since.as_secs());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_skip_and_meet_is_gathered_once() {
        let mut heard = Heard::default();
        // Not by a program: what it printed would be heard by the `cargo verify` that runs this test.
        let said = [
            "count: simulation 1000 seeds",
            "# skipped: no browser",
            "other",
            "count: simulation 1000 seeds",
            " count: fuzz 7",
        ];
        said.iter().for_each(|line| heard.line(line));
        assert_eq!(heard.skipped, ["no browser"]);
        assert_eq!(heard.counts, ["simulation 1000 seeds", "fuzz 7"]);
        assert!(heard.faults.is_empty());
        let mut echo = Command::new("printf");
        echo.arg("one\\ntwo\\n# three\\n");
        let mut all = Vec::new();
        assert!(run_heard(echo, &mut heard, |line| all.push(line.to_owned())));
        assert_eq!(all, ["one", "two", "# three"]);
        assert!(!run(Command::new("false"), &mut heard));
        assert!(!run(Command::new("/nowhere/at/all"), &mut heard));
    }

    #[test]
    fn what_failed_is_said_again_with_its_reason() {
        let mut heard = Heard::default();
        let said = [
            "✔ a journey (3 ms)",
            "✖ every-screen in ja/JP (20341 ms)",
            "",
            "  Error: step 3: not seen",
            "      at run (scenarios.mjs:67:5)",
            "      at Test.run (node:internal/test_runner)",
            "thread 'money' (7) panicked at core/domain/src/money.rs:3:5:",
            "one cent too many",
            "[ERROR] example.tradewind.TabletTest.everyScreenHasRoom[medium] -- Time elapsed: 12 s <<< FAILURE!",
            "java.lang.AssertionError: medium: cut",
        ];
        said.iter().for_each(|line| heard.line(line));
        let kept: Vec<&str> = [1, 3, 4, 6, 7, 8, 9].map(|at| said[at]).to_vec();
        assert_eq!(heard.faults, kept);
        let mut all = Heard::default();
        all.take(Heard { faults: heard.faults.clone(), ..Heard::default() }, true);
        assert!(all.faults.is_empty(), "a good step has no faults");
        all.take(Heard { faults: heard.faults.clone(), ..Heard::default() }, false);
        assert_eq!(all.faults, kept);
        heard.line(&format!("✖ {}", "x".repeat(400)));
        assert_eq!(heard.faults.last().map(|line| line.chars().count()), Some(LETTERS));
    }
}
