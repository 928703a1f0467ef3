//! What a shell draws: finished text, numbers, flags, ranges and opaque keys. Nothing to format, compare or decide.

use crate::kernel::intent::Tab;
use serde::Serialize;
use tradewind_domain::OrderStatus;
use tradewind_domain::address::BuyerField;

/// The app as it is to be drawn now. A later revision replaces an earlier one whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Snapshot {
    /// Grows by at least one with each change.
    pub revision: u64,
    /// BCP 47 language of all words of ours in it.
    pub language: String,
    /// Direction of the layout.
    pub direction: Direction,
    /// The screen's heading.
    pub title: String,
    /// Whether a way back exists.
    pub can_go_back: bool,
    /// Label of the back button.
    pub back_label: String,
    /// What a screen reader calls the tab bar.
    pub tabs_label: String,
    /// The tab bar.
    pub tabs: Vec<TabItem>,
    /// Plain sentences about the state of things, most important first.
    pub banners: Vec<Banner>,
    /// A passing message with at most one action.
    pub toast: Option<Toast>,
    /// State of a named purchase, if one was begun.
    pub purchase: Option<PurchaseState>,
    /// The screen itself.
    pub screen: Screen,
}

/// The screens.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "one lives at a time, and phones' bindings lift no Box")]
pub enum Screen {
    /// Categories, deals, recently seen.
    Home(HomeScreen),
    /// Search results or a category.
    Results(ResultsScreen),
    /// One product.
    Product(ProductScreen),
    /// One product in three dimensions.
    Preview(PreviewScreen),
    /// The cart.
    Cart(CartScreen),
    /// Buyer, delivery, totals, payment and its outcome.
    Checkout(CheckoutScreen),
    /// All orders.
    Orders(OrdersScreen),
    /// One order.
    Order(OrderScreen),
    /// Language, market, currency, time zone, own data.
    Settings(SettingsScreen),
}

impl Screen {
    /// The stable name of the screen.
    pub const fn name(&self) -> &'static str {
        match self {
            Screen::Home(_) => "home",
            Screen::Results(_) => "results",
            Screen::Product(_) => "product",
            Screen::Preview(_) => "preview",
            Screen::Cart(_) => "cart",
            Screen::Checkout(_) => "checkout",
            Screen::Orders(_) => "orders",
            Screen::Order(_) => "order",
            Screen::Settings(_) => "settings",
        }
    }
}

/// Direction of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// One tab.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TabItem {
    /// Which.
    pub tab: Tab,
    /// Its word.
    pub label: String,
    /// A short text on it (the cart's count); empty for none.
    pub badge: String,
    /// Whether it is the current one.
    pub selected: bool,
    /// For a screen reader.
    pub accessibility: String,
}

/// A sentence about the state of things.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Banner {
    /// How it is to be drawn.
    pub tone: Tone,
    /// The stable code behind it, if it is an error.
    pub code: Option<String>,
    /// The sentence.
    pub text: String,
    /// Label of the retry action; empty for none. The action is `Intent::Retry`.
    pub action: String,
}

/// How a message is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Plain.
    Info,
    /// Good news.
    Success,
    /// Take note.
    Warning,
    /// Something is wrong.
    Error,
}

/// A passing message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Label of `Intent::Undo`; empty for none.
    pub undo: String,
    /// Label of `Intent::DismissToast`, for a screen reader.
    pub dismiss: String,
}

/// Where a named purchase stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PurchaseState {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: PurchasePhase,
    /// The order, when done.
    pub order: Option<String>,
}

/// How far a named purchase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchasePhase {
    /// Its products are looked for.
    Wanted,
    /// It is being bought.
    Open,
    /// Bought; the order is named.
    Done,
    /// What was bought before under this name is something else.
    Mismatch,
    /// Nothing was begun under this name yet.
    New,
}

/// A picture to ask for by `image(key, width, height)`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PictureRef {
    /// Opaque key.
    pub key: String,
    /// What it shows, for a screen reader.
    pub accessibility: String,
    /// ThumbHash for the first paint; empty if there is none.
    pub thumbhash: Vec<u8>,
}

/// A range of a title to highlight, in UTF-16 code units, as Kotlin, Swift's NSRange and a page count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range16 {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// A product in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductCard {
    /// Key for `OpenProduct`.
    pub key: String,
    /// Title.
    pub title: String,
    /// What of the title matched.
    pub highlights: Vec<Range16>,
    /// Brand; may be empty.
    pub brand: String,
    /// Price now.
    pub price: String,
    /// Regular price when there is a sale; else empty.
    pub was: String,
    /// `-20 %`, when there is a sale; else empty.
    pub badge: String,
    /// Sold out, few left; else empty.
    pub stock: String,
    /// Whether it can be bought.
    pub available: bool,
    /// Main picture.
    pub picture: Option<PictureRef>,
    /// The whole card in one sentence, for a screen reader.
    pub accessibility: String,
}

/// A state without content: what it means and what one can do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmptyState {
    /// Short.
    pub title: String,
    /// A sentence.
    pub body: String,
    /// Label of `Intent::Retry`; empty for none.
    pub action: String,
    /// The stable code behind it, if it is an error.
    pub code: Option<String>,
}

/// Home.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeScreen {
    /// What the empty search field says.
    pub search_hint: String,
    /// Label of emptying the search field, for a screen reader.
    pub clear_label: String,
    /// Heading above the categories.
    pub categories_title: String,
    /// Categories.
    pub categories: Vec<CategoryTile>,
    /// Heading above the deals.
    pub deals_title: String,
    /// Items on sale.
    pub deals: Vec<ProductCard>,
    /// Heading above the recently seen.
    pub recent_title: String,
    /// Recently seen, latest first.
    pub recent: Vec<ProductCard>,
    /// `Prices as of ...`; empty without a catalog.
    pub as_of: String,
    /// Whether something is being loaded.
    pub loading: bool,
    /// Shown instead of all when there is no catalog.
    pub empty: Option<EmptyState>,
    /// The markets the shop sells to, where the one in the settings is none of them: keys for `SetMarket`.
    pub served: Vec<ChoiceOption>,
}

/// A category on home.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryTile {
    /// Key for `OpenCategory`.
    pub key: String,
    /// Name.
    pub name: String,
    /// How many products.
    pub count: String,
    /// For a screen reader.
    pub accessibility: String,
    /// A product of it; the first categories have one.
    pub picture: Option<PictureRef>,
}

/// Search results or a category.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResultsScreen {
    /// What stands in the search field.
    pub words: String,
    /// What the empty search field says.
    pub search_hint: String,
    /// Label of emptying the search field, for a screen reader.
    pub clear_label: String,
    /// The category's name; empty for a search over all.
    pub category: String,
    /// `12 products`.
    pub count: String,
    /// How many rows there are in all.
    pub total: u32,
    /// Which of them the first of `rows` is.
    pub first: u32,
    /// The rows of the window asked for.
    pub rows: Vec<ProductCard>,
    /// `Prices as of ...`.
    pub as_of: String,
    /// Whether something is being loaded.
    pub loading: bool,
    /// When nothing was found.
    pub empty: Option<EmptyState>,
}

/// A label with a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// One product.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductScreen {
    /// Key of the item shown.
    pub key: String,
    /// Title.
    pub title: String,
    /// Brand; may be empty.
    pub brand: String,
    /// Price now.
    pub price: String,
    /// Regular price when there is a sale; else empty.
    pub was: String,
    /// Until when the sale holds; else empty.
    pub sale_until: String,
    /// What the price includes, and from when it is.
    pub price_note: String,
    /// In stock, few left, sold out.
    pub stock: String,
    /// What is known of delivery before the checkout.
    pub delivery: String,
    /// Description in plain text.
    pub description: String,
    /// Heading above the description.
    pub description_title: String,
    /// Pictures, the main one first.
    pub pictures: Vec<PictureRef>,
    /// Whether there is a model to look at.
    pub has_model: bool,
    /// Label of `OpenPreview`; empty without a model.
    pub preview_label: String,
    /// Heading above the variants; empty without variants.
    pub variants_title: String,
    /// The item and its siblings.
    pub variants: Vec<VariantChip>,
    /// Weight, material, origin and so on.
    pub facts: Vec<Fact>,
    /// Label of the cart button.
    pub add_label: String,
    /// Whether it can be bought at all.
    pub available: bool,
    /// Whether the button works; not while a payment is open.
    pub can_add: bool,
    /// `2 in your cart`; else empty.
    pub in_cart: String,
    /// The product's page at the merchant, to share.
    pub link: String,
    /// Label of that link.
    pub link_label: String,
    /// Shown instead of all when the product is not known.
    pub empty: Option<EmptyState>,
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
    /// Its picture.
    pub picture: Option<PictureRef>,
    /// For a screen reader.
    pub accessibility: String,
}

/// One product in three dimensions. Its pictures come from `Shop::frame`; while that gives none, `picture` is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreviewScreen {
    /// Key of the item shown.
    pub key: String,
    /// Title.
    pub title: String,
    /// Price now.
    pub price: String,
    /// Where it stands.
    pub phase: PreviewPhase,
    /// What there is to say: that it is being loaded, or why a still picture is shown. Its action is `Intent::Retry`.
    pub notice: Option<Banner>,
    /// The still picture.
    pub picture: Option<PictureRef>,
    /// What is seen and how large it is, for a screen reader.
    pub accessibility: String,
    /// How it is turned; empty while there is nothing to turn.
    pub hint: String,
    /// Whether it moves by itself: then frames are to be asked for until it no longer does.
    pub animating: bool,
    /// Heading above the variants; empty without variants.
    pub variants_title: String,
    /// The item and its siblings; keys for `PreviewVariant`.
    pub variants: Vec<VariantChip>,
    /// Width, height, depth, in the person's units; empty before the model is there.
    pub sizes: Vec<Fact>,
    /// Whether dimension lines are drawn.
    pub sizes_shown: bool,
    /// Label of `PreviewSize`; empty while there is nothing to measure.
    pub sizes_label: String,
    /// Labels of the dimension lines; empty without lines.
    pub labels: Vec<DimensionLabel>,
    /// Label of `PreviewReset`, also for a screen reader; empty while there is nothing to turn.
    pub reset_label: String,
    /// Label of turning it to the left, for those who do not drag: `PreviewDrag` to the left.
    pub left_label: String,
    /// Label of turning it to the right.
    pub right_label: String,
    /// Label of `PreviewZoom` above 1.
    pub closer_label: String,
    /// Label of `PreviewZoom` below 1.
    pub farther_label: String,
    /// Label of the cart button.
    pub add_label: String,
    /// Whether the button works.
    pub can_add: bool,
    /// `2 in your cart`; else empty.
    pub in_cart: String,
}

/// Where a preview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewPhase {
    /// The model is on its way.
    Loading,
    /// It can be turned.
    Ready,
    /// A still picture stands in for it.
    Still,
}

/// The size beside a dimension line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionLabel {
    /// The size.
    pub text: String,
    /// Which size, for a screen reader.
    pub accessibility: String,
    /// Where the middle of the text stands, from the picture's left edge (0) to its right (1), in every language.
    pub x: f32,
    /// From the picture's top (0) to its bottom (1).
    pub y: f32,
}

/// The cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartScreen {
    /// `3 items`.
    pub count: String,
    /// Lines in the order they were added.
    pub lines: Vec<CartLineRow>,
    /// Label of the sum.
    pub subtotal_label: String,
    /// The sum of the lines that can be bought, at present prices; empty if it cannot be told.
    pub subtotal: String,
    /// That shipping, tax and duty come at checkout.
    pub note: String,
    /// Label of the checkout button.
    pub checkout_label: String,
    /// Whether the button works.
    pub can_checkout: bool,
    /// Label of `AcceptCartPrices`; empty when no price changed.
    pub accept_label: String,
    /// When there is nothing in it.
    pub empty: Option<EmptyState>,
}

/// A line of the cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartLineRow {
    /// Key for `SetQuantity`, `RemoveLine` and `OpenProduct`.
    pub key: String,
    /// Title.
    pub title: String,
    /// What sets it apart (colour, size); may be empty.
    pub options: String,
    /// Price of one, now.
    pub price: String,
    /// Price of the line, now.
    pub line_total: String,
    /// How many.
    pub quantity: u32,
    /// How many, as text.
    pub quantity_text: String,
    /// Whether one more is possible.
    pub can_increase: bool,
    /// Dearer, cheaper, sold out; else empty.
    pub notice: String,
    /// How the notice is to be drawn.
    pub tone: Tone,
    /// Picture.
    pub picture: Option<PictureRef>,
    /// The whole line in one sentence, for a screen reader.
    pub accessibility: String,
    /// Label of plus, for a screen reader.
    pub more_label: String,
    /// Label of minus, for a screen reader.
    pub less_label: String,
    /// Label of remove, for a screen reader.
    pub remove_label: String,
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
    /// It is not known whether the payment went through.
    Unknown,
    /// Bought.
    Confirmed,
    /// The session ended without a purchase.
    Ended,
}

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
    /// Heading of delivery.
    pub delivery_title: String,
    /// Delivery choices in the merchant's order.
    pub delivery: Vec<DeliveryRow>,
    /// Lines in the merchant's order.
    pub lines: Vec<Fact>,
    /// Totals in the merchant's order.
    pub totals: Vec<TotalRow>,
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
    /// Label of that.
    pub continue_label: String,
    /// Label of Pay, with the amount.
    pub pay_label: String,
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
}

/// What stands above all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// How it is to be drawn.
    pub tone: Tone,
    /// Stable code, if it is an error.
    pub code: Option<String>,
    /// Short.
    pub title: String,
    /// A sentence or two.
    pub body: String,
}

/// One field of the buyer form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormField {
    /// Which one, for `EditBuyer`; as JSON UCP's name of it.
    pub field: BuyerField,
    /// Its label.
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

/// A delivery choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeliveryRow {
    /// Key for `ChooseDelivery`.
    pub key: String,
    /// The merchant's title.
    pub title: String,
    /// The merchant's words; may be empty.
    pub description: String,
    /// Price.
    pub price: String,
    /// Whether it is chosen.
    pub selected: bool,
    /// For a screen reader.
    pub accessibility: String,
    /// The parcel that it is for, where there are several; else empty.
    pub parcel: String,
}

/// One total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalRow {
    /// The merchant's words, else ours for a type we know.
    pub label: String,
    /// Amount.
    pub amount: String,
    /// Whether it is the total of totals.
    pub grand: bool,
}

/// A sentence of the merchant's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageRow {
    /// How it is to be drawn.
    pub tone: Tone,
    /// The merchant's code.
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

/// A link to open in a browser.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkRow {
    /// Its words.
    pub title: String,
    /// Where to.
    pub url: String,
}

/// All orders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrdersScreen {
    /// Latest first.
    pub rows: Vec<OrderRow>,
    /// When there are none.
    pub empty: Option<EmptyState>,
}

/// An order in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderRow {
    /// Key for `OpenOrder`.
    pub key: String,
    /// `Order 1042`.
    pub title: String,
    /// Status in words.
    pub status: String,
    /// The status itself.
    pub status_key: OrderStatus,
    /// When it was placed.
    pub placed: String,
    /// Its total.
    pub total: String,
    /// `2 items`.
    pub items: String,
    /// The whole row in one sentence, for a screen reader.
    pub accessibility: String,
}

/// One order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderScreen {
    /// The merchant's id.
    pub key: String,
    /// `Order 1042`.
    pub heading: String,
    /// What must be said first: bought at another total, or other things than agreed.
    pub notice: Option<Notice>,
    /// Status in words.
    pub status: String,
    /// The status itself; none until the order has been read.
    pub status_key: Option<OrderStatus>,
    /// When it was placed.
    pub placed: String,
    /// Lines: title and amount.
    pub lines: Vec<Fact>,
    /// Totals in the merchant's order.
    pub totals: Vec<TotalRow>,
    /// Heading above the timeline.
    pub timeline_title: String,
    /// What happened, latest first.
    pub timeline: Vec<EventRow>,
    /// The order's page at the merchant; empty if none.
    pub link: String,
    /// Label of that link.
    pub link_label: String,
    /// When the order is not known.
    pub empty: Option<EmptyState>,
}

/// One event of an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// What happened.
    pub text: String,
    /// When.
    pub when: String,
    /// The merchant's words and tracking; may be empty.
    pub detail: String,
    /// Where to follow it; empty if nowhere.
    pub url: String,
}

/// Settings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingsScreen {
    /// The language setting.
    pub language: Choice,
    /// The market setting.
    pub market: Choice,
    /// The currency wish.
    pub currency: Choice,
    /// The time zone.
    pub time_zone: Choice,
    /// Heading of the buyer's data.
    pub buyer_title: String,
    /// The buyer's data in lines; empty if none is kept.
    pub buyer: Vec<String>,
    /// Label of `DeleteBuyer`; empty if none is kept.
    pub delete_label: String,
    /// Heading of what is known of the catalog.
    pub about_title: String,
    /// The catalog: date, number of products, source.
    pub about: Vec<Fact>,
    /// Label of `Refresh`.
    pub refresh_label: String,
    /// Heading of erasing everything.
    pub erase_title: String,
    /// What it erases, or that it must wait for a payment.
    pub erase_note: String,
    /// Label of `EraseEverything`, not confirmed: it asks, or takes the question back. Empty while it must wait.
    pub erase_label: String,
    /// Label of `EraseEverything`, confirmed; empty until it was asked.
    pub erase_confirm: String,
}

/// A setting with its choices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// What is set.
    pub title: String,
    /// A sentence on what it does; may be empty.
    pub note: String,
    /// The choices.
    pub options: Vec<ChoiceOption>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceOption {
    /// The value for the intent.
    pub key: String,
    /// Its words.
    pub label: String,
    /// Whether it is set.
    pub selected: bool,
}
