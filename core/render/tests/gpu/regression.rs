//! Regression pictures of four products, and the same bytes on the same machine.

use crate::scenes::{gpu, rgb};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_render::{Environment, Renderer};
use tradewind_scene::{Limits, Loader, Orbit, PreparedModel, View};

/// Opaque, cut out, blended, metal.
const PRODUCTS: [&str; 4] = ["mug", "lantern", "vase", "watch"];
/// Drivers differ by two or three levels (measured on llvmpipe and SwiftShader); edges by more.
const LEVELS: u8 = 4;
/// So much of a picture may differ by more on the driver that the golden pictures are from: outlines on another sample.
const SHARE: f64 = 0.01;
/// And on another one, whose mips and samples differ: the lantern is all holes (measured on SwiftShader: 2 %).
const OTHER_SHARE: f64 = 0.03;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn picture(renderer: &Renderer, product: &str) -> Vec<u8> {
    let file = root().join("assets/seed/models").join(format!("{product}.glb"));
    let bytes = std::fs::read(file).expect("the seed's models are committed");
    let model = Arc::new(Loader::new(Limits::default()).load(&bytes).expect("a model"));
    let (theta, phi) = Orbit::FIRST;
    let mut view = View::of(&model, Orbit::fitting(model.bounds, theta, phi, 1.0), 256, 256);
    view.background = tradewind_scene::Background::White;
    view.variant = Some(1);
    let mut prepared = renderer.prepare(model).expect("prepared");
    rgb(&*prepared.draw(&view).expect("drawn")).bytes
}

#[test]
fn products_look_as_they_did() {
    let Some(gpu) = gpu() else { return };
    let most = if gpu.name().contains("llvmpipe") { SHARE } else { OTHER_SHARE };
    let renderer = Renderer::new(gpu, Environment::studio()).expect("a renderer");
    for product in PRODUCTS {
        let drawn = picture(&renderer, product);
        let golden =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{product}.png"));
        if std::env::var_os("TRADEWIND_BLESS").is_some() {
            image::save_buffer(&golden, &drawn, 256, 256, image::ColorType::Rgb8).expect("written");
        }
        let kept = image::open(&golden).expect("a golden picture").into_rgb8().into_raw();
        let off = drawn.iter().zip(&kept).filter(|(a, b)| a.abs_diff(**b) > LEVELS).count();
        let share = off as f64 / kept.len() as f64;
        println!("{product}: {:.3} % of the values differ by more than {LEVELS}", share * 100.0);
        assert!(share < most, "{product}: {share}");
    }
}

#[test]
fn the_same_machine_gives_the_same_bytes() {
    let twice = || {
        let renderer = Renderer::new(gpu()?, Environment::studio()).expect("a renderer");
        Some(picture(&renderer, "vase"))
    };
    assert_eq!(twice(), twice());
}

/// Chromium brings a second driver for the processor. A driver is chosen before a process starts, so this binary is run
/// once more: products in each run, what is known of light in the long one (`TRADEWIND_DEEP=1`), because it takes twenty times as long.
#[test]
fn it_holds_on_swiftshader_too() {
    let icd = Path::new("/usr/lib/chromium/vk_swiftshader_icd.json");
    if !icd.exists() {
        println!("skipped: Debian's chromium is not installed, so SwiftShader draws nothing");
        return;
    }
    let this = std::env::current_exe().expect("this binary");
    let deep = std::env::var_os("TRADEWIND_DEEP").is_some();
    let which: &[&str] =
        if deep { &["light::", "products_look", "same_bytes"] } else { &["products_look", "same_bytes"] };
    let run = std::process::Command::new(this)
        .args(which)
        .args(["--nocapture", "--test-threads=1"])
        .env("VK_ICD_FILENAMES", icd)
        .env("WGPU_ADAPTER_NAME", "SwiftShader")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
    assert!(!said.contains("skipped:"), "{said}");
    for line in said.lines().filter(|line| line.contains('%') || line.contains("integral")) {
        println!("SwiftShader: {line}");
    }
}
