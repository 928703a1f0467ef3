//! SKAdNetwork, by Apple's pages "Verifying an install-validation postback" (4.0), "Combining parameters for SKAdNetwork 3 postbacks" and
//! "Combining parameters for previous SKAdNetwork postback versions" (2.2 to 1), as of 2026-12: some fields in a fixed order, joined by
//! U+2063, signed by ECDSA with SHA-256, on P-256 since 2.1 and on P-192 before.

use super::keys::{Key, Keys};
use super::postback::{Claims, Postback, PostbackError, Signer, flag, number, object, sequence, text};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::ECDSA_P256_SHA256_ASN1;
use serde_json::{Map, Value};

/// What stands between two fields: INVISIBLE SEPARATOR.
const SEPARATOR: &str = "\u{2063}";

#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
    Flag,
}

/// A signed field. One that may be missing leaves no empty place.
#[derive(Debug, Clone, Copy)]
struct Field {
    name: &'static str,
    kind: Kind,
    may_miss: bool,
}

const fn must(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, may_miss: false }
}

const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, may_miss: true }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Curve {
    P256,
    P192,
}

/// What a version signs, and on which curve.
#[derive(Debug, Clone, Copy)]
struct Form {
    version: &'static str,
    fields: &'static [Field],
    curve: Curve,
}

const V4_0: &[Field] = &[
    must("version", Kind::Text),
    must("ad-network-id", Kind::Text),
    must("source-identifier", Kind::Text),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
    must("redownload", Kind::Flag),
    may("source-app-id", Kind::Number),
    may("source-domain", Kind::Text),
    must("fidelity-type", Kind::Number),
    must("did-win", Kind::Flag),
    must("postback-sequence-index", Kind::Number),
];
const V3_0: &[Field] = &[
    must("version", Kind::Text),
    must("ad-network-id", Kind::Text),
    must("campaign-id", Kind::Number),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
    must("redownload", Kind::Flag),
    may("source-app-id", Kind::Number),
    must("fidelity-type", Kind::Number),
    must("did-win", Kind::Flag),
];
const V2_2: &[Field] = &[
    must("version", Kind::Text),
    must("ad-network-id", Kind::Text),
    must("campaign-id", Kind::Number),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
    must("redownload", Kind::Flag),
    may("source-app-id", Kind::Number),
    must("fidelity-type", Kind::Number),
];
/// Of 2.1, and of 2.0.
const V2_1: &[Field] = &[
    must("version", Kind::Text),
    must("ad-network-id", Kind::Text),
    must("campaign-id", Kind::Number),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
    must("redownload", Kind::Flag),
    may("source-app-id", Kind::Number),
];
const V1_0: &[Field] = &[
    must("ad-network-id", Kind::Text),
    must("campaign-id", Kind::Number),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
];

/// Reads a postback and holds its signature against Apple's keys, and from 2.1 on against the sandbox's own.
pub(crate) fn skadnetwork(body: &[u8], keys: &Keys) -> Result<Postback, PostbackError> {
    let of = object(body)?;
    let form = form(&of)?;
    let line = line(form.fields, &of)?;
    let of_four = form.version == "4.0";
    if of_four && of.contains_key("source-app-id") && of.contains_key("source-domain") {
        return Err(PostbackError::Field("source-domain"));
    }
    let signature = STANDARD.decode(text(&of, "attribution-signature")?);
    let signature = signature.map_err(|_| PostbackError::Signature)?;
    let signer = match form.curve {
        Curve::P256 => {
            let has_signed =
                |key: &&Key| key.has_signed(&ECDSA_P256_SHA256_ASN1, line.as_bytes(), &signature);
            keys.of_skadnetwork().find(has_signed).map(|key| key.signer)
        }
        Curve::P192 => keys.has_signed_on_p192(line.as_bytes(), &signature).then_some(Signer::Production),
    };
    let signer = signer.ok_or(PostbackError::Signature)?;
    Ok(Postback {
        kit: "SKAdNetwork",
        version: form.version,
        id: text(&of, "transaction-id")?.to_owned(),
        sequence: if of_four { sequence(&of)? } else { 0 },
        app: number(&of, "app-id")?,
        network: text(&of, "ad-network-id")?.to_owned(),
        source: if of_four { source(&of)? } else { number(&of, "campaign-id")?.to_string() },
        // Before 3.0 only the ad that won was told.
        won: if form.fields.iter().any(|field| field.name == "did-win") {
            flag(&of, "did-win")?
        } else {
            true
        },
        signer,
        claims: Claims::read(&of),
    })
}

/// The text that is signed, of a version that is signed on P-256.
pub(super) fn line_of(of: &Map<String, Value>) -> Option<String> {
    let form = form(of).ok().filter(|form| form.curve == Curve::P256)?;
    line(form.fields, of).ok()
}

/// A version by its own name: none is guessed, and none is taken for a number.
fn form(of: &Map<String, Value>) -> Result<Form, PostbackError> {
    let (version, fields, curve) = match of.get("version").map(Value::as_str) {
        Some(Some("4.0")) => ("4.0", V4_0, Curve::P256),
        Some(Some("3.0")) => ("3.0", V3_0, Curve::P256),
        Some(Some("2.2")) => ("2.2", V2_2, Curve::P256),
        Some(Some("2.1")) => ("2.1", V2_1, Curve::P256),
        Some(Some("2.0")) => ("2.0", V2_1, Curve::P192),
        // What Apple sends of 1.0 names no version; what relays pass on does.
        None | Some(Some("1.0")) => ("1.0", V1_0, Curve::P192),
        Some(_) => return Err(PostbackError::Version),
    };
    Ok(Form { version, fields, curve })
}

fn line(fields: &[Field], of: &Map<String, Value>) -> Result<String, PostbackError> {
    let mut parts = Vec::new();
    for field in fields.iter().filter(|field| !field.may_miss || of.contains_key(field.name)) {
        parts.push(match field.kind {
            Kind::Text => text(of, field.name)?.to_owned(),
            Kind::Number => number(of, field.name)?.to_string(),
            Kind::Flag => flag(of, field.name)?.to_string(),
        });
    }
    Ok(parts.join(SEPARATOR))
}

/// Two to four digits, as they are: a zero in front stays.
fn source(of: &Map<String, Value>) -> Result<String, PostbackError> {
    const NAME: &str = "source-identifier";
    let digits = text(of, NAME)?;
    let good = (2..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if good { Ok(digits.to_owned()) } else { Err(PostbackError::Field(NAME)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A key that OpenSSL made, and what it signed with it: a postback of 2.0 with an app that showed the ad, which no published one has.
    const KEY: &str = "MEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMgAEwyIIY3uCc2MdSVlpE+ki8q1MzQO7/S0tbaOTl9eCCXfvZTZcvZdzyWR9TGAmNfnT";
    const SIGNATURE: &str = "MDQCGAGvuqhiOT5mDc0u2Wsi51fMNUv8zBT0IAIYR2Hdl4q2p+B2H1PSj4wflASIvJprxr9K";

    #[test]
    fn a_postback_of_2_0_signs_the_app_that_showed_the_ad_on_p_192() {
        let keys = Keys::apple().and_on_p192(KEY);
        let good = json!({
            "version": "2.0", "ad-network-id": "com.example", "campaign-id": 42, "app-id": 525_463_029,
            "transaction-id": "6aafb7a5-0170-41b5-bbe4-fe71dedf1e28", "redownload": true,
            "source-app-id": 1_234_567_891, "conversion-value": 20, "attribution-signature": SIGNATURE,
        });
        let read = |body: &Value, keys: &Keys| skadnetwork(body.to_string().as_bytes(), keys);
        let postback = read(&good, &keys).expect("it holds");
        assert_eq!((postback.version, postback.source.as_str(), postback.won), ("2.0", "42", true));
        assert_eq!(read(&good, &Keys::apple()), Err(PostbackError::Signature), "by another key");
        for (name, value) in [
            ("source-app-id", Value::Null),
            ("source-app-id", json!(1_234_567_892)),
            ("redownload", json!(false)),
            ("version", json!("2.1")),
            ("version", json!("1.0")),
            ("attribution-signature", json!("")),
            ("attribution-signature", json!(SIGNATURE.replace("MDQCGAGv", "MDQCGAGw"))),
        ] {
            let mut other = good.clone();
            match value {
                Value::Null => drop(other.as_object_mut().expect("an object").remove(name)),
                value => other[name] = value,
            }
            assert!(read(&other, &keys).is_err(), "{other}");
        }
    }
}
