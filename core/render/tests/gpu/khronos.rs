//! Khronos' 3D Commerce views: the certification's gate is SSIM 0.70 and PSNR 20 against the reference renders.
//!
//! The panorama of those renders is not published with them. `examples/reference_light.rs` found ours from Mixer-0 and
//! Mixer-1 (renders: CC BY 4.0, Khronos Group and contributors); the other four views had no part in it.

use crate::measure::{Rgb, psnr, ssim};
use crate::scenes::{rgb, room, shared, view};
use std::sync::Arc;
use tradewind_render::Environment;
use tradewind_scene::{Limits, Loader, PreparedModel};

#[test]
fn the_reference_views_are_met() {
    let Some(folder) = shared("models") else {
        println!("skipped: ../shared/models is not there, so the Khronos views are not compared");
        return;
    };
    let light = Environment::from_hdr(include_bytes!("../data/reference-light.hdr")).expect("a panorama");
    let Some(renderer) = room(light) else { return };
    for (name, file) in [("Mixer", "Mixer.glb"), ("TennisRacquet", "TennisRacquet.gltf")] {
        let folder = folder.join(name);
        let beside = |name: &str| std::fs::read(folder.join(name)).ok();
        let bytes = std::fs::read(folder.join(file)).expect("readable");
        let model = Arc::new(Loader::new(Limits::default()).beside(&beside).load(&bytes).expect("a model"));
        let mut prepared = renderer.prepare(model.clone()).expect("prepared");
        for camera in 0..3 {
            let seen = &model.cameras[camera];
            let drawn = rgb(&*prepared.draw(&view(1024, seen.pose, seen.projection)).expect("drawn"));
            if let Some(out) = std::env::var_os("TRADEWIND_PICTURES") {
                let path = std::path::Path::new(&out).join(format!("{name}-{camera}.png"));
                image::save_buffer(path, &drawn.bytes, 1024, 1024, image::ColorType::Rgb8).expect("written");
            }
            let reference = image::open(folder.join(format!("rr-{name}-{camera}.png"))).expect("a picture");
            let reference = on_white(&reference.into_rgba8());
            let (s, p) = (ssim(&drawn, &reference), psnr(&drawn, &reference));
            println!("{name}-{camera}: SSIM {s:.4}, PSNR {p:.2} dB");
            assert!(s >= 0.70 && p >= 20.0, "{name}-{camera}: SSIM {s:.4}, PSNR {p:.2}");
        }
    }
}

fn on_white(picture: &image::RgbaImage) -> Rgb {
    let bytes = picture.pixels().flat_map(|p| {
        let over = |c: u8| {
            let (c, a) = (u32::from(c), u32::from(p.0[3]));
            ((c * a + 255 * (255 - a) + 127) / 255) as u8
        };
        [over(p.0[0]), over(p.0[1]), over(p.0[2])]
    });
    Rgb { width: picture.width() as usize, height: picture.height() as usize, bytes: bytes.collect() }
}
