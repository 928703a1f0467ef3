//! The archive that a USDZ is: a zip of stored files whose bytes begin at multiples of 64 (openusd.org/release/spec_usdz.html).
//!
//! Three records of fixed shape, written by hand: the crate `zip` aligns too, and took 177 kB of code more in the same small
//! program (7.4, linked into a test, 2026-12), which the phones' library would carry. Its reader is what tests read these with.

/// Where a file's bytes may begin: a reader maps them into memory as they are.
const ALIGNMENT: usize = 64;
/// Of an extra field that only fills (as OpenUSD's own writer marks it), and the length of its head.
const FILLING: u16 = 0x1986;
const FILLING_HEAD: usize = 4;
/// Length of a local file header without its name and extra field (APPNOTE 6.3.10, section 4.3.7).
const LOCAL_HEAD: usize = 30;
/// 1 January 1980, the first date that a zip can tell: the same model gives the same bytes.
const DATE: u16 = 1 << 5 | 1;
/// Files of version 1.0: no compression.
const VERSION: u16 = 10;

/// An archive in the making.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    /// Headers of the central directory.
    directory: Vec<u8>,
    files: u16,
}

impl Archive {
    /// Stores a file. `None` where it would be longer than 32-bit numbers say, or one too many. The name is ASCII.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Option<()> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(content.len()).ok()?;
        let name_length = u16::try_from(name.len()).ok()?;
        self.files = self.files.checked_add(1)?;
        let head = self.bytes.len() + LOCAL_HEAD + name.len();
        let filled = match head.next_multiple_of(ALIGNMENT) - head {
            0 => 0,
            gap if gap < FILLING_HEAD => gap + ALIGNMENT,
            gap => gap,
        };
        let mut common = Vec::new();
        let sum = crc32fast::hash(content);
        [VERSION, 0, 0, 0, DATE].iter().for_each(|word| common.extend(word.to_le_bytes()));
        [sum, length, length].iter().for_each(|word| common.extend(word.to_le_bytes()));
        common.extend(name_length.to_le_bytes());

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend((filled as u16).to_le_bytes());
        self.bytes.extend(name.as_bytes());
        if filled > 0 {
            self.bytes.extend(FILLING.to_le_bytes());
            self.bytes.extend(((filled - FILLING_HEAD) as u16).to_le_bytes());
            self.bytes.resize(self.bytes.len() + filled - FILLING_HEAD, 0);
        }
        self.bytes.extend(content);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&common);
        // No extra field, no remark, disk 0, no attributes.
        self.directory.extend([0; 12]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        Some(())
    }

    /// The whole archive. `None` where it is longer than 32-bit numbers say.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(self.directory.len()).ok()?;
        self.bytes.append(&mut self.directory);
        u32::try_from(self.bytes.len()).ok()?;
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        [self.files; 2].iter().for_each(|count| self.bytes.extend(count.to_le_bytes()));
        [length, start].iter().for_each(|word| self.bytes.extend(word.to_le_bytes()));
        self.bytes.extend([0; 2]);
        Some(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIGNMENT, Archive};
    use std::io::{Cursor, Read};

    #[test]
    fn a_file_of_any_name_and_length_is_read_back_from_its_place() {
        let names: Vec<String> = (1..140).map(|length| format!("{length}{}", "n".repeat(length))).collect();
        let mut archive = Archive::default();
        for (index, name) in names.iter().enumerate() {
            archive.add(name, &vec![index as u8; index]).expect("small");
        }
        let bytes = archive.finish().expect("small");
        let mut read = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
        assert_eq!(read.len(), names.len());
        for (index, name) in names.iter().enumerate() {
            let mut file = read.by_index(index).expect("there");
            assert_eq!(file.name(), name);
            assert_eq!(file.compression(), zip::CompressionMethod::Stored);
            assert_eq!(file.data_start().map(|start| start % ALIGNMENT as u64), Some(0), "{name}");
            let mut content = Vec::new();
            // The reader holds it to its sum.
            file.read_to_end(&mut content).expect("whole");
            assert_eq!(content, vec![index as u8; index]);
        }
    }
}
