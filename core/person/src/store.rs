//! The person's file: one SQLite database that is durable when a call returns, and is never thrown away.

use crate::agreed::AgreedMark;
use crate::connection::StoreOptions;
use crate::error::StoreError;
use crate::install::Install;
use crate::repair;
use crate::statement;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use tradewind_domain::{Code, lock};
use tradewind_ports::FailPoint;

/// The person's file, seen as one merchant's customer. Cheap to clone. Calls block until the data is on disk.
#[derive(Clone)]
pub struct PersonStore {
    pub(crate) db: Arc<Mutex<Connection>>,
    pub(crate) fail_point: Arc<dyn FailPoint>,
    pub(crate) merchant: String,
    pub(crate) folder: PathBuf,
    /// What a yes needs to count; none on another disk than the folder's.
    pub(crate) agreed: Option<AgreedMark>,
    /// Whose phone this is; none until [`PersonStore::attach_vault`] says.
    pub(crate) install: Arc<OnceLock<Install>>,
}

impl PersonStore {
    /// Opens `person.sqlite` in `folder` for the merchant with this origin. A damaged file is put aside under another
    /// name, and what can be read of it is taken over; [`PersonStore::notices`] then has something to say.
    pub fn open(
        folder: &Path,
        merchant: &str,
        options: &StoreOptions,
        fail_point: Arc<dyn FailPoint>,
    ) -> Result<Self, StoreError> {
        let db = repair::open_or_repair(folder, options)?;
        Ok(Self {
            db: Arc::new(Mutex::new(db)),
            fail_point,
            merchant: merchant.to_owned(),
            folder: folder.to_owned(),
            agreed: options.vfs.is_none().then(|| AgreedMark::of(folder)),
            install: Arc::default(),
        })
    }

    /// What the person is still to be told about this file: `STORE_REPAIRED`, `JOURNAL_LOST`.
    pub fn notices(&self) -> Result<Vec<Code>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached("SELECT code FROM notice ORDER BY code")?;
        let rows = read.query_map([], |row| row.get::<_, String>("code"))?;
        let mut codes = Vec::new();
        for text in rows {
            let text = text?;
            codes.extend(Code::ALL.iter().copied().find(|code| code.as_str() == text));
        }
        Ok(codes)
    }

    /// Forgets a notice: it has been said.
    pub fn forget_notice(&self, code: Code) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(tx, "DELETE FROM notice WHERE code = ?1", [code.as_str()])?;
            Ok(())
        })
    }

    pub(crate) fn db(&self) -> MutexGuard<'_, Connection> {
        lock(&self.db)
    }

    /// One durable change, with the points around it at which a test may stop the process.
    pub(crate) fn change<T>(
        &self,
        fail_points: (&'static str, &'static str),
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.fail_point.pass(fail_points.0);
        let done = {
            let mut db = self.db();
            let tx = db.transaction()?;
            let done = work(&tx)?;
            tx.commit()?;
            done
        };
        self.fail_point.pass(fail_points.1);
        Ok(done)
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.change(("person.write.before", "person.write.after"), work)
    }
}

/// Deletes a merchant's rows of a table, but those with one of these in a column.
pub(crate) fn delete_but(
    tx: &rusqlite::Transaction<'_>,
    table: &str,
    column: &str,
    merchant: &str,
    kept: &[&str],
) -> Result<(), StoreError> {
    let mut read = tx.prepare_cached(&format!("SELECT {column} FROM {table} WHERE merchant = ?1"))?;
    let rows = read.query_map([merchant], |row| row.get(0))?;
    let all = rows.collect::<Result<Vec<String>, _>>()?;
    let mut delete =
        tx.prepare_cached(&format!("DELETE FROM {table} WHERE merchant = ?1 AND {column} = ?2"))?;
    for one in all.iter().filter(|one| !kept.contains(&one.as_str())) {
        delete.execute([merchant, one])?;
    }
    Ok(())
}
