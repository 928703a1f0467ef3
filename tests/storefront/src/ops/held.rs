//! What was said of the next request, and whether it holds it. The reader of constraints here shares nothing with the app's.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The merchant's id for its payment handler.
pub(crate) const HANDLER_ID: &str = "sandbox";

/// A constraint that was said, as it is held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Held {
    pub(crate) place: Place,
    pub(crate) expression: Value,
}

/// What of a request a constraint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// Instruments of our handler, when they pay.
    Instruments,
    /// Lines, wherever a request has some.
    Lines,
    /// An update as a whole.
    Update,
}

/// Where an update does not hold what was said.
pub(crate) fn broken_by_update(held: &[Held], body: &Value) -> Option<String> {
    broken(held, |place| match place {
        Place::Update => vec![("$".to_owned(), body)],
        Place::Lines => entries("$.line_items", &body["line_items"]),
        Place::Instruments => Vec::new(),
    })
}

/// Where a Complete does not hold what was said. What was said of updates is not held against it.
pub(crate) fn broken_by_complete(held: &[Held], body: &Value) -> Option<String> {
    broken(held, |place| match place {
        Place::Instruments => {
            let mut all = entries("$.payment.instruments", &body["payment"]["instruments"]);
            all.retain(|(_, one)| one["handler_id"] == HANDLER_ID && one["type"] == "sandbox");
            all
        }
        Place::Lines | Place::Update => Vec::new(),
    })
}

fn broken<'b>(held: &[Held], at: impl Fn(Place) -> Vec<(String, &'b Value)>) -> Option<String> {
    held.iter()
        .find_map(|one| at(one.place).iter().find_map(|(path, object)| fault(&one.expression, object, path)))
}

fn entries<'b>(at: &str, list: &'b Value) -> Vec<(String, &'b Value)> {
    let all = list.as_array().into_iter().flatten().enumerate();
    all.map(|(index, entry)| (format!("{at}[{index}]"), entry)).collect()
}

/// The first place that is not as an expression wants it.
fn fault(expression: &Value, value: &Value, path: &str) -> Option<String> {
    let other = expression.get("const").is_some_and(|wanted| wanted != value);
    if other || expression["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Some(path.to_owned());
    }
    let members = value.as_object()?;
    let below = |name: &str| format!("{path}.{name}");
    let required = expression["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(missing) = required.into_iter().find(|name| !members.contains_key(*name)) {
        return Some(below(missing));
    }
    let rules = expression["properties"].as_object().into_iter().flatten();
    let within = rules.filter_map(|(name, rule)| fault(rule, members.get(name)?, &below(name))).next();
    let branches = expression["anyOf"].as_array();
    let none_holds =
        branches.is_some_and(|all| all.iter().all(|branch| fault(branch, value, path).is_some()));
    within.or_else(|| none_holds.then(|| path.to_owned()))
}
