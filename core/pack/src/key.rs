//! Publisher keys: Ed25519 (RFC 8032), and the published key for development.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// The published development seed. Everyone has it, so it proves nothing: the app accepts packs signed with it
/// from a loopback merchant alone (`DEVELOPMENT_KEY` elsewhere).
pub const DEVELOPMENT_SEED: [u8; 32] = *b"tradewind development key, 2026.";

/// The public key of a seed.
pub fn public_key(seed: &[u8; 32]) -> [u8; 32] {
    let mut key = [0; 32];
    key.copy_from_slice(key_pair(seed).public_key().as_ref());
    key
}

/// Whether a public key is the development one.
pub fn is_development_key(key: &[u8; 32]) -> bool {
    *key == public_key(&DEVELOPMENT_SEED)
}

/// The signature of `message` by the key of `seed`.
pub(crate) fn sign(seed: &[u8; 32], message: &[u8]) -> [u8; 64] {
    let mut signature = [0; 64];
    signature.copy_from_slice(key_pair(seed).sign(message).as_ref());
    signature
}

/// Whether `signature` is of `message` by the owner of `key`. A weak key owns nothing: ring would take one signature of it for
/// many messages.
pub(crate) fn is_signed(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    !is_weak(key) && UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
}

/// Whether a key is a point of small order, however it is written (little-endian y; the highest bit is the sign of x).
fn is_weak(key: &[u8; 32]) -> bool {
    let mut y = *key;
    y[31] &= 0x7F;
    WEAK.iter().any(|(first, middle, last)| {
        y[0] == *first && y[31] == *last && y[1..31].iter().all(|byte| byte == middle)
    }) || EIGHTH.contains(&y)
}

/// Points of order 1, 2 and 4: y is 0, 1 or -1, also written as p, p + 1 and p - 1. First byte, the 30 after it, last byte.
const WEAK: [(u8, u8, u8); 5] =
    [(0x00, 0x00, 0x00), (0x01, 0x00, 0x00), (0xEC, 0xFF, 0x7F), (0xED, 0xFF, 0x7F), (0xEE, 0xFF, 0x7F)];

/// The two y of points of order 8.
const EIGHTH: [[u8; 32]; 2] = [
    [
        0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5,
        0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
        0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F, 0x2A,
        0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
];

fn key_pair(seed: &[u8; 32]) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(seed)
        .expect("proof: ring refuses only a seed that is not 32 bytes long")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way to write a point of small order.
    fn small() -> Vec<[u8; 32]> {
        let mut keys = EIGHTH.to_vec();
        for (first, middle, last) in WEAK {
            let mut key = [middle; 32];
            (key[0], key[31]) = (first, last);
            keys.push(key);
        }
        let negative = keys.iter().map(|key| {
            let mut key = *key;
            key[31] |= 0x80;
            key
        });
        let negative: Vec<_> = negative.collect();
        keys.extend(negative);
        keys
    }

    #[test]
    fn a_weak_key_signs_nothing() {
        // R is the neutral point and S is 0: a signature of anything by the key of order 1.
        let mut signature = [0; 64];
        signature[0] = 1;
        let neutral: [u8; 32] = std::array::from_fn(|at| u8::from(at == 0));
        assert!(
            UnparsedPublicKey::new(&ED25519, &neutral).verify(b"anything", &signature).is_ok(),
            "by ring alone"
        );
        for key in small() {
            assert!(is_weak(&key), "{key:x?}");
            assert!(!is_signed(&key, b"anything", &signature), "{key:x?}");
            // The other implementation finds each of them weak, or does not read it.
            let other = ed25519_dalek::VerifyingKey::from_bytes(&key);
            assert!(other.is_err() || other.is_ok_and(|key| key.is_weak()), "{key:x?}");
        }
        for seed in 0..50 {
            assert!(!is_weak(&public_key(&[seed; 32])));
        }
    }

    #[test]
    fn another_implementation_signs_alike() {
        let other = ed25519_dalek::SigningKey::from_bytes(&DEVELOPMENT_SEED);
        assert_eq!(public_key(&DEVELOPMENT_SEED), other.verifying_key().to_bytes());
        assert_eq!(
            sign(&DEVELOPMENT_SEED, b"words"),
            ed25519_dalek::Signer::sign(&other, b"words").to_bytes()
        );
    }
}
