//! The driver's mailbox: what touches a checkout is begun in the order in which the person asked for it.
//!
//! Two changes that run beside each other may reach the merchant in either order, and the later one on the screen need not
//! be the later one there. So one task takes the requests one by one. A payment is only begun in its turn: it lasts as long
//! as a person looks at a wallet, and the requests behind it do not wait for that. Nor do they wait for an answer about a
//! voucher.

use crate::driver::{Driver, PayRequest, PaymentError, Prepared};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::spawn_local;
use tradewind_commerce::CheckoutDraft;

/// What is asked of the driver. `M` marks a change of the checkout and a question about it, so that its answer can be told from
/// an older one's.
pub enum Request<M> {
    /// Takes up what an earlier run left.
    Resume,
    /// Opens or changes the checkout to what the draft says. The whole wish, not a difference.
    Prepare {
        /// Comes back with the answer.
        mark: M,
        /// What is wanted.
        draft: Box<CheckoutDraft>,
        /// The named purchase that it is of.
        purchase: Option<String>,
    },
    /// Pays. What the sheet says is made when its turn has come, in the language of that moment.
    Pay(Box<dyn FnOnce() -> PayRequest + Send>),
    /// Asks how the checkout in progress stands at the merchant.
    Ask {
        /// Comes back with the answer.
        mark: M,
    },
    /// Puts the payment that nobody answers for aside.
    PutAside,
    /// Asks about the vouchers that are out.
    LookAtWaiting,
    /// Gives up the voucher of this attempt.
    GiveUpWaiting(String),
    /// Answered when nothing is asked of the merchant about a checkout any more.
    WhenIdle,
    /// Gives up the checkout in progress, where no payment is open, and cancels its session.
    Abandon,
}

/// What came of a request. How a payment stands is told by [`crate::PaymentEvent`] instead.
#[derive(Debug)]
pub enum Answer<M> {
    /// The checkout is as the draft says, or is bought already, or failed.
    Prepared {
        /// The request's.
        mark: M,
        /// What became of it.
        prepared: Result<Prepared, PaymentError>,
        /// Host of the merchant's endpoint, where the engine knows one.
        host: Option<String>,
    },
    /// A payment was not begun, or could not be driven or put aside.
    PayFailed(PaymentError),
    /// A voucher could not be given up: the merchant was not reached, or refused.
    NotGivenUp(PaymentError),
    /// It was asked how the checkout in progress stands.
    Asked {
        /// The request's.
        mark: M,
        /// Whether it is gone without a purchase.
        gone: Result<bool, PaymentError>,
    },
    /// Nothing is asked of the merchant about a checkout.
    Idle,
}

impl Driver {
    /// Serves requests in order until nobody can send one any more. To be run inside of a [`tokio::task::LocalSet`]: payments
    /// go on beside the mailbox. SQLite is read and written on that thread. `answer` must not call back into the driver.
    pub async fn serve<M: 'static>(
        &self,
        requests: UnboundedReceiver<Request<M>>,
        answer: impl Fn(Answer<M>) + 'static,
    ) {
        let answer: Answered<M> = Rc::new(answer);
        serve(requests, move |request| self.clone().step(request, answer.clone())).await;
    }

    fn step<M: 'static>(self, request: Request<M>, answer: Answered<M>) -> Step {
        match request {
            Request::Resume => Step::Beside(Box::pin(async move {
                if let Err(error) = self.resume().await {
                    answer(Answer::PayFailed(error));
                }
                // What was finished elsewhere while nobody looked: in a browser, on another device, at a till.
                let _ = self.ask().await;
                let _ = self.look_at_waiting().await;
            })),
            Request::Pay(request) => Step::Beside(Box::pin(async move {
                if let Err(error) = self.pay(request()).await {
                    answer(Answer::PayFailed(error));
                }
            })),
            Request::Prepare { mark, draft, purchase } => Step::Through(Box::pin(async move {
                let prepared = self.prepare(&draft, purchase.as_deref()).await;
                let host = match &prepared {
                    Ok(Prepared::Open(_)) => self.endpoint_host().await,
                    _ => None,
                };
                answer(Answer::Prepared { mark, prepared, host });
            })),
            Request::Ask { mark } => Step::Through(Box::pin(async move {
                answer(Answer::Asked { mark, gone: self.ask().await });
            })),
            Request::PutAside => Step::Through(Box::pin(async move {
                if let Err(error) = self.put_aside() {
                    answer(Answer::PayFailed(error));
                }
            })),
            // A voucher changes nothing of the checkout in progress: what was asked for after it need not wait for it.
            Request::LookAtWaiting => Step::Beside(Box::pin(async move {
                let _ = self.look_at_waiting().await;
            })),
            Request::GiveUpWaiting(id) => Step::Through(Box::pin(async move {
                if let Err(error) = self.give_up_waiting(&id).await {
                    answer(Answer::NotGivenUp(error));
                }
            })),
            Request::WhenIdle => Step::Through(Box::pin(async move {
                self.request_ended().await;
                answer(Answer::Idle);
            })),
            Request::Abandon => Step::Through(Box::pin(async move {
                // Where a payment is open there is nothing to give up; it goes on.
                let _ = self.abandon().await;
            })),
        }
    }
}

type Answered<M> = Rc<dyn Fn(Answer<M>)>;

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// How a request is done.
enum Step {
    /// The next request begins when this one has ended.
    Through(Work),
    /// The next request begins when this one has begun, that is, has taken its place at the driver.
    Beside(Work),
}

/// Takes the requests in order, for as long as anyone can send one.
async fn serve<M>(mut requests: UnboundedReceiver<Request<M>>, step: impl Fn(Request<M>) -> Step) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match requests.recv().await {
                Some(request) => waiting.push_back(request),
                None => return,
            }
        }
        while let Ok(request) = requests.try_recv() {
            waiting.push_back(request);
        }
        let Some(request) = waiting.pop_front() else { continue };
        if is_overtaken(&request, &waiting) {
            continue;
        }
        match step(request) {
            Step::Through(work) => work.await,
            Step::Beside(work) => begin(work).await,
        }
    }
}

/// A draft that still waits is answered by the next one, unless something between the two is about it. One whose checkout is given up behind
/// it, and not paid before that, is not sent at all: what it says may not be for the merchant any more. Who gives up waits for no
/// answer to it.
fn is_overtaken<M>(request: &Request<M>, behind: &VecDeque<Request<M>>) -> bool {
    let next = behind.iter().find(|request| !matches!(request, Request::Resume | Request::Abandon));
    let end = behind.iter().find(|request| matches!(request, Request::Pay(_) | Request::Abandon));
    let overtaken = matches!(next, Some(Request::Prepare { .. })) || matches!(end, Some(Request::Abandon));
    matches!(request, Request::Prepare { .. }) && overtaken
}

/// Lets `work` go as far as it gets at once, which is where the driver's own turn is taken (tokio's mutex is fair), and the
/// rest of it beside the mailbox.
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

#[cfg(test)]
mod tests;
