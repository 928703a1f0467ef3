//! Lines and totals of a session, as they are told and agreed to.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a session costs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Quote {
    pub(crate) lines: Vec<Value>,
    pub(crate) totals: Vec<Value>,
    /// Minor units.
    pub(crate) total: i64,
    /// ISO 4217.
    pub(crate) currency: String,
    pub(crate) applied: Vec<Value>,
    /// What of the total is paid with the order, where a term of payment says that it is not all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) due_now: Option<i64>,
    /// Held prices that it counts on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) counted: Vec<Counted>,
}

/// A held price that a quote counts on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counted {
    /// Which hold.
    pub(crate) nonce: String,
    pub(crate) item: String,
    /// Minor units, for one.
    pub(crate) minor: i64,
    pub(crate) quantity: i64,
}

impl Quote {
    /// What a provider is asked for.
    pub(crate) fn due(&self) -> i64 {
        self.due_now.unwrap_or(self.total)
    }

    /// What a person agrees to: items, quantities, prices, every total and the currency; not the words.
    pub(crate) fn agreed(&self) -> Value {
        let line = |line: &Value| json!([line["item"]["id"], line["item"]["price"], line["quantity"]]);
        let total = |total: &Value| json!([total["type"], total["amount"]]);
        json!([
            self.lines.iter().map(line).collect::<Vec<_>>(),
            self.totals.iter().map(total).collect::<Vec<_>>(),
            self.currency,
        ])
    }

    /// Adds to a total of a type, or puts it before the last one, and to the sum.
    pub(crate) fn add(&mut self, kind: &str, words: &str, amount: i64) {
        let last = self.totals.len().saturating_sub(1);
        match self.totals.iter_mut().find(|total| total["type"] == kind) {
            Some(total) => total["amount"] = json!(total["amount"].as_i64().unwrap_or(0) + amount),
            None => {
                self.totals.insert(last, json!({"type": kind, "display_text": words, "amount": amount}));
            }
        }
        self.total += amount;
        if let Some(total) = self.totals.last_mut() {
            total["amount"] = json!(self.total);
        }
    }

    /// Every price `times` as high.
    pub(crate) fn raise(&mut self, times: i64) {
        let mut more = 0;
        for line in &mut self.lines {
            let price = line["item"]["price"].as_i64().unwrap_or(0) * times;
            let amount = price * line["quantity"].as_i64().unwrap_or(0);
            more += amount - amount / times.max(1);
            line["item"]["price"] = json!(price);
            line["totals"] = totals_of(amount);
        }
        self.add("subtotal", "", more);
    }
}

pub(crate) fn totals_of(amount: i64) -> Value {
    json!([{"type": "subtotal", "amount": amount}, {"type": "total", "amount": amount}])
}
