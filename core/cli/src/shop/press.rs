//! Whether Pay was pressed, and whether the press may have been heard.

use tradewind_app::screen::CheckoutPhase;

/// What became of the press.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// Not yet, or it came to nothing.
    #[default]
    None,
    /// It was sent: whether the checkout could be paid when it came is not known.
    Sent,
    /// A payment was seen since.
    Heard,
}

impl Press {
    /// After one look at the checkout. A screen lags behind: a press that comes while the merchant is being asked anew pays
    /// nothing, as a person who pressed sees by the button. With the sums of the answer Pay is pressed again then. What was
    /// heard never becomes unheard, and a checkout that says something (`code`) may say what came of a payment.
    #[must_use]
    pub(super) fn after(self, phase: CheckoutPhase, loading: bool, code: &str) -> Self {
        match (self, phase) {
            (Self::Sent, CheckoutPhase::Review) if loading && code.is_empty() => Self::None,
            (Self::Sent, CheckoutPhase::Review | CheckoutPhase::Buyer) | (Self::None, _) => self,
            (Self::Sent | Self::Heard, _) => Self::Heard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Press;
    use tradewind_app::screen::CheckoutPhase::{Review, Sending, Wallet};

    #[test]
    fn a_press_on_a_checkout_that_is_asked_for_anew_is_made_again() {
        assert_eq!(Press::Sent.after(Review, true, ""), Press::None);
        // The screen from before the press says nothing of it.
        assert_eq!(Press::Sent.after(Review, false, ""), Press::Sent);
    }

    #[test]
    fn what_may_have_been_paid_is_not_pressed_again() {
        assert_eq!(Press::Sent.after(Review, true, "PAYMENT_CANCELLED"), Press::Sent);
        let heard = Press::Sent.after(Wallet, false, "").after(Sending, false, "");
        assert_eq!(heard.after(Review, true, ""), Press::Heard);
    }
}
