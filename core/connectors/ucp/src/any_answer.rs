//! Any bytes at all, read as each answer there is.

use crate::dialect::Dialect;
use crate::negotiate::{Chosen, common, discovered};
use crate::read::AnsweredAt;
use crate::{named, read, versions};
use serde_json::Value;
use tradewind_domain::{OrderId, Timestamp, WebUrl};

/// Reads bytes as each answer there is, in each version, for those who throw any bytes at it: the name of the first kind that
/// they are.
pub fn any_answer(bytes: &[u8], merchant: &WebUrl, now: Timestamp) -> &'static str {
    let Some(body) = named::json(bytes) else { return "not JSON" };
    let body = named::cleaned(body, merchant);
    let order = body["id"].as_str().and_then(|id| OrderId::parse(id).ok());
    let at = AnsweredAt { merchant: now, phone: now, dated: false };
    // Each version is tried, also after one that reads it.
    let any = |reads: &dyn Fn(&'static dyn Dialect) -> bool| {
        versions::ALL.iter().filter(|dialect| reads(**dialect)).count() > 0
    };
    let kinds = [
        ("profile", is_profile(&body, merchant)),
        ("checkout", any(&|dialect| read::checkout(&body, dialect, None, at).is_ok())),
        ("order", order.is_some_and(|id| any(&|dialect| read::order(&body, dialect, &id, now).is_ok()))),
        ("page", any(&|dialect| read::catalog_page(&body, dialect, merchant).is_ok())),
        ("messages", !read::messages(&body).is_empty()),
    ];
    kinds.into_iter().find(|(_, read)| *read).map_or("garbage", |(kind, _)| kind)
}

/// Whether it is a profile of a version in common, or leads to one.
fn is_profile(body: &Value, merchant: &WebUrl) -> bool {
    let Ok(chosen) = common(body, merchant) else { return false };
    let reads = |one: &Chosen| match one {
        Chosen::Here(dialect) => discovered(*dialect, body, merchant).is_ok(),
        Chosen::Leaf(..) => true,
    };
    chosen.iter().filter(|one| reads(one)).count() > 0
}
