//! A secret: bytes that print nothing and are wiped when dropped.

use bytes::Bytes;
use zeroize::Zeroizing;

/// Secret bytes (a wallet token, a key). `Debug` shows nothing, there is no `Display`, the memory is wiped on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes into keeping.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(bytes.into()))
    }

    /// The bytes, for the one place that needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The same as bytes that can be shared without a copy: the body of a request. Wiped when the last that holds them lets go.
    pub fn into_bytes(self) -> Bytes {
        Bytes::from_owner(Shared(self))
    }

    /// The bytes as UTF-8 text, if they are.
    pub fn expose_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

/// A secret that [`Bytes`] may own.
struct Shared(Secret);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.expose()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn prints_nothing() {
        assert_eq!(format!("{:?}", super::Secret::new("tok_1234")), "Secret(..)");
    }
}
