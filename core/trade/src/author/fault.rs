//! Faults of rows: a stable code, the file, the row, and a sentence.

/// A fault that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{row}: {}: {words}", code.as_str())]
pub struct Fault {
    /// Which fault.
    pub code: FaultCode,
    /// The file's name.
    pub file: String,
    /// The row: kind, number among its kind from 1, and id; or `head`.
    pub row: String,
    /// A sentence.
    pub words: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// Which fault a row has. A code never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum FaultCode { $($(#[$doc])* $name),+ }

        impl FaultCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its stable name, kebab-case.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $text),+ } }
        }
    };
}

codes! {
    /// The file is no TOML.
    BadToml = "bad-toml",
    /// A field that no row of this kind has.
    UnknownField = "unknown-field",
    /// A field whose value is not of its kind.
    BadValue = "bad-value",
    /// An amount or a percent written as a TOML number: it would pass through a float.
    NumberAsFloat = "number-as-float",
    /// A field that a row of this kind must have.
    MissingField = "missing-field",
    /// A row without `source`, or a source without title, publisher, date or address.
    MissingSource = "missing-source",
    /// A source that the file does not have.
    UnknownSource = "unknown-source",
    /// An unverified row, or a split, without its sentence.
    MissingNote = "missing-note",
    /// An unverified row that states a point.
    UnverifiedPoint = "unverified-point",
    /// A range that is not in order.
    BadRange = "bad-range",
    /// A percent above 100.
    RateAbove100 = "rate-above-100",
    /// A row that ends before it begins.
    BadInterval = "bad-interval",
    /// No HS code or prefix.
    UnknownHs = "unknown-hs",
    /// No edition of the HS.
    UnknownHsEdition = "unknown-hs-edition",
    /// No currency of ISO 4217.
    UnknownCurrency = "unknown-currency",
    /// No country code, or a destination that the file is not for.
    UnknownCountry = "unknown-country",
    /// A country that two files are for.
    CountryTwice = "country-twice",
    /// A place that lacks a name in one of the app's languages.
    PlaceWithoutNames = "place-without-names",
    /// An id that two rows have.
    DuplicateId = "duplicate-id",
    /// An id that is not of the form asked for.
    BadId = "bad-id",
    /// A scheme that the file does not have.
    UnknownScheme = "unknown-scheme",
    /// A flag that does not exist.
    UnknownFlag = "unknown-flag",
    /// Two rows of equal rank hold on one day.
    Overlap = "overlap",
    /// Days between two rows that neither covers.
    Gap = "gap",
    /// A rule that every place must have on every day is not there.
    MissingRule = "missing-rule",
    /// More rows than are read.
    TooLarge = "too-large",
}
