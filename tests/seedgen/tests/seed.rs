//! The committed models and pictures are what the generator makes, and keep their measures.
#![allow(clippy::print_stdout, reason = "skips are said aloud")]

use std::path::{Path, PathBuf};
use tradewind_render::Renderer;
use tradewind_scene::{DrawError, Limits, Loader};
use tradewind_seedgen::{forms, kit, studio};

fn seed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed").join(path)
}

#[test]
fn models_are_made_again_byte_for_byte() {
    let forms = forms::all();
    assert_eq!(forms.len(), 16);
    for product in forms {
        let made = kit::glb::write(&product);
        let kept = std::fs::read(seed(&format!("models/{}.glb", product.id))).expect("committed");
        assert!(made == kept, "{}: run cargo seed models assets/seed/models", product.id);
        assert!(made.len() < 300_000, "{}: {} bytes", product.id, made.len());
        let model = Loader::new(Limits::default()).load(&made).expect("a model");
        assert_eq!(model.variants, product.ways, "{}", product.id);
        assert!(model.bounds.min.y.abs() < 0.002, "{} stands on the floor", product.id);
    }
}

#[test]
fn every_product_of_the_feed_has_its_pictures() {
    let feed = std::fs::read_to_string(seed("feed.en.xml")).expect("committed");
    let mut count = 0;
    for product in forms::all() {
        assert!(feed.contains(&format!("/models/{}.glb<", product.id)));
        for way in product.ways {
            let name = format!("{}-{way}.jpg", product.id);
            assert!(feed.contains(&format!("/images/{name}<")), "{name}");
            let file = std::fs::read(seed(&format!("images/{name}"))).expect("committed");
            let thumb = std::fs::read(seed(&format!("images/thumbs/{name}"))).expect("committed");
            assert!(file.len() <= studio::SHOT_BYTES && thumb.len() < 20_000, "{name}");
            let picture = image::load_from_memory(&file).expect("a picture");
            assert_eq!((picture.width(), picture.height()), (studio::SIDE, studio::SIDE));
            count += 1;
        }
    }
    assert_eq!(count, 48);
}

/// Pictures are taken again, one way of each product, and are within 3 levels a channel but for outlines that another
/// driver's samples meet elsewhere.
#[test]
fn pictures_are_taken_again_within_three_levels() {
    let renderer = match Renderer::studio() {
        Err(DrawError::NoAdapter) => {
            println!("skipped: no graphics adapter, so the seed's pictures are not taken again");
            return;
        }
        renderer => renderer.expect("a card that is there opens"),
    };
    for (index, product) in forms::all().into_iter().enumerate() {
        let way = index % 3;
        let (theta, phi, distance) = (product.shot.theta, product.shot.phi, product.shot.distance);
        let mut set = studio::Set::new(&renderer, &product).expect("staged");
        let taken = set.take(way, theta, phi, distance, studio::SIDE).expect("taken");
        // Through the same file format, so that only the drawing is compared.
        let taken = studio::jpeg(&taken).expect("a file");
        let name = format!("images/{}-{}.jpg", product.id, product.ways[way]);
        let [a, b] = [taken, std::fs::read(seed(&name)).expect("committed")]
            .map(|file| image::load_from_memory(&file).expect("a picture").into_rgb8().into_raw());
        let off = a.iter().zip(&b).filter(|(a, b)| a.abs_diff(**b) > 3).count() as f64 / b.len() as f64;
        assert!(off < 0.01, "{name}: {:.2} % of the values differ by more than 3", off * 100.0);
    }
}
