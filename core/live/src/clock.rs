//! The clock of the picture: which moment of the show is on the glass, by what the player says and the playlist dates.
//!
//! It errs to one side. Where it does not know, the moment is an earlier one, so that nothing is shown before its moment: there is no
//! reckoning on between two reports (a player that stalls says so late), none beyond the last known segment, and a hole counts as
//! long as it can be. Shells report four times a second while a picture moves, and at once when it is sought, stopped or stalls.

use crate::limits::SEGMENTS;
use crate::playlist::Playlist;
use std::collections::VecDeque;
use std::time::Duration;
use tradewind_domain::Timestamp;

/// What a player says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlayerReport {
    /// How far it is, from the first segment of the first playlist that it was given.
    pub position: Duration,
    /// The programme date-time there, where the player knows it (`AVPlayerItem.currentDate`, `hls.js` `playingDate`). It counts before
    /// what is reckoned from the position.
    pub programme: Option<Timestamp>,
    /// How far the picture on the glass is behind that position: decoding, an external screen. Zero where nobody knows.
    pub latency: Duration,
    /// Whether the picture moves: neither stopped nor waiting for data.
    pub playing: bool,
    /// Whether it was played to its end: the last of it is on the glass.
    pub ended: bool,
    /// When this was so, on the clock that nobody sets.
    pub at: Duration,
}

/// Maps the player's position to moments of the show and back.
#[derive(Debug, Clone, Default)]
pub struct PictureClock {
    /// Oldest first; positions and numbers grow.
    spans: VecDeque<Span>,
    /// The playlist is whole: no segment comes after the newest of these.
    ended: bool,
    report: Option<PlayerReport>,
}

/// A segment on the player's scale.
#[derive(Debug, Clone, Copy)]
struct Span {
    number: u64,
    /// The position at which it begins.
    start: Duration,
    length: Duration,
    moment: Option<Timestamp>,
}

impl PictureClock {
    /// A clock that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what a playlist adds. One that is older than what is known adds nothing.
    pub fn take(&mut self, playlist: &Playlist) {
        let newest = self.spans.back().map(|span| span.number);
        for segment in &playlist.segments {
            let start = match self.spans.back() {
                None => Duration::ZERO,
                Some(last) if segment.number <= last.number => continue,
                Some(last) => {
                    // Segments that no playlist showed: each as long as one may be.
                    let missing = u32::try_from(segment.number - last.number - 1).unwrap_or(u32::MAX);
                    let hole = playlist.target.saturating_mul(missing);
                    last.start.saturating_add(last.length).saturating_add(hole)
                }
            };
            if self.spans.len() >= SEGMENTS {
                self.spans.pop_front();
            }
            let span = Span { number: segment.number, start, length: segment.length, moment: segment.moment };
            self.spans.push_back(span);
        }
        // An older copy that comes late takes the end back no more than it takes segments back.
        let grew = self.spans.back().map(|span| span.number) != newest;
        self.ended = playlist.ended || (self.ended && !grew);
    }

    /// Takes a report. One of an earlier time than the last is late on its way, and dropped.
    pub fn report(&mut self, report: PlayerReport) {
        if self.report.is_none_or(|last| last.at <= report.at) {
            self.report = Some(report);
        }
    }

    /// The player is another one, or was given another playlist: its positions mean nothing any more.
    pub fn restart(&mut self) {
        *self = Self::default();
    }

    /// Whether the picture moved when the player last said so.
    pub fn is_playing(&self) -> bool {
        self.report.is_some_and(|report| report.playing)
    }

    /// The moment on the glass; none before player and playlist have said enough.
    pub fn moment(&self) -> Option<Timestamp> {
        let report = self.report?;
        match report.programme {
            Some(programme) => Some(earlier(programme, report.latency)),
            None => self.moment_at(report.position.saturating_sub(report.latency)),
        }
    }

    /// The moment at a position of the player.
    pub fn moment_at(&self, position: Duration) -> Option<Timestamp> {
        let after = self.spans.partition_point(|span| span.start <= position);
        let span = self.spans.get(after.checked_sub(1)?)?;
        let within = position.saturating_sub(span.start).min(span.length);
        span.moment.map(|moment| moment.after(within))
    }

    /// Where to seek to see a moment: the first position of it. In a break of the recording, where it goes on.
    pub fn position_of(&self, moment: Timestamp) -> Option<Duration> {
        let mut next: Option<(Timestamp, Duration)> = None;
        for span in &self.spans {
            let Some(begun) = span.moment else { continue };
            if begun <= moment {
                let within = moment.since(begun);
                if within < span.length {
                    return Some(span.start.saturating_add(within));
                }
            } else if next.is_none_or(|(nearest, _)| begun < nearest) {
                next = Some((begun, span.start));
            }
        }
        next.map(|(_, start)| start)
    }

    /// The moment that the newest known segment ends with: the edge of a live show.
    pub fn edge(&self) -> Option<Timestamp> {
        self.spans.back().and_then(|span| span.moment.map(|moment| moment.after(span.length)))
    }

    /// Whether nothing comes after what is on the glass: the playlist has ended, and the player says that it played to the end, or stands at
    /// the edge. A segment's length is rounded and a hole counts too long, so that a moment alone may never reach the edge.
    pub fn is_at_end(&self) -> bool {
        let Some(report) = self.report.filter(|_| self.ended) else { return false };
        let at_edge = || self.moment().zip(self.edge()).is_some_and(|(moment, edge)| moment >= edge);
        report.ended || at_edge()
    }
}

fn earlier(moment: Timestamp, by: Duration) -> Timestamp {
    let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    Timestamp(moment.0.saturating_sub(by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playlist::Segment;

    const BEGUN: i64 = 1_796_000_000_000;

    fn playlist(segments: &[(u64, u64, Option<i64>)]) -> Playlist {
        let segment = |&(number, seconds, moment): &(u64, u64, Option<i64>)| Segment {
            number,
            length: Duration::from_secs(seconds),
            moment: moment.map(|seconds| Timestamp(BEGUN + seconds * 1_000)),
            discontinuity: false,
        };
        let segments = segments.iter().map(segment).collect();
        Playlist { segments, target: Duration::from_secs(4), ..Playlist::default() }
    }

    fn clock(playlists: &[Playlist]) -> PictureClock {
        let mut clock = PictureClock::new();
        playlists.iter().for_each(|playlist| clock.take(playlist));
        clock
    }

    fn moment(clock: &PictureClock, seconds: f64) -> Option<f64> {
        let moment = clock.moment_at(Duration::from_secs_f64(seconds))?;
        Some((moment.0 - BEGUN) as f64 / 1e3)
    }

    fn report(position: u64, latency: u64, at: u64) -> PlayerReport {
        let seconds = Duration::from_secs;
        PlayerReport {
            position: seconds(position),
            programme: None,
            latency: seconds(latency),
            playing: true,
            ended: false,
            at: seconds(at),
        }
    }

    #[test]
    fn a_position_is_dated_by_the_segment_it_is_in() {
        let clock =
            clock(&[playlist(&[(1, 4, Some(0)), (2, 4, Some(4)), (3, 4, Some(300)), (4, 4, Some(100))])]);
        let cases = [(0.0, 0.0), (4.5, 4.5), (8.0, 300.0), (11.5, 303.5), (12.0, 100.0), (99.0, 104.0)];
        for (position, expected) in cases {
            assert_eq!(moment(&clock, position), Some(expected), "{position}");
        }
        let position =
            |seconds: i64| clock.position_of(Timestamp(BEGUN + seconds * 1_000)).map(|at| at.as_secs());
        assert_eq!(
            [position(5), position(302), position(50), position(-9)],
            [Some(5), Some(10), Some(12), Some(0)]
        );
        assert_eq!((position(304), clock.edge()), (None, Some(Timestamp(BEGUN + 104_000))));
    }

    #[test]
    fn a_window_that_slides_keeps_the_players_scale() {
        let mut clock = clock(&[playlist(&[(7, 4, Some(0)), (8, 3, Some(4))])]);
        clock.take(&playlist(&[(8, 3, Some(4)), (9, 4, Some(7))]));
        clock.take(&playlist(&[(7, 4, Some(0))]));
        assert_eq!(moment(&clock, 7.5), Some(7.5));
        assert_eq!(clock.spans.len(), 3);
    }

    #[test]
    fn a_hole_counts_as_long_as_it_can_be_so_that_nothing_comes_early() {
        let clock = clock(&[playlist(&[(1, 4, Some(0))]), playlist(&[(4, 4, Some(10))])]);
        assert_eq!(
            [3.0, 5.0, 11.9, 12.0].map(|at| moment(&clock, at)),
            [Some(3.0), Some(4.0), Some(4.0), Some(10.0)]
        );
    }

    #[test]
    fn the_end_is_where_the_playlist_has_ended_and_the_picture_stands_at_its_edge() {
        let segments = [(1, 4, Some(0)), (4, 4, Some(12))];
        let whole = Playlist { ended: true, ..playlist(&segments) };
        let mut clock = clock(&[playlist(&segments)]);
        clock.report(report(16, 0, 1));
        assert_eq!((clock.moment(), clock.is_at_end()), (clock.edge(), false), "more may come");
        clock.take(&whole);
        assert!(clock.is_at_end(), "it has ended meanwhile");
        clock.take(&playlist(&segments[..1]));
        assert!(clock.is_at_end(), "an older copy takes nothing back");
        clock.report(report(15, 0, 2));
        assert!(!clock.is_at_end(), "a second before it");
        clock.report(report(16, 1, 3));
        assert!(!clock.is_at_end(), "the glass is a second before it");
        // The hole was shorter than it could have been: the player is at the end, at an earlier position.
        clock.report(PlayerReport { playing: false, ended: true, ..report(12, 0, 4) });
        assert!(clock.is_at_end());
        clock.report(report(2, 0, 5));
        assert!(!clock.is_at_end(), "sought back");
        clock.report(PlayerReport { ended: true, ..report(16, 0, 6) });
        clock.take(&playlist(&[(5, 4, Some(16))]));
        assert!(!clock.is_at_end(), "it goes on");
    }

    #[test]
    fn the_glass_is_behind_the_player_and_late_reports_are_dropped() {
        let mut clock = clock(&[playlist(&[(1, 4, Some(0)), (2, 4, Some(4))])]);
        assert_eq!((clock.moment(), clock.is_playing()), (None, false));
        clock.report(report(6, 1, 10));
        clock.report(report(1, 0, 9));
        assert_eq!(clock.moment(), Some(Timestamp(BEGUN + 5_000)));
        clock.report(PlayerReport {
            programme: Some(Timestamp(BEGUN + 50_000)),
            playing: false,
            ..report(6, 2, 11)
        });
        assert_eq!((clock.moment(), clock.is_playing()), (Some(Timestamp(BEGUN + 48_000)), false));
        clock.restart();
        clock.report(report(6, 1, 12));
        assert_eq!(clock.moment(), None, "a playlist without dates dates nothing");
    }
}
