//! Google Pay, Apple Pay and a card in hosted fields: what each is asked, what of its answer is sent, and how a sheet is told the end.

use crate::world::{BASE, Phone, World, draft, request_of, world_at};
use serde_json::{Value, json};
use std::time::Duration;
use tradewind_commerce::Checkout;
use tradewind_domain::{Currency, HandlerId, Money, TotalKind};
use tradewind_payments::law::State;
use tradewind_payments::sandbox_approval;
use tradewind_payments::{PayRequest, PaymentError};
use tradewind_ports::{
    ApplePayContact, Secret, SheetEnd, SystemSheet, WalletAnswer, WalletData, WalletError, WalletLine,
    WalletRequest,
};

const GOOGLE: &str = "com.google.pay";
const APPLE: &str = "dev.tradewind.pay.apple_pay";
const CARD: &str = "dev.tradewind.pay.hosted_card";

fn shop() -> World {
    world_at(|config| config.methods = true)
}

fn line(label: &str, money: Money, kind: TotalKind) -> WalletLine {
    WalletLine { label: label.into(), amount: String::new(), shown: String::new(), money, kind }
}

/// What is paid by this handler, with lines as the checkout's screen makes them.
fn request(checkout: &Checkout, method: &str) -> PayRequest {
    let paid = checkout.totals.iter().filter(|one| one.effect.adds());
    let mut lines: Vec<WalletLine> =
        paid.map(|one| line(one.kind.as_type(), one.amount, one.kind.clone())).collect();
    lines.sort_by_key(|line| line.kind == TotalKind::Total);
    PayRequest { lines, method: HandlerId::parse(method).ok(), ..request_of(checkout) }
}

/// Pays by a handler; `answer` makes the sheet's answer of what it was asked.
async fn pays(
    w: &World,
    phone: &Phone,
    method: &str,
    answer: impl FnOnce(&WalletRequest) -> WalletAnswer,
) -> Result<(), PaymentError> {
    let checkout = opened(phone).await;
    pays_for(w, phone, &checkout, method, answer).await
}

/// A checkout of a buyer who is named as far as any sheet needs it.
async fn opened(phone: &Phone) -> Checkout {
    let mut draft = draft("mug-indigo", 2);
    draft.buyer.last_name = "Haddad".into();
    draft.buyer.address.postal_code = "10115".into();
    phone.store.save_buyer(&draft.buyer).expect("kept");
    phone.prepare(&draft).await.expect("opens")
}

/// Pays this checkout by a handler.
async fn pays_for(
    w: &World,
    phone: &Phone,
    checkout: &Checkout,
    method: &str,
    answer: impl FnOnce(&WalletRequest) -> WalletAnswer,
) -> Result<(), PaymentError> {
    let shown = w.wallet.shown().len();
    let answering = async {
        while w.wallet.shown().len() == shown {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let sheet = w.wallet.shown()[shown].clone();
        phone.driver.wallet_answered(sheet.sheet.clone(), answer(&sheet));
    };
    tokio::select! {
        ended = phone.driver.pay(request(checkout, method)) => ended,
        () = async { answering.await; std::future::pending::<()>().await } => unreachable!(),
    }
}

fn approve(sheet: &WalletRequest) -> WalletAnswer {
    sandbox_approval(sheet.system.as_ref(), false)
}

/// The instrument of the last Complete.
fn sent(w: &World) -> Value {
    let (_, body) = w.completes().last().expect("sent").clone();
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    body["payment"]["instruments"][0].clone()
}

#[tokio::test(start_paused = true)]
async fn google_pay_is_asked_for_the_sum_that_was_agreed_to_and_its_token_is_sent() {
    let w = shop();
    let phone = w.phone();
    pays(&w, &phone, GOOGLE, approve).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    let shown = w.wallet.shown()[0].clone();
    let Some(SystemSheet::GooglePay { request, production: false }) = &shown.system else {
        unreachable!("{:?}", shown.system)
    };
    let asked: Value = serde_json::from_str(request).expect("JSON");
    let info = &asked["transactionInfo"];
    assert_eq!(info["totalPrice"], shown.amount.to_decimal().to_string());
    assert_eq!((&info["currencyCode"], &info["totalPriceStatus"]), (&json!("EUR"), &json!("FINAL")));
    assert_eq!((&info["totalPriceLabel"], &info["countryCode"]), (&json!("total"), &json!("DE")));
    assert_eq!(info["displayItems"][0]["type"], "SUBTOTAL");
    assert_eq!(asked["merchantInfo"]["merchantName"], "Seed");
    assert!(asked.get("shippingAddressRequired").is_none(), "where it goes is agreed to already");
    let gateway = &asked["allowedPaymentMethods"][0]["tokenizationSpecification"];
    assert_eq!(gateway["type"], "PAYMENT_GATEWAY");
    let sent = sent(&w);
    assert_eq!(sent["handler_id"], "h_google_pay");
    assert_eq!(sent["credential"], json!({"type": "PAYMENT_GATEWAY", "token": "sandboxok"}));
    assert_eq!(sent["display"], json!({"brand": "visa", "last_digits": "1111"}));
}

#[tokio::test(start_paused = true)]
async fn apple_pay_stands_until_it_is_told_the_end() {
    let w = shop();
    let phone = w.phone();
    let billing = ApplePayContact {
        given_name: "Noor".into(),
        street: "Hof 2\nLinks".into(),
        city: "Berlin".into(),
        iso_country_code: "de".into(),
        ..ApplePayContact::default()
    };
    let answer = |sheet: &WalletRequest| match approve(sheet) {
        WalletAnswer::Given(WalletData::ApplePay { payment_data, network, display_name, .. }) => {
            let billing = Some(Box::new(billing));
            WalletAnswer::Given(WalletData::ApplePay { payment_data, network, display_name, billing })
        }
        other => other,
    };
    pays(&w, &phone, APPLE, answer).await.expect("settles");
    let shown = w.wallet.shown()[0].clone();
    let Some(SystemSheet::ApplePay(asked)) = shown.system else { unreachable!("{:?}", shown.system) };
    let total = asked.summary_items.last().expect("a total");
    assert_eq!((total.label.as_str(), &total.amount), ("Seed", &shown.amount.to_decimal().to_string()));
    assert_eq!((asked.currency_code.as_str(), asked.answer_within), ("EUR", Duration::from_secs(25)));
    assert_eq!(asked.supported_networks, ["visa", "masterCard", "amex"]);
    let sent = sent(&w);
    let token: Value =
        serde_json::from_str(sent["credential"]["token"].as_str().expect("a text")).expect("JSON");
    assert_eq!((&token["data"], &token["version"]), (&json!("sandboxok"), &json!("EC_v1")));
    assert_eq!(sent["billing_address"]["street_address"], "Hof 2");
    assert_eq!(sent["billing_address"]["extended_address"], "Links");
    assert_eq!(sent["billing_address"]["address_country"], "DE");
    assert_eq!(w.wallet.ended(), [(shown.sheet, SheetEnd::Taken)]);
}

#[tokio::test(start_paused = true)]
async fn a_cards_page_is_the_merchants_own_and_its_token_is_sent() {
    let w = shop();
    let phone = w.phone();
    let checkout = opened(&phone).await;
    // Nothing was asked of the merchant since the app was started again: which origin is its own is learnt first.
    drop(phone);
    let phone = w.phone();
    pays_for(&w, &phone, &checkout, CARD, approve).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    let shown = w.wallet.shown()[0].clone();
    let Some(SystemSheet::HostedFields { url, max_message }) = shown.system else {
        unreachable!("{:?}", shown.system)
    };
    assert_eq!((url.as_str(), max_message), (format!("{BASE}/fields").as_str(), 16_384));
    let sent = sent(&w);
    assert_eq!((&sent["handler_id"], &sent["type"]), (&json!("h_hosted_card"), &json!("card")));
    assert_eq!(sent["credential"], json!({"type": "token", "token": "sandboxok"}));
    assert_eq!(sent["display"], json!({"brand": "visa", "last_digits": "1111"}));
}

#[tokio::test(start_paused = true)]
async fn a_merchants_no_ends_the_sheet_as_refused_and_an_unknown_end_does_not() {
    for (fault, end, state) in [
        (None, SheetEnd::Refused, State::Declined),
        (Some("drop-after-commit:at=complete+get"), SheetEnd::Taken, State::Unknown),
    ] {
        let w = shop();
        let phone = w.phone();
        if let Some(fault) = fault {
            w.fault(fault);
        }
        let paying =
            pays(&w, &phone, APPLE, |sheet| sandbox_approval(sheet.system.as_ref(), fault.is_none()));
        let _ = tokio::time::timeout(Duration::from_secs(120), paying).await;
        assert_eq!(phone.last(), state, "{fault:?}");
        let ends: Vec<SheetEnd> = w.wallet.ended().into_iter().map(|(_, end)| end).collect();
        assert_eq!(ends, [end], "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_wallet_does_not_give_is_not_sent() {
    let text = |text: &str| WalletAnswer::Given(WalletData::GooglePay(Secret::new(text)));
    let direct = r#"{"apiVersion":2,"paymentMethodData":{"type":"CARD","tokenizationData":{"type":"DIRECT","token":"x"}}}"#;
    let token =
        || WalletAnswer::Approved { credential_type: "token".into(), token: Secret::new("sandbox_ok") };
    let apple = |data: &str| {
        let payment_data = Secret::new(data);
        WalletAnswer::Given(WalletData::ApplePay {
            payment_data,
            network: None,
            display_name: None,
            billing: None,
        })
    };
    let page = |origin: &str, message: &str| {
        let message = Secret::new(message);
        WalletAnswer::Given(WalletData::HostedFields { origin: origin.into(), message })
    };
    let card = r#"{"type":"hosted_fields.token","credential":{"type":"token","token":"tok_1"}}"#;
    for (method, answer) in [
        (GOOGLE, text("")),
        (GOOGLE, text("{}")),
        // A kind of token that was not asked for.
        (GOOGLE, text(direct)),
        // Another wallet's answer.
        (GOOGLE, apple("{}")),
        // A token that says nothing of where it is from.
        (GOOGLE, token()),
        (APPLE, token()),
        (CARD, token()),
        // A simulator's empty token.
        (APPLE, apple("")),
        (GOOGLE, WalletAnswer::Failed),
        // A page of another origin, and pages that say something else.
        (CARD, page("https://elsewhere.example", card)),
        (CARD, page("", card)),
        (CARD, page(BASE, "hello")),
        (CARD, page(BASE, &card.replace("tok_1", ""))),
        (CARD, page(BASE, &card.replace("tok_1", &"t".repeat(20_000)))),
        (CARD, text("{}")),
        (GOOGLE, page(BASE, card)),
    ] {
        let w = shop();
        let phone = w.phone();
        let ended = pays(&w, &phone, method, |_| answer.clone()).await;
        assert!(
            matches!(ended, Err(PaymentError::Wallet(WalletError::Failed))),
            "{method} {answer:?}: {ended:?}"
        );
        assert_eq!(phone.last(), State::Cancelled, "{method} {answer:?}");
        assert!(w.completes().is_empty(), "{method} {answer:?}");
        // Nothing was sent: it may be paid anew, and is.
        pays(&w, &phone, method, approve).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded);
    }
}

#[tokio::test(start_paused = true)]
async fn a_configuration_that_cannot_be_used_is_not_offered() {
    let w = shop();
    let checkout = w.phone().prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let wallets = tradewind_payments::Wallets::all();
    for method in [GOOGLE, APPLE, CARD] {
        let mut handler =
            checkout.payment_handlers.iter().find(|one| one.name == method).expect("offered").clone();
        assert!(wallets.fits(&handler), "{method}");
        for config in [
            "",
            "{}",
            "[]",
            r#"{"api_version":3}"#,
            r#"{"merchantIdentifier":"x"}"#,
            r#"{"fields_url":"http://shop.example"}"#,
        ] {
            handler.config = config.into();
            assert!(!wallets.fits(&handler), "{method} {config}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_sum_that_google_has_no_way_of_writing_is_not_offered_to_it() {
    let w = shop();
    let checkout = w.phone().prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let wallets = tradewind_payments::Wallets::all();
    let kwd = Currency::parse("KWD").expect("a code");
    let can_say = |method: &str, fils: i64| {
        let handler = checkout.payment_handlers.iter().find(|one| one.name == method).expect("offered");
        wallets.can_say(handler, Money::new(fils, kwd))
    };
    assert!(can_say(GOOGLE, 12_340), "12.34");
    assert!(!can_say(GOOGLE, 12_345), "12.345 has a third decimal");
    assert!(can_say(APPLE, 12_345));
}
