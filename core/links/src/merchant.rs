//! What a link is held against.

use crate::limits::MAX_HOSTS;
use tradewind_domain::WebUrl;
use tradewind_signatures::KeySet;

/// A merchant, as far as links need to know it.
#[derive(Debug, Clone)]
pub struct Merchant {
    home: WebUrl,
    /// Names in ASCII with their ports.
    hosts: Vec<(String, u16)>,
    permalink: Option<WebUrl>,
    keys: KeySet,
    pages_elsewhere: bool,
}

impl Merchant {
    /// The merchant with this address and nothing else known of it.
    pub fn new(home: WebUrl) -> Self {
        let hosts = address(&home).into_iter().collect();
        Self { home, hosts, permalink: None, keys: KeySet::default(), pages_elsewhere: false }
    }

    /// With further hosts of the merchant's own, each an address; [`MAX_HOSTS`] at most are kept. Each host's `www.`
    /// and `m.` are its own without being named.
    #[must_use]
    pub fn with_hosts(mut self, more: impl IntoIterator<Item = WebUrl>) -> Self {
        for host in more.into_iter().filter_map(|url| address(&url)) {
            if self.hosts.len() <= MAX_HOSTS && !self.hosts.contains(&host) {
                self.hosts.push(host);
            }
        }
        self
    }

    /// With the endpoint of its UCP permalinks (`dev.ucp.shopping.permalink`, `config.endpoint`).
    #[must_use]
    pub fn with_permalink(mut self, endpoint: WebUrl) -> Self {
        self = self.with_hosts([endpoint.clone()]);
        self.permalink = Some(endpoint);
        self
    }

    /// With the keys of its profile by which creators' links are signed (`dev.tradewind.links`, `config.keys`).
    #[must_use]
    pub fn with_keys(mut self, keys: KeySet) -> Self {
        self.keys = keys;
        self
    }

    /// Whether its product pages may lie at hosts that are not known here. Then an https address elsewhere is a
    /// [`crate::Target::ProductPage`], which the catalog on the phone knows or does not; otherwise it is foreign.
    #[must_use]
    pub fn with_pages_elsewhere(mut self, may: bool) -> Self {
        self.pages_elsewhere = may;
        self
    }

    /// Its address.
    pub fn home(&self) -> &WebUrl {
        &self.home
    }

    pub(crate) fn hosts(&self) -> &[(String, u16)] {
        &self.hosts
    }

    pub(crate) fn permalink(&self) -> Option<&WebUrl> {
        self.permalink.as_ref()
    }

    pub(crate) fn keys(&self) -> &KeySet {
        &self.keys
    }

    pub(crate) fn pages_elsewhere(&self) -> bool {
        self.pages_elsewhere
    }
}

fn address(url: &WebUrl) -> Option<(String, u16)> {
    Some((url.url().host_str()?.to_owned(), url.url().port_or_known_default()?))
}
