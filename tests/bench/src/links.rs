//! Links: from a text to a proposed cart, beside the parser of addresses alone.

use crate::measured::{Outcome, today};
use crate::table::{Measure, Section};
use cpu_time::ProcessTime;
use std::hint::black_box;
use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_links::{Merchant, Source, Target, read};
use url::Url;

/// How often a link is read in a round, and how many rounds there are.
const READS: u32 = 200;
const ROUNDS: usize = 200;
/// 2026-11-30.
const NOW: Timestamp = Timestamp(1_796_000_000_000);
const PEER: &str =
    "url 2, `Url::parse` and `query_pairs` of the same link alone; no hosts, refusals, lines or codes";

/// The section of links.
pub(crate) fn section() -> Outcome<Section> {
    let preface = format!(
        "`cargo bench-table links`. CPU time of the process, medians of {ROUNDS} rounds of {READS} reads; ours and the peer take turns.\n\
         {}, Debian 12, 2 shared cores, no GPU.",
        today()
    );
    let rows = [3, 50].into_iter().map(proposed).collect::<Outcome<Vec<_>>>()?;
    Ok(Section { title: "Links", preface, rows })
}

fn proposed(lines: usize) -> Outcome<Measure> {
    let merchant = Merchant::new(WebUrl::parse("https://shop.example/")?).with_pages_elsewhere(true);
    let link = link(lines);
    let found = match read(&link, Source::Tap, &merchant, NOW)?.target {
        Target::Proposal(proposal) => proposal.lines.len(),
        _ => 0,
    };
    if found != lines {
        return Err(format!("{found} of {lines} lines were read of {link}").into());
    }
    let ours = || {
        let arrival = read(black_box(&link), Source::Tap, black_box(&merchant), NOW);
        usize::from(arrival.is_ok())
    };
    let theirs = || Url::parse(black_box(&link)).map_or(0, |url| url.query_pairs().count());
    let (ours, theirs) = medians(ours, theirs);
    Ok(Measure {
        what: format!("a link to a proposal of {lines} lines with a code and tracking, {} bytes", link.len()),
        ours: micros(ours),
        peer: PEER.into(),
        theirs: micros(theirs),
        goal: "≤ 50 µs".into(),
    })
}

/// As Meta writes them.
fn link(lines: usize) -> String {
    let lines: Vec<String> = (0..lines).map(|at| format!("lamp-{at:02}%3A{}", 1 + at % 9)).collect();
    let lines = lines.join("%2C");
    format!(
        "https://www.shop.example/checkout?products={lines}&coupon=SUMMERSALE20&utm_source=ig&fbclid=IwAR0abc"
    )
}

/// The time of one call of each, by rounds that take turns: the machine is shared.
fn medians(ours: impl Fn() -> usize, theirs: impl Fn() -> usize) -> (Duration, Duration) {
    let (mut first, mut second) = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        first.push(round(&ours));
        second.push(round(&theirs));
    }
    (middle(first), middle(second))
}

fn round(work: &impl Fn() -> usize) -> Duration {
    let begun = ProcessTime::now();
    for _ in 0..READS {
        black_box(work());
    }
    begun.elapsed() / READS
}

fn middle(mut took: Vec<Duration>) -> Duration {
    took.sort();
    took.get(took.len() / 2).copied().unwrap_or_default()
}

fn micros(time: Duration) -> String {
    format!("{:.2} µs", time.as_secs_f64() * 1e6)
}
