//! How much a stranger's bytes may cost a phone: one table, checked before anything is allocated.
//!
//! A phone of 3 GB leaves an app about 256 MB before it is killed; all numbers here are parts of that. They bound what is
//! held at once. A catalog may be larger than all of them: it is read from a file, row by row.

/// Rows of a catalog: what the largest shops publish for one market.
pub const CATALOG_ROWS: u32 = 1_000_000;
/// Raw bytes of one stream of a catalog: a kilobyte a row at [`CATALOG_ROWS`].
pub const STREAM_RAW_BYTES: u64 = 1 << 30;
/// Compressed bytes of one stream of a catalog; they go to a file as they come.
pub const STREAM_BYTES: u64 = 256 << 20;
/// What a decompressor may look back, in powers of two: 8 MiB. Our own publisher stays at 4 MiB.
pub const STREAM_WINDOW_LOG: u32 = 23;
/// Raw bytes of a stream that are held in memory; a larger one is read from a file.
pub const STREAM_IN_MEMORY: u64 = 4 << 20;
/// Parts of a category path. Merchant Center's `product_type` is five deep in its own examples; ours are cut at eight.
pub const CATEGORY_PARTS: usize = 16;
/// Top-level categories that are told apart; items of later ones are found by search alone.
pub const TOP_CATEGORIES: usize = 2_000;

/// Bytes of a picture's file (Merchant Center takes 16 MB; no shop's main pictures are near that).
pub const PICTURE_BYTES: u64 = 10 << 20;
/// Longest side of a picture, in pixels.
pub const PICTURE_SIDE: u32 = 8_192;
/// Pixels of a picture: a phone camera's 16 MP.
pub const PICTURE_PIXELS: u64 = 16_800_000;
/// Bytes that a decoder writes, in the picture's own samples, 16 bits or 8.
pub const PICTURE_DECODED_BYTES: u64 = 68 << 20;
/// Bytes of losslessly compressed parts of a WebP file: its decoder takes no limit, and 300 times as much memory.
pub const WEBP_LOSSLESS_BYTES: u64 = 512 << 10;
/// Pictures that are decoded at once. One above [`PICTURE_HEAVY_PIXELS`] is decoded alone.
pub const PICTURES_DECODED_AT_ONCE: u32 = 2;
/// From how many pixels on a picture is decoded alone.
pub const PICTURE_HEAVY_PIXELS: u64 = 4_200_000;
/// Pictures that are fetched at once, as many as browsers open connections to a host.
pub const PICTURES_FETCHED_AT_ONCE: usize = 6;

/// Bytes of a model with all that it refers to. Merchant Center takes 15 MB.
pub const MODEL_BYTES: u64 = 32 << 20;
/// Pixels of all pictures of a model: five of 2,048 a side, or one of 4,096 with a few small ones.
pub const MODEL_PIXELS: u64 = 24_000_000;
/// Vertices of a model after instancing; Apple's Quick Look advises 100,000 polygons.
pub const MODEL_VERTICES: usize = 1_000_000;
/// Corners of a model's triangles after instancing.
pub const MODEL_INDICES: usize = 6_000_000;

/// Bytes of a JSON answer.
pub const JSON_BYTES: u64 = 4 << 20;
/// Bytes that it takes in memory as a tree of values: 100,000 objects. A page of 500 products is a seventh of that.
pub const JSON_TREE_BYTES: u64 = 64 << 20;
/// What an object of one field takes in memory: a node of a B-tree has room for eleven.
const JSON_OBJECT_BYTES: u64 = 640;
/// What any other value takes.
const JSON_VALUE_BYTES: u64 = 40;

/// Items of one page of a merchant's online catalog: each carries its product's words and addresses, 40 kB of them at worst.
pub const PAGE_ITEMS: usize = 1_000;

/// How many redirects are followed, for pictures and models, and within one origin for streams of events: twice what image
/// hosts were seen to need.
pub const REDIRECTS: usize = 5;

/// How many bytes of a WebP file are losslessly compressed (chunks `VP8L`, `ALPH`, and frames, which may hold either); none
/// for another file. Reads the heads of chunks alone (RIFF container, developers.google.com/speed/webp/docs/riff_container).
pub fn webp_lossless_bytes(file: &[u8]) -> u64 {
    if !file.starts_with(b"RIFF") || file.get(8..12) != Some(b"WEBP") {
        return 0;
    }
    let (mut at, mut sum) = (12_usize, 0_u64);
    while let Some(head) = file.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        if matches!(&head[..4], b"VP8L" | b"ALPH" | b"ANMF") {
            // A chunk may claim more than there is; a decoder reads what is there.
            let rest = (file.len() as u64).saturating_sub(at as u64 + 8);
            sum = sum.saturating_add(u64::from(size).min(rest));
        }
        let step = u64::from(size) + u64::from(size % 2) + 8;
        match usize::try_from(step).ok().and_then(|step| at.checked_add(step)) {
            Some(next) => at = next,
            None => break,
        }
    }
    sum
}

/// Whether a JSON text, made a tree of values, stays within [`JSON_TREE_BYTES`]: seven bytes of it can be six hundred there.
/// Counts marks without reading strings, so words with many commas count for a little more than they are.
pub fn json_fits(text: &[u8]) -> bool {
    let cost: u64 = text
        .iter()
        .map(|byte| match byte {
            b'{' => JSON_OBJECT_BYTES,
            b',' | b'[' => JSON_VALUE_BYTES,
            _ => 0,
        })
        .sum();
    text.len() as u64 <= JSON_BYTES && cost <= JSON_TREE_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_text_is_weighed_by_what_it_becomes() {
        assert!(json_fits(br#"{"products": [{"id": "a, b, c"}]}"#));
        assert!(!json_fits("{\"\":0},".repeat(500_000).as_bytes()));
        assert!(!json_fits("[],".repeat(1_300_000).as_bytes()));
        assert!(!json_fits(&vec![b' '; (4 << 20) + 1]));
    }

    #[test]
    fn lossless_parts_of_a_webp_are_counted_wherever_they_stand() {
        let chunk = |kind: &[u8; 4], size: usize| {
            let mut out = kind.to_vec();
            out.extend(u32::try_from(size).expect("small").to_le_bytes());
            out.extend(vec![0; size + size % 2]);
            out
        };
        let file = |chunks: &[Vec<u8>]| [b"RIFF\0\0\0\0WEBP".to_vec(), chunks.concat()].concat();
        assert_eq!(webp_lossless_bytes(&file(&[chunk(b"VP8L", 7)])), 7);
        assert_eq!(webp_lossless_bytes(&file(&[chunk(b"VP8 ", 900)])), 0);
        let mixed = [chunk(b"VP8X", 10), chunk(b"ICCP", 31), chunk(b"ALPH", 5), chunk(b"VP8 ", 9)];
        assert_eq!(webp_lossless_bytes(&file(&mixed)), 5);
        assert_eq!(webp_lossless_bytes(b"RIFF\0\0\0\0WEBPVP8L\xff\xff\xff\xff123"), 3);
        assert_eq!(webp_lossless_bytes(b"\x89PNG"), 0);
    }
}
