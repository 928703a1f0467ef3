//! The seed's own models through the app, drawn by the renderer that phones are lent.

use crate::preview::Phone;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_app::screen::PreviewPhase;
use tradewind_app::{Extras, Intent, Shop};
use tradewind_ports::fakes::NotingWallet;
use tradewind_render::Renderer;
use tradewind_scene::DrawError;
use tradewind_suite::merchant::{seed_folder, seed_request};
use tradewind_suite::{Merchant, hosts};

/// One item of each form.
const ITEMS: [&str; 16] = [
    "mug-indigo",
    "kilim-rust",
    "lamp-brass",
    "headphones-navy",
    "case-olive",
    "teapot-celadon",
    "chair-natural",
    "bag-sand",
    "chess-walnut",
    "watch-navy",
    "shoes-red",
    "ukulele-natural",
    "lantern-brass",
    "vase-amber",
    "clock-black",
    "parasol-olive",
];

#[test]
fn every_form_of_the_seed_is_fetched_drawn_and_turned() {
    let renderer = match Renderer::studio() {
        Err(DrawError::NoAdapter) => {
            println!("skipped: no graphics adapter, so the seed's products are not drawn through the app");
            return;
        }
        renderer => renderer.expect("a card that is there opens"),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    let media = Some(seed_folder().join("images"));
    let request = tradewind_publish::Request { media, ..seed_request(&packs) };
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("the seed is good");
    let merchant = Merchant::with_assets(Some(&packs), None, &seed_folder()).expect("starts");
    let config = hosts::config(&merchant.base, &folder.path().join("phone"), "en", "DE");
    let ports = hosts::ports(&merchant.base, Arc::new(NotingWallet::default()));
    let extras = Extras { painter: Some(Arc::new(renderer)), ..Extras::default() };
    let shop = Shop::with_extras(config, ports, extras).expect("opens");
    let phone = Phone { shop, alive: Arc::new(()) };
    for item in ITEMS {
        let ready = phone.open(item);
        assert_eq!((ready.phase, ready.sizes.len()), (PreviewPhase::Ready, 3), "{item}: {:?}", ready.notice);
        let picture = ready.picture.expect("the feed names one");
        assert!(!picture.thumbhash.is_empty(), "{item} has no first paint");
        let photo = phone.shop.image(&picture.key, 256, 256).expect("the merchant serves it");
        assert_eq!((photo.width, photo.height), (256, 256));
        let first = phone.frame();
        let solid = first.pixels().chunks_exact(4).filter(|point| point[3] > 64).count();
        assert!(solid > 96 * 128 / 100, "{item}: {solid} points");
        phone.act(Intent::PreviewDrag { dx: 0.2, dy: 0.0 });
        let end = Instant::now() + Duration::from_secs(10);
        while phone.frame().pixels() == first.pixels() {
            assert!(Instant::now() < end, "{item} does not turn");
            std::thread::sleep(Duration::from_millis(5));
        }
        phone.act(Intent::Back);
        phone.act(Intent::Back);
    }
}
