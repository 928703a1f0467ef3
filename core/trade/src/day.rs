//! A civil day: what `from` and `until` of a rule are, and on what a quote is made.

use crate::TradeError;
use tradewind_domain::Timestamp;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Milliseconds from the start of a day, UTC, to the moment that stands for it.
const INTO_DAY: i64 = 36_000_000;
/// Number of the last day that is read, 9999-12-31.
const LAST: i32 = 2_932_896;

/// A day of the proleptic Gregorian calendar between 1970-01-01 and 9999-12-31, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i32);

impl Day {
    /// The last day that is read: 9999-12-31.
    pub const LAST: Self = Self(LAST);

    /// By its number since 1970-01-01.
    pub fn of_number(days: i32) -> Result<Self, TradeError> {
        if (0..=LAST).contains(&days) { Ok(Self(days)) } else { Err(TradeError::BadDay) }
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Parses `2026-07-01`.
    pub fn parse(text: &str) -> Result<Self, TradeError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(TradeError::BadDay);
        }
        let number =
            |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i32>().ok());
        match (number(0, 4), number(5, 7), number(8, 10)) {
            (Some(year), Some(month), Some(day)) => Self::of_civil(year, month, day),
            _ => Err(TradeError::BadDay),
        }
    }

    /// By year, month (1 to 12) and day of the month.
    pub fn of_civil(year: i32, month: i32, day: i32) -> Result<Self, TradeError> {
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return Err(TradeError::BadDay);
        }
        // Days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March.
        let (year_of, month_of) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year_of / 400, year_of % 400);
        let day_of_year = (153 * month_of + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self::of_number(era * 146_097 + day_of_era - 719_468)?;
        // A day that the month does not have came out as one of the next month.
        if found.civil() == (year, month, day) { Ok(found) } else { Err(TradeError::BadDay) }
    }

    /// Year, month (1 to 12) and day of the month.
    pub fn civil(self) -> (i32, i32, i32) {
        let shifted = self.0 + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_of = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_of + 2) / 5 + 1;
        let month = if month_of < 10 { month_of + 3 } else { month_of - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    /// The day that a moment lies in, at a place whose clocks are `offset_minutes` before UTC's.
    pub fn at(moment: Timestamp, offset_minutes: i16) -> Result<Self, TradeError> {
        let local = moment.0.checked_add(i64::from(offset_minutes) * 60_000).ok_or(TradeError::BadDay)?;
        i32::try_from(local.div_euclid(DAY)).map_err(|_| TradeError::BadDay).and_then(Self::of_number)
    }

    /// Ten in the morning of it, UTC: where it is told by the clock of a person, the same day from Hawaii (-10:00) to New Zealand in
    /// summer (+13:00). No moment is the same day everywhere: clocks are up to 26 hours apart.
    pub fn moment(self) -> Timestamp {
        Timestamp(i64::from(self.0) * DAY + INTO_DAY)
    }

    /// The day after; the last day there is stays itself.
    pub fn next(self) -> Self {
        Self((self.0 + 1).min(LAST))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_read_as_it_is_written() {
        for number in 0..=LAST {
            let day = Day::of_number(number).expect("a day");
            let (year, month, of_month) = day.civil();
            assert_eq!(Day::of_civil(year, month, of_month), Ok(day));
        }
        assert_eq!(Day::parse("2026-07-01").map(Day::number), Ok(20_635));
        assert_eq!(Day::parse("2024-02-29").map(|day| day.next().to_string()).as_deref(), Ok("2024-03-01"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for bad in ["", "2026-7-1", "2025-02-29", "2026-13-01", "2026-00-10", "1969-12-31", "2026-04-31"] {
            assert_eq!(Day::parse(bad), Err(TradeError::BadDay), "{bad}");
        }
    }

    #[test]
    fn the_moment_of_a_day_lies_in_it_from_hawaii_to_new_zealand() {
        for day in [Day(0), Day(20_635), Day::LAST] {
            // Chatham's clocks in summer are farthest ahead of those.
            for offset in [-10 * 60, -8 * 60, 0, 9 * 60, 12 * 60, 13 * 60, 13 * 60 + 45] {
                assert_eq!(Day::at(day.moment(), offset), Ok(day), "{offset}");
            }
        }
    }

    #[test]
    fn a_moment_lies_in_the_day_of_the_place() {
        let moment = |text| Timestamp::parse_rfc3339(text).expect("a moment");
        let day = |text, offset| Day::at(moment(text), offset).map(|day| day.to_string());
        assert_eq!(day("2026-06-30T22:59:59Z", 60).as_deref(), Ok("2026-06-30"));
        assert_eq!(day("2026-06-30T23:00:00Z", 60).as_deref(), Ok("2026-07-01"));
        assert_eq!(day("2026-02-24T04:59:59Z", -300).as_deref(), Ok("2026-02-23"));
    }
}
