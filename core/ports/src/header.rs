//! What an answer's own header fields say of time: `Date`, and `Retry-After` in each form that servers send.

use crate::HttpResponse;
use std::time::Duration;
use tradewind_domain::Timestamp;

/// The longest wish to be left alone that is honoured.
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

impl HttpResponse {
    /// The answer's `Date`, if it has a readable one.
    pub fn date(&self) -> Option<Timestamp> {
        Timestamp::parse_http_date(self.header("date")?).ok()
    }

    /// How long the server wishes to be left alone, at most an hour; `None` where it says nothing. A date counts from the
    /// answer's own `Date`, else from `now`, the phone's clock.
    pub fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        self.header("retry-after").map(|wish| retry_after(wish, self.date().unwrap_or(now)))
    }
}

/// How long to wait, at most an hour: whole seconds, seconds with a fraction, or a date after `now` (RFC 9110 10.2.3).
/// What cannot be read is a second, what lies in the past is nothing: whoever waits has its own patience.
fn retry_after(text: &str, now: Timestamp) -> Duration {
    let text = text.trim();
    let wait = if let Ok(until) = Timestamp::parse_http_date(text) {
        until.since(now)
    } else if let Some(seconds) = decimal_seconds(text) {
        seconds
    } else if text.starts_with('-') {
        Duration::ZERO
    } else {
        Duration::from_secs(1)
    };
    wait.min(LONGEST_WAIT)
}

/// `2`, `1.5`: digits, perhaps a point and more digits.
fn decimal_seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    // More digits than fit are longer than any wait that is honoured.
    let seconds = whole.parse::<u64>().unwrap_or(u64::MAX).min(LONGEST_WAIT.as_secs());
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(Duration::from_secs(seconds).saturating_add(Duration::from_millis(millis.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_to_wait_is_read_in_every_form_and_capped() {
        let now = Timestamp::parse_rfc3339("1994-11-06T08:49:30Z").expect("a moment");
        for (text, millis) in [
            ("2", 2_000),
            ("1.5", 1_500),
            ("-5", 0),
            ("0", 0),
            ("3600", 3_600_000),
            ("99999999999999999999999", 3_600_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 7_000),
            ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("Sun, 06 Nov 2094 08:49:37 GMT", 3_600_000),
            ("soon", 1_000),
            ("", 1_000),
        ] {
            assert_eq!(retry_after(text, now).as_millis(), millis, "{text}");
        }
    }

    #[test]
    fn a_date_to_wait_for_counts_from_the_servers_own_clock() {
        let now = Timestamp(0);
        let answer = |headers: &[(&str, &str)]| HttpResponse {
            status: 503,
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            body: bytes::Bytes::new(),
        };
        let until = ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT");
        let dated = answer(&[("date", "Sun, 06 Nov 1994 08:49:30 GMT"), until]);
        assert_eq!(dated.retry_after(now), Some(Duration::from_secs(7)));
        assert_eq!(answer(&[until]).retry_after(now), Some(LONGEST_WAIT), "by a phone's clock of 1970");
        assert_eq!(answer(&[]).retry_after(now), None);
    }
}
