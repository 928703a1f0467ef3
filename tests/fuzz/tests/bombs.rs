//! Small files that ask for much: two hundred of every kind, in a process of its own that measures what it took.

#![allow(clippy::print_stdout, reason = "`cargo verify` reads what tests print")]

mod bomb;

use bomb::host::Host;
use bomb::{answers, catalogs, models, pictures};
use futures_util::StreamExt;
use std::process::Command;
use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogOptions, Refresh, Refreshed};
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_media::MediaOptions;
use tradewind_ports::{MemoryVault, NoFailPoint};
use tradewind_scene::Loader;

/// What a phone leaves an app before it is killed.
const PEAK: u64 = 256 << 10;
/// Bombs of a kind.
const MANY: usize = 200;
const CHILD: &str = "TRADEWIND_BOMBS";

/// Kilobytes that this process has held at most, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Runs one of the tests below in a process of its own, and gives what it says it took.
fn alone(kind: &str) {
    let test = format!("{kind}_alone");
    let out = Command::new(std::env::current_exe().expect("is here"))
        .args(["--exact", &test, "--nocapture", "--test-threads=1"])
        .env(CHILD, kind)
        .output()
        .expect("starts");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{kind}: {said}\n{}", String::from_utf8_lossy(&out.stderr));
    let Some(peak) = said.lines().find_map(|line| line.split("peak kB ").nth(1)) else {
        println!("skipped: the system does not tell how much memory {kind} took");
        return;
    };
    let peak: u64 = peak.trim().parse().expect("a number");
    said.lines().filter_map(|line| line.strip_prefix("count: ")).for_each(|count| println!("count: {count}"));
    let many = if kind == "large" { 1 } else { MANY };
    println!("count: bombs, {kind}: {many} of a kind, {} MB at most", peak >> 10);
    assert!(peak < PEAK, "{kind} took {} MB", peak >> 10);
}

/// Whether this process was started for `kind`.
fn asked(kind: &str) -> bool {
    std::env::var(CHILD).is_ok_and(|asked| asked == kind)
}

fn tell() {
    if let Some(peak) = peak() {
        println!("peak kB {peak}");
    }
}

async fn refresh(catalog: &Catalog, host: &Host) -> Result<Refreshed, tradewind_catalog::CatalogError> {
    let request = Refresh {
        merchant: &WebUrl::parse(bomb::MERCHANT).expect("loopback"),
        wish: &bomb::scope(),
        pinned: None,
        transport: host,
        vault: Arc::new(MemoryVault::default()),
        fail_point: &NoFailPoint,
        now: bomb::NOW,
        built_at: Timestamp(0),
        asked: true,
    };
    catalog.refresh(request).await
}

fn open(folder: &std::path::Path) -> Catalog {
    Catalog::open(folder, "http://127.0.0.1:9", &CatalogOptions::default(), Arc::new(NoFailPoint))
        .expect("opens")
}

#[test]
fn two_hundred_catalogs_that_explode_stay_small() {
    alone("catalogs");
}

#[tokio::test]
async fn catalogs_alone() {
    if !asked("catalogs") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = open(folder.path());
    for (version, bomb) in (1..).zip(catalogs::all(folder.path(), MANY)) {
        let host = bomb.host(version);
        let result = refresh(&catalog, &host).await;
        assert!(result.is_err(), "{} was taken", bomb.name);
        let head = catalog.head(&bomb::scope()).expect("reads");
        assert!(head.is_none(), "{} left something behind", bomb.name);
    }
    tell();
}

#[test]
fn a_large_catalog_takes_no_more_memory_than_a_small_one() {
    alone("large");
}

#[tokio::test]
async fn large_alone() {
    if !asked("large") {
        return;
    }
    // `cargo verify --deep` asks for a million.
    let rows = std::env::var("TRADEWIND_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(60_000);
    let folder = tempfile::tempdir().expect("a folder");
    let host = catalogs::good(folder.path(), rows).host(1);
    let catalog = open(folder.path());
    let result = refresh(&catalog, &host).await;
    assert!(matches!(result, Ok(Refreshed::Applied { items, .. }) if items == rows), "{result:?}");
    let last = catalog.all(&bomb::scope(), rows - 1, 2).expect("reads");
    assert_eq!(last.len(), 1);
    println!("count: catalog {rows} rows");
    tell();
}

#[test]
fn two_hundred_pictures_that_explode_stay_small() {
    alone("pictures");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pictures_alone() {
    if !asked("pictures") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (cache, _) = tradewind_media::open(folder.path(), &MediaOptions::default()).expect("opens");
    let files = pictures::all();
    let host = Host::default();
    for (name, file) in &files {
        host.answer(&format!("/{name}"), 200, file.clone());
    }
    // Sixteen asked for at once, as a list of products does; the heaviest a few times, all the others over and over.
    let urls = (0..MANY).map(|n| {
        let heavy = n < 12;
        let (name, _) = &files
            [if heavy { n % pictures::HEAVY } else { pictures::HEAVY + n % (files.len() - pictures::HEAVY) }];
        WebUrl::parse(&format!("{}{name}?{n}", bomb::MERCHANT)).expect("loopback")
    });
    let shown = futures_util::stream::iter(urls)
        .map(|url| {
            let (cache, host) = (&cache, &host);
            async move { cache.fetch(&url, 320, 320, Some(host), bomb::NOW).await.is_ok() }
        })
        .buffer_unordered(16)
        .filter(|shown| std::future::ready(*shown))
        .count()
        .await;
    assert!(shown >= 12, "what is within the limits is shown: {shown}");
    tell();
}

#[test]
fn two_hundred_models_that_explode_stay_small() {
    alone("models");
}

#[test]
fn models_alone() {
    if !asked("models") {
        return;
    }
    let files = models::all();
    for n in 0..MANY {
        let (name, file) = &files[n % files.len()];
        // The dearest is what a phone still takes: a few times are enough.
        if n < 2 * files.len() || *name != models::DEAREST {
            let _ = Loader::default().load(file);
        }
    }
    tell();
}

#[test]
fn two_hundred_answers_that_explode_stay_small() {
    alone("answers");
}

#[test]
fn answers_alone() {
    if !asked("answers") {
        return;
    }
    let merchant = WebUrl::parse(bomb::MERCHANT).expect("loopback");
    let files = answers::all();
    for n in 0..MANY {
        let (name, file) = &files[n % files.len()];
        let kind = tradewind_connector_ucp::any_answer(file, &merchant, bomb::NOW);
        // A page of what are no products is an empty page.
        assert!(["not JSON", "garbage", "page"].contains(&kind), "{name}: {kind}");
    }
    tell();
}
