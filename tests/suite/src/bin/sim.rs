//! Lives of a phone that pays by every method, as many as are asked for: `cargo sim --submits 1000000`. One life again:
//! `cargo sim --method pix --seed 7`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

use std::process::ExitCode;
use std::time::Instant;
use tradewind_suite::sim::{Lives, live, methods};

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
    let mut rows: Vec<(&str, Lives)> =
        ways.iter().map(|(wallet, ..)| (wallet.id, Lives::default())).collect();
    let one_life = asked.method.is_some() && asked.seed.is_some();
    let mut seed = asked.seed.unwrap_or(0);
    loop {
        for ((wallet, country, price), (_, row)) in ways.iter().zip(&mut rows) {
            let one = live(wallet, country, price, seed);
            if one.is_wrong() {
                println!("wrong: {} with seed {seed}: {one:?}", wallet.id);
            }
            row.add(&one);
        }
        seed += 1;
        let submits: u64 = rows.iter().map(|(_, row)| row.submits).sum();
        if one_life || submits >= asked.submits {
            break;
        }
    }
    let mut all = Lives::default();
    println!(
        "{:<18}{:>9}{:>9}{:>9}{:>11}{:>6}{:>9}{:>8}{:>11}{:>10}",
        "method",
        "submits",
        "crashes",
        "unknown",
        "seconds",
        "late",
        "doubles",
        "losses",
        "wrong sums",
        "lock-outs"
    );
    for (id, row) in &rows {
        print(id, row);
        all.add(row);
    }
    print("all", &all);
    println!("{} s, seeds from {}", begun.elapsed().as_secs(), asked.seed.unwrap_or(0));
    if all.is_wrong() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print(id: &str, row: &Lives) {
    let Lives {
        submits,
        crashes,
        unknowns,
        unknown_seconds,
        late,
        doubles,
        losses,
        wrong_sums,
        lock_outs,
        ..
    } = row;
    println!(
        "{id:<18}{submits:>9}{crashes:>9}{unknowns:>9}{unknown_seconds:>11}{late:>6}{doubles:>9}{losses:>8}{wrong_sums:>11}{lock_outs:>10}"
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
