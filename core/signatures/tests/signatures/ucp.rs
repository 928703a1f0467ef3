//! UCP's rules: what is covered when, what goes onto the wire, and round trips by both kinds of keys.

use crate::world::{NOW, Owned, POLICY, answer, both, of, order, url};
use tradewind_signatures::{Cover, Parameters, SignatureError, sign, verify};

#[test]
fn requests_and_answers_come_through_by_both_kinds_of_keys() {
    let keys = both();
    for key in &keys {
        for message in [order(), answer()] {
            let signed = message.clone().signed(key);
            let verified = signed.verify(&of(&keys)).expect("good");
            assert_eq!((verified.label.as_str(), verified.keyid.as_str()), ("sig1", key.kid()));
            assert_eq!((verified.algorithm, verified.created), (key.public().algorithm(), Some(NOW)));
            assert_eq!(
                signed.headers,
                message.signed(key).headers,
                "a second run signs the same bytes alike"
            );
        }
    }
}

#[test]
fn the_wire_is_that_of_the_examples() {
    let [es256, _] = both();
    let signed = order().signed(&es256);
    assert_eq!(
        signed.header("signature-input"),
        "sig1=(\"@method\" \"@authority\" \"@path\" \"@query\" \"ucp-agent\" \"idempotency-key\" \"content-digest\" \
         \"content-type\");created=1788000000;keyid=\"platform-2026\"",
    );
    assert!(signed.header("content-digest").starts_with("sha-256=:"));
    let signature = signed.header("signature");
    assert!(
        signature.starts_with("sig1=:") && signature.len() == "sig1=::".len() + 88,
        "64 bytes: {signature}"
    );
    assert!(
        answer()
            .signed(&es256)
            .header("signature-input")
            .starts_with("sig1=(\"@status\" \"content-digest\" "),
        "an answer"
    );
}

#[test]
fn a_get_without_body_or_agent_is_covered_by_three() {
    let [es256, _] = both();
    let plain = Owned {
        method: "GET".to_owned(),
        url: url("https://merchant.example.com/checkout-sessions/chk_123"),
        headers: Vec::new(),
        body: Vec::new(),
        ..order()
    };
    let signed = plain.signed(&es256);
    assert_eq!(signed.headers.len(), 2, "no digest of nothing");
    assert!(signed.header("signature-input").starts_with("sig1=(\"@method\" \"@authority\" \"@path\");"));
    assert!(signed.verify(&of(&[es256])).is_ok());
}

/// Leaves out one component after another; the signature over the rest is good, and not enough.
#[test]
fn each_part_that_is_there_must_be_covered() {
    let [es256, _] = both();
    let keys = of(std::slice::from_ref(&es256));
    let mut request = order();
    request.set("content-digest", &tradewind_signatures::content_digest(&request.body));
    let all = [
        "@method",
        "@authority",
        "@path",
        "@query",
        "ucp-agent",
        "idempotency-key",
        "content-digest",
        "content-type",
    ];
    for missing in all {
        let rest: Vec<&str> = all.into_iter().filter(|name| *name != missing).collect();
        let mut signed = request.clone();
        let with = Parameters { cover: Cover::These(&rest), ..Parameters::ucp(NOW) };
        signed.headers.extend(sign(&request.message(), &es256, &with).expect("signed"));
        assert_eq!(signed.verify(&keys), Err(SignatureError::NotCovered(missing.to_owned())));
        let own = tradewind_signatures::Policy { cover: Cover::These(&rest), ..POLICY };
        assert!(verify(&signed.message(), &keys, &own, NOW).is_ok(), "but for what UCP wants");
    }
    let mut signed = answer();
    let with = Parameters { cover: Cover::These(&["content-type"]), ..Parameters::ucp(NOW) };
    signed.headers.extend(sign(&answer().message(), &es256, &with).expect("signed"));
    assert_eq!(signed.verify(&keys), Err(SignatureError::NotCovered("@status".to_owned())));
}

/// A part that comes to a message later is not covered by the signature that is there.
#[test]
fn a_part_that_is_added_later_is_not_covered() {
    let [es256, _] = both();
    let keys = of(std::slice::from_ref(&es256));
    let bare = Owned { url: url("https://m.example/a"), headers: Vec::new(), body: Vec::new(), ..order() };
    let signed = bare.signed(&es256);
    assert!(signed.verify(&keys).is_ok());
    for (name, value) in
        [("Idempotency-Key", "x"), ("UCP-Agent", "profile=\"https://a.example\""), ("Signature-Agent", "x")]
    {
        let mut more = signed.clone();
        more.set(name, value);
        assert_eq!(more.verify(&keys), Err(SignatureError::NotCovered(name.to_lowercase())), "{name}");
    }
    for address in ["https://m.example/a?x=1", "https://m.example/a?"] {
        let more = Owned { url: url(address), ..signed.clone() };
        assert_eq!(more.verify(&keys), Err(SignatureError::NotCovered("@query".to_owned())));
    }
    let more = Owned { body: b"{}".to_vec(), ..signed };
    assert_eq!(more.verify(&keys), Err(SignatureError::NotCovered("content-digest".to_owned())));
}

/// RFC 9421 2.2.3: `@authority` is in lower case and without the scheme's own port; another port is part of it.
#[test]
fn an_authority_is_compared_as_the_rfc_normalises_it() {
    let [es256, _] = both();
    let keys = of(std::slice::from_ref(&es256));
    let at = |address: &str| Owned { url: url(address), ..order() };
    let signed = at("https://Merchant.example.com:443/a?b").signed(&es256);
    let same = Owned { url: url("https://merchant.example.com/a?b"), ..signed.clone() };
    assert!(same.verify(&keys).is_ok());
    let other = Owned { url: url("https://merchant.example.com:8443/a?b"), ..signed };
    assert_eq!(other.verify(&keys), Err(SignatureError::BadSignature));
    let fragment = Owned { url: url("https://merchant.example.com/a?b#c"), ..same };
    assert!(fragment.verify(&keys).is_ok(), "a fragment goes over no wire");
}

/// Every derived component of an address by what RFC 9421 2.2 says of it, read from the base by a key that signs only it.
#[test]
fn derived_components_have_the_values_of_the_rfc() {
    let key = tradewind_signatures::SigningKey::ed25519(Some("k"), &[1; 32]).expect("a seed");
    let request = Owned { url: url("https://www.Example.com:9443/pa%20th?a=%2F&b#f"), ..order() };
    for (name, value) in [
        ("@method", "POST"),
        ("@authority", "www.example.com:9443"),
        ("@path", "/pa%20th"),
        ("@query", "?a=%2F&b"),
        ("@scheme", "https"),
        ("@target-uri", "https://www.example.com:9443/pa%20th?a=%2F&b"),
        ("@request-target", "/pa%20th?a=%2F&b"),
    ] {
        let names = [name];
        let with = Parameters { cover: Cover::These(&names), created: None, ..Parameters::ucp(NOW) };
        let added = sign(&request.message(), &key, &with).expect("signed");
        let parameters = added.iter().find(|(own, _)| own == "signature-input").expect("there").1.clone();
        let parameters = parameters.strip_prefix("sig1=").expect("labelled");
        let base = format!("\"{name}\": {value}\n\"@signature-params\": {parameters}");
        let told = &added.last().expect("there").1;
        assert_eq!(*told, format!("sig1=:{}:", base64(&key.sign(base.as_bytes()))), "{name}");
    }
}

fn base64(bytes: &[u8]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

#[test]
fn what_cannot_be_signed_is_told() {
    let [es256, _] = both();
    let refused = |message: &Owned, with: Parameters<'_>| {
        matches!(sign(&message.message(), &es256, &with), Err(SignatureError::Malformed(_)))
    };
    let ucp = Parameters::ucp(NOW);
    let mut untyped = order();
    untyped.remove("content-type");
    assert!(refused(&untyped, ucp), "a body without its type");
    assert!(refused(&order(), Parameters { label: "Sig", ..ucp }), "no key of a dictionary");
    assert!(refused(&order(), Parameters { nonce: Some("a\nb"), ..ucp }));
    assert!(refused(&order(), Parameters { cover: Cover::These(&["@status"]), ..ucp }), "of an answer");
    assert!(refused(&order(), Parameters { cover: Cover::These(&["X-Up"]), ..ucp }));
    assert!(refused(&order().signed(&es256), ucp), "the label is taken");
    let mut wrong = order();
    wrong.set("content-digest", "sha-256=:AAAA:");
    assert_eq!(sign(&wrong.message(), &es256, &ucp), Err(SignatureError::DigestMismatch));
    let mut forged = order();
    forged.set("ucp-agent", "a\n\"@path\": /other");
    assert!(refused(&forged, ucp), "a line end in a value");
    let forged = Owned { method: "POST\n\"@path\": /other".to_owned(), ..order() };
    assert!(refused(&forged, ucp), "a line end in a method");
    assert!(refused(&Owned { method: String::new(), ..order() }, ucp));
}

#[test]
fn errors_have_ucps_codes() {
    assert_eq!(order().verify(&of(&both())), Err(SignatureError::NoSignature));
    assert_eq!(SignatureError::NoSignature.ucp_code(), ("signature_missing", 401));
    assert_eq!(SignatureError::UnknownKey.ucp_code(), ("key_not_found", 401));
    assert_eq!(SignatureError::UnsupportedAlgorithm.ucp_code(), ("algorithm_unsupported", 400));
    assert_eq!(SignatureError::DigestMismatch.ucp_code(), ("digest_mismatch", 400));
    assert_eq!(SignatureError::NotCovered("@path".to_owned()).ucp_code(), ("signature_invalid", 401));
    assert_eq!(SignatureError::NotCovered("@path".to_owned()).kind(), "not_covered");
}
