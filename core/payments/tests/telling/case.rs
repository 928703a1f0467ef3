//! One case: a phone at the sandbox merchant with every way to pay, one mug to buy, and a host that notes what it is asked to open.

use crate::world::{BASE, InProcess, Phone, World, request_of};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;
use tradewind_commerce::CheckoutDraft;
use tradewind_domain::{HandlerId, Market, Timestamp};
use tradewind_payments::law::State;
use tradewind_payments::{Handed, PayRequest, PaymentError};
use tradewind_ports::fakes::{NotingHandOffs, NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{Clock, MemoryVault, NoFailPoint, Ports, SilentLog, Transport};
use tradewind_storefront::{Config, Deed, Refused, Storefront, doubles};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
/// Ends that a person reads as "not paid".
const NOT_PAID: [State; 4] = [State::Declined, State::Cancelled, State::NotTaken, State::Ended];

/// See above.
pub(crate) struct Case {
    pub(crate) w: World,
    pub(crate) hands: Arc<NotingHandOffs>,
    country: &'static str,
}

/// A payment that is being driven.
pub(crate) type Paying = JoinHandle<Result<(), PaymentError>>;

impl Case {
    /// One mug at this price, delivered to this country.
    pub(crate) fn of(price: &str, country: &'static str) -> Self {
        Self::over(price, country, |net| net)
    }

    /// As that, with something between the phone and the merchant.
    pub(crate) fn over(
        price: &str,
        country: &'static str,
        between: impl FnOnce(Arc<InProcess>) -> Arc<dyn Transport>,
    ) -> Self {
        let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
        let mut config = Config::new(BASE);
        config.feed = Some(format!("id\ttitle\tprice\nmug\tMug\t{price}\n"));
        config.methods = true;
        let shop_clock = TokioClock::starting_at(clock.now());
        config.clock = Arc::new(move || shop_clock.now().0);
        let front = Storefront::open(config).expect("a good feed");
        let net = Arc::new(InProcess {
            front: front.clone(),
            sent: Mutex::default(),
            offline: false.into(),
            hang_up: false.into(),
        });
        let (hands, wallet) = (Arc::new(NotingHandOffs::default()), Arc::new(NotingWallet::default()));
        let ports = Ports {
            transport: between(net.clone()),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(7)),
            vault: Arc::new(MemoryVault::default()),
            wallet: wallet.clone(),
            hand_off: hands.clone(),
            log: Arc::new(SilentLog),
            fail_point: Arc::new(NoFailPoint),
        };
        let folder = tempfile::tempdir().expect("a folder");
        Self { w: World { folder, front, net, wallet, clock, ports }, hands, country }
    }

    /// What is to be bought.
    fn draft(&self) -> CheckoutDraft {
        let mut draft = crate::world::draft("mug", 1);
        draft.buyer.address.address_country = self.country.into();
        draft.market = Market::parse(self.country).expect("a country");
        draft
    }

    /// Opens the checkout and gives what the person agrees to, by this handler.
    pub(crate) async fn request(&self, phone: &Phone, handler: &str) -> PayRequest {
        let checkout = phone.prepare(&self.draft()).await.expect("opens");
        let method = Some(HandlerId::parse(handler).expect("a name"));
        PayRequest { method, ..request_of(&checkout) }
    }

    /// Begins to pay, and goes on by itself.
    pub(crate) fn begin(&self, phone: &Phone, request: PayRequest) -> Paying {
        let driver = phone.driver.clone();
        tokio::spawn(async move { driver.pay(request).await })
    }

    /// Pays by a method of ours, until the person has been handed something.
    pub(crate) async fn hand_over(&self, phone: &Phone, id: &str) -> (Paying, Handed) {
        let request = self.request(phone, &format!("dev.tradewind.pay.{id}")).await;
        let paying = self.begin(phone, request);
        (paying, self.handed(phone).await)
    }

    /// What the person was handed, once they were.
    pub(crate) async fn handed(&self, phone: &Phone) -> Handed {
        self.until(phone, State::Accepted, |handed| handed.is_some()).await.expect("just seen")
    }

    /// Waits until this state is told, with or without something handed over.
    pub(crate) async fn until(
        &self,
        phone: &Phone,
        state: State,
        is: impl Fn(Option<&Handed>) -> bool,
    ) -> Option<Handed> {
        for _ in 0..20_000 {
            let told = phone.told.lock().expect("not poisoned").clone();
            let met = told.into_iter().find(|view| view.state == state && is(view.handed.as_ref()));
            if let Some(view) = met {
                return view.handed;
            }
            tokio::time::sleep(SECOND / 20).await;
        }
        unreachable!("{state:?} was never told: {:?}", phone.states());
    }

    /// The process ends where it is, and the app is started again and takes up what it finds.
    pub(crate) async fn restart(&self, before: Phone, paying: Paying) -> (Phone, Paying) {
        paying.abort();
        let _ = paying.await;
        drop(before);
        let phone = self.w.phone();
        assert!(phone.driver.is_pending().expect("reads"), "the attempt is in the journal");
        let driver = phone.driver.clone();
        let resuming = tokio::spawn(async move { driver.resume().await });
        (phone, resuming)
    }

    /// What the person, their bank or time does at the provider of the newest session's payment.
    pub(crate) fn at_provider(&self, deed: Deed) -> Result<(), Refused> {
        let session = self.w.front.sessions().pop().expect("a session");
        self.w.front.pay(&session.id, deed)
    }

    /// The person approves in the provider's app or page.
    pub(crate) fn approves(&self) {
        assert_eq!(self.at_provider(Deed::Approve), Ok(()));
    }

    /// Captures, oldest first, in minor units: money that moved.
    pub(crate) fn captures(&self) -> Vec<i64> {
        let rows = self.w.front.ledger();
        rows.iter().filter(|row| row.entry == "capture").map(|row| row.amount).collect()
    }

    /// The attempt ends as bought: said so, one order on either side, money moved once.
    pub(crate) async fn ends_bought(&self, phone: &Phone, paying: Paying) {
        paying.await.expect("no panic").expect("settles");
        self.is_bought_once(phone);
    }

    /// Bought and said so: one order on either side, money moved once, and nothing was called over before.
    pub(crate) fn is_bought_once(&self, phone: &Phone) {
        assert_eq!(phone.last(), State::Succeeded, "{:?}", phone.states());
        let failed: Vec<_> = phone.states().into_iter().filter(|state| NOT_PAID.contains(state)).collect();
        assert!(failed.is_empty(), "called not paid: {failed:?}");
        let kept = phone.store.orders().expect("reads");
        assert_eq!((self.w.front.orders().len(), kept.len()), (1, 1), "one order on either side");
        assert_eq!((self.captures().len(), doubles(&self.w.front.ledger())), (1, 0), "money moved once");
        assert!(!phone.driver.is_pending().expect("reads"));
    }

    /// The payment is still with the person: open, and not called over.
    pub(crate) fn is_open(&self, phone: &Phone) {
        assert_eq!(phone.last(), State::Accepted, "{:?}", phone.states());
        assert!(phone.driver.is_pending().expect("reads"));
    }
}
