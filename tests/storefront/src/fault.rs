//! Faults: named, repeatable, switched on and off at run time, each limited by path and number of times.
//!
//! `NAME[:key=value]...`, keys `path` (a part of the request's path), `times` (how often, default always), `ms`.

use serde::Serialize;

/// The names there are, with what each does.
pub const NAMES: &[(&str, &str)] = &[
    ("delay", "waits `ms` (default 1000) before it answers"),
    ("drop-before-commit", "breaks the connection without doing anything"),
    ("drop-after-commit", "does it, then breaks the connection"),
    ("duplicate", "handles the request twice, as a misbehaving proxy makes it"),
    ("5xx", "answers 500 in plain text without doing anything"),
    ("garbage", "does it, then answers what is no JSON"),
    ("retry-after", "answers 503 with Retry-After: 1"),
    ("stale-price", "asks a tenth more than the catalog said"),
    ("out-of-stock", "says that the first line is sold out"),
    ("wrong-total", "adds one minor unit to the total"),
    ("decline", "declines the payment"),
    ("slow-complete", "stays in complete_in_progress until it was asked twice more"),
    ("escalate", "wants every checkout continued in a browser"),
    ("other-version", "states another protocol version in its profile"),
    ("no-handler", "offers no payment handler that anyone has"),
];

/// For `--help`.
pub const NAMES_HELP: &str = "Faults: delay, drop-before-commit, drop-after-commit, duplicate, 5xx, garbage, retry-after, \
stale-price, out-of-stock, wrong-total, decline, slow-complete, escalate, other-version, no-handler";

/// One fault that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// One of [`NAMES`].
    pub name: String,
    /// Only for paths that contain this.
    pub path: Option<String>,
    /// How often yet; `None` for always.
    pub times: Option<u32>,
    /// For `delay`.
    pub ms: u64,
}

/// A fault that is not known or not well written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown fault: {0}")]
pub struct FaultError(pub String);

impl Fault {
    /// Reads `NAME[:key=value]...`.
    pub fn parse(text: &str) -> Result<Self, FaultError> {
        let bad = || FaultError(text.to_owned());
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or_default().to_owned();
        if !NAMES.iter().any(|(known, _)| *known == name) {
            return Err(bad());
        }
        let mut fault = Self { name, path: None, times: None, ms: 1_000 };
        for part in parts {
            match part.split_once('=').ok_or_else(bad)? {
                ("path", path) => fault.path = Some(path.to_owned()),
                ("times", times) => fault.times = Some(times.parse().map_err(|_| bad())?),
                ("ms", ms) => fault.ms = ms.parse().map_err(|_| bad())?,
                _ => return Err(bad()),
            }
        }
        Ok(fault)
    }
}

/// The faults that are on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn set(&mut self, fault: Fault) {
        self.clear(&fault.name);
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self, name: &str) {
        self.0.retain(|fault| fault.name != name);
    }

    pub(crate) fn list(&self) -> &[Fault] {
        &self.0
    }

    /// Whether `name` strikes a request to `path` now; counts it.
    pub(crate) fn strikes(&mut self, name: &str, path: &str) -> Option<Fault> {
        let fault = self.0.iter_mut().find(|fault| {
            fault.name == name
                && fault.times != Some(0)
                && fault.path.as_deref().is_none_or(|part| path.contains(part))
        })?;
        if let Some(times) = &mut fault.times {
            *times -= 1;
        }
        Some(fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_and_run_out() {
        let mut faults = Faults::default();
        faults.set(Fault::parse("drop-after-commit:path=complete:times=1").expect("well written"));
        assert!(faults.strikes("drop-after-commit", "/carts").is_none());
        assert!(faults.strikes("drop-after-commit", "/x/complete").is_some());
        assert!(faults.strikes("drop-after-commit", "/x/complete").is_none());
        for bad in ["", "nonsense", "delay:ms", "delay:ms=x", "delay:what=1"] {
            assert!(Fault::parse(bad).is_err(), "{bad}");
        }
    }
}
