//! What `update` makes of news of the catalog and of markets.

use super::*;
use crate::kernel::effects::{CatalogOp, ItemRef};
use crate::kernel::model::Settings;
use tradewind_domain::{Currency, Market, Timestamp, WebUrl};

const AT: Moment = Moment { now: Timestamp(1_795_521_600_000), seconds: 1.0 };

/// An app that has read the person's file, with a network.
pub(crate) fn model() -> Model {
    let english = Language::parse("en").expect("a tag");
    let settings = Settings {
        forced: None,
        chosen: None,
        preferred: vec![english.clone()],
        language: english,
        market: Market::parse("US").expect("a market"),
        currency: Currency::USD,
        time_zone: "UTC".into(),
    };
    let merchant = WebUrl::parse("https://shop.example").expect("https");
    let mut model = Model::new(merchant, settings, true, false);
    model.loaded = true;
    model
}

fn told(model: &mut Model, outcome: Outcome) -> Effects {
    update(model, Message::Outcome(outcome), AT)
}

#[test]
fn a_product_asked_for_while_the_catalog_is_on_its_way_is_looked_for_again_when_it_is_there() {
    let mut model = model();
    refresh(&mut model, AT);
    assert!(model.refreshing);
    let begin = Intent::BeginPurchase { name: "first".into(), item: "mug".into(), quantity: 1 };
    update(&mut model, Message::Intent(begin), AT);
    told(&mut model, Outcome::PurchaseFound { name: "first".into(), known: None });
    let ticket = model.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert_eq!((model.product.fault, model.product.loading), (None, true), "not unknown yet");
    let effects = told(&mut model, Outcome::Refreshed(Ok(Refreshed::Applied)));
    let again = effects.iter().any(|effect| {
        matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(id), .. }) if id.as_str() == "mug")
    });
    assert!(again, "{effects:?}");
    // Now it is: of a catalog that is there.
    let scope = model.wish();
    model.head = Some(crate::kernel::effects::Head {
        scope,
        version: 1,
        as_of: AT.now,
        expires_at: None,
        items: 1,
        signed: true,
    });
    let ticket = model.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert_eq!(model.product.fault.map(|fault| fault.code), Some(tradewind_domain::Code::ItemUnknown));
    // Without any, nothing is known of it.
    model.head = None;
    let ticket = model.product.ticket;
    told(&mut model, Outcome::ItemRead { ticket, found: None });
    assert_eq!(model.product.fault.map(|fault| fault.code), Some(tradewind_domain::Code::CatalogEmpty));
}

#[test]
fn a_market_that_was_guessed_gives_way_to_the_only_one_there_is_and_a_chosen_one_does_not() {
    let germany = Market::parse("DE").expect("a market");
    let failed = |served: Vec<Market>| {
        let fault = Fault::new(tradewind_domain::Code::MarketNotServed);
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
            |effect| matches!(effect, Effect::Net(NetOp::Refresh { wish, .. }) if wish.market == germany),
        );
        assert_eq!(asks, moved, "{effects:?}");
        assert_eq!(model.served, if moved { Vec::new() } else { served });
    }
}

#[test]
fn only_a_person_begins_again_what_did_not_come_to_an_end() {
    let begun = |intent: Intent| {
        let mut model = model();
        model.foreground = false;
        let effects = update(&mut model, Message::Intent(intent), AT);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Net(NetOp::Refresh { asked, .. }) => Some(asked),
            _ => None,
        })
    };
    assert_eq!(begun(Intent::Refresh), Some(true));
    assert_eq!(begun(Intent::Retry), Some(true));
    assert_eq!(begun(Intent::Foreground { active: true }), Some(false));
}
