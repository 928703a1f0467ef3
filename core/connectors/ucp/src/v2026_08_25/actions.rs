//! What the merchant waits for while it takes a payment: UCP's payment authentication, and the hand-offs of our own extension.
//!
//! UCP has actions for 3-D Secure alone, and leaves other types to whoever declares them. Where a person approves in another
//! app, on a bank's page, by a code, on another telephone or at a till, no published handler says how: those types are ours
//! (`dev.tradewind.payment.*`), and a merchant that does not name the extension sends none.

use crate::read::{bounded, entries};
use serde_json::Value;
use tradewind_commerce::{Action, SessionHandler, Work};
use tradewind_domain::{Timestamp, WebUrl};

/// UCP's extension of payment authentication.
pub(super) const AUTHENTICATION: &str = "dev.ucp.common.payment.authentication";
/// Our extension of hand-offs.
pub(super) const HAND_OFF: &str = "dev.tradewind.payment.hand_off";

/// Reads the configuration of one type of work; none where it is not to be used.
type Reader = fn(&Value) -> Option<Work>;

/// The types that are known, with the extension that each is of, in the order in which they are done.
const TYPES: [(&str, &str, Reader); 7] = [
    ("dev.ucp.common.payment.device_data_collection", AUTHENTICATION, device_data),
    ("dev.ucp.common.payment.three_ds_challenge", AUTHENTICATION, challenge),
    ("dev.tradewind.payment.link", HAND_OFF, link),
    ("dev.tradewind.payment.call", HAND_OFF, call),
    ("dev.tradewind.payment.code", HAND_OFF, code),
    ("dev.tradewind.payment.prompt", HAND_OFF, prompt),
    ("dev.tradewind.payment.voucher", HAND_OFF, voucher),
];

/// Most work of one answer that is read.
const MOST: usize = 20;

/// The work of an answer, in the order in which it is to be done. Of types that are not known nothing is kept but that they are
/// there; the same holds for a type whose extension is not active in this very answer, and for what belongs to no instrument
/// of ours. An id that comes twice names nothing.
pub(super) fn actions(body: &Value, handlers: &[SessionHandler]) -> Vec<Action> {
    let active = |extension: &str| body["ucp"]["capabilities"][extension].is_array();
    let order = |name: &str| TYPES.iter().position(|(known, ..)| *known == name).unwrap_or(TYPES.len());
    let mut types: Vec<(&String, &Value)> = body["actions"].as_object().into_iter().flatten().collect();
    types.sort_by_key(|(name, _)| (order(name), *name));
    let all: Vec<Action> = types
        .into_iter()
        .flat_map(|(name, list)| entries(list).map(move |one| (name, one)))
        .take(MOST)
        .filter_map(|(name, one)| {
            let id = one["id"].as_str().filter(|id| !id.is_empty() && id.len() <= 255)?.to_owned();
            let handler = handler_of(body, &one["config"], handlers);
            let known = TYPES.iter().find(|(known, extension, _)| known == name && active(extension));
            let work = known
                .filter(|_| handler.is_some())
                .and_then(|(.., read)| read(&one["config"]))
                .unwrap_or(Work::Other);
            Some(Action { id, handler: handler.unwrap_or_default(), work })
        })
        .collect();
    let is_alone = |id: &str| all.iter().filter(|one| one.id == id).count() == 1;
    all.iter().filter(|one| is_alone(&one.id)).cloned().collect()
}

/// The merchant's id of the handler whose instrument the work is for: exactly one of each.
fn handler_of(body: &Value, config: &Value, handlers: &[SessionHandler]) -> Option<String> {
    let id = config["payment_instrument_id"].as_str()?;
    let mut named = entries(&body["payment"]["instruments"]).filter(|one| one["id"] == id);
    let (instrument, None) = (named.next()?, named.next()) else { return None };
    let mut mine = handlers.iter().filter(|one| instrument["handler_id"] == one.id.as_str());
    match (mine.next(), mine.next()) {
        (Some(one), None) => Some(one.id.clone()),
        _ => None,
    }
}

fn device_data(config: &Value) -> Option<Work> {
    Some(Work::DeviceData { url: url(&config["url"])? })
}

fn challenge(config: &Value) -> Option<Work> {
    Some(Work::Challenge { url: url(&config["url"])? })
}

fn link(config: &Value) -> Option<Work> {
    let (app, page) = (line(&config["app_url"], 4_096), url(&config["url"]));
    (app.is_some() || page.is_some()).then(|| Work::Link { app, page, until: until(config) })
}

fn call(config: &Value) -> Option<Work> {
    let payload = match &config["payload"] {
        Value::String(text) => text.clone(),
        Value::Object(_) => config["payload"].to_string(),
        _ => return None,
    };
    let fits = !payload.is_empty() && payload.len() <= 8 * 1_024;
    fits.then(|| Work::Call { payload, until: until(config) })
}

fn code(config: &Value) -> Option<Work> {
    // Of several lines, where it is an EPC code: not cleaned, for every character of it counts.
    let text = config["text"].as_str().filter(|text| !text.is_empty() && text.len() <= 4 * 1_024)?;
    Some(Work::Code { text: text.to_owned(), until: until(config) })
}

fn prompt(config: &Value) -> Option<Work> {
    Some(Work::Prompt { until: until(config) })
}

fn voucher(config: &Value) -> Option<Work> {
    let reference =
        config["reference"].as_str().map(|text| bounded(text, 120)).filter(|text| !text.is_empty())?;
    Some(Work::Voucher {
        reference,
        barcode: line(&config["barcode"], 200),
        page: url(&config["url"]),
        until: until(config),
    })
}

fn url(value: &Value) -> Option<WebUrl> {
    WebUrl::parse(value.as_str()?).ok()
}

/// One line of printable ASCII, as links and barcodes are.
fn line(value: &Value, most: usize) -> Option<String> {
    let text = value.as_str()?;
    let fits = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

fn until(config: &Value) -> Option<Timestamp> {
    config["expires_at"].as_str().and_then(|text| Timestamp::parse_rfc3339(text).ok())
}
