//! Sessions: opened once, cancelled when left, refused when they are not what was asked for. Field rows: checkout 19-28,
//! 30, 31, 39.

use crate::world::{credential, draft, request_of, world};
use std::time::Duration;
use tradewind_commerce::agreement::{AgreedLine, Agreement, Change};
use tradewind_commerce::quote::{Agreed, Block, adds_up, block, errors};
use tradewind_commerce::{
    Checkout, CheckoutDraft, CheckoutEngine, CheckoutStatus, Credential, Engine, Offered, SessionHandler,
};
use tradewind_domain::{CheckoutId, Code, Currency, Money, TotalEffect, TotalKind, TotalLine};
use tradewind_payments::wallets::sandbox;

fn agreed(draft: &CheckoutDraft) -> Agreed {
    let lines = draft.lines.iter().map(|line| AgreedLine {
        item: line.item.clone(),
        title: "Mug".into(),
        quantity: line.quantity.count(),
        price: Some(Money::new(2_190, Currency::EUR)),
    });
    Agreed { basket: Agreement::wanted(lines.collect()), errors: Vec::new() }
}

fn why(checkout: &Checkout, agreed: &Agreed) -> Option<Block> {
    block(checkout, agreed, &[sandbox::WALLET.handler.to_owned()])
}

#[tokio::test(start_paused = true)]
async fn a_create_whose_answer_was_lost_opens_one_session_also_where_the_shop_reserves() {
    let w = world();
    w.sandbox(serde_json::json!({"stock": {"item": "mug-indigo", "quantity": 2}})).await;
    w.fault("reserve");
    w.fault("drop-after-commit:path=checkout-sessions:times=1");
    let phone = w.phone();
    assert!(phone.prepare(&draft("mug-indigo", 2)).await.is_err(), "the answer is lost");
    // Started anew: the same create goes out again, and what the person wants now is a change of it.
    let phone = w.phone();
    let opened = phone.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    assert_eq!((opened.status, opened.lines[0].quantity), (CheckoutStatus::ReadyForComplete, 1));
    assert_eq!(w.sessions().len(), 1, "{:?}", w.sessions());
}

#[tokio::test(start_paused = true)]
async fn neither_a_clock_nor_a_lost_network_makes_a_create_be_forgotten_whose_answer_was_lost() {
    use std::sync::atomic::Ordering;
    const YEAR_MS: i64 = 365 * 24 * 3_600_000;
    // What is open at the shop afterwards is what the phone goes on with; what it opened before is cancelled.
    for (off_ms, wanted) in [(0, vec!["open"]), (YEAR_MS, vec!["canceled", "open"])] {
        let w = world();
        w.fault("drop-after-commit:path=checkout-sessions:times=1");
        let phone = w.phone();
        assert!(phone.prepare(&draft("mug-indigo", 2)).await.is_err(), "the answer is lost");
        w.clock.set_offset_ms(off_ms);
        w.net.offline.store(true, Ordering::SeqCst);
        for _ in 0..12 {
            assert!(phone.prepare(&draft("mug-indigo", 2)).await.is_err(), "no network");
        }
        w.net.offline.store(false, Ordering::SeqCst);
        let opened = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
        assert_eq!(
            (w.sessions(), opened.status),
            (wanted.iter().map(|one| (*one).to_owned()).collect(), CheckoutStatus::ReadyForComplete)
        );
    }
}

/// Consent was withdrawn: the bytes of a create that told of a link do not go out again, whoever would repeat it.
#[tokio::test(start_paused = true)]
async fn a_create_that_told_what_may_not_be_told_any_more_is_not_repeated() {
    const DAY_MS: i64 = 24 * 3_600_000;
    let mut told = draft("mug-indigo", 2);
    told.attribution.put("utm_source", "tiktok");
    told.attribution.put("tw_by", "mia");
    let mut less = draft("mug-indigo", 2);
    less.attribution.put("utm_source", "tiktok");
    let tells = |body: &bytes::Bytes, word: &str| String::from_utf8_lossy(body).contains(word);
    // At once, when the key is a day old, and where one of two purposes is withdrawn.
    for (later_ms, now) in [(0, draft("mug-indigo", 2)), (DAY_MS, draft("mug-indigo", 2)), (0, less)] {
        let w = world();
        w.fault("drop-after-commit:path=checkout-sessions:times=1");
        let phone = w.phone();
        assert!(phone.prepare(&told).await.is_err(), "the answer is lost");
        w.clock.set_offset_ms(later_ms);
        // Started anew: what the disk has of it is not sent either.
        let phone = w.phone();
        phone.prepare(&now).await.expect("opens");
        let creates = w.creates();
        assert_eq!(creates.iter().filter(|(_, body)| tells(body, "mia")).count(), 1, "{creates:?}");
        let keys: std::collections::BTreeSet<_> = creates.iter().map(|(key, _)| key.clone()).collect();
        assert_eq!((creates.len(), keys.len()), (2, 2), "another request has another key");
    }
    // Given up: it is forgotten, and nothing goes out. What still may be told is repeated as ever.
    for (wish, sent) in [(told.clone(), 1), (draft("mug-indigo", 2), 2)] {
        let w = world();
        w.fault("drop-after-commit:path=checkout-sessions:times=1");
        let phone = w.phone();
        assert!(phone.prepare(&wish).await.is_err(), "the answer is lost");
        phone.driver.abandon().await.expect("given up");
        assert_eq!(w.creates().len(), sent);
    }
    // Nothing is withdrawn: one session, as before.
    let w = world();
    w.fault("drop-after-commit:path=checkout-sessions:times=1");
    let phone = w.phone();
    assert!(phone.prepare(&told).await.is_err(), "the answer is lost");
    phone.prepare(&told).await.expect("opens");
    assert_eq!(w.sessions(), ["open"]);
}

#[tokio::test(start_paused = true)]
async fn a_checkout_that_is_given_up_is_cancelled_at_the_merchant_and_a_lost_cancel_is_tried_again() {
    let w = world();
    let phone = w.phone();
    phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    w.fault("drop-before-commit:path=cancel:times=1");
    phone.driver.abandon().await.expect("given up");
    assert_eq!(phone.driver.checkout().expect("reads"), None);
    assert_eq!(w.sessions(), ["open"]);
    let phone = w.phone();
    phone.driver.ask().await.expect("asks");
    assert_eq!(w.sessions(), ["canceled"]);
}

#[tokio::test(start_paused = true)]
async fn a_basket_that_is_not_what_was_asked_for_is_not_paid_without_a_word() {
    for how in ["fewer", "more", "swapped", "dropped", "extra", "twice"] {
        let w = world();
        let phone = w.phone();
        w.fault(&format!("wrong-lines:as={how}"));
        let wish = draft("mug-indigo", 2);
        let mut agreed = agreed(&wish);
        let Ok(checkout) = phone.prepare(&wish).await else { continue };
        let why_not = why(&checkout, &agreed);
        let Some(Block::BasketChanged { changes }) = why_not.clone() else {
            unreachable!("{how}: {why_not:?}")
        };
        assert!(!changes.is_empty(), "{how}");
        assert!(
            phone.driver.pay(request_for(&agreed, &checkout)).await.is_err(),
            "{how}: not by the driver either"
        );
        // Agreed to, it is what the person wants.
        agreed.basket = Agreement::of(&checkout);
        assert!(!matches!(why(&checkout, &agreed), Some(Block::BasketChanged { .. })), "{how}");
        assert_eq!(w.completes().len(), 0, "{how}");
    }
}

/// A request for what was agreed, whatever the merchant has made of it.
fn request_for(agreed: &Agreed, checkout: &Checkout) -> tradewind_payments::PayRequest {
    let mut request = request_of(checkout);
    request.seen.basket.lines = agreed.basket.lines.clone();
    request.credential = Some(credential());
    request
}

#[tokio::test(start_paused = true)]
async fn an_item_under_another_id_is_another_item() {
    let w = world();
    let phone = w.phone();
    w.fault("other-item-id");
    let wish = draft("mug-indigo", 2);
    let checkout = phone.prepare(&wish).await.expect("opens");
    let Some(Block::BasketChanged { changes }) = why(&checkout, &agreed(&wish)) else {
        unreachable!("a foreign line")
    };
    assert!(matches!(&changes[0], Change::LineRemoved { .. }));
    assert!(matches!(&changes[1], Change::LineAdded { count: 2, .. }));
}

#[tokio::test(start_paused = true)]
async fn sums_that_are_not_of_their_parts_and_negative_totals_are_never_paid() {
    for fault in [
        "wrong-sums:as=subtotal",
        "wrong-sums:as=line",
        "wrong-sums:as=discount",
        "wrong-sums:as=tax",
        "negative-total:as=negative",
        "wrong-total",
    ] {
        let w = world();
        let phone = w.phone();
        w.fault(fault);
        let wish = draft("mug-indigo", 2);
        let checkout = phone.prepare(&wish).await.expect("opens");
        assert!(!adds_up(&checkout), "{fault}");
        assert_eq!(why(&checkout, &agreed(&wish)), Some(Block::TotalsMismatch), "{fault}");
        let refused = phone.driver.pay(request_of(&checkout)).await.err().map(|error| error.code());
        assert_eq!(refused, Some(Code::TotalsMismatch), "{fault}");
    }
    let w = world();
    w.fault("negative-total:as=zero");
    let free = w.phone().prepare(&draft("mug-indigo", 2)).await.expect("opens");
    assert!(adds_up(&free), "nothing to pay is a sum, too");
}

#[tokio::test(start_paused = true)]
async fn an_error_beside_a_ready_checkout_is_read_before_it_is_paid() {
    for how in
        ["unrecoverable", "recoverable", "requires_buyer_input", "requires_buyer_review", "none", "critical"]
    {
        let w = world();
        w.fault(&format!("error-beside-ready:as={how}"));
        let wish = draft("mug-indigo", 2);
        let mut agreed = agreed(&wish);
        let checkout = w.phone().prepare(&wish).await.expect("opens");
        if checkout.status != CheckoutStatus::ReadyForComplete {
            continue;
        }
        assert!(matches!(why(&checkout, &agreed), Some(Block::Warned { .. })), "{how}");
        agreed.errors = errors(&checkout).map(|one| (one.code.clone(), one.content.clone())).collect();
        assert_eq!(why(&checkout, &agreed), None, "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_destination_is_selected_and_parcels_have_names() {
    let w = world();
    w.fault("no-destination");
    let opened = w.phone().prepare(&draft("mug-indigo", 2)).await.expect("opens");
    assert_eq!(opened.status, CheckoutStatus::ReadyForComplete);
    assert!(!opened.delivery.is_empty());
    let w = world();
    w.fault("two-parcels");
    let mut wish = draft("mug-indigo", 1);
    wish.lines.extend(draft("mug-sand", 1).lines);
    let opened = w.phone().prepare(&wish).await.expect("opens");
    let mut parcels: Vec<&str> = opened.delivery.iter().map(|option| option.parcel.as_str()).collect();
    parcels.dedup();
    assert_eq!(parcels.len(), 2, "{parcels:?}");
    let w = world();
    w.fault("no-option");
    let opened = w.phone().prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let code = why(&opened, &agreed(&draft("mug-indigo", 2))).map(|block| block.code());
    assert_eq!(code, Some(Code::DeliveryUnchosen));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_clock_on_the_phone_keeps_nobody_from_buying() {
    for hours in [8_i64, -8, 24 * 365, -24 * 365 * 10] {
        let w = world();
        // The merchant's clock is right, and its answers say so; the phone's is off.
        w.fault("clock-off:ms=0");
        w.clock.set_offset_ms(hours * 3_600_000);
        let phone = w.phone();
        let request = phone.request().await;
        let known = phone.driver.checkout().expect("reads").expect("kept");
        assert!(
            known.clock_skew.unsigned_abs().abs_diff(hours.unsigned_abs() * 3_600_000) < 5_000,
            "{hours}"
        );
        phone.pay_at_once(request).await.expect("settles");
        assert_eq!(w.front.orders().len(), 1, "{hours} h");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_about_to_end_is_asked_about_and_paid_if_it_stands() {
    let w = world();
    w.fault("session-life:as=20s");
    let phone = w.phone();
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(w.front.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn another_handler_is_paid_with_the_instrument_it_offers() {
    let w = world();
    let merchant = w.merchant();
    merchant.capabilities().await.expect("discovered");
    let phone = w.phone();
    let mut checkout = phone.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    checkout.payment_handlers = vec![SessionHandler {
        offered: Offered::of(["tokenized_card", "voucher"]),
        ..SessionHandler::of("dev.example.tokenpay", "tp_1")
    }];
    let named = |handler: &str, instrument: Option<&str>| Credential {
        handler: handler.into(),
        instrument: instrument.map(str::to_owned),
        ..credential()
    };
    for (credential, kind) in
        [(named("dev.example.tokenpay", None), "tokenized_card"), (named("tp_1", Some("voucher")), "voucher")]
    {
        let prepared = merchant.prepare_complete(&checkout, &credential, "key").expect("made");
        let body: serde_json::Value = serde_json::from_slice(&prepared.body).expect("JSON");
        let instrument = &body["payment"]["instruments"][0];
        assert_eq!((&instrument["handler_id"], &instrument["type"]), (&"tp_1".into(), &kind.into()));
    }
    let mine = agreed(&draft("mug-indigo", 1));
    assert_eq!(block(&checkout, &mine, &["dev.example.tokenpay".to_owned()]), None);
    assert_eq!(block(&checkout, &mine, &[sandbox::WALLET.handler.to_owned()]), Some(Block::Unsupported));
}

#[tokio::test(start_paused = true)]
async fn a_split_line_is_the_same_line_and_a_dearer_one_is_not() {
    let w = world();
    let wish = draft("mug-indigo", 2);
    let mut checkout = w.phone().prepare(&wish).await.expect("opens");
    let mut half = checkout.lines[0].clone();
    half.quantity = 1;
    checkout.lines = vec![half.clone(), half.clone()];
    assert_eq!(agreed(&wish).basket.changes(&checkout), Vec::new());
    half.price = Money::new(2_200, Currency::EUR);
    checkout.lines[1] = half;
    let changes = agreed(&wish).basket.changes(&checkout);
    assert!(matches!(changes.as_slice(), [Change::Price { .. }]), "{changes:?}");
    // What was agreed with two prices for one item stays agreed.
    assert_eq!(Agreement::of(&checkout).changes(&checkout), Vec::new());
}

#[tokio::test(start_paused = true)]
async fn erasing_waits_for_a_request_under_way_without_blocking() {
    let w = world();
    let phone = w.phone();
    phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    w.fault("delay:path=checkout-sessions:ms=4000:times=1");
    let changed = draft("mug-indigo", 1);
    let asking = phone.driver.prepare(&changed, None);
    let erasing = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!phone.driver.erase().expect("reads"), "at once: not now");
        assert!(phone.driver.checkout().expect("reads").is_some(), "nothing is gone");
        phone.driver.request_ended().await;
        assert!(phone.driver.erase().expect("reads"), "now");
    };
    let (asked, ()) = tokio::join!(asking, erasing);
    asked.expect("answered");
    assert_eq!(phone.driver.checkout().expect("reads"), None);
}

#[tokio::test(start_paused = true)]
async fn tax_within_a_total_is_read_and_never_added_and_itemized_lines_that_do_not_come_to_it_are_not() {
    let w = world();
    let phone = w.phone();
    let opened = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let tax: Vec<&TotalLine> =
        opened.totals.iter().filter(|line| line.effect == TotalEffect::Included).collect();
    // 19 % within 48.70 EUR.
    assert_eq!(tax.len(), 1, "{:?}", opened.totals);
    assert_eq!((&tax[0].kind, tax[0].amount), (&TotalKind::Tax, Money::new(778, Currency::EUR)));
    assert_eq!(opened.totals.last(), Some(tax[0]), "after what is paid");
    assert!(adds_up(&opened));
    assert_eq!(why(&opened, &request_of(&opened).seen), None, "it can be paid");

    // One cent more than its lines come to: the sum is refused as before, and no tax is made up.
    w.fault("wrong-total");
    let phone = w.phone();
    let wrong = phone.prepare(&draft("mug-indigo", 3)).await.expect("answers");
    assert!(!adds_up(&wrong) && wrong.totals.iter().all(|line| line.effect == TotalEffect::Adds));
}

#[test]
fn an_estimate_has_its_ends_the_right_way_round_and_in_the_currency_of_the_sum() {
    let euros = |minor| Money::new(minor, Currency::EUR);
    let line = |kind, effect, minor| TotalLine { kind, effect, display_text: None, amount: euros(minor) };
    for (min, max, likely, right) in [
        (euros(100), euros(900), 400, true),
        (euros(900), euros(100), 400, false),
        (euros(100), euros(900), 1_000, false),
        (euros(-100), euros(900), 400, false),
        (Money::new(100, Currency::USD), euros(900), 400, false),
    ] {
        let mut checkout =
            Checkout::of_id(CheckoutId::parse("chk").expect("an id"), CheckoutStatus::ReadyForComplete);
        checkout.totals = vec![
            line(TotalKind::Subtotal, TotalEffect::Adds, 0),
            line(TotalKind::Total, TotalEffect::Adds, 0),
            line(TotalKind::Duty, TotalEffect::Estimated { min, max }, likely),
        ];
        assert_eq!(adds_up(&checkout), right, "{min:?} {max:?} {likely}");
    }
}
