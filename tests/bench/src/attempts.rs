//! The journal of payments: one step of an attempt beside the disk's own sync, and a file of ten thousand attempts that is opened.

use crate::measured::Outcome;
use crate::table::Measure;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_commerce::PreparedRequest;
use tradewind_domain::{CheckoutId, Currency, Money, Timestamp, WebUrl};
use tradewind_person::{AttemptRow, AttemptState, PersonStore, StoreOptions};
use tradewind_ports::{Method, NoFailPoint, Secret};

const MERCHANT: &str = "https://shop.example";
/// How often a step is taken.
const STEPS: usize = 400;
/// Settled attempts in the file that is opened.
const SETTLED: u32 = 10_000;
/// How often it is opened.
const OPENS: usize = 60;
/// What the disk writes by itself: a page of SQLite's.
const PAGE: [u8; 4_096] = [7; 4_096];

/// One change of an attempt's state, written down; ours and the disk's own in turns, because the machine is shared.
pub(crate) fn step() -> Outcome<Measure> {
    let folder = tempfile::tempdir()?;
    let store = open(folder.path())?;
    let mut row = attempt()?;
    if !store.begin_attempt(&row)? {
        return Err("an attempt was open".into());
    }
    let mut file = std::fs::File::create(folder.path().join("plain"))?;
    let (mut ours, mut disk) = (Vec::new(), Vec::new());
    for n in 0..STEPS {
        row.state = if n % 2 == 0 { AttemptState::Sending } else { AttemptState::Asking };
        let begun = Instant::now();
        store.save_attempt(&row)?;
        ours.push(begun.elapsed());
        let begun = Instant::now();
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&PAGE)?;
        file.sync_all()?;
        disk.push(begun.elapsed());
    }
    let (ours, disk) = (median(ours), median(disk));
    Ok(Measure {
        what: format!("one step of an attempt, with its request, in the journal (wall, median of {STEPS})"),
        ours: format!("{}, {} beyond the disk's", millis(ours), millis(ours.saturating_sub(disk))),
        peer: "the disk's own: write 4 KiB in place and fsync".into(),
        theirs: millis(disk),
        goal: "≤ 2 ms beyond it".into(),
    })
}

/// The app starts with many payments behind it, and looks for one that is open.
pub(crate) fn opening() -> Outcome<Measure> {
    let folder = tempfile::tempdir()?;
    let store = open(folder.path())?;
    let mut row = attempt()?;
    store.begin_attempt(&row)?;
    store.save_attempt(&row)?;
    row.state = AttemptState::Declined;
    store.settle_attempt(&row, None, row.created_at)?;
    drop(store);
    let file = folder.path().join("person.sqlite");
    multiply(&file)?;
    // One of them is open, as after a kill.
    let store = open(folder.path())?;
    let live = AttemptRow {
        id: "live".into(),
        key: "live-key".into(),
        cancel_key: "live-cancel".into(),
        ..attempt()?
    };
    store.begin_attempt(&live)?;
    store.save_attempt(&live)?;
    drop(store);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..OPENS {
        let begun = Instant::now();
        let store = open(folder.path())?;
        let found = store.open_attempt()?;
        ours.push(begun.elapsed());
        if found.is_none_or(|found| found.id != "live") {
            return Err("the open attempt was not found".into());
        }
        drop(store);
        let begun = Instant::now();
        let db = rusqlite::Connection::open(&file)?;
        let sql = "SELECT count(*) FROM attempt WHERE merchant = ?1 AND settled_at IS NULL";
        let open: u32 = db.query_row(sql, [MERCHANT], |row| row.get(0))?;
        bare.push(begun.elapsed());
        if open != 1 {
            return Err("one is open".into());
        }
    }
    Ok(Measure {
        what: format!(
            "open the person's file with {SETTLED} settled attempts and find the open one (wall, median of {OPENS})"
        ),
        ours: millis(median(ours)),
        peer: "rusqlite 0.43, opening the same file and counting the open ones".into(),
        theirs: millis(median(bare)),
        goal: "≤ 20 ms".into(),
    })
}

fn open(folder: &Path) -> Outcome<PersonStore> {
    Ok(PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint))?)
}

/// An attempt with a request of a usual size.
fn attempt() -> Outcome<AttemptRow> {
    let since = Timestamp(1_795_521_600_000);
    let prepared = PreparedRequest {
        method: Method::Post,
        url: WebUrl::parse(&format!("{MERCHANT}/checkout-sessions/chk-1/complete"))?,
        idempotency_key: "a-key".into(),
        body: Secret::new(vec![b'x'; 1_500]).into_bytes(),
        protocol: "2026-08-25".into(),
    };
    Ok(AttemptRow {
        id: "an-attempt".into(),
        checkout: CheckoutId::parse("chk-1")?,
        purchase: None,
        state: AttemptState::Sending,
        handler: "sandbox".into(),
        method: Some("dev.tradewind.sandbox_wallet".into()),
        amount: Money { minor: 2_190, currency: Currency::EUR },
        payee: "shop.example".into(),
        expires_at: None,
        key: "a-key".into(),
        cancel_key: "a-cancel-key".into(),
        prepared: Some(prepared),
        sends: 1,
        first_sent_at: Some(since),
        created_at: since,
        dead_at: since.after(Duration::from_secs(10)),
        approved: None,
        return_id: None,
        acted: Vec::new(),
        lets_go: false,
        waiting: None,
    })
}

/// Makes many settled attempts of the one that is in the file.
fn multiply(file: &Path) -> Outcome<()> {
    let db = rusqlite::Connection::open(file)?;
    let mut read = db.prepare("SELECT name FROM pragma_table_info('attempt')")?;
    let names: Vec<String> = read.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let copy = |name: &String| match name.as_str() {
        "id" | "key" | "cancel_key" => format!("{name} || '-' || n"),
        // Lines and sums that were agreed to, of a usual size.
        "approved" => format!("'{}'", "x".repeat(600)),
        _ => name.clone(),
    };
    let values: Vec<String> = names.iter().map(copy).collect();
    db.execute_batch(&format!(
        "INSERT INTO attempt ({}) WITH RECURSIVE many (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM many WHERE n < {SETTLED})
         SELECT {} FROM attempt, many",
        names.join(", "),
        values.join(", ")
    ))?;
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
