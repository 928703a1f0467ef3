//! Whether a message is signed (RFC 9421 3.2; UCP `signatures.md`, "REST Request Verification").

use crate::base::signature_base;
use crate::component::Component;
use crate::digest;
use crate::error::SignatureError;
use crate::fields;
use crate::input::{Candidate, Candidates};
use crate::jwk::{Algorithm, KeySet, PublicKey};
use crate::message::Message;
use crate::policy::{Policy, SIGNATURE_AGENT, WEB_BOT_AUTH, is_covered};
use tradewind_domain::Timestamp;

/// What a good signature says. Nothing of a message is proven but what is in `covered`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The signature's label.
    pub label: String,
    /// The key's name.
    pub keyid: String,
    /// What the key is for.
    pub algorithm: Algorithm,
    /// When it was made, by the signer.
    pub created: Option<Timestamp>,
    /// Until when it counts.
    pub expires: Option<Timestamp>,
    /// To be seen once, where the verifier keeps them.
    pub nonce: Option<String>,
    /// What the signature is for.
    pub tag: Option<String>,
    /// What is signed, as component identifiers (`"@method"`, with the quotes).
    pub covered: Vec<String>,
}

/// Whether a message claims to be signed: half of a signature is one as well, a bad one.
pub fn is_signed(headers: &[(String, String)]) -> bool {
    ["signature", "signature-input"].iter().any(|name| fields::has(headers, name))
}

/// Verifies a message by the keys of the one it claims to be from. One good signature is enough (RFC 9421 4.3; UCP "REST Request
/// Verification"); of several bad ones the error is of the one that came furthest.
pub fn verify(
    message: &Message<'_>,
    keys: &KeySet,
    policy: &Policy<'_>,
    now: Timestamp,
) -> Result<Verified, SignatureError> {
    let mut furthest = SignatureError::NoSignature;
    for candidate in Candidates::read(message)?.each() {
        match candidate.and_then(|candidate| verify_one(message, keys, policy, now, candidate)) {
            Ok(verified) => return Ok(verified),
            Err(error) if error.progress() > furthest.progress() => furthest = error,
            Err(_) => {}
        }
    }
    Err(furthest)
}

/// One candidate, the cheap checks first.
fn verify_one(
    message: &Message<'_>,
    keys: &KeySet,
    policy: &Policy<'_>,
    now: Timestamp,
    candidate: Candidate,
) -> Result<Verified, SignatureError> {
    let usable = usable_keys(keys, &candidate)?;
    for required in policy.cover.required(message)? {
        if !is_covered(&required, &candidate.components, &candidate.label) {
            return Err(SignatureError::NotCovered(required.to_string()));
        }
    }
    policy.check_dates(candidate.created, candidate.expires, now)?;
    if candidate.components.iter().any(|own| own.name == "content-digest" && !own.of_request) {
        let field = fields::combined(message.headers(), "content-digest")?;
        digest::check(&field.ok_or(SignatureError::Malformed("no digest"))?, message.body())?;
    }
    let base = signature_base(message, &candidate.components, &candidate.parameters)?;
    let key = usable.iter().find(|key| key.has_signed(&base, &candidate.signature));
    let key = key.ok_or(SignatureError::BadSignature)?;
    if candidate.tag.as_deref() == Some(WEB_BOT_AUTH) {
        check_web_bot_auth(&candidate, key)?;
    }
    Ok(Verified {
        algorithm: key.algorithm(),
        covered: candidate.components.iter().map(|component| component.identifier()).collect(),
        label: candidate.label,
        keyid: candidate.keyid,
        created: candidate.created,
        expires: candidate.expires,
        nonce: candidate.nonce,
        tag: candidate.tag,
    })
}

/// The keys that the candidate may be by. UCP takes the algorithm from the key; an `alg` that is there anyway must be the same.
fn usable_keys<'a>(keys: &'a KeySet, candidate: &Candidate) -> Result<Vec<&'a PublicKey>, SignatureError> {
    let named: Vec<Option<&PublicKey>> = keys.named(&candidate.keyid).collect();
    if named.is_empty() {
        return Err(SignatureError::UnknownKey);
    }
    let meant =
        |key: &&PublicKey| candidate.alg.as_ref().is_none_or(|alg| alg == key.algorithm().http_name());
    let usable: Vec<&PublicKey> = named.into_iter().flatten().filter(meant).collect();
    if usable.is_empty() { Err(SignatureError::UnsupportedAlgorithm) } else { Ok(usable) }
}

/// What such a signature must have besides UCP's own (`signatures.md`, "WBA Interop" 3 to 5): it is dated, covers its own member
/// of `Signature-Agent`, and its key is named by its thumbprint.
fn check_web_bot_auth(candidate: &Candidate, key: &PublicKey) -> Result<(), SignatureError> {
    let own_member = |component: &Component| {
        component.name == SIGNATURE_AGENT && component.key.as_deref() == Some(candidate.label.as_str())
    };
    if !candidate.components.iter().any(own_member) {
        return Err(SignatureError::NotCovered(SIGNATURE_AGENT.to_owned()));
    }
    if candidate.created.is_none() || candidate.expires.is_none() {
        return Err(SignatureError::Malformed("web-bot-auth without dates"));
    }
    if candidate.keyid != key.thumbprint() {
        return Err(SignatureError::Malformed("web-bot-auth by a key without its thumbprint"));
    }
    Ok(())
}
