//! What the tests of the facade lend it, and a merchant for them. One test at a time: live handles are counted for the process.

mod hosts;

pub(crate) use hosts::{Answer, Keys, Memory, Payer, Shared, lent};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tradewind::facade::{Shop, live_handles};
use tradewind::hosts::observer::SnapshotObserver;
use tradewind::hosts::vault::VaultHost;
use tradewind::hosts::wallet::WalletHost;
use tradewind::mirror::intent::{Intent, of_core};
use tradewind::{HostError, LiveHandles, Observation, Pixels, ShopConfig, ShopError};
use tradewind_app::screen::PreviewPhase;
use tradewind_app::{Frame, Painter, Screen, Snapshot};
use tradewind_domain::lock;
use tradewind_scene::{Counters, DrawError, Model, PreparedModel, View};
use tradewind_storefront::Fault;
use tradewind_suite::Merchant;
use tradewind_suite::assets::assets;
use tradewind_suite::merchant::{publish_seed, seed_override};
use tradewind_suite::painter::SoftPainter;
use tradewind_suite::scenario::{Scenario, Seen, facts, sees};

const PATIENCE: Duration = Duration::from_secs(60);

static ALONE: Mutex<()> = Mutex::new(());

/// A folder, and the right to be the only test that runs.
pub(crate) struct World {
    folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl World {
    pub(crate) fn new() -> Self {
        let alone = lock(&ALONE);
        // What the test before let go may still be on its way out.
        wait_for(|| live_handles() == Ok(LiveHandles { shops: 0, observations: 0, pixels: 0, hosts: 0 }));
        Self { folder: tempfile::tempdir().expect("a folder"), _alone: alone }
    }

    pub(crate) fn merchant(&self) -> Merchant {
        static PACKS: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
        let (_, packs) = PACKS.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let packs = folder.path().join("packs");
            publish_seed(&packs).expect("the seed is good");
            (folder, packs)
        });
        let assets = assets(self.folder.path()).expect("written");
        Merchant::with_assets(Some(packs), None, &assets).expect("starts")
    }

    pub(crate) fn config(&self, base: &str) -> ShopConfig {
        ShopConfig {
            merchant: base.to_owned(),
            data_folder: self.folder.path().join("phone").to_string_lossy().into_owned(),
            languages: vec!["en".to_owned()],
            market: Some("US".to_owned()),
            currency: None,
            time_zone: "UTC".to_owned(),
            online: base.len() > "http://127.0.0.1:1".len(),
            profile_url: Some(base.to_owned()),
            publisher_key: None,
            allowed_origins: Vec::new(),
            host_overrides: vec![seed_override(base)],
            draws: false,
            sandbox_clock: None,
        }
    }

    pub(crate) fn shop(
        &self,
        base: &str,
        vault: impl VaultHost + 'static,
        wallet: impl WalletHost + 'static,
    ) -> Result<Arc<Shop>, ShopError> {
        Shop::new(self.config(base), Box::new(vault), lent(wallet), None, None)
    }

    /// A shop with the mug's preview open and ready.
    pub(crate) fn preview(
        &self,
        base: &str,
        painter: Arc<dyn Painter>,
    ) -> (Arc<Shop>, Shared<Watcher>, Arc<Observation>) {
        let wallet = Payer::shared(Answer::Nothing);
        let shop = Shop::with_painter(self.config(base), Box::new(Memory::shared()), lent(wallet), painter)
            .expect("opens");
        let watcher = Watcher::shared();
        let watching = shop.observe(Box::new(watcher.clone())).expect("observes");
        watcher
            .wait(|snapshot| matches!(&snapshot.screen, Screen::Home { content: home } if !home.categories.is_empty()));
        shop.dispatch(Intent::OpenProduct { key: "mug-indigo".to_owned() }).expect("dispatches");
        watcher.wait(
            |snapshot| matches!(&snapshot.screen, Screen::Product { content: product } if product.has_model),
        );
        shop.dispatch(Intent::OpenPreview).expect("dispatches");
        let ready = |snapshot: &Snapshot| matches!(&snapshot.screen, Screen::Preview { content: preview } if preview.phase == PreviewPhase::Ready);
        watcher.wait(ready);
        (shop, watcher, watching)
    }

    /// Runs a journey in its first place, a kill being a shutdown and another shop on the same files.
    pub(crate) fn run(&self, name: &str, scenario: &Scenario) {
        let merchant = self.merchant();
        let (language, market) = &scenario.places[0];
        // One phone has one vault: with another, its files would be another phone's.
        let vault = Memory::shared();
        let open = |answer: &str| {
            let wallet = Payer::shared(Answer::parse(answer));
            let config = ShopConfig {
                languages: vec![language.clone()],
                market: Some(market.clone()),
                online: scenario.online,
                sandbox_clock: scenario.on.as_ref().map(|on| on.written.clone()),
                ..self.config(&merchant.base)
            };
            let painter = Arc::new(SoftPainter::default());
            let shop = Shop::with_painter(config, Box::new(vault.clone()), lent(wallet.clone()), painter)
                .expect("opens");
            wallet.answers(&shop);
            let watcher = Watcher::shared();
            let watching = shop.observe(Box::new(watcher.clone())).expect("observes");
            (shop, watcher, watching, wallet)
        };
        let fault = |text: &str| merchant.front.set_fault(Fault::parse(text).expect("well written"));
        scenario.faults.iter().for_each(|text| fault(text));
        let mut answer = scenario.wallet.clone();
        let mut phone = open(&answer);
        let mut last: Option<Arc<Pixels>> = None;
        for (at, step) in scenario.steps.iter().enumerate() {
            let place = format!("{name}, step {}", at + 1);
            if let Some(other) = &step.wallet {
                answer.clone_from(other);
                phone.3.set(Answer::parse(other));
            }
            if step.kill {
                phone.0.shutdown().expect("shuts down");
                drop(phone);
                phone = open(&answer);
            }
            step.fault.iter().for_each(|text| fault(text));
            step.clear.iter().for_each(|name| merchant.front.clear_fault(name));
            if let Some(order) = &step.order {
                let newest = merchant.front.orders().pop().expect("an order");
                assert!(merchant.front.advance(&newest.id, order), "{place}");
            }
            if let Some(act) = &step.act {
                phone.0.dispatch(of_core(act.0.clone()).expect("no wallet's answer")).expect("dispatches");
            }
            phone.1.wait_at(&place, |snapshot| {
                let facts = facts(snapshot).expect("JSON");
                step.see.iter().all(|(path, wanted)| sees(&facts, path, wanted))
            });
            if let Some(wanted) = step.frame {
                let frame = phone.0.frame(48, 64).expect("draws");
                let seen = match (&last, &frame) {
                    (_, None) => Seen::None,
                    (Some(last), Some(frame)) if last.address() == frame.address() => Seen::Same,
                    _ => Seen::New,
                };
                assert_eq!(seen, wanted, "{place}");
                last = frame;
            }
            if let Some(count) = step.orders {
                assert_eq!(merchant.front.orders().len(), count, "{place}");
            }
        }
        drop(last);
        phone.0.shutdown().expect("shuts down");
    }
}

/// Lets the last reference to a shop go; then nothing may be alive any more.
pub(crate) fn at_rest(shop: Arc<Shop>) {
    drop(shop);
    wait_for(|| live_handles() == Ok(LiveHandles { shops: 0, observations: 0, pixels: 0, hosts: 0 }));
}

fn wait_for(done: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !done() {
        assert!(Instant::now() < end, "still alive: {:?}", live_handles());
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Notes what it is told.
#[derive(Default)]
pub(crate) struct Watcher {
    heard: Mutex<Vec<Snapshot>>,
    news: Condvar,
}

impl Watcher {
    pub(crate) fn shared() -> Shared<Self> {
        Shared(Arc::default())
    }

    pub(crate) fn wait(&self, seen: impl Fn(&Snapshot) -> bool) -> Snapshot {
        self.wait_at("", seen)
    }

    /// The latest snapshot, once it is as wanted.
    pub(crate) fn wait_at(&self, place: &str, seen: impl Fn(&Snapshot) -> bool) -> Snapshot {
        let end = Instant::now() + PATIENCE;
        let mut heard = lock(&self.heard);
        loop {
            if let Some(last) = heard.last()
                && seen(last)
            {
                return last.clone();
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{place}: not seen; last: {:#?}", heard.last());
            heard = self.news.wait_timeout(heard, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub(crate) fn latest(&self) -> u64 {
        lock(&self.heard).last().map_or(0, |snapshot| snapshot.revision)
    }

    pub(crate) fn count(&self) -> usize {
        lock(&self.heard).len()
    }

    pub(crate) fn in_order(&self) -> bool {
        lock(&self.heard).windows(2).all(|pair| pair[0].revision <= pair[1].revision)
    }
}

impl SnapshotObserver for Shared<Watcher> {
    fn changed(&self, snapshot: Snapshot) -> Result<(), HostError> {
        lock(&self.heard).push(snapshot);
        self.news.notify_all();
        Ok(())
    }
}

/// Hears nothing.
pub(crate) struct Deaf;

impl SnapshotObserver for Deaf {
    fn changed(&self, _: Snapshot) -> Result<(), HostError> {
        Ok(())
    }
}

/// Throws at everything: what it does, and what the glue does with an answer that it cannot read.
pub(crate) struct Clumsy;

impl SnapshotObserver for Clumsy {
    fn changed(&self, snapshot: Snapshot) -> Result<(), HostError> {
        assert!(snapshot.revision.is_multiple_of(2), "thrown");
        Err(uniffi::UnexpectedUniFFICallbackError::new("thrown").into())
    }
}

/// A painter whose stage panics.
pub(crate) struct Fainting;

impl Painter for Fainting {
    fn prepare(&self, _: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError> {
        Ok(Box::new(Self))
    }
}

impl PreparedModel for Fainting {
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError> {
        assert!(view.width == 0, "faints");
        Err(DrawError::NoAdapter)
    }

    fn counters(&self) -> Counters {
        Counters::default()
    }
}
