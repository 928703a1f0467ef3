//! Lives of a phone that pays by every method, as many as are asked for: `cargo sim --submits 1000000`. One life again:
//! `cargo sim --method pix --seed 7`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;
use tradewind_domain::lock;
use tradewind_payments::Wallet;
use tradewind_suite::sim::{Lives, live, methods};

/// A method with what its row of the table says so far.
type Row = (&'static Wallet, Lives);

/// What is asked for.
struct Asked {
    /// Lives are lived until so many requests to pay arrived.
    submits: u64,
    /// The first seed; alone with a method, the only one.
    seed: Option<u64>,
    /// One method, by its id.
    method: Option<String>,
}

fn main() -> ExitCode {
    let asked = match asked(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(word) => {
            eprintln!("{word}: unknown or without its value; --submits N, --seed N, --method ID");
            return ExitCode::from(2);
        }
    };
    let ways: Vec<_> = methods()
        .into_iter()
        .filter(|(wallet, ..)| asked.method.as_deref().is_none_or(|id| id == wallet.id))
        .collect();
    if ways.is_empty() {
        eprintln!("--method: no such way to pay");
        return ExitCode::from(2);
    }
    let begun = Instant::now();
    let rows = rows(&asked, &ways);
    let mut all = Lives::default();
    println!(
        "{:<18}{:>9}{:>9}{:>9}{:>11}{:>6}{:>7}{:>9}{:>9}{:>8}{:>11}{:>8}{:>10}",
        "method",
        "submits",
        "crashes",
        "unknown",
        "seconds",
        "late",
        "aside",
        "charged",
        "doubles",
        "losses",
        "wrong sums",
        "unmade",
        "lock-outs"
    );
    for (wallet, row) in &rows {
        print(wallet.id, row);
        all.add(row);
    }
    print("all", &all);
    println!("{} s, seeds from {}", begun.elapsed().as_secs(), asked.seed.unwrap_or(0));
    if all.is_wrong() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Lives of one seed after the other with each method, a seed at a time on each core: a life hangs on its seed alone.
fn rows(asked: &Asked, ways: &[(&'static Wallet, &str, &str)]) -> Vec<Row> {
    let first = asked.seed.unwrap_or(0);
    let one_life = asked.method.is_some() && asked.seed.is_some();
    let cores = if one_life { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let rows: Mutex<Vec<Row>> =
        Mutex::new(ways.iter().map(|(wallet, ..)| (*wallet, Lives::default())).collect());
    let next = Mutex::new(first);
    let work = || {
        loop {
            let seed = {
                let mut next = lock(&next);
                let seed = *next;
                *next += 1;
                seed
            };
            for (at, (wallet, country, price)) in ways.iter().enumerate() {
                let one = live(wallet, country, price, seed);
                if one.is_wrong() {
                    println!("wrong: {} with seed {seed}: {one:?}", wallet.id);
                }
                lock(&rows)[at].1.add(&one);
            }
            let submits: u64 = lock(&rows).iter().map(|(_, row)| row.submits).sum();
            if one_life || submits >= asked.submits {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    rows.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn print(id: &str, row: &Lives) {
    let Lives {
        submits,
        crashes,
        unknowns,
        unknown_seconds,
        late,
        put_aside,
        captured_aside,
        doubles,
        losses,
        wrong_sums,
        unmade,
        lock_outs,
        ..
    } = row;
    println!(
        "{id:<18}{submits:>9}{crashes:>9}{unknowns:>9}{unknown_seconds:>11}{late:>6}{put_aside:>7}{captured_aside:>9}{doubles:>9}{losses:>8}{wrong_sums:>11}{unmade:>8}{lock_outs:>10}"
    );
}

fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked { submits: 1_000, seed: None, method: None };
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| word.clone())?;
        let number = || value.parse::<u64>().map_err(|_| word.clone());
        match word.as_str() {
            "--submits" => asked.submits = number()?,
            "--seed" => asked.seed = Some(number()?),
            "--method" => asked.method = Some(value),
            _ => return Err(word),
        }
    }
    Ok(asked)
}
