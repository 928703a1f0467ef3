//! Creators' links: who made it and which code is promised, signed by a key that the merchant publishes.
//!
//! Parameters: `tw_by` (the creator's token), `tw_code` (the promised code), `tw_exp` (seconds since 1970 at which
//! it is over), `tw_kid` (the key's name in the merchant's profile), `tw_sig` (Ed25519, base64url without padding).
//! What networks append (`utm_*`, click ids) is not signed, so that it breaks nothing; all else is.

use crate::address::Address;
use crate::campaign::CreatorLink;
use crate::code::DiscountCode;
use crate::limits::MAX_CREATOR;
use crate::merchant::Merchant;
use crate::token::{encoded, is_raw};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tradewind_domain::Timestamp;
use tradewind_domain::weburl::tracks;
use tradewind_signatures::Algorithm;

/// The creator's token; a merchant is told of it under the same name.
pub const BY: &str = "tw_by";
pub(crate) const CODE: &str = "tw_code";
pub(crate) const EXPIRES: &str = "tw_exp";
pub(crate) const KEY: &str = "tw_kid";
pub(crate) const SIGNATURE: &str = "tw_sig";

/// What a creator's link says, as far as its signature is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) link: CreatorLink,
    pub(crate) creator: Option<String>,
    pub(crate) code: Option<DiscountCode>,
}

/// Whether a parameter is one of a creator's link.
pub(crate) fn is_ours(name: &str) -> bool {
    [BY, CODE, EXPIRES, KEY, SIGNATURE].contains(&name)
}

/// Whether a parameter is not of what is shown: appended on the way, or where the cart was made (Meta's
/// `cart_origin`).
pub(crate) fn is_appended(name: &str) -> bool {
    tracks(name) || name.eq_ignore_ascii_case("cart_origin")
}

/// Reads who made a link and what is promised.
pub(crate) fn read(address: &Address, merchant: &Merchant, now: Timestamp) -> Said {
    let nothing = |link| Said { link, creator: None, code: None };
    if !address.pairs.iter().any(|(name, _)| is_ours(name)) {
        return nothing(CreatorLink::Unsigned);
    }
    match held(address, merchant, now) {
        Ok((creator, code)) => Said { link: CreatorLink::Good, creator, code },
        Err(link) => nothing(link),
    }
}

type Promise = (Option<String>, Option<DiscountCode>);

fn held(address: &Address, merchant: &Merchant, now: Timestamp) -> Result<Promise, CreatorLink> {
    let by = one(address, BY)?;
    let code = one(address, CODE)?;
    let signature = one(address, SIGNATURE)?.ok_or(CreatorLink::Bad)?;
    let expires = one(address, EXPIRES)?.and_then(seconds).ok_or(CreatorLink::Bad)?;
    let kid = one(address, KEY)?.ok_or(CreatorLink::Bad)?;
    // 64 bytes without padding are 86 characters.
    let signature =
        Some(signature).filter(|text| text.len() == 86).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let signature = signature.ok_or(CreatorLink::Bad)?;
    let mut keys =
        merchant.keys().named(kid).flatten().filter(|key| key.algorithm() == Algorithm::Ed25519).peekable();
    if keys.peek().is_none() {
        return Err(CreatorLink::UnknownKey);
    }
    let message = canonical(merchant, &address.parts, &address.pairs);
    if !keys.any(|key| key.has_signed(message.as_bytes(), &signature)) {
        return Err(CreatorLink::Bad);
    } else if now.0 >= expires.saturating_mul(1_000) {
        return Err(CreatorLink::Expired);
    }
    let creator = by.filter(|token| token.len() <= MAX_CREATOR && is_raw(token)).map(str::to_owned);
    Ok((creator, code.and_then(DiscountCode::parse)))
}

/// A parameter that stands there at most once: of two, only one may have been meant when it was signed.
fn one<'a>(address: &'a Address, name: &str) -> Result<Option<&'a str>, CreatorLink> {
    let mut found = address.pairs.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let first = found.next();
    if found.next().is_some() { Err(CreatorLink::Bad) } else { Ok(first) }
}

fn seconds(text: &str) -> Option<i64> {
    let digits = (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// What is signed: a line each for the version, the merchant's origin, the path, and the query. Parts and values are
/// encoded in one way whatever the link had, and the parameters are sorted, so that our scheme and the web's address
/// are signed alike and a messenger that encodes anew breaks nothing.
pub(crate) fn canonical(merchant: &Merchant, parts: &[String], pairs: &[(String, String)]) -> String {
    let path: Vec<String> = parts.iter().map(|part| encoded(part)).collect();
    let mut query: Vec<String> = pairs
        .iter()
        .filter(|(name, _)| name != SIGNATURE && !is_appended(name))
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    query.sort_unstable();
    format!("tradewind-link-v1\n{}\n/{}\n{}", merchant.home().origin(), path.join("/"), query.join("&"))
}
