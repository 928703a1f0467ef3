//! What strangers write: good samples cut at every byte, changed at random, and noise. Nothing panics, nothing secret prints.

use serde_json::json;
use tradewind_domain::{Currency, Market, Money, Timestamp, WebUrl};
use tradewind_methods::redirect::{Hop, ReturnId, ReturnLinks, Rule, Way};
use tradewind_methods::voucher::{Boleto, Slip, Till};
use tradewind_methods::{alipay, antom, apple_pay, code, google_pay, push, redirect, upi, wechat_pay};

/// Xorshift64* with a seed, so that a failure can be looked at again.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % most.max(1)
    }
}

/// One of each kind that is read here.
const SAMPLES: &[&str] = &[
    r#"{"apiVersion":2,"apiVersionMinor":0,"paymentMethodData":{"type":"CARD","info":{"cardNetwork":"VISA","cardDetails":"1234","billingAddress":{"name":"A B"}},"tokenizationData":{"type":"PAYMENT_GATEWAY","token":"{\"a\":\"\u003d\ud83d\ude00\"}"}}}"#,
    r#"{"paymentData":{"version":"EC_v1","data":"QQ==","signature":"QQ==","header":{"ephemeralPublicKey":"QQ==","publicKeyHash":"QQ==","transactionId":"00"}},"paymentMethod":{"displayName":"Visa 0492","network":"Visa","type":"debit"}}"#,
    r#"{"callbackTrigger":"SHIPPING_ADDRESS","shippingAddress":{"countryCode":"DE"},"shippingOptionData":{"id":"x"}}"#,
    r#"{"memo":"","result":"{}","resultStatus":"9000"}"#,
    "app_id=1&biz_content=%7B%22total_amount%22%3A%220.01%22%7D&sign=a%3D",
    r#"{"applinkUrl":"https://a.example/x","schemeUrl":"swish://x","normalUrl":"https://b.example"}"#,
    r#"{"appid":"wx8","partnerid":"19","prepayid":"WX1","package":"Sign=WXPay","noncestr":"5K","timestamp":"1414561699","sign":"QQ=="}"#,
    "txnId=AXI1&responseCode=00&ApprovalRefNo=1&Status=SUCCESS&txnRef=1",
    "upi://pay?pa=nadeem@npci&pn=n&am=10&mam=null&cu=INR",
    "00020101021229370016A000000677010111011300660000000005802TH530376454044.226304E469",
    "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1\n\n\nUrgency fund",
    "intent://paymentrequest?t=1#Intent;scheme=swish;package=se.bankgirot.swish;end",
    "https://links.tradewind.example/return/30313233343536373839616263646566?token=1",
    "tradewind://cancel/30313233343536373839616263646566#x",
    r#"{"Body":{"stkCallback":{"ResultCode":0,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":1.0},{"Name":"Balance"}]}}}}"#,
    r#"{"status":"FAILED","reason":{"code":"EXPIRED"},"amount":"100","currency":"UGX"}"#,
    r#"{"data":{"transaction":{"status":"TIP","airtel_money_id":"1"}}}"#,
    "34191.09008 01015.271248 80212.460002 4 25480000675787",
    "+254 (0) 712 345 678",
    "9300-0262-2806-78",
];

/// Gives the bytes to every reader, and uses what comes out.
fn read_all(bytes: &[u8]) {
    let config = google_config();
    if let Ok(data) = google_pay::PaymentData::read(bytes, &config) {
        assert!(!data.token.expose().is_empty() && format!("{:?}", data.token) == "Token(..)");
    }
    if let Ok(payment) = apple_pay::Payment::read(bytes) {
        assert!(payment.token.expose().starts_with('{'));
    }
    if let Ok(value) = serde_json::from_slice(bytes) {
        let _ = google_pay::Config::read(&value).map(|config| config.is_ready_to_pay());
        let _ = apple_pay::Config::read(&value);
    }
    let _ = (google_pay::Change::read(bytes), apple_pay::read_contact(bytes), alipay::Outcome::read(bytes));
    let _ = (push::mpesa(bytes), push::mtn(bytes), push::airtel(bytes));
    if let Ok(payment) = wechat_pay::AppPayment::read(bytes) {
        assert_eq!(payment.signed_lines().matches('\n').count(), 4);
    }
    let shop = WebUrl::parse("https://shop.example").expect("an address");
    let rule = Rule { schemes: &["swish"], packages: &["se.bankgirot.swish"], hosts: &[] };
    if let Ok(links) = antom::PayLinks::read(bytes) {
        let _ = (links.choose(true, &shop, &rule), links.choose(false, &shop, &rule));
    }
    let text = String::from_utf8_lossy(bytes);
    match redirect::check(&text, &shop, &rule) {
        Ok(Hop::Web(url)) => assert_eq!(url.url().scheme(), "https", "{text:?}"),
        Ok(Hop::App { link, .. }) => {
            let scheme = link.to_ascii_lowercase();
            assert!(scheme.starts_with("swish:") || scheme.starts_with("https:"), "{text:?}");
        }
        Err(error) => assert!(!error.code().is_empty()),
    }
    let base = WebUrl::parse("https://links.tradewind.example").expect("an address");
    let links = ReturnLinks::new(base).expect("a base");
    if let Ok((way, id)) = links.read(&text) {
        assert_eq!(links.read(&links.https(way, &id)), Ok((way, id)));
    }
    let agreed = [
        Money::new(1, currency("CNY")),
        Money::new(1_000, currency("INR")),
        Money::new(422, currency("THB")),
    ];
    let _ = alipay::Order::read(&text, agreed[0]);
    let _ = upi::Response::read(Some(&text));
    for sum in agreed {
        let _ = upi::Intent::read(&text, sum, None);
        if let Ok(checked) = code::check_charge(&text, sum, Timestamp(0)) {
            assert!(checked.code.to_text().is_ok(), "{text:?}");
        }
    }
    if let Ok(boleto) = Boleto::read(&text) {
        assert_eq!(Boleto::read(&boleto.line()), Ok(boleto));
        assert_eq!(Boleto::read(&boleto.barcode()), Ok(boleto));
        for now in [i64::MIN, 0, 1_795_000_000_000, 4_000_000_000_000] {
            let _ = boleto.due(Timestamp(now));
        }
    }
    for country in ["KE", "UG", "CI", "CG", "DE"] {
        if let Ok(phone) = push::Phone::read(&text, Market::parse(country).expect("a country")) {
            let again = push::Phone::read(&phone.international(), Market::parse(country).expect("a country"));
            assert_eq!(again, Ok(phone));
        }
    }
    let _ = (Slip::read(&text, Till::Oxxo).map(|slip| slip.grouped()), Slip::read(&text, Till::Konbini));
    let _ = apple_pay::coupon(&text);
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("a currency")
}

fn google_config() -> google_pay::Config {
    let config = json!({
        "api_version": 2, "api_version_minor": 0, "environment": "TEST", "merchant_info": {},
        "allowed_payment_methods": [{
            "type": "CARD",
            "parameters": {"allowed_auth_methods": ["PAN_ONLY"], "allowed_card_networks": ["VISA"]},
            "tokenization_specification": {"type": "PAYMENT_GATEWAY", "parameters": {"gateway": "example"}}
        }]
    });
    google_pay::Config::read(&config).expect("a config")
}

#[test]
fn samples_cut_at_any_byte_break_nothing() {
    for sample in SAMPLES {
        for end in 0..=sample.len() {
            read_all(&sample.as_bytes()[..end]);
        }
    }
}

#[test]
fn samples_changed_at_random_break_nothing() {
    let mut noise = Noise(0x5eed_0015);
    for round in 0..4_000 {
        let mut bytes = SAMPLES[round % SAMPLES.len()].as_bytes().to_vec();
        for _ in 0..=noise.below(4) {
            let at = noise.below(bytes.len());
            match noise.below(4) {
                0 => bytes[at] = noise.next() as u8,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, noise.next() as u8),
                _ => {
                    let other = SAMPLES[noise.below(SAMPLES.len())].as_bytes();
                    let from = noise.below(other.len());
                    let to = from + noise.below(other.len() - from);
                    bytes.splice(at..at, other[from..to].iter().copied());
                }
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        read_all(&bytes);
    }
}

#[test]
fn noise_and_depth_break_nothing() {
    let mut noise = Noise(0x5eed_0016);
    for _ in 0..500 {
        let bytes: Vec<u8> = (0..noise.below(200)).map(|_| noise.next() as u8).collect();
        read_all(&bytes);
    }
    for open in ["[", "{\"paymentData\":", "{\"a\":[", "\\u", "%", "&a=", "0"] {
        read_all(open.repeat(30_000 / open.len()).as_bytes());
    }
}

#[test]
fn every_way_and_id_survives_both_links() {
    let mut noise = Noise(0x5eed_0017);
    let links =
        ReturnLinks::new(WebUrl::parse("https://a.example/x/y").expect("an address")).expect("a base");
    for round in 0..300 {
        let bytes = [(); 16].map(|()| noise.next() as u8);
        let way = if round % 2 == 0 { Way::Return } else { Way::Cancel };
        let id = ReturnId::new(bytes);
        for link in [links.https(way, &id), links.scheme(way, &id)] {
            assert_eq!(links.read(&link), Ok((way, id)), "{link}");
        }
    }
}
