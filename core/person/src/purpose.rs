//! What a person may agree to, and what they answered: the words of it in the file.

/// What a person may agree to. Nothing of it is done before they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// The shop learns by which campaign an order came.
    MeasureCampaigns,
    /// The shop learns by which creator's link an order came.
    RewardCreators,
    /// Goods are put in an order that is this person's own.
    PersonalRanking,
}

impl Purpose {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::MeasureCampaigns, Self::RewardCreators, Self::PersonalRanking];

    /// Its name in the file; never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MeasureCampaigns => "measure_campaigns",
            Self::RewardCreators => "reward_creators",
            Self::PersonalRanking => "personal_ranking",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

/// What was answered. Where nothing was, the purpose was never asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Granted,
    /// Yes, while the host said that this person is not to be tracked (Global Privacy Control).
    GrantedDespiteSignal,
    /// No.
    Refused,
    /// It had been yes; then the host began to say that this person is not to be tracked.
    RefusedBySignal,
}

impl Answer {
    pub(crate) const ALL: [Self; 4] =
        [Self::Granted, Self::GrantedDespiteSignal, Self::Refused, Self::RefusedBySignal];

    /// Its name in the file; never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedDespiteSignal => "granted_despite_signal",
            Self::Refused => "refused",
            Self::RefusedBySignal => "refused_by_signal",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }

    /// Whether it is a yes.
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Granted | Self::GrantedDespiteSignal)
    }
}
