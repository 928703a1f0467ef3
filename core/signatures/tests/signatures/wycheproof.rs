//! Wycheproof's cases for both algorithms, through a JWK each: every flag that its files know.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use std::collections::BTreeSet;

/// Bytes of hexadecimal text.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("a digit") as u8;
    text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

fn run(cases: &str, jwk: impl Fn(&[u8]) -> serde_json::Value) -> (usize, BTreeSet<&str>) {
    let (mut count, mut flags) = (0, BTreeSet::new());
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let columns: [&str; 6] = line.split('\t').collect::<Vec<_>>().try_into().expect("six columns");
        let [id, kinds, result, key, message, signature] = columns;
        let keys = crate::world::published(vec![jwk(&hex(key))]);
        let key = keys.named("k").next().flatten();
        let good = key.is_some_and(|key| key.has_signed(&hex(message), &hex(signature)));
        assert_eq!(good, result == "valid", "case {id}, {kinds}");
        count += 1;
        flags.extend(kinds.split('+'));
    }
    (count, flags)
}

#[test]
fn ecdsa_p256() {
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (count, flags) = run(
        include_str!("../data/wycheproof_ecdsa_p256.tsv"),
        |key| json!({"kid": "k", "kty": "EC", "crv": "P-256", "x": text(&key[1..33]), "y": text(&key[33..])}),
    );
    assert!(count >= 60 && flags.len() == 13, "{count} cases of {flags:?}");
}

#[test]
fn ed25519() {
    let (count, flags) = run(
        include_str!("../data/wycheproof_ed25519.tsv"),
        |key| json!({"kid": "k", "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(key)}),
    );
    assert!(count >= 40 && flags.len() == 10, "{count} cases of {flags:?}");
}
