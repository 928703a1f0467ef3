//! What an answer says of payments: the methods on offer, and the work that the person is told to do (UCP `actions`).

use crate::codes::{self, Bill};
use crate::http::Req;
use crate::methods::{self, AUTHENTICATION, HAND_OFF, METHODS, Method, Opens, Way};
use crate::ops::payment::Payment;
use crate::ops::quote::Quote;
use crate::ops::session::Session;
use crate::shop::Shop;
use crate::strangers::ELSEWHERE;
use serde_json::{Map, Value, json};

/// What an answer says of payments: the methods on offer, the instrument that pays, and the work that is waited for.
pub(crate) fn beside(
    shop: &Shop,
    session: &Session,
    quote: &Quote,
    status: &str,
    request: &Req,
    body: &mut Value,
) {
    if !request.version().replaces() {
        return;
    }
    methods::add(shop, &mut body["ucp"], offered(shop, session, quote, request));
    let waits = session.state == "waiting" && status == "complete_in_progress";
    let Some(payment) = session.payments.last().filter(|_| waits) else { return };
    body["payment"] = json!({"instruments": [payment.instrument]});
    let (mut kind, extension, config) = work(shop, session, payment);
    if !request.has_named(extension) {
        return;
    }
    body["ucp"]["capabilities"][extension] = json!([{"version": request.version().date()}]);
    match payment.fault.as_str() {
        "no-action" => return,
        "unknown-action" => {
            kind = "dev.example.payment.dance";
            body["continue_url"] = json!(page(shop, session, payment));
        }
        _ => {}
    }
    body["actions"] =
        Value::Object(Map::from_iter([(kind.to_owned(), json!([{"id": payment.work, "config": config}]))]));
}

/// Where the person approves in a browser.
fn page(shop: &Shop, session: &Session, payment: &Payment) -> String {
    let path = if payment.method().is_none() { "act" } else { "pay" };
    shop.url(&format!("/{path}/{}/{}", session.id, payment.secret))
}

/// The type of the work that is waited for, whose extension it is of, and its configuration.
fn work(shop: &Shop, session: &Session, payment: &Payment) -> (&'static str, &'static str, Value) {
    let mut url = page(shop, session, payment);
    match payment.fault.as_str() {
        "foreign-link" => url = url.replacen(&shop.config.base_url, ELSEWHERE, 1),
        "javascript-link" => url = "javascript:alert(document.domain)".to_owned(),
        _ => {}
    }
    let mut config = json!({"payment_instrument_id": payment.instrument["id"]});
    let Some(method) = payment.method() else {
        config["url"] = json!(url);
        let kind = if payment.collects {
            "dev.ucp.common.payment.device_data_collection"
        } else {
            "dev.ucp.common.payment.three_ds_challenge"
        };
        return (kind, AUTHENTICATION, config);
    };
    config["expires_at"] = json!(shop.rfc3339(payment.until));
    let amount = if payment.fault == "wrong-sum" { payment.quote.due() + 100 } else { payment.quote.due() };
    let bill = Bill {
        method: method.id,
        reference: &payment.number,
        amount,
        currency: &payment.quote.currency,
        foreign: payment.fault == "wrong-payee",
        until: payment.until,
    };
    let kind = match method.way {
        Way::Link(opens) => {
            if let Some(link) = app_link(opens, &url, payment) {
                config["app_url"] = json!(link);
            }
            config["url"] = json!(url);
            "dev.tradewind.payment.link"
        }
        Way::Call => {
            config["payload"] = payload(shop, &bill, payment);
            "dev.tradewind.payment.call"
        }
        Way::Code => {
            config["text"] = json!(codes::text(&bill).unwrap_or_default());
            "dev.tradewind.payment.code"
        }
        Way::Voucher => {
            let (reference, barcode) = slip(&bill);
            config["reference"] = json!(reference);
            if let Some(barcode) = barcode {
                config["barcode"] = json!(barcode);
            }
            config["url"] = json!(url);
            "dev.tradewind.payment.voucher"
        }
        Way::Prompt | Way::Sheet | Way::OnDelivery => "dev.tradewind.payment.prompt",
    };
    (kind, HAND_OFF, config)
}

/// What the method's app opens; none where there is only the page.
fn app_link(opens: Opens, page: &str, payment: &Payment) -> Option<String> {
    match (opens, payment.fault.as_str()) {
        (Opens::Page, _) => None,
        (_, "javascript-link") => Some(page.to_owned()),
        (_, "foreign-link") => Some(format!("anotherbank://pay?token={}", payment.number)),
        (Opens::AppLink, _) => Some(format!("{page}?app=1")),
        (Opens::Scheme(scheme), _) => {
            let page = percent_encoding::utf8_percent_encode(page, percent_encoding::NON_ALPHANUMERIC);
            Some(format!("{scheme}://paymentrequest?token={}&page={page}", payment.number))
        }
    }
}

/// What the method's own library is called with. The signatures are none: nobody here has a key of theirs.
fn payload(shop: &Shop, bill: &Bill, payment: &Payment) -> Value {
    let signed = blake3::hash(format!("{} {}", payment.secret, bill.amount).as_bytes()).to_hex();
    let payee = if bill.foreign { "Another Shop" } else { codes::PAYEE };
    if bill.method == "alipay" {
        let content = json!({
            "out_trade_no": bill.reference, "total_amount": codes::decimal(bill.amount, bill.currency),
            "subject": payee, "product_code": "QUICK_MSECURITY_PAY",
        });
        let encode = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        return json!(format!(
            "app_id=2021000000000000&biz_content={}&charset=utf-8&method=alipay.trade.app.pay&sign_type=RSA2&timestamp={}&version=1.0&sign={signed}",
            encode(&content.to_string()),
            encode(&shop.rfc3339(shop.now())),
        ));
    }
    json!({
        "appid": "wx8888888888888888", "partnerid": "1900000109", "prepayid": format!("wx{}", bill.reference),
        "package": "Sign=WXPay", "noncestr": &signed[..32], "timestamp": (shop.now() / 1_000).to_string(),
        "sign": signed.as_str(),
    })
}

/// The number of a slip, and what the till scans where that is another.
fn slip(bill: &Bill) -> (String, Option<String>) {
    match bill.method {
        "boleto" => {
            let (line, scanned) = codes::boleto(bill.reference, bill.amount, bill.until);
            (line, Some(scanned))
        }
        "oxxo" => {
            let number = codes::till(bill.reference, 17);
            (number.clone(), Some(number))
        }
        _ => (codes::till(bill.reference, 12), None),
    }
}

/// The methods that a session is offered: from 2026-08-25 on, by where it goes and what it costs, and only those that give a
/// credential where the platform does not have our extension.
pub(crate) fn offered(
    shop: &Shop,
    session: &Session,
    quote: &Quote,
    request: &Req,
) -> impl Iterator<Item = &'static Method> {
    let on = shop.offers_methods() && request.version().replaces() && !shop.is_on("no-handler");
    let hand_offs = request.has_named(HAND_OFF);
    let place = session.destination.as_ref().and_then(|place| place["address_country"].as_str());
    let country = place.unwrap_or(&session.market).to_owned();
    let (currency, total) = (quote.currency.clone(), quote.total);
    METHODS
        .iter()
        .filter(move |method| on && (hand_offs || method.way == Way::Sheet))
        .filter(move |method| method.is_for(&country, &currency, total))
}
