//! What a show says: one event, in every market, and the ring of the newest ones.

use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// How many events are kept for those who come back: four hours of a film that pins a card every sixteen seconds.
pub(super) const RING: usize = 1_024;

/// Kinds of what is pinned.
pub(super) const CARD: &str = "card-pinned";
pub(super) const HOLD: &str = "hold-offered";
pub(super) const COMMENT: &str = "comment-pinned";

/// Something that was said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Event {
    pub(super) seq: u64,
    pub(super) kind: &'static str,
    /// The data, by market.
    data: BTreeMap<String, Value>,
}

impl Event {
    /// What it says in a market: an object.
    pub(super) fn data(&self, market: &str) -> &Value {
        self.data.get(market).unwrap_or(&Value::Null)
    }

    /// A member that is the same in all markets.
    pub(super) fn any(&self, member: &str) -> &Value {
        self.data.values().next().map_or(&Value::Null, |data| &data[member])
    }

    /// As a stream has it.
    pub(super) fn frame(&self, market: &str) -> String {
        // JSON as it is written here has no line ends.
        format!("event: {}\nid: {}\ndata: {}\n\n", self.kind, self.seq, self.data(market))
    }
}

/// The newest events of a show, and the number of the last one.
#[derive(Debug)]
pub(super) struct Ring {
    /// Nothing up to here is in the ring.
    pub(super) base: u64,
    pub(super) seq: u64,
    events: VecDeque<Arc<Event>>,
}

impl Ring {
    /// A ring whose first event has the number after `base`.
    pub(super) fn new(base: u64) -> Self {
        Self { base, seq: base, events: VecDeque::new() }
    }

    /// Says something: numbers it, and keeps it. `data` gives an object of its own members for a market.
    pub(super) fn say(
        &mut self,
        kind: &'static str,
        at: i64,
        markets: &[String],
        data: impl Fn(&str) -> Value,
    ) -> Arc<Event> {
        self.seq += 1;
        let whole = |market: &String| {
            let mut one = data(market);
            one["seq"] = json!(self.seq);
            one["at"] = json!(at);
            (market.clone(), one)
        };
        let event = Arc::new(Event { seq: self.seq, kind, data: markets.iter().map(whole).collect() });
        self.events.push_back(Arc::clone(&event));
        if self.events.len() > RING
            && let Some(gone) = self.events.pop_front()
        {
            self.base = gone.seq;
        }
        event
    }

    /// What was said after a number; none where that lies before the ring, or was never said.
    pub(super) fn after(&self, seq: u64) -> Option<Vec<Arc<Event>>> {
        let reaches = (self.base..=self.seq).contains(&seq);
        reaches.then(|| self.events.iter().filter(|event| event.seq > seq).cloned().collect())
    }
}
