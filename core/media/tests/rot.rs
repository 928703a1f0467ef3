//! A cache file that rots while it is used: the app goes on, and says once what it did.

mod world;

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use tradewind_domain::Timestamp;
use tradewind_media::{MediaOptions, Pictures};
use tradewind_storage::Repairs;
use world::{Host, url};

const NOW: Timestamp = Timestamp(1_795_521_600_000);

/// Overwrites every page of a file but its first with noise, as bad blocks do.
fn rot(path: &Path, from: u64) {
    let size = std::fs::metadata(path).expect("there").len();
    let mut file = std::fs::OpenOptions::new().write(true).open(path).expect("opens");
    file.seek(SeekFrom::Start(from)).expect("seeks");
    let noise: Vec<u8> =
        (from..size.max(from + 8_192)).map(|at| (at.wrapping_mul(2_654_435_761) >> 7) as u8).collect();
    file.write_all(&noise).expect("written");
}

fn open(folder: &Path, options: &MediaOptions) -> Pictures {
    tradewind_media::open(folder, options).expect("opens").0
}

#[tokio::test]
async fn a_picture_cache_that_rots_in_use_is_built_anew_without_its_journal() {
    for header in [0_u64, 4_096] {
        let folder = tempfile::tempdir().expect("a folder");
        let repairs = Repairs::default();
        let options = MediaOptions { repairs: repairs.clone(), ..MediaOptions::default() };
        let host = Host::default();
        let noise =
            image::RgbImage::from_fn(90, 90, |x, y| image::Rgb([(x * y) as u8, (x ^ y) as u8, y as u8]));
        let mut png = std::io::Cursor::new(Vec::new());
        noise.write_to(&mut png, image::ImageFormat::Png).expect("written");
        for n in 0..20 {
            host.answer(&format!("/{n}.png"), 200, &[], png.get_ref().clone());
        }
        let url = |n: u32| url(&format!("{n}.png"));
        let pictures = open(folder.path(), &options);
        for n in 0..20 {
            pictures.fetch(&url(n), 80, 80, Some(&host), NOW).await.expect("shown");
        }
        drop(pictures);
        let pictures = open(folder.path(), &options);
        rot(&folder.path().join("media.sqlite"), header);
        std::fs::write(folder.path().join("media.sqlite-journal"), b"left from another day")
            .expect("written");
        for n in 0..20 {
            pictures.fetch(&url(n), 80, 80, Some(&host), Timestamp(NOW.0 + 1)).await.expect("shown again");
        }
        assert!(repairs.take() && !repairs.take(), "said once");
        pictures.fetch(&url(3), 80, 80, None, NOW).await.expect("kept again");
        // Also where it is found at the opening.
        drop(pictures);
        std::fs::write(folder.path().join("media.sqlite"), vec![7; 9_000]).expect("written");
        std::fs::write(folder.path().join("media.sqlite-journal"), vec![7; 900]).expect("written");
        let pictures = open(folder.path(), &options);
        assert!(repairs.take());
        pictures.fetch(&url(3), 80, 80, Some(&host), NOW).await.expect("shown");
    }
}
