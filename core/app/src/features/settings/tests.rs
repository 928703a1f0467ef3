//! What settings do.

use crate::features::settings::SETTINGS;
use crate::kernel::effects::{Effect, Loaded, NetworkOp, Outcome, PaymentOp, PaymentState, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::screens::Screen;
use crate::kernel::testing::{AT, Given, buyer, head, item, product, shown, shows};
use crate::kernel::view_context::ViewContext;
use tradewind_catalog::Offered;
use tradewind_domain::{Currency, Language, Market};
use tradewind_l10n::{Localizer, plain};

fn market(code: &str) -> Market {
    Market::parse(code).expect("a market")
}

fn saves(effect: &Effect, setting: &str, text: &str) -> bool {
    matches!(effect, Effect::Person(PersonOp::SaveSetting { key, value }) if (*key, value.as_str()) == (setting, text))
}

fn settings() -> Given {
    Given::a_shop().when(Intent::OpenTab { tab: Tab::Settings })
}

#[test]
fn a_language_is_kept_and_one_we_do_not_speak_is_refused() {
    settings()
        .when(Intent::SetLanguage { language: "de".into() })
        .asks(|effect| saves(effect, "language", "de"))
        .knows(|model| assert_eq!(model.settings.languages()[0].as_str(), "de"));
    settings()
        .when(Intent::SetLanguage { language: "tlh".into() })
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
}

#[test]
fn a_code_is_entered_in_settings_and_scanned_from_home() {
    let home = |screen: &Screen| shown!(Home, screen).code.clone();
    let mut offered = None;
    let given = Given::a_shop().screen(|screen| offered = Some(home(screen)));
    let offered = offered.expect("home is shown");
    assert_eq!(offered.scan_label, "Scan a code");
    given.when(Intent::OpenTab { tab: Tab::Settings }).screen(|screen| {
        let code = &shown!(Settings, screen).code;
        assert_eq!(*code, offered, "the same words in both places");
        assert!(!code.note.is_empty() && !code.open_label.is_empty() && !code.scan_refused.is_empty());
    });
    // What is typed goes where links go, also what is none.
    settings().when(Intent::OpenLink { url: "12 monkeys".into() }).sees(|snapshot| {
        assert_eq!(snapshot.screen.name(), "settings");
        assert!(snapshot.toast.is_some(), "and that is said");
    });
}

#[test]
fn another_market_takes_nothing_of_the_former_along() {
    settings()
        .with(|model| {
            model.catalog.head = Some(head(model, 1));
            shows(model, product(vec![item("red", Currency::USD)]));
        })
        .when(Intent::SetMarket { market: "DE".into() })
        .asks(|effect| saves(effect, "market", "DE"))
        .asks(|effect| matches!(effect, Effect::Network(NetworkOp::Refresh { wish, .. }) if wish.market == market("DE")))
        .knows(|model| assert!(model.catalog.head.is_none() && model.features.product.item.shown().is_none()));
}

#[test]
fn choosing_the_market_that_is_set_makes_it_the_persons_own() {
    settings()
        .when(Intent::SetMarket { market: "US".into() })
        .asks(|effect| saves(effect, "market", "US"))
        .asks_nothing(|effect| matches!(effect, Effect::Network(_)))
        .when(Intent::SetMarket { market: "US".into() })
        .effects([]);
}

#[test]
fn a_currency_is_a_wish_and_changes_no_price() {
    settings()
        .when(Intent::SetCurrency { currency: "EUR".into() })
        .asks(|effect| saves(effect, "currency", "EUR"))
        .asks_nothing(|effect| matches!(effect, Effect::Network(_)));
    settings().when(Intent::SetCurrency { currency: "euro".into() }).effects([]);
}

#[test]
fn a_time_zone_is_one_that_is_known() {
    settings()
        .when(Intent::SetTimeZone { zone: "Asia/Tokyo".into() })
        .asks(|effect| saves(effect, "time_zone", "Asia/Tokyo"))
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
        .asks(|effect| saves(effect, "offered", "JP:JPY DE"))
        .screen(|screen| {
            let keys: Vec<&str> = shown!(Settings, screen)
                .choice("market")
                .expect("it is shown")
                .options
                .iter()
                .map(|one| one.key.as_str())
                .collect();
            assert_eq!(keys, ["JP", "DE"]);
        })
        .told(Outcome::Offered(offered.clone()))
        .effects([]);
    let stored = Loaded { settings: vec![("offered", "JP:JPY DE".into())], ..Loaded::default() };
    Given::a_shop()
        .told(Outcome::Loaded(Box::new(stored)))
        .knows(|model| assert_eq!(model.catalog.offered, offered));
}

#[test]
fn what_the_file_says_goes_before_what_the_host_began_with_but_not_before_a_choice() {
    let stored = || {
        let settings = vec![("market", "JP".to_owned()), ("time_zone", "Mars/Olympus".to_owned())];
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
    let kept = || {
        settings()
            .with(|model| (model.buyer, model.features.checkout.payment) = (buyer(), PaymentState::Idle))
    };
    kept()
        .screen(|screen| assert!(!shown!(Settings, screen).delete_label.is_empty()))
        .when(Intent::DeleteBuyer)
        .effects([Effect::Person(PersonOp::DeleteBuyer), Effect::Payment(PaymentOp::Abandon)])
        .screen(|screen| assert!(shown!(Settings, screen).buyer.is_empty()));
    kept()
        .with(|model| model.features.checkout.payment = PaymentState::Unknown { facts: None, stopping: None })
        .when(Intent::DeleteBuyer)
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("PAYMENT_PENDING")));
}

#[test]
fn each_setting_takes_what_it_offers_keeps_it_by_its_name_and_finds_it_again() {
    let selected = |screen: &Screen, setting: &str| {
        let choice = shown!(Settings, screen).choice(setting).expect("it is shown").clone();
        choice.options.into_iter().find(|option| option.selected).map(|option| option.key)
    };
    for setting in SETTINGS {
        let english = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("compiled in");
        let context = ViewContext {
            words: &english,
            now: AT.now,
            market: crate::kernel::testing::market(),
            seconds: AT.seconds,
        };
        for option in (setting.options)(&settings().model, &context) {
            let choose = Intent::ChooseSetting { setting: setting.key.to_owned(), value: option.key.clone() };
            settings().when(choose).asks(|effect| saves(effect, setting.key, &option.key));
            let stored = Loaded { settings: vec![(setting.key, option.key.clone())], ..Loaded::default() };
            settings().told(Outcome::Loaded(Box::new(stored))).in_its_language().screen(|screen| {
                assert_eq!(selected(screen, setting.key).as_deref(), Some(option.key.as_str()));
            });
        }
    }
}

#[test]
fn what_was_spent_elsewhere_is_asked_where_it_is_limited_and_kept_as_a_plain_amount() {
    let yuan = Currency::parse("CNY").expect("a currency");
    let china = || Given::a_shop_in("CN", yuan).when(Intent::OpenTab { tab: Tab::Settings });
    let says = |value: &str| Intent::ChooseSetting { setting: "spent_elsewhere".into(), value: value.into() };
    let value = |screen: &Screen| shown!(Settings, screen).spent.clone().expect("it is asked").value;
    settings().screen(|screen| assert_eq!(shown!(Settings, screen).spent, None)).when(says("5")).effects([]);
    let given = china()
        .screen(|screen| {
            let field = shown!(Settings, screen).spent.clone().expect("it is asked");
            assert_eq!((field.setting.as_str(), field.value.as_str()), ("spent_elsewhere", ""));
            assert!(plain(&field.note).contains("26,000.00"), "{}", field.note);
        })
        .when(says(" 1200.5 "))
        .asks(|effect| saves(effect, "spent_elsewhere", "CN 2026 CNY 120050"))
        .screen(|screen| assert_eq!(value(screen), "1200.50"));
    for bad in ["much", "-5", "1,200", "1.200", "1.234.567", "0.001"] {
        china()
            .when(says(bad))
            .effects([])
            .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT"), "{bad}"));
    }
    china().when(says("1200,5")).screen(|screen| assert_eq!(value(screen), "1200.50"));
    // Found again in this year, not in another.
    for (kept, shown) in [("CN 2026 CNY 120050", "1200.50"), ("CN 2025 CNY 120050", ""), ("", "")] {
        let stored = Loaded { settings: vec![("spent_elsewhere", kept.into())], ..Loaded::default() };
        china().told(Outcome::Loaded(Box::new(stored))).screen(|screen| assert_eq!(value(screen), shown));
    }
    given.when(says("")).asks(|effect| saves(effect, "spent_elsewhere", "")).screen(|screen| {
        assert_eq!(value(screen), "");
    });
}

#[test]
fn what_is_no_setting_or_no_value_of_it_is_refused() {
    for (setting, value) in [("shoe_size", "43"), ("market", "Germany"), ("", "")] {
        settings()
            .when(Intent::ChooseSetting { setting: setting.into(), value: value.into() })
            .effects([])
            .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
    }
}

#[test]
fn as_json_each_setting_is_a_field_of_its_own_name_too() {
    settings().screen(|screen| {
        let json = serde_json::to_value(screen).expect("plain data");
        assert_eq!(json["kind"], "settings");
        for (setting, choice) in SETTINGS.iter().zip(json["choices"].as_array().expect("a list")) {
            assert_eq!((&json[setting.key], &choice["setting"]), (choice, &setting.key.into()));
        }
    });
}
