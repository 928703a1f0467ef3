//! One phone that watches one show, from a seed: its player, its process, its wires, and what must hold at every step.

use crate::line::{Kept, Line, Mutant};
use crate::rng::Rng;
use crate::show::{BEGUN, Show};
use crate::wire::{Connection, Fetches};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tradewind_live::{EventDecoder, GapStep, GapWatch, Mode, PictureClock, PlayerReport, Playlist, Received};

/// Milliseconds between two looks.
const STEP: i64 = 250;
/// How long everything works at the end: what is missing is seen, asked for and brought within it.
const CALM: i64 = 60_000;

/// What must never be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Breach {
    /// Shown or told before its moment was on the glass.
    Early,
    /// Shown beside itself, or told again.
    Doubled,
    /// Not listed although its moment had come, or not shown although it stands.
    Lost,
    /// Another price than the one that was said last.
    Price,
    /// The picture came to the end, and its clock or the show did not.
    Stuck,
    /// The show was over before its picture was.
    Over,
}

/// What was met.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Met {
    pub(crate) told: usize,
    pub(crate) kills: usize,
    pub(crate) seeks: usize,
    pub(crate) drops: usize,
    pub(crate) asks: usize,
    pub(crate) ends: usize,
}

struct Player {
    /// From the first segment of the show; the player itself counts from `origin`.
    position: i64,
    origin: i64,
    playing: bool,
    /// In thousandths.
    rate: i64,
    latency: i64,
    stalls_until: i64,
    held: Option<PlayerReport>,
}

/// What ends with the process.
struct Process {
    line: Line,
    clock: PictureClock,
    player: Option<Player>,
    connection: Option<(Connection, EventDecoder)>,
    connects_at: i64,
    /// The id of the newest event that came.
    newest: Option<String>,
    gap: GapWatch,
}

struct World<'a> {
    show: &'a Show,
    rng: Rng,
    now: i64,
    faults: bool,
    mutant: Option<Mutant>,
    process: Process,
    fetches: Fetches,
    file: Kept,
    told: BTreeMap<String, u32>,
    met: Met,
}

/// Runs a life to its end.
pub(crate) fn life(seed: u64, mutant: Option<Mutant>) -> Result<Met, Breach> {
    let mut rng = Rng::new(seed);
    let replay = rng.chance(100);
    let show = Show::new(&mut rng, replay);
    let begun = if replay { BEGUN + 900_000 } else { BEGUN + rng.range(0, show.length() / 2) };
    let end = begun.max(BEGUN) + show.length() + 10_000;
    let line = Line::new(if replay { Mode::Replay } else { Mode::Live }, mutant);
    let file = line.keep();
    let process = Process::new(line, begun);
    let (fetches, told, met) = (Fetches::default(), BTreeMap::new(), Met::default());
    let mut world =
        World { show: &show, rng, now: begun, faults: true, mutant, process, fetches, file, told, met };
    while world.now < end + CALM {
        if world.faults && world.now >= end {
            world.heal();
        }
        world.step()?;
    }
    world.settled()
}

impl Process {
    fn new(line: Line, now: i64) -> Self {
        let clock = PictureClock::new();
        let gap = GapWatch::default();
        Self { line, clock, player: None, connection: None, connects_at: now, newest: None, gap }
    }
}

impl World<'_> {
    fn step(&mut self) -> Result<(), Breach> {
        self.now += STEP;
        if self.faults && self.rng.chance(4) {
            self.kill();
        }
        self.play();
        let mut changed = self.playlists();
        changed |= self.events();
        self.look(changed)
    }

    /// The process ends; what is in the file is all that is left.
    fn kill(&mut self) {
        self.met.kills += 1;
        let line = Line::restore(&self.file, self.mutant);
        self.process = Process::new(line, self.now + self.rng.range(0, 5_000));
    }

    /// Everything works from here on, and the picture is sought to the end.
    fn heal(&mut self) {
        self.faults = false;
        if let Some(player) = &mut self.process.player {
            (player.latency, player.stalls_until, player.playing) = (0, 0, true);
        }
    }

    fn play(&mut self) {
        let (now, rng, show) = (self.now, &mut self.rng, self.show);
        let Some(player) = &mut self.process.player else { return };
        let edge = show.edge(now);
        if player.playing && player.stalls_until <= now {
            player.position = (player.position + STEP * player.rate / 1_000).min(edge.max(player.position));
        }
        // What changes the picture at once is told at once; the regular reports may be lost or late.
        let mut at_once = false;
        if !self.faults {
            (player.position, at_once) = (show.length(), true);
        } else if rng.chance(15) {
            player.position = rng.range(show.oldest(now).max(player.origin), edge + 1).max(player.origin);
            self.met.seeks += 1;
            at_once = true;
        } else if rng.chance(15) {
            player.playing = !player.playing;
            at_once = true;
        } else if rng.chance(15) {
            player.latency = rng.range(0, 2_000);
            at_once = true;
        } else if rng.chance(15) {
            player.stalls_until = now + rng.range(0, 6_000);
        } else if rng.chance(15) {
            player.rate = rng.range(960, 1_060);
        }
        let millis =
            |millis: i64| Duration::from_millis(u64::try_from(millis).expect("not before the origin"));
        let report = PlayerReport {
            position: millis(player.position - player.origin),
            programme: None,
            latency: millis(player.latency),
            playing: player.playing,
            // A player has the playlist at least as early as whoever reads it beside it.
            ended: player.position >= show.length() && player.latency == 0 && now > show.whole_from(),
            at: millis(now - BEGUN),
        };
        if at_once || rng.chance(850) {
            self.process.clock.report(report);
            if let Some(late) = player.held.take() {
                self.process.clock.report(late);
            }
        } else {
            player.held = Some(report);
        }
    }

    fn playlists(&mut self) -> bool {
        let mut changed = false;
        for text in self.fetches.run(self.show, self.now, &mut self.rng, self.faults) {
            let playlist = Playlist::read(text.as_bytes()).expect("a playlist");
            assert_eq!(playlist.refused, 0, "{text}");
            if let (None, Some(first)) = (&self.process.player, playlist.segments.first()) {
                let origin = self.show.segments[first.number as usize].start;
                let latest = (self.show.edge(self.now) - 9_000).max(origin);
                let position = if self.show.replay || self.rng.chance(100) { origin } else { latest };
                let latency = if self.faults { self.rng.range(0, 2_000) } else { 0 };
                self.process.player = Some(Player {
                    position,
                    origin,
                    playing: true,
                    rate: 1_000,
                    latency,
                    stalls_until: 0,
                    held: None,
                });
            }
            self.process.clock.take(&playlist);
            changed |= self.process.line.take_cues(playlist.cues);
        }
        changed
    }

    fn events(&mut self) -> bool {
        if self.show.replay {
            return false;
        }
        let (now, rng, process) = (self.now, &mut self.rng, &mut self.process);
        let Some((connection, decoder)) = &mut process.connection else {
            if now >= process.connects_at && (!self.faults || rng.chance(600)) {
                let resume = process.newest.as_deref().filter(|_| !process.gap.is_asking());
                let connection = Connection::open(self.show, resume);
                process.gap.opened(since_begun(now));
                process.connection = Some((connection, EventDecoder::new()));
            }
            return false;
        };
        connection.write(self.show, now, rng, self.faults);
        let mut received: Vec<Received> = Vec::new();
        let chunks = connection.read(now, rng);
        let heard = !chunks.is_empty();
        for chunk in chunks {
            received.extend(decoder.feed(&chunk));
        }
        let drops = self.faults && rng.chance(20);
        if drops {
            received.extend(decoder.feed(&connection.broken(rng)));
            self.met.drops += 1;
        }
        let mut changed = false;
        for one in received {
            let Received::Event { id, event } = one else { continue };
            changed |= process.line.take_event(id.as_deref(), event);
            process.newest = id.or(process.newest.take());
        }
        let mut asks = false;
        if heard {
            match process.gap.look(process.line.missing(), since_begun(now)) {
                GapStep::Wait => {}
                GapStep::Ask => asks = true,
                GapStep::GiveUp(seq) => {
                    process.line.give_up(seq);
                    changed = true;
                }
            }
        }
        self.met.asks += usize::from(asks);
        if drops || asks {
            process.connection = None;
            process.connects_at = now + rng.range(200, 4_000);
        }
        changed
    }

    /// The picture is asked where it is; what is due is kept first and told then, and the process may end anywhere between.
    fn look(&mut self, changed: bool) -> Result<(), Breach> {
        let moment = self.process.clock.moment();
        let ends = moment.filter(|_| self.process.clock.is_at_end());
        self.process.line.picture_ends(ends);
        let due = moment.map_or_else(Vec::new, |moment| self.process.line.advance(moment.0));
        if changed || !due.is_empty() {
            if self.faults && self.rng.chance(5) {
                self.kill();
                return Ok(());
            }
            self.file = self.process.line.keep();
            if self.faults && self.rng.chance(5) {
                self.kill();
                return Ok(());
            }
        }
        let Some(moment) = moment.map(|moment| moment.0) else { return Ok(()) };
        let Some(player) = &self.process.player else { return Ok(()) };
        let glass = self.show.moment((player.position - player.latency).max(player.origin));
        let over = self.process.line.is_over(moment);
        if over && (self.show.replay || glass < self.show.moment(self.show.length())) {
            return Err(Breach::Over);
        }
        let standing = self.process.line.at(moment);
        for item in due.iter().chain(&standing) {
            if self.pinned(item).from > glass {
                return Err(Breach::Early);
            }
        }
        if standing.iter().collect::<BTreeSet<_>>().len() < standing.len() {
            return Err(Breach::Doubled);
        }
        for item in due {
            let times = self.told.entry(item).or_default();
            *times += 1;
            if *times > 1 {
                return Err(Breach::Doubled);
            }
            self.met.told += 1;
        }
        let stands = |item: &String| {
            let pinned = self.pinned(item);
            pinned.until.is_some() || pinned.from > moment || standing.contains(item)
        };
        if over || self.told.keys().all(stands) { Ok(()) } else { Err(Breach::Lost) }
    }

    fn settled(mut self) -> Result<Met, Breach> {
        let last = self.show.moment(self.show.length());
        let moment = self.process.clock.moment().ok_or(Breach::Stuck)?.0;
        if moment > last || (!self.show.slides() && moment < last) {
            return Err(Breach::Stuck);
        }
        // The host ended it after the last picture.
        let over = self.process.line.is_over(moment);
        if over == self.show.replay {
            return Err(Breach::Stuck);
        }
        self.met.ends += usize::from(over);
        let listed: Vec<(String, Option<i64>)> = self.process.line.listed(moment);
        let names: BTreeSet<&String> = listed.iter().map(|(item, _)| item).collect();
        if names.len() < listed.len() {
            return Err(Breach::Doubled);
        }
        let due = |from: i64| over || from <= moment;
        let lost = self.show.pinned.iter().any(|one| due(one.from) && !names.contains(&one.item));
        if lost || self.told.keys().any(|item| !names.contains(item)) {
            return Err(Breach::Lost);
        }
        let wrong = |(item, said): &(String, Option<i64>)| *said != Some(self.show.price(item, moment));
        if listed.iter().any(wrong) { Err(Breach::Price) } else { Ok(self.met) }
    }

    fn pinned(&self, item: &str) -> &crate::show::Pinned {
        self.show.pinned.iter().find(|one| one.item == item).expect("the show pinned it")
    }
}

/// A time on the phone's monotonic clock.
fn since_begun(now: i64) -> Duration {
    Duration::from_millis(u64::try_from(now - BEGUN).expect("nobody looks before the show begins"))
}
