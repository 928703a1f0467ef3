//! AdAttributionKit, by Apple's pages "Verifying a postback" and "Identifying the parameters in a postback", as of 2026-11: a compact JWS
//! (RFC 7515) in `jws-string`. What stands beside it is not signed.

use super::keys::Keys;
use super::postback::{Claims, Postback, PostbackError, flag, number, object, sequence, text};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::ECDSA_P256_SHA256_FIXED;
use serde_json::{Map, Value};

/// The longest JWS, in bytes: Apple's example has 700.
const MAX_JWS: usize = 4 * 1_024;

/// Reads a postback and holds its signature against the key that its header names. The header chooses among keys, never how one is used.
pub(crate) fn ad_attribution(body: &[u8], keys: &Keys) -> Result<Postback, PostbackError> {
    let outer = object(body)?;
    let jws = outer.get("jws-string").and_then(Value::as_str).filter(|jws| jws.len() <= MAX_JWS);
    let jws = jws.ok_or(PostbackError::Field("jws-string"))?;
    let (signed, signature) = jws.rsplit_once('.').ok_or(PostbackError::Jws)?;
    let (header, payload) = signed.split_once('.').ok_or(PostbackError::Jws)?;
    let header = part(header)?;
    // `crit` names what a reader has to know; we know nothing of that kind (RFC 7515 4.1.11).
    if header.get("alg").and_then(Value::as_str) != Some("ES256") || header.contains_key("crit") {
        return Err(PostbackError::Jws);
    }
    let key = keys.named(text(&header, "kid")?).ok_or(PostbackError::Key)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| PostbackError::Jws)?;
    if !key.has_signed(&ECDSA_P256_SHA256_FIXED, signed.as_bytes(), &signature) {
        return Err(PostbackError::Signature);
    }
    let of = part(payload)?;
    Ok(Postback {
        kit: "AdAttributionKit",
        version: "",
        id: text(&of, "postback-identifier")?.to_owned(),
        sequence: sequence(&of)?,
        app: number(&of, "advertised-item-identifier")?,
        network: text(&of, "ad-network-identifier")?.to_owned(),
        source: text(&of, "source-identifier")?.to_owned(),
        won: flag(&of, "did-win")?,
        signer: key.signer,
        claims: Claims::read(&outer),
    })
}

/// One part of a JWS: an object in base64url. A payload that has a dot is none.
fn part(text: &str) -> Result<Map<String, Value>, PostbackError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| PostbackError::Jws)?;
    object(&bytes).map_err(|_| PostbackError::Jws)
}
