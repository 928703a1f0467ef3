//! Words of a fixed list, out of what somebody said.

/// The known words among those that were said, in the order said, each once.
pub(crate) fn known(said: &[String], words: &'static [&'static str]) -> Vec<&'static str> {
    let mut found = Vec::new();
    for text in said {
        if let Some(word) = words.iter().find(|word| *word == text)
            && !found.contains(word)
        {
            found.push(*word);
        }
    }
    found
}
