//! The network between an engine and its merchant: notes what is sent, and loses or replaces answers.

use crate::setup::Merchant;
use std::sync::{Arc, Mutex};
use tradewind_domain::lock;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// What becomes of a request.
#[derive(Clone)]
pub(crate) enum Fate {
    /// It arrives, and so does its answer.
    Arrives,
    /// No connection: nothing is sent.
    NotSent,
    /// It arrives, and its answer gets lost.
    AnswerLost,
    /// Somebody else answers it, with this.
    AnsweredWith(HttpResponse),
}

pub(crate) struct Wire {
    merchant: Arc<dyn Merchant>,
    fate: Mutex<Fate>,
    requests: Mutex<Vec<HttpRequest>>,
    answers: Mutex<Vec<HttpResponse>>,
}

impl Wire {
    pub(crate) fn new(merchant: Arc<dyn Merchant>) -> Self {
        Self {
            merchant,
            fate: Mutex::new(Fate::Arrives),
            requests: Mutex::default(),
            answers: Mutex::default(),
        }
    }

    /// What becomes of requests from here on.
    pub(crate) fn set(&self, fate: Fate) {
        *lock(&self.fate) = fate;
    }

    /// How many requests went out.
    pub(crate) fn sent(&self) -> usize {
        lock(&self.requests).len()
    }

    /// Everything that the requests from the `from`th on said, as text: addresses, header fields, bodies.
    pub(crate) fn said_since(&self, from: usize) -> Vec<String> {
        let requests = lock(&self.requests);
        let said = |request: &HttpRequest| {
            let body = String::from_utf8_lossy(&request.body);
            format!("{} {:?} {body}", request.url.as_str(), request.headers)
        };
        requests.iter().skip(from).map(said).collect()
    }

    /// The last answer that arrived.
    pub(crate) fn last_answer(&self) -> Option<HttpResponse> {
        lock(&self.answers).last().cloned()
    }
}

impl Transport for Wire {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let fate = lock(&self.fate).clone();
            if matches!(fate, Fate::NotSent) {
                return Err(TransportError::Offline);
            }
            lock(&self.requests).push(request.clone());
            match fate {
                Fate::AnsweredWith(answer) => return Ok(answer),
                Fate::AnswerLost => {
                    let _ = self.merchant.send(request).await;
                    return Err(TransportError::Broken);
                }
                Fate::Arrives | Fate::NotSent => {}
            }
            let answer = self.merchant.send(request).await?;
            lock(&self.answers).push(answer.clone());
            Ok(answer)
        })
    }
}
