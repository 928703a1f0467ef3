//! What a merchant waits for the person with: sent there once, asked about, ended by its word alone.

#[path = "hand_off/cash.rs"]
mod cash;
#[path = "hand_off/links.rs"]
mod links;
mod made_up;
#[path = "hand_off/pages.rs"]
mod pages;
#[path = "hand_off/restarts.rs"]
mod restarts;
#[path = "hand_off/steps.rs"]
mod steps;
#[path = "hand_off/stops.rs"]
mod stops;
#[path = "hand_off/vouchers.rs"]
mod vouchers;

use made_up::{Fate, MadeUp, driver_with};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::{Action, CheckoutStatus, Idempotency, Work};
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_payments::hand_off::return_id;
use tradewind_payments::law::State;
use tradewind_payments::policy::{Charges, IMMEDIATE, Policy, Poll};
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{
    Driver, Facts, Family, Needs, Otherwise, PayRequest, PaymentError, PaymentEvent, PaymentView, Stopping,
    Wallet, Wallets, Word,
};
use tradewind_ports::fakes::NotingHandOffs;
use tradewind_ports::{HandOffs, Secret, Way};

const SECONDS: Duration = Duration::from_secs(1);
const LINK: &str = "com.example.link";
const POLICY: Policy = Policy {
    accepted: Duration::from_secs(600),
    poll: Poll { first: Duration::from_secs(5), every: Duration::from_secs(5) },
    charges: Charges::WhenApproved,
    ..IMMEDIATE
};
const WALLET: Wallet = Wallet {
    handler: LINK,
    title: "Link",
    id: "link",
    instrument: "link",
    family: Family::AppSwitch,
    policy: POLICY,
    facts: &Facts {
        needs: Needs::App {
            android: &["example-pay"],
            ios: &["example-pay"],
            otherwise: Some(Otherwise::Web),
        },
        ..Facts::ANYWHERE
    },
    ..sandbox::WALLET
};
const LINKS: &[Wallet] = &[WALLET];
/// The sandbox's handler, whose bank's pages are at its merchant, without a sheet before them.
const BANKS: &[Wallet] = &[Wallet { family: Family::Code, policy: POLICY, ..sandbox::WALLET }];
const VOUCHERS: &[Wallet] = &[Wallet { family: Family::Voucher, ..WALLET }];
const PROMPTS: &[Wallet] = &[Wallet { family: Family::Push, ..WALLET }];

/// A phone at a made-up merchant that takes what is sent and waits for the person.
struct World {
    _folder: tempfile::TempDir,
    engine: Arc<MadeUp>,
    hands: Arc<NotingHandOffs>,
    told: Arc<Mutex<Vec<PaymentView>>>,
    driver: Driver,
}

fn world(wallets: &'static [Wallet], work: Work) -> World {
    let engine = MadeUp::with_handler(Idempotency::ByKey, Fate::Taken, wallets[0].handler);
    *engine.actions.lock().expect("not poisoned") = vec![action("a1", work)];
    let folder = tempfile::tempdir().expect("a folder");
    let hands = Arc::new(NotingHandOffs::default());
    let told: Arc<Mutex<Vec<PaymentView>>> = Arc::default();
    let driver = phone(&folder, &engine, wallets, hands.clone(), &told);
    World { _folder: folder, engine, hands, told, driver }
}

fn phone(
    folder: &tempfile::TempDir,
    engine: &Arc<MadeUp>,
    wallets: &'static [Wallet],
    hands: Arc<dyn HandOffs>,
    told: &Arc<Mutex<Vec<PaymentView>>>,
) -> Driver {
    let told = told.clone();
    let tell = Box::new(move |event| {
        if let PaymentEvent::Payment(view) = event {
            told.lock().expect("not poisoned").push(*view);
        }
    });
    driver_with(folder.path(), engine.clone(), Wallets::of(wallets), hands, tell)
}

fn action(id: &str, work: Work) -> Action {
    Action { id: id.into(), handler: "sandbox".into(), work }
}

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

fn link() -> Work {
    Work::Link {
        app: Some("example-pay://order/1".into()),
        page: Some(url("https://pay.example/1")),
        until: None,
    }
}

impl World {
    async fn pays(&self) -> tokio::task::JoinHandle<Result<(), PaymentError>> {
        let request = request(&self.driver).await;
        let driver = self.driver.clone();
        let paying = tokio::spawn(async move { driver.pay(request).await });
        self.until(|view| view.state == State::Accepted && view.handed.is_some()).await;
        paying
    }

    fn becomes(&self, status: CheckoutStatus) {
        *self.engine.status.lock().expect("not poisoned") = status;
    }

    fn last(&self) -> PaymentView {
        self.told.lock().expect("not poisoned").last().cloned().expect("told")
    }

    async fn until(&self, is: impl Fn(&PaymentView) -> bool) {
        for _ in 0..9_000 {
            if self.told.lock().expect("not poisoned").iter().any(&is) {
                return;
            }
            tokio::time::sleep(SECONDS / 10).await;
        }
        unreachable!("never told: {:?}", self.told.lock().expect("not poisoned"));
    }
}

async fn request(driver: &Driver) -> PayRequest {
    PayRequest { phone: Some("+254712345678".into()), ..made_up::request(driver).await }
}

#[tokio::test(start_paused = true)]
async fn a_person_is_sent_to_the_app_once_and_a_return_brings_the_question() {
    let world = world(LINKS, link());
    let paying = world.pays().await;
    let opened = world.hands.opened();
    assert_eq!(opened.len(), 1);
    assert!(matches!(&opened[0].way, Way::Link { app: Some(app), .. } if app == "example-pay://order/1"));
    let more = world.engine.instrument.lock().expect("not poisoned").clone();
    let back = more["return_url"].as_str().expect("a link").to_owned();
    assert!(more.get("phone_number").is_none(), "only a prompt needs it");
    // Another's id says nothing; ours, with whatever else stands in the link, brings the question, and does not decide.
    let id = Secret::new(return_id(&back).expect("an id"));
    world.becomes(CheckoutStatus::Completed);
    let began = tokio::time::Instant::now();
    world.driver.hear(Word::Returned { id: Secret::new("0f8fad5b-d9cb-469f-a165-70867728950e") });
    world.driver.hear(Word::Returned { id });
    paying.await.expect("no panic").expect("settles");
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    assert_eq!(world.last().state, State::Succeeded);
    assert_eq!(world.engine.sent.load(Ordering::SeqCst), 1);
    assert_eq!(world.hands.opened().len(), 1, "not opened again by itself");
}

#[tokio::test(start_paused = true)]
async fn a_claim_of_success_is_no_success_and_a_used_link_says_nothing() {
    let world = world(LINKS, link());
    let paying = world.pays().await;
    let more = world.engine.instrument.lock().expect("not poisoned").clone();
    let id = Secret::new(return_id(more["return_url"].as_str().expect("a link")).expect("an id"));
    for _ in 0..3 {
        world.driver.hear(Word::Returned { id: id.clone() });
        tokio::time::sleep(2 * SECONDS).await;
    }
    assert_eq!(world.last().state, State::Accepted);
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn it_outlives_the_answer_to_a_request_and_ends_with_what_was_handed_over() {
    let world = world(LINKS, link());
    let paying = world.pays().await;
    tokio::time::sleep(Duration::from_secs(300)).await;
    assert_eq!(world.last().state, State::Accepted, "ten seconds are for answers, not for people");
    world.until(|view| view.state == State::Unknown).await;
    // Told to cancel, and it lets go: over, nothing paid.
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Ended);
}

#[tokio::test(start_paused = true)]
async fn a_link_that_says_its_own_end_is_not_waited_for_longer() {
    let until = Some(Timestamp(1_795_521_600_000 + 60_000));
    let world = world(LINKS, Work::Link { app: None, page: Some(url("https://pay.example/1")), until });
    let began = tokio::time::Instant::now();
    let paying = world.pays().await;
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Ended);
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_person_stops_it_and_only_the_merchants_word_ends_it() {
    let world = world(LINKS, link());
    world.engine.lets_go.store(false, Ordering::SeqCst);
    let paying = world.pays().await;
    world.driver.hear(Word::LetGo);
    world.until(|view| view.stopping == Some(Stopping::Wished)).await;
    tokio::time::sleep(60 * SECONDS).await;
    assert_eq!(world.last().state, State::Unknown, "the merchant does not let go");
    assert!(matches!(world.driver.pay(PayRequest::default()).await, Err(PaymentError::Pending)));
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded, "it was paid after all");
}

#[tokio::test(start_paused = true)]
async fn after_a_restart_it_is_offered_again_and_not_opened_by_itself() {
    let world = world(LINKS, link());
    let paying = world.pays().await;
    paying.abort();
    let _ = paying.await;
    let again = phone(&world._folder, &world.engine, LINKS, world.hands.clone(), &world.told);
    world.told.lock().expect("not poisoned").clear();
    let resuming = tokio::spawn({
        let again = again.clone();
        async move { again.resume().await }
    });
    world.until(|view| view.handed.is_some()).await;
    assert_eq!(world.hands.opened().len(), 1, "a person who comes back is not thrown out again");
    again.hear(Word::OpenAgain);
    for _ in 0..50 {
        tokio::time::sleep(SECONDS / 10).await;
    }
    assert_eq!(world.hands.opened().len(), 2, "who asks for it is sent there");
    world.becomes(CheckoutStatus::Completed);
    resuming.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
    assert_eq!(world.engine.sent.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_prompt_goes_to_the_persons_number_and_opens_nothing() {
    let world = world(PROMPTS, Work::Prompt { until: None });
    let paying = world.pays().await;
    assert!(world.hands.opened().is_empty());
    let more = world.engine.instrument.lock().expect("not poisoned").clone();
    assert_eq!(more["phone_number"], "+254712345678");
    assert!(more.get("return_url").is_none(), "nothing comes back");
    world.becomes(CheckoutStatus::ReadyForComplete);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::NotTaken, "let go by the merchant, twice said");
}

#[tokio::test(start_paused = true)]
async fn a_link_that_opens_no_app_is_refused_and_the_merchant_told() {
    for link in ["javascript:alert(1)", "intent://x#Intent;end", "file:///etc/passwd"] {
        let world = world(LINKS, Work::Link { app: Some(link.into()), page: None, until: None });
        let request = request(&world.driver).await;
        world.driver.pay(request).await.expect("settles");
        assert!(world.hands.opened().is_empty(), "{link}");
        assert_eq!(
            (world.last().state, world.last().stopping),
            (State::Ended, Some(Stopping::Refused)),
            "{link}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_voucher_holds_up_nothing_and_becomes_an_order_when_it_is_paid() {
    let work = Work::Voucher { reference: "123".into(), barcode: None, page: None, until: None };
    let world = world(VOUCHERS, work);
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    assert_eq!(world.last().state, State::Deferred);
    assert!(!world.driver.is_pending().expect("reads"));
    let out = world.driver.waiting().expect("reads");
    assert_eq!((out.len(), out[0].lines[0].title.as_str()), (1, "Mug"));
    world.driver.look_at_waiting().await.expect("asks");
    assert_eq!(world.driver.waiting().expect("reads").len(), 1, "not paid yet");
    world.becomes(CheckoutStatus::Completed);
    world.driver.look_at_waiting().await.expect("asks");
    assert!(world.driver.waiting().expect("reads").is_empty());
    let last = world.last();
    assert!(last.state == State::Succeeded && last.voucher && !last.late, "{last:?}");
    assert!(world.driver.has_orders().expect("reads"));
}

#[tokio::test(start_paused = true)]
async fn a_voucher_is_given_up_by_the_merchants_word_alone() {
    let work = Work::Voucher { reference: "123".into(), barcode: None, page: None, until: None };
    let world = world(VOUCHERS, work);
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    let id = world.driver.waiting().expect("reads")[0].id.clone();
    world.engine.lets_go.store(false, Ordering::SeqCst);
    world.driver.give_up_waiting(&id).await.expect("asks");
    assert_eq!(world.driver.waiting().expect("reads").len(), 1, "the merchant keeps it");
    world.engine.lets_go.store(true, Ordering::SeqCst);
    world.driver.give_up_waiting(&id).await.expect("asks");
    assert!(world.driver.waiting().expect("reads").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_stop_that_the_merchant_did_not_hear_is_told_again_also_after_a_restart() {
    for dies in [false, true] {
        let world = world(LINKS, link());
        world.engine.cancels_lost.store(3, Ordering::SeqCst);
        let paying = world.pays().await;
        world.driver.hear(Word::LetGo);
        world.until(|view| view.state == State::Unknown).await;
        if dies {
            paying.abort();
            let _ = paying.await;
            phone(&world._folder, &world.engine, LINKS, world.hands.clone(), &world.told)
                .resume()
                .await
                .expect("ends");
        } else {
            paying.await.expect("no panic").expect("settles");
        }
        assert_eq!(world.last().state, State::Ended, "dies: {dies}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_says_its_own_end_is_waited_for_until_then_and_not_shorter() {
    // Longer than the method's own ten minutes.
    let until = Some(Timestamp(1_795_521_600_000 + 1_800_000));
    let world = world(LINKS, Work::Link { app: None, page: Some(url("https://pay.example/1")), until });
    let paying = world.pays().await;
    tokio::time::sleep(Duration::from_secs(1_700)).await;
    assert_eq!(world.last().state, State::Accepted);
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_card_that_becomes_a_voucher_is_refused() {
    let work = Work::Voucher { reference: "123".into(), barcode: None, page: None, until: None };
    let world = world(LINKS, work);
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    assert_eq!((world.last().state, world.last().stopping), (State::Ended, Some(Stopping::Refused)));
    assert!(world.driver.waiting().expect("reads").is_empty());
}
