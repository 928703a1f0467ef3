//! What must hold of what comes back from payments: wallets' data, links, answers, codes, papers, whatever the bytes are.

use serde_json::json;
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Currency, Market, Money, Timestamp, WebUrl};
use tradewind_methods::redirect::{Hop, ReturnLinks, Rule, check};
use tradewind_methods::voucher::{Boleto, Slip, Till};
use tradewind_methods::{
    Claim, MethodError, alipay, antom, apple_pay, code, google_pay, paypal, push, upi, wechat_pay,
};
use tradewind_payments::hand_off::{RETURN, phone, return_id};
use tradewind_payments::registry::fee_told;
use tradewind_qr::{PaymentCode, QrError, Summary, read_bytes};

/// Google Pay: the data of an approved sheet, a change in it, or a merchant's config, with what it tells of a fee. No token prints.
///
/// # Panics
/// Where that does not hold.
pub fn google_pay_data(bytes: &[u8]) -> &'static str {
    let config = google_config();
    let change = google_pay::Change::read(bytes);
    let read = google_pay::Config::read_text(bytes).ok();
    if let Some(fee) = fee_told(&String::from_utf8_lossy(bytes)) {
        let written = json!({"fee": fee, "of": "a config"}).to_string();
        assert_eq!(fee_told(&written), Some(fee), "a fee is read as it is written");
    }
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

/// Apple Pay: a payment's token as the web has it or as PassKit has it, a contact as JSON or in lines, or a merchant's config. The token
/// is the very text between its brackets.
///
/// # Panics
/// Where that does not hold.
pub fn apple_pay_token(bytes: &[u8]) -> &'static str {
    if let Ok(buyer) = apple_pay::read_contact(bytes) {
        assert_eq!(format!("{buyer:?}"), "Buyer(..)");
    }
    let text = String::from_utf8_lossy(bytes);
    contact(&text);
    if let Ok(config) = apple_pay::Config::read_text(bytes) {
        assert!(config.merchant_identifier.starts_with("merchant.") && !config.networks.is_empty());
        assert!(config.capabilities.contains(&"supports3DS") && config.billing.len() <= 5, "{config:?}");
        return "taken";
    }
    // The name of the card is a stranger's text as well.
    if let Ok(payment) = apple_pay::Payment::of(bytes, Some(text.chars().take(40).collect()), Some(&text)) {
        let token = payment.token.expose();
        assert!(token.starts_with('{') && text.contains(token));
        let four = |digits: &String| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        assert!(payment.last_digits.as_ref().is_none_or(four) && format!("{payment:?}").len() < 200);
        return "taken";
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

/// A contact as the sheet's host fills it, a field a line: what becomes of it is one line each, within the limits of the form.
fn contact(text: &str) {
    let mut lines = text.split('\n').map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    let contact = apple_pay::Contact {
        given_name: next(),
        family_name: next(),
        email_address: next(),
        phone_number: next(),
        address_lines: next().split('|').map(str::to_owned).collect(),
        locality: next(),
        administrative_area: next(),
        postal_code: next(),
        country_code: next(),
    };
    let Ok(buyer) = contact.buyer() else { return };
    let fields =
        [BuyerField::FirstName, BuyerField::Email, BuyerField::ExtendedAddress, BuyerField::AddressCountry];
    for field in fields {
        let kept = buyer.field(field);
        assert!(kept.chars().count() <= 400 && !kept.contains(char::is_control), "{field:?}: {kept:?}");
    }
}

/// A link that came to the app, and the same text as a link that a merchant wants opened. What is opened is https to a public
/// host or a declared scheme; an id that is read is written as the same, and stands in the link as it is.
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
    if let Some(id) = return_id(&text) {
        assert!(
            (16..=64).contains(&id.len())
                && text.get(RETURN.len()..).is_some_and(|rest| rest.starts_with(id))
        );
        assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{text:?}");
        assert_eq!(return_id(&format!("{RETURN}{id}?status=success")), Some(id), "{text:?}");
        return "taken";
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

/// Countries of mobile money, and one that has none.
const COUNTRIES: [&str; 18] = [
    "BJ", "CD", "CG", "CI", "CM", "GA", "GH", "KE", "LR", "MG", "MW", "NE", "RW", "TD", "TZ", "UG", "ZM",
    "US",
];

/// The networks' answers, and a phone number of each country. A number that is read is read as itself.
///
/// # Panics
/// Where that does not hold.
pub fn push_result(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let mut is_phone = false;
    for country in COUNTRIES.map(|code| Market::parse(code).expect("proof: two capitals")) {
        let sent_to = phone(&text, country);
        match push::Phone::read(&text, country) {
            Ok(read) => {
                let form = read.international();
                assert!((11..=13).contains(&form.len()) && form.starts_with('2'), "{form}");
                assert!(form.bytes().all(|byte| byte.is_ascii_digit()), "{form}");
                assert_eq!(sent_to, Some(format!("+{form}")));
                assert_eq!(push::Phone::read(&form, country), Ok(read));
                is_phone = true;
            }
            Err(error) => {
                assert_eq!(sent_to, None);
                assert_eq!(error == MethodError::Country, country.as_str() == "US", "{error}");
            }
        }
    }
    if is_phone {
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
