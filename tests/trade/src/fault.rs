//! Deliberate faults of the second implementation: each must make the comparison fail, so that the comparison can fail.

/// A fault that is put in on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Every amount is rounded towards zero.
    RoundsDown,
    /// `until` is the first day on which a row does not hold.
    LastDayLost,
    /// Every row begins a day late.
    FirstDayLost,
    /// A limit on goods is asked of goods with delivery.
    ReliefOnCif,
    /// The length of a prefix says nothing on which row wins.
    ShortPrefix,
    /// Duty is not in the base of the tax.
    NoDutyInTaxBase,
    /// The customs value is always that of the goods alone.
    FobForCif,
    /// `at_most` is `below`.
    LimitIsBelow,
    /// The place's rounding rows are not read.
    NoRoundingRows,
    /// Layers do not add: the first is all.
    OneLayer,
    /// With DDP the carrier still collects.
    DdpIgnored,
    /// A tax that may be within a price is taken to come on top of it.
    TaxAlwaysOnTop,
    /// A code says nothing of flags.
    FlagsAsSaid,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::RoundsDown,
        Self::LastDayLost,
        Self::FirstDayLost,
        Self::ReliefOnCif,
        Self::ShortPrefix,
        Self::NoDutyInTaxBase,
        Self::FobForCif,
        Self::LimitIsBelow,
        Self::NoRoundingRows,
        Self::OneLayer,
        Self::DdpIgnored,
        Self::TaxAlwaysOnTop,
        Self::FlagsAsSaid,
    ];
}
