//! Whether Pay was pressed, and whether the press may have been heard.

use tradewind_app::screen::CheckoutPhase;

/// What became of the press.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// Not yet.
    #[default]
    None,
    /// It came to nothing as far as the screen says: it is made again, unless a payment shows that it was heard after all.
    Again,
    /// It was sent: whether the checkout could be paid when it came is not known.
    Sent,
    /// A payment was seen since.
    Heard,
}

impl Press {
    /// After one look at the checkout. A screen lags behind: a press that comes while the merchant is being asked anew pays
    /// nothing, as a person who pressed sees by the button. With the sums of the answer Pay is pressed again then. What was
    /// heard never becomes unheard, and a checkout that says something (`code`) may say what came of a payment.
    ///
    /// The screen that was being asked anew may have been drawn before the press came, which is taken then. So the press is not
    /// forgotten: a payment that is seen after it is its own.
    #[must_use]
    pub(super) fn after(self, phase: CheckoutPhase, loading: bool, code: &str) -> Self {
        match (self, phase) {
            (Self::None, _) => Self::None,
            (Self::Sent, CheckoutPhase::Review) if loading && code.is_empty() => Self::Again,
            (Self::Sent | Self::Again, CheckoutPhase::Review | CheckoutPhase::Buyer) => self,
            (Self::Sent | Self::Again | Self::Heard, _) => Self::Heard,
        }
    }

    /// Whether Pay may have been heard: what the checkout says then may be what came of it.
    pub(super) const fn may_be_heard(self) -> bool {
        matches!(self, Self::Sent | Self::Heard)
    }
}

#[cfg(test)]
mod tests {
    use super::Press;
    use tradewind_app::screen::CheckoutPhase::{Review, Sending, Wallet};

    #[test]
    fn a_press_on_a_checkout_that_is_asked_for_anew_is_made_again() {
        let again = Press::Sent.after(Review, true, "");
        assert_eq!((again, again.may_be_heard()), (Press::Again, false));
        assert_eq!(again.after(Review, false, ""), Press::Again);
        // The screen from before the press says nothing of it.
        assert_eq!(Press::Sent.after(Review, false, ""), Press::Sent);
    }

    #[test]
    fn what_may_have_been_paid_is_not_pressed_again() {
        assert_eq!(Press::Sent.after(Review, true, "PAYMENT_CANCELLED"), Press::Sent);
        let heard = Press::Sent.after(Wallet, false, "").after(Sending, false, "");
        assert_eq!(heard.after(Review, true, ""), Press::Heard);
        // The screen that asks anew was drawn before the press came, which was taken.
        assert_eq!(Press::Sent.after(Review, true, "").after(Wallet, false, ""), Press::Heard);
    }

    #[test]
    fn a_payment_of_before_the_press_is_no_press() {
        assert_eq!(Press::None.after(Wallet, false, "").after(Review, true, ""), Press::None);
    }
}
