//! A webhook of the payment service provider: a hint that it is worth asking, and nothing more. An order is made of what the
//! provider answers when it is asked, never of what a webhook says.

use crate::http::{Reply, Req};
use crate::ops::charge;
use crate::ops::session::Session;
use crate::psp::{hinted, is_signed};
use crate::shop::Shop;
use serde_json::json;

/// `POST /psp/webhook`.
pub(crate) fn webhook(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let Some((.., secret)) = shop.webhook() else {
        return Err(Reply::refuse(404, "not_found", "no payment service provider"));
    };
    let header = request.header("stripe-signature").unwrap_or_default();
    if !is_signed(header, &request.body, &secret, shop.now() / 1_000) {
        return Err(Reply::refuse(400, "signature_invalid", "not signed by our provider"));
    }
    let session = hinted(&request.body).and_then(|intent| {
        // By the books, not by what it says of itself: another's intent, another sum, and one that is over are not ours.
        let mut charged = Session::all(&shop.db(), &intent.id).into_iter();
        charged.find(|session| {
            session.charged().is_some_and(|payment| {
                payment.at_provider() == intent.id && payment.wanted(&session.id).is(&intent)
            })
        })
    });
    let is_taken = session.is_some();
    if let Some(session) = session {
        charge::advance(shop, &session.id);
    }
    Ok(Reply::json(200, &json!({"received": true, "asked": is_taken})))
}
