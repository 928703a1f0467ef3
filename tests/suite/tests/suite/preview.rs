//! The preview through the app: real merchant, real files, a painter that draws with the processor.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tradewind_app::screen::{PreviewPhase, PreviewScreen};
use tradewind_app::{Extras, Frame, Intent, Screen, Shop, Tab};
use tradewind_domain::Timestamp;
use tradewind_ports::fakes::NotingWallet;
use tradewind_ports::{BoxFuture, Clock, Ports, SystemClock};
use tradewind_suite::assets::{assets, mug};
use tradewind_suite::merchant::seed_request;
use tradewind_suite::painter::SoftPainter;
use tradewind_suite::{Merchant, hosts};

struct World {
    folder: tempfile::TempDir,
    assets: PathBuf,
    merchant: Option<Merchant>,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let assets = assets(folder.path()).expect("written");
    let packs = folder.path().join("packs");
    let request = tradewind_publish::Request { media: Some(assets.join("images")), ..seed_request(&packs) };
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("the seed is good");
    let merchant = Some(Merchant::with_assets(Some(&packs), None, &assets).expect("starts"));
    World { folder, assets, merchant }
}

pub(crate) struct Phone {
    pub(crate) shop: Shop,
    pub(crate) alive: Arc<()>,
}

impl World {
    fn phone(&self, name: &str, market: &str, draws: bool) -> Phone {
        let base = self.merchant.as_ref().map_or("http://127.0.0.1:1", |merchant| merchant.base.as_str());
        self.phone_at(base, name, market, draws)
    }

    /// The same phone may come back while its merchant does not.
    fn phone_at(&self, base: &str, name: &str, market: &str, draws: bool) -> Phone {
        let ports = hosts::ports(base, Arc::new(NotingWallet::default()));
        self.phone_with(ports, base, name, market, draws)
    }

    fn phone_with(&self, ports: Ports, base: &str, name: &str, market: &str, draws: bool) -> Phone {
        let painter = SoftPainter::default();
        let alive = painter.alive.clone();
        let extras = Extras { painter: draws.then(|| Arc::new(painter) as _), ..Extras::default() };
        let mut config = hosts::config(base, &self.folder.path().join(name), "en", market);
        config.online = self.merchant.is_some();
        Phone { shop: Shop::with_extras(config, ports, extras).expect("opens"), alive }
    }
}

impl Phone {
    pub(crate) fn act(&self, intent: Intent) {
        self.shop.dispatch(intent);
    }

    /// What `look` finds on a screen, as soon as it does.
    fn see<T>(&self, what: &str, mut look: impl FnMut(&Screen) -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let snapshot = self.shop.snapshot();
            if let Some(found) = snapshot.as_ref().and_then(|snapshot| look(&snapshot.screen)) {
                return found;
            }
            assert!(Instant::now() < end, "{what}: {snapshot:#?}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn preview(&self, what: &str, mut fits: impl FnMut(&PreviewScreen) -> bool) -> PreviewScreen {
        self.see(what, |screen| match screen {
            Screen::Preview { content: preview } if fits(preview) => Some(preview.clone()),
            _ => None,
        })
    }

    /// Opens a product and its preview, and waits until it is no longer being loaded.
    pub(crate) fn open(&self, item: &str) -> PreviewScreen {
        self.see("a catalog", |screen| match screen {
            Screen::Home { content: home } => (!home.as_of.is_empty()).then_some(()),
            _ => Some(()),
        });
        self.act(Intent::OpenProduct { key: item.to_owned() });
        self.see("the product", |screen| match screen {
            Screen::Product { content: product } => {
                (product.key == item && product.preview_label == "View in 3D").then_some(())
            }
            _ => None,
        });
        self.act(Intent::OpenPreview);
        self.preview("the preview", |preview| preview.phase != PreviewPhase::Loading)
    }

    pub(crate) fn frame(&self) -> Arc<dyn Frame> {
        self.shop.frame(96, 128).expect("draws").expect("something to draw on")
    }
}

#[test]
fn a_product_is_turned_measured_and_bought_in_the_colour_that_is_seen() {
    let w = world();
    let phone = w.phone("phone", "DE", true);
    let ready = phone.open("mug-indigo");
    assert_eq!(ready.phase, PreviewPhase::Ready);
    assert!(ready.notice.is_none() && ready.can_add && ready.variants.len() == 3);

    // Frames are lent: the same one until something moves, and its pixels stay as they are.
    let first = phone.frame();
    assert!(Arc::ptr_eq(&first, &phone.frame()));
    assert_eq!((first.width(), first.height(), first.pixels().len()), (96, 128, first.stride() * 128));
    let painted = first.pixels().chunks_exact(4).filter(|point| point[3] > 0).count();
    assert!((96 * 128 / 10..96 * 128).contains(&painted), "{painted} points");
    let before = first.pixels().to_vec();
    phone.act(Intent::PreviewDrag { dx: 0.25, dy: 0.1 });
    let revision = phone.shop.snapshot().map(|snapshot| snapshot.revision);
    phone.act(Intent::PreviewSize { shown: true });
    let measured = phone.preview("lines", |preview| preview.sizes_shown);
    let turned = phone.frame();
    assert!(turned.pixels() != before && first.pixels() == before);

    let sizes: Vec<&str> = measured.sizes.iter().map(|size| size.value.as_str()).collect();
    assert_eq!(sizes, ["12 cm", "9 cm", "9 cm"]);
    assert!(sizes.iter().all(|size| measured.accessibility.contains(size)), "{}", measured.accessibility);
    assert!(!measured.labels.is_empty() && revision < phone.shop.snapshot().map(|one| one.revision));
    let place =
        |preview: &PreviewScreen| preview.labels.iter().map(|label| (label.x, label.y)).collect::<Vec<_>>();
    phone.act(Intent::PreviewDrag { dx: 0.2, dy: 0.0 });
    phone.preview("labels that follow", |preview| place(preview) != place(&measured));

    // Another colour: other pixels, another item, and that one goes into the cart.
    phone.act(Intent::PreviewSize { shown: false });
    phone.preview("no lines", |preview| !preview.sizes_shown && preview.labels.is_empty());
    let indigo = phone.frame();
    phone.act(Intent::PreviewVariant { key: "mug-sand".to_owned() });
    let sand = phone.preview("sand", |preview| preview.key == "mug-sand");
    assert!(sand.variants.iter().any(|chip| chip.selected && chip.key == "mug-sand"));
    assert!(phone.frame().pixels() != indigo.pixels());
    phone.act(Intent::AddToCart { quantity: 2 });
    phone.preview("it is in the cart", |preview| !preview.in_cart.is_empty());
    phone.act(Intent::OpenTab { tab: Tab::Cart });
    phone.see("the cart", |screen| match screen {
        Screen::Cart { content: cart } => {
            (cart.lines.len() == 1 && cart.lines[0].key == "mug-sand" && cart.lines[0].quantity == 2)
                .then_some(())
        }
        _ => None,
    });
    // On another tab nothing is drawn, and the stage is let go.
    assert!(phone.shop.frame(96, 128).expect("no fault").is_none());
    let end = Instant::now() + Duration::from_secs(10);
    while Arc::strong_count(&phone.alive) > 2 {
        assert!(Instant::now() < end, "the stage is still held");
        std::thread::sleep(Duration::from_millis(2));
    }
    // Coming back shows the same product again.
    phone.act(Intent::OpenTab { tab: Tab::Home });
    phone.preview("it is back", |preview| preview.phase == PreviewPhase::Ready && preview.key == "mug-sand");
    assert!(phone.frame().pixels().iter().any(|part| *part > 0));
    drop(phone.shop);
    let end = Instant::now() + Duration::from_secs(10);
    while Arc::strong_count(&phone.alive) > 1 {
        assert!(Instant::now() < end, "after the shutdown the shop still holds the painter");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn what_spins_is_drawn_anew_until_it_rests_and_the_screen_says_so() {
    let w = world();
    let phone = w.phone("phone", "US", true);
    let ready = phone.open("mug-celadon");
    let inches: Vec<&str> = ready.sizes.iter().map(|size| size.value.as_str()).collect();
    assert_eq!(inches, ["4.7 in", "3.5 in", "3.5 in"]);
    phone.act(Intent::PreviewRelease { vx: 1.5, vy: 0.0 });
    phone.preview("it moves", |preview| preview.animating);
    let early = phone.frame();
    std::thread::sleep(Duration::from_millis(60));
    assert!(early.pixels() != phone.frame().pixels());
    phone.preview("it rests", |preview| !preview.animating);
    assert!(Arc::ptr_eq(&phone.frame(), &phone.frame()));
    phone.act(Intent::PreviewReset);
    phone.act(Intent::PreviewZoom { factor: 2.0 });
    phone.act(Intent::PreviewSize { shown: true });
    phone.preview("lines", |preview| preview.sizes_shown);
    let near = phone.frame().pixels().chunks_exact(4).filter(|point| point[3] > 0).count();
    let far = early.pixels().chunks_exact(4).filter(|point| point[3] > 0).count();
    assert!(near > far, "{near} of {far}");
    // A picture without points is refused, and the next one is drawn.
    let refused = phone.shop.frame(0, 10).err().map(|error| error.code.as_str());
    assert_eq!(refused, Some("BAD_INPUT"));
    phone.frame();
}

#[test]
fn without_a_painter_or_with_a_broken_model_there_is_a_picture_and_a_sentence() {
    let w = world();
    let phone = w.phone("plain", "DE", false);
    let still = phone.open("mug-indigo");
    assert_eq!(still.phase, PreviewPhase::Still);
    let notice = still.notice.expect("says why");
    assert_eq!((notice.code, notice.action.as_str()), (None, ""));
    assert!(!notice.text.is_empty() && phone.shop.frame(96, 128).expect("no fault").is_none());
    let picture = still.picture.expect("a picture");
    assert_eq!(phone.shop.image(&picture.key, 64, 64).expect("shown").width, 64);
    phone.act(Intent::PreviewVariant { key: "mug-sand".to_owned() });
    phone.preview("another colour", |preview| preview.key == "mug-sand" && preview.can_add);

    let phone = w.phone("broken", "DE", true);
    let still = phone.open("lamp-black");
    let notice = still.notice.expect("says why");
    assert_eq!((still.phase, notice.code.as_deref()), (PreviewPhase::Still, Some("MODEL_BROKEN")));
    assert!(still.picture.is_some() && phone.shop.frame(96, 128).expect("no fault").is_none());
    // The merchant mends it, and the person tries again.
    std::fs::write(w.assets.join("models/lamp.glb"), mug()).expect("written");
    phone.act(Intent::Retry);
    phone.preview("mended", |preview| preview.phase == PreviewPhase::Ready);
    phone.frame();
    // One that is not there at all.
    phone.act(Intent::OpenTab { tab: Tab::Home });
    let missing = phone.open("chair-walnut");
    assert_eq!(missing.notice.and_then(|notice| notice.code).as_deref(), Some("NOT_FOUND"));
}

/// A clock on which eleven seconds pass whenever someone looks.
#[derive(Default)]
struct Hasty(AtomicU64);

impl Clock for Hasty {
    fn now(&self) -> Timestamp {
        SystemClock::new().now()
    }

    fn monotonic(&self) -> Duration {
        Duration::from_secs(11 * self.0.fetch_add(1, Ordering::SeqCst))
    }

    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()> {
        SystemClock::new().sleep(period)
    }
}

#[test]
fn a_model_that_takes_too_long_to_read_is_given_up() {
    let w = world();
    let base = w.merchant.as_ref().map(|merchant| merchant.base.clone()).expect("it runs");
    let mut ports = hosts::ports(&base, Arc::new(NotingWallet::default()));
    ports.clock = Arc::new(Hasty::default());
    let phone = w.phone_with(ports, &base, "phone", "DE", true);
    let still = phone.open("mug-indigo");
    assert_eq!(still.phase, PreviewPhase::Still);
    assert_eq!(still.notice.and_then(|notice| notice.code).as_deref(), Some("MODEL_TOO_LARGE"));
}

#[test]
fn what_was_looked_at_once_is_there_without_a_network() {
    let mut w = world();
    let phone = w.phone("phone", "DE", true);
    assert_eq!(phone.open("mug-indigo").phase, PreviewPhase::Ready);
    drop(phone);
    let base = w.merchant.take().map(|merchant| merchant.base.clone()).expect("it ran");
    let phone = w.phone_at(&base, "phone", "DE", true);
    assert_eq!(phone.open("mug-indigo").phase, PreviewPhase::Ready);
    phone.frame();
    phone.act(Intent::OpenTab { tab: Tab::Home });
    let unseen = phone.open("chair-walnut");
    assert_eq!(unseen.phase, PreviewPhase::Still);
    assert_eq!(unseen.notice.and_then(|notice| notice.code).as_deref(), Some("OFFLINE"));
}

#[test]
fn pictures_are_real_and_have_a_first_paint_on_a_fresh_phone() {
    let w = world();
    let phone = w.phone("phone", "DE", true);
    phone.see("a catalog", |screen| match screen {
        Screen::Home { content: home } => (!home.as_of.is_empty()).then_some(()),
        _ => None,
    });
    phone.act(Intent::Search { words: "mug-indigo".to_owned() });
    let row = phone.see("the result", |screen| match screen {
        Screen::Results { content: results } => {
            results.rows.iter().find(|row| row.key == "mug-indigo").cloned()
        }
        _ => None,
    });
    let found = row.picture.expect("a picture");
    // The pack brought the first paint: nothing was fetched yet.
    assert!(!found.thumbhash.is_empty());
    assert_eq!(found.key, "https://seed.tradewind.example/images/mug-indigo.jpg");
    let image = phone.shop.image(&found.key, 160, 160).expect("shown");
    assert_eq!((image.width, image.height), (160, 120));
    let corner = |at: usize| &image.rgba[at..at + 4];
    assert!(corner(0) != corner(image.rgba.len() - 4), "a real photo, not one colour");
    let shape = |hash: &[u8]| (hash[3] & 0x07, hash[4] & 0x80);
    assert_eq!(shape(&image.thumbhash), shape(&found.thumbhash), "of the same picture");
    // A picture that the merchant has no file of yet is a tile, and has no first paint.
    phone.act(Intent::OpenProduct { key: "kilim-rust".to_owned() });
    let tile = phone.see("the product", |screen| match screen {
        Screen::Product { content: product } if product.key == "kilim-rust" => {
            product.pictures.first().cloned()
        }
        _ => None,
    });
    assert!(tile.thumbhash.is_empty());
    assert_eq!(phone.shop.image(&tile.key, 64, 64).expect("shown").width, 64);
}

#[test]
fn what_is_shared_has_the_photo_of_the_product_and_a_code_that_leads_to_it() {
    let w = world();
    let phone = w.phone("phone", "DE", true);
    phone.see("a catalog", |screen| match screen {
        Screen::Home { content: home } => (!home.as_of.is_empty()).then_some(()),
        _ => None,
    });
    phone.act(Intent::OpenProduct { key: "mug-indigo".to_owned() });
    phone.see("the product", |screen| match screen {
        Screen::Product { content: product } => (product.key == "mug-indigo").then_some(()),
        _ => None,
    });
    phone.act(Intent::ShareProduct { shown: true });
    let card = phone.see("what is shared", |screen| match screen {
        Screen::Product { content: product } => product.share.clone(),
        _ => None,
    });
    assert_eq!(card.link, "https://seed.tradewind.example/p/mug-indigo");
    let picture = phone.shop.image(&card.picture.key, 600, 900).expect("drawn");
    assert_eq!((picture.width, picture.height), (600, 900), "with the photo above the code");
    let grey = |x: usize, y: usize| picture.rgba[(y * 600 + x) * 4 + 1];
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(600, 900, grey);
    let codes: Vec<String> =
        seen.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
    assert_eq!(codes, [card.link.as_str()]);
    // Too small for the camera of another phone.
    assert!(phone.shop.image(&card.picture.key, 40, 60).is_err());
}
