//! The sandbox's own key: it signs postbacks as Apple's would be, for testers. What it signs is told apart everywhere.

use super::keys::OWN;
use super::skadnetwork::line_of;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

/// The key of a seed: the same one for the same seed.
pub(crate) struct OwnKey(SigningKey);

impl OwnKey {
    pub(crate) fn of_seed(seed: u64) -> Option<Self> {
        let secret =
            blake3::derive_key("tradewind sandbox, key of ad postbacks", seed.to_string().as_bytes());
        SigningKey::from_slice(&secret).ok().map(Self)
    }

    /// Its public half, uncompressed.
    pub(crate) fn point(&self) -> Option<[u8; 65]> {
        self.0.verifying_key().to_sec1_point(false).as_bytes().try_into().ok()
    }

    /// The body of a postback that says this: SKAdNetwork's where it has a `version`, else AdAttributionKit's. None where
    /// SKAdNetwork would have to sign what no postback of that version has, and for 1.0 and 2.0: keys on P-192 sign nothing new (NIST SP
    /// 800-131A).
    pub(crate) fn sign(&self, says: &Value) -> Option<Value> {
        if says.get("version").is_none() {
            return Some(json!({ "jws-string": self.jws(&json!({"kid": OWN, "alg": "ES256"}), says) }));
        }
        let mut body = says.as_object()?.clone();
        let signature: Signature = self.0.sign(line_of(&body)?.as_bytes());
        let signature = STANDARD.encode(signature.to_der().as_bytes());
        body.insert("attribution-signature".to_owned(), Value::String(signature));
        Some(Value::Object(body))
    }

    /// A compact JWS with this header, whatever it says.
    pub(super) fn jws(&self, header: &Value, payload: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(payload));
        let signature: Signature = self.0.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes().as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postbacks::{Keys, Postback, PostbackError, ad_attribution};

    fn read(header: &Value, payload: &Value) -> Result<Postback, PostbackError> {
        let own = OwnKey::of_seed(1).expect("a key");
        let keys = Keys::apple().and_own(own.point().expect("65 bytes"));
        let body = json!({ "jws-string": own.jws(header, payload) }).to_string();
        ad_attribution(body.as_bytes(), &keys)
    }

    fn payload() -> Value {
        json!({
            "postback-identifier": "1", "postback-sequence-index": 0, "advertised-item-identifier": 10_738_027_756_i64,
            "ad-network-identifier": "example.adattributionkit", "source-identifier": "1234", "did-win": true,
            "conversion-type": "download",
        })
    }

    #[test]
    fn a_header_chooses_among_keys_and_nothing_else() {
        let good = json!({"kid": OWN, "alg": "ES256"});
        assert!(read(&good, &payload()).is_ok());
        for (header, error) in [
            (json!({"kid": OWN, "alg": "none"}), PostbackError::Jws),
            (json!({"kid": OWN, "alg": "HS256"}), PostbackError::Jws),
            (json!({"kid": OWN}), PostbackError::Jws),
            (json!({"kid": OWN, "alg": "ES256", "crit": ["b64"]}), PostbackError::Jws),
            (json!([OWN]), PostbackError::Jws),
            (json!({"alg": "ES256"}), PostbackError::Field("kid")),
            (json!({"kid": "sandbox-postbacks/1", "alg": "ES256"}), PostbackError::Key),
            // Signed by a key that it does not name.
            (json!({"kid": "apple-cas-identifier/0", "alg": "ES256"}), PostbackError::Signature),
            (json!({"kid": "apple-development-identifier/1", "alg": "ES256"}), PostbackError::Signature),
        ] {
            assert_eq!(read(&header, &payload()), Err(error), "{header}");
        }
    }

    #[test]
    fn a_signed_payload_that_lacks_something_is_none() {
        let good = json!({"kid": OWN, "alg": "ES256"});
        for name in
            ["postback-identifier", "advertised-item-identifier", "did-win", "postback-sequence-index"]
        {
            let mut without = payload();
            without.as_object_mut().expect("an object").remove(name);
            assert_eq!(read(&good, &without), Err(PostbackError::Field(name)));
        }
        for (name, value) in [
            ("postback-sequence-index", json!(3)),
            ("advertised-item-identifier", json!(-1)),
            ("advertised-item-identifier", json!(1.5)),
            ("did-win", json!("true")),
            ("postback-identifier", json!("a b")),
        ] {
            let mut other = payload();
            other[name] = value;
            assert_eq!(read(&good, &other), Err(PostbackError::Field(name)));
        }
        assert_eq!(read(&good, &json!("text")), Err(PostbackError::Jws));
    }
}
