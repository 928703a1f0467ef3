//! ICU4X behind our own functions: money, numbers, percentages, dates. Integers and decimals only, never a float.

use crate::error::L10nError;
use crate::languages::{Direction, LanguageInfo};
use crate::zones;
use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{YMD, YMDT};
use icu::datetime::input::{Date, DateTime, Time};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal as Fixed;
use icu::decimal::options::DecimalFormatterOptions;
use icu::locale::Locale;
use icu::locale::{LanguageIdentifier as IcuLanguage, subtags::Region};
use icu::plurals::{PluralCategory, PluralRules};
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_experimental::displaynames::{DisplayNamesOptions, Style};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tradewind_domain::{Currency, Language, Money, Timestamp, lock};
use unic_langid::LanguageIdentifier;

type CurrencyFormats = BTreeMap<Currency, Option<std::sync::Arc<MoneyShape>>>;

/// The formatters of one language and time zone.
pub(crate) struct Formats {
    info: &'static LanguageInfo,
    locale: Locale,
    zone: TimeZone,
    number: DecimalFormatter,
    /// All our languages' shoppers count Gregorian years (`ar-AE` too). Other calendars' data would double the size of dates.
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    date_time: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    plurals: PluralRules,
    /// Made when first needed; a formatter costs about 10 microseconds to make and far less to use.
    currencies: Mutex<CurrencyFormats>,
}

/// The zone of an IANA name, or of the offset that systems name when they know no place (`GMT+03:00`, `UTC-5`, `+0530`).
pub(crate) fn zone(name: &str) -> Result<TimeZone, L10nError> {
    zones::named(name).or_else(|| offset(name)).ok_or(L10nError::TimeZone)
}

fn offset(name: &str) -> Option<TimeZone> {
    let name = ["GMT", "UTC"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let digits = name.strip_prefix(['+', '-'])?.replace(':', "");
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (&digits[..], "0") };
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i32>().ok())?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    // The farthest is Kiribati's, 14 hours.
    if hours > 14 || minutes > 59 {
        return None;
    }
    let sign = if name.starts_with('-') { -1 } else { 1 };
    jiff::tz::Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok().map(TimeZone::fixed)
}

impl Formats {
    /// Writes `info`'s language as people of the locale `person` are used to.
    pub(crate) fn new(
        info: &'static LanguageInfo,
        person: &Language,
        zone: TimeZone,
    ) -> Result<Self, L10nError> {
        let locale = info.cldr_locale(person.as_str())?;
        Ok(Self {
            info,
            zone,
            number: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .map_err(|_| L10nError::Data)?,
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::medium())
                .map_err(|_| L10nError::Data)?,
            date_time: FixedCalendarDateTimeFormatter::try_new(
                (&locale).into(),
                YMD::medium().with_time_hm(),
            )
            .map_err(|_| L10nError::Data)?,
            plurals: PluralRules::try_new_cardinal((&locale).into()).map_err(|_| L10nError::Data)?,
            currencies: Mutex::new(BTreeMap::new()),
            locale,
        })
    }

    /// Every minor unit that is charged is shown: CLDR's display digits where they say it all, else those of ISO 4217.
    pub(crate) fn money(&self, money: Money) -> String {
        let amount = money.to_decimal();
        match self.currency(money.currency) {
            Some(shape) => {
                let (before, after) = if money.minor < 0 { &shape.negative } else { &shape.positive };
                let mut digits = amount.abs();
                let short = digits.trunc_with_scale(shape.digits);
                if short == digits {
                    digits.rescale(shape.digits);
                }
                [before, self.decimal(digits).as_str(), after].concat()
            }
            // No pattern for it in CLDR: number and code, as ISO 4217 itself writes amounts.
            None => format!("{}\u{a0}{}", self.decimal(amount), money.currency),
        }
    }

    /// A currency's sign, or its code where the language has none.
    pub(crate) fn sign(&self, currency: Currency) -> String {
        match self.currency(currency) {
            Some(shape) => {
                let (before, after) = &shape.positive;
                plain(sign_in(before).1) + &plain(sign_in(after).1)
            }
            None => currency.as_str().to_owned(),
        }
    }

    /// The plural category of a number (CLDR). Nothing at all is `zero` in every language: a message that says it in words of
    /// its own does so there, and in the others zero counts as `other`, which is what no such variant leads to.
    pub(crate) fn category(&self, number: u64) -> &'static str {
        match self.plurals.category_for(number) {
            _ if number == 0 => "zero",
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// A country's name (CLDR); none for a code that it does not name. Its short form (`Hong Kong`), unless that is an
    /// abbreviation (`UK`).
    pub(crate) fn region(&self, code: &str) -> Option<String> {
        let region = Region::try_from_str(code).ok()?;
        let name = |style: Option<Style>| {
            let mut options = DisplayNamesOptions::default();
            options.style = style;
            // Looked up by language alone: the phones' data holds no other.
            let language = Locale::from(IcuLanguage::from(self.locale.id.language));
            let names = RegionDisplayNames::try_new((&language).into(), options).ok()?;
            names.of(region).map(str::to_owned)
        };
        name(Some(Style::Short))
            .filter(|short| !short.bytes().all(|b| b.is_ascii_uppercase()))
            .or_else(|| name(None))
    }

    pub(crate) fn number(&self, number: u64) -> String {
        self.number.format(&Fixed::from(number)).to_string()
    }

    pub(crate) fn decimal(&self, number: rust_decimal::Decimal) -> String {
        self.number.format(&self.fixed(number)).to_string()
    }

    pub(crate) fn percent(&self, percent: rust_decimal::Decimal) -> String {
        let region = self.locale.id.region;
        self.info.percent(region.as_ref().map(Region::as_str), &self.decimal(percent))
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

    fn currency(&self, currency: Currency) -> Option<std::sync::Arc<MoneyShape>> {
        let mut known = lock(&self.currencies);
        known.entry(currency).or_insert_with(|| self.shape(currency).map(std::sync::Arc::new)).clone()
    }

    /// What ICU4X writes around a number of this currency. Its formatter rounds to CLDR's display digits, so the digits are
    /// written here.
    fn shape(&self, currency: Currency) -> Option<MoneyShape> {
        let code: CurrencyType = currency.as_str().parse().ok()?;
        let format =
            CurrencyFormatter::try_new_symbol((&self.locale).into(), code, Default::default()).ok()?;
        let around = |amount: i32| -> Option<(u32, (String, String))> {
            let text = format.format_fixed_decimal(&Fixed::from(amount)).to_string();
            // The most digits behind the mark that are there.
            (0..=4).rev().find_map(|digits| {
                let mut one = rust_decimal::Decimal::ONE;
                one.rescale(digits);
                let (before, after) = text.split_once(self.decimal(one).as_str())?;
                Some((digits, (self.whole(before), self.whole(after))))
            })
        };
        let (digits, mut positive) = around(1)?;
        let (_, mut negative) = around(-1)?;
        for (before, _) in [&mut positive, &mut negative] {
            // UTS 35 `currencySpacing`: a space between a number and any sign that is not a symbol (`Cg.`); ICU4X looks for
            // letters alone.
            if before.ends_with('.') {
                before.push('\u{a0}');
            }
        }
        Some(MoneyShape { digits, positive, negative })
    }

    /// In a line from right to left a sign of Latin letters and symbols (`US$`) would be torn apart: the letters run one way,
    /// the symbol the other (UAX 9). An isolate keeps it whole.
    fn whole(&self, side: &str) -> String {
        let (before, sign, after) = sign_in(side);
        if self.info.direction == Direction::RightToLeft && sign.contains(|c: char| c.is_ascii_alphabetic()) {
            [before, "\u{2066}", sign, "\u{2069}", after].concat()
        } else {
            side.to_owned()
        }
    }
}

/// What stands around a currency's numbers.
struct MoneyShape {
    /// CLDR's display digits behind the mark.
    digits: u32,
    positive: (String, String),
    negative: (String, String),
}

/// The currency's sign in what stands on one side of a number: between spaces, marks of direction and a minus.
fn sign_in(side: &str) -> (&str, &str, &str) {
    let none = |c: char| c.is_whitespace() || is_mark(c) || matches!(c, '-' | '\u{2212}');
    let start = side.len() - side.trim_start_matches(none).len();
    let end = side.trim_end_matches(none).len().max(start);
    (&side[..start], &side[start..end], &side[end..])
}

/// Numbers inside Fluent messages.
pub(crate) struct NumberFormat(DecimalFormatter);

impl intl_memoizer::Memoizable for NumberFormat {
    type Args = ();
    type Error = L10nError;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, L10nError> {
        let person = language.to_string();
        let locale = LanguageInfo::lookup(vec![language]).cldr_locale(&person)?;
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
    text.chars().filter(|c| !is_mark(*c)).collect()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}
