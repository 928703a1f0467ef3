//! The pages of a card's bank, as UCP's payment actions run them: the script runs in node, the host around it is played here.

mod client;

use client::live::{Live, codes, path, paying, work};
use serde_json::{Value, json};
use std::process::Command;

/// A host that shows a page: takes it up or refuses to, presses a button, and prints what the page said and what it shows.
const HOST: &str = r#"
const [url, bridge, reply, press] = process.argv.slice(1);
(async () => {
  const page = await (await fetch(url)).text();
  const script = page.match(/<script nonce=\w+>([\s\S]*)<\/script>/)[1];
  const said = [], word = { textContent: "" }, ask = { hidden: true, addEventListener: (_, on) => { ask.submit = on; } };
  let hear;
  const got = (message) => {
    const text = typeof message === "string";
    const read = text ? JSON.parse(message) : message;
    said.push({ ...read, text });
    if (read.method !== "action.ready" || reply === "none") return;
    const result = reply === "take" ? {} : { ucp: { version: "2026-08-25", status: "error" }, messages: [] };
    const answer = { jsonrpc: "2.0", id: read.id, result };
    setTimeout(() => {
      if (bridge === "web") {
        hear({ source: {}, data: answer });
        said.push({ early: !ask.hidden });
        hear({ source: host, data: answer });
      } else window.EmbeddedActionProtocol.postMessage(JSON.stringify(answer));
      if (!ask.hidden && press) ask.submit({ preventDefault() {}, submitter: { value: press } });
    }, 1);
  };
  const host = { postMessage: got };
  const window = { opener: null, addEventListener: (_, on) => { hear = on; } };
  window.parent = bridge === "web" ? host : window;
  if (bridge === "android") window.EmbeddedActionProtocolConsumer = host;
  if (bridge === "ios") window.webkit = { messageHandlers: { EmbeddedActionProtocolConsumer: host } };
  const document = { getElementById: (id) => (id === "ask" ? ask : word) };
  new Function("window", "document", "location", script)(window, document, { href: url });
  setTimeout(() => console.log(JSON.stringify({ said, word: word.textContent, asks: !ask.hidden })), 700);
})();
"#;

/// What a page said and shows; none where there is no node, which is said.
#[allow(clippy::print_stdout, reason = "a skipped check says so")]
fn shown(url: &str, bridge: &str, reply: &str, press: &str) -> Option<Value> {
    let run = Command::new("node").args(["-e", HOST, url, bridge, reply, press]).output();
    let Ok(run) = run else {
        println!("skipped: there is no node here to run the bank's pages");
        return None;
    };
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    let told = serde_json::from_str(&out);
    assert!(told.is_ok(), "{out} {}", String::from_utf8_lossy(&run.stderr));
    told.ok()
}

/// A card whose bank wants something.
fn waiting(faults: &[&str]) -> (Live, Value, Value) {
    let shop = Live::selling("24.00 USD");
    let ready = shop.ready("US");
    for fault in faults {
        shop.fault(fault);
    }
    let card = json!({"id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
        "credential": {"type": "token", "token": "sandbox_ok"}});
    let waits = shop.checkout("POST", &format!("{}/complete", path(&ready)), &paying(&card));
    assert_eq!(waits["status"], "complete_in_progress");
    assert!(waits["ucp"]["capabilities"]["dev.ucp.common.payment.authentication"].is_array());
    assert!(!waits.to_string().contains("sandbox_ok"), "a credential never comes back");
    (shop, ready, waits)
}

/// The methods that a page called, and the rest of what it told.
fn methods(told: &Value) -> Vec<&str> {
    told["said"].as_array().into_iter().flatten().filter_map(|one| one["method"].as_str()).collect()
}

fn address(waits: &Value) -> String {
    work(waits).2["url"].as_str().expect("an address").to_owned()
}

#[test]
fn the_person_approves_through_each_bridge() {
    for bridge in ["web", "android", "ios"] {
        let (shop, ready, waits) = waiting(&["three-ds:as=action"]);
        let (kind, id, config) = work(&waits);
        assert_eq!(kind, "dev.ucp.common.payment.three_ds_challenge");
        assert_eq!(config["payment_instrument_id"], "i1");
        let Some(told) = shown(&address(&waits), bridge, "take", "approve") else { return };
        assert_eq!(methods(&told), ["action.ready", "action.done"], "{bridge}");
        let ready_said = &told["said"][0];
        assert_eq!(ready_said["params"], json!({"id": id, "version": "2026-08-25"}));
        assert_eq!(ready_said["text"], json!(bridge != "web"), "a native bridge takes text alone");
        if bridge == "web" {
            assert_eq!(told["said"][1]["early"], false, "another window's answer is none");
        }
        let bought = shop.get(&ready);
        assert_eq!((bought["status"].as_str(), &bought["actions"]), (Some("completed"), &Value::Null));
        assert_eq!((shop.orders(), shop.book().1), (1, 0));
    }
}

#[test]
fn a_page_that_is_refused_or_left_does_nothing() {
    let (shop, ready, waits) = waiting(&["three-ds:as=action"]);
    for (reply, press, asks) in
        [("none", "approve", false), ("refuse", "approve", false), ("take", "leave", true)]
    {
        let Some(told) = shown(&address(&waits), "android", reply, press) else { return };
        assert_eq!((methods(&told), &told["asks"]), (vec!["action.ready"], &json!(asks)), "{reply}");
        assert_eq!(shop.get(&ready)["status"], "complete_in_progress");
    }
    let Some(told) = shown(&address(&waits), "web", "take", "fail") else { return };
    assert_eq!(methods(&told), ["action.ready", "action.done"], "done is no success");
    let open = shop.get(&ready);
    assert_eq!(
        (open["status"].as_str(), codes(&open)),
        (Some("ready_for_complete"), vec!["payment_declined"])
    );
    assert_eq!(shop.orders(), 0);
}

#[test]
fn the_device_is_looked_at_first_and_unseen() {
    let (shop, ready, waits) = waiting(&["three-ds:as=collect"]);
    let (kind, first, _) = work(&waits);
    assert_eq!(kind, "dev.ucp.common.payment.device_data_collection");
    let Some(told) = shown(&address(&waits), "web", "take", "") else { return };
    assert_eq!((methods(&told), &told["asks"]), (vec!["action.ready", "action.done"], &json!(false)));
    let then = shop.get(&ready);
    let (kind, second, _) = work(&then);
    assert_eq!(kind, "dev.ucp.common.payment.three_ds_challenge");
    assert_ne!(first, second);
    shown(&address(&then), "web", "take", "approve");
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
}

#[test]
fn a_page_says_an_error_or_nothing() {
    let (shop, ready, waits) = waiting(&["three-ds:as=action", "action-error:as=action_expired"]);
    let Some(told) = shown(&address(&waits), "ios", "take", "approve") else { return };
    assert_eq!(methods(&told), ["action.ready", "action.error"]);
    assert_eq!(told["said"][1]["params"]["error"]["messages"][0]["code"], "action_expired");
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("complete_in_progress"), 0));

    let (shop, ready, waits) = waiting(&["three-ds:as=action", "action-silent"]);
    let Some(told) = shown(&address(&waits), "web", "take", "approve") else { return };
    assert_eq!(methods(&told), Vec::<&str>::new());
    shop.wait(15 * 60);
    let open = shop.get(&ready);
    assert_eq!(
        (open["status"].as_str(), codes(&open)),
        (Some("ready_for_complete"), vec!["payment_expired"])
    );
}

#[test]
fn a_banks_page_has_no_other_door() {
    let (shop, ready, waits) = waiting(&["three-ds:as=collect"]);
    let page = shop.path_of(&address(&waits));
    let shown = shop.http("GET", &page, &[], "");
    let policy = shown.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("script-src 'nonce-"), "{policy}");
    // Nobody approves before the device was looked at, and nobody from elsewhere does.
    assert_eq!(shop.http("POST", &page, &[], "as=approve").status, 400);
    assert_eq!(
        shop.http("POST", &page, &[("origin", "https://elsewhere.example")], "as=collected").status,
        403
    );
    assert_eq!(shop.http("POST", &page, &[], "as=collected").status, 200);
    assert_eq!(shop.http("POST", &page, &[], "as=collected").status, 404, "once");
    let page = shop.path_of(&address(&shop.get(&ready)));
    assert_eq!(shop.http("POST", &page, &[], "as=approve").status, 200);
    assert_eq!(shop.http("POST", &page, &[], "as=approve").status, 409);
    assert_eq!((shop.orders(), shop.book().1), (1, 0));
    // A platform of 2026-04-08 has no actions: the bank sends the person to the merchant's page.
    let mut old = Live::selling("24.00 USD");
    old.agent = "profile=\"https://platform.example/profile.2026-04-08.json\"";
    old.fault("three-ds:as=action");
    let opened = old.ucp("POST", "/checkout-sessions", &Live::order("US", 1)).json();
    let card = json!({"id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
        "credential": {"type": "token", "token": "sandbox_ok"}});
    let told = old.ucp("POST", &format!("{}/complete", path(&opened)), &paying(&card)).json();
    assert_eq!((told["status"].as_str(), &told["actions"]), (Some("requires_escalation"), &Value::Null));
}
