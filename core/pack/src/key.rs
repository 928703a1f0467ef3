//! Publisher keys: Ed25519 (RFC 8032), and the published key for development.

use ed25519_dalek::SigningKey;

/// The published development seed. Everyone has it, so it proves nothing: the app accepts packs signed with it
/// from a loopback merchant alone (`DEVELOPMENT_KEY` elsewhere).
pub const DEVELOPMENT_SEED: [u8; 32] = *b"tradewind development key, 2026.";

/// The public key of a seed.
pub fn public_key(seed: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(seed).verifying_key().to_bytes()
}

/// Whether a public key is the development one.
pub fn is_development_key(key: &[u8; 32]) -> bool {
    *key == public_key(&DEVELOPMENT_SEED)
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
