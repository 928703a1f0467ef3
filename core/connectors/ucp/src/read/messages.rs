//! What a merchant says: messages, and what other servers send instead.

use super::parts::{bounded, entries, text};
use serde_json::Value;
use tradewind_commerce::{MerchantMessage, MessageKind, Severity};
use tradewind_domain::WebUrl;

/// The longest code of a provider's that is taken, in bytes; those in `assets/payments` have at most 29.
const MOST_CODE: usize = 64;

/// `messages[]`, or what other servers send instead (`detail`).
pub(crate) fn messages(body: &Value) -> Vec<MerchantMessage> {
    let mut all: Vec<MerchantMessage> = entries(&body["messages"])
        .filter_map(|message| {
            let kind = match message["type"].as_str() {
                Some("warning") => MessageKind::Warning,
                Some("info") => MessageKind::Info,
                // What we do not know may be grave.
                _ => MessageKind::Error,
            };
            let code = bounded(message["code"].as_str().unwrap_or_default(), 100);
            let content = text(&message["content"], 2_000);
            // An error counts without words, too: then its code stands for them.
            let must_be_seen = kind == MessageKind::Error || message["presentation"] == "disclosure";
            let wordless = must_be_seen.then(|| match code.as_str() {
                "" => "error".to_owned(),
                code => code.replace('_', " "),
            });
            Some(MerchantMessage {
                kind,
                content: content.or(wordless)?,
                code,
                severity: match message["severity"].as_str() {
                    Some("recoverable") => Severity::Recoverable,
                    Some("requires_buyer_input") => Severity::RequiresBuyerInput,
                    Some("requires_buyer_review") => Severity::RequiresBuyerReview,
                    Some("unrecoverable") => Severity::Unrecoverable,
                    _ => Severity::None,
                },
                path: text(&message["path"], 300),
                disclosure: message["presentation"] == "disclosure",
                image: message["image_url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
                url: message["url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
                provider_code: provider_code(&message["provider_code"]),
            })
        })
        .collect();
    if all.is_empty() {
        all.extend(error("", &body["detail"]));
    }
    all
}

/// What a refusal says that is one flat object (`code`, `content`, `continue_url`), as negotiation's are.
pub(crate) fn flat(body: &Value) -> Option<MerchantMessage> {
    let code = bounded(body["code"].as_str()?, 100);
    let url = body["continue_url"].as_str().and_then(|url| WebUrl::parse(url).ok());
    let said = error(&code, &body["content"]).or_else(|| error(&code, &Value::from(code.replace('_', " "))));
    Some(MerchantMessage { url, ..said? })
}

fn error(code: &str, words: &Value) -> Option<MerchantMessage> {
    Some(MerchantMessage {
        kind: MessageKind::Error,
        code: code.to_owned(),
        content: text(words, 2_000)?,
        severity: Severity::None,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: None,
    })
}

/// `provider_code`: the code of the payment's provider (`1037`, `NOT_ENOUGH_FUNDS`), as text or as a number, for providers have it
/// as both. UCP leaves further members open and has none for this. Anything that is no plain word is none.
fn provider_code(value: &Value) -> Option<String> {
    let code =
        value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))?;
    let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '_' | '.');
    (!code.is_empty() && code.len() <= MOST_CODE && code.chars().all(plain)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_provider_s_code_is_a_short_word_or_a_number() {
        let read = |code: Value| {
            let said =
                json!({"type": "error", "code": "payment_declined", "content": "No.", "provider_code": code});
            messages(&json!({"messages": [said]})).remove(0).provider_code
        };
        for (code, read_as) in [(json!("1037"), "1037"), (json!(-2), "-2"), (json!("Z9"), "Z9")] {
            assert_eq!(read(code).as_deref(), Some(read_as));
        }
        let long = "9".repeat(MOST_CODE + 1);
        for code in [json!(null), json!(""), json!(long), json!("a b"), json!({"code": 1}), json!(1.5)] {
            assert_eq!(read(code.clone()), None, "{code}");
        }
    }
}
