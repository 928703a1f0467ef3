//! What the merchant waits for is done: the person is sent to an app or a page, shown a code, or a bank's page is run. Nothing
//! here ends an attempt; it only brings the next question.

use super::drive::Run;
use super::{Driver, PaymentError};
use crate::hand_off;
use crate::law::{Claim, Event};
use crate::wallet::Family;
use crate::with_person::{Handed, Left, Standing, Stopping, Word};
use std::time::Duration;
use tradewind_commerce::{Action, Checkout, SurfaceHeard, Work};
use tradewind_domain::{HandlerId, Timestamp, WebUrl};
use tradewind_methods::MethodError;
use tradewind_ports::{HandOff, Level, Record, Way, WayKind};

/// How long a page that is run unseen may take.
const UNSEEN: Duration = Duration::from_secs(30);
/// The longest that a bank's page stands before the person: 3-D Secure gives 5 to 15 minutes.
const SEEN: Duration = Duration::from_secs(15 * 60);
/// Added to the end that a link or a code states: the person may approve in its last second.
const GRACE: Duration = Duration::from_secs(30);
/// The longest life of what is handed over that is believed: open banking gives banks a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3_600);
/// The least time between two questions, however often the person comes and goes.
const LEAST: Duration = Duration::from_secs(1);

impl Driver {
    /// Does what a checkout that is being completed waits for. Gives an event where there is one at once.
    pub(super) async fn act(
        &self,
        run: &mut Run,
        checkout: &Checkout,
    ) -> Result<Option<Event>, PaymentError> {
        let of_this = |one: &&Action| one.handler == run.row.handler && one.work != Work::Other;
        let done_once = |one: &Action| one.work.is_surface() && is_begun(run, one);
        let next = checkout.actions.iter().filter(of_this).find(|one| !done_once(one)).cloned();
        let Some(action) = next else {
            // Nothing is there that this phone can still do: the merchant's own page can.
            let go_on = checkout.continue_url.clone().filter(|_| !checkout.actions.is_empty());
            let left = match (checkout.actions.is_empty(), self.pays_first(run)) {
                (false, _) => Some(Left::Closed),
                // Without a credential nothing can be paid before the merchant says how.
                (true, false) => Some(Left::Unsaid),
                (true, true) => None,
            };
            self.stands(run, Standing { handed: None, go_on, left });
            return Ok(None);
        };
        let known = run.standing.handed.as_ref().map(|handed| &handed.action);
        let is_new = known.is_none_or(|known| known.step() != action.step());
        // The same step may say another address each time: each is looked at before it is shown or opened.
        let says_other = known != Some(&action);
        if says_other && let Err(error) = self.checked(run, &action, checkout) {
            self.log(Record::new(Level::Warn, "attempt.hand_off.refused").with("code", error.code()));
            run.stopping = Some(Stopping::Refused);
            return Ok(Some(Event::LetGo));
        }
        self.begin_its_time(run, &action, checkout, is_new, says_other);
        match &action.work {
            Work::Voucher { .. } => {
                run.row.waiting = Some(action);
                Ok(Some(Event::VoucherOut))
            }
            Work::DeviceData { url } => self.surface(run, &action, url, false).await,
            Work::Challenge { url } if self.may_run(run, url) => self.surface(run, &action, url, true).await,
            Work::Challenge { .. } => {
                // The shop's own page may have the check, and so may the bank's app: it is asked on.
                let (go_on, left) = (checkout.continue_url.clone(), Some(Left::Unshown));
                self.stands(run, Standing { handed: None, go_on, left });
                Ok(None)
            }
            Work::Link { .. } | Work::Call { .. } => {
                self.send_there(run, action).await?;
                Ok(None)
            }
            Work::Code { .. } | Work::Prompt { .. } => {
                let handed = match handed_before(run, &action) {
                    Some(handed) => handed,
                    None => self.handed(run, self.inner.ports.entropy.uuid(), action),
                };
                self.stands(run, Standing { handed: Some(handed), ..Standing::default() });
                Ok(None)
            }
            Work::Other => Ok(None),
        }
    }

    /// Whether the credential went along: then the merchant may be at work alone.
    fn pays_first(&self, run: &Run) -> bool {
        let family = self.wallet_of(&run.row).map(|wallet| wallet.family);
        family.is_none_or(|family| family.is_sheet_first() || family == Family::OnDelivery)
    }

    /// Whether what the merchant hands over may be shown or opened.
    fn checked(&self, run: &Run, action: &Action, checkout: &Checkout) -> Result<(), MethodError> {
        let Some(wallet) = self.wallet_of(&run.row) else { return Err(MethodError::SchemeForbidden) };
        let now = Timestamp(self.now().0.saturating_add(checkout.clock_skew));
        hand_off::check(&action.work, &wallet, self.merchant().as_ref(), run.row.due_now(), now)
    }

    /// The merchant's own origin, as an address.
    fn merchant(&self) -> Option<WebUrl> {
        self.inner.engine.own_origin().and_then(|origin| WebUrl::parse(&origin).ok())
    }

    /// What is handed over lives as long as it says itself, else as long as the method's policy says, from when it came: an
    /// address that is written anew gives the step no more time.
    fn begin_its_time(
        &self,
        run: &mut Run,
        action: &Action,
        checkout: &Checkout,
        is_new: bool,
        says_other: bool,
    ) {
        match action.work.until() {
            Some(until) if says_other => {
                let now = self.now().0.saturating_add(checkout.clock_skew);
                let left = Duration::from_millis(until.0.saturating_sub(now).max(0).unsigned_abs());
                run.ends_at(self.monotonic().saturating_add(left.min(LONGEST)).saturating_add(GRACE));
            }
            None if is_new && run.standing.handed.is_some() => {
                run.begin_step(self.monotonic(), run.policy.accepted);
            }
            _ => {}
        }
    }

    /// Sends the person to the method's app or page: by itself once, written down before; after that when they ask for it.
    async fn send_there(&self, run: &mut Run, action: Action) -> Result<(), PaymentError> {
        if let Some(handed) = handed_before(run, &action) {
            // The newest address is the one that is opened when the person asks for it.
            self.stands(run, Standing { handed: Some(handed), ..Standing::default() });
            return Ok(());
        }
        let first = !is_begun(run, &action);
        let id = self.inner.ports.entropy.uuid();
        let mut handed = self.handed(run, id, action);
        if first {
            run.row.acted.push(handed.action.step().to_owned());
            self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
            handed.opened = self.open(run, &handed);
        }
        self.stands(run, Standing { handed: Some(handed), ..Standing::default() });
        Ok(())
    }

    /// Whether the host could open it.
    fn open(&self, run: &Run, handed: &Handed) -> bool {
        let way = match &handed.action.work {
            Work::Link { app, page, .. } => {
                let Some(wallet) = self.wallet_of(&run.row) else { return false };
                let merchant = self.merchant();
                let opens = |link: &String| hand_off::app_link(link, &wallet, merchant.as_ref()).ok();
                Way::Link { app: app.as_ref().and_then(opens), page: page.clone() }
            }
            Work::Call { payload, .. } => Way::Call { payload: payload.clone() },
            Work::Code { text, .. } if hand_off::opens(&handed.action.work) => {
                Way::Link { app: Some(text.clone()), page: None }
            }
            _ => return false,
        };
        let Some(method) = self.method_of(run) else { return false };
        self.inner.ports.fail_point.pass("attempt.hand_off.before");
        let opened = self.inner.ports.hand_off.open(&HandOff { id: handed.id.clone(), method, way }).is_ok();
        self.inner.ports.fail_point.pass("attempt.hand_off.after");
        opened
    }

    /// Whether this phone can run a page, and may.
    fn may_run(&self, run: &Run, url: &WebUrl) -> bool {
        let Some(method) = self.method_of(run) else { return false };
        let origins = self.inner.wallets.surface_origins(&method, self.inner.engine.own_origin());
        self.inner.ports.hand_off.can(WayKind::Surface, &method) && origins.contains(&url.origin())
    }

    /// Runs a page of the bank's once, whatever dies: written down before it is shown. What it says brings a question.
    async fn surface(
        &self,
        run: &mut Run,
        action: &Action,
        url: &WebUrl,
        visible: bool,
    ) -> Result<Option<Event>, PaymentError> {
        run.row.acted.push(action.step().to_owned());
        self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
        let Some(method) = self.method_of(run) else { return Ok(None) };
        let origins = self.inner.wallets.surface_origins(&method, self.inner.engine.own_origin());
        let may_run = self.may_run(run, url);
        let Some(mut talk) = self.inner.engine.surface(action, &origins).filter(|_| may_run) else {
            return Ok(Some(Event::Claimed(Claim::Failed)));
        };
        let id = self.inner.ports.entropy.uuid();
        let way = Way::Surface { url: url.clone(), origins, visible };
        if visible {
            let handed = self.handed(run, id.clone(), action.clone());
            self.stands(run, Standing { handed: Some(handed), ..Standing::default() });
        }
        let most = (if visible { SEEN } else { UNSEEN }).min(run.left(self.monotonic()));
        let until = self.monotonic().saturating_add(most);
        let shown = self.inner.ports.hand_off.open(&HandOff { id: id.clone(), method, way });
        let mut claim = Claim::Failed;
        while shown.is_ok() {
            let Some(word) = self.next_word(until.saturating_sub(self.monotonic())).await else { break };
            match word {
                Word::SurfaceSaid { surface, origin, text } if surface == id => {
                    match talk.heard(&origin, &text) {
                        SurfaceHeard::Nothing => {}
                        SurfaceHeard::Reply(text) => self.inner.ports.hand_off.post(&id, &text),
                        SurfaceHeard::End { reply, how } => {
                            reply.iter().for_each(|text| self.inner.ports.hand_off.post(&id, text));
                            if how == tradewind_commerce::SurfaceEnd::Done {
                                claim = Claim::Ok;
                            }
                            break;
                        }
                    }
                }
                Word::SurfaceClosed { surface } if surface == id => {
                    claim = Claim::Cancelled;
                    break;
                }
                Word::LetGo => {
                    self.inner.ports.hand_off.dismiss(&id);
                    self.stands(run, Standing::default());
                    return Ok(Some(Event::LetGo));
                }
                _ => {}
            }
        }
        self.inner.ports.hand_off.dismiss(&id);
        self.stands(run, Standing::default());
        Ok(Some(Event::Claimed(claim)))
    }

    /// Waits until the merchant is to be asked again: for as long as the method's pace says, or until something comes back; and
    /// for as long as the merchant wished to be left alone. A person who stops it is heard at once.
    pub(super) async fn wait_for_person(&self, run: &mut Run) -> Result<Option<Event>, PaymentError> {
        let begun = self.monotonic();
        let mut until = begun.saturating_add(run.poll().min(run.left(begun))).max(run.not_before);
        let mut claim = None;
        while let Some(word) = self.next_word(until.saturating_sub(self.monotonic())).await {
            let heard = match word {
                Word::LetGo => return Ok(Some(Event::LetGo)),
                Word::Returned { id } if run.row.return_id.as_ref() == Some(&id) => {
                    // Once: the same link, met again, says nothing.
                    run.row.return_id = None;
                    self.durable(run, |driver, row| driver.inner.store.save_attempt(row)).await?;
                    Some(Claim::Silent)
                }
                Word::Answered { hand_off, text } if run.is_handed(&hand_off) => {
                    let wallet = self.wallet_of(&run.row);
                    Some(wallet.map_or(Claim::Silent, |wallet| hand_off::claim(&wallet, &text)))
                }
                Word::Front if run.standing.handed.is_some() => Some(Claim::Silent),
                Word::OpenAgain => {
                    if let Some(mut handed) = run.standing.handed.clone() {
                        handed.opened = self.open(run, &handed);
                        let go_on = run.standing.go_on.clone();
                        self.stands(run, Standing { handed: Some(handed), go_on, left: None });
                    }
                    None
                }
                _ => None,
            };
            if heard.is_some() {
                claim = heard.filter(|heard| *heard != Claim::Silent).or(claim).or(heard);
                until = begun.saturating_add(LEAST).max(run.not_before);
            }
        }
        Ok(claim.map(Event::Claimed))
    }

    /// Tells where it stands with the person, where that has changed.
    fn stands(&self, run: &mut Run, standing: Standing) {
        if run.standing != standing {
            run.standing = standing;
            self.show(run, None, Vec::new());
        }
    }

    fn handed(&self, run: &Run, id: String, action: Action) -> Handed {
        let method = self.wallet_of(&run.row).map(|wallet| wallet.handler.to_owned()).unwrap_or_default();
        Handed { id, action, opened: true, amount: run.row.due_now(), payee: run.row.payee.clone(), method }
    }

    /// The name of the handler that pays.
    fn method_of(&self, run: &Run) -> Option<HandlerId> {
        HandlerId::parse(self.wallet_of(&run.row)?.handler).ok()
    }
}

/// Whether this step was begun before, by whichever process.
fn is_begun(run: &Run, action: &Action) -> bool {
    run.row.acted.iter().any(|step| step == action.step())
}

/// What the person was handed of this very step, as the merchant says it now: its name stays, so that an answer to it is heard.
fn handed_before(run: &Run, action: &Action) -> Option<Handed> {
    let known = run.standing.handed.as_ref().filter(|handed| handed.action.step() == action.step())?;
    Some(Handed { action: action.clone(), ..known.clone() })
}
