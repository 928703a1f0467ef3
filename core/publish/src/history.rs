//! What items cost on each day that something was published, as far back as a price reduction looks: the lowest price of 30
//! days (Directive 98/6/EC, article 6a), for feeds that do not say it.
//!
//! A line an item and market; days of one price stand together, so that a line is short however long it looks back. Kept are
//! the last 30 days, and while an item is reduced the 30 days before its reduction too. A day on which nothing was published
//! is a gap: with one in the 30 days nothing is claimed.

use crate::rules::Finding;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Moment, ToSpan};
use std::collections::BTreeMap;
use std::fmt::Write;
use tradewind_domain::{Currency, ItemId, Market, Money, Offer, Timestamp};

/// The file's name in the folder of a publication.
pub(crate) const FILE: &str = "history.tsv";

const HEADER: &str = "market\tid\tcurrency\treduced_since\tlows";
/// How far back a reduction looks, in days.
const LOOK_BACK: i32 = 30;
/// The most runs of a line: a price a day, before the reduction and since.
const MAX_RUNS: usize = 2 * LOOK_BACK as usize + 1;

/// Days since 1970-01-01, of the market's own zone.
type Day = i32;

/// What is known of all items of a folder.
#[derive(Debug, Default)]
pub(crate) struct History {
    items: BTreeMap<(Market, String), ItemLows>,
}

/// What is known of an item in one market.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ItemLows {
    currency: Currency,
    /// The first day of the reduction that it is under.
    reduced_since: Option<Day>,
    /// By day, without overlap.
    runs: Vec<Run>,
}

/// Days in a row with the same lowest price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    first: Day,
    days: Day,
    minor: i64,
}

impl History {
    /// Reads a file of before; a line that does not read is left out and found.
    pub(crate) fn read(text: &str) -> (Self, Vec<Finding>) {
        let (mut history, mut findings) = (Self::default(), Vec::new());
        for (number, line) in (1_u32..).zip(text.lines()).skip(1).filter(|(_, line)| !line.is_empty()) {
            match read_line(line) {
                Some((key, lows)) => drop(history.items.insert(key, lows)),
                None => findings.push(Finding::of("history_bad", FILE, number, "")),
            }
        }
        (history, findings)
    }

    /// Notes what an item costs in a market on the day of `now`.
    pub(crate) fn note(
        &mut self,
        market: Market,
        id: &ItemId,
        offer: &Offer,
        now: Timestamp,
        zone: &TimeZone,
    ) {
        let Some(today) = day_of(now, zone) else { return };
        let key = (market, id.as_str().to_owned());
        let lows = self.items.entry(key).or_insert_with(|| ItemLows::new(offer.price.currency));
        if lows.currency != offer.price.currency {
            *lows = ItemLows::new(offer.price.currency);
        }
        lows.note(today, offer, zone);
    }

    /// The lowest price of the 30 days before the reduction that an item is under, or before the day of `now`; none where one
    /// of these days is not known.
    pub(crate) fn lowest(
        &self,
        market: Market,
        id: &ItemId,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Option<Money> {
        let lows = self.items.get(&(market, id.as_str().to_owned()))?;
        let end = lows.reduced_since.or_else(|| day_of(now, zone))?;
        lows.lowest(end).map(|minor| Money::new(minor, lows.currency))
    }

    /// The file, without items that were not published for 30 days.
    pub(crate) fn file(&self, now: Timestamp) -> String {
        let oldest = day_of(now, &TimeZone::UTC).map(|today| today - LOOK_BACK - 1);
        let mut out = format!("{HEADER}\n");
        for ((market, id), lows) in &self.items {
            if lows.last_day() >= oldest {
                let since =
                    lows.reduced_since.and_then(date_of).map(|day| day.to_string()).unwrap_or_default();
                let runs: Vec<String> = lows.runs.iter().filter_map(Run::text).collect();
                let _ = writeln!(out, "{market}\t{id}\t{}\t{since}\t{}", lows.currency, runs.join(" "));
            }
        }
        out
    }
}

impl ItemLows {
    fn new(currency: Currency) -> Self {
        Self { currency, reduced_since: None, runs: Vec::new() }
    }

    fn last_day(&self) -> Option<Day> {
        self.runs.last().map(|run| run.first + run.days - 1)
    }

    fn note(&mut self, today: Day, offer: &Offer, zone: &TimeZone) {
        // A feed of a day before changes nothing of what is known since.
        if self.last_day().is_some_and(|last| last > today) {
            return;
        }
        let reduced = reduction(offer, today, zone);
        let minor = reduced.map_or(offer.price.minor, |(minor, _)| minor);
        self.reduced_since = reduced.map(|(_, since)| self.reduced_since.unwrap_or(since));
        match self.runs.last_mut() {
            Some(run) if run.first + run.days > today => self.lower(today, minor),
            Some(run) if run.first + run.days == today && run.minor == minor => run.days += 1,
            _ => self.runs.push(Run { first: today, days: 1, minor }),
        }
        self.forget(today);
    }

    /// Published again on the last day: the lower price is the day's.
    fn lower(&mut self, today: Day, minor: i64) {
        let Some(run) = self.runs.last_mut().filter(|run| run.minor > minor) else { return };
        run.days -= 1;
        if run.days == 0 {
            self.runs.pop();
        }
        match self.runs.last_mut() {
            Some(run) if run.first + run.days == today && run.minor == minor => run.days += 1,
            _ => self.runs.push(Run { first: today, days: 1, minor }),
        }
    }

    /// Drops the days to which no reduction looks back any more.
    fn forget(&mut self, today: Day) {
        let recent = (today - LOOK_BACK, today + 1);
        let before = self.reduced_since.map(|since| (since - LOOK_BACK, since));
        let within = |run: &Run, (from, until): (Day, Day)| {
            let first = run.first.max(from);
            let days = (run.first + run.days).min(until) - first;
            (days > 0).then_some(Run { first, days, ..*run })
        };
        let kept = self.runs.iter().flat_map(|run| {
            // Where the two overlap, the days stand once.
            let old = before.and_then(|(from, until)| within(run, (from, until.min(recent.0))));
            [old, within(run, recent)].into_iter().flatten()
        });
        self.runs = kept.collect();
    }

    /// The lowest price of the 30 days before `end`, if each of them is known.
    fn lowest(&self, end: Day) -> Option<i64> {
        let from = end - LOOK_BACK;
        let within = |run: &&Run| run.first < end && run.first + run.days > from;
        let known: Day = self
            .runs
            .iter()
            .filter(within)
            .map(|run| (run.first + run.days).min(end) - run.first.max(from))
            .sum();
        let lowest = self.runs.iter().filter(within).map(|run| run.minor).min();
        lowest.filter(|_| known == LOOK_BACK)
    }
}

impl Run {
    /// `2026-11-01*24=2190`: first day, days, lowest price in minor units.
    fn text(&self) -> Option<String> {
        Some(format!("{}*{}={}", date_of(self.first)?, self.days, self.minor))
    }

    fn parse(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('*')?;
        let (days, minor) = rest.split_once('=')?;
        let run = Self { first: day(first)?, days: days.parse().ok()?, minor: minor.parse().ok()? };
        ((1..=2 * LOOK_BACK + 1).contains(&run.days) && run.minor > 0).then_some(run)
    }
}

/// The lower price that holds on some part of a day, and the first day it holds on, as far as the offer says it.
fn reduction(offer: &Offer, today: Day, zone: &TimeZone) -> Option<(i64, Day)> {
    let sale = offer.sale.as_ref().filter(|sale| sale.price.currency == offer.price.currency)?;
    let first = sale.from.and_then(|from| day_of(from, zone)).unwrap_or(today);
    // It holds up to but not including `until`.
    let last =
        sale.until.and_then(|until| day_of(Timestamp(until.0.saturating_sub(1)), zone)).unwrap_or(today);
    let lower = sale.price.minor < offer.price.minor;
    (lower && first <= today && today <= last).then_some((sale.price.minor, first))
}

fn read_line(line: &str) -> Option<((Market, String), ItemLows)> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    let (market, id, currency, since, lows) = (cell()?, cell()?, cell()?, cell()?, cell()?);
    let key = (Market::parse(market).ok()?, ItemId::parse(id).ok()?.as_str().to_owned());
    let reduced_since = match since {
        "" => None,
        text => Some(day(text)?),
    };
    let runs: Vec<Run> = lows.split(' ').take(MAX_RUNS + 1).map(Run::parse).collect::<Option<_>>()?;
    let in_order = runs.iter().zip(runs.iter().skip(1)).all(|(one, next)| one.first + one.days <= next.first);
    let good = in_order && runs.len() <= MAX_RUNS;
    good.then_some((key, ItemLows { currency: Currency::parse(currency).ok()?, reduced_since, runs }))
}

const EPOCH: Date = Date::constant(1970, 1, 1);

fn day(text: &str) -> Option<Day> {
    days_to(text.parse().ok()?)
}

fn day_of(moment: Timestamp, zone: &TimeZone) -> Option<Day> {
    let moment = Moment::from_millisecond(moment.0).ok()?;
    days_to(zone.to_datetime(moment).date())
}

fn days_to(date: Date) -> Option<Day> {
    EPOCH.until(date).ok().map(|span| span.get_days())
}

fn date_of(day: Day) -> Option<Date> {
    EPOCH.checked_add(day.days()).ok()
}

#[cfg(test)]
mod tests;
