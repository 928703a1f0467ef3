//! What the desk phone lends the app: a simulated network, a clock that can be set, a wallet, the event log.

use crate::wire::{DeviceState, LogLine, Network, Sheet, SheetAnswer, SheetLine, WalletMode};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::{Duration, Instant};
use tradewind_app::{Intent, Shop, sandbox_approval};
use tradewind_domain::{Timestamp, lock};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::log::Value;
use tradewind_ports::{
    BoxFuture, ByteStream, Clock, HttpRequest, HttpResponse, Level, LogSink, Opened, Piece, Record, SheetEnd,
    SystemClock, SystemSheet, Transport, TransportError, WalletAnswer, WalletError, WalletRequest,
    WalletSheet,
};

/// What a slow network adds to each answer.
const SLOW: Duration = Duration::from_millis(1_500);
/// How often a stream that is waited on looks whether there is a network still.
const LOOK: Duration = Duration::from_millis(250);

/// The world as the drawer set it, shared by everything that is lent.
#[derive(Debug, Default)]
pub struct SharedDeviceState(Mutex<DeviceState>);

impl SharedDeviceState {
    /// The world as it is now.
    pub fn now(&self) -> DeviceState {
        lock(&self.0).clone()
    }

    /// Another world from now on; gives the former.
    pub fn set(&self, world: DeviceState) -> DeviceState {
        std::mem::replace(&mut *lock(&self.0), world)
    }
}

/// A network as the drawer sets it. What is lost and what is late follows from a seed.
pub struct SimulatedNetwork {
    /// What really sends.
    pub inner: Arc<dyn Transport>,
    /// The world.
    pub world: Arc<SharedDeviceState>,
    /// What chance is drawn from.
    pub rng: SeededEntropy,
}

impl Transport for SimulatedNetwork {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            match self.world.now().network {
                Network::Online => self.inner.send(request).await,
                Network::Offline => Err(TransportError::Offline),
                Network::Slow => {
                    let timeout = request.timeout;
                    tokio::time::timeout(timeout, async {
                        tokio::time::sleep(SLOW).await;
                        self.inner.send(request).await
                    })
                    .await
                    .unwrap_or(Err(TransportError::Timeout))
                }
                Network::Lossy => match self.rng.below(9) {
                    0 => Err(TransportError::Broken),
                    1 => {
                        let _ = self.inner.send(request).await;
                        Err(TransportError::Broken)
                    }
                    2 => {
                        tokio::time::sleep(SLOW).await;
                        self.inner.send(request).await
                    }
                    _ => self.inner.send(request).await,
                },
            }
        })
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<Opened, TransportError>> {
        Box::pin(async move {
            match self.world.now().network {
                Network::Offline => return Err(TransportError::Offline),
                Network::Slow => tokio::time::sleep(SLOW).await,
                Network::Lossy if self.rng.below(9) < 3 => return Err(TransportError::Broken),
                Network::Online | Network::Lossy => {}
            }
            let (answer, inner) = self.inner.open(request).await?;
            let world = self.world.clone();
            Ok((answer, Box::new(Breaking { inner, world }) as Box<dyn ByteStream>))
        })
    }
}

/// A stream that breaks when the drawer takes the network away.
struct Breaking {
    inner: Box<dyn ByteStream>,
    world: Arc<SharedDeviceState>,
}

impl ByteStream for Breaking {
    fn next(&mut self) -> BoxFuture<'_, Piece> {
        Box::pin(async move {
            while self.world.now().network != Network::Offline {
                if let Ok(piece) = tokio::time::timeout(LOOK, self.inner.next()).await {
                    return piece;
                }
            }
            Err(TransportError::Broken)
        })
    }
}

/// The machine's clock, ahead by what the drawer says.
pub struct SetClock {
    /// The machine's.
    pub real: SystemClock,
    /// The world.
    pub world: Arc<SharedDeviceState>,
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        let ahead = self.world.now().clock.saturating_mul(1_000);
        Timestamp(self.real.now().0.saturating_add(ahead))
    }

    fn monotonic(&self) -> Duration {
        self.real.monotonic()
    }

    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()> {
        self.real.sleep(period)
    }
}

/// The wallets: the sandbox's sheet, Google Pay's, Apple Pay's and that of a card are drawn by the page.
pub struct PageWallet {
    world: Arc<SharedDeviceState>,
    show: Box<dyn Fn(Option<Sheet>) + Send + Sync>,
    open: Mutex<Option<(String, Option<SystemSheet>)>>,
    shop: OnceLock<Weak<Shop>>,
}

impl PageWallet {
    /// A wallet whose sheets go to `show`.
    pub fn new(world: Arc<SharedDeviceState>, show: impl Fn(Option<Sheet>) + Send + Sync + 'static) -> Self {
        Self { world, show: Box::new(show), open: Mutex::default(), shop: OnceLock::new() }
    }

    /// Where answers go; known only once the shop is made.
    pub fn connect(&self, shop: Weak<Shop>) {
        let _ = self.shop.set(shop);
    }

    /// The person answered. A sheet that no longer stands is not answered.
    pub fn answer(&self, sheet: &str, answer: SheetAnswer) {
        let stood = lock(&self.open).take_if(|(open, _)| open == sheet);
        if let Some((sheet, system)) = stood {
            (self.show)(None);
            self.tell(&sheet, system.as_ref(), answer);
        }
    }

    fn tell(&self, sheet: &str, system: Option<&SystemSheet>, answer: SheetAnswer) {
        let answer = match (answer, system) {
            (SheetAnswer::Approve, system) => sandbox_approval(system, false),
            // A system's sheet gives its token, and the merchant's bank declines it.
            (SheetAnswer::Decline, Some(system)) => sandbox_approval(Some(system), true),
            (SheetAnswer::Decline, None) => WalletAnswer::Declined,
            (SheetAnswer::Cancel, _) => WalletAnswer::Cancelled,
            (SheetAnswer::Fail, _) => WalletAnswer::Failed,
        };
        if let Some(shop) = self.shop.get().and_then(Weak::upgrade) {
            shop.dispatch(Intent::WalletAnswered { sheet: sheet.to_owned(), answer });
        }
    }
}

impl WalletSheet for PageWallet {
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        let answer = |answer| self.tell(&request.sheet, request.system.as_ref(), answer);
        match self.world.now().wallet {
            WalletMode::Ask => {
                *lock(&self.open) = Some((request.sheet.clone(), request.system.clone()));
                (self.show)(Some(sheet(request)));
            }
            WalletMode::Approve => answer(SheetAnswer::Approve),
            WalletMode::Decline => answer(SheetAnswer::Decline),
            WalletMode::Cancel => answer(SheetAnswer::Cancel),
            WalletMode::Fail => answer(SheetAnswer::Fail),
            WalletMode::Silent => {}
            WalletMode::Broken => return Err(WalletError::Failed),
        }
        Ok(())
    }

    fn dismiss(&self, sheet: &str, _: SheetEnd) {
        if lock(&self.open).take_if(|(open, _)| open == sheet).is_some() {
            (self.show)(None);
        }
    }
}

fn sheet(request: &WalletRequest) -> Sheet {
    let line = |line: &tradewind_ports::WalletLine| SheetLine {
        label: line.label.clone(),
        amount: line.shown.clone(),
    };
    Sheet {
        sheet: request.sheet.clone(),
        title: request.words.title.clone(),
        payee: request.payee.clone(),
        lines: request.lines.iter().map(line).collect(),
        amount: request.amount_text.clone(),
        approve: request.words.approve.clone(),
        decline: request.words.decline.clone(),
        cancel: request.words.cancel.clone(),
    }
}

/// Takes the app's records as lines for the drawer.
pub struct PageLog {
    started: Instant,
    take: Box<dyn Fn(LogLine) + Send + Sync>,
}

impl PageLog {
    /// A log whose lines go to `take`.
    pub fn new(take: impl Fn(LogLine) + Send + Sync + 'static) -> Self {
        Self { started: Instant::now(), take: Box::new(take) }
    }
}

impl LogSink for PageLog {
    fn log(&self, record: &Record) {
        let level = match record.level {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        };
        let text = |value: &Value| match value {
            Value::Word(word) => (*word).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Code(code) => code.as_str().to_owned(),
        };
        (self.take)(LogLine {
            at: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
            level: level.to_owned(),
            event: record.event.to_owned(),
            fields: record.fields.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use tradewind_domain::{Money, WebUrl};
    use tradewind_ports::Method;
    use tradewind_ports::fakes::{Script, ScriptedStreams, Step};

    struct Answering;

    impl Transport for Answering {
        fn send(&self, _request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            Box::pin(async { Ok(HttpResponse { status: 200, headers: Vec::new(), body: Bytes::new() }) })
        }
    }

    async fn outcomes(network: Network, times: usize) -> Vec<bool> {
        let world = Arc::new(SharedDeviceState::default());
        world.set(DeviceState { network, ..DeviceState::default() });
        let simulated = SimulatedNetwork { inner: Arc::new(Answering), world, rng: SeededEntropy::new(7) };
        let url = WebUrl::parse("http://127.0.0.1:1/").expect("loopback");
        let mut all = Vec::new();
        for _ in 0..times {
            all.push(simulated.send(HttpRequest::new(Method::Get, url.clone())).await.is_ok());
        }
        all
    }

    #[tokio::test(start_paused = true)]
    async fn the_network_is_what_the_drawer_says() {
        assert_eq!(outcomes(Network::Online, 3).await, [true; 3]);
        assert_eq!(outcomes(Network::Offline, 3).await, [false; 3]);
        let begun = tokio::time::Instant::now();
        assert_eq!(outcomes(Network::Slow, 2).await, [true; 2]);
        assert_eq!(begun.elapsed(), SLOW * 2);
        let lossy = outcomes(Network::Lossy, 90).await;
        let lost = lossy.iter().filter(|good| !**good).count();
        assert!((8..40).contains(&lost), "{lost} of 90 lost");
        assert_eq!(lossy, outcomes(Network::Lossy, 90).await, "the same seed loses the same");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_breaks_when_the_network_is_taken_away() {
        let world = Arc::new(SharedDeviceState::default());
        let set = |network| world.set(DeviceState { network, ..DeviceState::default() });
        let script = Script::events([Step::Stall(Duration::from_secs(9)), Step::text("a"), Step::Silence]);
        let inner = Arc::new(ScriptedStreams::new([script]));
        let rng = SeededEntropy::new(7);
        let simulated = SimulatedNetwork { inner, world: world.clone(), rng };
        let get = || HttpRequest::new(Method::Get, WebUrl::parse("http://127.0.0.1:1/").expect("loopback"));
        set(Network::Offline);
        assert_eq!(simulated.open(get()).await.err(), Some(TransportError::Offline));
        set(Network::Slow);
        let (_, mut stream) = simulated.open(get()).await.expect("opens");
        assert_eq!(stream.next().await.map(|piece| piece.map(|a| a.len())), Ok(Some(1)), "no byte is lost");
        let taken = async {
            tokio::time::sleep(Duration::from_secs(60)).await;
            set(Network::Offline);
        };
        let (piece, _) = tokio::join!(stream.next(), taken);
        assert_eq!(piece, Err(TransportError::Broken));
    }

    #[test]
    fn the_clock_is_ahead_by_what_was_set() {
        let world = Arc::new(SharedDeviceState::default());
        let clock = SetClock { real: SystemClock::new(), world: world.clone() };
        let before = clock.now();
        world.set(DeviceState { clock: 3_600, ..DeviceState::default() });
        let ahead = clock.now().0 - before.0;
        assert!((3_600_000..3_700_000).contains(&ahead), "{ahead}");
        world.set(DeviceState { clock: i64::MAX, ..DeviceState::default() });
        let _ = clock.now();
    }

    #[test]
    fn a_sheet_is_answered_once_and_only_while_it_stands() {
        let shown = Arc::new(Mutex::new(Vec::new()));
        let (to, world) = (shown.clone(), Arc::new(SharedDeviceState::default()));
        let wallet = PageWallet::new(world.clone(), move |sheet| {
            lock(&to).push(sheet.map(|sheet| sheet.sheet));
        });
        let request = WalletRequest {
            method: tradewind_domain::HandlerId::parse("dev.tradewind.sandbox_wallet").expect("a name"),
            sheet: "one".into(),
            handler: String::new(),
            payee: String::new(),
            lines: Vec::new(),
            amount: Money { minor: 1, currency: tradewind_domain::Currency::EUR },
            amount_text: "0,01 €".into(),
            words: tradewind_ports::WalletWords::default(),
            system: None,
        };
        wallet.present(&request).expect("shown");
        wallet.answer("other", SheetAnswer::Approve);
        assert_eq!(*lock(&shown), [Some("one".to_owned())]);
        wallet.answer("one", SheetAnswer::Approve);
        wallet.answer("one", SheetAnswer::Approve);
        assert_eq!(*lock(&shown), [Some("one".to_owned()), None]);
        world.set(DeviceState { wallet: WalletMode::Silent, ..DeviceState::default() });
        wallet.present(&request).expect("taken");
        assert_eq!(lock(&shown).len(), 2, "a silent wallet shows nothing");
    }
}
