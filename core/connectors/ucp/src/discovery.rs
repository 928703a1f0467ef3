//! Meeting a merchant: its profile, what of it counts for us, and the endpoint that is kept from then on.

use crate::line::Line;
use crate::negotiate::{Chosen, Discovered, common, discovered, wrapper};
use crate::{named, versions};
use std::borrow::Cow;
use tradewind_commerce::MerchantError;
use tradewind_ports::Secret;

/// What the merchant can do and where. A version that we do not speak is refused before any further request, because real
/// merchants do not refuse it themselves.
pub(crate) async fn discover(line: &Line) -> Result<Discovered, MerchantError> {
    let url = line.merchant.join("/.well-known/ucp").map_err(|_| MerchantError::Insecure)?;
    let root = line.profile_at(&url, versions::NEWEST).await?;
    for chosen in common(&root, &line.merchant)? {
        let (dialect, profile) = match chosen {
            Chosen::Here(dialect) => (dialect, Cow::Borrowed(&root)),
            // Asked with our profile of that very version: two are never mixed.
            Chosen::Leaf(dialect, leaf) => match line.profile_at(&leaf, dialect).await {
                Ok(profile) => (dialect, Cow::Owned(profile)),
                Err(MerchantError::NotFound | MerchantError::Garbage(_)) => continue,
                // A network that fails is no reason to speak an older version.
                Err(error) => return Err(error),
            },
        };
        // A profile of another version is not used, whatever led to it.
        if wrapper(&profile)["version"] == dialect.version() {
            return pinned(line, discovered(dialect, &profile, &line.merchant)?);
        }
    }
    Err(MerchantError::VersionUnsupported)
}

/// An endpoint on another origin is taken once, and only that one from then on: whoever can answer for the merchant's host
/// tomorrow cannot send buyers elsewhere.
fn pinned(line: &Line, mut discovered: Discovered) -> Result<Discovered, MerchantError> {
    let host = named::foreign_host(&discovered.endpoint, &line.merchant, &line.allowed);
    if host.is_some() && discovered.endpoint.is_loopback() {
        // Another program on this machine is no host that could be shown and known.
        return Err(MerchantError::Insecure);
    }
    if host.is_some() {
        let (name, origin) = (endpoint_name(line), discovered.endpoint.origin());
        match line.ports.vault.read(&name) {
            Ok(Some(pin)) if pin.expose_str() == Some(origin.as_str()) => {}
            Ok(None) if line.ports.vault.write(&name, &Secret::new(origin)).is_ok() => {}
            _ => return Err(MerchantError::Insecure),
        }
    }
    discovered.capabilities.endpoint_host = host;
    Ok(discovered)
}

/// Name of the pinned endpoint in the vault.
pub(crate) fn endpoint_name(line: &Line) -> String {
    format!("ucp-endpoint/{}", line.merchant.origin())
}
