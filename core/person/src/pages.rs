//! Rows read straight from a file's pages, where its tree no longer leads to them (SQLite file format, sections 1.5, 1.6
//! and 2.1). No byte is believed: every number is checked against what is there, and a row is only a proposal.

use rusqlite::types::Value;

/// The file's first bytes that are no page of a tree.
const HEADER: usize = 100;
/// Bytes of a page, SQLite's default, which is what the file is made with.
pub(crate) const PAGE: usize = 4_096;
/// The longest row that is read: far beyond any order.
const LONGEST: usize = 4 << 20;
/// The least that a page keeps of a row that goes over pages (section 1.6).
const SMALLEST: usize = (PAGE - 12) * 32 / 255 - 23;
/// The most values of a row: three times the columns of the widest table of ours.
const COLUMNS: usize = 64;
/// How often each byte of the file may be read as part of a row that goes over pages. In a whole file it is once; more is
/// a file made to keep a phone busy.
const READ_AGAIN: usize = 4;

/// Gives the values of every cell of every page that looks like one of a tree, one row at a time: no more than one row is
/// held, and the work grows with the file alone.
pub(crate) fn each_row(file: &[u8], mut each: impl FnMut(Vec<Value>)) {
    let mut left = file.len().saturating_mul(READ_AGAIN);
    for (at, page) in file.chunks_exact(PAGE).enumerate() {
        let start = if at == 0 { HEADER } else { 0 };
        cells(file, page, start, &mut left, &mut each);
    }
}

/// `left` bytes may still be read of rows that go over pages.
fn cells(file: &[u8], page: &[u8], start: usize, left: &mut usize, each: &mut impl FnMut(Vec<Value>)) {
    // Leaf of a table; leaf and inner page of an index, which a table without rowid is.
    let (pointers, skip, has_rowid) = match page[start] {
        0x0D => (8, 0, true),
        0x0A => (8, 0, false),
        0x02 => (12, 4, false),
        _ => return,
    };
    let count = usize::from(u16::from_be_bytes([page[start + 3], page[start + 4]]));
    let mut in_page = 0;
    for n in 0..count {
        let at = start + pointers + 2 * n;
        let Some(pointer) = page.get(at..at + 2) else { return };
        let cell = usize::from(u16::from_be_bytes([pointer[0], pointer[1]])).saturating_add(skip);
        let Some(bytes) = page.get(cell..) else { continue };
        let Some(row) = payload(file, bytes, has_rowid, left) else { continue };
        // The cells of a page lie beside each other: what is more than the page holds was counted twice.
        in_page += row.len().min(SMALLEST);
        if in_page > PAGE {
            return;
        }
        if let Some(values) = record(&row) {
            each(values);
        }
    }
}

/// The bytes of a cell's row, with what lies on other pages.
fn payload(file: &[u8], mut cell: &[u8], has_rowid: bool, left: &mut usize) -> Option<Vec<u8>> {
    let size = usize::try_from(varint(&mut cell)?).ok().filter(|size| *size <= LONGEST)?;
    if has_rowid {
        varint(&mut cell)?;
    }
    let most = if has_rowid { PAGE - 35 } else { (PAGE - 12) * 64 / 255 - 23 };
    let least = SMALLEST;
    if size <= most {
        return cell.get(..size).map(<[u8]>::to_vec);
    }
    *left = left.checked_sub(size)?;
    let here = Some(least + (size - least) % (PAGE - 4)).filter(|here| *here <= most).unwrap_or(least);
    let mut row = cell.get(..here)?.to_vec();
    let mut next = number(cell.get(here..here + 4)?);
    while row.len() < size {
        let start = usize::try_from(next).ok()?.checked_sub(1)?.checked_mul(PAGE)?;
        let page = file.get(start..start + PAGE)?;
        next = number(&page[..4]);
        row.extend(page[4..].iter().take(size - row.len()));
    }
    Some(row)
}

/// A record: the length of its header, the kind of each value, the values.
fn record(row: &[u8]) -> Option<Vec<Value>> {
    let mut kinds = row;
    let length = usize::try_from(varint(&mut kinds)?).ok()?;
    let mut kinds = row.get(row.len() - kinds.len()..length)?;
    let mut body = row.get(length..)?;
    let mut values = Vec::new();
    while !kinds.is_empty() {
        if values.len() >= COLUMNS {
            return None;
        }
        let kind = varint(&mut kinds)?;
        let bytes = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let (value, rest) = body.split_at_checked(bytes)?;
        body = rest;
        values.push(match kind {
            0 => Value::Null,
            1..=6 => {
                let sign = if value[0] & 0x80 == 0 { 0 } else { -1 };
                Value::Integer(value.iter().fold(sign, |sum: i64, byte| (sum << 8) | i64::from(*byte)))
            }
            8 | 9 => Value::Integer(i64::from(kind == 9)),
            // No column of ours is one.
            7 => return None,
            kind if kind % 2 == 0 => Value::Blob(value.to_vec()),
            _ => Value::Text(String::from_utf8(value.to_vec()).ok()?),
        });
    }
    Some(values)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
}

/// Up to nine bytes, seven bits each, of the ninth all eight.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut sum = 0_u64;
    for n in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if n == 8 {
            return Some((sum << 8) | u64::from(*first));
        }
        sum = (sum << 7) | u64::from(first & 0x7F);
        if first & 0x80 == 0 {
            return Some(sum);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_ports::Entropy;
    use tradewind_ports::fakes::SeededEntropy;

    fn rows(file: &[u8]) -> Vec<Vec<Value>> {
        let mut found = Vec::new();
        each_row(file, |row| found.push(row));
        found
    }

    #[test]
    fn a_file_made_to_keep_a_phone_busy_is_read_a_few_times_and_a_row_has_no_more_values_than_a_table() {
        // On every second page 1,000 pointers lead to one cell, whose row of 200,000 bytes goes round and round over two
        // other pages.
        let pages = 64;
        let mut file = vec![0; PAGE * pages];
        for page in file.chunks_exact_mut(2 * PAGE).skip(1) {
            page[0] = 0x0A;
            page[3..5].copy_from_slice(&1_000_u16.to_be_bytes());
            for n in 0..1_000 {
                page[8 + 2 * n..10 + 2 * n].copy_from_slice(&3_000_u16.to_be_bytes());
            }
            // The row's length; its header of four bytes: one text of 199,996.
            page[3_000..3_007].copy_from_slice(&[0x8C, 0x9A, 0x40, 4, 0x98, 0xB5, 0x05]);
            page[3_003 + SMALLEST..3_007 + SMALLEST].copy_from_slice(&2_u32.to_be_bytes());
        }
        file[PAGE..PAGE + 4].copy_from_slice(&4_u32.to_be_bytes());
        file[3 * PAGE..3 * PAGE + 4].copy_from_slice(&2_u32.to_be_bytes());
        let found = rows(&file);
        assert_eq!(found.len(), file.len() * READ_AGAIN / 200_000, "as long as there is something left");
        assert!(found.iter().all(|row| matches!(&row[..], [Value::Text(text)] if text.len() == 199_996)));

        // A short row of as many values as it has bytes.
        let mut wide = vec![1; 100];
        wide[0] = 100;
        assert!(record(&wide).is_none(), "more values than any table has");
        wide[0] = 60;
        let ones = record(&[&wide[..60], &[1; 59][..]].concat());
        assert_eq!(ones.map(|row| row.len()), Some(59));
    }

    #[test]
    fn every_row_is_found_without_the_tree_also_those_that_go_over_pages() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.sqlite");
        let db = rusqlite::Connection::open(&path).expect("opens");
        db.execute_batch(
            "CREATE TABLE a (n INTEGER, t TEXT, b BLOB);
             CREATE TABLE w (k TEXT PRIMARY KEY, n INTEGER, t TEXT) WITHOUT ROWID;",
        )
        .expect("made");
        let mut wanted = Vec::new();
        for n in [0, 1, -1, 127, -129, 40_000, -9_000_000, 1 << 40, i64::MIN] {
            for length in [0, 10, 500, 1_100, 5_000, 20_000] {
                let text = "x".repeat(length);
                let blob = vec![7; length / 2];
                db.execute("INSERT INTO a VALUES (?1, ?2, ?3)", rusqlite::params![n, text, blob])
                    .expect("written");
                let key = format!("{n} {length}");
                db.execute("INSERT INTO w VALUES (?1, ?2, ?3)", rusqlite::params![key, n, text])
                    .expect("written");
                wanted.push(vec![Value::Integer(n), Value::Text(text.clone()), Value::Blob(blob)]);
                wanted.push(vec![Value::Text(key), Value::Integer(n), Value::Text(text)]);
            }
        }
        drop(db);
        let found = rows(&std::fs::read(&path).expect("reads"));
        for row in wanted {
            assert!(found.contains(&row), "{row:?}");
        }
    }

    #[test]
    fn no_bytes_make_it_panic() {
        for seed in 0..300 {
            let dice = SeededEntropy::new(seed);
            let mut noise = vec![0; PAGE * 3];
            dice.fill(&mut noise);
            for (at, kind) in [(HEADER, 0x0D), (PAGE, 0x0A), (2 * PAGE, 0x02)] {
                noise[at] = kind;
            }
            rows(&noise);
        }
    }
}
