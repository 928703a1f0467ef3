//! What a query selects (RFC 9535, 2.3 and 2.5.1.2).

use super::query::{Query, Relation, Segment, Selector, Side, Test};
use serde_json::Value;
use std::cmp::Ordering;
use tradewind_commerce::constraint::equal;

/// The most values that one query may look at.
const VISITS: usize = 2_000;

/// A document, and how many values may still be looked at.
struct Look<'v> {
    root: &'v Value,
    left: usize,
}

pub(super) fn select<'v>(segments: &[Segment], root: &'v Value) -> Option<Vec<&'v Value>> {
    Look { root, left: VISITS }.select(segments, root)
}

impl<'v> Look<'v> {
    fn visit(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }

    fn select(&mut self, segments: &[Segment], from: &'v Value) -> Option<Vec<&'v Value>> {
        let mut found = vec![from];
        for segment in segments {
            let mut next = Vec::new();
            for value in found {
                for selector in segment {
                    self.children(selector, value, &mut next)?;
                }
            }
            found = next;
        }
        Some(found)
    }

    fn children(&mut self, selector: &Selector, of: &'v Value, into: &mut Vec<&'v Value>) -> Option<()> {
        self.visit()?;
        match selector {
            Selector::Name(name) => into.extend(of.as_object().and_then(|members| members.get(name))),
            Selector::Index(index) => into.extend(of.as_array().and_then(|list| at(list, *index))),
            Selector::Wildcard => {
                for child in all(of) {
                    self.visit()?;
                    into.push(child);
                }
            }
            Selector::Filter(test) => {
                for child in all(of) {
                    self.visit()?;
                    if self.holds(test, child)? {
                        into.push(child);
                    }
                }
            }
        }
        Some(())
    }

    /// Whether a test holds of a value; none where that would take too long.
    fn holds(&mut self, test: &Test, of: &'v Value) -> Option<bool> {
        Some(match test {
            Test::Any(tests) => {
                for test in tests {
                    if self.holds(test, of)? {
                        return Some(true);
                    }
                }
                false
            }
            Test::All(tests) => {
                for test in tests {
                    if !self.holds(test, of)? {
                        return Some(false);
                    }
                }
                true
            }
            Test::Not(test) => !self.holds(test, of)?,
            Test::Finds(query) => !self.asked(query, of)?.is_empty(),
            Test::Compares(one, relation, other) => {
                let one = self.side(one, of)?;
                let other = self.side(other, of)?;
                compare(one, *relation, other)
            }
        })
    }

    fn asked(&mut self, query: &Query, of: &'v Value) -> Option<Vec<&'v Value>> {
        let from = if query.from_root { self.root } else { of };
        self.select(&query.segments, from)
    }

    /// The value of a side, where there is one.
    fn side<'s>(&mut self, side: &'s Side, of: &'v Value) -> Option<Option<&'s Value>>
    where
        'v: 's,
    {
        Some(match side {
            Side::Literal(value) => Some(value),
            Side::Found(query) => self.asked(query, of)?.first().copied(),
        })
    }
}

fn at(list: &[Value], index: i64) -> Option<&Value> {
    let from_end = || list.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?);
    list.get(usize::try_from(index).ok().or_else(from_end)?)
}

fn all(of: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match of {
        Value::Array(list) => Box::new(list.iter()),
        Value::Object(members) => Box::new(members.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Nothing is equal to nothing alone; only two numbers or two strings have an order.
fn compare(one: Option<&Value>, relation: Relation, other: Option<&Value>) -> bool {
    let same = || match (one, other) {
        (Some(one), Some(other)) => equal(one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let order = || match (one?, other?) {
        (Value::String(one), Value::String(other)) => Some(one.cmp(other)),
        (Value::Number(one), Value::Number(other)) => match (one.as_i128(), other.as_i128()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
        },
        _ => None,
    };
    let less = || order() == Some(Ordering::Less);
    let greater = || order() == Some(Ordering::Greater);
    match relation {
        Relation::Equal => same(),
        Relation::NotEqual => !same(),
        Relation::Less => less(),
        Relation::LessOrEqual => less() || same(),
        Relation::Greater => greater(),
        Relation::GreaterOrEqual => greater() || same(),
    }
}
