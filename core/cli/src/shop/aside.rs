//! `--put-aside`: lets a payment go of which it is not known whether it went through, where the policy allows it.

use super::outcome::Outcome;
use super::phone::Phone;
use tradewind_app::screen::{CheckoutPhase, CheckoutScreen};
use tradewind_app::{Intent, Screen, Snapshot};
use tradewind_domain::Code;

/// What was seen and done so far.
#[derive(Default)]
pub(super) struct Aside {
    /// The open payment is on the screen.
    seen: bool,
    /// It was told to be put aside.
    asked: bool,
}

impl Phone {
    /// One look at the screen while a payment is to be put aside: an outcome, or the next touch.
    pub(super) fn put_aside(&self, aside: &mut Aside, snapshot: &Snapshot) -> Option<Outcome> {
        let Screen::Checkout { content: screen } = &snapshot.screen else { return None };
        match screen.phase {
            CheckoutPhase::Wallet | CheckoutPhase::Sending | CheckoutPhase::WithPerson => aside.seen = true,
            // Out, and nothing to be put aside.
            CheckoutPhase::Voucher => return Some(Outcome::of(4, "waiting", "")),
            CheckoutPhase::Unknown => {
                aside.seen = true;
                // Its label stands where the policy allows it.
                if !screen.aside_label.is_empty() && !std::mem::replace(&mut aside.asked, true) {
                    self.shop.dispatch(Intent::PutAside);
                }
            }
            CheckoutPhase::Confirmed => {
                return Some(Outcome { code: said(screen), ..Outcome::confirmed(screen.order.clone()) });
            }
            CheckoutPhase::Ended => return Some(Outcome::failed(Code::CheckoutEnded.as_str())),
            // Settled meanwhile: what for is said. Without a word it was put aside.
            CheckoutPhase::Review | CheckoutPhase::Buyer if aside.seen => {
                let code = said(screen);
                return Some(if aside.asked && code.is_empty() {
                    Outcome::of(0, "put_aside", "")
                } else {
                    Outcome::failed(&code)
                });
            }
            CheckoutPhase::Review | CheckoutPhase::Buyer => {}
        }
        None
    }
}

fn said(screen: &CheckoutScreen) -> String {
    screen.notice.as_ref().and_then(|notice| notice.code.clone()).unwrap_or_default()
}
