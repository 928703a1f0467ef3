//! The binary `tradewind-storefront`: the sandbox merchant on a loopback port.

use clap::Parser;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tradewind_storefront::{Config, DataPlace, Fault, Nchan, SignKind, Storefront, Version, fault};

/// A merchant that speaks UCP, for tests and for trying the app.
#[derive(Debug, Parser)]
#[command(version, after_long_help = fault::help(), after_help = "--help lists the faults")]
struct Args {
    /// Merchant Center feed (RSS 2.0 or tab-separated); without it the seed catalog.
    #[arg(long)]
    feed: Option<PathBuf>,
    /// Folder for storefront.sqlite; without it all is forgotten at the end.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Loopback address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// A fault to start with, `NAME[:as=KIND][:at=OPERATION][:path=P][:times=N][:ms=M]`; may stand several times.
    #[arg(long, value_parser = Fault::parse)]
    fault: Vec<Fault>,
    /// Folder of packs to host, as `tradewind publish --out` wrote it.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// Folder of pictures and models to host.
    #[arg(long)]
    assets: Option<PathBuf>,
    /// Folder of a film that `cargo seed show` made: hosts live shows of it.
    #[arg(long, value_name = "DIR")]
    show: Option<PathBuf>,
    /// Starts nginx with nchan, with its files in DIR, and has it pass on what the shows say.
    #[arg(long, value_name = "DIR", requires = "show")]
    nchan: Option<PathBuf>,
    /// Refuse platform profiles on loopback too, as the protocol wants it (https only).
    #[arg(long)]
    https_profiles_only: bool,
    /// The versions of UCP to speak, by their dates.
    #[arg(long, value_delimiter = ',', value_parser = version, default_values = ["2026-08-25", "2026-04-08"])]
    speaks: Vec<Version>,
    /// What a platform speaks whose profile cannot be fetched from here and whose address names no version; `none` refuses it.
    #[arg(long, default_value = "2026-04-08")]
    unfetched: String,
    /// Offer every way to pay beside the sandbox wallet, to platforms of 2026-08-25 on.
    #[arg(long)]
    methods: bool,
    /// A payment service provider that charges cards, as `http://127.0.0.1:8420` (localstripe); the fault `psp` stands in between.
    #[arg(long, value_name = "URL")]
    psp: Option<String>,
    /// Publishes a key, signs every answer with it, and wants the requests of platforms whose profile has keys to be signed.
    #[arg(long, value_name = "KIND", value_parser = ["es256", "ed25519"], num_args = 0..=1, default_missing_value = "es256")]
    sign: Option<String>,
    /// Guards /_sandbox.
    #[arg(long, default_value = "sandbox")]
    sandbox_token: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "tradewind-storefront: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), Box<dyn std::error::Error>> {
    if !args.listen.ip().is_loopback() {
        return Err("--listen: loopback addresses only".into());
    }
    let listener = tokio::net::TcpListener::bind(args.listen).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let mut config = Config::new(&base);
    config.feed = args.feed.map(std::fs::read_to_string).transpose()?;
    if let Some(folder) = args.data {
        std::fs::create_dir_all(&folder)?;
        config.data = DataPlace::Folder(folder);
    }
    config.packs = args.packs;
    config.assets = args.assets;
    config.show = args.show;
    // Ends with this.
    let hub = args.nchan.as_deref().map(Nchan::start).transpose()?;
    config.nchan = hub.as_ref().map(Nchan::url);
    config.methods = args.methods;
    config.psp = args.psp;
    config.admin_token = args.sandbox_token;
    config.sign = args.sign.map(|kind| match kind.as_str() {
        "ed25519" => SignKind::Ed25519,
        _ => SignKind::Es256,
    });
    config.versions = args.speaks;
    config.unfetched = match args.unfetched.as_str() {
        "none" => None,
        date => Some(version(date)?),
    };
    config.loopback_profiles = !args.https_profiles_only;
    config.faults = args.fault;
    let front = Storefront::open(config)?;
    writeln!(std::io::stdout(), "{base}")?;
    std::io::stdout().flush()?;
    front.serve(listener, stopped()).await?;
    Ok(())
}

fn version(date: &str) -> Result<Version, String> {
    Version::of(date).ok_or_else(|| format!("UCP {date} is not known"))
}

async fn stopped() {
    let mut term = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(term) => term,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}
