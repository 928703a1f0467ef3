//! Answers by path, out of memory or from a file, piece by piece.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Mutex;
use tradewind_domain::lock;
use tradewind_ports::transport::Sink;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// A host of bombs.
#[derive(Default)]
pub(crate) struct Host {
    answers: Mutex<BTreeMap<String, (u16, Vec<u8>)>>,
    files: Mutex<BTreeMap<String, PathBuf>>,
}

impl Host {
    pub(crate) fn answer(&self, path: &str, status: u16, body: Vec<u8>) {
        lock(&self.answers).insert(path.to_owned(), (status, body));
    }

    pub(crate) fn file(&self, path: &str, file: PathBuf) {
        lock(&self.files).insert(path.to_owned(), file);
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        Box::pin(async move {
            let found = lock(&self.answers).get(&path).cloned();
            let (status, body) = found.unwrap_or((404, Vec::new()));
            if body.len() as u64 > request.max_body {
                return Err(TransportError::TooLarge);
            }
            Ok(HttpResponse { status, headers: Vec::new(), body: body.into() })
        })
    }

    fn receive<'a>(
        &'a self,
        request: HttpRequest,
        to: Sink<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        Box::pin(async move {
            let file = lock(&self.files).get(&path).cloned();
            let Some(file) = file else { return self.send(request).await };
            let mut file = std::fs::File::open(file).map_err(|_| TransportError::Broken)?;
            let (mut piece, mut left) = (vec![0; 16 << 10], request.max_body);
            loop {
                let count = file.read(&mut piece).map_err(|_| TransportError::Broken)?;
                left = left.checked_sub(count as u64).ok_or(TransportError::TooLarge)?;
                if count == 0 || !to(&piece[..count]) {
                    return Ok(HttpResponse { status: 200, headers: Vec::new(), body: Vec::new().into() });
                }
            }
        })
    }
}
