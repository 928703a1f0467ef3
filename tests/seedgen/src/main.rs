//! `cargo seed`: makes the seed catalog's models and pictures, and shows them.
#![allow(clippy::print_stdout, reason = "this program is its output")]

use std::path::Path;
use std::process::ExitCode;
use tradewind_render::Renderer;
use tradewind_seedgen::studio::{self, Set, StudioError};
use tradewind_seedgen::{Product, forms, kit, show};

const HELP: &str = "seed models DIR [FORM...]                       writes FORM.glb
seed shots DIR [FORM...]                        writes FORM-WAY.jpg and thumbs/FORM-WAY.jpg
seed sheet FILE.png [SIDE] [FORM...]            all pictures on one sheet
seed look FILE.png FORM WAY THETA PHI DISTANCE [SIDE]   one picture from any angle (degrees)
seed show DIR [FFMPEG]                          films DIR/script.tsv into DIR with ffmpeg (Debian's 5.1)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["models", folder, ref forms @ ..] => models(folder, forms),
        ["shots", folder, ref forms @ ..] => shots(folder, forms),
        ["show", folder] => show::make(Path::new(folder), "ffmpeg"),
        ["show", folder, ffmpeg] => show::make(Path::new(folder), ffmpeg),
        ["sheet", file, ref rest @ ..] => sheet(file, rest),
        ["look", file, form, way, theta, phi, distance, ref side @ ..] => {
            look(file, form, way, [theta, phi, distance], side.first().unwrap_or(&"1024"))
        }
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(StudioError(why)) => {
            println!("seed: {why}");
            ExitCode::FAILURE
        }
    }
}

fn chosen(wanted: &[&str]) -> Vec<Product> {
    forms::all().into_iter().filter(|p| wanted.is_empty() || wanted.contains(&p.id)).collect()
}

fn models(folder: &str, wanted: &[&str]) -> Result<(), StudioError> {
    for product in chosen(wanted) {
        let bytes = kit::glb::write(&product);
        let (low, high) = kit::glb::size(&product);
        let size = (high - low) * 100.0;
        println!(
            "{:<12} {:>7} bytes  {:.1} x {:.1} x {:.1} cm",
            product.id,
            bytes.len(),
            size.x,
            size.y,
            size.z
        );
        std::fs::write(Path::new(folder).join(format!("{}.glb", product.id)), bytes)?;
    }
    Ok(())
}

fn shots(folder: &str, wanted: &[&str]) -> Result<(), StudioError> {
    let renderer = Renderer::studio()?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder.join("thumbs"))?;
    for product in chosen(wanted) {
        let pictures = studio::shots(&renderer, &product, studio::SIDE)?;
        for (way, picture) in product.ways.iter().zip(pictures) {
            let name = format!("{}-{way}.jpg", product.id);
            let file = studio::jpeg(&picture)?;
            let thumb = studio::jpeg(&studio::thumb(&picture))?;
            println!("{name:<24} {:>7} bytes, thumbnail {:>6}", file.len(), thumb.len());
            std::fs::write(folder.join(&name), file)?;
            std::fs::write(folder.join("thumbs").join(&name), thumb)?;
        }
    }
    Ok(())
}

fn sheet(file: &str, rest: &[&str]) -> Result<(), StudioError> {
    let (side, wanted) = match rest.split_first() {
        Some((first, others)) if first.parse::<u32>().is_ok() => (first.parse()?, others),
        _ => (256, rest),
    };
    let renderer = Renderer::studio()?;
    let mut all = Vec::new();
    for product in chosen(wanted) {
        all.extend(studio::shots(&renderer, &product, side)?);
    }
    studio::sheet(&all, if all.len() > 12 { 6 } else { 3 }).save(file)?;
    Ok(())
}

fn look(file: &str, form: &str, way: &str, angles: [&str; 3], side: &str) -> Result<(), StudioError> {
    let product = chosen(&[form]).into_iter().next().ok_or("no such form")?;
    let way = product.ways.iter().position(|known| *known == way).ok_or("no such way")?;
    let mut numbers = [0.0; 3];
    for (number, text) in numbers.iter_mut().zip(angles) {
        *number = text.parse::<f64>()?;
    }
    let [theta, phi, distance] = numbers;
    let mut set = Set::new(&Renderer::studio()?, &product)?;
    set.take(way, theta, phi, distance, side.parse()?)?.save(file)?;
    Ok(())
}
