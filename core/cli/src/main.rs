//! The binary `tradewind`.

use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    ExitCode::from(tradewind_cli::run(
        std::env::args_os(),
        Arc::new(tradewind_ports::NoFailPoint),
        &mut out,
        &mut err,
    ))
}
