//! Following one show: a playlist that is read again as it grows, and a stream of events that is opened again when it breaks.

use crate::kernel::effects::{LiveLine, LiveNews, Outcome, Report, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::live_list;
use crate::kernel::live_source::LiveSource;
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{Code, WebUrl};
use tradewind_live::limits::PLAYLIST_BYTES;
use tradewind_live::{Cue, EventDecoder, GapStep, GapWatch, LiveEvent, Playlist, PlaylistError, Received};
use tradewind_ports::stream::{EventBytes, StreamError, StreamLimits, StreamRequest, open};
use tradewind_ports::{Backoff, HttpRequest, HttpResponse, Method, Ports};

/// The shortest time between two looks at a playlist, whatever it says of its segments.
const LEAST_POLL: Duration = Duration::from_secs(1);
/// The longest.
const MOST_POLL: Duration = Duration::from_secs(15);
/// After so many failures in a row the show counts as away.
const FAILURES: u32 = 2;
/// `tests/storefront/LIVE.md`: a line is dead after 30 seconds without a byte.
const SILENCE: Duration = Duration::from_secs(30);
/// Within how long those who miss the same event ask for it: a hub that lost one lost it for all.
const SPREAD: Duration = Duration::from_secs(5);
/// Events that are told at once.
const MOST_AT_ONCE: usize = 256;

/// What follows shows. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Feed {
    pub(crate) ports: Ports,
    /// Says what is followed, and takes the dates of the picture.
    pub(crate) live: Arc<LiveSource>,
    pub(crate) report: Report,
}

impl Feed {
    fn tell(&self, news: LiveNews) {
        (self.report)(Outcome::Live(news));
    }

    /// A good answer; its `Date` is told.
    pub(crate) async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, Fault> {
        let ports = &self.ports;
        let sent = ports.clock.monotonic();
        let answer = ports.transport.send(request).await.map_err(|error| Fault::new(error.code()))?;
        // A copy out of a cache (RFC 9111 5.1) was dated when it was made, and not between these two times.
        let copied = answer.header("age").is_some_and(|age| age.trim() != "0");
        if let Some(date) = answer.date().filter(|_| !copied) {
            self.tell(LiveNews::Dated { date, sent, received: ports.clock.monotonic() });
        }
        match answer.status {
            200 => Ok(answer),
            status => {
                Err(Fault { code: Code::of_status(status), wait: answer.retry_after(ports.clock.now()) })
            }
        }
    }

    // The playlist

    /// Reads the playlist until it ends or is left: as RFC 8216 6.3.4 has it, after a target duration where it changed, else after half
    /// of one.
    pub(crate) async fn playlists(&self, ticket: Ticket, master: WebUrl) {
        let ports = &self.ports;
        let mut backoff = Backoff::default();
        let mut media = master;
        let mut known: Option<Vec<Cue>> = None;
        let mut newest = None;
        let mut line = None;
        let mut was_gone = false;
        while self.live.wants(ticket) {
            let wait = match self.playlist(&mut media).await {
                Ok(playlist) => {
                    backoff = Backoff::default();
                    was_gone = false;
                    self.live.take(ticket, &playlist);
                    let last = playlist.segments.last().map(|segment| segment.number);
                    let grew = std::mem::replace(&mut newest, last) != last;
                    let ended = playlist.ended;
                    self.tell_line(ticket, &mut line, LiveLine::Here);
                    if ended || known.as_ref() != Some(&playlist.cues) {
                        known = Some(playlist.cues.clone());
                        self.tell(LiveNews::Cues { ticket, cues: playlist.cues, ended });
                    }
                    if ended {
                        return;
                    }
                    let target = playlist.target.clamp(LEAST_POLL, MOST_POLL);
                    if grew { target } else { (target / 2).max(LEAST_POLL) }
                }
                // One of a host's machines may not have it for a moment: gone is what is gone twice.
                Err(fault) if matches!(fault.code, Code::NotFound) && was_gone => {
                    return self.tell_line(ticket, &mut line, LiveLine::Gone);
                }
                Err(fault) => {
                    was_gone = matches!(fault.code, Code::NotFound);
                    let wait = backoff.failed(ports.clock.monotonic(), fault.wait, &*ports.entropy);
                    if backoff.failures() >= FAILURES {
                        self.tell_line(ticket, &mut line, LiveLine::Away);
                    }
                    wait.max(LEAST_POLL)
                }
            };
            ports.clock.sleep(wait).await;
        }
    }

    fn tell_line(&self, ticket: Ticket, told: &mut Option<LiveLine>, line: LiveLine) {
        if told.replace(line) != Some(line) {
            self.tell(LiveNews::Line { ticket, line });
        }
    }

    /// The media playlist; what was a multivariant one is left for its first variant.
    async fn playlist(&self, url: &mut WebUrl) -> Result<Playlist, Fault> {
        for _ in 0..2 {
            let mut request = HttpRequest::new(Method::Get, url.clone())
                .header("accept", "application/vnd.apple.mpegurl")
                .header("cache-control", "no-cache");
            request.max_body = PLAYLIST_BYTES as u64;
            let answer = self.fetch(request).await?;
            match Playlist::read(&answer.body) {
                Ok(playlist) => return Ok(playlist),
                Err(PlaylistError::Multivariant) => {
                    let variant = live_list::variant(&answer.body);
                    let variant = variant.and_then(|text| url.join_named(text).ok());
                    *url = variant.ok_or(Fault::new(Code::LivePlaylist))?;
                }
                Err(error) => return Err(Fault::new(error.code())),
            }
        }
        Err(Fault::new(Code::LivePlaylist))
    }

    // Events

    /// Reads the events until the show is over or left. The addresses are tried by turns; each has ids of its own, and is asked for what
    /// comes after the last that it gave. Where an event is missing that others have overtaken, the next is asked for all that it has.
    pub(crate) async fn events(&self, ticket: Ticket, urls: Vec<WebUrl>) {
        let ports = &self.ports;
        let mut backoff = Backoff::default();
        let mut gap = GapWatch::default();
        let mut resume: Vec<Option<String>> = vec![None; urls.len()];
        let mut turn = 0;
        while self.live.wants(ticket) {
            let at = turn % urls.len().max(1);
            let (Some(url), Some(last)) = (urls.get(at), resume.get_mut(at)) else { return };
            let limits = StreamLimits { idle: SILENCE, ..StreamLimits::default() };
            let mut request = StreamRequest::new(url.clone(), limits);
            if let Some(id) = last.as_deref().filter(|_| !gap.is_asking()) {
                request = request.after(id);
            }
            let ended = match open(&*ports.transport, &ports.clock, request).await {
                Ok(None) => return,
                Ok(Some(mut bytes)) => {
                    let now = ports.clock.monotonic();
                    backoff.opened(now);
                    gap.opened(now);
                    match self.read(ticket, &mut bytes, last, &mut backoff, &mut gap).await {
                        Ok(End::Missing) => {
                            drop(bytes);
                            turn += 1;
                            ports.clock.sleep(ports.entropy.jitter(SPREAD)).await;
                            continue;
                        }
                        Ok(End::Closed) => None,
                        Err(error) => Some(error),
                    }
                }
                Err(error) => Some(error),
            };
            if ended.is_some_and(|error| !error.may_pass()) && urls.len() == 1 {
                // What the playlist says is all there is then.
                return;
            }
            if ended.is_some() {
                turn += 1;
            }
            let wished = ended.and_then(StreamError::wait);
            let wait = backoff.failed(ports.clock.monotonic(), wished, &*ports.entropy);
            ports.clock.sleep(wait).await;
        }
    }

    /// One connection, to its end.
    async fn read(
        &self,
        ticket: Ticket,
        bytes: &mut EventBytes,
        resume: &mut Option<String>,
        backoff: &mut Backoff,
        gap: &mut GapWatch,
    ) -> Result<End, StreamError> {
        let clock = &self.ports.clock;
        let mut decoder = EventDecoder::new();
        let mut refused = None;
        while let Some(piece) = bytes.next().await? {
            let mut events: Vec<(Option<String>, LiveEvent)> = Vec::new();
            for received in decoder.feed(&piece) {
                match received {
                    Received::Event { event: LiveEvent::Heartbeat { now }, .. } => {
                        self.tell(LiveNews::Told { now, received: clock.monotonic() });
                    }
                    Received::Event { id, event } => {
                        if id.is_some() {
                            resume.clone_from(&id);
                        }
                        events.push((id, event));
                    }
                    Received::Retry(wait) => backoff.wished(wait),
                    // It is left out. The number of one that is too large is missing then. A host that goes on so is told of once.
                    Received::Unreadable(error) => {
                        if refused.replace(error) != Some(error) {
                            self.ports.log.log(&Fault::new(error.code()).record("live.event_refused"));
                        }
                    }
                }
            }
            while !events.is_empty() {
                let rest = events.split_off(events.len().min(MOST_AT_ONCE));
                self.tell(LiveNews::Events { ticket, events: std::mem::replace(&mut events, rest) });
            }
            if !self.live.wants(ticket) {
                return Ok(End::Closed);
            }
            match gap.look(self.live.missing(ticket), clock.monotonic()) {
                GapStep::Wait => {}
                GapStep::Ask => return Ok(End::Missing),
                GapStep::GiveUp(seq) => self.tell(LiveNews::Missing { ticket, seq }),
            }
        }
        Ok(End::Closed)
    }
}

/// Why a connection is left that is not broken.
enum End {
    /// The host has ended it, or nobody wants it any more.
    Closed,
    /// To ask for what is missing.
    Missing,
}

#[cfg(test)]
mod tests;
