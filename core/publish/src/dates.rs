//! The time a sale holds: two moments parted by a slash, as Merchant Center reads them (7055760), and what shops write instead.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use tradewind_domain::Timestamp;

/// First moment and end; open where the text is.
pub(crate) type Interval = (Option<Timestamp>, Option<Timestamp>);

/// Reads `2026-11-01T00:00+0100/2027-01-15T23:59+0100`. A day alone is whole, from 00:00 to 23:59:59, and without a zone
/// both are of `zone`, the country's (7055760). One side may be absent.
pub(crate) fn interval(text: &str, zone: &TimeZone) -> Option<Interval> {
    let (from, until) = text.split_once('/')?;
    if is_absent(from.trim()) && is_absent(until.trim()) {
        return None;
    }
    let (from, until) = (moment(from.trim(), false, zone)?, moment(until.trim(), true, zone)?);
    match (from, until) {
        (Some(from), Some(until)) if from >= until => None,
        both => Some(both),
    }
}

/// No moment, as databases write it too.
fn is_absent(text: &str) -> bool {
    text.is_empty() || text.starts_with("0000-00-00")
}

/// A moment; `Some(None)` for an open side.
fn moment(text: &str, end: bool, zone: &TimeZone) -> Option<Option<Timestamp>> {
    if is_absent(text) {
        return Some(None);
    }
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    let [year, month, of_month] = numbers(day, '-')?;
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(of_month).ok()?,
    );
    let date = date.ok()?;
    if end && year >= 9_000 {
        return Some(None);
    }
    let rest = match rest.strip_prefix(['T', 't', ' ']) {
        Some(rest) => rest.trim(),
        None if rest.is_empty() => "",
        None => return None,
    };
    let (time, offset) =
        rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(rest.len()));
    let at = match time {
        "" if rest.is_empty() && end => date.at(23, 59, 59, 0),
        "" if rest.is_empty() => date.at(0, 0, 0, 0),
        "24:00" | "24:00:00" => date.tomorrow().ok()?.at(0, 0, 0, 0),
        _ => clock(date, time)?,
    };
    let moment = match offset.trim() {
        "" => zone.to_timestamp(at).ok()?,
        zone => offset_of(zone)?.to_timestamp(at).ok()?,
    };
    match moment.as_millisecond() {
        // Begun before there was anything.
        ..0 if !end => Some(None),
        ..0 => None,
        millis => Some(Some(Timestamp(millis))),
    }
}

/// `8:00`, `08:00:00`, `08:00:00.000`, `0800`.
fn clock(date: jiff::civil::Date, time: &str) -> Option<DateTime> {
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = match (time.contains(':'), time.len()) {
        (true, _) => time.split(':').collect(),
        (false, 4) => vec![time.get(..2)?, time.get(2..)?],
        (false, 6) => vec![time.get(..2)?, time.get(2..4)?, time.get(4..)?],
        _ => return None,
    };
    let number = |at: usize| match parts.get(at) {
        None => Some(0),
        Some(part) if (1..=2).contains(&part.len()) => part.parse::<i8>().ok(),
        Some(_) => None,
    };
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let time = jiff::civil::Time::new(number(0)?, number(1)?, number(2)?, 0).ok()?;
    Some(DateTime::from_parts(date, time))
}

/// `Z`, `+01`, `+0100`, `+01:00`; from -12 to +14, which is all there is on Earth.
fn offset_of(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        2 if plain => (digits.parse::<i32>().ok()?, 0),
        4 if plain => (digits.get(..2)?.parse::<i32>().ok()?, digits.get(2..)?.parse::<i32>().ok()?),
        _ => return None,
    };
    let all = sign * (hours * 3_600 + minutes * 60);
    ((-12 * 3_600..=14 * 3_600).contains(&all) && minutes < 60)
        .then(|| Offset::from_seconds(all).ok())
        .flatten()
}

fn numbers(text: &str, mark: char) -> Option<[u16; 3]> {
    let mut parts = text
        .split(mark)
        .map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten());
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(all)
}
