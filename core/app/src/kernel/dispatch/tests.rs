//! What `update` makes of news of the catalog and of markets.

use super::*;
use crate::kernel::effects::{CatalogOp, ItemRef, NetworkOp, RefreshFailed, Refreshed};
use crate::kernel::error::Fault;
use crate::kernel::testing::{AT, Given, head};
use tradewind_domain::{Code, Market};

fn model() -> Model {
    Given::a_shop().model
}

fn told(model: &mut Model, outcome: Outcome) -> Effects {
    update(model, Message::Outcome(outcome), AT)
}

#[test]
fn a_product_asked_for_while_the_catalog_is_on_its_way_is_looked_for_again_when_it_is_there() {
    let mut model = model();
    refresh::begin(&mut model, AT);
    assert!(model.catalog.refresh.is_under_way());
    let begin = Intent::BeginPurchase { name: "first".into(), item: "mug".into(), quantity: 1 };
    update(&mut model, Message::Intent(begin), AT);
    told(&mut model, Outcome::PurchaseFound { name: "first".into(), known: None });
    let ticket = model.features.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert!(model.features.product.item.waits(), "not unknown yet");
    let effects = told(&mut model, Outcome::Refreshed(Ok(Refreshed::Applied)));
    let again = effects.iter().any(|effect| {
        matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(id), .. }) if id.as_str() == "mug")
    });
    assert!(again, "{effects:?}");
    // Now it is: of a catalog that is there.
    model.catalog.head = Some(head(&model, 1));
    let ticket = model.features.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert_eq!(model.features.product.item.fault().map(|fault| fault.code), Some(Code::ItemUnknown));
    // Without any, nothing is known of it.
    model.catalog.head = None;
    let ticket = model.features.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert_eq!(model.features.product.item.fault().map(|fault| fault.code), Some(Code::CatalogEmpty));
}

#[test]
fn a_market_that_was_guessed_gives_way_to_the_only_one_there_is_and_a_chosen_one_does_not() {
    let germany = Market::parse("DE").expect("a market");
    let failed = |served: Vec<Market>| {
        let fault = Fault::new(Code::MarketNotServed);
        Outcome::Refreshed(Err(RefreshFailed { fault, served }))
    };
    let japan = Market::parse("JP").expect("a market");
    for (chosen, served, wanted) in [
        (false, vec![germany], "DE"),
        (true, vec![germany], "US"),
        (false, vec![germany, japan], "US"),
        (false, vec![], "US"),
    ] {
        let mut model = model();
        if chosen {
            update(&mut model, Message::Intent(Intent::SetMarket { market: "US".into() }), AT);
        }
        let effects = told(&mut model, failed(served.clone()));
        assert_eq!(model.settings.market.as_str(), wanted, "{served:?}");
        let moved = wanted != "US";
        let asks = effects.iter().any(
            |effect| matches!(effect, Effect::Network(NetworkOp::Refresh { wish, .. }) if wish.market == germany),
        );
        assert_eq!(asks, moved, "{effects:?}");
        assert_eq!(model.catalog.refresh.served(), if moved { Vec::new() } else { served });
    }
}

#[test]
fn only_a_person_begins_again_what_did_not_come_to_an_end() {
    let begun = |intent: Intent| {
        let mut model = model();
        model.foreground = false;
        let effects = update(&mut model, Message::Intent(intent), AT);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Network(NetworkOp::Refresh { asked, .. }) => Some(asked),
            _ => None,
        })
    };
    assert_eq!(begun(Intent::Refresh), Some(true));
    assert_eq!(begun(Intent::Retry), Some(true));
    assert_eq!(begun(Intent::Foreground { active: true }), Some(false));
}
