//! By which link a person came, as the merchant is told of it: names and values as a link has them, texts alone.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most names. A link of a network has a handful; the first and the latest one are told.
const MAX_NAMES: usize = 40;
/// The longest name, in bytes.
const MAX_NAME: usize = 64;
/// The longest value, in bytes: a click id of 512.
const MAX_VALUE: usize = 512;

/// UCP `attribution`: a map of texts that a platform passes on as it is, opaque to everyone but the merchant. It holds nothing
/// without the person's consent, changes no price, and prints nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attribution(BTreeMap<String, String>);

impl Attribution {
    /// Adds a value. What is empty, longer than a link has it or one too many is left out, never cut: half an id is none.
    pub fn put(&mut self, name: &str, value: &str) {
        let fits = (1..=MAX_NAME).contains(&name.len()) && (1..=MAX_VALUE).contains(&value.len());
        if fits && (self.0.len() < MAX_NAMES || self.0.contains_key(name)) {
            self.0.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `other` tells all of it, too: each value under the same name. What tells nothing is told by anything.
    pub fn is_told_by(&self, other: &Self) -> bool {
        self.0.iter().all(|(name, value)| other.0.get(name) == Some(value))
    }

    /// Names and values, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl std::fmt::Debug for Attribution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attribution({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_or_one_too_many_is_left_out_and_nothing_is_printed() {
        let mut told = Attribution::default();
        told.put("fbclid", &"x".repeat(MAX_VALUE));
        told.put("gclid", &"x".repeat(MAX_VALUE + 1));
        told.put(&"n".repeat(MAX_NAME + 1), "value");
        told.put("", "value");
        told.put("utm_source", "");
        assert_eq!(told.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["fbclid"]);
        for n in 0..100 {
            told.put(&format!("n{n}"), "value");
        }
        told.put("fbclid", "secret");
        assert_eq!(told.iter().count(), MAX_NAMES);
        assert!(told.iter().any(|(_, value)| value == "secret"), "a name that is there takes another value");
        assert_eq!(format!("{told:?}"), format!("Attribution({MAX_NAMES})"));
    }

    #[test]
    fn what_another_leaves_out_or_says_otherwise_it_does_not_tell() {
        let (mut told, mut now) = (Attribution::default(), Attribution::default());
        assert!(told.is_told_by(&now));
        told.put("utm_source", "mia");
        told.put("tw_by", "mia");
        assert!(!told.is_told_by(&now));
        now.put("utm_source", "mia");
        assert!(
            !told.is_told_by(&now),
            "the same value under a name that is still told is not the one that is not"
        );
        now.put("tw_by", "mia");
        now.put("gclid", "more");
        assert!(told.is_told_by(&now));
        now.put("tw_by", "noor");
        assert!(!told.is_told_by(&now));
    }

    #[test]
    fn it_is_kept_as_a_map_of_texts() {
        let mut told = Attribution::default();
        told.put("utm_source", "tiktok");
        let kept = serde_json::to_string(&told).expect("JSON");
        assert_eq!(kept, r#"{"utm_source":"tiktok"}"#);
        assert_eq!(serde_json::from_str::<Attribution>(&kept).expect("reads"), told);
    }
}
