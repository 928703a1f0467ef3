//! The format as a phone meets it: good packs open, and each way of being bad has its own error.

use tradewind_domain::{
    Availability, Currency, Facts, GroupId, Item, ItemId, Language, Market, Money, Offer, OptionValue,
    Picture, Scope, Timestamp, WebUrl,
};
use tradewind_pack::columns::Columns;
use tradewind_pack::{DEVELOPMENT_SEED, Expected, Kind, Manifest, PackError, StreamRef, object, public_key};

fn item(n: u32) -> Item {
    Item {
        id: ItemId::parse(format!("mug-{n}")).expect("a good id"),
        group: Some(GroupId::parse("mug").expect("a good id")),
        title: format!("Mug {n}"),
        description: "Thrown by hand.".into(),
        brand: "Kiln & Co".into(),
        category: vec!["Kitchen".into(), "Cups".into()],
        options: vec![OptionValue { name: "color".into(), value: "indigo".into() }],
        link: WebUrl::parse(&format!("https://shop.example/p/mug-{n}")).expect("https"),
        pictures: vec![Picture {
            url: WebUrl::parse("https://shop.example/m.webp").expect("https"),
            thumbhash: Some(vec![1, 2, 3]),
        }],
        model: None,
        weight_grams: Some(420),
        hs_code: Some("691200".into()),
        origin: Some("PT".into()),
        offer: Offer {
            price: Money::new(3490, Currency::EUR),
            sale: None,
            availability: Availability::InStock,
            stock: Some(n),
        },
        facts: Facts::default(),
    }
}

fn columns() -> Columns {
    let mut columns = Columns::default();
    (0..5).for_each(|n| columns.push(&item(n)));
    columns
}

fn scope() -> Scope {
    Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") }
}

fn manifest(streams: Vec<StreamRef>) -> Manifest {
    Manifest {
        format: 1,
        min_app: 1,
        merchant: "Seed".into(),
        seller: None,
        market: scope().market,
        language: scope().language,
        currency: Currency::EUR,
        version: 7,
        as_of: Timestamp(1_000),
        expires_at: Timestamp(9_000),
        items: 5,
        streams,
    }
}

fn open(bytes: &[u8], change: impl FnOnce(&mut Expected<'_>)) -> Result<Manifest, PackError> {
    let (key, scope) = (public_key(&DEVELOPMENT_SEED), scope());
    let mut expected = Expected { key: &key, scope: &scope, highest_seen: Some(7), now: Timestamp(2_000) };
    change(&mut expected);
    Manifest::open(bytes, &expected)
}

#[test]
fn what_is_sealed_opens_to_the_same_items() {
    let columns = columns();
    let text = object::seal("text", &columns.text, 5).expect("seals");
    let offers = object::seal("offers", &columns.offers, 5).expect("seals");
    let manifest = manifest(vec![text.stream.clone(), offers.stream.clone()]);
    let signed = manifest.sign(&[[9; 32], DEVELOPMENT_SEED]).expect("signs");
    assert_eq!(open(&signed, |_| {}).as_ref(), Ok(&manifest));

    let back = Columns {
        text: object::read(&object::open(&text.stream, &text.bytes).expect("opens")).expect("reads"),
        offers: object::read(&object::open(&offers.stream, &offers.bytes).expect("opens")).expect("reads"),
        ..columns.clone()
    };
    assert_eq!(back.check(5), Ok(()));
    for n in 0..5 {
        assert_eq!(back.item(n as usize, Currency::EUR), Ok(item(n)));
    }
}

#[test]
fn every_changed_byte_of_a_manifest_is_noticed() {
    let signed = manifest(Vec::new()).sign(&[DEVELOPMENT_SEED]).expect("signs");
    for at in 0..signed.len() - 1 {
        let mut bad = signed.clone();
        bad[at] ^= 1;
        assert_eq!(open(&bad, |_| {}).err(), Some(PackError::Signature), "byte {at}");
    }
    for length in 0..signed.len() - 1 {
        assert_eq!(open(&signed[..length], |_| {}).err(), Some(PackError::Signature), "cut at {length}");
    }
}

#[test]
fn a_good_signature_is_not_enough() {
    let sign = |manifest: &Manifest| manifest.sign(&[DEVELOPMENT_SEED]).expect("signs");
    let good = sign(&manifest(Vec::new()));
    let other = Scope { market: Market::parse("JP").expect("JP"), ..scope() };
    assert_eq!(open(&good, |e| e.key = &[3; 32]).err(), Some(PackError::Signature));
    assert_eq!(open(&good, |e| e.highest_seen = Some(8)).err(), Some(PackError::Rollback));
    assert_eq!(open(&good, |e| e.now = Timestamp(9_000)).err(), Some(PackError::Expired));
    let (key, now) = (public_key(&DEVELOPMENT_SEED), Timestamp(2_000));
    let expected = Expected { key: &key, scope: &other, highest_seen: None, now };
    assert_eq!(Manifest::open(&good, &expected).err(), Some(PackError::WrongScope));
    let mut newer = manifest(Vec::new());
    newer.format = 2;
    assert_eq!(open(&sign(&newer), |_| {}).err(), Some(PackError::Format("format version")));
    let mut locked = manifest(Vec::new());
    locked.min_app = 2;
    assert_eq!(open(&sign(&locked), |_| {}).err(), Some(PackError::AppTooOld));
    let huge = vec![b'x'; 65 << 10];
    assert_eq!(open(&huge, |_| {}).err(), Some(PackError::TooLarge("manifest")));
}

#[test]
fn every_changed_or_missing_byte_of_an_object_is_noticed() {
    let sealed = object::seal("text", &columns().text, 5).expect("seals");
    for at in 0..sealed.bytes.len() {
        let mut bad = sealed.bytes.clone();
        bad[at] ^= 0x40;
        assert_eq!(object::open(&sealed.stream, &bad), Err(PackError::Tampered("hash")));
        assert_eq!(object::open(&sealed.stream, &bad[..at]), Err(PackError::Tampered("length")));
    }
}

#[test]
fn a_bomb_stops_at_the_size_the_manifest_states() {
    let mut sealed = object::seal("text", &vec![0_u8; 10_000_000], 5).expect("seals");
    sealed.stream.raw_bytes = 1_000;
    assert_eq!(object::open(&sealed.stream, &sealed.bytes), Err(PackError::Tampered("compression")));
}

#[test]
fn streams_and_kinds_that_come_later_are_ignored() {
    let text = object::seal("text", &columns().text, 5).expect("seals").stream;
    let review = StreamRef { name: "reviews".into(), ..text.clone() };
    let delta = StreamRef { kind: Kind::Delta, from: Some(3), ..text.clone() };
    let signed = manifest(vec![review, delta, text.clone()]).sign(&[DEVELOPMENT_SEED]).expect("signs");
    let opened = open(&signed, |_| {}).expect("opens");
    assert_eq!(opened.snapshot("text"), Ok(&text));

    // A kind and a field that no reader of today knows, signed by the publisher of tomorrow.
    let json =
        String::from_utf8(signed.split(|b| *b == b'\n').next().expect("a line").to_vec()).expect("utf-8");
    let later = json.replace("\"delta\"", "\"patch\"").replace("\"min_app\"", "\"later\":[1],\"min_app\"");
    let key = ed25519_dalek::SigningKey::from_bytes(&DEVELOPMENT_SEED);
    let signature = ed25519_dalek::Signer::sign(&key, later.as_bytes());
    let hex = |bytes: &[u8]| tradewind_domain::hex::to_hex(bytes);
    let file = format!("{later}\n{} {}\n", hex(key.verifying_key().as_bytes()), hex(&signature.to_bytes()));
    assert_eq!(open(file.as_bytes(), |_| {}).expect("opens").snapshot("text"), Ok(&text));
}

#[test]
fn hostile_rows_are_refused_without_a_panic() {
    type Change = fn(&mut Columns);
    let cases: [(&str, Change); 10] = [
        ("row count", |c| c.text.title.truncate(3)),
        ("rank", |c| c.rank.rank[1] = 0),
        ("rank", |c| c.rank.rank[1] = 99),
        ("title", |c| c.text.title[0] = "x".repeat(151)),
        ("id", |c| c.text.id[0] = String::new()),
        ("link", |c| c.text.link[0] = "http://evil.example/".into()),
        ("category", |c| c.text.category[0] = 9),
        ("offer", |c| c.offers.availability[0] = 4),
        ("offer", |c| c.offers.price[0] = -1),
        ("pictures", |c| c.media.pictures[0] = vec!["https://a.example/".into(); 12]),
    ];
    for (what, change) in cases {
        let mut bad = columns();
        change(&mut bad);
        let result = bad.check(5).and_then(|()| bad.item(0, Currency::EUR));
        assert_eq!(result.err(), Some(PackError::Tampered(what)));
    }
}

#[test]
fn mutated_columns_never_panic() {
    let raw = {
        let sealed = object::seal("text", &columns().text, 5).expect("seals");
        object::open(&sealed.stream, &sealed.bytes).expect("opens")
    };
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..20_000 {
        let mut bad = raw.clone();
        let at = next() % bad.len();
        bad[at] = next() as u8;
        bad.truncate(bad.len() - next() % 3);
        if let Ok(text) = object::read::<tradewind_pack::TextColumns>(&bad) {
            let columns = Columns { text, ..columns() };
            if columns.check(5).is_ok() {
                let _ = columns.item(0, Currency::EUR);
            }
        }
    }
}

/// Format 1 as the first release wrote it. This file must open for ever.
#[test]
fn the_golden_manifest_opens() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let columns = columns();
    let text = object::seal("text", &columns.text, 5).expect("seals");
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("text.object"), &text.bytes).expect("written");
        let signed = manifest(vec![text.stream.clone()]).sign(&[DEVELOPMENT_SEED]).expect("signs");
        std::fs::write(folder.join("manifest.twm"), signed).expect("written");
    }
    let bytes = std::fs::read(folder.join("manifest.twm")).expect("the golden file is committed");
    let opened = open(&bytes, |_| {}).expect("opens");
    let object = std::fs::read(folder.join("text.object")).expect("the golden file is committed");
    let raw = object::open(opened.snapshot("text").expect("named"), &object).expect("opens");
    assert_eq!(object::read::<tradewind_pack::TextColumns>(&raw).expect("reads"), columns.text);
}
