//! What a rule works with: a merchant, the wire to it, and engines on that wire.

use crate::setup::{Merchant, Setup};
use crate::wire::Wire;
use std::sync::Arc;
use tradewind_commerce::{Checkout, CheckoutStatus, Engine};
use tradewind_domain::Language;
use tradewind_ports::fakes::{NotingWallet, SeededEntropy};
use tradewind_ports::{MemoryVault, NoFailPoint, Ports, SilentLog, SystemClock};

pub(crate) struct World {
    pub(crate) setup: Arc<dyn Setup>,
    pub(crate) merchant: Arc<dyn Merchant>,
    pub(crate) wire: Arc<Wire>,
    ports: Ports,
}

pub(crate) fn english() -> Language {
    Language::parse("en").expect("a tag")
}

impl World {
    pub(crate) fn new(setup: Arc<dyn Setup>) -> Self {
        let merchant = setup.merchant();
        let wire = Arc::new(Wire::new(merchant.clone()));
        let ports = Ports {
            transport: wire.clone(),
            clock: Arc::new(SystemClock::new()),
            entropy: Arc::new(SeededEntropy::new(1)),
            vault: Arc::new(MemoryVault::default()),
            wallet: Arc::new(NotingWallet::default()),
            hand_off: Arc::new(tradewind_ports::NoHandOffs),
            log: Arc::new(SilentLog),
            fail_point: Arc::new(NoFailPoint),
        };
        Self { setup, merchant, wire, ports }
    }

    /// An engine, as after a start of the app: it remembers nothing of those before it.
    pub(crate) fn engine(&self) -> Arc<dyn Engine> {
        self.setup.engine(self.ports.clone())
    }

    /// A checkout of so many that can be paid.
    pub(crate) async fn ready(&self, engine: &Arc<dyn Engine>, quantity: u32, key: &str) -> Checkout {
        let draft = self.setup.draft(quantity, english());
        let mut checkout = engine.create_checkout(&draft, key).await.expect("opens");
        // A new checkout may know nothing of delivery until the address is confirmed.
        for n in 0..2 {
            if checkout.status == CheckoutStatus::ReadyForComplete && !checkout.wants_destination {
                break;
            }
            let key = format!("{key}-change-{n}");
            checkout = engine.update_checkout(&checkout, &draft, &key).await.expect("is changed");
        }
        assert_eq!(checkout.status, CheckoutStatus::ReadyForComplete, "{:?}", checkout.messages);
        checkout
    }
}

/// The checkout as the person's file hands it back.
pub(crate) fn from_the_file(checkout: &Checkout) -> Checkout {
    let written = serde_json::to_string(checkout).expect("is written");
    serde_json::from_str(&written).expect("is read")
}
