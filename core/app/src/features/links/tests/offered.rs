//! Links that are held against the merchant's profile, whichever of the two is there first; and what a camera reads.

use super::open;
use crate::features::Route;
use crate::kernel::effects::{CatalogOp, Effect, ItemRef, NetworkOp, Outcome, Refreshed};
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{AT, Given, id, item, product, shows, url};
use crate::kernel::toast::ToastState;
use std::time::Duration;
use tradewind_commerce::LinkOffer;
use tradewind_domain::{Currency, Gtin, Timestamp, WebUrl};
use tradewind_links::build::{self, Creator};
use tradewind_links::{DiscountCode, Merchant};
use tradewind_person::Purpose;
use tradewind_signatures::SigningKey;

const KID: &str = "links-1";
pub(super) const RED: &str = "https://shop.example/p/red";

fn key(seed: u8, kid: &str) -> SigningKey {
    SigningKey::ed25519(Some(kid), &[seed; 32]).expect("a key")
}

/// A creator's link that promises a code.
fn signed(to: &str, key: &SigningKey, expires: Timestamp) -> String {
    let code = DiscountCode::parse("MIA10").expect("a code");
    let creator = Creator { by: "mia", code: Some(&code), expires, kid: key.kid() };
    let merchant = Merchant::new(url("")).with_hosts([elsewhere()]);
    build::creator(to, &creator, &merchant, |bytes| key.sign(bytes)).expect("fits")
}

/// A further host of the merchant's, which its profile alone names.
fn elsewhere() -> WebUrl {
    WebUrl::parse("https://mugs.example").expect("https")
}

fn soon() -> Timestamp {
    AT.now.after(Duration::from_secs(3_600))
}

pub(super) fn good(to: &str) -> String {
    signed(to, &key(7, KID), soon())
}

/// The merchant's profile was read.
pub(super) fn offered(given: Given) -> Given {
    let hosts = vec![elsewhere()];
    let keys = vec![key(7, KID).to_jwk()];
    let offer = LinkOffer { permalink: Some(url("buy")), hosts, keys, ..LinkOffer::default() };
    given.told(Outcome::LinksOffered(Box::new(offer)))
}

/// A link that was opened before the profile was read, and one that was opened after it.
fn in_either_order(link: &str) -> [Given; 2] {
    [offered(Given::a_shop().when(open(link))), offered(Given::a_shop()).when(open(link))]
}

pub(super) fn promised(model: &Model) -> Option<&str> {
    match &model.toast.standing {
        Some(ToastState::CodePromised { code }) => Some(code),
        _ => None,
    }
}

pub(super) fn is_red(model: &Model) -> bool {
    *model.route() == Route::Product(ItemRef::Id(id("red")))
}

#[test]
fn a_creator_s_code_is_said_and_the_person_is_asked_about_the_creator() {
    for link in [good(RED), good("https://mugs.example/p/red"), good("tradewind://p/red")] {
        // Signed for the merchant's origin: another host of the merchant's is that of the same link.
        for given in in_either_order(&link) {
            given
                .knows(|model| {
                    assert!(is_red(model), "{link}: {:?}", model.route());
                    assert_eq!(promised(model), Some("MIA10"), "{link}");
                    let waiting = model.consent.waiting.as_ref();
                    let creator = waiting.map(|(at, parts)| (*at, parts.creator.clone()));
                    assert_eq!(creator, Some((AT.now, Some("mia".to_owned()))), "{link}");
                    assert!(model.links.waiting.is_none(), "it is not read a third time");
                })
                .sees(|snapshot| {
                    let mut asked = snapshot.banners.iter().flat_map(|banner| &banner.answers);
                    assert!(asked.any(|one| one.setting == Purpose::RewardCreators.as_str()), "{link}");
                });
        }
    }
}

#[test]
fn before_the_profile_is_read_the_product_is_shown_and_nothing_is_said_of_its_creator() {
    Given::a_shop()
        .when(open(&good(RED)))
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { .. })))
        .knows(|model| {
            assert!(is_red(model) && promised(model).is_none() && model.consent.waiting.is_none())
        });
}

#[test]
fn a_link_that_is_over_forged_or_of_an_unknown_key_shows_its_product_alone() {
    let over = signed(RED, &key(7, KID), Timestamp(AT.now.0 - 1_000));
    let unknown = signed(RED, &key(7, "links-9"), soon());
    let forged = signed(RED, &key(8, KID), soon());
    for link in [over, unknown, forged] {
        for given in in_either_order(&link) {
            given.knows(|model| {
                assert!(is_red(model), "{link}");
                assert_eq!(model.toast.standing, None, "{link}");
                assert!(model.consent.waiting.is_none(), "{link}");
            });
        }
    }
}

#[test]
fn a_permalink_proposes_a_cart() {
    for given in in_either_order("https://shop.example/buy/red:2,blue:1?discounts/codes/0=TEN") {
        given
            .asks(|effect| {
                matches!(effect, Effect::Catalog(CatalogOp::Proposed { ids, .. }) if *ids == [id("red"), id("blue")])
            })
            .knows(|model| {
                assert_eq!(*model.route(), Route::Proposal);
                assert_eq!(model.features.proposal.code.as_deref(), Some("TEN"));
                assert!(model.features.cart.lines.is_empty(), "nothing is put in");
            })
            .when(Intent::Back)
            .knows(|model| assert_eq!(*model.route(), Route::Home));
    }
}

#[test]
fn a_cart_that_a_creator_proposes_has_the_promised_code() {
    for given in in_either_order(&good("tradewind://buy/red:2?code=TEN")) {
        given.knows(|model| {
            let proposal = &model.features.proposal;
            assert_eq!(*model.route(), Route::Proposal);
            assert_eq!(proposal.code.as_deref(), Some("MIA10"));
            assert!(proposal.dropped.is_empty(), "{:?}", proposal.dropped);
            assert_eq!(promised(model), None, "it stands on the screen");
        });
    }
}

#[test]
fn a_person_who_went_on_is_taken_nowhere_and_told_of_the_code() {
    let left = |link: &str| {
        let given = Given::a_shop().when(open(link)).when(Intent::OpenTab { tab: Tab::Settings });
        offered(given).knows(|model| assert_eq!(*model.route(), Route::Settings))
    };
    left("https://shop.example/buy/red:2").knows(|model| assert_eq!(model.toast.standing, None));
    left(&good(RED)).knows(|model| assert_eq!(promised(model), Some("MIA10")));
}

#[test]
fn a_product_that_was_found_by_its_own_address_stays() {
    let page = "https://mugs.example/products/red";
    let given = Given::a_shop()
        .when(open(page))
        .with(|model| shows(model, product(vec![item("red", Currency::USD)])));
    let before = given.model.route().clone();
    offered(given)
        .asks_nothing(|effect| matches!(effect, Effect::Catalog(_)))
        .knows(|model| assert_eq!(*model.route(), before));
}

#[test]
fn only_the_newest_link_is_read_again_and_none_that_was_to_be_forgotten() {
    let given = Given::a_shop().when(open(&good(RED))).when(open("tradewind://p/blue"));
    offered(given).knows(|model| {
        assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("blue"))));
        assert!(promised(model).is_none() && model.consent.waiting.is_none());
    });
    let refused = Given::a_shop().when(open(&good(RED))).when(open("javascript:alert(1)"));
    offered(refused).knows(|model| assert!(promised(model).is_none() && model.consent.waiting.is_none()));
    let forgotten = Given::a_shop().when(open(&good(RED))).when(Intent::DeleteCampaigns);
    offered(forgotten).knows(|model| assert!(promised(model).is_none() && model.consent.waiting.is_none()));
}

#[test]
fn the_profile_is_asked_when_a_catalog_was_answered_for_and_by_no_link() {
    let asks = |effect: &Effect| matches!(effect, Effect::Network(NetworkOp::Links));
    let refreshed = || Outcome::Refreshed(Ok(Refreshed::Unchanged));
    Given::a_shop().when(open(&good(RED))).asks_nothing(asks).told(refreshed()).asks(asks);
    Given::a_shop().with(|model| model.online = false).told(refreshed()).asks_nothing(asks);
}

#[test]
fn a_camera_takes_the_number_of_a_brand_s_link_and_a_tap_does_not() {
    let gtin = Gtin::parse("4006381333931").expect("a number");
    let code = |text: &str, scanned: bool| Intent::OpenCode { text: text.into(), scanned };
    for link in ["https://brand.example/01/04006381333931/10/LOT", "http://brand.example/01/04006381333931"] {
        Given::a_shop().when(code(link, true)).knows(|model| {
            assert_eq!(*model.route(), Route::Product(ItemRef::Gtin(gtin.clone())), "{link}");
        });
        for other in [open(link), code(link, false)] {
            Given::a_shop().when(other).knows(|model| {
                assert!(!matches!(model.route(), Route::Product(ItemRef::Gtin(_))), "{link}");
            });
        }
    }
    // By hand the number alone is one.
    for scanned in [true, false] {
        Given::a_shop()
            .when(code("4006381333931", scanned))
            .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Gtin(gtin.clone()))));
    }
}

#[test]
fn a_code_that_is_a_way_back_to_a_payment_opens_nothing() {
    for scanned in [true, false] {
        let text = "tradewind://payment/return/0f8fad5b-d9cb-469f-a165-70867728950e".to_owned();
        Given::a_shop()
            .when(Intent::OpenCode { text, scanned })
            .knows(|model| assert_eq!(*model.route(), Route::Home));
    }
}
