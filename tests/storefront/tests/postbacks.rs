//! Apple's ad postbacks: its own examples hold, each fails when one signed field is another, each counts once, and what is not signed
//! stays a claim.

mod client;

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client::Client;
use serde_json::{Value, json};
use tower::ServiceExt;

const SKADNETWORK: &str = "/.well-known/skadnetwork/report-attribution/";
const APP_ATTRIBUTION: &str = "/.well-known/appattribution/report-attribution/";
/// What no version signs.
const UNSIGNED: [&str; 3] = ["conversion-value", "coarse-conversion-value", "attribution-signature"];

fn data() -> Value {
    serde_json::from_str(include_str!("data/postbacks.json")).expect("JSON")
}

/// Postbacks of SKAdNetwork that Apple signed.
fn examples() -> Vec<Value> {
    let data = data();
    let all = data["skadnetwork"].as_array().expect("a list");
    all.iter().map(|row| row["postback"].clone()).collect()
}

/// Those of one version.
fn example(version: &str) -> Value {
    let of_it = examples().into_iter().find(|example| example["version"] == version);
    of_it.expect("there is one of each version")
}

/// Whether the example's version signs a field.
fn is_signed(example: &Value, name: &str) -> bool {
    let only_later = ["version", "redownload"].contains(&name);
    !(UNSIGNED.contains(&name) || (example["version"] == "1.0" && only_later))
}

fn apple_s_jws() -> Value {
    data()["ad_attribution_kit"]["postback"].clone()
}

async fn sent(c: &Client, path: &str, body: &Value) -> (u16, Value) {
    c.send("POST", path, None, body).await.expect("an answer")
}

fn code(answer: &Value) -> &str {
    answer["messages"][0]["code"].as_str().unwrap_or_default()
}

/// Another value of the same kind and form.
fn changed(value: &Value) -> Value {
    match value {
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => json!(number.as_i64().expect("whole") + 1),
        Value::String(text) => {
            let (rest, last) = text.split_at(text.len() - 1);
            json!(format!("{rest}{}", if last == "0" { "1" } else { "0" }))
        }
        other => unreachable!("{other}"),
    }
}

/// With a member in place of what it was; without it for none.
fn with(of: &Value, name: &str, value: Option<Value>) -> Value {
    let mut other = of.as_object().expect("an object").clone();
    match value {
        Some(value) => other.insert(name.to_owned(), value),
        None => other.remove(name),
    };
    Value::Object(other)
}

#[tokio::test]
async fn apple_s_examples_hold_and_fail_when_one_signed_field_is_another() {
    let (c, all) = (Client::new(), examples());
    assert_eq!(all.len(), 8);
    let mut tried = 0;
    for example in &all {
        let (status, answer) = sent(&c, SKADNETWORK, example).await;
        assert_eq!((status, &answer["verified"]), (200, &json!(true)), "{example}");
        let signed = example.as_object().expect("an object").keys();
        for name in signed.filter(|name| is_signed(example, name)) {
            for value in [Some(changed(&example[name])), None] {
                let other = with(example, name, value);
                let (status, answer) = sent(&c, SKADNETWORK, &other).await;
                assert_eq!(status, 400, "{other}: {answer}");
                tried += 1;
            }
        }
        // The name of another version is not enough either.
        for version in ["1.0", "2.0", "2.1", "2.2", "3.0", "4.0"] {
            if example["version"] != version {
                let (status, _) =
                    sent(&c, SKADNETWORK, &with(example, "version", Some(json!(version)))).await;
                assert_eq!(status, 400, "{example} as {version}");
            }
        }
        for (name, value) in [("source-app-id", json!(0)), ("source-domain", json!("example.org"))] {
            let is_of = name == "source-app-id" || example["version"] == "4.0";
            if is_of && example["version"] != "1.0" && example.get(name).is_none() {
                let (status, _) = sent(&c, SKADNETWORK, &with(example, name, Some(value))).await;
                assert_eq!(status, 400, "{example} with {name}");
            }
        }
        let another = all.iter().find(|one| one["attribution-signature"] != example["attribution-signature"]);
        let foreign = another.expect("there are more")["attribution-signature"].clone();
        let (status, answer) =
            sent(&c, SKADNETWORK, &with(example, "attribution-signature", Some(foreign))).await;
        assert_eq!((status, code(&answer)), (400, "signature_invalid"));
    }
    assert!(tried > 80, "{tried}");
}

/// DER writes s in 33 bytes where it is beyond 2^255, which is beyond half of the curve's order: there a reader that wants the lower one
/// of the two values refuses.
#[test]
fn both_values_that_s_can_have_are_among_the_examples() {
    let is_high = |example: &Value| {
        let der = STANDARD.decode(example["attribution-signature"].as_str().expect("text")).expect("base64");
        let r = usize::from(der[3]);
        der[4 + r + 1] == 33
    };
    let high = examples().iter().map(is_high).filter(|high| *high).count();
    assert!((1..6).contains(&high), "{high}");
}

#[tokio::test]
async fn what_is_not_signed_is_a_claim_and_a_repeat_counts_once() {
    let (c, all) = (Client::new(), examples());
    let four = &all[0];
    let (_, first) = sent(&c, SKADNETWORK, &with(four, "conversion-value", Some(json!(1)))).await;
    assert_eq!((&first["counted"], &first["repeated"]), (&json!(true), &json!(false)), "{first}");
    let (status, again) = sent(&c, SKADNETWORK, four).await;
    assert_eq!((status, &again["counted"], &again["repeated"]), (200, &json!(false), &json!(true)));
    let rows = c.front.postbacks();
    assert_eq!(rows.len(), 1, "{rows:?}");
    let row = &rows[0];
    assert_eq!((row.kit.as_str(), row.version.as_str(), row.source.as_str()), ("SKAdNetwork", "4.0", "5239"));
    assert_eq!((row.app, row.won, row.counted, row.signer.as_str()), (525_463_029, true, true, "production"));
    assert_eq!(row.claimed_value, Some(1), "what came first, though Apple's own was 63");
    for (name, value) in [
        ("conversion-value", json!(64)),
        ("conversion-value", json!("63")),
        ("coarse-conversion-value", json!("highest")),
    ] {
        let c = Client::new();
        let odd = with(&with(four, "conversion-value", None), name, Some(value));
        assert_eq!(sent(&c, SKADNETWORK, &odd).await.0, 200);
        let rows = c.front.postbacks();
        assert_eq!((rows[0].claimed_value, rows[0].claimed_coarse.as_deref()), (None, None), "{odd}");
    }
    let coarse = Client::new();
    sent(&coarse, SKADNETWORK, &examples()[1]).await;
    assert_eq!(coarse.front.postbacks()[0].claimed_coarse.as_deref(), Some("high"));
}

#[tokio::test]
async fn an_ad_that_did_not_win_is_kept_and_counts_for_nothing() {
    let c = Client::new();
    for example in examples() {
        let (_, answer) = sent(&c, SKADNETWORK, &example).await;
        let lost = example["did-win"] == json!(false);
        // Apple's examples of 2.1, 2.2 and 3.0 share a transaction.
        let known = answer["repeated"] == json!(true);
        assert_eq!(answer["counted"], json!(!lost && !known), "{example}");
    }
    let rows = c.front.postbacks();
    assert_eq!((rows.len(), rows.iter().filter(|row| row.counted).count()), (6, 5), "{rows:?}");
    let request = Request::get("/_sandbox/postbacks").header("x-sandbox-token", "sandbox");
    let request = request.body(Body::empty()).expect("a request");
    let answer = c.front.router().oneshot(request).await.expect("infallible");
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    let book: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!((&book["counted"], book["rows"].as_array().map(Vec::len)), (&json!(5), Some(6)));
}

#[tokio::test]
async fn the_first_versions_hold_by_apple_s_first_key() {
    let c = Client::new();
    for (version, campaign) in [("2.0", "75"), ("1.0", "51")] {
        let (status, answer) = sent(&c, SKADNETWORK, &example(version)).await;
        assert_eq!((status, &answer["verified"], &answer["counted"]), (200, &json!(true), &json!(true)));
        let rows = c.front.postbacks();
        let row = rows.last().expect("it is kept");
        assert_eq!((row.version.as_str(), row.source.as_str(), row.app), (version, campaign, 1_176_027_022));
        assert_eq!((row.won, row.signer.as_str()), (true, "production"));
    }
    // Apple's of 1.0 name no version, and what it says beside what is signed changes nothing.
    let unnamed = with(&with(&example("1.0"), "version", None), "redownload", Some(json!(true)));
    let (status, answer) = sent(&c, SKADNETWORK, &unnamed).await;
    assert_eq!((status, &answer["repeated"], &answer["counted"]), (200, &json!(true), &json!(false)));
    let unnamed = with(&example("2.0"), "version", None);
    assert_eq!(code(&sent(&c, SKADNETWORK, &unnamed).await.1), "signature_invalid");
    assert_eq!(c.front.postbacks().len(), 2);
    for version in [json!("5.0"), json!("4"), json!(4.0), json!("04.0"), json!("2.20"), Value::Null] {
        let other = with(&example("2.0"), "version", Some(version.clone()));
        let (status, answer) = sent(&c, SKADNETWORK, &other).await;
        assert_eq!((status, code(&answer)), (400, "version_unknown"), "{version}");
    }
}

#[tokio::test]
async fn apple_s_jws_holds_by_its_development_key_and_no_byte_of_it_may_be_another() {
    let c = Client::new();
    let good = apple_s_jws();
    let (status, answer) = sent(&c, APP_ATTRIBUTION, &good).await;
    assert_eq!((status, &answer["verified"], &answer["counted"]), (200, &json!(true), &json!(true)));
    let rows = c.front.postbacks();
    assert_eq!((rows[0].kit.as_str(), rows[0].signer.as_str()), ("AdAttributionKit", "development"));
    assert_eq!((rows[0].app, rows[0].claimed_value), (10_738_027_756, Some(24)), "beyond 32 bits");
    let jws = good["jws-string"].as_str().expect("text");
    let mut refused = 0;
    for at in (0..jws.len()).step_by(7) {
        let (before, behind) = jws.split_at(at);
        let mut rest = behind.chars();
        let other = match rest.next() {
            Some('.') => continue,
            Some('A') => 'B',
            _ => 'A',
        };
        let spoiled = json!({ "jws-string": format!("{before}{other}{}", rest.as_str()) });
        let (status, answer) = sent(&c, APP_ATTRIBUTION, &spoiled).await;
        let codes = ["signature_invalid", "jws_invalid", "key_not_found", "field_invalid"];
        assert!(status == 400 && codes.contains(&code(&answer)), "{at}: {answer}");
        refused += 1;
    }
    assert!(refused > 80, "{refused}");
    for broken in ["", "a", "a.b", "..", &jws[..jws.len() - 1], &format!("{jws}.x"), &format!("{jws}=")] {
        assert_eq!(sent(&c, APP_ATTRIBUTION, &json!({ "jws-string": broken })).await.0, 400, "{broken}");
    }
    assert_eq!(c.front.postbacks().len(), 1);
    // Each kind has its own door.
    assert_eq!(code(&sent(&c, SKADNETWORK, &good).await.1), "field_invalid");
    assert_eq!(sent(&c, APP_ATTRIBUTION, &examples()[0]).await.0, 400);
}

#[tokio::test]
async fn the_sandbox_s_own_key_makes_postbacks_of_both_kinds_and_is_told_apart() {
    let c = Client::with(|config| config.apps = vec![1_234_567_890]);
    let says = |id: &str, index: u32, app: i64, won: bool| {
        json!({
            "postback-identifier": id, "postback-sequence-index": index, "advertised-item-identifier": app,
            "ad-network-identifier": "example.adattributionkit", "source-identifier": "0042", "did-win": won,
            "conversion-type": "download",
        })
    };
    let ours = 1_234_567_890;
    for (one, counted) in [
        (says("a", 0, ours, true), true),
        // The second and third postback of one conversion.
        (says("a", 1, ours, true), false),
        (says("a", 2, ours, true), false),
        (says("b", 0, ours, false), false),
        (says("c", 0, ours + 1, true), false),
    ] {
        let body = c.front.signed_postback(&one).expect("signed");
        let (status, answer) = sent(&c, APP_ATTRIBUTION, &body).await;
        assert_eq!((status, &answer["counted"]), (200, &json!(counted)), "{one}");
        let (_, again) = sent(&c, APP_ATTRIBUTION, &body).await;
        assert_eq!((&again["counted"], &again["repeated"]), (&json!(false), &json!(true)));
    }
    // An app's ad, which no example of 4.0 has; and a test's, whose source is 0.
    for source in [1_234_567_891_i64, 0] {
        let fields = json!({
            "version": "4.0", "ad-network-id": "com.example", "source-identifier": "0042", "app-id": ours,
            "transaction-id": format!("t{source}"), "redownload": false, "source-app-id": source, "fidelity-type": 1,
            "did-win": true, "postback-sequence-index": 0, "conversion-value": 5,
        });
        let body = c.front.signed_postback(&fields).expect("signed");
        assert_eq!(sent(&c, SKADNETWORK, &body).await.1["counted"], json!(true));
        let other = with(&body, "source-identifier", Some(json!("42")));
        assert_eq!(
            code(&sent(&c, SKADNETWORK, &other).await.1),
            "signature_invalid",
            "a zero in front is signed"
        );
        let both = with(&fields, "source-domain", Some(json!("example.com")));
        let both = c.front.signed_postback(&both).expect("signed");
        assert_eq!(code(&sent(&c, SKADNETWORK, &both).await.1), "field_invalid", "one source at most");
    }
    assert!(c.front.postbacks().iter().all(|row| row.signer == "sandbox"));
    for version in ["1.0", "2.0"] {
        assert!(c.front.signed_postback(&example(version)).is_none(), "{version}: nothing new on P-192");
    }
    // Another sandbox has another key.
    let body = c.front.signed_postback(&says("d", 0, ours, true)).expect("signed");
    let other = Client::with(|config| config.seed = 99);
    assert_eq!(code(&sent(&other, APP_ATTRIBUTION, &body).await.1), "signature_invalid");
}

#[tokio::test]
async fn any_bytes_are_refused_and_none_is_kept() {
    let c = Client::new();
    let good = examples()[0].to_string();
    let long = format!("{{\"version\": \"{}\"}}", "x".repeat(20_000));
    let mut bodies: Vec<Vec<u8>> =
        (0..good.len()).step_by(5).map(|end| good.as_bytes()[..end].to_vec()).collect();
    bodies.extend([
        b"[]".to_vec(),
        b"null".to_vec(),
        vec![0xff; 64],
        long.into_bytes(),
        b"{\"version\":\"4.0\"}".to_vec(),
    ]);
    for body in bodies {
        for path in [SKADNETWORK, APP_ATTRIBUTION] {
            let request = Request::post(path).header("host", "127.0.0.1:1");
            let request = request.body(Body::from(body.clone())).expect("a request");
            let status = c.front.router().oneshot(request).await.expect("infallible").status().as_u16();
            assert_eq!(status, 400, "{path}: {}", String::from_utf8_lossy(&body));
        }
    }
    assert_eq!(c.front.postbacks(), []);
}
