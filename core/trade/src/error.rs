//! Why nothing could be computed or read. Each has a stable code; a fault of the rows in TOML is `author::Fault`.

/// What went wrong in the engine, or with compiled rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TradeError {
    /// A sum beyond 64 bits of minor units.
    #[error("an amount is out of range")]
    Overflow,
    /// Two amounts of one order are in different currencies.
    #[error("amounts of one order are in one currency")]
    CurrencyMismatch,
    /// A price, delivery, mass or rate below zero, or a rate of zero.
    #[error("an amount, a mass or a rate is below zero")]
    Negative,
    /// A line of no pieces.
    #[error("a line has at least one piece")]
    NoQuantity,
    /// An order of no lines, or of more than `MAX_LINES`.
    #[error("an order has no lines, or more than are read")]
    LineCount,
    /// Rules that charge one line more than [`MAX_PARTS`](crate::MAX_PARTS) times, or have as many fees for one order.
    #[error("rules charge a line, or an order by fees, more often than is read")]
    PartCount,
    /// A quote was asked for in a currency for which no rate was given.
    #[error("no rate into the currency asked for")]
    NoRate,
    /// No HS code: other than 2 to 10 digits, or a chapter that does not exist.
    #[error("an HS code has 2 to 10 digits")]
    BadHs,
    /// An edition of the HS other than those known.
    #[error("not an edition of the HS")]
    BadEdition,
    /// No day between the years 1970 and 9999.
    #[error("not a day")]
    BadDay,
    /// A decimal number that is not one, or has more digits than are read.
    #[error("not a decimal number")]
    BadNumber,
    /// Compiled rules that end early, or whose checksum does not fit.
    #[error("compiled rules are damaged: {0}")]
    Damaged(&'static str),
    /// Compiled rules of another format.
    #[error("compiled rules are of another format")]
    Format,
    /// Compiled rules above a limit.
    #[error("compiled rules are above a limit: {0}")]
    TooLarge(&'static str),
}

impl TradeError {
    /// The stable name, kebab-case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::CurrencyMismatch => "currency-mismatch",
            Self::Negative => "negative-amount",
            Self::NoQuantity => "no-quantity",
            Self::LineCount => "line-count",
            Self::PartCount => "part-count",
            Self::NoRate => "no-rate",
            Self::BadHs => "bad-hs",
            Self::BadEdition => "bad-edition",
            Self::BadDay => "bad-day",
            Self::BadNumber => "bad-number",
            Self::Damaged(_) => "rules-damaged",
            Self::Format => "rules-format",
            Self::TooLarge(_) => "rules-too-large",
        }
    }
}
