//! SKAdNetwork, by Apple's pages "Verifying an install-validation postback" (4.0), "Combining parameters for SKAdNetwork 3 postbacks" and
//! "Combining parameters for previous SKAdNetwork postback versions" (2.2, 2.1), as of 2026-11: some fields in a fixed order, joined by
//! U+2063, signed by ECDSA on P-256 with SHA-256.

use super::keys::Keys;
use super::postback::{Claims, Postback, PostbackError, flag, number, object, sequence, text};
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
const V2_1: &[Field] = &[
    must("version", Kind::Text),
    must("ad-network-id", Kind::Text),
    must("campaign-id", Kind::Number),
    must("app-id", Kind::Number),
    must("transaction-id", Kind::Text),
    must("redownload", Kind::Flag),
    may("source-app-id", Kind::Number),
];

/// Reads a postback and holds its signature against Apple's key, and against the sandbox's own.
pub(crate) fn skadnetwork(body: &[u8], keys: &Keys) -> Result<Postback, PostbackError> {
    let of = object(body)?;
    let (version, form) = form(&of)?;
    let line = line(form, &of)?;
    let of_four = version == "4.0";
    if of_four && of.contains_key("source-app-id") && of.contains_key("source-domain") {
        return Err(PostbackError::Field("source-domain"));
    }
    let signature = STANDARD.decode(text(&of, "attribution-signature")?);
    let signature = signature.map_err(|_| PostbackError::Signature)?;
    let mut keys = keys.of_skadnetwork();
    let key = keys.find(|key| key.has_signed(&ECDSA_P256_SHA256_ASN1, line.as_bytes(), &signature));
    let signer = key.ok_or(PostbackError::Signature)?.signer;
    Ok(Postback {
        kit: "SKAdNetwork",
        version,
        id: text(&of, "transaction-id")?.to_owned(),
        sequence: if of_four { sequence(&of)? } else { 0 },
        app: number(&of, "app-id")?,
        network: text(&of, "ad-network-id")?.to_owned(),
        source: if of_four { source(&of)? } else { number(&of, "campaign-id")?.to_string() },
        // Before 3.0 only the ad that won was told.
        won: if form.iter().any(|field| field.name == "did-win") { flag(&of, "did-win")? } else { true },
        signer,
        claims: Claims::read(&of),
    })
}

/// The text that is signed.
pub(super) fn line_of(of: &Map<String, Value>) -> Result<String, PostbackError> {
    line(form(of)?.1, of)
}

/// A version by its own name: none is guessed, and none is taken for a number.
fn form(of: &Map<String, Value>) -> Result<(&'static str, &'static [Field]), PostbackError> {
    match of.get("version").map(Value::as_str) {
        Some(Some("4.0")) => Ok(("4.0", V4_0)),
        Some(Some("3.0")) => Ok(("3.0", V3_0)),
        Some(Some("2.2")) => Ok(("2.2", V2_2)),
        Some(Some("2.1")) => Ok(("2.1", V2_1)),
        // What Apple sends of 1.0 names no version.
        None | Some(Some("2.0" | "1.0")) => Err(PostbackError::NotVerified),
        Some(_) => Err(PostbackError::Version),
    }
}

fn line(form: &[Field], of: &Map<String, Value>) -> Result<String, PostbackError> {
    let mut parts = Vec::new();
    for field in form.iter().filter(|field| !field.may_miss || of.contains_key(field.name)) {
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
