//! By which link a person came is nowhere before they agree: not on the disk, not in a log, not on the wire; and nowhere again
//! once they do not agree any more.

use crate::person_shop::{Phone, Wallet, World, holds, world};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tradewind_app::{Intent, Screen, Shop, Snapshot};
use tradewind_domain::lock;
use tradewind_ports::fakes::KeptLog;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Ports, Transport, TransportError};
use tradewind_suite::hosts;

const LINK: &str =
    "tradewind://p/mug-indigo?utm_source=canary-source&utm_campaign=canary-spring&fbclid=IwAR-canary-click";
const WORDS: [&str; 3] = ["canary-source", "canary-spring", "IwAR-canary-click"];

/// Everything that goes out, as it goes: addresses, headers and bodies.
struct Wire {
    inner: Arc<dyn Transport>,
    went: Mutex<Vec<u8>>,
}

impl Wire {
    /// The first of these words that went out.
    fn carried(&self) -> Option<&'static str> {
        let went = lock(&self.went);
        WORDS.into_iter().find(|word| went.windows(word.len()).any(|window| window == word.as_bytes()))
    }
}

impl Transport for Wire {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let mut went = lock(&self.went);
        went.extend_from_slice(request.url.as_str().as_bytes());
        for (name, value) in &request.headers {
            went.extend_from_slice(name.as_bytes());
            went.extend_from_slice(value.as_bytes());
        }
        went.extend_from_slice(&request.body);
        drop(went);
        self.inner.send(request)
    }
}

/// A phone, and what can be seen of it from outside.
struct Watched {
    phone: Phone,
    wire: Arc<Wire>,
    log: Arc<KeptLog>,
}

impl Watched {
    fn new(w: &World) -> Self {
        let wallet = Arc::new(Wallet::default());
        let ports = hosts::ports(&w.merchant.base, wallet.clone());
        let wire = Arc::new(Wire { inner: ports.transport.clone(), went: Mutex::default() });
        let log = Arc::new(KeptLog::default());
        let ports = Ports { transport: wire.clone(), log: log.clone(), ..ports };
        let config = hosts::config(&w.merchant.base, &w.folder.path().join("phone"), "en", "DE");
        let shop = Arc::new(Shop::new(config, ports).expect("opens"));
        Self { phone: Phone { shop, wallet }, wire, log }
    }

    fn answers(&self, value: &str) {
        let setting = "measure_campaigns".to_owned();
        self.phone.shop.dispatch(Intent::ChooseSetting { setting, value: value.to_owned() });
    }

    fn opens_the_link(&self) {
        self.phone.shop.dispatch(Intent::OpenLink { url: LINK.to_owned() });
    }

    fn is_asked(&self, wanted: bool) {
        self.phone.see("whether it is asked", |snapshot| {
            let asked = snapshot.banners.iter().any(|banner| !banner.answers.is_empty());
            (asked == wanted).then_some(())
        });
    }

    /// Nothing of the link was logged, whatever was agreed to.
    fn has_logged_nothing_of_it(&self) {
        let said = format!("{:?}", self.log.records());
        assert_eq!(WORDS.into_iter().find(|word| said.contains(word)), None);
        assert!(said.contains("app.intent"), "the log was looked at");
    }
}

#[test]
fn before_a_yes_and_after_a_no_nothing_of_a_link_is_on_disk_in_a_log_or_on_the_wire() {
    let w = world();
    let watched = Watched::new(&w);
    watched.opens_the_link();
    watched.is_asked(true);
    watched.phone.to_review();
    let nowhere = || {
        assert_eq!(watched.wire.carried(), None);
        assert_eq!(holds(&w.folder.path().join("phone"), &WORDS), None);
        watched.has_logged_nothing_of_it();
    };
    nowhere();
    watched.answers("refused");
    watched.is_asked(false);
    watched.opens_the_link();
    watched.phone.to_review();
    nowhere();
    watched.phone.shop.shutdown();
    nowhere();
    assert!(!lock(&watched.wire.went).is_empty(), "the wire was looked at");
}

#[test]
fn with_a_yes_the_merchant_is_told_and_after_a_no_nothing_is_left_on_the_phone() {
    let w = world();
    let watched = Watched::new(&w);
    let folder = w.folder.path().join("phone");
    watched.opens_the_link();
    watched.is_asked(true);
    watched.answers("granted");
    watched.is_asked(false);
    watched.phone.to_review();
    assert_eq!(watched.wire.carried(), Some(WORDS[0]), "told with the checkout");
    assert!(holds(&folder, &WORDS).is_some(), "kept on the phone");
    watched.answers("refused");
    let end = Instant::now() + Duration::from_secs(20);
    while let Some(left) = holds(&folder, &WORDS) {
        assert!(Instant::now() < end, "{left}");
        std::thread::sleep(Duration::from_millis(20));
    }
    watched.has_logged_nothing_of_it();
    // What goes out from here on knows nothing of it.
    lock(&watched.wire.went).clear();
    watched.phone.to_review();
    assert_eq!(watched.wire.carried(), None);
    watched.phone.shop.shutdown();
    assert_eq!(holds(&folder, &WORDS), None);
}

#[test]
fn the_store_is_asked_on_the_first_start_alone_and_what_it_says_is_held_to_the_same_consent() {
    let w = world();
    let watched = Watched::new(&w);
    watched.phone.see("the wish to ask the store", |snapshot| snapshot.wants_referrer.then_some(()));
    let link = "tw_link=tradewind%3A%2F%2Fp%2Fmug-indigo";
    let text = format!("{link}&utm_source={}&fbclid={}", WORDS[0], WORDS[2]);
    watched.phone.shop.dispatch(Intent::InstallReferrer { text: text.clone() });
    watched.phone.see("the product of the referrer's link", |snapshot| match &snapshot.screen {
        Screen::Product { content } => {
            (content.key == "mug-indigo" && !snapshot.wants_referrer).then_some(())
        }
        _ => None,
    });
    watched.is_asked(true);
    watched.phone.shop.shutdown();
    assert_eq!(watched.wire.carried(), None);
    assert_eq!(holds(&w.folder.path().join("phone"), &WORDS), None);
    watched.has_logged_nothing_of_it();
    drop(watched);
    let again = Watched::new(&w);
    let wants = |snapshot: &Snapshot| match &snapshot.screen {
        Screen::Home { content: home } => (!home.deals.is_empty()).then_some(snapshot.wants_referrer),
        _ => None,
    };
    assert!(!again.phone.see("home, of the second start", wants));
    // Whoever tells it all the same is not heard.
    again.phone.shop.dispatch(Intent::InstallReferrer { text });
    again.phone.to_review();
    again.is_asked(false);
    again.phone.shop.shutdown();
}
