//! Runs broken inputs for a while, measures them, and keeps the one that breaks something.
#![allow(clippy::print_stdout, reason = "this program is its output")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tradewind_fuzz::{Inputs, Target};

/// An input that takes longer is a failure; the loader is told to stop after 2 s.
const SLOWEST: Duration = Duration::from_secs(5);
/// More memory is a failure, kilobytes.
const LARGEST: u64 = 1 << 20;

struct Asked {
    target: Target,
    seed: u64,
    seconds: u64,
    inputs: u64,
    /// One kept input instead of many.
    again: Option<PathBuf>,
    /// Each input is written before it is run, for what ends the process.
    careful: bool,
}

fn main() -> ExitCode {
    let asked = match asked(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(why) => {
            println!(
                "fuzz: {why}; there are --target {}, --seed N, --seconds N, --inputs N, --again FILE, --careful",
                Target::ALL.map(Target::name).join("|")
            );
            return ExitCode::from(2);
        }
    };
    match asked.again.as_ref() {
        Some(file) => match std::fs::read(file) {
            Ok(bytes) => {
                let begun = Instant::now();
                let taken = asked.target.run(&bytes);
                println!("{}: {} in {:?}", file.display(), taken, begun.elapsed());
                ExitCode::SUCCESS
            }
            Err(why) => {
                println!("fuzz: {}: {why}", file.display());
                ExitCode::from(2)
            }
        },
        None => run(&asked),
    }
}

fn asked(mut args: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked =
        Asked { target: Target::Gltf, seed: 1, seconds: 60, inputs: u64::MAX, again: None, careful: false };
    while let Some(name) = args.next() {
        if name == "--careful" {
            asked.careful = true;
            continue;
        }
        let value = args.next().ok_or_else(|| format!("{name} wants a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{value} is no number"));
        match name.as_str() {
            "--target" => asked.target = Target::named(&value).ok_or_else(|| format!("no target {value}"))?,
            "--seed" => asked.seed = number()?,
            "--seconds" => asked.seconds = number()?,
            "--inputs" => asked.inputs = number()?,
            "--again" => asked.again = Some(value.into()),
            _ => return Err(format!("unknown argument {name}")),
        }
    }
    Ok(asked)
}

fn run(asked: &Asked) -> ExitCode {
    let Asked { target, seed, .. } = *asked;
    let (begun, until) = (Instant::now(), Duration::from_secs(asked.seconds));
    let (mut count, mut worst) = (0u64, (Duration::ZERO, 0u64));
    let mut outcomes: BTreeMap<&str, u64> = BTreeMap::new();
    for bytes in Inputs::new(target, seed) {
        if count == asked.inputs || begun.elapsed() > until {
            break;
        }
        if asked.careful {
            keep(&bytes, &format!("{}-{seed}-last", target.name()));
        }
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(|| target.run(&bytes));
        let time = start.elapsed();
        if time > worst.0 {
            worst = (time, count);
        }
        let failure = match outcome {
            Err(_) => Some("panic".to_owned()),
            Ok(_) if time > SLOWEST => Some(format!("{time:?}")),
            Ok(good) => {
                *outcomes.entry(good).or_default() += 1;
                peak().filter(|peak| *peak > LARGEST).map(|peak| format!("{} MB", peak / 1024))
            }
        };
        if let Some(failure) = failure {
            let kept = keep(&bytes, &format!("{}-{seed}-{count}", target.name()));
            println!("fuzz {}: {failure} at input {count} of seed {seed}: {}", target.name(), kept.display());
            return ExitCode::FAILURE;
        }
        count += 1;
    }
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    let peak = peak().map_or("unknown".to_owned(), |peak| format!("{} MB", peak / 1024));
    println!(
        "fuzz {}: seed {seed}, {count} inputs, {rate:.0} inputs/s, worst {:.1} ms (input {}), peak RSS {peak}",
        target.name(),
        worst.0.as_secs_f64() * 1e3,
        worst.1
    );
    outcomes.iter().for_each(|(outcome, count)| println!("  {count:>9} {outcome}"));
    ExitCode::SUCCESS
}

/// Writes an input under `target/fuzz`.
fn keep(bytes: &[u8], name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let file = target.join("fuzz").join(name);
    let written =
        file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&file, bytes));
    if let Err(why) = written {
        println!("fuzz: {} could not be written: {why}", file.display());
    }
    file
}

/// Kilobytes that this process has held at most, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
