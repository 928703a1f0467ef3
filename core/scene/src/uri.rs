//! Addresses in a file: data URIs as exporters write them, and names of files beside it.

use crate::error::ModelError;
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The bytes of a data URI (RFC 2397); `None` for an address of another kind.
pub(crate) fn data(uri: &str) -> Option<Result<Vec<u8>, ModelError>> {
    // A scheme's letters may be large.
    let rest = uri.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and(uri.get(5..))?;
    let Some((head, text)) = rest.split_once(',') else {
        return Some(Err(ModelError::Buffer("a data URI without data")));
    };
    let last = head.rsplit(';').next().unwrap_or_default().trim();
    if !last.eq_ignore_ascii_case("base64") {
        return Some(Ok(percent_encoding::percent_decode_str(text).collect()));
    }
    // Lines of 76 letters, as mail has them.
    let broken = |byte: u8| byte.is_ascii_whitespace();
    let whole: Vec<u8>;
    let text = if text.bytes().any(broken) {
        whole = text.bytes().filter(|byte| !broken(*byte)).collect();
        &whole[..]
    } else {
        text.as_bytes()
    };
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&STANDARD, config).decode(text);
    Some(bytes.map_err(|_| ModelError::Buffer("a data URI with broken base64")))
}

/// The name of a file beside, as it is asked for: percent-decoded, with slashes, without a query, a relative path that stays
/// below the folder on every system.
pub(crate) fn beside(uri: &str) -> Result<String, ModelError> {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    let name = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| ModelError::Buffer("a name that is not UTF-8"))?
        .replace('\\', "/");
    let odd = |c: char| c == ':' || c.is_control();
    let below = !name.contains(odd) && name.split('/').all(|part| !part.is_empty() && part != "..");
    if below { Ok(name) } else { Err(ModelError::Buffer("an address that is not beside the file")) }
}

#[cfg(test)]
mod tests {
    use super::{beside, data};

    #[test]
    fn data_uris_are_read_as_exporters_write_them() {
        let bytes = |uri: &str| data(uri).map(Result::ok);
        for uri in [
            "data:application/octet-stream;base64,AAEC",
            "DATA:;BASE64,AAEC",
            "data:text/plain;charset=utf-8;base64,AA\r\n EC\n",
            "data:,%00%01%02",
            "data:application/octet-stream,%00\u{1}%02",
        ] {
            assert_eq!(bytes(uri), Some(Some(vec![0, 1, 2])), "{uri}");
        }
        assert_eq!(bytes("data:;base64,AA="), Some(Some(vec![0])), "an end that is cut is still one");
        for broken in ["data:;base64,!!!!", "data:", "data:;base64"] {
            assert_eq!(bytes(broken), Some(None), "{broken}");
        }
        for other in ["", "date:,a", "ä:,a", "a.bin", "dat"] {
            assert_eq!(bytes(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_as_the_file_system_has_them() {
        for (uri, name) in [
            ("a.bin", "a.bin"),
            ("textures\\wood%20dark.png", "textures/wood dark.png"),
            ("textures%5Cwood.png?v=3#top", "textures/wood.png"),
            ("./a/stuhl%C3%A4.png", "./a/stuhlä.png"),
        ] {
            assert_eq!(beside(uri).ok().as_deref(), Some(name), "{uri}");
        }
        for outside in ["..\\a", "..%5Ca", "a\\..\\..\\b", "\\\\host\\a", "c:\\a", "?a", "a\u{0}", "/a"] {
            assert!(beside(outside).is_err(), "{outside}");
        }
    }
}
