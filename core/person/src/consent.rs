//! What the person agreed to at a merchant, purpose by purpose. An answer counts on the phone that it was given on alone.

use crate::agreed::{AgreedMark, MARKED};
use crate::error::StoreError;
use crate::purpose::{Answer, Purpose};
use crate::store::PersonStore;
use rusqlite::params;
use tradewind_domain::Timestamp;

/// The last answer of a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// What it is about.
    pub purpose: Purpose,
    /// What was answered.
    pub answer: Answer,
    /// When, by this phone's clock.
    pub at: Timestamp,
    /// Which wording of the question was answered; counted up by the app where a question says more.
    pub wording: u32,
}

impl PersonStore {
    /// The last answers that were given on this phone to this merchant; none of a purpose that was never asked about. A yes of before one
    /// was withdrawn that could not be written down is none.
    pub fn consents(&self) -> Result<Vec<Consent>, StoreError> {
        let mut all = self.read_consents()?;
        if self.yes_is_doubted()? {
            all.retain(|one| !one.answer.is_granted());
        } else if all.iter().any(|one| one.answer.is_granted()) {
            self.mark_file_of_before();
        }
        Ok(all)
    }

    fn read_consents(&self) -> Result<Vec<Consent>, StoreError> {
        let install = self.install_id();
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT purpose, at, wording, answer FROM consent
                 WHERE merchant = ?1 AND install IS ?2 ORDER BY purpose",
        )?;
        let mut rows = read.query(params![self.merchant, install])?;
        let bad = || StoreError::Row("consent");
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Consent {
                purpose: Purpose::parse(&row.get::<_, String>("purpose")?).ok_or_else(bad)?,
                answer: Answer::parse(&row.get::<_, String>("answer")?).ok_or_else(bad)?,
                at: Timestamp(row.get("at")?),
                wording: row.get("wording")?,
            });
        }
        Ok(all)
    }

    /// Gives a file of before there were marks one of its own, so that what was agreed to in it can be withdrawn on a full disk, too.
    /// Where that fails it is believed as before.
    fn mark_file_of_before(&self) {
        let Some(mark) = &self.agreed else { return };
        if matches!(self.setting(MARKED), Ok(None)) && mark.put().is_ok() {
            let _ = self.save_setting(MARKED, "");
        }
    }

    /// Keeps an answer in place of the one before it. Where that fails, no yes in the file counts after a restart, of this merchant or
    /// another, until one is written again: what was withdrawn must not come back, and to be asked once more does no harm.
    pub fn save_consent(&self, consent: &Consent) -> Result<(), StoreError> {
        self.or_doubt(self.write_consent(consent))
    }

    /// What came of a change of the person's; where it failed, no yes in the file counts any more.
    pub(crate) fn or_doubt<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if done.is_err() {
            self.doubt_every_yes();
        }
        done
    }

    /// From now on no yes in the file counts, as far as this file system lets its files go.
    pub(crate) fn doubt_every_yes(&self) {
        if let Some(mark) = &self.agreed {
            let _ = mark.take_away();
        }
    }

    /// Whether a yes in the file counts for nothing: a mark belongs to it, and is not there.
    fn yes_is_doubted(&self) -> Result<bool, StoreError> {
        Ok(self.agreed.as_ref().is_some_and(|mark| !mark.stands()) && self.setting(MARKED)?.is_some())
    }

    fn write_consent(&self, consent: &Consent) -> Result<(), StoreError> {
        let install = self.install_id();
        let doubted = self.yes_is_doubted()?;
        let mark = self.agreed.as_ref().filter(|_| consent.answer.is_granted());
        self.write(|tx| {
            if doubted {
                // Before the mark stands again: no older yes may come back with it.
                for answer in Answer::ALL.into_iter().filter(|answer| answer.is_granted()) {
                    tx.execute("DELETE FROM consent WHERE answer = ?1", [answer.as_str()])?;
                }
            }
            if mark.is_some() {
                tx.execute("INSERT OR IGNORE INTO setting (key, value) VALUES (?1, '')", [MARKED])?;
            }
            tx.execute(
                "INSERT OR REPLACE INTO consent (merchant, purpose, at, wording, answer, install)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    self.merchant,
                    consent.purpose.as_str(),
                    consent.at.0,
                    consent.wording,
                    consent.answer.as_str(),
                    install
                ],
            )?;
            Ok(())
        })?;
        mark.filter(|mark| !mark.stands()).map_or(Ok(()), AgreedMark::put).map_err(StoreError::Folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreOptions;
    use std::path::Path;
    use std::sync::Arc;
    use tradewind_ports::fakes::SeededEntropy;
    use tradewind_ports::{MemoryVault, NoFailPoint};

    fn open(folder: &Path, merchant: &str, phone: u64) -> PersonStore {
        let store = PersonStore::open(folder, merchant, &StoreOptions::default(), Arc::new(NoFailPoint));
        let store = store.expect("opens");
        let vault = Arc::new(MemoryVault::default());
        store.attach_vault(vault, Arc::new(SeededEntropy::new(phone))).expect("attaches");
        store
    }

    fn yes(purpose: Purpose) -> Consent {
        Consent { purpose, answer: Answer::Granted, at: Timestamp(7), wording: 1 }
    }

    #[test]
    fn the_last_answer_stands_for_its_merchant_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example", 1);
        store.save_consent(&yes(Purpose::MeasureCampaigns)).expect("written");
        let no = Consent { answer: Answer::Refused, at: Timestamp(9), ..yes(Purpose::MeasureCampaigns) };
        store.save_consent(&no).expect("written");
        assert_eq!(store.consents().expect("reads"), [no]);
        drop(store);
        assert_eq!(open(folder.path(), "https://b.example", 1).consents().expect("reads"), []);
    }

    /// The second vault knows nothing of the first phone's id: to the file it is another phone.
    #[test]
    fn an_answer_does_not_come_along_to_another_phone_and_is_gone_from_the_file_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example", 1);
        store.save_consent(&yes(Purpose::RewardCreators)).expect("written");
        assert_eq!(store.consents().expect("reads").len(), 1);
        drop(store);
        let other = open(folder.path(), "https://a.example", 2);
        assert_eq!(other.consents().expect("reads"), []);
        let sql = "SELECT count(*) FROM consent";
        let rows: i64 = other.db().query_row(sql, [], |row| row.get(0)).expect("counts");
        assert_eq!(rows, 0);
    }

    /// Opened once more on the same phone.
    fn open_again(folder: &Path, vault: &Arc<MemoryVault>) -> PersonStore {
        let options = StoreOptions::default();
        let store = PersonStore::open(folder, "https://a.example", &options, Arc::new(NoFailPoint));
        let store = store.expect("opens");
        store.attach_vault(vault.clone(), Arc::new(SeededEntropy::new(1))).expect("attaches");
        store
    }

    /// Nothing can be written to the file any more, as on a full disk.
    fn full(store: &PersonStore) {
        store.db().pragma_update(None, "query_only", true).expect("set");
    }

    #[test]
    fn a_withdrawal_that_cannot_be_written_down_does_not_come_back_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault: Arc<MemoryVault> = Arc::default();
        let open = || open_again(folder.path(), &vault);
        let store = open();
        for purpose in [Purpose::MeasureCampaigns, Purpose::RewardCreators] {
            store.save_consent(&yes(purpose)).expect("written");
        }
        drop(store);
        let store = open();
        assert_eq!(store.consents().expect("reads").len(), 2, "it counts as long as nothing is withdrawn");
        let no = Consent { answer: Answer::Refused, at: Timestamp(9), ..yes(Purpose::MeasureCampaigns) };
        full(&store);
        assert!(store.save_consent(&no).is_err());
        drop(store);
        let store = open();
        assert_eq!(store.consents().expect("reads"), [], "nobody agreed, as far as is known");
        // Another yes later brings back nothing of before.
        store.save_consent(&yes(Purpose::PersonalRanking)).expect("written");
        drop(store);
        assert_eq!(open().consents().expect("reads"), [yes(Purpose::PersonalRanking)]);
    }

    #[test]
    fn what_was_agreed_to_before_there_were_marks_can_be_withdrawn_on_a_full_disk_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault: Arc<MemoryVault> = Arc::default();
        let open = || open_again(folder.path(), &vault);
        let store = open();
        store.save_consent(&yes(Purpose::RewardCreators)).expect("written");
        // As an earlier build left it.
        store.db().execute("DELETE FROM setting WHERE key = ?1", [MARKED]).expect("written");
        store.doubt_every_yes();
        drop(store);
        let store = open();
        assert_eq!(store.consents().expect("reads"), [yes(Purpose::RewardCreators)]);
        full(&store);
        let no = Consent { answer: Answer::Refused, at: Timestamp(9), ..yes(Purpose::RewardCreators) };
        assert!(store.save_consent(&no).is_err());
        drop(store);
        assert_eq!(open().consents().expect("reads"), []);
    }

    #[test]
    fn once_there_is_room_the_answers_are_written_again_and_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example", 1);
        store.save_consent(&yes(Purpose::MeasureCampaigns)).expect("written");
        store.save_consent(&yes(Purpose::RewardCreators)).expect("written");
        let no = Consent { answer: Answer::Refused, at: Timestamp(9), ..yes(Purpose::MeasureCampaigns) };
        full(&store);
        assert!(store.save_consent(&no).is_err());
        store.db().pragma_update(None, "query_only", false).expect("set");
        store.save_consent(&no).expect("written");
        store.save_consent(&yes(Purpose::RewardCreators)).expect("written");
        assert_eq!(store.consents().expect("reads"), [no, yes(Purpose::RewardCreators)]);
    }

    #[test]
    fn erasing_clears_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example", 1);
        store.save_consent(&yes(Purpose::PersonalRanking)).expect("written");
        assert!(store.erase(|| "key".to_owned()).expect("erases"));
        assert_eq!(store.consents().expect("reads"), []);
    }
}
