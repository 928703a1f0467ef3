//! Where a person came from, which leaves this crate only with the person's consent.

use crate::limits::{MAX_CLICK, MAX_UTM};
use tradewind_domain::text::clean;

/// Parameters of campaigns. The first of each counts.
const UTM: [&str; 6] = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"];

/// Ids that a network gives to one click of one person.
const CLICKS: [&str; 10] =
    ["fbclid", "ttclid", "gclid", "gbraid", "wbraid", "msclkid", "twclid", "li_fat_id", "yclid", "irclickid"];

/// Whether the person agreed that it is kept where they came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They agreed.
    Given,
    /// They did not, or were not asked.
    Refused,
}

/// How a creator's link is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreatorLink {
    /// It is no creator's.
    Unsigned,
    /// Signed by a key of the merchant's, and not over.
    Good,
    /// Signed by a key of the merchant's, and over.
    Expired,
    /// Signed by a key that the merchant does not publish.
    UnknownKey,
    /// It names a creator or a promise, and its signature is missing or not of this link.
    Bad,
}

impl CreatorLink {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Good => "good",
            Self::Expired => "expired",
            Self::UnknownKey => "unknown_key",
            Self::Bad => "bad",
        }
    }
}

/// What a link says of where a person came from. There is no way to it but [`Campaign::with`], and it prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Campaign {
    kept: Attribution,
    creator_link: CreatorLink,
}

/// Where a person came from, with their consent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribution {
    /// `utm_source` and the others, in the order of the standard, cleaned for showing.
    pub utm: Vec<(&'static str, String)>,
    /// Click ids by the name of their parameter: visible ASCII.
    pub clicks: Vec<(&'static str, String)>,
    /// The creator's token, of a link whose signature is good.
    pub creator: Option<String>,
}

impl Campaign {
    /// Reads the parameters. `creator` is given only where the signature is good.
    pub(crate) fn read(
        pairs: &[(String, String)],
        creator_link: CreatorLink,
        creator: Option<String>,
    ) -> Self {
        let first =
            |name: &str| pairs.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        let utm = UTM.iter().filter_map(|name| Some((*name, clean(first(name)?, MAX_UTM)?))).collect();
        let is_id = |id: &&String| {
            (1..=MAX_CLICK).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
        };
        let clicks =
            CLICKS.iter().filter_map(|name| Some((*name, first(name).filter(is_id)?.clone()))).collect();
        Self { kept: Attribution { utm, clicks, creator }, creator_link }
    }

    /// What may be kept: nothing without consent, and nothing where the link says nothing.
    pub fn with(self, consent: Consent) -> Option<Attribution> {
        (consent == Consent::Given && self.kept != Attribution::default()).then_some(self.kept)
    }

    /// With what `other` says where this says nothing.
    pub(crate) fn or(mut self, other: Self) -> Self {
        for (mine, its) in [(&mut self.kept.utm, other.kept.utm), (&mut self.kept.clicks, other.kept.clicks)]
        {
            if mine.is_empty() {
                *mine = its;
            }
        }
        self
    }

    /// How the link is signed. This says nothing of a person.
    pub fn creator_link(&self) -> CreatorLink {
        self.creator_link
    }
}

impl std::fmt::Debug for Campaign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Campaign").field("creator_link", &self.creator_link).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign() -> Campaign {
        let pairs =
            [("utm_source", "tiktok"), ("UTM_SOURCE", "second"), ("ttclid", "E.C.P.abc"), ("gclid", "a b")];
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Campaign::read(&pairs, CreatorLink::Good, Some("mia".into()))
    }

    #[test]
    fn nothing_leaves_without_consent_and_nothing_is_printed() {
        assert_eq!(campaign().with(Consent::Refused), None);
        let kept = campaign().with(Consent::Given).expect("given");
        assert_eq!(kept.utm, [("utm_source", "tiktok".to_owned())]);
        assert_eq!(kept.clicks, [("ttclid", "E.C.P.abc".to_owned())], "a click id with a space is none");
        assert_eq!(kept.creator.as_deref(), Some("mia"));
        let printed = format!("{:?}", campaign());
        assert!(["tiktok", "abc", "mia"].iter().all(|word| !printed.contains(word)), "{printed}");
    }

    #[test]
    fn a_link_without_a_campaign_leaves_nothing_to_keep() {
        assert_eq!(Campaign::read(&[], CreatorLink::Unsigned, None).with(Consent::Given), None);
    }
}
