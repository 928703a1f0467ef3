//! Gives nchan what is said, in its order, from a thread of its own: a hub that is away keeps nobody waiting. Where the line is cut,
//! nchan is cut too.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// How many events may wait; further ones are dropped, as by a hub that is away.
const QUEUE: usize = 4_096;
/// How long a connection, and an answer, is waited for.
const WAIT: Duration = Duration::from_secs(2);
/// How many events of a channel are kept to be told again: one less than nchan keeps, where `begins-after` stands before them.
const KEPT: usize = 1_023;
/// The file that nchan's subscribers are refused for (`configuration` in `nchan.rs`).
const CUT: &str = "/cut";

enum Job {
    Tell(Told),
    Cut(Duration),
}

struct Told {
    channel: String,
    kind: &'static str,
    seq: u64,
    data: String,
}

/// The way to nchan. It ends with the shop.
pub(super) struct Publisher {
    base: String,
    queue: SyncSender<Job>,
}

impl Publisher {
    /// To an address such as `http://127.0.0.1:8431`; none of one that is not on this machine.
    pub(super) fn open(url: &str) -> Option<Self> {
        let base = url.trim_end_matches('/').to_owned();
        let address: SocketAddr = base.strip_prefix("http://")?.parse().ok()?;
        if !address.ip().is_loopback() {
            return None;
        }
        let (queue, waiting) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("nchan".to_owned())
            .spawn(move || publish_all(address, &waiting))
            .ok()?;
        Some(Self { base, queue })
    }

    /// Says an event of a show in a market.
    pub(super) fn send(&self, show: &str, market: &str, kind: &'static str, seq: u64, data: String) {
        let told = Told { channel: channel(show, market), kind, seq, data };
        // A full queue is a hub that is away: its clients see that a number is missing.
        let _ = self.queue.try_send(Job::Tell(told));
    }

    /// Sends nchan's subscribers away and refuses them for so long. What is said meanwhile is told it afterwards.
    pub(super) fn cut(&self, how_long: Duration) {
        let _ = self.queue.try_send(Job::Cut(how_long));
    }

    /// Where a client hears a show in a market.
    pub(super) fn address(&self, show: &str, market: &str) -> String {
        format!("{}/sub/{}", self.base, channel(show, market))
    }
}

fn channel(show: &str, market: &str) -> String {
    format!("{show}-{market}")
}

fn publish_all(address: SocketAddr, waiting: &Receiver<Job>) {
    let mut hub = Hub { address, channels: BTreeMap::new() };
    while let Ok(job) = waiting.recv() {
        match job {
            Job::Tell(told) => hub.tell(told),
            Job::Cut(how_long) => hub.cut(how_long, waiting),
        }
    }
}

/// nchan, and what it was told.
struct Hub {
    address: SocketAddr,
    channels: BTreeMap<String, VecDeque<Told>>,
}

impl Hub {
    fn tell(&mut self, told: Told) {
        if !self.channels.contains_key(&told.channel) {
            self.begin(&told);
        }
        self.post(&told);
        self.keep(told);
    }

    /// nchan knows no other way to send subscribers away than to forget a channel: it is told again what it was told.
    fn cut(&mut self, how_long: Duration, waiting: &Receiver<Job>) {
        self.ask("PUT", CUT, "", "1");
        for channel in self.channels.keys() {
            self.ask("DELETE", &format!("/pub/{channel}"), "", "");
        }
        let mut until = Instant::now() + how_long;
        loop {
            match waiting.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Job::Tell(told)) => self.keep(told),
                Ok(Job::Cut(how_long)) => until = Instant::now() + how_long,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        for told in self.channels.values() {
            if let Some(first) = told.front() {
                self.begin(first);
            }
            told.iter().for_each(|told| self.post(told));
        }
        self.ask("DELETE", CUT, "", "");
    }

    fn keep(&mut self, told: Told) {
        let kept = self.channels.entry(told.channel.clone()).or_default();
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back(told);
    }

    /// What comes before the first event of a channel.
    fn begin(&self, first: &Told) {
        let before = format!("{{\"seq\":{}}}", first.seq.saturating_sub(1));
        self.publish(&first.channel, "begins-after", &before);
    }

    fn post(&self, told: &Told) {
        self.publish(&told.channel, told.kind, &told.data);
    }

    fn publish(&self, channel: &str, kind: &str, data: &str) {
        let fields = format!("x-eventsource-event: {kind}\r\ncontent-type: application/json\r\n");
        self.ask("POST", &format!("/pub/{channel}"), &fields, data);
    }

    /// Asks nchan for something, with further fields of the request, each with its line's end. Where it is away nobody is told: its
    /// clients see that a number is missing.
    fn ask(&self, method: &str, path: &str, fields: &str, body: &str) {
        let Self { address, .. } = self;
        let sent = || -> std::io::Result<()> {
            let mut stream = TcpStream::connect_timeout(address, WAIT)?;
            stream.set_read_timeout(Some(WAIT))?;
            stream.set_write_timeout(Some(WAIT))?;
            let head = format!(
                "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{fields}content-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
            // It is done once it is answered.
            stream.take(4_096).read_to_end(&mut Vec::new())?;
            Ok(())
        };
        let _ = sent();
    }
}
