//! One HTTP/1.1 request to loopback and its answer, whole or not at all.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// The largest answer read, with its head: a page of a hundred intents takes about 200 KiB.
const MAX_ANSWER: usize = 1 << 20;

/// What is sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Call {
    pub(super) method: String,
    /// With its query.
    pub(super) path: String,
    /// Names in small letters.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in small letters.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// No whole answer came in time. Whether the request was carried out, nobody here knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer")]
pub(super) struct Lost;

/// Sends a request and waits for the whole answer, `wait` at most.
pub(super) fn send(to: SocketAddr, call: &Call, wait: Duration) -> Result<Answer, Lost> {
    let until = Instant::now() + wait;
    let left = || until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or(Lost);
    let mut stream = TcpStream::connect_timeout(&to, wait).map_err(|_| Lost)?;
    stream.set_write_timeout(Some(left()?)).map_err(|_| Lost)?;
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\ncontent-length: {}\r\n",
        call.method,
        call.path,
        call.body.len()
    );
    for (name, value) in &call.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(&[head.as_bytes(), &call.body].concat()).map_err(|_| Lost)?;
    let (mut seen, mut part) = (Vec::new(), [0; 8_192]);
    loop {
        stream.set_read_timeout(Some(left()?)).map_err(|_| Lost)?;
        let count = stream.read(&mut part).map_err(|_| Lost)?;
        seen.extend_from_slice(part.get(..count).unwrap_or_default());
        if let Some(answer) = read(&seen)? {
            return Ok(answer);
        }
        if count == 0 || seen.len() > MAX_ANSWER {
            return Err(Lost);
        }
    }
}

/// The answer, once it is whole. Its length must be said: otherwise nobody could tell it from one that broke off.
pub(super) fn read(seen: &[u8]) -> Result<Option<Answer>, Lost> {
    let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let (head, body) = seen.split_at(end);
    let head = std::str::from_utf8(head).map_err(|_| Lost)?;
    let body = body.get(4..).unwrap_or_default();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).ok_or(Lost)?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: Vec::new() };
    let length: usize = answer.header("content-length").and_then(|length| length.parse().ok()).ok_or(Lost)?;
    let Some(body) = body.get(..length) else { return Ok(None) };
    answer.body = body.to_vec();
    Ok(Some(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_or_none() {
        let whole = b"HTTP/1.1 402 Payment Required\r\nContent-Length: 2\r\nRetry-After: 1\r\n\r\n{}";
        for cut in 0..whole.len() {
            assert!(matches!(read(&whole[..cut]), Ok(None)), "{cut}");
        }
        let answer = read(whole).expect("well formed").expect("whole");
        assert_eq!(
            (answer.status, answer.header("retry-after"), &answer.body[..]),
            (402, Some("1"), &b"{}"[..])
        );
        for bad in ["HTTP/1.1 200 OK\r\n\r\n{}", "HTTP\r\ncontent-length: 0\r\n\r\n"] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
