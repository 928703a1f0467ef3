//! What a show signs: plain lines, Ed25519 over them, by a key of the session's own.

use crate::shop::Shop;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use serde_json::{Value, json};

/// What is promised by a hold; `merchant` is the shop's own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) session: String,
    pub(super) merchant: String,
    pub(super) item: String,
    pub(super) minor: i64,
    pub(super) currency: String,
    pub(super) quantity: i64,
    pub(super) not_before: Option<i64>,
    pub(super) not_after: i64,
    pub(super) nonce: String,
}

impl Terms {
    /// Reads the members of a hold but its proof.
    pub(super) fn read(hold: &Value) -> Option<Self> {
        // A control character could make the lines of another hold out of this one's.
        let text = |value: &Value| {
            let text = value.as_str().filter(|text| !text.chars().any(char::is_control));
            text.map(str::to_owned)
        };
        Some(Self {
            session: text(&hold["session"])?,
            merchant: text(&hold["merchant"])?,
            item: text(&hold["item"])?,
            minor: hold["price"]["minor"].as_i64()?,
            currency: text(&hold["price"]["currency"])?,
            quantity: hold["quantity"].as_i64()?,
            not_before: hold["not_before"].as_i64(),
            not_after: hold["not_after"].as_i64()?,
            nonce: text(&hold["nonce"])?,
        })
    }

    fn lines(&self, kid: &str) -> String {
        let not_before = self.not_before.map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!(
            "tradewind-live-hold-1\nsession:{}\nmerchant:{}\nitem:{}\nprice:{} {}\nquantity:{}\nnot-before:{not_before}\n\
             not-after:{}\nnonce:{}\nkid:{kid}\n",
            self.session,
            self.merchant,
            self.item,
            self.minor,
            self.currency,
            self.quantity,
            self.not_after,
            self.nonce
        )
    }

    /// The hold with its session's signature.
    pub(super) fn signed(&self, shop: &Shop) -> Value {
        let mut hold = json!({
            "session": self.session, "merchant": self.merchant, "item": self.item,
            "price": {"minor": self.minor, "currency": self.currency}, "quantity": self.quantity,
            "not_after": self.not_after, "nonce": self.nonce,
            "proof": proof(shop, &self.session, &self.lines(&self.session)),
        });
        if let Some(not_before) = self.not_before {
            hold["not_before"] = json!(not_before);
        }
        hold
    }

    /// Whether the session named in the terms signed them.
    pub(super) fn is_signed(&self, shop: &Shop, proof: &Value) -> bool {
        let signed = || {
            let kid = proof["kid"].as_str().filter(|kid| *kid == self.session)?;
            shop.live.as_ref()?.find(kid)?;
            let bytes = URL_SAFE_NO_PAD.decode(proof["sig"].as_str()?).ok()?;
            let signature = Signature::from_slice(&bytes).ok()?;
            let public = key(shop, kid).verifying_key();
            public.verify_strict(self.lines(kid).as_bytes(), &signature).ok()
        };
        signed().is_some()
    }
}

/// What was shown at a moment of a session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment<'a> {
    pub(super) session: &'a str,
    /// Unix milliseconds.
    pub(super) at: i64,
    pub(super) item: &'a str,
    /// Minor units and currency.
    pub(super) price: Option<(i64, &'a str)>,
}

impl Moment<'_> {
    /// The signature of its session.
    pub(super) fn proof(&self, shop: &Shop) -> Value {
        let price =
            self.price.map_or_else(|| "-".to_owned(), |(minor, currency)| format!("{minor} {currency}"));
        let Self { session, at, item, .. } = self;
        let lines = format!(
            "tradewind-live-moment-1\nsession:{session}\nat:{at}\nitem:{item}\ntitle:-\nprice:{price}\nkid:{session}\n"
        );
        proof(shop, session, &lines)
    }

    /// The whole, as an order keeps it.
    pub(super) fn signed(&self, shop: &Shop) -> Value {
        let mut moment = json!({
            "session": self.session, "at": self.at, "item": self.item, "proof": self.proof(shop),
        });
        if let Some((minor, currency)) = self.price {
            moment["price"] = json!({"minor": minor, "currency": currency});
        }
        moment
    }
}

fn proof(shop: &Shop, kid: &str, lines: &str) -> Value {
    let signature = key(shop, kid).sign(lines.as_bytes());
    json!({"kid": kid, "sig": URL_SAFE_NO_PAD.encode(signature.to_bytes())})
}

/// A session's public key.
pub(super) fn jwk(shop: &Shop, kid: &str) -> Value {
    let public = key(shop, kid).verifying_key();
    json!({"kid": kid, "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
        "x": URL_SAFE_NO_PAD.encode(public.as_bytes())})
}

/// A session's key: the same one for the same seed.
fn key(shop: &Shop, session: &str) -> SigningKey {
    let material = format!("{} {session}", shop.config.seed);
    SigningKey::from_bytes(&blake3::derive_key("tradewind sandbox, key of a live show", material.as_bytes()))
}
