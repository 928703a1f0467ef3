//! The entropy port: random bytes, and the UUIDs made of them.

/// Gives random bytes. The real one is the operating system's; a simulation gives a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// A version 4 UUID (RFC 9562 5.4) as hyphenated lower-case text: idempotency keys, request ids, attempt ids.
    pub fn uuid(&self) -> String {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid().hyphenated().to_string()
    }

    /// A fraction of `whole`, evenly spread from 0 to `whole`: full jitter for retries.
    pub fn jitter(&self, whole: std::time::Duration) -> std::time::Duration {
        let mut bytes = [0_u8; 4];
        self.fill(&mut bytes);
        whole.checked_mul(u32::from_le_bytes(bytes) >> 16).unwrap_or(whole) / 0x1_0000
    }
}

/// The operating system's entropy.
#[derive(Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, out: &mut [u8]) {
        // Without entropy there is no safe way on: a guessable idempotency key could join two payments.
        getrandom::fill(out).expect("proof: the platforms we build for have a getrandom source after boot");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_version_4_and_differ() {
        let entropy: &dyn Entropy = &OsEntropy;
        let (a, b) = (entropy.uuid(), entropy.uuid());
        assert_ne!(a, b);
        assert_eq!((a.len(), &a[14..15]), (36, "4"));
    }
}
