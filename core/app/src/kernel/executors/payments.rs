//! Checkout and payment: one ordered queue, on a thread of its own. What touches a checkout is begun in the order the person asked for it.
//!
//! Two changes that run beside each other may reach the merchant in either order, and the later one on the screen need not
//! be the later one there. So one task takes the ops one by one. A payment is only begun in its turn: it lasts as long as
//! a person looks at a wallet, and the ops behind it do not wait for that.

use crate::kernel::effects::{OrdersOp, Outcome, PaymentOp, PaymentState, PaymentTold};
use crate::kernel::error::Fault;
use crate::kernel::executors::services::{Services, SheetText};
use crate::kernel::orders::is_over;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::task::Poll;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_local};
use tradewind_commerce::quote::Agreed;
use tradewind_domain::{HandlerId, OrderId};
use tradewind_payments::law::State;
use tradewind_payments::{PayRequest, PaymentEvent, Prepared};

/// The way into the queues.
pub(crate) struct Payments {
    ops: UnboundedSender<PaymentOp>,
    orders: UnboundedSender<OrdersOp>,
    services: Arc<Services>,
}

/// Ends the thread of payments.
pub(crate) struct PaymentsEnd {
    stop: oneshot::Sender<()>,
    ended: Receiver<()>,
}

impl PaymentsEnd {
    /// Everything under way ends at its next wait. Waits for that, and not longer than `most`: a host may not return.
    pub(crate) fn end(self, most: Duration) {
        let _ = self.stop.send(());
        let _ = self.ended.recv_timeout(most);
    }
}

impl Payments {
    /// Starts the thread that serves both queues. What waits there for the network is woken by `runtime`; what reads or
    /// writes SQLite does so on this thread.
    pub(crate) fn start(services: &Arc<Services>, runtime: &Handle) -> std::io::Result<(Self, PaymentsEnd)> {
        let (ops, waiting) = unbounded_channel();
        let (orders, asked) = unbounded_channel();
        let (stop, stopped) = oneshot::channel();
        let (ends, ended) = channel();
        let (worker, runtime) = (services.clone(), runtime.clone());
        let work = move || {
            let tasks = LocalSet::new();
            let (for_ops, for_orders) = (worker.clone(), worker);
            tasks.spawn_local(serve(waiting, move |op| for_ops.payment_op(op)));
            tasks.spawn_local(serve_orders(asked, for_orders));
            // Whether it was asked to stop or the shop is gone: both end it.
            let _ = runtime.block_on(tasks.run_until(stopped));
            drop(tasks);
            drop(ends);
        };
        std::thread::Builder::new().name("tradewind-payments".to_owned()).spawn(work)?;
        Ok((Self { ops, orders, services: services.clone() }, PaymentsEnd { stop, ended }))
    }

    /// Puts an op at the end of the queue.
    pub(crate) fn put(&self, op: PaymentOp) {
        match op {
            // A wallet's answer waits for nobody: whoever is asked in the queue may be waiting for it. It is only laid into
            // memory here.
            PaymentOp::WalletAnswered { sheet, answer } => {
                self.services.driver.wallet_answered(sheet, answer)
            }
            op => {
                let _ = self.ops.send(op);
            }
        }
    }

    /// Asks how orders stand, beside the payments.
    pub(crate) fn ask_orders(&self, op: OrdersOp) {
        let _ = self.orders.send(op);
    }
}

/// Takes questions about orders, and waits for none of them before the next.
async fn serve_orders(mut ops: UnboundedReceiver<OrdersOp>, services: Arc<Services>) {
    while let Some(op) = ops.recv().await {
        let services = services.clone();
        spawn_local(async move {
            match op {
                OrdersOp::Open => {
                    for order in services.open_orders() {
                        services.order(&order).await;
                    }
                }
                OrdersOp::One(id) => services.order(&id).await,
            }
        });
    }
}

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// How an op is done.
enum Step {
    /// The next op begins when this one has ended.
    Through(Work),
    /// The next op begins when this one has begun, that is, has taken its place at the driver.
    Beside(Work),
}

/// Takes the ops in order, for as long as the queue lives.
async fn serve(mut ops: UnboundedReceiver<PaymentOp>, step: impl Fn(PaymentOp) -> Step) {
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
fn is_overtaken(op: &PaymentOp, behind: &VecDeque<PaymentOp>) -> bool {
    let next = behind.iter().find(|op| !matches!(op, PaymentOp::Resume | PaymentOp::WalletAnswered { .. }));
    matches!(op, PaymentOp::Prepare { .. }) && matches!(next, Some(PaymentOp::Prepare { .. }))
}

/// Lets `work` go as far as it gets at once, which is where the driver's own turn is taken (tokio's mutex is fair), and the
/// rest of it beside the queue.
async fn begin(mut work: Work) {
    let mut over = false;
    poll_fn(|context| {
        over = work.as_mut().poll(context).is_ready();
        Poll::Ready(())
    })
    .await;
    if !over {
        spawn_local(work);
    }
}

impl Services {
    fn payment_op(self: &Arc<Self>, op: PaymentOp) -> Step {
        let services = self.clone();
        match op {
            PaymentOp::Resume => Step::Beside(Box::pin(async move { services.resume().await })),
            PaymentOp::Pay { seen, purchase, checkout, method } => Step::Beside(Box::pin(async move {
                let sheet = (services.sheet_words)(&checkout);
                services.pay(*seen, purchase, sheet, method).await;
            })),
            PaymentOp::Ask => Step::Through(Box::pin(async move { services.ask().await })),
            PaymentOp::PutAside => Step::Through(Box::pin(async move {
                if let Err(error) = services.driver.put_aside() {
                    services.report(Outcome::PayFailed(Fault::new(error.code())));
                }
            })),
            PaymentOp::Quiet => Step::Through(Box::pin(async move {
                services.driver.request_ended().await;
                services.report(Outcome::Quiet);
            })),
            PaymentOp::Prepare { ticket, draft, purchase } => Step::Through(Box::pin(async move {
                services.report(match services.driver.prepare(&draft, purchase.as_deref()).await {
                    Ok(Prepared::Open(checkout)) => {
                        // Known since the session was opened: nothing is asked for it.
                        let known = services.merchant.capabilities().await;
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
            PaymentOp::Abandon => Step::Through(Box::pin(async move {
                // Where a payment is open there is nothing to give up; it goes on.
                let _ = services.driver.abandon().await;
            })),
            PaymentOp::WalletAnswered { sheet, answer } => {
                Step::Through(Box::pin(async move { services.driver.wallet_answered(sheet, answer) }))
            }
        }
    }

    async fn resume(&self) {
        if let Err(error) = self.driver.resume().await {
            self.report(Outcome::PayFailed(Fault::new(error.code())));
        }
        // What was finished elsewhere while nobody looked: in a browser, on another device.
        let _ = self.driver.ask().await;
    }

    async fn ask(&self) {
        let asked = self.driver.ask().await;
        self.report(Outcome::Asked(asked.map_err(|error| Fault::new(error.code()))));
    }

    async fn pay(&self, seen: Agreed, purchase: Option<String>, sheet: SheetText, method: Option<HandlerId>) {
        let SheetText { lines, amount: amount_text, words } = sheet;
        let (payee, credential) = (self.payee.clone(), self.credential.clone());
        let request = PayRequest { seen, payee, lines, amount_text, words, credential, purchase, method };
        if let Err(error) = self.driver.pay(request).await {
            self.report(Outcome::PayFailed(Fault::new(error.code())));
        }
    }

    /// Those of which more may be heard.
    fn open_orders(&self) -> Vec<OrderId> {
        let orders = self.store.orders().unwrap_or_default();
        orders.into_iter().filter(|order| !is_over(order)).map(|order| order.id).collect()
    }

    async fn order(&self, id: &OrderId) {
        match self.driver.refresh_order(id).await {
            Ok(order) => self.report(Outcome::OrdersChanged(vec![order])),
            Err(error) => self.report(Outcome::OrdersFailed(Fault::new(error.code()))),
        }
    }
}

/// How an attempt's state looks on a screen.
pub(crate) fn payment_state(event: PaymentEvent) -> Outcome {
    let view = match event {
        PaymentEvent::Checkout(checkout) => return Outcome::CheckoutChanged(checkout),
        PaymentEvent::Stuck(code) => return Outcome::Stuck(code),
        PaymentEvent::Payment(view) => *view,
    };
    let state = match (view.state, view.order) {
        (State::Succeeded, Some(order)) => PaymentState::Confirmed { order },
        (State::Prepared | State::HandedOff, _) => PaymentState::Wallet,
        (State::Sending | State::Asking | State::Refused | State::Succeeded, _) => PaymentState::Sending,
        (State::Unknown, _) => PaymentState::Unknown,
        (State::Declined, _) => PaymentState::Declined,
        (State::Cancelled, _) => PaymentState::Cancelled,
        (State::Ended, _) => PaymentState::Ended,
        (State::NotTaken, _) => PaymentState::NotTaken,
        (State::Escalated, _) => PaymentState::Escalated,
        (State::PutAside, _) => PaymentState::PutAside,
    };
    Outcome::Payment(Box::new(PaymentTold {
        state,
        reason: view.reason,
        messages: view.messages,
        facts: view.facts,
        purchase: view.purchase,
        late: view.late,
    }))
}

#[cfg(test)]
mod tests;
