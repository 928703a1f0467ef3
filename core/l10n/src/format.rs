//! ICU4X behind our own functions: money, numbers, percentages, dates. Integers and decimals only, never a float.

use crate::localizer::L10nError;
use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{YMD, YMDT};
use icu::datetime::input::{Date, DateTime, Time};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal as Fixed;
use icu::decimal::options::DecimalFormatterOptions;
use icu::locale::Locale;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tradewind_domain::{Currency, Language, Money, Timestamp};
use unic_langid::LanguageIdentifier;

type CurrencyFormats = BTreeMap<Currency, Option<std::sync::Arc<CurrencyFormatter<DecimalFormatter>>>>;

/// The formatters of one language and time zone.
pub(crate) struct Formats {
    locale: Locale,
    zone: TimeZone,
    number: DecimalFormatter,
    /// All our languages' shoppers count Gregorian years (`ar-AE` too). Other calendars' data would double the size of dates.
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    date_time: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    /// Made when first needed; a formatter costs about 10 microseconds to make and far less to use.
    currencies: Mutex<CurrencyFormats>,
}

/// The CLDR locale whose manners a language's shoppers are used to. Arabic takes the Emirates': the Gulf's shops
/// write Latin digits (CLDR 49 `ar-AE`, default numbering `latn`), and a price must read the same on every screen.
fn cldr_locale(language: &str) -> Result<Locale, L10nError> {
    let tag = if language.split('-').next() == Some("ar") { "ar-AE-u-nu-latn" } else { language };
    Locale::try_from_str(tag).map_err(|_| L10nError::Data)
}

impl Formats {
    pub(crate) fn new(language: &Language, zone: &str) -> Result<Self, L10nError> {
        let locale = cldr_locale(language.as_str())?;
        Ok(Self {
            zone: TimeZone::get(zone).map_err(|_| L10nError::TimeZone)?,
            number: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .map_err(|_| L10nError::Data)?,
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::medium())
                .map_err(|_| L10nError::Data)?,
            date_time: FixedCalendarDateTimeFormatter::try_new(
                (&locale).into(),
                YMD::medium().with_time_hm(),
            )
            .map_err(|_| L10nError::Data)?,
            currencies: Mutex::new(BTreeMap::new()),
            locale,
        })
    }

    pub(crate) fn money(&self, money: Money) -> String {
        let amount = self.fixed(money.to_decimal());
        match self.currency(money.currency) {
            Some(format) => format.format_fixed_decimal(&amount).to_string(),
            // No pattern for it in CLDR: number and code, as ISO 4217 itself writes amounts.
            None => format!("{}\u{a0}{}", self.number.format(&amount), money.currency),
        }
    }

    pub(crate) fn number(&self, number: u64) -> String {
        self.number.format(&Fixed::from(number)).to_string()
    }

    pub(crate) fn decimal(&self, number: rust_decimal::Decimal) -> String {
        self.number.format(&self.fixed(number)).to_string()
    }

    /// CLDR 49 `percentFormat`: `#,##0 %` in German, `#,##0%` in the others of ours.
    pub(crate) fn percent(&self, percent: u32) -> String {
        let gap = if self.locale.id.language.as_str() == "de" { "\u{a0}" } else { "" };
        format!("{}{gap}%", self.number(u64::from(percent)))
    }

    pub(crate) fn date(&self, moment: Timestamp) -> String {
        self.civil(moment).map(|civil| self.date.format(&civil.date).to_string()).unwrap_or_default()
    }

    pub(crate) fn date_time(&self, moment: Timestamp) -> String {
        self.civil(moment).map(|civil| self.date_time.format(&civil).to_string()).unwrap_or_default()
    }

    /// The wall clock of the time zone at `moment`; nothing for a moment outside the calendar.
    fn civil(&self, moment: Timestamp) -> Option<DateTime<Gregorian>> {
        let at = self.zone.to_datetime(jiff::Timestamp::from_millisecond(moment.0).ok()?);
        let part = |number: i8| u8::try_from(number).ok();
        Some(DateTime {
            date: Date::try_new_gregorian(i32::from(at.year()), part(at.month())?, part(at.day())?).ok()?,
            time: Time::try_new(part(at.hour())?, part(at.minute())?, part(at.second())?, 0).ok()?,
        })
    }

    /// The exact decimal; `rust_decimal` prints every digit of its scale and ICU4X keeps them.
    fn fixed(&self, number: rust_decimal::Decimal) -> Fixed {
        Fixed::try_from_str(&number.to_string()).unwrap_or_default()
    }

    fn currency(&self, currency: Currency) -> Option<std::sync::Arc<CurrencyFormatter<DecimalFormatter>>> {
        let mut known = self.currencies.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .entry(currency)
            .or_insert_with(|| {
                let code: CurrencyType = currency.as_str().parse().ok()?;
                let made = CurrencyFormatter::try_new_symbol((&self.locale).into(), code, Default::default());
                made.ok().map(std::sync::Arc::new)
            })
            .clone()
    }
}

/// Numbers inside Fluent messages.
pub(crate) struct NumberFormat(DecimalFormatter);

impl intl_memoizer::Memoizable for NumberFormat {
    type Args = ();
    type Error = L10nError;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, L10nError> {
        let locale = cldr_locale(&language.to_string())?;
        DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
            .map(Self)
            .map_err(|_| L10nError::Data)
    }
}

impl NumberFormat {
    pub(crate) fn format(&self, number: u64) -> String {
        self.0.format(&Fixed::from(number)).to_string()
    }
}

/// The text without marks of direction (U+2066 to U+2069, U+200E, U+200F, U+061C): for wallet lines and screen
/// readers, which speak a mark or show a box for it.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'))
        .collect()
}
