//! A show.

use tradewind_app::screen::{
    Banner, HoldView, LiveCardView, LiveComment, LivePhase, LiveReminder, LiveScreen, LiveVideo, PictureRef,
    ReportChoice, ReportField, ReportPanel, ReportRow, Tone,
};
use tradewind_app::{Countdown, LivePosition, LiveTick};

/// What a player says of itself: four times a second while it plays, and at once when it is stopped, stalls, is sought or begins.
#[uniffi::remote(Record)]
pub struct LivePosition {
    /// `LiveScreen.key`.
    pub show: String,
    /// The player's own time, in milliseconds from the begin of the first playlist that it was given.
    pub position_ms: u64,
    /// The programme date-time of the picture, in Unix milliseconds, where the player knows it.
    pub programme_ms: Option<i64>,
    /// How far the glass is behind that, in milliseconds; 0 where nobody knows.
    pub latency_ms: u64,
    /// Whether the picture moves.
    pub playing: bool,
    /// Whether it was played to its end, and the last of it is on the glass.
    pub ended: bool,
}

/// What changes each second.
#[uniffi::remote(Record)]
pub struct LiveTick {
    /// Of each held price that is known.
    pub countdowns: Vec<Countdown>,
}

/// What is left of a held price.
#[uniffi::remote(Record)]
pub struct Countdown {
    /// `HoldView.key`.
    pub key: String,
    /// `1:29 left`; empty once it is over.
    pub text: String,
    /// The same to be spoken, in whole minutes or seconds.
    pub spoken: String,
    /// How much of its time is left, in percent: for a bar.
    pub percent: u8,
    /// Whether it is over, or nobody knows: then no time is shown.
    pub over: bool,
}

/// A show. While it is shown, the shell tells where its player is by `Shop.livePosition`, four times a second and at each
/// stop, stall and seek.
#[uniffi::remote(Record)]
pub struct LiveScreen {
    /// Which show: for `Shop.livePosition`.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// `With Noor`; empty where nobody is named.
    pub host: String,
    /// Where it stands.
    pub phase: LivePhase,
    /// The same in a few words: `Live now`, when it starts, that it is a recording.
    pub state: String,
    /// Shown while there is no picture of the player's.
    pub poster: Option<PictureRef>,
    /// What the player plays; none before a show and where nothing is left to be seen.
    pub video: Option<LiveVideo>,
    /// The card that stands beside the picture now.
    pub card: Option<LiveCardView>,
    /// The comment that stands there now.
    pub comment: Option<LiveComment>,
    /// Heading above `earlier`; empty without it.
    pub earlier_title: String,
    /// What was shown before, latest first, each item once.
    pub earlier: Vec<LiveCardView>,
    /// What there is to say: no connection, the show is over or gone. With an action it is `Intent.Retry`.
    pub notice: Option<Banner>,
    /// Of a show that has not begun.
    pub reminder: Option<LiveReminder>,
    /// Label of `ReportShow`; empty while `report` is shown, and where no show is.
    pub report_label: String,
    /// The form by which it is reported to its merchant; none until it was asked for.
    pub report: Option<ReportPanel>,
    /// What was reported of it from this phone, latest first.
    pub reports: Vec<ReportRow>,
    /// Label of the player's play button, for a screen reader too.
    pub play_label: String,
    /// Label of its pause button.
    pub pause_label: String,
    /// What the player's sound is called: names the button that turns it on and off, pressed while it is on.
    pub sound_label: String,
    /// Label of going to the newest picture; empty where there is none to go to.
    pub edge_label: String,
    /// Label of the system's small window; empty where it is not offered.
    pub small_window_label: String,
    /// Label of turning captions on or off: `Intent.ShowCaptions`; empty where there are none.
    pub captions_label: String,
}

/// Where a show stands.
#[uniffi::remote(Enum)]
pub enum LivePhase {
    /// The merchant is being asked about it.
    Loading,
    /// It has not begun.
    Coming,
    /// It is on.
    Running,
    /// It is on, and the network is away: the player goes on with what it has.
    Paused,
    /// It has ended, with its picture still on the screen.
    Over,
    /// It is looked at again.
    Replay,
    /// There is no such show any more.
    Gone,
}

/// What a player plays.
#[uniffi::remote(Record)]
pub struct LiveVideo {
    /// Address of an HLS playlist. Another address is another player item: the player begins anew.
    pub playlist: String,
    /// Whether it is whole: then the player may seek freely.
    pub is_replay: bool,
    /// The moment to begin with, in Unix milliseconds (programme date-time); none for the newest, of a replay for the begin. It counts once, when
    /// the player is given `playlist`.
    pub begin: Option<i64>,
    /// BCP 47 language of the captions to choose; empty where there are none.
    pub captions_language: String,
    /// Whether they are shown.
    pub captions_shown: bool,
    /// Whether the picture may go on in the system's small window when the app is left.
    pub small_window: bool,
    /// What is to be seen, for a screen reader.
    pub accessibility: String,
}

/// An item that is shown in a show.
#[uniffi::remote(Record)]
pub struct LiveCardView {
    /// Key of the card: for `AddLiveCard`.
    pub key: String,
    /// Key of its product: for `OpenProduct`.
    pub product: String,
    /// Title in the merchant's words.
    pub title: String,
    /// The item's picture.
    pub picture: Option<PictureRef>,
    /// What it costs now.
    pub price: String,
    /// The price before, with a held price; else empty.
    pub was: String,
    /// How many are left, or that it is sold out; else empty.
    pub stock: String,
    /// That the offer of the show is over, with both prices where they differ; else empty.
    pub over: String,
    /// The price that is held for who takes it now.
    pub hold: Option<HoldView>,
    /// `2 in your cart`; else empty.
    pub in_cart: String,
    /// Label of `OpenCheckout`, once the item is in the cart and the checkout of all that is can be opened; else empty.
    pub checkout_label: String,
    /// Label of `OpenProduct`.
    pub open_label: String,
    /// Label of `AddLiveCard`.
    pub add_label: String,
    /// Whether that works.
    pub can_add: bool,
    /// The whole card in one sentence, for a screen reader. It does not count down.
    pub accessibility: String,
}

/// A comment that the host pinned.
#[uniffi::remote(Record)]
pub struct LiveComment {
    /// Whose; may be empty.
    pub author: String,
    /// The words.
    pub text: String,
    /// Both, for a screen reader.
    pub accessibility: String,
}

/// The reminder of a show that is to come. A shell keeps the system's notifications as this says: one with `key` while `is_on`, none
/// otherwise.
#[uniffi::remote(Record)]
pub struct LiveReminder {
    /// Name of the notification.
    pub key: String,
    /// Whether one is wished for.
    pub is_on: bool,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// The notification's heading.
    pub title: String,
    /// Its sentence.
    pub body: String,
    /// The link that it opens, for `OpenLink`.
    pub link: String,
    /// Label of `RemindOfShow`, which turns `is_on` round.
    pub label: String,
    /// When the person will be reminded; empty while it is off.
    pub note: String,
}

/// The form by which a show is reported to its merchant; where that takes no reports, what can be done instead.
#[uniffi::remote(Record)]
pub struct ReportPanel {
    /// Heading.
    pub title: String,
    /// Where the report goes and what it says; empty where there is no form.
    pub note: String,
    /// That the phone is offline, or that the merchant takes no reports.
    pub notice: Option<Banner>,
    /// Heading above `reasons`; empty with them.
    pub reasons_title: String,
    /// What is wrong, one of these.
    pub reasons: Vec<ReportChoice>,
    /// What may be written.
    pub fields: Vec<ReportField>,
    /// The statement that it is in good faith, to be switched on and off.
    pub good_faith: Option<ReportChoice>,
    /// What is missing before it can be sent; else empty.
    pub missing: String,
    /// Label of `SendReport`; empty where there is no form.
    pub send_label: String,
    /// Whether that works.
    pub can_send: bool,
    /// Label of `ReportShow`, not shown.
    pub leave_label: String,
    /// Where the merchant can be told instead; empty where there is a form.
    pub link: String,
    /// Label of `link`.
    pub link_label: String,
}

/// Something that is chosen in a report.
#[uniffi::remote(Record)]
pub struct ReportChoice {
    /// Name of its field: for `EditReport`.
    pub field: String,
    /// What `EditReport` puts there when this is pressed.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}

/// Something that is written in a report.
#[uniffi::remote(Record)]
pub struct ReportField {
    /// Name of the field: for `EditReport`.
    pub field: String,
    /// Its label.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// What it is for; may be empty.
    pub note: String,
}

/// A report that was sent from this phone.
#[uniffi::remote(Record)]
pub struct ReportRow {
    /// Tells rows apart.
    pub key: String,
    /// What was reported, and when.
    pub text: String,
    /// Where it stands: on its way, received with the merchant's number, or refused.
    pub detail: String,
    /// How `detail` is to be drawn.
    pub tone: Tone,
}
