//! A media playlist (RFC 8216, rfc8216bis) as a show needs it: when each segment was recorded, and the cues in its date ranges.
//!
//! `quick-m3u8` splits lines and tags; what they mean for a show is here. Date ranges of ours, all `X-` attributes
//! quoted strings:
//!
//! | CLASS | attributes |
//! | --- | --- |
//! | `com.tradewind.card` | `X-ITEM`; `X-TITLE`, `X-PRICE` (minor units) with `X-CURRENCY`, `X-STOCK`, `X-KID` with `X-SIG` where wanted |
//! | `com.tradewind.hold` | `X-HOLD`: the signed hold's JSON as base64url without padding |
//! | `com.tradewind.comment` | `X-TEXT`; `X-AUTHOR` where wanted |
//!
//! `ID` is the cue's, `START-DATE` its moment; it ends by `END-DATE`, `DURATION` or `END-ON-NEXT=YES`, or stays. `X-SEQ` is the number
//! of the statement, as in the event stream. Other classes and attributes are passed over; a broken row costs itself alone.

mod attributes;
mod dates;
mod last;
mod row;

use crate::cue::Cue;
use crate::limits::{CUES, PLAYLIST_BYTES, SEGMENT_SECONDS, SEGMENTS};
use attributes::Heads;
use dates::Dates;
use last::Last;
use quick_m3u8::config::{ParsingOptions, ParsingOptionsBuilder};
use quick_m3u8::tag::{TagValue, UnknownTag};
use quick_m3u8::{HlsLine, Reader};
use row::{Attribute, Currencies, Durations, Row};
use std::time::Duration;
use tradewind_domain::{Code, Timestamp};

/// What a playlist says of a show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Playlist {
    /// In their order; the media sequence numbers grow by one.
    pub segments: Vec<Segment>,
    /// Cues, in the order of their rows.
    pub cues: Vec<Cue>,
    /// `EXT-X-ENDLIST`: nothing comes any more, the show is one to be looked at again.
    pub ended: bool,
    /// `EXT-X-TARGETDURATION`: no segment is longer, rounded to seconds.
    pub target: Duration,
    /// Rows of ours that could not be taken.
    pub refused: usize,
}

/// A segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its media sequence number.
    pub number: u64,
    /// How long it plays.
    pub length: Duration,
    /// When its first picture was recorded: as the playlist says, or reckoned from a neighbour. None where no neighbour says.
    pub moment: Option<Timestamp>,
    /// Whether the encoding begins anew with it (`EXT-X-DISCONTINUITY`).
    pub discontinuity: bool,
}

/// Why a playlist cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaylistError {
    /// It does not begin with `#EXTM3U`.
    #[error("not a playlist")]
    NotAPlaylist,
    /// One that lists renditions, not segments.
    #[error("a multivariant playlist")]
    Multivariant,
    /// One that leaves out what an earlier one had, which nobody asked for.
    #[error("a delta update")]
    Delta,
    /// More than [`PLAYLIST_BYTES`], [`SEGMENTS`] or [`CUES`].
    #[error("playlist too large")]
    TooLarge,
}

impl PlaylistError {
    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::TooLarge => Code::TooLarge,
            _ => Code::LivePlaylist,
        }
    }
}

impl Playlist {
    /// Reads one. Any bytes are taken or refused; the work grows with their number alone.
    pub fn read(bytes: &[u8]) -> Result<Self, PlaylistError> {
        if bytes.len() > PLAYLIST_BYTES {
            return Err(PlaylistError::TooLarge);
        }
        let options: ParsingOptions = ParsingOptionsBuilder::new().build();
        let mut lines = Reader::from_bytes(bytes, options);
        match lines.read_line() {
            Ok(Some(HlsLine::UnknownTag(tag))) if tag.name() == "M3U" => {}
            _ => return Err(PlaylistError::NotAPlaylist),
        }
        let mut reading = Reading { room: CUES.min(bytes.len() / ROW_BYTES), ..Reading::default() };
        loop {
            match lines.read_line() {
                Ok(Some(HlsLine::UnknownTag(tag))) => reading.tag(tag)?,
                Ok(Some(HlsLine::Uri(_))) => reading.segment()?,
                Ok(Some(_)) => {}
                // Bytes that are no text: a line to pass over, like an unknown one.
                Err(_) => {}
                Ok(None) => return Ok(reading.done()),
            }
        }
    }
}

/// What a row of ours takes with its segment, about: no more room is made than the bytes are worth.
const ROW_BYTES: usize = 250;

/// What is known so far.
#[derive(Default)]
struct Reading<'a> {
    playlist: Playlist,
    first: u64,
    /// Of the segment whose address comes next.
    length: Option<Duration>,
    moment: Option<Timestamp>,
    discontinuity: bool,
    /// When the next segment begins by the ones before it, in microseconds.
    reckoned: Option<i64>,
    /// Cues that end when the next of their class begins.
    open: Vec<usize>,
    /// What `EXTINF`s say, mostly one length.
    lengths: Last<'a, Option<Duration>>,
    heads: Heads<'a, Attribute>,
    durations: Durations<'a>,
    currencies: Currencies<'a>,
    dates: Dates<'a>,
    /// How many cues and segments there can be about.
    room: usize,
}

impl<'a> Reading<'a> {
    fn tag(&mut self, tag: UnknownTag<'a>) -> Result<(), PlaylistError> {
        match (tag.name(), tag.value()) {
            ("INF", Some(value)) => self.length = self.lengths.of(value.0, |text| seconds(TagValue(text))),
            ("-X-PROGRAM-DATE-TIME", Some(value)) => {
                self.moment = std::str::from_utf8(value.0).ok().and_then(|text| self.dates.read(text));
            }
            ("-X-DISCONTINUITY", _) => self.discontinuity = true,
            ("-X-DATERANGE", Some(value)) => self.row(value)?,
            ("-X-MEDIA-SEQUENCE", Some(value)) if self.playlist.segments.is_empty() => {
                self.first = value.try_as_decimal_integer().unwrap_or_default();
            }
            ("-X-TARGETDURATION", Some(value)) => {
                let seconds = value.try_as_decimal_integer().unwrap_or_default();
                self.playlist.target = Duration::from_secs(seconds.min(SEGMENT_SECONDS));
            }
            ("-X-ENDLIST", _) => self.playlist.ended = true,
            ("-X-STREAM-INF" | "-X-I-FRAME-STREAM-INF" | "-X-MEDIA", _) => {
                return Err(PlaylistError::Multivariant);
            }
            ("-X-SKIP", _) => return Err(PlaylistError::Delta),
            _ => {}
        }
        Ok(())
    }

    /// A line that names a segment ends what was said of it.
    fn segment(&mut self) -> Result<(), PlaylistError> {
        let segments = &mut self.playlist.segments;
        if segments.len() >= SEGMENTS {
            return Err(PlaylistError::TooLarge);
        }
        // One without a length counts as the longest there may be: what follows is thought later than it is, never earlier.
        let length = self.length.take().unwrap_or(self.playlist.target);
        if segments.is_empty() {
            segments.reserve(self.room);
        }
        if let Some(moment) = self.moment.take() {
            self.reckoned = moment.0.checked_mul(1_000);
        }
        segments.push(Segment {
            number: self.first.saturating_add(segments.len() as u64),
            length,
            moment: self.reckoned.map(|micros| Timestamp(micros.div_euclid(1_000))),
            discontinuity: std::mem::take(&mut self.discontinuity),
        });
        let micros = i64::try_from(length.as_micros()).unwrap_or(i64::MAX);
        self.reckoned = self.reckoned.and_then(|begun| begun.checked_add(micros));
        Ok(())
    }

    fn row(&mut self, value: TagValue<'a>) -> Result<(), PlaylistError> {
        let Ok(list) = std::str::from_utf8(value.0) else { return Ok(()) };
        let (row, whole) = Row::read(list, &mut self.heads, &mut self.durations);
        if !row.is_ours() {
            return Ok(());
        }
        let cues = &mut self.playlist.cues;
        if cues.len() >= CUES {
            return Err(PlaylistError::TooLarge);
        }
        let cue = if whole { row.cue(&mut self.currencies, &mut self.dates) } else { None };
        match cue {
            Some(cue) => {
                if row.ends_on_next() {
                    self.open.push(cues.len());
                }
                if cues.is_empty() {
                    cues.reserve(self.room);
                }
                cues.push(cue);
            }
            None => self.playlist.refused += 1,
        }
        Ok(())
    }

    fn done(mut self) -> Playlist {
        self.reckon_back();
        self.close();
        self.playlist
    }

    /// Segments before the first date, as far as the encoding is one.
    fn reckon_back(&mut self) {
        let segments = &mut self.playlist.segments;
        let Some(dated) = segments.iter().position(|segment| segment.moment.is_some()) else { return };
        let mut next = segments[dated];
        for segment in segments[..dated].iter_mut().rev() {
            let length = i64::try_from(segment.length.as_millis()).unwrap_or(i64::MAX);
            let begun = next.moment.and_then(|moment| moment.0.checked_sub(length));
            match begun {
                Some(begun) if !next.discontinuity => segment.moment = Some(Timestamp(begun)),
                _ => return,
            }
            next = *segment;
        }
    }

    /// `END-ON-NEXT`: the start of the next range of the same class (rfc8216bis 4.4.5.1).
    fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let mut starts: Vec<(u8, Timestamp)> =
            self.playlist.cues.iter().map(|cue| (row::class(&cue.content), cue.from)).collect();
        starts.sort_unstable();
        for at in &self.open {
            let Some(cue) = self.playlist.cues.get_mut(*at) else { continue };
            let own = (row::class(&cue.content), cue.from);
            let next = starts.get(starts.partition_point(|start| *start <= own));
            cue.until = next.filter(|next| next.0 == own.0).map(|next| next.1);
        }
    }
}

/// `EXTINF`: seconds, then a title.
fn seconds(value: TagValue<'_>) -> Option<Duration> {
    let (seconds, _) = value.try_as_decimal_floating_point_with_title().ok()?;
    length(seconds)
}

/// A length that a segment or a range can have. Microseconds are exact enough for any frame, and sums of them are exact.
fn length(seconds: f64) -> Option<Duration> {
    let sane = (0.0..=SEGMENT_SECONDS as f64).contains(&seconds);
    sane.then(|| Duration::from_micros((seconds * 1e6).round() as u64))
}

#[cfg(test)]
mod tests;
