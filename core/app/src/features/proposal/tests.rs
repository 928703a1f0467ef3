//! What a cart link proposes, and what becomes of it.

use crate::features::Route;
use crate::features::proposal::screen::{ProposalRow, ProposalScreen};
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{
    CatalogOp, Effect, HomeRead, Loaded, NetworkOp, Outcome, PaymentState, PersonOp, ProposedRead,
    RefreshFailed, Refreshed,
};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::screen_parts::Tone;
use crate::kernel::testing::{Given, head, id, item, line, shown};
use std::collections::BTreeMap;
use tradewind_domain::{Availability, Code, Currency, Item, Market};
use tradewind_l10n::plain;

mod ids;

/// Three red and two blue mugs, and a code.
const LINK: &str = "tradewind://buy/red:3,blue:2?code=TEN";

fn shop() -> Given {
    Given::a_shop().with(|model| {
        model.catalog.head = Some(head(model, 1));
        model.catalog.source = CatalogSource::Packs;
    })
}

fn opened(given: Given, link: &str) -> Given {
    given.when(Intent::OpenLink { url: link.into() })
}

fn mug(name: &str, change: impl FnOnce(&mut Item)) -> Item {
    let mut mug = item(name, Currency::USD);
    change(&mut mug);
    mug
}

fn mugs() -> Vec<Item> {
    vec![item("red", Currency::USD), item("blue", Currency::USD)]
}

/// The catalog answers the last question.
fn answered(given: Given, items: Vec<Item>, elsewhere: &[(&str, &str)]) -> Given {
    let ticket = given.model.features.proposal.ticket;
    let market = |code: &str| Market::parse(code).expect("a market");
    let elsewhere = elsewhere.iter().map(|(name, code)| (id(name), market(code))).collect();
    given.told(Outcome::ProposedRead {
        ticket,
        read: Box::new(ProposedRead { here: true, items, elsewhere, ..ProposedRead::default() }),
    })
}

fn proposed(given: Given) -> Given {
    answered(opened(given, LINK), mugs(), &[])
}

/// What the screen is, whatever it is over.
#[track_caller]
fn screen(given: &Given) -> ProposalScreen {
    let mut kept = None;
    given.look(|snapshot| kept = Some(shown!(Proposal, &snapshot.screen).clone()));
    kept.expect("it was drawn")
}

fn said(rows: &[ProposalRow]) -> Vec<(String, String, Tone)> {
    rows.iter().map(|row| (plain(&row.in_cart), plain(&row.notice), row.tone)).collect()
}

/// What lies in the cart, by the names of the items.
fn cart(given: &Given) -> String {
    let lines = given.model.features.cart.lines.iter();
    let counts: BTreeMap<&str, u32> = lines.map(|line| (line.item.as_str(), line.quantity.count())).collect();
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_would_change_is_shown_and_nothing_changes() {
    let given = opened(shop(), LINK).asks(|effect| {
        matches!(effect, Effect::Catalog(CatalogOp::Proposed { ids, .. }) if *ids == [id("red"), id("blue")])
    });
    assert!(screen(&given).loading && !screen(&given).can_add);
    let given = answered(given, mugs(), &[]);
    let shown = screen(&given);
    let rows: Vec<_> = shown.lines.iter().map(|row| (plain(&row.quantity), row.line_total.clone())).collect();
    assert_eq!(rows, [("3 pieces".to_owned(), "$3.00".to_owned()), ("2 pieces".into(), "$2.00".into())]);
    assert_eq!(shown.lines[0].title, "Mug red");
    let sums: Vec<&str> = shown.sums.iter().map(|sum| sum.value.as_str()).collect();
    assert_eq!(sums, ["Your cart is empty", "$5.00"]);
    assert!(plain(&shown.code).contains("TEN") && !shown.code_note.is_empty());
    assert!(shown.can_add && !shown.loading && shown.blocked.is_empty());
    assert_eq!(shown.lines[0].accessibility, "Mug red, 3 pieces, $3.00");
    assert_eq!(cart(&given), "");
}

#[test]
fn accepted_it_is_in_the_cart_and_the_code_waits_for_the_checkout() {
    let given = proposed(shop()).when(Intent::AcceptProposal);
    let put = |name: &str, count: u32| {
        let name = name.to_owned();
        move |effect: &Effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.item.as_str() == name && line.quantity.count() == count)
    };
    let given = given
        .asks(put("red", 3))
        .asks(put("blue", 2))
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::CartItems { .. })))
        .asks_nothing(|effect| matches!(effect, Effect::Payment(_) | Effect::Network(_)))
        .sees(|snapshot| {
            assert_eq!(snapshot.screen.name(), "cart");
            let toast = snapshot.toast.as_ref().expect("it is said");
            assert!(plain(&toast.text).starts_with("2 products") && !toast.undo.is_empty());
        });
    assert_eq!(cart(&given), "blue 2, red 3");
    assert_eq!(given.model.features.checkout.codes, ["TEN"]);
    given
        .when(Intent::OpenTab { tab: Tab::Home })
        .knows(|model| assert_eq!(*model.route(), Route::Home, "what was answered is gone"));
}

#[test]
fn lines_are_raised_and_never_lowered_and_others_stay() {
    let lies = |count| {
        shop().with(|model| {
            model.features.cart.lines =
                vec![line("red", count, Currency::USD), line("green", 4, Currency::USD)];
        })
    };
    let given = proposed(lies(1));
    let shown = screen(&given);
    assert_eq!(
        said(&shown.lines),
        [
            ("1 in your cart".to_owned(), "Your cart will have 3.".to_owned(), Tone::Info),
            (String::new(), String::new(), Tone::Info)
        ]
    );
    let sums: Vec<&str> = shown.sums.iter().map(|sum| sum.value.as_str()).collect();
    assert_eq!(sums, ["$5.00", "$9.00"]);
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "blue 2, green 4, red 3");

    let given = proposed(lies(7));
    let shown = screen(&given);
    assert!(!shown.lines[0].notice.is_empty() && shown.lines[0].line_total.is_empty());
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "blue 2, green 4, red 7");
}

#[test]
fn what_is_not_to_be_had_is_said_and_the_rest_can_be_added() {
    let link = "tradewind://buy/red:3,gone:1,far:1,out:1,few:9";
    let given = answered(
        opened(shop(), link),
        vec![
            item("red", Currency::USD),
            mug("out", |out| out.offer.availability = Availability::OutOfStock),
            mug("few", |few| few.offer.stock = Some(4)),
        ],
        &[("far", "DE")],
    );
    let shown = screen(&given);
    let notices: Vec<String> = shown.lines.iter().map(|row| plain(&row.notice)).collect();
    assert_eq!(
        notices,
        [
            "",
            "Not in this shop’s catalog. It will not be added.",
            "Sold in another market: Germany. It will not be added.",
            "Sold out. It will not be added.",
            "Fewer are in stock: your cart will have 4.",
        ]
    );
    assert_eq!(shown.lines[1].title, "Unknown product", "a stranger's name for it is not shown");
    assert!(shown.lines[1].picture.is_none() && shown.lines[1].price.is_empty());
    assert!(shown.can_add);
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "few 4, red 3");

    let given = answered(opened(shop(), "tradewind://buy/gone:1"), Vec::new(), &[]);
    assert!(!screen(&given).can_add && !screen(&given).blocked.is_empty());
    given.when(Intent::AcceptProposal).effects([]);
}

#[test]
fn what_was_left_out_of_the_link_is_said() {
    let link = "https://shop.example/cart/red:1?discount=A&discount=B&note=x&continue_to=/account";
    let given = answered(opened(shop(), link), mugs(), &[]);
    let shown = screen(&given);
    assert_eq!(shown.left_out.len(), 3, "{:?}", shown.left_out);
    assert!(plain(&shown.code).ends_with(": A"));
    assert_eq!(screen(&proposed(shop())).left_out, Vec::<String>::new());
}

#[test]
fn an_item_whose_id_cannot_be_read_is_left_out_and_that_is_said() {
    let given = answered(opened(shop(), "tradewind://buy/~*:1,red:3"), mugs(), &[]);
    let shown = screen(&given);
    assert_eq!((shown.lines.len(), shown.left_out.len()), (1, 1), "{:?}", shown.left_out);
    assert_eq!((shown.lines[0].title.as_str(), shown.can_add), ("Mug red", true));
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "red 3");
}

#[test]
fn no_thanks_changes_nothing() {
    proposed(shop())
        .when(Intent::DeclineProposal)
        .asks_nothing(|effect| matches!(effect, Effect::Person(_) | Effect::Payment(_)))
        .knows(|model| {
            assert_eq!(*model.route(), Route::Home);
            assert!(model.features.cart.lines.is_empty() && model.features.checkout.codes.is_empty());
            assert!(model.features.proposal.lines.is_empty());
        });
    // Where no proposal is shown, there is nothing to accept.
    proposed(shop()).when(Intent::Back).when(Intent::AcceptProposal).effects([]);
    shop().when(Intent::DeclineProposal).effects([]);
}

#[test]
fn undo_takes_back_what_was_added_and_what_was_raised() {
    let given = shop().with(|model| model.features.cart.lines = vec![line("red", 1, Currency::USD)]);
    let given = proposed(given).when(Intent::AcceptProposal).when(Intent::Undo);
    let given = given.asks(
        |effect| matches!(effect, Effect::Person(PersonOp::RemoveLine { item }) if *item == id("blue")),
    );
    assert_eq!(cart(&given), "red 1");
    assert!(given.model.features.checkout.codes.is_empty());
    given.sees(|snapshot| assert_eq!(snapshot.toast, None)).when(Intent::Undo).effects([]);
}

#[test]
fn undo_leaves_what_the_person_changed_since_and_their_own_code() {
    let given = shop().with(|model| model.features.checkout.codes = vec!["ten".into()]);
    let given = proposed(given)
        .when(Intent::AcceptProposal)
        .when(Intent::SetQuantity { key: "red".into(), quantity: 9 })
        .when(Intent::Undo);
    assert_eq!(cart(&given), "red 9");
    assert_eq!(given.model.features.checkout.codes, ["ten"]);
}

#[test]
fn while_a_payment_is_open_the_cart_stays_as_it_is() {
    let paying = |given: Given| given.with(|model| model.features.checkout.payment = PaymentState::Sending);
    let given = paying(proposed(shop()));
    assert!(!screen(&given).can_add && !screen(&given).blocked.is_empty());
    let given = given.when(Intent::AcceptProposal).effects([]);
    assert_eq!(cart(&given), "");
    // What was added before it cannot be taken back in the midst of it, and can afterwards.
    let given = paying(proposed(shop()).when(Intent::AcceptProposal)).when(Intent::Undo).effects([]);
    let given = given.with(|model| model.features.checkout.payment = PaymentState::Idle).when(Intent::Undo);
    assert_eq!(cart(&given), "");
}

#[test]
fn of_two_proposals_the_newer_one_stands() {
    let given = opened(shop(), LINK);
    let late = given.model.features.proposal.ticket;
    let given = opened(given, "tradewind://buy/green:1");
    let read = Box::new(ProposedRead { here: true, items: mugs(), ..ProposedRead::default() });
    let given = given.told(Outcome::ProposedRead { ticket: late, read });
    assert!(screen(&given).loading);
    let given = answered(given, vec![item("green", Currency::USD)], &[]);
    let titles: Vec<String> = screen(&given).lines.into_iter().map(|row| row.title).collect();
    assert_eq!((titles, screen(&given).code), (vec!["Mug green".to_owned()], String::new()));
}

#[test]
fn a_proposal_that_comes_before_the_person_s_file_waits_for_that_too() {
    let given = proposed(shop().with(|model| model.loaded = false));
    assert!(!screen(&given).can_add);
    let given = given.when(Intent::AcceptProposal).effects([]);
    let file = Loaded { cart: vec![line("green", 1, Currency::USD)], ..Loaded::default() };
    let given = given
        .told(Outcome::Loaded(Box::new(file)))
        .knows(|model| assert_eq!(*model.route(), Route::Proposal));
    assert!(screen(&given).can_add);
    assert_eq!(cart(&given.when(Intent::AcceptProposal)), "blue 2, green 1, red 3");
}

#[test]
fn a_proposal_waits_for_the_first_catalog() {
    let given = opened(Given::a_shop().with(|model| model.catalog.refresh.begin()), LINK);
    let nothing = |given: Given| {
        let ticket = given.model.features.proposal.ticket;
        given.told(Outcome::ProposedRead { ticket, read: Box::default() })
    };
    let given = nothing(given);
    assert!(screen(&given).loading && screen(&given).lines[0].notice.is_empty());
    // It comes: the items are looked up again.
    let given = given.told(Outcome::Refreshed(Ok(Refreshed::Applied)));
    let ticket = given.model.features.home.ticket;
    let head = Some(head(&given.model, 1));
    let home = HomeRead { head, categories: Vec::new(), deals: Vec::new(), recent: Vec::new() };
    let given = given
        .told(Outcome::HomeRead { ticket, home: Box::new(home) })
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Proposed { .. })));
    assert!(screen(&answered(given, mugs(), &[])).can_add);
    // It does not come: that is said, and it can be tried again.
    let given = nothing(opened(Given::a_shop().with(|model| model.catalog.refresh.begin()), LINK));
    let failed = RefreshFailed::from(Fault::new(Code::Timeout));
    let given = given.told(Outcome::Refreshed(Err(failed)));
    let given = nothing(given);
    let ticket = given.model.features.home.ticket;
    let home = HomeRead { head: None, categories: Vec::new(), deals: Vec::new(), recent: Vec::new() };
    let given = given.told(Outcome::HomeRead { ticket, home: Box::new(home) });
    let empty = screen(&given).empty.expect("there is no catalog");
    assert_eq!((empty.code.as_deref(), empty.action.is_empty()), (Some("TIMEOUT"), false));
    assert!(!screen(&given).loading && screen(&given).lines.is_empty());
}

#[test]
fn a_merchant_without_packs_is_asked_once_for_what_is_not_here() {
    let given = shop().with(|model| model.catalog.source = CatalogSource::Online);
    let given = answered(opened(given, LINK), vec![item("red", Currency::USD)], &[]).asks(
        |effect| matches!(effect, Effect::Network(NetworkOp::Proposed { ids, .. }) if *ids == [id("blue")]),
    );
    assert!(screen(&given).loading && screen(&given).lines[1].notice.is_empty());
    let known = answered(given, Vec::new(), &[]).asks_nothing(|effect| matches!(effect, Effect::Network(_)));
    assert_eq!(screen(&known).lines[0].title, "Mug red", "what was known stays known");
    assert!(screen(&known).can_add && !screen(&known).lines[1].notice.is_empty());
    // Without a network nothing can be said of it.
    let given = shop().with(|model| {
        model.catalog.source = CatalogSource::Online;
        model.online = false;
    });
    let given = answered(opened(given, LINK), vec![item("red", Currency::USD)], &[]);
    assert!(!screen(&given).blocked.is_empty() && screen(&given).lines[1].notice.is_empty());
    assert!(screen(&given).can_add, "the rest can be added");
}

#[test]
fn a_merchant_is_asked_no_further_for_what_nobody_looks_at_any_more() {
    let leaves = |effect: &Effect| *effect == Effect::Network(NetworkOp::LeaveProposal);
    let asked = || {
        let given = shop().with(|model| model.catalog.source = CatalogSource::Online);
        answered(opened(given, LINK), Vec::new(), &[]).asks_nothing(leaves)
    };
    asked().when(Intent::DeclineProposal).asks(leaves).when(Intent::Back).asks_nothing(leaves);
    asked().when(Intent::Back).asks(leaves);
    asked().when(Intent::OpenLink { url: "tradewind://buy/green:1".into() }).asks(leaves);
    // Another tab is looked at meanwhile: it lies there still. And what is answered is not asked any more.
    let given = asked().when(Intent::OpenTab { tab: Tab::Cart }).asks_nothing(leaves);
    let ticket = given.model.features.proposal.ticket;
    let read = Box::new(ProposedRead { here: true, items: mugs(), ..ProposedRead::default() });
    given
        .told(Outcome::ProposedRead { ticket, read })
        .when(Intent::OpenTab { tab: Tab::Home })
        .when(Intent::DeclineProposal)
        .asks_nothing(leaves);
}

#[test]
fn what_cannot_be_read_is_said() {
    let given = opened(shop(), LINK);
    let ticket = given.model.features.proposal.ticket;
    let fault = Fault::new(Code::StoreFailed);
    let given = given
        .told(Outcome::ProposedFailed { ticket, fault })
        .asks(|effect| matches!(effect, Effect::Log(_)))
        .when(Intent::DismissToast);
    assert!(!screen(&given).can_add && !screen(&given).blocked.is_empty());
    given.when(Intent::Retry).asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Proposed { .. })));
}

#[test]
fn a_sum_in_two_currencies_is_not_told() {
    let given = shop().with(|model| model.features.cart.lines = vec![line("green", 1, Currency::EUR)]);
    let given = proposed(given);
    assert!(screen(&given).sums.is_empty() && screen(&given).can_add);
}
