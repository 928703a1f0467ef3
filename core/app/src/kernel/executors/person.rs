//! The person's own file: one thread that writes and reads it, in the order it was asked.

use crate::kernel::effects::{Loaded, Outcome, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::executors::services::Services;
use std::sync::mpsc::Receiver;
use tradewind_domain::Code;
use tradewind_person::StoreError;

/// Serves the queue until its sender is gone.
pub(crate) fn serve(services: &Services, ops: Receiver<PersonOp>) {
    let mut gate = Gate::default();
    for op in ops {
        if !gate.lets_through(&op) {
            continue;
        }
        let erases = op == PersonOp::Erase;
        let erased = services.person(op);
        gate.closed = erases && erased;
    }
}

/// Keeps what was asked for before the app knew of an erasing from being written after it.
#[derive(Default)]
struct Gate {
    closed: bool,
}

impl Gate {
    /// Whether an op is done. The owner's word opens it again: behind that, everything is of the new first day.
    fn lets_through(&mut self, op: &PersonOp) -> bool {
        if *op == PersonOp::BeginAnew {
            self.closed = false;
        }
        !self.closed
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

    /// Whether it is done.
    fn person(&self, op: PersonOp) -> bool {
        // What the person withdrew or had deleted is tried again: `kernel/attribution.rs`.
        let of_consent = matches!(
            op,
            PersonOp::SaveConsent(_)
                | PersonOp::SaveTouches(_)
                | PersonOp::KeepConsent { .. }
                | PersonOp::ForgetTouches
                | PersonOp::ForgetSeen
        );
        if op == PersonOp::Erase {
            return self.erase_and_tell();
        }
        let done = self.person_op(op).map_err(|error| Fault::new(error.code()));
        match done {
            Ok(()) => true,
            Err(fault) if of_consent => {
                self.report(Outcome::ConsentKept(Err(fault)));
                false
            }
            Err(fault) => {
                self.report(Outcome::PersonFailed(fault));
                false
            }
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
            // Both are done where the queue is served.
            PersonOp::Erase | PersonOp::BeginAnew => Ok(()),
            PersonOp::ForgetNotices(codes) => {
                codes.into_iter().try_for_each(|code| store.forget_notice(code))
            }
            PersonOp::SaveSetting { key, value } => store.save_setting(key, &value),
            PersonOp::KeepLive(kept) => store.save_setting(&self.live_name(), &kept),
            PersonOp::KeepShow(kept) => store.save_setting(&self.show_name(), &kept),
            PersonOp::NoteSeen { item, at } => store.note_seen(&item, at),
            PersonOp::ForgetSeen => store.forget_seen(),
            PersonOp::NotePrices { market, noted } => store.note_prices(market, &noted),
            PersonOp::CountSpent(spent) => store.count_spent(&spent),
            PersonOp::SaveConsent(consent) => store.save_consent(&consent),
            PersonOp::KeepConsent { answers, touches, attributed, seen } => {
                answers.iter().try_for_each(|answer| store.save_consent(answer))?;
                store.forget_attributed_but(&attributed)?;
                store.save_touches(&touches)?;
                store.forget_seen_but(&seen)?;
                self.report(Outcome::ConsentKept(Ok(())));
                Ok(())
            }
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

    /// Says whether everything is erased.
    fn erase_and_tell(&self) -> bool {
        let done = self.erase();
        let erased = done == Ok(true);
        self.report(match done {
            Ok(false) => Outcome::ErasePending,
            done => Outcome::Erased(done.map(|_| ())),
        });
        erased
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

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_domain::ItemId;

    #[test]
    fn what_is_asked_for_between_an_erasing_and_the_apps_word_is_not_done() {
        let write = PersonOp::RemoveLine { item: ItemId::parse("mug").expect("an id") };
        let mut gate = Gate::default();
        assert!(gate.lets_through(&write) && gate.lets_through(&PersonOp::Erase));
        gate.closed = true;
        assert!(!gate.lets_through(&write) && !gate.lets_through(&PersonOp::Erase));
        assert!(gate.lets_through(&PersonOp::BeginAnew) && gate.lets_through(&write));
    }
}
