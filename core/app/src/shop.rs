//! The shop itself: one thread owns the model, takes messages in order, and tells observers what to draw.

use crate::config::AppConfig;
use crate::easel::Easel;
use crate::effect::{Effect, Outcome};
use crate::error::AppError;
use crate::intent::{Intent, Tab};
use crate::lanes::{Lanes, Net, Report, SheetText, payment_state};
use crate::model::{Model, Moment, Route, Settings, ToastState};
use crate::screen::{Direction, Screen, Snapshot, TabItem, Toast};
use crate::screens::parts::{Ink, banners};
use crate::screens::{cart, checkout, home, order, preview, product, purchase, results, settings};
use crate::trail;
use crate::update::{Message, start, update};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tradewind_catalog::{Catalog, CatalogOptions, Image, PictureOptions, Pictures, Repairs};
use tradewind_commerce::{Credential, Engine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Code, Currency, Language, Market, Money, WebUrl};
use tradewind_l10n::{Localizer, plain};
use tradewind_payments::{Driver, Wallets};
use tradewind_person::{FolderLock, PersonStore, StoreOptions};
use tradewind_ports::{Level, Ports, Record};
use tradewind_preview::{DrawError, Frame, Painter};

/// How long a shutdown waits for tasks: they end at their next wait, unless a host does not return.
const TASKS_END: std::time::Duration = std::time::Duration::from_secs(2);

type Observer = Arc<dyn Fn(Arc<Snapshot>) + Send + Sync>;

/// The shop. Dropping it, or [`Shop::shutdown`], closes the files and lets every host object go.
pub struct Shop {
    mailbox: Sender<Post>,
    shared: Arc<Shared>,
    owner: Mutex<Option<JoinHandle<()>>>,
    runtime: Mutex<Option<tokio::runtime::Runtime>>,
    handle: tokio::runtime::Handle,
    pictures: Pictures,
    easel: Arc<Easel>,
    /// Let go at the shutdown, with every host object in it.
    ports: Mutex<Option<Ports>>,
}

/// What the owner shares with callers: never held while a host is called.
struct Shared {
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    observers: Mutex<BTreeMap<u64, Observer>>,
    next_observer: AtomicU64,
    words: Mutex<Localizer>,
}

enum Post {
    Message(Box<Message>),
    /// A new observer: it gets the present snapshot at once, in order with the others.
    Observe(u64),
    Close,
}

/// Observation ends when this is dropped.
pub struct ObserverHandle {
    id: u64,
    shared: Arc<Shared>,
}

impl Drop for ObserverHandle {
    fn drop(&mut self) {
        lock(&self.shared.observers).remove(&self.id);
    }
}

/// What a host may lend beside the ports.
#[derive(Clone, Default)]
pub struct Extras {
    /// A payment credential that is there already (a command line's `--credential`); no wallet sheet is shown then.
    pub credential: Option<Credential>,
    /// The most that may be paid, for a buyer who does not look.
    pub max: Option<Money>,
    /// Draws models; without one this device shows still pictures.
    pub painter: Option<Arc<dyn Painter>>,
}

impl Shop {
    /// Opens the shop: locks the folder, opens the files, starts its thread and its runtime. The first snapshot comes
    /// as soon as the phone's own files are read; the network is not waited for.
    pub fn new(config: AppConfig, ports: Ports) -> Result<Self, AppError> {
        Self::with_extras(config, ports, Extras::default())
    }

    /// As [`Shop::new`], with what not every host has.
    pub fn with_extras(config: AppConfig, ports: Ports, extras: Extras) -> Result<Self, AppError> {
        let Extras { credential, max, painter } = extras;
        let with_credential = credential.as_ref().map(|credential| credential.handler.clone());
        let mut settings = first_settings(&config);
        if !Localizer::knows_time_zone(&settings.time_zone) {
            // A zone that is younger than this app, or no name at all: no reason to keep the shop shut.
            ports.log.log(&Record::new(Level::Warn, "settings.time_zone_unknown"));
            settings.time_zone = "UTC".to_owned();
        }
        let words = Localizer::new(&settings.languages(), &settings.time_zone);
        let words = words.map_err(|_| plain_error(Code::Internal))?;
        let fail = |code: Code| AppError { code, sentence: words.error(code) };

        let folder_lock = FolderLock::acquire(&config.data_folder).map_err(|error| fail(error.code()))?;
        let origin = config.merchant.url().origin().ascii_serialization();
        let options = StoreOptions { vfs: config.vfs.clone() };
        let store = PersonStore::open(&config.data_folder, &origin, &options, ports.gate.clone())
            .map_err(|error| fail(error.code()))?;
        let repairs = Repairs::default();
        let catalog_options = CatalogOptions { repairs: repairs.clone(), ..CatalogOptions::default() };
        let catalog = Catalog::open(&config.data_folder, &origin, &catalog_options, ports.gate.clone())
            .map_err(|error| fail(error.code()))?;
        let pictures = Pictures::open(
            &config.data_folder,
            &PictureOptions { repairs: repairs.clone(), ..PictureOptions::default() },
        )
        .map_err(|error| fail(error.code()))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|_| fail(Code::Internal))?;

        let (mailbox, posts) = channel();
        let shared = Arc::new(Shared {
            snapshot: Mutex::default(),
            observers: Mutex::default(),
            next_observer: AtomicU64::new(1),
            words: Mutex::new(words.clone()),
        });
        let to_owner = mailbox.clone();
        let report: Report = Arc::new(move |outcome: Outcome| {
            let _ = to_owner.send(Post::Message(Box::new(Message::Outcome(outcome))));
        });
        let merchant = UcpEngine::new(config.merchant.clone(), config.profile_url.clone(), ports.clone());
        let merchant: Arc<dyn Engine> = Arc::new(merchant.allowing(config.allowed_origins.clone()));
        let tell = report.clone();
        let spoken = shared.clone();
        let till = Driver::new(
            store.clone(),
            merchant.clone(),
            ports.clone(),
            Wallets::all(),
            Box::new(move || lock(&spoken.words).language().clone()),
            Box::new(move |event| tell(payment_state(event))),
        );
        let easel = Arc::new(Easel::new(report.clone()));
        let can_draw = painter.is_some();
        let (sheet_shared, sheet_clock) = (shared.clone(), ports.clock.clone());
        let net = Net {
            catalog,
            store,
            till,
            merchant,
            address: config.merchant.clone(),
            ports: ports.clone(),
            pinned: config.publisher_key,
            built_at: config.built_at,
            asked: config.asked,
            repairs,
            credential,
            payee: config.merchant.url().host_str().unwrap_or_default().to_owned(),
            report,
            sheet_words: Arc::new(move |one| {
                let words = lock(&sheet_shared.words).clone();
                let ink = Ink { words: &words, now: sheet_clock.now(), seconds: 0.0 };
                let total = tradewind_commerce::quote::total(one).map(|amount| plain(&words.money(amount)));
                SheetText {
                    lines: checkout::sheet_lines(one, &ink),
                    amount: total.unwrap_or_default(),
                    words: checkout::sheet_words(&ink),
                }
            }),
            models: pictures.models(),
            pictures: pictures.clone(),
            _folder: folder_lock,
            painter,
            easel: easel.clone(),
        };
        let lanes = Lanes::new(net, runtime.handle());
        let mut model = Model::new(config.merchant.clone(), settings.clone(), config.online, can_draw);
        model.max = max;
        if let Some(handler) = with_credential {
            // What is there already is what pays: no wallet is asked then.
            model.payable = vec![handler];
        }
        let owner = Owner {
            spoken: (settings.languages(), settings.time_zone.clone()),
            model,
            words,
            lanes,
            shared: shared.clone(),
            easel: easel.clone(),
            ports: ports.clone(),
            runtime: runtime.handle().clone(),
            revision: 0,
        };
        let thread =
            std::thread::Builder::new().name("tradewind-shop".to_owned()).spawn(move || owner.run(posts));
        let thread = thread.map_err(|_| plain_error(Code::Internal))?;
        Ok(Self {
            mailbox,
            shared,
            owner: Mutex::new(Some(thread)),
            handle: runtime.handle().clone(),
            runtime: Mutex::new(Some(runtime)),
            pictures,
            easel,
            ports: Mutex::new(Some(ports)),
        })
    }

    /// Hands an intent to the shop. Never blocks; after a shutdown it does nothing.
    pub fn dispatch(&self, intent: Intent) {
        let _ = self.mailbox.send(Post::Message(Box::new(Message::Intent(intent))));
    }

    /// Calls `observer` with the present snapshot and then with each later one, in order, from the shop's own thread.
    /// The latest wins: a slow observer may skip to the newest by its revision.
    pub fn observe(&self, observer: impl Fn(Arc<Snapshot>) + Send + Sync + 'static) -> ObserverHandle {
        let id = self.shared.next_observer.fetch_add(1, Ordering::SeqCst);
        lock(&self.shared.observers).insert(id, Arc::new(observer));
        let _ = self.mailbox.send(Post::Observe(id));
        ObserverHandle { id, shared: self.shared.clone() }
    }

    /// The latest snapshot; none before the first.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        lock(&self.shared.snapshot).clone()
    }

    /// The picture behind a key of a snapshot, fitted into `width` by `height` pixels. Blocks while it is fetched and
    /// decoded: to be called from a worker, never from the thread that draws.
    pub fn image(&self, key: &str, width: u32, height: u32) -> Result<Arc<Image>, AppError> {
        let fail = |code: Code| AppError { code, sentence: lock(&self.shared.words).error(code) };
        let url = WebUrl::parse(key).map_err(|_| fail(Code::PictureBroken))?;
        let ports = lock(&self.ports).clone().ok_or_else(|| fail(Code::Internal))?;
        let now = ports.clock.now();
        let fetched = self.pictures.fetch(&url, width, height, Some(&*ports.transport), now);
        self.handle.block_on(fetched).map_err(|error| fail(error.code()))
    }

    /// The preview as it is to be seen now, `width` by `height` points: for the thread that draws, at each of its frames
    /// while the screen says `animating`, and after each new snapshot. The very same frame when nothing moved; none while
    /// there is nothing to draw (then the screen's still picture is shown). Lends the painter's pixels, copies none, and
    /// waits for nothing but the drawing: a second caller gets the last frame.
    pub fn frame(&self, width: u32, height: u32) -> Result<Option<Arc<dyn Frame>>, AppError> {
        let Some(clock) = lock(&self.ports).as_ref().map(|ports| ports.clock.clone()) else {
            return Ok(None);
        };
        self.easel.frame(width, height, clock.monotonic().as_secs_f64()).or_else(|error| {
            let code = match error {
                // The screen says so in words, and shows a picture.
                DrawError::NoAdapter => return Ok(None),
                DrawError::Size { .. } => Code::BadInput,
                _ => Code::DrawFailed,
            };
            Err(AppError { code, sentence: lock(&self.shared.words).error(code) })
        })
    }

    /// Closes the files, ends the threads and lets every host object go. May be called more than once.
    pub fn shutdown(&self) {
        let _ = self.mailbox.send(Post::Close);
        // Taken out first: an observer may call this on the owner's thread while another thread waits for that thread.
        let owner = lock(&self.owner).take();
        if let Some(owner) = owner.filter(|owner| owner.thread().id() != std::thread::current().id()) {
            let _ = owner.join();
        }
        let runtime = lock(&self.runtime).take();
        if let Some(runtime) = runtime {
            // Tasks end before the folder is let go, so that whoever opens it next is alone in it. A host's call on one of
            // tokio's own threads cannot wait for them; the lock then falls with the last of them.
            if tokio::runtime::Handle::try_current().is_ok() {
                runtime.shutdown_background();
            } else {
                runtime.shutdown_timeout(TASKS_END);
            }
        }
        lock(&self.shared.observers).clear();
        *lock(&self.ports) = None;
        drop(self.easel.follow(None, None));
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// The thread that owns the model.
struct Owner {
    model: Model,
    words: Localizer,
    /// Languages and time zone that `words` was made for.
    spoken: (Vec<Language>, String),
    lanes: Lanes,
    shared: Arc<Shared>,
    easel: Arc<Easel>,
    ports: Ports,
    runtime: tokio::runtime::Handle,
    revision: u64,
}

impl Owner {
    fn run(mut self, posts: Receiver<Post>) {
        let at = self.moment();
        self.perform(start());
        self.follow_settings(at);
        while let Ok(post) = posts.recv() {
            match post {
                Post::Message(message) => {
                    let at = self.moment();
                    self.step(*message, at);
                    self.follow_settings(at);
                    // Before the person's file is read there is nothing true to draw.
                    if self.model.loaded {
                        self.publish();
                    }
                }
                Post::Observe(id) => self.replay(id),
                Post::Close => break,
            }
        }
        self.lanes.close();
    }

    /// The easel learns of a change before anyone else: a frame that is asked for after a snapshot is never older than it.
    fn step(&mut self, message: Message, at: Moment) {
        if let Message::Intent(intent) = &message {
            self.ports.log.log(&trail::of_intent(intent));
        }
        let effects = update(&mut self.model, message, at);
        let released = self.easel.follow(self.model.preview.wanted(), preview::look(&self.model));
        if !released.is_empty() {
            self.runtime.spawn_blocking(move || drop(released));
        }
        self.perform(effects);
    }

    fn moment(&self) -> Moment {
        let clock = &self.ports.clock;
        Moment { now: clock.now(), seconds: clock.monotonic().as_secs_f64() }
    }

    fn perform(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(record) = trail::of_effect(&effect) {
                self.ports.log.log(&record);
            }
            self.lanes.route(effect, &self.runtime);
        }
    }

    /// Takes another localizer when language or time zone changed, and tells the model which language it became.
    fn follow_settings(&mut self, at: Moment) {
        let settings = &self.model.settings;
        let wanted = (settings.languages(), settings.time_zone.clone());
        if wanted == self.spoken {
            return;
        }
        let Ok(words) = Localizer::new(&wanted.0, &wanted.1) else { return };
        self.spoken = wanted;
        let settings = &self.model.settings;
        let language = words.language().clone();
        let changed = language != settings.language;
        self.words = words;
        *lock(&self.shared.words) = self.words.clone();
        if changed {
            self.step(Message::Language(language), at);
        }
    }

    fn publish(&mut self) {
        let mut snapshot = self.draw();
        let same = lock(&self.shared.snapshot).as_ref().is_some_and(|before| {
            snapshot.revision = before.revision;
            **before == snapshot
        });
        if same {
            return;
        }
        self.revision += 1;
        snapshot.revision = self.revision;
        self.ports.log.log(&trail::of_snapshot(snapshot.screen.name(), self.revision));
        let snapshot = Arc::new(snapshot);
        *lock(&self.shared.snapshot) = Some(snapshot.clone());
        let observers: Vec<Observer> = lock(&self.shared.observers).values().cloned().collect();
        for observer in observers {
            observer(snapshot.clone());
        }
    }

    fn replay(&self, id: u64) {
        let snapshot = lock(&self.shared.snapshot).clone();
        let observer = lock(&self.shared.observers).get(&id).cloned();
        if let (Some(snapshot), Some(observer)) = (snapshot, observer) {
            observer(snapshot);
        }
    }

    fn draw(&self) -> Snapshot {
        let (model, words) = (&self.model, &self.words);
        let Moment { now, seconds } = self.moment();
        let ink = Ink { words, now, seconds };
        let (title, screen) = match model.route() {
            Route::Home => (words.app_name(), Screen::Home(home::view(model, &ink))),
            Route::Results(query) => {
                let screen = results::view(model, query, &ink);
                let title =
                    if screen.category.is_empty() { words.tab_home() } else { screen.category.clone() };
                (title, Screen::Results(screen))
            }
            Route::Product(_) => {
                let screen = product::view(model, &ink);
                (screen.title.clone(), Screen::Product(screen))
            }
            Route::Preview => {
                let screen = preview::view(model, &ink);
                (screen.title.clone(), Screen::Preview(screen))
            }
            Route::Cart => (words.tab_cart(), Screen::Cart(cart::view(model, &ink))),
            Route::Checkout => (words.checkout(), Screen::Checkout(checkout::view(model, &ink))),
            Route::Orders => (words.tab_orders(), Screen::Orders(order::list(model, &ink))),
            Route::Order(id) => {
                let screen = order::view(model, id, &ink);
                (screen.heading.clone(), Screen::Order(screen))
            }
            Route::Settings => (words.tab_settings(), Screen::Settings(settings::view(model, &ink))),
        };
        Snapshot {
            revision: self.revision,
            language: words.language().as_str().to_owned(),
            direction: match words.direction() {
                tradewind_l10n::Direction::LeftToRight => Direction::Ltr,
                tradewind_l10n::Direction::RightToLeft => Direction::Rtl,
            },
            title,
            can_go_back: model.can_go_back(),
            back_label: words.back(),
            tabs_label: words.tabs(),
            tabs: Tab::ALL.iter().map(|tab| self.tab(*tab)).collect(),
            banners: banners(model, &ink),
            toast: model.toast.as_ref().map(|toast| self.toast(toast)),
            purchase: model.purchase.as_ref().map(purchase::view),
            screen,
        }
    }

    fn tab(&self, tab: Tab) -> TabItem {
        let words = &self.words;
        let label = match tab {
            Tab::Home => words.tab_home(),
            Tab::Cart => words.tab_cart(),
            Tab::Orders => words.tab_orders(),
            Tab::Settings => words.tab_settings(),
        };
        let pieces = cart::count(&self.model);
        let on_cart = tab == Tab::Cart && pieces > 0;
        TabItem {
            tab,
            badge: if on_cart { words.number(pieces) } else { String::new() },
            selected: tab == self.model.tab,
            accessibility: if on_cart { plain(&words.tab_cart_spoken(pieces)) } else { label.clone() },
            label,
        }
    }

    fn toast(&self, toast: &ToastState) -> Toast {
        let words = &self.words;
        let (text, undo) = match toast {
            ToastState::Removed { line } => (words.removed_from_cart(&line.title), words.undo()),
            ToastState::Added { title } => (words.added_to_cart(title), String::new()),
            ToastState::Erased => (words.erase_everything_done(), String::new()),
            ToastState::Repaired => (words.storage_repaired(), String::new()),
            ToastState::LinkRefused(fault) => (words.error(fault.code), String::new()),
        };
        Toast { text, undo, dismiss: words.dismiss() }
    }
}

/// What the settings are before the person's file is read.
fn first_settings(config: &AppConfig) -> Settings {
    let preferred = config.preferred_languages.clone();
    let market = config.market.or_else(|| Market::parse("US").ok());
    Settings {
        forced: config.forced_language.clone(),
        chosen: None,
        language: Localizer::negotiate(
            config.forced_language.as_ref().map_or(&preferred, std::slice::from_ref),
        ),
        preferred,
        market: market.expect("proof: US is two capital letters"),
        currency: config.currency.unwrap_or(Currency::USD),
        time_zone: config.time_zone.clone(),
    }
}

/// An error before there are words for it: the code says it.
fn plain_error(code: Code) -> AppError {
    AppError { code, sentence: code.as_str().to_owned() }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
