//! Whose phone this is. The vault does not travel with the files: an id in both tells a copied or restored file, and a
//! note of the open payment in the vault outlives the file.
//!
//! A vault that is locked proves nothing: it is not the one of another phone, and not one without notes. It is met again
//! ([`PersonStore::vault_is_locked`]) before anything is taken up or begun.

use crate::attempt::{self, AttemptRow};
use crate::error::StoreError;
use crate::install::{INSTALL, Identity, Install, PROBES, VaultStatus};
use crate::notes::{self, AttemptNote, PurchaseNote, PurchaseNotes};
use crate::state::AttemptState;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::{Arc, Mutex};
use tradewind_domain::Code;
use tradewind_ports::{Entropy, Patient, Secret, Vault, VaultError};

/// A setting that stands while everything was erased and the vault could not be told.
const TO_FORGET: &str = "vault.to_forget";

impl PersonStore {
    /// Lends the store this phone's vault, once, before any payment is taken up or begun. From here on a file that was
    /// copied from another phone, or restored from an older copy, is known as such: see
    /// [`PersonStore::was_begun_elsewhere`]. Its open payment becomes Unknown, as does one that the vault knows of and the
    /// file does not: it is asked about and cancelled, never sent. For a worker: a vault that stalls is waited for, but not for ever.
    pub fn attach_vault(&self, vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>) -> Result<(), StoreError> {
        let identity = Mutex::new(Identity { id: entropy.uuid(), status: VaultStatus::Locked, probed: 0 });
        if self
            .install
            .set(Install { identity, vault: Patient::new(vault), entropy, journal_key: Mutex::default() })
            .is_err()
        {
            return Ok(());
        }
        self.vault_is_locked().map(|_| ())
    }

    /// Whether it cannot be known yet whose file this is, because the vault is locked. Each call meets it again, and blocks
    /// for a second at most; after [`PROBES`] of them it is taken for one that does not serve.
    pub fn vault_is_locked(&self) -> Result<bool, StoreError> {
        let Some(install) = self.install.get() else { return Ok(false) };
        let is_locked = || install.identity().status == VaultStatus::Locked;
        if is_locked() {
            let is_new = install.probe();
            if !is_locked() {
                self.reconcile(is_new)?;
            }
        }
        Ok(is_locked())
    }

    /// Whether the file belongs to another phone: it was copied here, or the vault was lost. It is adopted by itself as
    /// soon as no payment of that phone is open. For tests: a driver asks of an attempt or a session.
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
        match install.note::<AttemptNote>(&self.attempt_name()) {
            Ok(note) => self.is_anothers(install, &row.id, row.state, note.as_ref()),
            // It served when the file was looked through: what was another's has been disarmed.
            Err(_) => Ok(false),
        }
    }

    fn is_anothers(
        &self,
        install: &Install,
        id: &str,
        state: AttemptState,
        note: Option<&AttemptNote>,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT install FROM attempt WHERE id = ?1";
        let by: Option<Option<String>> =
            self.db().prepare_cached(sql)?.query_row([id], |row| row.get("install")).optional()?;
        if by.flatten() != Some(install.id()) {
            return Ok(true);
        }
        if state == AttemptState::Prepared || !install.serves() {
            return Ok(false);
        }
        Ok(note.is_none_or(|note| note.id != id))
    }

    /// Open attempts that were begun elsewhere become Unknown, as if they had been sent, and lose their requests: by the law
    /// Unknown asks and cancels, and never sends.
    fn disarm(&self, install: &Install, note: Option<&AttemptNote>) -> Result<(), StoreError> {
        let open: Vec<(String, String)> = {
            let db = self.db();
            let sql = "SELECT id, state FROM attempt WHERE merchant = ?1 AND settled_at IS NULL";
            let mut read = db.prepare_cached(sql)?;
            let rows = read.query_map([&self.merchant], |row| Ok((row.get("id")?, row.get("state")?)))?;
            rows.collect::<Result<_, _>>()?
        };
        for (id, state) in open {
            let state = AttemptState::parse(&state).unwrap_or(AttemptState::Unknown);
            if self.is_anothers(install, &id, state, note)? {
                let unknown = AttemptState::Unknown.as_str();
                self.write(|tx| {
                    statement::execute(
                        tx,
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
        let by: Option<Option<String>> = self
            .db()
            .prepare_cached(sql)?
            .query_row([&self.merchant], |row| row.get("install"))
            .optional()?;
        // One of before version 2 does not say; such a file was never copied by a version that could tell.
        Ok(by.flatten().is_some_and(|by| by != install.id()))
    }

    /// The id that goes with what is begun now.
    pub(crate) fn install_id(&self) -> Option<String> {
        self.install.get().map(Install::id)
    }

    /// An attempt was begun: the vault is told before anything of it is shown or sent.
    pub(crate) fn note_attempt(&self, row: &AttemptRow) {
        if let Some(install) = self.install.get() {
            let begun = row.purchase.as_ref().and_then(|name| self.purchase_note(name).ok().flatten());
            install.keep(&self.attempt_name(), &AttemptNote::of(row, begun));
        }
    }

    /// An attempt was settled: the vault forgets it and remembers the purchase, and a foreign file may become ours.
    pub(crate) fn note_settled(&self, row: &AttemptRow) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        if let Some(name) = &row.purchase {
            self.note_purchase(name)?;
        }
        install.forget(&self.attempt_name());
        self.adopt_if_free(install)
    }

    /// A named purchase was bought, by whatever door: the vault remembers it.
    pub(crate) fn note_purchase(&self, name: &str) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        if let Some(bought) = self.purchase_note(name)?.filter(|note| note.order.is_some()) {
            // Those that cannot be read now are not to be written over.
            if let Ok(known) = install.note::<PurchaseNotes>(&self.purchases_name()) {
                let mut notes = known.unwrap_or_default();
                notes::remember(&mut notes, name, bought);
                install.keep(&self.purchases_name(), &notes);
            }
        }
        Ok(())
    }

    /// Forgets this install and everything the vault holds of this merchant's customer; what follows is a new install. A
    /// vault that does not serve now is told at the next start that it does.
    pub(crate) fn erase_notes(&self) -> Result<(), StoreError> {
        let Some(install) = self.install.get() else { return Ok(()) };
        let id = install.entropy.uuid();
        let told = install.serves()
            && install.forget_journal_key()
            && [self.attempt_name(), self.purchases_name()]
                .iter()
                .all(|name| install.vault.remove(name).is_ok())
            && install.vault.write(INSTALL, &Secret::new(id.as_str())).is_ok();
        install.identity().id.clone_from(&id);
        let remember = "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, '')";
        self.write(|tx| {
            statement::execute(
                tx,
                if told { "DELETE FROM setting WHERE key = ?1" } else { remember },
                [TO_FORGET],
            )?;
            set_owner(tx, &id)
        })
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
        if install.serves() && self.setting(TO_FORGET)?.is_some() {
            self.erase_notes()?;
        }
        let notes = install
            .note::<AttemptNote>(&self.attempt_name())
            .and_then(|note| Ok((note, install.note::<PurchaseNotes>(&self.purchases_name())?)));
        if notes.as_ref().err() == Some(&VaultError::Locked) && install.identity().probed < PROBES {
            // Locked again between two questions: it is met again.
            install.identity().status = VaultStatus::Locked;
            return Ok(());
        }
        let told = notes.is_ok();
        let (note, purchases) = notes.unwrap_or_default();
        if let Some(note) = &note {
            self.restore_attempt(note, install)?;
        } else if told && install.serves() && !is_new {
            // This vault has been told of every attempt: nothing was open, whatever became of the file.
            self.forget_lost_journal()?;
        }
        if let Some(notes) = purchases {
            self.restore_purchases(&notes)?;
        }
        self.disarm(install, note.as_ref())?;
        self.adopt_if_free(install)
    }

    fn restore_attempt(&self, note: &AttemptNote, install: &Install) -> Result<(), StoreError> {
        let sql = "SELECT settled_at FROM attempt WHERE id = ?1";
        let known: Option<Option<i64>> =
            statement::query_row(&self.db(), sql, [&note.id], |row| row.get("settled_at")).optional()?;
        match known {
            Some(None) => {}
            // Settled, and the process ended before the vault heard.
            Some(Some(_)) => {
                install.forget(&self.attempt_name());
            }
            None => {
                let id = install.id();
                self.write(|tx| attempt::insert(tx, &self.merchant, &note.row(), Some(&id)))?;
                if let (Some(name), Some(begun)) = (&note.purchase, &note.begun) {
                    self.restore_purchases(&PurchaseNotes::from([(name.clone(), begun.clone())]))?;
                }
            }
        }
        self.forget_lost_journal()
    }

    /// Purchases that the file does not know, or does not know to be bought.
    fn restore_purchases(&self, notes: &PurchaseNotes) -> Result<(), StoreError> {
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
                statement::execute(
                    tx,
                    "INSERT OR REPLACE INTO purchase (merchant, name, item, quantity, begun_at, order_id)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![self.merchant, name, note.item, note.quantity, note.begun_at, note.order],
                )?;
            }
            Ok(())
        })
    }

    fn purchase_note(&self, name: &str) -> Result<Option<PurchaseNote>, StoreError> {
        let sql = "SELECT item, quantity, begun_at, order_id FROM purchase WHERE merchant = ?1 AND name = ?2";
        let note = statement::query_row(&self.db(), sql, [self.merchant.as_str(), name], |row| {
            Ok(PurchaseNote {
                item: row.get("item")?,
                quantity: row.get("quantity")?,
                begun_at: row.get("begun_at")?,
                order: row.get("order_id")?,
            })
        });
        Ok(note.optional()?)
    }

    fn forget_lost_journal(&self) -> Result<(), StoreError> {
        let said = self.notices()?.contains(&Code::JournalLost);
        if said { self.forget_notice(Code::JournalLost) } else { Ok(()) }
    }

    /// The file becomes this phone's once no payment of another one is open in it. What was agreed to on that one, and what was kept
    /// because of it, stays there.
    fn adopt_if_free(&self, install: &Install) -> Result<(), StoreError> {
        let id = install.id();
        let before = owner(&self.db())?;
        if before.as_deref() == Some(id.as_str()) {
            return Ok(());
        }
        let sql = "SELECT count(*) AS open FROM attempt WHERE settled_at IS NULL AND install IS NOT ?1";
        let foreign: i64 = statement::query_row(&self.db(), sql, [&id], |row| row.get("open"))?;
        if foreign > 0 {
            return Ok(());
        }
        self.write(|tx| {
            for table in ["consent", "touch"] {
                statement::execute(tx, &format!("DELETE FROM {table} WHERE install IS NOT ?1"), [&id])?;
            }
            set_owner(tx, &id)
        })
    }
}

/// The install that the file says it is of.
fn owner(db: &Connection) -> Result<Option<String>, StoreError> {
    Ok(statement::query_row(db, "SELECT id FROM install", [], |row| row.get("id")).optional()?)
}

fn set_owner(tx: &Connection, id: &str) -> Result<(), StoreError> {
    statement::execute(tx, "INSERT OR REPLACE INTO install (one, id) VALUES (1, ?1)", [id])?;
    Ok(())
}
