//! Files that rot while they are used, and catalogs that kill: the app goes on, and says once what it did.

mod world;

use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogError, Filter, Refresh, Refreshed, Window};
use tradewind_domain::{Currency, Item, ItemId, Market, Scope, Timestamp, WebUrl};
use tradewind_ports::{FailPoint, MemoryVault, NoFailPoint};
use tradewind_storage::Repairs;
use world::{Host, MERCHANT, NOW, Phone, columns, manifest, open, scope, sealed};

/// Overwrites every page of a file but its first with noise, as bad blocks do.
fn rot(path: &Path, from: u64) {
    let size = std::fs::metadata(path).expect("there").len();
    let mut file = std::fs::OpenOptions::new().write(true).open(path).expect("opens");
    file.seek(SeekFrom::Start(from)).expect("seeks");
    let noise: Vec<u8> =
        (from..size.max(from + 8_192)).map(|at| (at.wrapping_mul(2_654_435_761) >> 7) as u8).collect();
    file.write_all(&noise).expect("written");
}

fn publish(host: &Host, version: u64, rows: u32) {
    let streams = sealed(&columns(rows), rows);
    host.publish(&manifest(version, rows, &streams), streams);
}

#[tokio::test]
async fn a_catalog_that_rots_in_use_is_built_anew_and_that_is_said_once() {
    type Look = fn(&Phone) -> Result<usize, CatalogError>;
    let looks: [(&str, Look); 5] = [
        ("all", |p| p.catalog.all(&scope(), 0, 900).map(|items| items.len())),
        ("search", |p| {
            let window = Window { first: 0, count: 900 };
            p.catalog.search(&scope(), "lamp", &Filter::default(), window).map(|hits| hits.rows.len())
        }),
        ("item", |p| {
            (0..900)
                .map(|n| p.catalog.item(&scope(), &ItemId::parse(format!("lamp-{n}")).expect("an id")))
                .collect::<Result<Vec<_>, _>>()
                .map(|all| all.into_iter().flatten().count())
        }),
        ("categories", |p| p.catalog.categories(&scope()).map(|all| all.len())),
        ("head", |p| p.catalog.head(&scope()).map(|head| usize::from(head.is_some()))),
    ];
    for (name, look) in looks {
        for header in [0_u64, 4_096] {
            let phone = Phone::new();
            publish(&phone.host, 1, 900);
            phone.refresh().await.expect("applies");
            // Into the file itself, and no page of it in memory: as after a night.
            drop(phone.catalog);
            let phone =
                Phone { catalog: open(phone.folder.path(), &phone.repairs, Arc::new(NoFailPoint)), ..phone };
            rot(&phone.path("catalog.sqlite"), header);
            let seen = look(&phone);
            assert_eq!(seen.as_ref().ok(), Some(&0), "{name} from {header}: {seen:?}");
            assert!(phone.repairs.take(), "{name}: it is said");
            assert!(!phone.repairs.take(), "{name}: once");
            // Nothing of the old one comes back by a journal, and the next refresh fills it.
            assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { items: 900, .. })), "{name}");
            assert_eq!(phone.catalog.all(&scope(), 0, 900).expect("reads").len(), 900);
            assert!(!phone.repairs.take());
        }
    }
}

#[tokio::test]
async fn a_newer_version_goes_into_a_catalog_that_has_rotted() {
    let phone = Phone::new();
    publish(&phone.host, 1, 900);
    phone.refresh().await.expect("applies");
    drop(phone.catalog);
    let phone = Phone { catalog: open(phone.folder.path(), &phone.repairs, Arc::new(NoFailPoint)), ..phone };
    // The first page, which knows the tables, is whole; so is the second, where the scopes are.
    rot(&phone.path("catalog.sqlite"), 3 * 4_096);
    publish(&phone.host, 2, 700);
    let applied = phone.refresh().await;
    assert!(matches!(applied, Ok(Refreshed::Applied { version: 2, items: 700 })), "{applied:?}");
    assert_eq!(phone.catalog.all(&scope(), 0, 900).expect("reads").len(), 700);
}

#[tokio::test]
async fn rows_of_a_merchant_without_packs_go_into_a_catalog_that_has_rotted() {
    let phone = Phone::new();
    publish(&phone.host, 1, 900);
    phone.refresh().await.expect("applies");
    let items = phone.catalog.all(&scope(), 0, 900).expect("reads");
    let online = Scope { market: Market::parse("US").expect("a market"), ..scope() };
    let put = |catalog: &Catalog, items: &[Item]| catalog.put_online(&online, Currency::EUR, items, NOW);
    put(&phone.catalog, &items).expect("kept");
    drop(phone.catalog);
    let phone = Phone { catalog: open(phone.folder.path(), &phone.repairs, Arc::new(NoFailPoint)), ..phone };
    rot(&phone.path("catalog.sqlite"), 3 * 4_096);
    let mut changed = items[..5].to_vec();
    changed.iter_mut().for_each(|item| item.title.push('!'));
    put(&phone.catalog, &changed).expect("kept");
    assert!(phone.repairs.take(), "it is said");
    assert_eq!(phone.catalog.all(&online, 0, 900).expect("reads"), changed);
}

/// Ends the process at a fail point, as a catalog does that takes all memory.
struct Deadly(&'static str);

impl FailPoint for Deadly {
    fn pass(&self, name: &'static str) {
        if name == self.0 {
            std::process::abort();
        }
    }
}

const CHILD: &str = "TRADEWIND_CATALOG_THAT_KILLS";

/// Does nothing in a run of its own: the test below starts it as another process.
#[tokio::test]
async fn applies_in_a_process_of_its_own() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let fail_point: Arc<dyn FailPoint> = Arc::new(Deadly("catalog.rows.after"));
    let catalog = open(&folder, &Repairs::default(), fail_point);
    let host = Host::default();
    publish(&host, 5, 50);
    let request = Refresh {
        merchant: &WebUrl::parse(MERCHANT).expect("loopback"),
        wish: &scope(),
        pinned: None,
        transport: &host,
        vault: Arc::new(MemoryVault::default()),
        fail_point: &NoFailPoint,
        now: NOW,
        built_at: Timestamp(0),
        asked: true,
    };
    let _ = catalog.refresh(request).await;
}

#[tokio::test]
async fn a_catalog_that_was_begun_and_not_finished_is_not_begun_again_by_itself() {
    let phone = Phone::new();
    publish(&phone.host, 5, 50);
    let killed = std::process::Command::new(std::env::current_exe().expect("is here"))
        .args(["--exact", "applies_in_a_process_of_its_own"])
        .env(CHILD, phone.folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .expect("starts");
    assert!(!killed.success(), "it was to be killed");
    for _ in 0..3 {
        let refused = phone.refresh().await;
        assert!(matches!(refused, Err(CatalogError::Unfinished)), "{refused:?}");
        assert_eq!(refused.err().map(|error| error.code()), Some(tradewind_domain::Code::CatalogUnfinished));
    }
    assert_eq!(phone.host.asked_for("objects"), 0, "nor loaded");
    // The person asks: it is begun again, and this time it ends.
    let phone = Phone { asked: true, ..phone };
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { version: 5, .. })));
    let phone = Phone { asked: false, ..phone };
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Unchanged)));
    // A newer one is begun by itself, and one that is merely refused leaves no mark.
    let mut bad = columns(50);
    bad.text.title[40] = "x".repeat(151);
    let streams = sealed(&bad, 50);
    phone.host.publish(&manifest(6, 50, &streams), streams);
    for _ in 0..2 {
        assert!(matches!(phone.refresh().await, Err(CatalogError::Pack(_))));
    }
    publish(&phone.host, 7, 60);
    assert!(matches!(phone.refresh().await, Ok(Refreshed::Applied { version: 7, items: 60 })));
    assert!(!phone.path("catalog.begun").exists());
    let left: Vec<_> =
        std::fs::read_dir(phone.folder.path()).expect("there").filter_map(Result::ok).collect();
    assert!(left.iter().all(|file| !file.file_name().to_string_lossy().contains("incoming")), "{left:?}");
}
