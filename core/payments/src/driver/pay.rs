//! Begins a payment: what is to be paid is what the person saw, it is written down, and the wallet is asked.

use super::{Driver, Driving, PayRequest, PaymentError};
use crate::hand_off::RETURN;
use crate::law::{Next, State};
use crate::wallet::Family;
use serde_json::Map;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::quote::{self, Block};
use tradewind_commerce::{Checkout, Credential};
use tradewind_domain::{HandlerId, lock};
use tradewind_person::AttemptRow;
use tradewind_ports::Secret;

/// How the credential is got.
enum CredentialSource<'a> {
    /// It is there already.
    Credential(&'a Credential),
    /// On the sheet of the wallet of this handler.
    Sheet(HandlerId),
    /// There is none: the merchant is asked first, and the person approves where it says.
    MerchantFirst(Family),
}

impl Driver {
    /// Pays the checkout in progress. Returns when the attempt is settled; what happens meanwhile is told.
    pub async fn pay(&self, request: PayRequest) -> Result<(), PaymentError> {
        // A change that is under way ends first; none begins before the attempt is written down.
        let turn = self.inner.turn.lock().await;
        self.vault_opens().await?;
        if self.is_pending()? {
            return Err(PaymentError::Pending);
        }
        let purchase = request.purchase.as_deref();
        if let Some(order) = self.bought_before(purchase)? {
            // Found meanwhile, by another door: told again, for whoever pressed Pay.
            return self.adopt(&order, purchase, None, false);
        }
        if self.is_waited_for(purchase).await? {
            return Err(PaymentError::Pending);
        }
        if self.look_again(purchase).await?.is_some() {
            return Ok(());
        }
        lock(&self.inner.answers).clear();
        // Words of before an attempt are not about it.
        lock(&self.inner.words).clear();
        let Some(checkout) = self.payable_session().await? else { return Ok(()) };
        self.check(&checkout, &request)?;
        let (name, handler) = self.handler(&checkout, &request)?;
        let way = match &request.credential {
            Some(credential) => CredentialSource::Credential(credential),
            None => match self.inner.wallets.wallet(Some(&checkout), &handler).map(|wallet| wallet.family) {
                Some(family) if !family.is_sheet_first() => CredentialSource::MerchantFirst(family),
                _ => CredentialSource::Sheet(HandlerId::parse(&name).map_err(|_| PaymentError::Unsupported)?),
            },
        };
        let comes_back = matches!(way, CredentialSource::MerchantFirst(Family::AppSwitch | Family::Redirect));
        let amount = quote::total(&checkout).ok_or(PaymentError::TotalsMismatch)?;
        let Some(_driving) = Driving::begin(&self.inner) else { return Err(PaymentError::Pending) };
        let policy = self.inner.wallets.policy(Some(&checkout), &handler);
        let entropy = &self.inner.ports.entropy;
        let row = AttemptRow {
            id: entropy.uuid(),
            checkout: checkout.id.clone(),
            purchase: request.purchase.clone(),
            state: State::Prepared,
            handler,
            method: Some(name),
            amount,
            payee: request.payee.clone(),
            expires_at: checkout.expires_at,
            key: entropy.uuid(),
            cancel_key: entropy.uuid(),
            prepared: None,
            sends: 0,
            first_sent_at: None,
            created_at: self.now(),
            dead_at: self.now().after(policy.sheet),
            approved: Some(request.seen.basket.clone()),
            return_id: comes_back.then(|| Secret::new(entropy.uuid())),
            acted: Vec::new(),
            lets_go: false,
            waiting: None,
        };
        if !self.inner.store.begin_attempt(&row)? {
            return Err(PaymentError::Pending);
        }
        drop(turn);
        let mut run = self.begin_run(row, policy, policy.sheet);
        match way {
            CredentialSource::MerchantFirst(family) => {
                let credential = merchant_first(&run.row, family, request.phone.as_deref());
                self.approve(&mut run, &checkout, &credential).await?;
                self.run(run, Next::Send).await
            }
            CredentialSource::Credential(credential) => {
                // It may have been named by the handler's name; the merchant knows it by the session's id.
                let credential = Credential { handler: run.row.handler.clone(), ..credential.clone() };
                self.approve(&mut run, &checkout, &credential).await?;
                self.run(run, Next::Send).await
            }
            CredentialSource::Sheet(method) => self.hand_off(run, &checkout, method, &request).await,
        }
    }

    /// Whether `checkout` is what the person saw and may be paid at all: the rule of the button, asked again of what is kept.
    fn check(&self, checkout: &Checkout, request: &PayRequest) -> Result<(), PaymentError> {
        let payable = self.payable(checkout, request);
        let sums = &request.seen.basket.sums;
        match quote::block(checkout, &request.seen, &payable) {
            // The digest itself is compared, too: a change that has no name must not be paid either.
            None if sums.is_some() && Agreement::of(checkout).sums == *sums => Ok(()),
            None | Some(Block::BasketChanged { .. }) => Err(PaymentError::BasketChanged),
            Some(Block::PriceChanged { .. }) => Err(PaymentError::PriceChanged),
            Some(Block::TotalsMismatch) => Err(PaymentError::TotalsMismatch),
            Some(Block::Unsupported) => Err(PaymentError::Unsupported),
            Some(block) => Err(PaymentError::Blocked(block.code())),
        }
    }

    /// What may pay this session: the handler of the credential that is there, else those whose wallet makes what they take.
    fn payable(&self, checkout: &Checkout, request: &PayRequest) -> Vec<String> {
        let wallets = self.inner.wallets;
        match &request.credential {
            Some(credential) => vec![credential.handler.clone()],
            None => {
                let ports = &self.inner.ports;
                let here = wallets.payable(&*ports.wallet, &*ports.hand_off, request.method.as_ref());
                wallets.fitting(checkout, &here)
            }
        }
    }

    /// Name and the merchant's id of the handler that pays.
    fn handler(&self, checkout: &Checkout, request: &PayRequest) -> Result<(String, String), PaymentError> {
        let known = quote::handler(checkout, &self.payable(checkout, request));
        known.map(|handler| (handler.name.clone(), handler.id.clone())).ok_or(PaymentError::Unsupported)
    }
}

/// An instrument without a credential: where the person comes back to, and where a prompt goes.
fn merchant_first(row: &AttemptRow, family: Family, phone: Option<&str>) -> Credential {
    let mut more = Map::new();
    if let Some(id) = row.return_id.as_ref().and_then(Secret::expose_str) {
        more.insert("return_url".to_owned(), format!("{RETURN}{id}").into());
    }
    if let Some(phone) = phone.filter(|_| family == Family::Push) {
        more.insert("phone_number".to_owned(), phone.into());
    }
    let token = Secret::new(Vec::new());
    Credential { handler: row.handler.clone(), instrument: None, kind: String::new(), token, more }
}
