//! Opaque identifiers. Merchants choose them; we bound them and keep the kinds apart.

use serde::{Deserialize, Serialize};

/// Why a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A text without a character.
    #[error("empty identifier")]
    Empty,
    /// More than [`MAX_ID_BYTES`] bytes.
    #[error("identifier too long")]
    TooLong,
    /// A control character or a space at either end.
    #[error("identifier with a control character or outer space")]
    BadCharacter,
}

/// The longest identifier we keep, in UTF-8 bytes. UCP sets no limit; 255 is what common shop engines store.
pub const MAX_ID_BYTES: usize = 255;

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        Err(IdError::Empty)
    } else if text.len() > MAX_ID_BYTES {
        Err(IdError::TooLong)
    } else if text.trim() != text || text.chars().any(char::is_control) {
        Err(IdError::BadCharacter)
    } else {
        Ok(())
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses an identifier: 1 to 255 bytes, no control characters, no outer space.
            pub fn parse(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The text as the merchant wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

id! {
    /// What is bought: the merchant's id of one sellable item (Merchant Center `id`, UCP `item.id`).
    ItemId
}
id! {
    /// What groups an item with its other colours and sizes (Merchant Center `item_group_id`).
    GroupId
}
id! {
    /// A UCP checkout session.
    CheckoutId
}
id! {
    /// An order the merchant confirmed.
    OrderId
}
id! {
    /// A payment handler by its reverse-domain name (`dev.tradewind.sandbox_wallet`): what a person pays with.
    HandlerId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        assert_eq!(ItemId::parse(""), Err(IdError::Empty));
        assert_eq!(ItemId::parse("x".repeat(256)), Err(IdError::TooLong));
        for bad in [" a", "a\n", "a\u{0}b", "\t"] {
            assert_eq!(ItemId::parse(bad), Err(IdError::BadCharacter), "{bad:?}");
        }
        assert!(ItemId::parse("mug/indigo 2").is_ok());
    }
}
