//! The public keys by which postbacks are verified: Apple's, as its pages print them, and the sandbox's own.

use super::postback::Signer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{EcdsaVerificationAlgorithm, UnparsedPublicKey};

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
pub(crate) struct Keys(Vec<Key>);

impl Keys {
    /// Apple's.
    pub(crate) fn apple() -> Self {
        let key = |(kid, signer, spki)| Some(Key { kid, signer, point: point(spki)? });
        Self(APPLE.into_iter().filter_map(key).collect())
    }

    /// With the sandbox's own.
    pub(crate) fn and_own(mut self, point: [u8; 65]) -> Self {
        self.0.push(Key { kid: OWN, signer: Signer::Sandbox, point });
        self
    }

    pub(super) fn named(&self, kid: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.kid == kid)
    }

    /// Those of SKAdNetwork, whose postbacks name no key. Apple's for tests sign none of these.
    pub(super) fn of_skadnetwork(&self) -> impl Iterator<Item = &Key> {
        self.0.iter().filter(|key| key.signer != Signer::Development)
    }
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
        assert_eq!(keys.0.len(), APPLE.len());
        assert!(keys.0.iter().all(|key| key.point[0] == 4), "uncompressed");
        let mut points: Vec<[u8; 65]> = keys.0.iter().map(|key| key.point).collect();
        points.sort_unstable();
        points.dedup();
        assert_eq!(points.len(), APPLE.len());
        assert_eq!(keys.of_skadnetwork().count(), 1);
        assert!(keys.named("apple-cas-identifier/1").is_none());
    }
}
