//! `tradewind` with a fail point that stops it: the kill tests start this, wait until it stands at a point, and end it.
//!
//! `TRADEWIND_GATE_LOG` names a file to which every point passed is appended, `TRADEWIND_GATE_STOP=NAME:N` stops the
//! process for good at the `N`th passing of `NAME` (from 1), after saying so in the log.

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
            loop {
                std::thread::sleep(std::time::Duration::from_secs(3_600));
            }
        }
    }
}

fn main() -> ExitCode {
    let log = std::env::var_os("TRADEWIND_GATE_LOG")
        .and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok());
    let stop = std::env::var("TRADEWIND_GATE_STOP").ok().and_then(|text| {
        let (name, nth) = text.rsplit_once(':')?;
        Some((name.to_owned(), nth.parse().ok()?))
    });
    let fail_point = StopAtFailPoint { log: log.map(Mutex::new), stop, passed: Mutex::default() };
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    ExitCode::from(tradewind_cli::run(std::env::args_os(), Arc::new(fail_point), &mut out, &mut err))
}
