//! All of the cache gone, with what the vault holds about it: pinned keys and versions.

use crate::apply::drop_scope;
use crate::db::Catalog;
use crate::error::CatalogError;
use crate::trust::{key_name, newest_name, version_name_of};
use tradewind_ports::Vault;

impl Catalog {
    /// Forgets the catalogs of every merchant, and lets go what was pinned about them: the next one is met as the first.
    pub fn erase(&self, vault: &dyn Vault) -> Result<(), CatalogError> {
        let scopes: Vec<(i64, String, String, String)> = {
            let db = self.writer();
            let mut read = db.prepare("SELECT id, merchant, market, language FROM scope")?;
            let rows = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        vault.remove(&key_name(&self.inner.merchant))?;
        vault.remove(&newest_name(&self.inner.merchant))?;
        for (_, merchant, market, language) in &scopes {
            vault.remove(&version_name_of(merchant, market, language))?;
            vault.remove(&key_name(merchant))?;
            vault.remove(&newest_name(merchant))?;
        }
        // The host is not called under the writer's lock.
        let mut db = self.writer();
        let tx = db.transaction()?;
        for (id, ..) in scopes {
            drop_scope(&tx, id)?;
        }
        tx.execute("DELETE FROM rules", [])?;
        tx.commit()?;
        // What is left of it in the log goes as soon as no reader needs it.
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
