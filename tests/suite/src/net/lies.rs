//! Answers that are not the answer: of another session or order, of an hour ago, of a gateway that has lost its way.

use super::{Wire, deliver, lock};
use bytes::Bytes;
use serde_json::{Value, json};
use std::time::Duration;
use tradewind_ports::{HttpRequest, HttpResponse, TransportError};

/// A way in which what comes back is not the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// The answer under another session's id.
    Renamed,
    /// Another session, canceled.
    Canceled,
    /// Another session, completed.
    Completed,
    /// What the same question was answered before.
    Stale,
    /// A gateway that knows nothing of it; nothing is done.
    NotFound,
    /// A gateway that is busy for an hour; nothing is done.
    Busy,
    /// Done, and a gateway that is busy for an hour.
    BusyAfter,
    /// Complete is taken, and answered by how the session stood before.
    TakenWithoutAWord,
    /// A clock that is eight hours off.
    Date,
}

/// All of them.
pub const LIES: &[Lie] = &[
    Lie::Renamed,
    Lie::Canceled,
    Lie::Completed,
    Lie::Stale,
    Lie::NotFound,
    Lie::Busy,
    Lie::BusyAfter,
    Lie::TakenWithoutAWord,
    Lie::Date,
];

impl Lie {
    /// What it is called in a test's summary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Renamed => "another session's id",
            Self::Canceled => "another session, canceled",
            Self::Completed => "another session, completed",
            Self::Stale => "a stale answer",
            Self::NotFound => "a gateway's 404",
            Self::Busy => "429 for an hour",
            Self::BusyAfter => "done, and 429 for an hour",
            Self::TakenWithoutAWord => "taken without a word",
            Self::Date => "a Date hours off",
        }
    }
}

impl Wire {
    pub(super) async fn lie(&self, lie: Lie, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let path = request.url.url().path().to_owned();
        let is_session = path.starts_with("/checkout-sessions/");
        let what = format!("{} {path}", request.method.as_str());
        let front = self.front.clone();
        match lie {
            Lie::Renamed | Lie::Canceled | Lie::Completed if is_session => {
                let answer = deliver(front, request).await?;
                Ok(edited(answer, |body| foreign(body, lie)))
            }
            Lie::Stale if is_session && request.method.as_str() == "GET" => {
                let kept = lock(&self.last).get(&what).cloned();
                match kept {
                    Some(kept) => Ok(kept),
                    None => deliver(front, request).await,
                }
            }
            Lie::NotFound if is_session => Ok(plain(404, None)),
            Lie::Busy => Ok(plain(429, Some("3600"))),
            Lie::BusyAfter => {
                deliver(front, request).await?;
                Ok(plain(429, Some("3600")))
            }
            Lie::TakenWithoutAWord if path.ends_with("/complete") => {
                let before =
                    lock(&self.last).get(&format!("GET {}", path.trim_end_matches("/complete"))).cloned();
                let Some(before) = before else { return deliver(front, request).await };
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_secs(2)).await;
                    deliver(front, request).await
                });
                Ok(edited(before, |body| body["messages"] = json!([])))
            }
            Lie::Date => {
                let mut answer = deliver(front, request).await?;
                answer.headers.push(("date".to_owned(), "Tue, 24 Nov 2026 20:00:00 GMT".to_owned()));
                Ok(answer)
            }
            _ => deliver(front, request).await,
        }
    }
}

/// Another session's body in place of this one's.
fn foreign(body: &mut Value, lie: Lie) {
    body["id"] = json!("chk_of_somebody_else");
    match lie {
        Lie::Canceled => body["status"] = json!("canceled"),
        Lie::Completed => {
            body["status"] = json!("completed");
            body["order"] = json!({"id": "order_of_somebody_else"});
        }
        _ => {}
    }
}

fn edited(answer: HttpResponse, edit: impl FnOnce(&mut Value)) -> HttpResponse {
    let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
    edit(&mut body);
    HttpResponse { body: Bytes::from(body.to_string()), ..answer }
}

fn plain(status: u16, retry_after: Option<&str>) -> HttpResponse {
    let headers = retry_after.map(|wait| ("retry-after".to_owned(), wait.to_owned())).into_iter().collect();
    HttpResponse { status, headers, body: Bytes::new() }
}
