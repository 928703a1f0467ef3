//! What an operation is given, by whom, and what it answers.

use crate::versions::Version;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What an operation is given.
pub(crate) struct Req {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Who asks; or why they are not answered.
    pub(crate) platform: Result<Platform, Reply>,
}

impl Req {
    /// The version that is spoken.
    pub(crate) fn version(&self) -> Version {
        self.platform.as_ref().map_or(Version::V2026_04_08, |platform| platform.version)
    }

    /// Whether the platform has a capability of ours.
    pub(crate) fn has(&self, capability: &str) -> bool {
        self.platform.as_ref().is_ok_and(|platform| platform.has(capability))
    }

    /// Whether the platform has a capability by its whole name.
    pub(crate) fn has_named(&self, name: &str) -> bool {
        self.platform
            .as_ref()
            .is_ok_and(|platform| platform.has.as_ref().is_none_or(|all| all.contains(name)))
    }

    /// A value of the query, or of a form in the body; decoded as plain ASCII words are, by nothing.
    pub(crate) fn field<'a>(from: &'a str, name: &str) -> Option<&'a str> {
        from.split('&')
            .find_map(|pair| pair.split_once('=').filter(|(known, _)| *known == name))
            .map(|(_, value)| value)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The operation asked for, as a fault's `at` names it.
    pub(crate) fn place(&self) -> &'static str {
        let parts: Vec<&str> = self.path.trim_matches('/').split('/').collect();
        match (self.method.as_str(), parts.as_slice()) {
            (_, [".well-known", "ucp"] | [".well-known", "ucp", _]) => "profile",
            (_, ["catalog", "search"]) => "search",
            (_, ["catalog", "lookup"]) => "lookup",
            (_, ["catalog", ..]) => "product",
            (_, ["carts", ..]) => "cart",
            ("POST", ["checkout-sessions"]) => "create",
            ("GET", ["checkout-sessions", _]) => "get",
            ("PUT", ["checkout-sessions", _]) => "update",
            (_, ["checkout-sessions", _, "complete"]) => "complete",
            (_, ["checkout-sessions", _, "cancel"]) => "cancel",
            (_, ["orders", _]) => "order",
            (_, ["pay" | "act", _, _]) => "pay",
            _ => "",
        }
    }

    /// The session the path names.
    pub(crate) fn session(&self) -> Option<&str> {
        self.path.strip_prefix("/checkout-sessions/")?.split('/').next()
    }

    /// The language the answer's words are wanted in.
    pub(crate) fn language(&self) -> String {
        let first = self.header("accept-language").and_then(|value| value.split([',', ';']).next());
        first.unwrap_or("en").trim().to_owned()
    }

    pub(crate) fn json(&self) -> Result<Value, Reply> {
        let value: Value =
            serde_json::from_slice(&self.body).map_err(|_| Reply::refuse(400, "invalid_json", "not JSON"))?;
        if value.is_object() { Ok(value) } else { Err(Reply::refuse(400, "invalid_json", "not an object")) }
    }
}

/// What is known of a platform.
#[derive(Debug, Clone)]
pub(crate) struct Platform {
    pub(crate) version: Version,
    /// The names of its capabilities; none where its profile could not be looked at: then it is taken to have all.
    pub(crate) has: Option<BTreeSet<String>>,
    /// The keys that its profile publishes, as JWKs.
    pub(crate) keys: Vec<Value>,
}

impl Platform {
    /// One of which nothing is known but what it speaks.
    pub(crate) fn of(version: Version) -> Self {
        Self { version, has: None, keys: Vec::new() }
    }

    pub(crate) fn has(&self, capability: &str) -> bool {
        self.has.as_ref().is_none_or(|all| all.contains(&format!("dev.ucp.shopping.{capability}")))
    }
}

/// What an operation answers.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status, headers, body: serde_json::to_vec(body).unwrap_or_default() }
    }

    pub(crate) fn bytes(kind: &str, body: Vec<u8>) -> Self {
        Self { status: 200, headers: vec![("content-type", kind.to_owned())], body }
    }

    /// A protocol error: `types/error_response.json` with an HTTP status.
    pub(crate) fn refuse(status: u16, code: &str, content: &str) -> Self {
        Self::json(status, &error_body(code, content, "unrecoverable"))
    }

    /// A business outcome: HTTP 200 with `ucp.status` `error`.
    pub(crate) fn business(code: &str, content: &str) -> Self {
        Self::json(200, &error_body(code, content, "unrecoverable"))
    }
}

impl Reply {
    /// A refusal, in the version that was asked in.
    pub(crate) fn in_version(mut self, version: Version) -> Self {
        if let Ok(mut body) = serde_json::from_slice::<Value>(&self.body)
            && body["ucp"]["version"].is_string()
        {
            body["ucp"]["version"] = json!(version.date());
            self.body = body.to_string().into_bytes();
        }
        self
    }
}

pub(crate) fn error_body(code: &str, content: &str, severity: &str) -> Value {
    json!({
        "ucp": {"version": Version::V2026_04_08.date(), "status": "error"},
        "messages": [{"type": "error", "code": code, "content": content, "severity": severity}],
    })
}
