//! Whether a request is signed by the platform that it names (UCP `signatures.md`, "REST Request Verification"), written anew from
//! that text.

use crate::http::{Reply, Req};
use crate::platform::flat;
use crate::shop::Shop;
use crate::sign::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

/// Why a request is refused: status, code and words.
type Refused = (u16, &'static str, &'static str);

const MISSING: Refused = (401, "signature_missing", "your profile has keys, and this request is not signed");
const INVALID: Refused = (401, "signature_invalid", "the signature is not of this request");
const NO_KEY: Refused = (401, "key_not_found", "your profile has no such key");
const DIGEST: Refused = (400, "digest_mismatch", "the body is not that of its digest");
const ALGORITHM: Refused = (400, "algorithm_unsupported", "ES256 and Ed25519 are taken");

/// The refusal of a request that is not signed by one of these keys; none for a good one.
pub(crate) fn refused(shop: &Shop, request: &Req, keys: &[Value]) -> Option<Reply> {
    verify(shop, request, keys).err().map(|(status, code, content)| flat(status, code, content))
}

fn verify(shop: &Shop, request: &Req, keys: &[Value]) -> Result<(), Refused> {
    let field = |name| request.header(name).ok_or(MISSING);
    let (label, input) = field("signature-input")?.split_once('=').ok_or(INVALID)?;
    let signature = of_label(field("signature")?, label).ok_or(INVALID)?;
    let (covered, parameters) =
        input.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or(INVALID)?;
    let covered: Vec<&str> = covered.split(' ').map(|name| name.trim_matches('"')).collect();
    let key = key_of(parameters, keys).ok_or(NO_KEY)?;
    let public = public(key).ok_or(ALGORITHM)?;
    if !needed(request).iter().all(|name| covered.contains(name)) {
        return Err(INVALID);
    }
    if covered.contains(&"content-digest") && request.header("content-digest") != Some(&digest(&request.body))
    {
        return Err(DIGEST);
    }
    let mut base = String::new();
    for name in covered {
        let value = value(shop, request, name).ok_or(INVALID)?;
        base.push_str(&format!("\"{name}\": {value}\n"));
    }
    base.push_str(&format!("\"@signature-params\": {input}"));
    if public.has_signed(base.as_bytes(), &signature) { Ok(()) } else { Err(INVALID) }
}

fn of_label(field: &str, label: &str) -> Option<Vec<u8>> {
    let text = field.strip_prefix(label)?.strip_prefix("=:")?.strip_suffix(':')?;
    STANDARD.decode(text).ok()
}

fn key_of<'a>(parameters: &str, keys: &'a [Value]) -> Option<&'a Value> {
    let kid = parameters.split(';').find_map(|one| one.strip_prefix("keyid=\"")?.strip_suffix('"'))?;
    keys.iter().find(|key| key["kid"] == kid)
}

enum Public {
    Es256(Vec<u8>),
    Ed25519(ed25519_dalek::VerifyingKey),
}

impl Public {
    fn has_signed(&self, base: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(base, signature).is_ok()
            }
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(base, &signature).is_ok()),
        }
    }
}

fn public(jwk: &Value) -> Option<Public> {
    let bytes = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str()?).ok();
    match (jwk["kty"].as_str()?, jwk["crv"].as_str()?) {
        ("EC", "P-256") => Some(Public::Es256([vec![4], bytes("x")?, bytes("y")?].concat())),
        ("OKP", "Ed25519") => {
            let point: [u8; 32] = bytes("x")?.try_into().ok()?;
            ed25519_dalek::VerifyingKey::from_bytes(&point).ok().map(Public::Ed25519)
        }
        _ => None,
    }
}

/// What a signature must cover of this request.
fn needed(request: &Req) -> Vec<&'static str> {
    let mut names = vec!["@method", "@authority", "@path"];
    if request.query.is_some() {
        names.push("@query");
    }
    if !request.body.is_empty() {
        names.extend(["content-digest", "content-type"]);
    }
    names.extend(["idempotency-key", "ucp-agent"].into_iter().filter(|name| request.header(name).is_some()));
    names
}

fn value(shop: &Shop, request: &Req, name: &str) -> Option<String> {
    Some(match name {
        "@method" => request.method.to_string(),
        "@authority" => {
            let own = shop.config.base_url.split_once("://").map_or("", |(_, authority)| authority);
            request.header("host").unwrap_or(own).to_lowercase()
        }
        "@path" => request.path.clone(),
        "@query" => format!("?{}", request.query.as_deref()?),
        name => request.header(name)?.trim().to_owned(),
    })
}
