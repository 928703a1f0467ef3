//! What a shopper meets first: language, time zone, market, links and address, through the app against the real merchant.

use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_app::screen::{CheckoutPhase, HomeScreen, Screen};
use tradewind_app::{AppConfig, Intent, Shop, Snapshot};
use tradewind_domain::Language;
use tradewind_domain::address::BuyerField;
use tradewind_l10n::LanguageInfo;
use tradewind_ports::{SheetEnd, WalletError, WalletRequest, WalletSheet};
use tradewind_suite::merchant::publish_seed;
use tradewind_suite::{Merchant, hosts};

struct NoWallet;

impl WalletSheet for NoWallet {
    fn present(&self, _request: &WalletRequest) -> Result<(), WalletError> {
        Err(WalletError::Unavailable)
    }

    fn dismiss(&self, _sheet: &str, _end: SheetEnd) {}
}

struct World {
    folder: tempfile::TempDir,
    merchant: Merchant,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    World { folder, merchant }
}

impl World {
    fn config(&self, language: &str, market: &str) -> AppConfig {
        let data = self.folder.path().join(format!("{language}-{market}"));
        hosts::config(&self.merchant.base, &data, language, market)
    }

    fn open(&self, config: AppConfig) -> Shop {
        Shop::new(config, hosts::ports(&self.merchant.base, Arc::new(NoWallet))).expect("opens")
    }
}

/// Waits for a snapshot in which `find` finds something.
fn wait<T>(shop: &Shop, what: &str, find: impl Fn(&Snapshot) -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let snapshot = shop.snapshot();
        if let Some(found) = snapshot.as_deref().and_then(&find) {
            return found;
        }
        assert!(Instant::now() < end, "not seen: {what}\n{snapshot:#?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn home(shop: &Shop, what: &str, good: impl Fn(&HomeScreen) -> bool) -> HomeScreen {
    wait(shop, what, |snapshot| match &snapshot.screen {
        Screen::Home { content: home } if good(home) => Some(home.clone()),
        _ => None,
    })
}

#[test]
fn a_phones_tag_with_extensions_or_variants_chooses_its_language() {
    let w = world();
    for (tag, spoken) in [
        ("de-DE-u-fw-mon-mu-celsius", "de"),
        ("ja-JP-u-ca-japanese", "ja"),
        ("ar-EG-u-nu-arab", "ar"),
        ("de-CH-1901", "de"),
    ] {
        let mut config = w.config(spoken, "DE");
        config.data_folder = w.folder.path().join(tag);
        config.preferred_languages = Language::parse(tag).into_iter().collect();
        let shop = w.open(config);
        assert_eq!(wait(&shop, tag, |snapshot| Some(snapshot.language.clone())), spoken, "{tag}");
        // As the system tells it later.
        shop.dispatch(Intent::Locales { preferred: vec!["tlh".into(), "ja-JP-u-ca-japanese".into()] });
        wait(&shop, tag, |snapshot| (snapshot.language == "ja").then_some(()));
    }
}

#[test]
fn a_time_zone_that_the_app_does_not_know_does_not_keep_it_shut() {
    let w = world();
    for (at, zone) in ["Mars/Olympus", "America/Nowhere", "", "GMT+03:00"].into_iter().enumerate() {
        let mut config = w.config("en", "US");
        config.data_folder = w.folder.path().join(format!("zone-{at}"));
        config.time_zone = zone.into();
        let shop = w.open(config);
        let home = home(&shop, zone, |home| !home.as_of.is_empty());
        assert!(home.empty.is_none(), "{zone}");
    }
}

#[test]
fn a_phone_of_a_country_that_is_not_served_says_so_and_offers_those_of_the_merchants_index() {
    let w = world();
    let shop = w.open(w.config("en", "GB"));
    let empty = home(&shop, "why nothing is there", |home| {
        home.empty.as_ref().is_some_and(|empty| empty.title.contains("country"))
    });
    let empty = empty.empty.expect("it was there");
    assert!(empty.body.contains("doesn’t sell to your country"), "{}", empty.body);
    assert_eq!(empty.action, "Choose a country");
    shop.dispatch(Intent::Retry);
    let markets = wait(&shop, "the settings", |snapshot| match &snapshot.screen {
        Screen::Settings { content: settings } => {
            settings.choice("market").map(|market| market.options.clone())
        }
        _ => None,
    });
    let mut keys: Vec<&str> = markets.iter().map(|one| one.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["AE", "BR", "CN", "DE", "IN", "JP", "KE", "US"]);
    assert!(markets.iter().any(|one| one.key == "DE" && one.label == "Germany"));
    shop.dispatch(Intent::SetMarket { market: "DE".into() });
    shop.dispatch(Intent::OpenTab { tab: tradewind_app::Tab::Home });
    home(&shop, "the catalog of Germany", |home| home.empty.is_none() && !home.categories.is_empty());
    shop.shutdown();
    // Known from then on without a network.
    let mut config = w.config("en", "GB");
    config.online = false;
    let shop = w.open(config);
    shop.dispatch(Intent::OpenTab { tab: tradewind_app::Tab::Settings });
    wait(&shop, "the same markets offline", |snapshot| match &snapshot.screen {
        Screen::Settings { content: settings } => {
            let offered = &settings.choice("market")?.options;
            offered.iter().map(|one| &one.key).eq(markets.iter().map(|one| &one.key)).then_some(())
        }
        _ => None,
    });
}

#[test]
fn links_with_tracking_fragments_and_slashes_open_their_product() {
    let w = world();
    let shop = w.open(w.config("en", "US"));
    home(&shop, "the catalog", |home| !home.categories.is_empty());
    let feed = "https://seed.tradewind.example/p/mug-indigo";
    let own = format!("{}/p/mug-indigo", w.merchant.base);
    for link in [
        feed.to_owned(),
        format!("{feed}?utm_source=x"),
        format!("{feed}?utm_campaign=&fbclid=1"),
        format!("{feed}#reviews"),
        format!("{feed}/"),
        format!("{feed}/?gclid=1#a"),
        format!("{own}/"),
        format!("{own}?utm_source=tiktok"),
        "tradewind://p/mug-indigo?utm_source=ig".to_owned(),
        "tradewind://p/mug-indigo/#reviews".to_owned(),
        format!("“{feed}”."),
    ] {
        shop.dispatch(Intent::OpenTab { tab: tradewind_app::Tab::Home });
        shop.dispatch(Intent::OpenLink { url: link.clone() });
        wait(&shop, &link, |snapshot| match &snapshot.screen {
            Screen::Product { content: product } => (product.key == "mug-indigo").then_some(()),
            _ => None,
        });
        shop.dispatch(Intent::Back);
        home(&shop, "back", |_| true);
    }
    shop.dispatch(Intent::OpenLink { url: format!("{}?utm_source=x", feed.replace("indigo", "none")) });
    wait(&shop, "a stranger", |snapshot| match &snapshot.screen {
        Screen::Product { content: product } => product.empty.as_ref().map(|_| ()),
        _ => None,
    });
}

#[test]
fn an_address_is_taken_as_people_write_it() {
    let w = world();
    let shop = w.open(w.config("en", "US"));
    home(&shop, "the catalog", |home| !home.categories.is_empty());
    shop.dispatch(Intent::OpenProduct { key: "mug-sand".into() });
    wait(&shop, "the product", |snapshot| match &snapshot.screen {
        Screen::Product { content: product } => product.can_add.then_some(()),
        _ => None,
    });
    shop.dispatch(Intent::AddToCart { quantity: 1 });
    shop.dispatch(Intent::OpenCheckout);
    let fields = |shop: &Shop, what: &str| {
        wait(shop, what, |snapshot| match &snapshot.screen {
            Screen::Checkout { content: one } if one.phase == CheckoutPhase::Buyer => {
                Some(one.fields.clone())
            }
            _ => None,
        })
    };
    fields(&shop, "the form");
    for (field, value) in [
        (BuyerField::Email, "suharto@@example.com"),
        (BuyerField::FirstName, "\u{200b}"),
        (BuyerField::PhoneNumber, "٠٥٠ ١٢٣ ٤٥٦٧"),
        (BuyerField::StreetAddress, "1 Harbour Street"),
        (BuyerField::AddressLocality, "Port"),
        (BuyerField::AddressRegion, "OR"),
        (BuyerField::PostalCode, "abc"),
    ] {
        shop.dispatch(Intent::EditBuyer { field, value: value.into() });
    }
    shop.dispatch(Intent::SubmitBuyer);
    let wrong = wait(&shop, "what is wrong", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: one } => {
            let wrong: Vec<_> =
                one.fields.iter().filter(|field| !field.error.is_empty()).map(|field| field.field).collect();
            (!wrong.is_empty()).then_some(wrong)
        }
        _ => None,
    });
    assert_eq!(wrong, [BuyerField::Email, BuyerField::FirstName, BuyerField::PostalCode]);
    let error =
        |field| fields(&shop, "errors").iter().find(|one| one.field == field).map(|one| one.error.clone());
    assert!(error(BuyerField::PostalCode).is_some_and(|text| text.contains("95014")));
    for (field, value) in [
        (BuyerField::Email, "suharto@example.com"),
        (BuyerField::FirstName, "Suharto"),
        (BuyerField::PostalCode, "９７２０１"),
    ] {
        shop.dispatch(Intent::EditBuyer { field, value: value.into() });
    }
    shop.dispatch(Intent::SubmitBuyer);
    let summary = wait(&shop, "one name is enough", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: one } if one.phase == CheckoutPhase::Review && !one.loading => {
            Some(one.buyer_summary.clone())
        }
        _ => None,
    });
    assert_eq!(
        summary,
        [
            "Suharto",
            "1 Harbour Street",
            "Port, OR 97201",
            "United States",
            "suharto@example.com",
            "050 123 4567"
        ]
    );
}

/// What else names every language stays equal with `assets/l10n/languages.toml`.
#[test]
fn the_phones_know_the_languages_of_the_table() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let listed = read("android/app/src/main/res/xml/locales.xml");
    let line = |tag: &str| format!("    <locale android:name=\"{tag}\" />");
    let wanted: Vec<String> = LanguageInfo::all().iter().map(|one| line(one.tag)).collect();
    let found: Vec<&str> = listed.lines().filter(|line| line.contains("<locale ")).collect();
    assert_eq!(
        found,
        wanted,
        "android/app/src/main/res/xml/locales.xml lists other languages than assets/l10n/languages.toml; write\n{}",
        wanted.join("\n")
    );
    // Other letters than Latin ones have line heights and fonts of their own, on the page and on Android.
    let (css, theme) = (
        read("tests/desk-phone/page/phone.css"),
        read("android/app/src/main/kotlin/example/tradewind/theme/Theme.kt"),
    );
    for one in LanguageInfo::all().iter().filter(|one| one.script != "Latn") {
        let (tag, script) = (one.tag, one.script);
        assert!(
            css.contains(&format!("#phone:lang({tag}) {{ --leading:")),
            "tests/desk-phone/page/phone.css has no `#phone:lang({tag})` with fonts and line heights for {script}"
        );
        assert!(
            theme.contains(&format!("\"{tag}\" -> Leading.")),
            "android's theme/Theme.kt has no line height for {tag} ({script})"
        );
    }
}
