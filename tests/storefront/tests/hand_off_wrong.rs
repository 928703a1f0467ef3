//! Hand-offs that go wrong on demand: another sum, a link that runs, work that stays, and money that moves too late or twice.

mod client;

use client::live::{Live, codes, instrument, path, work};
use serde_json::{Value, json};

/// A payment that waits under a fault.
fn under(fault: &str, price: &str, country: &str, method: &str) -> (Live, Value, Value) {
    let shop = Live::selling(price);
    let ready = shop.ready(country);
    shop.fault(&format!("hand-off:as={fault}:times=1"));
    let waits = shop.complete(&ready, method);
    assert_eq!(waits["status"], "complete_in_progress", "{fault}");
    (shop, ready, waits)
}

fn text(waits: &Value) -> String {
    work(waits).2["text"].as_str().expect("a code").to_owned()
}

#[test]
fn a_code_names_another_sum_or_another_payee() {
    let (honest, total) = {
        let shop = Live::selling("119.90 BRL");
        let ready = shop.ready("BR");
        (text(&shop.complete(&ready, "pix")), client::Client::total(&ready))
    };
    // Tag 54 of EMVCo: the sum, with its length before it.
    let sum = |minor: i64| format!("5406{}.{:02}", minor / 100, minor % 100);
    assert!(honest.contains(&sum(total)) && honest.contains("TRADEWIND SANDBOX"), "{honest}");
    let (_, _, waits) = under("wrong-sum", "119.90 BRL", "BR", "pix");
    assert!(text(&waits).contains(&sum(total + 100)), "{}", text(&waits));
    let (_, _, waits) = under("wrong-payee", "119.90 BRL", "BR", "pix");
    assert!(text(&waits).contains("ANOTHER SHOP") && text(&waits).contains(&sum(total)));
    // The page says so too; what is charged is what was agreed to.
    let (shop, ready, waits) = under("wrong-sum", "24.00 USD", "US", "paypal");
    let page = work(&waits).2["url"].as_str().expect("a page").to_owned();
    let total = client::Client::total(&ready);
    let asked = format!("{}.{:02} USD", (total + 100) / 100, (total + 100) % 100);
    assert!(shop.http("GET", &shop.path_of(&page), &[], "").body.contains(&asked));
    shop.press(&page, "approve");
    assert_eq!(shop.front.orders()[0].total, total);
}

#[test]
fn a_link_leads_elsewhere_or_runs() {
    for (fault, app, page) in [
        ("foreign-link", "anotherbank://", "http://127.0.0.1:9/"),
        ("javascript-link", "javascript:", "javascript:"),
    ] {
        let (_, _, waits) = under(fault, "24.00 USD", "US", "paypal");
        let config = work(&waits).2;
        for (name, start) in [("app_url", app), ("url", page)] {
            let link = config[name].as_str().expect("a link");
            assert!(link.starts_with(start), "{fault}: {link}");
        }
    }
}

#[test]
fn work_is_missing_unknown_or_asked_for_again() {
    let (shop, ready, waits) = under("no-action", "24.00 USD", "US", "paypal");
    assert_eq!((&waits["actions"], &waits["continue_url"]), (&Value::Null, &Value::Null));
    assert_eq!(shop.deed(&ready, "as=approve").0, 200, "the provider knows of it all the same");
    assert_eq!(shop.get(&ready)["status"], "completed");

    let (shop, ready, waits) = under("unknown-action", "24.00 USD", "US", "paypal");
    assert_eq!(work(&waits).0, "dev.example.payment.dance");
    let page = waits["continue_url"].as_str().expect("a page to go on");
    assert_eq!(shop.press(page, "approve").status, 303);
    assert_eq!(shop.get(&ready)["status"], "completed");

    let (shop, ready, waits) = under("again", "24.00 USD", "US", "paypal");
    let (_, first, config) = work(&waits);
    let page = config["url"].as_str().expect("a page").to_owned();
    assert_eq!(shop.press(&page, "approve").status, 303);
    let (_, second, config) = work(&shop.get(&ready));
    assert_ne!(first, second);
    assert_eq!(shop.press(&page, "approve").status, 404, "the first page is gone");
    assert_eq!(shop.press(config["url"].as_str().expect("a page"), "approve").status, 303);
    assert_eq!(
        (shop.get(&ready)["status"].as_str(), shop.orders(), shop.book().1),
        (Some("completed"), 1, 0)
    );
}

#[test]
fn the_merchant_never_hears_of_it() {
    let (shop, ready, waits) = under("stays", "3200.00 KES", "KE", "mpesa");
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    shop.wait(86_400);
    let told = shop.get(&ready);
    assert_eq!((told["status"].as_str(), work(&told)), (Some("complete_in_progress"), work(&waits)));
    assert_eq!(shop.book(), (Vec::new(), 0));
    // Until it is cancelled.
    let over = shop.checkout("POST", &format!("{}/cancel", path(&ready)), &json!({}));
    assert_eq!((over["status"].as_str(), shop.book().0), (Some("canceled"), vec!["void".to_owned()]));
}

#[test]
fn money_moves_after_the_time_was_up() {
    let (shop, ready, _) = under("late-approve", "3200.00 KES", "KE", "mpesa");
    shop.wait(90);
    assert_eq!(codes(&shop.get(&ready)), ["payment_expired"]);
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
    assert_eq!(shop.book(), (vec!["void".to_owned(), "capture".to_owned()], 0));
}

#[test]
fn money_moves_after_an_acknowledged_cancel() {
    let (shop, ready, _) = under("approve-after-cancel", "3200.00 KES", "KE", "mpesa");
    let over = shop.checkout("POST", &format!("{}/cancel", path(&ready)), &json!({}));
    assert_eq!(over["status"], "canceled");
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
    assert_eq!(shop.deed(&ready, "as=approve"), (409, "repeated".to_owned()));
}

#[test]
fn a_provider_that_says_it_twice_is_heard_once() {
    let (shop, ready, _) = under("approve-twice", "3200.00 KES", "KE", "mpesa");
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
    assert_eq!(shop.book(), (vec!["capture".to_owned(), "repeat".to_owned()], 0));
}

#[test]
fn two_that_were_paid_are_told_as_a_double_and_one_goes_back() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    shop.complete(&ready, "mpesa");
    shop.wait(90);
    shop.complete(&ready, "airtel_money");
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!(shop.get(&ready)["status"], "completed");
    // What was approved in time on the first telephone is heard of only now.
    let first = {
        let rows = shop.front.ledger();
        rows[0].payment.clone()
    };
    assert_eq!(shop.deed(&ready, &format!("as=late&payment={first}")).0, 200);
    let entries = ["void", "capture", "capture", "refund"].map(str::to_owned).to_vec();
    assert_eq!((shop.orders(), shop.book()), (1, (entries, 1)));
}

#[test]
fn late_word_of_a_payment_buys_what_nothing_else_bought() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    shop.complete(&ready, "mpesa");
    shop.wait(90);
    assert_eq!(shop.get(&ready)["status"], "ready_for_complete");
    assert_eq!(shop.deed(&ready, "as=late").0, 200);
    assert_eq!(
        (shop.get(&ready)["status"].as_str(), shop.orders(), shop.book().1),
        (Some("completed"), 1, 0)
    );
}

#[test]
fn goods_that_are_gone_when_it_is_approved_cost_nothing() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    shop.complete(&ready, "mpesa");
    let none = json!({"stock": {"item": "mug", "quantity": 0}}).to_string();
    assert_eq!(shop.http("POST", "/_sandbox", &[("x-sandbox-token", "sandbox")], &none).status, 200);
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    let told = shop.get(&ready);
    assert_eq!((told["status"].as_str(), codes(&told)), (Some("incomplete"), vec!["out_of_stock"]));
    assert_eq!((shop.orders(), shop.book().0), (0, vec!["void".to_owned()]));
}

#[test]
fn a_lost_answer_is_given_again_under_its_key_and_begins_nothing_twice() {
    let shop = Live::selling("3200.00 KES");
    let ready = shop.ready("KE");
    let body = client::live::paying(&instrument("mpesa")).to_string();
    let send = || {
        let headers = [
            ("ucp-agent", shop.agent),
            ("request-id", "00000000-0000-4000-8000-000000000000"),
            ("idempotency-key", "one"),
        ];
        shop.http("POST", &format!("{}/complete", path(&ready)), &headers, &body).json()
    };
    let (first, second) = (send(), send());
    assert_eq!(first["status"], "complete_in_progress");
    assert_eq!(first, second);
    assert_eq!(work(&shop.get(&ready)), work(&first));
}
