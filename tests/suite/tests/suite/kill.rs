//! SIGKILL at every fail point and at uniform moments: the phone comes back, the order is there once, the catalog is old or new.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tradewind_catalog::{Catalog, CatalogOptions};
use tradewind_domain::{Language, Market, Scope, Timestamp, lock};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{Clock, NoFailPoint, SystemClock};
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

/// Kills at each fail point.
const AT_EACH_FAIL_POINT: u32 = 5;
/// Kills at uniform moments of a checkout.
const UNIFORM_CHECKOUT: u32 = 100;
/// Kills at uniform moments of an apply, and as many in `cargo verify --deep`: each costs a second.
const UNIFORM_APPLY: (u32, u32) = (25, 100);
/// Products of the catalog that is being applied.
const PRODUCTS: u32 = 100_000;
/// Phones at once; most of a phone's time is waiting.
const AT_ONCE: u32 = 6;

/// Every fail point of a journey that is paid in the sandbox wallet. One that it does not pass fails the test. Those of hand-offs
/// are passed in `kill_methods`.
fn fail_points() -> BTreeSet<&'static str> {
    let vault = [
        "vault.write.before",
        "vault.write.after",
        "vault.sync.before",
        "vault.sync.after",
        "vault.rename.before",
        "vault.rename.after",
    ];
    tradewind_catalog::FAIL_POINTS
        .iter()
        .chain(tradewind_payments::FAIL_POINTS)
        .chain(tradewind_person::FAIL_POINTS)
        .chain(tradewind_connector_ucp::FAIL_POINTS)
        .copied()
        .chain(vault)
        .filter(|fail_point| !fail_point.starts_with("attempt.hand_off."))
        .collect()
}

struct Phone<'a> {
    merchant: &'a Merchant,
    folder: PathBuf,
}

impl Phone<'_> {
    fn start(&self, stop: Option<&str>) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_phone"));
        command
            .args([
                "shop",
                "--merchant",
                &self.merchant.base,
                "--lang",
                "de",
                "--market",
                "DE",
                "--wait",
                "90",
                "--item",
            ])
            .args(["mug-indigo", "--data"])
            .arg(&self.folder)
            .env("TRADEWIND_GATE_LOG", self.log())
            .env_remove("TRADEWIND_GATE_STOP")
            .stdout(self.said_file())
            .stderr(Stdio::null());
        if let Some(stop) = stop {
            command.env("TRADEWIND_GATE_STOP", stop);
        }
        command.spawn().expect("the phone starts")
    }

    fn log(&self) -> PathBuf {
        self.folder.with_extension("fail_points")
    }

    /// Where all runs on this folder say what came of them.
    fn said_file(&self) -> std::fs::File {
        let path = self.folder.with_extension("said");
        std::fs::OpenOptions::new().create(true).append(true).open(path).expect("opens")
    }

    /// The last lines that were said, without the screens before them.
    fn said(&self) -> String {
        let text = std::fs::read_to_string(self.folder.with_extension("said")).unwrap_or_default();
        let ends = text.lines().filter(|line| !line.starts_with('{') || line.contains("\"result\""));
        ends.collect::<Vec<_>>().join("; ")
    }

    fn log_text(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// Starts again until the purchase is finished, or was. An attempt that a loaded machine let run past its
    /// `dead_after` is rightly cancelled (exit 3); running again under the same name then buys. The orders are counted
    /// all the same.
    fn finish(&self) -> i32 {
        let run = || self.start(None).wait().ok().and_then(|status| status.code()).unwrap_or(-1);
        let mut exit = run();
        for _ in 0..3 {
            if exit == 3 {
                exit = run();
            }
        }
        exit
    }

    /// What this phone believes it bought, from its own file.
    fn orders(&self) -> Vec<String> {
        bought(&self.folder.join("person.sqlite"))
    }
}

/// The orders in a person's file.
pub(crate) fn bought(person: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(person).expect("opens");
    let mut read = db.prepare("SELECT id FROM orders").expect("the schema is there");
    let rows = read.query_map([], |row| row.get(0)).expect("reads");
    rows.collect::<Result<_, _>>().expect("reads")
}

pub(crate) fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Runs `work` for each number below `count`, several at once.
pub(crate) fn in_parallel(count: u32, at_once: u32, work: impl Fn(u32) + Sync) {
    let next = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..at_once.min(count) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= count {
                        return;
                    }
                    work(number);
                }
            });
        }
    });
}

/// A merchant with enough stock for every phone.
fn merchant(folder: &Path) -> Merchant {
    let packs = folder.join("packs");
    publish_seed(&packs).expect("the seed is good");
    let data = folder.join("store");
    std::fs::create_dir_all(&data).expect("made");
    drop(Merchant::start(Some(&packs), Some(&data)).expect("starts"));
    let db = rusqlite::Connection::open(data.join("storefront.sqlite")).expect("opens");
    db.execute("UPDATE stock SET quantity = 1000000", []).expect("written");
    drop(db);
    Merchant::start(Some(&packs), Some(&data)).expect("starts")
}

#[test]
fn a_kill_at_every_gate_ends_in_one_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let merchant = merchant(folder.path());
    let whole = Phone { merchant: &merchant, folder: folder.path().join("whole") };
    assert_eq!(whole.finish(), 0, "an undisturbed phone buys");
    let mut passed: BTreeMap<String, u32> = BTreeMap::new();
    for line in whole.log_text().lines() {
        *passed.entry(line.to_owned()).or_default() += 1;
    }
    let unhit: Vec<_> =
        fail_points().into_iter().filter(|fail_point| !passed.contains_key(*fail_point)).collect();
    assert!(unhit.is_empty(), "fail_points that no journey passes: {unhit:?}");

    let plan: Vec<(&str, u32)> = fail_points()
        .into_iter()
        .flat_map(|fail_point| {
            // Spread over the journey: the first passing, the last, and between.
            let times = passed[fail_point];
            (0..AT_EACH_FAIL_POINT)
                .map(move |n| (fail_point, 1 + n * times.saturating_sub(1) / (AT_EACH_FAIL_POINT - 1)))
        })
        .collect();
    let hits: Mutex<BTreeMap<&str, u32>> = Mutex::default();
    in_parallel(u32::try_from(plan.len()).expect("few"), AT_ONCE, |number| {
        let (fail_point, nth) = plan[number as usize];
        let phone = Phone { merchant: &merchant, folder: folder.path().join(format!("fail_point-{number}")) };
        let mut child = phone.start(Some(&format!("{fail_point}:{nth}")));
        let end = Instant::now() + Duration::from_secs(60);
        while !phone.log_text().contains(&format!("STOP {fail_point}")) {
            assert!(Instant::now() < end, "{fail_point}:{nth} was never reached");
            std::thread::sleep(Duration::from_millis(2));
        }
        kill(&mut child);
        *lock(&hits).entry(fail_point).or_default() += 1;
        assert_eq!(phone.finish(), 0, "after a kill at {fail_point}:{nth}: {}", phone.said());
        assert_eq!(phone.orders().len(), 1, "after a kill at {fail_point}:{nth}");
    });
    let hits = hits.into_inner().expect("not poisoned");
    for (fail_point, count) in &hits {
        println!("kills at {fail_point}: {count}");
    }
    assert!(
        fail_points()
            .iter()
            .all(|fail_point| hits.get(fail_point).is_some_and(|count| *count >= AT_EACH_FAIL_POINT))
    );
    assert_same_orders(&merchant, folder.path(), plan.len() + 1);
}

#[test]
fn kills_at_uniform_moments_of_a_checkout_end_in_one_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let merchant = merchant(folder.path());
    let begun = Instant::now();
    let whole = Phone { merchant: &merchant, folder: folder.path().join("whole") };
    assert_eq!(whole.finish(), 0);
    let span = begun.elapsed().as_micros();
    let dice = SeededEntropy::new(11);
    let moments: Vec<u64> = (0..UNIFORM_CHECKOUT)
        .map(|_| dice.below(u64::try_from(span.saturating_mul(2)).unwrap_or(u64::MAX)))
        .collect();
    in_parallel(UNIFORM_CHECKOUT, AT_ONCE, |number| {
        let phone = Phone { merchant: &merchant, folder: folder.path().join(format!("moment-{number}")) };
        let mut child = phone.start(None);
        std::thread::sleep(Duration::from_micros(moments[number as usize]));
        kill(&mut child);
        assert_eq!(phone.finish(), 0, "after a kill at {} us: {}", moments[number as usize], phone.said());
        assert_eq!(phone.orders().len(), 1);
    });
    println!("kills at uniform moments of a checkout: {UNIFORM_CHECKOUT}");
    assert_same_orders(&merchant, folder.path(), UNIFORM_CHECKOUT as usize + 1);
}

/// Every order behind the counter is on exactly one phone, and the other way round.
fn assert_same_orders(merchant: &Merchant, folder: &Path, phones: usize) {
    let made: BTreeSet<String> = merchant.front.orders().into_iter().map(|order| order.id).collect();
    let mut known = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("there").filter_map(Result::ok) {
        if entry.path().join("person.sqlite").exists() {
            known.extend(Phone { merchant, folder: entry.path() }.orders());
        }
    }
    assert_eq!(made.len(), phones, "one order a phone");
    assert_eq!(made, known, "none lost, none made up");
}

#[test]
fn kills_while_a_hundred_thousand_products_are_applied_leave_the_old_or_the_new_catalog() {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_many(folder.path(), &packs, 0);
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    let phone = Phone { merchant: &merchant, folder: folder.path().join("phone") };
    let origin = merchant.base.clone();
    // First an old catalog, whole.
    let old = apply(&phone, None, &origin);
    let begun = Instant::now();
    publish_many(folder.path(), &packs, 1);
    let published = begun.elapsed();
    let dice = SeededEntropy::new(5);
    let span = old.1.as_micros().saturating_mul(11) / 10;
    let (mut olds, mut news) = (0, 0);
    let kills = if std::env::var_os("TRADEWIND_DEEP").is_some() { UNIFORM_APPLY.1 } else { UNIFORM_APPLY.0 };
    let kept = folder.path().join("kept");
    copy(&phone.folder, &kept);
    for _ in 0..kills {
        let moment = Duration::from_micros(dice.below(u64::try_from(span).unwrap_or(u64::MAX)));
        let (version, _) = apply(&phone, Some(moment), &origin);
        if version == old.0 {
            olds += 1;
        } else {
            news += 1;
            let _ = std::fs::remove_dir_all(&phone.folder);
            copy(&kept, &phone.folder);
        }
    }
    println!(
        "kills while applying {PRODUCTS} products: {kills}, {olds} left the old catalog, {news} the new"
    );
    println!("(apply {:?}, publish {published:?})", old.1);
    assert_eq!(olds + news, kills);
}

/// Starts a phone that loads the catalog; kills it after `moment`, or when the catalog is there. Gives the version that
/// is there afterwards, whole, and how long it took.
fn apply(phone: &Phone<'_>, moment: Option<Duration>, origin: &str) -> (u64, Duration) {
    let begun = Instant::now();
    let mut child = phone.start(None);
    match moment {
        Some(moment) => std::thread::sleep(moment),
        None => {
            while !phone.log_text().contains("catalog.commit.after") {
                assert!(begun.elapsed() < Duration::from_secs(120), "the catalog never came");
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
    let took = begun.elapsed();
    kill(&mut child);
    let _ = std::fs::remove_file(phone.log());
    let scope =
        Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") };
    let fail_point = std::sync::Arc::new(NoFailPoint);
    let catalog =
        Catalog::open(&phone.folder, origin, &CatalogOptions::default(), fail_point).expect("opens");
    let head = catalog.head(&scope).expect("reads").expect("a catalog is there");
    assert_eq!(head.items, PRODUCTS);
    let last = catalog.all(&scope, PRODUCTS - 1, 5).expect("reads");
    assert_eq!(last.len(), 1, "whole to the last row");
    (head.version, took)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("there").filter_map(Result::ok) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A made-up catalog of many products, published for Germany.
fn publish_many(folder: &Path, packs: &Path, edition: u32) {
    let mut feed =
        String::from("id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\tproduct_type\n");
    for n in 0..PRODUCTS {
        feed.push_str(&format!(
            "p-{n}\tLampe Nummer {n} aus Messing\tEine Leuchte.\thttps://shop.example/p/{n}\thttps://shop.example/i/{n}.webp\t\
             in_stock\t{}.90 EUR\tHaus {}\tLicht > Lampen\n",
            10 + n % 90 + edition,
            n % 50
        ));
    }
    let path = folder.join("many.tsv");
    std::fs::write(&path, feed).expect("written");
    let request = tradewind_publish::Request {
        feed: path,
        market: None,
        lang: Language::parse("de").ok(),
        texts: Vec::new(),
        prices: Vec::new(),
        key: None,
        out: packs.to_owned(),
        // A catalog of a moment to come is refused: editions begin a minute ago.
        as_of: Some(Timestamp(SystemClock::new().now().0 - 60_000 + i64::from(edition))),
        name: None,
        seller: None,
        valid_for: Duration::from_secs(86_400),
        media: None,
        currency: None,
        encoding: None,
        accept_shrink: false,
        rules: None,
    };
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("published");
}
