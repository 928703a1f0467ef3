//! Gives nchan what is said, in its order, from a thread of its own: a hub that is away keeps nobody waiting.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// How many events may wait; further ones are dropped, as by a hub that is away.
const QUEUE: usize = 4_096;
/// How long a connection, and an answer, is waited for.
const WAIT: Duration = Duration::from_secs(2);

struct Told {
    channel: String,
    kind: &'static str,
    seq: u64,
    data: String,
}

/// The way to nchan. It ends with the shop.
pub(super) struct Publisher {
    base: String,
    queue: SyncSender<Told>,
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
        let _ = self.queue.try_send(told);
    }

    /// Where a client hears a show in a market.
    pub(super) fn address(&self, show: &str, market: &str) -> String {
        format!("{}/sub/{}", self.base, channel(show, market))
    }
}

fn channel(show: &str, market: &str) -> String {
    format!("{show}-{market}")
}

fn publish_all(address: SocketAddr, waiting: &Receiver<Told>) {
    let mut begun: BTreeSet<String> = BTreeSet::new();
    while let Ok(told) = waiting.recv() {
        if begun.insert(told.channel.clone()) {
            let first = format!("{{\"seq\":{}}}", told.seq.saturating_sub(1));
            post(address, &told.channel, "begins-after", &first);
        }
        post(address, &told.channel, told.kind, &told.data);
    }
}

/// Whether nchan took it.
fn post(address: SocketAddr, channel: &str, kind: &str, data: &str) -> bool {
    let sent = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, WAIT)?;
        stream.set_read_timeout(Some(WAIT))?;
        stream.set_write_timeout(Some(WAIT))?;
        let head = format!(
            "POST /pub/{channel} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-eventsource-event: {kind}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            data.len()
        );
        stream.write_all(&[head.as_bytes(), data.as_bytes()].concat())?;
        let mut answer = String::new();
        stream.take(4_096).read_to_string(&mut answer)?;
        Ok(answer)
    };
    sent().is_ok_and(|answer| answer.starts_with("HTTP/1.1 20"))
}
