//! Feeds that come packed: gzip, and zip with one feed in it. How large it will be is known before room is made for it.

use super::rows::FeedError;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Kinds of files that merchants give for a feed and that are none: how they begin, and what they are called.
const OTHERS: &[(&[u8], &str)] = &[
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"Rar!", "a rar file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file; save it as tab-separated text"),
    (b"%PDF", "a PDF file"),
];

/// The feed's own bytes, at most `limit` of them.
pub(super) fn unpack(bytes: &[u8], limit: u64) -> Result<Cow<'_, [u8]>, FeedError> {
    if bytes.len() as u64 > limit {
        return Err(FeedError::TooLarge);
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return whole(|| Ok(MultiGzDecoder::new(bytes)), limit, "gzip").map(Cow::Owned);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return unzip(bytes, limit).map(Cow::Owned);
    }
    match OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, what)) => Err(FeedError::Kind(what)),
        None => Ok(Cow::Borrowed(bytes)),
    }
}

fn unzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, FeedError> {
    let broken = |_| FeedError::Packed("zip");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut feeds = Vec::new();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(broken)?;
        let name = file.name();
        if name == "[Content_Types].xml" {
            return Err(FeedError::Kind("an Excel file; save it as tab-separated text"));
        }
        // What systems put beside.
        let beside =
            name.starts_with("__MACOSX/") || name.rsplit('/').next().is_none_or(|last| last.starts_with('.'));
        if file.is_file() && !beside {
            feeds.push((at, file.encrypted()));
        }
    }
    match feeds.as_slice() {
        [] => Err(FeedError::Empty),
        [(_, true)] => Err(FeedError::Kind("a zip file with a password")),
        // One file is opened twice: once to see how much there is.
        [(at, false)] => {
            let mut bytes = None;
            for room in [false, true] {
                let mut file = archive.by_index(*at).map_err(broken)?;
                bytes = Some(if room {
                    take(&mut file, limit, "zip")?
                } else {
                    measure(&mut file, limit, "zip")?
                });
            }
            Ok(bytes.unwrap_or_default())
        }
        _ => Err(FeedError::Several(feeds.len())),
    }
}

/// Reads a stream that can be opened twice: first to see how much there is, then into room of that size.
fn whole<R: Read>(
    open: impl Fn() -> Result<R, FeedError>,
    limit: u64,
    what: &'static str,
) -> Result<Vec<u8>, FeedError> {
    measure(&mut open()?, limit, what)?;
    take(&mut open()?, limit, what)
}

/// Reads to the end and keeps nothing.
fn measure(stream: &mut impl Read, limit: u64, what: &'static str) -> Result<Vec<u8>, FeedError> {
    let count = std::io::copy(&mut stream.take(limit.saturating_add(1)), &mut std::io::sink());
    match count {
        Err(_) => Err(FeedError::Packed(what)),
        Ok(count) if count > limit => Err(FeedError::TooLarge),
        Ok(_) => Ok(Vec::new()),
    }
}

fn take(stream: &mut impl Read, limit: u64, what: &'static str) -> Result<Vec<u8>, FeedError> {
    let mut bytes = Vec::new();
    stream.take(limit).read_to_end(&mut bytes).map_err(|_| FeedError::Packed(what))?;
    Ok(bytes)
}
