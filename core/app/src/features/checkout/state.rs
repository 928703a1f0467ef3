//! Where the checkout stands.

use crate::features::checkout::screen::CheckoutPhase;
use crate::kernel::effects::{PaymentState, Ticket};
use crate::kernel::error::Fault;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, MerchantMessage};
use tradewind_domain::{Buyer, Code};
use tradewind_payments::OpenPayment;

#[derive(Debug)]
pub(crate) struct CheckoutState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    pub(crate) editing_buyer: bool,
    /// The form while it is edited.
    pub(crate) form: Buyer,
    /// Whether the form was sent with something missing.
    pub(crate) form_tried: bool,
    pub(crate) checkout: Option<Checkout>,
    pub(crate) codes: Vec<String>,
    pub(crate) option: Option<String>,
    /// What the person saw and agreed to: the cart's lines and prices, the sums once the merchant has named them, what was
    /// accepted since.
    pub(crate) agreed: Agreed,
    pub(crate) payment: PaymentState,
    /// Why the last payment was declined, not taken or sent elsewhere.
    pub(crate) reason: Option<Code>,
    /// The person asked for something else: the sums that the merchant names for it are seen before they are paid.
    pub(crate) wish_is_new: bool,
    /// The host that the checkout runs at, where it is not the shop's own.
    pub(crate) host: Option<String>,
    /// What a person tells the shop about a payment that nobody answers for.
    pub(crate) facts: Option<OpenPayment>,
    /// What keeps an answer about the payment from being written down.
    pub(crate) stuck: Option<Code>,
    pub(crate) fault: Option<Fault>,
    pub(crate) messages: Vec<MerchantMessage>,
}

impl Default for CheckoutState {
    fn default() -> Self {
        Self {
            ticket: Ticket::default(),
            loading: false,
            editing_buyer: false,
            form: Buyer::default(),
            form_tried: false,
            checkout: None,
            codes: Vec::new(),
            option: None,
            agreed: Agreed::default(),
            payment: PaymentState::Idle,
            reason: None,
            wish_is_new: false,
            host: None,
            facts: None,
            stuck: None,
            fault: None,
            messages: Vec::new(),
        }
    }
}

impl CheckoutState {
    /// Where the checkout stands, as far as drawing goes.
    pub(crate) fn phase(&self) -> CheckoutPhase {
        match &self.payment {
            PaymentState::Wallet => CheckoutPhase::Wallet,
            PaymentState::Sending => CheckoutPhase::Sending,
            PaymentState::Unknown => CheckoutPhase::Unknown,
            PaymentState::Confirmed { .. } => CheckoutPhase::Confirmed,
            PaymentState::Ended => CheckoutPhase::Ended,
            PaymentState::Declined
            | PaymentState::Cancelled
            | PaymentState::NotTaken
            | PaymentState::Escalated
            | PaymentState::PutAside
            | PaymentState::Idle
                if self.editing_buyer =>
            {
                CheckoutPhase::Buyer
            }
            PaymentState::Declined
            | PaymentState::Cancelled
            | PaymentState::NotTaken
            | PaymentState::Escalated
            | PaymentState::PutAside
            | PaymentState::Idle => CheckoutPhase::Review,
        }
    }
}
