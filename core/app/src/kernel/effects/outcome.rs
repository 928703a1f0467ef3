//! What came of an effect, on its way back to the reducers.

use crate::kernel::effects::catalog::{HomeRead, ItemRead, ProposedRead, SearchRead};
use crate::kernel::effects::live::LiveNews;
use crate::kernel::effects::network::{RefreshFailed, Refreshed};
use crate::kernel::effects::payment::PaymentUpdate;
use crate::kernel::effects::person::Loaded;
use crate::kernel::effects::preview::{Refusal, Subject};
use crate::kernel::effects::ticket::Ticket;
use crate::kernel::error::Fault;
use crate::kernel::trade::TradeState;
use std::sync::Arc;
use tradewind_catalog::Offered;
use tradewind_commerce::{Checkout, CodeAnswer, LinkOffer, MerchantMessage};
use tradewind_domain::{Code, Item, Order};
use tradewind_payments::Waiting;
use tradewind_payments::registry::Way;
use tradewind_person::{CartLine, PurchaseRow};

/// What came of an effect.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Time to ask about orders again.
    Tick,
    /// A toast was there long enough.
    ToastOver(Ticket),
    Loaded(Box<Loaded>),
    HomeRead {
        ticket: Ticket,
        home: Box<HomeRead>,
    },
    HomeFailed {
        ticket: Ticket,
        fault: Fault,
    },
    SearchRead {
        ticket: Ticket,
        hits: SearchRead,
    },
    SearchFailed {
        ticket: Ticket,
        fault: Fault,
    },
    ItemRead {
        ticket: Ticket,
        found: Option<Box<ItemRead>>,
    },
    ItemFailed {
        ticket: Ticket,
        fault: Fault,
    },
    /// The ways to pay that this device can do its part of.
    Ways {
        ticket: Ticket,
        ways: Vec<Way>,
    },
    CartItemsRead {
        ticket: Ticket,
        items: Vec<Item>,
        /// Other variants of them, so many as advice weighs.
        siblings: Vec<Item>,
    },
    /// What is known of the items that a link proposes.
    ProposedRead {
        ticket: Ticket,
        read: Box<ProposedRead>,
    },
    ProposedFailed {
        ticket: Ticket,
        fault: Fault,
    },
    PersonFailed(Fault),
    /// What the person agreed to is written down, or could not be.
    ConsentKept(Result<(), Fault>),
    PurchaseFound {
        name: String,
        known: Option<PurchaseRow>,
    },
    /// Nothing is erased yet: the merchant is being asked about a checkout.
    ErasePending,
    /// Nothing is asked about a checkout any more.
    Idle,
    /// Everything is erased, or cannot be now.
    Erased(Result<(), Fault>),
    PurchaseBegun {
        state: tradewind_person::PurchaseBegun,
        line: CartLine,
    },
    /// Rows of a merchant without packs are in the catalog, or why not; `more` are on their way.
    Searched {
        ticket: Ticket,
        more: bool,
        fault: Option<Fault>,
    },
    Refreshed(Result<Refreshed, RefreshFailed>),
    /// What this phone keeps of the merchant's rules of trade.
    RulesRead(TradeState),
    /// The merchant's index was read.
    Offered(Vec<Offered>),
    /// What the merchant's profile says of links was read.
    LinksOffered(Box<LinkOffer>),
    /// What the merchant says of a short code.
    ShortCodeAnswered {
        ticket: Ticket,
        answer: Result<CodeAnswer, Fault>,
    },
    /// A cache had rotted and was built anew.
    Repaired,
    OrdersChanged(Vec<Order>),
    OrdersFailed(Fault),
    CheckoutReady {
        ticket: Ticket,
        checkout: Box<Checkout>,
        /// The host that it runs at, where it is not the merchant's own.
        host: Option<String>,
    },
    CheckoutFailed {
        ticket: Ticket,
        fault: Fault,
        messages: Vec<MerchantMessage>,
    },
    Payment(Box<PaymentUpdate>),
    /// The vouchers that are out now.
    Waiting(Vec<Waiting>),
    PayFailed(Fault),
    /// The checkout that was to be prepared has been bought elsewhere.
    CheckoutBought {
        ticket: Ticket,
        order: Box<Order>,
    },
    /// The merchant was asked about the checkout in progress; whether it is gone without a purchase.
    Asked {
        ticket: Ticket,
        gone: Result<bool, Fault>,
    },
    /// What became of a payment cannot be written down yet.
    Stuck(Code),
    /// What the merchant said of the checkout while it was being paid.
    CheckoutChanged(Box<Checkout>),
    /// Something of a show.
    Live(LiveNews),
    /// A model can be drawn.
    PreviewReady {
        ticket: Ticket,
        subject: Subject,
    },
    PreviewRefused {
        ticket: Ticket,
        why: Refusal,
    },
    /// Aspect changed, labels moved or motion stopped; redraw the screen.
    PreviewSeen {
        aspect: Option<f32>,
    },
}

/// Sends outcomes to the owner of the state.
pub(crate) type Report = Arc<dyn Fn(Outcome) + Send + Sync>;
