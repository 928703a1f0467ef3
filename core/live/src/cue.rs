//! What a show puts beside its picture: cards, holds that are offered, comments that the host pins.

use crate::hold::SignedHold;
use crate::ids::CueId;
use crate::limits::{COMMENT_CHARS, TITLE_CHARS};
use crate::proof::Proof;
use serde::{Deserialize, Serialize};
use tradewind_domain::{ItemId, Money, Text, Timestamp};

/// Something that stands beside the picture from one moment of it on. (A cue is what broadcasting and WebVTT call timed data.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The same in the playlist and in the event stream.
    pub id: CueId,
    /// The moment of the picture (programme date-time) from which on it stands.
    pub from: Timestamp,
    /// The moment at which it is taken away; none where it stays until it is unpinned or the show is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The number of the statement in its show; 0 where the playlist gives none. Of two of one id the higher counts.
    pub seq: u64,
    /// What it is.
    pub content: Content,
}

/// What stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// An item that is being shown.
    Card(Card),
    /// A price that is held for those who take it. Not verified yet: that needs the merchant's keys.
    Hold(Box<SignedHold>),
    /// Somebody's words, pinned by the host.
    Comment(Comment),
}

/// An item in a show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which item.
    pub item: ItemId,
    /// What the show calls it, cleaned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The price that is said in the show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// How many were left when it was pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
    /// The session's signature of this moment (`moment.rs`), where the show gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<Proof>>,
}

/// Why a cue was taken away before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Of a hold: others were faster, and nothing is left at its price.
    Oversold,
    /// The merchant took it back.
    Withdrawn,
}

impl EndReason {
    /// As the event stream writes it; one that is not known is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "oversold" => Some(Self::Oversold),
            "withdrawn" => Some(Self::Withdrawn),
            _ => None,
        }
    }
}

/// A pinned comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Whose, cleaned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The words, cleaned.
    pub text: String,
}

impl Comment {
    /// A comment of which something can be seen.
    pub(crate) fn of(author: Option<&str>, text: &str) -> Option<Self> {
        Some(Self { author: author.and_then(title), text: words(text, COMMENT_CHARS)? })
    }
}

/// A title or a name as it may be shown.
pub(crate) fn title(raw: &str) -> Option<String> {
    words(raw, TITLE_CHARS)
}

/// As `Text::line`. Plain ASCII, which most playlists are of, has nothing to clean, and is looked at once.
fn words(raw: &str, most: usize) -> Option<String> {
    let mut before = b' ';
    let clean = raw.bytes().all(|byte| {
        let good = matches!(byte, b'!'..=b'~') || (byte == b' ' && before != b' ');
        before = byte;
        good
    });
    if clean && before != b' ' && raw.len() <= most {
        return Some(raw.to_owned());
    }
    // More is cut before it is cleaned: what is cleaned away may be long.
    let end = raw.char_indices().nth(most * 4).map_or(raw.len(), |(at, _)| at);
    Text::line(&raw[..end], most).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        for raw in
            ["Mug", "Mug, blue (2)", "a  b", " a", "a ", "", " ", "~!\"#", "a\tb", "é", "お茶", "\u{202e}gum"]
        {
            assert_eq!(words(raw, 20), Text::line(raw, 20).map(String::from), "{raw:?}");
        }
        assert_eq!(words(&"x".repeat(21), 20).map(|text| text.len()), Some(20));
        assert_eq!(words(&"\u{200b}".repeat(1_000_000), 20), None);
    }
}
