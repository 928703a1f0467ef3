//! Every schema of catalog.sqlite that ever shipped is read; one of a build to come is dropped and built anew, never an error.

use std::path::Path;
use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogOptions};
use tradewind_domain::{Currency, Language, Market, Scope, Timestamp};
use tradewind_ports::NoFailPoint;

/// From which on rules of trade are read, and the manifest need not be read once more.
const WITH_RULES: [&str; 2] = ["catalog_3.sqlite", NEWEST];

/// As this build writes it.
const NEWEST: &str = "catalog_4.sqlite";

#[test]
fn every_shipped_schema_opens() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let scope =
        Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") };
    let open = |folder: &Path| {
        Catalog::open(folder, "https://shop.example", &CatalogOptions::default(), Arc::new(NoFailPoint))
            .expect("opens")
    };
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        let folder = tempfile::tempdir().expect("a folder");
        open(folder.path()).put_online(&scope, Currency::EUR, &[], Timestamp(7)).expect("written");
        std::fs::create_dir_all(&fixtures).expect("made");
        std::fs::copy(folder.path().join("catalog.sqlite"), fixtures.join(NEWEST)).expect("copied");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for shipped in ["catalog_1.sqlite", "catalog_2.sqlite", "catalog_3.sqlite", NEWEST] {
        std::fs::copy(fixtures.join(shipped), folder.path().join("catalog.sqlite")).expect("committed");
        let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).expect("opens");
        db.execute("UPDATE scope SET etag = 'W/7'", []).expect("written");
        drop(db);
        let head = open(folder.path()).head(&scope).expect("reads").expect("what an older build kept");
        assert_eq!((head.as_of, head.merchant), (Timestamp(7), None), "{shipped}");
        let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).expect("opens");
        let etag: Option<String> =
            db.query_row("SELECT etag FROM scope", [], |row| row.get(0)).expect("a scope");
        let again = "a build of before left rules of trade aside: the manifest is read once more";
        assert_eq!(etag.is_none(), !WITH_RULES.contains(&shipped), "{shipped}: {again}");
        let rules = open(folder.path()).rules().expect("reads");
        assert!(rules.table.is_none() && rules.refused.is_none(), "{shipped}");
    }
    // One of a version to come: dropped, because it is cache.
    let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).expect("opens");
    db.pragma_update(None, "user_version", 99).expect("written");
    drop(db);
    assert_eq!(open(folder.path()).head(&scope).expect("reads"), None);
}
