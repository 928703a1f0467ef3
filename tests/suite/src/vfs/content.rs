//! What a file holds, in pages that copies share until one of them is written to: a copy of a file costs a count for each page.

use std::sync::Arc;

/// Bytes of a page, as SQLite writes them.
const PAGE: usize = 4_096;

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Content {
    pages: Vec<Arc<[u8; PAGE]>>,
    /// In bytes. What of the last page lies beyond it is zero.
    size: usize,
}

impl Content {
    /// Its length in bytes.
    pub(super) const fn size(&self) -> usize {
        self.size
    }

    /// Writes at an offset; a gap between the end and the offset reads as zeros.
    pub(super) fn write(&mut self, offset: usize, data: &[u8]) {
        if self.size < offset + data.len() {
            self.resize(offset + data.len());
        }
        let (mut at, mut rest) = (offset, data);
        while !rest.is_empty() {
            let within = at % PAGE;
            let (part, later) = rest.split_at(rest.len().min(PAGE - within));
            let page = &mut self.pages[at / PAGE];
            match <&[u8; PAGE]>::try_from(part) {
                // Nothing of the page before is left.
                Ok(whole) => *page = Arc::new(*whole),
                Err(_) => Arc::make_mut(page)[within..within + part.len()].copy_from_slice(part),
            }
            (at, rest) = (at + part.len(), later);
        }
    }

    /// Cuts it off, or makes it longer by zeros.
    pub(super) fn resize(&mut self, size: usize) {
        self.pages.resize_with(size.div_ceil(PAGE), || Arc::new([0; PAGE]));
        if size < self.size
            && size % PAGE > 0
            && let Some(last) = self.pages.last_mut()
        {
            Arc::make_mut(last)[size % PAGE..].fill(0);
        }
        self.size = size;
    }

    /// Reads from an offset, and says how much there was.
    pub(super) fn read(&self, offset: usize, into: &mut [u8]) -> usize {
        let count = into.len().min(self.size.saturating_sub(offset));
        let mut done = 0;
        while done < count {
            let (page, within) = ((offset + done) / PAGE, (offset + done) % PAGE);
            let part = (count - done).min(PAGE - within);
            into[done..done + part].copy_from_slice(&self.pages[page][within..within + part]);
            done += part;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same bytes as one piece.
    fn whole(content: &Content) -> Vec<u8> {
        let mut bytes = vec![7; content.size()];
        assert_eq!(content.read(0, &mut bytes), content.size());
        bytes
    }

    #[test]
    fn it_holds_what_one_piece_would_hold_and_a_copy_stays_as_it_was() {
        let (mut content, mut plain) = (Content::default(), Vec::new());
        let steps = [(0, 10), (PAGE - 3, 8), (PAGE, PAGE), (3 * PAGE + 5, 2 * PAGE), (2, 1), (4 * PAGE, 0)];
        for (number, (offset, length)) in (1..).zip(steps) {
            let (before, copy) = (whole(&content), content.clone());
            let data = vec![number; length];
            content.write(offset, &data);
            plain.resize(plain.len().max(offset + length), 0);
            plain[offset..offset + length].copy_from_slice(&data);
            assert_eq!(whole(&content), plain);
            assert_eq!(whole(&copy), before);
        }
        for size in [4 * PAGE + 1, 4 * PAGE, PAGE + 9, 5 * PAGE, 3, 0, 2] {
            content.resize(size);
            plain.resize(size, 0);
            assert_eq!(whole(&content), plain);
        }
        let mut beyond = [7; 4];
        assert_eq!((content.read(1, &mut beyond), content.read(9, &mut beyond)), (1, 0));
        assert_eq!(beyond, [0, 7, 7, 7]);
    }
}
