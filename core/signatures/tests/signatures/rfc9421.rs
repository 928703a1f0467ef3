//! The test cases of RFC 9421 (appendix B) and RFC 6979 (A.2.5) for our two algorithms.

use crate::world::{Owned, headers, published, url};
use serde_json::json;
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_signatures::{
    Algorithm, Cover, KeySet, Parameters, Policy, SignatureError, SigningKey, sign, verify,
};

/// B.1.3 and B.1.4.
fn keys() -> KeySet {
    published(vec![
        json!({
            "kid": "test-key-ecc-p256", "kty": "EC", "crv": "P-256",
            "x": "qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA",
            "y": "Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0",
        }),
        json!({
            "kid": "test-key-ed25519", "kty": "OKP", "crv": "Ed25519",
            "x": "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs",
        }),
    ])
}

/// B.2, test-request.
fn request() -> Owned {
    Owned {
        status: None,
        method: "POST".to_owned(),
        url: url("https://example.com/foo?param=Value&Pet=dog"),
        headers: headers(&[
            ("Host", "example.com"),
            ("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("Content-Type", "application/json"),
            (
                "Content-Digest",
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
            ),
            ("Content-Length", "18"),
        ]),
        body: b"{\"hello\": \"world\"}".to_vec(),
    }
}

/// B.2, test-response.
fn response() -> Owned {
    Owned {
        status: Some(200),
        headers: headers(&[
            ("Date", "Tue, 20 Apr 2021 02:07:56 GMT"),
            ("Content-Type", "application/json"),
            (
                "Content-Digest",
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:",
            ),
            ("Content-Length", "23"),
        ]),
        body: b"{\"message\": \"good dog\"}".to_vec(),
        ..request()
    }
}

const NOW: Timestamp = Timestamp(1_618_884_480_000);

fn covering<'a>(names: &'a [&'a str]) -> Policy<'a> {
    Policy { cover: Cover::These(names), skew: Duration::ZERO, max_age: Some(Duration::from_secs(60)) }
}

const B24: [(&str, &str); 2] = [
    (
        "Signature-Input",
        "sig-b24=(\"@status\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\"",
    ),
    (
        "Signature",
        "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:",
    ),
];

const B26: [(&str, &str); 2] = [
    (
        "Signature-Input",
        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"",
    ),
    (
        "Signature",
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
    ),
];

#[test]
fn b_2_4_ecdsa_over_the_response() {
    let mut message = response();
    message.headers.extend(headers(&B24));
    let verified = verify(&message.message(), &keys(), &Policy::ucp(Duration::ZERO, None), NOW);
    let verified = verified.expect("its cover is UCP's for an answer");
    assert_eq!((verified.label.as_str(), verified.keyid.as_str()), ("sig-b24", "test-key-ecc-p256"));
    assert_eq!(
        (verified.algorithm, verified.created),
        (Algorithm::Es256, Some(Timestamp(1_618_884_473_000)))
    );
    assert_eq!(
        verified.covered,
        ["\"@status\"", "\"content-type\"", "\"content-digest\"", "\"content-length\""]
    );
}

#[test]
fn b_2_6_ed25519_over_the_request() {
    let names = ["date", "@method", "@path", "@authority", "content-type", "content-length"];
    let mut message = request();
    message.headers.extend(headers(&B26));
    let verified = verify(&message.message(), &keys(), &covering(&names), NOW).expect("good");
    assert_eq!(verified.algorithm, Algorithm::Ed25519);
    // UCP would not take it: it says nothing of the query.
    let ucp = verify(&message.message(), &keys(), &Policy::ucp(Duration::ZERO, None), NOW);
    assert_eq!(ucp, Err(SignatureError::NotCovered("@query".to_owned())));
    let late = verify(&message.message(), &keys(), &covering(&names), Timestamp(1_618_884_534_000));
    assert_eq!(late, Err(SignatureError::Expired));
}

/// Ed25519 has one signature for a message, so that signing must give the RFC's own.
#[test]
fn b_2_6_is_signed_alike() {
    let seed = [
        0x9f, 0x83, 0x62, 0xf8, 0x7a, 0x48, 0x4a, 0x95, 0x4e, 0x6e, 0x74, 0x0c, 0x5b, 0x4c, 0x0e, 0x84, 0x22,
        0x91, 0x39, 0xa2, 0x0a, 0xa8, 0xab, 0x56, 0xff, 0x66, 0x58, 0x6f, 0x6a, 0x7d, 0x29, 0xc5,
    ];
    let key = SigningKey::ed25519(Some("test-key-ed25519"), &seed).expect("a seed");
    let with = Parameters {
        label: "sig-b26",
        cover: Cover::These(&["date", "@method", "@path", "@authority", "content-type", "content-length"]),
        ..Parameters::ucp(Timestamp(1_618_884_473_000))
    };
    let added = sign(&request().message(), &key, &with).expect("signed");
    let told: Vec<_> = B26.iter().map(|(name, value)| (name.to_lowercase(), (*value).to_owned())).collect();
    assert_eq!(added, told);
}

/// A response that covers parts of its request (2.4), and a request that another one forwards.
#[test]
fn parts_of_the_request_may_be_covered_by_the_answer() {
    let key = SigningKey::es256(Some("k"), &[3; 32]).expect("a scalar");
    let keys = published(vec![key.to_jwk()]);
    let (asked, mut answered) = (request(), response());
    let names = ["@status", "@method;req", "@path;req", "content-digest;req", "content-digest"];
    let with = Parameters { cover: Cover::These(&names), ..Parameters::ucp(NOW) };
    let bound = |answered: &Owned, asked: &Owned| {
        let tradewind_signatures::Message::Response(response, _) = answered.message() else { unreachable!() };
        let asked = asked.request();
        let message = tradewind_signatures::Message::Response(response, Some(asked));
        verify(&message, &keys, &covering(&names), NOW).map(|_| ())
    };
    {
        let tradewind_signatures::Message::Response(response, _) = answered.message() else { unreachable!() };
        let message = tradewind_signatures::Message::Response(response, Some(asked.request()));
        let added = sign(&message, &key, &with).expect("signed");
        assert!(
            added[0].1.starts_with("sig1=(\"@status\" \"@method\";req \"@path\";req \"content-digest\";req ")
        );
        answered.headers.extend(added);
    }
    assert_eq!(bound(&answered, &asked), Ok(()));
    let mut other = asked.clone();
    other.url = url("https://example.com/bar?param=Value&Pet=dog");
    assert_eq!(bound(&answered, &other), Err(SignatureError::BadSignature), "an answer to something else");
    assert!(matches!(
        verify(&answered.message(), &keys, &covering(&names), NOW),
        Err(SignatureError::Malformed(_))
    ));
}

/// RFC 6979, A.2.5: P-256 with SHA-256.
#[test]
fn es256_nonces_are_those_of_rfc_6979() {
    let scalar = hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    let key = SigningKey::es256(None, &scalar).expect("a scalar");
    let jwk = key.to_jwk();
    assert_eq!(jwk["x"], "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y");
    for (message, told) in [
        (
            "sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ),
        (
            "test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
        ),
    ] {
        assert_eq!(key.sign(message.as_bytes()).to_vec(), hex(told), "{message}");
        assert!(key.public().has_signed(message.as_bytes(), &hex(told)));
    }
}

/// The thumbprint of the key of B.1.4, as RFC 8037 A.3 and the Web Bot Auth drafts have it for theirs.
#[test]
fn thumbprints_are_those_of_rfc_7638() {
    let keys = keys();
    let key = keys.named("test-key-ed25519").next().flatten().expect("usable");
    assert_eq!(key.thumbprint(), "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U");
    // RFC 8037, A.3.
    let other = published(vec![json!({
        "kid": "a", "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    })]);
    let key = other.named("a").next().flatten().expect("usable");
    assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

fn hex(text: &str) -> Vec<u8> {
    crate::wycheproof::hex(text)
}
