//! What the person agreed to at a merchant, purpose by purpose. An answer counts on the phone that it was given on alone.

use crate::error::StoreError;
use crate::store::PersonStore;
use rusqlite::params;
use tradewind_domain::Timestamp;

/// What a person may agree to. Nothing of it is done before they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// The shop learns by which campaign an order came.
    MeasureCampaigns,
    /// The shop learns by which creator's link an order came.
    RewardCreators,
    /// Goods are put in an order that is this person's own.
    PersonalRanking,
}

impl Purpose {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::MeasureCampaigns, Self::RewardCreators, Self::PersonalRanking];

    /// Its name in the file; never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MeasureCampaigns => "measure_campaigns",
            Self::RewardCreators => "reward_creators",
            Self::PersonalRanking => "personal_ranking",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

/// What was answered. Where nothing was, the purpose was never asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Granted,
    /// Yes, while the host said that this person is not to be tracked (Global Privacy Control).
    GrantedDespiteSignal,
    /// No.
    Refused,
    /// It had been yes; then the host began to say that this person is not to be tracked.
    RefusedBySignal,
}

impl Answer {
    const ALL: [Self; 4] = [Self::Granted, Self::GrantedDespiteSignal, Self::Refused, Self::RefusedBySignal];

    /// Its name in the file; never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedDespiteSignal => "granted_despite_signal",
            Self::Refused => "refused",
            Self::RefusedBySignal => "refused_by_signal",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }

    /// Whether it is a yes.
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Granted | Self::GrantedDespiteSignal)
    }
}

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
