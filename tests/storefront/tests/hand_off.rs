//! Ways to pay that the merchant is asked for first: offered, handed over, approved elsewhere, and ended, over real HTTP.

mod client;

use client::live::{Live, codes, instrument, path, paying, work};
use client::{Client, judge_of};
use serde_json::{Value, json};
use tradewind_storefront::{Deed, Refused, Version};

/// Method, price of the mug, country it goes to, and the type of work.
const ALL: [(&str, &str, &str, &str); 23] = [
    ("paypal", "24.00 USD", "US", "link"),
    ("alipay", "160.00 CNY", "CN", "call"),
    ("alipay_plus", "34.00 SGD", "SG", "link"),
    ("wechat_pay", "160.00 CNY", "CN", "call"),
    ("ideal", "21.90 EUR", "NL", "link"),
    ("wero", "21.90 EUR", "DE", "link"),
    ("blik", "99.00 PLN", "PL", "link"),
    ("swish", "250.00 SEK", "SE", "link"),
    ("open_banking", "21.90 EUR", "DE", "link"),
    ("klarna", "21.90 EUR", "DE", "link"),
    ("pix", "119.90 BRL", "BR", "code"),
    ("promptpay", "890.00 THB", "TH", "code"),
    ("paynow", "34.00 SGD", "SG", "code"),
    ("qris", "350000.00 IDR", "ID", "code"),
    ("duitnow", "99.00 MYR", "MY", "code"),
    ("upi", "1999.00 INR", "IN", "code"),
    ("sepa_transfer", "21.90 EUR", "DE", "code"),
    ("mpesa", "3200.00 KES", "KE", "prompt"),
    ("mtn_momo", "350.00 GHS", "GH", "prompt"),
    ("airtel_money", "3200.00 KES", "KE", "prompt"),
    ("boleto", "119.90 BRL", "BR", "voucher"),
    ("oxxo", "420.00 MXN", "MX", "voucher"),
    ("konbini", "3500 JPY", "JP", "voucher"),
];

fn offered(checkout: &Value) -> Vec<&str> {
    let order = checkout["ucp"]["map_order"]["payment_handlers"].as_array();
    order.into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn every_method_is_handed_over_and_bought_by_once() {
    for (method, price, country, kind) in ALL {
        let mut shop = Live::selling(price);
        let ready = shop.ready(country);
        // One of each kind is judged.
        shop.judges = ["paypal", "alipay", "pix", "mpesa", "boleto"].contains(&method);
        let waits = shop.complete(&ready, method);
        assert_eq!(waits["status"], "complete_in_progress", "{method}");
        let echo = json!({"id": "instrument_1", "handler_id": format!("h_{method}"), "type": method, "selected": true});
        assert_eq!(waits["payment"]["instruments"], json!([echo]), "{method}: nothing secret comes back");
        assert!(waits["ucp"]["capabilities"]["dev.tradewind.payment.hand_off"].is_array());
        let (told, id, config) = work(&waits);
        assert_eq!(told, format!("dev.tradewind.payment.{kind}"), "{method}");
        assert_eq!(config["payment_instrument_id"], "instrument_1");
        assert!(config["expires_at"].is_string());
        shop.judges = false;
        assert_eq!(work(&shop.get(&ready)).1, id, "{method}: the same work has the same id");
        assert_eq!((shop.orders(), shop.front.stock("mug")), (0, 25), "{method}: nothing is bought yet");
        assert_eq!(shop.deed(&ready, "as=approve").0, 200, "{method}");
        let bought = shop.get(&ready);
        assert_eq!(
            (bought["status"].as_str(), &bought["actions"]),
            (Some("completed"), &Value::Null),
            "{method}"
        );
        assert!(bought["order"]["id"].is_string());
        assert_eq!(
            (shop.orders(), shop.front.stock("mug"), shop.book()),
            (1, 24, (vec!["capture".to_owned()], 0))
        );
        // The provider is asked to approve once more: nothing moves.
        assert_eq!(shop.deed(&ready, "as=approve"), (409, "repeated".to_owned()), "{method}");
        assert_eq!((shop.orders(), shop.book().1), (1, 0));
    }
}

#[test]
fn declined_cancelled_and_expired_can_be_paid_again() {
    for (method, price, country, _) in ALL {
        let shop = Live::selling(price);
        let ready = shop.ready(country);
        for (deed, code) in
            [("decline", "payment_declined"), ("cancel", "payment_cancelled"), ("expire", "payment_expired")]
        {
            // Airtel's word for both is the same.
            let code = if (method, deed) == ("airtel_money", "cancel") { "payment_declined" } else { code };
            let waits = shop.complete(&ready, method);
            assert_eq!(waits["messages"], Value::Null, "{method}: what ended before is not told again");
            assert_eq!(shop.deed(&ready, &format!("as={deed}")).0, 200);
            let open = shop.get(&ready);
            assert_eq!(
                (open["status"].as_str(), codes(&open)),
                (Some("ready_for_complete"), vec![code]),
                "{method}"
            );
            assert_eq!((&open["actions"], &open["payment"]), (&Value::Null, &Value::Null));
        }
        shop.complete(&ready, method);
        assert_eq!(shop.deed(&ready, "as=approve").0, 200);
        assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
        assert_eq!(shop.book(), (vec!["void".to_owned(), "capture".to_owned()], 0), "{method}");
    }
}

#[test]
fn the_providers_own_word_is_told_beside_the_sentence() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    for (query, word) in [("as=decline", "2001"), ("as=decline&code=1037", "1037"), ("as=cancel", "1032")] {
        shop.complete(&ready, "mpesa");
        assert_eq!(shop.deed(&ready, query).0, 200);
        let message = shop.get(&ready)["messages"][0].clone();
        assert_eq!(message["provider"], format!("M-PESA {word}"));
        assert_eq!(message["provider_code"], word);
        let said = message["content"].as_str().expect("words");
        assert!(!said.is_empty() && !said.contains(word) && !said.contains('('), "{said}");
    }
    // A person who pays another sum has not paid this.
    shop.complete(&ready, "mpesa");
    assert_eq!(shop.deed(&ready, "as=approve&minor=100"), (409, "not_taken".to_owned()));
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("complete_in_progress"), 0));
}

#[test]
fn time_ends_what_nobody_approved() {
    for (method, price, country, lives) in [
        ("mpesa", "3200.00 KES", "KE", 90),
        ("ideal", "21.90 EUR", "NL", 7_200),
        ("boleto", "119.90 BRL", "BR", 432_000),
        ("konbini", "3500 JPY", "JP", 604_800 + 1_800),
    ] {
        let shop = Live::selling(price);
        let ready = shop.ready(country);
        shop.complete(&ready, method);
        shop.wait(lives - 1);
        assert_eq!(shop.get(&ready)["status"], "complete_in_progress", "{method}");
        shop.wait(1);
        let open = shop.get(&ready);
        assert_eq!(
            (open["status"].as_str(), codes(&open)),
            (Some("ready_for_complete"), vec!["payment_expired"]),
            "{method}"
        );
        assert_eq!(shop.deed(&ready, "as=approve"), (409, "expired".to_owned()), "{method}");
        assert_eq!((shop.orders(), shop.front.stock("mug")), (0, 25));
    }
    // A slip that was printed in time is paid within the half hour after it.
    let shop = Live::selling("3500 JPY");
    let ready = shop.ready("JP");
    shop.complete(&ready, "konbini");
    shop.wait(604_800 + 1_700);
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!(shop.get(&ready)["status"], "completed");
}

#[test]
fn a_cancel_takes_it_back_at_the_provider() {
    let shop = Live::selling("24.00 USD");
    let ready = shop.ready("US");
    let page = work(&shop.complete(&ready, "paypal")).2["url"].as_str().expect("a page").to_owned();
    let over = shop.checkout("POST", &format!("{}/cancel", path(&ready)), &json!({}));
    assert_eq!((over["status"].as_str(), &over["actions"]), (Some("canceled"), &Value::Null));
    let id = ready["id"].as_str().expect("an id");
    assert_eq!(shop.front.pay(id, Deed::Approve), Err(Refused::Voided));
    let page = shop.press(&page, "approve");
    assert_eq!((page.status, page.header("location"), page.body.contains("voided")), (409, None, true));
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("canceled"), 0));
    assert_eq!(shop.book().0, ["void", "refused", "refused"]);
}

#[test]
fn an_update_while_somebody_approves_changes_nothing() {
    let shop = Live::selling("3200.00 KES").judged();
    let ready = shop.ready("KE");
    let waits = shop.complete(&ready, "mpesa");
    let told = shop.checkout("PUT", &path(&ready), &Live::order("KE", 3));
    assert_eq!(
        (told["status"].as_str(), &told["line_items"]),
        (Some("complete_in_progress"), &ready["line_items"])
    );
    assert_eq!(told["messages"][0]["severity"], "recoverable");
    assert_eq!(work(&told), work(&waits));
    let rows = shop.front.sessions();
    assert_eq!((rows[0].state.as_str(), rows[0].waits_for.as_deref()), ("waiting", Some("mpesa")));
    // Another Complete neither.
    assert_eq!(shop.refused(&ready, &instrument("airtel_money")), 409);
}

#[test]
fn what_is_offered_goes_by_place_currency_sum_and_version() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    let all = offered(&ready);
    assert_eq!(all.first(), Some(&"dev.tradewind.sandbox_wallet"));
    for (name, is_there) in
        [("mpesa", true), ("airtel_money", true), ("cash_on_delivery", true), ("pix", false)]
    {
        let name = format!("dev.tradewind.pay.{name}");
        assert_eq!(
            (all.contains(&name.as_str()), ready["ucp"]["payment_handlers"][&name].is_array()),
            (is_there, is_there)
        );
    }
    assert_eq!(shop.refused(&ready, &instrument("pix")), 400, "what is not offered does not pay");
    // More than a prompt may be for.
    let dear = shop.checkout("POST", "/checkout-sessions", &Live::order("KE", 9));
    assert!(!offered(&dear).is_empty());
    let dearer = Live::selling("250000.01 KES");
    assert!(!offered(&dearer.ready("KE")).contains(&"dev.tradewind.pay.mpesa"));
    let profile = shop.http("GET", "/.well-known/ucp", &[], "").json();
    if let Some(judge) = judge_of(Version::V2026_08_25) {
        judge.business(&profile);
    }
    assert!(
        profile["ucp"]["payment_handlers"]["com.google.pay"][0]["config"]["allowed_payment_methods"]
            .is_array()
    );
    assert!(profile["ucp"]["capabilities"]["dev.tradewind.payment.hand_off"][0]["schema"].is_string());

    // Not at 2026-04-08, and not where nobody switched them on.
    let mut old = Live::selling("3200.00 KES");
    old.agent = "profile=\"https://platform.example/profile.2026-04-08.json\"";
    let opened = old.ucp("POST", "/checkout-sessions", &Live::order("KE", 1)).json();
    let handlers = opened["ucp"]["payment_handlers"].as_object().expect("handlers");
    assert_eq!(handlers.keys().collect::<Vec<_>>(), ["dev.tradewind.sandbox_wallet"]);
    assert_eq!(old.refused(&opened, &instrument("mpesa")), 400);
    let leaf = old.http("GET", "/.well-known/ucp/2026-04-08", &[], "").json();
    assert_eq!(leaf["ucp"]["payment_handlers"].as_object().map(serde_json::Map::len), Some(1));
    let off = Live::with("3200.00 KES", |config| config.methods = false);
    assert!(offered(&off.ready("KE")).is_empty());
}

#[test]
fn a_platform_without_our_extension_is_sent_nowhere() {
    let address = "https://platform.example/of-cards-alone.json";
    let entry = json!([{"version": "2026-08-25"}]);
    let profile = json!({"ucp": {
        "version": "2026-08-25", "services": {}, "payment_handlers": {}, "capabilities": {"dev.ucp.shopping.checkout": entry},
    }});
    let mut shop = Live::with("24.00 USD", |config| {
        config.known.insert(address.to_owned(), profile);
    });
    shop.agent = "profile=\"https://platform.example/of-cards-alone.json\"";
    let ready = shop.ready("US");
    let all = offered(&ready);
    assert!(all.contains(&"com.google.pay") && !all.contains(&"dev.tradewind.pay.paypal"), "{all:?}");
    assert_eq!(shop.refused(&ready, &instrument("paypal")), 400);
    // A bank that wants something sends the person to the merchant's page, as before.
    shop.fault("three-ds:as=action");
    let card = json!({"id": "i1", "handler_id": "h_google_pay", "type": "card", "selected": true,
        "credential": {"type": "PAYMENT_GATEWAY", "token": "examplePaymentMethodToken"}});
    let told = shop.checkout("POST", &format!("{}/complete", path(&ready)), &paying(&card));
    assert_eq!((told["status"].as_str(), &told["actions"]), (Some("requires_escalation"), &Value::Null));
}

#[test]
fn an_instrument_says_what_its_method_needs_and_nothing_secret() {
    let without = |method: &str, name: &str, value: Value| {
        let mut one = instrument(method);
        one[name] = value;
        one
    };
    let dollars = Live::selling("24.00 USD");
    let ready = dollars.ready("US");
    for url in [
        "",
        "javascript:alert(1)",
        "javascript://x",
        "http://a.example/",
        "file:///etc",
        "no link",
        "x://a\r\nb",
    ] {
        assert_eq!(dollars.refused(&ready, &without("paypal", "return_url", json!(url))), 400, "{url}");
    }
    assert_eq!(dollars.refused(&ready, &without("paypal", "credential", json!({"type": "token"}))), 400);
    assert_eq!(dollars.refused(&ready, &without("paypal", "type", json!("card"))), 400);
    let shillings = Live::selling("3200.00 KES");
    let ready = shillings.ready("KE");
    for number in ["", "0712345678", "+0712345678", "+254 712", "+2547123456789012"] {
        assert_eq!(
            shillings.refused(&ready, &without("mpesa", "phone_number", json!(number))),
            400,
            "{number}"
        );
    }
    assert_eq!(shillings.orders() + dollars.orders(), 0);
}

#[test]
fn a_sheets_token_pays_at_once_and_cash_at_the_door_moves_no_money() {
    let shop = Live::selling("24.00 USD");
    let pay = |checkout: &Value, handler: &str, credential: Value| {
        let card = json!({"id": "i1", "handler_id": handler, "type": "card", "selected": true, "credential": credential});
        shop.checkout("POST", &format!("{}/complete", path(checkout)), &paying(&card))
    };
    let ready = shop.ready("US");
    let declined = pay(&ready, "h_google_pay", json!({"type": "PAYMENT_GATEWAY", "token": "declined"}));
    assert_eq!(
        (declined["status"].as_str(), codes(&declined)),
        (Some("ready_for_complete"), vec!["payment_declined"])
    );
    let bought =
        pay(&ready, "h_google_pay", json!({"type": "PAYMENT_GATEWAY", "token": "examplePaymentMethodToken"}));
    assert_eq!(bought["status"], "completed");
    let token = json!({"version": "EC_v1", "data": "AA==", "signature": "AA==", "header": {}});
    let bought = pay(&shop.ready("US"), "h_apple_pay", json!({"type": "apple_pay", "token": token}));
    assert_eq!(bought["status"], "completed");
    assert_eq!((shop.orders(), shop.book()), (2, (vec!["capture".to_owned(), "capture".to_owned()], 0)));

    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    let placed = shop.complete(&ready, "cash_on_delivery");
    assert_eq!((placed["status"].as_str(), shop.orders()), (Some("completed"), 1));
    assert_eq!(shop.book(), (Vec::new(), 0));
}

#[test]
fn the_sandbox_tells_its_book_over_http() {
    let shop = Live::selling("24.00 USD");
    let ready = shop.ready("US");
    shop.complete(&ready, "paypal");
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    let book = shop.http("GET", "/_sandbox/captures", &[("x-sandbox-token", "sandbox")], "").json();
    assert_eq!((&book["counts"]["capture"], &book["doubles"]), (&json!(1), &json!(0)));
    assert_eq!(
        (&book["rows"][0]["checkout"], &book["rows"][0]["amount"]),
        (&ready["id"], &json!(Client::total(&ready)))
    );
    assert_eq!(shop.http("GET", "/_sandbox/captures", &[], "").status, 403);
    for query in ["", "as=dance"] {
        assert_eq!(shop.deed(&ready, query).0, 400);
    }
    assert_eq!(shop.deed(&json!({"id": "chk_none"}), "as=approve"), (409, "unknown".to_owned()));
}

#[test]
fn what_is_due_is_done_though_nobody_asks() {
    let shop = Live::selling("3500 JPY");
    let id = |checkout: &Value| checkout["id"].as_str().map(str::to_owned);
    assert_eq!(shop.front.newest_unpaid(), None);
    let (first, second) = (shop.ready("JP"), shop.ready("JP"));
    assert_eq!(shop.front.newest_unpaid(), id(&second));
    shop.fault("silent-complete:times=1");
    shop.complete(&second, "cash_on_delivery");
    let after = |seconds: i64| {
        shop.wait(seconds);
        let before = shop.front.stock("mug");
        shop.front.pass_time();
        (before, shop.front.stock("mug"), shop.front.newest_unpaid())
    };
    assert_eq!(after(1), (25, 25, id(&second)), "not yet");
    assert_eq!(after(1), (25, 24, id(&first)), "bought");
    assert_eq!(after(1), (24, 24, id(&first)), "once");
}
