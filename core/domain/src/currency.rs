//! ISO 4217 currencies: the alphabetic code and how many minor digits it has.

use serde::{Deserialize, Serialize};

/// An active ISO 4217 currency.
///
/// Source of the table: ISO 4217 list one (SIX) as of 2026, without funds codes, metals and test codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A code that is no active ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 4217 currency")]
pub struct CurrencyError;

/// Codes with no minor digit.
const ZERO: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
/// Codes with three minor digits.
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
/// Codes with four minor digits.
const FOUR: &str = "CLF UYW";
/// Codes with two minor digits.
const TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS \
INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR \
MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN \
SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

impl Currency {
    /// United States dollar.
    pub const USD: Currency = Currency(*b"USD");
    /// Euro, two decimals.
    pub const EUR: Currency = Currency(*b"EUR");
    /// Japanese yen, no decimals.
    pub const JPY: Currency = Currency(*b"JPY");
    /// Dirham of the United Arab Emirates.
    pub const AED: Currency = Currency(*b"AED");

    /// Parses an upper-case alphabetic code.
    pub fn parse(text: &str) -> Result<Self, CurrencyError> {
        let bytes: [u8; 3] = text.as_bytes().try_into().map_err(|_| CurrencyError)?;
        let known = |list: &str| list.split_ascii_whitespace().any(|code| code == text);
        if known(TWO) || known(ZERO) || known(THREE) || known(FOUR) {
            Ok(Self(bytes))
        } else {
            Err(CurrencyError)
        }
    }

    /// Every currency there is.
    pub fn all() -> impl Iterator<Item = Self> {
        [TWO, ZERO, THREE, FOUR].into_iter().flat_map(str::split_ascii_whitespace).flat_map(Self::parse)
    }

    /// The alphabetic code, for example `EUR`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("proof: parse admits ASCII codes of the table alone")
    }

    /// How many digits stand behind the decimal mark: 0, 2, 3 or 4.
    pub fn minor_digits(&self) -> u32 {
        // Codes of three letters with a space between them.
        let among = |list: &str| list.as_bytes().chunks(4).any(|code| code.starts_with(&self.0));
        if among(ZERO) {
            0
        } else if among(THREE) {
            3
        } else if among(FOUR) {
            4
        } else {
            2
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;
    fn try_from(text: String) -> Result<Self, CurrencyError> {
        Self::parse(&text)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_follow_iso_4217() {
        for (code, digits) in [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("ISK", 0), ("AED", 2)] {
            assert_eq!(Currency::parse(code).map(|c| c.minor_digits()), Ok(digits), "{code}");
        }
        for (list, digits) in [(ZERO, 0), (TWO, 2), (THREE, 3), (FOUR, 4)] {
            let all =
                list.split_ascii_whitespace().map(|code| Currency::parse(code).map(|c| c.minor_digits()));
            assert!(all.into_iter().all(|found| found == Ok(digits)), "{list}");
        }
    }

    #[test]
    fn strangers_are_refused() {
        for code in ["", "eur", "EU", "EURO", "XXX", "XTS", "E R", "€€€", "HRK"] {
            assert_eq!(Currency::parse(code), Err(CurrencyError), "{code}");
        }
    }
}
