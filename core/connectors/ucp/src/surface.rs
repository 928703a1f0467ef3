//! The messages of a payment action's page: JSON-RPC 2.0, as UCP's embedded protocol has it for `action.*`
//! (2026-08-25, `services/payment-actions/embedded.openrpc.json`). Pure.

use crate::named;
use serde_json::{Value, json};
use tradewind_commerce::{SurfaceEnd, SurfaceHeard, SurfaceTalk};

/// The longest message that is read, in bytes.
const LONGEST: usize = 16 * 1_024;
/// JSON-RPC 2.0: the method is not there.
const METHOD_NOT_FOUND: i32 = -32_601;

/// The talk with the page of an action, in a version, for those who throw any messages at it.
pub fn page_talk(id: &str, version: &'static str, origins: &[String]) -> impl SurfaceTalk + use<> {
    Talk::new(id, version, origins)
}

/// The talk with the page of one action.
pub(crate) struct Talk {
    /// The action's id.
    id: String,
    /// The version of the protocol that the page has to speak.
    version: &'static str,
    origins: Vec<String>,
    ready: bool,
    over: bool,
}

impl Talk {
    pub(crate) fn new(id: &str, version: &'static str, origins: &[String]) -> Self {
        Self { id: id.to_owned(), version, origins: origins.to_vec(), ready: false, over: false }
    }

    fn ready(&mut self, said: &Value) -> SurfaceHeard {
        let mine = said["params"]["id"] == self.id.as_str() && said["params"]["version"] == self.version;
        if mine {
            self.ready = true;
            return SurfaceHeard::Reply(
                json!({"jsonrpc": "2.0", "id": said["id"], "result": {}}).to_string(),
            );
        }
        self.over = true;
        let refused = json!({
            "ucp": {"version": self.version, "status": "error"},
            "messages": [{
                "type": "error", "code": "unsupported", "severity": "unrecoverable",
                "content": "not the action or the version that is expected here",
            }],
        });
        let reply = json!({"jsonrpc": "2.0", "id": said["id"], "result": refused}).to_string();
        SurfaceHeard::End { reply: Some(reply), how: SurfaceEnd::Failed }
    }

    fn end(&mut self, how: SurfaceEnd) -> SurfaceHeard {
        self.over = true;
        SurfaceHeard::End { reply: None, how }
    }
}

impl SurfaceTalk for Talk {
    fn heard(&mut self, origin: &str, text: &str) -> SurfaceHeard {
        let known = self.origins.iter().any(|one| one == origin);
        if self.over || !known || text.len() > LONGEST {
            return SurfaceHeard::Nothing;
        }
        let Some(said) = named::json(text.as_bytes()).filter(|said| said["jsonrpc"] == "2.0") else {
            return SurfaceHeard::Nothing;
        };
        let asks = said["id"].is_string() || said["id"].is_number();
        let mine = said["params"]["id"] == self.id.as_str();
        match said["method"].as_str() {
            Some("action.ready") if asks => self.ready(&said),
            Some("action.done") if self.ready && mine && !asks => self.end(SurfaceEnd::Done),
            // Its codes are open: whichever it is, the merchant is asked.
            Some("action.error") if self.ready && mine && !asks => self.end(SurfaceEnd::Failed),
            Some(_) if asks => {
                let error = json!({"code": METHOD_NOT_FOUND, "message": "Method not found"});
                SurfaceHeard::Reply(json!({"jsonrpc": "2.0", "id": said["id"], "error": error}).to_string())
            }
            _ => SurfaceHeard::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://acs.example";

    fn talk() -> Talk {
        Talk::new("c1", "2026-08-25", &[ORIGIN.to_owned()])
    }

    fn ready(version: &str) -> String {
        json!({"jsonrpc": "2.0", "id": "r1", "method": "action.ready", "params": {"id": "c1", "version": version}})
            .to_string()
    }

    fn notice(method: &str, id: &str) -> String {
        json!({"jsonrpc": "2.0", "method": method, "params": {"id": id}}).to_string()
    }

    #[test]
    fn ready_then_done() {
        let mut talk = talk();
        let reply = SurfaceHeard::Reply(r#"{"id":"r1","jsonrpc":"2.0","result":{}}"#.to_owned());
        let same = |heard: &SurfaceHeard| match heard {
            SurfaceHeard::Reply(text) => serde_json::from_str::<Value>(text).ok(),
            _ => None,
        };
        assert_eq!(same(&talk.heard(ORIGIN, &ready("2026-08-25"))), same(&reply));
        let done = SurfaceHeard::End { reply: None, how: SurfaceEnd::Done };
        assert_eq!(talk.heard(ORIGIN, &notice("action.done", "c1")), done);
        assert_eq!(talk.heard(ORIGIN, &notice("action.done", "c1")), SurfaceHeard::Nothing, "once");
    }

    #[test]
    fn another_origin_gets_no_word() {
        let mut talk = talk();
        for origin in
            ["https://acs.example.evil", "null", "", "http://acs.example", "https://acs.example:444"]
        {
            assert_eq!(talk.heard(origin, &ready("2026-08-25")), SurfaceHeard::Nothing, "{origin}");
        }
    }

    #[test]
    fn done_before_ready_or_of_another_action_is_nothing() {
        let mut talk = talk();
        assert_eq!(talk.heard(ORIGIN, &notice("action.done", "c1")), SurfaceHeard::Nothing);
        talk.heard(ORIGIN, &ready("2026-08-25"));
        assert_eq!(talk.heard(ORIGIN, &notice("action.done", "c2")), SurfaceHeard::Nothing);
    }

    #[test]
    fn another_version_ends_it_and_errors_end_it_alike() {
        let heard = talk().heard(ORIGIN, &ready("2031-01-01"));
        assert!(matches!(heard, SurfaceHeard::End { reply: Some(_), how: SurfaceEnd::Failed }), "{heard:?}");
        let mut talk = talk();
        talk.heard(ORIGIN, &ready("2026-08-25"));
        let failed = SurfaceHeard::End { reply: None, how: SurfaceEnd::Failed };
        assert_eq!(talk.heard(ORIGIN, &notice("action.error", "c1")), failed);
    }

    #[test]
    fn what_it_asks_and_is_not_there_is_said_so() {
        let asked = json!({"jsonrpc": "2.0", "id": 7, "method": "window.open", "params": {}}).to_string();
        let heard = talk().heard(ORIGIN, &asked);
        assert!(matches!(&heard, SurfaceHeard::Reply(text) if text.contains("-32601")), "{heard:?}");
        let long = " ".repeat(LONGEST + 1);
        for text in ["", "{", "[]", "null", long.as_str()] {
            assert_eq!(talk().heard(ORIGIN, text), SurfaceHeard::Nothing);
        }
    }
}
