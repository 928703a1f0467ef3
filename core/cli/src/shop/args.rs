//! The arguments of `tradewind shop`.

use crate::profile::signing_key;
use crate::wallet::PayChoice;
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;
use tradewind_app::SigningKey;
use tradewind_domain::WebUrl;
use tradewind_ports::HostOverride;

/// What `--help` says last: the exit codes.
const EXITS: &str = "Exit codes:
  0  bought; the code TOTAL_DIFFERS or BASKET_CHANGED says that it was otherwise than agreed,
     TOTAL_UNSTATED that the shop did not say at what total
     with --put-aside: the payment was put aside (result put_aside), or turned out to be bought (confirmed)
  2  used wrongly
  3  not bought: the shop's or the person's reason; with --put-aside also: nothing is open (nothing_open)
  4  not known, or still open when --wait was over; a voucher that is out (result waiting); with --put-aside the code ASIDE_TOO_EARLY
  5  network or protocol";

/// Shops without a screen.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct ShopArgs {
    /// The merchant's address.
    #[arg(long)]
    pub merchant: String,
    /// Language of the app, as in de.
    #[arg(long)]
    pub lang: Option<String>,
    /// Market to shop in, as in DE; else the one this phone's language settings name, or the only one that the shop has.
    #[arg(long)]
    pub market: Option<String>,
    /// Currency to wish for, as in EUR.
    #[arg(long)]
    pub currency: Option<String>,
    /// Time zone, as in Europe/Berlin.
    #[arg(long, default_value = "UTC")]
    pub tz: String,
    /// Buys the first product in stock that these words find. Without words, item or link: goes on with what the purchase
    /// began with, or buys the first product in stock of all.
    #[arg(long, conflicts_with_all = ["item", "link"])]
    pub search: Option<String>,
    /// Buys this item.
    #[arg(long, conflicts_with = "link")]
    pub item: Option<String>,
    /// Buys what this link shows.
    #[arg(long)]
    pub link: Option<String>,
    /// How many units to buy, 1 to 999.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=999))]
    pub qty: u32,
    /// The buyer, as TOML in UCP's names; without it, at a loopback merchant, a made-up one.
    #[arg(long)]
    pub buyer: Option<PathBuf>,
    /// Delivery option to choose, by the merchant's id.
    #[arg(long)]
    pub option: Option<String>,
    /// What the sandbox wallet does.
    #[arg(long, value_enum, default_value = "approve")]
    pub pay: PayChoice,
    /// The way to pay, by its handler's name; without it the first that the shop and this phone have in common. What is to be
    /// opened, copied or approved elsewhere is written to standard error, and stands in each snapshot (`--json`).
    #[arg(long, value_name = "HANDLER", conflicts_with = "credential")]
    pub method: Option<String>,
    /// A payment credential that is there already; then no sheet is shown. HANDLER by its name or the merchant's id,
    /// INSTRUMENT by its type (default: the first that the session offers); @FILE keeps the token off the process list.
    #[arg(long, value_name = "HANDLER[/INSTRUMENT]=TOKEN|@FILE")]
    pub credential: Option<String>,
    /// The most that may be paid, in major units with its currency, as in 120.00EUR. More, or another currency, ends with
    /// exit 3 and MAX_EXCEEDED.
    #[arg(long, value_name = "AMOUNT")]
    pub max: Option<String>,
    /// Name of the purchase; run again under it, it is finished or reported, never bought twice.
    #[arg(long, default_value = "first")]
    pub purchase: String,
    /// Buys nothing: puts the payment aside of which it is not known whether it went through, so that this shop can be paid
    /// again. Possible 72 hours after it was begun, or once the shop no longer knows its session; asked for until --wait is over.
    #[arg(long, conflicts_with_all = ["search", "item", "link", "credential", "max"])]
    pub put_aside: bool,
    /// Uses no network.
    #[arg(long)]
    pub offline: bool,
    /// How long to wait for an outcome, in seconds.
    #[arg(long, default_value_t = 60, overrides_with = "wait")]
    pub wait: u64,
    /// Reads from one origin at another one on this machine, as curl's --connect-to does. May stand several times.
    #[arg(long, value_name = "FROM=TO", value_parser = HostOverride::parse)]
    pub connect_to: Vec<HostOverride>,
    /// The publisher's key to trust (Ed25519, 64 hex digits); without it the key seen first is pinned.
    #[arg(long, value_name = "HEX", value_parser = publisher_key)]
    pub publisher_key: Option<[u8; 32]>,
    /// Signs each request with this private key: a JWK of P-256 or Ed25519 with `d`. The platform profile must name its public half
    /// (`tradewind profile --sign-key`); at a merchant on this machine it does.
    #[arg(long, value_name = "FILE", value_parser = signing_key)]
    pub sign_key: Option<Arc<SigningKey>>,
    /// Where the merchant finds the platform profile; without it the app's own, at a merchant on this machine one that is served here.
    #[arg(long, value_name = "URL", value_parser = WebUrl::parse)]
    pub profile: Option<WebUrl>,
    /// An origin beside the merchant's own at which checkouts may run without being shown. May stand several times.
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub allow_origin: Vec<WebUrl>,
    /// Folder for the phone's files; without it `tradewind` in $XDG_DATA_HOME or ~/.local/share.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Folder for the phone's secrets; without it `vault` in --data, which a copy of the folder takes along. Files that are met
    /// with another vault are those of another phone: their payments are asked about, never paid.
    #[arg(long, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// Prints each screen as a line of JSON.
    #[arg(long)]
    pub json: bool,
}

fn publisher_key(text: &str) -> Result<[u8; 32], String> {
    tradewind_domain::hex::from_hex(text).ok_or_else(|| "expected 64 lower-case hex digits".to_owned())
}

fn origin(text: &str) -> Result<WebUrl, String> {
    let url = WebUrl::parse(text).map_err(|error| error.to_string())?;
    if url.url().path() == "/" && url.clone().base().is_ok() {
        Ok(url)
    } else {
        Err("an origin has no path, query or fragment".to_owned())
    }
}
