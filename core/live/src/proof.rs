//! What a host signed: plain lines, Ed25519 over them, and the key's name.

use crate::limits::KID_BYTES;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tradewind_signatures::{Algorithm, KeyField, KeySet, PublicKey, SigningKey};

/// A signature with the name of its key. As JSON: `{"kid": "...", "sig": "..."}`, the signature's 64 bytes as base64url without
/// padding (RFC 4648 5), 86 letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProofWire", into = "ProofWire")]
pub struct Proof {
    kid: String,
    signature: [u8; 64],
}

/// A name or a signature that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a signature with the name of its key")]
pub struct ProofError;

/// What is wrong with a signature that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unproved {
    /// No published Ed25519 key of that name.
    UnknownKey,
    /// A key of that name did not sign these lines.
    BadSignature,
}

#[derive(Serialize, Deserialize)]
struct ProofWire {
    kid: String,
    sig: String,
}

impl Proof {
    /// From a key's name and 86 letters.
    pub fn parse(kid: &str, signature: &str) -> Result<Self, ProofError> {
        let named =
            (1..=KID_BYTES).contains(&kid.len()) && kid.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !named || signature.len() != 86 {
            return Err(ProofError);
        }
        let bytes = URL_SAFE_NO_PAD.decode(signature).map_err(|_| ProofError)?;
        Ok(Self { kid: kid.to_owned(), signature: bytes.try_into().map_err(|_| ProofError)? })
    }

    /// Signs lines. For hosts and tests; a phone signs nothing.
    pub(crate) fn make(key: &SigningKey, lines: &str) -> Self {
        Self { kid: key.kid().to_owned(), signature: key.sign(lines.as_bytes()) }
    }

    /// The name of the key.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The signature's 86 letters.
    pub fn signature(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.signature)
    }

    /// The key that signed these lines.
    pub(crate) fn signer<'a>(&self, lines: &str, keys: &'a KeySet) -> Result<&'a PublicKey, Unproved> {
        let mut found = Unproved::UnknownKey;
        for key in keys.named(&self.kid).flatten().filter(|key| key.algorithm() == Algorithm::Ed25519) {
            if key.has_signed(lines.as_bytes(), &self.signature) {
                return Ok(key);
            }
            found = Unproved::BadSignature;
        }
        Err(found)
    }
}

impl TryFrom<ProofWire> for Proof {
    type Error = ProofError;
    fn try_from(wire: ProofWire) -> Result<Self, ProofError> {
        Self::parse(&wire.kid, &wire.sig)
    }
}

impl From<Proof> for ProofWire {
    fn from(proof: Proof) -> Self {
        Self { sig: proof.signature(), kid: proof.kid }
    }
}

/// Lines `name:value`, in their order, each ended by a line feed; the first one says what they are of. No value has a control
/// character, so that no two things make the same lines.
pub(crate) fn lines(of: &str, values: &[(&str, &str)]) -> String {
    let mut text = format!("{of}\n");
    for (name, value) in values {
        debug_assert!(!value.chars().any(char::is_control), "{name}");
        text.push_str(name);
        text.push(':');
        text.push_str(value);
        text.push('\n');
    }
    text
}

/// The keys of a kept thing: the one that it was proved by, as it was then.
pub(crate) fn kept_key(jwk: &Value) -> Option<KeySet> {
    KeySet::of_profile(&serde_json::json!({ "keys": [jwk] }), KeyField::Keys).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_read_whole_or_not_at_all() {
        let key = SigningKey::ed25519(Some("k1"), &[7; 32]).expect("32 bytes");
        let proof = Proof::make(&key, "a\n");
        let json = serde_json::to_string(&proof).expect("text");
        assert_eq!(serde_json::from_str::<Proof>(&json).expect("as it was"), proof);
        for (kid, sig) in [("", proof.signature()), ("k\n", proof.signature()), ("k1", "AA".into())] {
            assert_eq!(Proof::parse(kid, &sig), Err(ProofError), "{kid} {sig}");
        }
        assert_eq!(Proof::parse("k1", &"!".repeat(86)), Err(ProofError));
    }

    #[test]
    fn an_unknown_key_and_a_wrong_signature_are_told_apart() {
        let key = SigningKey::ed25519(Some("k1"), &[7; 32]).expect("32 bytes");
        let keys = kept_key(&key.to_jwk()).expect("one key");
        let proof = Proof::make(&key, "a\n");
        assert!(proof.signer("a\n", &keys).is_ok());
        assert_eq!(proof.signer("b\n", &keys), Err(Unproved::BadSignature));
        let other = SigningKey::ed25519(Some("k2"), &[8; 32]).expect("32 bytes");
        assert_eq!(Proof::make(&other, "a\n").signer("a\n", &keys), Err(Unproved::UnknownKey));
    }
}
