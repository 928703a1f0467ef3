//! A credential of a wallet: text that prints nothing and is wiped when it is dropped.

use zeroize::Zeroizing;

/// A payment token. It has no `Display`, and its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

impl Token {
    pub(crate) fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The token, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The very bytes, without a copy: for a keeper that wipes them as well.
    pub fn into_bytes(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.0).into_bytes()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}
