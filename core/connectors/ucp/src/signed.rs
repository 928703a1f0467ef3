//! Signed messages (UCP `signatures.md`; `core/adr/0019-signed-messages.md`): who signs our requests, and whether an answer is the
//! merchant's own.

use serde_json::Value;
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_ports::{HttpRequest, HttpResponse};
use tradewind_signatures::{
    KeySet, Message, Parameters, Policy, Request, Response, SignatureError, SigningKey, sign, verify,
};

/// Signs our requests. Lent by a host that owns a key which its platform profile publishes: a server, a command line. An app on
/// phones owns none, for what each copy of it holds is no secret.
pub trait RequestSigner: Send + Sync {
    /// The header fields that sign `request`, to be added to it. `now` is when they are made.
    fn sign(&self, request: &HttpRequest, now: Timestamp) -> Result<Vec<(String, String)>, SignatureError>;

    /// The public keys, as JWKs for the platform profile.
    fn public_keys(&self) -> Vec<Value>;
}

impl RequestSigner for SigningKey {
    fn sign(&self, request: &HttpRequest, now: Timestamp) -> Result<Vec<(String, String)>, SignatureError> {
        sign(&Message::Request(message(request)), self, &Parameters::ucp(now))
    }

    fn public_keys(&self) -> Vec<Value> {
        vec![self.to_jwk()]
    }
}

/// How far the clocks of a merchant's machines may be apart: those that sign, and those that write `Date`.
const SKEW: Duration = Duration::from_secs(300);

/// Whether one of the merchant's keys signed this answer: its status, and its body with its type (SIG-020, SIG-021). Parts of
/// `sent`, the request that it answers, are verified where the signature covers them (RFC 9421 2.4); UCP does not ask for them, so
/// what binds an answer to its question is the id in its body. `now` is by the merchant's clock: a phone's that is wrong must not
/// make each answer look expired. An answer without dates is good (SIG-030).
pub(crate) fn verify_answer(
    sent: &HttpRequest,
    answer: &HttpResponse,
    keys: &KeySet,
    now: Timestamp,
) -> Result<(), SignatureError> {
    let response = Response { status: answer.status, headers: &answer.headers, body: &answer.body };
    let message = Message::Response(response, Some(message(sent)));
    verify(&message, keys, &Policy::ucp(SKEW, None), now).map(|_| ())
}

fn message(request: &HttpRequest) -> Request<'_> {
    Request {
        method: request.method.as_str(),
        url: &request.url,
        headers: &request.headers,
        body: &request.body,
    }
}
