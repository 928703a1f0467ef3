//! The book of postbacks: each is in it once, however often it is sent.

use super::postback::Postback;
use rusqlite::{Connection, params};
use serde::Serialize;

/// A postback that was verified, as the table `postback` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostbackRow {
    /// `SKAdNetwork` or `AdAttributionKit`.
    pub kit: String,
    /// Of SKAdNetwork; empty in AdAttributionKit.
    pub version: String,
    /// Its `transaction-id` or `postback-identifier`.
    pub id: String,
    /// 0 for the first of the up to three postbacks of one conversion.
    pub sequence: i64,
    /// The App Store's number of the advertised app.
    pub app: i64,
    /// The ad network's id.
    pub network: String,
    /// Which ad: the campaign's number, or the source's digits.
    pub source: String,
    /// Whether the ad is the one that led there.
    pub won: bool,
    /// Whose key signed it: `production` and `development` are Apple's, `sandbox` is this merchant's own.
    pub signer: String,
    /// Whether it counts as a conversion.
    pub counted: bool,
    /// The conversion value that came with it first, 0 to 63: a claim that nobody signed.
    pub claimed_value: Option<i64>,
    /// The coarse one, `low`, `medium` or `high`: a claim that nobody signed.
    pub claimed_coarse: Option<String>,
}

impl PostbackRow {
    /// What is kept of one.
    pub(crate) fn of(one: &Postback, counted: bool) -> Self {
        Self {
            kit: one.kit.to_owned(),
            version: one.version.to_owned(),
            id: one.id.clone(),
            sequence: one.sequence,
            app: one.app,
            network: one.network.clone(),
            source: one.source.clone(),
            won: one.won,
            signer: one.signer.as_str().to_owned(),
            counted,
            claimed_value: one.claims.fine,
            claimed_coarse: one.claims.coarse.map(str::to_owned),
        }
    }
}

/// Keeps a postback, and says whether it is a new one. What came first stands.
pub(crate) fn keep(db: &Connection, one: &Postback, counted: bool, now: i64) -> rusqlite::Result<bool> {
    let row = PostbackRow::of(one, counted);
    let written = db.execute(
        "INSERT OR IGNORE INTO postback
             (kit, id, sequence, version, app, network, source, won, signer, counted, claimed_value, claimed_coarse, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            row.kit,
            row.id,
            row.sequence,
            row.version,
            row.app,
            row.network,
            row.source,
            row.won,
            row.signer,
            row.counted,
            row.claimed_value,
            row.claimed_coarse,
            now
        ],
    )?;
    Ok(written > 0)
}

/// The whole book, oldest first.
pub(crate) fn rows(db: &Connection) -> rusqlite::Result<Vec<PostbackRow>> {
    let mut rows = db.prepare(
        "SELECT kit, version, id, sequence, app, network, source, won, signer, counted, claimed_value, claimed_coarse
             FROM postback ORDER BY rowid",
    )?;
    rows.query_map([], |row| {
        Ok(PostbackRow {
            kit: row.get(0)?,
            version: row.get(1)?,
            id: row.get(2)?,
            sequence: row.get(3)?,
            app: row.get(4)?,
            network: row.get(5)?,
            source: row.get(6)?,
            won: row.get(7)?,
            signer: row.get(8)?,
            counted: row.get(9)?,
            claimed_value: row.get(10)?,
            claimed_coarse: row.get(11)?,
        })
    })?
    .collect()
}
