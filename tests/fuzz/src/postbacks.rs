//! What must hold of Apple's ad postbacks, whatever the bytes are.

use serde_json::{Value, json};
use tradewind_storefront::{PostbackRow, any_postback};

/// Postbacks that Apple signed, with the sources of each.
const SIGNED: &str = include_str!("../../storefront/tests/data/postbacks.json");

/// A member that no postback has.
const UNSIGNED: &str = "unsigned";
const VERSIONS: [&str; 6] = ["1.0", "2.0", "2.1", "2.2", "3.0", "4.0"];

/// Reads a postback by Apple's keys at both of its doors. One that holds says what it says again, within its limits, and holds for no
/// other app and by no other signature; no conversion is counted that was not won, and none twice.
///
/// # Panics
/// Where that does not hold.
pub fn postback(bytes: &[u8]) -> &'static str {
    let read = any_postback(bytes);
    assert_eq!(read, any_postback(bytes));
    let [skadnetwork, ad_attribution] = read;
    if let Ok(row) = &skadnetwork {
        held(row);
        assert!(row.kit == "SKAdNetwork" && VERSIONS.contains(&row.version.as_str()), "{row:?}");
        assert!(row.signer == "production" && (row.version == "4.0" || row.sequence == 0), "{row:?}");
        let [other_app, _] = any_postback(&with(bytes, "app-id", json!(row.app.wrapping_add(1))));
        let [unsigned, _] = any_postback(&with(bytes, "attribution-signature", json!("MAYCAQECAQE=")));
        assert!(other_app.is_err() && unsigned == Err("signature_invalid"), "{row:?}");
    }
    if let Ok(row) = &ad_attribution {
        held(row);
        assert!(row.kit == "AdAttributionKit" && row.version.is_empty(), "{row:?}");
        let body: Value = serde_json::from_slice(bytes).expect("proof: it was read");
        let jws = body["jws-string"].as_str().expect("proof: it was read");
        let (signed, _) = jws.rsplit_once('.').expect("proof: it was read");
        let [_, unsigned] =
            any_postback(&with(bytes, "jws-string", json!(format!("{signed}.{}", "A".repeat(86)))));
        assert_eq!(unsigned, Err("signature_invalid"), "{row:?}");
    }
    match (skadnetwork, ad_attribution) {
        (Err(code), Err("field_invalid" | "invalid_json" | "too_large")) => code,
        (Err(_), Err(code)) => code,
        _ => "taken",
    }
}

fn held(row: &PostbackRow) {
    for text in [&row.id, &row.network, &row.source] {
        assert!((1..=256).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()), "{row:?}");
    }
    assert!((0..=2).contains(&row.sequence) && row.app >= 0, "{row:?}");
    assert!(!row.counted || (row.won && row.sequence == 0), "{row:?}");
    assert!(row.claimed_value.is_none_or(|value| (0..=63).contains(&value)), "{row:?}");
    assert!(
        row.claimed_coarse.iter().all(|one| ["low", "medium", "high"].contains(&one.as_str())),
        "{row:?}"
    );
}

/// The same body with one member in place of what it was, without what was added to be changed: it is not to become too long.
fn with(bytes: &[u8], name: &str, value: Value) -> Vec<u8> {
    let mut body: Value = serde_json::from_slice(bytes).expect("proof: it was read");
    body[name] = value;
    body[UNSIGNED] = Value::Null;
    body.to_string().into_bytes()
}

/// Good postbacks. Beside what is signed stands what is not, so that some stay good whatever changes.
pub(crate) fn signed() -> Vec<Vec<u8>> {
    let all: Value = serde_json::from_str(SIGNED).expect("proof: JSON that is committed");
    let of_both = all["skadnetwork"].as_array().into_iter().flatten().chain([&all["ad_attribution_kit"]]);
    let padded = |row: &Value| {
        let mut body = row["postback"].clone();
        body["unsigned"] =
            json!({ "numbers": (0..40).collect::<Vec<_>>(), "text": "not signed ".repeat(40) });
        body.to_string().into_bytes()
    };
    of_both.map(padded).collect()
}
