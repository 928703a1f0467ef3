//! The core's process: the app, its ports, and two pipes. It ends when its input does, and can be killed at any moment.

use crate::disk;
use crate::hand_offs::PageHandOffs;
use crate::host_ports::{PageLog, PageWallet, SetClock, SharedDeviceState, SimulatedNetwork};
use crate::wire::{self, Begin, FromCore, HandOffChange, Kind, LogLine, Network, Sheet, ToCore};
use std::io::{Cursor, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tradewind_app::{AppConfig, AppError, Extras, Frame, Image, Intent, LiveTick, Painter, Shop, Snapshot};
use tradewind_domain::{Language, Market, WebUrl, lock};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{
    FileVault, HostOverride, NetTransport, NoFailPoint, OsEntropy, OverridingTransport, Ports, SystemClock,
};
use tradewind_render::LazyStudio;
use tradewind_scene::straight;

/// The argument that makes the binary a core.
pub const ARGUMENT: &str = "--core";

/// Where the static profile lies that a merchant may fetch; the sandbox knows it beforehand.
pub(crate) const PROFILE: &str = "https://tradewind.example/profile.json";

/// What goes out, in order; of snapshots that wait together only the latest.
enum Out {
    Snapshot(Arc<Snapshot>),
    Wallet(Option<Sheet>),
    HandOff(HandOffChange),
    LiveTick(LiveTick),
    Log(LogLine),
    Nothing { id: u32, code: String },
    Picture { id: u32, file: Vec<u8> },
    Frame { id: u32, frame: Arc<dyn Frame>, again: bool },
}

/// Runs the core's process on its standard pipes.
pub fn run() -> ExitCode {
    let mut input = std::io::stdin().lock();
    let begin = match wire::read(&mut input) {
        Ok(Some((_, body))) => serde_json::from_slice::<Begin>(&body),
        _ => return ExitCode::FAILURE,
    };
    let Ok(begin) = begin else { return ExitCode::FAILURE };
    let (out, waiting) = channel();
    let phone = match open(begin, &out) {
        Ok(phone) => phone,
        Err(error) => {
            let message = FromCore::Failed { code: error.code.as_str().to_owned(), text: error.sentence };
            let _ = say(&mut std::io::stdout().lock(), &message);
            return ExitCode::FAILURE;
        }
    };
    let writer = std::thread::spawn(move || write_all(&waiting));
    while let Ok(Some((_, body))) = wire::read(&mut input) {
        match serde_json::from_slice::<ToCore>(&body) {
            Ok(message) => phone.take(message),
            Err(_) => return ExitCode::FAILURE,
        }
    }
    let mut phone = phone;
    phone.shop.shutdown();
    if let Some(thread) = phone.warming.take() {
        let _ = thread.join();
    }
    drop((phone, out));
    let _ = writer.join();
    ExitCode::SUCCESS
}

struct Phone {
    shop: Arc<Shop>,
    wallet: Arc<PageWallet>,
    world: Arc<SharedDeviceState>,
    pictures: Sender<(u32, String, u32, u32)>,
    frames: Sender<(u32, u32, u32)>,
    out: Sender<Out>,
    /// Opens the card; waited for at the end.
    warming: Option<std::thread::JoinHandle<()>>,
    _observer: tradewind_app::ObserverHandle,
}

fn open(begin: Begin, out: &Sender<Out>) -> Result<Phone, AppError> {
    let bad = |what: &str| AppError { code: tradewind_domain::Code::BadInput, sentence: what.to_owned() };
    let merchant = WebUrl::parse(&begin.merchant).map_err(|error| bad(&error.to_string()))?;
    let host_overrides: Result<Vec<HostOverride>, _> =
        begin.host_overrides.iter().map(|text| HostOverride::parse(text)).collect();
    let world = Arc::new(SharedDeviceState::default());
    world.set(begin.world.clone());
    disk::register(world.clone());

    let to_wallet = out.clone();
    let wallet = Arc::new(PageWallet::new(world.clone(), move |sheet| {
        let _ = to_wallet.send(Out::Wallet(sheet));
    }));
    let to_hand_off = out.clone();
    let hand_off = PageHandOffs::new(world.clone(), move |change| {
        let _ = to_hand_off.send(Out::HandOff(change));
    });
    let to_log = out.clone();
    let fail_point = Arc::new(NoFailPoint);
    let vault = FileVault::open(begin.data.join("vault"), fail_point.clone()).map_err(|_| bad("vault"))?;
    let net = NetTransport::new().map_err(|error| bad(&error.to_string()))?;
    let reached =
        OverridingTransport::new(Arc::new(net), host_overrides.map_err(|error| bad(&error.to_string()))?);
    let rng = SeededEntropy::new(7);
    let ports = Ports {
        transport: Arc::new(SimulatedNetwork { inner: Arc::new(reached), world: world.clone(), rng }),
        clock: Arc::new(SetClock { real: SystemClock::new(), world: world.clone() }),
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(vault),
        wallet: wallet.clone(),
        hand_off: Arc::new(hand_off),
        log: Arc::new(PageLog::new(move |line| {
            let _ = to_log.send(Out::Log(line));
        })),
        fail_point,
    };
    let config = AppConfig {
        merchant,
        profile_url: WebUrl::parse(PROFILE).map_err(|error| bad(&error.to_string()))?,
        publisher_key: None,
        allowed_origins: Vec::new(),
        built_at: tradewind_app::BUILT_AT,
        asked: false,
        data_folder: begin.data,
        preferred_languages: begin.languages.iter().filter_map(|tag| Language::parse(tag).ok()).collect(),
        market: begin.market.as_deref().and_then(|code| Market::parse(code).ok()),
        currency: None,
        time_zone: "UTC".to_owned(),
        forced_language: None,
        online: begin.world.network != Network::Offline,
        vfs: Some(disk::NAME.to_owned()),
    };
    // A card that cannot be had is no fault: the app shows still pictures then, and says so.
    let painter = (!begin.still).then(|| Arc::new(LazyStudio::default()));
    let lent = painter.clone().map(|painter| painter as Arc<dyn Painter>);
    let extras = Extras { painter: lent, ..Extras::default() };
    let shop = Arc::new(Shop::with_extras(config, ports, extras)?);
    wallet.connect(Arc::downgrade(&shop));
    let to_page = out.clone();
    let observer = shop.observe(move |snapshot| {
        let _ = to_page.send(Out::Snapshot(snapshot));
    });
    let warming = painter.map(|painter| std::thread::spawn(move || painter.warm()));
    let pictures = picture_workers(&shop, out);
    let frames = frame_worker(&shop, out);
    let out = out.clone();
    Ok(Phone { shop, wallet, world, pictures, frames, out, warming, _observer: observer })
}

impl Phone {
    fn take(&self, message: ToCore) {
        match message {
            ToCore::Intent(raw) => {
                if let Some(intent) = wire::intent(&raw) {
                    self.shop.dispatch(intent);
                }
            }
            ToCore::World(world) => {
                let online = world.network != Network::Offline;
                let before = self.world.set(world);
                if online != (before.network != Network::Offline) {
                    self.shop.dispatch(Intent::Connectivity { online });
                }
            }
            ToCore::Wallet { sheet, answer } => self.wallet.answer(&sheet, answer),
            ToCore::Picture { id, key, width, height } => {
                let _ = self.pictures.send((id, key, width, height));
            }
            ToCore::LivePosition(position) => self.shop.live_position(&position),
            ToCore::LiveTick => {
                let _ = self.out.send(Out::LiveTick(self.shop.live_tick()));
            }
            ToCore::Frame { id, width, height } => {
                let _ = self.frames.send((id, width, height));
            }
        }
    }
}

/// Pictures are waited for by a few workers, never by whoever reads the pipe.
fn picture_workers(shop: &Arc<Shop>, out: &Sender<Out>) -> Sender<(u32, String, u32, u32)> {
    let (asks, wanted) = channel::<(u32, String, u32, u32)>();
    let wanted = Arc::new(Mutex::new(wanted));
    for _ in 0..4 {
        let (shop, out, wanted) = (Arc::downgrade(shop), out.clone(), wanted.clone());
        std::thread::spawn(move || {
            loop {
                let ask = lock(&wanted).recv();
                let (Ok((id, key, width, height)), Some(shop)) = (ask, shop.upgrade()) else { return };
                let answer = match shop.image(&key, width, height).map(|image| encoded(&image)) {
                    Ok(Some(file)) => Out::Picture { id, file },
                    Ok(None) => Out::Nothing { id, code: String::new() },
                    Err(error) => Out::Nothing { id, code: error.code.as_str().to_owned() },
                };
                let _ = out.send(answer);
            }
        });
    }
    asks
}

fn encoded(image: &Image) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    if image.rgba.chunks_exact(4).all(|point| point[3] == 255) {
        let rgb: Vec<u8> =
            image.rgba.chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]).collect();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 90);
        encoder.encode(&rgb, image.width, image.height, image::ExtendedColorType::Rgb8).ok()?;
    } else {
        let whole = image::RgbaImage::from_raw(image.width, image.height, image.rgba.clone())?;
        whole.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).ok()?;
    }
    Some(file)
}

/// Frames are drawn by one thread, as on a phone.
fn frame_worker(shop: &Arc<Shop>, out: &Sender<Out>) -> Sender<(u32, u32, u32)> {
    let (asks, wanted) = channel::<(u32, u32, u32)>();
    let (shop, out) = (Arc::downgrade(shop), out.clone());
    std::thread::spawn(move || {
        let mut last: Option<Arc<dyn Frame>> = None;
        for (id, width, height) in wanted {
            let Some(shop) = shop.upgrade() else { return };
            let answer = match shop.frame(width, height) {
                Ok(Some(frame)) => {
                    let again = last.as_ref().is_some_and(|last| Arc::ptr_eq(last, &frame));
                    last = Some(frame.clone());
                    Out::Frame { id, frame, again }
                }
                Ok(None) => Out::Nothing { id, code: String::new() },
                Err(error) => Out::Nothing { id, code: error.code.as_str().to_owned() },
            };
            let _ = out.send(answer);
        }
    });
    asks
}

/// Writes what waits. When several snapshots wait, the latest stands for all.
fn write_all(waiting: &Receiver<Out>) {
    let mut pipe = std::io::stdout().lock();
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Out> = std::iter::once(first).chain(waiting.try_iter()).collect();
        let latest = batch.iter().rposition(|one| matches!(one, Out::Snapshot(_)));
        let mut lines = Vec::new();
        for (at, one) in batch.into_iter().enumerate() {
            let written = match one {
                Out::Log(line) => {
                    lines.push(line);
                    Ok(())
                }
                Out::Snapshot(_) if Some(at) != latest => Ok(()),
                other => put(&mut pipe, other),
            };
            if written.is_err() {
                return;
            }
        }
        if !lines.is_empty() && say(&mut pipe, &FromCore::Log(lines)).is_err() {
            return;
        }
    }
}

fn put(pipe: &mut impl Write, one: Out) -> std::io::Result<()> {
    match one {
        Out::Snapshot(snapshot) => match serde_json::value::to_raw_value(&*snapshot) {
            Ok(raw) => say(pipe, &FromCore::Snapshot(raw)),
            Err(error) => Err(std::io::Error::other(error)),
        },
        Out::Wallet(sheet) => say(pipe, &FromCore::Wallet(sheet)),
        Out::HandOff(change) => say(pipe, &FromCore::HandOff(change)),
        Out::LiveTick(tick) => say(pipe, &FromCore::LiveTick(tick)),
        Out::Log(line) => say(pipe, &FromCore::Log(vec![line])),
        Out::Nothing { id, code } => say(pipe, &FromCore::Nothing { id, code }),
        Out::Picture { id, file } => wire::write(pipe, Kind::Picture, &[&id.to_le_bytes(), &file]),
        Out::Frame { id, frame, again } => {
            let picture = if again { None } else { Some(straight(&*frame)) };
            let pixels = picture.as_ref().map(|picture| picture.rgba.as_slice()).unwrap_or_default();
            let head = [id, frame.width(), frame.height(), u32::from(again)].map(u32::to_le_bytes).concat();
            wire::write(pipe, Kind::Frame, &[&head, pixels])
        }
    }
}

fn say(pipe: &mut impl Write, message: &FromCore) -> std::io::Result<()> {
    let text = serde_json::to_vec(message).map_err(std::io::Error::other)?;
    wire::write(pipe, Kind::Json, &[&text])
}
