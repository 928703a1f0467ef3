//! What a phone trusts of a merchant's catalog, and what it never does, whoever answers for the merchant's host.

mod world;

use tradewind_catalog::{CatalogError, Refreshed};
use tradewind_domain::{Code, Timestamp, WebUrl};
use tradewind_pack::PackError;
use tradewind_ports::{Secret, Vault};
use world::{DAY, MERCHANT, NOW, Phone, columns, item, manifest, scope, sealed};

const KEY: &str = "publisher-key/http://127.0.0.1:9";
const NEWEST: &str = "newest-as-of/http://127.0.0.1:9";

fn with_catalog() -> Phone {
    let phone = Phone::new();
    let streams = sealed(&columns(3), 3);
    phone.host.publish(&manifest(1, 3, &streams), streams);
    phone
}

#[tokio::test]
async fn with_a_key_at_hand_an_unsigned_catalog_is_an_error() {
    // Never seen before: a merchant without packs is fine.
    let phone = Phone::new();
    assert!(matches!(phone.refresh().await, Ok(Refreshed::NoPacks)));
    // Once pinned, the same answer takes the signature away; also with the cache gone and for another market.
    let phone = with_catalog();
    phone.refresh().await.expect("applies");
    phone.host.answer("/.well-known/tradewind", 404, &[], "");
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Unsigned)), "{refused:?}");
    assert_eq!(refused.err().map(|error| error.code()), Some(Code::PackSignature));
    let fresh = Phone { vault: phone.vault, ..Phone::new() };
    assert!(matches!(fresh.refresh().await, Err(CatalogError::Unsigned)), "the pin outlives the cache");
    // Built with a key: from the first contact on.
    let built = Phone { pinned: Some([7; 32]), ..Phone::new() };
    assert!(matches!(built.refresh().await, Err(CatalogError::Unsigned)));
}

#[tokio::test]
async fn a_pin_that_cannot_be_read_trusts_nobody() {
    for (name, value) in [
        (KEY, "not hex"),
        (KEY, ""),
        (KEY, "ab"),
        ("manifest-version/http://127.0.0.1:9/DE/de", "-1"),
        (NEWEST, "tomorrow"),
    ] {
        let phone = with_catalog();
        phone.vault.write(name, &Secret::new(value)).expect("written");
        let refused = phone.refresh().await;
        assert!(matches!(refused, Err(CatalogError::Pin)), "{name}={value}: {refused:?}");
        assert_eq!(refused.err().map(|error| error.code()), Some(Code::VaultFailed));
        assert_eq!(phone.catalog.head(&scope()).expect("reads"), None, "nothing was taken");
        let kept = phone.vault.read(name).expect("reads").expect("there");
        assert_eq!(kept.expose_str(), Some(value), "and the pin is not replaced");
    }
}

#[tokio::test]
async fn a_phone_whose_clock_was_set_back_takes_no_expired_catalog() {
    let expired = |phone: &Phone| {
        let streams = sealed(&columns(3), 3);
        let mut old = manifest(1, 3, &streams);
        (old.as_of, old.expires_at) = (Timestamp(NOW.0 - 60 * DAY), Timestamp(NOW.0 - 30 * DAY));
        phone.host.publish(&old, streams);
    };
    let refused = |result: Result<Refreshed, CatalogError>| {
        matches!(result, Err(CatalogError::Pack(PackError::Expired)))
    };
    // 2016, but the app was built later.
    let phone = Phone { now: Timestamp(NOW.0 - 3_650 * DAY), built_at: NOW, ..Phone::new() };
    expired(&phone);
    assert!(refused(phone.refresh().await));
    // 2016, and a newer catalog was seen since the app was built, of another market's even.
    let phone = Phone { now: Timestamp(NOW.0 - 3_650 * DAY), ..Phone::new() };
    expired(&phone);
    phone.vault.write(NEWEST, &Secret::new(NOW.0.to_string())).expect("written");
    assert!(refused(phone.refresh().await));
    // Nothing known: the phone's clock is all there is.
    let phone = Phone { now: Timestamp(NOW.0 - 3_650 * DAY), ..Phone::new() };
    expired(&phone);
    assert!(phone.refresh().await.is_ok());
    // What it took is its floor from then on.
    let phone = with_catalog();
    phone.refresh().await.expect("applies");
    let floor = phone.vault.read(NEWEST).expect("reads").expect("there");
    assert_eq!(floor.expose_str(), Some(NOW.0.to_string().as_str()));
}

#[tokio::test]
async fn a_catalog_of_a_moment_to_come_is_refused_and_raises_no_floor() {
    // The host's clock: Tue, 24 Nov 2026 12:00:00 GMT, which is NOW.
    let date = [("date", "Tue, 24 Nov 2026 12:00:00 GMT")];
    let of = |as_of: i64| {
        let phone = Phone::new();
        let streams = sealed(&columns(3), 3);
        let mut ahead = manifest(as_of as u64, 3, &streams);
        (ahead.as_of, ahead.expires_at) = (Timestamp(as_of), Timestamp(as_of + 30 * DAY));
        phone.host.publish_with(&ahead, streams, &date);
        phone
    };
    let phone = of(NOW.0 + DAY + 1);
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Pack(PackError::NotYet))), "{refused:?}");
    assert_eq!(refused.err().map(|error| error.code()), Some(Code::PackNotYet));
    assert_eq!(phone.vault.read(NEWEST), Ok(None));
    assert_eq!(phone.vault.read("manifest-version/http://127.0.0.1:9/DE/de"), Ok(None), "nor its version");
    assert!(of(NOW.0 + DAY).refresh().await.is_ok(), "a day is a time zone that went wrong");
    // A phone that is behind believes the host, not itself.
    let behind = Phone { now: Timestamp(NOW.0 - 400 * DAY), ..of(NOW.0) };
    assert!(behind.refresh().await.is_ok());
    // Without the host's clock, what lies ahead of ours is taken and is no floor.
    let phone = Phone::new();
    let streams = sealed(&columns(3), 3);
    let mut ahead = manifest(1, 3, &streams);
    (ahead.as_of, ahead.expires_at) = (Timestamp(NOW.0 + 900 * DAY), Timestamp(NOW.0 + 930 * DAY));
    phone.host.publish(&ahead, streams);
    assert!(phone.refresh().await.is_ok());
    assert_eq!(phone.vault.read(NEWEST), Ok(None));
}

#[tokio::test]
async fn a_manifest_lies_on_the_merchants_own_origin() {
    for elsewhere in [
        "https://cdn.example/packs/DE/de/manifest.twm",
        "http://127.0.0.1:10/packs/DE/de/manifest.twm",
        "//localhost:9/packs/DE/de/manifest.twm",
        "https://10.0.0.1/packs/DE/de/manifest.twm",
    ] {
        let phone = with_catalog();
        phone.host.discover(elsewhere);
        let refused = phone.refresh().await;
        assert!(matches!(refused, Err(CatalogError::Discovery)), "{elsewhere}: {refused:?}");
        assert_eq!(phone.host.asked_for("manifest.twm"), 0, "{elsewhere} was asked");
    }
}

#[tokio::test]
async fn addresses_in_a_pack_lead_to_no_place_of_ours() {
    let phone = Phone::new();
    let mut columns = columns(2);
    columns.text.link[0] = "https://192.168.1.1/router".into();
    columns.text.model[0] = "https://[fd00::1]/m.glb".into();
    columns.media.pictures[0] = vec![
        "https://10.0.0.1/i.png".into(),
        "https://shop.example/good.png".into(),
        "https://printer.local/i".into(),
    ];
    let streams = sealed(&columns, 2);
    phone.host.publish(&manifest(1, 2, &streams), streams);
    phone.refresh().await.expect("applies");
    let items = phone.catalog.all(&scope(), 0, 2).expect("reads");
    assert_eq!(items[0].link, WebUrl::parse(MERCHANT).expect("loopback"), "the shop's own front page");
    assert_eq!(items[0].model, None);
    let pictures: Vec<&str> = items[0].pictures.iter().map(|picture| picture.url.as_str()).collect();
    assert_eq!(pictures, ["https://shop.example/good.png"]);
    assert_eq!(items[1], item(1), "the others stay as they are");
}

#[tokio::test]
async fn words_in_a_pack_are_cleaned() {
    let phone = Phone::new();
    let mut columns = columns(3);
    columns.text.title[0] = "Lamp\u{202e}pmal\u{2069}\u{7} one\nline".into();
    columns.text.brand[0] = "\u{2066}Kiln\u{0}".into();
    columns.text.categories[0] = vec!["\u{202e}Light\u{200b}".into()];
    columns.text.description[0] = "First.\u{202b}\nSecond.".into();
    columns.text.options[0] =
        vec![("color".into(), "re\u{ad}d\u{2028}".into()), ("size".into(), "\u{200b}".into())];
    columns.text.title[1] = "\u{200b}\u{2060}\u{feff}".into();
    let streams = sealed(&columns, 3);
    phone.host.publish(&manifest(1, 3, &streams), streams);
    phone.refresh().await.expect("applies");
    let items = phone.catalog.all(&scope(), 0, 3).expect("reads");
    let first = &items[0];
    let all = [&first.title, &first.brand, &first.category[0], &first.description, &first.options[0].value];
    for text in all {
        let odd = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ad}')
        };
        assert!(!text.contains(odd), "{text:?}");
    }
    assert!(!first.title.contains('\n') && first.title.starts_with("Lamp"), "{:?}", first.title);
    assert_eq!((first.brand.as_str(), first.category[0].as_str()), ("Kiln", "Light"));
    assert_eq!(first.options.len(), 1, "an option of which nothing can be seen is none");
    assert_eq!(items[1].title, "lamp-1", "a title of which nothing can be seen is the item's id");
}
