//! What stands round every screen: the snapshot, tabs, banners, the toast.

use tradewind_app::Tab;
use tradewind_app::screen::{
    Banner, BannerAnswer, Direction, LiveReminder, Notice, Screen, Snapshot, TabItem, Toast, Tone,
};

/// The app as it is to be drawn now. A later revision replaces an earlier one whole.
#[uniffi::remote(Record)]
pub struct Snapshot {
    /// Grows by at least one with each change.
    pub revision: u64,
    /// BCP 47 language of all words of ours in it.
    pub language: String,
    /// Direction in which the layout runs, by `language`.
    pub direction: Direction,
    /// The screen's heading.
    pub title: String,
    /// Whether a way back exists.
    pub can_go_back: bool,
    /// Label of the back button.
    pub back_label: String,
    /// What a screen reader calls the tab bar.
    pub tabs_label: String,
    /// The tabs, in the order they are shown.
    pub tabs: Vec<TabItem>,
    /// Plain sentences about the state of things, most important first.
    pub banners: Vec<Banner>,
    /// A passing message with at most one action.
    pub toast: Option<Toast>,
    /// In how many seconds the app wants time in the background to look how payments and shows stand, once it has left the screen; 0 is at
    /// once, none is no time. In that time `Intent.LookAgain` is sent.
    pub look_again: Option<u32>,
    /// How often it was looked since the start. What `Intent.LookAgain` asked for is done in the first snapshot in which this has grown and
    /// `look_again` is not 0.
    pub looks: u32,
    /// What to say in a notification, because it happened while nobody saw the screen. It stays until somebody does.
    pub news: Option<Notice>,
    /// Whether the store is to be asked what led to this install: on the first start alone, until `Intent.InstallReferrer` says it. A
    /// system whose store tells nobody leaves it.
    pub wants_referrer: bool,
    /// Reminders of shows as the system is to keep them, whichever screen is shown, also in time that is given in the background. One of the
    /// same key takes the place of the one before; one that is not on is taken back.
    pub reminders: Vec<LiveReminder>,
    /// What is drawn under the heading.
    pub screen: Screen,
}

/// From the core's one list of screens.
macro_rules! mirror {
    ($($(#[$doc:meta])* $name:ident($content:ident)),+ $(,)?) => {
        /// What is drawn under the heading: one variant a screen.
        #[uniffi::remote(Enum)]
        pub enum Screen {
            $(
                $(#[$doc])*
                $name {
                    /// What is on it.
                    content: tradewind_app::screen::$content,
                },
            )+
        }
    };
}

tradewind_app::with_screens!(mirror);

/// Direction in which a layout runs.
#[uniffi::remote(Enum)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// One tab of the tab bar.
#[uniffi::remote(Record)]
pub struct TabItem {
    /// The tab this item selects.
    pub tab: Tab,
    /// Visible label, in `language`.
    pub label: String,
    /// A short text on it (the cart's count); empty for none.
    pub badge: String,
    /// Whether it is the current one.
    pub selected: bool,
    /// For a screen reader.
    pub accessibility: String,
}

/// A sentence about the state of things.
#[uniffi::remote(Record)]
pub struct Banner {
    /// How it is to be drawn.
    pub tone: Tone,
    /// The stable code behind it, if it is an error.
    pub code: Option<String>,
    /// One sentence, localized.
    pub text: String,
    /// Label of the retry action; empty for none. The action is `Intent.Retry`.
    pub action: String,
    /// Answers to what is asked, of equal weight; empty where nothing is.
    pub answers: Vec<BannerAnswer>,
}

/// An answer to what a banner asks. It is given by `ChooseSetting`.
#[uniffi::remote(Record)]
pub struct BannerAnswer {
    /// Its label.
    pub label: String,
    /// The setting that it chooses.
    pub setting: String,
    /// The value for `ChooseSetting`.
    pub key: String,
}

/// How a message is to be drawn.
#[uniffi::remote(Enum)]
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

/// A passing message.
#[uniffi::remote(Record)]
pub struct Toast {
    /// One sentence, in `language`.
    pub text: String,
    /// Label of `Intent.Undo`; empty for none.
    pub undo: String,
    /// Label of `Intent.DismissToast`, for a screen reader.
    pub dismiss: String,
}
