//! What settings do.

use crate::kernel::effects::{
    Effect, Loaded, NetworkOp, Outcome, PaymentOp, PaymentState, PersonOp, SettingKey,
};
use crate::kernel::intent::{Intent, Tab};
use crate::kernel::testing::{Given, buyer, head, item, product, shown};
use tradewind_catalog::Offered;
use tradewind_domain::{Currency, Market};

fn market(code: &str) -> Market {
    Market::parse(code).expect("a market")
}

fn saves(effect: &Effect, setting: SettingKey, text: &str) -> bool {
    matches!(effect, Effect::Person(PersonOp::SaveSetting { key, value }) if (*key, value.as_str()) == (setting, text))
}

fn settings() -> Given {
    Given::a_shop().when(Intent::OpenTab(Tab::Settings))
}

#[test]
fn a_language_is_kept_and_one_we_do_not_speak_is_refused() {
    settings()
        .when(Intent::SetLanguage { language: "de".into() })
        .asks(|effect| saves(effect, SettingKey::Language, "de"))
        .knows(|model| assert_eq!(model.settings.languages()[0].as_str(), "de"));
    settings()
        .when(Intent::SetLanguage { language: "tlh".into() })
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
}

#[test]
fn another_market_takes_nothing_of_the_former_along() {
    settings()
        .with(|model| {
            model.catalog.head = Some(head(model, 1));
            model.product.read = Some(product(vec![item("red", Currency::USD)]));
        })
        .when(Intent::SetMarket { market: "DE".into() })
        .asks(|effect| saves(effect, SettingKey::Market, "DE"))
        .asks(|effect| matches!(effect, Effect::Network(NetworkOp::Refresh { wish, .. }) if wish.market == market("DE")))
        .knows(|model| assert!(model.catalog.head.is_none() && model.product.read.is_none()));
}

#[test]
fn choosing_the_market_that_is_set_makes_it_the_persons_own() {
    settings()
        .when(Intent::SetMarket { market: "US".into() })
        .asks(|effect| saves(effect, SettingKey::Market, "US"))
        .asks_nothing(|effect| matches!(effect, Effect::Network(_)))
        .when(Intent::SetMarket { market: "US".into() })
        .effects([]);
}

#[test]
fn a_currency_is_a_wish_and_changes_no_price() {
    settings()
        .when(Intent::SetCurrency { currency: "EUR".into() })
        .asks(|effect| saves(effect, SettingKey::Currency, "EUR"))
        .asks_nothing(|effect| matches!(effect, Effect::Network(_)));
    settings().when(Intent::SetCurrency { currency: "euro".into() }).effects([]);
}

#[test]
fn a_time_zone_is_one_that_is_known() {
    settings()
        .when(Intent::SetTimeZone { zone: "Asia/Tokyo".into() })
        .asks(|effect| saves(effect, SettingKey::TimeZone, "Asia/Tokyo"))
        .when(Intent::SetTimeZone { zone: "Mars/Olympus".into() })
        .effects([])
        .knows(|model| assert_eq!(model.settings.time_zone, "Asia/Tokyo"));
}

#[test]
fn what_the_index_names_is_offered_and_kept_for_a_day_without_network() {
    let offered = vec![
        Offered { market: market("JP"), currency: Some(Currency::JPY) },
        Offered { market: market("DE"), currency: None },
    ];
    settings()
        .told(Outcome::Offered(offered.clone()))
        .asks(|effect| saves(effect, SettingKey::Offered, "JP:JPY DE"))
        .screen(|screen| {
            let keys: Vec<&str> =
                shown!(Settings, screen).market.options.iter().map(|one| one.key.as_str()).collect();
            assert_eq!(keys, ["JP", "DE"]);
        })
        .told(Outcome::Offered(offered.clone()))
        .effects([]);
    let stored = Loaded { settings: vec![(SettingKey::Offered, "JP:JPY DE".into())], ..Loaded::default() };
    Given::a_shop()
        .told(Outcome::Loaded(Box::new(stored)))
        .knows(|model| assert_eq!(model.catalog.offered, offered));
}

#[test]
fn what_the_file_says_goes_before_what_the_host_began_with_but_not_before_a_choice() {
    let stored = || {
        let settings =
            vec![(SettingKey::Market, "JP".to_owned()), (SettingKey::TimeZone, "Mars/Olympus".to_owned())];
        Outcome::Loaded(Box::new(Loaded { settings, ..Loaded::default() }))
    };
    Given::a_shop().told(stored()).knows(|model| {
        assert_eq!((model.settings.market, model.settings.time_zone.as_str()), (market("JP"), "UTC"))
    });
    settings()
        .when(Intent::SetMarket { market: "DE".into() })
        .told(stored())
        .knows(|model| assert_eq!(model.settings.market, market("DE")));
}

#[test]
fn the_persons_data_is_forgotten_with_the_session_and_not_while_they_pay() {
    let kept =
        || settings().with(|model| (model.buyer, model.checkout.payment) = (buyer(), PaymentState::Idle));
    kept()
        .screen(|screen| assert!(!shown!(Settings, screen).delete_label.is_empty()))
        .when(Intent::DeleteBuyer)
        .effects([Effect::Person(PersonOp::DeleteBuyer), Effect::Payment(PaymentOp::Abandon)])
        .screen(|screen| assert!(shown!(Settings, screen).buyer.is_empty()));
    kept()
        .with(|model| model.checkout.payment = PaymentState::Unknown)
        .when(Intent::DeleteBuyer)
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("PAYMENT_PENDING")));
}
