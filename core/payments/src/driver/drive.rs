//! Drives one attempt to its end: the journal first, then wallet and merchant, each step by the law.

use super::interpreted::{Interpreted, Refusal, to_question, to_request};
use super::{Driver, Driving, PaymentError};
use crate::law::{Event, Next, Rules, Seen, State, backoff, step};
use crate::policy::{IMMEDIATE, Policy, Poll, WINDOW};
use crate::with_person::{Standing, Stopping};
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutStatus, Credential, MerchantError};
use tradewind_domain::lock;
use tradewind_person::AttemptRow;

/// The longest wish of a merchant to be left alone while an attempt is Unknown.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// From this many questions on, one every 30 seconds is enough.
const MANY_QUESTIONS: u32 = 60;
/// How soon the merchant is asked again that says a payment is open which it had taken.
const SECOND_LOOK: Duration = Duration::from_secs(3);

/// An attempt that is being driven.
pub(super) struct Run {
    pub(super) row: AttemptRow,
    /// What its handler allows.
    pub(super) policy: Policy,
    /// The handler's name, where there is a wallet for it: at its end the session that knows it may be gone.
    pub(super) method: Option<&'static str>,
    /// What engine and wallet promise.
    pub(super) rules: Rules,
    /// How long the merchant knows its request again.
    pub(super) window: Duration,
    /// The merchant's clock minus this phone's, in milliseconds, as the last answer with a date told it.
    pub(super) clock_skew: i64,
    /// When it was sent for the first time, by a clock that only goes forward: where that was in this run, and no answer has told
    /// the time since.
    pub(super) sent_at: Option<Duration>,
    /// When the present step is over, by a clock that only goes forward.
    pub(super) deadline: Duration,
    /// Questions so far.
    asked: u32,
    /// Of those, while the merchant waited for the person.
    asked_accepted: u32,
    /// Whether a cancel went out in this run.
    cancelled: bool,
    /// The words of a definite refusal.
    pub(super) refusal: Option<Refusal>,
    /// The merchant does not know the session any more.
    gone: bool,
    /// The sheet was not answered in time: nobody cancelled it.
    pub(super) silent: bool,
    /// Whether it was told that the person may put it aside.
    offered_put_aside: bool,
    /// Where it stands with the person, while the merchant waits for them.
    pub(super) standing: Standing,
    /// Whether the merchant had taken it, in this run.
    pub(super) was_accepted: bool,
    /// Why the merchant is told to let go of it, where it is.
    pub(super) stopping: Option<Stopping>,
    /// Whether the sheet of a system's wallet stands until it is told the end.
    pub(super) sheet_waits: bool,
    /// Until when the merchant wishes to be left alone, while it waits for the person.
    pub(super) not_before: Duration,
}

impl Run {
    /// A step begins that may take so long.
    pub(super) fn begin_step(&mut self, now: Duration, most: Duration) {
        self.deadline = now.saturating_add(most);
    }

    /// The present step ends then: what was handed over says its own end.
    pub(super) const fn ends_at(&mut self, moment: Duration) {
        self.deadline = moment;
    }

    /// What is left of the present step.
    pub(super) fn left(&self, now: Duration) -> Duration {
        self.deadline.saturating_sub(now)
    }

    /// How long to wait before the next question, while the merchant waits for the person.
    pub(super) fn poll(&self) -> Duration {
        let Poll { first, every } = self.policy.poll;
        let pace = if self.asked_accepted == 0 { first } else { every };
        // Copies of a database are alike within seconds: nobody waits a method's pace to be told of a decline.
        if self.row.state == State::Reverted { pace.min(SECOND_LOOK) } else { pace }
    }

    /// Whether this names what the person was handed.
    pub(super) fn is_handed(&self, id: &str) -> bool {
        self.standing.handed.as_ref().is_some_and(|handed| handed.id == id)
    }
}

impl Driver {
    /// Takes up what an earlier run left, and drives it to its end: one attempt, or two where the vault knew of one beside
    /// the file's, one after another. Returns at once when there is none, or when it is being driven already.
    pub async fn resume(&self) -> Result<(), PaymentError> {
        self.vault_opens().await?;
        // The right to drive first: whoever has it may be settling the very row.
        let Some(_driving) = Driving::begin(&self.inner) else { return Ok(()) };
        while let Some(row) = self.inner.store.open_attempt()? {
            self.take_up(row).await?;
        }
        Ok(())
    }

    async fn take_up(&self, row: AttemptRow) -> Result<(), PaymentError> {
        let policy = self.wallet_of(&row).map_or(IMMEDIATE, |wallet| wallet.policy);
        let nothing_sent = matches!(row.state, State::Prepared | State::HandedOff);
        let step = match row.state {
            _ if nothing_sent => policy.sheet_after_restart,
            // What was handed over may still be approved.
            State::Accepted | State::Reverted => policy.accepted,
            _ => policy.dead_after,
        };
        // Another phone's attempt is asked about and cancelled; it is never sent from here.
        let elsewhere = self.inner.store.was_begun_elsewhere(&row)?;
        let mut run = self.begin_run(row, policy, step);
        if elsewhere {
            // That phone may have sent it since the copy was made.
            run.row.sends = run.row.sends.max(1);
        }
        let event = if elsewhere { Event::Elsewhere } else { Event::Reopened };
        let next = self.take(&mut run, Interpreted::of(event)).await?;
        self.run(run, next).await
    }

    pub(super) fn begin_run(&self, row: AttemptRow, policy: Policy, step: Duration) -> Run {
        let deadline = self.monotonic().saturating_add(step);
        let rules = Rules { idempotency: self.inner.engine.idempotency(), charges: policy.charges };
        let wallet = self.wallet_of(&row);
        let method = wallet.map(|wallet| wallet.handler);
        let window = wallet.and_then(|wallet| wallet.facts.window).unwrap_or(WINDOW);
        let clock_skew = self.session_of(&row).map_or(0, |session| session.clock_skew);
        Run {
            row,
            policy,
            method,
            rules,
            window,
            clock_skew,
            sent_at: None,
            deadline,
            asked: 0,
            asked_accepted: 0,
            cancelled: false,
            refusal: None,
            gone: false,
            silent: false,
            offered_put_aside: false,
            standing: Standing::default(),
            was_accepted: false,
            stopping: None,
            sheet_waits: false,
            not_before: Duration::ZERO,
        }
    }

    /// Does the next step until the attempt is settled. On the heap: an attempt carries what its checkout says.
    pub(super) async fn run(&self, run: Run, next: Next) -> Result<(), PaymentError> {
        Box::pin(self.until_settled(run, next)).await
    }

    async fn until_settled(&self, mut run: Run, mut next: Next) -> Result<(), PaymentError> {
        loop {
            let heard = match next {
                Next::Done => return Ok(()),
                Next::ShowSheet | Next::AwaitWallet => match self.wallet(&mut run).await? {
                    Some(event) => Interpreted::of(event),
                    None => {
                        next = Next::Send;
                        continue;
                    }
                },
                Next::Send if self.monotonic() >= run.deadline => Interpreted::of(Event::Dead),
                Next::Send => {
                    if run.asked > 0 || run.row.sends > 0 {
                        self.pause(&mut run).await;
                    }
                    // The phone may have slept through the pause.
                    match self.is_known_again(&run) {
                        true => self.send(&mut run).await?,
                        false => Interpreted::of(Event::Lost),
                    }
                }
                Next::Ask => self.question(&mut run).await?,
                Next::Cancel => self.cancel(&mut run).await,
            };
            self.left_alone(&mut run, heard.wait).await;
            let at_work = heard.checkout.as_ref().filter(|_| heard.event == Event::Seen(Seen::InProgress));
            let at_work = at_work.cloned();
            next = self.take(&mut run, heard).await?;
            if let (State::Accepted, Some(checkout)) = (run.row.state, at_work)
                && let Some(event) = self.act(&mut run, &checkout).await?
            {
                next = self.take(&mut run, Interpreted::of(event)).await?;
            }
        }
    }

    /// The approval with the exact bytes, on disk before anything leaves. An attempt whose request cannot be made is over,
    /// because nothing of it was ever sent.
    pub(super) async fn approve(
        &self,
        run: &mut Run,
        checkout: &Checkout,
        credential: &Credential,
    ) -> Result<(), PaymentError> {
        let credential = self.inner.wallets.complete(checkout, credential.clone());
        let credential = self.billed(checkout, credential);
        match self.inner.engine.prepare_complete(checkout, &credential, &run.row.key) {
            Ok(prepared) => run.row.prepared = Some(prepared),
            Err(error) => {
                self.take(run, Interpreted::of(Event::WalletCancelled)).await?;
                return Err(error.into());
            }
        }
        run.row.state = step(run.row.state, Event::Approved, run.rules).0;
        run.row.dead_at = self.now().after(run.policy.dead_after);
        self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
        run.deadline = self.monotonic().saturating_add(run.policy.dead_after);
        self.show(run, None, Vec::new());
        Ok(())
    }

    /// Sends the journalled bytes once.
    async fn send(&self, run: &mut Run) -> Result<Interpreted, PaymentError> {
        let Some(prepared) = run.row.prepared.clone() else {
            // A journal without the bytes cannot have sent them; nothing may be sent that is not in it.
            return Ok(Interpreted::of(Event::Dead));
        };
        if run.row.sends == 0 {
            run.row.first_sent_at = Some(self.merchants_time(run));
            run.sent_at = Some(self.monotonic());
        }
        run.row.sends = run.row.sends.saturating_add(1);
        self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
        let answer = {
            let _turn = self.inner.turn.lock().await;
            self.inner.engine.complete(&run.row.checkout, &prepared, &self.language()).await
        };
        Ok(to_request(&run.row, answer))
    }

    async fn question(&self, run: &mut Run) -> Result<Interpreted, PaymentError> {
        // The first question of a new run goes at once: the person is waiting.
        if run.asked > 0 || run.was_accepted {
            match run.row.state {
                State::Accepted | State::Reverted => {
                    if let Some(event) = self.wait_for_person(run).await? {
                        if event == Event::LetGo {
                            return Ok(Interpreted::of(event));
                        }
                        self.take(run, Interpreted::of(event)).await?;
                    }
                    run.asked_accepted = run.asked_accepted.saturating_add(1);
                }
                _ => self.pause(run).await,
            }
        }
        run.asked = run.asked.saturating_add(1);
        if self.is_put_aside(run) {
            return Ok(Interpreted::of(Event::PutAside));
        }
        let answer = {
            let _turn = self.inner.turn.lock().await;
            self.inner.engine.checkout(&run.row.checkout, &self.language()).await
        };
        let mut heard = to_question(&run.row, run.refusal.as_ref(), answer);
        let expired =
            heard.checkout.as_ref().is_some_and(|one| one.dated && one.status == CheckoutStatus::Expired);
        if expired && run.cancelled && run.row.state == State::Unknown {
            // Past its end by the merchant's own clock, and told to cancel: nothing more will come of it.
            heard.event = Event::Seen(Seen::Over);
        }
        run.gone = heard.gone;
        let waits = heard.event == Event::Seen(Seen::InProgress);
        if run.row.state == State::Unknown && run.row.lets_go && !run.cancelled && waits {
            // It waits for the person still: it has not heard yet that it is to let go.
            heard.event = Event::Seen(Seen::Open);
        }
        let may_put_aside = self.may_put_aside(run);
        if may_put_aside != run.offered_put_aside {
            run.offered_put_aside = may_put_aside;
            self.show(run, None, Vec::new());
        }
        let late = self.monotonic() >= run.deadline;
        let ends = matches!(heard.event, Event::Seen(seen) if !matches!(seen, Seen::Open | Seen::InProgress));
        if run.row.state != State::Unknown && late && !ends {
            let at_work = matches!(heard.event, Event::Seen(Seen::InProgress) | Event::Lost | Event::NotSent);
            if matches!(run.row.state, State::Accepted | State::Reverted) && at_work {
                // Its end is the next step: the merchant is told to let go.
                return Ok(Interpreted::of(Event::Dead));
            }
            self.take(run, Interpreted::of(Event::Dead)).await?;
        }
        Ok(heard)
    }

    async fn cancel(&self, run: &mut Run) -> Interpreted {
        let answer = {
            let _turn = self.inner.turn.lock().await;
            self.inner.engine.cancel_checkout(&run.row.checkout, &run.row.cancel_key, &self.language()).await
        };
        // Only what the merchant heard counts: one that was not sent, or got lost, goes again.
        let heard_it = matches!(
            &answer,
            Ok(_) | Err(MerchantError::Conflict | MerchantError::NotFound | MerchantError::Refused { .. })
        );
        run.cancelled |= heard_it;
        run.asked = run.asked.saturating_add(1);
        let mut heard = to_question(&run.row, None, answer);
        // A cancel that left it open did nothing; ask again before the next try.
        if heard.event == Event::Seen(Seen::Open) {
            heard.event = Event::Lost;
        }
        heard
    }

    fn is_put_aside(&self, run: &Run) -> bool {
        let mut aside = lock(&self.inner.aside);
        let wished = aside.as_deref() == Some(run.row.id.as_str());
        if wished {
            *aside = None;
        }
        wished && self.may_put_aside(run)
    }

    pub(super) fn may_put_aside(&self, run: &Run) -> bool {
        let waited = self.now().since(run.row.created_at) >= run.policy.aside_after;
        run.row.state == State::Unknown && (run.gone || waited)
    }

    async fn pause(&self, run: &mut Run) {
        let n = run.asked.saturating_sub(1);
        let pause = if n > MANY_QUESTIONS { Duration::from_secs(30) } else { backoff(n) };
        let jitter = self.inner.ports.entropy.jitter(pause / 4);
        self.wait_before_next_question(run, pause.saturating_add(jitter)).await;
    }

    /// A merchant's wish is granted as far as there is time for it.
    async fn left_alone(&self, run: &mut Run, wish: Duration) {
        if wish.is_zero() {
            return;
        }
        if matches!(run.row.state, State::Accepted | State::Reverted) {
            // The person may say something meanwhile: the wait for them holds the wish.
            run.not_before = self.monotonic().saturating_add(wish.min(run.left(self.monotonic())));
            return;
        }
        let left = match run.row.state {
            State::Unknown => LONGEST_WAIT,
            _ => run.deadline.saturating_sub(self.monotonic()),
        };
        self.wait_before_next_question(run, wish.min(left)).await;
    }

    /// Waits; a person who puts an Unknown attempt aside does not.
    async fn wait_before_next_question(&self, run: &Run, pause: Duration) {
        let sleep = self.inner.ports.clock.sleep(pause);
        if run.row.state != State::Unknown {
            return sleep.await;
        }
        // Said during another wait, it has ended that one, and there is nothing to wait for in this one either.
        let aside = lock(&self.inner.aside).as_deref() == Some(run.row.id.as_str());
        if aside && self.may_put_aside(run) {
            return;
        }
        // In this order, and not in a random one: a run is the same from the same seed.
        tokio::select! {
            biased;
            () = self.inner.wake.notified() => {}
            () = sleep => {}
        }
    }
}
