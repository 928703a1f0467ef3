//! PayPal, Alipay, Alipay+ and WeChat Pay.

use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use tradewind_domain::{Currency, Money, WebUrl, hex};
use tradewind_methods::redirect::{Hop, ReturnId, ReturnLinks, Rule, Way};
use tradewind_methods::{Claim, alipay, antom, paypal, wechat_pay};

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

fn links() -> (ReturnLinks, ReturnId) {
    (ReturnLinks::new(url("https://links.tradewind.example")).expect("a base"), ReturnId::new([7; 16]))
}

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::parse("CNY").expect("a currency"))
}

#[test]
fn paypal_is_handed_our_two_links_and_believed_nothing() {
    let (links, id) = links();
    let context = paypal::app_switch_context(paypal::Os::Ios, "18.1", &links, &id).expect("a context");
    let expected = json!({"native_app": {
        "os_type": "IOS",
        "os_version": "18.1",
        "return_app_url": links.https(Way::Return, &id),
        "cancel_app_url": links.https(Way::Cancel, &id),
    }});
    assert_eq!(serde_json::from_str::<Value>(&context).ok(), Some(expected));
    assert!(paypal::app_switch_context(paypal::Os::Android, "14\n", &links, &id).is_err());
    let shop = url("https://shop.example");
    let order = "https://www.paypal.com/app-xo/checkout?token=5O190127TN364715T";
    assert_eq!(paypal::opened(order, &shop), Ok(Hop::Web(url(order))));
    let other = paypal::opened("https://paypal.example/checkout", &shop);
    assert_eq!(other.map_err(|error| error.code()), Err("HOST_FORBIDDEN"));
    // Both links come with the same parameters; only which one it is, is a hint.
    for (way, claim) in [(Way::Return, Claim::Ok), (Way::Cancel, Claim::Cancelled)] {
        let back = format!("{}?token=5O190127TN364715T&PayerID=Q2Z&cancelled=true", links.https(way, &id));
        assert_eq!(paypal::returned(&back, &links), Ok((claim, id)));
    }
}

const CONTENT: &str =
    "%7B%22timeout_express%22%3A%2230m%22%2C%22total_amount%22%3A%220.01%22%2C%22subject%22%3A%22a+b%22%7D";

#[test]
fn an_order_string_with_another_sum_is_not_handed_over() {
    let order = format!(
        "alipay_sdk=1&app_id=2015052600090779&biz_content={CONTENT}&charset=utf-8&sign_type=RSA2&sign=abc%3D"
    );
    let read = alipay::Order::read(&order, cny(1)).expect("an order");
    assert_eq!((read.as_str(), read.sum()), (order.as_str(), Some(cny(1))));
    assert!(!format!("{read:?}").contains("app_id"));
    let code =
        |text: &str, agreed| alipay::Order::read(text, agreed).map(|_| ()).map_err(|error| error.code());
    assert_eq!(code(&order, cny(2)), Err("SUM_DIFFERS"));
    assert_eq!(code(&order, Money::new(1, Currency::EUR)), Err("CURRENCY_DIFFERS"));
    // A number instead of a text is the same sum.
    assert_eq!(code(&order.replace("%220.01%22", "0.01"), cny(1)), Ok(()));
    assert_eq!(code(&order.replace("0.01", "0.011"), cny(1)), Err("FIELD_MALFORMED"));
    assert_eq!(code(&order.replace("%7B", "%7"), cny(1)), Err("FIELD_MALFORMED"));
    assert_eq!(code(&order.replace("&sign=abc%3D", ""), cny(1)), Err("FIELD_MISSING"));
    assert_eq!(code(&order.replace("app_id", "x"), cny(1)), Err("FIELD_MISSING"));
    assert_eq!(code(&format!("{order}&biz_content={CONTENT}"), cny(1)), Err("FIELD_MALFORMED"));
    assert_eq!(code(&format!("{order}&a=\n"), cny(1)), Err("FIELD_MALFORMED"));
    assert_eq!(code(&format!("{order}&a={}", "x".repeat(9_000)), cny(1)), Err("TOO_LONG"));
    let many: String = (0..70).map(|n| format!("&k{n}=1")).collect();
    assert_eq!(code(&format!("{order}{many}"), cny(1)), Err("TOO_LONG"));
    // The server holds the sum where the string does not name it.
    assert_eq!(code("app_id=1&sign=a", cny(1)), Ok(()));
    let older = r#"partner="2088"&seller_id="2088"&total_fee="0.01"&sign="a%3D"&sign_type="RSA""#;
    assert_eq!(code(older, cny(1)), Ok(()));
    assert_eq!(code(older, cny(100)), Err("SUM_DIFFERS"));
    assert_eq!(code(&format!(r#"{older}&currency="USD""#), cny(1)), Err("CURRENCY_DIFFERS"));
}

#[test]
fn a_result_status_that_may_be_paid_is_silence() {
    let read =
        |text: &str| alipay::Outcome::read(text.as_bytes()).map(|outcome| (outcome.claim, outcome.status));
    let sample = r#"{"memo":"x","result":"{\"alipay_trade_app_pay_response\":{\"code\":\"10000\",\"total_amount\":\"0.01\"}}","resultStatus":"9000"}"#;
    assert_eq!(read(sample), Ok((Claim::Ok, "9000".to_owned())));
    assert_eq!(read(r#"{"resultStatus":6001}"#), Ok((Claim::Cancelled, "6001".to_owned())));
    assert_eq!(read("{}"), Ok((Claim::Silent, String::new())));
    assert_eq!(read(r#"{"resultStatus":null}"#), Ok((Claim::Silent, String::new())));
    assert!(read(r#"{"resultStatus":"a b"}"#).is_err() && read("null").is_err());
    for (status, claim) in [
        ("9000", Claim::Ok),
        ("4000", Claim::Failed),
        ("6001", Claim::Cancelled),
        ("8000", Claim::Silent),
        ("5000", Claim::Silent),
        ("6002", Claim::Silent),
        ("6004", Claim::Silent),
        ("", Claim::Silent),
        ("9001", Claim::Silent),
    ] {
        assert_eq!(alipay::claim(status), claim, "{status}");
    }
}

#[test]
fn antom_opens_what_is_installed() {
    let shop = url("https://shop.example");
    let wallet = Rule { schemes: &["gcash"], packages: &[], hosts: &[] };
    let pay = |json: Value| antom::PayLinks::read(json.to_string().as_bytes()).expect("links");
    let (app, scheme, page) =
        ("https://payments.gcash.com/gcash-cashier", "gcash://com.mynt.gcash/app", "https://m.gcash.com/pay");
    let all = pay(json!({"applinkUrl": app, "schemeUrl": scheme, "normalUrl": page}));
    assert_eq!(all.choose(true, &shop, &wallet), Ok(Hop::Web(url(app))));
    assert_eq!(all.choose(false, &shop, &wallet), Ok(Hop::Web(url(page))));
    let alone = pay(json!({"schemeUrl": scheme}));
    assert_eq!(alone.choose(true, &shop, &wallet), Ok(Hop::App { link: scheme.to_owned(), package: None }));
    let code = |links: &antom::PayLinks, installed| {
        links.choose(installed, &shop, &wallet).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(code(&alone, false), Err("NOT_INSTALLED"));
    assert_eq!(code(&pay(json!({"normalUrl": ""})), false), Err("FIELD_MISSING"));
    assert_eq!(code(&pay(json!({"schemeUrl": "other://x"})), true), Err("SCHEME_FORBIDDEN"));
    let (links, id) = links();
    let back = format!("{}?paymentStatus=SUCCESS", links.scheme(Way::Return, &id));
    assert_eq!(antom::returned(&back, &links), Ok((Claim::Silent, id)));
}

/// WeChat Pay APIv3's own example (notes 3.4): length and digest of what is signed.
#[test]
fn the_signed_lines_of_wechat_are_the_documents() {
    let hash = |text: &str| hex::to_hex(digest(&SHA256, text.as_bytes()).as_ref());
    let app = wechat_pay::app_lines(
        "wx8888888888888888",
        "1414561699",
        "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
        "WX1217752501201407033233368018",
    );
    assert_eq!(
        app,
        "wx8888888888888888\n1414561699\n5K8264ILTKCH16CQ2502SI8ZNMTM67VS\nWX1217752501201407033233368018\n"
    );
    assert_eq!(app.len(), 94);
    assert!(hash(&app).starts_with("b4e00a53") && hash(&app).ends_with("0dcc68ed"), "{}", hash(&app));
    let page = wechat_pay::page_lines(
        "wx8888888888888888",
        "1414561699",
        "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
        "wx201410272009395522657a690389285100",
    );
    assert_eq!(page.len(), 110);
    assert!(hash(&page).starts_with("e9f24055") && hash(&page).ends_with("82147df3"), "{}", hash(&page));
}

#[test]
fn an_app_payment_of_wechat_is_read_within_its_bounds() {
    let fields = json!({
        "appid": "wx8888888888888888", "partnerid": "1900000109", "prepayid": "WX1217752501201407033233368018",
        "package": "Sign=WXPay", "noncestr": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS", "timestamp": 1_414_561_699,
        "sign": "oR9d8PuhnIc+YZ8cBHFCwfgpaK9gd7vaRvkYD7rthRAZ/X+QBhcCYL21N7cHCTUxbQ=="
    });
    let payment = wechat_pay::AppPayment::read(fields.to_string().as_bytes()).expect("fields");
    assert_eq!((payment.timestamp.as_str(), payment.package()), ("1414561699", "Sign=WXPay"));
    assert_eq!(payment.signed_lines().len(), 94);
    assert_eq!(format!("{payment:?}"), "AppPayment(..)");
    for (field, value) in [
        ("package", json!("prepay_id=1")),
        ("timestamp", json!("1414561699000")),
        ("timestamp", json!(1.5)),
        ("appid", json!("")),
        ("noncestr", json!("x".repeat(33))),
        ("prepayid", json!("a\nb")),
        ("sign", json!("*")),
    ] {
        let mut wrong = fields.clone();
        wrong[field] = value;
        let read = wechat_pay::AppPayment::read(wrong.to_string().as_bytes());
        assert_eq!(read.map(|_| ()).map_err(|error| error.code()), Err("FIELD_MALFORMED"), "{field}");
    }
    let claims = [Some(0), Some(-1), Some(-2), Some(-3), None].map(wechat_pay::claim);
    assert_eq!(claims, [Claim::Ok, Claim::Failed, Claim::Cancelled, Claim::Silent, Claim::Silent]);
    assert_eq!(wechat_pay::DEAD_AFTER.as_secs(), 7_200);
}
