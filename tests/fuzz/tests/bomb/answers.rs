//! JSON of four megabytes that becomes a forest.

/// Name and body of each.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    const SIZE: usize = (4 << 20) - 100;
    let list = |thing: &str| format!("{{\"products\":[{}0]}}", thing.repeat(SIZE / thing.len())).into_bytes();
    // A few words of a product become those of each of its variants.
    let words = "x".repeat(4_900);
    let variant = "{\"id\":\"v\",\"title\":\"V\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}},";
    let variants = variant.repeat(120);
    let product = format!(
        "{{\"id\":\"p\",\"title\":\"P\",\"description\":{{\"plain\":\"{words}\"}},\"variants\":[{}]}}",
        variants.trim_end_matches(',')
    );
    let products = vec![product; 290].join(",");
    vec![
        ("variants", format!("{{\"products\":[{products}]}}").into_bytes()),
        ("objects of one field", list("{\"\":0},")),
        ("empty objects", list("{},")),
        ("empty lists", list("[],")),
        ("lists of lists", list("[[]],")),
        ("zeros", list("0,")),
        ("empty words", list("\"\",")),
        ("brackets", vec![b'['; SIZE]),
        ("braces", "{\"a\":".repeat(SIZE / 5).into_bytes()),
        ("one long word", format!("\"{}\"", "x".repeat(SIZE)).into_bytes()),
        ("one long number", "9".repeat(SIZE).into_bytes()),
        ("too long", vec![b' '; SIZE + 200]),
    ]
}
