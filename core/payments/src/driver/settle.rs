//! Takes an answer: one step of the law, written down, told, and at the end settled.

use super::drive::Run;
use super::interpreted::Interpreted;
use super::{Driver, OpenPayment, PaymentError, PaymentEvent, PaymentView};
use crate::law::{Event, Next, State, step};
use crate::with_person::{Standing, Stopping};
use std::time::Duration;
use tradewind_commerce::quote;
use tradewind_commerce::{Checkout, MerchantMessage, MessageKind};
use tradewind_domain::{Code, Order, lock};
use tradewind_person::{AttemptRow, StoreError};
use tradewind_ports::{Level, Record};

/// How long a person waits for room on the disk before it is tried again.
const ROOM: Duration = Duration::from_secs(2);

impl Driver {
    /// One step of the machine, written down and told.
    pub(super) async fn take(&self, run: &mut Run, heard: Interpreted) -> Result<Next, PaymentError> {
        let before = run.row.state;
        run.hear_the_time(heard.checkout.as_ref(), self.now(), self.monotonic());
        let (state, next) = step(before, heard.event, self.rules_now(run));
        if before == State::HandedOff && state == State::Unknown {
            // Its wallet may have charged it, though nothing was sent: from here on it counts as sent, and is looked at again.
            run.row.sends = run.row.sends.max(1);
        }
        run.silent |= matches!(heard.event, Event::SheetSilent | Event::Dead);
        if heard.refusal.is_some() {
            run.refusal = heard.refusal;
        }
        // Found so by a new process it is asked about at once: the person is waiting.
        let anew = !matches!(before, State::Accepted | State::Reverted);
        if state == State::Accepted && anew && !run.was_accepted {
            run.was_accepted = true;
            run.begin_step(self.monotonic(), run.policy.accepted);
        }
        if !matches!(state, State::Accepted | State::Reverted) {
            run.standing = Standing::default();
        }
        let dead = heard.event == Event::Dead && matches!(before, State::Accepted | State::Reverted);
        run.row.lets_go |= dead || heard.event == Event::LetGo;
        if heard.event == Event::LetGo {
            run.stopping = run.stopping.or(Some(Stopping::Wished));
        }
        if state != before {
            // Which attempt it is of is told by the moment it began: a time, in milliseconds, and nothing of the person.
            let record = Record::new(Level::Info, "attempt.state");
            self.log(record.with("attempt", run.row.created_at.0).with("state", state.as_str()));
        }
        if state.is_settled() {
            return self.settle(run, state, heard.checkout).await;
        }
        if state == State::Unknown {
            // An Unknown attempt never sends again: its credential has no use any more.
            run.row.prepared = None;
        }
        run.row.state = state;
        if state != before || matches!(heard.event, Event::Reopened | Event::Elsewhere) {
            self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
            self.end_sheet(run);
            self.show(run, None, Vec::new());
        }
        Ok(next)
    }

    async fn settle(
        &self,
        run: &mut Run,
        state: State,
        checkout: Option<Checkout>,
    ) -> Result<Next, PaymentError> {
        let done = checkout.as_ref().filter(|_| state == State::Succeeded);
        let order = done.and_then(|done| self.order_of(done, Some(&run.row)));
        if state == State::Succeeded && order.is_none() {
            // Completed without an order is garbage, which `ucp` does not let through; keep asking.
            return Ok(Next::Ask);
        }
        let before = run.row.state;
        run.row.state = state;
        let now = self.now();
        self.durable(run, |driver, row| driver.inner.store.settle_attempt(row, order.as_ref(), now)).await?;
        let still_open = matches!(state, State::Declined | State::NotTaken | State::Escalated);
        // Of a session that ended after it was taken, a provider's code alone tells why; what a person stopped needs no reason.
        // The process may have ended between: then the journal alone says that it was taken.
        let was_taken = run.was_accepted || matches!(before, State::Accepted | State::Reverted);
        let says_why = state == State::Ended && was_taken && run.stopping.is_none();
        let mut words = run.refusal.take().map(|refusal| refusal.messages).unwrap_or_default();
        if let Some(over) = checkout.as_ref().filter(|_| words.is_empty() && (still_open || says_why)) {
            let errors = over.messages.iter().filter(|one| one.kind == MessageKind::Error);
            words = errors.filter(|one| still_open || one.provider_code.is_some()).cloned().collect();
        }
        if let Some(checkout) = checkout.filter(|_| still_open) {
            // Not written for want of room, it is asked about again before it is paid.
            let _ = self.keep(&checkout, false, run.row.purchase.as_deref());
            self.tell(PaymentEvent::Checkout(Box::new(checkout)));
        }
        lock(&self.inner.answers).clear();
        if state == State::Deferred {
            self.tell_waiting()?;
        }
        self.log(Record::new(Level::Info, "attempt.settled").with("state", state.as_str()));
        self.end_sheet(run);
        self.show(run, order, words);
        Ok(Next::Done)
    }

    /// Writes until it is written: a full disk is said, and tried again by itself, because what is to be written is true
    /// whether it fits or not.
    pub(super) async fn durable(
        &self,
        run: &Run,
        write: impl Fn(&Self, &AttemptRow) -> Result<(), StoreError>,
    ) -> Result<(), PaymentError> {
        let mut said = false;
        loop {
            match write(self, &run.row) {
                Err(error) if error.code() == Code::DiskFull => {
                    if !said {
                        self.tell(PaymentEvent::Stuck(Code::DiskFull));
                        said = true;
                    }
                    self.inner.ports.clock.sleep(ROOM).await;
                }
                done => return Ok(done?),
            }
        }
    }

    pub(super) fn show(&self, run: &Run, order: Option<Order>, messages: Vec<MerchantMessage>) {
        let row = &run.row;
        let reason = match row.state {
            State::Declined => Some(Code::PaymentDeclined),
            State::Escalated => Some(Code::BankCheck),
            State::NotTaken => Some(quote::reason(&messages)),
            State::Ended if run.stopping == Some(Stopping::Refused) => Some(Code::MerchantGarbage),
            State::Cancelled if run.silent => Some(Code::Timeout),
            _ => None,
        };
        let facts = OpenPayment {
            checkout: row.checkout.clone(),
            amount: row.amount,
            since: row.created_at,
            may_put_aside: self.may_put_aside(run),
        };
        self.tell(PaymentEvent::Payment(Box::new(PaymentView {
            id: row.id.clone(),
            state: row.state,
            order: order.map(Box::new),
            reason,
            messages,
            method: run.method.map(str::to_owned),
            facts: matches!(row.state, State::Unknown | State::PutAside).then_some(facts),
            purchase: row.purchase.clone(),
            late: false,
            voucher: false,
            handed: run.standing.handed.clone(),
            go_on: run.standing.go_on.clone(),
            left: run.standing.left,
            stopping: run.stopping,
        })));
    }
}
