//! The playlists of a show: the newest segments of a film that loops, or all of them, with what was pinned beside them.

use super::event::{CARD, COMMENT};
use super::film::{Film, Place};
use super::said::{Cue, Said};
use super::show::Show;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Segments of a live playlist: half a minute.
const WINDOW: i64 = 8;
/// Segments of a replay, the newest ones: two hours.
const MOST: i64 = 1_800;

/// Which playlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Track<'a> {
    /// The picture, with cards.
    Video,
    /// Captions of a language.
    Captions(&'a str),
}

/// What a playlist is made of.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) film: &'a Film,
    pub(super) show: &'a Show,
    pub(super) said: &'a Said,
    pub(super) market: &'a str,
    /// Unix milliseconds.
    pub(super) now: i64,
}

/// The master playlist; the others lie beside it.
pub(super) fn master(film: &Film) -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    for captions in &film.captions {
        text.push_str(&format!(
            "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"captions\",NAME=\"{}\",LANGUAGE=\"{tag}\",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,\
             URI=\"captions-{tag}.m3u8\"\n",
            captions.name,
            tag = captions.language
        ));
    }
    text.push_str(&format!(
        "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS=\"{}\",RESOLUTION={}x{},FRAME-RATE={}.000,\
         SUBTITLES=\"captions\"\nvideo.m3u8\n",
        film.bandwidth, film.average_bandwidth, film.codecs, film.width, film.height, film.fps
    ));
    text
}

impl Made<'_> {
    /// When the show was over, if it is.
    fn ended_at(&self) -> Option<i64> {
        self.said.ended_at.or(self.show.ended_at).filter(|at| *at <= self.now)
    }

    /// The newest segments, and the end once there is one.
    pub(super) fn live(&self, track: Track<'_>) -> String {
        self.write(track, WINDOW, "")
    }

    /// All of a show that is over.
    pub(super) fn replay(&self, track: Track<'_>) -> String {
        self.write(track, MOST, "#EXT-X-PLAYLIST-TYPE:VOD\n")
    }

    fn write(&self, track: Track<'_>, most: i64, kind: &str) -> String {
        let (film, ended) = (self.film, self.ended_at());
        let over = film.over(ended.unwrap_or(self.now) - self.show.starts_at());
        let from = (over - most).max(0);
        let first = film.place(from);
        // A seam in front of the first segment stands in the list, so it is not counted as gone.
        let gone = if first.index == 0 && first.round > 0 { first.round - 1 } else { first.round };
        let mut text = format!(
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:{from}\n\
             #EXT-X-DISCONTINUITY-SEQUENCE:{gone}\n{kind}",
            film.target_seconds()
        );
        if track == Track::Video {
            text.push_str(&format!(
                "#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"/live/show/{}\"\n",
                film.init
            ));
        }
        (from..over).for_each(|number| self.segment(track, film.place(number), &mut text));
        if track == Track::Video {
            let shown = self.show.starts_at() + first.starts;
            let cues = self.said.cues.iter().filter(|cue| cue.until.is_none_or(|until| until >= shown));
            cues.filter_map(|cue| date_range(cue, self.market)).for_each(|line| text.push_str(&line));
        }
        if ended.is_some() {
            text.push_str("#EXT-X-ENDLIST\n");
        }
        text
    }

    fn segment(&self, track: Track<'_>, place: Place, text: &mut String) {
        if place.index == 0 && place.number > 0 {
            text.push_str("#EXT-X-DISCONTINUITY\n");
        }
        let moment = rfc3339(self.show.starts_at() + place.starts);
        let (seconds, rest) = (place.lasts / 1_000, place.lasts % 1_000);
        text.push_str(&format!("#EXT-X-PROGRAM-DATE-TIME:{moment}\n#EXTINF:{seconds}.{rest:03},\n"));
        text.push_str(&match (track, self.film.segments.get(place.index)) {
            (Track::Captions(language), _) => format!("/live/show/{language}-{:03}.vtt\n", place.index),
            (Track::Video, Some(segment)) => format!("/live/show/{}\n", segment.file),
            (Track::Video, None) => String::new(),
        });
    }
}

/// A cue as a line of a playlist; none of one that has nothing to say in a market.
fn date_range(cue: &Cue, market: &str) -> Option<String> {
    let data = cue.event.data(market);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let number = |value: &Value| value.as_i64().map(|number| number.to_string());
    let (class, attributes) = match cue.event.kind {
        CARD => (
            "card",
            vec![
                ("ITEM", text(&data["item"])),
                ("PRICE", number(&data["price"]["minor"])),
                ("CURRENCY", text(&data["price"]["currency"])),
                ("STOCK", number(&data["stock"])),
                ("KID", text(&data["proof"]["kid"])),
                ("SIG", text(&data["proof"]["sig"])),
            ],
        ),
        COMMENT => (
            "comment",
            vec![
                ("AUTHOR", text(&data["author"])),
                ("TEXT", text(&data["text"])),
                ("LANGUAGE", text(&data["language"])),
            ],
        ),
        _ => {
            let hold = Some(&data["hold"]).filter(|hold| hold.is_object())?;
            ("hold", vec![("HOLD", Some(URL_SAFE_NO_PAD.encode(hold.to_string())))])
        }
    };
    let mut line = format!(
        "#EXT-X-DATERANGE:ID=\"{}\",CLASS=\"com.tradewind.{class}\",START-DATE=\"{}\"",
        cue.id(),
        rfc3339(cue.from)
    );
    if let Some(until) = cue.until {
        line.push_str(&format!(",END-DATE=\"{}\"", rfc3339(until)));
    }
    line.push_str(&format!(",X-SEQ=\"{}\"", cue.event.seq));
    for (name, value) in attributes {
        if let Some(value) = value {
            line.push_str(&format!(",X-{name}=\"{}\"", quoted(&value)));
        }
    }
    line.push('\n');
    Some(line)
}

/// What a quoted string may hold: no quotation mark and no line end (RFC 8216, 4.2).
fn quoted(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '"' => '\u{201d}',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect()
}

/// RFC 3339 in UTC with milliseconds.
fn rfc3339(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|moment| format!("{moment:.3}")).unwrap_or_default()
}
