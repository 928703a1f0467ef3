//! Signatures that are for Web Bot Auth as well (UCP `signatures.md`, "WBA Interop").

use crate::world::{NOW, Owned, headers, of, order, published, url};
use tradewind_domain::Timestamp;
use tradewind_signatures::{Parameters, SignatureError, SigningKey, Verified, sign};

fn parameters() -> Parameters<'static> {
    Parameters {
        expires: Some(Timestamp(NOW.0 + 3_600_000)),
        nonce: Some("bm9uY2U"),
        tag: Some("web-bot-auth"),
        ..Parameters::ucp(NOW)
    }
}

fn agent() -> Owned {
    let mut message = order();
    message
        .set("signature-agent", "sig1=\"https://platform.example/.well-known/ucp\";type=jwks_uri, b=\"x\"");
    message
}

fn signed(key: &SigningKey, with: &Parameters<'_>) -> Result<Owned, SignatureError> {
    let mut message = agent();
    let added = sign(&message.message(), key, with)?;
    message.headers.extend(added);
    Ok(message)
}

#[test]
fn one_signature_is_for_both() {
    for key in [SigningKey::ed25519(None, &[5; 32]), SigningKey::es256(None, &[5; 32])] {
        let key = key.expect("a key");
        let message = signed(&key, &parameters()).expect("signed");
        let input = message.header("signature-input");
        assert!(
            input.contains("\"signature-agent\";key=\"sig1\"") && input.contains(";tag=\"web-bot-auth\""),
            "{input}"
        );
        let Verified { keyid, nonce, tag, expires, .. } =
            message.verify(&of(std::slice::from_ref(&key))).expect("good");
        assert_eq!(keyid, key.public().thumbprint());
        assert_eq!((nonce.as_deref(), tag.as_deref()), (Some("bm9uY2U"), Some("web-bot-auth")));
        assert_eq!(expires, parameters().expires);
    }
}

#[test]
fn its_member_is_bound_and_the_others_are_not() {
    let key = SigningKey::ed25519(None, &[5; 32]).expect("a seed");
    let message = signed(&key, &parameters()).expect("signed");
    let said = |value: &str| {
        let mut message = message.clone();
        message.set("signature-agent", value);
        message.verify(&of(std::slice::from_ref(&key))).map(|_| ())
    };
    assert_eq!(said("sig1=\"https://platform.example/.well-known/ucp\";type=jwks_uri"), Ok(()));
    assert_eq!(
        said("sig1=\"https://platform.example/.well-known/ucp\"; type=jwks_uri"),
        Ok(()),
        "RFC 9421 2.1.2: one way to write it"
    );
    assert_eq!(
        said("sig1=\"https://evil.example/.well-known/ucp\";type=jwks_uri"),
        Err(SignatureError::BadSignature)
    );
    assert_eq!(
        said("sig1=\"https://platform.example/.well-known/ucp\";type=cimd"),
        Err(SignatureError::BadSignature)
    );
    for gone in [
        "sig2=\"https://platform.example/.well-known/ucp\";type=jwks_uri",
        "\"https://platform.example\"",
        "",
    ] {
        assert!(matches!(said(gone), Err(SignatureError::Malformed(_))), "{gone}");
    }
}

#[test]
fn a_member_of_another_label_does_not_cover_the_field() {
    let key = SigningKey::ed25519(None, &[5; 32]).expect("a seed");
    let mut message = signed(&key, &Parameters { tag: None, ..parameters() }).expect("signed");
    let input = message.header("signature-input").replace("key=\"sig1\"", "key=\"b\"");
    message.set("signature-input", &input);
    let said = message.verify(&of(&[key]));
    assert_eq!(said, Err(SignatureError::NotCovered("signature-agent".to_owned())));
}

#[test]
fn the_key_is_named_by_its_thumbprint_and_the_dates_are_there() {
    let named = SigningKey::ed25519(Some("platform"), &[5; 32]).expect("a seed");
    let key = SigningKey::ed25519(None, &[5; 32]).expect("a seed");
    for (key, with) in [
        (&named, parameters()),
        (&key, Parameters { expires: None, ..parameters() }),
        (&key, Parameters { created: None, ..parameters() }),
    ] {
        assert!(matches!(signed(key, &with), Err(SignatureError::Malformed(_))));
    }
}

/// A signature over a base that is written by hand here, by a signer that keeps to nothing.
fn by_hand(covered: &str, line: &str, parameters: &str, key: &SigningKey) -> Result<(), SignatureError> {
    let agent = "sig1=\"https://a.example\";type=jwks_uri";
    let parameters = format!("({covered}){parameters}");
    let base = format!(
        "\"@method\": GET\n\"@authority\": m.example\n\"@path\": /a\n{line}: {agent}\n\"@signature-params\": {parameters}"
    );
    let base = base.replace("key=\"sig1\": sig1=", "key=\"sig1\": ");
    let signature =
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, key.sign(base.as_bytes()));
    let message = Owned {
        method: "GET".to_owned(),
        url: url("https://m.example/a"),
        headers: headers(&[
            ("Signature-Agent", agent),
            ("Signature-Input", &format!("sig1={parameters}")),
            ("Signature", &format!("sig1=:{signature}:")),
        ]),
        body: Vec::new(),
        ..order()
    };
    message.verify(&published(vec![key.to_jwk()])).map(|_| ())
}

#[test]
fn a_signer_that_keeps_to_less_is_not_taken() {
    let key = SigningKey::ed25519(None, &[5; 32]).expect("a seed");
    let named = SigningKey::ed25519(Some("platform"), &[5; 32]).expect("a seed");
    let member = "\"signature-agent\";key=\"sig1\"";
    let parts = |last: &str| format!("\"@method\" \"@authority\" \"@path\" {last}");
    let dated = |key: &SigningKey| format!(";created=1788000000;expires=1788000060;keyid=\"{}\"", key.kid());
    let tag = ";tag=\"web-bot-auth\"";
    let good = dated(&key) + tag;
    assert_eq!(by_hand(&parts(member), member, &good, &key), Ok(()));
    let whole = "\"signature-agent\"";
    assert_eq!(by_hand(&parts(whole), whole, &dated(&key), &key), Ok(()), "without the tag");
    let uncovered = by_hand(&parts(whole), whole, &good, &key);
    assert_eq!(uncovered, Err(SignatureError::NotCovered("signature-agent".to_owned())));
    let unnamed = by_hand(&parts(member), member, &(dated(&named) + tag), &named);
    assert!(matches!(unnamed, Err(SignatureError::Malformed(_))), "not by its thumbprint");
    assert_eq!(by_hand(&parts(member), member, &dated(&named), &named), Ok(()), "without the tag");
    for missing in [";created=1788000000", ";expires=1788000060"] {
        let undated = by_hand(&parts(member), member, &good.replace(missing, ""), &key);
        assert!(matches!(undated, Err(SignatureError::Malformed(_))), "without {missing}");
    }
}
