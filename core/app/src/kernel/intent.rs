//! Everything a person or the system can do to the app: the one list, and which feature takes each. An intent never answers; the
//! next snapshot does.

use crate::features::cart::{intent::CartIntent, update as cart};
use crate::features::checkout::{intent::CheckoutIntent, update as checkout};
use crate::features::erase::{intent::EraseIntent, update as erase};
use crate::features::home::{intent::HomeIntent, update as home};
use crate::features::links::{installed, intent::LinksIntent, update as links};
use crate::features::live::{intent::LiveIntent, update as live};
use crate::features::orders::{intent::OrdersIntent, update as orders};
use crate::features::preview::{intent::PreviewIntent, update as preview};
use crate::features::product::{intent::ProductIntent, update as product};
use crate::features::proposal::{intent::ProposalIntent, update as proposal};
use crate::features::purchase::{intent::PurchaseIntent, update as purchase};
use crate::features::search::{intent::SearchIntent, update as search};
use crate::features::settings::{intent::SettingsIntent, update as settings};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::system::{self, SystemIntent};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use tradewind_domain::address::BuyerField;
use tradewind_payments::hand_off::return_id;
use tradewind_ports::WalletAnswer;

/// Hands the list of intents to a macro, so that nothing lists them a second time: here it becomes [`Intent`], in the
/// bindings what phones send. A type that a field names is looked up where the macro is used. `serde` is for
/// intents written as data.
#[macro_export]
macro_rules! with_intents {
    ($callback:ident) => {
        $callback! {
            // Going places
            /// Opens one of the tabs at its root.
            #[serde(deserialize_with = "Deserialize::deserialize")]
            OpenTab { /** The tab to show; the shown one goes to its first screen. */ tab: Tab },
            /// Goes back one screen; at a tab's root nothing happens.
            Back,
            /// Opens a category's products.
            OpenCategory { /** Key of a category tile. */ key: String },
            /// Opens a product.
            OpenProduct { /** Key of a product card. */ key: String },
            /// Opens an order.
            OpenOrder { /** Key of an order row. */ key: String },
            /// Opens the checkout for what is in the cart.
            OpenCheckout,
            /// A link from outside (deep link, https link, words that were shared with one in them). Shows something or a plain
            /// error; never acts.
            OpenLink { /** The text as received. */ url: String },
            /// A code that the person typed, pasted or had scanned. As `OpenLink`; and of what a camera read on a package the bar
            /// code's number counts, whoever's host its link names.
            OpenCode { /** The text as typed or read. */ text: String, /** Whether a camera read it. */ scanned: bool },
            /// What the store says led to this install (Google Play's install referrer), where the snapshot's `wants_referrer` asks
            /// for it. Read as `OpenLink`, once; it leads nowhere where the person went on meanwhile.
            InstallReferrer { /** As the store gives it; empty where it says nothing. */ text: String },

            // Finding
            /// What stands in the search field now, at each key stroke.
            Search { /** The words so far. */ words: String },
            /// Which rows of a long list are wanted.
            Window { /** First row, from 0. */ first: u32, /** How many, at most 100. */ count: u32 },

            /// Puts results in the order of what each comes to at the door, or of how well it matches.
            SortByDoor { /** Whether by the door. */ on: bool },

            // The product and the cart
            /// Shows another colour or size of the product.
            ChooseVariant { /** Key of a variant. */ key: String },
            /// Shows what of the shown product would be shared, or takes that away. The system's sheet is the host's.
            ShareProduct { /** Whether it is shown. */ shown: bool },
            /// Puts the shown product into the cart.
            AddToCart { /** Units, 1 to 999. */ quantity: u32 },
            /// Sets how many of a line; 0 removes it.
            SetQuantity { /** Key of a cart line. */ key: String, /** 0 to 999. */ quantity: u32 },
            /// Takes a line out; can be undone.
            RemoveLine { /** Key of a cart line. */ key: String },
            /// Undoes the last removal, or the last proposal that was added, while its toast stands.
            Undo,
            /// Accepts the present prices of lines that changed.
            AcceptCartPrices,

            /// Adds to the cart what a link proposes; can be undone. Nothing that lies in the cart is taken out or made less.
            AcceptProposal,
            /// Leaves what a link proposes.
            DeclineProposal,

            // The preview
            /// Shows the product in three dimensions.
            OpenPreview,
            /// A finger moved over the picture, in heights of the picture: to the right and down.
            PreviewDrag { /** Heights to the right. */ dx: f32, /** Heights down. */ dy: f32 },
            /// The finger was lifted while it moved, in heights of the picture a second.
            PreviewRelease { /** Heights a second to the right. */ vx: f32, /** Heights a second down. */ vy: f32 },
            /// Two fingers moved apart or together.
            PreviewZoom { /** Above 1 comes closer, below goes away. */ factor: f32 },
            /// Back to the first look.
            PreviewReset,
            /// Shows another version of the product, which then is the one for the cart.
            PreviewVariant { /** Key of a variant. */ key: String },
            /// Shows or hides the dimension lines.
            PreviewSize { /** Whether they are shown. */ shown: bool },

            // Shows
            /// Opens a show.
            OpenShow { /** Key of a row of home, or of a moment of an order. */ key: String },
            /// Puts one of what a card shows into the cart.
            AddLiveCard { /** Key of a card. */ key: String },
            /// Shows or hides the captions of shows.
            ShowCaptions { /** Whether they are shown. */ shown: bool },
            /// Shows what of a moment of the shown order would be shared, or takes that away. The system's sheet is the host's.
            ShareMoment { /** Key of a moment of an order. */ key: String, /** Whether it is shown. */ shown: bool },
            /// Wishes to be reminded of the show on the screen, or does not any more.
            RemindOfShow { /** Whether to be reminded; also false where the system allows no notification. */ on: bool },

            /// Shows the form by which the show on the screen is reported to its merchant, or leaves it.
            ReportShow { /** Whether it is shown. */ shown: bool },
            /// What stands in a field of the report now, or is chosen in it. What is not among its fields is refused.
            EditReport { /** The field's name. */ field: String, /** All that stands in it now, or the value of what is chosen. */ value: String },
            /// Sends the report to the merchant, and to nobody else.
            SendReport,

            // The checkout
            /// What stands in a field of the buyer form now.
            EditBuyer { /** The field that is written in. */ field: BuyerField, /** All that stands in it now. */ value: String },
            /// Sends the buyer form to the merchant.
            SubmitBuyer,
            /// Shows the buyer form again.
            ChangeBuyer,
            /// Shows the form for the billing address: `EditBuyer` and `SubmitBuyer` are of it then.
            ChangeBilling,
            /// The billing address is the one of delivery again.
            BillingAsDelivery,
            /// Forgets the buyer's data on this phone.
            DeleteBuyer,
            /// Forgets by which links the person came, and which orders the shop was told of it for.
            DeleteCampaigns,
            /// Forgets which products were seen on this phone.
            DeleteViewed,
            /// Erases everything that this app keeps on this phone. Asks first: not confirmed it shows or hides the question.
            EraseEverything { /** Whether the person has answered the question with yes. */ confirmed: bool },
            /// Chooses a delivery option.
            ChooseDelivery { /** Key of a delivery row. */ key: String },
            /// Chooses a term of payment.
            ChooseTerm { /** Key of a term's row. */ key: String },
            /// Adds a discount code.
            AddCode { /** The code as typed. */ code: String },
            /// Takes a discount code away.
            RemoveCode { /** Key of an applied code. */ key: String },
            /// Accepts a changed price or currency.
            AcceptPrice,
            /// Pays what the button says. Written as `pay` alone it names no method.
            Pay {
                /// Key of one of the screen's payment methods; without one the merchant's first is taken that there is a wallet for.
                method: Option<String>,
            },
            /// Puts a payment aside that nobody answers for, where the screen offers it.
            PutAside,
            /// Opens the payment's app or page again.
            OpenHandOff,
            /// Gives up a payment that waits for the person: the shop is told, and only its answer ends it.
            StopPayment,
            /// Gives up a voucher that is out: the shop is told, and only its answer ends it.
            GiveUpVoucher { /** Key of a voucher. */ key: String },
            /// The person came back by a link that begins with `tradewind://payment/return/`.
            PaymentReturned { /** The whole link. */ link: String },
            /// A payment method's own library answered.
            HandOffAnswered { /** Id of the hand-off. */ key: String, /** Its answer, as it is. */ text: String },
            /// The page in a surface said something.
            SurfaceSaid {
                /// Id of the hand-off.
                key: String,
                /// Origin of the page, as the web view gives it.
                origin: String,
                /// What it said, as text.
                text: String,
            },
            /// A surface is gone: closed by the person, or because its page failed.
            SurfaceClosed { /** Id of the hand-off. */ key: String },
            /// Tries again what failed; in a checkout that is continued in a browser: asks what became of it.
            Retry,
            /// Leaves a finished checkout.
            Done,

            // Settings
            /// Chooses an option of a setting. What is not among the settings or their values is refused.
            ChooseSetting { /** The setting's name. */ setting: String, /** Key of an option. */ value: String },
            // The first four settings, as scenarios and tools have named them from the beginning
            /// The language of the app's words.
            SetLanguage { /** BCP 47 tag, as `de`. */ language: String },
            /// The market to shop in.
            SetMarket { /** ISO 3166-1 alpha-2. */ market: String },
            /// The currency wished for; prices stay what the merchant says.
            SetCurrency { /** ISO 4217 code, as `EUR`. */ currency: String },
            /// The time zone dates are shown in.
            SetTimeZone { /** IANA name, as `Europe/Berlin`. */ zone: String },
            /// Asks the merchant for a newer catalog and for news of orders.
            Refresh,
            /// Takes the toast away.
            DismissToast,

            // Facts the system pushes in
            /// The network came or went.
            Connectivity { /** Whether there is one. */ online: bool },
            /// The system's preferred languages changed; a language chosen in settings stays.
            Locales { /** BCP 47, most preferred first. */ preferred: Vec<String> },
            /// Memory is short.
            MemoryWarning,
            /// The app came to the front or left it.
            Foreground { /** Whether it is in front. */ active: bool },
            /// The system gave time in the background, as the snapshot's `look_again` wished: payments and shows are looked at.
            LookAgain,
            /// A wallet became ready, or is not any more.
            PaymentMethodsChanged,
            /// The browser says whether this person is not to be tracked (Global Privacy Control). Neither Android nor iOS has such a
            /// setting.
            GlobalPrivacyControl { /** Whether it says so. */ on: bool },
            /// The system's own setting says whether apps may not track this person (App Tracking Transparency: denied or restricted).
            TrackingDenied { /** Whether it says so. */ denied: bool },

            /// How long the person needs for a passing message, as the system's accessibility settings say.
            ReadingTime { /** In seconds; 0 for the usual time. */ seconds: u32 },

            /// Goes on with the named purchase, whatever its item is: finishes it, or reports that it is done or was never begun.
            ResumePurchase { /** The purchase's name in the person's file. */ name: String, /** Units, 1 to 999. */ quantity: u32 },
            /// Begins or resumes a named purchase of one item: journalled before the cart is touched, so that a run after
            /// a kill finishes it or reports that it is done.
            BeginPurchase {
                /// The purchase's name in the person's file.
                name: String,
                /// The merchant's item id.
                item: String,
                /// Units, 1 to 999.
                quantity: u32,
            },
        }
    };
}

macro_rules! declare {
    ($($row:tt)*) => {
        /// One thing done. Keys are the opaque ones of a snapshot; a key that no longer means anything is ignored. Scenarios
        /// write intents as data (`search = { words = "mug" }`); a wallet's answer cannot be written, it comes from a wallet.
        #[derive(Debug, Clone, PartialEq, Deserialize, strum::IntoStaticStr)]
        #[serde(rename_all = "snake_case", remote = "Self")]
        #[strum(serialize_all = "snake_case")]
        pub enum Intent {
            $($row)*
            /// The wallet's answer, from the host.
            #[serde(skip_deserializing)]
            WalletAnswered {
                /// Id of the sheet, as its `WalletRequest` had it.
                sheet: String,
                /// What came of it.
                answer: WalletAnswer,
            },
        }
    };
}

with_intents!(declare);

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

/// Sorts an intent to its feature.
pub(crate) fn update(model: &mut Model, intent: Intent, at: Now) -> Effects {
    match intent {
        Intent::OpenTab { tab } => system::update(model, SystemIntent::OpenTab(tab), at),
        Intent::Back => system::update(model, SystemIntent::Back, at),
        Intent::Retry => system::update(model, SystemIntent::Retry, at),
        Intent::Refresh => system::update(model, SystemIntent::Refresh, at),
        Intent::DismissToast => system::update(model, SystemIntent::DismissToast, at),
        Intent::Connectivity { online } => system::update(model, SystemIntent::Connectivity { online }, at),
        Intent::Locales { preferred } => system::update(model, SystemIntent::Locales { preferred }, at),
        Intent::MemoryWarning => system::update(model, SystemIntent::MemoryWarning, at),
        Intent::Foreground { active } => system::update(model, SystemIntent::Foreground { active }, at),
        Intent::LookAgain => system::update(model, SystemIntent::LookAgain, at),
        Intent::PaymentMethodsChanged => system::update(model, SystemIntent::PaymentMethodsChanged, at),
        Intent::GlobalPrivacyControl { on } => {
            system::update(model, SystemIntent::GlobalPrivacyControl { on }, at)
        }
        Intent::TrackingDenied { denied } => {
            system::update(model, SystemIntent::TrackingDenied { denied }, at)
        }
        Intent::ReadingTime { seconds } => system::update(model, SystemIntent::ReadingTime { seconds }, at),

        // A way back to a payment is no link to something: it opens nothing.
        Intent::OpenLink { url: link } | Intent::OpenCode { text: link, .. }
            if return_id(&link).is_some() =>
        {
            checkout::update(model, CheckoutIntent::PaymentReturned { link })
        }
        Intent::OpenLink { url } => links::update(model, LinksIntent::Open { url }, at),
        Intent::OpenCode { text, scanned } => links::update(model, LinksIntent::Code { text, scanned }, at),
        Intent::InstallReferrer { text } => installed::update(model, text, at),
        Intent::OpenCategory { key } => home::update(model, HomeIntent::OpenCategory { key }),
        Intent::Search { words } => search::update(model, SearchIntent::Search { words }, at),
        Intent::Window { first, count } => search::update(model, SearchIntent::Window { first, count }, at),
        Intent::SortByDoor { on } => search::update(model, SearchIntent::SortByDoor { on }, at),

        Intent::OpenProduct { key } => product::update(model, ProductIntent::Open { key }, at),
        Intent::ChooseVariant { key } => product::update(model, ProductIntent::ChooseVariant { key }, at),
        Intent::ShareProduct { shown } => product::update(model, ProductIntent::Share { shown }, at),
        Intent::AddToCart { quantity } => product::update(model, ProductIntent::AddToCart { quantity }, at),

        Intent::OpenPreview => preview::update(model, PreviewIntent::Open, at),
        Intent::PreviewDrag { dx, dy } => preview::update(model, PreviewIntent::Drag { dx, dy }, at),
        Intent::PreviewRelease { vx, vy } => preview::update(model, PreviewIntent::Release { vx, vy }, at),
        Intent::PreviewZoom { factor } => preview::update(model, PreviewIntent::Zoom { factor }, at),
        Intent::PreviewReset => preview::update(model, PreviewIntent::Reset, at),
        Intent::PreviewVariant { key } => preview::update(model, PreviewIntent::ChooseVariant { key }, at),
        Intent::PreviewSize { shown } => preview::update(model, PreviewIntent::ShowSizes { shown }, at),

        Intent::OpenShow { key } => live::update(model, LiveIntent::Open { key }, at),
        Intent::AddLiveCard { key } => live::update(model, LiveIntent::Add { key }, at),
        Intent::ShowCaptions { shown } => live::update(model, LiveIntent::ShowCaptions { shown }, at),
        Intent::RemindOfShow { on } => live::update(model, LiveIntent::Remind { on }, at),
        Intent::ReportShow { shown } => live::update(model, LiveIntent::ReportShow { shown }, at),
        Intent::EditReport { field, value } => {
            live::update(model, LiveIntent::EditReport { field, value }, at)
        }
        Intent::SendReport => live::update(model, LiveIntent::SendReport, at),

        Intent::SetQuantity { key, quantity } => {
            cart::update(model, CartIntent::SetQuantity { key, quantity }, at)
        }
        Intent::RemoveLine { key } => cart::update(model, CartIntent::RemoveLine { key }, at),
        Intent::Undo => cart::update(model, CartIntent::Undo, at),
        Intent::AcceptCartPrices => cart::update(model, CartIntent::AcceptPrices, at),

        Intent::AcceptProposal => proposal::update(model, ProposalIntent::Accept, at),
        Intent::DeclineProposal => proposal::update(model, ProposalIntent::Decline, at),

        Intent::OpenCheckout => checkout::update(model, CheckoutIntent::Open),
        Intent::EditBuyer { field, value } => {
            checkout::update(model, CheckoutIntent::EditBuyer { field, value })
        }
        Intent::SubmitBuyer => checkout::update(model, CheckoutIntent::SubmitBuyer),
        Intent::ChangeBuyer => checkout::update(model, CheckoutIntent::ChangeBuyer),
        Intent::ChangeBilling => checkout::update(model, CheckoutIntent::ChangeBilling),
        Intent::BillingAsDelivery => checkout::update(model, CheckoutIntent::BillingAsDelivery),
        Intent::ChooseDelivery { key } => checkout::update(model, CheckoutIntent::ChooseDelivery { key }),
        Intent::ChooseTerm { key } => checkout::update(model, CheckoutIntent::ChooseTerm { key }),
        Intent::AddCode { code } => checkout::update(model, CheckoutIntent::AddCode { code }),
        Intent::RemoveCode { key } => checkout::update(model, CheckoutIntent::RemoveCode { key }),
        Intent::AcceptPrice => checkout::update(model, CheckoutIntent::AcceptPrice),
        Intent::Pay { method } => checkout::update(model, CheckoutIntent::Pay { method }),
        Intent::WalletAnswered { sheet, answer } => {
            checkout::update(model, CheckoutIntent::WalletAnswered { sheet, answer })
        }
        Intent::PutAside => checkout::update(model, CheckoutIntent::PutAside),
        Intent::Done => checkout::update(model, CheckoutIntent::Done),
        Intent::OpenHandOff => checkout::update(model, CheckoutIntent::OpenHandOff),
        Intent::StopPayment => checkout::update(model, CheckoutIntent::StopPayment),
        Intent::GiveUpVoucher { key } => checkout::update(model, CheckoutIntent::GiveUpVoucher { key }),
        Intent::PaymentReturned { link } => checkout::update(model, CheckoutIntent::PaymentReturned { link }),
        Intent::HandOffAnswered { key, text } => {
            checkout::update(model, CheckoutIntent::HandOffAnswered { key, text })
        }
        Intent::SurfaceSaid { key, origin, text } => {
            checkout::update(model, CheckoutIntent::SurfaceSaid { key, origin, text })
        }
        Intent::SurfaceClosed { key } => checkout::update(model, CheckoutIntent::SurfaceClosed { key }),

        Intent::OpenOrder { key } => orders::update(model, OrdersIntent::Open { key }),
        Intent::ShareMoment { key, shown } => orders::update(model, OrdersIntent::ShareMoment { key, shown }),

        Intent::ChooseSetting { setting, value } => choose(model, &setting, value, at),
        Intent::SetLanguage { language } => choose(model, "language", language, at),
        Intent::SetMarket { market } => choose(model, "market", market, at),
        Intent::SetCurrency { currency } => choose(model, "currency", currency, at),
        Intent::SetTimeZone { zone } => choose(model, "time_zone", zone, at),
        Intent::DeleteBuyer => settings::update(model, SettingsIntent::DeleteBuyer, at),
        Intent::DeleteCampaigns => settings::update(model, SettingsIntent::DeleteCampaigns, at),
        Intent::DeleteViewed => settings::update(model, SettingsIntent::DeleteViewed, at),
        Intent::EraseEverything { confirmed } => erase::update(model, EraseIntent::Everything { confirmed }),

        Intent::ResumePurchase { name, quantity } => {
            purchase::update(model, PurchaseIntent::Resume { name, quantity })
        }
        Intent::BeginPurchase { name, item, quantity } => {
            purchase::update(model, PurchaseIntent::Begin { name, item, quantity })
        }
    }
}

fn choose(model: &mut Model, setting: &str, value: String, at: Now) -> Effects {
    settings::update(model, SettingsIntent::Choose { setting: setting.to_owned(), value }, at)
}
