//! Which rows speak of some goods, and why: as JSON and for people.

use serde_json::{Map, Value, json};
use std::io::Write;
use tradewind_trade::{Hs, Request, Rules, explain};

/// Every row that speaks of the first line of an order, and what its goods are by the names of their heading.
pub(super) fn explained(
    rules: &Rules,
    request: &Request,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), String> {
    let rows = explain(rules, request).map_err(|error| format!("{}: {error}", error.code()))?;
    let place = rules.place(request.to).map(|place| place.id.as_str());
    let code = request.lines.first().map_or(Hs::ANY, |line| line.hs);
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|one| {
                json!({
                    "rule": one.row.id, "kind": one.row.rule.kind(), "standing": one.standing.as_str(), "why": one.why,
                    "from": one.row.from.to_string(), "until": one.row.until.map(|day| day.to_string()),
                    "confidence": one.row.confidence.as_str(), "note": one.row.note, "source": one.source,
                })
            })
            .collect();
        let as_of = rules.as_of().to_string();
        let hs = json!({"code": code.to_string(), "names": names(rules, code)});
        let _ = writeln!(
            out,
            "{}",
            json!({"version": 1, "place": place, "rules_as_of": as_of, "hs": hs, "rows": rows})
        );
        return Ok(());
    }
    let _ = writeln!(out, "{} on {}: rules as of {}", place.unwrap_or("no file"), request.on, rules.as_of());
    if let Some(name) = rules.hs_name(code, "en") {
        let _ = writeln!(out, "HS {code}: {name}");
    }
    for one in rows {
        let (standing, kind) = (one.standing.as_str(), one.row.rule.kind());
        let _ = writeln!(out, "{standing:8} {kind:9} {} ({})", one.row.id, one.row.confidence.as_str());
        let _ = writeln!(out, "                   {}", one.why.join("; "));
        if !one.row.note.is_empty() {
            let _ = writeln!(out, "                   {}", one.row.note);
        }
        if let Some(source) = one.source {
            let _ =
                writeln!(out, "                   {}, {}, {}", source.publisher, source.date, source.address);
        }
    }
    Ok(())
}

/// What goods of a code are, by language.
fn names(rules: &Rules, code: Hs) -> Map<String, Value> {
    rules.hs_names(code).iter().map(|(tag, name)| (tag.clone(), json!(name))).collect()
}
