//! `tradewind methods`: the ways to pay of a country, as the registry ranks them for a sum and a device.

use crate::amount;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tradewind_domain::{Market, Money};
use tradewind_payments::registry::{METHODS, Offer, Question, Ranked, SHOWN_FIRST, Way, rank, sources};
use tradewind_payments::{Device, Os};

/// The longest file about a device that is read, in bytes.
const MOST_BYTES: u64 = 64 * 1024;

/// Tells which ways to pay a country is shown, and in which order.
#[derive(Debug, Args)]
pub(crate) struct MethodsArgs {
    /// Where the goods go, as in KE.
    #[arg(long, value_name = "CC", value_parser = country)]
    country: Market,
    /// How much, with its currency, as in 120.00EUR.
    #[arg(long, value_name = "AMOUNT", value_parser = amount::read)]
    amount: Money,
    /// A TOML file about the device: os ("android" or "ios"), play_services (true or false), hosted_fields (true or false: whether
    /// its app shows a card provider's own fields; true without it), apps (Android packages and link schemes), paid_last (a
    /// method's id). What it leaves out is said in the answer.
    #[arg(long, value_name = "FILE")]
    device: Option<PathBuf>,
    /// Prints JSON: a row for each method, with why it stands there and where that was read.
    #[arg(long)]
    json: bool,
}

/// A device, as its file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeviceFile {
    os: Option<OsName>,
    play_services: Option<bool>,
    hosted_fields: Option<bool>,
    apps: Option<Vec<String>>,
    paid_last: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OsName {
    Android,
    Ios,
}

/// Runs the command: 0, or 2 where the arguments or the file are wrong.
pub(crate) fn run(args: &MethodsArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    match answer(args) {
        Ok(answer) => {
            let _ = if args.json { writeln!(out, "{}", answer.json()) } else { answer.plain(out) };
            0
        }
        Err(sentence) => {
            let _ = writeln!(err, "{sentence}");
            2
        }
    }
}

fn country(text: &str) -> Result<Market, String> {
    Market::parse(text).map_err(|_| format!("{text}: expected a country of two letters, as in KE"))
}

/// What was asked, and the methods in their order.
struct Answer {
    question: Question<'static>,
    device: Device,
    rows: Vec<Ranked>,
}

fn answer(args: &MethodsArgs) -> Result<Answer, String> {
    let file = args.device.as_deref().map_or_else(|| Ok(DeviceFile::default()), read)?;
    let last_paid = match &file.paid_last {
        None => None,
        Some(id) => {
            let known = METHODS.iter().find(|wallet| wallet.id == id);
            Some(known.ok_or_else(|| format!("paid_last: there is no method {id:?}"))?.handler)
        }
    };
    let os = match file.os {
        None | Some(OsName::Android) => Os::Android,
        Some(OsName::Ios) => Os::Ios,
    };
    let device = Device {
        os,
        play_services: file.play_services.unwrap_or(os == Os::Android),
        hosted_fields: file.hosted_fields.unwrap_or(true),
        apps: file.apps,
    };
    let question = Question { country: args.country, amount: args.amount, last_paid };
    let way = |wallet| Some(Way { wallet, ability: device.ability(wallet)? });
    let ways: Vec<Way> = METHODS.iter().filter_map(way).collect();
    // No merchant is asked: one that offers everything and charges nothing for it.
    let offers: Vec<Offer<'_>> =
        METHODS.iter().map(|wallet| Offer { handler: wallet.handler, fee: None }).collect();
    let rows = rank(&ways, &offers, &question);
    Ok(Answer { question, device, rows })
}

fn read(path: &Path) -> Result<DeviceFile, String> {
    let wrong = |what: String| format!("{}: {what}", path.display());
    let file = std::fs::File::open(path).map_err(|error| wrong(error.to_string()))?;
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|error| wrong(error.to_string()))?;
    if text.len() as u64 > MOST_BYTES {
        return Err(wrong(format!("larger than {MOST_BYTES} bytes")));
    }
    toml::from_str(&text).map_err(|error| wrong(error.to_string()))
}

impl Answer {
    fn json(&self) -> Value {
        let rows = self.rows.iter().enumerate().map(|(at, row)| self.row(at, row));
        json!({
            "version": 1,
            "country": self.question.country.as_str(),
            "amount": self.question.amount,
            "device": {
                "os": os(self.device.os),
                "play_services": self.device.play_services,
                "hosted_fields": self.device.hosted_fields,
                // Every app that a method asks for.
                "apps": self.device.apps.as_ref().map_or_else(|| json!("any"), |apps| json!(apps)),
            },
            "paid_last": self.question.last_paid,
            "methods": rows.collect::<Vec<_>>(),
        })
    }

    fn row(&self, at: usize, row: &Ranked) -> Value {
        let (facts, currency) = (row.wallet.facts, self.question.amount.currency);
        let read = sources(row.wallet.id).iter().map(|one| {
            json!({"of": one.of, "title": one.title, "url": one.url, "kind": one.kind, "confidence": one.confidence})
        });
        json!({
            "rank": at + 1,
            "first": at < SHOWN_FIRST,
            "id": row.wallet.id,
            "handler": row.wallet.handler,
            "title": row.wallet.title,
            "family": row.wallet.family.as_str(),
            "score": row.score,
            "why": row.why.iter().map(|why| why.as_str()).collect::<Vec<_>>(),
            "least": facts.least_in(currency),
            "most": facts.most_in(currency),
            "sources": read.collect::<Vec<_>>(),
        })
    }

    /// For people: the device, then a line for each method, and a line between the first and the rest.
    fn plain(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let apps = self.device.apps.as_ref().map_or_else(|| "any".to_owned(), |apps| apps.join(" "));
        let said = |there: bool| if there { "yes" } else { "no" };
        let (services, fields) = (said(self.device.play_services), said(self.device.hosted_fields));
        let system = os(self.device.os);
        writeln!(out, "device: {system}, Play services: {services}, card fields: {fields}, apps: {apps}")?;
        for (at, row) in self.rows.iter().enumerate() {
            if at == SHOWN_FIRST {
                writeln!(out, "   -- on one tap --")?;
            }
            let why: Vec<&str> = row.why.iter().map(|why| why.as_str()).collect();
            let (title, family) = (row.wallet.title, row.wallet.family.as_str());
            writeln!(out, "{:>2} {title} ({family}, {}) {}", at + 1, row.wallet.id, why.join(" "))?;
        }
        if self.rows.is_empty() {
            writeln!(out, "no method is known for this sum there")?;
        }
        Ok(())
    }
}

fn os(os: Os) -> &'static str {
    match os {
        Os::Android => "android",
        Os::Ios => "ios",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: MethodsArgs,
    }

    fn methods(line: &[&str]) -> (u8, String, String) {
        let args = match Line::try_parse_from(std::iter::once("methods").chain(line.iter().copied())) {
            Ok(line) => line.args,
            Err(error) => return (2, String::new(), error.to_string()),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run(&args, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (code, text(out), text(err))
    }

    fn ids(out: &str) -> Vec<String> {
        let value: Value = serde_json::from_str(out).expect("JSON");
        let rows = value["methods"].as_array().expect("rows");
        rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    }

    #[test]
    fn a_country_is_shown_its_own_methods() {
        for (country, amount, first) in [
            ("KE", "1500.00KES", "mpesa"),
            ("BR", "99.90BRL", "pix"),
            ("IN", "1200.00INR", "upi"),
            ("DE", "120.00EUR", "paypal"),
            ("CN", "88.00CNY", "alipay"),
        ] {
            let (code, out, err) = methods(&["--country", country, "--amount", amount, "--json"]);
            assert_eq!((code, err.as_str()), (0, ""));
            assert_eq!(ids(&out)[0], first, "{country}");
            let value: Value = serde_json::from_str(&out).expect("JSON");
            assert_eq!(value["device"]["apps"], "any");
            let row = &value["methods"][0];
            assert!(row["sources"][0]["confidence"].is_string() && row["why"][0] == "usual_here", "{row}");
            let (code, plain, _) = methods(&["--country", country, "--amount", amount]);
            assert!(code == 0 && plain.lines().nth(1).is_some_and(|line| line.contains(first)), "{plain}");
        }
    }

    #[test]
    fn a_device_is_read_from_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("device.toml");
        let with = |text: &str| {
            std::fs::write(&path, text).expect("written");
            methods(&[
                "--country",
                "CN",
                "--amount",
                "88.00CNY",
                "--json",
                "--device",
                path.to_str().expect("UTF-8"),
            ])
        };
        let (code, out, _) = with("os = \"ios\"\napps = [\"weixin\"]");
        assert_eq!((code, &ids(&out)[..2]), (0, &["wechat_pay".to_owned(), "alipay".to_owned()][..]));
        let (_, out, _) = with("apps = []");
        assert!(!ids(&out).contains(&"wechat_pay".to_owned()), "its app is missing");
        let (_, out, _) = with("paid_last = \"hosted_card\"");
        assert!(ids(&out)[..2].contains(&"hosted_card".to_owned()), "{out}");
        let (_, out, _) = with("paid_last = \"hosted_card\"\nhosted_fields = false");
        assert!(!ids(&out).contains(&"hosted_card".to_owned()), "its app shows no such fields: {out}");
        for wrong in ["os = \"palm\"", "colour = 1", "paid_last = \"shells\"", "apps = ["] {
            let (code, out, err) = with(wrong);
            assert_eq!((code, out.as_str()), (2, ""), "{wrong}");
            assert!(!err.is_empty());
        }
    }

    #[test]
    fn wrong_words_are_a_wrong_line() {
        for line in [
            &["--country", "KENYA", "--amount", "1.00KES"][..],
            &["--country", "KE", "--amount", "1.00"],
            &["--country", "KE", "--amount", "-1.00KES"],
            &["--country", "KE"],
            &["--country", "KE", "--amount", "1.00KES", "--device", "/nowhere/device.toml"],
        ] {
            let (code, _, err) = methods(line);
            assert!(code == 2 && !err.is_empty(), "{line:?} {err}");
        }
    }
}
