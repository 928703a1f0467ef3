//! Answers that cannot be written down: they hold while the app runs, it is said, and it is tried again.

use super::{LINK, agreed, choose, open, settle};
use crate::kernel::effects::{Effect, Outcome, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::now::Now;
use crate::kernel::testing::{AT, Given, id};
use tradewind_domain::{Code, ItemId};
use tradewind_person::{Answer, Purpose};

fn full() -> Outcome {
    Outcome::ConsentKept(Err(Fault::new(Code::DiskFull)))
}

/// Writes down that measuring campaigns is refused, and that nothing is kept.
fn keeps_the_no(effect: &Effect) -> bool {
    let Effect::Person(PersonOp::KeepConsent { answers, touches, attributed, .. }) = effect else {
        return false;
    };
    let no =
        answers.iter().any(|one| one.purpose == Purpose::MeasureCampaigns && one.answer == Answer::Refused);
    no && touches.is_empty() && attributed.is_empty()
}

/// A person who agreed, came by a link, and took it back on a full disk.
fn withdrawn() -> Given {
    agreed(Purpose::MeasureCampaigns)
        .when(open(LINK))
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .told(full())
}

#[test]
fn a_withdrawal_holds_and_is_said_and_tried_again_until_it_is_written_down() {
    let mut given = withdrawn()
        .asks(|effect| matches!(effect, Effect::Log(_)))
        .knows(|model| {
            assert!(!model.consent.allows(Purpose::MeasureCampaigns) && model.consent.touches.is_empty());
        })
        .sees(|snapshot| {
            assert_eq!(snapshot.banners[0].code.as_deref(), Some("DISK_FULL"));
            assert!(snapshot.banners[0].text.contains("stays off"), "{}", snapshot.banners[0].text);
        });
    let later = |seconds: f64| Now { seconds: AT.seconds + seconds, ..AT };
    assert!(settle(&mut given.model, later(29.0)).is_empty());
    assert!(settle(&mut given.model, later(30.0)).iter().any(keeps_the_no));
    assert!(settle(&mut given.model, later(90.0)).is_empty(), "it is being tried");
    given
        .told(full())
        .when(Intent::Retry)
        .asks(keeps_the_no)
        .told(Outcome::ConsentKept(Ok(())))
        .sees(|snapshot| assert!(snapshot.banners.is_empty(), "{:?}", snapshot.banners))
        .when(Intent::Retry)
        .asks_nothing(|effect| matches!(effect, Effect::Person(PersonOp::KeepConsent { .. })));
}

#[test]
fn erasing_everything_leaves_nothing_to_be_tried_again() {
    withdrawn()
        .told(Outcome::Erased(Ok(())))
        .knows(|model| assert!(model.consent.unkept.is_none() && model.consent.answers().is_empty()));
}

#[test]
fn what_was_seen_is_forgotten_at_the_next_try_where_it_could_not_be() {
    let keeps = |wanted: Vec<ItemId>| move |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepConsent { seen, .. }) if *seen == wanted);
    let deleted = || {
        let given = Given::a_shop().with(|model| model.recent = vec![id("red")]);
        given.when(Intent::DeleteViewed).told(full())
    };
    deleted().when(Intent::Retry).asks(keeps(Vec::new()));
    // Also where another one was seen meanwhile.
    let seen = deleted().with(|model| model.recent = vec![id("blue")]);
    seen.when(Intent::Retry).asks(keeps(vec![id("blue")]));
}

#[test]
fn what_was_never_read_is_not_written_over() {
    let keeps = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepConsent { .. }));
    withdrawn().with(|model| model.loaded = false).when(Intent::Retry).asks_nothing(keeps);
    withdrawn().when(Intent::Retry).asks(keeps);
}
