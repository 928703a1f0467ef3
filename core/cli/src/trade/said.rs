//! A quote as JSON and for people.

use serde_json::{Value, json};
use std::io::Write;
use tradewind_domain::TotalEffect;
use tradewind_trade::{Amount, Notice, Quote, QuoteLine, Request};

pub(super) fn json(quote: &Quote<'_>, request: &Request) -> Value {
    let narrow: Vec<Value> = quote
        .narrow
        .iter()
        .map(|narrow| json!({"what": narrow.what.as_str(), "line": narrow.line.map(|line| line + 1)}))
        .collect();
    json!({
        "version": 1,
        "place": quote.place.map(|place| &place.id),
        "rules_as_of": quote.as_of.to_string(),
        "taken": taken(request),
        "lines": quote.lines.iter().map(line).collect::<Vec<_>>(),
        "total": line(&quote.total),
        "paid_now": quote.paid_now,
        "rate": quote.rate.map(|rate| json!({
            "from": rate.from, "to": rate.to, "rate": rate.rate.to_string(), "source": rate.source, "at": rate.at,
        })),
        "narrow": narrow,
        "notices": quote.notices.iter().map(notice).collect::<Vec<_>>(),
    })
}

/// The order as it was quoted, with what was taken where nothing was said.
fn taken(request: &Request) -> Value {
    json!({
        "to": request.to.as_str(),
        "from": request.ship_from.map(|from| from.to_string()),
        "on": request.on.to_string(),
        "mode": request.mode.map(|mode| mode.as_str()),
        "incoterm": request.incoterm.as_str(),
        "seller": request.registered.map(|is| if is { "registered" } else { "unregistered" }),
        "buyer": if request.consumer { "consumer" } else { "business" },
        "delivery": request.delivery,
        "insurance": request.insurance,
        "year_spent": request.year_spent,
        "tax_included": request.tax_included,
    })
}

/// A line: `amount` where it is known, `min`, `likely` and `max` where it is a range, neither where it is not included.
fn line(line: &QuoteLine<'_>) -> Value {
    let mut value = json!({
        "kind": line.kind,
        "effect": effect(&line.effect),
        "collected_by": line.by.map(|by| by.as_str()),
        "rule": line.rule.map(|row| &row.id),
        "source": line.source,
    });
    match line.amount {
        Amount::Exact(money) => {
            value["amount"] = json!(money.minor);
            value["currency"] = json!(money.currency);
        }
        Amount::Range { min, likely, max } => {
            value["min"] = json!(min.minor);
            value["likely"] = json!(likely.minor);
            value["max"] = json!(max.minor);
            value["currency"] = json!(likely.currency);
        }
        Amount::NotIncluded => {}
    }
    if let Some(row) = line.rule {
        value["from"] = json!(row.from.to_string());
        value["until"] = json!(row.until.map(|day| day.to_string()));
        value["confidence"] = json!(row.confidence.as_str());
        value["note"] = json!(row.note);
    }
    value
}

/// The effect's name alone: its amounts and its collector stand beside it.
fn effect(effect: &TotalEffect) -> &'static str {
    match effect {
        TotalEffect::Adds => "adds",
        TotalEffect::Included => "included",
        TotalEffect::Estimated { .. } => "estimated",
        TotalEffect::CollectedLater { .. } => "collected_later",
        TotalEffect::NotIncluded => "not_included",
    }
}

fn notice(notice: &Notice<'_>) -> Value {
    let mut value = json!({"code": notice.code(), "sentence": sentence(notice)});
    match notice {
        Notice::OtherEdition(at) => value["line"] = json!(at + 1),
        Notice::Unverified(row) => {
            value["rule"] = json!(row.id);
            value["note"] = json!(row.note);
        }
        _ => {}
    }
    value
}

/// What a notice says to a person.
fn sentence(notice: &Notice<'_>) -> String {
    match notice {
        Notice::PlaceUnknown => "No rules of this country are known: what is due is a wide guess.".into(),
        Notice::BeforeRules => "The rules begin after this day: what is due is a wide guess.".into(),
        Notice::Gap => "The rules lack one of this day: what is due is a wide guess.".into(),
        Notice::OtherEdition(at) => {
            let line = at + 1;
            format!("The code of line {line} is of another edition than the rules: its heading alone counts.")
        }
        Notice::NoRate => {
            "Without an exchange rate into the rules' currency limits are open and their amounts left out."
                .into()
        }
        Notice::Unverified(row) => row.note.clone(),
    }
}

/// One line each, for people.
pub(super) fn plain(quote: &Quote<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    for one in quote.lines.iter().chain([&quote.total]) {
        let amount = match one.amount {
            Amount::Exact(money) => money.to_string(),
            Amount::Range { min, likely, max } => {
                format!("{} to {}, likely {}", min.to_decimal(), max.to_decimal(), likely)
            }
            Amount::NotIncluded => "not included".into(),
        };
        let by = one.by.map_or("", |by| by.as_str());
        let rule = one.rule.map_or("", |row| row.id.as_str());
        writeln!(out, "{:12} {:15} {amount} {by} {rule}", one.kind.as_type(), effect(&one.effect))?;
    }
    for notice in &quote.notices {
        writeln!(out, "{}: {}", notice.code(), sentence(notice))?;
    }
    for narrow in &quote.narrow {
        let line = narrow.line.map_or(String::new(), |line| format!(" of line {}", line + 1));
        writeln!(out, "it would be narrower with: {}{line}", narrow.what.as_str())?;
    }
    writeln!(out, "rules as of {}", quote.as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use tradewind_domain::{Currency, Market, Money};
    use tradewind_trade::{Day, Edition, Hs, Line, quote};

    #[test]
    fn each_notice_has_a_sentence_beside_its_code() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/trade");
        let rules = super::super::rules_at(Path::new(folder)).expect("rules");
        for (code, to, on, hs) in [
            ("place-unknown", "BR", "2026-06-01", "640411"),
            ("before-rules", "DE", "1999-01-01", "640411"),
            ("other-edition", "DE", "2026-06-01", "640419"),
            ("no-rate", "GB", "2026-06-01", "640411"),
            ("unverified", "DE", "2026-06-01", "240220"),
        ] {
            let euros = |minor| Money::new(minor, Currency::EUR);
            let edition = if code == "other-edition" { Edition::Hs2028 } else { Edition::Hs2022 };
            let line = Line { hs: Hs::parse(hs).expect("a code"), edition, ..Line::new(euros(3_000), 1) };
            let (to, on) = (Market::parse(to).expect("a country"), Day::parse(on).expect("a day"));
            let request = Request::new(to, on, vec![line], euros(0));
            let quote = quote(&rules, &request).expect("a quote");
            let said = json(&quote, &request);
            let notices = said["notices"].as_array().expect("notices");
            let notice = notices.iter().find(|notice| notice["code"] == code).expect(code);
            let sentence = notice["sentence"].as_str().expect("a sentence");
            assert!(sentence.ends_with('.') && sentence.contains(' '), "{code}: {sentence}");
            let mut out = Vec::new();
            plain(&quote, &mut out).expect("written");
            let out = String::from_utf8(out).expect("UTF-8");
            assert!(out.contains(&format!("{code}: {sentence}\n")), "{out}");
        }
    }
}
