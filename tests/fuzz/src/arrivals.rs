//! What must hold of what comes through the door for links, whatever the text is.

use std::sync::LazyLock;
use tradewind_domain::{ItemId, Quantity, Timestamp, WebUrl};
use tradewind_links::build::{self, Base};
use tradewind_links::{
    Arrival, Consent, CreatorLink, LinkError, MAX_LINES, Merchant, Source, Target, gtin14, paths, read,
};

/// 2026-11-30.
const NOW: Timestamp = Timestamp(1_796_000_000_000);

static MERCHANT: LazyLock<Merchant> = LazyLock::new(|| {
    let url = |text| WebUrl::parse(text).expect("proof: https");
    Merchant::new(url("https://shop.example/")).with_permalink(url("https://shop.example/buy"))
});

/// Reads a text by every way in. What is taken is within its limits, is the same when it is read again, and is the
/// same when it is built and read; nobody's name comes of a link that nobody signed.
///
/// # Panics
/// Where that does not hold.
pub fn arrivals(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let mut outcome = "refused";
    for source in [Source::Typed, Source::Camera, Source::InstallReferrer, Source::Tap] {
        let came = read(&text, source, &MERCHANT, NOW);
        assert_eq!(came, read(&text, source, &MERCHANT, NOW), "{source:?}");
        outcome = match came {
            Ok(arrival) => {
                held(&arrival);
                "taken"
            }
            Err(error) => error.code().as_str(),
        };
    }
    if let Some((path, query)) = text.split_once('?') {
        let _ = paths::claims(path, Some(query));
    }
    outcome
}

fn held(arrival: &Arrival) {
    assert_ne!(arrival.campaign.creator_link(), CreatorLink::Good, "no key is published");
    assert_eq!(arrival.promised, None);
    assert_eq!(arrival.campaign.clone().with(Consent::Refused), None);
    let kept = arrival.campaign.clone().with(Consent::Given).unwrap_or_default();
    assert!(kept.creator.is_none() && kept.clicks.iter().all(|(_, id)| id.is_ascii()));
    let home = MERCHANT.home();
    for base in [Base::Scheme, Base::Web(home)] {
        let built = match &arrival.target {
            Target::Home => build::home(base),
            Target::Product(item) => build::product(base, item),
            Target::Search(words) => build::search(base, words),
            Target::Order(order) => build::order(base, order),
            Target::Gtin(gtin) => {
                assert!(gtin14(gtin).len() == 14);
                build::gtin(base, gtin)
            }
            Target::Proposal(proposal) => {
                assert!((1..=MAX_LINES).contains(&proposal.lines.len()));
                assert!(proposal.lines.iter().all(|line| line.quantity <= Quantity::MAX));
                build::proposal(&MERCHANT, proposal)
            }
            Target::ProductPage { page, others } => {
                assert!(page.url().fragment().is_none() && others.len() <= 8);
                let again = read(page.as_str(), Source::Tap, &MERCHANT, NOW);
                assert!(!matches!(again, Err(LinkError::Foreign)), "{page}");
                return;
            }
            Target::Live { session, at } => build::live(base, &named(session), *at),
            Target::LiveCard { session, item, at } => build::card(base, &named(session), item, *at),
            Target::ShortCode(code) => {
                let again = read(&code.shown(), Source::Typed, &MERCHANT, NOW).map(|arrival| arrival.target);
                assert_eq!(again.as_ref(), Ok(&arrival.target));
                return;
            }
        };
        match built {
            Ok(link) => {
                let again = read(&link, Source::Tap, &MERCHANT, NOW).map(|arrival| arrival.target);
                match (&again, &arrival.target) {
                    // Links have 14 digits, whatever the bar code has.
                    (Ok(Target::Gtin(again)), Target::Gtin(gtin)) => assert_eq!(gtin14(again), gtin14(gtin)),
                    (again, target) => assert_eq!(again.as_ref(), Ok(target), "{link}"),
                }
            }
            // A dialect that has no way to write an id, and ids that are longer when they are encoded.
            Err(error) => assert_ne!(error, build::BuildError::NotOurs),
        }
    }
}

/// A show as its link is built.
fn named(session: &str) -> ItemId {
    ItemId::parse(session).expect("proof: it was read as an id")
}
