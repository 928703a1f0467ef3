//! Every schema of catalog.sqlite and pictures.sqlite that ever shipped is read or dropped and built anew, never an error.

use std::path::Path;
use std::sync::Arc;
use tradewind_catalog::{Catalog, CatalogOptions, PictureOptions, Pictures};
use tradewind_domain::{Currency, Language, Market, Scope, Timestamp, WebUrl};
use tradewind_ports::OpenGate;

#[test]
fn every_shipped_schema_opens() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let scope =
        Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") };
    let open = |folder: &Path| {
        Catalog::open(folder, "https://shop.example", &CatalogOptions::default(), Arc::new(OpenGate))
            .expect("opens")
    };
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        let folder = tempfile::tempdir().expect("a folder");
        open(folder.path()).put_online(&scope, Currency::EUR, &[], Timestamp(7)).expect("written");
        std::fs::create_dir_all(&fixtures).expect("made");
        std::fs::copy(folder.path().join("catalog.sqlite"), fixtures.join("catalog_1.sqlite"))
            .expect("copied");
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(fixtures.join("catalog_1.sqlite"), folder.path().join("catalog.sqlite"))
        .expect("committed");
    let head = open(folder.path()).head(&scope).expect("reads").expect("version 1 is this build's own");
    assert_eq!(head.as_of, Timestamp(7));
    // One of a version to come: dropped, because it is cache.
    let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).expect("opens");
    db.pragma_update(None, "user_version", 99).expect("written");
    drop(db);
    assert_eq!(open(folder.path()).head(&scope).expect("reads"), None);
}

/// A PNG of one point.
fn point() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(1, 1, image::Rgb([9, 9, 9]));
    image.write_to(&mut file, image::ImageFormat::Png).expect("written");
    file.into_inner()
}

#[tokio::test]
async fn every_shipped_file_of_pictures_opens_and_keeps_them() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let picture = WebUrl::parse("https://shop.example/a.png").expect("https");
    let model = WebUrl::parse("https://shop.example/a.glb").expect("https");
    if std::env::var_os("TRADEWIND_WRITE_GOLDEN").is_some() {
        for (version, schema) in
            [(1, include_str!("../sql/pictures_1.sql")), (2, include_str!("../sql/pictures_2.sql"))]
        {
            let path = fixtures.join(format!("pictures_{version}.sqlite"));
            let _ = std::fs::remove_file(&path);
            let db = rusqlite::Connection::open(&path).expect("opens");
            db.execute_batch("PRAGMA auto_vacuum = INCREMENTAL").expect("set");
            db.execute_batch(schema).expect("made");
            let insert = "(key, size, used_at, file) VALUES (?1, ?2, 7, ?3)";
            let point = point();
            db.execute(
                &format!("INSERT INTO picture {insert}"),
                rusqlite::params![format!("8x8 {picture}"), point.len() as i64, point],
            )
            .expect("written");
            if version > 1 {
                db.pragma_update(None, "user_version", version).expect("written");
                db.execute(
                    &format!("INSERT INTO model {insert}"),
                    rusqlite::params![model.as_str(), 3, [1u8, 2, 3]],
                )
                .expect("written");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Pictures::open(folder.path(), &PictureOptions::default()).expect("opens");
    for version in 1..=2 {
        std::fs::copy(
            fixtures.join(format!("pictures_{version}.sqlite")),
            folder.path().join("pictures.sqlite"),
        )
        .expect("committed");
        // Twice: what the upgrade wrote is this build's own.
        for _ in 0..2 {
            let pictures = open();
            let shown = pictures.fetch(&picture, 8, 8, None, Timestamp(8)).await.expect("kept");
            assert_eq!((shown.width, shown.height), (1, 1), "version {version}");
            let kept = pictures.models().fetch(&model, 9, None, Timestamp(8)).await.ok();
            assert_eq!(kept.map(|file| file.bytes.to_vec()), (version > 1).then(|| vec![1, 2, 3]));
            pictures.models().keep(&model, &[4], Timestamp(9)).expect("written");
            pictures.models().keep(&model, &[1, 2, 3], Timestamp(9)).expect("written");
            if version == 1 {
                pictures.models().forget().expect("forgotten");
            }
        }
    }
    // One of a version to come, and one that is no database: dropped, because they are cache.
    let db = rusqlite::Connection::open(folder.path().join("pictures.sqlite")).expect("opens");
    db.pragma_update(None, "user_version", 99).expect("written");
    drop(db);
    assert_eq!(open().kept_bytes().expect("reads"), 0);
    std::fs::write(folder.path().join("pictures.sqlite"), [7; 5_000]).expect("written");
    assert_eq!(open().kept_bytes().expect("reads"), 0);
}
