//! `tradewind shop`: the whole journey through the app, driven by its snapshots as a person's thumb would.

use crate::profile;
use crate::wallet::{PayChoice, SandboxWallet};
use clap::Args;
use serde_json::json;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use tradewind_app::screen::{CheckoutPhase, CheckoutScreen, PurchasePhase};
use tradewind_app::{AppConfig, AppError, Extras, Intent, Screen, Shop, Snapshot, Tab};
use tradewind_checkout::merchant::Credential;
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Buyer, Code, Currency, Language, Market, WebUrl};
use tradewind_ports::{
    Detour, FileVault, Gate, NetTransport, OsEntropy, Ports, Rerouted, Secret, SilentLog, SystemClock,
};

/// Shops without a screen.
#[derive(Debug, Args)]
pub struct ShopArgs {
    /// The merchant's address.
    #[arg(long)]
    pub merchant: String,
    /// Language of the app, as in de.
    #[arg(long)]
    pub lang: Option<String>,
    /// Market to shop in, as in DE.
    #[arg(long)]
    pub market: Option<String>,
    /// Currency to wish for, as in EUR.
    #[arg(long)]
    pub currency: Option<String>,
    /// Time zone, as in Europe/Berlin.
    #[arg(long, default_value = "UTC")]
    pub tz: String,
    /// Buys the first product in stock that these words find.
    #[arg(long, conflicts_with_all = ["item", "link"])]
    pub search: Option<String>,
    /// Buys this item.
    #[arg(long, conflicts_with = "link")]
    pub item: Option<String>,
    /// Buys what this link shows.
    #[arg(long)]
    pub link: Option<String>,
    /// How many.
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
    /// A payment credential that is there already; then no sheet is shown.
    #[arg(long, value_name = "HANDLER=TOKEN")]
    pub credential: Option<String>,
    /// Name of the purchase; run again under it, it is finished or reported, never bought twice.
    #[arg(long, default_value = "first")]
    pub purchase: String,
    /// Uses no network.
    #[arg(long)]
    pub offline: bool,
    /// How long to wait for an outcome, in seconds.
    #[arg(long, default_value_t = 60, overrides_with = "wait")]
    pub wait: u64,
    /// Reads from one origin at another one on this machine, as curl's --connect-to does. May stand several times.
    #[arg(long, value_name = "FROM=TO", value_parser = Detour::parse)]
    pub connect_to: Vec<Detour>,
    /// Folder for the phone's files.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Folder for the phone's secrets; without it `vault` in the folder of its files. It does not travel with them: files
    /// that were copied from another phone are met with a vault of their own.
    #[arg(long, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// Prints each screen as a line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// What came of it.
#[derive(Debug)]
struct Outcome {
    exit: u8,
    result: &'static str,
    code: String,
    order: Option<String>,
}

impl Outcome {
    fn of(exit: u8, result: &'static str, code: &str) -> Self {
        Self { exit, result, code: code.to_owned(), order: None }
    }

    fn confirmed(order: Option<String>) -> Self {
        Self { exit: 0, result: "confirmed", code: String::new(), order }
    }

    /// 5 for what is the network's or the protocol's, 3 for what is the shop's or the person's.
    fn failed(code: &str) -> Self {
        const REACH: &[Code] = &[
            Code::Offline,
            Code::Timeout,
            Code::TlsFailed,
            Code::InsecureUrl,
            Code::TooLarge,
            Code::MerchantBusy,
            Code::MerchantFailed,
            Code::MerchantGarbage,
            Code::UcpVersionUnsupported,
            Code::CapabilityMissing,
            Code::PackTampered,
            Code::PackSignature,
            Code::PackRollback,
            Code::PackExpired,
            Code::PackFormat,
            Code::DevelopmentKey,
            Code::CatalogEmpty,
            Code::Internal,
        ];
        if REACH.iter().any(|known| known.as_str() == code) {
            Self::of(5, "failed", code)
        } else {
            Self::of(3, "not_bought", code)
        }
    }
}

/// Runs the command. Exit: 0 confirmed by the merchant, 2 used wrongly, 3 not bought, 4 unknown, 5 network or protocol.
pub fn run(args: &ShopArgs, gate: Arc<dyn Gate>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let outcome = match prepare(args, gate) {
        Ok(mut phone) => {
            let outcome = phone.journey(args, out);
            phone.shop.shutdown();
            outcome
        }
        Err(Refused::Usage(what)) => {
            let _ = writeln!(err, "tradewind shop: {what}");
            return 2;
        }
        Err(Refused::App(error)) => {
            let _ = writeln!(err, "{}: {}", error.code, error.sentence);
            Outcome::failed(error.code.as_str())
        }
    };
    let last = json!({"result": outcome.result, "code": outcome.code, "order": outcome.order});
    let _ = if args.json {
        writeln!(out, "{last}")
    } else {
        let order = outcome.order.as_deref().unwrap_or_default();
        writeln!(out, "{} {}{order}", outcome.result, outcome.code)
    };
    outcome.exit
}

enum Refused {
    Usage(String),
    App(AppError),
}

struct Phone {
    shop: Arc<Shop>,
    snapshots: Receiver<Arc<Snapshot>>,
    buyer: Buyer,
    _observer: tradewind_app::ObserverHandle,
    _profile: Option<tokio::runtime::Runtime>,
}

fn prepare(args: &ShopArgs, gate: Arc<dyn Gate>) -> Result<Phone, Refused> {
    let usage = |what: &str| Refused::Usage(what.to_owned());
    let merchant = WebUrl::parse(&args.merchant).map_err(|error| match error {
        // The address of a merchant is input to the journey, and its refusal an outcome with a code.
        tradewind_domain::WebUrlError::Insecure => {
            Refused::App(AppError { code: Code::InsecureUrl, sentence: error.to_string() })
        }
        error => Refused::Usage(format!("--merchant: {error}")),
    })?;
    let language =
        args.lang.as_deref().map(Language::parse).transpose().map_err(|_| usage("--lang: not a tag"))?;
    let market =
        args.market.as_deref().map(Market::parse).transpose().map_err(|_| usage("--market: not a code"))?;
    let currency = args
        .currency
        .as_deref()
        .map(Currency::parse)
        .transpose()
        .map_err(|_| usage("--currency: not a code"))?;
    let credential = args.credential.as_deref().map(credential).transpose().map_err(Refused::Usage)?;
    let buyer = buyer(args, &merchant, market).map_err(Refused::Usage)?;
    let data = args.data.clone().or_else(default_data).ok_or_else(|| usage("--data: say where"))?;

    let vault_folder = args.vault.clone().unwrap_or_else(|| data.join("vault"));
    let vault = FileVault::open(vault_folder, gate.clone()).map_err(|_| {
        Refused::App(AppError { code: Code::VaultFailed, sentence: "the vault failed".to_owned() })
    })?;
    let transport = NetTransport::new()
        .map_err(|error| Refused::App(AppError { code: Code::TlsFailed, sentence: error.to_string() }))?;
    let wallet = Arc::new(SandboxWallet::new(args.pay));
    let ports = Ports {
        transport: Arc::new(Rerouted::new(Arc::new(transport), args.connect_to.clone())),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(vault),
        wallet: wallet.clone(),
        log: Arc::new(SilentLog),
        gate,
    };
    let (profile_url, server) = profile_url(&merchant).map_err(Refused::Usage)?;
    let config = AppConfig {
        merchant,
        profile_url,
        publisher_key: None,
        data_folder: data,
        preferred_languages: language.iter().cloned().collect(),
        market,
        currency,
        time_zone: args.tz.clone(),
        forced_language: language,
        online: !args.offline,
        vfs: None,
    };
    let extras = Extras { credential, painter: None };
    let shop = Arc::new(Shop::with_extras(config, ports, extras).map_err(Refused::App)?);
    wallet.connect(Arc::downgrade(&shop));
    let (to_driver, snapshots) = channel();
    let observer = shop.observe(move |snapshot| {
        let _ = to_driver.send(snapshot);
    });
    if let Some(market) = market {
        shop.dispatch(Intent::SetMarket { market: market.as_str().to_owned() });
    }
    if let Some(currency) = currency {
        shop.dispatch(Intent::SetCurrency { currency: currency.as_str().to_owned() });
    }
    Ok(Phone { shop, snapshots, buyer, _observer: observer, _profile: server })
}

fn default_data() -> Option<PathBuf> {
    data_home(std::env::var_os("XDG_DATA_HOME"), std::env::var_os("HOME"))
}

/// Where a desktop keeps an app's files (XDG Base Directory Specification 0.8: a variable that is empty, or that names no
/// absolute path, counts as not set).
fn data_home(xdg: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |text: OsString| Some(PathBuf::from(text)).filter(|path| path.is_absolute());
    let base = xdg.and_then(absolute).or_else(|| Some(home.and_then(absolute)?.join(".local/share")));
    base.map(|base| base.join("tradewind"))
}

/// The static profile's address; at a loopback merchant this program serves it itself.
fn profile_url(merchant: &WebUrl) -> Result<(WebUrl, Option<tokio::runtime::Runtime>), String> {
    if !merchant.is_loopback() {
        let url =
            WebUrl::parse("https://tradewind.example/profile.json").map_err(|error| error.to_string())?;
        return Ok((url, None));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let url = profile::serve(&runtime).map_err(|error| error.to_string())?;
    Ok((url, Some(runtime)))
}

fn credential(text: &str) -> Result<Credential, String> {
    let (handler, token) = text.split_once('=').ok_or("--credential: expected HANDLER=TOKEN")?;
    Ok(Credential { handler: handler.to_owned(), kind: "token".to_owned(), token: Secret::new(token) })
}

fn buyer(args: &ShopArgs, merchant: &WebUrl, market: Option<Market>) -> Result<Buyer, String> {
    if let Some(path) = &args.buyer {
        let text = std::fs::read_to_string(path).map_err(|error| format!("--buyer: {error}"))?;
        return toml::from_str(&text).map_err(|error| format!("--buyer: {error}"));
    }
    if !merchant.is_loopback() {
        return Ok(Buyer::default());
    }
    let country = market.map_or("US".to_owned(), |market| market.as_str().to_owned());
    let fill =
        |buyer: &mut Buyer, field, value: &str| buyer.set(field, value).map_err(|error| error.to_string());
    let mut buyer = Buyer::default();
    for (field, value) in [
        (BuyerField::FirstName, "Noor"),
        (BuyerField::LastName, "Example"),
        (BuyerField::Email, "noor@example.com"),
        (BuyerField::StreetAddress, "1 Harbour Street"),
        (BuyerField::AddressLocality, "Port"),
        (BuyerField::AddressRegion, "Coast"),
        (BuyerField::PostalCode, "10115"),
        (BuyerField::AddressCountry, country.as_str()),
    ] {
        fill(&mut buyer, field, value)?;
    }
    Ok(buyer)
}

/// What the thumb has done so far.
#[derive(Default)]
struct Thumb {
    looked: bool,
    begun: bool,
    filled: bool,
    chose: bool,
    paid: bool,
}

impl Phone {
    fn journey(&mut self, args: &ShopArgs, out: &mut dyn Write) -> Outcome {
        if args.json {
            let _ = writeln!(out, "{}", json!({"version": 1}));
        }
        let end = Instant::now() + Duration::from_secs(args.wait);
        let mut thumb = Thumb::default();
        let mut last: Option<Arc<Snapshot>> = None;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.snapshots.recv_timeout(left) {
                Ok(snapshot) => {
                    if args.json {
                        print(out, &snapshot);
                    }
                    last = Some(snapshot.clone());
                    if let Some(outcome) = self.act(args, &mut thumb, &snapshot) {
                        return outcome;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return overdue(last.as_deref());
                }
            }
        }
    }

    /// One look at the screen: an outcome, or the next touch.
    fn act(&self, args: &ShopArgs, thumb: &mut Thumb, snapshot: &Snapshot) -> Option<Outcome> {
        let lost = Code::JournalLost.as_str();
        if snapshot.banners.iter().any(|banner| banner.code.as_deref() == Some(lost)) {
            // A payment may be open that nobody can look up any more: whoever runs this decides. It has been said then.
            self.shop.dispatch(Intent::Retry);
            return Some(Outcome::of(4, "unknown", lost));
        }
        if let Some(purchase) = &snapshot.purchase {
            match purchase.state {
                PurchasePhase::Done => return Some(Outcome::confirmed(purchase.order.clone())),
                PurchasePhase::Mismatch => {
                    return Some(Outcome::of(3, "not_bought", Code::PurchaseMismatch.as_str()));
                }
                PurchasePhase::Wanted | PurchasePhase::Open => {}
            }
        }
        match &snapshot.screen {
            Screen::Home(home) if !thumb.looked => {
                let settled = !home.loading;
                let known = !home.as_of.is_empty();
                if known && (settled || args.offline) {
                    thumb.looked = true;
                    self.look(args);
                } else if settled && home.empty.is_some() {
                    let code = snapshot.banners.iter().find_map(|banner| banner.code.clone());
                    let code = code.unwrap_or_else(|| Code::CatalogEmpty.as_str().to_owned());
                    return Some(Outcome::failed(&code));
                }
                None
            }
            Screen::Results(results) if thumb.looked && !thumb.begun && !results.loading => {
                match results.rows.iter().find(|row| row.available) {
                    Some(row) => self.begin(args, thumb, &row.key),
                    None => return Some(Outcome::failed(Code::ItemUnknown.as_str())),
                }
                None
            }
            Screen::Product(product) if thumb.looked => {
                if product.empty.is_some() {
                    let code = if args.link.is_some() { Code::LinkForeign } else { Code::ItemUnknown };
                    return Some(Outcome::failed(code.as_str()));
                }
                if !product.key.is_empty() && !product.available && thumb.begun {
                    return Some(Outcome::failed(Code::OutOfStock.as_str()));
                }
                if !product.key.is_empty() && !thumb.begun {
                    self.begin(args, thumb, &product.key);
                }
                None
            }
            Screen::Order(order) if args.link.is_some() && thumb.looked && !thumb.begun => {
                let known = order.empty.is_none();
                Some(if known {
                    Outcome::confirmed(Some(order.key.clone()))
                } else {
                    Outcome::failed("NOT_FOUND")
                })
            }
            Screen::Checkout(checkout) => self.checkout(args, thumb, checkout),
            _ if snapshot.toast.is_some() && args.link.is_some() && !thumb.begun => {
                Some(Outcome::of(3, "not_bought", Code::LinkUnknown.as_str()))
            }
            _ => None,
        }
    }

    fn look(&self, args: &ShopArgs) {
        self.shop.dispatch(match (&args.item, &args.link, &args.search) {
            (Some(item), ..) => Intent::OpenProduct { key: item.clone() },
            (_, Some(link), _) => Intent::OpenLink { url: link.clone() },
            (.., Some(words)) => Intent::Search { words: words.clone() },
            _ => Intent::Search { words: String::new() },
        });
    }

    fn begin(&self, args: &ShopArgs, thumb: &mut Thumb, item: &str) {
        thumb.begun = true;
        self.shop.dispatch(Intent::BeginPurchase {
            name: args.purchase.clone(),
            item: item.to_owned(),
            quantity: args.qty,
        });
    }

    fn checkout(&self, args: &ShopArgs, thumb: &mut Thumb, screen: &CheckoutScreen) -> Option<Outcome> {
        let code = screen.notice.as_ref().and_then(|notice| notice.code.clone()).unwrap_or_default();
        match screen.phase {
            CheckoutPhase::Buyer if !thumb.filled => {
                thumb.filled = true;
                for (field, _) in BuyerField::form(&self.buyer.address.address_country) {
                    let value = self.buyer.field(*field).to_owned();
                    self.shop.dispatch(Intent::EditBuyer { field: *field, value });
                }
                self.shop.dispatch(Intent::SubmitBuyer);
                None
            }
            CheckoutPhase::Buyer => {
                let missing = screen.fields.iter().any(|field| !field.error.is_empty());
                missing.then(|| Outcome::failed(Code::BuyerIncomplete.as_str()))
            }
            // An attempt of an earlier run was settled: which purchase it was of, and what is left to do, is asked anew.
            CheckoutPhase::Confirmed | CheckoutPhase::Ended if !thumb.begun => {
                self.shop.dispatch(Intent::Done);
                self.shop.dispatch(Intent::OpenTab(Tab::Home));
                None
            }
            CheckoutPhase::Confirmed => Some(Outcome::confirmed(screen.order.clone())),
            CheckoutPhase::Ended if thumb.paid => Some(Outcome::failed(Code::CheckoutEnded.as_str())),
            CheckoutPhase::Ended => {
                // Settled without a purchase: this one goes on with a new attempt.
                self.shop.dispatch(Intent::Done);
                self.shop.dispatch(Intent::OpenCheckout);
                None
            }
            CheckoutPhase::Review if screen.loading || !thumb.begun => None,
            CheckoutPhase::Review => self.review(args, thumb, screen, &code),
            CheckoutPhase::Wallet | CheckoutPhase::Sending | CheckoutPhase::Unknown => None,
        }
    }

    fn review(
        &self,
        args: &ShopArgs,
        thumb: &mut Thumb,
        screen: &CheckoutScreen,
        code: &str,
    ) -> Option<Outcome> {
        // An earlier attempt is being settled; what comes of it will be shown.
        if code == Code::PaymentPending.as_str() {
            return None;
        }
        if thumb.paid && !code.is_empty() {
            return Some(Outcome::failed(code));
        }
        if let Some(option) = &args.option
            && !thumb.chose
            && !screen.delivery.is_empty()
        {
            thumb.chose = true;
            let Some(row) = screen.delivery.iter().find(|row| row.key.ends_with(option.as_str())) else {
                return Some(Outcome::failed(Code::BadInput.as_str()));
            };
            if !row.selected {
                self.shop.dispatch(Intent::ChooseDelivery { key: row.key.clone() });
                return None;
            }
        }
        if screen.can_pay && !thumb.paid {
            thumb.paid = true;
            self.shop.dispatch(Intent::Pay);
            return None;
        }
        let blocked = if screen.pay_blocked_code.is_empty() { code } else { &screen.pay_blocked_code };
        (!blocked.is_empty() && !thumb.paid).then(|| Outcome::failed(blocked))
    }
}

/// Time is up: what is open is unknown, what is not was not reached.
fn overdue(last: Option<&Snapshot>) -> Outcome {
    match last.map(|snapshot| &snapshot.screen) {
        Some(Screen::Checkout(checkout))
            if matches!(
                checkout.phase,
                CheckoutPhase::Wallet | CheckoutPhase::Sending | CheckoutPhase::Unknown
            ) =>
        {
            Outcome::of(4, "unknown", Code::PaymentUnknown.as_str())
        }
        _ => Outcome::of(5, "failed", Code::Timeout.as_str()),
    }
}

fn print(out: &mut dyn Write, snapshot: &Snapshot) {
    let Ok(mut value) = serde_json::to_value(snapshot) else { return };
    // The screen's name and revision first in meaning, the rest as it is.
    let name = snapshot.screen.name();
    let body = value["screen"].take();
    value["screen"] = json!(name);
    value["body"] = body;
    let _ = writeln!(out, "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_relative_data_home_is_never_the_working_directory() {
        let of = |xdg: Option<&str>, home: Option<&str>| data_home(xdg.map(Into::into), home.map(Into::into));
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(of(Some("/x"), Some("/n")), path("/x/tradewind"));
        for xdg in [None, Some(""), Some("data"), Some(".")] {
            assert_eq!(of(xdg, Some("/n")), path("/n/.local/share/tradewind"), "{xdg:?}");
            for home in [None, Some(""), Some("home")] {
                assert_eq!(of(xdg, home), None, "{xdg:?} {home:?}");
            }
        }
    }
}
