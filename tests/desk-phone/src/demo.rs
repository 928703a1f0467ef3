//! `cargo demo`: publishes, opens the merchant and the phones, says where, and ends both on Ctrl-C.

use crate::merchant::{Goods, Merchant};
use crate::phone::{Phone, Setup};
use crate::server::{self, PHONES, ServerState};
use crate::{pages, seed};
use clap::Parser;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;
use tradewind_domain::{Language, Market, WebUrl};
use tradewind_ports::{Clock, SystemClock};
use tradewind_publish::Request;
use tradewind_storefront::Nchan;

/// Packs are made anew when their inputs changed, or after this long: prices then are of today.
const FRESH_FOR: Duration = Duration::from_secs(86_400);

/// Shop in a browser: a phone on your desk, at a merchant of its own.
#[derive(Debug, Parser)]
#[command(name = "cargo demo", version)]
struct Args {
    /// Starts over: other phones, another merchant, no orders.
    #[arg(long)]
    fresh: bool,
    /// Shops in this product feed (RSS 2.0, Atom or tab-separated, in Merchant Center's attributes).
    #[arg(long, value_name = "FILE", conflicts_with = "merchant")]
    feed: Option<PathBuf>,
    /// Market of that feed's prices.
    #[arg(long, value_name = "CODE", requires = "feed", value_parser = |text: &str| Market::parse(text).map_err(|error| error.to_string()))]
    market: Option<Market>,
    /// Language of that feed's words.
    #[arg(long, value_name = "TAG", requires = "feed", value_parser = |text: &str| Language::parse(text).map_err(|error| error.to_string()))]
    lang: Option<Language>,
    /// Shops at this UCP merchant; the drawer's merchant side is then absent.
    #[arg(long, value_name = "URL", value_parser = |text: &str| WebUrl::parse(text).map_err(|error| error.to_string()))]
    merchant: Option<WebUrl>,
    /// Where phones, merchant and packs are kept.
    #[arg(long, value_name = "DIR", default_value = "target/demo")]
    folder: PathBuf,
    /// Pictures and models of another folder than the seed's, for tests.
    #[arg(long, value_name = "DIR", hide = true)]
    assets: Option<PathBuf>,
    /// A merchant that takes the sandbox wallet alone, for tests.
    #[arg(long, hide = true)]
    one_method: bool,
    /// Phones that cannot draw, for tests.
    #[arg(long, hide = true)]
    still: bool,
}

/// What a later start needs to be the same place: an open page finds it again, phones find their merchant.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Place {
    token: String,
    desk_port: u16,
    merchant_port: u16,
}

/// From the command line to the end.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let result = runtime.block_on(run(args));
    runtime.shutdown_background();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::fmt::Display) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "cargo demo: {error}");
    ExitCode::FAILURE
}

/// Why there is no demo, in a line for the person.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("another demo runs in {0}; end it, or give this one another --folder")]
    Taken(String),
    #[error(
        "port {0}, where this demo was before, is taken by another program; end that, or start over with --fresh"
    )]
    Port(u16),
    #[error("the feed could not be published: {0}")]
    Feed(String),
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    #[error(transparent)]
    Other(#[from] std::io::Error),
}

async fn run(args: Args) -> Result<(), Refused> {
    let folder = args.folder.join(shop_of(&args)?);
    let at = |error: std::io::Error| Refused::File(folder.display().to_string(), error);
    std::fs::create_dir_all(&folder).map_err(at)?;
    let guard = std::fs::File::create(folder.join("lock")).map_err(at)?;
    if fs4::FileExt::try_lock(&guard).is_err() {
        return Err(Refused::Taken(folder.display().to_string()));
    }
    if args.fresh {
        start_over(&folder).map_err(at)?;
    }
    let mut place = read_place(&folder)?;
    let desk_listener = listen(&mut place.desk_port).await?;
    // It ends with this function.
    let hub = hub(&args, &folder);
    let merchant = match &args.merchant {
        Some(_) => None,
        None => {
            let nchan = hub.as_ref().map(Nchan::url);
            let goods = Goods { nchan, ..goods(&args, &folder)? };
            Some(Merchant::start(listen(&mut place.merchant_port).await?, goods)?)
        }
    };
    write_place(&folder, &place).map_err(at)?;
    let base = match (&merchant, &args.merchant) {
        (Some(merchant), _) => merchant.base.clone(),
        (None, Some(url)) => url.as_str().to_owned(),
        (None, None) => String::new(),
    };
    // A shop elsewhere has its pages in no frame here: a person who is sent there is told the address.
    let frames = merchant.as_ref().map(|merchant| merchant.base.clone()).unwrap_or_default();
    let host_overrides = if merchant.is_some() { vec![format!("{}={base}", seed::HOST)] } else { Vec::new() };
    let market = args.market.map(|market| market.as_str().to_owned());
    let setup = Setup { merchant: base, host_overrides, market, still: args.still };
    let phones = (1..=PHONES)
        .map(|number| Phone::new(folder.join(format!("phone-{number}")), setup.clone()))
        .collect();
    let desk = Arc::new(ServerState {
        token: place.token.clone(),
        phones,
        merchant,
        frames,
        authority: format!("127.0.0.1:{}", place.desk_port),
    });
    // The first phone wakes while the person opens the page.
    if let Some(first) = desk.phones.first() {
        first.start()?;
    }
    let address = format!("http://{}/{}/1/", desk.authority, desk.token);
    let _ = writeln!(std::io::stdout(), "{address}").and_then(|()| std::io::stdout().flush());
    let serving = axum::serve(desk_listener, server::router(desk.clone()));
    tokio::select! {
        result = serving => result?,
        () = stopped() => {}
    }
    desk.phones.iter().for_each(|phone| phone.kill());
    drop(guard);
    Ok(())
}

/// Each merchant, and each feed, has its own place.
fn shop_of(args: &Args) -> Result<String, Refused> {
    let short = |text: &[u8]| blake3::hash(text).to_hex().as_str()[..12].to_owned();
    Ok(match (&args.merchant, &args.feed) {
        (Some(url), _) => format!("at-{}", short(url.url().origin().ascii_serialization().as_bytes())),
        (None, Some(feed)) => {
            let path = std::fs::canonicalize(feed)
                .map_err(|error| Refused::File(feed.display().to_string(), error))?;
            format!("feed-{}", short(path.as_os_str().as_encoded_bytes()))
        }
        (None, None) => "seed".to_owned(),
    })
}

/// Forgets all but the lock that is held.
fn start_over(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else if path.file_name().is_none_or(|name| name != "lock") {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn read_place(folder: &Path) -> Result<Place, Refused> {
    let kept = std::fs::read(folder.join("place.json")).ok();
    match kept.and_then(|text| serde_json::from_slice::<Place>(&text).ok()) {
        Some(place) if place.token.len() == 32 => Ok(place),
        _ => Ok(Place { token: crate::secret::token()?, ..Place::default() }),
    }
}

fn write_place(folder: &Path, place: &Place) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let text = serde_json::to_vec(place).map_err(std::io::Error::other)?;
    // The token opens the phones: it is for this person's eyes.
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(folder.join("place.json"))?;
    file.write_all(&text)
}

/// Listens where it listened before; the first time on a free port.
async fn listen(port: &mut u16) -> Result<TcpListener, Refused> {
    let listener = TcpListener::bind(("127.0.0.1", *port)).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse if *port != 0 => Refused::Port(*port),
        _ => Refused::Other(error),
    })?;
    *port = listener.local_addr()?.port();
    Ok(listener)
}

/// nginx with nchan, which passes on what shows say, where it is on this machine. Else their events come from the merchant alone, and
/// that is said. Only the seed has shows.
fn hub(args: &Args, folder: &Path) -> Option<Nchan> {
    if args.merchant.is_some() || args.feed.is_some() {
        return None;
    }
    let started = Nchan::start(&folder.join("nchan"));
    if let Err(why) = &started {
        let _ = writeln!(
            std::io::stderr(),
            "cargo demo: live shows speak through the merchant's own event stream: {why}"
        );
    }
    started.ok()
}

/// The merchant's goods, published if they are not yet, or no longer as they were.
fn goods(args: &Args, folder: &Path) -> Result<Goods, Refused> {
    let packs = folder.join("packs");
    let now = SystemClock::new().now();
    let request = match &args.feed {
        Some(feed) => Request {
            feed: feed.clone(),
            market: args.market,
            lang: args.lang.clone(),
            texts: Vec::new(),
            prices: Vec::new(),
            key: None,
            out: packs.clone(),
            as_of: Some(now),
            name: None,
            seller: None,
            valid_for: Duration::from_secs(30 * 86_400),
            media: None,
            currency: None,
            encoding: None,
            // A sandbox, not a shop: another feed takes its place whenever it is named.
            accept_shrink: true,
            rules: None,
        },
        None => Request { accept_shrink: true, ..seed::request(&packs, now) },
    };
    let stamp = stamp(&request)?;
    let stamp_file = folder.join("published");
    if !is_fresh(&stamp_file, &stamp) {
        tradewind_publish::publish(&request, &mut |_, _, _| {})
            .map_err(|error| Refused::Feed(error.to_string()))?;
        std::fs::write(&stamp_file, stamp)?;
    }
    let feed = args.feed.as_ref().map(std::fs::read_to_string).transpose()?;
    let assets = args.assets.clone().unwrap_or_else(seed::folder);
    // The film shows the seed's goods.
    let show = args.feed.is_none().then(seed::show);
    let data = folder.join("merchant");
    Ok(Goods { feed, packs, data, assets, show, nchan: None, methods: !args.one_method })
}

/// What the packs were made of: names, sizes and times of the inputs, and of this program.
fn stamp(request: &Request) -> Result<String, Refused> {
    let mut inputs = vec![request.feed.clone()];
    inputs.extend(request.texts.iter().map(|(_, path)| path.clone()));
    inputs.extend(request.prices.iter().map(|(_, path)| path.clone()));
    inputs.push(std::env::current_exe()?);
    let mut text = format!("{:?} {:?} {}", request.market, request.lang, pages::TOKENS.len());
    for path in inputs {
        let about =
            std::fs::metadata(&path).map_err(|error| Refused::File(path.display().to_string(), error))?;
        text.push_str(&format!("\n{} {} {:?}", path.display(), about.len(), about.modified()?));
    }
    Ok(text)
}

fn is_fresh(file: &Path, stamp: &str) -> bool {
    let written = std::fs::metadata(file).and_then(|about| about.modified());
    let age = written.ok().and_then(|then| SystemTime::now().duration_since(then).ok());
    age.is_some_and(|age| age < FRESH_FOR) && std::fs::read_to_string(file).is_ok_and(|kept| kept == stamp)
}

async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
