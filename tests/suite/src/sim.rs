//! Lives of a phone that pays by every method, from one seed: core, merchant, provider, host and shopper are in it, and the
//! process dies at seeded moments. The same seed gives the same life.

mod count;
mod disk;
mod engine;
mod lives;
mod silence;

pub use lives::{Lives, methods};

use crate::mutants::{CameBack, Mutant};
use crate::net::Wire;
use crate::paying::request_of;
use disk::Disk;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::{CheckoutDraft, CheckoutStatus, DraftLine};
use tradewind_domain::{Buyer, Currency, HandlerId, ItemId, Language, Market, Quantity, Timestamp, lock};
use tradewind_payments::hand_off::return_id;
use tradewind_payments::sandbox_approval;
use tradewind_payments::{
    Driver, Family, PayRequest, PaymentEvent, PaymentView, Prepared, Wallet, Wallets, Word,
};
use tradewind_person::PersonStore;
use tradewind_ports::fakes::{NotingHandOffs, NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{Clock as _, MemoryVault, NoFailPoint, Ports, Secret, SilentLog, WalletAnswer};
use tradewind_storefront::{Config, Deed, Fault, Storefront};

const BASE: &str = "http://127.0.0.1:1";
const BEGIN: Timestamp = Timestamp(1_795_521_600_000);
/// How many processes a life has before everything is calm.
const PROCESSES: u64 = 4;
/// How long a person may wait for the end once everything is calm: vouchers are told a business day after they were paid.
const CALM: Duration = Duration::from_secs(4 * 24 * 3_600);

/// What the merchant and the provider may do of themselves in a life: one of these.
const DEEDS: [&str; 12] = [
    "",
    "",
    "",
    "",
    "hand-off:as=again:times=1",
    "hand-off:as=unknown-action:times=1",
    "hand-off:as=wrong-sum:times=1",
    "hand-off:as=foreign-link:times=1",
    "drop-after-commit:path=complete:times=1",
    "slow-complete:times=1",
    "refuse-complete:as=402:times=1",
    "hand-off:as=late-approve:times=1",
];

/// One life with this method.
pub fn live(wallet: &'static Wallet, country: &str, price: &str, seed: u64) -> Lives {
    live_with(wallet, country, price, seed, None)
}

/// As [`live`], with a merchant's client that is wrong in one way.
pub fn live_with(
    wallet: &'static Wallet,
    country: &str,
    price: &str,
    seed: u64,
    mutant: Option<Mutant>,
) -> Lives {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let world = World { mutant, ..World::new(wallet, country, price, seed) };
        let local = tokio::task::LocalSet::new();
        local.run_until(Box::pin(world.lives())).await
    })
}

struct World {
    wallet: &'static Wallet,
    country: Market,
    dice: SeededEntropy,
    /// Of silences alone.
    fate: SeededEntropy,
    mutant: Option<Mutant>,
    /// The person came back from where they were sent, with a link that says that all went well.
    came_back: Arc<CameBack>,
    front: Storefront,
    wire: Arc<Wire>,
    clock: Arc<TokioClock>,
    sheets: Arc<NotingWallet>,
    ports: Ports,
    disk: Disk,
    /// What the phone keeps, looked at from outside. Each process opens the file for itself.
    kept: PersonStore,
    told: Arc<Mutex<Vec<(Duration, PaymentView)>>>,
    counts: Lives,
}

impl World {
    fn new(wallet: &'static Wallet, country: &str, price: &str, seed: u64) -> Self {
        let dice = SeededEntropy::new(seed);
        let clock = Arc::new(TokioClock::starting_at(BEGIN));
        let mut config = Config::new(BASE);
        config.feed = Some(format!("id\ttitle\tprice\nmug\tMug\t{price}\n"));
        config.methods = true;
        config.seed = seed;
        let shop_clock = TokioClock::starting_at(clock.now());
        config.clock = Arc::new(move || shop_clock.now().0);
        let front = Storefront::open(config).expect("a good feed");
        let wire = Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(seed ^ 0xA5A5)), 5));
        let sheets = Arc::new(NotingWallet::default());
        let ports = Ports {
            transport: wire.clone(),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(seed ^ 0x5A5A)),
            vault: Arc::new(MemoryVault::default()),
            wallet: sheets.clone(),
            hand_off: Arc::new(NotingHandOffs::default()),
            log: Arc::new(SilentLog),
            fail_point: Arc::new(NoFailPoint),
        };
        let disk = Disk::of_a_new_phone(BASE);
        let kept = disk.store(&ports);
        Self {
            wallet,
            country: Market::parse(country).expect("a country"),
            dice,
            fate: SeededEntropy::new(seed ^ 0x3C3C),
            mutant: None,
            came_back: Arc::default(),
            front,
            wire,
            clock,
            sheets,
            ports,
            disk,
            kept,
            told: Arc::default(),
            counts: Lives::default(),
        }
    }

    async fn lives(mut self) -> Lives {
        let deed = DEEDS[usize::try_from(self.dice.below(DEEDS.len() as u64)).unwrap_or(0)];
        if !deed.is_empty() {
            self.front.set_fault(Fault::parse(deed).expect("well written"));
        }
        for process in 0..PROCESSES {
            // The first two may die; a person who comes back later finds the app as it is.
            let dies = process < 2 && self.dice.below(2) == 0;
            let most = if dies {
                Duration::from_millis(self.dice.below(40_000))
            } else {
                Duration::from_secs(3_600)
            };
            self.process(most, dies).await;
            if self.bought() {
                break;
            }
            self.silence().await;
        }
        self.calm_down().await;
        self.count();
        self.counts
    }

    /// One run of the app, until the purchase is done or so long has passed; then the process ends where it is.
    async fn process(&mut self, most: Duration, dies: bool) {
        let driver = self.driver();
        let begun = self.clock.monotonic();
        let work = buy(driver.clone(), self.wallet, draft(self.country));
        let mut work = tokio::task::spawn_local(work);
        loop {
            let left = most.saturating_sub(self.clock.monotonic().saturating_sub(begun));
            if left.is_zero() {
                work.abort();
                self.wire.forget_in_flight();
                self.power_goes();
                self.counts.crashes += u64::from(dies);
                break;
            }
            let pause = Duration::from_millis(200 + self.dice.below(9_000)).min(left);
            // In this order: a random one would not be the same again.
            tokio::select! {
                biased;
                _ = &mut work => break,
                () = tokio::time::sleep(pause) => self.somebody_acts(&driver),
            }
        }
        drop(work);
    }

    /// What the phone wrote and did not sync is lost.
    fn power_goes(&mut self) {
        if self.disk.crash() {
            // The connection from outside knows what the platter does not.
            self.kept = self.disk.store(&self.ports);
        }
    }

    /// The person, the provider or the host does one thing.
    fn somebody_acts(&self, driver: &Driver) {
        if let Some(sheet) = self.sheets.last_shown() {
            let system = sheet.system.as_ref();
            let answer = match self.dice.below(5) {
                0 => WalletAnswer::Cancelled,
                1 => WalletAnswer::Declined,
                2 => sandbox_approval(system, true),
                _ => sandbox_approval(system, false),
            };
            driver.wallet_answered(sheet.sheet, answer);
        }
        self.front.pass_time();
        let at_provider =
            |deed| self.front.newest_unpaid().is_some_and(|session| self.front.pay(&session, deed).is_ok());
        match self.dice.below(16) {
            0..=4 => {
                at_provider(Deed::Approve);
            }
            5 => {
                at_provider(Deed::Decline);
            }
            6 => {
                at_provider(Deed::Cancel);
            }
            7 => {
                at_provider(Deed::Expire);
            }
            8 => driver.hear(Word::Front),
            9 => driver.hear(Word::OpenAgain),
            10 if self.dice.below(3) == 0 => driver.hear(Word::LetGo),
            11 => self.comes_back(driver),
            12 => driver.hear(Word::Returned { id: Secret::new("00000000-0000-4000-8000-00000000dead") }),
            _ => {}
        }
    }

    /// By the link that the merchant was given, whatever the provider put behind it.
    fn comes_back(&self, driver: &Driver) {
        let bodies = self.wire.completes();
        let Some(last) = bodies.last() else { return };
        let body: serde_json::Value = serde_json::from_slice(&last.body).unwrap_or_default();
        let link = body["payment"]["instruments"][0]["return_url"].as_str().unwrap_or_default();
        if let Some(id) = return_id(&format!("{link}?status=success")) {
            self.came_back.say();
            driver.hear(Word::Returned { id: Secret::new(id) });
        }
    }

    /// Nothing goes wrong any more: the person approves what is out, and the app, opened once more, is left to itself.
    async fn calm_down(&mut self) {
        self.wire.set_calm(true);
        let driver = self.driver();
        let until = self.clock.monotonic().saturating_add(CALM);
        while self.clock.monotonic() < until {
            let resumed = tokio::time::timeout(Duration::from_secs(6 * 3_600), driver.resume()).await;
            let _ = driver.ask().await;
            let _ = driver.look_at_waiting().await;
            if resumed.is_ok()
                && !driver.is_pending().unwrap_or(true)
                && driver.waiting().is_ok_and(|out| out.is_empty())
            {
                break;
            }
            // A voucher is paid in the end.
            for session in self.front.sessions() {
                let _ = self.front.pay(&session.id, Deed::Approve);
            }
            tokio::time::sleep(Duration::from_secs(120)).await;
        }
        // A capture that was told after the last question is found by the next look, of an app that was opened anew.
        drop(driver);
        let checkout = self.driver().prepare(&draft(self.country), None).await;
        self.counts.lock_outs += u64::from(checkout.is_err() && !self.bought());
    }

    fn bought(&self) -> bool {
        let store = &self.kept;
        !store.orders().expect("reads").is_empty() && store.open_attempt().expect("reads").is_none()
    }

    fn driver(&self) -> Driver {
        let (told, clock) = (self.told.clone(), self.clock.clone());
        let store = self.disk.store(&self.ports);
        store.save_buyer(&draft(self.country).buyer).expect("kept");
        Driver::new(
            store,
            self.engine(),
            self.ports.clone(),
            Wallets::all(),
            Box::new(|| Language::parse("en").expect("a tag")),
            Box::new(move |event| {
                if let PaymentEvent::Payment(view) = event {
                    lock(&told).push((clock.monotonic(), *view));
                }
            }),
        )
    }
}

/// Takes up what is open, then buys if nothing was bought yet.
async fn buy(driver: Driver, wallet: &'static Wallet, draft: CheckoutDraft) {
    let _ = driver.resume().await;
    let _ = driver.ask().await;
    for _ in 0..6 {
        let out = driver.waiting().is_ok_and(|out| !out.is_empty());
        if out || driver.has_orders().unwrap_or(false) || driver.is_pending().unwrap_or(true) {
            return;
        }
        let checkout = match driver.prepare(&draft, None).await {
            Ok(Prepared::Open(checkout)) if checkout.status == CheckoutStatus::ReadyForComplete => *checkout,
            _ => {
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let push = wallet.family == Family::Push;
        let phone = match draft.market.as_str() {
            "GH" => "+233241234567",
            _ => "+254712345678",
        };
        let request = PayRequest {
            phone: push.then(|| phone.to_owned()),
            method: HandlerId::parse(wallet.handler).ok(),
            ..request_of(&checkout)
        };
        let _ = driver.pay(request).await;
    }
}

fn draft(country: Market) -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), first_name: "Noor".into(), ..Buyer::default() };
    buyer.address.street_address = "1 Main Street".into();
    buyer.address.address_locality = "Town".into();
    buyer.address.address_country = country.as_str().into();
    CheckoutDraft {
        lines: vec![DraftLine { item: ItemId::parse("mug").expect("an id"), quantity: Quantity::ONE }],
        buyer,
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: country,
        language: Language::parse("en").expect("a tag"),
        currency: Currency::EUR,
    }
}
