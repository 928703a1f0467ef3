//! What systems say of whether a person is to be tracked.

use super::{LINK, agreed, choose, open, writes};
use crate::kernel::effects::{Effect, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, shown};
use tradewind_person::Purpose;

#[test]
fn the_systems_own_setting_is_a_no_as_well_and_named_as_what_it_is() {
    let denied = |denied| Intent::TrackingDenied { denied };
    agreed(Purpose::MeasureCampaigns)
        .when(open(LINK))
        .when(denied(true))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if all.is_empty()))
        .when(Intent::GlobalPrivacyControl { on: false })
        .when(open(LINK))
        .asks_nothing(writes)
        .knows(|model| assert!(!model.consent.allows(Purpose::MeasureCampaigns)))
        .when(Intent::OpenTab { tab: Tab::Settings })
        .screen(|screen| {
            let since = &shown!(Settings, screen).consent.switches[0].since;
            assert!(
                since.contains("tracking setting") && !since.contains("Global Privacy Control"),
                "{since}"
            );
        })
        // Nobody says so any more: it stays off, and nobody is named who may not have said it.
        .when(denied(false))
        .screen(|screen| {
            let since = &shown!(Settings, screen).consent.switches[0].since;
            assert!(since.contains("asked not to be tracked") && !since.contains('('), "{since}");
        })
        .knows(|model| assert!(!model.consent.allows(Purpose::MeasureCampaigns)));
    // Said again at each return to the front: a yes that is given meanwhile counts.
    Given::a_shop()
        .when(denied(true))
        .when(choose(Purpose::MeasureCampaigns, "granted"))
        .when(denied(true))
        .effects([])
        .knows(|model| assert!(model.consent.allows(Purpose::MeasureCampaigns)))
        .when(denied(false))
        .knows(|model| assert!(!model.host.says_no()));
}
