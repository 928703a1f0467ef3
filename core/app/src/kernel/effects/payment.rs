//! Checkout and payment: what is asked and what is told.

use crate::kernel::effects::ticket::Ticket;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, CheckoutDraft, MerchantMessage};
use tradewind_domain::{Code, HandlerId, Order, WebUrl};
use tradewind_payments::{Handed, Left, OpenPayment, Stopping, Word};
use tradewind_ports::WalletAnswer;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PaymentOp {
    /// Takes up what an earlier run left.
    Resume,
    /// Opens or changes the checkout to what the draft says.
    Prepare {
        ticket: Ticket,
        draft: Box<CheckoutDraft>,
        purchase: Option<String>,
    },
    /// Pays what the person saw: these lines, these sums.
    Pay {
        seen: Box<Agreed>,
        /// Who is paid, as the person knows them; empty where the merchant names nobody.
        payee: String,
        purchase: Option<String>,
        checkout: Box<Checkout>,
        /// The payment handler that the person chose, by its name.
        method: Option<HandlerId>,
    },
    /// Asks how the checkout in progress stands at the merchant.
    Ask {
        ticket: Ticket,
    },
    /// Puts the payment that nobody answers for aside.
    PutAside,
    /// Gives the driver a word of the host's or the person's, while the merchant waits for the person.
    Hear(Word),
    /// Asks about the vouchers that are out.
    LookAtWaiting,
    /// Gives a voucher up, by the attempt that it is of.
    GiveUpWaiting(String),
    /// Reports when no checkout request is running.
    Quiet,
    WalletAnswered {
        sheet: String,
        answer: WalletAnswer,
    },
    /// Gives up the checkout in progress, where no payment is open, and cancels its session.
    Abandon,
}

/// What the driver told of a payment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PaymentUpdate {
    pub(crate) state: PaymentState,
    /// The shop's own words, where it was declined, not taken or sent elsewhere.
    pub(crate) messages: Vec<MerchantMessage>,
    /// The handler that it is paid by, by its name, where there is a wallet for it.
    pub(crate) method: Option<String>,
    /// The named purchase it is of.
    pub(crate) purchase: Option<String>,
    /// A payment that had been given up was charged after all; what is on the screen is about another one.
    pub(crate) late: bool,
    /// This voucher was paid; what is on the screen may be about something else.
    pub(crate) voucher: Option<String>,
}

impl PaymentUpdate {
    /// A state with nothing more to say about it.
    #[cfg(test)]
    pub(crate) fn just(state: PaymentState) -> Self {
        Self { state, messages: Vec::new(), method: None, purchase: None, late: false, voucher: None }
    }
}

/// Why a payment is over without a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The session ended.
    Session,
    /// The person stopped it.
    Stopped,
    /// What the merchant handed over did not match what is paid.
    Refused,
    /// The voucher was given up, taken back, or not paid in time.
    Voucher,
}

/// How the payment stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum PaymentState {
    /// The sheet is up.
    Wallet,
    /// The merchant is asked.
    Sending,
    /// The merchant took it, and waits for the person.
    WithPerson {
        /// What they were handed.
        handed: Option<Box<Handed>>,
        /// Where they can go on, where this app cannot do what is waited for.
        go_on: Option<WebUrl>,
        /// Why there is nothing to do here, where there is not.
        left: Option<Left>,
    },
    /// A voucher is out; `id` names it among those that are.
    Deferred { id: String },
    /// Sent, and the merchant's answer is missing.
    Unknown {
        /// What a person tells the shop about it.
        facts: Option<OpenPayment>,
        /// Why the merchant is told to let go of it, where it is.
        stopping: Option<Stopping>,
    },
    /// The merchant confirmed this order.
    Confirmed { order: Box<Order> },
    /// Declined by wallet or merchant; another try is possible.
    Declined,
    /// Cancelled by the person, or by a wallet's silence, which is the reason then; another try is possible.
    Cancelled { reason: Option<Code> },
    /// Settled without a purchase.
    Ended(Ending),
    /// The merchant did not take it, for a reason it names; another try is possible.
    NotTaken { reason: Option<Code> },
    /// Bank or shop want to see the person in a browser.
    Escalated,
    /// Put aside by the person.
    PutAside,
    /// Nothing is open.
    #[default]
    Idle,
}

impl PaymentState {
    /// Whether it is a payment that is open.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Wallet | Self::Sending | Self::WithPerson { .. } | Self::Unknown { .. })
    }
}
