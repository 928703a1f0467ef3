//! What the person agreed to at a merchant, purpose by purpose. An answer counts on the phone that it was given on alone.

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
    /// The last answers that were given on this phone to this merchant; none of a purpose that was never asked about.
    pub fn consents(&self) -> Result<Vec<Consent>, StoreError> {
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

    /// Keeps an answer in place of the one before it.
    pub fn save_consent(&self, consent: &Consent) -> Result<(), StoreError> {
        let install = self.install_id();
        self.write(|tx| {
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
        })
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

    #[test]
    fn erasing_clears_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example", 1);
        store.save_consent(&yes(Purpose::PersonalRanking)).expect("written");
        assert!(store.erase(|| "key".to_owned()).expect("erases"));
        assert_eq!(store.consents().expect("reads"), []);
    }
}
