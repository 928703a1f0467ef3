//! Payments: ranking every method there is, as the checkout does at each drawing; the journal's rows are in `attempts`.

use crate::attempts;
use crate::measured::{Outcome, today};
use crate::table::{Measure, Section};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tradewind_domain::{Currency, Market, Money};
use tradewind_payments::registry::{METHODS, Offer, Question, Way, rank};
use tradewind_payments::{Device, Os};

/// How often each question is asked.
const TIMES: usize = 10_000;

/// The section of payments.
pub(crate) fn section() -> Outcome<Section> {
    let preface = format!(
        "`cargo bench-table payments`. Wall time. No other wallet or checkout that we know publishes such a ranking as code, so its row\n\
         has a budget and a floor in the place of a peer. {}, Debian 12, 2 shared cores, no GPU.",
        today()
    );
    Ok(Section {
        title: "Payments",
        preface,
        rows: vec![ranking()?, attempts::step()?, attempts::opening()?],
    })
}

fn ranking() -> Outcome<Measure> {
    let device = Device { os: Os::Android, play_services: true, hosted_fields: true, apps: None };
    let way = |wallet| Some(Way { wallet, ability: device.ability(wallet)? });
    let ways: Vec<Way> = METHODS.iter().filter_map(way).collect();
    let offers: Vec<Offer<'_>> =
        METHODS.iter().map(|wallet| Offer { handler: wallet.handler, fee: Some(100) }).collect();
    // The country with the longest list.
    let question = Question {
        country: Market::parse("DE")?,
        amount: Money { minor: 12_000, currency: Currency::EUR },
        last_paid: METHODS.last().map(|wallet| wallet.handler),
    };
    let ours = median(|| rank(black_box(&ways), black_box(&offers), black_box(&question)).len());
    let scores: Vec<i32> = (0..).map(|n: i32| (n * 7_919) % 101).take(METHODS.len()).collect();
    let floor = median(|| {
        let mut scores = black_box(&scores).clone();
        scores.sort();
        scores.len()
    });
    let micros = |time: Duration| format!("{:.2} µs", time.as_secs_f64() * 1e6);
    Ok(Measure {
        what: format!(
            "rank {} methods for a country, a sum, a device, a fee each (median of {TIMES})",
            METHODS.len()
        ),
        ours: micros(ours),
        peer: "none; as a floor, std: copy and sort as many numbers".into(),
        theirs: micros(floor),
        goal: "≤ 50 µs".into(),
    })
}

fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed()
        })
        .collect();
    times.sort();
    times.get(TIMES / 2).copied().unwrap_or_default()
}
