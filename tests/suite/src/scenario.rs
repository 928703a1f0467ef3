//! Journeys as data, as `tests/scenarios/README.md` tells: read from TOML once, and given to other languages as JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_app::{Intent, Snapshot};
use tradewind_domain::{Timestamp, TimestampError};
use tradewind_ports::{Clock, ShiftedClock, SystemClock};
use tradewind_storefront::LiveDeed;

/// A journey.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Language and market pairs to run it in.
    pub places: Vec<(String, String)>,
    /// What the wallet answers.
    pub wallet: String,
    /// When it is on the phone's clock as the app is started; without it, now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Moment>,
    /// Whether the merchant has live shows.
    #[serde(default)]
    pub show: bool,
    /// Whether it takes a merchant of its own also where others share one: it leaves the shows otherwise than others need them.
    #[serde(default)]
    pub alone: bool,
    /// The link that starts the app for the first time, where no catalog was fetched yet; without it, its icon does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The merchant's faults from the start.
    #[serde(default)]
    pub faults: Vec<String>,
    /// Whether the phone has something that draws.
    #[serde(default = "yes")]
    pub painter: bool,
    /// Whether there is a network at the start.
    #[serde(default = "yes")]
    pub online: bool,
    /// What is done and seen, in order.
    #[serde(rename(serialize = "steps", deserialize = "step"))]
    pub steps: Vec<Step>,
}

impl Scenario {
    /// The phone's clock.
    pub fn clock(&self) -> Arc<dyn Clock> {
        match &self.on {
            Some(on) => Arc::new(ShiftedClock::at(on.at)),
            None => Arc::new(SystemClock::new()),
        }
    }
}

/// A moment, checked, and as it was written (RFC 3339).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    /// The moment.
    pub at: Timestamp,
    /// Its text, for other languages.
    pub written: String,
}

impl TryFrom<String> for Moment {
    type Error = TimestampError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        Ok(Self { at: Timestamp::parse_rfc3339(&written)?, written })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.written
    }
}

/// One step.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The intent.
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// What becomes of the preview's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Seen>,
    /// A fault that begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// A fault that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear: Option<String>,
    /// A step that the newest order takes at the merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What the host of the running show does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Deed>,
    /// What the wallet answers from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wallet: Option<String>,
    /// What the person does where they were sent to pay, before they come back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
    /// The app ends and is started again on the same files. In this process it is closed; a shell that runs the same file
    /// kills it.
    #[serde(default)]
    pub kill: bool,
    /// How many orders the merchant must have by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<usize>,
    /// How often the person has pressed since the step that says 0: what leads from there to here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taps: Option<u32>,
    /// What must become true: path in the snapshot, and what is there.
    #[serde(default)]
    pub see: BTreeMap<String, Value>,
}

/// An intent, checked, and as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub struct Act(pub Intent, Value);

impl TryFrom<Value> for Act {
    type Error = serde_json::Error;

    fn try_from(written: Value) -> Result<Self, Self::Error> {
        serde_json::from_value(written.clone()).map(|intent| Self(intent, written))
    }
}

impl From<Act> for Value {
    fn from(act: Act) -> Self {
        act.1
    }
}

impl Act {
    /// The intent, with what is written as `@PATH` as it stands there in the snapshot.
    pub fn intent(&self, snapshot: &Value) -> serde_json::Result<Intent> {
        serde_json::from_value(filled(&self.1, snapshot))
    }
}

/// What a host does, checked, and as it was written (`tests/storefront/LIVE.md`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub struct Deed(Value);

impl TryFrom<Value> for Deed {
    type Error = String;

    fn try_from(written: Value) -> Result<Self, Self::Error> {
        match LiveDeed::read(&written) {
            Some(_) => Ok(Self(written)),
            None => Err(format!("no host does {written}")),
        }
    }
}

impl From<Deed> for Value {
    fn from(deed: Deed) -> Self {
        deed.0
    }
}

impl Deed {
    /// The deed, with what is written as `@PATH` as it stands there in the snapshot.
    pub fn deed(&self, snapshot: &Value) -> Option<LiveDeed> {
        LiveDeed::read(&filled(&self.0, snapshot))
    }
}

/// What is written, with each text `@PATH` as what stands there in the snapshot: keys that a merchant makes up are in no file.
fn filled(written: &Value, snapshot: &Value) -> Value {
    match written {
        Value::String(text) => match text.strip_prefix('@') {
            Some(path) => look(snapshot, path).clone(),
            None => written.clone(),
        },
        Value::Array(all) => all.iter().map(|one| filled(one, snapshot)).collect(),
        Value::Object(all) => all.iter().map(|(name, one)| (name.clone(), filled(one, snapshot))).collect(),
        _ => written.clone(),
    }
}

/// What becomes of the preview's picture, beside the one of the step before that looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Other pixels.
    New,
    /// The very same frame.
    Same,
    /// Nothing to draw: the screen's still picture is shown.
    None,
}

fn yes() -> bool {
    true
}

/// Where the journeys lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

/// Every journey by its name, in order of names.
pub fn read_all() -> std::io::Result<BTreeMap<String, Scenario>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let scenario = toml::from_str(&std::fs::read_to_string(&path)?)
                .map_err(|error| std::io::Error::other(format!("{}: {error}", path.display())))?;
            all.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), scenario);
        }
    }
    Ok(all)
}

/// Leaves each journey one of its places, of one after the other another: phones are slow, and the page and the core by itself go
/// through all of them.
pub fn by_turns(all: &mut BTreeMap<String, Scenario>) {
    for (turn, scenario) in all.values_mut().enumerate() {
        let places = scenario.places.len().max(1);
        scenario.places = scenario.places.drain(..).skip(turn % places).take(1).collect();
    }
}

/// A snapshot as the paths of `see` go through it: `screen` is its name, `body` what it holds.
pub fn facts(snapshot: &Snapshot) -> serde_json::Result<Value> {
    let mut all = serde_json::to_value(snapshot)?;
    let body = all["screen"].take();
    all["screen"] = snapshot.screen.name().into();
    all["body"] = body;
    Ok(all)
}

/// Whether what is wanted at the path is there.
pub fn sees(snapshot: &Value, path: &str, wanted: &Value) -> bool {
    let found = look(snapshot, path);
    let empty = found.is_null() || found.as_str() == Some("") || found.as_array().is_some_and(Vec::is_empty);
    match wanted.as_str() {
        Some("*") => !empty,
        Some("") => empty,
        Some(part) if part.starts_with('~') => found.as_str().is_some_and(|text| text.contains(&part[1..])),
        _ => found == wanted,
    }
}

/// What stands at a path; null where nothing does.
fn look<'a>(snapshot: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(snapshot, |value, part| match part.parse::<usize>() {
        Ok(at) => &value[at],
        Err(_) => &value[part],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_as_a_path_is_read_off_the_snapshot() {
        let snapshot = json!({"body": {"card": {"key": "card-41"}}});
        let act = Act::try_from(json!({"add_live_card": {"key": "@body.card.key"}})).expect("an intent");
        let intent = act.intent(&snapshot).expect("an intent");
        assert_eq!(intent, Intent::AddLiveCard { key: "card-41".into() });
        assert!(act.intent(&Value::Null).is_err(), "what is not there is no key");
        let deed = Deed::try_from(json!({"withdraw": {"nonce": "@body.card.key"}})).expect("a deed");
        assert_eq!(deed.deed(&snapshot), Some(LiveDeed::Withdraw("card-41".into())));
    }

    #[test]
    fn what_no_host_does_is_refused_when_it_is_read() {
        assert!(Deed::try_from(json!({"pins": {"item": "mug-indigo"}})).is_err());
        assert!(Deed::try_from(json!({"end": false})).is_err());
    }
}
