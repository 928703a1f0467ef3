//! Parts that several screens are made of.

use serde::Serialize;

/// A picture to ask for by `Shop::picture(key, width, height)`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PictureRef {
    /// Pass it to `picture` unchanged.
    pub key: String,
    /// What it shows, for a screen reader.
    pub accessibility: String,
    /// ThumbHash for the first paint (`firstPaint`); empty if there is none.
    pub thumbhash: Vec<u8>,
}

/// A code that a person types, pastes or has scanned. All of them are sent by `OpenCode`, as they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeEntry {
    /// Heading, and the label of the field.
    pub title: String,
    /// What may be entered.
    pub note: String,
    /// Label of sending what was typed.
    pub open_label: String,
    /// Label of the button that opens the scanner; a host without one shows no button.
    pub scan_label: String,
    /// What the camera is for and that no picture is kept, beside the button.
    pub scan_note: String,
    /// Shown by a host whose camera the person refused.
    pub scan_refused: String,
}

/// A range of a title to highlight, in UTF-16 code units, as Kotlin, Swift's NSRange and a page count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range16 {
    /// Offset of the first UTF-16 unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// A product as lists of several screens show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductCard {
    /// Key for `OpenProduct`.
    pub key: String,
    /// Title in the merchant's words; `highlights` are ranges of it.
    pub title: String,
    /// What of the title matched.
    pub highlights: Vec<Range16>,
    /// Brand; may be empty.
    pub brand: String,
    /// Price now, formatted with its currency.
    pub price: String,
    /// Regular price when there is a sale; else empty.
    pub was: String,
    /// `-20 %`, when there is a sale; else empty.
    pub badge: String,
    /// What it costs by the unit; empty where the merchant does not say it.
    pub unit_price: String,
    /// Its energy class with the scale of it; else empty.
    pub energy: String,
    /// That it is used or refurbished; empty for what is new.
    pub condition: String,
    /// That the price is made for this person, where the merchant says so; else empty.
    pub personalised: String,
    /// What it comes to at the door, where a list stands in that order; else empty.
    pub door: String,
    /// Sold out, few left; else empty.
    pub stock: String,
    /// Whether it can be bought.
    pub available: bool,
    /// The main picture; none where the merchant names none.
    pub picture: Option<PictureRef>,
    /// The whole card in one sentence, for a screen reader.
    pub accessibility: String,
}

/// A state without content: what it means and what one can do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmptyState {
    /// Heading, a few words.
    pub title: String,
    /// One sentence a line.
    pub body: String,
    /// Label of `Intent::Retry`; empty for none.
    pub action: String,
    /// The stable code behind it, if it is an error.
    pub code: Option<String>,
}

/// A sentence about the state of things.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Banner {
    /// How it is to be drawn.
    pub tone: Tone,
    /// The stable code behind it, if it is an error.
    pub code: Option<String>,
    /// One sentence, localized.
    pub text: String,
    /// Label of the retry action; empty for none. The action is `Intent::Retry`.
    pub action: String,
    /// Answers to what is asked, of equal weight; empty where nothing is.
    pub answers: Vec<BannerAnswer>,
}

/// An answer to what a banner asks. It is given by `ChooseSetting`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BannerAnswer {
    /// Its label.
    pub label: String,
    /// The setting that it chooses.
    pub setting: String,
    /// The value for `ChooseSetting`.
    pub key: String,
}

/// How a message is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Neutral information.
    Info,
    /// Something was done as the person asked.
    Success,
    /// Needs attention, nothing failed.
    Warning,
    /// Something is wrong.
    Error,
}

/// A label with a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// Name of the property, localized.
    pub label: String,
    /// Formatted with its unit.
    pub value: String,
}

/// A price that the merchant holds for a while. What is left of it counts down by `Shop::live_tick`, under `key`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HoldView {
    /// Which countdown of `LiveTick` is its.
    pub key: String,
    /// The price of one, formatted; empty where it stands beside it already.
    pub price: String,
    /// For how many, and until when; or, once it is over, what became of it, with the price that counts now.
    pub sentence: String,
    /// Whether it holds. Where not, nothing counts down.
    pub holds: bool,
    /// How it is to be drawn.
    pub tone: Tone,
}

/// A show on home.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LiveRow {
    /// Key for `OpenShow`.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// `With Noor`; empty where nobody is named.
    pub host: String,
    /// `Live now`, when it starts, that it can be watched again.
    pub state: String,
    /// Whether it is on now.
    pub running: bool,
    /// A picture of it.
    pub picture: Option<PictureRef>,
    /// The whole row, for a screen reader.
    pub accessibility: String,
}

/// One colour or size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantChip {
    /// Key for `ChooseVariant`.
    pub key: String,
    /// What sets it apart.
    pub label: String,
    /// Whether it is the one shown.
    pub selected: bool,
    /// Whether it can be bought.
    pub available: bool,
    /// The variant's main picture; none where the merchant names none.
    pub picture: Option<PictureRef>,
    /// For a screen reader.
    pub accessibility: String,
}

/// The most important message of a screen, above its content.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// How it is to be drawn.
    pub tone: Tone,
    /// Stable code, if it is an error.
    pub code: Option<String>,
    /// Heading, a few words.
    pub title: String,
    /// A sentence or two.
    pub body: String,
}

/// One line of the totals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalRow {
    /// The merchant's words, else ours for a type we know.
    pub label: String,
    /// Formatted, with currency; a minus for discounts.
    pub amount: String,
    /// Whether it is the total of totals.
    pub grand: bool,
    /// Whether it counts into the total. What does not is within another line, or is not paid to the shop now.
    pub paid_now: bool,
}

/// What an order comes to at the door, with what customs, tax and the carrier ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoorView {
    /// Heading.
    pub title: String,
    /// What it comes to: a sum, or from which to which.
    pub amount: String,
    /// The same as a sentence, to be spoken.
    pub summary: String,
    /// What is in it, and what not; a line each.
    pub notes: Vec<String>,
    /// How far it is from the values at which duty and tax start.
    pub limits: Vec<DoorLimit>,
    /// What stands before `advice`; empty with it.
    pub advice_label: String,
    /// What would make it cheaper, lawfully; the best first.
    pub advice: Vec<DoorAdvice>,
    /// Label of showing the rest: it is shown on one tap.
    pub why_label: String,
    /// Its parts.
    pub rows: Vec<DoorRow>,
    /// What stands before `needs`; empty with them.
    pub needs_label: String,
    /// Answers that would make the estimate closer.
    pub needs: Vec<String>,
    /// As of when the rules are.
    pub as_of: String,
    /// The exchange rate that was used; empty where none was.
    pub rate: String,
}

/// How far an order is from a value at which duty or tax starts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoorLimit {
    /// As a sentence.
    pub text: String,
    /// How much of the limit is reached, in percent, at most 100: for a bar.
    pub percent: u8,
    /// Whether the limit is passed.
    pub passed: bool,
    /// Which line of the cart would pass it with one more piece, the cheapest that does; else empty.
    pub one_more: String,
}

/// A change that makes an order cheaper at the door.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoorAdvice {
    /// What to change, and what is saved, as a sentence.
    pub text: String,
    /// Why it is saved, and how sure that is; a line each.
    pub notes: Vec<String>,
}

/// A part of what an order comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoorRow {
    /// What it is of, and by which amount or percentage: no two parts that are charged in different ways have the same.
    pub label: String,
    /// How much.
    pub amount: String,
    /// What the shop states for it, where it collects all of it and `amount` is our estimate; else empty.
    pub stated: String,
    /// Of which goods it is, who collects it and when, from when to when its rule holds, and why it is not certain; a line each.
    pub notes: Vec<String>,
    /// Where its rule is written, by title; empty where there is no rule.
    pub source: String,
    /// The address of that; empty with it.
    pub source_url: String,
}

/// A receipt as this phone computed it again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceiptView {
    /// What came of it, in one sentence.
    pub summary: String,
    /// How it is to be drawn.
    pub tone: Tone,
    /// Label of showing the rest: it is shown on one tap.
    pub why_label: String,
    /// Each number of it.
    pub rows: Vec<ReceiptRow>,
    /// How it was computed, and whose number holds; a line each.
    pub notes: Vec<String>,
}

/// A number of a receipt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceiptRow {
    /// What it is of.
    pub label: String,
    /// What the shop states.
    pub stated: String,
    /// What it comes to, or that it is taken as stated.
    pub computed: String,
    /// By how much they differ; empty where they do not.
    pub difference: String,
}

/// One option of a setting or form field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceOption {
    /// The value for the intent.
    pub key: String,
    /// Localized; an autonym for languages.
    pub label: String,
    /// Whether it is set.
    pub selected: bool,
}

/// What a person was handed to pay with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandOffView {
    /// How it is to be drawn.
    pub kind: HandOffKind,
    /// Names it: for a surface that a host shows, and for `GiveUpVoucher`.
    pub key: String,
    /// Heading.
    pub title: String,
    /// What is to be done.
    pub body: String,
    /// Until when it is of use; empty if not known.
    pub until: String,
    /// Label of `OpenHandOff`; empty where nothing is opened.
    pub open_label: String,
    /// Text to be copied: a payment code or a voucher's number; empty if none.
    pub code: String,
    /// Label of copying `code`; empty with it.
    pub copy_label: String,
    /// `code`, or what a till scans, as a picture.
    pub picture: Option<CodePicture>,
    /// A page to open in the browser; empty if none.
    pub page: String,
    /// Label of `page`; empty with it.
    pub page_label: String,
    /// Label of closing a surface; empty elsewhere.
    pub close_label: String,
    /// Label of `StopPayment`, of a voucher `GiveUpVoucher`.
    pub stop_label: String,
}

/// How a hand-off is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOffKind {
    /// Another app or a page in the system's browser.
    Link,
    /// A payment code: a picture, and the text to copy.
    Code,
    /// A prompt on the person's telephone.
    Prompt,
    /// A number to pay with at a till or a bank.
    Voucher,
    /// The bank's page, in a surface that the host shows.
    Surface,
    /// The shop's own page.
    Page,
}

/// A QR code as its modules (ISO/IEC 18004). Whoever draws leaves four light modules free on each side, dark on light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodePicture {
    /// Modules a side: 21 to 177.
    pub side: u32,
    /// One bit a module, row after row without gaps, the highest bit of a byte first; 1 is dark.
    pub modules: Vec<u8>,
}
