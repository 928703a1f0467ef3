//! What comes in while the merchant waits for the person: from the host, and from the person.

use super::Driver;
use crate::with_person::Word;
use std::time::Duration;
use tradewind_domain::lock;

/// Words that wait to be taken; a host that says more is at fault, and the oldest make room.
const MOST_WORDS: usize = 32;
/// The longest text of a word, in bytes.
const LONGEST: usize = 16 * 1_024;

impl Driver {
    /// Takes what the host or the person says while the merchant waits for the person. What means nothing now is dropped when
    /// its turn comes.
    pub fn hear(&self, word: Word) {
        let size = match &word {
            Word::Returned { id } => id.expose().len(),
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
                // What a page says makes room first: the person's own word is not lost to its chatter.
                let chatter = words.iter().position(|word| matches!(word, Word::SurfaceSaid { .. }));
                words.remove(chatter.unwrap_or(0));
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
            // What was said is heard before time is up, and not one or the other at random.
            tokio::select! {
                biased;
                () = self.inner.wake.notified() => {}
                () = self.inner.ports.clock.sleep(left) => {}
            }
        }
    }
}
