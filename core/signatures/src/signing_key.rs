//! Keys of ours that sign. They print nothing and are wiped when dropped.

use crate::error::SignatureError;
use crate::jwk::{PublicKey, coordinate};
use crate::limits::KID_BYTES;
#[cfg(feature = "es256")]
use p256::ecdsa::signature::Signer;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::Value;
use zeroize::Zeroizing;

/// A key of ours with its name. The same key signs the same bytes alike: Ed25519 by its nature, ES256 because its nonces are
/// made from key and message (RFC 6979), so that no run depends on the system's entropy and none repeats a nonce.
pub struct SigningKey {
    kid: String,
    public: PublicKey,
    private: Private,
}

enum Private {
    /// Wipes itself.
    #[cfg(feature = "es256")]
    Es256(p256::ecdsa::SigningKey),
    /// The seed (RFC 8032 5.1.5). ring's expanded form lives as long as one signature, and is not wiped.
    Ed25519(Zeroizing<[u8; 32]>),
}

impl SigningKey {
    /// An Ed25519 key from its seed of 32 bytes. Without a name it is named by its thumbprint, as Web Bot Auth wants it.
    pub fn ed25519(kid: Option<&str>, seed: &[u8]) -> Result<Self, SignatureError> {
        let seed = Zeroizing::new(<[u8; 32]>::try_from(seed).map_err(|_| NO_KEY)?);
        let mut point = [0; 32];
        point.copy_from_slice(key_pair(&seed).public_key().as_ref());
        let public = PublicKey::ed25519(point).ok_or(NO_KEY)?;
        Ok(Self { kid: name(kid, &public)?, public, private: Private::Ed25519(seed) })
    }

    /// A key from a JWK with its private half `d` (RFC 7517; RFC 7518 6.2.2, RFC 8037 2). Where its public half stands beside it,
    /// it is the right one. Without `kid` it is named by its thumbprint.
    pub fn from_jwk(mut jwk: Value) -> Result<Self, SignatureError> {
        let secret = match jwk.get_mut("d").map(Value::take) {
            Some(Value::String(text)) => Zeroizing::new(text),
            _ => return Err(NO_KEY),
        };
        let secret = Zeroizing::new(coordinate(&secret).ok_or(NO_KEY)?);
        let text = |name| jwk.get(name).and_then(Value::as_str);
        let key = match (text("kty"), text("crv")) {
            #[cfg(feature = "es256")]
            (Some("EC"), Some("P-256")) => Self::es256(text("kid"), &*secret)?,
            (Some("OKP"), Some("Ed25519")) => Self::ed25519(text("kid"), &*secret)?,
            _ => return Err(SignatureError::UnsupportedAlgorithm),
        };
        let own = key.to_jwk();
        let differs = |name| jwk.get(name).is_some_and(|told| own.get(name) != Some(told));
        if differs("x") || differs("y") { Err(NO_KEY) } else { Ok(key) }
    }

    /// A P-256 key from its scalar of 32 bytes, the highest first (JWK's `d`). Without a name it is named by its thumbprint.
    #[cfg(feature = "es256")]
    pub fn es256(kid: Option<&str>, scalar: &[u8]) -> Result<Self, SignatureError> {
        // The library would fill up a shorter one.
        let private = match scalar.len() {
            32 => p256::ecdsa::SigningKey::from_slice(scalar).map_err(|_| NO_KEY)?,
            _ => return Err(NO_KEY),
        };
        let point = private.verifying_key().to_sec1_point(false);
        let public = PublicKey::p256(point.as_bytes().try_into().map_err(|_| NO_KEY)?);
        Ok(Self { kid: name(kid, &public)?, public, private: Private::Es256(private) })
    }

    /// Its name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The public half for a profile.
    pub fn to_jwk(&self) -> Value {
        self.public.to_jwk(&self.kid)
    }

    /// Signs bytes: 64 bytes for either kind.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match &self.private {
            #[cfg(feature = "es256")]
            Private::Es256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_bytes().into()
            }
            Private::Ed25519(seed) => {
                let mut signature = [0; 64];
                signature.copy_from_slice(key_pair(seed).sign(message).as_ref());
                signature
            }
        }
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

const NO_KEY: SignatureError = SignatureError::Malformed("no private key");

fn key_pair(seed: &[u8; 32]) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(seed)
        .expect("proof: ring refuses only a seed that is not 32 bytes long")
}

/// A name that `keyid` can carry: a structured field's string.
fn name(kid: Option<&str>, public: &PublicKey) -> Result<String, SignatureError> {
    let Some(kid) = kid else { return Ok(public.thumbprint()) };
    let good = (1..=KID_BYTES).contains(&kid.len()) && kid.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if good { Ok(kid.to_owned()) } else { Err(SignatureError::Malformed("no name for a key")) }
}
