//! In which order payments and changes of a checkout are begun.

use super::*;
use crate::kernel::effects::Ticket;
use std::sync::Mutex;
use tokio::sync::Semaphore;
use tradewind_commerce::CheckoutDraft;
use tradewind_domain::{Buyer, Currency, Language, Market};

fn prepare(ticket: u64) -> PaymentOp {
    let draft = CheckoutDraft {
        lines: Vec::new(),
        buyer: Buyer::default(),
        discount_codes: Vec::new(),
        selected_option: None,
        market: Market::parse("DE").expect("a code"),
        language: Language::parse("de").expect("a tag"),
        currency: Currency::EUR,
    };
    PaymentOp::Prepare { ticket: Ticket(ticket), draft: Box::new(draft), purchase: None }
}

fn name(op: &PaymentOp) -> String {
    match op {
        PaymentOp::Prepare { ticket, .. } => format!("prepare {}", ticket.0),
        PaymentOp::Resume => "pay".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Puts `ops` into a queue whose prepares end when `gate` lets them and whose payments never do; tells what was begun
/// and what ended, in order. [`PaymentOp::Resume`] stands for a payment: both are done beside the queue.
fn run(ops: Vec<PaymentOp>, first_runs: bool) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("runtime");
    let story: Arc<Mutex<Vec<String>>> = Arc::default();
    let gate = Arc::new(Semaphore::new(0));
    let (sender, receiver) = unbounded_channel();
    let (told, doors) = (story.clone(), gate.clone());
    let step = move |op: PaymentOp| {
        let (told, doors, name) = (told.clone(), doors.clone(), name(&op));
        let tell = |what: &str| format!("{what} {name}");
        let (begun, ended) = (tell("begun"), tell("ended"));
        let pays = matches!(op, PaymentOp::Resume);
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
    let wanted = ops.len();
    let mut ops = ops.into_iter();
    let tasks = LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let served = spawn_local(serve(receiver, step));
        if first_runs {
            let _ = sender.send(ops.next().expect("one"));
            while story.lock().expect("whole").is_empty() {
                tokio::task::yield_now().await;
            }
        }
        for op in ops {
            let _ = sender.send(op);
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
    let story = run(vec![prepare(1), PaymentOp::Resume, prepare(2)], true);
    let wanted = ["begun prepare 1", "ended prepare 1", "begun pay", "begun prepare 2", "ended prepare 2"];
    assert_eq!(story, wanted);
}

#[test]
fn a_change_before_a_payment_is_not_overtaken_by_one_after_it() {
    let behind = |ops: Vec<PaymentOp>| ops.into_iter().collect::<VecDeque<_>>();
    assert!(!is_overtaken(&prepare(1), &behind(vec![PaymentOp::Abandon, prepare(2)])));
    assert!(is_overtaken(&prepare(1), &behind(vec![PaymentOp::Resume, prepare(2)])));
    assert!(!is_overtaken(&PaymentOp::Abandon, &behind(vec![prepare(2)])));
    assert!(!is_overtaken(&prepare(1), &behind(Vec::new())));
}
