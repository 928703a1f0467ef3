//! Connections that lose, double, overtake and stall, for events and for playlists.

use crate::rng::Rng;
use crate::show::Show;
use std::collections::VecDeque;

/// An event stream that is open.
pub(crate) struct Connection {
    /// The next number that the host sends.
    next: usize,
    /// Bytes on their way, with the time at which they come.
    way: VecDeque<(i64, Vec<u8>)>,
}

impl Connection {
    /// Opened with the id to resume from.
    pub(crate) fn open(show: &Show, resume: Option<&str>) -> Self {
        Self { next: show.after(resume), way: VecDeque::new() }
    }

    /// The host writes what has been said; the wire does what it does.
    pub(crate) fn write(&mut self, show: &Show, now: i64, rng: &mut Rng, faults: bool) {
        let mut texts = Vec::new();
        while show.statements.get(self.next - 1).is_some_and(|statement| statement.sent <= now) {
            let seq = self.next;
            self.next += 1;
            if show.statements[seq - 1].lost {
                continue;
            }
            let text = show.event(seq);
            if faults && rng.chance(100) {
                texts.push(text.clone());
            }
            texts.push(text);
        }
        if rng.chance(100) {
            texts.push(": still here\n\n".to_owned());
        }
        for text in texts {
            // An earlier one that is still on its way may be overtaken, as by another of the host's machines; who overtakes does not stall.
            let overtakes = faults && rng.chance(200);
            let stall = if faults && !overtakes && rng.chance(100) { rng.range(0, 8_000) } else { 0 };
            let comes = now + rng.range(10, 400) + stall;
            let at =
                if overtakes { rng.range(0, self.way.len() as i64 + 1) as usize } else { self.way.len() };
            self.way.insert(at, (comes, text.into_bytes()));
        }
    }

    /// What has come, cut anywhere. One that stalls holds up those behind it.
    pub(crate) fn read(&mut self, now: i64, rng: &mut Rng) -> Vec<Vec<u8>> {
        let mut chunks = Vec::new();
        while self.way.front().is_some_and(|(comes, _)| *comes <= now) {
            let Some((_, bytes)) = self.way.pop_front() else { break };
            let cut = rng.range(0, bytes.len() as i64 + 1) as usize;
            chunks.push(bytes[..cut].to_vec());
            chunks.push(bytes[cut..].to_vec());
        }
        chunks
    }

    /// The half of an event that came before the wire broke.
    pub(crate) fn broken(&mut self, rng: &mut Rng) -> Vec<u8> {
        let (_, bytes) = self.way.pop_front().unwrap_or_default();
        bytes[..rng.range(0, bytes.len().max(1) as i64) as usize].to_vec()
    }
}

/// Playlists that were asked for.
#[derive(Default)]
pub(crate) struct Fetches {
    due: i64,
    way: Vec<(i64, String)>,
}

impl Fetches {
    /// Asks anew every few seconds; an answer may be an old copy, late, or none.
    pub(crate) fn run(&mut self, show: &Show, now: i64, rng: &mut Rng, faults: bool) -> Vec<String> {
        if now >= self.due {
            self.due = now + rng.range(2_500, 4_500);
            if !faults || rng.chance(750) {
                let old = if faults && rng.chance(250) { rng.range(0, 9_000) } else { 0 };
                let late = if faults { rng.range(20, 3_000) } else { 20 };
                self.way.push((now + late, show.playlist(now - old)));
            }
        }
        let (come, way) = std::mem::take(&mut self.way).into_iter().partition(|(comes, _)| *comes <= now);
        self.way = way;
        let come: Vec<(i64, String)> = come;
        come.into_iter().map(|(_, text)| text).collect()
    }
}
