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

    /// Parses an HTTP date (`Sun, 29 Nov 2026 01:02:03 GMT`, RFC 9110 5.6.7), as in `Date` and `Retry-After`. Only this
    /// form, which is the one that servers must send: two digits of day and of each part of the time, and `GMT`. The name of
    /// the day is not compared with the date.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (name, rest) = text.trim().split_once(", ").ok_or(TimestampError)?;
        let parts: Vec<&str> = rest.split(' ').collect();
        let [day, month, year, time, "GMT"] = parts[..] else { return Err(TimestampError) };
        let month = MONTHS.iter().position(|known| *known == month).ok_or(TimestampError)? + 1;
        if !DAYS.contains(&name) || day.len() != 2 || year.len() != 4 || time.len() != 8 {
            return Err(TimestampError);
        }
        Self::parse_rfc3339(&format!("{year}-{month:02}-{day}T{time}Z"))
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

    #[test]
    fn an_http_date_is_read_in_its_one_form_or_refused() {
        assert_eq!(
            Timestamp::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Timestamp::parse_rfc3339("1994-11-06T08:49:37Z")
        );
        assert!(Timestamp::parse_http_date(" Sun, 29 Nov 2026 01:02:03 GMT ").is_ok(), "space around it");
        for wrong in [
            "",
            "yesterday",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 08:49:37 GMT (noon)",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994  08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Someday, 06 Nov 1994 08:49:37 GMT",
            "06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(Timestamp::parse_http_date(wrong), Err(TimestampError), "{wrong}");
        }
    }
}
