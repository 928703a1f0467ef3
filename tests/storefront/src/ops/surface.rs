//! The pages of a card's bank, as UCP's payment actions run them: the device is looked at unseen, the person is asked to
//! approve. The page speaks JSON-RPC with who shows it (2026-08-25, payment actions), and settles on the server.

use crate::http::{Reply, Req};
use crate::ops::deed::{Deed, Doing, Refused, act as done, ask_again};
use crate::ops::pay_page::{found, html, own, said};
use crate::ops::payment::{Payment, Stage};
use crate::ops::session::{Session, failed};
use crate::shop::Shop;
use crate::versions::Version;
use serde_json::json;

/// `GET` and `POST /act/{session}/{secret}`.
pub(crate) fn act(shop: &Shop, request: &Req, session: &str, secret: &str) -> Result<Reply, Reply> {
    let (_, payment) = found(shop, session, secret)?;
    if request.method == axum::http::Method::GET {
        return Ok(page(&payment));
    }
    own(shop, request)?;
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let deed = match Req::field(&body, "as") {
        Some("collected") if payment.collects => return collected(shop, session, &payment),
        Some("approve") if !payment.collects => Deed::Approve,
        Some("fail") if !payment.collects => Deed::Decline,
        _ => return Err(Reply::refuse(400, "invalid_request", "as")),
    };
    Ok(said(done(shop, session, Some(&payment.number), Doing { deed, word: None, minor: None })))
}

/// The bank has seen the device; now it wants to see the person.
fn collected(shop: &Shop, session: &str, payment: &Payment) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", session)?;
    let known = session.payments.iter_mut().find(|known| known.number == payment.number);
    let known = known.filter(|known| known.stage == Stage::Created && known.collects);
    let Some(known) = known else { return Ok(said(Err(Refused::Over))) };
    known.collects = false;
    ask_again(shop, &db, known);
    // Of the fault, which asks the same again: this was the first time.
    known.again = 0;
    session.save(&db, "checkout").map_err(|_| failed())?;
    Ok(said(Ok(())))
}

fn page(payment: &Payment) -> Reply {
    let told = json!({
        "id": payment.work,
        "version": Version::V2026_08_25.date(),
        "collects": payment.collects,
        "silent": payment.fault == "silent",
        "error": payment.fault.strip_prefix("error "),
    });
    let told = told.to_string().replace('<', "\\u003c");
    let nonce = &payment.secret;
    let mut reply = html(
        200,
        &format!(
            "<h1>Sandbox Bank</h1><p id=word>Please wait.</p><form id=ask hidden>\
             <button value=approve>Approve</button> <button value=fail>Fail</button> \
             <button value=leave>Leave without a word</button></form>\
             <script nonce={nonce}>const told = {told};{SCRIPT}</script>"
        ),
    );
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src 'nonce-{nonce}'; base-uri 'none'"
    );
    reply.headers.push(("content-security-policy", policy));
    reply
}

/// Asks to be taken up, waits for the answer, does its work, and says that it is done; never how it ended.
const SCRIPT: &str = r#"
const host = window.parent !== window ? window.parent : window.opener;
const say = (message) => {
  const whole = { jsonrpc: "2.0", ...message };
  const bridge = window.EmbeddedActionProtocolConsumer
    ?? window.webkit?.messageHandlers?.EmbeddedActionProtocolConsumer;
  if (bridge) bridge.postMessage(JSON.stringify(whole));
  else host?.postMessage(whole, "*");
};
const word = (text) => { document.getElementById("word").textContent = text; };
const finish = () => say({ method: "action.done", params: { id: told.id } });
const send = async (deed) => {
  const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams({ as: deed }) });
  word(answer.ok ? "Done." : "This is over.");
  finish();
};
let begun = false;
const heard = (data) => {
  let answer = data;
  if (typeof data === "string") { try { answer = JSON.parse(data); } catch { return; } }
  if (begun || answer?.jsonrpc !== "2.0" || answer.id !== "ready-1") return;
  begun = true;
  if (!answer.result || answer.result.ucp?.status === "error") { word("Not shown here."); return; }
  if (told.error) {
    const messages = [{ type: "error", code: told.error, content: "The bank cannot go on.", severity: "unrecoverable" }];
    say({ method: "action.error", params: { id: told.id, error: { ucp: { version: told.version, status: "error" }, messages } } });
  } else if (told.collects) {
    send("collected");
  } else {
    word("Is it you who pays?");
    document.getElementById("ask").hidden = false;
  }
};
window.addEventListener("message", (event) => { if (event.source === host) heard(event.data); });
window.EmbeddedActionProtocol = { postMessage: heard };
document.getElementById("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const deed = event.submitter?.value;
  if (deed === "leave") word("You may close this page."); else send(deed);
});
if (!told.silent) say({ id: "ready-1", method: "action.ready", params: { id: told.id, version: told.version } });
"#;
