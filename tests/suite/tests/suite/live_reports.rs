//! A show is reported through the app: the real sandbox takes the report once, also where the line was cut.

use crate::person_shop::{Phone, World};
use tradewind_app::screen::{LiveScreen, Tone};
use tradewind_app::{Intent, Screen};
use tradewind_storefront::LiveDeed;
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::with_show(&packs).expect("starts");
    World { folder, merchant }
}

fn sees<T>(phone: &Phone, what: &str, mut look: impl FnMut(&LiveScreen) -> Option<T>) -> T {
    phone.see(what, |snapshot| match &snapshot.screen {
        Screen::Live { content: live } => look(live),
        _ => None,
    })
}

/// The form of the running show, filled in.
fn filled(world: &World) -> Phone {
    let phone = world.phone();
    let show = phone.see("a show on home", |snapshot| match &snapshot.screen {
        Screen::Home { content: home } => home.live.iter().find(|row| row.running).map(|row| row.key.clone()),
        _ => None,
    });
    phone.shop.dispatch(Intent::OpenShow { key: show });
    sees(&phone, "a way to report", |live| (!live.report_label.is_empty()).then_some(()));
    phone.shop.dispatch(Intent::ReportShow { shown: true });
    let form = sees(&phone, "the form", |live| live.report.clone());
    let reason = form.reasons.last().expect("something else");
    let agree = form.good_faith.as_ref().expect("a statement");
    for (field, value) in [
        (reason.field.as_str(), reason.key.as_str()),
        (agree.field.as_str(), agree.key.as_str()),
        (form.fields[0].field.as_str(), "The mug was called handmade"),
    ] {
        phone.shop.dispatch(Intent::EditReport { field: field.into(), value: value.into() });
    }
    sees(&phone, "a whole form", |live| live.report.as_ref().filter(|form| form.can_send).map(|_| ()));
    phone
}

#[test]
fn a_report_is_taken_by_the_shop_and_its_number_is_shown() {
    let w = world();
    let phone = filled(&w);
    phone.shop.dispatch(Intent::SendReport);
    let row = sees(&phone, "a receipt", |live| {
        live.reports.first().filter(|row| row.tone == Tone::Success).cloned()
    });
    let reports = w.merchant.front.live_reports();
    let [report] = reports.as_slice() else { unreachable!("{reports:?}") };
    assert!(row.detail.contains(&report.receipt), "{row:?}");
    assert_eq!((report.reason.as_str(), report.contact.as_ref()), ("other", None));
    assert_eq!(report.words.as_deref(), Some("The mug was called handmade"));
}

#[test]
fn a_report_that_the_shop_cannot_take_now_is_delivered_later_once() {
    let w = world();
    let phone = filled(&w);
    w.merchant.front.live_act("show-1", &LiveDeed::Cut(2)).expect("the show takes it");
    phone.shop.dispatch(Intent::SendReport);
    sees(&phone, "it waits", |live| live.reports.first().filter(|row| row.tone == Tone::Info).map(|_| ()));
    sees(&phone, "a receipt", |live| {
        live.reports.first().filter(|row| row.tone == Tone::Success).map(|_| ())
    });
    assert_eq!(w.merchant.front.live_reports().len(), 1);
}
