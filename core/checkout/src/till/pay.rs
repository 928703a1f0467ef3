//! Begins a payment: what is to be paid is what the person saw, it is written down, and the wallet is asked.

use super::drive::{Driving, Run};
use super::heard::Heard;
use super::{PayRequest, Till, TillError};
use crate::agreement::{Agreement, Change};
use crate::attempt::{Event, Next, State, step};
use crate::merchant::{Checkout, Credential};
use crate::quote;
use crate::store::AttemptRow;
use tradewind_ports::WalletRequest;

impl Till {
    /// Pays the checkout in progress. Returns when the attempt is settled; what happens meanwhile is told.
    pub async fn pay(&self, request: PayRequest) -> Result<(), TillError> {
        // A change that is under way ends first; none begins before the attempt is written down.
        let turn = self.inner.turn.lock().await;
        if self.is_pending()? {
            return Err(TillError::Pending);
        }
        if self.look_again(request.purchase.as_deref()).await?.is_some() {
            return Ok(());
        }
        let Some(checkout) = self.payable_session().await? else { return Ok(()) };
        self.check(&checkout, &request)?;
        let handler = self.handler(&checkout, &request)?;
        let amount = quote::total(&checkout).ok_or(TillError::TotalsMismatch)?;
        let Some(_driving) = Driving::begin(&self.inner) else { return Err(TillError::Pending) };
        let entropy = &self.inner.ports.entropy;
        let row = AttemptRow {
            id: entropy.uuid(),
            checkout: checkout.id.clone(),
            purchase: request.purchase.clone(),
            state: State::Prepared,
            handler,
            amount,
            payee: request.payee.clone(),
            expires_at: checkout.expires_at,
            key: entropy.uuid(),
            cancel_key: entropy.uuid(),
            prepared: None,
            sends: 0,
            created_at: self.now(),
            dead_at: self.now().after(self.inner.policy.sheet),
            approved: Some(request.seen.clone()),
        };
        if !self.inner.store.begin_attempt(&row)? {
            return Err(TillError::Pending);
        }
        drop(turn);
        let mut run = self.begin_run(row, self.inner.policy.sheet);
        match &request.credential {
            Some(credential) => {
                // It may have been named by the handler's name; the merchant knows it by the session's id.
                let credential = Credential { handler: run.row.handler.clone(), ..credential.clone() };
                self.approve(&mut run, &checkout, &credential).await?;
                self.run(run, Next::Send).await
            }
            None => self.hand_off(run, &request).await,
        }
    }

    /// Whether `checkout` is what the person saw and may be paid at all.
    fn check(&self, checkout: &Checkout, request: &PayRequest) -> Result<(), TillError> {
        if !quote::adds_up(checkout) {
            return Err(TillError::TotalsMismatch);
        }
        let changes = request.seen.changes(checkout);
        let only_prices =
            changes.iter().all(|change| matches!(change, Change::Price { .. } | Change::Total { .. }));
        match changes.is_empty() {
            // The digest itself is compared, too: a change that has no name must not be paid either.
            true if Agreement::of(checkout).sums == request.seen.sums => Ok(()),
            false if only_prices => Err(TillError::PriceChanged),
            _ => Err(TillError::BasketChanged),
        }
    }

    fn handler(&self, checkout: &Checkout, request: &PayRequest) -> Result<String, TillError> {
        let known = match &request.credential {
            Some(credential) => quote::handler(checkout, std::slice::from_ref(&credential.handler)),
            None => quote::handler(checkout, &self.inner.wallets),
        };
        known.map(|handler| handler.id.clone()).ok_or(TillError::Unsupported)
    }

    async fn hand_off(&self, mut run: Run, request: &PayRequest) -> Result<(), TillError> {
        // The sheet may be answered at any moment from here on: the journal says so before it is shown.
        run.row.state = step(run.row.state, Event::SheetShown).0;
        self.inner.store.save_attempt(&run.row)?;
        let sheet = WalletRequest {
            sheet: run.row.id.clone(),
            handler: run.row.handler.clone(),
            payee: run.row.payee.clone(),
            lines: request.lines.clone(),
            amount: run.row.amount,
            amount_text: request.amount_text.clone(),
            words: request.words.clone(),
        };
        self.inner.ports.gate.pass("attempt.sheet.before");
        let shown = self.inner.ports.wallet.present(&sheet);
        self.inner.ports.gate.pass("attempt.sheet.after");
        if let Err(error) = shown {
            // Nothing was shown, so nothing can be approved.
            self.take(&mut run, Heard::of(Event::SheetFailed)).await?;
            return Err(error.into());
        }
        self.show(&run, None, Vec::new());
        self.run(run, Next::AwaitWallet).await
    }
}
