//! Journeys as data: `tests/scenarios/*.toml` run in process through the app, against the real merchant.

use crate::journey::check_words;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::{Duration, Instant};
use tradewind_app::{AppConfig, Extras, Frame, Intent, Shop, sandbox_approval};
use tradewind_domain::{Code, lock};
use tradewind_ports::{
    FileVault, NoFailPoint, Ports, SheetEnd, WalletAnswer, WalletError, WalletRequest, WalletSheet,
};
use tradewind_storefront::{Fault, LiveDeed};
use tradewind_suite::assets::assets;
use tradewind_suite::elsewhere::Elsewhere;
use tradewind_suite::merchant::publish_seed;
use tradewind_suite::painter::SoftPainter;
use tradewind_suite::player::EdgePlayer;
use tradewind_suite::scenario::{Scenario, Seen, Step, by_turns, facts, read_all, sees};
use tradewind_suite::{Merchant, hosts};

struct Wallet {
    answer: Mutex<String>,
    shop: OnceLock<Weak<Shop>>,
}

impl WalletSheet for Wallet {
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        let marked = request
            .lines
            .iter()
            .any(|line| line.label.contains('\u{2068}') || line.amount.contains('\u{2068}'));
        assert!(!marked && !request.amount_text.is_empty(), "no marks on a wallet's lines");
        let answer = lock(&self.answer).clone();
        let answer = match answer.as_str() {
            "approve" => sandbox_approval(request.system.as_ref(), false),
            "decline" => WalletAnswer::Declined,
            "cancel" => WalletAnswer::Cancelled,
            _ => return Ok(()),
        };
        let shop = self.shop.get().and_then(Weak::upgrade).ok_or(WalletError::Unavailable)?;
        shop.dispatch(Intent::WalletAnswered { sheet: request.sheet.clone(), answer });
        Ok(())
    }

    fn dismiss(&self, _sheet: &str, _end: SheetEnd) {}
}

#[test]
fn every_scenario_shows_what_it_says() {
    let scenarios = read_all().unwrap_or_else(|error| unreachable!("{error}"));
    assert!(scenarios.len() >= 3);
    // Merchants only read them: they are made once for all.
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let assets = assets(folder.path()).expect("written");
    // One alone: `TRADEWIND_SCENARIO=live-hold`.
    let only = std::env::var("TRADEWIND_SCENARIO").ok();
    let asked = scenarios.iter().filter(|(file, _)| only.as_ref().is_none_or(|only| only == *file));
    let runs: Vec<_> = asked
        .flat_map(|(file, scenario)| scenario.places.iter().map(move |place| (file, scenario, place)))
        .collect();
    // Each has a merchant and a phone of its own, and waits more than it computes.
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((file, scenario, (language, market))) =
                    runs.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let name = format!("{file} in {language}/{market}");
                    run(&name, scenario, (language, market), (&packs, &assets));
                    println!("scenario: {name}: {} steps", scenario.steps.len());
                }
            });
        }
    });
}

/// Journeys that are tried side by side.
const AT_ONCE: usize = 8;

#[test]
fn each_journey_is_left_one_place_and_all_languages_have_one() {
    let mut all = read_all().unwrap_or_else(|error| unreachable!("{error}"));
    by_turns(&mut all);
    assert!(all.values().all(|scenario| scenario.places.len() == 1));
    let languages: BTreeSet<&str> =
        all.values().flat_map(|scenario| &scenario.places).map(|(language, _)| language.as_str()).collect();
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["ar", "de", "en", "ja"]);
}

fn run(name: &str, scenario: &Scenario, (language, market): (&str, &str), (packs, assets): (&Path, &Path)) {
    let folder = tempfile::tempdir().expect("a folder");
    let merchant = if scenario.show {
        Merchant::with_show(packs)
    } else {
        Merchant::with_assets(Some(packs), None, assets)
    };
    let merchant = merchant.expect("starts");
    let fault = |text: &str| merchant.front.set_fault(Fault::parse(text).expect("well written"));
    scenario.faults.iter().for_each(|text| fault(text));
    let mut answer = scenario.wallet.clone();
    let elsewhere = Arc::new(Elsewhere::default());
    let open = |answer: &str| {
        let data = folder.path().join("phone");
        phone(&merchant, &data, scenario, (answer, elsewhere.clone()), (language, market))
    };
    let (mut shop, mut wallet) = open(&answer);
    if let Some(url) = &scenario.link {
        shop.dispatch(Intent::OpenLink { url: url.clone() });
    }
    let (player, mut taps) = (EdgePlayer::begin(), 0);
    let mut last = None;
    for (at, step) in scenario.steps.iter().enumerate() {
        let place = format!("{name}, step {}", at + 1);
        if let Some(other) = &step.wallet {
            answer.clone_from(other);
            if let Some(wallet) = wallet.upgrade() {
                other.clone_into(&mut lock(&wallet.answer));
            }
        }
        if step.kill {
            close(&shop, &wallet, &place);
            drop(shop);
            (shop, wallet) = open(&answer);
        }
        if let Some(deed) = &step.elsewhere {
            let back = elsewhere.act(deed).unwrap_or_else(|| unreachable!("{place}: nothing comes back"));
            shop.dispatch(back);
        }
        step.fault.iter().for_each(|text| fault(text));
        step.clear.iter().for_each(|name| merchant.front.clear_fault(name));
        if let Some(order) = &step.order {
            let newest = merchant.front.orders().pop().expect("an order");
            assert!(merchant.front.advance(&newest.id, order), "{place}");
        }
        let seen_now = shop.snapshot().map(|snapshot| facts(&snapshot).expect("a snapshot is JSON"));
        let seen_now = seen_now.unwrap_or_default();
        if let Some(host) = &step.host {
            let deed = host.deed(&seen_now).unwrap_or_else(|| unreachable!("{place}: {host:?}"));
            act_in_show(&merchant, &deed, &place);
        }
        if let Some(act) = &step.act {
            let intent = act.intent(&seen_now).unwrap_or_else(|error| unreachable!("{place}: {error}"));
            shop.dispatch(intent);
            taps += 1;
        }
        wait(&shop, &player, step, language, &place);
        match step.taps {
            Some(0) => taps = 0,
            Some(wanted) => assert_eq!(taps, wanted, "{place}: presses"),
            None => {}
        }
        if let Some(wanted) = step.frame {
            let frame = shop.frame(48, 64).expect("draws");
            assert_eq!(seen(last.as_ref(), frame.as_ref()), wanted, "{place}");
            last = frame;
        }
        if let Some(count) = step.orders {
            assert_eq!(merchant.front.orders().len(), count, "{place}");
        }
    }
    close(&shop, &wallet, name);
}

/// What the host of the running show does.
fn act_in_show(merchant: &Merchant, deed: &LiveDeed, place: &str) {
    let show = merchant.front.live().into_iter().find(|show| show.state == "running");
    let show = show.unwrap_or_else(|| unreachable!("{place}: no show is on"));
    merchant.front.live_act(&show.id, deed).unwrap_or_else(|why| unreachable!("{place}: {deed:?}: {why}"));
}

/// After the shutdown nothing of the host's is held any more.
fn close(shop: &Shop, wallet: &Weak<Wallet>, name: &str) {
    shop.shutdown();
    let end = Instant::now() + Duration::from_secs(10);
    while wallet.strong_count() > 0 {
        assert!(Instant::now() < end, "{name}: after the shutdown the shop still holds a host's wallet");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn seen(last: Option<&Arc<dyn Frame>>, now: Option<&Arc<dyn Frame>>) -> Seen {
    match (last, now) {
        (_, None) => Seen::None,
        (Some(last), Some(now)) if last.pixels() == now.pixels() => {
            assert!(Arc::ptr_eq(last, now), "what did not move is not drawn again");
            Seen::Same
        }
        _ => Seen::New,
    }
}

/// The shop, and a look at whether its wallet is still held.
fn phone(
    merchant: &Merchant,
    data: &Path,
    scenario: &Scenario,
    (answer, elsewhere): (&str, Arc<Elsewhere>),
    (language, market): (&str, &str),
) -> (Arc<Shop>, Weak<Wallet>) {
    let wallet = Arc::new(Wallet { answer: Mutex::new(answer.to_owned()), shop: OnceLock::new() });
    // It outlives a kill, as a phone's does.
    let vault = FileVault::open(data.join("vault"), Arc::new(NoFailPoint)).expect("opens");
    let vault = Arc::new(vault);
    let open = || {
        let lent = hosts::ports(&merchant.base, wallet.clone());
        let (vault, hand_off) = (vault.clone(), elsewhere.clone());
        let ports = Ports { vault, clock: scenario.clock(), hand_off, ..lent };
        let config =
            AppConfig { online: scenario.online, ..hosts::config(&merchant.base, data, language, market) };
        let painter = scenario.painter.then(|| Arc::new(SoftPainter::default()) as _);
        Shop::with_extras(config, ports, Extras { painter, ..Extras::default() })
    };
    // The folder is let go after the last task, and a program that another test starts just then holds what it was born with until
    // it is one of its own.
    let end = Instant::now() + Duration::from_secs(10);
    let opened = loop {
        match open() {
            Err(error) if error.code == Code::FolderLocked && Instant::now() < end => {
                std::thread::sleep(Duration::from_millis(5));
            }
            opened => break opened,
        }
    };
    let shop = Arc::new(opened.expect("opens"));
    let _ = wallet.shop.set(Arc::downgrade(&shop));
    (shop, Arc::downgrade(&wallet))
}

/// Waits until all that is to be seen is seen; checks every text on the way.
fn wait(shop: &Shop, player: &EdgePlayer, step: &Step, language: &str, place: &str) {
    // A held price may have to run out first.
    let end = Instant::now() + Duration::from_secs(40);
    let mut last = Value::Null;
    let mut checked = 0;
    loop {
        if let Some(snapshot) = shop.snapshot() {
            player.tell(shop, &snapshot);
            if snapshot.revision != checked {
                checked = snapshot.revision;
                last = facts(&snapshot).expect("a snapshot is JSON");
                // After a change of language the former catalog is shown until the new one is there, and says so.
                if snapshot.language == language {
                    check_words(&snapshot.language, &last);
                }
            }
            if step.see.iter().all(|(path, wanted)| sees(&last, path, wanted)) {
                check_words(&snapshot.language, &last);
                return;
            }
        }
        if Instant::now() > end {
            let missing: Vec<_> =
                step.see.iter().filter(|(path, wanted)| !sees(&last, path, wanted)).collect();
            unreachable!("{place}: not seen: {missing:?}\n{last:#}");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
