//! The localizer: one language, one time zone, all the words.

use crate::error::L10nError;
use crate::format::{Formats, NumberFormat};
use crate::languages::{Direction, LanguageInfo};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::Arc;
use tradewind_domain::{Code, Currency, Language, Market, Money, Timestamp, Units};
use unic_langid::LanguageIdentifier;

/// Speaks one language in one time zone. Cheap to clone, `Send` and `Sync`.
#[derive(Clone)]
pub struct Localizer {
    inner: Arc<Inner>,
}

struct Inner {
    info: &'static LanguageInfo,
    language: Language,
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
}

/// Micrometres in an inch (international yard and pound agreement, 1959).
const INCH: u64 = 25_400;

/// Whose way of writing money, numbers and dates a person is used to: their own region's, as far as they named one with the
/// language spoken (`en-GB`, `de-CH`).
fn manner(preferred: &[Language], spoken: &Language) -> Language {
    let regional = |language: &&Language| {
        language.primary() == spoken.primary() && language.as_str().len() > language.primary().len()
    };
    preferred.iter().find(regional).unwrap_or(spoken).clone()
}

/// How many whole `parts` a number has, rounded.
fn rounded(number: u64, parts: u64) -> u64 {
    number.saturating_add(parts / 2) / parts.max(1)
}

/// So many steps, each `10^-scale` of one, as a number.
fn of_steps(steps: u32, scale: u8) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(i64::from(steps), u32::from(scale.min(28))).normalize()
}

/// An argument of a message.
pub(crate) enum Argument {
    /// Is formatted in the locale.
    Number(u64),
    /// Is formatted in the locale, and selects one of the message's variants.
    Selector(u64),
    /// Stands as it is, between isolation marks.
    Text(String),
}

impl Localizer {
    /// A localizer for the best of `preferred` that we have words for, else the table's first, in the manner of the region named
    /// with it; dates in `time_zone`: an IANA name, or an offset such as `GMT+03:00`.
    pub fn new(preferred: &[Language], time_zone: &str) -> Result<Self, L10nError> {
        let info = LanguageInfo::serving(preferred);
        let language = info.language();
        let manner = manner(preferred, &language);
        let identifier: LanguageIdentifier = manner.as_str().parse().map_err(|_| L10nError::Data)?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        let resource = FluentResource::try_new(info.words()?).map_err(|_| L10nError::Data)?;
        bundle.add_resource(resource).map_err(|_| L10nError::Data)?;
        bundle.set_formatter(Some(format_number));
        let formats = Formats::new(info, &manner, crate::format::zone(time_zone)?)?;
        Ok(Self { inner: Arc::new(Inner { info, language, bundle, formats }) })
    }

    /// Which of our languages serves `preferred` best; see [`LanguageInfo::serving`].
    pub fn negotiate(preferred: &[Language]) -> Language {
        LanguageInfo::serving(preferred).language()
    }

    /// Whether `time_zone` is a name of the IANA time zone database, or an offset.
    pub fn knows_time_zone(time_zone: &str) -> bool {
        crate::format::zone(time_zone).is_ok()
    }

    /// Whether this is the same one, or a clone of it: what it said before it would say again.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The language spoken.
    pub fn language(&self) -> &Language {
        &self.inner.language
    }

    /// Direction in which the language is written.
    pub fn direction(&self) -> Direction {
        self.inner.info.direction
    }

    /// A price, exact to the minor unit, in the language's manner.
    pub fn money(&self, money: Money) -> String {
        self.inner.formats.money(money)
    }

    /// A whole number.
    pub fn number(&self, number: u64) -> String {
        self.inner.formats.number(number)
    }

    /// A number of steps, each `10^-scale` of one: 150 at a scale of 2 is 1.5. No scale is above 28.
    pub fn steps(&self, steps: u32, scale: u8) -> String {
        self.inner.formats.decimal(of_steps(steps, scale))
    }

    /// A whole percentage.
    pub fn percent(&self, percent: u32) -> String {
        self.percent_of(percent, 0)
    }

    /// A percentage in steps, as [`Localizer::steps`]: 169 at a scale of 1 is 16.9 %.
    pub fn percent_of(&self, steps: u32, scale: u8) -> String {
        self.inner.formats.percent(of_steps(steps, scale))
    }

    /// A day, in the localizer's time zone.
    pub fn date(&self, moment: Timestamp) -> String {
        self.inner.formats.date(moment)
    }

    /// A day with hour and minute, in the localizer's time zone.
    pub fn date_time(&self, moment: Timestamp) -> String {
        self.inner.formats.date_time(moment)
    }

    /// A weight: grams below a kilogram, else kilograms to two places.
    pub fn weight(&self, grams: u32) -> String {
        if grams < 1_000 {
            self.weight_grams(u64::from(grams))
        } else {
            // A half goes up, as shoppers round, and not to the nearest even digit.
            let hundredths = i64::try_from(rounded(u64::from(grams), 10)).unwrap_or(i64::MAX);
            let kilograms = rust_decimal::Decimal::new(hundredths, 2).normalize();
            self.weight_kilograms(&self.inner.formats.decimal(kilograms))
        }
    }

    /// A length in micrometres, as a person measures a product: centimetres to a tenth below a metre and metres to two
    /// places above; inches to a tenth below three feet and feet with whole inches above.
    pub fn length(&self, micrometres: u64, units: Units) -> String {
        let decimal = |number: u64, places: u32| {
            let number = rust_decimal::Decimal::new(i64::try_from(number).unwrap_or(i64::MAX), places);
            self.inner.formats.decimal(number.normalize())
        };
        match units {
            Units::Metric => {
                let millimetres = rounded(micrometres, 1_000);
                if millimetres < 1_000 {
                    self.length_centimetres(&decimal(millimetres, 1))
                } else {
                    self.length_metres(&decimal(rounded(micrometres, 10_000), 2))
                }
            }
            Units::Customary => {
                let tenths = rounded(micrometres, INCH / 10);
                if tenths < 360 {
                    return self.length_inches(&decimal(tenths, 1));
                }
                let inches = rounded(micrometres, INCH);
                match (inches / 12, inches % 12) {
                    (feet, 0) => self.length_feet(feet),
                    (feet, rest) => self.length_feet_inches(rest, feet),
                }
            }
        }
    }

    /// A market's name.
    pub fn market_name(&self, market: &Market) -> String {
        self.country_name(market.as_str())
    }

    /// A country's name (CLDR); the code itself for one that has none.
    pub fn country_name(&self, code: &str) -> String {
        self.inner.formats.region(code).unwrap_or_else(|| code.to_owned())
    }

    /// A currency as it is offered in settings: its code, which every market reads, and its sign.
    pub fn currency_name(&self, currency: Currency) -> String {
        match self.inner.formats.sign(currency) {
            sign if sign.is_empty() || sign == currency.as_str() => currency.as_str().to_owned(),
            sign => format!("{currency} ({sign})"),
        }
    }

    /// The sentence of a public code.
    pub fn error(&self, code: Code) -> String {
        let id = format!("error-{}", code.as_str().to_ascii_lowercase().replace('_', "-"));
        let known = IDS.binary_search(&id.as_str()).map(|at| IDS[at]);
        self.message(known.unwrap_or("error-internal"), [])
    }

    /// Every message id there is; for tests that walk all of them.
    pub fn message_ids() -> &'static [&'static str] {
        IDS
    }

    /// Formats a message. The ids and arguments are those of the generated functions, which exist in all locales by
    /// construction; a message that still fails to format says nothing rather than its raw key.
    pub(crate) fn message<const N: usize>(
        &self,
        id: &'static str,
        arguments: [(&'static str, Argument); N],
    ) -> String {
        let mut args = FluentArgs::with_capacity(N + 1);
        for (name, argument) in arguments {
            match argument {
                Argument::Number(number) => args.set(name, FluentValue::from(number)),
                Argument::Selector(number) => {
                    args.set(name, FluentValue::from(number));
                    args.set(format!("{name}-category"), self.inner.formats.category(number));
                }
                Argument::Text(text) => args.set(name, text),
            }
        }
        let Some(pattern) = self.inner.bundle.get_message(id).and_then(|message| message.value()) else {
            return String::new();
        };
        let mut errors = Vec::new();
        let text = self.inner.bundle.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "message {id}: {errors:?}");
        text.into_owned()
    }
}

/// Numbers inside messages are formatted by ICU4X, not by Fluent's own formatter, which knows no locale.
fn format_number(
    value: &FluentValue<'_>,
    memoizer: &intl_memoizer::concurrent::IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let whole = number.value as u64;
    memoizer.with_try_get::<NumberFormat, _, _>((), |format| format.format(whole)).ok()
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
