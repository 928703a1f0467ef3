//! The provider's page of a payment: approve, decline, cancel, leave without a word, or break. It settles on the server, and
//! what stands in the link back is noise, some of it true and some of it not.

use crate::codes::{PAYEE, decimal};
use crate::http::{Reply, Req};
use crate::methods::Way;
use crate::ops::deed::{Deed, Doing, Refused, act};
use crate::ops::payment::Payment;
use crate::ops::session::Session;
use crate::shop::Shop;

/// What a button does, and what is on it.
const BUTTONS: [(&str, &str); 6] = [
    ("approve", "Approve"),
    ("stay", "Approve, and never come back"),
    ("decline", "Decline"),
    ("cancel", "Cancel"),
    ("leave", "Leave without a word"),
    ("break", "Break"),
];

/// `GET` and `POST /pay/{session}/{secret}`.
pub(crate) fn pay(shop: &Shop, request: &Req, session: &str, secret: &str) -> Result<Reply, Reply> {
    let (_, payment) = found(shop, session, secret)?;
    if request.method == axum::http::Method::GET {
        return Ok(html(200, &asking(&payment)));
    }
    own(shop, request)?;
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let (deed, returns) = match Req::field(&body, "as") {
        Some("approve") => (Deed::Approve, true),
        Some("stay") => (Deed::Approve, false),
        Some("decline") => (Deed::Decline, true),
        Some("cancel") => (Deed::Cancel, true),
        Some("leave") => return Ok(html(200, "<p>You have left. Nothing was paid here.</p>")),
        Some("break") => return Ok(broken()),
        _ => return Err(Reply::refuse(400, "invalid_request", "as")),
    };
    let doing = Doing { deed, word: None, minor: None };
    if let Err(refused) = act(shop, session, Some(&payment.number), doing) {
        return Ok(html(409, &format!("<p>This cannot be paid: {refused}.</p>")));
    }
    if !returns || payment.return_url.is_empty() {
        return Ok(html(200, "<p>Done. Now go back to the app.</p>"));
    }
    let link = noisy(&payment, deed);
    if request.header("sec-fetch-dest") == Some("iframe") {
        return Ok(handed_back(&payment, &link));
    }
    let mut reply = html(303, "<p>Back to the app.</p>");
    reply.headers.push(("location", link));
    Ok(reply)
}

/// In a frame no link opens an app: whoever frames the page is given the link.
fn handed_back(payment: &Payment, link: &str) -> Reply {
    let told = serde_json::json!({"return": link}).to_string().replace('<', "\\u003c");
    let nonce = &payment.secret;
    let mut reply = html(
        200,
        &format!(
            "<p>Back to the app.</p><script nonce={nonce}>window.parent.postMessage({told}, \"*\")</script>"
        ),
    );
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
    );
    reply.headers.push(("content-security-policy", policy));
    reply
}

/// The payment that a page is of. Who does not know its secret learns nothing of the session either.
pub(crate) fn found(shop: &Shop, session: &str, secret: &str) -> Result<(Session, Payment), Reply> {
    let none = || Reply::refuse(404, "not_found", "no such page");
    let session = Session::load(&shop.db(), "checkout", session).map_err(|_| none())?;
    let payment = session.payments.iter().rfind(|payment| payment.secret == secret);
    let payment = payment.cloned().ok_or_else(none)?;
    Ok((session, payment))
}

/// A form of another site is not taken.
pub(crate) fn own(shop: &Shop, request: &Req) -> Result<(), Reply> {
    match request.header("origin") {
        Some(origin) if origin != shop.config.base_url => {
            Err(Reply::refuse(403, "forbidden", "from our own page only"))
        }
        _ => Ok(()),
    }
}

fn asking(payment: &Payment) -> String {
    let linked = payment.method().is_some_and(|method| matches!(method.way, Way::Link(_)));
    let buttons: String = BUTTONS
        .iter()
        .filter(|(deed, _)| linked || !["stay", "break"].contains(deed))
        .map(|(deed, words)| format!("<button name=as value={deed}>{words}</button> "))
        .collect();
    let (payee, more) = match payment.fault.as_str() {
        "wrong-payee" => ("Another Shop", 0),
        "wrong-sum" => (PAYEE, 100),
        _ => (PAYEE, 0),
    };
    let quote = &payment.quote;
    format!(
        "<h1>{}</h1><p>{payee}</p><p><b>{} {}</b></p><form method=post>{buttons}</form>",
        payment.title(),
        decimal(quote.due() + more, &quote.currency),
        quote.currency,
    )
}

/// The link back, with what providers put behind it. Who believes it is wrong about half of the time.
fn noisy(payment: &Payment, deed: Deed) -> String {
    let noise = match deed {
        Deed::Approve => "redirect_status=succeeded&status=CANCELLED&paid=false",
        Deed::Decline => "redirect_status=succeeded&status=FAILED&amount=1.00",
        _ => "redirect_status=canceled&status=SUCCESS&PayerID=NOBODY",
    };
    let (url, fragment) = match payment.return_url.split_once('#') {
        Some((url, fragment)) => (url, format!("#{fragment}")),
        None => (payment.return_url.as_str(), String::new()),
    };
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}{noise}&token={}{fragment}", payment.number)
}

fn broken() -> Reply {
    let mut reply = Reply::bytes("text/plain", b"internal server error".to_vec());
    reply.status = 500;
    reply
}

/// A page that is kept nowhere, and whose address is told to nobody.
pub(crate) fn html(status: u16, body: &str) -> Reply {
    let page = format!(
        "<!doctype html><html lang=en><meta name=viewport content=\"width=device-width\"><title>Sandbox</title>\
         <style>body{{font:16px system-ui;margin:2rem}}button{{font:inherit;margin:.25rem;padding:.75rem}}</style>{body}"
    );
    let mut reply = Reply::bytes("text/html; charset=utf-8", page.into_bytes());
    reply.status = status;
    reply.headers.push(("cache-control", "no-store".to_owned()));
    // Nobody else learns the address; the page's own form still says where it is from, which `no-referrer` makes null.
    reply.headers.push(("referrer-policy", "same-origin".to_owned()));
    reply
}

/// What a page is told that asked for something by script.
pub(crate) fn said(refused: Result<(), Refused>) -> Reply {
    match refused {
        Ok(()) => Reply::json(200, &serde_json::json!({"done": true})),
        Err(refused) => Reply::refuse(409, &refused.to_string(), "the provider refuses"),
    }
}
