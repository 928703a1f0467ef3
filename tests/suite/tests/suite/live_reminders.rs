//! A reminder of a show to come, through the app: it moves with the show of the real sandbox, and goes with it.

use crate::person_shop::{Phone, World};
use tradewind_app::screen::{LivePhase, LiveReminder};
use tradewind_app::{Intent, Screen};
use tradewind_storefront::LiveDeed;
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

/// The one reminder that the system is to keep, once it is as wanted.
fn reminder(phone: &Phone, what: &str, fits: impl Fn(&LiveReminder) -> bool) -> LiveReminder {
    phone.see(what, |snapshot| snapshot.reminders.iter().find(|one| fits(one)).cloned())
}

#[test]
fn a_reminder_moves_with_its_show_and_is_withdrawn_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::with_show(&packs).expect("starts");
    let w = World { folder, merchant };
    let phone = w.phone();
    phone.see("the shows on home", |snapshot| match &snapshot.screen {
        Screen::Home { content: home } => home.live.iter().any(|row| row.key == "show-2").then_some(()),
        _ => None,
    });
    phone.shop.dispatch(Intent::OpenShow { key: "show-2".into() });
    phone.see("it is to come", |snapshot| match &snapshot.screen {
        Screen::Live { content: live } => (live.phase == LivePhase::Coming).then_some(()),
        _ => None,
    });
    phone.shop.dispatch(Intent::RemindOfShow { on: true });
    phone.shop.dispatch(Intent::Back);
    let before = reminder(&phone, "it is to be kept", |one| one.is_on);
    w.merchant.front.live_act("show-2", &LiveDeed::Move(7_200)).expect("the show takes it");
    // As in time that the system gives.
    phone.shop.dispatch(Intent::LookAgain);
    let moved = reminder(&phone, "it has moved", |one| one.is_on && one.at != before.at);
    assert!(moved.at > before.at && moved.key == before.key, "{moved:?}");
    phone.see("that is said", |snapshot| {
        snapshot.news.as_ref().filter(|news| news.body.contains("now starts")).map(|_| ())
    });
    w.merchant.front.live_act("show-2", &LiveDeed::Cancel).expect("the show takes it");
    phone.shop.dispatch(Intent::LookAgain);
    let gone = reminder(&phone, "it is taken back", |one| !one.is_on);
    assert_eq!(gone.key, before.key);
}
