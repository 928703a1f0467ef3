//! What a host holds: makes the shop, hands it intents, observes its snapshots, asks it for pictures and frames.

use crate::kernel::compose::{Extras, Parts, compose, plain_error};
use crate::kernel::config::AppConfig;
use crate::kernel::dispatch::Message;
use crate::kernel::error::AppError;
use crate::kernel::executors::payments::PaymentsEnd;
use crate::kernel::frame_source::FrameSource;
use crate::kernel::intent::Intent;
use crate::kernel::live_source::{LivePosition, LiveSource, LiveTick};
use crate::kernel::mailbox::{Envelope, Shared};
use crate::kernel::pictures::PictureLoader;
use crate::kernel::share_picture::SharePicture;
use crate::kernel::snapshot::{Published, Snapshot};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;
use tradewind_domain::{Code, WebUrl, lock};
use tradewind_media::{Image, Pictures};
use tradewind_ports::Ports;
use tradewind_scene::{DrawError, Frame};

/// How long a shutdown waits for tasks: they end at their next wait, unless a host does not return.
const TASKS_END: Duration = Duration::from_secs(2);

/// The shop. Dropping it, or [`Shop::shutdown`], closes the files and lets every host object go.
pub struct Shop {
    mailbox: Sender<Envelope>,
    shared: Arc<Shared>,
    owner: Mutex<Option<JoinHandle<()>>>,
    /// Taken by the shutdown.
    payments: Mutex<Option<PaymentsEnd>>,
    runtime: Mutex<Option<tokio::runtime::Runtime>>,
    handle: tokio::runtime::Handle,
    pictures: PictureLoader,
    frames: Arc<FrameSource>,
    live: Arc<LiveSource>,
    /// Let go at the shutdown, with every host object in it.
    ports: Mutex<Option<Ports>>,
}

impl Shop {
    /// Opens the shop: locks the folder, opens the files, starts its thread and its runtime. The first snapshot comes
    /// as soon as the phone's own files are read; the network is not waited for.
    pub fn new(config: AppConfig, ports: Ports) -> Result<Self, AppError> {
        Self::with_extras(config, ports, Extras::default())
    }

    /// As [`Shop::new`], with what not every host has.
    pub fn with_extras(config: AppConfig, ports: Ports, extras: Extras) -> Result<Self, AppError> {
        let Parts { owner, envelopes, mailbox, shared, runtime, payments, pictures, frames, live, ports } =
            compose(config, ports, extras)?;
        let thread =
            std::thread::Builder::new().name("tradewind-shop".to_owned()).spawn(move || owner.run(envelopes));
        let thread = thread.map_err(|_| plain_error(Code::Internal))?;
        Ok(Self {
            mailbox,
            shared,
            owner: Mutex::new(Some(thread)),
            payments: Mutex::new(Some(payments)),
            handle: runtime.handle().clone(),
            runtime: Mutex::new(Some(runtime)),
            pictures,
            frames,
            live,
            ports: Mutex::new(Some(ports)),
        })
    }

    /// Hands an intent to the shop. Never blocks; after a shutdown it does nothing.
    pub fn dispatch(&self, intent: Intent) {
        let _ = self.mailbox.send(Envelope::Message(Box::new(Message::Intent(intent))));
    }

    /// Calls `observer` with the present snapshot and then with each later one, in order, from the shop's own thread.
    /// The latest wins: a slow observer may skip to the newest by its revision.
    pub fn observe(&self, observer: impl Fn(Arc<Snapshot>) + Send + Sync + 'static) -> ObserverHandle {
        self.observe_purchases(move |published| observer(published.snapshot))
    }

    /// As [`Shop::observe`], with the state of the named purchase beside each snapshot: for a command line, which has
    /// purchases with names. A phone has none.
    pub fn observe_purchases(&self, observer: impl Fn(Published) + Send + Sync + 'static) -> ObserverHandle {
        let id = self.shared.next_observer.fetch_add(1, Ordering::SeqCst);
        lock(&self.shared.observers).insert(id, Arc::new(observer));
        let _ = self.mailbox.send(Envelope::Observe(id));
        ObserverHandle { id, shared: self.shared.clone() }
    }

    /// The latest snapshot; none before the first.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        lock(&self.shared.published).as_ref().map(|published| published.snapshot.clone())
    }

    /// The picture behind a key of a snapshot, fitted into `width` by `height` pixels. Blocks while it is fetched and
    /// decoded: to be called from a worker, never from the thread that draws.
    pub fn image(&self, key: &str, width: u32, height: u32) -> Result<Arc<Image>, AppError> {
        let Some(shared) = SharePicture::of_key(key) else { return self.photo(key, width, height) };
        let side = SharePicture::side(width, height);
        // Without the photo, offline for example, the code alone is shared.
        let photo = shared.photo.as_ref().and_then(|photo| self.photo(photo.as_str(), side, side).ok());
        let drawn = shared.drawn(photo.as_deref(), width, height).map(Arc::new);
        drawn.ok_or_else(|| {
            let code = Code::PictureBroken;
            AppError { code, sentence: lock(&self.shared.words).error(code) }
        })
    }

    fn photo(&self, key: &str, width: u32, height: u32) -> Result<Arc<Image>, AppError> {
        let fail = |code: Code| AppError { code, sentence: lock(&self.shared.words).error(code) };
        let url = WebUrl::parse(key).map_err(|_| fail(Code::PictureBroken))?;
        let ports = lock(&self.ports).clone().ok_or_else(|| fail(Code::Internal))?;
        let now = ports.clock.now();
        let load = |pictures: &Pictures| {
            self.handle.block_on(pictures.fetch(&url, width, height, Some(&*ports.transport), now))
        };
        self.pictures.load(&url, width, height, load).map_err(fail)
    }

    /// The preview as it is to be seen now, `width` by `height` points: for the thread that draws, at each of its frames
    /// while the screen says `animating`, and after each new snapshot. The very same frame when nothing moved; none while
    /// there is nothing to draw (then the screen's still picture is shown). Lends the painter's pixels, copies none, and
    /// waits for nothing but the drawing: a second caller gets the last frame.
    pub fn frame(&self, width: u32, height: u32) -> Result<Option<Arc<dyn Frame>>, AppError> {
        let Some(clock) = lock(&self.ports).as_ref().map(|ports| ports.clock.clone()) else {
            return Ok(None);
        };
        self.frames.frame(width, height, clock.monotonic().as_secs_f64()).or_else(|error| {
            let code = match error {
                // The screen says so in words, and shows a picture.
                DrawError::NoAdapter => return Ok(None),
                DrawError::Size { .. } => Code::BadInput,
                _ => Code::DrawFailed,
            };
            Err(AppError { code, sentence: lock(&self.shared.words).error(code) })
        })
    }

    /// Where the player of a show is: four times a second while it plays, and at once when it stops, stalls, is sought or begins.
    /// Waits for nothing; a snapshot comes only when something is to be shown otherwise.
    pub fn live_position(&self, position: &LivePosition) {
        if let Some(now) = self.monotonic() {
            self.live.position(position, now);
        }
    }

    /// What is left of held prices, as text: for each second in which one is on the screen. Waits for nothing and makes no snapshot.
    pub fn live_tick(&self) -> LiveTick {
        let words = lock(&self.shared.words).clone();
        self.monotonic().map(|now| self.live.tick(&words, now)).unwrap_or_default()
    }

    /// None after a shutdown. No lock is held while the clock is asked: it may be the host's.
    fn monotonic(&self) -> Option<Duration> {
        let clock = lock(&self.ports).as_ref().map(|ports| ports.clock.clone());
        clock.map(|clock| clock.monotonic())
    }

    /// Closes the files, ends the threads and lets every host object go. May be called more than once.
    pub fn shutdown(&self) {
        let _ = self.mailbox.send(Envelope::Close);
        // Taken out first: an observer may call this on the owner's thread while another thread waits for that thread.
        let owner = lock(&self.owner).take();
        if let Some(owner) = owner.filter(|owner| owner.thread().id() != std::thread::current().id()) {
            let _ = owner.join();
        }
        let on_a_worker = tokio::runtime::Handle::try_current().is_ok();
        let payments = lock(&self.payments).take();
        let most = if on_a_worker { Duration::ZERO } else { TASKS_END };
        let still_paying = payments.and_then(|payments| payments.end(most).err());
        let runtime = lock(&self.runtime).take();
        // Tasks end before the folder is let go, so that whoever opens it next is alone in it. A host's call on one of
        // tokio's own threads cannot wait for them; the lock then falls with the last of them.
        match (runtime, still_paying) {
            (Some(runtime), Some(ended)) => end_after(runtime, ended),
            (Some(runtime), None) if on_a_worker => runtime.shutdown_background(),
            (Some(runtime), None) => runtime.shutdown_timeout(TASKS_END),
            (None, _) => {}
        }
        // Host objects: let go once nothing is locked.
        let observers = std::mem::take(&mut *lock(&self.shared.observers));
        let ports = lock(&self.ports).take();
        drop((observers, ports));
        drop(self.frames.follow(None, None));
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// Observation ends when this is dropped.
pub struct ObserverHandle {
    id: u64,
    shared: Arc<Shared>,
}

impl Drop for ObserverHandle {
    fn drop(&mut self) {
        // A host object: let go once nothing is locked.
        let observer = lock(&self.shared.observers).remove(&self.id);
        drop(observer);
    }
}

/// Ends the runtime once the thread of payments has ended, whenever that is: it is still within a host's call or a write, and
/// a wait of its own on a runtime that is gone would be a panic.
fn end_after(runtime: tokio::runtime::Runtime, ended: Receiver<()>) {
    let wait = move || {
        let _ = ended.recv();
        runtime.shutdown_background();
    };
    // Without a thread to wait on, the runtime ends here and now, with the closure.
    let _ = std::thread::Builder::new().name("tradewind-end".to_owned()).spawn(wait);
}
