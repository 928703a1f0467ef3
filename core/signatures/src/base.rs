//! The signature base: the bytes that are signed (RFC 9421 2.5).

use crate::component::Component;
use crate::error::SignatureError;
use crate::fields::{self, Headers};
use crate::message::{Message, Request};
use url::Position;

/// The bytes to sign or verify: a line for each component, then the parameters as they stand in `Signature-Input`.
pub(crate) fn signature_base(
    message: &Message<'_>,
    components: &[Component],
    parameters: &str,
) -> Result<Vec<u8>, SignatureError> {
    let mut base = String::new();
    for component in components {
        base.push_str(&component.identifier());
        base.push_str(": ");
        base.push_str(&value(message, component)?);
        base.push('\n');
    }
    base.push_str("\"@signature-params\": ");
    base.push_str(parameters);
    Ok(base.into_bytes())
}

const ABSENT: SignatureError = SignatureError::Malformed("what is covered is not in the message");

/// A component's value in this message.
fn value(message: &Message<'_>, component: &Component) -> Result<String, SignatureError> {
    let request = match (message, component.of_request) {
        (Message::Request(request), false) | (Message::Response(_, Some(request)), true) => Some(request),
        (Message::Response(..), false) => None,
        (Message::Request(_), true) | (Message::Response(_, None), true) => return Err(ABSENT),
    };
    if !component.name.starts_with('@') {
        let headers = request.map_or(message.headers(), |request| request.headers);
        return field(headers, component);
    }
    match (message, request) {
        (_, Some(request)) => derived(request, &component.name),
        (Message::Response(response, _), None) if component.name == "@status" => {
            Ok(format!("{:03}", response.status))
        }
        _ => Err(ABSENT),
    }
}

/// RFC 9421 2.1 and 2.1.2.
fn field(headers: &Headers, component: &Component) -> Result<String, SignatureError> {
    let whole = fields::combined(headers, &component.name)?.ok_or(ABSENT)?;
    let Some(key) = &component.key else { return Ok(whole) };
    let dictionary = fields::dictionary(&whole)?;
    fields::member(&dictionary, key).map(fields::Member::serialize).ok_or(ABSENT)
}

/// RFC 9421 2.2: of the address as it is normalised there (host in lower case, no default port, no empty path), which is how
/// the `url` crate keeps it.
fn derived(request: &Request<'_>, name: &str) -> Result<String, SignatureError> {
    let url = request.url.url();
    Ok(match name {
        "@method" if is_method(request.method) => request.method.to_owned(),
        "@authority" => url[Position::BeforeHost..Position::AfterPort].to_owned(),
        "@path" => url.path().to_owned(),
        "@query" => format!("?{}", url.query().unwrap_or_default()),
        "@scheme" => url.scheme().to_owned(),
        "@target-uri" => url[..Position::AfterQuery].to_owned(),
        "@request-target" => url[Position::BeforePath..Position::AfterQuery].to_owned(),
        _ => return Err(ABSENT),
    })
}

/// A token (RFC 9110 9.1): anything else could write lines into the base.
fn is_method(method: &str) -> bool {
    !method.is_empty()
        && method.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
