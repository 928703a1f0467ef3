//! What was read last: lengths and currencies are mostly the same from row to row.

/// A text and what it says.
pub(super) struct Last<'a, T>(Option<(&'a [u8], T)>);

impl<T> Default for Last<'_, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'a, T: Copy> Last<'a, T> {
    /// What the text says: read only where it is another than the one before.
    pub(super) fn of(&mut self, text: &'a [u8], read: impl FnOnce(&'a [u8]) -> T) -> T {
        match self.0 {
            Some((last, said)) if last == text => said,
            _ => {
                let said = read(text);
                self.0 = Some((text, said));
                said
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_in_a_run_and_is_never_another() {
        let (mut last, mut count) = (Last::default(), 0);
        for text in ["4.0", "4.0", "4.00", "4", "4", "", "", "4"] {
            let said = last.of(text.as_bytes(), |text| {
                count += 1;
                text.len()
            });
            assert_eq!(said, text.len());
        }
        assert_eq!(count, 5);
    }
}
