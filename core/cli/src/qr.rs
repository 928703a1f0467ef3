//! `tradewind qr`: reads what a camera saw or a person pasted, and builds codes, as text, as JSON and as a picture.

use crate::amount;
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};
use std::io::{Read, Write};
use tradewind_domain::Money;
use tradewind_domain::text::clean;
use tradewind_qr::{BuildRequest, PaymentCode, QrError, QrPicture, Summary, build};

/// The longest text that is read from standard input, in bytes: far more than any family allows.
const MOST_BYTES: u64 = 64 * 1024;
/// Characters of a field that a terminal is shown: more than any family allows.
const LONGEST_LINE: usize = 2_048;
/// The exit code of a text that is no payment code, or of a code that cannot be built.
const REFUSED: u8 = 5;
/// The fields of [`tradewind_qr::Payee`], said beside the others.
const PAYEE: [&str; 4] = ["name", "city", "postal_code", "category"];
/// Schemes in which the name is the payment's own, not a payee's.
const OWN_NAME: [&str; 2] = ["sepa", "upi_link"];

/// Reads and builds payment codes.
#[derive(Debug, Args)]
pub(crate) struct QrArgs {
    #[command(subcommand)]
    command: QrCommand,
}

#[derive(Debug, Subcommand)]
enum QrCommand {
    /// Tells what a code says.
    Read {
        /// The code's text; `-` reads it from standard input, where a SEPA code's lines are easier to give.
        text: String,
        /// Prints JSON: the fields, or `error` with a stable code.
        #[arg(long)]
        json: bool,
    },
    /// Writes a code.
    Build {
        /// pix, pix_dynamic, promptpay, paynow, qris, duitnow, bharat_qr, upi_link or sepa.
        scheme: String,
        /// What it is to say, as `key=value`: `key`, `name`, `city`, `phone`, `iban`, `reference` and so on. A field that the
        /// scheme does not have is refused.
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
        /// How much, with its currency, as in 120.00EUR. Without it the payer says how much.
        #[arg(long, value_name = "AMOUNT", value_parser = amount::read)]
        amount: Option<Money>,
        /// Prints JSON: the text, what it says, and the picture's rows.
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command: 0, 2 where the arguments are wrong, 5 where the code is.
pub(crate) fn run(args: &QrArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let (json, done) = match &args.command {
        QrCommand::Read { text, json } => (*json, read(text, *json, out)),
        QrCommand::Build { scheme, fields, amount, json } => {
            (*json, request(scheme, fields, *amount).and_then(|request| written(&request, *json, out)))
        }
    };
    match done {
        Ok(()) => 0,
        Err(Refusal::Usage(text)) => {
            let _ = writeln!(err, "{text}");
            2
        }
        Err(Refusal::Code(error)) => {
            let _ = if json {
                let error = json!({"code": error.as_str(), "message": error.to_string()});
                writeln!(out, "{}", json!({"version": 1, "error": error}))
            } else {
                writeln!(err, "{}: {error}", error.as_str())
            };
            REFUSED
        }
    }
}

/// Why nothing was read or built.
enum Refusal {
    Usage(String),
    Code(QrError),
}

impl From<QrError> for Refusal {
    fn from(error: QrError) -> Self {
        Self::Code(error)
    }
}

fn read(text: &str, json: bool, out: &mut dyn Write) -> Result<(), Refusal> {
    let mut bytes = Vec::new();
    if text == "-" {
        let most = std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
        most.map_err(|error| Refusal::Usage(format!("standard input: {error}")))?;
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
    } else {
        bytes.extend_from_slice(text.as_bytes());
    }
    let summary = Summary::read(&bytes)?;
    let _ = if json { writeln!(out, "{}", said(&summary)) } else { plain(&summary, out) };
    Ok(())
}

fn said(summary: &Summary) -> Value {
    let mut value = serde_json::to_value(summary).unwrap_or_default();
    value["version"] = json!(1);
    value
}

/// One line a field, for people.
fn plain(summary: &Summary, out: &mut dyn Write) -> std::io::Result<()> {
    let Value::Object(fields) = said(summary) else { return Ok(()) };
    for (name, value) in fields.iter().filter(|(name, _)| *name != "version") {
        match value {
            Value::Null => {}
            Value::Object(inner) if name == "account" => {
                for (name, value) in inner {
                    line(name, value.as_str().unwrap_or_default(), out)?;
                }
            }
            Value::String(text) => line(name, text, out)?,
            _ => {}
        }
    }
    if let Some(amount) = summary.amount {
        writeln!(out, "amount: {} {}", amount.to_decimal(), amount.currency)?;
    }
    Ok(())
}

/// A stranger wrote the words: nothing of them moves the terminal's cursor or turns its direction.
fn line(name: &str, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{name}: {}", clean(text, LONGEST_LINE).unwrap_or_default())
}

/// The wish in JSON's shape, as the crate reads it.
fn request(scheme: &str, fields: &[String], amount: Option<Money>) -> Result<BuildRequest, Refusal> {
    let (mut wish, mut payee) = (Map::new(), Map::new());
    wish.insert("scheme".into(), scheme.into());
    for field in fields {
        let (name, value) = field.split_once('=').ok_or_else(|| {
            Refusal::Usage(format!("{field}: expected FIELD=VALUE, as in key=+5511999999999"))
        })?;
        let place = match PAYEE.contains(&name) && !OWN_NAME.contains(&scheme) {
            true => &mut payee,
            false => &mut wish,
        };
        let value = match value {
            "true" | "false" if name == "editable" => Value::Bool(value == "true"),
            value => value.into(),
        };
        if place.insert(name.to_owned(), value).is_some() {
            return Err(Refusal::Usage(format!("{name}: said twice")));
        }
    }
    if !payee.is_empty() {
        wish.insert("payee".into(), Value::Object(payee));
    }
    if let Some(amount) = amount {
        wish.insert("amount".into(), json!(amount));
    }
    serde_json::from_value(Value::Object(wish)).map_err(|error| Refusal::Usage(format!("{scheme}: {error}")))
}

fn written(request: &BuildRequest, json: bool, out: &mut dyn Write) -> Result<(), Refusal> {
    let code = build(request)?;
    let (text, picture) = (code.to_text()?, QrPicture::of(&code)?);
    let _ = if json {
        let mut value = said(&Summary::of(&code)?);
        value["text"] = json!(text);
        value["picture"] = json!(rows(&picture));
        writeln!(out, "{value}")
    } else {
        drawn(&code, &text, &picture, out)
    };
    Ok(())
}

/// `1` is dark, one text a row.
fn rows(picture: &QrPicture) -> Vec<String> {
    let row = |y| (0..picture.side).map(|x| if picture.dark(x, y) { '1' } else { '0' }).collect();
    (0..picture.side).map(row).collect()
}

/// The picture in half blocks, light on the terminal's dark as scanners take it, with its quiet zone; then the text.
fn drawn(code: &PaymentCode, text: &str, picture: &QrPicture, out: &mut dyn Write) -> std::io::Result<()> {
    const QUIET: u16 = 4;
    let side = picture.side + 2 * QUIET;
    let light = |x: u16, y: u16| match (x.checked_sub(QUIET), y.checked_sub(QUIET)) {
        (Some(x), Some(y)) => !picture.dark(x, y),
        _ => true,
    };
    for y in (0..side).step_by(2) {
        let line: String = (0..side)
            .map(|x| match (light(x, y), y + 1 < side && light(x, y + 1)) {
                (true, true) => '\u{2588}',
                (true, false) => '\u{2580}',
                (false, true) => '\u{2584}',
                (false, false) => ' ',
            })
            .collect();
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}\n{text}", code.family())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: QrArgs,
    }

    fn qr(line: &[&str]) -> (u8, String, String) {
        let args =
            Line::try_parse_from(std::iter::once("qr").chain(line.iter().copied())).expect("a line").args;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run(&args, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (code, text(out), text(err))
    }

    #[test]
    fn what_is_built_is_read_again() {
        let (code, out, _) = qr(&[
            "build",
            "promptpay",
            "phone=0801234567",
            "name=Somchai",
            "city=Bangkok",
            "--amount",
            "4.22THB",
            "--json",
        ]);
        let built: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, built["scheme"].as_str()), (0, Some("PROMPTPAY")), "{built}");
        let (code, out, _) = qr(&["read", built["text"].as_str().expect("a text"), "--json"]);
        let read: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(code, 0);
        assert_eq!(read["amount"], json!({"minor": 422, "currency": "THB"}));
        assert_eq!(built["picture"][0].as_str().map(|row| &row[..7]), Some("1111111"), "a finder's edge");
    }

    #[test]
    fn the_checksum_is_the_one_that_stands_in_the_code() {
        // EMV QRCPS-MPM 1.1, the sample: its fields are in another order than they are written here.
        let sample = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";
        let (code, out, _) = qr(&["read", sample, "--json"]);
        let value: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, value["crc"].as_str()), (0, Some("A13A")));
        assert_eq!(value["amount"], json!({"minor": 2372, "currency": "CNY"}));
    }

    #[test]
    fn words_of_a_stranger_do_not_drive_the_terminal() {
        let (code, out, _) = qr(&["read", "upi://pay?pa=shop@bank&pn=%1B%5B2Jclean%E2%80%AE&cu=INR"]);
        assert!(
            code == REFUSED
                || (out.contains("clean") && !out.contains('\u{1b}') && !out.contains('\u{202e}'))
        );
        let (_, out, err) = qr(&["read", "\u{1b}[2J", "--json"]);
        assert!(!out.contains('\u{1b}') && err.is_empty(), "{out}");
    }

    #[test]
    fn a_wrong_checksum_has_its_code() {
        let wrong = "00020126580014br.gov.bcb.Pix0136123e4567-e12b-12d1-a456-426655440000520400005303986540510.005802BR5913TESTE ACCOUNT6008BRASILIA62070503***630445C8";
        let (code, out, _) = qr(&["read", wrong, "--json"]);
        let value: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, value["error"]["code"].as_str()), (REFUSED, Some("CRC_MISMATCH")));
        let (code, out, err) = qr(&["read", wrong]);
        assert_eq!((code, out.as_str()), (REFUSED, ""));
        assert!(err.contains("02A4"), "{err}");
    }

    #[test]
    fn a_field_that_is_not_there_is_a_wrong_line() {
        for line in [["build", "pix", "kee=a"], ["build", "paypal", "key=a"], ["build", "pix", "key"]] {
            let (code, _, err) = qr(&line);
            assert_eq!(code, 2, "{err}");
            assert!(!err.is_empty());
        }
    }
}
