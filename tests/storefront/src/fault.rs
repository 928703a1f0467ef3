//! Faults: named, repeatable, switched on and off at run time, each limited by operation, path and number of times.
//!
//! `NAME[:key=value]...`, keys `as` (the kind), `at` (operations, joined by `+`), `path` (a part of the request's
//! path), `times` (how often, default always), `ms`.

mod table;

use serde::Serialize;
use std::fmt::Write as _;
use table::{KNOWN, Known, PLACES};

/// The names there are, with what each does.
pub const NAMES: &[(&str, &str)] = &names();

const fn names() -> [(&'static str, &'static str); KNOWN.len()] {
    let mut all = [("", ""); KNOWN.len()];
    let mut at = 0;
    while at < KNOWN.len() {
        all[at] = (KNOWN[at].name, KNOWN[at].what);
        at += 1;
    }
    all
}

/// The kinds a fault comes in, the usual one first; empty where it comes in one only.
pub fn kinds(name: &str) -> &'static [&'static str] {
    known(name).map_or(&[], |known| known.kinds)
}

/// For `--help`.
pub fn help() -> String {
    let mut text = format!(
        "Faults, NAME[:as=KIND][:at=OPERATION+...][:path=PART][:times=N][:ms=M]; the first kind is the usual one.\n\
         Operations: {}.\n\n",
        PLACES.join(", ")
    );
    for known in KNOWN {
        let _ = write!(text, "  {:<22} {}", known.name, known.what);
        if !known.kinds.is_empty() {
            let _ = write!(text, " ({})", known.kinds.join("|"));
        }
        if !known.at.is_empty() {
            let _ = write!(text, " [at {}]", known.at.join("+"));
        }
        text.push('\n');
    }
    text
}

fn known(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}

/// One fault that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// One of [`NAMES`].
    pub name: String,
    /// One of [`kinds`]; empty for a fault of one kind.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Only at these operations; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
    /// Only for paths that contain this.
    pub path: Option<String>,
    /// How often yet; `None` for always.
    pub times: Option<u32>,
    /// Milliseconds, for the faults that take time.
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
        let known = known(parts.next().unwrap_or_default()).ok_or_else(bad)?;
        let mut fault = Self {
            name: known.name.to_owned(),
            kind: known.kinds.first().copied().unwrap_or_default().to_owned(),
            at: known.at.iter().map(|place| (*place).to_owned()).collect(),
            path: None,
            times: None,
            ms: known.ms,
        };
        for part in parts {
            match part.split_once('=').ok_or_else(bad)? {
                ("as", kind) if known.kinds.contains(&kind) => kind.clone_into(&mut fault.kind),
                ("at", places) if places.split('+').all(|place| PLACES.contains(&place)) => {
                    fault.at = places.split('+').map(str::to_owned).collect();
                }
                ("path", path) => fault.path = Some(path.to_owned()),
                ("times", times) => fault.times = Some(times.parse().map_err(|_| bad())?),
                ("ms", ms) => fault.ms = ms.parse().map_err(|_| bad())?,
                _ => return Err(bad()),
            }
        }
        Ok(fault)
    }

    pub(crate) fn is_here(&self, place: &str, path: &str) -> bool {
        self.times != Some(0)
            && (self.at.is_empty() || self.at.iter().any(|at| at == place))
            && self.path.as_deref().is_none_or(|part| path.contains(part))
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

    /// Whether `name` strikes a request for the operation `place` at `path` now; counts it.
    pub(crate) fn strikes(&mut self, name: &str, place: &str, path: &str) -> Option<Fault> {
        let fault = self.0.iter_mut().find(|fault| fault.name == name && fault.is_here(place, path))?;
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
        assert!(faults.strikes("drop-after-commit", "cart", "/carts").is_none());
        assert!(faults.strikes("drop-after-commit", "complete", "/x/complete").is_some());
        assert!(faults.strikes("drop-after-commit", "complete", "/x/complete").is_none());
        for bad in ["", "nonsense", "delay:ms", "delay:ms=x", "delay:what=1", "delay:as=x", "delay:at=moon"] {
            assert!(Fault::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_fault_strikes_at_its_operations_only_and_in_the_kind_asked_for() {
        let mut faults = Faults::default();
        faults.set(Fault::parse("other-session").expect("well written"));
        assert!(faults.strikes("other-session", "get", "/x").is_none());
        assert_eq!(faults.strikes("other-session", "complete", "/x").expect("at home").kind, "completed");
        faults.set(Fault::parse("other-session:as=canceled:at=get+update").expect("well written"));
        assert!(faults.strikes("other-session", "complete", "/x").is_none());
        assert_eq!(faults.strikes("other-session", "get", "/x").expect("named").kind, "canceled");
        for (name, what) in NAMES {
            assert!(help().contains(name) && help().contains(what) && Fault::parse(name).is_ok(), "{name}");
        }
    }
}
