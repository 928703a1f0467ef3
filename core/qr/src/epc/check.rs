//! IBAN, BIC and creditor reference: shapes and check digits (ISO 13616, ISO 9362, ISO 11649).

use crate::error::QrError;

/// Lengths of IBANs in the countries of SEPA (ISO 13616, whose registry SWIFT keeps). An account of another country is
/// held to its check digits alone.
const LENGTHS: &str = "AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 \
IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22";

/// An account number whose length and check digits are right. Capitals and digits, no spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Iban(Box<str>);

impl Iban {
    /// Reads the electronic format (ISO 13616-1, 5): no spaces.
    pub fn parse(text: &str) -> Result<Self, QrError> {
        let shape = matches!(text.as_bytes(), [a, b, c, d, ..]
            if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit());
        let known = LENGTHS.split_ascii_whitespace().find_map(|row| row.strip_prefix(text.get(..2)?));
        let length = known.is_none_or(|length| length == text.len().to_string());
        if shape && length && (15..=34).contains(&text.len()) && mod_97(text) == Some(1) {
            Ok(Self(text.into()))
        } else {
            Err(QrError::Iban)
        }
    }

    /// Reads what a person typed: spaces are left out, letters become capitals.
    pub fn parse_typed(text: &str) -> Result<Self, QrError> {
        if text.len() > 64 {
            return Err(QrError::Iban);
        }
        Self::parse(&text.replace(' ', "").to_ascii_uppercase())
    }

    /// The account number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country of the account, two letters.
    pub fn country(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

/// Whether a text is a BIC: four letters or digits of a party, a country, a place, and perhaps a branch (ISO 9362:2022).
pub(crate) fn is_bic(text: &str) -> bool {
    let all = |part: Option<&str>, kind: fn(u8) -> bool| part.is_some_and(|part| part.bytes().all(kind));
    let any: fn(u8) -> bool = |b| b.is_ascii_uppercase() || b.is_ascii_digit();
    matches!(text.len(), 8 | 11)
        && all(text.get(..4), any)
        && all(text.get(4..6), |b| b.is_ascii_uppercase())
        && all(text.get(6..), any)
}

/// Whether a text is an ISO 11649 reference: `RF`, two check digits, up to 21 capitals and digits.
pub fn is_creditor_reference(text: &str) -> bool {
    let digits = text.get(2..4).is_some_and(|two| two.bytes().all(|b| b.is_ascii_digit()));
    text.starts_with("RF") && digits && (5..=25).contains(&text.len()) && mod_97(text) == Some(1)
}

/// The remainder by 97 after the first four characters are put last (ISO 7064); letters are 10 to 35.
fn mod_97(text: &str) -> Option<u32> {
    let (head, tail) = text.split_at_checked(4)?;
    tail.chars().chain(head.chars()).try_fold(0_u32, |rest, c| {
        if c.is_ascii_lowercase() {
            return None;
        }
        let digit = c.to_digit(36)?;
        Some((rest * if digit > 9 { 100 } else { 10 } + digit) % 97)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ibans_of_the_registry() {
        // The registry's published examples, and the Red Cross of the EPC sample.
        for text in [
            "BE72000000001616",
            "BE68539007547034",
            "DE89370400440532013000",
            "FR1420041010050500013M02606",
            "GB29NWBK60161331926819",
            "MT84MALT011000012345MTLCAST001S",
            "NO9386011117947",
            "AE070331234567890123456",
        ] {
            assert!(Iban::parse(text).is_ok(), "{text}");
        }
        assert_eq!(
            Iban::parse_typed("be72 0000 0000 1616").map(|i| i.as_str().to_owned()).as_deref(),
            Ok("BE72000000001616")
        );
    }

    #[test]
    fn one_wrong_digit_is_seen() {
        let good = "DE89370400440532013000";
        for at in 2..good.len() {
            let mut bytes = good.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
            let text = String::from_utf8(bytes).expect("ASCII");
            assert_eq!(Iban::parse(&text), Err(QrError::Iban), "{text}");
        }
        for text in [
            "",
            "DE",
            "DE8937040044053201300",
            "de89370400440532013000",
            "DE89 3704",
            "ÄÖ89370400440532013000",
        ] {
            assert_eq!(Iban::parse(text), Err(QrError::Iban), "{text}");
        }
    }

    #[test]
    fn references_and_bics() {
        // ISO 11649's own example.
        assert!(is_creditor_reference("RF18539007547034"));
        assert!(is_creditor_reference("RF18000000000539007547034"));
        for text in
            ["RF19539007547034", "RF18", "rf18539007547034", "RF18 5390 0754 7034", "18539007547034", "RFé8"]
        {
            assert!(!is_creditor_reference(text), "{text}");
        }
        for text in ["BPOTBEB1", "BFSWDE33BER", "BHBLDEHHXXX"] {
            assert!(is_bic(text), "{text}");
        }
        for text in ["", "BPOTBE", "BPOTBEB12", "bpotbeb1", "BPOT1EB1", "BPOTBEB1é"] {
            assert!(!is_bic(text), "{text}");
        }
    }
}
