//! The sheets of systems' wallets, Google Pay and Apple Pay, and the page with a provider's card fields: what each is asked, and
//! the credential that its answer makes.

use crate::billing;
use crate::wallet::Wallet;
use serde_json::{Map, Value, json};
use std::time::Duration;
use tradewind_commerce::{Credential, SessionHandler};
use tradewind_domain::{Buyer, Market, Money, TotalKind};
use tradewind_methods::google_pay::{self, Line, LineKind, PaymentData, PriceStatus, Tokenization};
use tradewind_methods::{MethodError, Token, apple_pay, hosted_fields};
use tradewind_ports::{
    ApplePayContact, ApplePayItem, ApplePayRequest, Secret, SystemSheet, WalletData, WalletLine,
};

const GOOGLE_PAY: &str = "google_pay";
const APPLE_PAY: &str = "apple_pay";
const HOSTED_CARD: &str = "hosted_card";
/// UCP `credential.type` of Apple's token. Apple publishes no handler for UCP: it is the type that says least.
const APPLE_CREDENTIAL: &str = "token";
/// Taken off the time that Apple gives an answer: ours has to be there before.
const MARGIN: Duration = Duration::from_secs(5);

/// What is paid, to whom, and what the sheet says of it.
pub(crate) struct Asked<'a> {
    /// Who is paid, as the person knows them.
    pub(crate) payee: &'a str,
    /// Where the payment is processed, as far as it is known: where the goods go.
    pub(crate) country: Market,
    /// What is paid.
    pub(crate) amount: Money,
    /// The lines, the one of the sum last.
    pub(crate) lines: &'a [WalletLine],
    /// Names the attempt; opaque, one use.
    pub(crate) attempt: &'a str,
}

/// Whether a wallet's sheet is a system's own.
pub(crate) fn is_system(wallet: &Wallet) -> bool {
    matches!(wallet.id, GOOGLE_PAY | APPLE_PAY)
}

/// Whether a wallet is a page of the merchant's with a provider's card fields.
pub(crate) fn is_fields(wallet: &Wallet) -> bool {
    wallet.id == HOSTED_CARD
}

/// Whether a merchant's configuration can be used by the wallet. Those that have no sheet of a system's take any.
pub(crate) fn is_usable(wallet: &Wallet, handler: &SessionHandler) -> bool {
    match wallet.id {
        GOOGLE_PAY => google_config(handler).is_ok(),
        APPLE_PAY => apple_config(handler).is_ok(),
        HOSTED_CARD => fields_config(handler).is_ok(),
        _ => true,
    }
}

/// Whether the wallet's system can say such a sum to the person.
pub(crate) fn can_say(wallet: &Wallet, amount: Money) -> bool {
    wallet.id != GOOGLE_PAY || google_pay::can_say(amount)
}

/// What the wallet's system is asked; none for a wallet whose sheet the host draws.
pub(crate) fn request(
    wallet: &Wallet,
    handler: &SessionHandler,
    asked: &Asked<'_>,
) -> Result<Option<SystemSheet>, MethodError> {
    match wallet.id {
        GOOGLE_PAY => google_sheet(&google_config(handler)?, asked).map(Some),
        APPLE_PAY => apple_sheet(apple_config(handler)?, asked).map(|one| Some(SystemSheet::ApplePay(one))),
        _ => Ok(None),
    }
}

/// The page with card fields that is shown, if it is at one of these origins.
pub(crate) fn fields(handler: &SessionHandler, origins: &[String]) -> Result<SystemSheet, MethodError> {
    let url = fields_config(handler)?.fields_url;
    if !origins.contains(&url.origin()) {
        return Err(MethodError::HostForbidden);
    }
    Ok(SystemSheet::HostedFields {
        url,
        max_message: u32::try_from(hosted_fields::MAX_MESSAGE).unwrap_or(u32::MAX),
    })
}

/// The credential that a system's wallet or a page gave. What does not read, or was not asked for, is refused.
pub(crate) fn credential(
    wallet: &Wallet,
    handler: &SessionHandler,
    data: WalletData,
) -> Result<Credential, MethodError> {
    let (kind, token, brand, digits, billing) = match data {
        WalletData::GooglePay(text) if wallet.id == GOOGLE_PAY => {
            let data = PaymentData::read(text.expose(), &google_config(handler)?)?;
            let kind = match data.kind {
                Tokenization::PaymentGateway => "PAYMENT_GATEWAY",
                Tokenization::Direct => "DIRECT",
            };
            (kind.to_owned(), data.token, data.network, data.last_digits, data.billing)
        }
        WalletData::ApplePay { payment_data, network, display_name, billing } if wallet.id == APPLE_PAY => {
            let paid = apple_pay::Payment::of(payment_data.expose(), network, display_name.as_deref())?;
            let billing = billing.map(|contact| owner(*contact)).transpose()?;
            (APPLE_CREDENTIAL.to_owned(), paid.token, paid.network, paid.last_digits, billing)
        }
        WalletData::HostedFields { origin, message } if is_fields(wallet) => {
            // The host says which origin spoke; that it is the page's own is said here.
            if origin != fields_config(handler)?.fields_url.origin() {
                return Err(MethodError::HostForbidden);
            }
            let card = hosted_fields::Tokenized::read(message.expose())?;
            (card.kind, card.token, card.brand, card.last_digits, None)
        }
        _ => return Err(MethodError::Malformed { field: "wallet" }),
    };
    Ok(Credential {
        handler: handler.id.clone(),
        instrument: None,
        kind,
        token: Secret::new(Token::into_bytes(token)),
        more: members(brand, digits, billing),
    })
}

/// Further members of a card instrument (UCP `card_payment_instrument.json`).
fn members(brand: Option<String>, digits: Option<String>, billing: Option<Buyer>) -> Map<String, Value> {
    let mut more = Map::new();
    let mut display = Map::new();
    display.extend(brand.map(|brand| ("brand".to_owned(), json!(brand.to_ascii_lowercase()))));
    display.extend(digits.map(|digits| ("last_digits".to_owned(), json!(digits))));
    if !display.is_empty() {
        more.insert("display".to_owned(), Value::Object(display));
    }
    let address = billing.map(|buyer| billing::members(&buyer, true)).filter(|address| !address.is_empty());
    more.extend(address.map(|address| (billing::MEMBER.to_owned(), Value::Object(address))));
    more
}

fn google_config(handler: &SessionHandler) -> Result<google_pay::Config, MethodError> {
    google_pay::Config::read_text(handler.config.as_bytes())
}

fn google_sheet(config: &google_pay::Config, asked: &Asked<'_>) -> Result<SystemSheet, MethodError> {
    let (total, before) = split(asked.lines);
    let line = |line: &'_ WalletLine| -> (String, LineKind, Money) {
        let kind = match line.kind {
            TotalKind::Tax | TotalKind::ImportTax => LineKind::Tax,
            TotalKind::Subtotal | TotalKind::Total => LineKind::Subtotal,
            _ => LineKind::LineItem,
        };
        (line.label.clone(), kind, line.money)
    };
    // A sum that can be said may be made of lines that cannot: then it stands alone.
    let sayable = before.iter().all(|line| google_pay::can_say(line.money));
    let lines: Vec<_> = before.iter().filter(|_| sayable).map(line).collect();
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|(label, kind, price)| Line { label, kind: *kind, price: *price, pending: false })
        .collect();
    let request = config.payment_data_request(&google_pay::Sheet {
        payee: asked.payee,
        country: asked.country,
        total: asked.amount,
        total_label: total.map_or("", |line| line.label.as_str()),
        status: PriceStatus::Final,
        lines: &lines,
        transaction: Some(asked.attempt),
        // The person said before where the goods go and how: the sum in the sheet is the one that was agreed to.
        shipping: None,
        authorizes: false,
    })?;
    Ok(SystemSheet::GooglePay {
        request,
        production: config.environment == google_pay::Environment::Production,
    })
}

fn fields_config(handler: &SessionHandler) -> Result<hosted_fields::Config, MethodError> {
    hosted_fields::Config::read_text(handler.config.as_bytes())
}

fn apple_config(handler: &SessionHandler) -> Result<apple_pay::Config, MethodError> {
    apple_pay::Config::read_text(handler.config.as_bytes())
}

fn apple_sheet(config: apple_pay::Config, asked: &Asked<'_>) -> Result<ApplePayRequest, MethodError> {
    let (_, before) = split(asked.lines);
    let items: Vec<apple_pay::Item<'_>> = before
        .iter()
        .map(|line| apple_pay::Item { label: &line.label, amount: line.money, pending: false })
        .collect();
    let country = config.country.unwrap_or(asked.country);
    let items = apple_pay::summary_items(&apple_pay::Sheet {
        payee: asked.payee,
        country,
        currency: asked.amount.currency,
        items: &items,
        total: asked.amount,
        pending: false,
        shipping_methods: &[],
        shipping: &[],
        coupon: None,
    })?;
    let item = |item: apple_pay::SummaryItem| ApplePayItem { label: item.label, amount: item.amount };
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    Ok(ApplePayRequest {
        merchant_identifier: config.merchant_identifier,
        country_code: country.as_str().to_owned(),
        currency_code: asked.amount.currency.to_string(),
        supported_networks: owned(config.networks),
        merchant_capabilities: owned(config.capabilities),
        summary_items: items.into_iter().map(item).collect(),
        billing_contact_fields: config.billing.iter().map(|field| field.as_str().to_owned()).collect(),
        answer_within: apple_pay::ANSWER_WITHIN.saturating_sub(MARGIN),
    })
}

/// The line of the sum, and those before it.
fn split(lines: &[WalletLine]) -> (Option<&WalletLine>, &[WalletLine]) {
    lines.split_last().map_or((None, &[]), |(last, before)| (Some(last), before))
}

fn owner(contact: ApplePayContact) -> Result<Buyer, MethodError> {
    let contact = apple_pay::Contact {
        given_name: contact.given_name,
        family_name: contact.family_name,
        email_address: contact.email_address,
        phone_number: contact.phone_number,
        address_lines: contact.street.lines().map(str::to_owned).collect(),
        locality: contact.city,
        administrative_area: contact.state,
        postal_code: contact.postal_code,
        country_code: contact.iso_country_code,
    };
    contact.buyer()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "dev.tradewind.pay.hosted_card";

    #[test]
    fn a_page_with_card_fields_is_at_an_origin_that_may_have_one() {
        let shop = ["https://shop.example".to_owned()];
        let shown = |config: &str| {
            let handler = SessionHandler { config: config.to_owned(), ..SessionHandler::of(CARD, "h_card") };
            fields(&handler, &shop).map_err(|error| error.code())
        };
        assert!(matches!(
            shown(r#"{"fields_url":"https://shop.example/card?key=1"}"#),
            Ok(SystemSheet::HostedFields { url, .. }) if url.as_str() == "https://shop.example/card?key=1"
        ));
        for (config, code) in [
            (r#"{"fields_url":"https://provider.example/card"}"#, "HOST_FORBIDDEN"),
            (r#"{"fields_url":"https://shop.example:8443/card"}"#, "HOST_FORBIDDEN"),
            (r#"{"fields_url":"https://shop.example.evil/card"}"#, "HOST_FORBIDDEN"),
            (r#"{"fields_url":"http://shop.example/card"}"#, "SCHEME_FORBIDDEN"),
            ("{}", "CONFIG_UNUSABLE"),
        ] {
            assert_eq!(shown(config), Err(code), "{config}");
        }
    }
}
