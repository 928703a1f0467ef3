//! The person's own file: one thread that writes and reads it, in the order it was asked.

use crate::kernel::effects::{Loaded, Outcome, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::executors::services::Services;
use std::sync::mpsc::Receiver;
use tradewind_domain::Code;
use tradewind_person::StoreError;

/// Serves the queue until its sender is gone.
pub(crate) fn serve(services: &Services, ops: Receiver<PersonOp>) {
    for op in ops {
        services.person(op);
    }
}

impl Services {
    /// Under which name the person's file keeps what it does of this merchant's shows.
    fn live_name(&self) -> String {
        format!("live {}", self.address.origin())
    }

    /// And what it knows of the last one.
    fn show_name(&self) -> String {
        format!("live show {}", self.address.origin())
    }

    fn person(&self, op: PersonOp) {
        if let Err(error) = self.person_op(op) {
            self.report(Outcome::PersonFailed(Fault::new(error.code())));
        }
    }

    fn person_op(&self, op: PersonOp) -> Result<(), StoreError> {
        let store = &self.store;
        match op {
            PersonOp::Load { settings: keys } => {
                // Before anything is taken up or begun; here, because a host's vault may be slow.
                store.attach_vault(self.ports.vault.clone(), self.ports.entropy.clone())?;
                let mut settings = Vec::new();
                for key in keys {
                    settings.extend(store.setting(key)?.map(|value| (key, value)));
                }
                let loaded = Loaded {
                    settings,
                    cart: store.cart()?,
                    buyer: store.buyer()?,
                    billing: store.billing()?,
                    live: store.setting(&self.live_name())?,
                    live_show: store.setting(&self.show_name())?,
                    recent: store.recent()?,
                    prices: store.prices_seen()?,
                    spent: store.spent()?,
                    consents: store.consents()?,
                    touches: store.touches()?,
                    attributed: store.attributed()?,
                    orders: store.orders()?,
                    notices: store.notices()?,
                };
                self.report(Outcome::Loaded(Box::new(loaded)));
                Ok(())
            }
            PersonOp::PutLine(line) => store.put_line(&line),
            PersonOp::RemoveLine { item } => store.remove_line(&item),
            PersonOp::SaveBuyer(buyer) => store.save_buyer(&buyer),
            PersonOp::SaveBilling(billing) => store.save_billing(billing.as_ref()),
            PersonOp::DeleteBuyer => store.delete_buyer(),
            PersonOp::Erase => {
                self.report(match self.erase() {
                    Ok(false) => Outcome::ErasePending,
                    done => Outcome::Erased(done.map(|_| ())),
                });
                Ok(())
            }
            PersonOp::ForgetNotices(codes) => {
                codes.into_iter().try_for_each(|code| store.forget_notice(code))
            }
            PersonOp::SaveSetting { key, value } => store.save_setting(key, &value),
            PersonOp::KeepLive(kept) => store.save_setting(&self.live_name(), &kept),
            PersonOp::KeepShow(kept) => store.save_setting(&self.show_name(), &kept),
            PersonOp::NoteSeen { item, at } => store.note_seen(&item, at),
            PersonOp::NotePrices { market, noted } => store.note_prices(market, &noted),
            PersonOp::CountSpent(spent) => store.count_spent(&spent),
            PersonOp::SaveConsent(consent) => store.save_consent(&consent),
            PersonOp::SaveTouches(touches) => store.save_touches(&touches),
            PersonOp::NoteAttributed { checkout, at } => store.note_attributed(&checkout, at),
            PersonOp::CountAttributed { checkout, order } => store.count_attributed(&checkout, &order),
            PersonOp::ForgetTouches => store.forget_touches(),
            PersonOp::FindPurchase { name } => {
                let known = store.purchase(&name)?;
                self.report(Outcome::PurchaseFound { name, known });
                Ok(())
            }
            PersonOp::BeginPurchase { name, line, at } => {
                let state = store.begin_purchase(&name, &line, at)?;
                // One that was begun before keeps the price that was seen then.
                let kept = store.cart()?.into_iter().find(|kept| kept.item == line.item);
                let line = kept.unwrap_or(line);
                self.report(Outcome::PurchaseBegun { state, line });
                Ok(())
            }
        }
    }

    /// Everything that is kept on this phone. The person's own first; if a cache then fails, it can be tried again. False,
    /// and nothing is done, while the merchant is being asked about a checkout.
    fn erase(&self) -> Result<bool, Fault> {
        if !self.driver.erase().map_err(|error| Fault::new(error.code()))? {
            return Ok(false);
        }
        self.merchant.forget_endpoint().map_err(|_| Fault::new(Code::VaultFailed))?;
        self.catalog.erase(&*self.ports.vault)?;
        self.pictures.forget()?;
        self.models.forget()?;
        Ok(true)
    }
}
