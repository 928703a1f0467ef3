//! The published issues of Khronos' glTF-Validator (its ISSUES.md), family by family: each is drawn, drawn with a finding, or
//! refused with a code. A row has the validator's code, a file that has the issue, and what becomes of it.

#[path = "../kit/mod.rs"]
mod kit;

mod accessors;
mod containers;
mod meshes;
mod nodes;
mod others;

use kit::Draft;
use serde_json::Value;
use tradewind_scene::Loader;

/// Drawn as it is meant, without a word: the issue changes nothing of what is seen.
const DRAWN: &str = "drawn";

/// An issue of the validator, a file with it, and what becomes of that.
type Row = (&'static str, Vec<u8>, &'static str);

/// The code of the refusal or of the first finding.
fn outcome(bytes: &[u8]) -> &'static str {
    match Loader::default().load(bytes) {
        Ok(model) => {
            assert!(!model.primitives.is_empty() && model.bounds.size().is_finite());
            model.findings.first().map_or(DRAWN, |finding| finding.code())
        }
        Err(error) => {
            assert!(error.to_string().len() < 400, "an error that cites the file: {error}");
            error.code()
        }
    }
}

/// All rows at once, so that one run shows every wrong one.
fn all_as_told(rows: &[Row]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(issue, bytes, told)| {
            let outcome = outcome(bytes);
            (outcome != *told).then(|| format!("{issue}: {outcome}, not {told}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

fn set(pointer: &str, value: Value) -> Vec<u8> {
    Draft::quad().with(pointer, value).glb()
}

fn unset(pointer: &str) -> Vec<u8> {
    Draft::quad().without(pointer).glb()
}
