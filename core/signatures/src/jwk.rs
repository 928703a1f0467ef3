//! Public keys of a UCP profile: JWKs (RFC 7517) of P-256 and Ed25519.

use crate::error::SignatureError;
use crate::limits::{KEYS, KEYS_OF_A_NAME, KID_BYTES};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};
use serde_json::Value;
use tradewind_domain::limits::json_fits;

/// Where a profile keeps its keys: by the version of UCP that it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyField {
    /// `keys`, since 2026-08-25.
    Keys,
    /// `signing_keys`, in 2026-04-08.
    SigningKeys,
}

impl KeyField {
    /// The member's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::SigningKeys => "signing_keys",
        }
    }
}

/// What signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; signatures are r and s, 32 bytes each (RFC 9421 3.3.4).
    Es256,
    /// Ed25519 (RFC 9421 3.3.6).
    Ed25519,
}

impl Algorithm {
    /// Its name as `alg` in `Signature-Input`. UCP sends none; one that is there must be this (RFC 9421 3.2).
    pub const fn http_name(self) -> &'static str {
        match self {
            Self::Es256 => "ecdsa-p256-sha256",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// The keys of a profile.
#[derive(Debug, Clone, Default)]
pub struct KeySet(Vec<(String, Option<PublicKey>)>);

impl KeySet {
    /// Reads the bytes of a profile. A profile without the field has no keys.
    pub fn read(profile: &[u8], field: KeyField) -> Result<Self, SignatureError> {
        if !json_fits(profile) {
            return Err(SignatureError::Malformed("a profile that is too large"));
        }
        let profile = std::str::from_utf8(profile)
            .ok()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or(SignatureError::Malformed("a profile that is no JSON"))?;
        Self::of_profile(&profile, field)
    }

    /// Takes the keys of a profile that has been read. No key makes the others unusable (`signatures.md`, "Signature
    /// Algorithms"): those that are not for signatures are passed over, those of other kinds are known by name alone. Only the
    /// first [`KEYS`] are read.
    pub fn of_profile(profile: &Value, field: KeyField) -> Result<Self, SignatureError> {
        let list = match profile.get(field.name()) {
            None | Some(Value::Null) => return Ok(Self::default()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(SignatureError::Malformed("the keys of a profile are no list")),
        };
        Ok(Self(list.iter().take(KEYS).filter_map(entry).collect()))
    }

    /// With the keys of another field of the same profile; what stands in both is there once.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for entry in other.0 {
            if self.0.len() < KEYS && !self.0.contains(&entry) {
                self.0.push(entry);
            }
        }
        self
    }

    /// Whether none is published.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys of that name, None for one that cannot be used here.
    pub fn named(&self, kid: &str) -> impl Iterator<Item = Option<&PublicKey>> {
        self.0.iter().filter(move |(own, _)| own == kid).map(|(_, key)| key.as_ref()).take(KEYS_OF_A_NAME)
    }
}

/// A key that can verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Point);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Point {
    /// 4, then x and y (SEC 1, 2.3.3).
    P256([u8; 65]),
    Ed25519([u8; 32]),
}

impl PublicKey {
    pub(crate) const fn p256(point: [u8; 65]) -> Self {
        Self(Point::P256(point))
    }

    /// None for a point of small order: it takes one signature for many messages.
    pub(crate) fn ed25519(point: [u8; 32]) -> Option<Self> {
        (!is_weak(point)).then_some(Self(Point::Ed25519(point)))
    }

    /// What it verifies.
    pub const fn algorithm(&self) -> Algorithm {
        match self.0 {
            Point::P256(_) => Algorithm::Es256,
            Point::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// Whether `signature` is of `message` by this key's owner. A point that is not on its curve signs nothing.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Point::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            Point::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
        }
        .is_ok()
    }

    /// The JWK's members that make the key, in the order of RFC 7638 3.2 (RFC 8037 2 for Ed25519).
    fn members(&self) -> Vec<(&'static str, String)> {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match &self.0 {
            Point::P256(point) => vec![
                ("crv", "P-256".to_owned()),
                ("kty", "EC".to_owned()),
                ("x", text(&point[1..33])),
                ("y", text(&point[33..])),
            ],
            Point::Ed25519(point) => {
                vec![("crv", "Ed25519".to_owned()), ("kty", "OKP".to_owned()), ("x", text(point))]
            }
        }
    }

    /// The thumbprint by SHA-256 (RFC 7638): a name that can only be this key's.
    pub fn thumbprint(&self) -> String {
        let members: Vec<String> =
            self.members().iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
        URL_SAFE_NO_PAD.encode(digest(&SHA256, format!("{{{}}}", members.join(",")).as_bytes()))
    }

    /// The key for a profile (`schemas/profile.json`, `jwk_public_key`).
    pub fn to_jwk(&self, kid: &str) -> Value {
        let alg = match self.algorithm() {
            Algorithm::Es256 => "ES256",
            Algorithm::Ed25519 => "EdDSA",
        };
        let mut jwk: serde_json::Map<String, Value> =
            self.members().into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        for (name, value) in [("kid", kid), ("use", "sig"), ("alg", alg)] {
            jwk.insert(name.to_owned(), value.into());
        }
        Value::Object(jwk)
    }
}

/// A key with its name. None for one that no signature can refer to, or that is for something else (RFC 7517 4.2, 4.3).
fn entry(jwk: &Value) -> Option<(String, Option<PublicKey>)> {
    let kid = jwk.get("kid")?.as_str()?;
    if kid.is_empty() || kid.len() > KID_BYTES {
        return None;
    }
    let for_signatures = jwk.get("use").is_none_or(|purpose| purpose == "sig")
        && jwk
            .get("key_ops")
            .is_none_or(|all| all.as_array().is_some_and(|all| all.iter().any(|op| op == "verify")));
    for_signatures.then(|| (kid.to_owned(), usable(jwk)))
}

/// Members of private and symmetric keys. One that is published with them is anyone's (`jwk_public_key`, `not`).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// A key of a kind that is taken here, in its full length, whose `alg` is that of its curve where it has one.
fn usable(jwk: &Value) -> Option<PublicKey> {
    let text = |name| jwk.get(name).and_then(Value::as_str);
    let alg = match jwk.get("alg") {
        None => None,
        Some(alg) => Some(alg.as_str()?),
    };
    if PRIVATE.iter().any(|name| jwk.get(name).is_some()) {
        return None;
    }
    match (text("kty")?, text("crv")?, alg) {
        ("EC", "P-256", None | Some("ES256")) => {
            let mut point = [4; 65];
            point[1..33].copy_from_slice(&coordinate(text("x")?)?);
            point[33..].copy_from_slice(&coordinate(text("y")?)?);
            Some(PublicKey::p256(point))
        }
        // `Ed25519` is what RFC 9864 calls it since 2025.
        ("OKP", "Ed25519", None | Some("EdDSA" | "Ed25519")) => PublicKey::ed25519(coordinate(text("x")?)?),
        _ => None,
    }
}

/// 32 bytes as base64url without padding (RFC 7518 6.2.1.2, RFC 8037 2): 43 characters.
pub(crate) fn coordinate(text: &str) -> Option<[u8; 32]> {
    if text.len() != 43 {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// The points of small order of Ed25519 by their y (the sign of x is the highest bit): 0, 1, -1, the two of order 8, then 0
/// and 1 again as p and p + 1, which ring reads too.
const WEAK: [&str; 7] = [
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "7P_______________________________________38",
    "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sQE4iG1T_AU",
    "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
    "7f_______________________________________38",
    "7v_______________________________________38",
];

fn is_weak(mut point: [u8; 32]) -> bool {
    point[31] &= 0x7F;
    WEAK.contains(&URL_SAFE_NO_PAD.encode(point).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_key_is_known_in_each_of_its_spellings() {
        // R is the neutral point and S is 0: a signature of anything by the key of order 1.
        let mut signature = [0; 64];
        signature[0] = 1;
        for text in WEAK {
            for sign in [0, 0x80] {
                let mut point = coordinate(text).expect("32 bytes");
                point[31] |= sign;
                let other = ed25519_dalek::VerifyingKey::from_bytes(&point);
                assert!(
                    other.is_err() || other.is_ok_and(|key| key.is_weak()),
                    "{text}: by another implementation"
                );
                assert_eq!(PublicKey::ed25519(point), None, "{text}");
            }
        }
        let neutral = coordinate(WEAK[1]).expect("32 bytes");
        assert!(PublicKey(Point::Ed25519(neutral)).has_signed(b"anything", &signature), "by ring alone");
        for byte in 0..50 {
            let key = ed25519_dalek::SigningKey::from_bytes(&[byte; 32]).verifying_key();
            assert!(PublicKey::ed25519(key.to_bytes()).is_some());
        }
    }
}
