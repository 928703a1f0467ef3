//! Items that a link calls as an engine numbers them, and the feed otherwise.

use super::{cart, mugs, opened, said, screen, shop};
use crate::kernel::effects::{CatalogOp, Effect, Outcome, ProposedRead};
use crate::kernel::intent::Intent;
use crate::kernel::testing::{Given, id};
use tradewind_commerce::LinkOffer;
use tradewind_domain::ItemId;
use tradewind_links::FeedId;

const WOO: &str = "https://shop.example/checkout-link/?products=12:2,34:1";

/// The merchant's profile says how its feed calls what is numbered.
fn profile(given: Given, feed: &str) -> Given {
    let ids = vec![("{n}".to_owned(), feed.to_owned())];
    given.told(Outcome::LinksOffered(Box::new(LinkOffer { ids, ..LinkOffer::default() })))
}

/// Asks for the items of the link, and for these names of them too.
fn asks(others: &[(&str, &str)]) -> impl Fn(&Effect) -> bool {
    let wanted: Vec<(ItemId, FeedId)> =
        others.iter().map(|(link, feed)| (id(link), FeedId::Is(id(feed)))).collect();
    move |effect| matches!(effect, Effect::Catalog(CatalogOp::Proposed { others, .. }) if *others == wanted)
}

/// The catalog calls some of them otherwise, and does not know which of several others are meant.
fn answered(given: Given, called: &[(&str, &str)], unclear: &[&str]) -> Given {
    let ticket = given.model.features.proposal.ticket;
    let called = called.iter().map(|(from, to)| (id(from), id(to))).collect();
    let unclear = unclear.iter().map(|name| id(name)).collect();
    let read = ProposedRead { here: true, items: mugs(), called, unclear, ..ProposedRead::default() };
    given.told(Outcome::ProposedRead { ticket, read: Box::new(read) })
}

#[test]
fn the_names_that_the_profile_tells_are_asked_for_whichever_comes_first() {
    let both = [("12", "gla_12"), ("34", "gla_34")];
    let before = opened(shop(), WOO).asks(asks(&[]));
    let _ = profile(before, "gla_{n}").asks(asks(&both));
    let known = profile(shop(), "gla_{n}");
    for link in
        [WOO, "https://shop.example/cart/12:2,34:1", "https://shop.example/checkout?products=12%3A2%2C34%3A1"]
    {
        let _ = opened(profile(shop(), "gla_{n}"), link).asks(asks(&both));
    }
    // Our own links name items as the feed does.
    let _ = opened(known, "tradewind://buy/12:2,34:1").asks(asks(&[]));
    // The same profile once more is no news.
    let again = profile(opened(profile(shop(), "gla_{n}"), WOO), "gla_{n}");
    let _ = again.asks_nothing(|effect| matches!(effect, Effect::Catalog(_)));
    let _ = opened(profile(shop(), "no pattern"), WOO).asks(asks(&[]));
    // What the merchant says of its feed is nothing of the person's.
    let erased = profile(shop(), "gla_{n}").told(Outcome::Erased(Ok(())));
    let _ = opened(erased, WOO).asks(asks(&both));
}

#[test]
fn what_was_found_under_another_name_is_put_in_and_what_is_unclear_is_said() {
    let given = answered(opened(shop(), WOO), &[("12", "red")], &["34"]);
    let shown = screen(&given);
    assert_eq!(
        (shown.lines[0].title.as_str(), shown.lines[1].title.as_str()),
        ("Mug red", "Unknown product")
    );
    assert_eq!(
        said(&shown.lines)[1].1,
        "More than one of this shop’s products matches this number. It will not be added."
    );
    assert!(shown.can_add);
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "red 2");
    // Not even the item of that very name is taken: another one may be meant.
    let given = answered(opened(shop(), "https://shop.example/cart/red:1"), &[], &["red"]);
    assert!(!screen(&given).can_add && !screen(&given).loading);
}

#[test]
fn two_lines_of_one_item_are_one() {
    let given = answered(
        opened(shop(), "https://shop.example/cart/12:1,red:2,7:998"),
        &[("12", "red"), ("7", "red")],
        &[],
    );
    assert_eq!(screen(&given).lines.len(), 1);
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "red 999");
}

#[test]
fn the_catalog_may_call_it_otherwise_when_it_is_read_again() {
    let given = answered(opened(shop(), WOO), &[("12", "red")], &["34"]);
    let given = given.when(Intent::Retry);
    let asked = |effect: &Effect| matches!(effect, Effect::Catalog(CatalogOp::Proposed { ids, .. }) if *ids == [id("12"), id("34")]);
    let given = answered(given.asks(asked), &[("12", "blue"), ("34", "red")], &[]);
    let titles: Vec<String> = screen(&given).lines.into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["Mug blue", "Mug red"]);
}
