//! The moment of a purchase: which second of which show, and what was said to be the price, signed by the session's key.

use crate::cue::{Content, Cue};
use crate::ids::SessionId;
use crate::limits::TITLE_CHARS;
use crate::proof::{Proof, Unproved, kept_key, lines};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tradewind_domain::{Code, ItemId, Money, Timestamp};
use tradewind_signatures::{KeySet, SigningKey};

/// What was shown and said at one moment of a show, with the signature of the session's key over it. As JSON, moments in
/// milliseconds: `{"session", "at", "item", "title"?, "price"?: {"minor", "currency"}, "proof": {"kid", "sig"}}`.
///
/// The signature is of these lines, each ended by a line feed; what is not there is `-`:
///
/// ```text
/// tradewind-live-moment-1
/// session:SESSION
/// at:MILLISECONDS
/// item:ITEM
/// title:TITLE
/// price:MINOR CURRENCY
/// kid:KID
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedMoment {
    /// Which show.
    pub session: SessionId,
    /// The moment of the picture.
    pub at: Timestamp,
    /// What was shown.
    pub item: ItemId,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What was said to be the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Whose word it is.
    pub proof: Proof,
}

/// A moment that the session's key signed, as it lies in the person's file: with the key, which a show does not publish for
/// ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMoment {
    moment: SignedMoment,
    key: Value,
}

/// Why a moment is nobody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// The session has no key of that name.
    #[error("no such key")]
    UnknownKey,
    /// The key did not sign this.
    #[error("bad signature")]
    BadSignature,
    /// Of another show.
    #[error("of another show")]
    OtherSession,
    /// A title that no show could have given.
    #[error("not a moment")]
    Malformed,
}

impl MomentError {
    /// The public code.
    pub const fn code(self) -> Code {
        Code::MomentUnproved
    }
}

impl SignedMoment {
    /// The moment of a card, where the show signed it.
    pub fn of_card(session: &SessionId, cue: &Cue) -> Option<Self> {
        let Content::Card(card) = &cue.content else { return None };
        Some(Self {
            session: session.clone(),
            at: cue.from,
            item: card.item.clone(),
            title: card.title.clone(),
            price: card.price,
            proof: card.proof.as_deref()?.clone(),
        })
    }

    /// Signs a moment, as a session does. For hosts and tests.
    pub fn sign(
        key: &SigningKey,
        session: SessionId,
        at: Timestamp,
        item: ItemId,
        title: Option<String>,
        price: Option<Money>,
    ) -> Self {
        let signed = signed_lines(&session, at, &item, title.as_deref(), price, key.kid());
        Self { session, at, item, title, price, proof: Proof::make(key, &signed) }
    }

    /// Holds it to the session and its keys, and makes it ready to be kept.
    pub fn verify(self, session: &SessionId, keys: &KeySet) -> Result<KeptMoment, MomentError> {
        if self.session != *session {
            return Err(MomentError::OtherSession);
        }
        let key = self.signer(keys)?;
        Ok(KeptMoment { moment: self, key })
    }

    fn signer(&self, keys: &KeySet) -> Result<Value, MomentError> {
        let shown =
            |title: &String| title.chars().count() <= TITLE_CHARS && !title.chars().any(char::is_control);
        if !self.title.as_ref().is_none_or(shown) {
            return Err(MomentError::Malformed);
        }
        let kid = self.proof.kid();
        let signed = signed_lines(&self.session, self.at, &self.item, self.title.as_deref(), self.price, kid);
        let key = self.proof.signer(&signed, keys).map_err(|why| match why {
            Unproved::UnknownKey => MomentError::UnknownKey,
            Unproved::BadSignature => MomentError::BadSignature,
        })?;
        Ok(key.to_jwk(kid))
    }
}

impl KeptMoment {
    /// What was signed.
    pub const fn moment(&self) -> &SignedMoment {
        &self.moment
    }

    /// Looked at again, after however long: whether the kept key signed what is kept.
    pub fn verify(&self) -> Result<(), MomentError> {
        let keys = kept_key(&self.key).ok_or(MomentError::UnknownKey)?;
        self.moment.signer(&keys).map(|_| ())
    }
}

fn signed_lines(
    session: &SessionId,
    at: Timestamp,
    item: &ItemId,
    title: Option<&str>,
    price: Option<Money>,
    kid: &str,
) -> String {
    let (at, price) = (at.0.to_string(), price.map(|price| format!("{} {}", price.minor, price.currency)));
    lines(
        "tradewind-live-moment-1",
        &[
            ("session", session.as_str()),
            ("at", &at),
            ("item", item.as_str()),
            ("title", title.unwrap_or("-")),
            ("price", price.as_deref().unwrap_or("-")),
            ("kid", kid),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_domain::Currency;

    fn session() -> SessionId {
        SessionId::parse("show-1").expect("an id")
    }

    fn signed() -> (SignedMoment, KeySet) {
        let key = SigningKey::ed25519(Some("show"), &[3; 32]).expect("32 bytes");
        let item = ItemId::parse("mug").expect("an id");
        let price = Some(Money::new(999, Currency::EUR));
        let moment = SignedMoment::sign(&key, session(), Timestamp(5_000), item, Some("Mug".into()), price);
        (moment, kept_key(&key.to_jwk()).expect("one key"))
    }

    #[test]
    fn a_moment_is_kept_and_looked_at_again() {
        let (moment, keys) = signed();
        let kept = moment.clone().verify(&session(), &keys).expect("signed");
        let json = serde_json::to_string(&kept).expect("JSON");
        let again: KeptMoment = serde_json::from_str(&json).expect("as it was");
        assert_eq!((again.verify(), again.moment()), (Ok(()), &moment));
    }

    #[test]
    fn what_was_changed_is_nobodys_word() {
        let (moment, keys) = signed();
        let later = SignedMoment { at: Timestamp(6_000), ..moment.clone() };
        assert_eq!(later.verify(&session(), &keys), Err(MomentError::BadSignature));
        let cheaper = SignedMoment { price: Some(Money::new(1, Currency::EUR)), ..moment.clone() };
        assert_eq!(cheaper.verify(&session(), &keys), Err(MomentError::BadSignature));
        let lines = SignedMoment { title: Some("Mug\nprice:1 EUR".into()), ..moment.clone() };
        assert_eq!(lines.verify(&session(), &keys), Err(MomentError::Malformed));
        assert_eq!(moment.clone().verify(&session(), &KeySet::default()), Err(MomentError::UnknownKey));
        let other = SessionId::parse("show-2").expect("an id");
        assert_eq!(moment.verify(&other, &keys), Err(MomentError::OtherSession));
    }

    #[test]
    fn the_lines_are_these_and_another_implementation_agrees() {
        let (moment, _) = signed();
        let text = "tradewind-live-moment-1\nsession:show-1\nat:5000\nitem:mug\ntitle:Mug\nprice:999 EUR\nkid:show\n";
        let other = ed25519_dalek::SigningKey::from_bytes(&[3; 32]);
        let signature = ed25519_dalek::Signer::sign(&other, text.as_bytes()).to_bytes();
        assert_eq!(
            moment.proof,
            Proof::parse(
                "show",
                &base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, signature)
            )
            .expect("86 letters")
        );
    }
}
