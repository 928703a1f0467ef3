//! The film that is looped: its segments, its captions, and what it shows when. `cargo seed show` writes the folder.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `show.json`, with what was read beside it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Film {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) fps: u32,
    /// RFC 6381.
    pub(super) codecs: String,
    /// Bits a second, at most and on average.
    pub(super) bandwidth: u64,
    pub(super) average_bandwidth: u64,
    pub(super) poster: String,
    pub(super) init: String,
    pub(super) segments: Vec<Segment>,
    pub(super) captions: Vec<Captions>,
    pub(super) chapters: Vec<Chapter>,
    #[serde(skip)]
    folder: PathBuf,
    /// Captions by language: from, to (milliseconds), and the cue as WebVTT has it.
    #[serde(skip)]
    cues: BTreeMap<String, Vec<(i64, i64, String)>>,
}

/// A segment and how long it is.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Segment {
    pub(super) file: String,
    pub(super) ms: i64,
}

/// A language there are captions in.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Captions {
    pub(super) language: String,
    pub(super) name: String,
}

/// From when on the film shows an item.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Chapter {
    pub(super) at_ms: i64,
    pub(super) item: String,
}

/// A segment in the endless row that a loop makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Which one, from the start of the show.
    pub(super) number: i64,
    /// Which one of the film.
    pub(super) index: usize,
    /// How often the film had ended before it.
    pub(super) round: i64,
    /// Milliseconds from the start of the show.
    pub(super) starts: i64,
    /// Milliseconds.
    pub(super) lasts: i64,
}

impl Film {
    /// Reads a folder; none where it is not whole.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let mut film: Self =
            serde_json::from_str(&std::fs::read_to_string(folder.join("show.json")).ok()?).ok()?;
        folder.clone_into(&mut film.folder);
        for captions in &film.captions {
            let text = std::fs::read_to_string(folder.join(format!("{}.vtt", captions.language))).ok()?;
            film.cues.insert(captions.language.clone(), cues(&text));
        }
        let whole = !film.segments.is_empty() && film.segments.iter().all(|segment| segment.ms > 0);
        (whole && !film.chapters.is_empty()).then_some(film)
    }

    /// How long it is, in milliseconds; never nothing.
    pub(super) fn length(&self) -> i64 {
        self.segments.iter().map(|segment| segment.ms).sum::<i64>().max(1)
    }

    /// The longest segment, in whole seconds, rounded up.
    pub(super) fn target_seconds(&self) -> i64 {
        self.segments.iter().map(|segment| (segment.ms + 999) / 1_000).max().unwrap_or(1)
    }

    /// The items that it shows, each once.
    pub(super) fn items(&self) -> Vec<&str> {
        let mut items: Vec<&str> = Vec::new();
        for chapter in &self.chapters {
            if !items.contains(&chapter.item.as_str()) {
                items.push(&chapter.item);
            }
        }
        items
    }

    /// The segment of a number.
    pub(super) fn place(&self, number: i64) -> Place {
        let count = i64::try_from(self.segments.len()).unwrap_or(1).max(1);
        let (round, within) = (number.div_euclid(count), number.rem_euclid(count));
        let index = usize::try_from(within).unwrap_or_default();
        let before: i64 = self.segments.iter().take(index).map(|segment| segment.ms).sum();
        let lasts = self.segments.get(index).map_or(0, |segment| segment.ms);
        Place { number, index, round, starts: round * self.length() + before, lasts }
    }

    /// How many segments are over so long after the start of the show.
    pub(super) fn over(&self, ms: i64) -> i64 {
        let (round, mut left) = (ms.max(0) / self.length(), ms.max(0) % self.length());
        let done = self.segments.iter().take_while(|segment| {
            left -= segment.ms;
            left >= 0
        });
        let done = i64::try_from(done.count()).unwrap_or_default();
        round * i64::try_from(self.segments.len()).unwrap_or_default() + done
    }

    /// How many chapters have begun so long after the start of the show.
    pub(super) fn begun(&self, ms: i64) -> i64 {
        if ms < 0 {
            return 0;
        }
        let within = ms % self.length();
        let begun = self.chapters.iter().filter(|chapter| chapter.at_ms <= within).count();
        let count = |n: usize| i64::try_from(n).unwrap_or_default();
        ms / self.length() * count(self.chapters.len()) + count(begun)
    }

    /// When a chapter begins, in milliseconds from the start of the show, and what it shows.
    pub(super) fn chapter(&self, number: i64) -> Option<(i64, &str)> {
        let count = i64::try_from(self.chapters.len()).ok()?;
        let chapter = self.chapters.get(usize::try_from(number.rem_euclid(count)).ok()?)?;
        Some((number.div_euclid(count) * self.length() + chapter.at_ms, chapter.item.as_str()))
    }

    /// The captions of a segment, in the media's own time.
    pub(super) fn captions_of(&self, language: &str, index: usize) -> Option<String> {
        let all = self.cues.get(language)?;
        self.segments.get(index)?;
        let Place { starts, lasts, .. } = self.place(i64::try_from(index).ok()?);
        let mut text = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n".to_owned();
        for (.., cue) in all.iter().filter(|(from, to, _)| *from < starts + lasts && *to > starts) {
            text.push('\n');
            text.push_str(cue);
            text.push('\n');
        }
        Some(text)
    }

    /// A file of the film and its type; none of a name that the film has not.
    pub(super) fn file(&self, name: &str) -> Option<(&'static str, Vec<u8>)> {
        let kind = if name == self.poster {
            "image/jpeg"
        } else if name == self.init || self.segments.iter().any(|segment| segment.file == name) {
            "video/mp4"
        } else {
            return None;
        };
        std::fs::read(self.folder.join(name)).ok().map(|bytes| (kind, bytes))
    }
}

/// The cues of a WebVTT file as `cargo seed show` writes it: a line of times, a line of words.
fn cues(text: &str) -> Vec<(i64, i64, String)> {
    let cue = |block: &str| {
        let (from, to) = block.lines().next()?.split_once(" --> ")?;
        Some((moment(from)?, moment(to)?, block.trim_end().to_owned()))
    };
    text.split("\n\n").filter_map(cue).collect()
}

/// `00:01:02.345` in milliseconds.
fn moment(text: &str) -> Option<i64> {
    let (clock, ms) = text.trim().split_once('.')?;
    let seconds =
        clock.split(':').try_fold(0, |sum: i64, part| Some(sum * 60 + part.parse::<i64>().ok()?))?;
    Some(seconds * 1_000 + ms.parse::<i64>().ok()?)
}
