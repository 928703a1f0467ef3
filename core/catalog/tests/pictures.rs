//! Pictures as a list of products asks for them: many at once, from hosts that move them, that are slow, or that lie.

mod world;

use std::time::Duration;
use tradewind_catalog::{PictureOptions, Pictures};
use tradewind_domain::{Code, WebUrl};
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use world::{Host, MERCHANT, NOW};

fn url(path: &str) -> WebUrl {
    WebUrl::parse(&format!("{MERCHANT}{path}")).expect("loopback")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 9]));
    image.write_to(&mut file, image::ImageFormat::Png).expect("written");
    file.into_inner()
}

/// A host that never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn kept_pictures_wait_for_no_host() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/a.png", 200, &[], png(40, 40));
    let pictures = Pictures::open(folder.path(), &PictureOptions::default()).expect("opens");
    pictures.fetch(&url("a.png"), 20, 20, Some(&host), NOW).await.expect("shown");
    let waiting: Vec<_> = (0..50)
        .map(|n| {
            let (pictures, url) = (pictures.clone(), url(&format!("{n}.png")));
            tokio::spawn(async move { pictures.fetch(&url, 20, 20, Some(&Silent), NOW).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let known = url("a.png");
    let kept = pictures.fetch(&known, 20, 20, Some(&Silent), NOW);
    let kept = tokio::time::timeout(Duration::from_secs(5), kept).await;
    assert!(kept.expect("at once").is_ok());
    waiting.iter().for_each(|task| task.abort());
}

#[tokio::test]
async fn pictures_follow_where_their_host_moved_them_and_refuse_what_would_unfold() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/old.png", 301, &[("location", "/new.png")], "");
    host.answer("/new.png", 200, &[], png(40, 30));
    host.answer("/away.png", 302, &[("location", "https://10.0.0.1/router.png")], "");
    host.answer("/wide.png", 200, &[], png(8_193, 1));
    let mut lossless = b"RIFF\0\0\0\0WEBPVP8L".to_vec();
    lossless.extend(600_000_u32.to_le_bytes());
    lossless.extend([0x2f, 0xff, 0xff, 0xff, 0x0f]);
    lossless.extend(vec![0xa5; 600_000]);
    host.answer("/lossless.webp", 200, &[], lossless);
    let pictures = Pictures::open(folder.path(), &PictureOptions::default()).expect("opens");
    let moved = pictures.fetch(&url("old.png"), 20, 20, Some(&host), NOW).await.expect("shown");
    assert_eq!((moved.width, moved.height), (20, 15));
    // Kept under the address that the catalog names.
    assert!(pictures.fetch(&url("old.png"), 20, 20, None, NOW).await.is_ok());
    for (path, code) in [
        ("away.png", Code::MerchantRefused),
        ("wide.png", Code::PictureBroken),
        ("lossless.webp", Code::PictureBroken),
    ] {
        let refused = pictures.fetch(&url(path), 20, 20, Some(&host), NOW).await;
        assert_eq!(refused.err().map(|error| error.code()), Some(code), "{path}");
    }
    let asked = host.asked.lock().expect("not poisoned").clone();
    assert!(!asked.iter().any(|path| path.contains("router")), "{asked:?}");
}
