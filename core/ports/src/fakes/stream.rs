//! Streams by a script: what each connection answers, and what comes on it when.

use crate::BoxFuture;
use crate::transport::{ByteStream, HttpRequest, HttpResponse, Opened, Piece, Transport, TransportError};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_domain::lock;

/// What happens next on a scripted connection. After the last one it ends in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These bytes come, as one piece.
    Bytes(Bytes),
    /// Nothing comes for so long, by tokio's time, which a test may pause.
    Stall(Duration),
    /// Nothing comes any more, and the connection stays open.
    Silence,
    /// The connection breaks.
    Fail(TransportError),
}

impl Step {
    /// This text comes, as one piece.
    pub fn text(text: &str) -> Self {
        Self::Bytes(Bytes::copy_from_slice(text.as_bytes()))
    }
}

/// One connection.
#[derive(Debug, Clone)]
pub struct Script {
    answer: Result<(u16, Vec<(String, String)>), TransportError>,
    steps: VecDeque<Step>,
}

impl Script {
    /// An event stream on which this happens.
    pub fn events(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            steps: steps.into_iter().collect(),
            ..Self::answer(200, &[("content-type", "text/event-stream")])
        }
    }

    /// An answer without a body.
    pub fn answer(status: u16, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { answer: Ok((status, headers.collect())), steps: VecDeque::new() }
    }

    /// No answer.
    pub fn fails(error: TransportError) -> Self {
        Self { answer: Err(error), steps: VecDeque::new() }
    }
}

/// A transport that plays a script for each connection, in order, and is offline after the last one. Notes what it was asked.
#[derive(Debug, Default)]
pub struct ScriptedStreams {
    scripts: Mutex<VecDeque<Script>>,
    asked: Mutex<Vec<HttpRequest>>,
    open: Arc<AtomicUsize>,
}

impl ScriptedStreams {
    /// These connections, one after another.
    pub fn new(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self { scripts: Mutex::new(scripts.into_iter().collect()), ..Self::default() }
    }

    /// One more connection after those that there are.
    pub fn push(&self, script: Script) {
        lock(&self.scripts).push_back(script);
    }

    /// The requests so far, in order.
    pub fn asked(&self) -> Vec<HttpRequest> {
        lock(&self.asked).clone()
    }

    /// How many connections are open: opened, and not dropped yet.
    pub fn open_now(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    fn connect(&self, request: HttpRequest) -> Result<Opened, TransportError> {
        lock(&self.asked).push(request);
        let script = lock(&self.scripts).pop_front().ok_or(TransportError::Offline)?;
        let (status, headers) = script.answer?;
        let stream = Scripted { steps: script.steps, until: None, _counted: Counted::new(&self.open) };
        Ok((HttpResponse { status, headers, body: Bytes::new() }, Box::new(stream)))
    }
}

impl Transport for ScriptedStreams {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let (mut answer, mut stream) = self.connect(request)?;
            let mut body = BytesMut::new();
            while let Some(piece) = stream.next().await? {
                body.extend_from_slice(&piece);
            }
            answer.body = body.freeze();
            Ok(answer)
        })
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<Opened, TransportError>> {
        Box::pin(async move { self.connect(request) })
    }
}

struct Scripted {
    steps: VecDeque<Step>,
    /// When the stall that is under way ends, also for a call after one that was given up.
    until: Option<tokio::time::Instant>,
    _counted: Counted,
}

impl ByteStream for Scripted {
    fn next(&mut self) -> BoxFuture<'_, Piece> {
        Box::pin(async move {
            loop {
                match self.steps.front() {
                    Some(Step::Stall(period)) => {
                        let now = tokio::time::Instant::now();
                        let until = *self.until.get_or_insert(now + *period);
                        tokio::time::sleep_until(until).await;
                        self.until = None;
                        self.steps.pop_front();
                    }
                    Some(Step::Silence) => std::future::pending().await,
                    _ => break,
                }
            }
            match self.steps.pop_front() {
                Some(Step::Bytes(bytes)) => Ok(Some(bytes)),
                Some(Step::Fail(error)) => Err(error),
                _ => Ok(None),
            }
        })
    }
}

/// Counts for as long as it lives.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
