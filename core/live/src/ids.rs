//! Names that a show's host chooses: of the session, of a cue, and the nonce of a hold.

use crate::limits::ID_BYTES;
use serde::{Deserialize, Serialize};

/// A text that is no such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of 1 to 64 letters, digits, dots, colons, dashes and underscores")]
pub struct LiveIdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $least:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes ASCII letters, digits and `._:-`, at most 64 of them: it stands in playlists, headers and signed lines.
            pub fn parse(text: impl Into<String>) -> Result<Self, LiveIdError> {
                let text = text.into();
                let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':' | b'-');
                if ($least..=ID_BYTES).contains(&text.len()) && text.bytes().all(good) {
                    Ok(Self(text))
                } else {
                    Err(LiveIdError)
                }
            }

            /// As the host wrote it.
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
            type Error = LiveIdError;
            fn try_from(text: String) -> Result<Self, LiveIdError> {
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
    /// A show.
    SessionId, 1
}
id! {
    /// One pinning of a card, a hold or a comment. The same one in the playlist and in the event stream; an item that is pinned
    /// again later is another.
    CueId, 1
}
id! {
    /// What makes a hold the only one of its kind: at least 16 letters that nobody guesses.
    Nonce, 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_header_and_in_a_signed_line_is_taken_and_nothing_else() {
        assert!(CueId::parse("card-1:2.a_B").is_ok());
        for wrong in ["", "a b", "a\n", "é", "a\"", "a,b", &"x".repeat(65)] {
            assert_eq!(CueId::parse(wrong), Err(LiveIdError), "{wrong}");
            assert!(serde_json::from_value::<SessionId>(wrong.into()).is_err(), "{wrong}");
        }
        assert_eq!(Nonce::parse("fifteen-letters"), Err(LiveIdError));
        assert!(Nonce::parse("sixteen-letters.").is_ok());
    }
}
