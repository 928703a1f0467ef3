//! Every schema of media.sqlite that ever shipped, under its old name too, is read or dropped and built anew, never an error.

use std::path::Path;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_media::MediaOptions;

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
            [(1, include_str!("../sql/media_1.sql")), (2, include_str!("../sql/media_2.sql"))]
        {
            let path = fixtures.join(format!("media_{version}.sqlite"));
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
    let open = || tradewind_media::open(folder.path(), &MediaOptions::default()).expect("opens");
    for version in 1..=2 {
        std::fs::copy(
            fixtures.join(format!("media_{version}.sqlite")),
            folder.path().join("pictures.sqlite"),
        )
        .expect("committed");
        // Its own name comes first: a file that is there already would win over the old one.
        let _ = std::fs::remove_file(folder.path().join("media.sqlite"));
        // Twice: what the upgrade wrote is this build's own.
        for _ in 0..2 {
            let (pictures, models) = open();
            let shown = pictures.fetch(&picture, 8, 8, None, Timestamp(8)).await.expect("kept");
            assert_eq!((shown.width, shown.height), (1, 1), "version {version}");
            let kept = models.fetch(&model, 9, None, Timestamp(8)).await.ok();
            assert_eq!(kept.map(|file| file.bytes.to_vec()), (version > 1).then(|| vec![1, 2, 3]));
            models.keep(&model, &[4], Timestamp(9)).expect("written");
            models.keep(&model, &[1, 2, 3], Timestamp(9)).expect("written");
            assert!(!folder.path().join("pictures.sqlite").exists());
            if version == 1 {
                models.forget().expect("forgotten");
            }
        }
    }
    // One of a version to come, and one that is no database: dropped, because they are cache.
    let db = rusqlite::Connection::open(folder.path().join("media.sqlite")).expect("opens");
    db.pragma_update(None, "user_version", 99).expect("written");
    drop(db);
    assert_eq!(open().0.kept_bytes().expect("reads"), 0);
    std::fs::write(folder.path().join("media.sqlite"), [7; 5_000]).expect("written");
    assert_eq!(open().0.kept_bytes().expect("reads"), 0);
}

#[test]
fn a_file_of_the_old_name_gives_way_to_a_new_one_and_takes_the_place_of_an_empty_one() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/media_2.sqlite");
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let kept = || {
        let (pictures, _) = tradewind_media::open(folder.path(), &MediaOptions::default()).expect("opens");
        pictures.kept_bytes().expect("reads")
    };
    // The folder's lock makes an empty file first.
    std::fs::write(path("media.sqlite"), "").expect("written");
    std::fs::copy(&fixture, path("pictures.sqlite")).expect("committed");
    let bytes = kept();
    assert!(bytes > 0 && !path("pictures.sqlite").exists());
    // One of an older app that ran in between: dropped with its journals, and the new one stays.
    std::fs::write(path("pictures.sqlite"), [7; 5_000]).expect("written");
    std::fs::write(path("pictures.sqlite-journal"), [7; 5_000]).expect("written");
    assert_eq!(kept(), bytes);
    assert!(!path("pictures.sqlite").exists() && !path("pictures.sqlite-journal").exists());
    // A process that ended after the journal was renamed and before the file was.
    std::fs::rename(path("media.sqlite"), path("pictures.sqlite")).expect("renamed");
    std::fs::write(path("media.sqlite-journal"), "").expect("written");
    assert_eq!(kept(), bytes);
}
