//! Playlists as shows have them, and as nobody should.

use super::*;
use crate::cue::{Card, Content};
use tradewind_domain::{Currency, Money};

fn read(lines: &str) -> Playlist {
    Playlist::read(format!("#EXTM3U\n{lines}").as_bytes()).expect("a playlist")
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).expect("a date")
}

const SHOW: &str = "#EXT-X-VERSION:6\r\n#EXT-X-TARGETDURATION:4\r\n#EXT-X-MEDIA-SEQUENCE:7\r\n\
#EXT-X-PROGRAM-DATE-TIME:2026-11-30T20:00:00.000Z\r\n\
#EXT-X-DATERANGE:ID=\"ad\",CLASS=\"com.example.ad\",START-DATE=\"2026-11-30T20:00:00Z\",DURATION=15,SCTE35-OUT=0xFC\r\n\
#EXT-X-DATERANGE:ID=\"c1\",CLASS=\"com.tradewind.card\",START-DATE=\"2026-11-30T20:00:01.500Z\",DURATION=30.5,X-ITEM=\"mug\",\
X-TITLE=\"Mug, blue\",X-PRICE=\"999\",X-CURRENCY=\"EUR\",X-STOCK=\"12\",X-SEQ=\"3\"\r\n\
#EXT-X-DATERANGE:ID=\"t1\",CLASS=\"com.tradewind.comment\",START-DATE=\"2026-11-30T21:00:02+01:00\",END-DATE=\"2026-11-30T20:00:09Z\",\
X-AUTHOR=\"Noor\",X-TEXT=\"Does it\u{202e} break?\"\r\n\
#EXTINF:4.004,\r\na.ts\r\n#EXTINF:4.004,\r\nb.ts\r\n#EXT-X-DISCONTINUITY\r\n#EXT-X-PROGRAM-DATE-TIME:2026-11-30T20:05:00Z\r\n#EXTINF:2,\r\nc.ts\r\n\
#EXT-X-DATERANGE:ID=\"c2\",CLASS=\"com.tradewind.card\",START-DATE=\"2026-11-30T20:05:01Z\",X-ITEM=\"cup\"\r\n";

#[test]
fn segments_have_their_moments_and_rows_are_read_wherever_they_stand() {
    let playlist = read(SHOW);
    let moments: Vec<_> = playlist.segments.iter().map(|segment| (segment.number, segment.moment)).collect();
    let begun = at("2026-11-30T20:00:00Z");
    assert_eq!(
        moments,
        [(7, Some(begun)), (8, Some(Timestamp(begun.0 + 4_004))), (9, Some(at("2026-11-30T20:05:00Z")))]
    );
    assert!(playlist.segments[2].discontinuity && !playlist.segments[1].discontinuity);
    assert_eq!((playlist.target, playlist.ended, playlist.refused), (Duration::from_secs(4), false, 0));
    let ids: Vec<&str> = playlist.cues.iter().map(|cue| cue.id.as_str()).collect();
    assert_eq!(ids, ["c1", "t1", "c2"], "two before one segment, and one after the last");
    let card = &playlist.cues[0];
    assert_eq!((card.from.0, card.until, card.seq), (begun.0 + 1_500, Some(Timestamp(begun.0 + 32_000)), 3));
    let expected = Card {
        item: "mug".to_owned().try_into().expect("an id"),
        title: Some("Mug, blue".into()),
        price: Some(Money::new(999, Currency::EUR)),
        stock: Some(12),
        proof: None,
    };
    assert_eq!(card.content, Content::Card(expected));
    let comment = &playlist.cues[1];
    assert_eq!((comment.from.0, comment.until), (begun.0 + 2_000, Some(Timestamp(begun.0 + 9_000))));
    assert!(matches!(&comment.content, Content::Comment(comment) if comment.text == "Does it break?"));
    assert!(read("#EXT-X-ENDLIST").ended);
}

#[test]
fn a_range_that_ends_on_the_next_ends_there() {
    let row = |id: &str, class: &str, second: u8, rest: &str| {
        format!(
            "#EXT-X-DATERANGE:ID=\"{id}\",CLASS=\"com.tradewind.{class}\",START-DATE=\"2026-11-30T20:00:{second:02}Z\",X-ITEM=\"mug\",X-TEXT=\"hi\"{rest}\n"
        )
    };
    let lines = row("a", "card", 9, ",END-ON-NEXT=YES")
        + &row("b", "comment", 10, ",END-ON-NEXT=YES")
        + &row("c", "card", 30, ",END-ON-NEXT=YES")
        + &row("d", "card", 20, "");
    let until: Vec<_> =
        read(&lines).cues.iter().map(|cue| cue.until.map(|until| until.0 / 1_000 % 60)).collect();
    assert_eq!(until, [Some(20), None, None, None]);
}

#[test]
fn what_stands_before_the_first_date_is_reckoned_back_within_one_encoding() {
    let playlist = read(
        "#EXTINF:9,\na\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\nb\n#EXTINF:3,\nc\n#EXT-X-PROGRAM-DATE-TIME:2026-11-30T20:00:10Z\n#EXTINF:2,\nd\n",
    );
    let seconds: Vec<_> =
        playlist.segments.iter().map(|segment| segment.moment.map(|moment| moment.0 / 1_000 % 60)).collect();
    assert_eq!(seconds, [None, Some(5), Some(7), Some(10)]);
    assert_eq!(read("#EXTINF:2,\na\n").segments[0].moment, None);
}

#[test]
fn a_broken_row_costs_itself_alone() {
    let good = "CLASS=\"com.tradewind.card\",START-DATE=\"2026-11-30T20:00:00Z\",X-ITEM=\"mug\"";
    let broken = [
        "ID=\"c1\",CLASS=\"com.tradewind.card\",X-ITEM=\"mug\"",
        "ID=\"c1\",CLASS=\"com.tradewind.card\",START-DATE=\"today\",X-ITEM=\"mug\"",
        "ID=\"c1\",CLASS=\"com.tradewind.card\",START-DATE=\"2026-11-30T20:00:00Z\"",
        "ID=\"c1\",CLASS=\"com.tradewind.film\",START-DATE=\"2026-11-30T20:00:00Z\",X-ITEM=\"mug\"",
        "ID=\"c1\",CLASS=\"com.tradewind.hold\",START-DATE=\"2026-11-30T20:00:00Z\",X-HOLD=\"e30\"",
        "ID=\"c1\",CLASS=\"com.tradewind.comment\",START-DATE=\"2026-11-30T20:00:00Z\",X-TEXT=\"\u{200b}\"",
        &format!("ID=\"c 1\",{good}"),
        &format!("ID=\"c1\",{good},X-PRICE=\"1\""),
        &format!("ID=\"c1\",{good},X-PRICE=\"-1\",X-CURRENCY=\"EUR\""),
        &format!("ID=\"c1\",{good},X-PRICE=\"0\",X-CURRENCY=\"EUR\""),
        &format!("ID=\"c1\",{good},X-PRICE=\"+1\",X-CURRENCY=\"EUR\""),
        &format!("ID=\"c1\",{good},X-PRICE=\"9223372036854775808\",X-CURRENCY=\"EUR\""),
        &format!("ID=\"c1\",{good},X-PRICE=\"1\",X-CURRENCY=\"XXX\""),
        &format!("ID=\"c1\",{good},X-STOCK=\"4294967296\""),
        &format!("ID=\"c1\",{good},X-SEQ=\"first\""),
        &format!("ID=\"c1\",{good},X-KID=\"k\",X-SIG=\"AA\""),
        &format!("ID=\"c1\",{good},X-TITLE=\"open"),
        &format!("ID=\"c1\",{good},DURATION="),
    ];
    for row in broken {
        let playlist = read(&format!("#EXT-X-DATERANGE:{row}\n#EXT-X-DATERANGE:ID=\"ok\",{good}\n"));
        assert_eq!((playlist.cues.len(), playlist.refused), (1, 1), "{row}");
    }
    for odd in [
        ",DURATION=-1",
        ",DURATION=1e300",
        ",DURATION=NaN",
        ",DURATION=\"5\"",
        ",X-OTHER=0xFF",
        ",X-ITEM=\"cup\"",
    ] {
        let playlist = read(&format!("#EXT-X-DATERANGE:ID=\"c1\",{good}{odd}\n"));
        assert_eq!((playlist.cues.len(), playlist.refused), (1, 0), "{odd}");
        assert_eq!(playlist.cues[0].until, None, "{odd}");
    }
}

#[test]
fn what_is_no_playlist_of_segments_is_refused_by_name() {
    for none in [&b""[..], b"#EXTM3", b"{}", b"\xef\xbb\xbf#EXTM3U\n", b"#EXTINF:1,\n#EXTM3U\n"] {
        assert_eq!(Playlist::read(none), Err(PlaylistError::NotAPlaylist));
    }
    let main = b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n";
    assert_eq!(Playlist::read(main), Err(PlaylistError::Multivariant));
    assert_eq!(Playlist::read(b"#EXTM3U\n#EXT-X-SKIP:SKIPPED-SEGMENTS=9\n"), Err(PlaylistError::Delta));
    assert_eq!(Playlist::read(&vec![b'\n'; PLAYLIST_BYTES + 1]), Err(PlaylistError::TooLarge));
    let many = format!("#EXTM3U\n{}", "#EXTINF:1,\na\n".repeat(SEGMENTS + 1));
    assert_eq!(Playlist::read(many.as_bytes()), Err(PlaylistError::TooLarge));
}

#[test]
fn a_length_that_no_segment_has_counts_as_the_longest() {
    for odd in ["-1,", "NaN,", "inf,", "1e9,", "x,", ""] {
        let playlist = read(&format!("#EXT-X-TARGETDURATION:6\n#EXTINF:{odd}\na\n#EXTINF:2,\nb\n"));
        assert_eq!(playlist.segments[0].length, Duration::from_secs(6), "{odd}");
        assert_eq!(playlist.segments[1].number, 1);
    }
    assert_eq!(read("#EXTINF:6.006,\na\n").segments[0].length, Duration::from_micros(6_006_000));
}
