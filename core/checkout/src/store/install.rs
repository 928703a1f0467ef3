//! Whose phone this is. The vault does not travel with the files: an id in both tells a copied or restored file, and a
//! note of the open payment in the vault outlives the file.
//!
//! What the notes hold: ids, keys and amounts, never a credential or a person's data.

use super::patient::Patient;
use super::{AttemptRow, PersonStore, StoreError, journal};
use crate::attempt::State;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tradewind_domain::{CheckoutId, Code, Money, Timestamp};
use tradewind_ports::{Entropy, Secret, Vault};

/// Name of the install id in the vault.
const INSTALL: &str = "install";
/// Named purchases remembered in the vault: what fits into a secret of 4 KiB at 100 bytes a name, with room to spare.
const PURCHASES: usize = 16;

/// This install, and its vault.
pub(super) struct Install {
    id: Mutex<String>,
    vault: Patient,
    entropy: Arc<dyn Entropy>,
    /// Whether the vault has answered in this run: a silent one proves nothing, and is not asked again.
    answers: bool,
}

/// The open attempt, as the vault knows it.
#[derive(Debug, Serialize, Deserialize)]
struct AttemptNote {
    id: String,
    checkout: CheckoutId,
    #[serde(default)]
    purchase: Option<String>,
    /// What the purchase was begun with.
    #[serde(default)]
    begun: Option<PurchaseNote>,
    handler: String,
    amount: Money,
    payee: String,
    #[serde(default)]
    expires_at: Option<Timestamp>,
    key: String,
    cancel_key: String,
    created_at: Timestamp,
    dead_at: Timestamp,
}

/// A named purchase: what it is of, and its order once bought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PurchaseNote {
    item: String,
    quantity: u32,
    begun_at: i64,
    order: Option<String>,
}

impl Install {
    fn id(&self) -> String {
        self.id.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        let kept = self.answers.then(|| self.vault.read(name).ok().flatten()).flatten()?;
        serde_json::from_slice(kept.expose()).ok()
    }

    /// A note that cannot be kept is no reason to stop: without it the attempt is only asked about after a restart.
    fn keep<T: Serialize>(&self, name: &str, note: &T) {
        if self.answers
            && let Ok(text) = serde_json::to_vec(note)
        {
            let _ = self.vault.write(name, Secret::new(text));
        }
    }

    fn forget(&self, name: &str) {
        if self.answers {
            let _ = self.vault.remove(name);
        }
    }
}

impl PersonStore {
    /// Lends the store this phone's vault, once, before any payment is taken up or begun. From here on a file that was
    /// copied from another phone, or restored from an older copy, is known as such: see
    /// [`PersonStore::was_begun_elsewhere`]. Its open payment becomes Unknown, as does one that the vault knows of and the
    /// file does not: it is asked about and cancelled, never sent. For a worker: a vault that stalls is waited for, but not for ever.
    pub fn attach_vault(&self, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Result<(), StoreError> {
        let vault = Patient(vault);
        let kept = vault.read(INSTALL);
        let known = kept.as_ref().ok().and_then(Option::as_ref).and_then(|id| id.expose_str());
        let id = known.map_or_else(|| entropy.uuid(), str::to_owned);
        let is_new = known.is_none();
        let answers = match &kept {
            // An id that is lost again with the process would make its own attempts another's: safe, only slower.
            Ok(None) => vault.write(INSTALL, Secret::new(id.as_str())).is_ok(),
            Ok(Some(_)) => true,
            Err(_) => false,
        };
        if self.install.set(Install { id: Mutex::new(id), vault, entropy, answers }).is_err() {
            return Ok(());
        }
        self.reconcile(is_new)
    }

    /// Whether the file belongs to another phone: it was copied here, or the vault was lost. It is adopted by itself as
    /// soon as no payment of that phone is open. For tests: a till asks of an attempt or a session.
    #[cfg(feature = "fakes")]
    pub fn is_foreign(&self) -> Result<bool, StoreError> {
        let Some(install) = self.install.get() else { return Ok(false) };
        let owner = owner(&self.db())?;
        Ok(owner.is_some_and(|owner| owner != install.id()))
    }

    /// Whether this attempt may only be asked about and cancelled, never sent: another phone began it, or this file is an
    /// older copy and this phone may have gone on since. Nothing of an attempt still in `Prepared` was ever shown or sent.
    pub fn was_begun_elsewhere(&self, row: &AttemptRow) -> Result<bool, StoreError> {
        let Some(install) = self.install.get() else { return Ok(false) };
        self.is_anothers(install, &row.id, row.state)
    }

    fn is_anothers(&self, install: &Install, id: &str, state: State) -> Result<bool, StoreError> {
        let sql = "SELECT install FROM attempt WHERE id = ?1";
        let by: Option<Option<String>> = self.db().query_row(sql, [id], |row| row.get(0)).optional()?;
        if by.flatten() != Some(install.id()) {
            return Ok(true);
        }
        if state == State::Prepared || !install.answers {
            return Ok(false);
        }
        let note: Option<AttemptNote> = install.note(&self.attempt_name());
        Ok(note.is_none_or(|note| note.id != id))
    }

    /// Open attempts that were begun elsewhere become Unknown, as if they had been sent, and lose their requests: by the law
    /// Unknown asks and cancels, and never sends.
    fn disarm(&self, install: &Install) -> Result<(), StoreError> {
        let open: Vec<(String, String)> = {
            let db = self.db();
            let sql = "SELECT id, state FROM attempt WHERE merchant = ?1 AND settled_at IS NULL";
            let mut read = db.prepare_cached(sql)?;
            let rows = read.query_map([&self.merchant], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        for (id, state) in open {
            let state = State::parse(&state).unwrap_or(State::Unknown);
            if self.is_anothers(install, &id, state)? {
                let unknown = State::Unknown.as_str();
                self.write(|tx| {
                    tx.execute(
                        "UPDATE attempt SET state = ?2, url = NULL, body = NULL, sends = max(sends, 1) WHERE id = ?1",
                        [id.as_str(), unknown],
                    )?;
                    Ok(())
                })?;
            } else if let Some(row) = self.open_attempt()?.filter(|row| row.id == id) {
                // The process may have ended before the vault heard of it.
                self.note_attempt(&row);
            }
        }
        Ok(())
    }

    /// Whether the checkout in progress was opened by another phone: it may be asked about, but is not ours to change or
    /// to cancel.
    pub fn session_was_begun_elsewhere(&self) -> Result<bool, StoreError> {
        let Some(install) = self.install.get() else { return Ok(false) };
        let sql = "SELECT install FROM checkout WHERE merchant = ?1";
        let by: Option<Option<String>> =
            self.db().query_row(sql, [&self.merchant], |row| row.get(0)).optional()?;
        // One of before version 2 does not say; such a file was never copied by a version that could tell.
        Ok(by.flatten().is_some_and(|by| by != install.id()))
    }

    /// The id that goes with what is begun now.
    pub(super) fn install_id(&self) -> Option<String> {
        self.install.get().map(Install::id)
    }

    /// An attempt was begun: the vault is told before anything of it is shown or sent.
    pub(super) fn note_attempt(&self, row: &AttemptRow) {
        if let Some(install) = self.install.get() {
            let begun = row.purchase.as_ref().and_then(|name| self.purchase_note(name).ok().flatten());
            install.keep(&self.attempt_name(), &AttemptNote::of(row, begun));
        }
    }

    /// An attempt was settled: the vault forgets it and remembers the purchase, and a foreign file may become ours.
    pub(super) fn note_settled(&self, row: &AttemptRow) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        if let Some(name) = &row.purchase {
            self.note_purchase(name)?;
        }
        install.forget(&self.attempt_name());
        self.adopt_if_free(install)
    }

    /// A named purchase was bought, by whatever door: the vault remembers it.
    pub(super) fn note_purchase(&self, name: &str) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        if let Some(bought) = self.purchase_note(name)?.filter(|note| note.order.is_some()) {
            let mut notes: BTreeMap<String, PurchaseNote> =
                install.note(&self.purchases_name()).unwrap_or_default();
            notes.insert(name.to_owned(), bought);
            while notes.len() > PURCHASES {
                let oldest = notes.iter().min_by_key(|(_, note)| note.begun_at).map(|(name, _)| name.clone());
                notes.remove(&oldest.unwrap_or_default());
            }
            install.keep(&self.purchases_name(), &notes);
        }
        Ok(())
    }

    /// Forgets this install and everything the vault holds of this merchant's customer; what follows is a new install.
    pub(super) fn erase_notes(&self) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        install.forget(&self.attempt_name());
        install.forget(&self.purchases_name());
        let id = install.entropy.uuid();
        if install.answers {
            let _ = install.vault.write(INSTALL, Secret::new(id.as_str()));
        }
        *install.id.lock().unwrap_or_else(PoisonError::into_inner) = id.clone();
        self.write(|tx| set_owner(tx, &id))
    }

    fn attempt_name(&self) -> String {
        format!("attempt/{}", self.merchant)
    }

    fn purchases_name(&self) -> String {
        format!("purchases/{}", self.merchant)
    }

    /// Brings file and vault together at the start.
    fn reconcile(&self, is_new: bool) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        if let Some(note) = install.note::<AttemptNote>(&self.attempt_name()) {
            self.restore_attempt(&note, install)?;
        } else if install.answers && !is_new {
            // This vault has been told of every attempt: nothing was open, whatever became of the file.
            self.forget_lost_journal()?;
        }
        if let Some(notes) = install.note::<BTreeMap<String, PurchaseNote>>(&self.purchases_name()) {
            self.restore_purchases(&notes)?;
        }
        self.disarm(install)?;
        self.adopt_if_free(install)
    }

    fn restore_attempt(&self, note: &AttemptNote, install: &Install) -> Result<(), StoreError> {
        let known: Option<Option<i64>> = self
            .db()
            .query_row("SELECT settled_at FROM attempt WHERE id = ?1", [&note.id], |row| row.get(0))
            .optional()?;
        match known {
            Some(None) => {}
            // Settled, and the process ended before the vault heard.
            Some(Some(_)) => {
                install.forget(&self.attempt_name());
            }
            None => {
                let id = install.id();
                self.write(|tx| journal::insert(tx, &self.merchant, &note.row(), Some(&id)))?;
                if let (Some(name), Some(begun)) = (&note.purchase, &note.begun) {
                    self.restore_purchases(&BTreeMap::from([(name.clone(), begun.clone())]))?;
                }
            }
        }
        self.forget_lost_journal()
    }

    /// Purchases that the file does not know, or does not know to be bought.
    fn restore_purchases(&self, notes: &BTreeMap<String, PurchaseNote>) -> Result<(), StoreError> {
        let mut missing = Vec::new();
        for (name, note) in notes {
            let known = self.purchase_note(name)?;
            if known.is_none_or(|known| known.order.is_none() && note.order.is_some()) {
                missing.push((name, note));
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        self.write(|tx| {
            for (name, note) in missing {
                tx.execute(
                    "INSERT OR REPLACE INTO purchase (merchant, name, item, quantity, begun_at, order_id)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![self.merchant, name, note.item, note.quantity, note.begun_at, note.order],
                )?;
            }
            Ok(())
        })
    }

    fn purchase_note(&self, name: &str) -> Result<Option<PurchaseNote>, StoreError> {
        let db = self.db();
        Ok(db
            .query_row(
                "SELECT item, quantity, begun_at, order_id FROM purchase WHERE merchant = ?1 AND name = ?2",
                [&self.merchant, name],
                |row| {
                    Ok(PurchaseNote {
                        item: row.get(0)?,
                        quantity: row.get(1)?,
                        begun_at: row.get(2)?,
                        order: row.get(3)?,
                    })
                },
            )
            .optional()?)
    }

    fn forget_lost_journal(&self) -> Result<(), StoreError> {
        if self.notices()?.contains(&Code::JournalLost) {
            self.forget_notice(Code::JournalLost)
        } else {
            Ok(())
        }
    }

    /// The file becomes this phone's once no payment of another one is open in it.
    fn adopt_if_free(&self, install: &Install) -> Result<(), StoreError> {
        let id = install.id();
        let before = owner(&self.db())?;
        if before.as_deref() == Some(id.as_str()) {
            return Ok(());
        }
        let sql = "SELECT count(*) FROM attempt WHERE settled_at IS NULL AND install IS NOT ?1";
        let foreign: i64 = self.db().query_row(sql, [&id], |row| row.get(0))?;
        if foreign > 0 {
            return Ok(());
        }
        self.write(|tx| set_owner(tx, &id))
    }
}

impl AttemptNote {
    fn of(row: &AttemptRow, begun: Option<PurchaseNote>) -> Self {
        Self {
            id: row.id.clone(),
            checkout: row.checkout.clone(),
            purchase: row.purchase.clone(),
            begun,
            handler: row.handler.clone(),
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
    fn row(&self) -> AttemptRow {
        AttemptRow {
            id: self.id.clone(),
            checkout: self.checkout.clone(),
            purchase: self.purchase.clone(),
            state: State::Unknown,
            handler: self.handler.clone(),
            amount: self.amount,
            payee: self.payee.clone(),
            expires_at: self.expires_at,
            key: self.key.clone(),
            cancel_key: self.cancel_key.clone(),
            prepared: None,
            sends: 1,
            created_at: self.created_at,
            dead_at: self.dead_at,
            approved: None,
        }
    }
}

/// The install that the file says it is of.
fn owner(db: &Connection) -> Result<Option<String>, StoreError> {
    Ok(db.query_row("SELECT id FROM install", [], |row| row.get(0)).optional()?)
}

fn set_owner(tx: &Connection, id: &str) -> Result<(), StoreError> {
    tx.execute("INSERT OR REPLACE INTO install (one, id) VALUES (1, ?1)", [id])?;
    Ok(())
}
