//! Trade: a quote, advice over many variants, and how large all rules are; beside a rule engine that looks the same rates up.

use crate::measured::{Outcome, today};
use crate::table::{Measure, Section};
use cpu_time::ProcessTime;
use datalogic_rs::{Engine, Logic, datavalue::OwnedDataValue};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::{Carriage, Charge, Place, Row, Rule};
use tradewind_trade::{Day, Hs, Line, MAX_WEIGHED, Options, Request, Rules, advise, author, quote};

/// How often a quote is made, and advice.
const QUOTES: usize = 2_000;
const ADVICES: usize = 30;
/// What is in the carts: codes of the seed catalog's kind, and where it was made.
const CODES: [&str; 12] = [
    "640411", "691110", "940521", "910211", "490199", "620610", "610910", "851830", "420221", "6403",
    "392410", "701337",
];
const ORIGINS: [&str; 5] = ["CN", "VN", "JP", "IT", "US"];
/// A country with a VAT of its own in a union with many rows, and a day on which EUR 3 a sub-heading are charged.
const TO: &str = "DE";
const ON: &str = "2026-09-01";
const PEER: &str = "datalogic-rs 5.4 (JSONLogic): the percents of duty and VAT of each line, looked up in the same rows, and their sums in floats; no \
                    ranges, limits, shares, rounding or fees";

/// The section of trade.
pub(crate) fn section() -> Outcome<Section> {
    let preface = format!(
        "`cargo bench-table trade`. CPU time of the process, medians. To {TO} on {ON}, from China by express, a seller who is not registered: codes of\n\
         {} headings, made in {} countries. Ours gives the whole quote, with its ranges, limits, shares, rounding, fees and sources.\n\
         {}, Debian 12, 2 shared cores, no GPU.",
        CODES.len(),
        ORIGINS.len(),
        today()
    );
    let files = files()?;
    let written = author::read(&files)
        .map_err(|faults| faults.first().map_or_else(|| "no rules".to_owned(), |fault| fault.to_string()))?;
    let compiled = author::build(&written, Day::parse(ON)?)?;
    let rules = Rules::read(&compiled)?;
    let place = rules.place(Market::parse(TO)?).ok_or("no place")?;
    let peer = Peer::of(place)?;
    Ok(Section {
        title: "Trade",
        preface,
        rows: vec![quoted(&rules, &peer)?, advised(&rules, &peer)?, sized(&files, &compiled, &peer)],
    })
}

fn quoted(rules: &Rules, peer: &Peer) -> Outcome<Measure> {
    let order = order(20)?;
    let data = peer.data(&order)?;
    quote(rules, &order)?;
    let ours =
        median(QUOTES, || quote(black_box(rules), black_box(&order)).map_or(0, |quote| quote.lines.len()));
    let theirs = median(QUOTES, || peer.look_up(black_box(&data)));
    Ok(Measure {
        what: format!("a quote of 20 lines (median of {QUOTES})"),
        ours: micros(ours),
        peer: PEER.into(),
        theirs: micros(theirs),
        goal: "≤ 50 µs".into(),
    })
}

fn advised(rules: &Rules, peer: &Peer) -> Outcome<Measure> {
    let order = order(100)?;
    let instead = |at: usize| [at + 1, at + 3, at + 7].into_iter().map(line).collect::<Outcome<Vec<Line>>>();
    let instead = (0..order.lines.len()).map(instead).collect::<Outcome<Vec<_>>>()?;
    let options = Options {
        instead,
        delivery: vec![(euros(0), None), (euros(2_500), Some(Carriage::Post))],
        ..Options::default()
    };
    let weighed = advise(rules, &order, &options)?.weighed;
    if weighed != MAX_WEIGHED {
        return Err(format!("{weighed} variants were weighed").into());
    }
    let ours = median(ADVICES, || {
        advise(black_box(rules), black_box(&order), black_box(&options))
            .map_or(0, |advice| advice.plans.len())
    });
    let data = peer.data(&order)?;
    let theirs = median(ADVICES, || (0..weighed).map(|_| peer.look_up(black_box(&data))).sum());
    Ok(Measure {
        what: format!("advice for 100 lines, {weighed} variants weighed (median of {ADVICES})"),
        ours: millis(ours),
        peer: "the same look-ups for every line of every variant".into(),
        theirs: millis(theirs),
        goal: "≤ 5 ms".into(),
    })
}

fn sized(files: &[(String, String)], compiled: &[u8], peer: &Peer) -> Measure {
    let texts: usize = files.iter().map(|(_, text)| text.len()).sum();
    let kilobytes = |bytes: usize| format!("{:.1} KB", bytes as f64 / 1024.0);
    Measure {
        what: format!("all rules compiled, {} files, with sources, notes and HS names", files.len()),
        ours: kilobytes(compiled.len()),
        peer: "the same files as TOML; the peer’s two look-ups of one place alone".into(),
        theirs: format!("{}; {}", kilobytes(texts), kilobytes(peer.size)),
        goal: "≤ 150 KB".into(),
    }
}

/// The rates of a place as two JSONLogic rules.
struct Peer {
    engine: Engine,
    duty: Logic,
    tax: Logic,
    size: usize,
}

impl Peer {
    fn of(place: &Place) -> Outcome<Self> {
        let engine = Engine::new();
        let [duty, tax] = [Charge::Duty, Charge::Tax].map(|of| looked_up(place, of));
        let size = duty.len() + tax.len();
        Ok(Self { duty: engine.compile(duty.as_str())?, tax: engine.compile(tax.as_str())?, engine, size })
    }

    /// Lines as the peer takes them, parsed.
    fn data(&self, order: &Request) -> Outcome<Vec<OwnedDataValue>> {
        let line = |line: &Line| {
            let (hs, origin) =
                (line.hs.to_string(), line.origin.map_or("", |origin| country(&ORIGINS, origin)));
            let price = line.price.minor * i64::from(line.quantity);
            let text = format!(
                r#"{{"hs":"{hs}","origin":"{origin}","to":"{TO}","on":{},"price":{price}}}"#,
                order.on.number()
            );
            Ok(OwnedDataValue::from_json(&text)?)
        };
        order.lines.iter().map(line).collect()
    }

    /// What duty and tax come to, roughly: a number, so that nothing of it is left out.
    fn look_up(&self, lines: &[OwnedDataValue]) -> usize {
        let mut session = self.engine.session();
        let mut sum = 0.0;
        for line in lines {
            let mut one = |rule| {
                let found = session.eval_borrowed(rule, line).ok().and_then(|found| found.as_f64());
                session.reset();
                found.unwrap_or_default()
            };
            sum += one(&self.duty) + one(&self.tax);
        }
        sum as usize
    }
}

/// A code as it was listed: the peer's data borrow nothing of ours.
fn country<'a>(list: &[&'a str], of: Market) -> &'a str {
    list.iter().find(|known| **known == of.as_str()).copied().unwrap_or_default()
}

/// Digits of a prefix, and number of other conditions.
type Rank = (u32, usize);

/// A row with its prefixes of one length.
type Covered<'a> = (&'a Row, Vec<Hs>);

/// `price * percent / 100` by the first row that covers the code: longest prefix, then most conditions.
fn looked_up(place: &Place, of: Charge) -> String {
    let mut by_length: BTreeMap<Rank, Vec<Covered<'_>>> = BTreeMap::new();
    for row in &place.rows {
        let Rule::Rate(rate) = &row.rule else { continue };
        if rate.of != of || rate.layer != 0 || rate.percent.is_none() {
            continue;
        }
        let mut lengths: BTreeMap<u32, Vec<Hs>> = BTreeMap::new();
        for prefix in &row.when.hs.0 {
            lengths.entry(prefix.digits()).or_default().push(*prefix);
        }
        let conditions = usize::from(!row.when.to.is_empty()) + usize::from(!row.when.origin.0.is_empty());
        for (digits, prefixes) in lengths {
            by_length.entry((digits, conditions)).or_default().push((row, prefixes));
        }
    }
    let mut cases: Vec<String> = Vec::new();
    for ((digits, _), rows) in by_length.iter().rev() {
        for (row, prefixes) in rows {
            let Rule::Rate(rate) = &row.rule else { continue };
            let list = |words: Vec<String>| format!("[{}]", words.join(","));
            let quoted = |word: String| format!("\"{word}\"");
            let mut all = vec![format!(r#"{{"<=":[{},{{"var":"on"}}]}}"#, row.from.number())];
            if let Some(until) = row.until {
                all.push(format!(r#"{{"<=":[{{"var":"on"}},{}]}}"#, until.number()));
            }
            if *digits > 0 {
                let prefixes = list(prefixes.iter().map(|prefix| quoted(prefix.to_string())).collect());
                all.push(format!(r#"{{"in":[{{"substr":[{{"var":"hs"}},0,{digits}]}},{prefixes}]}}"#));
            }
            for (name, countries) in [("to", &row.when.to), ("origin", &row.when.origin.0)] {
                if !countries.is_empty() {
                    let countries =
                        list(countries.iter().map(|one| quoted(one.as_str().to_owned())).collect());
                    all.push(format!(r#"{{"in":[{{"var":"{name}"}},{countries}]}}"#));
                }
            }
            let percent = rate.percent.map_or_else(String::new, |percent| percent.likely.to_string());
            cases.push(format!(r#"{{"and":{}}},{percent}"#, list(all)));
        }
    }
    format!(r#"{{"/":[{{"*":[{{"var":"price"}},{{"if":[{},0]}}]}},100]}}"#, cases.join(","))
}

fn files() -> Outcome<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/trade");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn line(at: usize) -> Outcome<Line> {
    let code = CODES.get(at % CODES.len()).copied().unwrap_or_default();
    let origin = ORIGINS.get(at % ORIGINS.len()).copied().unwrap_or_default();
    Ok(Line {
        hs: Hs::parse(code)?,
        origin: Some(Market::parse(origin)?),
        grams: Some(300),
        ..Line::new(euros(500 + 37 * at as i64), 1 + (at % 3) as u32)
    })
}

fn order(lines: usize) -> Outcome<Request> {
    let lines = (0..lines).map(line).collect::<Outcome<Vec<_>>>()?;
    Ok(Request {
        ship_from: Some(Market::parse("CN")?),
        mode: Some(Carriage::Express),
        registered: Some(false),
        ..Request::new(Market::parse(TO)?, Day::parse(ON)?, lines, euros(1_200))
    })
}

fn micros(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// Of the CPU's time: the machine is shared, and a thing of microseconds would tell of others.
fn median(times: usize, mut work: impl FnMut() -> usize) -> Duration {
    let mut took: Vec<Duration> = (0..times)
        .map(|_| {
            let begun = ProcessTime::now();
            black_box(work());
            begun.elapsed()
        })
        .collect();
    took.sort();
    took.get(times / 2).copied().unwrap_or_default()
}
