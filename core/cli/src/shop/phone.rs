//! The phone that `tradewind shop` shops with: made of the arguments, with the host's ports.

use super::args::ShopArgs;
use super::journal;
use crate::amount;
use crate::hand_off::SaidHandOffs;
use crate::profile;
use crate::wallet::SandboxWallet;
use serde_json::Map;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use tradewind_app::{AppConfig, AppError, Extras, Intent, Published, RequestSigner, Shop};
use tradewind_commerce::Credential;
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Buyer, Code, Currency, Language, Market, WebUrl};
use tradewind_ports::{
    FailPoint, FileVault, NetTransport, OsEntropy, OverridingTransport, Ports, Secret, SilentLog,
    SystemClock, Vault,
};

/// Why there is no phone.
pub(super) enum Refused {
    /// The arguments are wrong.
    Usage(String),
    /// A payment is to be put aside, and none is open.
    NothingOpen,
    /// The app says no.
    App(AppError),
}

/// A running phone.
pub(super) struct Phone {
    pub(super) merchant: WebUrl,
    pub(super) shop: Arc<Shop>,
    pub(super) published: Receiver<Published>,
    pub(super) buyer: Buyer,
    _observer: tradewind_app::ObserverHandle,
    _profile: Option<tokio::runtime::Runtime>,
}

/// Makes the phone.
pub(super) fn prepare(args: &ShopArgs, fail_point: Arc<dyn FailPoint>) -> Result<Phone, Refused> {
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
    if let Some(item) = &args.item {
        tradewind_domain::ItemId::parse(item.as_str()).map_err(|_| usage("--item: not an item's id"))?;
    }
    let max = args
        .max
        .as_deref()
        .map(amount::read)
        .transpose()
        .map_err(|error| Refused::Usage(format!("--max: {error}")))?;
    let buyer = buyer(args, &merchant).map_err(Refused::Usage)?;
    let data = args.data.clone().or_else(default_data).ok_or_else(|| usage("--data: say where"))?;

    let vault_folder = args.vault.clone().unwrap_or_else(|| data.join("vault"));
    let vault = FileVault::open(vault_folder, fail_point.clone()).map_err(|_| {
        Refused::App(AppError { code: Code::VaultFailed, sentence: "the vault failed".to_owned() })
    })?;
    let vault: Arc<dyn Vault> = Arc::new(vault);
    if args.put_aside {
        let open = journal::is_open(&data, &merchant, vault.clone(), fail_point.clone());
        let open = open.map_err(|error| AppError { code: error.code(), sentence: error.to_string() });
        if !open.map_err(Refused::App)? {
            return Err(Refused::NothingOpen);
        }
    }
    let transport = NetTransport::new()
        .map_err(|error| Refused::App(AppError { code: Code::TlsFailed, sentence: error.to_string() }))?;
    let wallet = Arc::new(SandboxWallet::new(args.pay));
    let ports = Ports {
        transport: Arc::new(OverridingTransport::new(Arc::new(transport), args.connect_to.clone())),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(OsEntropy),
        vault,
        wallet: wallet.clone(),
        hand_off: Arc::new(SaidHandOffs { sandbox: merchant.is_loopback() }),
        log: Arc::new(SilentLog),
        fail_point,
    };
    let (profile_url, server) = profile_url(&merchant, args).map_err(Refused::Usage)?;
    let config = AppConfig {
        merchant: merchant.clone(),
        profile_url,
        publisher_key: args.publisher_key,
        allowed_origins: args.allow_origin.clone(),
        built_at: tradewind_app::BUILT_AT,
        asked: true,
        data_folder: data,
        preferred_languages: language.iter().cloned().collect(),
        market: market.or_else(|| country(args.lang.as_deref())),
        currency,
        time_zone: args.tz.clone(),
        forced_language: language,
        online: !args.offline,
        vfs: None,
    };
    let signer = args.sign_key.clone().map(|key| key as Arc<dyn RequestSigner>);
    let extras = Extras { credential, max, painter: None, signer };
    let shop = Arc::new(Shop::with_extras(config, ports, extras).map_err(Refused::App)?);
    wallet.connect(Arc::downgrade(&shop));
    let (to_driver, published) = channel();
    let observer = shop.observe_purchases(move |seen| {
        let _ = to_driver.send(seen);
    });
    if let Some(market) = market {
        shop.dispatch(Intent::SetMarket { market: market.as_str().to_owned() });
    }
    if let Some(currency) = currency {
        shop.dispatch(Intent::SetCurrency { currency: currency.as_str().to_owned() });
    }
    Ok(Phone { merchant, shop, published, buyer, _observer: observer, _profile: server })
}

/// The country that this phone's language settings name: that of `--lang`, else of POSIX' locale variables, as in
/// `de_AT.UTF-8`. A guess, where no market was chosen.
fn country(lang: Option<&str>) -> Option<Market> {
    lang.and_then(region).or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        set.into_iter().find(|value| !value.is_empty()).as_deref().and_then(region)
    })
}

fn region(tag: &str) -> Option<Market> {
    let tag = tag.split(['.', '@']).next()?;
    tag.split(['_', '-']).skip(1).find_map(|part| Market::parse(part).ok())
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
fn profile_url(
    merchant: &WebUrl,
    args: &ShopArgs,
) -> Result<(WebUrl, Option<tokio::runtime::Runtime>), String> {
    if let Some(url) = &args.profile {
        return Ok((url.clone(), None));
    }
    if !merchant.is_loopback() {
        let url =
            WebUrl::parse("https://tradewind.example/profile.json").map_err(|error| error.to_string())?;
        return Ok((url, None));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let url = profile::serve(&runtime, args.sign_key.as_deref()).map_err(|error| error.to_string())?;
    Ok((url, Some(runtime)))
}

/// `HANDLER[/INSTRUMENT]=TOKEN`, or `=@FILE` for a token that shall not stand in the process list.
fn credential(text: &str) -> Result<Credential, String> {
    let (named, token) =
        text.split_once('=').ok_or("--credential: expected HANDLER[/INSTRUMENT]=TOKEN or =@FILE")?;
    let (handler, instrument) = match named.split_once('/') {
        Some((handler, instrument)) => (handler, Some(instrument.to_owned())),
        None => (named, None),
    };
    if handler.is_empty() || instrument.as_deref() == Some("") {
        return Err("--credential: no handler, or no instrument after the slash".to_owned());
    }
    let token = match token.strip_prefix('@') {
        Some(path) => {
            let read = std::fs::read(path).map_err(|error| format!("--credential: {path}: {error}"))?;
            // The bytes that were read are a secret, too.
            Secret::new(Secret::new(read).expose().trim_ascii_end())
        }
        None => Secret::new(token),
    };
    Ok(Credential {
        handler: handler.to_owned(),
        instrument,
        kind: "token".to_owned(),
        token,
        more: Map::new(),
    })
}

/// `120.00EUR`: major units as a decimal with a point, then the currency.
fn buyer(args: &ShopArgs, merchant: &WebUrl) -> Result<Buyer, String> {
    if let Some(path) = &args.buyer {
        let text = std::fs::read_to_string(path).map_err(|error| format!("--buyer: {error}"))?;
        return toml::from_str(&text).map_err(|error| format!("--buyer: {error}"));
    }
    if !merchant.is_loopback() {
        return Ok(Buyer::default());
    }
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
    ] {
        fill(&mut buyer, field, value)?;
    }
    Ok(buyer)
}

#[cfg(test)]
mod tests {
    use super::{data_home, region};
    use std::path::PathBuf;

    #[test]
    fn the_country_of_a_phone_is_that_of_its_language_tag() {
        let named = |tag: &str| region(tag).map(|market| market.as_str().to_owned());
        for (tag, country) in
            [("de_AT.UTF-8", "AT"), ("ja-JP", "JP"), ("zh-Hant-TW", "TW"), ("ca_ES@valencia", "ES")]
        {
            assert_eq!(named(tag).as_deref(), Some(country), "{tag}");
        }
        for tag in ["", "C", "C.UTF-8", "POSIX", "de", "es-419"] {
            assert_eq!(named(tag), None, "{tag}");
        }
    }

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
