//! The shop as a phone's app holds it: made once, told what a person does, observed by what draws.

use crate::config::{ShopConfig, clock, core_config, words};
use crate::error::{ShopError, guarded};
use crate::hosts::hand_off::{HandOffHost, LentHandOffs};
use crate::hosts::log::{LentLog, LogHost};
use crate::hosts::observer::{LentObserver, SnapshotObserver};
use crate::hosts::vault::{LentVault, VaultHost};
use crate::hosts::wallet::{LentWallet, WalletHost};
use crate::live::{HandleKind, LiveCount, LiveHandles};
use crate::mirror::intent::Intent;
use crate::mirror::wallet::WalletOutcome;
use crate::pixels::Pixels;
use crate::surface::{SurfaceKind, Window, WindowStudio};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};
use tradewind_app::{Extras, Frame, Image, LivePosition, LiveTick, ObserverHandle, Painter};
use tradewind_domain::{Code, HandlerId, lock};
use tradewind_l10n::Localizer;
use tradewind_ports::{
    Clock, HostOverride, LogSink, NetTransport, NoFailPoint, NoHandOffs, OsEntropy, OverridingTransport,
    Ports, SilentLog, WalletSheet, WalletSheets,
};
use tradewind_render::{LazyStudio, Shown};
use tradewind_scene::DrawError;

/// The shop. Make one, `observe` it, `dispatch` what the person does; draw what the observer is told and nothing else.
///
/// Every call may be made from any thread. `dispatch`, `observe` and `walletAnswered` never wait. `picture`, `frame`,
/// `drawSurface` and `attachSurface` do their work on the thread that calls: not on the main thread. `shutdown` waits for the
/// call of an observer that is under way. After it every call is harmless: intents are dropped, nothing is observed, there are
/// no frames, and a picture is refused.
#[derive(uniffi::Object)]
pub struct Shop {
    core: tradewind_app::Shop,
    /// To say in the person's first language what the core was not asked about.
    words: Option<Localizer>,
    studio: Option<Arc<LazyStudio>>,
    window: Arc<Window>,
    /// The frame that was lent last, while the shell holds it.
    lent: Mutex<Weak<Pixels>>,
    counted: Mutex<Option<LiveCount>>,
    /// Opens the card. A shutdown waits for it: a driver that is still at work when the process ends may crash it.
    warming: Mutex<Option<std::thread::JoinHandle<()>>>,
}

/// An observation goes on until it is ended, or until this object is let go: keep it.
#[derive(uniffi::Object)]
pub struct Observation {
    held: Mutex<Option<Held>>,
}

struct Held {
    observer: Arc<LentObserver>,
    _handle: ObserverHandle,
    _counted: LiveCount,
}

#[uniffi::export]
impl Shop {
    /// Opens the shop. `wallets` are this phone's, each under the name of the payment handler that it pays by; a wallet that is not
    /// among them is not offered; `handOffs` sends the person to other apps and pages, and without it no method is offered that needs
    /// that. The folder is locked, files are opened, threads start; the network is not waited for. Takes some tens
    /// of milliseconds. Throws `FOLDER_LOCKED` while another shop holds the folder, `BAD_INPUT` for a merchant, a
    /// profile, an override or a handler that cannot be read, `STORE_TOO_NEW`, `DISK_FULL` or `STORE_FAILED` for the files.
    #[uniffi::constructor]
    pub fn new(
        config: ShopConfig,
        vault: Box<dyn VaultHost>,
        wallets: HashMap<String, Box<dyn WalletHost>>,
        hand_offs: Option<Box<dyn HandOffHost>>,
        log: Option<Box<dyn LogHost>>,
    ) -> Result<Arc<Self>, ShopError> {
        let window = Arc::new(Window::default());
        let studio = config.draws.then(|| Arc::new(LazyStudio::default()));
        let painter = studio
            .clone()
            .map(|studio| Arc::new(WindowStudio { studio, window: window.clone() }) as Arc<dyn Painter>);
        Self::open(config, Hosts { vault, wallets, hand_offs, log }, painter, studio, window)
    }

    /// Hands an intent to the shop. Never waits and never answers: the next snapshot does. After `shutdown` it does nothing.
    pub fn dispatch(&self, intent: Intent) -> Result<(), ShopError> {
        self.guarded(|| {
            self.core.dispatch(intent.into());
            Ok(())
        })
    }

    /// Tells `observer` the present snapshot at once and then each later one, until the observation ends. Before the first
    /// snapshot is there (the person's files are read first) it comes as soon as it is.
    pub fn observe(&self, observer: Box<dyn SnapshotObserver>) -> Result<Arc<Observation>, ShopError> {
        self.guarded(|| {
            if lock(&self.counted).is_none() {
                return Ok(Arc::new(Observation { held: Mutex::new(None) }));
            }
            let observer = Arc::new(LentObserver::new(observer));
            let told = observer.clone();
            let handle = self.core.observe(move |snapshot| told.tell(&snapshot));
            let held = Held { observer, _handle: handle, _counted: LiveCount::new(HandleKind::Observation) };
            Ok(Arc::new(Observation { held: Mutex::new(Some(held)) }))
        })
    }

    /// What came of a wallet's sheet, whenever it does: the answer to `WalletHost.present`. The answer to a sheet that is no
    /// longer waited for is dropped.
    pub fn wallet_answered(&self, sheet: String, answer: WalletOutcome) -> Result<(), ShopError> {
        self.guarded(|| {
            let answer = answer.into();
            self.core.dispatch(tradewind_app::Intent::WalletAnswered { sheet, answer });
            Ok(())
        })
    }

    /// The picture behind `PictureRef.key`, fitted into `width` by `height` pixels, not multiplied with alpha. Waits while it is
    /// fetched and decoded: call it from a worker thread. Throws `PICTURE_BROKEN`, `OFFLINE` and the like.
    pub fn picture(&self, key: String, width: u32, height: u32) -> Result<Arc<Pixels>, ShopError> {
        self.guarded(|| Ok(Pixels::of_picture(self.core.image(&key, width, height)?)))
    }

    /// The preview as it is to be seen now, `width` by `height` pixels, multiplied with alpha. For the thread that draws: at
    /// each of its frames while `PreviewScreen.animating`, and after each new snapshot. While nothing moved it is the same
    /// picture at the same address. Null (`nil`) while there is nothing to draw: then draw `PreviewScreen.picture`.
    pub fn frame(&self, width: u32, height: u32) -> Result<Option<Arc<Pixels>>, ShopError> {
        self.guarded(|| Ok(self.core.frame(width, height)?.and_then(|frame| self.lend(frame))))
    }

    /// Where the player of a show is: four times a second while it plays, and at once when it stops, stalls, is sought or begins.
    /// Waits for nothing; a snapshot comes only when something is to be shown otherwise.
    pub fn live_position(&self, position: LivePosition) -> Result<(), ShopError> {
        self.guarded(|| {
            self.core.live_position(&position);
            Ok(())
        })
    }

    /// What is left of held prices, as text: for each second in which one is on the screen. Waits for nothing and makes no snapshot.
    pub fn live_tick(&self) -> Result<LiveTick, ShopError> {
        self.guarded(|| Ok(self.core.live_tick()))
    }

    /// Takes a window for the preview; from then on `drawSurface` draws there. Opens the graphics card if that was not done
    /// yet. Throws `DRAW_FAILED` when this system cannot draw there: then use `frame`.
    pub fn attach_surface(
        &self,
        kind: SurfaceKind,
        handle: u64,
        width: u32,
        height: u32,
    ) -> Result<(), ShopError> {
        self.guarded(|| {
            let studio = self.studio.as_ref().ok_or_else(|| self.error(Code::DrawFailed))?;
            let attach = |studio: &LazyStudio| -> Result<(), DrawError> {
                self.window.attach(studio.renderer()?, kind, handle, (width, height))
            };
            attach(studio).map_err(|error| {
                self.error(match error {
                    DrawError::Size { .. } => Code::BadInput,
                    _ => Code::DrawFailed,
                })
            })
        })
    }

    /// The attached window has another size.
    pub fn resize_surface(&self, width: u32, height: u32) -> Result<(), ShopError> {
        self.guarded(|| {
            self.window.resize(width, height);
            Ok(())
        })
    }

    /// Draws the preview on the attached window, if it moved. False when the window shows no preview: nothing is attached,
    /// there is nothing to draw, the window is hidden, or it was lost (then attach it again).
    pub fn draw_surface(&self) -> Result<bool, ShopError> {
        self.guarded(|| {
            let Some((width, height)) = self.window.size() else { return Ok(false) };
            let shown = self.window.target(|| self.core.frame(width, height))?;
            Ok(matches!(shown, Some(Shown::Drawn | Shown::Unchanged)))
        })
    }

    /// Lets the window go. When this returns nothing of ours uses it: call it from `surfaceDestroyed`, or before the layer goes.
    pub fn detach_surface(&self) -> Result<(), ShopError> {
        self.guarded(|| {
            self.window.detach();
            Ok(())
        })
    }

    /// Closes the files, ends the threads and lets every lent object go. May be called more than once. A shop that is let go
    /// without it shuts down then.
    pub fn shutdown(&self) -> Result<(), ShopError> {
        self.guarded(|| {
            self.window.detach();
            self.core.shutdown();
            let warming = lock(&self.warming).take();
            if let Some(thread) = warming {
                let _ = thread.join();
            }
            lock(&self.counted).take();
            Ok(())
        })
    }
}

#[uniffi::export]
impl Observation {
    /// Ends the observation: the observer hears nothing more, but for a call that is under way on the shop's thread. May be
    /// called more than once. In Kotlin `close` does the same and also lets the object go.
    pub fn end(&self) -> Result<(), ShopError> {
        lock(&self.held).take();
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.observer.close();
    }
}

/// The few pixels that stand for `PictureRef.thumbhash`, to be stretched over the picture's place until the picture is there:
/// at once, from any thread. Null (`nil`) where there is no ThumbHash.
#[uniffi::export]
pub fn first_paint(thumbhash: Vec<u8>) -> Result<Option<Arc<Pixels>>, ShopError> {
    Ok(Image::first_paint(&thumbhash).map(|picture| Pixels::of_picture(Arc::new(picture))))
}

/// For `IsReadyToPayRequest.fromJson`: whether this phone can pay by Google Pay at all. Until the answer is true, the wallet
/// of `com.google.pay` is not ready.
#[uniffi::export]
pub fn google_pay_readiness() -> Result<String, ShopError> {
    Ok(tradewind_app::google_pay_readiness())
}

/// How many objects of the seam are alive in this process: for tests and leak reports.
#[uniffi::export]
pub fn live_handles() -> Result<LiveHandles, ShopError> {
    Ok(LiveHandles::now())
}

/// The version of this library, for example `0.1.0`.
#[uniffi::export]
pub fn facade_version() -> Result<String, ShopError> {
    Ok(env!("CARGO_PKG_VERSION").to_owned())
}

/// What is lent.
struct Hosts {
    vault: Box<dyn VaultHost>,
    wallets: HashMap<String, Box<dyn WalletHost>>,
    hand_offs: Option<Box<dyn HandOffHost>>,
    log: Option<Box<dyn LogHost>>,
}

impl Shop {
    /// As [`Shop::new`], with another painter: for tests in Rust.
    pub fn with_painter(
        config: ShopConfig,
        vault: Box<dyn VaultHost>,
        wallets: HashMap<String, Box<dyn WalletHost>>,
        painter: Arc<dyn Painter>,
    ) -> Result<Arc<Self>, ShopError> {
        let hosts = Hosts { vault, wallets, hand_offs: None, log: None };
        Self::open(config, hosts, Some(painter), None, Arc::default())
    }

    fn open(
        config: ShopConfig,
        mut hosts: Hosts,
        painter: Option<Arc<dyn Painter>>,
        studio: Option<Arc<LazyStudio>>,
        window: Arc<Window>,
    ) -> Result<Arc<Self>, ShopError> {
        let words = words(&config);
        guarded(
            |code| say(words.as_ref(), code),
            || {
                let bad = || ShopError::new(Code::BadInput, say(words.as_ref(), Code::BadInput));
                let host_overrides = config.host_overrides.iter().map(|text| HostOverride::parse(text));
                let host_overrides: Vec<HostOverride> =
                    host_overrides.collect::<Result<_, _>>().map_err(|_| bad())?;
                let clock = clock(&config).ok_or_else(bad)?;
                let core = core_config(config.clone()).ok_or_else(bad)?;
                let wallets = lent(std::mem::take(&mut hosts.wallets)).ok_or_else(bad)?;
                let ports = ports(hosts, wallets, host_overrides, clock)
                    .ok_or_else(|| ShopError::new(Code::Internal, say(words.as_ref(), Code::Internal)))?;
                let extras = Extras { painter, ..Extras::default() };
                let core = tradewind_app::Shop::with_extras(core, ports, extras)
                    .map_err(|error| ShopError::new(error.code, say(words.as_ref(), error.code)))?;
                // The card opens while the person looks at the first screen. If no thread is to be had, it opens later.
                let warming = studio.clone().and_then(|studio| {
                    let warm = std::thread::Builder::new().name("tradewind-studio".to_owned());
                    warm.spawn(move || studio.warm()).ok()
                });
                Ok(Arc::new(Self {
                    core,
                    words: words.clone(),
                    studio,
                    window,
                    lent: Mutex::default(),
                    counted: Mutex::new(Some(LiveCount::new(HandleKind::Shop))),
                    warming: Mutex::new(warming),
                }))
            },
        )
    }

    /// The same object for the same frame, while the shell holds it.
    fn lend(&self, frame: Arc<dyn Frame>) -> Option<Arc<Pixels>> {
        if frame.pixels().is_empty() {
            // It went to the window.
            return None;
        }
        let mut lent = lock(&self.lent);
        if let Some(pixels) = lent.upgrade().filter(|pixels| pixels.lends(&frame)) {
            return Some(pixels);
        }
        let pixels = Pixels::of_frame(frame);
        *lent = Arc::downgrade(&pixels);
        Some(pixels)
    }

    fn guarded<T>(&self, call: impl FnOnce() -> Result<T, ShopError>) -> Result<T, ShopError> {
        guarded(|code| say(self.words.as_ref(), code), call)
    }

    fn error(&self, code: Code) -> ShopError {
        ShopError::new(code, say(self.words.as_ref(), code))
    }
}

fn say(words: Option<&Localizer>, code: Code) -> String {
    words.map_or_else(|| code.as_str().to_owned(), |words| words.error(code))
}

/// The wallets by their handlers; none if a handler's name is none.
fn lent(wallets: HashMap<String, Box<dyn WalletHost>>) -> Option<WalletSheets> {
    let sheet = |(handler, host): (String, Box<dyn WalletHost>)| {
        let sheet: Arc<dyn WalletSheet> = Arc::new(LentWallet::new(host));
        Some((HandlerId::parse(handler).ok()?, sheet))
    };
    wallets.into_iter().map(sheet).collect()
}

/// None if TLS cannot be set up.
fn ports(
    hosts: Hosts,
    wallets: WalletSheets,
    host_overrides: Vec<HostOverride>,
    clock: Arc<dyn Clock>,
) -> Option<Ports> {
    let net = Arc::new(NetTransport::new().ok()?);
    let log: Arc<dyn LogSink> = match hosts.log {
        Some(log) => Arc::new(LentLog::new(log)),
        None => Arc::new(SilentLog),
    };
    Some(Ports {
        transport: if host_overrides.is_empty() {
            net
        } else {
            Arc::new(OverridingTransport::new(net, host_overrides))
        },
        clock,
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(LentVault::new(hosts.vault)),
        wallet: Arc::new(wallets),
        hand_off: match hosts.hand_offs {
            Some(host) => Arc::new(LentHandOffs::new(host)),
            None => Arc::new(NoHandOffs),
        },
        log,
        fail_point: Arc::new(NoFailPoint),
    })
}
