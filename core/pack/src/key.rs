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

/// Whether `signature` is of `message` by the owner of `key`.
pub(crate) fn is_signed(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
}

fn key_pair(seed: &[u8; 32]) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(seed).expect("ring refuses only a seed that is not 32 bytes long")
}

/// Bytes as lower-case hex.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads exactly `N` bytes of lower-case hex.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut out = [0; N];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(out)
}
