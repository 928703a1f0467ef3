//! Where the checkout stands.

use crate::features::checkout::screen::CheckoutPhase;
use crate::kernel::effects::{PaymentState, Ticket};
use crate::kernel::error::Fault;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, MerchantMessage};
use tradewind_domain::{Buyer, Code};

#[derive(Debug, Default)]
pub(crate) struct CheckoutState {
    /// The last question. It outlives [`Session::Asked`]: what is answered after the network went or a payment was taken up is
    /// still of use.
    pub(crate) ticket: Ticket,
    /// The last question how the checkout stands. It has a ticket of its own: what the merchant makes of the last wish is of use
    /// also when it comes after that question.
    pub(crate) asked: Ticket,
    pub(crate) form: BuyerForm,
    pub(crate) session: Session,
    pub(crate) codes: Vec<String>,
    pub(crate) option: Option<String>,
    /// The term of payment, by the merchant's id.
    pub(crate) term: Option<String>,
    /// The held prices that went with the last question, by their nonces, in the order in which the merchant counts them.
    pub(crate) held: Vec<String>,
    /// What the person saw and agreed to: the cart's lines and prices, the sums once the merchant has named them, what was
    /// accepted since.
    pub(crate) agreed: Agreed,
    pub(crate) payment: PaymentState,
    /// The handler that Pay was pressed for last.
    pub(crate) pays_with: Option<String>,
    /// The person asked for something else: the sums that the merchant names for it are seen before they are paid. Stands on
    /// its own: it holds through faults and payments until a question is answered.
    pub(crate) wish_is_new: bool,
    /// The way to pay that was chosen sends a prompt to a telephone, and none stands in the form that one can be sent to. Stands
    /// on its own: it holds until such a number is there.
    pub(crate) phone_wanted: bool,
    /// The host that the checkout runs at, where it is not the shop's own.
    pub(crate) host: Option<String>,
    /// What keeps an answer about the payment from being written down. Stands on its own: after a restart it is told before the
    /// payment is.
    pub(crate) stuck: Option<Code>,
    /// What went wrong last. Stands on its own: it is of a question, of Pay, of putting aside, or of taking up what an earlier
    /// run left, which goes on beside all of these.
    pub(crate) fault: Option<Fault>,
    /// What the merchant said last of a payment or in place of a checkout. Stands on its own: both say it, and it is shown until
    /// there is another checkout or Pay is pressed, whatever is asked meanwhile.
    pub(crate) said: Said,
}

/// What the merchant said, and of what: a provider's code is read in no other's table.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) messages: Vec<MerchantMessage>,
    /// The handler of the payment that they were said of, by its name: its provider's codes are in its table. None where they were said
    /// in place of a checkout.
    pub(crate) method: Option<String>,
}

/// The buyer's fields.
#[derive(Debug)]
pub(crate) enum BuyerForm {
    /// Not on the screen. A host without one may write in it and send it all the same.
    Closed { buyer: Buyer },
    /// On the screen, unless a payment that was taken up covers it. `tried`: it was sent with something missing.
    Open { buyer: Buyer, tried: bool, of: FormOf },
}

/// What the form is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormOf {
    /// Who buys, and where it goes.
    Delivery,
    /// The billing address.
    Billing,
}

/// The merchant's checkout session, as far as it is known here.
#[derive(Debug, Default)]
pub(crate) enum Session {
    /// There is none.
    #[default]
    None,
    /// The merchant is being asked for it, or how it stands. What stood on the screen stays there.
    Asked { before: Option<Checkout> },
    /// As the merchant described it last.
    Here(Checkout),
}

impl CheckoutState {
    /// Where the checkout stands, as far as drawing goes.
    pub(crate) fn phase(&self) -> CheckoutPhase {
        match (&self.payment, &self.form) {
            (PaymentState::Wallet, _) => CheckoutPhase::Wallet,
            (PaymentState::Sending, _) => CheckoutPhase::Sending,
            (PaymentState::WithPerson { .. }, _) => CheckoutPhase::WithPerson,
            (PaymentState::Deferred { .. }, _) => CheckoutPhase::Voucher,
            (PaymentState::Unknown { .. }, _) => CheckoutPhase::Unknown,
            (PaymentState::Confirmed { .. }, _) => CheckoutPhase::Confirmed,
            (PaymentState::Ended(_), _) => CheckoutPhase::Ended,
            (
                PaymentState::Declined
                | PaymentState::Cancelled { .. }
                | PaymentState::NotTaken { .. }
                | PaymentState::Escalated
                | PaymentState::PutAside
                | PaymentState::Idle,
                form,
            ) => match form {
                BuyerForm::Open { .. } => CheckoutPhase::Buyer,
                BuyerForm::Closed { .. } => CheckoutPhase::Review,
            },
        }
    }
}

impl Default for BuyerForm {
    fn default() -> Self {
        Self::Closed { buyer: Buyer::default() }
    }
}

impl BuyerForm {
    /// What stands in it.
    pub(crate) const fn buyer(&self) -> &Buyer {
        match self {
            Self::Closed { buyer } | Self::Open { buyer, .. } => buyer,
        }
    }

    /// Whether it is on the screen for the billing address.
    pub(crate) const fn is_of_billing(&self) -> bool {
        matches!(self, Self::Open { of: FormOf::Billing, .. })
    }

    pub(crate) const fn buyer_mut(&mut self) -> &mut Buyer {
        match self {
            Self::Closed { buyer } | Self::Open { buyer, .. } => buyer,
        }
    }
}

impl Session {
    /// The checkout that can be drawn now.
    pub(crate) const fn shown(&self) -> Option<&Checkout> {
        match self {
            Self::Here(checkout) => Some(checkout),
            Self::Asked { before } => before.as_ref(),
            Self::None => None,
        }
    }

    pub(crate) const fn is_asked(&self) -> bool {
        matches!(self, Self::Asked { .. })
    }

    /// The merchant is asked from now on.
    pub(crate) fn ask(&mut self) {
        let before = self.take();
        *self = Self::Asked { before };
    }

    /// Nothing is waited for any more: what stood stands.
    pub(crate) fn settle(&mut self) {
        *self = self.take().map_or(Self::None, Self::Here);
    }

    /// The merchant described it anew. What is being asked is still being asked.
    pub(crate) fn put(&mut self, checkout: Checkout) {
        *self = match self {
            Self::Asked { .. } => Self::Asked { before: Some(checkout) },
            Self::None | Self::Here(_) => Self::Here(checkout),
        };
    }

    fn take(&mut self) -> Option<Checkout> {
        match std::mem::take(self) {
            Self::Here(checkout) => Some(checkout),
            Self::Asked { before } => before,
            Self::None => None,
        }
    }
}
