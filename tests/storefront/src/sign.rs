//! Signed messages (RFC 9421, RFC 9530) as UCP's `signatures.md` has them, written anew from their text: the keys that this merchant
//! publishes, and the answers that it signs with them.

use crate::http::{Reply, Req};
use crate::shop::{Shop, SignKind};
use crate::versions::Version;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::Signer as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::atomic::Ordering;

enum Key {
    Es256(p256::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

impl Key {
    /// The key of a number: the same one for the same seed.
    fn new(shop: &Shop, kind: SignKind, number: u32) -> Option<Self> {
        let material = format!("{} {number}", shop.config.seed);
        let secret = blake3::derive_key("tradewind sandbox, key that signs answers", material.as_bytes());
        Some(match kind {
            SignKind::Es256 => Self::Es256(p256::ecdsa::SigningKey::from_slice(&secret).ok()?),
            SignKind::Ed25519 => Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(&secret)),
        })
    }

    fn sign(&self, base: &str) -> Vec<u8> {
        match self {
            Self::Es256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(base.as_bytes());
                signature.to_bytes().to_vec()
            }
            Self::Ed25519(key) => key.sign(base.as_bytes()).to_bytes().to_vec(),
        }
    }

    fn jwk(&self, kid: &str) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match self {
            Self::Es256(key) => {
                let point = key.verifying_key().to_sec1_point(false);
                let bytes = point.as_bytes();
                json!({"kid": kid, "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
                    "x": text(&bytes[1..33]), "y": text(&bytes[33..])})
            }
            Self::Ed25519(key) => json!({"kid": kid, "kty": "OKP", "crv": "Ed25519", "use": "sig",
                "alg": "EdDSA", "x": text(key.verifying_key().as_bytes())}),
        }
    }
}

fn kid(number: u32) -> String {
    format!("sandbox-{number}")
}

/// Puts this merchant's keys into its profile: the one that signs, and the one before it.
pub(crate) fn publish(shop: &Shop, version: Version, profile: &mut Value) {
    let Some(kind) = shop.config.sign else { return };
    let newest = shop.key_number.load(Ordering::SeqCst);
    let keys = (newest.saturating_sub(1)..=newest).rev();
    profile[version.keys()] = keys.filter_map(|n| Some(Key::new(shop, kind, n)?.jwk(&kid(n)))).collect();
}

/// `Content-Digest` of a body.
pub(crate) fn digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

/// Signs an answer: its status, and its body with its type.
pub(crate) fn sign(shop: &Shop, request: &Req, reply: &mut Reply) {
    let Some(kind) = shop.config.sign else { return };
    let fault = shop.strikes("signature", request).map(|fault| fault.kind).unwrap_or_default();
    if fault == "missing" {
        return;
    }
    let number = shop.key_number.load(Ordering::SeqCst);
    // A key that is nowhere published.
    let other = number.saturating_add(1_000);
    let Some(key) = Key::new(shop, kind, if fault == "other-key" { other } else { number }) else { return };
    let kid = kid(if fault == "unknown-kid" { other } else { number });
    let (mut covered, mut base) = ("\"@status\"".to_owned(), format!("\"@status\": {}\n", reply.status));
    let mut cover = |name: &str, value: &str| {
        covered.push_str(&format!(" \"{name}\""));
        base.push_str(&format!("\"{name}\": {value}\n"));
    };
    if !reply.body.is_empty() {
        let digest = digest(&reply.body);
        cover("content-digest", &digest);
        reply.headers.push(("content-digest", digest));
        if let Some((_, kind)) = reply.headers.iter().find(|(name, _)| *name == "content-type") {
            cover("content-type", kind);
        }
    }
    let now = shop.now().div_euclid(1_000);
    let dates = match fault.as_str() {
        "expired" => format!("created={};expires={}", now - 7_200, now - 3_600),
        _ => format!("created={now}"),
    };
    let input = format!("({covered});{dates};keyid=\"{kid}\"");
    base.push_str(&format!("\"@signature-params\": {input}"));
    reply.headers.push(("signature-input", format!("sig1={input}")));
    reply.headers.push(("signature", format!("sig1=:{}:", STANDARD.encode(key.sign(&base)))));
    if fault == "altered-body" {
        // Somebody wrote it anew on its way: the same JSON, other bytes.
        reply.body.push(b'\n');
    }
}
