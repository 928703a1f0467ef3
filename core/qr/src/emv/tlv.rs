//! Tag, length, value: one strict reader and writer for the root of a code and the templates in it.

use crate::error::QrError;

/// A tag (0 to 99) and its value (1 to 99 characters).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    tag: u8,
    value: Box<str>,
}

impl Field {
    /// A field. The length is counted in characters, not in bytes (EMV QRCPS-MPM 1.1).
    pub fn new(tag: u8, value: &str) -> Result<Self, QrError> {
        if tag > 99 {
            return Err(QrError::Malformed { field: "tag" });
        }
        match value.chars().take(100).count() {
            0 => Err(QrError::TlvEmpty { tag }),
            1..=99 => Ok(Self { tag, value: value.into() }),
            _ => Err(QrError::TooLong { limit: 99 }),
        }
    }

    /// The tag.
    pub fn tag(&self) -> u8 {
        self.tag
    }

    /// The value as written.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The value as a template of fields, where it is one.
    pub fn template(&self) -> Result<Template, QrError> {
        Template::read(&self.value)
    }

    /// Writes tag, length and value behind `out`.
    pub(crate) fn write(&self, out: &mut String) {
        push_two(out, usize::from(self.tag));
        push_two(out, self.value.chars().count());
        out.push_str(&self.value);
    }
}

/// Two decimal digits of a number below 100.
fn push_two(out: &mut String, number: usize) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
    }
}

/// Fields of one level, each tag once, in the order they are written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template(Vec<Field>);

impl Template {
    /// Reads a level to its end. Nothing is skipped and nothing guessed.
    ///
    /// What is allocated is bounded by the tags there are: a hundred fields of 99 characters.
    pub fn read(text: &str) -> Result<Self, QrError> {
        let (mut fields, mut seen) = (Vec::new(), 0_u128);
        let (mut rest, mut at) = (text, 0_usize);
        while !rest.is_empty() {
            let (tag, after) = two_digits(rest, at, 0)?;
            let (length, after) = two_digits(after, at, tag)?;
            if length == 0 {
                return Err(QrError::TlvEmpty { tag });
            }
            let (value, after) =
                split_chars(after, usize::from(length)).ok_or(QrError::TlvTruncated { tag })?;
            let bit = 1_u128.checked_shl(u32::from(tag)).unwrap_or(0);
            if seen & bit != 0 {
                return Err(QrError::TlvDuplicate { tag });
            }
            seen |= bit;
            fields.push(Field { tag, value: value.into() });
            at = at.saturating_add(4).saturating_add(usize::from(length));
            rest = after;
        }
        Ok(Self(fields))
    }

    /// The value of a tag.
    pub fn get(&self, tag: u8) -> Option<&str> {
        self.0.iter().find(|field| field.tag == tag).map(Field::value)
    }

    /// All fields, in order.
    pub fn fields(&self) -> &[Field] {
        &self.0
    }

    /// Adds a field; a tag that is there already is refused.
    pub fn push(&mut self, tag: u8, value: &str) -> Result<(), QrError> {
        if self.get(tag).is_some() {
            return Err(QrError::TlvDuplicate { tag });
        }
        self.0.push(Field::new(tag, value)?);
        Ok(())
    }

    /// Adds a field where there is a value.
    pub(crate) fn push_some(&mut self, tag: u8, value: Option<&str>) -> Result<(), QrError> {
        value.map_or(Ok(()), |value| self.push(tag, value))
    }

    /// The level as text.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.0.iter().for_each(|field| field.write(&mut out));
        out
    }
}

/// Two decimal digits, and what stands behind them.
fn two_digits(text: &str, at: usize, tag: u8) -> Result<(u8, &str), QrError> {
    match text.as_bytes() {
        [a @ b'0'..=b'9', b @ b'0'..=b'9', ..] => Ok(((a - b'0') * 10 + (b - b'0'), &text[2..])),
        [] | [b'0'..=b'9'] => Err(QrError::TlvTruncated { tag }),
        _ => Err(QrError::TlvHead { at }),
    }
}

/// The first `count` characters and the rest, where there are as many.
fn split_chars(text: &str, count: usize) -> Option<(&str, &str)> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).skip(count);
    text.split_at_checked(ends.next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters() {
        let template = Template::read("0002ZH0104最佳运输0202北京").expect("EMVCo's own language template");
        assert_eq!(template.get(1), Some("最佳运输"));
        assert_eq!(template.to_text(), "0002ZH0104最佳运输0202北京");
    }

    #[test]
    fn anything_else_is_refused() {
        for (text, error) in [
            ("0", QrError::TlvTruncated { tag: 0 }),
            ("01", QrError::TlvTruncated { tag: 1 }),
            ("010", QrError::TlvTruncated { tag: 1 }),
            ("0102a", QrError::TlvTruncated { tag: 1 }),
            ("0100", QrError::TlvEmpty { tag: 1 }),
            ("0101a0101b", QrError::TlvDuplicate { tag: 1 }),
            ("0101aA101b", QrError::TlvHead { at: 5 }),
            ("01 1a", QrError::TlvHead { at: 0 }),
            ("01é1a", QrError::TlvHead { at: 0 }),
            ("é", QrError::TlvHead { at: 0 }),
        ] {
            assert_eq!(Template::read(text), Err(error), "{text}");
        }
        assert_eq!(Template::read(""), Ok(Template::default()));
        assert!(Field::new(100, "a").is_err() && Field::new(1, "").is_err());
        assert!(Field::new(1, &"é".repeat(99)).is_ok() && Field::new(1, &"a".repeat(100)).is_err());
    }
}
