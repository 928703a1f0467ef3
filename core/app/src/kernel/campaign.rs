//! What a link says of where a person came from. It lives in memory alone and prints nothing; `attribution.rs` keeps of it what
//! the person agreed to, and lets the rest go.

use std::collections::BTreeMap;
use tradewind_links::Attribution;
use tradewind_person::Purpose;

/// What one link says: its campaign, and the creator who made it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct CampaignParts {
    /// By the parameter's name.
    pub(crate) campaign: BTreeMap<String, String>,
    /// The token of a link whose signature is good.
    pub(crate) creator: Option<String>,
}

impl CampaignParts {
    /// Of what `tradewind_links` gave out.
    pub(crate) fn of(said: Attribution) -> Self {
        let named = |(name, value): (&str, String)| (name.to_owned(), value);
        let campaign = said.utm.into_iter().chain(said.clicks).map(named).collect();
        Self { campaign, creator: said.creator }
    }

    /// Whether the link says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.campaign.is_empty() && self.creator.is_none()
    }

    /// Takes out what a purpose is about.
    pub(crate) fn take(&mut self, purpose: Purpose) -> Self {
        match purpose {
            Purpose::MeasureCampaigns => Self { campaign: std::mem::take(&mut self.campaign), creator: None },
            Purpose::RewardCreators => Self { campaign: BTreeMap::new(), creator: self.creator.take() },
            Purpose::PersonalRanking => Self::default(),
        }
    }

    /// Puts parts together.
    pub(crate) fn join(&mut self, other: Self) {
        self.campaign.extend(other.campaign);
        self.creator = other.creator.or(self.creator.take());
    }
}

impl std::fmt::Debug for CampaignParts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CampaignParts").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_link_said_and_prints_nothing() {
        let said = Attribution {
            utm: vec![("utm_source", "tiktok".to_owned())],
            clicks: vec![("gclid", "secret".to_owned())],
            creator: Some("mia".to_owned()),
        };
        let parts = CampaignParts::of(said);
        assert_eq!(parts.campaign.len(), 2);
        assert_eq!(parts.creator.as_deref(), Some("mia"));
        assert_eq!(format!("{parts:?}"), "CampaignParts { .. }");
        assert!(CampaignParts::of(Attribution::default()).is_empty());
    }
}
