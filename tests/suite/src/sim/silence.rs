//! Days without a word: the merchant is silent, the phone lies in a drawer, and the person who takes it up again puts aside what was
//! open, as the policy allows.

use super::World;
use std::time::Duration;
use tradewind_domain::{CheckoutId, lock};
use tradewind_payments::law::State;
use tradewind_ports::Clock as _;
use tradewind_storefront::Deed;

/// How long the person looks at it after the silence.
const PATIENCE: Duration = Duration::from_secs(3_600);
/// How often they press.
const PRESS: Duration = Duration::from_secs(60);

impl World {
    /// In one of three times that an attempt is open when the process has ended: nothing is heard for as long as the policy wants, and the
    /// person puts it aside. The provider may have been told yes before. It has dice of its own: lives without it stay what they were.
    pub(super) async fn silence(&mut self) {
        if self.kept.open_attempt().expect("reads").is_none() || self.fate.below(3) != 0 {
            return;
        }
        self.wire.set_silent(true);
        if let Some(last) = self.front.sessions().last().filter(|_| self.fate.below(2) == 0) {
            let _ = self.front.pay(&last.id, Deed::Approve);
        }
        tokio::time::sleep(self.wallet.policy.aside_after).await;
        let driver = self.driver();
        let work = driver.clone();
        let mut work = tokio::task::spawn_local(async move {
            let _ = work.resume().await;
        });
        let end = self.clock.monotonic().saturating_add(PATIENCE);
        while self.clock.monotonic() < end {
            tokio::select! {
                biased;
                _ = &mut work => break,
                () = tokio::time::sleep(PRESS) => {
                    let _ = driver.put_aside();
                }
            }
        }
        work.abort();
        self.wire.forget_in_flight();
        self.power_goes();
        self.wire.set_silent(false);
    }

    /// How many attempts the person put aside.
    pub(super) fn times_put_aside(&self) -> u64 {
        lock(&self.told).iter().filter(|(_, view)| view.state == State::PutAside).count() as u64
    }

    /// Whether the person had put aside the attempt on this checkout; it may be known as bought by now.
    pub(super) fn was_put_aside(&self, checkout: &str) -> bool {
        let id = CheckoutId::parse(checkout).expect("an id");
        let Some(row) = self.kept.approved_for(&id).expect("reads") else { return false };
        let told = lock(&self.told);
        let of_it = told.iter().any(|(_, view)| view.id == row.id && view.state == State::PutAside);
        of_it || row.state == State::PutAside
    }
}
