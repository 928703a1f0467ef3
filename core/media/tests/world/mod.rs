//! A host of pictures and models, for tests.

use std::collections::BTreeMap;
use std::sync::Mutex;
use tradewind_domain::{WebUrl, lock};
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// An address on the host.
pub(crate) fn url(path: &str) -> WebUrl {
    WebUrl::parse(&format!("http://127.0.0.1:9/{path}")).expect("loopback")
}

/// Answers by path, and notes what was asked.
#[derive(Default)]
pub(crate) struct Host {
    answers: Mutex<BTreeMap<String, HttpResponse>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Host {
    pub(crate) fn answer(&self, path: &str, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = HttpResponse { status, headers, body: body.into().into() };
        lock(&self.answers).insert(path.to_owned(), answer);
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        let found = lock(&self.answers).get(&path).cloned();
        lock(&self.asked).push(path);
        Box::pin(async move {
            // Others have their turn before an answer is there.
            tokio::task::yield_now().await;
            let none = HttpResponse { status: 404, headers: Vec::new(), body: Vec::new().into() };
            let answer = found.unwrap_or(none);
            let fits = answer.body.len() as u64 <= request.max_body;
            if fits { Ok(answer) } else { Err(TransportError::TooLarge) }
        })
    }
}
