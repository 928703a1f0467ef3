//! `tradewind quote` and `tradewind rules`: what a parcel costs at the door, and the rules that say so.

mod explained;
mod order;
mod said;
mod words;

use clap::{Args, Subcommand};
use explained::explained;
pub(crate) use order::QuoteArgs;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::Confidence;
use tradewind_trade::{Day, Hs, Line, Request, Rules, author, quote};
use words::{FOLDER, code, country, day};

/// The exit code of rules with faults, and of an order that cannot be quoted.
const REFUSED: u8 = 5;
/// The largest file of rules that is read, in bytes.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// Checks, compiles and explains rules of trade.
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    command: RulesCommand,
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// Names every fault of the rows, with file and row.
    Check {
        /// The folder of rows.
        #[arg(long, default_value = FOLDER)]
        rules: PathBuf,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Compiles the rows.
    Build {
        /// The folder of rows.
        #[arg(long, default_value = FOLDER)]
        rules: PathBuf,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The day as of which the rules are; without it the latest day on which a source was read.
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Day>,
    },
    /// Lists every row that speaks of some goods on a day, and why.
    Explain {
        /// The folder of rows, or compiled rules.
        #[arg(long, default_value = FOLDER)]
        rules: PathBuf,
        /// Where the goods go, ISO 3166-1.
        #[arg(long, value_name = "CC", value_parser = country)]
        to: Market,
        /// Their HS code, as far as it is known.
        #[arg(long, value_parser = code)]
        hs: Option<Hs>,
        /// Where they were made.
        #[arg(long, value_name = "CC", value_parser = country)]
        origin: Option<Market>,
        /// Where they are sent from.
        #[arg(long, value_name = "CC", value_parser = country)]
        from: Option<Market>,
        /// The day.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Day,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Quotes an order: 0, 2 where the arguments are wrong, 5 where the rules or the order are.
pub(crate) fn run_quote(args: &QuoteArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let request = match args.request() {
        Ok(request) => request,
        Err(words) => {
            let _ = writeln!(err, "{words}");
            return 2;
        }
    };
    let rules = match rules_at(&args.rules) {
        Ok(rules) => rules,
        Err(words) => return refused(err, &words),
    };
    match quote(&rules, &request) {
        Ok(quote) => {
            let _ = if args.json {
                writeln!(out, "{}", said::json(&quote, &request))
            } else {
                said::plain(&quote, out)
            };
            0
        }
        Err(error) if args.json => {
            let error = json!({"code": error.code(), "message": error.to_string()});
            let _ = writeln!(out, "{}", json!({"version": 1, "error": error}));
            REFUSED
        }
        Err(error) => refused(err, &format!("{}: {error}", error.code())),
    }
}

/// Checks, builds or explains.
pub(crate) fn run_rules(args: &RulesArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let done = match &args.command {
        RulesCommand::Check { rules, json } => return check(rules, *json, out, err),
        RulesCommand::Build { rules, out: file, as_of } => build(rules, file, *as_of, out),
        RulesCommand::Explain { rules, to, hs, origin, from, on, json } => {
            let nothing = Money::zero(Currency::USD);
            let line = Line { hs: hs.unwrap_or(Hs::ANY), origin: *origin, ..Line::new(nothing, 1) };
            let request = Request { ship_from: *from, ..Request::new(*to, *on, vec![line], nothing) };
            rules_at(rules).and_then(|rules| explained(&rules, &request, *json, out))
        }
    };
    done.map_or_else(|words| refused(err, &words), |()| 0)
}

fn refused(err: &mut dyn Write, words: &str) -> u8 {
    let _ = writeln!(err, "{words}");
    REFUSED
}

fn check(folder: &Path, json: bool, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let files = match files(folder) {
        Ok(files) => files,
        Err(words) => return refused(err, &words),
    };
    let read = author::read(&files);
    let faults = read.as_ref().err().map(Vec::as_slice).unwrap_or_default();
    let rows: Vec<_> =
        read.iter().flat_map(|written| &written.places).flat_map(|place| &place.rows).collect();
    let of = |wanted: Confidence| rows.iter().filter(|row| row.confidence == wanted).count();
    let (official, secondary, unverified) =
        (of(Confidence::Official), of(Confidence::Secondary), of(Confidence::Unverified));
    let _ = if json {
        let faults = faults.iter().map(|fault| {
            json!({"code": fault.code.as_str(), "file": fault.file, "row": fault.row, "message": fault.words})
        });
        let faults: Vec<_> = faults.collect();
        let confidence = json!({"official": official, "secondary": secondary, "unverified": unverified});
        let (files, rows) = (files.len(), rows.len());
        writeln!(
            out,
            "{}",
            json!({"version": 1, "files": files, "rows": rows, "confidence": confidence, "faults": faults})
        )
    } else if faults.is_empty() {
        let kinds = format!("{official} official, {secondary} secondary, {unverified} unverified");
        writeln!(out, "{} files, {} rows ({kinds}): no fault", files.len(), rows.len())
    } else {
        faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))
    };
    if faults.is_empty() { 0 } else { REFUSED }
}

fn build(folder: &Path, file: &Path, as_of: Option<Day>, out: &mut dyn Write) -> Result<(), String> {
    let written = author::read(&files(folder)?).map_err(|faults| all(&faults))?;
    let as_of = as_of.or_else(|| author::latest(&written)).ok_or("no source has a date")?;
    let bytes = author::build(&written, as_of).map_err(|error| format!("{}: {error}", error.code()))?;
    std::fs::write(file, &bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    let _ = writeln!(out, "{}: {} bytes, rules as of {as_of}", file.display(), bytes.len());
    Ok(())
}

/// Rules of a folder of rows, or of a compiled file.
fn rules_at(path: &Path) -> Result<Rules, String> {
    if path.is_dir() {
        let written = author::read(&files(path)?).map_err(|faults| all(&faults))?;
        let latest = author::latest(&written);
        return Ok(Rules::of(written.places, written.names, latest.unwrap_or(Day::LAST)));
    }
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Rules::read(&bytes).map_err(|error| format!("{}: {}: {error}", path.display(), error.code()))
}

fn all(faults: &[author::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Names and texts of a folder's `.toml` files, in the order of names.
fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let wrong = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| wrong(folder, error))? {
        let path = entry.map_err(|error| wrong(folder, error))?.path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let about = path.metadata().map_err(|error| wrong(&path, error))?;
        // A pipe or a device has no length and may never end.
        if !about.is_file() {
            return Err(format!("{}: not a file", path.display()));
        }
        if about.len() > MOST_BYTES {
            return Err(format!("{}: larger than {MOST_BYTES} bytes", path.display()));
        }
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(&path, error))?;
        files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
    }
    files.sort();
    if files.is_empty() { Err(format!("{}: no rules", folder.display())) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use serde_json::Value;

    #[derive(Debug, Parser)]
    enum Line {
        Quote(Box<QuoteArgs>),
        Rules(RulesArgs),
    }

    /// Runs a command on the rows of this repository: the code, what was printed, and what was said of faults.
    fn run(line: &[&str]) -> (u8, String, String) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/trade");
        let all = std::iter::once("tradewind").chain(line.iter().copied()).chain(["--rules", folder]);
        let line = Line::try_parse_from(all).expect("a line");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = match line {
            Line::Quote(args) => run_quote(&args, &mut out, &mut err),
            Line::Rules(args) => run_rules(&args, &mut out, &mut err),
        };
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (code, text(out), text(err))
    }

    fn quoted(line: &str) -> Value {
        let words: Vec<&str> = ["quote", "--json"].into_iter().chain(line.split(' ')).collect();
        let (code, out, err) = run(&words);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        serde_json::from_str(&out).expect("JSON")
    }

    fn line_of<'a>(quote: &'a Value, kind: &str) -> &'a Value {
        let lines = quote["lines"].as_array().expect("lines");
        lines.iter().find(|line| line["kind"] == kind).expect("a line of that kind")
    }

    #[test]
    fn a_quote_names_kind_effect_rule_source_and_collector_of_each_line() {
        let quote = quoted(
            "--to NZ --on 2026-02-01 --mode post --seller registered --rate NZD/USD=0.6507 \
             --line hs=9202,price=650.00USD --delivery 30.00USD",
        );
        let tax = line_of(&quote, "tax");
        assert_eq!((&tax["amount"], &tax["currency"]), (&json!(10_200), &json!("USD")));
        assert_eq!((&tax["effect"], &tax["collected_by"]), (&json!("adds"), &json!("seller")));
        assert!(tax["rule"].is_string() && tax["source"]["address"].is_string(), "{tax}");
        assert_eq!((&quote["total"]["kind"], &quote["total"]["amount"]), (&json!("total"), &json!(78_200)));
        assert_eq!(quote["rate"]["rate"], json!("0.6507"));
        assert_eq!(
            (&quote["taken"]["incoterm"], &quote["taken"]["seller"]),
            (&json!("DAP"), &json!("registered"))
        );
    }

    #[test]
    fn a_field_that_is_said_twice_is_refused() {
        let line = "tradewind quote --to DE --on 2026-11-29 --line price=1.00EUR,hs=6404,hs=9503";
        let said = Line::try_parse_from(line.split(' ')).expect_err("two headings").to_string();
        assert!(said.contains("hs is said twice"), "{said}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("XX.toml")).expect("a link");
        let said = files(folder.path()).expect_err("a device is no file");
        assert!(said.ends_with("not a file"), "{said}");
    }

    #[test]
    fn a_range_has_three_amounts_and_says_what_would_narrow_it() {
        let quote = quoted("--to JP --on 2026-09-01 --line price=30000JPY --delivery 0JPY");
        let total = &quote["total"];
        let least = total["min"].as_i64().expect("the least");
        assert!(least < total["max"].as_i64().expect("the most") && total["amount"].is_null(), "{total}");
        assert_eq!(total["effect"], "estimated");
        let asked = quote["narrow"].as_array().expect("a list");
        assert!(asked.contains(&json!({"what": "hs", "line": 1})), "{asked:?}");
    }

    #[test]
    fn a_code_says_what_goods_are_unless_the_line_says_otherwise() {
        let order = "--to GB --from CN --on 2026-06-01 --line hs=220830,price=30.00GBP";
        // Spirits go to the border; the rule up to GBP 135 is not for them.
        assert!(line_of(&quoted(order), "import_tax")["rule"].is_string());
        assert!(line_of(&quoted(&format!("{order},flags=not-alcohol")), "tax")["rule"].is_string());
    }

    #[test]
    fn wrong_lines_are_refused_and_say_why() {
        for line in [
            "price=1.00EUR,mass=1.5g",
            "hs=64041",
            "price=1.00",
            "price=1.00EUR,flags=loud",
            "price=1.00EUR,flags=not-loud",
            "price=1.00EUR,flags=food+not-food",
            "price",
        ] {
            let words = ["tradewind", "quote", "--to", "DE", "--on", "2026-07-01", "--line", line];
            // Five digits are a code as far as it is known; without a price it is no line.
            assert!(Line::try_parse_from(words).is_err(), "{line}");
        }
        let (code, out, _) = run(&[
            "quote",
            "--to",
            "DE",
            "--on",
            "2026-07-01",
            "--line",
            "price=1.00EUR",
            "--quote-in",
            "JPY",
            "--json",
        ]);
        let value: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, &value["error"]["code"]), (REFUSED, &json!("no-rate")));
    }

    #[test]
    fn our_rows_have_no_fault_and_are_explained() {
        let (code, out, _) = run(&["rules", "check", "--json"]);
        let value: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, &value["faults"]), (0, &json!([])));
        let line = "rules explain --to DE --hs 6404.11 --origin VN --on 2026-07-01 --json";
        let (_, out, _) = run(&line.split(' ').collect::<Vec<_>>());
        let value: Value = serde_json::from_str(&out).expect("JSON");
        let rows = value["rows"].as_array().expect("rows");
        let standing =
            |rule: &str| rows.iter().find(|row| row["rule"] == rule).map(|row| row["standing"].clone());
        assert_eq!(standing("de-vat"), Some(json!("applies")));
        assert_eq!(standing("eu-duty-3-per-subheading"), Some(json!("open")));
        assert_eq!(standing("eu-relief-150"), None, "it ended the day before");
        let (name, code) = (&value["hs"]["names"]["de"], &value["hs"]["code"]);
        assert_eq!(code, "640411");
        assert!(name.as_str().is_some_and(|name| name.starts_with("Sportschuhe")), "{name}");
    }

    #[test]
    fn what_is_explained_names_the_goods_and_says_the_note_of_a_row() {
        let line = "rules explain --to DE --hs 6911.10 --origin JP --on 2026-07-01";
        let (code, out, _) = run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(code, 0);
        assert!(out.contains("HS 691110: Tableware and kitchenware, of porcelain or china"), "{out}");
        assert!(out.contains("With a proof of Japanese origin no duty may be due"), "{out}");
        let (_, out, _) = run(&["rules", "explain", "--to", "DE", "--on", "2026-07-01"]);
        assert!(!out.contains("HS *"), "nothing is known of the goods: {out}");
    }
}
