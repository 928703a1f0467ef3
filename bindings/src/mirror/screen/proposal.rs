//! A cart that a link proposes.

use tradewind_app::screen::{EmptyState, Fact, PictureRef, ProposalRow, ProposalScreen, Tone};

/// What a link proposes for the cart: what would change, and at which price.
#[uniffi::remote(Record)]
pub struct ProposalScreen {
    /// That nothing changes before the person says so.
    pub note: String,
    /// What is proposed, in the link's order.
    pub lines: Vec<ProposalRow>,
    /// What of the link was left out, a sentence each.
    pub left_out: Vec<String>,
    /// The discount code of the link; empty without one.
    pub code: String,
    /// Who decides about it; empty with it.
    pub code_note: String,
    /// The sum of the cart before and after, at present prices; empty where that cannot be told.
    pub sums: Vec<Fact>,
    /// That delivery, tax and duty come at checkout.
    pub sum_note: String,
    /// Why nothing, or not all, can be added now; else empty.
    pub blocked: String,
    /// Label of `AcceptProposal`.
    pub add_label: String,
    /// Whether the button works.
    pub can_add: bool,
    /// Label of `DeclineProposal`.
    pub decline_label: String,
    /// Whether the items are still being looked up.
    pub loading: bool,
    /// Without any catalog.
    pub empty: Option<EmptyState>,
}

/// One item that is proposed.
#[uniffi::remote(Record)]
pub struct ProposalRow {
    /// Names the row.
    pub key: String,
    /// Title in the merchant's words; ours where the item is not known here.
    pub title: String,
    /// What sets it apart (colour, size); may be empty.
    pub options: String,
    /// Price of one, now; empty where it is not known.
    pub price: String,
    /// What it costs by the unit; empty where the merchant does not say it.
    pub unit_price: String,
    /// Its energy class with the scale of it; else empty.
    pub energy: String,
    /// That it is used or refurbished; empty for what is new.
    pub condition: String,
    /// That the price is made for this person, where the merchant says so; else empty.
    pub personalised: String,
    /// How many are proposed, localized.
    pub quantity: String,
    /// Price of what will be in the cart of it; empty where nothing is added.
    pub line_total: String,
    /// How many lie in the cart already; empty for none.
    pub in_cart: String,
    /// What becomes of it, where that is not just what is proposed; else empty.
    pub notice: String,
    /// How the notice is to be drawn.
    pub tone: Tone,
    /// The main picture; none where the merchant names none, or the item is not known here.
    pub picture: Option<PictureRef>,
    /// The whole row in one sentence, for a screen reader.
    pub accessibility: String,
}
