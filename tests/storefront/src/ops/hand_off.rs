//! Hand-offs: a Complete that is accepted before it is paid, and the work that the person is told to do (UCP `actions`).

use crate::codes::{self, Bill};
use crate::http::{Reply, Req};
use crate::methods::{self, AUTHENTICATION, HAND_OFF, METHODS, Method, Opens, Way};
use crate::ops::payment::{Payment, Stage};
use crate::ops::quote::Quote;
use crate::ops::session::{Session, bad};
use crate::ops::view::{View, answer, look};
use crate::shop::Shop;
use crate::strangers::ELSEWHERE;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// How long a card's bank waits for the person, in milliseconds.
const BANK_WAITS: i64 = 15 * 60_000;

/// What pays, of the body of a Complete.
pub(crate) enum Pays {
    /// A credential, and whether it is good.
    Credential { good: bool, instrument: Value },
    /// The merchant is asked first, and tells where to approve.
    Merchant { method: &'static Method, instrument: Value },
}

impl Pays {
    /// Reads an instrument of one of the methods; an error for a handler that is not offered to this session.
    pub(crate) fn read(shop: &Shop, session: &Session, request: &Req, one: &Value) -> Result<Self, Reply> {
        let method = methods::of_handler(&one["handler_id"]);
        let quote = session.seen.clone().unwrap_or_default();
        let method = method
            .filter(|method| offered(shop, session, &quote, request).any(|known| known.id == method.id));
        let method = method.ok_or_else(|| bad("unknown payment handler"))?;
        if one["type"] != method.instrument() {
            return Err(bad("instrument type"));
        }
        if method.way == Way::Sheet {
            let credential = &one["credential"];
            if !credential["type"].is_string() || credential.as_object().is_none_or(|all| all.len() < 2) {
                return Err(bad("credential is required"));
            }
            let good = !credential.to_string().contains("declined");
            return Ok(Self::Credential { good, instrument: echo(one) });
        }
        if !one["credential"].is_null() {
            return Err(bad("this handler takes no credential"));
        }
        match method.way {
            Way::Link(_) if !returns(&one["return_url"]) => Err(bad("return_url")),
            Way::Prompt if !phone(&one["phone_number"]) => Err(bad("phone_number")),
            _ => Ok(Self::Merchant { method, instrument: one.clone() }),
        }
    }
}

/// An instrument as it is told again: nothing secret, nothing of the person.
pub(crate) fn echo(one: &Value) -> Value {
    let kept = ["id", "handler_id", "type", "selected"];
    let fields = one.as_object().into_iter().flatten().filter(|(name, _)| kept.contains(&name.as_str()));
    Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// A link that may be gone back to: a scheme of an app, or https; nothing that runs.
fn returns(url: &Value) -> bool {
    let Some((scheme, rest)) = url.as_str().and_then(|url| url.split_once("://")) else { return false };
    let named = scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte));
    named
        && !["http", "file", "data", "javascript"].contains(&scheme)
        && !rest.is_empty()
        && rest.len() <= 2_000
        && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A telephone number as E.164 writes it.
fn phone(number: &Value) -> bool {
    let Some(digits) = number.as_str().and_then(|number| number.strip_prefix('+')) else { return false };
    (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// The methods that a session is offered: from 2026-08-25 on, by where it goes and what it costs, and only those that give a
/// credential where the platform does not have our extension.
fn offered(
    shop: &Shop,
    session: &Session,
    quote: &Quote,
    request: &Req,
) -> impl Iterator<Item = &'static Method> {
    let on = shop.config.methods && request.version().replaces() && !shop.is_on("no-handler");
    let hand_offs = request.has_named(HAND_OFF);
    let place = session.destination.as_ref().and_then(|place| place["address_country"].as_str());
    let country = place.unwrap_or(&session.market).to_owned();
    let (currency, total) = (quote.currency.clone(), quote.total);
    METHODS
        .iter()
        .filter(move |method| on && (hand_offs || method.way == Way::Sheet))
        .filter(move |method| method.is_for(&country, &currency, total))
}

/// What a payment is begun with.
pub(crate) struct Beginning<'a> {
    pub(crate) instrument: &'a Value,
    /// None for a card whose bank wants something.
    pub(crate) method: Option<&'static Method>,
    /// Whether the bank looks at the device first.
    pub(crate) collects: bool,
}

/// The payment is begun at its provider, and the person has something to do.
pub(crate) fn begin(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    quote: Quote,
    beginning: &Beginning,
    request: &Req,
) -> Result<Reply, Reply> {
    let payment = opened(shop, db, quote, beginning, request);
    session.expires_at = session.expires_at.max(payment.closes());
    session.key.clone_from(&payment.key);
    session.seen = Some(payment.quote.clone());
    session.ended = None;
    session.payments.push(payment);
    "waiting".clone_into(&mut session.state);
    let view = look(shop, db, session, request);
    answer(shop, db, session, view, 200, request)
}

/// Paid at the door: nobody has anything to do, and no money moves yet.
pub(crate) fn at_the_door(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    quote: &Quote,
    beginning: &Beginning,
    request: &Req,
) {
    let payment = opened(shop, db, quote.clone(), beginning, request);
    session.payments.push(Payment { stage: Stage::Captured, ..payment });
}

fn opened(shop: &Shop, db: &Connection, quote: Quote, beginning: &Beginning, request: &Req) -> Payment {
    let Beginning { instrument, method, collects } = beginning;
    let lives = method.map_or(BANK_WAITS, |method| method.lives_s * 1_000);
    let fault = shop.strikes("hand-off", request).map(|fault| fault.kind);
    let fault = fault
        .or_else(|| shop.strikes("action-error", request).map(|fault| format!("error {}", fault.kind)))
        .or_else(|| shop.strikes("action-silent", request).map(|_| "silent".to_owned()));
    Payment {
        number: shop.new_id(db, "pay"),
        method: method.map_or("card", |method| method.id).to_owned(),
        work: shop.new_id(db, "act"),
        again: 0,
        stage: Stage::Created,
        collects: *collects,
        secret: shop.new_secret(db),
        return_url: instrument["return_url"].as_str().unwrap_or_default().to_owned(),
        instrument: echo(instrument),
        until: shop.now() + lives,
        quote,
        key: request.header("idempotency-key").unwrap_or_default().to_owned(),
        fault: fault.unwrap_or_default(),
    }
}

/// What an answer says of payments: the methods on offer, the instrument that pays, and the work that is waited for.
pub(crate) fn beside(shop: &Shop, session: &Session, view: &View, request: &Req, body: &mut Value) {
    if !request.version().replaces() {
        return;
    }
    methods::add(shop, &mut body["ucp"], offered(shop, session, &view.quote, request));
    let waits = session.state == "waiting" && view.status == "complete_in_progress";
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

/// What the merchant's profile says of payments: of a card's bank always, of the other ways where they are switched on.
pub(crate) fn profile(shop: &Shop, date: &str, ucp: &mut Value) {
    let [hand_off, authentication] = methods::extensions(date);
    ucp["capabilities"][authentication.0] = authentication.1;
    if shop.config.methods {
        ucp["capabilities"][hand_off.0] = hand_off.1;
        methods::add(shop, ucp, METHODS.iter());
    }
}
