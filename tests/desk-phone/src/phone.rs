//! One phone as the server knows it: its core's process, what it last said, and whoever watches.

mod desk;
mod hand_off;
mod pipe;

use crate::wire::{
    self, Begin, FromCore, Kind, LogLine, PageHandOff, Sheet, SheetAnswer, SurfacePost, ToCore,
};
use bytes::Bytes;
pub use desk::{DeskChange, DeviceSettings, State};
use pipe::{feed, word};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use tokio::process::{Child, Command};
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tradewind_app::LiveTick;
use tradewind_domain::lock;

/// How many lines of the event log a new tab gets.
const LOG_KEPT: usize = 400;

/// The last frame, and its number: the same number is the same picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Grows with each new picture.
    pub number: u64,
    /// Points across.
    pub width: u32,
    /// Points down.
    pub height: u32,
    /// RGBA, straight alpha.
    pub pixels: Bytes,
}

/// How phones are made here.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The merchant's address.
    pub merchant: String,
    /// Origins that are served elsewhere.
    pub host_overrides: Vec<String>,
    /// The market to begin in.
    pub market: Option<String>,
    /// Whether phones have nothing that draws.
    pub still: bool,
}

/// One phone. It lives as long as the server; its core comes and goes.
pub struct Phone {
    folder: PathBuf,
    setup: Setup,
    desk: Mutex<DeviceSettings>,
    core: Mutex<Option<Core>>,
    waiting: Mutex<Waiting>,
    drawn: Mutex<Option<Drawn>>,
    /// What is to be drawn.
    pub snapshot: watch::Sender<Option<Arc<RawValue>>>,
    /// The wallet's sheet.
    pub sheet: watch::Sender<Option<Sheet>>,
    /// Where the person was sent last, for as long as they are there.
    pub hand_off: watch::Sender<Option<PageHandOff>>,
    /// What the page in a surface is given.
    pub posts: broadcast::Sender<SurfacePost>,
    /// What is left of held prices.
    pub ticks: broadcast::Sender<LiveTick>,
    /// The phone itself.
    pub state: watch::Sender<State>,
    /// New lines of the event log.
    pub log: broadcast::Sender<Vec<LogLine>>,
    kept: Mutex<VecDeque<LogLine>>,
}

struct Core {
    number: u64,
    to: mpsc::UnboundedSender<ToCore>,
    kill: oneshot::Sender<()>,
}

#[derive(Default)]
struct Waiting {
    next: u32,
    cores: u64,
    /// Pictures drawn so far, over all cores: a number is never used twice.
    drawn: u64,
    pictures: BTreeMap<u32, oneshot::Sender<Option<Bytes>>>,
    frames: BTreeMap<u32, oneshot::Sender<Option<Drawn>>>,
}

impl Phone {
    /// A phone that keeps its files in `folder`. It is off.
    pub fn new(folder: PathBuf, setup: Setup) -> Arc<Self> {
        let kept = std::fs::read(folder.join("desk.json")).ok();
        let desk: DeviceSettings =
            kept.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let state = State { state: "stopped", desk: desk.clone(), failed: String::new() };
        Arc::new(Self {
            folder,
            setup,
            desk: Mutex::new(desk),
            core: Mutex::default(),
            waiting: Mutex::default(),
            drawn: Mutex::default(),
            snapshot: watch::Sender::new(None),
            sheet: watch::Sender::new(None),
            hand_off: watch::Sender::new(None),
            posts: broadcast::Sender::new(64),
            ticks: broadcast::Sender::new(4),
            state: watch::Sender::new(state),
            log: broadcast::Sender::new(64),
            kept: Mutex::default(),
        })
    }

    /// Starts the core, if it is not running.
    pub fn start(self: &Arc<Self>) -> std::io::Result<()> {
        let mut core = lock(&self.core);
        if core.is_some() {
            return Ok(());
        }
        std::fs::create_dir_all(&self.folder)?;
        let faults = std::fs::File::create(self.folder.join("core.log"))?;
        let mut child = Command::new(std::env::current_exe()?)
            .arg(crate::core::ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(faults)
            .kill_on_drop(true)
            .spawn()?;
        let (to, messages) = mpsc::unbounded_channel();
        let (kill, killed) = oneshot::channel();
        let number = {
            let mut waiting = lock(&self.waiting);
            waiting.cores += 1;
            waiting.cores
        };
        let begin = self.begin();
        if let Some(input) = child.stdin.take() {
            tokio::spawn(feed(input, begin, messages));
        }
        tokio::spawn(self.clone().mind(child, number, killed));
        *core = Some(Core { number, to, kill });
        drop(core);
        self.tell("running", String::new());
        Ok(())
    }

    fn begin(&self) -> Begin {
        let desk = lock(&self.desk).clone();
        Begin {
            merchant: self.setup.merchant.clone(),
            host_overrides: self.setup.host_overrides.clone(),
            data: self.folder.join("data"),
            languages: desk.languages,
            market: self.setup.market.clone(),
            still: self.setup.still,
            world: desk.world,
        }
    }

    /// SIGKILL, now.
    pub fn kill(&self) {
        if let Some(core) = lock(&self.core).take() {
            let _ = core.kill.send(());
        }
    }

    /// Sends to the core; nothing happens while it is off.
    pub fn send(&self, message: ToCore) {
        if let Some(core) = &*lock(&self.core) {
            let _ = core.to.send(message);
        }
    }

    /// The sheet was answered.
    pub fn answer(&self, sheet: String, answer: SheetAnswer) {
        self.send(ToCore::Wallet { sheet, answer });
    }

    /// The drawer changed something.
    pub fn change(&self, change: DeskChange) {
        let (desk, world_changed, languages) = {
            let mut desk = lock(&self.desk);
            let before = desk.clone();
            let world = &mut desk.world;
            world.network = change.network.unwrap_or(world.network);
            world.wallet = change.wallet.unwrap_or(world.wallet);
            world.clock = change.clock.unwrap_or(world.clock);
            world.hand_off = change.hand_off.unwrap_or(world.hand_off);
            world.storage = change.storage.unwrap_or(world.storage);
            desk.dark = change.dark.unwrap_or(desk.dark);
            desk.scale = change.scale.filter(|scale| scale.is_finite()).unwrap_or(desk.scale).clamp(0.8, 2.0);
            if let Some(languages) = change.languages.filter(|all| all.len() <= 10) {
                desk.languages = languages;
            }
            let languages = (desk.languages != before.languages).then(|| desk.languages.clone());
            (desk.clone(), desk.world != before.world, languages)
        };
        if let Ok(text) = serde_json::to_vec(&desk) {
            // What cannot be kept is only a drawer's switch.
            let _ = std::fs::create_dir_all(&self.folder);
            let _ = std::fs::write(self.folder.join("desk.json"), text);
        }
        if world_changed {
            self.send(ToCore::World(desk.world.clone()));
        }
        if let Some(languages) = languages {
            let intent = serde_json::json!({"locales": {"preferred": languages}});
            if let Ok(raw) = serde_json::value::to_raw_value(&intent) {
                self.send(ToCore::Intent(raw));
            }
        }
        self.state.send_if_modified(|state| {
            let changed = state.desk != desk;
            state.desk = desk;
            changed
        });
    }

    /// The last lines of the event log.
    pub fn kept_log(&self) -> Vec<LogLine> {
        lock(&self.kept).iter().cloned().collect()
    }

    /// The picture behind a key, as a file.
    pub async fn picture(&self, key: String, width: u32, height: u32) -> Option<Bytes> {
        let (answer, waits) = oneshot::channel();
        let id = {
            let mut waiting = lock(&self.waiting);
            let id = waiting.number();
            waiting.pictures.insert(id, answer);
            id
        };
        self.ask(ToCore::Picture { id, key, width, height }, id);
        waits.await.ok().flatten()
    }

    /// The preview as it is now.
    pub async fn frame(&self, width: u32, height: u32) -> Option<Drawn> {
        let (answer, waits) = oneshot::channel();
        let id = {
            let mut waiting = lock(&self.waiting);
            let id = waiting.number();
            waiting.frames.insert(id, answer);
            id
        };
        self.ask(ToCore::Frame { id, width, height }, id);
        waits.await.ok().flatten()
    }

    fn ask(&self, message: ToCore, id: u32) {
        let sent = lock(&self.core).as_ref().is_some_and(|core| core.to.send(message).is_ok());
        if !sent {
            self.nothing(id);
        }
    }

    /// Reads what the core says until it ends, whoever ended it.
    async fn mind(self: Arc<Self>, mut child: Child, number: u64, killed: oneshot::Receiver<()>) {
        let output = child.stdout.take();
        let listening = self.clone();
        let listen = async move {
            let Some(mut output) = output else { return };
            while let Ok(Some((kind, body))) = wire::read_async(&mut output).await {
                listening.hear(number, kind, Bytes::from(body));
            }
        };
        // A shutdown lets the sender go without a word: then the core is left to end by itself.
        let told = async {
            if killed.await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = listen => {}
            () = told => {}
        }
        let _ = child.kill().await;
        self.ended(number);
    }

    fn ended(&self, number: u64) {
        {
            let mut core = lock(&self.core);
            if core.as_ref().is_some_and(|core| core.number == number) {
                *core = None;
            } else if core.is_some() {
                // Another one runs already.
                return;
            }
        }
        let (pictures, frames) = {
            let mut waiting = lock(&self.waiting);
            (std::mem::take(&mut waiting.pictures), std::mem::take(&mut waiting.frames))
        };
        drop((pictures, frames));
        self.sheet.send_if_modified(|sheet| sheet.take().is_some());
        self.surface_ended();
        self.snapshot.send_replace(None);
        *lock(&self.drawn) = None;
        let failed = self.state.borrow().failed.clone();
        self.tell("stopped", failed);
    }

    fn hear(&self, number: u64, kind: Kind, body: Bytes) {
        // What an ended core still had in its pipe is nobody's any more.
        if lock(&self.core).as_ref().is_none_or(|core| core.number != number) {
            return;
        }
        match kind {
            Kind::Json => {
                if let Ok(message) = serde_json::from_slice::<FromCore>(&body) {
                    self.hear_json(message);
                }
            }
            Kind::Picture => {
                let Some(id) = word(&body, 0) else { return };
                if let Some(waits) = lock(&self.waiting).pictures.remove(&id) {
                    let _ = waits.send(Some(body.slice(4..)));
                }
            }
            Kind::Frame => self.hear_frame(&body),
        }
    }

    fn hear_json(&self, message: FromCore) {
        match message {
            FromCore::Snapshot(raw) => {
                self.snapshot.send_replace(Some(Arc::from(raw)));
            }
            FromCore::Wallet(sheet) => {
                self.sheet.send_replace(sheet);
            }
            FromCore::HandOff(change) => self.handed_off(change),
            FromCore::LiveTick(tick) => drop(self.ticks.send(tick)),
            FromCore::Log(lines) => {
                let mut kept = lock(&self.kept);
                kept.extend(lines.iter().cloned());
                let over = kept.len().saturating_sub(LOG_KEPT);
                kept.drain(..over);
                drop(kept);
                let _ = self.log.send(lines);
            }
            FromCore::Failed { code, text } => self.tell("stopped", format!("{code}: {text}")),
            FromCore::Nothing { id, .. } => self.nothing(id),
        }
    }

    fn hear_frame(&self, body: &Bytes) {
        let (Some(id), Some(width), Some(height), Some(again)) =
            (word(body, 0), word(body, 4), word(body, 8), word(body, 12))
        else {
            return;
        };
        let drawn = {
            let mut drawn = lock(&self.drawn);
            if again == 0 {
                let number = {
                    let mut waiting = lock(&self.waiting);
                    waiting.drawn += 1;
                    waiting.drawn
                };
                *drawn = Some(Drawn { number, width, height, pixels: body.slice(16..) });
            }
            drawn.clone()
        };
        if let Some(waits) = lock(&self.waiting).frames.remove(&id) {
            let _ = waits.send(drawn);
        }
    }

    fn nothing(&self, id: u32) {
        let mut waiting = lock(&self.waiting);
        let (picture, frame) = (waiting.pictures.remove(&id), waiting.frames.remove(&id));
        drop(waiting);
        if let Some(waits) = picture {
            let _ = waits.send(None);
        }
        if let Some(waits) = frame {
            let _ = waits.send(None);
        }
    }

    fn tell(&self, state: &'static str, failed: String) {
        let desk = lock(&self.desk).clone();
        self.state.send_replace(State { state, desk, failed });
    }
}

impl Waiting {
    fn number(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }
}
