//! The till's lane: one ordered queue. What touches a checkout is begun in the order the person asked for it.
//!
//! Two changes that run beside each other may reach the merchant in either order, and the later one on the screen need not
//! be the later one there. So one task takes the ops one by one. A payment is only begun in its turn: it lasts as long as
//! a person looks at a wallet, and the ops behind it do not wait for that.

use super::{Net, SheetText};
use crate::effect::{Outcome, TillOp};
use crate::error::Fault;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tradewind_commerce::quote::Agreed;
use tradewind_payments::{PayRequest, Prepared};

/// The way into the queue.
pub(super) struct TillLane {
    ops: UnboundedSender<TillOp>,
    net: Arc<Net>,
}

impl TillLane {
    /// Starts the task that serves the queue; it ends when the lane is dropped.
    pub(super) fn new(net: Arc<Net>, runtime: &tokio::runtime::Handle) -> Self {
        let (ops, waiting) = unbounded_channel();
        let worker = net.clone();
        runtime.spawn(serve(waiting, move |op| worker.till_op(op)));
        Self { ops, net }
    }

    /// Puts an op at the end of the queue.
    pub(super) fn put(&self, op: TillOp) {
        match op {
            // A wallet's answer waits for nobody: whoever is asked in the queue may be waiting for it.
            TillOp::WalletAnswered { sheet, answer } => self.net.till.wallet_answered(sheet, answer),
            op => {
                let _ = self.ops.send(op);
            }
        }
    }
}

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// How an op is done.
enum Step {
    /// The next op begins when this one has ended.
    Through(Work),
    /// The next op begins when this one has begun, that is, has taken its place at the till.
    Beside(Work),
}

/// Takes the ops in order, for as long as the lane lives.
async fn serve(mut ops: UnboundedReceiver<TillOp>, step: impl Fn(TillOp) -> Step) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match ops.recv().await {
                Some(op) => waiting.push_back(op),
                None => return,
            }
        }
        while let Ok(op) = ops.try_recv() {
            waiting.push_back(op);
        }
        let Some(op) = waiting.pop_front() else { continue };
        if is_overtaken(&op, &waiting) {
            continue;
        }
        match step(op) {
            Step::Through(work) => work.await,
            Step::Beside(work) => begin(work).await,
        }
    }
}

/// A draft is the whole wish, not a difference: one that still waits is answered by the next, unless something between
/// the two is about it.
fn is_overtaken(op: &TillOp, behind: &VecDeque<TillOp>) -> bool {
    let next = behind.iter().find(|op| !matches!(op, TillOp::Resume | TillOp::WalletAnswered { .. }));
    matches!(op, TillOp::Prepare { .. }) && matches!(next, Some(TillOp::Prepare { .. }))
}

/// Lets `work` go as far as it gets at once, which is where the till's own turn is taken (tokio's mutex is fair), and the
/// rest of it beside the queue.
async fn begin(mut work: Work) {
    let mut over = false;
    poll_fn(|context| {
        over = work.as_mut().poll(context).is_ready();
        Poll::Ready(())
    })
    .await;
    if !over {
        tokio::spawn(work);
    }
}

impl Net {
    fn till_op(self: &Arc<Self>, op: TillOp) -> Step {
        let net = self.clone();
        match op {
            TillOp::Resume => Step::Beside(Box::pin(async move { net.resume().await })),
            TillOp::Pay { seen, purchase, checkout } => Step::Beside(Box::pin(async move {
                let sheet = (net.sheet_words)(&checkout);
                net.pay(*seen, purchase, sheet).await;
            })),
            TillOp::Ask => Step::Through(Box::pin(async move { net.ask().await })),
            TillOp::PutAside => Step::Through(Box::pin(async move {
                if let Err(error) = net.till.put_aside() {
                    net.report(Outcome::PayFailed(Fault::new(error.code())));
                }
            })),
            TillOp::Prepare { ticket, draft, purchase } => Step::Through(Box::pin(async move {
                net.report(match net.till.prepare(&draft, purchase.as_deref()).await {
                    Ok(Prepared::Open(checkout)) => {
                        // Known since the session was opened: nothing is asked for it.
                        let known = net.merchant.capabilities().await;
                        let host = known.ok().and_then(|known| known.endpoint_host);
                        Outcome::CheckoutReady { ticket, checkout, host }
                    }
                    Ok(Prepared::Bought(order)) => Outcome::CheckoutBought { ticket, order },
                    Err(error) => Outcome::CheckoutFailed {
                        ticket,
                        fault: Fault::new(error.code()),
                        messages: error.messages(),
                    },
                });
            })),
            TillOp::Abandon => Step::Through(Box::pin(async move {
                // Where a payment is open there is nothing to give up; it goes on.
                let _ = net.till.abandon().await;
            })),
            TillOp::WalletAnswered { sheet, answer } => {
                Step::Through(Box::pin(async move { net.till.wallet_answered(sheet, answer) }))
            }
        }
    }

    async fn resume(&self) {
        if let Err(error) = self.till.resume().await {
            self.report(Outcome::PayFailed(Fault::new(error.code())));
        }
        // What was finished elsewhere while nobody looked: in a browser, on another device.
        let _ = self.till.ask().await;
    }

    async fn ask(&self) {
        let asked = self.till.ask().await;
        self.report(Outcome::Asked(asked.map_err(|error| Fault::new(error.code()))));
    }

    async fn pay(&self, seen: Agreed, purchase: Option<String>, sheet: SheetText) {
        let SheetText { lines, amount: amount_text, words } = sheet;
        let (payee, credential) = (self.payee.clone(), self.credential.clone());
        let request =
            PayRequest { seen, payee, lines, amount_text, words, credential, purchase, method: None };
        if let Err(error) = self.till.pay(request).await {
            self.report(Outcome::PayFailed(Fault::new(error.code())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect::Ticket;
    use std::sync::Mutex;
    use tokio::sync::Semaphore;
    use tradewind_commerce::CheckoutDraft;
    use tradewind_domain::{Buyer, Currency, Language, Market};

    fn prepare(ticket: u64) -> TillOp {
        let draft = CheckoutDraft {
            lines: Vec::new(),
            buyer: Buyer::default(),
            discount_codes: Vec::new(),
            selected_option: None,
            market: Market::parse("DE").expect("a code"),
            language: Language::parse("de").expect("a tag"),
            currency: Currency::EUR,
        };
        TillOp::Prepare { ticket: Ticket(ticket), draft: Box::new(draft), purchase: None }
    }

    fn name(op: &TillOp) -> String {
        match op {
            TillOp::Prepare { ticket, .. } => format!("prepare {}", ticket.0),
            TillOp::Resume => "pay".to_owned(),
            other => format!("{other:?}"),
        }
    }

    /// Puts `ops` into a queue whose prepares end when `gate` lets them and whose payments never do; tells what was begun
    /// and what ended, in order. [`TillOp::Resume`] stands for a payment: both are done beside the queue.
    fn run(ops: Vec<TillOp>, first_runs: bool) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("runtime");
        let story: Arc<Mutex<Vec<String>>> = Arc::default();
        let gate = Arc::new(Semaphore::new(0));
        let (sender, receiver) = unbounded_channel();
        let (told, doors) = (story.clone(), gate.clone());
        let step = move |op: TillOp| {
            let (told, doors, name) = (told.clone(), doors.clone(), name(&op));
            let tell = |what: &str| format!("{what} {name}");
            let (begun, ended) = (tell("begun"), tell("ended"));
            let pays = matches!(op, TillOp::Resume);
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
        runtime.block_on(async {
            let served = tokio::spawn(serve(receiver, step));
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
        });
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
        let story = run(vec![prepare(1), TillOp::Resume, prepare(2)], true);
        let wanted =
            ["begun prepare 1", "ended prepare 1", "begun pay", "begun prepare 2", "ended prepare 2"];
        assert_eq!(story, wanted);
    }

    #[test]
    fn a_change_before_a_payment_is_not_overtaken_by_one_after_it() {
        let behind = |ops: Vec<TillOp>| ops.into_iter().collect::<VecDeque<_>>();
        assert!(!is_overtaken(&prepare(1), &behind(vec![TillOp::Abandon, prepare(2)])));
        assert!(is_overtaken(&prepare(1), &behind(vec![TillOp::Resume, prepare(2)])));
        assert!(!is_overtaken(&TillOp::Abandon, &behind(vec![prepare(2)])));
        assert!(!is_overtaken(&prepare(1), &behind(Vec::new())));
    }
}
