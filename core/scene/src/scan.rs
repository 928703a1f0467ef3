//! A look over JSON before it is read: how many values it has, and no text that grows when an error cites it.

use crate::error::ModelError;

/// Longer texts must be printable ASCII, as a data URI is: an error message that cites one would escape everything else,
/// six bytes for one.
const LONG: usize = 1 << 20;

/// Refuses JSON of more than `most` values. It need not be JSON: what is not is refused by who reads it.
pub(crate) fn scan(json: &[u8], most: usize) -> Result<(), ModelError> {
    let (mut values, mut at) = (0usize, 0);
    while let Some(byte) = json.get(at) {
        at += 1;
        match byte {
            // Each value but the first stands behind one of them.
            b',' | b':' | b'[' | b'{' => {
                values += 1;
                if values > most {
                    return Err(ModelError::TooManyValues(most));
                }
            }
            b'"' => at = text(json, at)?,
            _ => {}
        }
    }
    Ok(())
}

/// Passes over a text whose first byte is at `from`. Gives the place behind its closing quote.
fn text(json: &[u8], from: usize) -> Result<usize, ModelError> {
    let (mut at, mut plain) = (from, true);
    while let Some(byte) = json.get(at) {
        at += 1;
        match byte {
            b'"' => break,
            b'\\' => at += 1,
            b' '..=b'~' => {}
            _ => plain = false,
        }
    }
    if !plain && at - from > LONG {
        return Err(ModelError::Json("a long text that is not ASCII".to_owned()));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::ModelError;

    #[test]
    fn values_are_counted_outside_of_texts() {
        let json = br#"{"a":[1,2,{"b,:[{":"\",,,\\"}],"c":null}"#;
        assert_eq!(scan(json, 9), Ok(()));
        assert_eq!(scan(json, 8), Err(ModelError::TooManyValues(8)));
        for broken in [&b""[..], b"\"", b"\"\\", b"{\"a", b"]]]]", b"\"\\\"", b"\xff\xfe"] {
            assert_eq!(scan(broken, 9), Ok(()));
        }
    }

    #[test]
    fn a_long_text_is_ascii() {
        let long = |filling: &str| format!("\"{}\"", filling.repeat(super::LONG / filling.len() + 1));
        assert_eq!(scan(long("abc+/=").as_bytes(), 9), Ok(()));
        assert!(scan(long("\u{7f}").as_bytes(), 9).is_err());
        assert!(scan("\"\u{e4}\u{7f}\"".as_bytes(), 9).is_ok());
    }
}
