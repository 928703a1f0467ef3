//! The sandbox merchant next door: its server, and what of it the drawer shows.

use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tradewind_app::{PROTOCOL_VERSIONS, platform_profile, profile_address};
use tradewind_domain::WebUrl;
use tradewind_storefront::{
    Config, DataPlace, Deed, Fault, LiveDeed, LiveRow, MethodRow, NAMES, OrderRow, PaymentRow, StockRow,
    Storefront,
};

/// What the sandbox can do to an order.
pub const STEPS: [&str; 5] = ["shipped", "in_transit", "delivered", "canceled", "refund"];

/// What the person, their bank or time can do at a payment's provider.
pub const DEEDS: [&str; 5] = ["approve", "decline", "cancel", "expire", "late"];

/// How often the merchant is looked at.
const LOOK: Duration = Duration::from_millis(400);

/// What to serve.
pub struct Goods {
    /// A feed of the person's own; without it the seed.
    pub feed: Option<String>,
    /// Published packs.
    pub packs: PathBuf,
    /// Where orders are kept.
    pub data: PathBuf,
    /// Pictures and models.
    pub assets: PathBuf,
    /// The film of live shows, where there are any.
    pub show: Option<PathBuf>,
    /// A hub that passes on what shows say, beside the merchant's own event streams, as `http://127.0.0.1:8431`.
    pub nchan: Option<String>,
    /// Whether every way to pay is offered beside the sandbox wallet.
    pub methods: bool,
}

/// The merchant's side, as its database has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct MerchantState {
    /// Orders, oldest first.
    pub orders: Vec<OrderRow>,
    /// Payments at their providers, oldest first.
    pub payments: Vec<PaymentRow>,
    /// What is in stock.
    pub stock: Vec<StockRow>,
    /// Live shows, as they stand.
    pub live: Vec<LiveRow>,
    /// What goes wrong on purpose.
    pub faults: Vec<Fault>,
}

/// A running merchant.
pub struct Merchant {
    /// Its address.
    pub base: String,
    front: Storefront,
    methods: bool,
    /// Orders, stock and faults, looked at now and then.
    pub state: watch::Receiver<Arc<MerchantState>>,
}

/// A fault that there is.
#[derive(Debug, Clone, Serialize)]
pub struct KnownFault {
    name: &'static str,
    what: &'static str,
}

/// The faults that there are.
pub fn known_faults() -> Vec<KnownFault> {
    NAMES.iter().map(|(name, what)| KnownFault { name, what }).collect()
}

impl Merchant {
    /// Opens the merchant on a listener that is there already.
    pub fn start(listener: tokio::net::TcpListener, goods: Goods) -> std::io::Result<Self> {
        let base = format!("http://{}", listener.local_addr()?);
        std::fs::create_dir_all(&goods.data)?;
        let mut config = Config::new(&base);
        config.feed = goods.feed;
        config.packs = Some(goods.packs);
        config.assets = Some(goods.assets);
        config.show = goods.show;
        config.nchan = goods.nchan;
        config.methods = goods.methods;
        config.data = DataPlace::Folder(goods.data);
        // The phone's profiles, in each version: they lie nowhere that could be asked.
        let profile = WebUrl::parse(crate::core::PROFILE).map_err(std::io::Error::other)?;
        for version in PROTOCOL_VERSIONS {
            if let Some(document) = platform_profile(profile.as_str(), version) {
                config.known.insert(profile_address(&profile, version).as_str().to_owned(), document);
            }
        }
        // Nobody but this process speaks to its back door.
        config.admin_token = crate::secret::token()?;
        let front = Storefront::open(config).map_err(std::io::Error::other)?;
        let serving = front.clone();
        tokio::spawn(async move { serving.serve(listener, std::future::pending()).await });
        let (show, state) = watch::channel(Arc::new(look(&front)));
        let looking = front.clone();
        tokio::spawn(async move {
            while !show.is_closed() {
                tokio::time::sleep(LOOK).await;
                let front = looking.clone();
                let Ok(now) = tokio::task::spawn_blocking(move || look(&front)).await else { return };
                show.send_if_modified(|last| {
                    let changed = **last != now;
                    if changed {
                        *last = Arc::new(now);
                    }
                    changed
                });
            }
        });
        Ok(Self { base, front, methods: goods.methods, state })
    }

    /// Switches a fault on; false if it is none.
    pub fn set_fault(&self, text: &str) -> bool {
        Fault::parse(text).map(|fault| self.front.set_fault(fault)).is_ok()
    }

    /// Switches a fault off.
    pub fn clear_fault(&self, name: &str) {
        self.front.clear_fault(name);
    }

    /// The ways to pay, and where each is offered.
    pub fn methods(&self) -> Vec<MethodRow> {
        if self.methods { Storefront::methods() } else { Vec::new() }
    }

    /// Settles a session's newest payment at its provider, with a code of the provider's in place of its usual one, or of another
    /// sum in minor units; false where the provider refuses.
    pub fn settle(&self, session: &str, deed: &str, code: Option<&str>, minor: Option<i64>) -> bool {
        let code = code.filter(|code| !code.is_empty());
        Deed::parse(deed).is_some_and(|deed| self.front.pay_saying(session, deed, code, minor).is_ok())
    }

    /// The host does something in a live show (`LIVE.md` of the sandbox); false where the show refuses.
    pub fn live(&self, session: &str, deed: &serde_json::Value) -> bool {
        LiveDeed::read(deed).is_some_and(|deed| self.front.live_act(session, &deed).is_ok())
    }

    /// Moves an order on.
    pub fn advance(&self, order: &str, step: &str) -> bool {
        STEPS.contains(&step) && self.front.advance(order, step)
    }
}

fn look(front: &Storefront) -> MerchantState {
    MerchantState {
        orders: front.orders(),
        payments: front.payments(),
        stock: front.stock_list(),
        live: front.live(),
        faults: front.faults(),
    }
}
