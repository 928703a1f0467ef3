//! Checkout and payment: the thread on which the driver's ordered mailbox is served, and beside it the questions about orders.

use crate::kernel::effects::{Ending, OrdersOp, Outcome, PaymentOp, PaymentState, PaymentUpdate, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::services::{Services, SheetText};
use crate::kernel::orders::is_over;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_local};
use tradewind_commerce::Checkout;
use tradewind_commerce::quote::Agreed;
use tradewind_domain::{HandlerId, Market, OrderId};
use tradewind_payments::hand_off::phone;
use tradewind_payments::law::State;
use tradewind_payments::{Answer, PayRequest, PaymentEvent, Prepared, Request, Stopping};

/// The way to the driver and to orders.
pub(crate) struct Payments {
    requests: UnboundedSender<Request<Ticket>>,
    orders: UnboundedSender<OrdersOp>,
    services: Arc<Services>,
}

/// Ends the thread of payments.
pub(crate) struct PaymentsEnd {
    stop: oneshot::Sender<()>,
    ended: Receiver<()>,
}

impl PaymentsEnd {
    /// Everything under way ends at its next wait. Waits for that, and not longer than `most`, since a host may not return:
    /// then says what tells the end when it comes.
    pub(crate) fn end(self, most: Duration) -> Result<(), Receiver<()>> {
        let _ = self.stop.send(());
        // Nothing is ever sent: the thread drops its half.
        match self.ended.recv_timeout(most) {
            Err(RecvTimeoutError::Timeout) => Err(self.ended),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => Ok(()),
        }
    }
}

impl Payments {
    /// Starts the thread that serves both. What waits there for the network is woken by `runtime`; what reads or
    /// writes SQLite does so on this thread.
    pub(crate) fn start(services: &Arc<Services>, runtime: &Handle) -> std::io::Result<(Self, PaymentsEnd)> {
        let (requests, waiting) = unbounded_channel();
        let (orders, asked) = unbounded_channel();
        let (stop, stopped) = oneshot::channel();
        let (ends, ended) = channel();
        let (worker, runtime) = (services.clone(), runtime.clone());
        let work = move || {
            let tasks = LocalSet::new();
            let (driver, answers, for_orders) = (worker.driver.clone(), worker.clone(), worker);
            tasks.spawn_local(async move {
                driver.serve(waiting, move |answer| answers.report(outcome(answer))).await;
            });
            tasks.spawn_local(serve_orders(asked, for_orders));
            // Whether it was asked to stop or the shop is gone: both end it.
            let _ = runtime.block_on(tasks.run_until(stopped));
            drop(tasks);
            drop(ends);
        };
        std::thread::Builder::new().name("tradewind-payments".to_owned()).spawn(work)?;
        Ok((Self { requests, orders, services: services.clone() }, PaymentsEnd { stop, ended }))
    }

    /// Puts an op at the end of the driver's mailbox.
    pub(crate) fn put(&self, op: PaymentOp) {
        let request = match op {
            PaymentOp::Resume => Request::Resume,
            PaymentOp::Prepare { ticket, draft, purchase } => {
                Request::Prepare { mark: ticket, draft, purchase }
            }
            PaymentOp::Pay { seen, payee, purchase, checkout, method } => {
                let services = self.services.clone();
                Request::Pay(Box::new(move || {
                    services.pay_request(*seen, payee, purchase, &checkout, method)
                }))
            }
            PaymentOp::Ask { ticket } => Request::Ask { mark: ticket },
            PaymentOp::PutAside => Request::PutAside,
            PaymentOp::Quiet => Request::WhenIdle,
            PaymentOp::Abandon => Request::Abandon,
            // A wallet's answer waits for nobody: whoever is asked in the mailbox may be waiting for it. It is only laid
            // into memory here.
            PaymentOp::WalletAnswered { sheet, answer } => {
                return self.services.driver.wallet_answered(sheet, answer);
            }
            PaymentOp::Hear(word) => return self.services.driver.hear(word),
            PaymentOp::LookAtWaiting => Request::LookAtWaiting,
            PaymentOp::GiveUpWaiting(id) => Request::GiveUpWaiting(id),
        };
        let _ = self.requests.send(request);
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

/// What came of a request, as the owner of the state is told.
fn outcome(answer: Answer<Ticket>) -> Outcome {
    match answer {
        Answer::Prepared { mark: ticket, prepared, host } => match prepared {
            Ok(Prepared::Open(checkout)) => Outcome::CheckoutReady { ticket, checkout, host },
            Ok(Prepared::Bought(order)) => Outcome::CheckoutBought { ticket, order },
            Err(error) => {
                let (fault, messages) = (Fault::new(error.code()), error.messages());
                Outcome::CheckoutFailed { ticket, fault, messages }
            }
        },
        Answer::NotGivenUp(error) => Outcome::PersonFailed(Fault::new(error.code())),
        Answer::PayFailed(error) => Outcome::PayFailed(Fault::new(error.code())),
        Answer::Asked { mark: ticket, gone } => {
            Outcome::Asked { ticket, gone: gone.map_err(|error| Fault::new(error.code())) }
        }
        Answer::Idle => Outcome::Idle,
    }
}

impl Services {
    /// What is paid, with the sheet's texts in the language of now.
    fn pay_request(
        &self,
        seen: Agreed,
        payee: String,
        purchase: Option<String>,
        checkout: &Checkout,
        method: Option<HandlerId>,
    ) -> PayRequest {
        let SheetText { lines, amount: amount_text, unnamed, words } =
            (self.sheet_words)(checkout, method.as_ref());
        let payee = if payee.is_empty() { unnamed } else { payee };
        let credential = self.credential.clone();
        let buyer = self.store.buyer().unwrap_or_default();
        let country = Market::parse(&buyer.address.address_country).ok();
        let phone = country.and_then(|country| phone(&buyer.phone_number, country));
        PayRequest { seen, payee, lines, amount_text, words, credential, purchase, phone, method }
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
        PaymentEvent::Waiting(all) => return Outcome::Waiting(all),
        PaymentEvent::Payment(view) => *view,
    };
    let voucher = view.voucher.then(|| view.id.clone());
    let state = match (view.state, view.order) {
        (State::Succeeded, Some(order)) => PaymentState::Confirmed { order },
        (State::Prepared | State::HandedOff, _) => PaymentState::Wallet,
        (State::Accepted | State::Reverted, _)
            if view.handed.is_some() || view.go_on.is_some() || view.left.is_some() =>
        {
            let (handed, go_on) = (view.handed.map(Box::new), view.go_on);
            PaymentState::WithPerson { handed, go_on, left: view.left }
        }
        (State::Deferred, _) => PaymentState::Deferred { id: view.id },
        (
            State::Sending
            | State::Asking
            | State::Accepted
            | State::Reverted
            | State::Refused
            | State::Succeeded,
            _,
        ) => PaymentState::Sending,
        (State::Unknown, _) => PaymentState::Unknown { facts: view.facts, stopping: view.stopping },
        (State::Declined, _) => PaymentState::Declined,
        (State::Cancelled, _) => PaymentState::Cancelled { reason: view.reason },
        (State::Ended, _) => PaymentState::Ended(match view.stopping {
            Some(Stopping::Refused) => Ending::Refused,
            Some(Stopping::Wished) => Ending::Stopped,
            None => Ending::Session,
        }),
        (State::NotTaken, _) => PaymentState::NotTaken { reason: view.reason },
        (State::Escalated, _) => PaymentState::Escalated,
        (State::PutAside, _) => PaymentState::PutAside,
    };
    Outcome::Payment(Box::new(PaymentUpdate {
        state,
        messages: view.messages,
        method: view.method,
        purchase: view.purchase,
        late: view.late,
        voucher,
    }))
}
