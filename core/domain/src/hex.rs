//! Bytes as lower-case hex digits, two a byte.

/// Bytes as lower-case hex.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)]).collect()
}

/// Reads exactly `N` bytes of lower-case hex.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let of_length = Some(text).filter(|text| text.len() == N * 2);
    bytes_from_hex(of_length?)?.try_into().ok()
}

/// Reads any number of bytes of lower-case hex.
pub fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(value(*high)? << 4 | value(*low)?));
    if rest.is_empty() { bytes.collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_digits_and_nothing_else_is_read() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes_from_hex(&to_hex(&all)), Some(all));
        assert_eq!(to_hex(&[0, 0x0f, 0xa0]), "000fa0");
        assert_eq!(from_hex::<2>("0fa0"), Some([0x0f, 0xa0]));
        for wrong in ["0fa", "0FA0", "+fa0", "0g00", "0fa000", "é0f"] {
            assert_eq!(from_hex::<2>(wrong), None, "{wrong}");
        }
    }
}
