//! `cargo journey`: publishes the seed, starts the sandbox merchant, and shops in it; arguments go to `tradewind shop`.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tradewind_suite::{Merchant, merchant::publish_seed};

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "journey: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<u8, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let packs = folder.path().join("packs");
    publish_seed(&packs)?;
    let merchant = Merchant::start(Some(&packs), None)?;
    let data = folder.path().join("phone");
    let mut args: Vec<OsString> = ["tradewind", "shop", "--merchant", &merchant.base, "--json", "--data"]
        .into_iter()
        .map(OsString::from)
        .collect();
    args.push(data.into());
    // The feed names its own host for pictures and models; the sandbox serves them.
    args.extend(["--connect-to".into(), tradewind_suite::merchant::seed_override(&merchant.base).into()]);
    // `cargo journey -- --lang ja` and `cargo journey --lang ja` are one.
    let given = std::env::args_os().skip(1);
    args.extend(given.skip_while(|argument| argument == "--"));
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let code = tradewind_cli::run(args, Arc::new(tradewind_ports::NoFailPoint), &mut out, &mut err);
    for order in merchant.front.orders() {
        writeln!(
            err,
            "the merchant has order {}: {} {} (minor units)",
            order.id, order.total, order.currency
        )?;
    }
    Ok(code)
}
