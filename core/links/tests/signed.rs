//! Creators' links and campaigns: what a good signature gives, what a bad one takes, and what consent lets out.

mod kit;

use kit::{KID, NOW, Rng, key, merchant, tapped, url};
use std::time::Duration;
use tradewind_domain::{ItemId, Timestamp};
use tradewind_links::build::{self, Base, BuildError, Creator};
use tradewind_links::{Consent, CreatorLink, DiscountCode, Dropped, LinkError, Source, Target, read};

fn code() -> DiscountCode {
    DiscountCode::parse("MIA 10").expect("a code")
}

fn signed_by(to: &str, seed: u8, kid: &str) -> Result<String, BuildError> {
    let code = code();
    let creator =
        Creator { by: "mia.2026", code: Some(&code), expires: NOW.after(Duration::from_secs(3_600)), kid };
    build::creator(to, &creator, &merchant(), |bytes| key(seed).sign(bytes))
}

fn good() -> String {
    signed_by("https://shop.example/p/mug?v=2", 7, KID).expect("fits")
}

fn mug() -> Target {
    Target::Product(ItemId::parse("mug").expect("a good id"))
}

#[test]
fn a_good_signature_gives_the_creator_and_the_code() {
    let extra = [
        good(),
        format!("{}&utm_source=ig&fbclid=abc", good()),
        format!("{}&_kx=abc.1&_branch_match_id=1&s_kwcid=AL!1!2", good()),
        good().replace("https://shop.example/", "https://www.shop.example/de/"),
        good().replace("/p/mug", "//p/%6Dug/"),
        signed_by("tradewind://p/mug", 7, KID).expect("fits"),
    ];
    for link in extra {
        let arrival = tapped(&link).expect("good");
        assert_eq!((&arrival.target, &arrival.promised), (&mug(), &Some(code())), "{link}");
        assert_eq!(arrival.campaign.creator_link(), CreatorLink::Good);
        assert!(arrival.dropped.is_empty());
        let kept = arrival.campaign.clone().with(Consent::Given).expect("a creator");
        assert_eq!(kept.creator.as_deref(), Some("mia.2026"));
        assert_eq!(arrival.campaign.with(Consent::Refused), None);
    }
}

#[test]
fn any_other_signature_drops_both_and_keeps_the_product() {
    let good = good();
    for (link, wanted, dropped) in [
        (signed_by("https://shop.example/p/mug", 8, KID).expect("fits"), CreatorLink::Bad, Dropped::Creator),
        (
            signed_by("https://shop.example/p/mug", 7, "other").expect("fits"),
            CreatorLink::UnknownKey,
            Dropped::Creator,
        ),
        (good.replace("mia.2026", "eve.2026"), CreatorLink::Bad, Dropped::Creator),
        (good.replace("MIA", "EVE"), CreatorLink::Bad, Dropped::Creator),
        (good.replace("v=2", "v=3"), CreatorLink::Bad, Dropped::Creator),
        (good.replace("?v=2", "?v=2&more=1"), CreatorLink::Bad, Dropped::Creator),
        (format!("{good}&tw_by=eve"), CreatorLink::Bad, Dropped::Creator),
        (good.split("&tw_sig").next().expect("a part").to_owned(), CreatorLink::Bad, Dropped::Creator),
        (good.replace("&tw_exp=", "&tw_exp=9"), CreatorLink::Bad, Dropped::Creator),
        ("https://shop.example/p/mug?tw_by=eve".to_owned(), CreatorLink::Bad, Dropped::Creator),
    ] {
        let arrival = tapped(&link).expect("a product all the same");
        assert_eq!((&arrival.target, &arrival.promised), (&mug(), &None), "{link}");
        assert_eq!(arrival.campaign.creator_link(), wanted, "{link}");
        assert_eq!(arrival.dropped, [dropped], "{link}");
        assert_eq!(arrival.campaign.with(Consent::Given), None, "{link}");
    }
    let late = Timestamp(NOW.0 + 3_600_000);
    let arrival = read(&good, Source::Tap, &merchant(), late).expect("a product");
    assert_eq!((arrival.promised, arrival.campaign.creator_link()), (None, CreatorLink::Expired));
    assert_eq!(arrival.dropped, [Dropped::Expired]);
    let other = tapped(&good.replace("/p/mug", "/p/lamp")).expect("a product");
    assert_eq!(other.promised, None, "a signature is of its product");
}

#[test]
fn no_changed_byte_of_a_signed_link_keeps_its_promise() {
    let (good, mut rng) = (good(), Rng::new(11));
    let mut changed = 0;
    for _ in 0..2_000 {
        let mut bytes = good.clone().into_bytes();
        let at = rng.below(bytes.len());
        bytes[at] = *rng.pick(b"abcXYZ019-_.%&=+/?~");
        let Ok(link) = String::from_utf8(bytes) else { continue };
        let Ok(arrival) = tapped(&link) else { continue };
        if let Some(promised) = arrival.promised {
            // `+` and `%20` are the same blank; letters of scheme and kind have no case.
            assert_eq!((promised, arrival.target), (code(), mug()), "{link}");
        } else {
            changed += 1;
        }
    }
    assert!(changed > 500, "{changed}");
}

#[test]
fn a_link_elsewhere_or_signed_already_is_not_signed() {
    for to in ["https://elsewhere.example/p/mug", "mug", &good(), "https://shop.example/#/p/mug"] {
        assert_eq!(signed_by(to, 7, KID), Err(BuildError::NotOurs), "{to}");
    }
}

#[test]
fn an_install_referrer_opens_its_link_and_keeps_where_it_came_from() {
    let link =
        build::product(Base::Web(&url("https://shop.example/")), &ItemId::parse("mug").expect("a good id"));
    let referrer =
        build::install_referrer(&link.expect("fits"), &[("utm_source", "newsletter")]).expect("fits");
    let installed = |text: &str| read(text, Source::InstallReferrer, &merchant(), NOW);
    let arrival = installed(&referrer).expect("a link");
    assert_eq!(arrival.target, mug());
    let kept = arrival.campaign.with(Consent::Given).expect("a source");
    assert_eq!(kept.utm, [("utm_source", "newsletter".to_owned())]);
    let organic = installed("utm_source=google-play&utm_medium=organic").expect("no link");
    assert_eq!(organic.target, Target::Home);
    for nothing in [
        "",
        "utm_source=google-play&utm_medium=organic",
        "utm_source=(not%20set)&utm_medium=(not+set)",
        "x=y",
    ] {
        let arrival = installed(nothing).expect("no link");
        let kept = arrival.campaign.with(Consent::Given);
        assert_eq!((arrival.target, kept), (Target::Home, None), "{nothing}");
    }
    let named = installed("utm_source=feed&utm_medium=organic").expect("no link");
    assert_eq!(named.campaign.with(Consent::Given).map(|kept| kept.utm.len()), Some(2), "somebody's own");
    let good = installed(&build::install_referrer(&good(), &[]).expect("fits")).expect("a link");
    assert_eq!(good.promised, Some(code()));
    assert_eq!(installed("tw_link=https%3A%2F%2Fevil.example%2F"), Err(LinkError::Foreign));
    for back in ["tradewind%3A%2F%2Fpayment%2Freturn%2Fx", "javascript%3Aalert(1)"] {
        assert!(installed(&format!("tw_link={back}")).is_err(), "{back}");
    }
}
