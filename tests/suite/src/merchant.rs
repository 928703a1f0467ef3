//! The sandbox merchant on a loopback port, with a published catalog, for as long as a test needs it.

use std::path::Path;
use tradewind_desk_phone::seed;
use tradewind_domain::Timestamp;
use tradewind_publish::Request;
use tradewind_storefront::{Config, DataPlace, SignKind, Storefront, Version};

/// A running merchant. Ends when dropped.
pub struct Merchant {
    /// Its address.
    pub base: String,
    /// A look behind the counter.
    pub front: Storefront,
    _runtime: tokio::runtime::Runtime,
}

/// What opens the merchant's `/_sandbox`, on loopback only.
pub const SANDBOX_TOKEN: &str = "sandbox";

pub use tradewind_desk_phone::seed::folder as seed_folder;

/// The way from the seed feed's host to a merchant on this machine, as `tradewind shop --connect-to` reads it.
pub fn seed_override(base: &str) -> String {
    format!("{}={base}", seed::HOST)
}

/// How the seed is published: as the desk phone does, with prices of now.
pub fn seed_request(out: &Path) -> Request {
    seed::request(out, now())
}

/// Publishes the seed into `out`.
pub fn publish_seed(out: &Path) -> Result<(), tradewind_publish::PublishError> {
    tradewind_publish::publish(&seed_request(out), &mut |_, _, _| {}).map(|_| ())
}

fn now() -> Timestamp {
    use tradewind_ports::Clock;
    tradewind_ports::SystemClock::new().now()
}

impl Merchant {
    /// Starts a merchant. `packs` is a published folder, `data` where orders are kept; without them it has no packs,
    /// and forgets.
    pub fn start(packs: Option<&Path>, data: Option<&Path>) -> std::io::Result<Self> {
        Self::with_assets(packs, data, &seed_folder())
    }

    /// As [`Merchant::start`], with pictures and models of another folder than the seed's.
    pub fn with_assets(packs: Option<&Path>, data: Option<&Path>, assets: &Path) -> std::io::Result<Self> {
        Self::begun(packs, data, assets, |_| {})
    }

    /// A merchant with the seed's live shows.
    pub fn with_show(packs: &Path) -> std::io::Result<Self> {
        Self::begun(Some(packs), None, &seed_folder(), |config| config.show = Some(seed::show()))
    }

    /// A merchant without packs that speaks these versions of UCP alone.
    pub fn speaking(versions: &[Version]) -> std::io::Result<Self> {
        Self::begun(None, None, &seed_folder(), |config| config.versions = versions.to_vec())
    }

    /// A merchant without packs that signs its answers, and wants the requests of platforms with keys to be signed.
    pub fn signing(kind: SignKind) -> std::io::Result<Self> {
        Self::begun(None, None, &seed_folder(), |config| config.sign = Some(kind))
    }

    /// A merchant without packs that sells one mug at this price, as in `3200.00 KES`, and takes every way to pay.
    pub fn with_methods(price: &str) -> std::io::Result<Self> {
        Self::begun(None, None, &seed_folder(), |config| {
            config.feed = Some(format!("id\ttitle\tprice\nmug\tMug\t{price}\n"));
            config.methods = true;
        })
    }

    /// A merchant without packs whose cards are charged at a payment service provider (localstripe). Those that share one number
    /// their checkouts differently.
    pub fn charging_at(provider: &str, number: u64) -> std::io::Result<Self> {
        Self::begun(None, None, &seed_folder(), |config| {
            config.psp = Some(provider.to_owned());
            config.seed = number;
        })
    }

    fn begun(
        packs: Option<&Path>,
        data: Option<&Path>,
        assets: &Path,
        change: impl FnOnce(&mut Config),
    ) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let base = format!("http://{}", listener.local_addr()?);
        let mut config = Config::new(&base);
        config.packs = packs.map(Path::to_owned);
        config.assets = Some(assets.to_owned());
        SANDBOX_TOKEN.clone_into(&mut config.admin_token);
        if let Some(folder) = data {
            config.data = DataPlace::Folder(folder.to_owned());
        }
        change(&mut config);
        let front = Storefront::open(config).map_err(std::io::Error::other)?;
        let serving = front.clone();
        runtime.spawn(async move { serving.serve(listener, std::future::pending()).await });
        Ok(Self { base, front, _runtime: runtime })
    }
}
