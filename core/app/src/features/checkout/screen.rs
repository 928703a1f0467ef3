//! The checkout as a shell draws it.

use crate::kernel::screen_parts::{
    ChoiceOption, DoorView, Fact, HandOffView, HoldView, Notice, ReceiptView, Tone, TotalRow,
};
use serde::Serialize;
use tradewind_domain::address::BuyerField;

/// Buyer, delivery, totals, payment and its outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckoutScreen {
    /// Where it stands.
    pub phase: CheckoutPhase,
    /// Whether the merchant is being asked.
    pub loading: bool,
    /// What stands above all: declined, unknown, confirmed, price changed.
    pub notice: Option<Notice>,
    /// Heading of the form.
    pub buyer_title: String,
    /// The form, in the order of the country; empty outside [`CheckoutPhase::Buyer`].
    pub fields: Vec<FormField>,
    /// Label of `SubmitBuyer`.
    pub submit_label: String,
    /// Whether the form can be sent.
    pub can_submit: bool,
    /// Who and where to, in lines, outside the form.
    pub buyer_summary: Vec<String>,
    /// Label of `ChangeBuyer`; empty when it is not possible.
    pub change_label: String,
    /// Heading of the billing address; empty where no way to pay wants one.
    pub billing_title: String,
    /// The billing address in lines, or that it is the one of delivery; empty with its heading.
    pub billing_summary: Vec<String>,
    /// Label of `ChangeBilling`; empty when it is not possible.
    pub billing_label: String,
    /// Label of `BillingAsDelivery`; empty where it is that already.
    pub billing_same_label: String,
    /// Heading of delivery.
    pub delivery_title: String,
    /// Delivery choices in the merchant's order.
    pub delivery: Vec<DeliveryRow>,
    /// Heading of the terms of payment; empty with them.
    pub terms_title: String,
    /// Terms of payment in the merchant's order: what is paid now and what later. Where there is one alone, or the choice is over,
    /// none is choosable.
    pub terms: Vec<TermRow>,
    /// Lines in the merchant's order.
    pub lines: Vec<Fact>,
    /// Held prices of the lines, and what became of those that hold no more.
    pub holds: Vec<HoldView>,
    /// Totals in the merchant's order.
    pub totals: Vec<TotalRow>,
    /// What it comes to at the door by our rules, where the shop's total does not hold what is due at the border.
    pub door: Option<DoorView>,
    /// That the shop's total holds it; else empty.
    pub door_note: String,
    /// Hint of the code field; empty where codes are not taken.
    pub code_hint: String,
    /// Label of `AddCode`.
    pub code_label: String,
    /// Codes that took effect.
    pub codes: Vec<CodeRow>,
    /// What the merchant says, in its order.
    pub messages: Vec<MessageRow>,
    /// Terms, privacy and the like, in the merchant's order.
    pub links: Vec<LinkRow>,
    /// Where a person can go on in a browser; empty if nowhere.
    pub continue_url: String,
    /// Label of `continue_url`; empty with it.
    pub continue_label: String,
    /// Label of Pay, with the amount.
    pub pay_label: String,
    /// The ways to pay that fit best, where there are several: one button each. Empty where there is one alone, which is `Pay`
    /// without a method.
    pub methods: Vec<PaymentMethod>,
    /// The other ways to pay, shown on one tap.
    pub more_methods: Vec<PaymentMethod>,
    /// Label of showing them; empty with them.
    pub more_label: String,
    /// Whether Pay works.
    pub can_pay: bool,
    /// Why it does not; empty if it does.
    pub pay_blocked: String,
    /// Stable code of that; empty if none.
    pub pay_blocked_code: String,
    /// Label of `AcceptPrice`; empty when nothing is to be accepted.
    pub accept_label: String,
    /// Label of `Retry`, where the merchant may be asked again; else empty.
    pub retry_label: String,
    /// Label of `PutAside`, where an unsettled payment may be put aside; else empty.
    pub aside_label: String,
    /// Heading of [`CheckoutScreen::contact`]; empty with it.
    pub contact_title: String,
    /// What the shop needs to look for an unsettled payment, as plain text to be copied or shared; else empty.
    pub contact: String,
    /// Label of `Done`, where it is the way on.
    pub done_label: String,
    /// Key of the order, once confirmed.
    pub order: Option<String>,
    /// The receipt of it computed again; none where nothing of it could be.
    pub receipt: Option<ReceiptView>,
    /// What the person was handed to pay with, in [`CheckoutPhase::WithPerson`] and [`CheckoutPhase::Voucher`].
    pub hand_off: Option<HandOffView>,
}

/// Where a checkout stands, as far as drawing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutPhase {
    /// The buyer form is to be filled in.
    Buyer,
    /// Everything is shown, Pay is the next step.
    Review,
    /// The wallet is asked.
    Wallet,
    /// The merchant is asked.
    Sending,
    /// The merchant waits for the person: `CheckoutScreen.hand_off` says what is to be done.
    WithPerson,
    /// A voucher is out, to be paid within days.
    Voucher,
    /// It is not known whether the payment went through.
    Unknown,
    /// Bought; `CheckoutScreen.order` is the order's key.
    Confirmed,
    /// The session ended without a purchase.
    Ended,
}

/// One field of the buyer form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormField {
    /// Which one, for `EditBuyer`.
    // As JSON it is UCP's name of the field.
    pub field: BuyerField,
    /// The field's label, localized.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// Whether it is needed.
    pub required: bool,
    /// What is wrong with it; empty if nothing.
    pub error: String,
    /// How it is filled in.
    pub input: FieldInput,
    /// What can be chosen; empty where the person writes.
    pub options: Vec<ChoiceOption>,
}

/// How a field is filled in: which keyboard suits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldInput {
    /// Words and numbers; names begin with a capital.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// One of the options.
    Country,
}

/// A discount code that took effect.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeRow {
    /// The code: its text, and the key for `RemoveCode`.
    pub key: String,
    /// Label of `RemoveCode`, for a screen reader.
    pub remove_label: String,
}

/// One delivery option of the merchant's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeliveryRow {
    /// Key for `ChooseDelivery`.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// The merchant's words; may be empty.
    pub description: String,
    /// Formatted, with currency.
    pub price: String,
    /// Whether it is chosen.
    pub selected: bool,
    /// For a screen reader.
    pub accessibility: String,
    /// The parcel that it is for, where there are several; else empty.
    pub parcel: String,
}

/// One term of payment of the merchant's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermRow {
    /// Key for `ChooseTerm`.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// The merchant's words; may be empty.
    pub description: String,
    /// Its payments, in the order in which they are due.
    pub schedules: Vec<ScheduleRow>,
    /// Whether it is the one that holds.
    pub selected: bool,
    /// Whether it can be chosen.
    pub choosable: bool,
    /// What must be read with this term, in the merchant's order.
    pub notices: Vec<MessageRow>,
    /// For a screen reader: title, words and payments.
    pub accessibility: String,
}

/// One payment of a term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScheduleRow {
    /// When and how it is due, in the merchant's words.
    pub words: String,
    /// Formatted, with currency.
    pub amount: String,
    /// Whether it is paid with the order.
    pub now: bool,
}

/// A sentence of the merchant's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageRow {
    /// How it is to be drawn.
    pub tone: Tone,
    /// The merchant's code, as `out_of_stock`.
    pub code: String,
    /// The merchant's words.
    pub text: String,
    /// Whether it must stand beside what it is about and never be hidden (a legal warning).
    pub disclosure: bool,
    /// Title of the line it is about; else empty.
    pub about: String,
    /// Address of a picture that belongs to it (a warning sign); else empty. A key for the picture loader.
    pub image: String,
    /// Where more is said about it; else empty.
    pub url: String,
}

/// A way to pay.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaymentMethod {
    /// Key for `Pay`.
    pub key: String,
    /// Label of its button, with the amount.
    pub label: String,
}

/// A link to open in a browser.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkRow {
    /// The merchant's title, else ours for a kind we know.
    pub title: String,
    /// Absolute URL it leads to.
    pub url: String,
}
