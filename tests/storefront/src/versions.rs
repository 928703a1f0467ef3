//! The versions of the protocol that are spoken, and what an answer is like in each. Everything else is shared.

use serde_json::{Value, json};

/// A version of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// The first that this merchant spoke.
    V2026_04_08,
    /// Updates replace the whole, descriptions are objects, destinations have a type.
    V2026_08_25,
}

impl Version {
    /// All there are, newest first.
    pub const ALL: [Self; 2] = [Self::V2026_08_25, Self::V2026_04_08];

    /// Its date.
    pub const fn date(self) -> &'static str {
        match self {
            Self::V2026_04_08 => "2026-04-08",
            Self::V2026_08_25 => "2026-08-25",
        }
    }

    /// The one of a date.
    pub fn of(date: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.date() == date)
    }

    /// Whether an update replaces the whole checkout: what it leaves out is gone.
    pub(crate) fn replaces(self) -> bool {
        self >= Self::V2026_08_25
    }

    /// The member of a profile that has its keys.
    pub(crate) fn keys(self) -> &'static str {
        match self {
            Self::V2026_04_08 => "signing_keys",
            Self::V2026_08_25 => "keys",
        }
    }

    /// A delivery option's description.
    pub(crate) fn description(self, words: &str) -> Value {
        match self {
            Self::V2026_04_08 => json!(words),
            Self::V2026_08_25 => json!({"plain": words}),
        }
    }

    /// Where goods are shipped to.
    pub(crate) fn destination(self, place: &Value) -> Value {
        let mut place = place.clone();
        match self {
            Self::V2026_04_08 => {
                if let Some(fields) = place.as_object_mut() {
                    fields.remove("type");
                }
            }
            Self::V2026_08_25 => place["type"] = json!("shipping_address"),
        }
        place
    }

    /// What is given back is below zero from 2026-08-25 on.
    pub(crate) fn given_back(self, amount: i64) -> i64 {
        match self {
            Self::V2026_04_08 => amount,
            Self::V2026_08_25 => amount.saturating_neg(),
        }
    }

    /// Where a page of the specification lies.
    pub(crate) fn spec(self, page: &str) -> String {
        let page = match self {
            Self::V2026_04_08 => "overview",
            Self::V2026_08_25 => page,
        };
        format!("https://ucp.dev/{}/specification/{page}", self.date())
    }
}
