//! What the vault is told of payments and purchases: ids, keys and amounts, never a credential or a person's data. A note has
//! the size of a secret at most.

use crate::attempt::AttemptRow;
use crate::state::AttemptState;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use tradewind_domain::{CheckoutId, Money, Timestamp};

/// Bytes of a note: what a vault takes as one secret.
pub(crate) const NOTE_BYTES: usize = 4_096;
/// Named purchases remembered: what fits at 100 bytes a name, with room to spare.
const PURCHASES: usize = 16;

/// Bought purchases by their names.
pub(crate) type PurchaseNotes = BTreeMap<String, PurchaseNote>;

/// A note as text, or nothing where it would be larger than a secret. It is counted before it is made.
pub(crate) fn text<T: Serialize>(note: &T) -> Option<Vec<u8>> {
    fits(note).then(|| serde_json::to_vec(note).ok()).flatten()
}

/// Remembers a bought purchase beside others. The oldest make room, for number and for bytes; one that does not fit alone
/// is not remembered, and takes no room from others.
pub(crate) fn remember(notes: &mut PurchaseNotes, name: &str, bought: PurchaseNote) {
    if !fits(&BTreeMap::from([(name, &bought)])) {
        return;
    }
    notes.insert(name.to_owned(), bought);
    while notes.len() > PURCHASES || !fits(notes) {
        let others = notes.iter().filter(|(known, _)| *known != name);
        let Some(oldest) = others.min_by_key(|(_, note)| note.begun_at).map(|(known, _)| known.clone())
        else {
            return;
        };
        notes.remove(&oldest);
    }
}

fn fits<T: Serialize>(note: &T) -> bool {
    serde_json::to_writer(ByteBudget(NOTE_BYTES), note).is_ok()
}

/// Takes so many bytes, and keeps none of them.
struct ByteBudget(usize);

impl Write for ByteBudget {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The open attempt, as the vault knows it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AttemptNote {
    pub(crate) id: String,
    pub(crate) checkout: CheckoutId,
    #[serde(default)]
    pub(crate) purchase: Option<String>,
    /// What the purchase was begun with.
    #[serde(default)]
    pub(crate) begun: Option<PurchaseNote>,
    pub(crate) handler: String,
    /// The handler's name; none in notes of before they kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    pub(crate) amount: Money,
    pub(crate) payee: String,
    #[serde(default)]
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) key: String,
    pub(crate) cancel_key: String,
    pub(crate) created_at: Timestamp,
    pub(crate) dead_at: Timestamp,
}

/// A named purchase: what it is of, and its order once bought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PurchaseNote {
    pub(crate) item: String,
    pub(crate) quantity: u32,
    pub(crate) begun_at: i64,
    pub(crate) order: Option<String>,
}

impl AttemptNote {
    pub(crate) fn of(row: &AttemptRow, begun: Option<PurchaseNote>) -> Self {
        Self {
            id: row.id.clone(),
            checkout: row.checkout.clone(),
            purchase: row.purchase.clone(),
            begun,
            handler: row.handler.clone(),
            method: row.method.clone(),
            amount: row.amount,
            payee: row.payee.clone(),
            expires_at: row.expires_at,
            key: row.key.clone(),
            cancel_key: row.cancel_key.clone(),
            created_at: row.created_at,
            dead_at: row.dead_at,
        }
    }

    /// As the journal has it: Unknown, because what became of it is not known here, and perhaps sent.
    pub(crate) fn row(&self) -> AttemptRow {
        AttemptRow {
            id: self.id.clone(),
            checkout: self.checkout.clone(),
            purchase: self.purchase.clone(),
            state: AttemptState::Unknown,
            handler: self.handler.clone(),
            method: self.method.clone(),
            amount: self.amount,
            payee: self.payee.clone(),
            expires_at: self.expires_at,
            key: self.key.clone(),
            cancel_key: self.cancel_key.clone(),
            prepared: None,
            sends: 1,
            first_sent_at: None,
            created_at: self.created_at,
            dead_at: self.dead_at,
            approved: None,
            return_id: None,
            acted: Vec::new(),
            lets_go: false,
            waiting: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(begun_at: i64) -> PurchaseNote {
        PurchaseNote { item: "mug".to_owned(), quantity: 1, begun_at, order: Some("order-1".to_owned()) }
    }

    #[test]
    fn purchases_are_remembered_by_number_and_by_bytes() {
        let mut notes = PurchaseNotes::new();
        for n in 0..20 {
            remember(&mut notes, &format!("short {n}"), note(n));
        }
        assert_eq!(notes.len(), PURCHASES);
        assert!(!notes.contains_key("short 3") && notes.contains_key("short 4"), "the oldest made room");

        // Names of a kilobyte: the newest three fit, and what is kept fits a vault's secret.
        for n in 20..40 {
            remember(&mut notes, &format!("{n}{}", "x".repeat(1_000)), note(n));
            assert!(text(&notes).is_some_and(|text| text.len() <= NOTE_BYTES), "{n}");
        }
        assert_eq!(notes.len(), 3);
        assert!(notes.keys().all(|name| ["37", "38", "39"].contains(&&name[..2])));

        // One that fits nowhere drives out nothing.
        let before = notes.clone();
        remember(&mut notes, &"y".repeat(5_000), note(99));
        assert_eq!(notes, before);
        // An older one that is bought now is kept all the same.
        remember(&mut notes, "long ago", note(-1));
        assert!(notes.contains_key("long ago"));
    }
}
