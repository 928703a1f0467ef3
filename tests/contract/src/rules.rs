//! The rules. Each takes an engine's setup and fails by an assertion where the engine breaks it.

use crate::setup::Setup;
use crate::wire::Fate;
use crate::world::{World, english, from_the_file};
use std::sync::Arc;
use tradewind_commerce::{
    CatalogContext, CheckoutStatus, Engine, Idempotency, MerchantError, PreparedRequest, Question, quote,
};
use tradewind_domain::{CheckoutId, ItemId, Language, Timestamp};
use tradewind_ports::HttpResponse;

/// What a merchant can do is the same each time, and is asked for once.
pub async fn what_the_merchant_can_do_is_asked_once(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let first = engine.capabilities().await.expect("is told");
    assert!(first.checkout, "a merchant that takes no checkouts cannot be held to this contract");
    let sent = world.wire.sent();
    assert_eq!(engine.capabilities().await, Ok(first));
    assert_eq!(world.wire.sent(), sent, "nothing is asked again");
}

/// The checkout holds what the draft asks for, its sums are of their parts, and the merchant says the same when asked.
pub async fn a_checkout_is_what_was_asked_for(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 2, "key-1").await;
    let wanted = world.setup.draft(2, english());
    let lines = |checkout: &tradewind_commerce::Checkout| {
        checkout.lines.iter().map(|line| (line.item.clone(), line.quantity)).collect::<Vec<_>>()
    };
    let asked: Vec<_> = wanted.lines.iter().map(|line| (line.item.clone(), line.quantity.count())).collect();
    assert_eq!(lines(&checkout), asked);
    assert!(quote::adds_up(&checkout), "{:?}", checkout.totals);
    assert!(!checkout.payment_handlers.is_empty(), "it can be paid by something");
    let again = engine.checkout(&checkout.id, &english()).await.expect("is known");
    assert_eq!((again.id.clone(), again.status), (checkout.id.clone(), checkout.status));
    assert_eq!((lines(&again), again.totals), (lines(&checkout), checkout.totals));
}

/// A change is answered about the same checkout, and with the new sums.
pub async fn a_change_stays_in_its_checkout(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let one = world.ready(&engine, 1, "key-1").await;
    let draft = world.setup.draft(3, english());
    let three = engine.update_checkout(&one, &draft, "key-2").await.expect("is changed");
    assert_eq!(three.id, one.id);
    assert!(quote::adds_up(&three));
    let total = |checkout| quote::total(checkout).expect("named").minor;
    assert!(total(&three) > total(&one), "three cost more than one");
}

/// Paid is completed, with an order that the merchant has booked and tells of.
pub async fn what_is_paid_is_bought_and_is_an_order(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    let bought = engine.complete(&checkout.id, &prepared, &english()).await.expect("is bought");
    assert_eq!((bought.id.clone(), bought.status), (checkout.id.clone(), CheckoutStatus::Completed));
    assert_eq!(world.merchant.orders(), 1);
    let order = bought.order.expect("a completed checkout names its order");
    if engine.capabilities().await.expect("is told").order {
        let told = engine.order(&order.id, Timestamp(7), &english()).await.expect("is told of");
        assert_eq!((told.id, told.checkout, told.placed_at), (order.id, checkout.id.clone(), Timestamp(7)));
    }
    let again = engine.checkout(&checkout.id, &english()).await.expect("is known");
    assert_eq!(again.status, CheckoutStatus::Completed);
}

/// What the engine declares of repeated requests ([`Idempotency`]) is what the merchant does.
pub async fn what_is_promised_of_a_repeated_request_holds(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let promised = engine.idempotency();
    assert_eq!(world.engine().idempotency(), promised, "the same for each engine of this kind");
    if promised == Idempotency::ByKey {
        let draft = world.setup.draft(1, english());
        let first = engine.create_checkout(&draft, "one-key").await.expect("opens");
        let again = engine.create_checkout(&draft, "one-key").await.expect("is known again");
        assert_eq!(again.id, first.id, "one key opens one checkout");
    }
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    engine.complete(&checkout.id, &prepared, &english()).await.expect("is bought");
    if promised != Idempotency::AskOnly {
        let again = engine.complete(&checkout.id, &prepared, &english()).await.expect("is known again");
        assert_eq!(again.status, CheckoutStatus::Completed);
        let next_day = world.engine();
        next_day.capabilities().await.expect("is told");
        let again = next_day.complete(&checkout.id, &prepared, &english()).await.expect("is known again");
        assert_eq!(again.status, CheckoutStatus::Completed);
    }
    assert_eq!(world.merchant.orders(), 1, "sent again, bought once");
}

/// An answer that got lost leaves it open whether the merchant acted; asking tells.
pub async fn a_lost_answer_is_found_by_asking(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    world.wire.set(Fate::AnswerLost);
    let lost = engine.complete(&checkout.id, &prepared, &english()).await.expect_err("no answer");
    assert!(lost.may_have_acted() && !lost.is_definite(), "{lost:?}");
    world.wire.set(Fate::Arrives);
    let asked = engine.checkout(&checkout.id, &english()).await.expect("is known");
    assert_eq!((asked.status, world.merchant.orders()), (CheckoutStatus::Completed, 1));
    assert!(asked.order.is_some());
}

/// Without a connection nothing was sent, and it is said so.
pub async fn what_never_left_was_not_acted_on(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    world.wire.set(Fate::NotSent);
    let (draft, english) = (world.setup.draft(2, english()), english());
    let errors = [
        engine.create_checkout(&draft, "key-2").await.err(),
        engine.update_checkout(&checkout, &draft, "key-3").await.err(),
        engine.checkout(&checkout.id, &english).await.err(),
        engine.complete(&checkout.id, &prepared, &english).await.err(),
        engine.cancel_checkout(&checkout.id, "key-4", &english).await.err(),
    ];
    for (n, error) in errors.into_iter().enumerate() {
        let error = error.expect("no connection, no answer");
        assert!(!error.may_have_acted() && !error.is_definite(), "call {n}: {error:?}");
    }
    assert_eq!(world.merchant.orders(), 0);
}

/// A cancel may be repeated, and what was cancelled cannot be bought any more.
pub async fn a_cancelled_checkout_is_not_bought(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    let gone = engine.cancel_checkout(&checkout.id, "key-2", &english()).await.expect("is cancelled");
    assert_eq!((gone.id, gone.status), (checkout.id.clone(), CheckoutStatus::Canceled));
    match engine.cancel_checkout(&checkout.id, "key-2", &english()).await {
        Ok(again) => assert_eq!(again.status, CheckoutStatus::Canceled),
        Err(error) => assert!(error.is_definite(), "{error:?}"),
    }
    let paid = engine.complete(&checkout.id, &prepared, &english()).await;
    assert!(paid.is_err() || paid.is_ok_and(|answer| answer.status != CheckoutStatus::Completed));
    assert_eq!(world.merchant.orders(), 0);
}

/// A checkout that the merchant does not know is its definite word.
pub async fn what_the_merchant_does_not_know_is_said(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let unknown = CheckoutId::parse(format!("{}-unknown", checkout.id)).expect("an id");
    let asked = engine.checkout(&unknown, &english()).await.expect_err("is not there");
    assert!(asked.is_definite(), "{asked:?}");
    let cancelled = engine.cancel_checkout(&unknown, "key-2", &english()).await.expect_err("is not there");
    assert!(cancelled.is_definite(), "{cancelled:?}");
}

/// An answer is bound to its question: one about another checkout is garbage, whatever it says.
pub async fn an_answer_about_another_checkout_is_garbage(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let mine = world.ready(&engine, 1, "key-1").await;
    let prepared_mine = prepared(&world, &engine, &mine);
    let other = world.ready(&engine, 1, "key-2").await;
    assert_ne!(mine.id, other.id);
    let prepared_other = prepared(&world, &engine, &other);
    engine.complete(&other.id, &prepared_other, &english()).await.expect("is bought");
    let about_other = world.wire.last_answer().expect("arrived");
    world.wire.set(Fate::AnsweredWith(about_other));
    let (draft, english) = (world.setup.draft(2, english()), english());
    let answers = [
        engine.checkout(&mine.id, &english).await,
        engine.update_checkout(&mine, &draft, "key-3").await,
        engine.complete(&mine.id, &prepared_mine, &english).await,
        engine.cancel_checkout(&mine.id, "key-4", &english).await,
    ];
    for (n, answer) in answers.into_iter().enumerate() {
        assert!(matches!(answer, Err(MerchantError::Garbage(_))), "call {n}: {answer:?}");
    }
}

/// The bytes that pay are a function of checkout, credential and key alone, also on another day; nothing of the credential
/// prints.
pub async fn the_request_to_pay_is_the_same_bytes_each_time(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let first = prepared(&world, &engine, &checkout);
    let sent = world.wire.sent();
    assert_eq!(prepared(&world, &engine, &checkout), first);
    assert_eq!(world.wire.sent(), sent, "nothing is sent to make it");
    let next_day = world.engine();
    next_day.capabilities().await.expect("is told");
    assert_eq!(prepared(&world, &next_day, &from_the_file(&checkout)), first);
    let credential = world.setup.credential(&checkout);
    let token = credential.token.expose_str().expect("text").to_owned();
    assert!(token.len() > 8, "the token is long enough to be looked for");
    assert!(!format!("{first:?}{credential:?}").contains(&token));
}

/// All that an engine needs of a checkout lies in the checkout: another engine goes on with what the file hands back.
pub async fn nothing_of_a_checkout_is_kept_in_the_engine(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let checkout = world.ready(&world.engine(), 1, "key-1").await;
    let draft = world.setup.draft(2, english());
    let kept = from_the_file(&checkout);
    assert_eq!(kept, checkout);
    let changed = world.engine().update_checkout(&kept, &draft, "key-2").await.expect("is changed");
    assert_eq!((changed.id.clone(), changed.lines[0].quantity), (checkout.id, 2));
    let engine = world.engine();
    engine.capabilities().await.expect("is told");
    let prepared = prepared(&world, &engine, &from_the_file(&changed));
    // Sent by yet another one: after a restart the journal has the bytes, and nothing else is known.
    let bought = world.engine().complete(&changed.id, &prepared, &english()).await.expect("is bought");
    assert_eq!(bought.status, CheckoutStatus::Completed);
}

/// Each call speaks the language that it is given, and no other one.
pub async fn the_language_goes_with_each_call(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    engine.capabilities().await.expect("is told");
    let language = |tag: &str| Language::parse(tag).expect("a tag");
    let (german, japanese) = (language("de-AT"), language("ja-JP"));
    let mut from = world.wire.sent();
    let mut heard = |is: &Language, not: &Language, call: &str| {
        let said = world.wire.said_since(from).join("\n");
        from = world.wire.sent();
        assert!(said.contains(is.as_str()), "{call} in {is}: {said}");
        assert!(!said.contains(not.as_str()), "{call} in {is}: {said}");
    };
    let draft = world.setup.draft(1, german.clone());
    let checkout = engine.create_checkout(&draft, "key-1").await.expect("opens");
    heard(&german, &japanese, "create");
    engine.checkout(&checkout.id, &japanese).await.expect("is known");
    heard(&japanese, &german, "ask");
    let draft = world.setup.draft(1, japanese.clone());
    let checkout = engine.update_checkout(&checkout, &draft, "key-2").await.expect("is changed");
    heard(&japanese, &german, "change");
    let paid = prepared(&world, &engine, &checkout);
    let _ = engine.complete(&checkout.id, &paid, &german).await;
    heard(&german, &japanese, "complete");
    let _ = engine.cancel_checkout(&checkout.id, "key-3", &japanese).await;
    heard(&japanese, &german, "cancel");
}

/// Whatever bytes come back: an error, no panic; and of a payment it stays open whether the merchant acted.
pub async fn a_broken_answer_is_an_error_and_may_have_acted(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let checkout = world.ready(&engine, 1, "key-1").await;
    let prepared = prepared(&world, &engine, &checkout);
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 8] = [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"<html>Gateway</html>",
        b"\xff\xfe\x00",
        b"{\"id\":7}",
        deep.as_bytes(),
    ];
    let (draft, english) = (world.setup.draft(2, english()), english());
    for body in bodies {
        for status in [200, 302, 500] {
            let answer = HttpResponse { status, headers: Vec::new(), body: body.to_vec().into() };
            world.wire.set(Fate::AnsweredWith(answer));
            let place = format!("{status} {:?}", String::from_utf8_lossy(&body[..body.len().min(30)]));
            let paid = engine.complete(&checkout.id, &prepared, &english).await.expect_err(&place);
            assert!(paid.may_have_acted() && !paid.is_definite(), "{place}: {paid:?}");
            let opened = engine.create_checkout(&draft, "key-2").await.expect_err(&place);
            assert!(opened.may_have_acted(), "{place}: {opened:?}");
            engine.update_checkout(&checkout, &draft, "key-3").await.expect_err(&place);
            engine.checkout(&checkout.id, &english).await.expect_err(&place);
            engine.cancel_checkout(&checkout.id, "key-4", &english).await.expect_err(&place);
        }
    }
}

/// What a catalog lists it also finds by its id; a question that asks for nothing sends nothing. Of a merchant without a
/// catalog of its own only the latter is asked.
pub async fn the_catalog_finds_what_it_lists(setup: Arc<dyn Setup>) {
    let world = World::new(setup);
    let engine = world.engine();
    let can = engine.capabilities().await.expect("is told");
    let draft = world.setup.draft(1, english());
    let context =
        CatalogContext { market: draft.market, language: draft.language.clone(), currency: draft.currency };
    let sent = world.wire.sent();
    let nothing = engine.page(Question::Words("  "), &context, None).await;
    assert!(nothing.is_ok_and(|page| page.items.is_empty() && page.next.is_none()));
    assert_eq!(world.wire.sent(), sent, "nothing was asked");
    let bought: Vec<ItemId> = draft.lines.iter().map(|line| line.item.clone()).collect();
    if can.catalog_lookup {
        let found = engine.lookup(&bought, &context).await.expect("is found");
        assert!(bought.iter().all(|id| found.iter().any(|item| item.id == *id)));
        let known = engine.known(bought[0].as_str(), &context).await.expect("is asked").expect("is known");
        assert_eq!(known.item, bought[0]);
        assert_eq!(engine.known("no-such-thing", &context).await, Ok(None));
    }
    if can.catalog_search {
        let page = engine.page(Question::Everything, &context, None).await.expect("is listed");
        let listed: Vec<ItemId> = page.items.iter().take(3).map(|item| item.id.clone()).collect();
        assert!(!listed.is_empty(), "a catalog that lists its goods has some");
        if can.catalog_lookup {
            let found = engine.lookup(&listed, &context).await.expect("is found");
            assert!(listed.iter().all(|id| found.iter().any(|item| item.id == *id)));
        }
    }
}

fn prepared(
    world: &World,
    engine: &Arc<dyn Engine>,
    checkout: &tradewind_commerce::Checkout,
) -> PreparedRequest {
    let credential = world.setup.credential(checkout);
    engine.prepare_complete(checkout, &credential, "pay-1").expect("a request can be made")
}
