//! Everything a person or the system can do to the app. An intent never answers; the next snapshot does.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use tradewind_domain::address::BuyerField;
use tradewind_ports::WalletAnswer;

/// One thing done. Keys are the opaque ones of a snapshot; a key that no longer means anything is ignored. Scenarios
/// write intents as data (`search = { words = "mug" }`); a wallet's answer cannot be written, it comes from a wallet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Intent {
    // Going places
    /// Opens one of the tabs at its root.
    OpenTab(Tab),
    /// Goes back one screen; at a tab's root nothing happens.
    Back,
    /// Opens a category's products.
    OpenCategory {
        /// Key of a category tile.
        key: String,
    },
    /// Opens a product.
    OpenProduct {
        /// Key of a product card.
        key: String,
    },
    /// Opens an order.
    OpenOrder {
        /// Key of an order row.
        key: String,
    },
    /// Opens the checkout for what is in the cart.
    OpenCheckout,
    /// A link from outside (deep link, https link, QR). Shows something or a plain error; never acts.
    OpenLink {
        /// The link as received.
        url: String,
    },

    // Finding
    /// What stands in the search field now, at each key stroke.
    Search {
        /// The words so far.
        words: String,
    },
    /// Which rows of a long list are wanted.
    Window {
        /// First row, from 0.
        first: u32,
        /// How many, at most 100.
        count: u32,
    },

    // The product and the cart
    /// Shows another colour or size of the product.
    ChooseVariant {
        /// Key of a variant.
        key: String,
    },
    /// Puts the shown product into the cart.
    AddToCart {
        /// How many.
        quantity: u32,
    },
    /// Sets how many of a line; 0 removes it.
    SetQuantity {
        /// Key of a cart line.
        key: String,
        /// 0 to 999.
        quantity: u32,
    },
    /// Takes a line out; can be undone.
    RemoveLine {
        /// Key of a cart line.
        key: String,
    },
    /// Undoes the last removal, while its toast stands.
    Undo,
    /// Accepts the present prices of lines that changed.
    AcceptCartPrices,

    // The preview
    /// Shows the product in three dimensions.
    OpenPreview,
    /// A finger moved over the picture, in heights of the picture: to the right and down.
    PreviewDrag {
        /// To the right.
        dx: f32,
        /// Down.
        dy: f32,
    },
    /// The finger was lifted while it moved, in heights of the picture a second.
    PreviewRelease {
        /// To the right.
        vx: f32,
        /// Down.
        vy: f32,
    },
    /// Two fingers moved apart or together.
    PreviewZoom {
        /// Above 1 comes closer, below goes away.
        factor: f32,
    },
    /// Back to the first look.
    PreviewReset,
    /// Shows another version of the product, which then is the one for the cart.
    PreviewVariant {
        /// Key of a variant.
        key: String,
    },
    /// Shows or hides the dimension lines.
    PreviewSize {
        /// Whether they are shown.
        shown: bool,
    },

    // The checkout
    /// What stands in a field of the buyer form now.
    EditBuyer {
        /// Which field.
        field: BuyerField,
        /// Its text.
        value: String,
    },
    /// Sends the buyer form to the merchant.
    SubmitBuyer,
    /// Shows the buyer form again.
    ChangeBuyer,
    /// Forgets the buyer's data on this phone.
    DeleteBuyer,
    /// Erases everything that this app keeps on this phone. Asks first: not confirmed it shows or hides the question.
    EraseEverything {
        /// Whether the person has answered the question with yes.
        confirmed: bool,
    },
    /// Chooses a delivery option.
    ChooseDelivery {
        /// Key of a delivery row.
        key: String,
    },
    /// Adds a discount code.
    AddCode {
        /// The code as typed.
        code: String,
    },
    /// Takes a discount code away.
    RemoveCode {
        /// Key of an applied code.
        key: String,
    },
    /// Accepts a changed price or currency.
    AcceptPrice,
    /// Pays what the button says. Written as `pay` alone it names no method.
    Pay {
        /// Key of one of the screen's payment methods; without one the merchant's first is taken that there is a wallet for.
        #[serde(default)]
        method: Option<String>,
    },
    /// The wallet's answer, from the host.
    #[serde(skip_deserializing)]
    WalletAnswered {
        /// Which sheet.
        sheet: String,
        /// What came of it.
        answer: WalletAnswer,
    },
    /// Puts a payment aside that nobody answers for, where the screen offers it.
    PutAside,
    /// Tries again what failed; in a checkout that is continued in a browser: asks what became of it.
    Retry,
    /// Leaves a finished checkout.
    Done,

    // Settings: four separate ones
    /// The language of the app's words.
    SetLanguage {
        /// BCP 47.
        language: String,
    },
    /// The market to shop in.
    SetMarket {
        /// ISO 3166-1 alpha-2.
        market: String,
    },
    /// The currency wished for; prices stay what the merchant says.
    SetCurrency {
        /// ISO 4217.
        currency: String,
    },
    /// The time zone dates are shown in.
    SetTimeZone {
        /// IANA name.
        zone: String,
    },
    /// Asks the merchant for a newer catalog and for news of orders.
    Refresh,
    /// Takes the toast away.
    DismissToast,

    // Facts the system pushes in
    /// The network came or went.
    Connectivity {
        /// Whether there is one.
        online: bool,
    },
    /// The system's preferred languages changed; a language chosen in settings stays.
    Locales {
        /// BCP 47, most preferred first.
        preferred: Vec<String>,
    },
    /// Memory is short.
    MemoryWarning,
    /// The app came to the front or left it.
    Foreground {
        /// Whether it is in front.
        active: bool,
    },

    /// How long the person needs for a passing message, as the system's accessibility settings say.
    ReadingTime {
        /// In seconds; 0 for the usual time.
        seconds: u32,
    },

    /// Goes on with the named purchase, whatever its item is: finishes it, or reports that it is done or was never begun.
    ResumePurchase {
        /// The purchase's name in the person's file.
        name: String,
        /// How many.
        quantity: u32,
    },
    /// Begins or resumes a named purchase of one item: journalled before the cart is touched, so that a run after
    /// a kill finishes it or reports that it is done.
    BeginPurchase {
        /// The purchase's name in the person's file.
        name: String,
        /// The item.
        item: String,
        /// How many.
        quantity: u32,
    },
}

impl<'de> Deserialize<'de> for Intent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut written = serde_json::Value::deserialize(from)?;
        // Scenario files and pages wrote it so before there was a choice.
        if written == "pay" {
            written = serde_json::json!({ "pay": {} });
        }
        // The derived one, which `remote` makes a function of the type beside the trait's.
        Self::deserialize(written).map_err(D::Error::custom)
    }
}

/// The four tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Categories, deals, search.
    Home,
    /// The cart, and the checkout on top of it.
    Cart,
    /// Orders.
    Orders,
    /// Settings.
    Settings,
}

impl Tab {
    /// In the order they are shown.
    pub const ALL: [Tab; 4] = [Tab::Home, Tab::Cart, Tab::Orders, Tab::Settings];
}
