//! A shop that charges cards at localstripe.

use super::live::{Answer, Live, path, paying};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tradewind_storefront::DataPlace;

/// Counts shops.
static SHOPS: AtomicU64 = AtomicU64::new(0);

/// A shop whose cards are charged there. Its clock is the machine's, because the provider's signatures have that, and can be
/// turned on.
pub(crate) struct Charged {
    pub(crate) live: Live,
    skew: Arc<AtomicI64>,
}

impl Charged {
    pub(crate) fn at(url: &str) -> Self {
        Self::with(url, DataPlace::Memory)
    }

    /// One whose books outlive it.
    pub(crate) fn kept(url: &str, folder: &Path) -> Self {
        Self::with(url, DataPlace::Folder(folder.to_owned()))
    }

    fn with(url: &str, data: DataPlace) -> Self {
        let skew = Arc::new(AtomicI64::new(0));
        let ahead = Arc::clone(&skew);
        let live = Live::with("24.00 USD", |config| {
            config.psp = Some(url.to_owned());
            config.data = data;
            // Shops that share a provider must not number their checkouts alike.
            config.seed = SHOPS.fetch_add(1, Ordering::SeqCst);
            config.clock = Arc::new(move || {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
                i64::try_from(now).unwrap_or(i64::MAX) + ahead.load(Ordering::SeqCst)
            });
        });
        Self { live, skew }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.skew.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// Completes by a token of a method's sheet, under a key.
    pub(crate) fn complete(&self, checkout: &Value, method: &str, token: &str, key: &str) -> Answer {
        let (handler, kind) = match method {
            "sandbox" => (method.to_owned(), "sandbox"),
            _ => (format!("h_{method}"), "card"),
        };
        let body = paying(&json!({
            "id": "i1", "handler_id": handler, "type": kind, "selected": true,
            "credential": {"type": "token", "token": token},
        }));
        let headers = [
            ("ucp-agent", self.live.agent),
            ("request-id", "00000000-0000-4000-8000-000000000000"),
            ("idempotency-key", key),
            ("accept-language", "en"),
        ];
        self.live.http("POST", &format!("{}/complete", path(checkout)), &headers, &body.to_string())
    }

    /// The same by the sandbox wallet under a new key, and what it says.
    pub(crate) fn pay(&self, checkout: &Value, token: &str) -> Value {
        let answer = self.complete(checkout, "sandbox", token, &self.live.key());
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Asks until the session is no longer in progress, as the app does; a second passes each time.
    pub(crate) fn settled(&self, checkout: &Value) -> Value {
        for _ in 0..10 {
            let now = self.live.get(checkout);
            if now["status"] != "complete_in_progress" {
                return now;
            }
            self.wait(1);
            std::thread::sleep(Duration::from_millis(200));
        }
        self.live.get(checkout)
    }
}
