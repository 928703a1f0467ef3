//! The page's own files, built into the binary. Nothing else is served.

use include_dir::{Dir, include_dir};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/page");

/// The design's numbers and colours.
pub const TOKENS: &str = include_str!("../../../assets/design/tokens.json");

/// Type and bytes of the file behind a name below `page/`.
pub fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    let kind = match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((kind, FILES.get_file(name)?.contents()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pages_own_files_are_there() {
        assert!(file("vendor/hls.min.js").is_some_and(|(kind, _)| kind.starts_with("text/javascript")));
        assert!(file("vendor/LICENSE.hls.js").is_some(), "its licence goes with it");
        assert!(file("index.html").is_some_and(|(kind, _)| kind.starts_with("text/html")));
        for name in
            ["", "..", "../Cargo.toml", "index.html/", "/etc/passwd.html", "nothing.js", "page/index.html"]
        {
            assert!(file(name).is_none(), "{name}");
        }
    }
}
