//! Short codes: what the merchant is asked, and that its answer can do no more than a link that was tapped.

use super::{acts, open};
use crate::features::Route;
use crate::kernel::effects::{Effect, ItemRef, NetworkOp, Outcome, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, id, line};
use crate::kernel::toast::ToastState;
use tradewind_commerce::{CodeAnswer, LinkOffer};
use tradewind_domain::{Code, Currency};
use tradewind_l10n::plain;
use tradewind_links::ShortCode;

fn code() -> ShortCode {
    ShortCode::of(12_345_678_901).expect("a code with a letter")
}

fn typed(given: Given, text: &str) -> Given {
    given.when(Intent::OpenCode { text: text.into(), scanned: false })
}

/// What the question that is open is called.
#[track_caller]
fn asked(given: &Given) -> Ticket {
    given.model.links.asked.as_ref().expect("the merchant is asked").ticket
}

fn answered(given: Given, answer: Result<CodeAnswer, Fault>) -> Given {
    let ticket = asked(&given);
    given.told(Outcome::ShortCodeAnswered { ticket, answer })
}

fn link(text: &str) -> Result<CodeAnswer, Fault> {
    Ok(CodeAnswer::Link(text.into()))
}

fn refusal(given: &Given) -> Option<Code> {
    match &given.model.toast.standing {
        Some(ToastState::LinkRefused(fault)) => Some(fault.code),
        _ => None,
    }
}

#[test]
fn the_merchant_is_asked_and_its_link_is_opened() {
    let shown = code().shown();
    let mistaken = shown.replace('0', "o").replace('1', "l");
    for text in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), format!("  {mistaken}\n")] {
        let given = typed(Given::a_shop(), &text)
            .asks(|effect| matches!(effect, Effect::Network(NetworkOp::ShortCode { code: asked, .. }) if *asked == code()))
            .asks_nothing(acts)
            .sees(|snapshot| {
                let toast = snapshot.toast.as_ref().expect("it is said that the shop is asked");
                assert!(plain(&toast.text).starts_with("Asking the shop"), "{}", toast.text);
            });
        answered(given, link("https://shop.example/p/red?utm_source=stand")).asks_nothing(acts).knows(
            |model| {
                assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("red"))), "{text}");
                assert!(model.links.asked.is_none() && model.toast.standing.is_none(), "{text}");
            },
        );
    }
    // A link elsewhere has no code in it, and a camera reads none.
    for other in [open(&format!("tradewind://{shown}")), Intent::OpenCode { text: shown, scanned: true }] {
        Given::a_shop().when(other).knows(|model| assert!(model.links.asked.is_none()));
    }
}

#[test]
fn the_answer_passes_the_same_door_as_a_link_that_was_tapped() {
    for (text, wanted) in [
        ("https://elsewhere.example/p/red?url=https://shop.example/p/red", Code::LinkRedirect),
        ("https://sh0p.example/p/red", Code::LinkLookalike),
        ("https://shop.example@evil.example/p/red", Code::LinkUserInfo),
        ("http://shop.example/p/red", Code::InsecureUrl),
        ("javascript:alert(1)", Code::LinkUnknown),
        ("tradewind://payment/return/0f8fad5b-d9cb-469f-a165-70867728950e", Code::LinkUnknown),
        ("tradewind://pay/1042", Code::LinkUnknown),
        ("tradewind://buy/red:0", Code::LinkCart),
        ("Mug https://shop.example/p/red", Code::LinkEncoding),
    ] {
        let given = answered(typed(Given::a_shop(), code().as_str()), link(text)).asks_nothing(acts);
        assert_eq!(refusal(&given), Some(wanted), "{text}");
        assert_eq!(*given.model.route(), Route::Home, "{text}");
    }
    // Another code is no link: nobody is asked in a circle.
    let given = answered(typed(Given::a_shop(), code().as_str()), link(&code().shown()));
    assert!(given.model.links.asked.is_none() && refusal(&given) == Some(Code::LinkUnknown));
    // A cart is proposed, and stays as it is.
    let lay = Given::a_shop().with(|model| model.features.cart.lines = vec![line("red", 2, Currency::USD)]);
    answered(typed(lay, code().as_str()), link("https://shop.example/cart/blue:3?discount=TEN"))
        .asks_nothing(acts)
        .knows(|model| {
            assert_eq!(*model.route(), Route::Proposal);
            assert_eq!(model.features.cart.lines, [line("red", 2, Currency::USD)]);
        });
}

#[test]
fn each_way_to_fail_has_its_own_code() {
    let failed = |code: Code| Err(Fault::new(code));
    for (answer, wanted) in [
        (Ok(CodeAnswer::Unknown), Code::LinkCodeUnknown),
        (Ok(CodeAnswer::Expired), Code::LinkCodeExpired),
        (failed(Code::Offline), Code::LinkCodeOffline),
        (failed(Code::Timeout), Code::LinkCodeOffline),
        (failed(Code::CapabilityMissing), Code::LinkCodeNone),
        (failed(Code::MerchantGarbage), Code::MerchantGarbage),
        (failed(Code::MerchantBusy), Code::MerchantBusy),
    ] {
        let given = answered(typed(Given::a_shop(), code().as_str()), answer.clone()).asks_nothing(acts);
        assert_eq!(refusal(&given), Some(wanted), "{answer:?}");
    }
    let offline = typed(Given::a_shop().with(|model| model.online = false), code().as_str());
    assert_eq!(refusal(&offline), Some(Code::LinkCodeOffline));
    offline.asks_nothing(|effect| matches!(effect, Effect::Network(_)));
    // A wrong check symbol shows on the phone: nobody is asked.
    let wrong =
        format!("{}{}", &code().as_str()[..7], if code().as_str().ends_with('7') { '8' } else { '7' });
    let given = typed(Given::a_shop(), &wrong).asks_nothing(|effect| matches!(effect, Effect::Network(_)));
    assert_eq!(refusal(&given), Some(Code::LinkCodeUnknown));
}

#[test]
fn an_answer_that_comes_too_late_takes_nobody_anywhere() {
    let given = typed(Given::a_shop(), code().as_str());
    let late = asked(&given);
    let told = |given: Given| {
        given.told(Outcome::ShortCodeAnswered { ticket: late, answer: link("tradewind://p/red") })
    };
    told(given.when(open("tradewind://p/blue")))
        .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("blue")))));
    let again = typed(typed(Given::a_shop(), code().as_str()), code().as_str());
    assert_ne!(asked(&again), late);
    told(again).knows(|model| {
        assert_eq!(*model.route(), Route::Home);
        assert!(model.links.asked.is_some(), "the newer question stays open");
    });
    let left = typed(Given::a_shop(), code().as_str()).when(Intent::OpenTab { tab: Tab::Settings });
    answered(left, link("tradewind://p/red")).knows(|model| assert_eq!(*model.route(), Route::Settings));
}

#[test]
fn what_the_profile_says_counts_for_a_code_s_link_too() {
    let hosts = vec![tradewind_domain::WebUrl::parse("https://mugs.example").expect("https")];
    let offer = LinkOffer { hosts, ..LinkOffer::default() };
    let given = typed(Given::a_shop(), code().as_str()).told(Outcome::LinksOffered(Box::new(offer)));
    answered(given, link("https://mugs.example/p/red"))
        .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("red")))));
}
