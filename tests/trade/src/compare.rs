//! Where the engine's quote and the second implementation's answer part.

use crate::{Answer, Answered};
use tradewind_domain::TotalEffect;
use tradewind_trade::{Amount, Quote, QuoteLine, What};

/// What differs, in words; none where both say the same.
pub fn difference(quote: &Quote<'_>, answer: &Answer) -> Option<String> {
    let engine: Vec<Answered> = quote.lines.iter().map(answered).collect();
    let total = quote.total.amount.minor();
    let asks = quote.narrow.iter().any(|narrow| narrow.what == What::ShipFrom);
    if engine == answer.lines && total == answer.total {
        let words =
            || format!("engine asks where it is sent from: {asks}, second: {}", answer.asks_ship_from);
        return (asks != answer.asks_ship_from).then(words);
    }
    let told = |lines: &[Answered]| lines.iter().map(told).collect::<String>();
    Some(format!(
        "engine, in all {total:?}:\n{}second, in all {:?}:\n{}",
        told(&engine),
        answer.total,
        told(&answer.lines)
    ))
}

/// A line of a quote in the words of an answer.
fn answered(line: &QuoteLine<'_>) -> Answered {
    let amount = match line.amount {
        Amount::NotIncluded => None,
        known => Some(known.minor()),
    };
    let rule = line.rule.map(|row| row.id.clone());
    Answered { kind: line.kind.clone(), effect: line.effect, amount, by: line.by, rule }
}

/// A line in short words.
fn told(line: &Answered) -> String {
    let Answered { kind, effect, amount, by, rule } = line;
    let amount = match amount {
        None => "not included".to_owned(),
        Some((min, likely, max)) if min == max => likely.to_string(),
        Some((min, likely, max)) => format!("{min} to {max}, likely {likely}"),
    };
    let effect = match effect {
        TotalEffect::Estimated { .. } => "Estimated".to_owned(),
        effect => format!("{effect:?}"),
    };
    format!("    {kind:?}: {amount}; {effect}; by {by:?}; {}\n", rule.as_deref().unwrap_or("no rule"))
}
