//! The eight character sets that an EPC text may declare; three are read, the others only as far as they are ASCII.

use crate::error::QrError;

/// A declared character set (EPC069-12 2.1, 2, "Character sets").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Charset {
    Utf8,
    Latin1,
    Latin2,
    Latin4,
    Cyrillic,
    Greek,
    Latin6,
    Latin9,
}

/// In the order of their numbers, from 1.
const ALL: [Charset; 8] = [
    Charset::Utf8,
    Charset::Latin1,
    Charset::Latin2,
    Charset::Latin4,
    Charset::Cyrillic,
    Charset::Greek,
    Charset::Latin6,
    Charset::Latin9,
];

/// Where ISO 8859-15 differs from ISO 8859-1.
const LATIN_9: [(u8, char); 8] =
    [(0xA4, '€'), (0xA6, 'Š'), (0xA8, 'š'), (0xB4, 'Ž'), (0xB8, 'ž'), (0xBC, 'Œ'), (0xBD, 'œ'), (0xBE, 'Ÿ')];

impl Charset {
    /// The set of a number, `1` to `8`.
    pub fn of(number: &str) -> Option<Self> {
        ALL.into_iter().find(|set| set.number() == number)
    }

    /// Its number.
    pub fn number(self) -> &'static str {
        match self {
            Self::Utf8 => "1",
            Self::Latin1 => "2",
            Self::Latin2 => "3",
            Self::Latin4 => "4",
            Self::Cyrillic => "5",
            Self::Greek => "6",
            Self::Latin6 => "7",
            Self::Latin9 => "8",
        }
    }

    /// Its name, for example `ISO 8859-15`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Latin1 => "ISO 8859-1",
            Self::Latin2 => "ISO 8859-2",
            Self::Latin4 => "ISO 8859-4",
            Self::Cyrillic => "ISO 8859-5",
            Self::Greek => "ISO 8859-7",
            Self::Latin6 => "ISO 8859-10",
            Self::Latin9 => "ISO 8859-15",
        }
    }

    /// Text of bytes.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<String, QrError> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| QrError::Charset),
            Self::Latin1 => Ok(bytes.iter().map(|b| char::from(*b)).collect()),
            Self::Latin9 => Ok(bytes.iter().map(|b| latin_9(*b)).collect()),
            _ if bytes.is_ascii() => Ok(bytes.iter().map(|b| char::from(*b)).collect()),
            _ => Err(QrError::CharsetUnsupported { name: self.name() }),
        }
    }

    /// Bytes of text, as they lie in a picture.
    pub(crate) fn encode(self, text: &str) -> Result<Vec<u8>, QrError> {
        match self {
            _ if text.is_ascii() => Ok(text.as_bytes().to_vec()),
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Latin1 => text.chars().map(|c| u8::try_from(c).map_err(|_| QrError::Charset)).collect(),
            Self::Latin9 => text.chars().map(|c| to_latin_9(c).ok_or(QrError::Charset)).collect(),
            _ => Err(QrError::CharsetUnsupported { name: self.name() }),
        }
    }
}

fn latin_9(byte: u8) -> char {
    LATIN_9.iter().find(|(b, _)| *b == byte).map_or(char::from(byte), |(_, c)| *c)
}

fn to_latin_9(c: char) -> Option<u8> {
    let own = LATIN_9.iter().find(|(_, own)| *own == c).map(|(byte, _)| *byte);
    own.or_else(|| u8::try_from(c).ok().filter(|byte| latin_9(*byte) == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for set in [Charset::Latin1, Charset::Latin9] {
            let text = set.decode(&bytes).expect("every byte is a character");
            assert_eq!(set.encode(&text), Ok(bytes.clone()), "{}", set.name());
        }
        assert_eq!(Charset::Latin9.encode("€"), Ok(vec![0xA4]));
        assert_eq!(Charset::Latin9.encode("¤"), Err(QrError::Charset));
        assert_eq!(Charset::Latin1.encode("€"), Err(QrError::Charset));
        assert_eq!(Charset::Utf8.decode(&[0xFF]), Err(QrError::Charset));
    }

    #[test]
    fn the_others_are_refused_by_name() {
        for number in ["3", "4", "5", "6", "7"] {
            let set = Charset::of(number).expect("a number of the table");
            let error = QrError::CharsetUnsupported { name: set.name() };
            assert_eq!(set.decode(b"Caf\xE9"), Err(error.clone()));
            assert_eq!(set.encode("Café"), Err(error));
            assert_eq!(set.decode(b"Cafe").as_deref(), Ok("Cafe"));
        }
        assert_eq!(Charset::of("0"), None);
        assert_eq!(Charset::of("9"), None);
        assert_eq!(Charset::of("01"), None);
    }
}
