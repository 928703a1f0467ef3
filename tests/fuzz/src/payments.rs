//! What must hold of what comes back from payments: wallets' data, links, answers, codes, papers, whatever the bytes are.

use serde_json::json;
use tradewind_domain::{Currency, Market, Money, Timestamp, WebUrl};
use tradewind_methods::redirect::{Hop, ReturnLinks, Rule, check};
use tradewind_methods::voucher::{Boleto, Slip, Till};
use tradewind_methods::{Claim, alipay, antom, apple_pay, code, google_pay, paypal, push, upi, wechat_pay};
use tradewind_qr::{PaymentCode, QrError, Summary, read_bytes};

/// Google Pay: the data of an approved sheet, a change in it, or a merchant's config. No token prints.
///
/// # Panics
/// Where that does not hold.
pub fn google_pay_data(bytes: &[u8]) -> &'static str {
    let config = google_config();
    let change = google_pay::Change::read(bytes);
    let read = serde_json::from_slice(bytes).ok().and_then(|value| google_pay::Config::read(&value).ok());
    if let Some(config) = &read {
        let ready = config.is_ready_to_pay();
        assert!(ready.starts_with("{\"apiVersion\":2") && !ready.contains("tokenization"), "{ready}");
    }
    match google_pay::PaymentData::read(bytes, &config) {
        Ok(data) => {
            assert!(!data.token.expose().is_empty());
            assert!(data.last_digits.as_ref().is_none_or(|digits| (1..=4).contains(&digits.len())));
            let printed = format!("{data:?} {:?}", data.token);
            assert!(printed.len() < 200 && printed.contains("Token(..)"), "{printed}");
            "taken"
        }
        Err(_) if read.is_some() || change.is_ok() => "taken",
        Err(error) => error.code(),
    }
}

/// Apple Pay: a payment's token, a contact, or a merchant's config. The token is the very text between its brackets.
///
/// # Panics
/// Where that does not hold.
pub fn apple_pay_token(bytes: &[u8]) -> &'static str {
    if let Ok(buyer) = apple_pay::read_contact(bytes) {
        assert_eq!(format!("{buyer:?}"), "Buyer(..)");
    }
    match apple_pay::Payment::read(bytes) {
        Ok(payment) => {
            let token = payment.token.expose();
            let text = std::str::from_utf8(bytes).expect("proof: it was read as JSON");
            assert!(token.starts_with('{') && text.contains(token));
            assert!(format!("{payment:?}").len() < 200);
            "taken"
        }
        Err(error) => error.code(),
    }
}

/// A link that came to the app, and the same text as a link that a merchant wants opened. What is opened is https to a public
/// host or a declared scheme; an id that is read is written as the same.
///
/// # Panics
/// Where that does not hold.
pub fn return_link(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let shop = address("https://shop.example");
    let rule = Rule { schemes: &["swish"], packages: &["se.bankgirot.swish"], hosts: &[] };
    let opened = check(&text, &shop, &rule);
    let _ = (paypal::opened(&text, &shop), antom::PayLinks::read(bytes));
    match &opened {
        Ok(Hop::Web(url)) => {
            assert!(url.url().scheme() == "https" && !url.is_loopback(), "{url:?}");
            assert!(url.url().username().is_empty() && url.url().password().is_none(), "{url:?}");
        }
        Ok(Hop::App { link, package }) => {
            let low = link.to_ascii_lowercase();
            assert!(
                low.starts_with("swish:") || (low.starts_with("https:") && package.is_some()),
                "{link:?}"
            );
            assert!(link.bytes().all(|b| b.is_ascii_graphic()), "{link:?}");
        }
        Err(_) => {}
    }
    let links = ReturnLinks::new(address("https://links.tradewind.example/app")).expect("proof: no query");
    match (links.read(&text), opened) {
        (Ok((way, id)), _) => {
            for again in [links.https(way, &id), links.scheme(way, &id)] {
                assert_eq!(links.read(&again), Ok((way, id)), "{text:?}");
            }
            "taken"
        }
        (Err(_), Ok(_)) => "opened",
        (Err(error), Err(_)) => error.code(),
    }
}

/// Alipay's result, or an order string for one fen; and WeChat's fields. Nothing but 9000 is a success.
///
/// # Panics
/// Where that does not hold.
pub fn alipay_result(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let cent = Money::new(1, currency("CNY"));
    if let Ok(order) = alipay::Order::read(&text, cent) {
        assert!(order.as_str() == text && order.sum().is_none_or(|sum| sum == cent), "{text:?}");
        return "taken";
    }
    if let Ok(payment) = wechat_pay::AppPayment::read(bytes) {
        assert_eq!(payment.signed_lines().matches('\n').count(), 4);
        return "taken";
    }
    match alipay::Outcome::read(bytes) {
        Ok(outcome) => {
            assert_eq!(outcome.claim == Claim::Ok, outcome.status == "9000");
            "taken"
        }
        Err(error) => error.code(),
    }
}

/// The text that a UPI app brings back, and the same text as a link for ten rupees. No failure is ever believed.
///
/// # Panics
/// Where that does not hold.
pub fn upi_response(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(intent) = upi::Intent::read(&text, Money::new(1_000, currency("INR")), None) {
        assert!(tradewind_qr::is_vpa(&intent.address), "{text:?}");
        return "link";
    }
    match upi::Response::read(Some(&text)) {
        Ok(response) => {
            assert!(matches!(response.claim, Claim::Ok | Claim::Silent), "{text:?}");
            assert!(response.claim == Claim::Silent || text.to_ascii_lowercase().contains("success"));
            "taken"
        }
        Err(error) => error.code(),
    }
}

/// The networks' answers, and a phone number of Kenya. A number that is read is read as itself.
///
/// # Panics
/// Where that does not hold.
pub fn push_result(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let kenya = Market::parse("KE").expect("proof: two capitals");
    if let Ok(phone) = push::Phone::read(&text, kenya) {
        let form = phone.international();
        assert!(form.len() == 12 && form.starts_with("254"), "{form}");
        assert_eq!(push::Phone::read(&form, kenya), Ok(phone));
        return "phone";
    }
    let answers = [push::mpesa(bytes), push::mtn(bytes), push::airtel(bytes)];
    for answer in answers.iter().flatten() {
        assert!(answer.code.len() <= 64 && answer.claim() != Claim::Cancelled, "{answer:?}");
    }
    match answers.into_iter().find(Result::is_ok) {
        Some(_) => "taken",
        None => "refused",
    }
}

/// A boleto in either form, or a number for a till. What is read is written and read as the same, in both forms.
///
/// # Panics
/// Where that does not hold.
pub fn voucher(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    // With a check digit that holds, what stands behind it is met.
    let digits: String = text.chars().filter(char::is_ascii_digit).take(44).collect();
    let sealed = |check: char| match (digits.get(..4), digits.get(5..)) {
        (Some(bank), Some(rest)) => Boleto::read(&format!("{bank}{check}{rest}")).ok(),
        _ => None,
    };
    let boleto = Boleto::read(&text).ok().or_else(|| ('1'..='9').find_map(sealed));
    if let Some(boleto) = boleto {
        assert_eq!(Boleto::read(&boleto.line()), Ok(boleto));
        assert_eq!(Boleto::read(&boleto.barcode()), Ok(boleto));
        for now in [0, 1_740_000_000_000, 1_795_000_000_000, 4_000_000_000_000] {
            if let Ok(Some(due)) = boleto.due(Timestamp(now)) {
                assert!(due.day.len() == 10 && due.until.0 > now - 3_002 * 86_400_000, "{due:?}");
            }
        }
        return "taken";
    }
    let slips = [Till::Oxxo, Till::Konbini].map(|till| Slip::read(&text, till));
    for slip in slips.iter().flatten() {
        assert_eq!(slip.grouped().replace(' ', ""), slip.digits());
        assert_eq!(Slip::read(&slip.grouped(), slip.till()).as_ref(), Ok(slip));
    }
    if slips.iter().any(Result::is_ok) { "slip" } else { "refused" }
}

/// A payment code of any family: what is read is written and read as the same, and is told in a few words. One whose checksum
/// alone is wrong is met with the right one.
///
/// # Panics
/// Where that does not hold.
pub fn payment_codes(bytes: &[u8]) -> &'static str {
    let read = match read_bytes(bytes) {
        Err(QrError::CrcMismatch { expected, .. }) => {
            let end = bytes.trim_ascii_end();
            let body = end.get(..end.len().saturating_sub(4)).unwrap_or_default();
            read_bytes(&[body, format!("{expected:04X}").as_bytes()].concat())
        }
        read => read,
    };
    let read = match read {
        Ok(code) => code,
        Err(error) => return error.as_str(),
    };
    let written = read.to_text();
    let again = written.as_deref().map(|text| tradewind_qr::read(text).and_then(|code| code.to_text()));
    assert!(again.is_ok_and(|again| again == written), "{read:?}");
    assert!(Summary::of(&read).is_ok(), "{read:?}");
    let sum = match &read {
        PaymentCode::Emv(code) => code.amount.as_ref().map(tradewind_qr::Amount::money),
        PaymentCode::Upi(link) => link.amount.as_ref().map(tradewind_qr::Amount::money),
        PaymentCode::Epc(transfer) => transfer.amount.as_ref().map(tradewind_qr::Amount::money),
        _ => None,
    };
    if let (Some(sum), Ok(text)) = (sum, written) {
        let other = Money::new(sum.minor + 1, sum.currency);
        assert!(code::check_charge(&text, other, Timestamp(0)).is_err(), "another sum: {text:?}");
    }
    "taken"
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
    google_pay::Config::read(&config).expect("proof: a config of the schema")
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("proof: codes of the table")
}

fn address(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("proof: https")
}
