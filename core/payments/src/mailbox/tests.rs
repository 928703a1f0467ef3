//! In which order payments and changes of a checkout are begun.

use super::*;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::LocalSet;
use tradewind_domain::{Buyer, Currency, Language, Market};

fn prepare(mark: u64) -> Request<u64> {
    let draft = CheckoutDraft {
        lines: Vec::new(),
        buyer: Buyer::default(),
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("a code"),
        language: Language::parse("de").expect("a tag"),
        currency: Currency::EUR,
    };
    Request::Prepare { mark, draft: Box::new(draft), purchase: None }
}

fn name(request: &Request<u64>) -> String {
    match request {
        Request::Prepare { mark, .. } => format!("prepare {mark}"),
        Request::Resume => "pay".to_owned(),
        _ => "other".to_owned(),
    }
}

/// Puts requests into a mailbox whose prepares end when `gate` lets them and whose payments never do; tells what was begun
/// and what ended, in order. [`Request::Resume`] stands for a payment: both are done beside the mailbox.
fn run(requests: Vec<Request<u64>>, first_runs: bool) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("runtime");
    let story: Arc<Mutex<Vec<String>>> = Arc::default();
    let gate = Arc::new(Semaphore::new(0));
    let (sender, receiver) = unbounded_channel();
    let (told, doors) = (story.clone(), gate.clone());
    let step = move |request: Request<u64>| {
        let (told, doors, name) = (told.clone(), doors.clone(), name(&request));
        let tell = |what: &str| format!("{what} {name}");
        let (begun, ended) = (tell("begun"), tell("ended"));
        let pays = matches!(request, Request::Resume);
        let work: Work = Box::pin(async move {
            told.lock().expect("whole").push(begun);
            if pays {
                std::future::pending::<()>().await;
            }
            doors.acquire().await.expect("open").forget();
            told.lock().expect("whole").push(ended);
        });
        if pays { Step::Beside(work) } else { Step::Through(work) }
    };
    let wanted = requests.len();
    let mut requests = requests.into_iter();
    let tasks = LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let served = spawn_local(serve(receiver, step));
        if first_runs {
            let _ = sender.send(requests.next().expect("one"));
            while story.lock().expect("whole").is_empty() {
                tokio::task::yield_now().await;
            }
        }
        for request in requests {
            let _ = sender.send(request);
        }
        drop(sender);
        gate.add_permits(wanted);
        served.await.expect("no panic");
    }));
    let story = story.lock().expect("whole").clone();
    runtime.shutdown_background();
    story
}

#[test]
fn a_change_that_waits_is_overtaken_by_the_latest() {
    let story = run(vec![prepare(1), prepare(2), prepare(3), prepare(4)], true);
    assert_eq!(story, ["begun prepare 1", "ended prepare 1", "begun prepare 4", "ended prepare 4"]);
}

#[test]
fn a_payment_is_begun_in_its_turn_and_holds_up_nobody() {
    let story = run(vec![prepare(1), Request::Resume, prepare(2)], true);
    let wanted = ["begun prepare 1", "ended prepare 1", "begun pay", "begun prepare 2", "ended prepare 2"];
    assert_eq!(story, wanted);
}

#[test]
fn a_change_before_a_payment_is_not_overtaken_by_one_after_it() {
    let behind = |requests: Vec<Request<u64>>| requests.into_iter().collect::<VecDeque<_>>();
    assert!(!is_overtaken(&prepare(1), &behind(vec![Request::PutAside, prepare(2)])));
    // What was withdrawn before it was sent is not sent, whether another draft follows or not.
    assert!(is_overtaken(&prepare(1), &behind(vec![Request::Abandon])));
    assert!(is_overtaken(&prepare(1), &behind(vec![Request::Ask { mark: 2 }, Request::Abandon])));
    let pay = || Request::Pay(Box::new(|| unreachable!("it is not begun here")));
    assert!(!is_overtaken(&prepare(1), &behind(vec![pay(), Request::Abandon])));
    assert!(is_overtaken(&prepare(1), &behind(vec![Request::Abandon, prepare(2)])));
    assert!(is_overtaken(&prepare(1), &behind(vec![Request::Resume, prepare(2)])));
    assert!(!is_overtaken(&Request::Abandon, &behind(vec![prepare(2)])));
    assert!(!is_overtaken(&prepare(1), &behind(Vec::new())));
}
