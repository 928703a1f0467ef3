//! What is kept of links, told to the merchant and counted: nothing without consent.

use crate::kernel::attribution::{answer, arrived, count, opened, settle, told};
use crate::kernel::campaign::CampaignParts;
use crate::kernel::consent::{KEPT, WORDING};
use crate::kernel::effects::{Effect, Effects, Loaded, Outcome, PaymentOp, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::testing::{AT, Given, buyer, checkout, line, order, shown};
use std::collections::BTreeMap;
use std::time::Duration;
use tradewind_domain::{Code, Currency, Timestamp};
use tradewind_person::{Answer, Attributed, Consent, Purpose, Touch};

mod signals;
mod unkept;
mod withdrawal;

const DAY: i64 = 86_400_000;
const LINK: &str = "tradewind://p/red?utm_source=tiktok&utm_campaign=spring&ttclid=E.C.P.7";

fn open(link: &str) -> Intent {
    Intent::OpenLink { url: link.into() }
}

fn choose(purpose: Purpose, value: &str) -> Intent {
    Intent::ChooseSetting { setting: purpose.as_str().into(), value: value.into() }
}

fn agreed(purpose: Purpose) -> Given {
    Given::a_shop().when(choose(purpose, "granted"))
}

/// Parts of a link of a creator whose signature was good.
fn of_creator(token: &str) -> CampaignParts {
    let campaign = [("utm_source".to_owned(), "feed".to_owned())].into();
    CampaignParts { campaign, creator: Some(token.to_owned()) }
}

fn later(days: i64) -> Now {
    Now { now: Timestamp(AT.now.0 + days * DAY), seconds: AT.seconds }
}

fn touch(at: i64, source: &str) -> Touch {
    let at = Timestamp(AT.now.0 + at);
    let campaign = BTreeMap::from([("utm_source".to_owned(), source.to_owned())]);
    Touch { at, until: at.after(KEPT), seen: at, campaign, creator: None }
}

fn yes(purpose: Purpose, wording: u32) -> Consent {
    Consent { purpose, answer: Answer::Granted, at: AT.now, wording }
}

fn writes(effect: &Effect) -> bool {
    matches!(effect, Effect::Person(PersonOp::SaveTouches(_) | PersonOp::SaveConsent(_)))
}

fn names(model: &Model) -> Vec<(String, String)> {
    told(model).iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// An app whose checkout has told of a campaign.
fn told_once() -> Given {
    agreed(Purpose::MeasureCampaigns)
        .when(open(LINK))
        .with(|model| {
            model.buyer = buyer();
            model.features.cart.lines = vec![line("red", 1, Currency::EUR)];
        })
        .when(Intent::OpenCheckout)
}

fn ready(given: Given) -> Given {
    let ticket = given.model.features.checkout.ticket;
    let checkout = Box::new(checkout("red", 100));
    given.told(Outcome::CheckoutReady { ticket, checkout, host: None })
}

#[test]
fn without_an_answer_nothing_is_kept_and_the_person_is_asked() {
    Given::a_shop().when(open(LINK)).asks_nothing(writes).sees(|snapshot| {
        let question = &snapshot.banners[0];
        let answers: Vec<_> = question.answers.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(answers, ["refused", "granted"]);
        assert!(question.answers.iter().all(|one| one.setting == "measure_campaigns"));
    });
}

#[test]
fn a_no_lets_go_of_it_and_is_not_asked_about_again() {
    Given::a_shop()
        .when(open(LINK))
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveConsent(one)) if one.answer == Answer::Refused))
        .knows(|model| assert!(model.consent.waiting.is_none() && model.consent.touches.is_empty()))
        .when(open(LINK))
        .asks_nothing(writes)
        .knows(|model| assert!(model.consent.waiting.is_none() && names(model).is_empty()))
        .sees(|snapshot| assert!(snapshot.banners.iter().all(|banner| banner.answers.is_empty())));
}

#[test]
fn a_yes_keeps_the_link_that_was_asked_about_for_thirty_days() {
    let given = Given::a_shop().when(open(LINK)).when(choose(Purpose::MeasureCampaigns, "granted"));
    let kept = given.model.consent.touches.clone();
    assert_eq!((kept[0].at, kept[0].until), (AT.now, AT.now.after(Duration::from_secs(30 * 86_400))));
    given.asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if *all == kept)).knows(
        |model| {
            let all = ["ttclid", "utm_campaign", "utm_source"].map(str::to_owned);
            assert_eq!(names(model).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), all);
        },
    );
}

#[test]
fn what_is_neither_yes_nor_no_is_refused_and_each_purpose_stands_alone() {
    Given::a_shop()
        .when(choose(Purpose::PersonalRanking, "on"))
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
    agreed(Purpose::PersonalRanking).knows(|model| {
        assert!(!model.consent.allows(Purpose::MeasureCampaigns));
        assert!(!model.consent.allows(Purpose::RewardCreators));
    });
}

#[test]
fn a_creator_is_asked_about_after_the_campaign_and_is_one_link_with_it() {
    let mut given = Given::a_shop();
    let effects = arrived(&mut given.model, of_creator("mia"), AT);
    assert_eq!(effects, Effects::new());
    given
        .when(choose(Purpose::MeasureCampaigns, "granted"))
        .sees(|snapshot| assert_eq!(snapshot.banners[0].answers[0].setting, "reward_creators"))
        .when(choose(Purpose::RewardCreators, "granted"))
        .knows(|model| {
            assert_eq!(model.consent.touches.len(), 1);
            assert_eq!(names(model), [pair("tw_by", "mia"), pair("utm_source", "feed")]);
        });
}

#[test]
fn each_purpose_keeps_its_own_part_alone() {
    let mut given = agreed(Purpose::RewardCreators).when(choose(Purpose::MeasureCampaigns, "refused"));
    arrived(&mut given.model, of_creator("mia"), AT);
    assert_eq!(names(&given.model), [pair("tw_by", "mia")]);
    given.when(choose(Purpose::RewardCreators, "refused")).knows(|model| {
        assert!(model.consent.touches.is_empty());
    });
}

#[test]
fn the_first_link_stays_and_the_latest_takes_the_place_of_the_one_before() {
    let mut given = agreed(Purpose::MeasureCampaigns);
    for (day, source) in ["first", "second", "third"].into_iter().enumerate() {
        let parts =
            CampaignParts { campaign: [("utm_source".to_owned(), source.into())].into(), creator: None };
        arrived(&mut given.model, parts, later(i64::try_from(day).expect("small")));
    }
    assert_eq!(names(&given.model), [pair("first_utm_source", "first"), pair("utm_source", "third")]);
    // The first one is over before the latest: that is both then.
    assert!(!settle(&mut given.model, later(30)).is_empty());
    assert_eq!(names(&given.model), [pair("utm_source", "third")]);
    settle(&mut given.model, later(32));
    assert!(names(&given.model).is_empty());
}

#[test]
fn a_clock_that_is_set_back_keeps_nothing_for_longer() {
    let mut given = agreed(Purpose::MeasureCampaigns).when(open(LINK));
    assert_eq!(settle(&mut given.model, later(20)), Effects::new());
    // Ten days are left, whatever day it is said to be.
    assert!(!settle(&mut given.model, later(-100)).is_empty());
    assert_eq!(given.model.consent.touches[0].until, later(-90).now);
    settle(&mut given.model, later(-90));
    assert!(given.model.consent.touches.is_empty());
}

#[test]
fn a_clock_that_was_set_back_while_the_app_was_closed_is_seen_at_the_start() {
    let kept = Touch { seen: later(20).now, ..touch(0, "feed") };
    let loaded = Loaded {
        consents: vec![yes(Purpose::MeasureCampaigns, WORDING)],
        touches: vec![kept],
        ..Loaded::default()
    };
    Given::a_shop()
        .told(Outcome::Loaded(Box::new(loaded)))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if all[0].seen == AT.now))
        .knows(|model| assert_eq!(model.consent.touches[0].until, later(10).now));
}

#[test]
fn what_the_file_has_without_consent_or_with_one_to_fewer_words_is_gone_at_the_start() {
    let campaigns = Purpose::MeasureCampaigns;
    for consents in
        [Vec::new(), vec![yes(campaigns, WORDING - 1)], vec![yes(Purpose::RewardCreators, WORDING)]]
    {
        let loaded = Loaded { consents, touches: vec![touch(0, "feed")], ..Loaded::default() };
        Given::a_shop()
            .told(Outcome::Loaded(Box::new(loaded)))
            .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if all.is_empty()))
            .knows(|model| {
                assert!(model.consent.touches.is_empty() && model.consent.answer(campaigns).is_none())
            });
    }
}

#[test]
fn a_link_that_comes_before_the_file_is_read_waits_for_what_it_says() {
    let early = || Given::a_shop().with(|model| model.loaded = false).when(open(LINK)).asks_nothing(writes);
    let loaded = |consents| Outcome::Loaded(Box::new(Loaded { consents, ..Loaded::default() }));
    early()
        .told(loaded(vec![yes(Purpose::MeasureCampaigns, WORDING)]))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(_))))
        .knows(|model| assert_eq!(model.consent.touches.len(), 1));
    let no = Consent { answer: Answer::Refused, ..yes(Purpose::MeasureCampaigns, WORDING) };
    early()
        .told(loaded(vec![no]))
        .asks_nothing(writes)
        .knows(|model| assert!(model.consent.waiting.is_none()));
    early()
        .told(loaded(Vec::new()))
        .asks_nothing(writes)
        .knows(|model| assert!(model.consent.waiting.is_some()));
}

#[test]
fn where_the_file_cannot_be_read_nobody_is_asked_despite_a_signal() {
    let asked = |given: Given| {
        let mut any = false;
        given.look(|snapshot| any = snapshot.banners.iter().any(|banner| !banner.answers.is_empty()));
        any
    };
    let failed = || Outcome::PersonFailed(Fault::new(Code::StoreFailed));
    let early = || Given::a_shop().with(|model| model.loaded = false).when(open(LINK));
    assert!(asked(early().told(failed())));
    assert!(!asked(early().when(Intent::GlobalPrivacyControl { on: true }).told(failed())));
}

#[test]
fn a_signal_not_to_be_tracked_is_a_no_until_the_person_says_yes_after_it() {
    let signal = |on| Intent::GlobalPrivacyControl { on };
    // Never asked: not asked then either.
    Given::a_shop()
        .when(signal(true))
        .effects([])
        .when(open(LINK))
        .asks_nothing(writes)
        .sees(|snapshot| assert!(snapshot.banners.iter().all(|banner| banner.answers.is_empty())));
    // A yes of before is over at once, with what was kept; the yes after it counts, and is told as that.
    agreed(Purpose::MeasureCampaigns)
        .when(choose(Purpose::PersonalRanking, "granted"))
        .when(open(LINK))
        .when(signal(true))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveConsent(one)) if one.answer == Answer::RefusedBySignal))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if all.is_empty()))
        .knows(|model| {
            assert!(!model.consent.allows(Purpose::MeasureCampaigns));
            assert!(model.consent.allows(Purpose::PersonalRanking), "it is not about what is done on the phone");
        })
        .when(choose(Purpose::MeasureCampaigns, "granted"))
        .when(signal(true))
        .effects([])
        .when(open(LINK))
        .knows(|model| assert_eq!(model.consent.touches.len(), 1));
    // Also where the host says it before the file is read.
    let consents = vec![yes(Purpose::MeasureCampaigns, WORDING)];
    Given::a_shop()
        .with(|model| model.loaded = false)
        .when(signal(true))
        .told(Outcome::Loaded(Box::new(Loaded { consents, ..Loaded::default() })))
        .knows(|model| assert!(!model.consent.allows(Purpose::MeasureCampaigns)));
}

#[test]
fn a_checkout_tells_of_it_only_with_consent() {
    let tells = |effect: &Effect, wanted: bool| match effect {
        Effect::Payment(PaymentOp::Prepare { draft, .. }) => draft.attribution.is_empty() != wanted,
        _ => false,
    };
    told_once().asks(|effect| tells(effect, true));
    let basket = |given: Given| {
        given.with(|model| {
            model.buyer = buyer();
            model.features.cart.lines = vec![line("red", 1, Currency::EUR)];
        })
    };
    basket(Given::a_shop().when(open(LINK))).when(Intent::OpenCheckout).asks(|effect| tells(effect, false));
    let no = choose(Purpose::MeasureCampaigns, "refused");
    let refused = Given::a_shop().when(no).when(open(LINK));
    basket(refused).when(Intent::OpenCheckout).asks(|effect| tells(effect, false));
}

#[test]
fn a_creator_is_told_under_the_name_of_the_links_own_parameter() {
    let mut given = agreed(Purpose::RewardCreators);
    arrived(&mut given.model, of_creator("mia"), AT);
    assert_eq!(names(&given.model), [pair(tradewind_links::CREATOR, "mia")]);
}

#[test]
fn an_order_counts_once() {
    let mut given =
        ready(told_once()).asks(|effect| matches!(effect, Effect::Person(PersonOp::NoteAttributed { .. })));
    let bought = order("red", "1042");
    let counted = count(&mut given.model, &bought);
    assert!(matches!(counted, Some(Effect::Person(PersonOp::CountAttributed { .. }))));
    assert_eq!(count(&mut given.model, &bought), None, "told again, by a retry or after a restart");
    // The session is described again: it is no other one.
    ready(given).asks_nothing(|effect| matches!(effect, Effect::Person(PersonOp::NoteAttributed { .. })));
    // On a phone that told nobody, the same order counts nothing.
    assert_eq!(count(&mut Given::a_shop().model, &bought), None);
    let known = Attributed { checkout: bought.checkout.clone(), order: Some(bought.id.clone()) };
    let loaded = Loaded { attributed: vec![known], ..Loaded::default() };
    let mut given = Given::a_shop().told(Outcome::Loaded(Box::new(loaded)));
    assert_eq!(count(&mut given.model, &bought), None);
}

#[test]
fn checkouts_that_told_are_few_while_nobody_knows_what_becomes_of_them() {
    let mut given = told_once();
    for n in 0..50 {
        let checkout = tradewind_domain::CheckoutId::parse(format!("chk-{n}")).expect("an id");
        assert!(opened(&mut given.model, &checkout, AT).is_some());
    }
    assert_eq!(given.model.consent.attributed.len(), Attributed::MOST_OPEN);
    assert_eq!(given.model.consent.attributed[0].checkout.as_str(), "chk-30");
}

#[test]
fn what_is_kept_is_seen_and_deleted_and_the_switch_stays() {
    let given = agreed(Purpose::MeasureCampaigns)
        .when(open(LINK))
        .when(Intent::OpenTab { tab: crate::kernel::nav::Tab::Settings })
        .screen(|screen| {
            let consent = &shown!(Settings, screen).consent;
            assert!(consent.switches[0].on && !consent.switches[1].on && !consent.switches[2].on);
            assert_eq!(
                (consent.switches[0].key.as_str(), consent.switches[1].key.as_str()),
                ("refused", "granted")
            );
            assert!(consent.kept[0].value.contains("tiktok") && consent.kept[0].value.contains("spring"));
            assert!(!consent.kept[0].value.contains("E.C.P.7"), "a click id says nothing to a person");
        })
        .when(Intent::DeleteCampaigns)
        .effects([Effect::Person(PersonOp::ForgetTouches)])
        .screen(|screen| {
            let consent = &shown!(Settings, screen).consent;
            assert!(consent.kept.is_empty() && consent.delete_label.is_empty() && consent.switches[0].on);
        });
    given.when(Intent::DeleteCampaigns).effects([]);
}

#[test]
fn erasing_everything_forgets_answers_and_links_and_knows_the_signal_still() {
    agreed(Purpose::MeasureCampaigns)
        .when(Intent::GlobalPrivacyControl { on: true })
        .told(Outcome::Erased(Ok(())))
        .knows(|model| {
            assert!(model.consent.answer(Purpose::MeasureCampaigns).is_none() && model.host.privacy_signal);
        });
}

#[test]
fn the_state_prints_nothing_of_a_link() {
    let mut given = agreed(Purpose::MeasureCampaigns).when(open(LINK));
    arrived(&mut given.model, of_creator("mia-token"), AT);
    let effects = answer(&mut given.model, Purpose::RewardCreators, true, AT);
    let printed = format!("{:?} {effects:?} {:?}", given.model, told(&given.model));
    for word in ["E.C.P.7", "spring", "mia-token"] {
        assert!(!printed.contains(word), "{word}");
    }
    assert_eq!(given.model.consent.touches.len(), 1, "what is said of one link in two steps");
}
