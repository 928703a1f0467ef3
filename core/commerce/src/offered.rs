//! What a payment handler of a session takes: which instruments, under which demands, with which credentials.

use crate::constraint::Constraint;
use serde::{Deserialize, Serialize};
use tradewind_domain::address::BuyerField;

/// Which instruments a handler takes in a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<StoredInstrument>", into = "Vec<StoredInstrument>")]
pub enum Offered {
    /// Any: the merchant names none.
    #[default]
    Any,
    /// These alone, in the merchant's order of preference. Never an empty list: such a handler is not offered.
    These(Vec<Instrument>),
}

/// An instrument that a merchant takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Instrument {
    /// Its type, as the merchant names it (`card`).
    pub kind: String,
    /// What holds of every instrument that it takes, where it says so: a card's `brand`. Never about the request itself.
    pub constraint: Option<Constraint>,
    /// What the request that pays must hold.
    pub wants: Wants,
}

/// What a merchant has said it wants of an instrument in the request that pays. Advice: the merchant alone judges what is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wants {
    /// The billing address: the fields that must be in it, perhaps none in particular. None: it is not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Vec<BuyerField>>,
    /// The kinds of credential that it takes. None: it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Vec<String>>,
}

impl Wants {
    /// Whether nothing is wanted.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it takes one of these kinds of credential. An empty list says nothing of the kind, so that nothing is known
    /// against it.
    pub fn takes_credential(&self, kinds: &[&str]) -> bool {
        self.credentials
            .as_ref()
            .is_none_or(|wanted| kinds.is_empty() || wanted.iter().any(|kind| kinds.contains(&kind.as_str())))
    }
}

impl Offered {
    /// Instruments of these types, of which nothing more is said.
    pub fn of<const N: usize>(kinds: [&str; N]) -> Self {
        let plain = |kind: &str| Instrument { kind: kind.to_owned(), ..Instrument::default() };
        if N == 0 { Self::Any } else { Self::These(kinds.iter().map(|kind| plain(kind)).collect()) }
    }

    /// Those that are named; none where any is taken.
    pub fn named(&self) -> &[Instrument] {
        match self {
            Self::Any => &[],
            Self::These(named) => named,
        }
    }

    /// The merchant's first that is one of `kinds`.
    pub fn first_of(&self, kinds: &[&str]) -> Option<&Instrument> {
        self.named().iter().find(|one| kinds.contains(&one.kind.as_str()))
    }

    /// Whether an instrument of this type is taken.
    pub fn takes(&self, kind: &str) -> bool {
        *self == Self::Any || self.first_of(&[kind]).is_some()
    }
}

/// An instrument as it is written down: its type alone, as earlier versions of the app did, where nothing more is said of it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum StoredInstrument {
    Kind(String),
    Whole {
        kind: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        constraint: Option<Constraint>,
        #[serde(default, skip_serializing_if = "Wants::is_nothing")]
        wants: Wants,
    },
}

impl From<Vec<StoredInstrument>> for Offered {
    fn from(stored: Vec<StoredInstrument>) -> Self {
        let one = |stored| match stored {
            StoredInstrument::Kind(kind) => Instrument { kind, ..Instrument::default() },
            StoredInstrument::Whole { kind, constraint, wants } => Instrument { kind, constraint, wants },
        };
        let named: Vec<Instrument> = stored.into_iter().map(one).collect();
        if named.is_empty() { Self::Any } else { Self::These(named) }
    }
}

impl From<Offered> for Vec<StoredInstrument> {
    fn from(offered: Offered) -> Self {
        let one = |one: Instrument| match one {
            Instrument { kind, constraint: None, wants } if wants.is_nothing() => {
                StoredInstrument::Kind(kind)
            }
            Instrument { kind, constraint, wants } => StoredInstrument::Whole { kind, constraint, wants },
        };
        match offered {
            Offered::Any => Vec::new(),
            Offered::These(named) => named.into_iter().map(one).collect(),
        }
    }
}
