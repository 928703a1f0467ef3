//! The JSON of everything that is kept as such, pinned: what another version of the app wrote must read, so a change here is
//! a change to every phone's file. A new field needs a default; another meaning needs a new version (`person/src/body.rs`).

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use tradewind_commerce::{Checkout, CheckoutStatus, MerchantMessage, MessageKind, Severity};
use tradewind_domain::{
    Buyer, CheckoutId, Currency, EventKind, ItemId, Money, Order, OrderEvent, OrderId, OrderLine,
    OrderStatus, Picture, Quantity, Timestamp, TotalEffect, TotalKind, TotalLine, WebUrl,
};
use tradewind_person::CartLine;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

/// Written as pinned; and read from it, also with a field of a newer app in it.
fn pinned<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).expect("writes"), json);
    assert_eq!(serde_json::from_str::<T>(json).expect("reads"), *value);
    let more = json.replacen('{', r#"{"of_a_newer_app":[1],"#, 1);
    assert_eq!(serde_json::from_str::<T>(&more).expect("reads"), *value);
}

#[test]
fn a_cart_line_is_written_as_ever() {
    let line = CartLine {
        item: ItemId::parse("mug").expect("an id"),
        quantity: Quantity::ONE,
        title: "Mug".into(),
        seen_price: eur(2190),
        picture: Some(Picture { url: url("https://shop.example/a.png"), thumbhash: Some(vec![1, 2]) }),
        added_at: Timestamp(7),
        position: 3,
    };
    pinned(
        &line,
        r#"{"item":"mug","quantity":1,"title":"Mug","seen_price":{"minor":2190,"currency":"EUR"},"picture":{"url":"https://shop.example/a.png","thumbhash":[1,2]},"added_at":7,"position":3}"#,
    );
}

#[test]
fn a_message_with_its_providers_code_is_written_as_ever() {
    let mut message = MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_declined".into(),
        content: "Declined".into(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: Some("1037".into()),
    };
    let json = r#"{"kind":"error","code":"payment_declined","content":"Declined","severity":"recoverable","path":null,"disclosure":false,"image":null,"url":null,"provider_code":"1037"}"#;
    pinned(&message, json);
    // An older app wrote none.
    message.provider_code = None;
    pinned(&message, &json.replace(r#","provider_code":"1037""#, ""));
}

#[test]
fn a_buyer_is_written_as_ever() {
    let buyer = Buyer { first_name: "Noor".into(), ..Buyer::default() };
    pinned(
        &buyer,
        r#"{"first_name":"Noor","last_name":"","email":"","phone_number":"","address":{"street_address":"","extended_address":"","address_locality":"","address_region":"","postal_code":"","address_country":""}}"#,
    );
    // A field that an older app did not know is empty.
    assert_eq!(serde_json::from_str::<Buyer>(r#"{"first_name":"Noor"}"#).expect("reads"), buyer);
}

#[test]
fn an_order_is_written_as_ever() {
    let order = Order {
        id: OrderId::parse("o1").expect("an id"),
        label: Some("#1".into()),
        checkout: CheckoutId::parse("c1").expect("an id"),
        permalink: Some(url("https://shop.example/o1")),
        placed_at: Timestamp(5),
        lines: vec![OrderLine {
            item: ItemId::parse("mug").expect("an id"),
            title: "Mug".into(),
            price: eur(2190),
            quantity: 2,
            fulfilled: 1,
        }],
        totals: vec![TotalLine {
            kind: TotalKind::Total,
            effect: TotalEffect::Adds,
            display_text: Some("Summe".into()),
            amount: eur(4380),
        }],
        currency: Currency::EUR,
        status: OrderStatus::PartlyShipped,
        events: vec![OrderEvent {
            kind: EventKind::Other("wrapped".into()),
            at: Timestamp(6),
            tracking: String::new(),
            tracking_url: None,
            description: String::new(),
        }],
        agreed: None,
        later: Vec::new(),
        receipt: None,
        on_delivery: false,
    };
    pinned(
        &order,
        r##"{"id":"o1","label":"#1","checkout":"c1","permalink":"https://shop.example/o1","placed_at":5,"lines":[{"item":"mug","title":"Mug","price":{"minor":2190,"currency":"EUR"},"quantity":2,"fulfilled":1}],"totals":[{"kind":"total","display_text":"Summe","amount":{"minor":4380,"currency":"EUR"}}],"currency":"EUR","status":"partly_shipped","events":[{"kind":{"other":"wrapped"},"at":6,"tracking":"","tracking_url":null,"description":""}]}"##,
    );
}

/// The checkout changes more often than what is kept for good; what version 1 wrote must read all the same.
#[test]
fn a_checkout_of_version_1_reads() {
    let json = r#"{"id":"c1","status":"ready_for_complete","currency":"EUR","lines":[{"id":"li_1","item":"mug","title":"Mug","price":{"minor":2190,"currency":"EUR"},"quantity":1,"total":{"minor":2190,"currency":"EUR"}}],"totals":[{"kind":"total","display_text":null,"amount":{"minor":2190,"currency":"EUR"}}],"messages":[{"kind":"info","code":"gift","content":"Free wrap","severity":"none","path":null}],"links":[{"kind":"terms_of_service","title":null,"url":"https://shop.example/terms"}],"delivery":[{"id":"std","title":"Standard","description":"","price":{"minor":0,"currency":"EUR"},"selected":true}],"applied_codes":[],"continue_url":null,"expires_at":null,"payment_handlers":[["dev.tradewind.sandbox_wallet","sandbox_wallet"]],"order":null,"raw":"{}"}"#;
    let checkout: Checkout = serde_json::from_str(json).expect("reads");
    assert_eq!((checkout.id.as_str(), checkout.status), ("c1", CheckoutStatus::ReadyForComplete));
    assert_eq!((checkout.lines.len(), checkout.totals[0].amount), (1, eur(2190)));
    let again: Checkout =
        serde_json::from_str(&serde_json::to_string(&checkout).expect("writes")).expect("reads");
    assert_eq!(again, checkout);
}

#[test]
fn what_was_agreed_otherwise_is_written_as_ever() {
    pinned(
        &tradewind_domain::AgreedOtherwise { total: eur(4000), lines_differ: true },
        r##"{"total":{"minor":4000,"currency":"EUR"},"lines_differ":true}"##,
    );
}

#[test]
fn a_receipt_computed_again_is_written_as_ever() {
    use tradewind_domain::{ReceiptCheck, ReceiptNumber, ReceiptRounding};
    let line =
        ReceiptNumber { kind: None, words: Some("Mug".into()), stated: eur(2190), computed: Some(eur(2190)) };
    let tax = ReceiptNumber { kind: Some(TotalKind::Tax), words: None, stated: eur(350), computed: None };
    pinned(
        &ReceiptCheck {
            rounding: Some(ReceiptRounding::Once),
            declared: None,
            unchecked: None,
            numbers: vec![line, tax],
        },
        r##"{"rounding":"once","numbers":[{"words":"Mug","stated":{"minor":2190,"currency":"EUR"},"computed":{"minor":2190,"currency":"EUR"}},{"kind":"tax","stated":{"minor":350,"currency":"EUR"}}]}"##,
    );
}

#[test]
fn an_agreement_is_written_as_ever() {
    use tradewind_commerce::agreement::{AgreedLine, AgreedSums, Agreement};
    let line = AgreedLine {
        item: ItemId::parse("mug").expect("an id"),
        title: "Mug".into(),
        quantity: 2,
        price: Some(eur(2190)),
    };
    let parts = vec![(TotalKind::Delivery, "Standard".into(), eur(490))];
    let sums = AgreedSums { parts, total: eur(4870), term: None };
    pinned(
        &Agreement { lines: vec![line], sums: Some(sums) },
        r##"{"lines":[{"item":"mug","title":"Mug","quantity":2,"price":{"minor":2190,"currency":"EUR"}}],"sums":{"parts":[["fulfillment","Standard",{"minor":490,"currency":"EUR"}]],"total":{"minor":4870,"currency":"EUR"}}}"##,
    );
}
