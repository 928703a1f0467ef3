//! The merchant's rules of trade: what a manifest names is fetched, checked and kept beside the catalog, and read for the app.
//!
//! They come under the same signature as the catalog, and never keep it from being refreshed: rules that are refused are noted with a
//! code, and those of before stay. Each merchant's are its own. A scope keeps the manifest's ETag only once the rules that it names
//! are here, so that an unchanged manifest is read again until they are.

use crate::db::Catalog;
use crate::error::CatalogError;
use crate::incoming::{self, Unpacked};
use crate::request::Refresh;
use rusqlite::{OptionalExtension, params};
use tradewind_domain::{Code, Scope, Timestamp, WebUrl};
use tradewind_pack::{Manifest, RULES, StreamRef};
use tradewind_ports::{HttpResponse, TransportError};
use tradewind_storage::blocking;
use tradewind_trade::{Day, FORMAT, MAX_COMPILED, Rules, TradeError};

/// How many days the rules' day may lie after today: one, for publishers of another time zone.
const AHEAD: i32 = 1;
/// The reader of a refusal that hangs on more than the bytes: the object is fetched again next time.
const AGAIN: u8 = 0;

/// What this phone has of its merchant's rules of trade.
#[derive(Debug, Clone, Default)]
pub struct KeptRules {
    /// Those that were taken last.
    pub table: Option<ReceivedRules>,
    /// Why those that the merchant names now are not used, where they are not.
    pub refused: Option<Code>,
}

/// Rules that a merchant signed.
#[derive(Debug, Clone)]
pub struct ReceivedRules {
    /// Name of the object that they came in: its hash.
    pub object: String,
    /// The rules.
    pub rules: Rules,
}

/// What is kept, without the rules themselves.
#[derive(Debug, Default)]
struct Mark {
    object: Option<String>,
    as_of: Option<Day>,
    refused: Option<String>,
    reader: u8,
}

/// Why an object was not taken.
enum Refusal {
    /// For its bytes alone: the same would come of them again.
    Final(Code),
    /// What was sent, or the day, may be another next time.
    Passing(Code),
    /// It did not come: nothing is known of it.
    Absent,
}

impl Catalog {
    /// The merchant's rules of trade, as they were taken last. Rules that cannot be read any more are dropped and fetched again.
    pub fn rules(&self) -> Result<KeptRules, CatalogError> {
        type Row = (Option<String>, Option<Vec<u8>>, Option<String>);
        let row: Option<Row> = self.healing(|| {
            let sql = "SELECT object, body, code FROM rules WHERE merchant = ?1";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            Ok(self.reader().query_row(sql, [&self.inner.merchant], row).optional()?)
        })?;
        let Some((object, body, code)) = row else { return Ok(KeptRules::default()) };
        let refused = code.as_deref().and_then(code_of);
        let Some((object, body)) = object.zip(body) else { return Ok(KeptRules { table: None, refused }) };
        match Rules::read(&body) {
            Ok(rules) => Ok(KeptRules { table: Some(ReceivedRules { object, rules }), refused }),
            Err(_) => {
                self.forget_rules()?;
                Ok(KeptRules::default())
            }
        }
    }

    /// Whether the rules that a manifest names are here, or it names none and none are here.
    pub(crate) fn has_rules(&self, manifest: &Manifest) -> Result<bool, CatalogError> {
        let named = manifest.snapshot(RULES).ok().map(|stream| &stream.object);
        let mark = self.mark()?;
        Ok(mark.object.as_ref() == named && mark.refused.is_none())
    }

    /// Takes the rules that a manifest names, or notes why not, and keeps its ETag once they are here. A fault of the rules, of their
    /// way or of the disk is none of the catalog's: the next refresh tries again.
    pub(crate) async fn follow_rules(
        &self,
        request: &Refresh<'_>,
        manifest_url: &WebUrl,
        manifest: &Manifest,
        etag: Option<&str>,
        expect: impl Fn(HttpResponse) -> Result<HttpResponse, CatalogError>,
    ) {
        if !matches!(self.take_rules(request, manifest_url, manifest, expect).await, Ok(true)) {
            return;
        }
        let (this, scope, etag) = (self.clone(), manifest.scope(), etag.map(str::to_owned));
        let _ = blocking(move || this.keep_etag(&scope, etag.as_deref())).await;
    }

    async fn take_rules(
        &self,
        request: &Refresh<'_>,
        manifest_url: &WebUrl,
        manifest: &Manifest,
        expect: impl Fn(HttpResponse) -> Result<HttpResponse, CatalogError>,
    ) -> Result<bool, CatalogError> {
        let this = self.clone();
        let mark = blocking(move || this.mark()).await?;
        let this = self.clone();
        let Ok(stream) = manifest.snapshot(RULES) else {
            // The merchant has taken its rules back: the phone's own are what is left.
            if mark.object.is_some() || mark.refused.is_some() {
                blocking(move || this.forget_rules()).await?;
            }
            return Ok(true);
        };
        if mark.object.as_ref() == Some(&stream.object) {
            if mark.refused.is_some() {
                blocking(move || this.note_refusal(None)).await?;
            }
            return Ok(true);
        }
        if mark.refused.as_ref() == Some(&stream.object) && mark.reader == FORMAT {
            return Ok(false);
        }
        let floor = self.floor(&mark, request);
        let refusal = match self.load_rules(request, manifest_url, stream, floor, expect).await {
            Ok((as_of, body)) => {
                let object = stream.object.clone();
                blocking(move || this.put_rules(&object, as_of, &body)).await?;
                return Ok(true);
            }
            Err(Refusal::Absent) => return Ok(false),
            Err(Refusal::Final(code)) => (stream.object.clone(), code, FORMAT),
            Err(Refusal::Passing(code)) => (stream.object.clone(), code, AGAIN),
        };
        blocking(move || this.note_refusal(Some(refusal))).await?;
        Ok(false)
    }

    /// The day before which no rules are taken: that of those which are here, and of those which the app was built with. Rules of a day
    /// to come, taken by a clock that was ahead, lock out nothing.
    fn floor(&self, mark: &Mark, request: &Refresh<'_>) -> Option<Day> {
        let here = mark.as_of.filter(|day| !is_ahead(*day, now(request)));
        here.max(self.inner.options.rules_as_of)
    }

    /// Fetches an object and reads it as rules: limits first, then the hash, then their shape, then their day.
    async fn load_rules(
        &self,
        request: &Refresh<'_>,
        manifest_url: &WebUrl,
        stream: &StreamRef,
        floor: Option<Day>,
        expect: impl Fn(HttpResponse) -> Result<HttpResponse, CatalogError>,
    ) -> Result<(Day, Vec<u8>), Refusal> {
        let most = MAX_COMPILED as u64;
        if stream.raw_bytes > most || stream.bytes > most {
            return Err(Refusal::Final(Code::RulesTampered));
        }
        let url = manifest_url.join(&format!("../../objects/{}", stream.object));
        let url = url.map_err(|_| Refusal::Absent)?;
        let raw = match incoming::object(request, self.folder(), url, stream, expect).await {
            Ok(Unpacked::Memory(raw)) => raw,
            // Larger than what is held in memory, and so than any rules.
            Ok(Unpacked::File { .. }) => return Err(Refusal::Final(Code::RulesTampered)),
            Err(
                CatalogError::Pack(_)
                | CatalogError::Status(404 | 410)
                | CatalogError::Transport(TransportError::TooLarge),
            ) => return Err(Refusal::Passing(Code::RulesTampered)),
            Err(_) => return Err(Refusal::Absent),
        };
        let as_of = match Rules::read(&raw) {
            Ok(rules) => rules.as_of(),
            Err(TradeError::Format) => return Err(Refusal::Final(Code::RulesFormat)),
            Err(_) => return Err(Refusal::Final(Code::RulesTampered)),
        };
        if is_ahead(as_of, now(request)) {
            return Err(Refusal::Passing(Code::RulesNotYet));
        }
        match floor {
            Some(floor) if as_of < floor => Err(Refusal::Final(Code::RulesOlder)),
            _ => Ok((as_of, raw)),
        }
    }

    fn mark(&self) -> Result<Mark, CatalogError> {
        self.healing(|| {
            let sql = "SELECT object, as_of, refused, reader FROM rules WHERE merchant = ?1";
            let row = |row: &rusqlite::Row<'_>| {
                let day: Option<i32> = row.get(1)?;
                Ok(Mark {
                    object: row.get(0)?,
                    as_of: day.and_then(|day| Day::of_number(day).ok()),
                    refused: row.get(2)?,
                    reader: row.get(3)?,
                })
            };
            let found = self.reader().query_row(sql, [&self.inner.merchant], row).optional()?;
            Ok(found.unwrap_or_default())
        })
    }

    fn put_rules(&self, object: &str, as_of: Day, body: &[u8]) -> Result<(), CatalogError> {
        let merchant = &self.inner.merchant;
        self.healing(|| {
            let mut db = self.writer();
            let tx = db.transaction()?;
            // Of merchants that have no catalog here any more nothing is kept.
            tx.execute(
                "DELETE FROM rules WHERE merchant = ?1 OR merchant NOT IN (SELECT merchant FROM scope)",
                [merchant],
            )?;
            tx.execute(
                "INSERT INTO rules (merchant, object, as_of, body) VALUES (?1, ?2, ?3, ?4)",
                params![merchant, object, as_of.number(), body],
            )?;
            forget_etags(&tx, merchant)?;
            Ok(tx.commit()?)
        })
    }

    /// Notes which object was refused and why; none: those that are named are here.
    fn note_refusal(&self, refused: Option<(String, Code, u8)>) -> Result<(), CatalogError> {
        let (object, code, reader) = match &refused {
            Some((object, code, reader)) => (Some(object), Some(code.as_str()), *reader),
            None => (None, None, AGAIN),
        };
        self.healing(|| {
            self.writer().execute(
                "INSERT INTO rules (merchant, refused, code, reader) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (merchant) DO UPDATE SET refused = ?2, code = ?3, reader = ?4",
                params![self.inner.merchant, object, code, reader],
            )?;
            Ok(())
        })
    }

    fn forget_rules(&self) -> Result<(), CatalogError> {
        let merchant = &self.inner.merchant;
        self.healing(|| {
            let mut db = self.writer();
            let tx = db.transaction()?;
            tx.execute("DELETE FROM rules WHERE merchant = ?1", [merchant])?;
            forget_etags(&tx, merchant)?;
            Ok(tx.commit()?)
        })
    }

    fn keep_etag(&self, scope: &Scope, etag: Option<&str>) -> Result<(), CatalogError> {
        self.healing(|| {
            self.writer().execute(
                "UPDATE scope SET etag = ?4 WHERE merchant = ?1 AND market = ?2 AND language = ?3 AND signed = 1
                   AND etag IS NOT ?4",
                params![self.inner.merchant, scope.market.as_str(), scope.language.as_str(), etag],
            )?;
            Ok(())
        })
    }
}

/// Manifests of other markets and languages may name other rules than those that are here now.
fn forget_etags(tx: &rusqlite::Transaction<'_>, merchant: &str) -> rusqlite::Result<()> {
    tx.execute("UPDATE scope SET etag = NULL WHERE merchant = ?1", [merchant]).map(drop)
}

/// Today by this phone alone. The host's clock is not asked: a merchant that signs rules of the year 9999 would answer so, too.
fn now(request: &Refresh<'_>) -> Timestamp {
    request.now.max(request.built_at)
}

fn is_ahead(day: Day, now: Timestamp) -> bool {
    Day::at(now, 0).is_ok_and(|today| day.number() > today.number().saturating_add(AHEAD))
}

fn code_of(text: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str() == text)
}
