//! The wallet's sheet: it is shown, waited for, its answer becomes a credential, and it is told the end.

use super::drive::Run;
use super::interpreted::Interpreted;
use super::{Driver, PayRequest, PaymentError};
use crate::law::{Event, Next, State, step};
use crate::system_sheet::{self, Asked};
use serde_json::Map;
use tradewind_commerce::{Checkout, Credential, SessionHandler};
use tradewind_domain::{HandlerId, Market, lock};
use tradewind_methods::MethodError;
use tradewind_ports::{Level, Record, SheetEnd, SystemSheet, WalletAnswer, WalletError, WalletRequest};

impl Driver {
    /// Shows the sheet of a wallet and waits for what the person does with it.
    pub(super) async fn hand_off(
        &self,
        mut run: Run,
        checkout: &Checkout,
        method: HandlerId,
        request: &PayRequest,
    ) -> Result<(), PaymentError> {
        let system = match self.system_sheet(&run, checkout, &method, request).await {
            Ok(system) => system,
            Err(error) => {
                self.log(Record::new(Level::Warn, "attempt.sheet.refused").with("code", error.code()));
                self.take(&mut run, Interpreted::of(Event::SheetFailed)).await?;
                return Err(PaymentError::Unsupported);
            }
        };
        // The sheet may be answered at any moment from here on: the journal says so before it is shown.
        run.row.state = step(run.row.state, Event::SheetShown, run.rules).0;
        self.durable(&run, |driver, row| driver.inner.store.save_attempt(row)).await?;
        let sheet = WalletRequest {
            sheet: run.row.id.clone(),
            method,
            handler: run.row.handler.clone(),
            payee: run.row.payee.clone(),
            lines: request.lines.clone(),
            amount: run.row.due_now(),
            amount_text: request.amount_text.clone(),
            words: request.words.clone(),
            system,
        };
        self.inner.ports.fail_point.pass("attempt.sheet.before");
        let shown = self.inner.ports.wallet.present(&sheet);
        self.inner.ports.fail_point.pass("attempt.sheet.after");
        if let Err(error) = shown {
            // Nothing was shown, so nothing can be approved.
            self.take(&mut run, Interpreted::of(Event::SheetFailed)).await?;
            return Err(error.into());
        }
        self.show(&run, None, Vec::new());
        self.run(run, Next::AwaitWallet).await
    }

    /// What a system's own wallet is asked for this payment, or the page that is shown; none where the host draws the sheet.
    async fn system_sheet(
        &self,
        run: &Run,
        checkout: &Checkout,
        method: &HandlerId,
        request: &PayRequest,
    ) -> Result<Option<SystemSheet>, MethodError> {
        let wallet = self.wallet_of(&run.row);
        let handler = checkout.payment_handlers.iter().find(|handler| handler.is(&run.row.handler));
        let (Some(wallet), Some(handler)) = (wallet, handler) else { return Ok(None) };
        if system_sheet::is_fields(&wallet) {
            return self.fields(checkout, method, handler).await.map(Some);
        }
        if !system_sheet::is_system(&wallet) {
            return Ok(None);
        }
        let buyer = self.inner.store.buyer().unwrap_or_default();
        let asked = Asked {
            payee: &run.row.payee,
            country: Market::parse(&buyer.address.address_country).map_err(|_| MethodError::Country)?,
            amount: run.row.due_now(),
            lines: &request.lines,
            attempt: &run.row.id,
        };
        system_sheet::request(&wallet, handler, &asked)
    }

    /// The page with card fields of this session, at the merchant's own origin.
    async fn fields(
        &self,
        checkout: &Checkout,
        method: &HandlerId,
        handler: &SessionHandler,
    ) -> Result<SystemSheet, MethodError> {
        if self.inner.engine.own_origin().is_none() {
            // The session was read from the file, and nothing was asked of the merchant since: its origin is learnt by asking. A
            // merchant that does not answer has none, and nothing is shown.
            let _ = self.inner.engine.checkout(&checkout.id, &self.language()).await;
        }
        let origins = self.inner.wallets.surface_origins(method, self.inner.engine.own_origin());
        system_sheet::fields(handler, &origins)
    }

    /// The wallet's word as an event; none once the request is made and is to be sent.
    pub(super) async fn wallet(&self, run: &mut Run) -> Result<Option<Event>, PaymentError> {
        let answer = self.await_wallet(run).await;
        Ok(Some(match answer {
            Some(WalletAnswer::Declined) => Event::WalletDeclined,
            Some(WalletAnswer::Cancelled) => Event::WalletCancelled,
            None => {
                self.inner.ports.wallet.dismiss(&run.row.id, SheetEnd::Dropped);
                Event::SheetSilent
            }
            Some(approved) => {
                // From here on it stands until it is told the end, whatever goes wrong.
                run.sheet_waits = matches!(approved, WalletAnswer::Given(_));
                let known = self.kept()?.checkout.filter(|known| known.id == run.row.checkout);
                // Without its checkout nothing can be sent, and nothing was.
                let Some(known) = known else { return Ok(Some(Event::SheetFailed)) };
                let Some(credential) = self.credential(run, &known, approved) else {
                    self.take(run, Interpreted::of(Event::SheetFailed)).await?;
                    return Err(WalletError::Failed.into());
                };
                self.approve(run, &known, &credential).await?;
                return Ok(None);
            }
        }))
    }

    /// What an approved sheet gave, as a credential. None: it failed, or gave what this wallet does not give.
    fn credential(&self, run: &mut Run, checkout: &Checkout, answer: WalletAnswer) -> Option<Credential> {
        let wallet = self.wallet_of(&run.row);
        let gives_data =
            wallet.as_ref().is_some_and(|one| system_sheet::is_system(one) || system_sheet::is_fields(one));
        match answer {
            // A token alone says nothing of where it is from: of a page it would pass by the look at its origin.
            WalletAnswer::Approved { credential_type, token } if !gives_data => Some(Credential {
                handler: run.row.handler.clone(),
                instrument: None,
                kind: credential_type,
                token,
                more: Map::new(),
            }),
            WalletAnswer::Given(data) => {
                let handler =
                    checkout.payment_handlers.iter().find(|handler| handler.is(&run.row.handler))?;
                let read = system_sheet::credential(&wallet?, handler, data);
                if let Err(error) = &read {
                    self.log(Record::new(Level::Warn, "attempt.sheet.unread").with("code", error.code()));
                }
                read.ok()
            }
            _ => None,
        }
    }

    /// A sheet of a system's that waits for the end of the payment is told it, once.
    pub(super) fn end_sheet(&self, run: &mut Run) {
        let end = match run.row.state {
            State::Prepared | State::HandedOff | State::Sending | State::Asking | State::Refused => return,
            State::Declined | State::NotTaken | State::Cancelled | State::Ended => SheetEnd::Refused,
            // Where nobody knows yet, "not completed" would invite to pay once more.
            _ => SheetEnd::Taken,
        };
        if std::mem::take(&mut run.sheet_waits) {
            self.inner.ports.wallet.dismiss(&run.row.id, end);
        }
    }

    /// The wallet's answer to this sheet, or nothing when it stayed silent for too long.
    async fn await_wallet(&self, run: &Run) -> Option<WalletAnswer> {
        loop {
            {
                let mut answers = lock(&self.inner.answers);
                if let Some(at) = answers.iter().position(|(sheet, _)| *sheet == run.row.id) {
                    return Some(answers.remove(at).1);
                }
            }
            let left = run.deadline.saturating_sub(self.monotonic());
            if left.is_zero() {
                return None;
            }
            // What was said is heard before time is up, and not one or the other at random.
            tokio::select! {
                biased;
                () = self.inner.wake.notified() => {}
                () = self.inner.ports.clock.sleep(left) => {}
            }
        }
    }
}
