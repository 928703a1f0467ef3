//! What the store says led to an install: asked for once, shown as any other link, in nobody's way.

use super::offered::{RED, good, is_red, offered, promised};
use super::{acts, open, page};
use crate::features::Route;
use crate::kernel::effects::{CatalogOp, Effect, Loaded, Outcome, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::links::{ASKED, REFERRER};
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{AT, Given, id, line, order};
use crate::kernel::toast::ToastState;
use tradewind_domain::{Code, Currency};
use tradewind_links::build;
use tradewind_person::{Answer, Consent, Purpose};

const OF_RED: &str = "utm_source=news&tw_link=https%3A%2F%2Fshop.example%2Fp%2Fred";

fn said(text: &str) -> Intent {
    Intent::InstallReferrer { text: text.into() }
}

/// The person's file was read, and has this.
fn started(loaded: Loaded) -> Given {
    Given::a_shop().with(|model| model.loaded = false).told(Outcome::Loaded(Box::new(loaded)))
}

fn first() -> Given {
    started(Loaded::default())
}

fn wants(given: Given, wanted: bool) -> Given {
    given.sees(|snapshot| assert_eq!(snapshot.wants_referrer, wanted))
}

fn is_kept(effect: &Effect) -> bool {
    let asked = PersonOp::SaveSetting { key: REFERRER, value: ASKED.to_owned() };
    *effect == Effect::Person(asked)
}

fn source(model: &Model) -> Option<String> {
    let (_, parts) = model.consent.waiting.as_ref()?;
    parts.campaign.get("utm_source").cloned()
}

fn at_home(model: &Model) {
    assert_eq!((model.nav.tab, model.route()), (Tab::Home, &Route::Home));
}

#[test]
fn the_store_is_asked_on_the_first_start_alone() {
    wants(first(), true);
    wants(Given::a_shop().with(|model| model.loaded = false), false);
    let consents = || {
        let purpose = Purpose::MeasureCampaigns;
        vec![Consent { purpose, answer: Answer::Refused, at: AT.now, wording: 1 }]
    };
    for used in [
        Loaded { settings: vec![(REFERRER, ASKED.to_owned())], ..Loaded::default() },
        Loaded { cart: vec![line("red", 1, Currency::USD)], ..Loaded::default() },
        Loaded { recent: vec![id("red")], ..Loaded::default() },
        Loaded { orders: vec![order("red", "1")], ..Loaded::default() },
        Loaded { consents: consents(), ..Loaded::default() },
    ] {
        wants(started(used), false);
    }
    // What cannot be read cannot keep that it was asked.
    let failed = Outcome::PersonFailed(Fault::new(Code::StoreFailed));
    wants(Given::a_shop().with(|model| model.loaded = false).told(failed), false);
}

#[test]
fn its_link_opens_and_the_person_is_asked_about_its_campaign() {
    let given = first()
        .when(said(OF_RED))
        .asks(is_kept)
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { .. })))
        .asks_nothing(|effect| acts(effect) && !is_kept(effect))
        .knows(|model| {
            assert!(is_red(model));
            assert_eq!(source(model).as_deref(), Some("news"));
            assert!(model.consent.touches.is_empty(), "nothing is kept before a yes");
        })
        .sees(|snapshot| assert!(snapshot.banners.iter().any(|banner| !banner.answers.is_empty())));
    // A second answer is not heard, whatever it is.
    let other = OF_RED.replace("red", "blue");
    wants(given, false).when(said(&other)).effects([]).knows(|model| assert!(is_red(model)));
}

#[test]
fn a_cart_is_proposed_and_a_way_back_to_a_payment_is_none() {
    first().when(said("tw_link=tradewind%3A%2F%2Fbuy%2Fred%3A2")).knows(|model| {
        assert_eq!(*model.route(), Route::Proposal);
        assert!(model.features.cart.lines.is_empty());
    });
    let back = "tw_link=tradewind%3A%2F%2Fpayment%2Freturn%2F0f8fad5b-d9cb-469f-a165-70867728950e";
    for text in [back, &back[8..], "tw_link=javascript%3Aalert(1)"] {
        first().when(said(text)).asks(is_kept).asks_nothing(|effect| acts(effect) && !is_kept(effect)).knows(
            |model| {
                at_home(model);
                assert_eq!(model.toast.standing.is_some(), text.starts_with("tw_link"), "{text}");
            },
        );
    }
}

#[test]
fn an_install_that_nobody_led_to_says_nothing() {
    for text in ["", " ", "utm_source=google-play&utm_medium=organic"] {
        let given = first().when(said(text)).asks(is_kept).knows(|model| {
            at_home(model);
            assert!(source(model).is_none() && model.toast.standing.is_none());
        });
        wants(given, false);
    }
}

#[test]
fn a_person_who_went_on_is_taken_nowhere() {
    first().when(Intent::OpenTab { tab: Tab::Settings }).when(said(OF_RED)).asks(is_kept).knows(|model| {
        assert_eq!(*model.route(), Route::Settings);
        assert_eq!(source(model).as_deref(), Some("news"), "it is asked about all the same");
    });
    let refused =
        first().when(Intent::OpenTab { tab: Tab::Settings }).when(said("tw_link=file%3A%2F%2F%2Fx"));
    refused
        .knows(|model| assert_eq!(model.toast.standing, None))
        .asks(|effect| matches!(effect, Effect::Log(_)));
}

#[test]
fn a_link_that_was_tapped_goes_before_it() {
    let tapped = "https://shop.example/products/blue?utm_source=tap";
    first().when(open(tapped)).when(said(OF_RED)).knows(|model| {
        assert_eq!(*model.route(), page("products/blue", &[]));
        assert_eq!(source(model).as_deref(), Some("tap"));
    });
    // Also one that leads home, where the person still is.
    first().when(open("tradewind://home?utm_source=tap")).when(said(OF_RED)).knows(|model| {
        at_home(model);
        assert_eq!(source(model).as_deref(), Some("tap"));
    });
}

#[test]
fn a_creator_s_link_in_it_is_held_against_the_profile() {
    let text = build::install_referrer(&good(RED), &[("utm_source", "news")]).expect("fits");
    let early = first().when(said(&text)).knows(|model| {
        assert!(is_red(model) && promised(model).is_none());
    });
    for given in [offered(early), offered(first()).when(said(&text))] {
        given.knows(|model| {
            assert!(is_red(model));
            assert_eq!(promised(model), Some("MIA10"));
        });
    }
}

#[test]
fn after_everything_was_erased_it_is_not_asked_again() {
    let given = first().told(Outcome::Erased(Ok(()))).asks(is_kept);
    let erased = wants(given, false).when(said(OF_RED)).effects([]);
    erased.knows(|model| assert!(matches!(model.toast.standing, Some(ToastState::Erased))));
}
