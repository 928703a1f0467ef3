//! Alipay+ (Antom): which of the merchant's three links is opened, and what the return claims.
//!
//! The pay call of the merchant gives `applinkUrl` (claimed by the wallet's app, else a page), `schemeUrl` (the app alone) and
//! `normalUrl` (always a page). Source: Antom, "URLs for payment redirection" and "App links".

use crate::claim::Claim;
use crate::error::MethodError;
use crate::json;
use crate::redirect::{Hop, ReturnId, ReturnLinks, Rule, check};
use serde::Deserialize;
use tradewind_domain::WebUrl;

/// The links of one payment, as the merchant passes them on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PayLinks {
    /// Opens the app, or a page where there is none.
    pub applink_url: Option<String>,
    /// Opens the app alone.
    pub scheme_url: Option<String>,
    /// A page.
    pub normal_url: Option<String>,
}

impl PayLinks {
    /// Reads them.
    pub fn read(bytes: &[u8]) -> Result<Self, MethodError> {
        json::read(bytes)
    }

    /// The link that is opened. With the app: the app link, as Antom advises, else the scheme. Without: the page, else the app
    /// link, which is one too. `rule` is the wallet's own: its schemes and packages.
    pub fn choose(&self, installed: bool, merchant: &WebUrl, rule: &Rule<'_>) -> Result<Hop, MethodError> {
        let with_app = [&self.applink_url, &self.scheme_url, &self.normal_url];
        let without = [&self.normal_url, &self.applink_url];
        let order: &[&Option<String>] = if installed { &with_app } else { &without };
        let filled = |link: &&&Option<String>| link.as_deref().is_some_and(|text| !text.is_empty());
        match order.iter().find(filled).and_then(|link| link.as_deref()) {
            Some(link) => check(link, merchant, rule),
            None if self.scheme_url.is_some() => Err(MethodError::NotInstalled),
            None => Err(MethodError::Missing { field: "normalUrl" }),
        }
    }
}

/// What the return claims, with the id of the attempt: nothing. Antom's redirect comes after success and failure alike.
pub fn returned(link: &str, links: &ReturnLinks) -> Result<(Claim, ReturnId), MethodError> {
    links.read(link).map(|(_, id)| (Claim::Silent, id))
}
