//! A merchant's rules of trade: taken with the catalog, kept for a phone without a network, and never a reason to have no catalog.

mod world;

use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogError, CatalogOptions, Refreshed};
use tradewind_domain::{Code, Timestamp};
use tradewind_pack::object::{Sealed, seal_raw};
use tradewind_pack::{PackError, RULES};
use tradewind_ports::{NoFailPoint, Vault};
use tradewind_trade::{Day, MAX_COMPILED};
use world::{DAY, NOW, Phone, columns, item, manifest, open, scope, sealed};

/// Rules of no place at all: what they say is nothing to the catalog. `NOW` is the 24th of November 2026.
fn table(as_of: &str) -> Vec<u8> {
    tradewind_trade::write(&[], &[], Day::parse(as_of).expect("a day")).expect("compiles")
}

fn object(raw: &[u8]) -> Sealed {
    seal_raw(RULES, raw, 0).expect("seals")
}

/// A catalog of three items with these rules.
fn offer(phone: &Phone, version: u64, rules: Option<Sealed>) {
    let mut streams = sealed(&columns(3), 3);
    streams.extend(rules);
    let signed = manifest(version, 3, &streams);
    phone.host.publish_with(&signed, streams, &[("etag", "\"1\"")]);
}

/// The day of the rules that are kept, and what is said of those that are not.
fn kept(phone: &Phone) -> (Option<String>, Option<Code>) {
    let kept = phone.catalog.rules().expect("reads");
    (kept.table.map(|one| one.rules.as_of().to_string()), kept.refused)
}

fn day(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn etag(phone: &Phone) -> Option<String> {
    let db = rusqlite::Connection::open(phone.path("catalog.sqlite")).expect("opens");
    db.query_row("SELECT etag FROM scope", [], |row| row.get(0)).expect("a scope")
}

#[tokio::test]
async fn rules_come_once_and_are_there_without_a_network_afterwards() {
    let phone = Phone::new();
    let rules = object(&table("2026-11-20"));
    let name = rules.stream.object.clone();
    offer(&phone, 1, Some(rules.clone()));
    assert_eq!(kept(&phone), (None, None));
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { version: 1, items: 3 })));
    assert_eq!(kept(&phone), (day("2026-11-20"), None));
    assert_eq!(phone.catalog.rules().expect("reads").table.map(|one| one.object), Some(name.clone()));
    assert_eq!(etag(&phone).as_deref(), Some("\"1\""));
    // The same manifest, and another one that names the same rules.
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Unchanged)));
    offer(&phone, 2, Some(rules));
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { version: 2, .. })));
    assert_eq!(phone.host.asked_for(&name), 1, "what is here is not fetched again");
    // Another start of the app, and nobody answers.
    let later =
        Phone { catalog: open(phone.folder.path(), &phone.repairs, Arc::new(NoFailPoint)), ..Phone::new() };
    assert_eq!(kept(&later), (day("2026-11-20"), None));
    // Newer ones take their place; of the same day, too: the manifest is the newer one.
    offer(&phone, 3, Some(object(&table("2026-11-24"))));
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-24"), None));
}

/// CRC-32 of IEEE 802.3 behind a body, as compiled rules have it.
fn checked(mut body: Vec<u8>) -> Vec<u8> {
    let sum = body.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 },
        )
    });
    body.extend_from_slice(&(!sum).to_le_bytes());
    body
}

/// Good rules with one byte of them changed, and the checksum made good again.
fn changed(as_of: &str, at: usize, to: u8) -> Vec<u8> {
    let mut body = table(as_of);
    body.truncate(body.len() - 4);
    body[at] = to;
    checked(body)
}

/// What a merchant may sign, or a host send, and what is said of it; whether the same object is asked for again.
fn bad() -> Vec<(&'static str, Sealed, Vec<u8>, Code, bool)> {
    let good = object(&table("2026-11-22"));
    let of = |name, sealed: Sealed, code, again| {
        let bytes = sealed.bytes.clone();
        (name, sealed, bytes, code, again)
    };
    let sent = |name, bytes: Vec<u8>| (name, good.clone(), bytes, Code::RulesTampered, true);
    let mut flipped = good.bytes.clone();
    flipped[9] ^= 4;
    // Ten megabytes of nothing are a kilobyte when packed: what the manifest says of them is enough.
    let huge = object(&vec![0; 10 << 20]);
    let mut bomb = huge.clone();
    bomb.stream.raw_bytes = MAX_COMPILED as u64;
    let mut short = good.clone();
    short.stream.raw_bytes += 1;
    vec![
        sent("other bytes", flipped),
        sent("cut", good.bytes[..good.bytes.len() - 1].to_vec()),
        sent("longer", [good.bytes.as_slice(), b"x"].concat()),
        sent("nothing", Vec::new()),
        of("ten megabytes", huge, Code::RulesTampered, false),
        of("a bomb", bomb, Code::RulesTampered, true),
        of("shorter than it says", short, Code::RulesTampered, true),
        of("as much as there may be", object(&vec![7; MAX_COMPILED]), Code::RulesTampered, false),
        of("no rules", object(b"place = \"DE\""), Code::RulesTampered, false),
        of("cut before it was signed", object(&table("2026-11-22")[..9]), Code::RulesTampered, false),
        of("another kind of file", object(&changed("2026-11-22", 0, b'X')), Code::RulesTampered, false),
        of(
            "a newer format",
            object(&changed("2026-11-22", 4, tradewind_trade::FORMAT + 1)),
            Code::RulesFormat,
            false,
        ),
        of("older", object(&table("2026-11-20")), Code::RulesOlder, false),
        of("two days ahead", object(&table("2026-11-26")), Code::RulesNotYet, true),
        of("the last day there is", object(&table("9999-12-31")), Code::RulesNotYet, true),
    ]
}

#[tokio::test]
async fn bad_rules_have_their_code_and_cost_neither_the_catalog_nor_the_rules_of_before() {
    for (name, sealed, bytes, code, again) in bad() {
        let phone = Phone::new();
        offer(&phone, 1, Some(object(&table("2026-11-21"))));
        phone.refresh().await.expect("applies");
        let path = format!("/packs/objects/{}", sealed.stream.object);
        offer(&phone, 2, Some(sealed.clone()));
        phone.host.answer(&path, 200, &[], bytes);
        let refreshed = phone.refresh().await;
        assert!(
            matches!(refreshed, Ok(Refreshed::Applied { version: 2, items: 3 })),
            "{name}: {refreshed:?}"
        );
        assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [item(0)], "{name}");
        assert_eq!(kept(&phone), (day("2026-11-21"), Some(code)), "{name}");
        assert_eq!(etag(&phone), None, "{name}: the manifest is read again");
        let asked = phone.host.asked_for(&sealed.stream.object);
        assert!(matches!(phone.refresh().await, Ok(Refreshed::Unchanged)), "{name}");
        let more = phone.host.asked_for(&sealed.stream.object) - asked;
        assert_eq!(more, usize::from(again), "{name}");
        assert_eq!(kept(&phone), (day("2026-11-21"), Some(code)), "{name}");
        // The next ones are good, and nothing is said any more.
        offer(&phone, 3, Some(object(&table("2026-11-23"))));
        phone.refresh().await.expect("applies");
        assert_eq!((kept(&phone), etag(&phone).is_some()), ((day("2026-11-23"), None), true), "{name}");
    }
}

#[tokio::test]
async fn rules_that_did_not_come_are_fetched_by_the_next_refresh_though_nothing_else_changed() {
    let rules = object(&table("2026-11-20"));
    let path = format!("/packs/objects/{}", rules.stream.object);
    for (status, said) in [(503, None), (404, Some(Code::RulesTampered)), (302, None)] {
        let phone = Phone::new();
        offer(&phone, 1, Some(rules.clone()));
        phone.host.answer(&path, status, &[], "");
        assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { .. })), "{status}");
        assert_eq!((kept(&phone), etag(&phone)), ((None, said), None), "{status}");
        phone.host.answer(&path, 200, &[], rules.bytes.clone());
        assert!(matches!(phone.refresh().await, Ok(Refreshed::Unchanged)), "{status}");
        assert_eq!((kept(&phone), etag(&phone).is_some()), ((day("2026-11-20"), None), true), "{status}");
    }
}

#[tokio::test]
async fn rules_older_than_those_of_the_app_are_refused() {
    let phone = Phone::new();
    let options = CatalogOptions { rules_as_of: Day::parse("2026-11-22").ok(), ..CatalogOptions::default() };
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = Catalog::open(folder.path(), "http://127.0.0.1:9", &options, Arc::new(NoFailPoint));
    let phone = Phone { catalog: catalog.expect("opens"), ..phone };
    offer(&phone, 1, Some(object(&table("2026-11-21"))));
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { .. })));
    assert_eq!(kept(&phone), (None, Some(Code::RulesOlder)));
    offer(&phone, 2, Some(object(&table("2026-11-22"))));
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-22"), None));
}

#[tokio::test]
async fn rules_of_the_year_9999_lock_out_nothing() {
    // A phone whose clock stood at 9999-12-31 took them.
    let phone = Phone { now: Timestamp(253_402_214_400_000), ..Phone::new() };
    let mut streams = sealed(&columns(3), 3);
    streams.push(object(&table("9999-12-31")));
    let mut signed = manifest(1, 3, &streams);
    signed.expires_at = Timestamp(phone.now.0 + DAY);
    phone.host.publish(&signed, streams);
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("9999-12-31"), None));
    // Its clock is right again: rules of today are newer than those, which nobody may use yet.
    let phone = Phone { now: NOW, ..phone };
    offer(&phone, 2, Some(object(&table("2026-11-24"))));
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-24"), None));
    // A day ahead is another time zone.
    offer(&phone, 3, Some(object(&table("2026-11-25"))));
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-25"), None));
    // A host that says that it is the year 9999 is not believed: this phone's today counts.
    let date = [("date", "Fri, 31 Dec 9999 00:00:00 GMT")];
    let mut streams = sealed(&columns(3), 3);
    streams.push(object(&table("9999-12-30")));
    phone.host.publish_with(&manifest(4, 3, &streams), streams, &date);
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-25"), Some(Code::RulesNotYet)));
}

#[tokio::test]
async fn a_merchant_that_takes_its_rules_back_leaves_none_here() {
    let phone = Phone::new();
    offer(&phone, 1, Some(object(&table("2026-11-20"))));
    phone.refresh().await.expect("applies");
    // A version that another key signed, or an older one, takes nothing back.
    let streams = sealed(&columns(3), 3);
    let forged = manifest(2, 3, &streams).sign(&[[7; 32]]).expect("signs");
    phone.host.answer("/packs/DE/de/manifest.twm", 200, &[], forged);
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Pack(PackError::Signature))), "{refused:?}");
    phone.host.publish(&manifest(0, 3, &streams), streams);
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Pack(PackError::Rollback))), "{refused:?}");
    assert_eq!(kept(&phone), (day("2026-11-20"), None));
    offer(&phone, 3, None);
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (None, None));
    // And publishes others, of whatever day.
    offer(&phone, 4, Some(object(&table("2026-11-01"))));
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-01"), None));
}

#[tokio::test]
async fn an_older_catalog_of_before_brings_no_older_rules_back() {
    let phone = Phone::new();
    let before = object(&table("2026-11-01"));
    offer(&phone, 5, Some(object(&table("2026-11-20"))));
    phone.refresh().await.expect("applies");
    let vault = phone.vault.clone();
    // The cache is gone, and the host serves what was signed weeks ago.
    let phone = Phone { vault, ..Phone::new() };
    offer(&phone, 4, Some(before));
    let refused = phone.refresh().await;
    assert!(matches!(refused, Err(CatalogError::Pack(PackError::Rollback))), "{refused:?}");
    assert_eq!(kept(&phone), (None, None));
}

#[tokio::test]
async fn one_merchants_rules_are_never_anothers() {
    let phone = Phone::new();
    offer(&phone, 1, Some(object(&table("2026-11-20"))));
    phone.refresh().await.expect("applies");
    let options = CatalogOptions::default();
    let other = Catalog::open(phone.folder.path(), "http://127.0.0.1:8", &options, Arc::new(NoFailPoint));
    let kept_there = other.expect("opens").rules().expect("reads");
    assert!(kept_there.table.is_none() && kept_there.refused.is_none());
    // Swapped on the host: the bytes are not what this merchant signed.
    let (own, foreign) = (object(&table("2026-11-23")), object(&table("2026-11-22")));
    offer(&phone, 2, Some(own.clone()));
    phone.host.answer(&format!("/packs/objects/{}", own.stream.object), 200, &[], foreign.bytes);
    phone.refresh().await.expect("applies");
    assert_eq!(kept(&phone), (day("2026-11-20"), Some(Code::RulesTampered)));
    // The other merchant's manifest, whole: another key.
    let mut streams = sealed(&columns(3), 3);
    streams.push(object(&table("2026-11-24")));
    let signed = manifest(9, 3, &streams).sign(&[[9; 32]]).expect("signs");
    phone.host.publish(&manifest(9, 3, &streams), streams);
    phone.host.answer("/packs/DE/de/manifest.twm", 200, &[], signed);
    assert!(matches!(phone.refresh().await, Err(CatalogError::Pack(PackError::Signature))));
    assert_eq!(kept(&phone).0, day("2026-11-20"));
}

#[tokio::test]
async fn rules_that_rot_on_the_phone_are_fetched_again_and_erased_with_all_else() {
    let phone = Phone::new();
    offer(&phone, 1, Some(object(&table("2026-11-20"))));
    phone.refresh().await.expect("applies");
    let db = rusqlite::Connection::open(phone.path("catalog.sqlite")).expect("opens");
    assert_eq!(db.execute("UPDATE rules SET body = x'5457545201ff'", []).expect("written"), 1);
    drop(db);
    assert_eq!(kept(&phone), (None, None));
    assert_eq!(phone.catalog.all(&scope(), 0, 1).expect("reads"), [item(0)], "the catalog stays");
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Unchanged)));
    assert_eq!(kept(&phone), (day("2026-11-20"), None));
    let vault: Arc<dyn Vault> = phone.vault.clone();
    phone.catalog.erase(&*vault).expect("erases");
    assert_eq!(kept(&phone), (None, None));
}
