//! Any bytes at all, read as an answer of the provider over HTTP.

use super::intent::{Intent, Trouble, json};
use super::wire::{Lost, read};

/// What bytes amount to that came back over the wire: the name of the first thing that they are.
pub(crate) fn any_answer(bytes: &[u8]) -> &'static str {
    let answer = match read(bytes) {
        Ok(Some(answer)) => Ok(answer),
        Ok(None) => return "not whole",
        Err(Lost) => Err(Lost),
    };
    match json(answer) {
        Ok(value) if Intent::read(&value).is_some() => "intent",
        Ok(_) => "unreadable",
        Err(Trouble::Refused { .. }) => "refused",
        Err(Trouble::Unknown { .. }) => "unknown",
    }
}
