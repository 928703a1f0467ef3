//! The public keys by which postbacks are verified: Apple's, as its pages print them, and the sandbox's own.

use super::postback::Signer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p192::ecdsa::signature::hazmat::PrehashVerifier as _;
use p192::ecdsa::{Signature, VerifyingKey};
use ring::signature::{EcdsaVerificationAlgorithm, UnparsedPublicKey};
use sha2::{Digest as _, Sha256};

/// The name of the sandbox's own key.
pub(super) const OWN: &str = "sandbox-postbacks/0";

/// Apple's keys by their names: base64 of a SubjectPublicKeyInfo. SKAdNetwork names none and is signed by the first (Apple, "Verifying an
/// install-validation postback" and AdAttributionKit's "Verifying a postback", read in 2026-11).
const APPLE: [(&str, Signer, &str); 3] = [
    (
        "apple-cas-identifier/0",
        Signer::Production,
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWdp8GPcGqmhgzEFj9Z2nSpQVddayaPe4FMzqM9wib1+aHaaIzoHoLN9zW4K8y4SPykE3YVK3sVqW6Af0lfx3gg==",
    ),
    (
        "apple-development-identifier/0",
        Signer::Development,
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELeEDzpJEP+/qRSE5hJVC1p1J0ssUnQGMzBBbvnACBok8OVGGLgxL0myrKiy6lvRtSlLRsWit87i+vftD8AEqeQ==",
    ),
    (
        "apple-development-identifier/1",
        Signer::Development,
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YzdO7eM97s/IJ25kdW5CZ3A14USE5IJ5Ha/vhWaxI6UBI1ZxCEvjrKxVluVGe6qWwF1BDFq+QHqKfH5u+wxHQ==",
    ),
];

/// Apple's key of SKAdNetwork 1.0 and 2.0, which has no name ("SKAdNetwork 1 release notes" and "SKAdNetwork 2 release notes", read in
/// 2026-12).
const APPLE_P192: &str =
    "MEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMgAEMyHD625uvsmGq4C43cQ9BnfN2xslVT5V1nOmAMP6qaRRUll3PB1JYmgSm+62sosG";

/// What stands before the point of every key on P-192 (RFC 5480).
const P192: [u8; 26] = [
    0x30, 0x49, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x01, 0x03, 0x32, 0x00,
];

/// What stands before the point of every key on P-256 (RFC 5480).
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A key on P-256.
pub(crate) struct Key {
    kid: &'static str,
    pub(super) signer: Signer,
    /// Uncompressed.
    point: [u8; 65],
}

impl Key {
    /// Whether it signed these bytes. Both of the two values that s can have are taken, as Apple sends both.
    pub(super) fn has_signed(
        &self,
        algorithm: &'static EcdsaVerificationAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        UnparsedPublicKey::new(algorithm, self.point).verify(message, signature).is_ok()
    }
}

/// The keys that are known.
pub(crate) struct Keys {
    all: Vec<Key>,
    p192: Option<VerifyingKey>,
}

impl Keys {
    /// Apple's.
    pub(crate) fn apple() -> Self {
        let key = |(kid, signer, spki)| Some(Key { kid, signer, point: point(spki)? });
        Self { all: APPLE.into_iter().filter_map(key).collect(), p192: on_p192(APPLE_P192) }
    }

    /// With the sandbox's own.
    pub(crate) fn and_own(mut self, point: [u8; 65]) -> Self {
        self.all.push(Key { kid: OWN, signer: Signer::Sandbox, point });
        self
    }

    pub(super) fn named(&self, kid: &str) -> Option<&Key> {
        self.all.iter().find(|key| key.kid == kid)
    }

    /// Those of SKAdNetwork from 2.1 on, whose postbacks name no key. Apple's for tests sign none of these.
    pub(super) fn of_skadnetwork(&self) -> impl Iterator<Item = &Key> {
        self.all.iter().filter(|key| key.signer != Signer::Development)
    }

    /// Whether Apple's first key signed these bytes: by ECDSA on P-192, of which SHA-256 gives more bits than count (FIPS 186-5, 6.4.1).
    pub(super) fn has_signed_on_p192(&self, message: &[u8], der: &[u8]) -> bool {
        let Ok(signature) = Signature::from_der(der) else { return false };
        let digest = Sha256::digest(message);
        self.p192.as_ref().is_some_and(|key| key.verify_prehash(&digest, &signature).is_ok())
    }

    /// With this key in place of Apple's on P-192.
    #[cfg(test)]
    pub(super) fn and_on_p192(self, spki: &str) -> Self {
        Self { p192: on_p192(spki), ..self }
    }
}

fn on_p192(spki: &str) -> Option<VerifyingKey> {
    let bytes = STANDARD.decode(spki).ok()?;
    VerifyingKey::from_sec1_bytes(bytes.strip_prefix(&P192)?).ok()
}

fn point(spki: &str) -> Option<[u8; 65]> {
    let bytes = STANDARD.decode(spki).ok()?;
    bytes.strip_prefix(&P256)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_apple_s_keys_is_read_and_none_is_another() {
        let keys = Keys::apple();
        assert_eq!(keys.all.len(), APPLE.len());
        assert!(keys.all.iter().all(|key| key.point[0] == 4), "uncompressed");
        let mut points: Vec<[u8; 65]> = keys.all.iter().map(|key| key.point).collect();
        points.sort_unstable();
        points.dedup();
        assert_eq!(points.len(), APPLE.len());
        assert_eq!((keys.of_skadnetwork().count(), keys.p192.is_some()), (1, true));
        assert!(keys.named("apple-cas-identifier/1").is_none());
    }
}
