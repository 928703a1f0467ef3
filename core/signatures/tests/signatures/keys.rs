//! Keys of profiles: which are taken, which are known by name alone, which are not there.

use crate::world::{both, order, published};
use serde_json::{Value, json};
use tradewind_signatures::{KEYS, KeyField, KeySet, SignatureError, SigningKey};

/// The JWK of one of both keys after a change.
fn with(which: usize, change: impl Fn(&mut Value)) -> Value {
    let mut jwk = both()[which].to_jwk();
    jwk["kid"] = "k".into();
    change(&mut jwk);
    jwk
}

/// None: no key of the name. Some(false): of a kind that is not taken.
fn taken(jwk: Value) -> Option<bool> {
    published(vec![jwk]).named("k").next().map(|key| key.is_some())
}

#[test]
fn a_key_is_taken_by_its_kind() {
    for which in [0, 1] {
        assert_eq!(taken(with(which, |_| {})), Some(true));
        for name in ["alg", "use"] {
            assert_eq!(
                taken(with(which, |jwk| drop(jwk.as_object_mut().expect("an object").remove(name)))),
                Some(true)
            );
        }
        assert_eq!(
            taken(with(which, |jwk| jwk["more"] = json!({"x5c": [1]}))),
            Some(true),
            "unknown members"
        );
        assert_eq!(taken(with(which, |jwk| jwk["key_ops"] = json!(["verify"]))), Some(true));
    }
    assert_eq!(taken(with(1, |jwk| jwk["alg"] = "Ed25519".into())), Some(true), "RFC 9864");
}

#[test]
fn a_key_of_another_kind_is_known_by_name_alone() {
    let bad_alg: [(usize, &str); 5] = [(0, "ES384"), (0, "EdDSA"), (1, "ES256"), (0, "none"), (0, "")];
    for (which, alg) in bad_alg {
        assert_eq!(taken(with(which, |jwk| jwk["alg"] = alg.into())), Some(false), "{alg}");
    }
    for which in [0, 1] {
        for (name, value) in [
            ("alg", json!(1)),
            ("kty", json!("RSA")),
            ("kty", Value::Null),
            ("crv", json!("P-384")),
            ("crv", json!("X25519")),
            ("x", json!("AAAA")),
            ("x", json!("A".repeat(44))),
            ("x", json!("!".repeat(43))),
            ("x", json!(format!("{}B", "A".repeat(42)))),
            ("x", json!([])),
            ("d", json!("AAAA")),
            ("k", json!("AAAA")),
        ] {
            let told = value.to_string();
            assert_eq!(taken(with(which, |jwk| jwk[name] = value.clone())), Some(false), "{name}: {told}");
        }
    }
    assert_eq!(taken(with(0, |jwk| jwk["y"] = Value::Null)), Some(false));
    assert_eq!(taken(json!({"kid": "k", "kty": "RSA", "n": "AAAA", "e": "AQAB"})), Some(false));
    assert_eq!(taken(json!({"kid": "k", "kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"})), Some(false));
    // The neutral point of Ed25519: all have its signature.
    assert_eq!(taken(with(1, |jwk| jwk["x"] = format!("AQ{}", "A".repeat(41)).into())), Some(false));
}

#[test]
fn a_key_for_something_else_or_without_a_name_is_not_there() {
    assert_eq!(taken(with(0, |jwk| jwk["use"] = "enc".into())), None);
    assert_eq!(taken(with(0, |jwk| jwk["use"] = json!(1))), None);
    assert_eq!(taken(with(0, |jwk| jwk["key_ops"] = json!(["encrypt"]))), None);
    assert_eq!(taken(with(0, |jwk| jwk["key_ops"] = json!("verify"))), None);
    for kid in [Value::Null, json!(""), json!(7), json!("k".repeat(257))] {
        let keys = published(vec![with(0, |jwk| jwk["kid"] = kid.clone())]);
        assert_eq!(keys.named(kid.as_str().unwrap_or("k")).count(), 0, "{kid}");
    }
    for odd in [json!(1), json!([]), Value::Null, json!("k"), json!({})] {
        assert_eq!(taken(odd), None);
    }
}

/// No key makes a profile unusable (`signatures.md`, "Signature Algorithms").
#[test]
fn bad_keys_leave_the_good_one_good() {
    let [es256, _] = both();
    let signed = order().signed(&es256);
    let rsa = json!({"kid": "rsa", "kty": "RSA", "n": "AAAA", "e": "AQAB"});
    let keys = published(vec![json!(1), rsa, es256.to_jwk()]);
    assert!(signed.verify(&keys).is_ok());
    let mut by_rsa = signed.clone();
    by_rsa.set("signature-input", &signed.header("signature-input").replace("platform-2026", "rsa"));
    assert_eq!(by_rsa.verify(&keys), Err(SignatureError::UnsupportedAlgorithm));
    assert_eq!(signed.verify(&KeySet::default()), Err(SignatureError::UnknownKey));
    // A point that is not on the curve signs nothing.
    let off = with(0, |jwk| {
        jwk["kid"] = "platform-2026".into();
        jwk["y"] = jwk["x"].clone();
    });
    assert_eq!(signed.verify(&published(vec![off])), Err(SignatureError::BadSignature));
}

#[test]
fn each_version_has_its_own_field() {
    let [es256, _] = both();
    let signed = order().signed(&es256);
    for (name, field, other) in [
        ("keys", KeyField::Keys, KeyField::SigningKeys),
        ("signing_keys", KeyField::SigningKeys, KeyField::Keys),
    ] {
        let profile = json!({"ucp": {"version": "2026-08-25"}, name: [es256.to_jwk()]}).to_string();
        let read = |field| KeySet::read(profile.as_bytes(), field).expect("a profile");
        assert!(signed.verify(&read(field)).is_ok());
        assert_eq!(signed.verify(&read(other)), Err(SignatureError::UnknownKey));
    }
    for (profile, good) in [
        ("{}", true),
        ("{\"keys\":null}", true),
        ("[]", true),
        ("{\"keys\":{}}", false),
        ("{", false),
        ("", false),
    ] {
        assert_eq!(KeySet::read(profile.as_bytes(), KeyField::Keys).is_ok(), good, "{profile}");
    }
    let deep = "[".repeat(100_000);
    assert!(KeySet::read(deep.as_bytes(), KeyField::Keys).is_err());
    assert!(KeySet::read(&vec![b' '; 5 << 20], KeyField::Keys).is_err());
}

#[test]
fn there_is_an_end_to_the_keys_of_a_profile() {
    let [es256, _] = both();
    let signed = order().signed(&es256);
    let at = |place: usize| {
        let mut all: Vec<Value> =
            (0..KEYS + 8).map(|at| with(0, |jwk| jwk["kid"] = at.to_string().into())).collect();
        all[place] = es256.to_jwk();
        signed.verify(&published(all)).map(|_| ())
    };
    assert_eq!(at(KEYS - 1), Ok(()));
    assert_eq!(at(KEYS), Err(SignatureError::UnknownKey));
}

#[test]
fn keys_of_ours_print_nothing_and_refuse_what_is_none() {
    for key in both() {
        assert_eq!(format!("{key:?}"), "SigningKey(..)");
        let jwk = key.to_jwk();
        assert!(jwk.get("d").is_none() && jwk["use"] == "sig" && jwk["kid"] == key.kid());
    }
    let order_of_p256 =
        crate::wycheproof::hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    for scalar in [&[0_u8; 32][..], &[0xFF; 32], &order_of_p256, &[1; 31], &[1; 33], &[]] {
        assert!(SigningKey::es256(None, scalar).is_err());
    }
    for seed in [&[1_u8; 31][..], &[1; 33], &[]] {
        assert!(SigningKey::ed25519(None, seed).is_err());
    }
    let long = "k".repeat(257);
    for kid in ["", "schl\u{fc}ssel", "a\n", long.as_str()] {
        assert!(SigningKey::ed25519(Some(kid), &[1; 32]).is_err(), "{kid}");
        assert!(SigningKey::es256(Some(kid), &[1; 32]).is_err(), "{kid}");
    }
    let quoted = SigningKey::es256(Some("a \"b\\c\""), &[1; 32]).expect("a name");
    let keys = published(vec![quoted.to_jwk()]);
    assert_eq!(order().signed(&quoted).verify(&keys).expect("good").keyid, "a \"b\\c\"");
}
