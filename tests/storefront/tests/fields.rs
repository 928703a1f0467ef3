//! The page with card fields: its script runs in node, and the app around it is played here.

mod client;

use client::live::{Live, path, paying};
use serde_json::{Value, json};
use std::process::Command;

/// An app that shows the page: types a number, presses the button twice, and prints what the page said and what it shows.
const HOST: &str = r#"
const [url, bridge, number] = process.argv.slice(1);
(async () => {
  const page = await (await fetch(url)).text();
  const script = page.match(/<script nonce=\w+>([\s\S]*)<\/script>/)[1];
  const said = [], word = { textContent: "" }, field = { value: number };
  const form = { addEventListener: (_, on) => { form.submit = on; } };
  const host = { postMessage: (text) => said.push(text) };
  const window = {};
  if (bridge === "android") window.HostedFieldsConsumer = host;
  if (bridge === "ios") window.webkit = { messageHandlers: { HostedFieldsConsumer: host } };
  const document = { getElementById: (id) => ({ card: form, number: field, word })[id] };
  new Function("window", "document", "location", script)(window, document, { href: url });
  const press = () => form.submit({ preventDefault() {} });
  await Promise.all([press(), press()]);
  await press();
  console.log(JSON.stringify({ said, word: word.textContent }));
})();
"#;

/// What a page said and shows; none where there is no node, which is said.
#[allow(clippy::print_stdout, reason = "a skipped check says so")]
fn shown(url: &str, bridge: &str, number: &str) -> Option<Value> {
    let run = Command::new("node").args(["-e", HOST, url, bridge, number]).output();
    let Ok(run) = run else {
        println!("skipped: there is no node here to run the page with card fields");
        return None;
    };
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    let told = serde_json::from_str(&out);
    assert!(told.is_ok(), "{out} {}", String::from_utf8_lossy(&run.stderr));
    told.ok()
}

/// The address of the page, as the handler of a checkout names it.
fn address(ready: &Value) -> String {
    let handlers = &ready["ucp"]["payment_handlers"]["dev.tradewind.pay.hosted_card"];
    handlers[0]["config"]["fields_url"].as_str().expect("an address").to_owned()
}

#[test]
fn a_number_becomes_a_token_that_pays_through_each_bridge() {
    for bridge in ["android", "ios"] {
        let shop = Live::selling("24.00 USD");
        let ready = shop.ready("US");
        let Some(told) = shown(&address(&ready), bridge, "4242 4242 4242 4242") else { return };
        let said = told["said"].as_array().expect("a list");
        assert_eq!((said.len(), &told["word"]), (1, &json!("Done.")), "{bridge}: it speaks once");
        let said: Value = serde_json::from_str(said[0].as_str().expect("text alone")).expect("JSON");
        assert_eq!(said["type"], "hosted_fields.token");
        assert_eq!(said["display"], json!({"brand": "visa", "last_digits": "4242"}));
        let card = json!({"id": "i1", "handler_id": "h_hosted_card", "type": "card", "selected": true,
            "credential": said["credential"]});
        let paid = shop.checkout("POST", &format!("{}/complete", path(&ready)), &paying(&card));
        assert_eq!((&paid["status"], shop.orders()), (&json!("completed"), 1));
    }
}

#[test]
fn what_is_no_card_says_nothing_and_a_declined_one_says_so_at_the_shop() {
    let shop = Live::selling("24.00 USD");
    let url = address(&shop.ready("US"));
    let Some(told) = shown(&url, "android", "4242424242424241") else { return };
    assert_eq!(told, json!({"said": [], "word": "This is not a card's number."}));
    let Some(told) = shown(&url, "none", "4242424242424242") else { return };
    assert_eq!(told["said"], json!([]), "where no app shows it, nobody is told");
    let form = |number: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        shop.http("POST", &shop.path_of(&url), &headers, &format!("number={number}"))
    };
    let declined = form("4000000000000341").json();
    assert_eq!(declined["credential"], json!({"type": "token", "token": "tok_fields_declined"}));
    assert_eq!(form("").status, 422);
    let foreign = [("origin", "https://elsewhere.example")];
    assert_eq!(shop.http("POST", &shop.path_of(&url), &foreign, "number=4242424242424242").status, 403);
}
