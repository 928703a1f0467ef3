//! Dates of a playlist, most of which are of the hour of the one before.

use tradewind_domain::Timestamp;

/// Reads dates. An hour is read by the library of dates and remembered; minutes and seconds of the same hour in UTC are added to it:
/// a playlist of ten thousand rows has twice as many dates, and they were a fifth of its time.
#[derive(Default)]
pub(super) struct Dates<'a> {
    /// `YYYY-MM-DDTHH`, and its begin in milliseconds.
    hour: Option<(&'a str, i64)>,
}

impl<'a> Dates<'a> {
    /// RFC 3339, as `Timestamp::parse_rfc3339` reads it.
    pub(super) fn read(&mut self, text: &'a str) -> Option<Timestamp> {
        let Some((hour, millis)) =
            text.split_at_checked(13).and_then(|(hour, rest)| Some((hour, utc(rest)?)))
        else {
            return Timestamp::parse_rfc3339(text).ok();
        };
        match self.hour {
            Some((known, begun)) if known == hour => Some(Timestamp(begun + millis)),
            _ => {
                let read = Timestamp::parse_rfc3339(text).ok()?;
                self.hour = Some((hour, read.0 - millis));
                Some(read)
            }
        }
    }
}

/// Milliseconds of `:MM:SSZ` and of `:MM:SS.fZ` to `:MM:SS.fffZ`, the forms that packagers write; none of any other, nor of a leap
/// second.
fn utc(text: &str) -> Option<i64> {
    let [b':', m1, m2, b':', s1, s2, fraction @ .., b'Z'] = text.as_bytes() else { return None };
    let (minutes, seconds) = (number(&[*m1, *m2])?, number(&[*s1, *s2])?);
    let millis = match fraction {
        [] => 0,
        [b'.', one] => number(&[*one])? * 100,
        [b'.', one, two] => number(&[*one, *two])? * 10,
        [b'.', one, two, three] => number(&[*one, *two, *three])?,
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then_some((minutes * 60 + seconds) * 1_000 + millis)
}

fn number(digits: &[u8]) -> Option<i64> {
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_date_is_what_the_library_says() {
        let mut dates = Dates::default();
        for text in [
            "2026-11-30T20:00:00Z",
            "2026-11-30T20:00:07.250Z",
            "2026-11-30T20:00:07.25Z",
            "2026-11-30T20:00:07.5Z",
            "2026-11-30T20:00:07.Z",
            "2026-11-30T20:00:59.999Z",
            "2026-11-30T20:59:59.9Z",
            "2026-11-30T20:60:00Z",
            "2026-11-30T20:00:60Z",
            "2026-11-30T20:00:61Z",
            "2026-11-30T20:00:07+01:00",
            "2026-11-30T20:00:0xZ",
            "2026-11-30T20:00:07z",
            "2026-11-30 20:01:07Z",
            "2026-11-30T20:01:07.000Z",
            "2026-11-30T20:01:08.0000Z",
            "2026-02-29T20:01:08Z",
            "2026-02-29T20:01:09Z",
            "1969-12-31T23:59:59Z",
            "1969-12-31T23:59:58Z",
            "",
            "é026-11-30T20:01é07Z",
        ] {
            assert_eq!(dates.read(text), Timestamp::parse_rfc3339(text).ok(), "{text}");
        }
    }
}
