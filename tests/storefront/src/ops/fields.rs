//! The page with a card provider's own fields: what is typed is made a token here, and the page tells it to the app that
//! shows it, once. The provider and its frames are played by this one page.

use crate::http::{Reply, Req};
use crate::ops::pay_page::{html, own};
use crate::shop::Shop;
use serde_json::json;

/// Test cards that are not simply paid (Stripe's numbers, <https://docs.stripe.com/testing>), and the token of each; `psp/cards.rs`
/// finds the word in it.
const TOKENS: [(&str, &str); 2] =
    [("4000000000000341", "tok_fields_declined"), ("4000002500003155", "tok_fields_3ds")];

/// `GET` and `POST /fields`.
pub(crate) fn fields(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    if request.method == axum::http::Method::GET {
        return Ok(page(&shop.new_secret(&shop.db())));
    }
    own(shop, request)?;
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let number = Req::field(&body, "number").unwrap_or_default();
    if !is_card(number) {
        return Err(Reply::refuse(422, "invalid_request", "not a card's number"));
    }
    let token = TOKENS.iter().find(|(known, _)| *known == number).map_or("tok_fields", |(_, token)| *token);
    Ok(Reply::json(
        200,
        &json!({
            "type": "hosted_fields.token",
            "credential": {"type": "token", "token": token},
            "display": {"brand": brand(number), "last_digits": &number[number.len() - 4..]},
        }),
    ))
}

/// 12 to 19 digits, the last of which checks the others (ISO/IEC 7812-1, annex B).
fn is_card(number: &str) -> bool {
    if !(12..=19).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit - b'0');
            let weighed = if at % 2 == 1 { digit * 2 } else { digit };
            weighed / 10 + weighed % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

fn brand(number: &str) -> &'static str {
    match number.as_bytes().first() {
        Some(b'3') => "amex",
        Some(b'5') => "mastercard",
        _ => "visa",
    }
}

fn page(nonce: &str) -> Reply {
    let mut reply = html(
        200,
        &format!(
            "<h1>Sandbox Card</h1><p id=word>Money that is none.</p><form id=card>\
             <label>Card number <input id=number inputmode=numeric autocomplete=cc-number value=4242424242424242></label> \
             <button>Pay by card</button></form><script nonce={nonce}>{SCRIPT}</script>"
        ),
    );
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
    );
    reply.headers.push(("content-security-policy", policy));
    reply
}

/// Has the number made a token, and tells it. A number that is none stays on the page, which says so.
const SCRIPT: &str = r#"
const bridge = window.HostedFieldsConsumer ?? window.webkit?.messageHandlers?.HostedFieldsConsumer;
const word = (text) => { document.getElementById("word").textContent = text; };
let told = false;
document.getElementById("card").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (told) return;
  const number = document.getElementById("number").value.replaceAll(" ", "");
  const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams({ number }) });
  if (!answer.ok) { word("This is not a card's number."); return; }
  const said = await answer.text();
  if (told) return;
  told = true;
  word("Done.");
  // To the app alone: any page may frame this one.
  bridge?.postMessage(said);
});
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psp::Card;

    #[test]
    fn a_number_is_checked_by_its_last_digit() {
        for good in ["4242424242424242", "378282246310005", "5555555555554444", TOKENS[0].0, TOKENS[1].0] {
            assert!(is_card(good), "{good}");
        }
        for bad in
            ["4242424242424241", "0", "", "42424242424242424242", "4242 4242 4242 4242", "424242424242424x"]
        {
            assert!(!is_card(bad), "{bad}");
        }
    }

    #[test]
    fn a_test_card_is_the_one_that_its_token_stands_for() {
        let cards = TOKENS.map(|(_, token)| Card::of(token));
        assert_eq!((cards, Card::of("tok_fields")), ([Card::Declined, Card::ThreeDs], Card::Good));
    }
}
