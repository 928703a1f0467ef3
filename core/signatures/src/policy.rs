//! What must be signed, and how old a signature may be.

use crate::component::Component;
use crate::error::SignatureError;
use crate::fields;
use crate::message::Message;
use std::time::Duration;
use tradewind_domain::Timestamp;

/// What a verifier asks of a signature, besides that it is good.
#[derive(Debug, Clone, Copy)]
pub struct Policy<'a> {
    /// What must be covered.
    pub cover: Cover<'a>,
    /// How far the signer's clock may be from ours.
    pub skew: Duration,
    /// How old a signature may be, by its `created`; one without it is refused then. None: as old as it likes, which is UCP's
    /// own rule (`signatures.md`, "Replay Protection").
    pub max_age: Option<Duration>,
}

/// Which parts of a message must be covered.
#[derive(Debug, Clone, Copy)]
pub enum Cover<'a> {
    /// UCP's (`signatures.md`, "Signed Components" and the two routines for verifying, 2026-08-25). Requests: `@method`,
    /// `@authority`, `@path`; `@query`, `ucp-agent`, `signature-agent`, `idempotency-key` where they are there;
    /// `content-digest` and `content-type` with a body. Answers: `@status`, and the last two with a body.
    Ucp,
    /// These alone, as `name`, or `name;req` for a part of the request that is answered.
    These(&'a [&'a str]),
}

impl Policy<'static> {
    /// UCP's cover, with what it leaves to the verifier.
    pub const fn ucp(skew: Duration, max_age: Option<Duration>) -> Self {
        Self { cover: Cover::Ucp, skew, max_age }
    }
}

impl Policy<'_> {
    /// Whether a signature with these dates is one of now.
    pub(crate) fn check_dates(
        &self,
        created: Option<Timestamp>,
        expires: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), SignatureError> {
        if created.is_some_and(|created| created > now.after(self.skew)) {
            return Err(SignatureError::NotYet);
        }
        let too_old = self
            .max_age
            .is_some_and(|age| created.is_none_or(|created| created.after(age).after(self.skew) < now));
        if too_old || expires.is_some_and(|expires| expires.after(self.skew) < now) {
            return Err(SignatureError::Expired);
        }
        Ok(())
    }
}

impl Cover<'_> {
    /// The components that a signature of this message must cover, in the order in which UCP's examples list them.
    pub(crate) fn required(&self, message: &Message<'_>) -> Result<Vec<Component>, SignatureError> {
        let names = match (self, message) {
            (Self::These(names), _) => names.to_vec(),
            (Self::Ucp, Message::Response(..)) => vec!["@status"],
            (Self::Ucp, Message::Request(request)) => {
                let mut names = vec!["@method", "@authority", "@path"];
                if request.url.url().query().is_some() {
                    names.push("@query");
                }
                names.extend(IF_THERE.iter().filter(|name| fields::has(request.headers, name)));
                names
            }
        };
        let with_body = matches!(self, Self::Ucp) && !message.body().is_empty();
        let body: &[&str] = if with_body { &["content-digest", "content-type"] } else { &[] };
        names.iter().chain(body).map(|name| Component::named(name)).collect()
    }
}

/// Header fields of a request that must be covered where they are there.
const IF_THERE: [&str; 3] = ["signature-agent", "ucp-agent", "idempotency-key"];

/// The field that Web Bot Auth covers by the member of the signature's own label (`signatures.md`, "WBA Interop").
pub(crate) const SIGNATURE_AGENT: &str = "signature-agent";

/// The tag of signatures that are for Web Bot Auth as well.
pub(crate) const WEB_BOT_AUTH: &str = "web-bot-auth";

/// Whether a required component is covered by these. With parameters it would be something else; but of `Signature-Agent` the
/// member with the signature's label is enough.
pub(crate) fn is_covered(required: &Component, covered: &[Component], label: &str) -> bool {
    covered.iter().any(|own| {
        let same = own.name == required.name && own.of_request == required.of_request;
        let own_member = own.name == SIGNATURE_AGENT && own.key.as_deref() == Some(label);
        same && (own.key.is_none() || own_member)
    })
}
