//! What comes in while the merchant waits for the person: from the host, and from the person.

use super::Driver;
use std::collections::VecDeque;
use std::time::Duration;
use tradewind_domain::lock;

/// What is said while the merchant waits for the person. None of it ends a payment.
#[derive(Clone, PartialEq, Eq)]
pub enum Word {
    /// The person came back by the link that carries this id.
    Returned {
        /// The opaque id in the link; it counts once.
        id: String,
    },
    /// The method's own library answered a call.
    Answered {
        /// The hand-off that it answers.
        hand_off: String,
        /// Its answer, as it is.
        text: String,
    },
    /// The page in a surface said something.
    SurfaceSaid {
        /// The surface.
        surface: String,
        /// Origin of the page (RFC 6454).
        origin: String,
        /// What it said.
        text: String,
    },
    /// A surface is gone: closed by the person, or because its page failed.
    SurfaceClosed {
        /// The surface.
        surface: String,
    },
    /// The person is back before the app.
    Front,
    /// The person wants to be sent to the method's app or page again.
    OpenAgain,
    /// The person gives the payment up, as far as the merchant lets go of it.
    LetGo,
}

/// A link's id and a page's message are nobody's business: they print nothing.
impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Returned { .. } => "Returned(..)",
            Self::Answered { .. } => "Answered(..)",
            Self::SurfaceSaid { .. } => "SurfaceSaid(..)",
            Self::SurfaceClosed { .. } => "SurfaceClosed(..)",
            Self::Front => "Front",
            Self::OpenAgain => "OpenAgain",
            Self::LetGo => "LetGo",
        })
    }
}

/// Words that wait to be taken; a host that says more is at fault, and the oldest make room.
const MOST_WORDS: usize = 32;
/// The longest text of a word, in bytes.
const LONGEST: usize = 16 * 1_024;

impl Driver {
    /// Takes what the host or the person says while the merchant waits for the person. What means nothing now is dropped when
    /// its turn comes.
    pub fn hear(&self, word: Word) {
        let size = match &word {
            Word::Returned { id } => id.len(),
            Word::Answered { hand_off, text } => hand_off.len().max(text.len()),
            Word::SurfaceSaid { surface, origin, text } => surface.len().max(origin.len()).max(text.len()),
            Word::SurfaceClosed { surface } => surface.len(),
            Word::Front | Word::OpenAgain | Word::LetGo => 0,
        };
        if size > LONGEST {
            return;
        }
        {
            let mut words = lock(&self.inner.words);
            if words.len() >= MOST_WORDS {
                words.pop_front();
            }
            words.push_back(word);
        }
        self.inner.wake.notify_one();
    }

    /// The next word, or none when so long has passed without one.
    pub(super) async fn next_word(&self, most: Duration) -> Option<Word> {
        let until = self.monotonic().saturating_add(most);
        loop {
            if let Some(word) = lock(&self.inner.words).pop_front() {
                return Some(word);
            }
            let left = until.saturating_sub(self.monotonic());
            if left.is_zero() {
                return None;
            }
            tokio::select! {
                () = self.inner.wake.notified() => {}
                () = self.inner.ports.clock.sleep(left) => {}
            }
        }
    }
}

/// Words of before an attempt are not about it.
pub(super) fn forget(words: &mut VecDeque<Word>) {
    words.clear();
}
