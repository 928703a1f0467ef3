//! Each way to change a signed message, and what is said of it.

use crate::world::{NOW, Owned, answer, both, of, order, url};
use SignatureError::{
    BadSignature, DigestMismatch, Malformed, NoSignature, NotCovered, UnknownKey, UnsupportedAlgorithm,
};
use tradewind_signatures::{Parameters, SignatureError, content_digest, sign};

/// What is said of the order after `change`, by either kind of key.
fn said(change: impl Fn(&mut Owned)) -> SignatureError {
    said_of(&order(), change)
}

fn said_of(message: &Owned, change: impl Fn(&mut Owned)) -> SignatureError {
    let keys = both();
    let [one, two] = keys.each_ref().map(|key| {
        let mut signed = message.clone().signed(key);
        assert!(signed.verify(&of(&keys)).is_ok());
        change(&mut signed);
        signed.verify(&of(&keys)).expect_err("changed")
    });
    assert_eq!(one, two, "both kinds of keys say the same");
    one
}

fn replaced(name: &'static str, from: &'static str, to: &'static str) -> impl Fn(&mut Owned) {
    move |message| {
        let value = message.header(name).to_owned();
        assert!(value.contains(from), "{value}");
        message.set(name, &value.replacen(from, to, 1));
    }
}

#[test]
fn where_it_went() {
    assert_eq!(said(|message| message.method = "PUT".to_owned()), BadSignature);
    assert_eq!(said(|message| message.method = "post".to_owned()), BadSignature);
    for address in [
        "https://merchant.example.org/checkout-sessions?market=DE&x=1",
        "https://merchant.example.com/checkout-sessions/?market=DE&x=1",
        "https://merchant.example.com/Checkout-sessions?market=DE&x=1",
        "https://merchant.example.com/checkout-sessions?market=AT&x=1",
        "https://merchant.example.com/checkout-sessions?x=1&market=DE",
        "https://merchant.example.com/checkout-sessions",
    ] {
        assert_eq!(said(|message| message.url = url(address)), BadSignature, "{address}");
    }
    assert_eq!(said_of(&answer(), |message| message.status = Some(200)), BadSignature);
    assert!(
        matches!(said_of(&answer(), |message| message.status = None), NotCovered(_)),
        "an answer as a request"
    );
    assert_eq!(said(|message| message.status = Some(200)), NotCovered("@status".to_owned()));
}

#[test]
fn its_header_fields() {
    for (name, value) in [
        ("idempotency-key", "550e8400-e29b-41d4-a716-446655440001"),
        ("ucp-agent", "profile=\"https://platform.example/.well-known/ucp2\""),
        ("content-type", "text/plain"),
    ] {
        assert_eq!(said(|message| message.set(name, value)), BadSignature, "{name}");
        assert!(matches!(said(|message| message.remove(name)), Malformed(_)), "{name} taken away");
        let again = |message: &mut Owned| message.headers.push((name.to_owned(), value.to_owned()));
        assert_eq!(said(again), BadSignature, "{name} once more");
    }
    // What is not covered may change, and what means the same may be written otherwise.
    let [es256, _] = both();
    let mut signed = order().signed(&es256);
    signed.set("request-id", "another");
    let agent = format!("  {}\t", signed.header("ucp-agent"));
    signed.remove("ucp-agent");
    signed.headers.push(("UCP-Agent".to_owned(), agent));
    assert!(signed.verify(&of(&[es256])).is_ok());
}

#[test]
fn its_body() {
    assert_eq!(said(|message| message.body[3] ^= 1), DigestMismatch);
    assert_eq!(said(|message| message.body.push(b'\n')), DigestMismatch);
    assert_eq!(said(|message| message.body.clear()), DigestMismatch);
    let swapped = |message: &mut Owned| {
        message.body = b"{}".to_vec();
        message.set("content-digest", &content_digest(&message.body));
    };
    assert_eq!(said(swapped), BadSignature, "with a digest that fits");
    assert_eq!(said_of(&answer(), swapped), BadSignature);
    assert_eq!(said(|message| message.set("content-digest", "md5=:AAAA:")), UnsupportedAlgorithm);
    assert!(matches!(said(|message| message.set("content-digest", "sha-256")), Malformed(_)));
    assert!(matches!(said(|message| message.remove("content-digest")), Malformed(_)));
    let one_more = |message: &mut Owned| {
        message.headers.push(("content-digest".to_owned(), "sha-512=:AAAA:".to_owned()));
    };
    assert_eq!(said(one_more), DigestMismatch, "each digest must match");
}

#[test]
fn its_parameters() {
    let input = |from, to| said(replaced("signature-input", from, to));
    assert_eq!(
        input("\"@method\" \"@authority\"", "\"@authority\" \"@method\""),
        BadSignature,
        "another order"
    );
    assert_eq!(input("created=1788000000", "created=1788000001"), BadSignature);
    assert_eq!(input(";created=1788000000", ""), BadSignature);
    assert_eq!(input(";created", ";expires=1788000010;created"), BadSignature);
    assert_eq!(input(";keyid", ";nonce=\"a\";keyid"), BadSignature);
    assert_eq!(
        input(";keyid", ";unknown=1;keyid"),
        BadSignature,
        "a parameter of another kind is signed too"
    );
    assert_eq!(input("\"platform-", "\"platform-x"), UnknownKey);
    assert_eq!(input(" \"@path\"", ""), NotCovered("@path".to_owned()));
    assert_eq!(input("\"content-type\"", "\"content-type\" \"request-id\""), BadSignature);
    assert_eq!(input("\"@path\"", "\"@path\";req"), NotCovered("@path".to_owned()));
    for (from, to) in [
        ("\"@path\"", "\"@path\" \"@path\""),
        ("\"@path\"", "\"@path\" \"request-id\";sf"),
        ("\"@path\"", "\"@path\" \"@query-param\";name=\"x\""),
        ("\"@path\"", "\"@path\" \"@signature-params\""),
        ("\"@path\"", "\"@path\" \"Request-Id\""),
        ("\"@path\"", "\"@path\" @path"),
        ("\"@path\"", "\"@path\" \"absent\""),
        ("\"@path\"", "\"@path\" \"@status\""),
        ("created=1788000000", "created=1788000000;created=1788000000"),
        ("created=1788000000", "created=-1"),
        ("created=1788000000", "created=1788000000.0"),
        ("created=1788000000", "created=\"1788000000\""),
        ("created=1788000000", "created=1788000000;expires=1787999999"),
        (";keyid=\"", ";key=\""),
        (";keyid=\"", ";keyid=1;key=\""),
    ] {
        assert!(matches!(input(from, to), Malformed(_)), "{from} as {to}");
    }
}

#[test]
fn the_algorithm_is_that_of_the_key() {
    let [es256, ed25519] = both();
    let said = |alg: &str| {
        let mut signed = order().signed(&es256);
        let input = signed.header("signature-input").replace(";keyid", &format!(";alg=\"{alg}\";keyid"));
        signed.set("signature-input", &input);
        signed.verify(&of(std::slice::from_ref(&es256)))
    };
    assert_eq!(said("ecdsa-p256-sha256"), Err(BadSignature), "let through, but not signed");
    for alg in ["ed25519", "hmac-sha256", "rsa-v1_5-sha256", "none", "ES256"] {
        assert_eq!(said(alg), Err(UnsupportedAlgorithm), "{alg}");
    }
    // A key of the other kind under the same name verifies nothing.
    let mut jwk = ed25519.to_jwk();
    jwk["kid"] = es256.kid().into();
    let keys = crate::world::published(vec![jwk.clone()]);
    assert_eq!(order().signed(&es256).verify(&keys), Err(BadSignature));
    let keys = crate::world::published(vec![jwk, es256.to_jwk()]);
    assert!(order().signed(&es256).verify(&keys).is_ok(), "each key of a name is tried");
}

#[test]
fn its_signature() {
    assert_eq!(said(|message| message.set("signature", "sig1=::")), BadSignature);
    assert_eq!(said(replaced("signature", "sig1=:", "sig1=:AAAA")), BadSignature);
    assert_eq!(said(|message| message.remove("signature")), NoSignature);
    assert_eq!(said(|message| message.remove("signature-input")), NoSignature);
    assert_eq!(said(|message| message.set("signature", " ")), NoSignature);
    for signature in ["sig1", "sig1=abc", "sig1=(:AAAA:)", "sig2=:AAAA:", "sig1=:AAAA", "sig1=:!:"] {
        assert!(matches!(said(|message| message.set("signature", signature)), Malformed(_)), "{signature}");
    }
    assert!(matches!(said(|message| message.set("signature-input", "sig1=\"a\"")), Malformed(_)));
    let long = format!("sig1=:{}:", "A".repeat(4_000));
    assert!(matches!(said(|message| message.set("signature", &long)), Malformed(_)));
}

/// RFC 9651 would let the last of two equal labels win; whoever adds one must not choose what is read.
#[test]
fn a_label_that_stands_twice_makes_the_field_unreadable() {
    for name in ["signature-input", "signature"] {
        let twice = |message: &mut Owned| {
            let value = message.header(name).to_owned();
            message.headers.push((name.to_owned(), value));
        };
        assert!(matches!(said(twice), Malformed(_)), "{name}");
    }
}

#[test]
fn of_two_labels_one_good_one_is_enough() {
    let [es256, ed25519] = both();
    let keys = of(&[es256, ed25519]);
    let [es256, ed25519] = both();
    let mut signed = order().signed(&es256);
    let with = Parameters { label: "wba", ..Parameters::ucp(NOW) };
    let added = sign(&signed.message(), &ed25519, &with).expect("signed");
    assert_eq!(added.len(), 2, "the digest is there already");
    signed.headers.extend(added);
    assert_eq!(signed.verify(&keys).expect("both good").label, "sig1");
    assert_eq!(signed.verify(&of(&[ed25519])).expect("one known").label, "wba");
    // The first one is broken; the second one counts.
    let mut broken = signed.clone();
    let first = broken.headers.iter_mut().find(|(name, _)| name == "signature").expect("there");
    first.1 = "sig1=:AAAA:".to_owned();
    assert_eq!(broken.verify(&keys).expect("the second").label, "wba");
    // Labels that change places sign nothing.
    let mut crossed = signed.clone();
    for (name, value) in &mut crossed.headers {
        if name == "signature" {
            *value = value.replace("sig1=", "x=").replace("wba=", "sig1=").replace("x=", "wba=");
        }
    }
    assert_eq!(crossed.verify(&keys), Err(BadSignature));
    // The one that came furthest is told about, wherever it stands.
    let mut unknown = signed.clone();
    for (name, value) in &mut unknown.headers {
        if name == "signature-input" {
            *value = value.replace("platform-ed", "platform-no");
        }
    }
    unknown.method = "PUT".to_owned();
    assert_eq!(unknown.verify(&keys), Err(BadSignature));
    for label in ["a", "b", "c"] {
        signed.headers.push(("signature-input".to_owned(), format!("{label}=()")));
    }
    assert!(matches!(signed.verify(&keys), Err(Malformed(_))), "five of them");
}
