//! The facade as a shell calls it, with hosts in Rust: real core, real merchant, real files.
//!
//! That a field or a variant added in the core and forgotten in the mirrors is noticed needs no test: it does not compile.

mod world;

use std::sync::Arc;
use std::sync::mpsc::channel;
use tradewind::facade::{Shop, first_paint, live_handles};
use tradewind::mirror::intent::{Intent, of_core};
use tradewind::mirror::wallet::WalletOutcome;
use tradewind::surface::SurfaceKind;
use tradewind::{HostError, ShopError};
use tradewind_app::{Screen, Tab};
use tradewind_domain::{Code, Language, lock};
use tradewind_l10n::Localizer;
use tradewind_suite::painter::SoftPainter;
use tradewind_suite::scenario;
use world::{Answer, Clumsy, Deaf, Keys, Memory, Payer, Watcher, World, at_rest, lent};

const OFFLINE: &str = "http://127.0.0.1:1";

#[test]
fn the_first_snapshot_comes_at_once_and_later_ones_in_order() {
    let world = World::new();
    let shop = world.shop(OFFLINE, Memory::shared(), Payer::shared(Answer::Nothing)).expect("opens");
    let first = Watcher::shared();
    let held = shop.observe(Box::new(first.clone())).expect("observes");
    let home = first.wait(|snapshot| matches!(snapshot.screen, Screen::Home { .. }));
    let late = Watcher::shared();
    let _late = shop.observe(Box::new(late.clone())).expect("observes");
    let present = late.wait(|_| true).revision;
    assert!((home.revision..=first.latest()).contains(&present), "the present one, at once");
    shop.dispatch(Intent::OpenTab { tab: Tab::Settings }).expect("dispatches");
    let settings = late.wait(|snapshot| matches!(snapshot.screen, Screen::Settings { .. }));
    assert!(settings.revision > home.revision);
    held.end().expect("ends");
    held.end().expect("twice is once");
    let heard = first.count();
    shop.dispatch(Intent::OpenTab { tab: Tab::Orders }).expect("dispatches");
    late.wait(|snapshot| matches!(snapshot.screen, Screen::Orders { .. }));
    assert_eq!(first.count(), heard, "who ended hears nothing more");
    assert!(late.in_order());
    shop.shutdown().expect("shuts down");
}

#[test]
fn what_cannot_be_read_is_refused_in_the_person_s_language() {
    let world = World::new();
    let good = world.config(OFFLINE);
    let mut wrong = vec![good.clone(); 6];
    wrong[0].merchant = "http://shop.example".to_owned();
    wrong[1].host_overrides = vec!["https://a.example=https://b.example".to_owned()];
    wrong[2].profile_url = Some("nowhere".to_owned());
    // A key or an origin that cannot be read never ends as none.
    wrong[3].publisher_key = Some("abc".to_owned());
    wrong[4].publisher_key = Some("+".repeat(64));
    wrong[5].allowed_origins = vec!["http://pay.example".to_owned()];
    for config in wrong {
        let text = |languages: &[&str]| {
            let languages = languages.iter().map(|&tag| tag.to_owned()).collect();
            let config = tradewind::ShopConfig { languages, ..config.clone() };
            match Shop::new(
                config,
                Box::new(Memory::shared()),
                lent(Payer::shared(Answer::Nothing)),
                None,
                None,
            ) {
                Err(ShopError::Refused { code, text }) if code == "BAD_INPUT" => text,
                Err(error) => unreachable!("{error:?}"),
                Ok(_) => unreachable!("opened"),
            }
        };
        let (english, german) = (text(&["x!", "en"]), text(&["de"]));
        assert!(!english.is_empty() && english != german && english != "BAD_INPUT", "{english} {german}");
    }
    let one =
        Shop::new(good.clone(), Box::new(Memory::shared()), lent(Payer::shared(Answer::Nothing)), None, None)
            .expect("opens");
    let other =
        Shop::new(good.clone(), Box::new(Memory::shared()), lent(Payer::shared(Answer::Nothing)), None, None);
    assert!(matches!(other.err(), Some(ShopError::Refused { code, .. }) if code == "FOLDER_LOCKED"));
    one.shutdown().expect("shuts down");
    at_rest(one);
    // A time zone that is younger than the app is no reason to keep it shut.
    let odd = tradewind::ShopConfig { time_zone: "Moon/Dark".to_owned(), ..good };
    let one = Shop::new(odd, Box::new(Memory::shared()), lent(Payer::shared(Answer::Nothing)), None, None)
        .expect("opens");
    one.shutdown().expect("shuts down");
    at_rest(one);
}

#[test]
fn another_clock_is_for_a_merchant_on_this_machine_alone() {
    let world = World::new();
    let here = world.config(OFFLINE);
    let mut elsewhere = here.clone();
    elsewhere.merchant = "https://shop.example".to_owned();
    elsewhere.data_folder.push_str("-elsewhere");
    let opens = |config: &tradewind::ShopConfig, clock: Option<&str>| {
        let config = tradewind::ShopConfig { sandbox_clock: clock.map(str::to_owned), ..config.clone() };
        match Shop::new(config, Box::new(Memory::shared()), lent(Payer::shared(Answer::Nothing)), None, None)
        {
            Ok(shop) => {
                shop.shutdown().expect("shuts down");
                at_rest(shop);
                true
            }
            Err(ShopError::Refused { code, .. }) if code == "BAD_INPUT" => false,
            Err(error) => unreachable!("{error:?}"),
        }
    };
    let moment = Some("2026-06-30T12:00:00Z");
    assert!(opens(&here, moment) && !opens(&here, Some("yesterday")));
    assert!(opens(&elsewhere, None) && !opens(&elsewhere, moment));
}

/// The key that everybody has and the sandbox signs with (`tradewind_pack::DEVELOPMENT_SEED`'s).
const SANDBOX_KEY: &str = "efbdc29f8bb9f358fcde7a2efbc124b0d36396dcb7bf5bc3c73fd3893da5dd96";

#[test]
fn a_configured_key_is_the_only_one_that_is_trusted() {
    let world = World::new();
    let merchant = world.merchant();
    let english = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    for (key, trusted) in [(SANDBOX_KEY.to_owned(), true), ("ab".repeat(32), false)] {
        let mut config = world.config(&merchant.base);
        config.data_folder.push_str(&key);
        config.publisher_key = Some(key);
        let wallet = Payer::shared(Answer::Nothing);
        let shop = Shop::new(config, Box::new(Memory::shared()), lent(wallet), None, None).expect("opens");
        let watcher = Watcher::shared();
        let watching = shop.observe(Box::new(watcher.clone())).expect("observes");
        let refusal = english.error(Code::PackSignature);
        watcher.wait(|snapshot| match &snapshot.screen {
            Screen::Home { content: home } if trusted => !home.as_of.is_empty() && home.empty.is_none(),
            Screen::Home { content: home } => home.empty.as_ref().is_some_and(|empty| empty.body == refusal),
            _ => false,
        });
        watching.end().expect("ends");
        shop.shutdown().expect("shuts down");
        at_rest(shop);
    }
}

#[test]
fn ten_thousand_observations_leave_nothing_behind() {
    let world = World::new();
    let before = live_handles().expect("counts");
    assert_eq!((before.shops, before.observations, before.pixels, before.hosts), (0, 0, 0, 0));
    let shop = world.shop(OFFLINE, Memory::shared(), Payer::shared(Answer::Nothing)).expect("opens");
    for turn in 0..10_000 {
        let observation = shop.observe(Box::new(Deaf)).expect("observes");
        // Ended by its call, or by letting the object go.
        if turn % 2 == 0 {
            observation.end().expect("ends");
        }
    }
    let kept = shop.observe(Box::new(Deaf)).expect("observes");
    let now = live_handles().expect("counts");
    assert_eq!((now.shops, now.observations), (1, 1));
    shop.shutdown().expect("shuts down");
    kept.end().expect("ends");
    at_rest(shop);
}

#[test]
fn after_the_shutdown_every_call_is_harmless() {
    let world = World::new();
    let shop = world.shop(OFFLINE, Memory::shared(), Payer::shared(Answer::Nothing)).expect("opens");
    shop.shutdown().expect("shuts down");
    shop.shutdown().expect("twice is once");
    shop.dispatch(Intent::Refresh).expect("a late tap is no fault");
    shop.wallet_answered("sheet".to_owned(), WalletOutcome::Cancelled).expect("nor a late answer");
    let watcher = Watcher::shared();
    let observation = shop.observe(Box::new(watcher.clone())).expect("nor a late observer");
    assert!(shop.frame(16, 16).expect("no frame").is_none());
    assert!(!shop.draw_surface().expect("no window"));
    assert!(matches!(
        shop.picture("https://shop.example/a.png".to_owned(), 8, 8).err(),
        Some(ShopError::Refused { .. })
    ));
    observation.end().expect("ends");
    assert_eq!(watcher.count(), 0);
    at_rest(shop);
}

#[test]
fn hosts_that_throw_cost_what_they_lend_and_nothing_else() {
    let world = World::new();
    let merchant = world.merchant();
    let vault = Keys(|| Err(HostError::Failed));
    let shop = world.shop(&merchant.base, vault, Payer::shared(Answer::Nothing)).expect("opens");
    let _clumsy = shop.observe(Box::new(Clumsy)).expect("observes");
    let watcher = Watcher::shared();
    let _watching = shop.observe(Box::new(watcher.clone())).expect("observes");
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("there are words");
    let said = words.error(Code::VaultFailed);
    watcher.wait(|snapshot| {
        matches!(&snapshot.screen, Screen::Home { content: home } if home.empty.as_ref().is_some_and(|empty| empty.body == said))
    });
    shop.dispatch(Intent::OpenTab { tab: Tab::Settings }).expect("dispatches");
    watcher.wait(|snapshot| matches!(snapshot.screen, Screen::Settings { .. }));
    shop.shutdown().expect("shuts down");
}

#[test]
fn a_host_that_stalls_holds_up_nobody_else() {
    let world = World::new();
    let merchant = world.merchant();
    let (release, released) = channel::<()>();
    let released = std::sync::Mutex::new(released);
    let vault = Keys(move || {
        let _ = lock(&released).recv();
        Err(HostError::Locked)
    });
    let shop = world.shop(&merchant.base, vault, Payer::shared(Answer::Nothing)).expect("opens");
    let watcher = Watcher::shared();
    let watching = shop.observe(Box::new(watcher.clone())).expect("observes");
    for tab in [Tab::Settings, Tab::Orders, Tab::Cart] {
        shop.dispatch(Intent::OpenTab { tab }).expect("dispatches");
        watcher.wait(|snapshot| snapshot.tabs.iter().any(|item| item.selected && item.tab == tab));
    }
    // The shutdown does not wait for it either; what it holds goes when it returns.
    shop.shutdown().expect("shuts down");
    watching.end().expect("ends");
    drop(release);
    at_rest(shop);
}

#[test]
fn journeys_go_through_the_facade_as_through_the_core() {
    let all = scenario::read_all().expect("readable");
    for name in ["decline", "silent-kill", "every-screen", "door-portland-since"] {
        let world = World::new();
        world.run(name, &all[name]);
    }
}

#[test]
fn a_wallet_that_cannot_be_shown_is_told_as_that_and_not_as_the_person_s_choice() {
    let mut journey = scenario::read_all().expect("readable").remove("cancel").expect("it is there");
    journey.wallet = "throws".to_owned();
    let codes = journey.steps.iter_mut().filter_map(|step| step.see.get_mut("body.notice.code"));
    let changed = codes.map(|code| *code = "WALLET_FAILED".into()).count();
    assert_eq!(changed, 1, "where the closed sheet was told");
    World::new().run("a broken wallet", &journey);
}

#[test]
fn every_intent_but_the_wallet_s_answer_comes_back_from_the_core_as_it_went() {
    let intents = [
        Intent::Back,
        Intent::OpenTab { tab: Tab::Cart },
        Intent::Search { words: "mug".to_owned() },
        Intent::InstallReferrer { text: "utm_source=feed".to_owned() },
        Intent::PreviewDrag { dx: 0.5, dy: -0.25 },
        Intent::Locales { preferred: vec!["ar".to_owned()] },
        Intent::ReadingTime { seconds: 20 },
        Intent::ResumePurchase { name: "n".to_owned(), quantity: 2 },
        Intent::BeginPurchase { name: "n".to_owned(), item: "i".to_owned(), quantity: 2 },
    ];
    for intent in intents {
        assert_eq!(of_core(intent.clone().into()), Some(intent));
    }
    let answer = tradewind_ports::WalletAnswer::Declined;
    assert_eq!(of_core(tradewind_app::Intent::WalletAnswered { sheet: String::new(), answer }), None);
}

#[test]
fn a_frame_is_the_same_object_until_it_moves_and_pictures_lend_their_pixels() {
    let world = World::new();
    let merchant = world.merchant();
    let (shop, watcher, watching) = world.preview(&merchant.base, Arc::new(SoftPainter::default()));
    let one = shop.frame(48, 64).expect("draws").expect("there is a model");
    let same = shop.frame(48, 64).expect("draws").expect("there is a model");
    assert!(Arc::ptr_eq(&one, &same));
    let shape = (one.width(), one.height(), one.stride(), one.length(), one.premultiplied());
    assert_eq!(shape, (Ok(48), Ok(64), Ok(48 * 4), Ok(48 * 64 * 4), Ok(true)));
    assert_eq!(one.address(), Ok(one.bytes().as_ptr() as u64));
    let address = one.address();
    drop((one, same));
    let again = shop.frame(48, 64).expect("draws").expect("there is a model");
    assert_eq!(again.address(), address, "another object, the very same pixels");
    shop.dispatch(Intent::PreviewDrag { dx: 0.2, dy: 0.0 }).expect("dispatches");
    let before = watcher.latest();
    watcher.wait(|snapshot| snapshot.revision >= before);
    let moved = || shop.frame(48, 64).expect("draws").expect("there is a model");
    while moved().bytes() == again.bytes() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(shop.frame(0, 64).is_err(), "a picture without points");

    let Screen::Preview { content: preview } = watcher.wait(|_| true).screen.clone() else {
        unreachable!("it is open")
    };
    let picture = preview.picture.expect("the mug has one");
    let paint = first_paint(picture.thumbhash.clone()).expect("no fault").expect("it has a hash");
    let side = paint.width().and_then(|width| paint.height().map(|height| width.max(height)));
    assert_eq!((side, paint.bytes().len() as u64), (Ok(32), paint.length().unwrap_or_default()));
    assert_eq!(paint.premultiplied(), Ok(false));
    assert!(first_paint(Vec::new()).expect("no fault").is_none());
    let pixels = shop.picture(picture.key, 32, 32).expect("it decodes");
    assert_eq!(
        pixels.length().ok(),
        pixels.height().ok().map(|height| u64::from(height) * pixels.stride().map_or(0, u64::from))
    );
    assert_eq!(pixels.premultiplied(), Ok(false));

    for kind in [SurfaceKind::AndroidWindow, SurfaceKind::MetalLayer] {
        let refused = shop.attach_surface(kind, 0x1000, 16, 16);
        assert!(
            matches!(refused, Err(ShopError::Host { code, .. }) if code == "DRAW_FAILED"),
            "no phone's window here"
        );
    }
    assert!(!shop.draw_surface().expect("nothing is attached"));
    shop.resize_surface(1, 1).and_then(|()| shop.detach_surface()).expect("harmless");
    shop.shutdown().expect("shuts down");
    drop((again, pixels, paint, watching));
    at_rest(shop);
}

#[test]
fn a_panic_becomes_an_error_and_the_shop_goes_on() {
    let world = World::new();
    let merchant = world.merchant();
    let (shop, watcher, watching) = world.preview(&merchant.base, Arc::new(world::Fainting));
    match shop.frame(16, 16) {
        Err(ShopError::Refused { code, text }) => {
            assert_eq!(code, "INTERNAL");
            assert!(!text.is_empty() && !text.contains("faints"));
        }
        Err(error) => unreachable!("{error:?}"),
        Ok(_) => unreachable!("it drew"),
    }
    shop.dispatch(Intent::Back).expect("dispatches");
    watcher.wait(|snapshot| matches!(snapshot.screen, Screen::Product { .. }));
    shop.shutdown().expect("shuts down");
    drop(watching);
}
