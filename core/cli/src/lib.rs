//! The command line: publish, preview, profile, and shop, a phone without a screen.
//!
//! Where to start: [`shop`] drives the very same app a phone shows, by its snapshots alone; [`profile`] prints the
//! platform profile and serves it on loopback; publishing is `tradewind-publish`; `preview`
//! draws a model or checks many, `link` tells what a link would show, `links` prints what both phone systems want to know of a host, `qr` reads and builds payment codes, `methods` tells which ways to
//! pay a country is shown, `quote` what an order comes to at the door, and `rules` keeps the rules of that.

mod amount;
mod hand_off;
mod link;
mod links;
mod methods;
mod preview;
pub mod profile;
mod qr;
pub mod shop;
mod trade;
mod wallet;

use clap::{Parser, Subcommand};
use std::io::{IsTerminal, Write};

/// A cross-border shop: the merchant's tools, and a phone without a screen.
#[derive(Debug, Parser)]
#[command(name = "tradewind", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Publishes a product feed as signed offline packs.
    Publish(Box<tradewind_publish::cmd::PublishArgs>),
    /// Tells what a link would show in a merchant's app.
    Link(Box<link::LinkArgs>),
    /// Prints what Android and Apple are to know of a merchant's host, so that its links open the app.
    Links(links::LinksArgs),
    /// Tells which ways to pay a country is shown, and in which order.
    Methods(methods::MethodsArgs),
    /// Draws a 3D model as the app does, to a PNG file; `--check` tells of many what phones make of them.
    Preview(Box<preview::PreviewArgs>),
    /// Prints the platform profile that merchants fetch.
    Profile(profile::ProfileArgs),
    /// Tells what an order comes to at the door, by the rules of its day.
    Quote(Box<trade::QuoteArgs>),
    /// Reads and builds payment QR codes: Pix, PromptPay, PayNow, QRIS, DuitNow, UPI, SEPA.
    Qr(qr::QrArgs),
    /// Checks, compiles and explains the rules of trade.
    Rules(trade::RulesArgs),
    /// Shops without a screen: finds, buys, and keeps the order.
    Shop(Box<shop::ShopArgs>),
}

/// Runs the command line with `args`, the program's name first. Gives the exit code.
pub fn run(
    args: impl IntoIterator<Item = std::ffi::OsString>,
    fail_point: std::sync::Arc<dyn tradewind_ports::FailPoint>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            let to_out = !error.use_stderr();
            let _ = if to_out { write!(out, "{error}") } else { write!(err, "{error}") };
            return if to_out { 0 } else { 2 };
        }
    };
    match args.command {
        Command::Publish(args) => {
            let terminal = std::io::stderr().is_terminal();
            tradewind_publish::cmd::run(&args, Some(&preview::PhoneLook), out, err, terminal)
        }
        Command::Link(args) => link::run(&args, out, err),
        Command::Links(args) => links::run(&args, out),
        Command::Methods(args) => methods::run(&args, out, err),
        Command::Preview(args) => preview::run(&args, out, err),
        Command::Profile(args) => profile::run(&args, out),
        Command::Quote(args) => trade::run_quote(&args, out, err),
        Command::Rules(args) => trade::run_rules(&args, out, err),
        Command::Qr(args) => qr::run(&args, out, err),
        Command::Shop(args) => shop::run(&args, fail_point, out, err),
    }
}
