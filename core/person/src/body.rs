//! What is kept as JSON: each row says the version of its body's shape.
//!
//! A field more is optional or has a default, and changes no version: older bodies read as they are. Another meaning
//! raises the version, and [`read`] brings older bodies up to it. A body of a newer app is left out
//! where it does not read, and an order of one is never overwritten.

use crate::error::StoreError;
use rusqlite::Rows;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The version of every body that this build writes.
pub(crate) const VERSION: i64 = 1;

/// The JSON of a body.
pub(crate) fn write<T: Serialize>(value: &T, what: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Row(what))
}

/// A body. `None` for one of a newer app that this one cannot read.
pub(crate) fn read<T: DeserializeOwned>(
    version: i64,
    text: &str,
    what: &'static str,
) -> Result<Option<T>, StoreError> {
    match serde_json::from_str(text) {
        Ok(value) => Ok(Some(value)),
        Err(_) if version > VERSION => Ok(None),
        Err(_) => Err(StoreError::Row(what)),
    }
}

/// All bodies of rows of version and body; those of a newer app that do not read are left out.
pub(crate) fn read_all<T: DeserializeOwned>(
    mut rows: Rows<'_>,
    what: &'static str,
) -> Result<Vec<T>, StoreError> {
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (version, text): (i64, String) = (row.get("version")?, row.get("body")?);
        all.extend(read(version, &text, what)?);
    }
    Ok(all)
}
