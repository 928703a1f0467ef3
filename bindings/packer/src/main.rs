//! The binary behind `cargo pack`.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match tradewind_packer::run(&mut std::io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "cargo pack: {error}");
            ExitCode::FAILURE
        }
    }
}
