//! Streams as hosts send them, cut anywhere, and what each event says.

use super::*;
use tradewind_domain::Currency;

fn decode(stream: &str) -> Vec<Received> {
    EventDecoder::new().feed(stream.as_bytes())
}

fn one(kind: &str, data: &str) -> LiveEvent {
    match decode(&format!("event: {kind}\ndata: {data}\n\n")).pop() {
        Some(Received::Event { event, .. }) => event,
        other => panic!("{other:?}"),
    }
}

fn cue(id: &str, seq: u64, content: Content) -> LiveEvent {
    let id = CueId::parse(id).expect("an id");
    LiveEvent::Pinned(Cue { id, from: Timestamp(5), until: None, seq, content })
}

#[test]
fn each_kind_says_what_it_says() {
    let mug = ItemId::parse("mug").expect("an id");
    let price = Money::new(999, Currency::EUR);
    let card = Card {
        item: mug.clone(),
        title: Some("Mug".into()),
        price: Some(price),
        stock: Some(3),
        proof: None,
    };
    assert_eq!(
        one(
            "card-pinned",
            r#"{"seq":1,"at":5,"id":"c1","item":"mug","title":" Mug\u202e","price":{"minor":999,"currency":"EUR"},"stock":3,"new":[]}"#
        ),
        cue("c1", 1, Content::Card(card))
    );
    let comment = Comment { author: None, text: "Hi".into() };
    assert_eq!(
        one("comment-pinned", r#"{"seq":2,"at":5,"id":"t1","text":"Hi"}"#),
        cue("t1", 2, Content::Comment(comment))
    );
    let id = CueId::parse("c1").expect("an id");
    for (written, reason) in [
        ("", None),
        (r#","reason":"oversold""#, Some(EndReason::Oversold)),
        (r#","reason":"withdrawn""#, Some(EndReason::Withdrawn)),
        (r#","reason":"rain""#, None),
        (r#","reason":[7]"#, None),
        (r#","reason":null"#, None),
    ] {
        assert_eq!(
            one("unpinned", &format!(r#"{{"seq":3,"at":9,"id":"c1"{written}}}"#)),
            LiveEvent::Unpinned { id: id.clone(), at: Timestamp(9), seq: 3, reason },
            "{written}"
        );
    }
    assert_eq!(
        one("price-changed", r#"{"seq":4,"at":9,"item":"mug","price":{"minor":999,"currency":"EUR"}}"#),
        LiveEvent::Price { item: mug.clone(), price, at: Timestamp(9), seq: 4 }
    );
    assert_eq!(
        one("stock-changed", r#"{"seq":5,"at":9,"item":"mug","stock":0}"#),
        LiveEvent::Stock { item: mug, stock: 0, at: Timestamp(9), seq: 5 }
    );
    assert_eq!(one("session-over", r#"{"seq":6,"at":9}"#), LiveEvent::Over { at: Timestamp(9), seq: 6 });
    assert_eq!(one("begins-after", r#"{"seq":7}"#), LiveEvent::BeginsAfter { seq: 7 });
    assert_eq!(one("heartbeat", r#"{"now":8}"#), LiveEvent::Heartbeat { now: Timestamp(8) });
}

#[test]
fn what_is_not_known_or_not_right_is_passed_over_with_its_number() {
    for (kind, data, seq) in [
        ("confetti", r#"{"seq":4}"#, Some(4)),
        ("card-pinned", r#"{"seq":4,"at":5,"id":"c 1","item":"mug"}"#, Some(4)),
        (
            "card-pinned",
            r#"{"seq":4,"at":5,"id":"c1","item":"mug","price":{"minor":1,"currency":"XXX"}}"#,
            Some(4),
        ),
        ("hold-offered", r#"{"seq":4,"at":5,"id":"h1","hold":{}}"#, Some(4)),
        ("comment-pinned", r#"{"seq":4,"at":5,"id":"t1","text":" "}"#, Some(4)),
        ("heartbeat", "{}", None),
        ("begins-after", "{}", None),
        ("unpinned", r#"{"seq":-4}"#, None),
        ("unpinned", "not JSON", None),
        ("", "[]", None),
    ] {
        assert_eq!(one(kind, data), LiveEvent::Unknown { seq }, "{kind} {data}");
    }
}

#[test]
fn a_price_of_nothing_or_less_is_none_and_its_number_counts() {
    for minor in [0, -1, i64::MIN] {
        let price = format!(r#""item":"mug","price":{{"minor":{minor},"currency":"EUR"}}"#);
        for (kind, data) in [
            ("card-pinned", format!(r#"{{"seq":4,"at":5,"id":"c1",{price}}}"#)),
            ("price-changed", format!(r#"{{"seq":4,"at":5,{price}}}"#)),
        ] {
            assert_eq!(
                decode(&format!("id: a\nevent: {kind}\ndata: {data}\n\n")),
                [
                    Received::Unreadable(EventError::NoPrice),
                    Received::Event { id: Some("a".into()), event: LiveEvent::Unknown { seq: Some(4) } },
                ],
                "{kind} {minor}"
            );
        }
    }
    assert_eq!(EventError::NoPrice.code(), Code::MerchantGarbage);
    // One that is said to be unknown is not known here, and nothing is wrong with it.
    let unknown = one("price-changed", r#"{"seq":4,"at":9,"item":"mug","price":null}"#);
    assert_eq!(unknown, LiveEvent::Unknown { seq: Some(4) });
}

#[test]
fn a_stream_may_be_cut_anywhere() {
    let stream = "\u{feff}: hello\r\nretry: 2500\r\rid: a-1\nevent: heartbeat\ndata: {\"now\":\ndata: 1}\n\n:\n\nid: b\u{0}\nevent:session-over\r\n\
                  data:{\"seq\":1,\"at\":2}\r\n\r\nid: caf\u{e9}\ndata: {}\n\nid\ndata: {\"seq\":9}\n\nevent: heartbeat\ndata: {\"now\":3}\n";
    let event = |id: Option<&str>, event| Received::Event { id: id.map(str::to_owned), event };
    let whole = decode(stream);
    assert_eq!(
        whole,
        [
            Received::Retry(Duration::from_millis(2_500)),
            event(Some("a-1"), LiveEvent::Heartbeat { now: Timestamp(1) }),
            event(Some("a-1"), LiveEvent::Over { at: Timestamp(2), seq: 1 }),
            event(None, LiveEvent::Unknown { seq: None }),
            event(None, LiveEvent::Unknown { seq: Some(9) }),
        ],
        "the last is not finished"
    );
    for size in 1..20 {
        let mut decoder = EventDecoder::new();
        let cut: Vec<Received> =
            stream.as_bytes().chunks(size).flat_map(|chunk| decoder.feed(chunk)).collect();
        assert_eq!(cut, whole, "cut into {size}");
    }
}

#[test]
fn what_is_too_large_costs_itself_alone() {
    let large = "x".repeat(EVENT_BYTES);
    let stream = format!(
        "data: {large}y\n\ndata: {{\"seq\":2}}\n\nid: {large}\ndata: {{\"seq\":3}}\n\nretry: 4000000\n\n"
    );
    assert_eq!(
        decode(&stream),
        [
            Received::Unreadable(EventError::TooLarge),
            Received::Event { id: None, event: LiveEvent::Unknown { seq: Some(2) } },
            Received::Event { id: None, event: LiveEvent::Unknown { seq: Some(3) } },
            Received::Retry(LONGEST_RETRY),
        ]
    );
    let mut decoder = EventDecoder::new();
    for _ in 0..1_000 {
        let _ = decoder.feed(large.as_bytes());
    }
    assert!(decoder.feed(b"\n\n").is_empty(), "a line without an end is not kept");
}
