//! Orders, and one order.

use tradewind_app::screen::{
    EmptyState, EventRow, Fact, HandOffView, MomentRow, Notice, OrderRow, OrderScreen, OrdersScreen,
    ReceiptView, ShareCard, Tone, TotalRow,
};
use tradewind_domain::OrderStatus;

/// The orders of this phone.
#[uniffi::remote(Record)]
pub struct OrdersScreen {
    /// Heading of `waiting`; empty with it.
    pub waiting_title: String,
    /// Vouchers that are out, latest first: each becomes an order once it is paid.
    pub waiting: Vec<HandOffView>,
    /// One row an order, latest first.
    pub rows: Vec<OrderRow>,
    /// When there are none.
    pub empty: Option<EmptyState>,
}

/// Where an order stands, derived from its lines and events.
#[uniffi::remote(Enum)]
pub enum OrderStatus {
    /// Taken, nothing sent yet.
    Processing,
    /// Part of it is on its way.
    PartlyShipped,
    /// On its way.
    Shipped,
    /// Delivered, as the merchant says.
    Delivered,
    /// Cancelled before delivery.
    Canceled,
    /// Sent back or paid back in full.
    Returned,
}

/// An order in the list.
#[uniffi::remote(Record)]
pub struct OrderRow {
    /// Key for `OpenOrder`.
    pub key: String,
    /// Heading with the merchant's number of it, as `Order 1042`.
    pub title: String,
    /// The status in words, localized.
    pub status: String,
    /// The same status, to choose a colour or a sign by.
    pub status_key: OrderStatus,
    /// When it was placed.
    pub placed: String,
    /// The order's total, formatted with currency; empty if it cannot be told.
    pub total: String,
    /// How many items, as `2 items`.
    pub items: String,
    /// The whole row in one sentence, for a screen reader.
    pub accessibility: String,
}

/// One order with its timeline.
#[uniffi::remote(Record)]
pub struct OrderScreen {
    /// The merchant's id.
    pub key: String,
    /// Heading with the merchant's number of it, as `Order 1042`.
    pub heading: String,
    /// What must be said first: bought at another total, or other things than agreed.
    pub notice: Option<Notice>,
    /// The status in words, localized.
    pub status: String,
    /// The same status, to choose a colour or a sign by; none until the order has been read.
    pub status_key: Option<OrderStatus>,
    /// When it was placed.
    pub placed: String,
    /// Lines: title and amount.
    pub lines: Vec<Fact>,
    /// Totals in the merchant's order.
    pub totals: Vec<TotalRow>,
    /// Heading of what is due after the order; empty with it.
    pub later_title: String,
    /// What is due after the order: the merchant's words for when and how, and the amount.
    pub later: Vec<Fact>,
    /// The receipt computed again; none where nothing of it could be.
    pub receipt: Option<ReceiptView>,
    /// The receipt as JSON, to be saved or shared; empty with `receipt`. Its fields are described in `core/app/src/kernel/receipt/export.rs`.
    pub receipt_export: String,
    /// The name of a file for it; empty with it.
    pub receipt_file: String,
    /// Label of saving it; empty with it.
    pub receipt_export_label: String,
    /// Heading above the moments; empty without them.
    pub moments_title: String,
    /// What was seen in a show and bought.
    pub moments: Vec<MomentRow>,
    /// What goes out when one of them is shared; none until it was asked for.
    pub share: Option<ShareCard>,
    /// Heading above the timeline.
    pub timeline_title: String,
    /// What happened, latest first.
    pub timeline: Vec<EventRow>,
    /// The order's page at the merchant; empty if none.
    pub link: String,
    /// Label of `link`.
    pub link_label: String,
    /// When the order is not known.
    pub empty: Option<EmptyState>,
}

/// The moment of a show that an order came of.
#[uniffi::remote(Record)]
pub struct MomentRow {
    /// Key for `OpenShow`, which shows it again; empty where it cannot be shown.
    pub key: String,
    /// What was shown, when, and at what price.
    pub text: String,
    /// Whether the shop signed it.
    pub detail: String,
    /// How `detail` is to be drawn.
    pub tone: Tone,
    /// Label of `OpenShow`; empty with `key`.
    pub label: String,
    /// Label of `ShareMoment`; empty where it cannot be shared, and while it is shown in `share`.
    pub share_label: String,
}

/// One event of an order.
#[uniffi::remote(Record)]
pub struct EventRow {
    /// What happened, localized.
    pub text: String,
    /// Localized date and time.
    pub when: String,
    /// The merchant's words and tracking; may be empty.
    pub detail: String,
    /// Where to follow it; empty if nowhere.
    pub url: String,
}
