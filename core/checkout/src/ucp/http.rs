//! What HTTP's own header fields say: `Date`, and `Retry-After` in each form that servers send.

use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_ports::HttpResponse;

/// The longest wish to be left alone that is honoured.
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

/// The answer's `Date`, if it has a readable one.
pub(super) fn date(answer: &HttpResponse) -> Option<Timestamp> {
    imf_fixdate(answer.header("date")?)
}

/// How long to wait, at most an hour: whole seconds, seconds with a fraction, or a date after `now` (RFC 9110 10.2.3).
/// What cannot be read is a second, what lies in the past is nothing: whoever waits has its own patience.
pub(super) fn retry_after(text: &str, now: Timestamp) -> Duration {
    let text = text.trim();
    let wait = if let Some(until) = imf_fixdate(text) {
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

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 5.6.7); older forms are not sent any more.
fn imf_fixdate(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.trim().split_once(", ")?.1.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (time, zone) = (parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    if zone != "GMT" || day.len() != 2 || year.len() != 4 {
        return None;
    }
    Timestamp::parse_rfc3339(&format!("{year}-{month:02}-{day}T{time}Z")).ok()
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
    fn a_date_is_read_or_refused() {
        assert_eq!(
            imf_fixdate("Sun, 06 Nov 1994 08:49:37 GMT"),
            Timestamp::parse_rfc3339("1994-11-06T08:49:37Z").ok()
        );
        for wrong in ["", "yesterday", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"] {
            assert_eq!(imf_fixdate(wrong), None, "{wrong}");
        }
    }
}
