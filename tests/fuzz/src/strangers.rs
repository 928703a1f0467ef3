//! What must hold of packs, pictures, answers, feeds, links, addresses and demands, whatever the bytes are.

use serde_json::Value;
use tradewind_commerce::constraint::{Constraint, Unmet, Why, equal};
use tradewind_connector_ucp::{any_answer, selected};
use tradewind_domain::address::{BuyerField, FieldFault};
use tradewind_domain::limits::PICTURE_PIXELS;
use tradewind_domain::{Buyer, Currency, Timestamp, WebUrl};
use tradewind_links::{Merchant, Source, read};
use tradewind_pack::columns::Columns;
use tradewind_pack::object::unpack;
use tradewind_pack::{Kind, PackError, Rows, StreamRef};
use tradewind_picture as picture;
use tradewind_publish::feed;
use tradewind_publish::row::Check;

/// The streams of a catalog one behind the other: how many rows, then each with its length before it; that of facts where
/// they say anything.
pub(crate) fn joined(columns: &Columns) -> Vec<u8> {
    let rows = u32::try_from(columns.text.id.len()).expect("proof: a few rows");
    let mut streams = vec![
        postcard::to_stdvec(&columns.text),
        postcard::to_stdvec(&columns.offers),
        postcard::to_stdvec(&columns.rank),
        postcard::to_stdvec(&columns.media),
    ];
    if columns.facts.say_anything() {
        streams.push(postcard::to_stdvec(&columns.facts));
    }
    let mut out = rows.to_le_bytes().to_vec();
    for stream in streams.into_iter().map(|stream| stream.expect("proof: columns are plain data")) {
        out.extend(u32::try_from(stream.len()).expect("proof: a few rows").to_le_bytes());
        out.extend(stream);
    }
    out
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (four, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*four))
}

/// A compressed object, or the streams of a catalog: no more comes out than is said, and every row that comes out is within
/// the limits of the format.
///
/// # Panics
/// Where that does not hold.
pub fn packs(bytes: &[u8]) -> &'static str {
    // What zstd begins with (RFC 8878 3.1.1).
    if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return object(bytes);
    }
    let mut rest = bytes;
    let Some(count) = number(&mut rest) else { return "short" };
    let mut stream = || {
        let length = (number(&mut rest).unwrap_or_default() as usize).min(rest.len());
        let (stream, after) = rest.split_at(length);
        rest = after;
        stream.to_vec()
    };
    let [text, offers, rank, media, facts] = std::array::from_fn(|_| stream());
    let rows = Rows::new(count, text, offers, rank, media);
    let rows = match rows.and_then(|rows| if facts.is_empty() { Ok(rows) } else { rows.with_facts(facts) }) {
        Ok(rows) => rows,
        Err(PackError::TooLarge(_)) => return "too large",
        Err(_) => return "refused",
    };
    let mut ranks = vec![false; rows.len() as usize];
    for row in rows.items(Currency::EUR) {
        let Ok((rank, item)) = row else { return "a bad row" };
        assert!(!std::mem::replace(&mut ranks[rank as usize], true), "rank {rank} twice");
        assert!(!item.title.is_empty() && item.title.chars().count() <= 150, "{item:?}");
        assert!(item.description.chars().count() <= 5_000 && item.pictures.len() <= 11, "{item:?}");
        assert!(item.category.len() <= 16 && item.offer.price.minor >= 0, "{item:?}");
        let facts = &item.facts;
        assert!(facts.mpn.as_ref().is_none_or(|mpn| mpn.chars().count() <= 70), "{item:?}");
        assert!([facts.lowest_30, facts.shipping].iter().flatten().all(|price| price.minor >= 0), "{item:?}");
        let odd = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!item.title.contains(odd) && !item.brand.contains(odd), "{item:?}");
    }
    assert!(ranks.iter().all(|seen| *seen));
    "taken"
}

fn object(bytes: &[u8]) -> &'static str {
    const SAID: u64 = 100_000;
    let stream = StreamRef {
        name: "text".into(),
        kind: Kind::Snapshot,
        from: None,
        object: String::new(),
        bytes: bytes.len() as u64,
        raw_bytes: SAID,
        rows: 1,
    };
    let mut sum = 0;
    let done = unpack(&stream, bytes, |piece| {
        sum += piece.len() as u64;
        Ok::<(), PackError>(())
    });
    assert!(sum <= SAID, "{sum} bytes came out");
    assert_eq!(done.is_ok(), sum == SAID && done.is_ok());
    if done.is_ok() { "taken" } else { "refused" }
}

/// A picture: what comes out is as large as was asked for, and no larger than a phone takes.
///
/// # Panics
/// Where that does not hold.
pub fn pictures(bytes: &[u8]) -> &'static str {
    let head = picture::head(bytes);
    let decoded = picture::decode_fitted(bytes, 48, 64);
    match (head, decoded) {
        (Ok(head), Ok(picture)) => {
            assert!(u64::from(head.size.0) * u64::from(head.size.1) <= PICTURE_PIXELS);
            assert!((1..=48).contains(&picture.width()) && (1..=64).contains(&picture.height()));
            assert!(picture.width() <= head.size.0 && picture.height() <= head.size.1);
            "taken"
        }
        (Ok(_), Err(_)) => "broken",
        (Err(_), decoded) => {
            assert!(decoded.is_err(), "decoded what was refused");
            "refused"
        }
    }
}

/// An answer of a merchant: the kind it can be read as.
///
/// # Panics
/// Where reading does.
pub fn answers(bytes: &[u8]) -> &'static str {
    any_answer(bytes, &merchant(), Timestamp(1_795_521_600_000))
}

/// A feed and all its rows.
///
/// # Panics
/// Where an item was taken that is none.
pub fn feeds(bytes: &[u8]) -> &'static str {
    let Ok(feed) = feed::read(bytes) else { return "refused" };
    let mut taken = "no good row";
    for row in feed.rows.iter().take(50) {
        if let Some(good) = Check::new("feed", row).item() {
            assert!(good.item.title.chars().count() <= 150 && good.item.offer.price.minor >= 0, "{good:?}");
            assert!(good.item.pictures.len() <= 11 && good.item.category.len() <= 8, "{good:?}");
            taken = "taken";
        }
    }
    taken
}

/// A link into the app, and the same text as an address that a merchant names.
///
/// # Panics
/// Where a merchant names a place that is none of its business.
pub fn links(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let shop = merchant();
    if let Ok(url) = WebUrl::parse_named_by(&text, &shop) {
        assert!(!url.is_loopback() && url.url().scheme() == "https", "{url}");
        let private = url.url().host_str().is_some_and(|host| {
            ["10.", "127.", "192.168.", "169.254.", "[fe80:", "[::1]", "localhost"]
                .iter()
                .any(|p| host.starts_with(p))
                && url.url().domain().is_none_or(|domain| domain == "localhost")
        });
        assert!(!private, "{url}");
        assert_eq!(WebUrl::parse_named_by(url.as_str(), &shop).as_ref(), Ok(&url), "reads as itself");
    }
    // As the app reads it.
    match read(&text, Source::Tap, &Merchant::new(shop).with_pages_elsewhere(true), Timestamp(0)) {
        Ok(_) => "taken",
        Err(error) => error.code().as_str(),
    }
}

/// Lines are what a person types, each into a field of the form; the first is the country.
///
/// # Panics
/// Where a field keeps what it should not.
pub fn addresses(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let form = BuyerField::form(lines.next().unwrap_or_default());
    let mut buyer = Buyer::default();
    let mut refused = 0;
    for (line, (field, _)) in lines.zip(form.iter().chain([&(BuyerField::Email, true)])) {
        match buyer.set(*field, line) {
            Ok(()) => {
                let kept = buyer.field(*field);
                assert!(kept.chars().count() <= 400 && !kept.contains(char::is_control), "{kept:?}");
            }
            Err(_) => refused += 1,
        }
    }
    for (field, fault) in buyer.faults() {
        assert_eq!(buyer.field(field).is_empty(), fault == FieldFault::Missing, "{field:?}");
    }
    assert!(buyer.tidied().lines().iter().all(|line| !line.contains(char::is_control)));
    if refused == 0 { "taken" } else { "refused" }
}

/// A demand of a merchant: read, it is written as it was, is met or not the same way each time, and what it requires is missing
/// in an object without members.
///
/// # Panics
/// Where that does not hold.
pub fn constraint(bytes: &[u8]) -> &'static str {
    let Ok(raw) = serde_json::from_slice::<Value>(bytes) else { return "not JSON" };
    let Some(constraint) = Constraint::parse(&raw) else { return "refused" };
    let written = Value::from(constraint.clone());
    assert_eq!(Constraint::parse(&written).as_ref(), Some(&constraint), "{written}");
    assert!(equal(&written, &raw), "{written} of {raw}");
    let nothing = Value::Object(serde_json::Map::new());
    for object in [&raw, &nothing, &raw["properties"], &Value::Null] {
        assert_eq!(constraint.unmet(object), constraint.unmet(object));
    }
    for name in ["required", "properties", "credential", "type"] {
        let missing = Unmet { at: vec![name.to_owned()], why: Why::Missing };
        let plainly = raw["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        assert_eq!(constraint.unmet(&nothing).contains(&missing), plainly);
        assert!(!plainly || constraint.requires(&[name]));
        let _ = constraint.allowed(&[name, "type"]);
    }
    "taken"
}

/// A query in the first line, asked of the JSON behind it: what is read finds no more than it may look at, and the same each
/// time.
///
/// # Panics
/// Where that does not hold.
pub fn jsonpath(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let (query, document) = text.split_once('\n').unwrap_or((&text, "{}"));
    let document = serde_json::from_str(document).unwrap_or(Value::Null);
    let found = selected(query, &document);
    if let Some(found) = &found {
        assert!(found.len() <= 2_001 && query.starts_with('$') && query.len() <= 512, "{query}");
    }
    assert_eq!(found, selected(query, &document));
    if found.is_some() { "taken" } else { "not read" }
}

fn merchant() -> WebUrl {
    WebUrl::parse("https://shop.example/").expect("proof: https")
}
