//! What came of a life, counted at its end: behind the merchant's counter, in the phone's file, and from what was told.

use super::World;
use tradewind_domain::lock;
use tradewind_payments::law::State;

impl World {
    pub(super) fn count(&mut self) {
        let store = &self.kept;
        let orders = store.orders().expect("reads");
        let captures: Vec<_> = self.front.ledger().into_iter().filter(|row| row.entry == "capture").collect();
        for capture in &captures {
            let known = orders.iter().any(|order| order.checkout.as_str() == capture.checkout);
            self.counts.losses += u64::from(!known);
            let id = tradewind_domain::CheckoutId::parse(capture.checkout.as_str()).expect("an id");
            let agreed = store.approved_for(&id).expect("reads").map(|row| row.amount);
            let same = agreed.is_some_and(|agreed| {
                agreed.minor == capture.amount && agreed.currency.as_str() == capture.currency
            });
            self.counts.wrong_sums += u64::from(!same);
        }
        let ledger = self.front.ledger();
        let voided = |payment: &str| ledger.iter().any(|row| row.payment == payment && row.entry == "void");
        let (late, rest): (Vec<_>, Vec<_>) = captures.iter().partition(|capture| voided(&capture.payment));
        let aside = rest.iter().filter(|capture| self.was_put_aside(&capture.checkout)).count();
        let live = rest.len() - aside;
        self.counts.late += late.len() as u64;
        self.counts.captured_aside += aside as u64;
        self.counts.put_aside += self.times_put_aside();
        let made = self.front.orders();
        let is_made = |id: &str| made.iter().any(|one| one.checkout == id);
        let unmade = orders.iter().filter(|order| !is_made(order.checkout.as_str())).count();
        self.counts.unmade += unmade as u64;
        self.counts.doubles += live.saturating_sub(1) as u64;
        self.counts.bought += u64::from(!orders.is_empty());
        self.counts.submits += self.wire.completes().len() as u64;
        let told = lock(&self.told);
        for pair in told.windows(2) {
            if pair[0].1.state == State::Unknown {
                self.counts.unknown_seconds += pair[1].0.saturating_sub(pair[0].0).as_secs();
            }
        }
        let begins = |at: usize| at == 0 || told[at - 1].1.state != State::Unknown;
        let unknown = (0..told.len()).filter(|at| told[*at].1.state == State::Unknown && begins(*at)).count();
        self.counts.unknowns += unknown as u64;
    }
}
