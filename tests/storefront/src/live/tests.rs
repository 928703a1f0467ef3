//! The film that loops, as numbers, on a film of three segments and two chapters.

use super::film::{Film, Place};
use super::playlist::{Made, Track};
use super::said::Said;
use super::show::shows;

const DESCRIBED: &str = r#"{
    "width": 480, "height": 854, "fps": 15, "codecs": "avc1.4d401e", "bandwidth": 300000, "average_bandwidth": 200000,
    "poster": "poster.jpg", "init": "init.mp4",
    "segments": [{"file": "a.m4s", "ms": 4000}, {"file": "b.m4s", "ms": 4000}, {"file": "c.m4s", "ms": 2500}],
    "captions": [{"language": "en", "name": "English"}],
    "chapters": [{"at_ms": 0, "item": "mug-indigo"}, {"at_ms": 8000, "item": "lamp-brass"}]
}"#;
const WORDS: &str = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:00:00.300 --> 00:00:05.000\nOne\n\n\
                     00:00:08.500 --> 00:00:10.000\nTwo\n";

fn film() -> (tempfile::TempDir, Film) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("show.json"), DESCRIBED).expect("written");
    std::fs::write(folder.path().join("en.vtt"), WORDS).expect("written");
    let film = Film::open(folder.path()).expect("a whole film");
    (folder, film)
}

#[test]
fn segments_are_counted_on_across_the_loop() {
    let (_folder, film) = film();
    assert_eq!(film.length(), 10_500);
    for (ms, over) in [(-5, 0), (0, 0), (3_999, 0), (4_000, 1), (10_499, 2), (10_500, 3), (14_500, 4)] {
        assert_eq!(film.over(ms), over, "after {ms} ms");
    }
    assert_eq!(film.place(5), Place { number: 5, index: 2, round: 1, starts: 18_500, lasts: 2_500 });
    for (ms, begun) in [(-1, 0), (0, 1), (7_999, 1), (8_000, 2), (10_499, 2), (10_500, 3), (18_500, 4)] {
        assert_eq!(film.begun(ms), begun, "after {ms} ms");
    }
    assert_eq!(film.chapter(3), Some((18_500, "lamp-brass")));
    assert_eq!(film.target_seconds(), 4);
}

#[test]
fn captions_are_cut_by_segments_and_one_that_lasts_is_in_both() {
    let (_folder, film) = film();
    let [first, second, third] = [0, 1, 2].map(|at| film.captions_of("en", at).expect("captions"));
    assert!(first.contains("One") && !first.contains("Two"), "{first}");
    assert!(second.contains("00:00:00.300 --> 00:00:05.000\nOne"), "{second}");
    assert!(third.starts_with("WEBVTT\nX-TIMESTAMP-MAP=") && third.contains("Two") && !third.contains("One"));
    assert_eq!((film.captions_of("en", 3), film.captions_of("fr", 0)), (None, None));
}

#[test]
fn names_that_the_film_has_not_are_no_files() {
    let (folder, film) = film();
    std::fs::write(folder.path().join("a.m4s"), b"moof").expect("written");
    assert_eq!(film.file("a.m4s"), Some(("video/mp4", b"moof".to_vec())));
    for name in ["show.json", "../show.json", "en.vtt", "d.m4s", ""] {
        assert_eq!(film.file(name), None, "{name}");
    }
    std::fs::write(folder.path().join("show.json"), DESCRIBED.replace("2500", "0")).expect("written");
    assert!(Film::open(folder.path()).is_none(), "a segment of no length");
}

/// The window slides by segments; dates go on across the seam, media times do not, and what has left is counted.
#[test]
fn the_window_slides_and_its_dates_go_on_across_the_seam() {
    let (_folder, film) = film();
    let show = &shows(&film, 1_000_000)[1];
    let said = Said::new(0);
    let at = |ms: i64, track| {
        Made { film: &film, show, said: &said, market: "DE", now: show.starts_at() + ms }.live(track)
    };
    // Four segments: a whole round, and the first one again.
    let text = at(14_500, Track::Video);
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with("#EXTINF")).collect();
    assert_eq!(
        rows,
        [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            "#EXT-X-TARGETDURATION:4",
            "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-DISCONTINUITY-SEQUENCE:0",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-MAP:URI=\"/live/show/init.mp4\"",
            "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:00.000Z",
            "/live/show/a.m4s",
            "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:04.000Z",
            "/live/show/b.m4s",
            "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:08.000Z",
            "/live/show/c.m4s",
            "#EXT-X-DISCONTINUITY",
            "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:10.500Z",
            "/live/show/a.m4s",
        ]
    );
    // Eleven segments: the first three have left, and the seam in front of the fourth stands in the list.
    let seam = at(4 * 10_500 - 2_500, Track::Video);
    assert!(seam.contains("MEDIA-SEQUENCE:3\n#EXT-X-DISCONTINUITY-SEQUENCE:0\n"), "{seam}");
    assert_eq!(seam.matches("#EXT-X-DISCONTINUITY\n").count(), 3, "{seam}");
    // One more: now that seam has left, too.
    let past = at(4 * 10_500, Track::Captions("en"));
    assert!(past.contains("MEDIA-SEQUENCE:4\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n"), "{past}");
    assert_eq!(past.matches("#EXT-X-DISCONTINUITY\n").count(), 2, "{past}");
    assert!(past.contains("/live/show/en-001.vtt\n") && !past.contains("ENDLIST"), "{past}");
}
