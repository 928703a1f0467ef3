//! A price that a merchant holds: signed, verified, kept.

use crate::ids::{Nonce, SessionId};
use crate::limits::{HOLD_BYTES, HOLD_HOURS};
use crate::proof::{Proof, Unproved, kept_key, lines};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;
use tradewind_domain::weburl::MAX_URL_BYTES;
use tradewind_domain::{Code, ItemId, Money, Quantity, Timestamp, WebUrl};
use tradewind_signatures::{KeySet, SigningKey};

/// What a merchant promises: this price for this item, up to so many of it, until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The show in which it is offered.
    pub session: SessionId,
    /// Who promises, by the address that the phone knows the merchant by.
    pub merchant: WebUrl,
    /// For what.
    pub item: ItemId,
    /// The price of one.
    pub price: Money,
    /// The most that can be had at that price.
    pub quantity: Quantity,
    /// From when on, by the merchant's clock; at once where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// Until when, by the merchant's clock.
    pub not_after: Timestamp,
    /// What tells it from every other hold.
    pub nonce: Nonce,
}

/// A hold as it travels, in an event, a playlist and the checkout. As JSON, moments in milliseconds: `{"session", "merchant", "item",
/// "price": {"minor", "currency"}, "quantity", "not_before"?, "not_after", "nonce", "proof": {"kid", "sig"}}`.
///
/// The signature is of these lines, each ended by a line feed; what is not there is `-`, and the merchant is written as a URL parser
/// (WHATWG) writes it, a host alone with a slash behind it:
///
/// ```text
/// tradewind-live-hold-1
/// session:SESSION
/// merchant:https://shop.example/
/// item:ITEM
/// price:MINOR CURRENCY
/// quantity:COUNT
/// not-before:MILLISECONDS
/// not-after:MILLISECONDS
/// nonce:NONCE
/// kid:KID
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHold {
    /// What is promised.
    #[serde(flatten)]
    pub terms: Terms,
    /// By whom.
    pub proof: Proof,
}

/// A hold that its merchant signed. There is no other way to one than [`SignedHold::verify`] and [`KeptHold::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    signed: SignedHold,
    key: Value,
}

/// A hold in the person's file, with the key that it was verified by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHold {
    hold: SignedHold,
    key: Value,
}

/// What a hold is held to when it is met.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The show that is on.
    pub session: &'a SessionId,
    /// The merchant whose shop this is.
    pub merchant: &'a WebUrl,
    /// The merchant's published keys.
    pub keys: &'a KeySet,
    /// The merchant's time, where it is known.
    pub now: Option<Timestamp>,
}

/// Why a hold holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoldError {
    /// Not JSON of a hold, or too large.
    #[error("not a hold")]
    Malformed,
    /// The merchant's keys could not be asked for. Whoever asks says so: it may be held to them later.
    #[error("no keys")]
    NoKeys,
    /// The merchant publishes no key of that name.
    #[error("no such key")]
    UnknownKey,
    /// The key did not sign this.
    #[error("bad signature")]
    BadSignature,
    /// Of another show.
    #[error("of another show")]
    OtherSession,
    /// Of another merchant.
    #[error("of another merchant")]
    OtherMerchant,
    /// For another item.
    #[error("for another item")]
    OtherItem,
    /// A price of nothing or less.
    #[error("no price")]
    NoPrice,
    /// It begins later.
    #[error("not yet")]
    NotYet,
    /// It is over.
    #[error("expired")]
    Expired,
    /// It would run longer than any is taken for.
    #[error("runs too long")]
    TooLong,
    /// More of the item than it is for.
    #[error("over its quantity")]
    OverQuantity,
    /// The merchant held the price and has no item left: others were faster.
    #[error("sold out while the price was held")]
    Oversold,
}

impl HoldError {
    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::Expired => Code::HoldExpired,
            Self::OverQuantity => Code::HoldQuantity,
            Self::Oversold => Code::HoldOversold,
            _ => Code::HoldRefused,
        }
    }
}

impl SignedHold {
    /// Reads JSON.
    pub fn read(json: &[u8]) -> Result<Self, HoldError> {
        if json.len() > HOLD_BYTES {
            return Err(HoldError::Malformed);
        }
        let hold: Self = serde_json::from_slice(json).map_err(|_| HoldError::Malformed)?;
        // An address may grow as it is read: the hold is to fit where it came from when it is written again.
        if hold.terms.merchant.as_str().len() > MAX_URL_BYTES {
            return Err(HoldError::Malformed);
        }
        Ok(hold)
    }

    /// Reads the attribute of a playlist: the JSON as base64url without padding, as a quoted string has no quotes in it.
    pub fn read_attribute(text: &str) -> Result<Self, HoldError> {
        if text.len() > HOLD_BYTES * 4 / 3 {
            return Err(HoldError::Malformed);
        }
        Self::read(&URL_SAFE_NO_PAD.decode(text).map_err(|_| HoldError::Malformed)?)
    }

    /// For the attribute of a playlist.
    pub fn to_attribute(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.to_json())
    }

    /// For an event and for the checkout.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("proof: texts and numbers under names, no map with other keys")
    }

    /// Signs terms, as a merchant does. For hosts and tests.
    pub fn sign(key: &SigningKey, terms: Terms) -> Self {
        Self { proof: Proof::make(key, &terms.lines(key.kid())), terms }
    }

    /// Holds it to the show, the merchant, its keys and its clock.
    pub fn verify(self, expected: &Expected<'_>) -> Result<Hold, HoldError> {
        let terms = &self.terms;
        if terms.session != *expected.session {
            return Err(HoldError::OtherSession);
        }
        if terms.merchant != *expected.merchant {
            return Err(HoldError::OtherMerchant);
        }
        let hold = self.proved(expected.keys)?;
        let terms = &hold.signed.terms;
        if let Some(now) = expected.now {
            if terms.not_after <= now {
                return Err(HoldError::Expired);
            }
            if terms.not_before.is_some_and(|from| from > now) {
                return Err(HoldError::NotYet);
            }
            if terms.not_after > now.after(Duration::from_secs(HOLD_HOURS * 3_600)) {
                return Err(HoldError::TooLong);
            }
        }
        Ok(hold)
    }

    fn proved(self, keys: &KeySet) -> Result<Hold, HoldError> {
        let kid = self.proof.kid();
        let key = self.proof.signer(&self.terms.lines(kid), keys).map_err(|why| match why {
            Unproved::UnknownKey => HoldError::UnknownKey,
            Unproved::BadSignature => HoldError::BadSignature,
        })?;
        let key = key.to_jwk(kid);
        if self.terms.price.minor <= 0 {
            return Err(HoldError::NoPrice);
        }
        Ok(Hold { signed: self, key })
    }
}

impl Hold {
    /// What is promised.
    pub const fn terms(&self) -> &Terms {
        &self.signed.terms
    }

    /// As it travels to the checkout.
    pub const fn signed(&self) -> &SignedHold {
        &self.signed
    }

    /// Whether it is for so many of an item. Time is not looked at: that is the countdown's (`ServerClock::left`).
    pub fn covers(&self, item: &ItemId, quantity: Quantity) -> Result<(), HoldError> {
        if self.signed.terms.item != *item {
            return Err(HoldError::OtherItem);
        }
        if quantity.count() > self.signed.terms.quantity.count() {
            return Err(HoldError::OverQuantity);
        }
        Ok(())
    }

    /// For the person's file.
    pub fn keep(&self) -> KeptHold {
        KeptHold { hold: self.signed.clone(), key: self.key.clone() }
    }
}

impl KeptHold {
    /// The hold again, after a kill or a reboot. Whether it still runs is the countdown's to say.
    pub fn verify(self) -> Result<Hold, HoldError> {
        let keys = kept_key(&self.key).ok_or(HoldError::UnknownKey)?;
        self.hold.proved(&keys)
    }
}

impl Terms {
    fn lines(&self, kid: &str) -> String {
        let moment = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), |at| at.0.to_string());
        lines(
            "tradewind-live-hold-1",
            &[
                ("session", self.session.as_str()),
                ("merchant", self.merchant.as_str()),
                ("item", self.item.as_str()),
                ("price", &format!("{} {}", self.price.minor, self.price.currency)),
                ("quantity", &self.quantity.count().to_string()),
                ("not-before", &moment(self.not_before)),
                ("not-after", &moment(Some(self.not_after))),
                ("nonce", self.nonce.as_str()),
                ("kid", kid),
            ],
        )
    }
}

#[cfg(test)]
mod tests;
