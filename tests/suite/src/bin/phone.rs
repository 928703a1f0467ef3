//! `tradewind` with a fail point that stops it: the kill tests start this, wait until it stands at a point, and end it.
//!
//! `TRADEWIND_GATE_LOG` names a file to which every point passed is appended, `TRADEWIND_GATE_STOP=NAME:N` stops the
//! process for good at the `N`th passing of `NAME` (from 1), after saying so in the log. `TRADEWIND_STAY` keeps the process when the
//! command is done, after `DONE` in the log: a test then looks into its memory.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use tradewind_domain::lock;
use tradewind_ports::FailPoint;

struct StopAtFailPoint {
    log: Option<Mutex<File>>,
    stop: Option<(String, u32)>,
    passed: Mutex<BTreeMap<&'static str, u32>>,
}

impl FailPoint for StopAtFailPoint {
    fn pass(&self, name: &'static str) {
        let count = {
            let mut passed = lock(&self.passed);
            let count = passed.entry(name).or_default();
            *count += 1;
            *count
        };
        let here = self.stop.as_ref().is_some_and(|(at, nth)| at == name && *nth == count);
        if let Some(log) = &self.log {
            let mut log = lock(log);
            let _ = writeln!(log, "{}{name}", if here { "STOP " } else { "" });
        }
        if here {
            stay();
        }
    }
}

/// Until somebody ends the process.
fn stay() -> ! {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(3_600));
    }
}

fn log_file() -> Option<File> {
    let path = std::env::var_os("TRADEWIND_GATE_LOG")?;
    OpenOptions::new().create(true).append(true).open(path).ok()
}

fn main() -> ExitCode {
    let log = log_file();
    let stop = std::env::var("TRADEWIND_GATE_STOP").ok().and_then(|text| {
        let (name, nth) = text.rsplit_once(':')?;
        Some((name.to_owned(), nth.parse().ok()?))
    });
    let fail_point = StopAtFailPoint { log: log.map(Mutex::new), stop, passed: Mutex::default() };
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let exit = tradewind_cli::run(std::env::args_os(), Arc::new(fail_point), &mut out, &mut err);
    if std::env::var_os("TRADEWIND_STAY").is_some() {
        if let Some(mut log) = log_file() {
            let _ = writeln!(log, "DONE {exit}");
        }
        stay();
    }
    ExitCode::from(exit)
}
