//! `seedgen models DIR [FORM…]`: writes the seed catalog's models.
#![allow(clippy::print_stdout, reason = "this program is its output")]

use std::path::Path;
use std::process::ExitCode;
use tradewind_seedgen::{forms, kit};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((folder, wanted)) = args.split_first() else {
        println!("seedgen DIR [FORM…]");
        return ExitCode::from(2);
    };
    for product in forms::all().iter().filter(|p| wanted.is_empty() || wanted.iter().any(|w| w == p.id)) {
        let bytes = kit::glb::write(product);
        let (low, high) = kit::glb::size(product);
        let size = (high - low) * 100.0;
        println!(
            "{:<12} {:>7} bytes  {:.1} x {:.1} x {:.1} cm",
            product.id,
            bytes.len(),
            size.x,
            size.y,
            size.z
        );
        if let Err(error) = std::fs::write(Path::new(folder).join(format!("{}.glb", product.id)), bytes) {
            println!("{folder}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
