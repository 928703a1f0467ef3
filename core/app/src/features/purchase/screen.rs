//! The state of a named purchase, as a command line reads it.

use serde::Serialize;

/// Where a named purchase stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PurchaseState {
    /// The name it was begun under.
    pub name: String,
    /// How far it is.
    pub state: PurchasePhase,
    /// The order, when done.
    pub order: Option<String>,
}

/// How far a named purchase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchasePhase {
    /// Its products are looked for.
    Wanted,
    /// It is being bought.
    Open,
    /// Bought; the order is named.
    Done,
    /// What was bought before under this name is something else.
    Mismatch,
    /// Nothing was begun under this name yet.
    New,
}
