//! What a link says of where a person came from. It lives in memory alone and prints nothing; `attribution.rs` keeps of it what
//! the person agreed to, and lets the rest go.

use std::borrow::Cow;
use std::collections::BTreeMap;
use tradewind_domain::WebUrl;
use tradewind_domain::text::clean;
use tradewind_person::Purpose;
use url::Url;

/// Parameters of campaigns, for words that people chose.
const UTM: [&str; 6] = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"];
/// Ids that a network gives to one click of one person.
const CLICKS: [&str; 10] =
    ["fbclid", "ttclid", "gclid", "gbraid", "wbraid", "msclkid", "twclid", "li_fat_id", "yclid", "irclickid"];
/// The longest value of a `utm_` parameter, in characters.
const MAX_UTM: usize = 128;
/// The longest click id, in bytes.
const MAX_CLICK: usize = 512;
/// The longest creator's token, in bytes.
const MAX_CREATOR: usize = 64;
/// The longest link that is looked at, in bytes.
const MAX_LINK_BYTES: usize = 2_048;

/// What one link says: its campaign, and the creator who made it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct CampaignParts {
    /// By the parameter's name.
    pub(crate) campaign: BTreeMap<String, String>,
    /// The token of a link whose signature is good.
    pub(crate) creator: Option<String>,
}

impl CampaignParts {
    /// Of parameters: what no campaign has is passed over, and of two of one name the first counts. `creator` is the token of a link
    /// whose signature is good, and none otherwise: what anybody could have written rewards nobody.
    pub(crate) fn of<'a>(
        pairs: impl IntoIterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
        creator: Option<String>,
    ) -> Self {
        let mut campaign = BTreeMap::new();
        for (name, value) in pairs {
            let name = name.to_ascii_lowercase();
            let kept = if UTM.contains(&name.as_str()) {
                clean(&value, MAX_UTM)
            } else if CLICKS.contains(&name.as_str()) && is_id(&value, MAX_CLICK) {
                Some(value.into_owned())
            } else {
                None
            };
            if let Some(value) = kept {
                campaign.entry(name).or_insert(value);
            }
        }
        Self { campaign, creator: creator.filter(|token| is_id(token, MAX_CREATOR)) }
    }

    /// Of a link to this merchant, as far as nothing of it has to be proved: a creator's token needs a signature. Nothing of a link to
    /// anybody else.
    pub(crate) fn read(link: &str, merchant: &WebUrl) -> Self {
        let url = Some(link)
            .filter(|link| link.len() <= MAX_LINK_BYTES)
            .and_then(|link| Url::parse(link.trim()).ok());
        let ours = |url: &Url| url.scheme() == "tradewind" || url.origin() == merchant.url().origin();
        match url.filter(ours) {
            Some(url) => Self::of(url.query_pairs(), None),
            None => Self::default(),
        }
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

/// Visible ASCII without a space, of a bounded length.
fn is_id(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(link: &str) -> Vec<(String, String)> {
        let merchant = WebUrl::parse("https://shop.example/").expect("https");
        CampaignParts::read(link, &merchant).campaign.into_iter().collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn parameters_of_campaigns_are_read_and_nothing_else_is() {
        let link =
            "tradewind://p/mug?UTM_Source=tiktok&utm_source=second&ttclid=E.C.P.7&ref=friend&gclid=a%20b";
        assert_eq!(read(link), [pair("ttclid", "E.C.P.7"), pair("utm_source", "tiktok")]);
        assert_eq!(read("https://shop.example/p/mug?fbclid=IwAR7"), [pair("fbclid", "IwAR7")]);
        assert_eq!(read("https://elsewhere.example/p/mug?fbclid=IwAR7"), []);
        for nothing in ["", "tradewind://p/mug", "no link at all", "https://shop.example/?tw_by=mia"] {
            assert_eq!(read(nothing), [], "{nothing}");
        }
        let long = format!("tradewind://p/mug?fbclid={}", "x".repeat(MAX_CLICK + 1));
        assert_eq!(read(&long), []);
    }

    #[test]
    fn it_prints_nothing_and_a_token_is_an_id() {
        let parts = CampaignParts::of([("gclid".into(), "secret".into())], Some("mia".into()));
        assert_eq!(parts.creator.as_deref(), Some("mia"));
        assert_eq!(format!("{parts:?}"), "CampaignParts { .. }");
        assert_eq!(CampaignParts::of([], Some("two words".into())), CampaignParts::default());
    }
}
