//! A good answer's body, and what an answer that is none amounts to.

use crate::{named, read};
use serde_json::Value;
use tradewind_commerce::MerchantError;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_ports::HttpResponse;

/// A good answer's body, or the error it amounts to; neither has an address that leads to a private place.
pub(crate) fn accepted(
    answer: &HttpResponse,
    merchant: &WebUrl,
    now: Timestamp,
) -> Result<Value, MerchantError> {
    if !(200..300).contains(&answer.status) {
        return Err(refusal(answer, merchant, now));
    }
    let body = named::json(&answer.body).ok_or(MerchantError::Garbage("not JSON"))?;
    let body = named::cleaned(body, merchant);
    if !body.is_object() {
        return Err(MerchantError::Garbage("not an object"));
    }
    if body["ucp"]["status"] == "error" {
        let messages = read::messages(&body);
        return Err(match messages.iter().any(|message| message.code == "not_found") {
            true => MerchantError::NotFound,
            false => MerchantError::Refused { status: answer.status, messages },
        });
    }
    Ok(body)
}

/// What an answer amounts to that is none of the good ones.
pub(crate) fn refusal(answer: &HttpResponse, merchant: &WebUrl, now: Timestamp) -> MerchantError {
    let body = named::cleaned(named::json(&answer.body).unwrap_or_default(), merchant);
    let mut messages = read::messages(&body);
    if messages.is_empty() {
        messages.extend(read::flat(&body));
    }
    let unsupported = messages.iter().any(|message| message.code == "version_unsupported");
    match answer.status {
        404 | 410 => MerchantError::NotFound,
        409 => MerchantError::Conflict,
        422 if unsupported => MerchantError::VersionUnsupported,
        429 | 503 if let Some(retry_after) = answer.retry_after(now) => MerchantError::Busy { retry_after },
        status @ 400..=499 => MerchantError::Refused { status, messages },
        300..=399 => MerchantError::Garbage("redirect"),
        status => MerchantError::Failed { status },
    }
}
