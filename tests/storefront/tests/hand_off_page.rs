//! The provider's page over real links: what its buttons do, and what the link back says, true or not.

mod client;

use client::live::{Live, RETURN, codes, path, work};
use serde_json::{Value, json};

/// A payment that waits, and the address of its page.
fn waiting(price: &str, country: &str, method: &str) -> (Live, Value, String) {
    let shop = Live::selling(price);
    let ready = shop.ready(country);
    let page = work(&shop.complete(&ready, method)).2["url"].as_str().expect("a page").to_owned();
    (shop, ready, page)
}

#[test]
fn each_button_does_what_it_says_and_the_link_back_says_anything() {
    for (deed, status, code, noise) in [
        ("approve", "completed", None, "status=CANCELLED"),
        ("decline", "ready_for_complete", Some("payment_declined"), "redirect_status=succeeded"),
        ("cancel", "ready_for_complete", Some("payment_cancelled"), "status=SUCCESS"),
    ] {
        let (shop, ready, page) = waiting("24.00 USD", "US", "paypal");
        let shown = shop.http("GET", &shop.path_of(&page), &[], "");
        assert_eq!((shown.status, shown.header("referrer-policy")), (200, Some("same-origin")));
        assert_eq!(shown.header("cache-control"), Some("no-store"));
        assert!(shown.body.contains("<h1>PayPal</h1>") && shown.body.contains("USD"), "{}", shown.body);
        assert!(shown.body.contains(&format!("value={deed}>")));
        let back = shop.press(&page, deed);
        let link = back.header("location").expect("a link back").to_owned();
        assert_eq!(back.status, 303);
        assert!(link.starts_with(&format!("{RETURN}?")) && link.contains(noise), "{link}");
        let told = shop.get(&ready);
        assert_eq!((told["status"].as_str(), codes(&told).first().copied()), (Some(status), code), "{deed}");
        assert_eq!(shop.orders(), usize::from(deed == "approve"));
    }
}

#[test]
fn in_a_frame_the_link_back_is_told_to_whoever_frames_the_page() {
    let (shop, ready, page) = waiting("24.00 USD", "US", "paypal");
    let framed = [("sec-fetch-dest", "iframe"), ("origin", page.split("/pay/").next().expect("an origin"))];
    let back = shop.http("POST", &shop.path_of(&page), &framed, "as=decline");
    assert_eq!((back.status, back.header("location")), (200, None), "no link opens an app in a frame");
    let told = back.body.split("postMessage(").nth(1).and_then(|rest| rest.split(", \"*\")").next());
    let told: Value = serde_json::from_str(told.expect("told")).expect("JSON");
    assert!(told["return"].as_str().is_some_and(|link| link.starts_with(&format!("{RETURN}?"))), "{told}");
    let policy = back.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'nonce-"), "{policy}");
    assert_eq!(shop.get(&ready)["status"], "ready_for_complete");
}

#[test]
fn who_leaves_or_meets_a_broken_page_has_done_nothing() {
    for (deed, status) in [("leave", 200), ("break", 500)] {
        let (shop, ready, page) = waiting("21.90 EUR", "NL", "ideal");
        let answer = shop.press(&page, deed);
        assert_eq!((answer.status, answer.header("location")), (status, None));
        assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("complete_in_progress"), 0));
        // And may come back to it.
        assert_eq!(shop.press(&page, "approve").status, 303);
        assert_eq!(shop.get(&ready)["status"], "completed");
    }
}

#[test]
fn who_approves_and_never_comes_back_has_paid() {
    let (shop, ready, page) = waiting("21.90 EUR", "DE", "klarna");
    let answer = shop.press(&page, "stay");
    assert_eq!((answer.status, answer.header("location")), (200, None));
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
    let again = shop.press(&page, "approve");
    assert_eq!((again.status, again.header("location")), (409, None));
    assert_eq!(shop.book(), (vec!["capture".to_owned(), "repeat".to_owned()], 0));
}

#[test]
fn a_page_is_reached_by_its_secret_and_by_its_own_form() {
    let (shop, ready, page) = waiting("24.00 USD", "US", "paypal");
    let id = ready["id"].as_str().expect("an id");
    for path in [format!("/pay/{id}/wrong"), format!("/pay/{id}/"), "/pay/chk_none/wrong".to_owned()] {
        assert_eq!(shop.http("GET", &path, &[], "").status, 404, "{path}");
        assert_eq!(shop.http("POST", &path, &[], "as=approve").status, 404, "{path}");
    }
    let foreign = [("origin", "https://elsewhere.example")];
    assert_eq!(shop.http("POST", &shop.path_of(&page), &foreign, "as=approve").status, 403);
    assert_eq!(shop.press(&page, "dance").status, 400);
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("complete_in_progress"), 0));
    // A return link with a query and a fragment of its own keeps them.
    let over = shop.checkout("POST", &format!("{}/cancel", path(&ready)), &json!({}));
    assert_eq!(over["status"], "canceled");
    let ready = shop.ready("US");
    let mut one = client::live::instrument("paypal");
    one["return_url"] = json!("https://app.example/return?a=1#top");
    let waits = shop.checkout("POST", &format!("{}/complete", path(&ready)), &client::live::paying(&one));
    let back = shop.press(work(&waits).2["url"].as_str().expect("a page"), "approve");
    let link = back.header("location").expect("a link");
    assert!(link.starts_with("https://app.example/return?a=1&") && link.ends_with("#top"), "{link}");
}

#[test]
fn what_is_handed_over_names_the_payment_and_its_end() {
    let (shop, ready, page) = waiting("24.00 USD", "US", "paypal");
    let app = work(&shop.get(&ready)).2["app_url"].as_str().expect("an app's link").to_owned();
    assert_eq!(app, format!("{page}?app=1"), "the app claims the page's address");
    assert_eq!(shop.http("GET", &shop.path_of(&app), &[], "").status, 200);
    let (shop, ready, _) = waiting("250.00 SEK", "SE", "swish");
    let app = work(&shop.get(&ready)).2["app_url"].as_str().expect("an app's link").to_owned();
    assert!(
        app.starts_with("swish://paymentrequest?token=pay_") && app.contains("&page=http%3A%2F%2F"),
        "{app}"
    );
    let (shop, ready, _) = waiting("21.90 EUR", "NL", "ideal");
    assert_eq!(work(&shop.get(&ready)).2["app_url"], Value::Null);

    let shop = Live::selling("160.00 CNY");
    let ready = shop.ready("CN");
    let total = client::Client::total(&ready);
    let order = work(&shop.complete(&ready, "alipay")).2["payload"].as_str().expect("text").to_owned();
    let asked = format!("{}%2E{:02}", total / 100, total % 100);
    assert!(order.contains("method=alipay.trade.app.pay") && order.contains(&asked), "{order}");
    let prepaid = work(&shop.complete(&shop.ready("CN"), "wechat_pay")).2["payload"].clone();
    assert_eq!(prepaid["package"], "Sign=WXPay");

    // A slip: days ahead, with the numbers that a till takes.
    let shop = Live::selling("119.90 BRL");
    let ready = shop.ready("BR");
    let waits = shop.complete(&ready, "boleto");
    let config = work(&waits).2;
    let digits = |name: &str| {
        let text = config[name].as_str().expect("a number");
        text.chars().filter(char::is_ascii_digit).count()
    };
    assert_eq!((digits("reference"), digits("barcode")), (47, 44));
    let sum = format!("{:010}", client::Client::total(&ready));
    assert!(config["barcode"].as_str().expect("digits").contains(&sum));
    assert_eq!(config["expires_at"], "2026-11-29T12:00:00Z");
    assert_eq!(waits["expires_at"], config["expires_at"], "the checkout lives as long as its slip");
    shop.wait(4 * 86_400);
    assert_eq!(shop.deed(&ready, "as=approve").0, 200);
    assert_eq!((shop.get(&ready)["status"].as_str(), shop.orders()), (Some("completed"), 1));
}
