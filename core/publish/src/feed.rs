//! Reading feeds: whatever the kind, a feed becomes rows of named fields, each with the line it stands on.

mod decode;
mod rows;
mod tsv;
mod unpack;
mod xml;

pub use encoding_rs::Encoding;
pub use rows::{Feed, FeedError, Field, Row};

/// The largest feed read: Merchant Center's own limit for one file (4 GB) is beyond what one merchant's phone
/// catalog can hold; 1 GiB is about a million rich products.
pub const MAX_FEED_BYTES: u64 = 1 << 30;

/// Reads a feed of any kind: XML when it starts with `<`, else tab-separated; also packed by gzip or zip.
pub fn read(bytes: &[u8]) -> Result<Feed, FeedError> {
    read_as(bytes, None, MAX_FEED_BYTES)
}

/// As [`read`], for a feed of `encoding` where it does not say so itself, and of at most `limit` bytes when unpacked.
pub fn read_as(bytes: &[u8], encoding: Option<&'static Encoding>, limit: u64) -> Result<Feed, FeedError> {
    let bytes = unpack::unpack(bytes, limit)?;
    let (text, encoding_assumed) = decode::decode(&bytes, encoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let feed = match text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0').chars().next() {
        None => Err(FeedError::Empty),
        Some('<') => xml::read(text),
        Some(_) => tsv::read(text),
    }?;
    Ok(Feed { encoding_assumed, ..feed })
}
