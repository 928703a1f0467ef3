//! The schema of person.sqlite, step by step. A column more is a new `sql/person_N.sql` at the end of [`STEPS`], with
//! its fixture in `tests/fixtures`.

use crate::error::StoreError;
use rusqlite::Connection;

/// What brings version `N` to `N + 1`, from 0, the empty file. What has shipped never changes.
const STEPS: &[&str] = &[
    include_str!("../sql/person_1.sql"),
    include_str!("../sql/person_2.sql"),
    include_str!("../sql/person_3.sql"),
    include_str!("../sql/person_4.sql"),
    include_str!("../sql/person_5.sql"),
    include_str!("../sql/person_6.sql"),
    include_str!("../sql/person_7.sql"),
];

/// The version this build writes.
pub(crate) const SCHEMA: i64 = STEPS.len() as i64;

/// A version beyond this was never written by an app: the file is damaged.
const BELIEVABLE: i64 = 10_000;

/// Tables and the columns a row is told apart by, in the order in which they are saved from a damaged file.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("attempt", "rowid"),
    ("orders", "merchant, id, checkout"),
    ("purchase", "merchant, name"),
    ("checkout", "rowid"),
    ("cancel", "merchant, checkout"),
    ("cart_line", "merchant, item"),
    ("buyer", "rowid"),
    ("setting", "rowid"),
    ("recent", "merchant, item"),
    ("price_seen", "merchant, market, item, first_day"),
    ("trade_spent", "merchant, order_id, checkout"),
    ("consent", "merchant, purpose"),
    ("touch", "merchant, place"),
    ("attributed", "merchant, checkout"),
    ("install", "rowid"),
    ("notice", "code"),
];

/// Brings a file to this build's schema, all steps in one transaction.
pub(crate) fn upgrade(db: &Connection) -> Result<(), StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get("user_version"))?;
    if version == SCHEMA {
        return Ok(());
    }
    if version > SCHEMA && version <= BELIEVABLE {
        return Err(StoreError::TooNew);
    }
    let from = usize::try_from(version).ok().and_then(|version| STEPS.get(version..));
    let steps = from.ok_or(StoreError::Row("user_version"))?;
    let tx = db.unchecked_transaction()?;
    for step in steps {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", SCHEMA)?;
    tx.commit()?;
    Ok(())
}
