//! What a merchant demands of an object: a closed corner of JSON Schema 2020-12 (`required`, `properties`, `anyOf`, `enum`,
//! `const`), and whether an object meets it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The deepest demand that is read, in objects within objects.
const DEPTH: usize = 8;
/// The most members and listed values of one demand, with all demands in it.
const MEMBERS: usize = 200;

/// A demand on an object (UCP 2026-08-25 `constraint_expression.json`). An empty one is met by every object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub struct Constraint {
    required: Vec<String>,
    properties: BTreeMap<String, Rule>,
    any_of: Vec<Constraint>,
}

/// A demand on a member, where it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rule {
    Object(Constraint),
    /// `enum` and `const`: at least one of them; where both are there, both count.
    Value {
        one_of: Option<Vec<Value>>,
        is: Option<Value>,
    },
}

/// What is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// Names of members, from the object that was judged down.
    pub at: Vec<String>,
    /// What is wrong there.
    pub why: Why,
}

/// Why a demand is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The member is not there.
    Missing,
    /// It is there and is none of these.
    NotAmong(Vec<Value>),
    /// No alternative is met; of each, what is not.
    NoAlternative(Vec<Vec<Unmet>>),
}

impl Constraint {
    /// Reads a demand. None where anything stands in it that the grammar does not know, or it is too deep or too large: then
    /// nothing may be concluded from it.
    pub fn parse(raw: &Value) -> Option<Self> {
        let mut left = MEMBERS;
        read(raw, DEPTH, &mut left)
    }

    /// A demand that a member is one of these values, where it is there.
    pub fn one_of(member: &str, values: Vec<Value>) -> Self {
        let rule = Rule::Value { one_of: Some(values), is: None };
        Self { properties: BTreeMap::from([(member.to_owned(), rule)]), ..Self::default() }
    }

    /// What of it `object` does not meet; nothing for what is no object, of which these words say nothing (JSON Schema
    /// Validation 2020-12, 6.5 and 10.3.2).
    pub fn unmet(&self, object: &Value) -> Vec<Unmet> {
        let Some(members) = object.as_object() else { return Vec::new() };
        let missing = self.required.iter().filter(|name| !members.contains_key(*name));
        let mut unmet: Vec<Unmet> =
            missing.map(|name| Unmet { at: vec![name.clone()], why: Why::Missing }).collect();
        for (name, rule) in &self.properties {
            let found = members.get(name).map(|value| rule.unmet(value)).unwrap_or_default();
            unmet.extend(found.into_iter().map(|one| one.below(name)));
        }
        let branches: Vec<Vec<Unmet>> = self.any_of.iter().map(|branch| branch.unmet(object)).collect();
        if !branches.is_empty() && branches.iter().all(|branch| !branch.is_empty()) {
            unmet.push(Unmet { at: Vec::new(), why: Why::NoAlternative(branches) });
        }
        unmet
    }

    /// Whether every object that meets it has the member at `path`, given that it has all that are on the way there.
    pub fn requires(&self, path: &[&str]) -> bool {
        let own = match path {
            [] => return false,
            [name] => self.required.iter().any(|one| one == name),
            [name, rest @ ..] => self.within(name).is_some_and(|rule| rule.requires(rest)),
        };
        own || (!self.any_of.is_empty() && self.any_of.iter().all(|branch| branch.requires(path)))
    }

    /// The closed list of what the member at `path` may be; none where anything may stand there.
    pub fn allowed(&self, path: &[&str]) -> Option<Vec<&Value>> {
        let own = match path {
            [] => return None,
            [name] => self.properties.get(*name).and_then(Rule::values),
            [name, rest @ ..] => self.within(name).and_then(|rule| rule.allowed(rest)),
        };
        let each: Option<Vec<Vec<&Value>>> = self.any_of.iter().map(|branch| branch.allowed(path)).collect();
        let either = each.filter(|each| !each.is_empty()).map(|each| each.concat());
        both(own, either)
    }

    fn within(&self, name: &str) -> Option<&Constraint> {
        match self.properties.get(name)? {
            Rule::Object(rule) => Some(rule),
            Rule::Value { .. } => None,
        }
    }
}

/// What two closed lists have in common; the one that there is, where the other is open.
fn both<'a>(one: Option<Vec<&'a Value>>, other: Option<Vec<&'a Value>>) -> Option<Vec<&'a Value>> {
    match (one, other) {
        (Some(one), Some(other)) => {
            Some(one.into_iter().filter(|value| other.iter().any(|known| equal(value, known))).collect())
        }
        (one, other) => one.or(other),
    }
}

impl Rule {
    fn unmet(&self, value: &Value) -> Vec<Unmet> {
        match self {
            Self::Object(rule) => rule.unmet(value),
            Self::Value { .. } => {
                let allowed = self.values().unwrap_or_default();
                if allowed.iter().any(|known| equal(known, value)) {
                    return Vec::new();
                }
                let among = allowed.into_iter().cloned().collect();
                vec![Unmet { at: Vec::new(), why: Why::NotAmong(among) }]
            }
        }
    }

    /// What may stand there; none for an object, of which no list is made.
    fn values(&self) -> Option<Vec<&Value>> {
        match self {
            Self::Object(_) => None,
            Self::Value { one_of, is } => {
                both(one_of.as_ref().map(|all| all.iter().collect()), is.as_ref().map(|one| vec![one]))
            }
        }
    }
}

impl Unmet {
    fn below(mut self, name: &str) -> Self {
        self.at.insert(0, name.to_owned());
        self
    }
}

/// JSON's equality: 1 and 1.0 are one number, members have no order (JSON Schema Core 2020-12, 4.2.2).
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_i128(), other.as_i128()) {
            (Some(one), Some(other)) => one == other,
            (None, None) => one.as_f64() == other.as_f64(),
            (Some(whole), None) => is_whole(other.as_f64(), whole),
            (None, Some(whole)) => is_whole(one.as_f64(), whole),
        },
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same =
                |(name, value): (&String, &Value)| other.get(name).is_some_and(|other| equal(value, other));
            one.len() == other.len() && one.iter().all(same)
        }
        (one, other) => one == other,
    }
}

/// Whether a float is exactly this whole number. Whole numbers of JSON are read within 64 bits, so that none saturates here.
fn is_whole(float: Option<f64>, whole: i128) -> bool {
    float.is_some_and(|float| float.fract() == 0.0 && float as i128 == whole)
}

fn read(raw: &Value, depth: usize, left: &mut usize) -> Option<Constraint> {
    let members = raw.as_object()?;
    let depth = depth.checked_sub(1)?;
    take(left, members.len())?;
    if members.keys().any(|name| !matches!(name.as_str(), "required" | "properties" | "anyOf")) {
        return None;
    }
    Some(Constraint {
        required: match members.get("required") {
            None => Vec::new(),
            Some(names) => read_required(names, left)?,
        },
        properties: match members.get("properties") {
            None => BTreeMap::new(),
            Some(rules) => read_properties(rules, depth, left)?,
        },
        any_of: match members.get("anyOf") {
            None => Vec::new(),
            Some(branches) => read_any_of(branches, depth, left)?,
        },
    })
}

fn read_required(names: &Value, left: &mut usize) -> Option<Vec<String>> {
    let names = names.as_array().filter(|names| !names.is_empty())?;
    take(left, names.len())?;
    let names: Vec<String> =
        names.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    let unique = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    unique.then_some(names)
}

fn read_properties(rules: &Value, depth: usize, left: &mut usize) -> Option<BTreeMap<String, Rule>> {
    let rules = rules.as_object().filter(|rules| !rules.is_empty())?;
    take(left, rules.len())?;
    rules.iter().map(|(name, rule)| Some((name.clone(), read_rule(rule, depth, left)?))).collect()
}

/// A branch is not empty: that would be met by everything.
fn read_any_of(branches: &Value, depth: usize, left: &mut usize) -> Option<Vec<Constraint>> {
    let branches = branches.as_array().filter(|branches| !branches.is_empty())?;
    take(left, branches.len())?;
    let says = |branch: &&Value| branch.as_object().is_some_and(|members| !members.is_empty());
    branches.iter().map(|branch| read(Some(branch).filter(says)?, depth, left)).collect()
}

/// The two shapes of a rule have no member in common; `{}` is an empty demand on an object.
fn read_rule(raw: &Value, depth: usize, left: &mut usize) -> Option<Rule> {
    let members = raw.as_object()?;
    if !members.contains_key("enum") && !members.contains_key("const") {
        return read(raw, depth, left).map(Rule::Object);
    }
    take(left, members.len())?;
    if members.keys().any(|name| !matches!(name.as_str(), "enum" | "const")) {
        return None;
    }
    let one_of = match members.get("enum") {
        None => None,
        Some(values) => {
            let values = values.as_array().filter(|values| !values.is_empty())?;
            take(left, values.len())?;
            let unique = values
                .iter()
                .enumerate()
                .all(|(at, value)| !values[..at].iter().any(|known| equal(known, value)));
            Some(values.clone()).filter(|_| unique)
        }
    };
    if members.contains_key("enum") && one_of.is_none() {
        return None;
    }
    Some(Rule::Value { one_of, is: members.get("const").cloned() })
}

fn take(left: &mut usize, many: usize) -> Option<()> {
    *left = left.checked_sub(many)?;
    Some(())
}

impl TryFrom<Value> for Constraint {
    type Error = &'static str;

    fn try_from(raw: Value) -> Result<Self, Self::Error> {
        Self::parse(&raw).ok_or("not a constraint")
    }
}

impl From<Constraint> for Value {
    fn from(constraint: Constraint) -> Self {
        let mut members = Map::new();
        if !constraint.required.is_empty() {
            members.insert("required".to_owned(), constraint.required.into());
        }
        if !constraint.properties.is_empty() {
            let rules = constraint.properties.into_iter().map(|(name, rule)| (name, Value::from(rule)));
            members.insert("properties".to_owned(), Value::Object(rules.collect()));
        }
        if !constraint.any_of.is_empty() {
            let branches = constraint.any_of.into_iter().map(Value::from);
            members.insert("anyOf".to_owned(), branches.collect());
        }
        Value::Object(members)
    }
}

impl From<Rule> for Value {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Object(rule) => rule.into(),
            Rule::Value { one_of, is } => {
                let one_of = one_of.map(|values| ("enum".to_owned(), Value::Array(values)));
                Value::Object(one_of.into_iter().chain(is.map(|is| ("const".to_owned(), is))).collect())
            }
        }
    }
}
