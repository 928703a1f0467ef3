//! Answers that are not the answer: of another session or order, of an hour ago, of a gateway that has lost its way.

use bytes::Bytes;
use serde_json::{Value, json};
use tradewind_ports::HttpResponse;

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

/// Another session's body in place of this one's.
pub(super) fn foreign(body: &mut Value, lie: Lie) {
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

pub(super) fn edited(answer: HttpResponse, edit: impl FnOnce(&mut Value)) -> HttpResponse {
    let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
    edit(&mut body);
    HttpResponse { body: Bytes::from(body.to_string()), ..answer }
}

pub(super) fn plain(status: u16, retry_after: Option<&str>) -> HttpResponse {
    let headers = retry_after.map(|wait| ("retry-after".to_owned(), wait.to_owned())).into_iter().collect();
    HttpResponse { status, headers, body: Bytes::new() }
}
