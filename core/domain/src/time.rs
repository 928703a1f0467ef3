//! Moments in time: milliseconds since the Unix epoch, RFC 3339 at the edges.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A text that is no RFC 3339 moment between the years 1970 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 moment")]
pub struct TimestampError;

impl Timestamp {
    /// Parses RFC 3339 (`2026-11-24T12:00:00Z`, offsets and fractions allowed).
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimestampError> {
        let moment: jiff::Timestamp = text.parse().map_err(|_| TimestampError)?;
        let millis = moment.as_millisecond();
        if (0..=253_402_300_799_999).contains(&millis) { Ok(Self(millis)) } else { Err(TimestampError) }
    }

    /// Parses an HTTP date (`Sun, 29 Nov 2026 01:02:03 GMT`, RFC 9110 5.6.7), as in `Date` and `Retry-After`.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        let zoned = jiff::fmt::rfc2822::parse(text.trim()).map_err(|_| TimestampError)?;
        let millis = zoned.timestamp().as_millisecond();
        if (0..=253_402_300_799_999).contains(&millis) { Ok(Self(millis)) } else { Err(TimestampError) }
    }

    /// RFC 3339 in UTC.
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map(|t| t.to_string()).unwrap_or_default()
    }

    /// The moment `by` later; stays at the end of time instead of wrapping.
    pub fn after(self, by: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long after `earlier` this is; zero if it is before.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_rfc3339() {
        let moment = Timestamp::parse_rfc3339("2026-11-24T13:00:00.250+01:00");
        assert_eq!(moment, Ok(Timestamp(1_795_521_600_250)));
        assert_eq!(Timestamp(1_795_521_600_250).to_rfc3339(), "2026-11-24T12:00:00.25Z");
        for bad in ["", "2026-11-24", "yesterday", "2026-13-01T00:00:00Z", "-0001-01-01T00:00:00Z"] {
            assert_eq!(Timestamp::parse_rfc3339(bad), Err(TimestampError), "{bad}");
        }
    }
}
