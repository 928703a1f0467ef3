//! One purchase on a phone that is started on the simulated disk.

use super::disk::{BASE, try_open};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::{CheckoutDraft, CheckoutStatus, DraftLine, Engine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, WebUrl, lock};
use tradewind_payments::law::State;
use tradewind_payments::{Driver, PaymentEvent, Prepared, Wallets};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy};
use tradewind_ports::{Ports, Secret, WalletAnswer};
use tradewind_storefront::Storefront;
use tradewind_suite::mutants::{Mutant, WrongMerchant};
use tradewind_suite::paying::request_of;

pub(super) fn phone(
    folder: &Path,
    ports: &Ports,
    said: Arc<Mutex<Option<State>>>,
    declined: Arc<Mutex<Vec<String>>>,
    mutant: Option<Mutant>,
) -> Option<Driver> {
    let store = try_open(folder)?;
    store.attach_vault(ports.vault.clone(), ports.entropy.clone()).ok()?;
    let url = |text: &str| WebUrl::parse(text).expect("loopback");
    let right: Arc<dyn Engine> =
        Arc::new(UcpEngine::new(url(BASE), url("http://127.0.0.1:2/profile"), ports.clone()));
    let merchant: Arc<dyn Engine> = match mutant {
        None => right,
        Some(mutant) => Arc::new(WrongMerchant::new(right, mutant, ports)),
    };
    Some(Driver::new(
        store,
        merchant,
        ports.clone(),
        Wallets::all(),
        Box::new(|| Language::parse("en").expect("a tag")),
        Box::new(move |event| {
            if let PaymentEvent::Payment(view) = event {
                *lock(&said) = Some(view.state);
                if view.state == State::Declined {
                    lock(&declined).push(view.id.clone());
                }
            }
        }),
    ))
}

/// Takes up what is open, then buys if nothing was bought yet. `forgetful`: the wallet's sheet is left lying at times. Says
/// whether the purchase is over.
pub(super) async fn buy(
    driver: &Driver,
    front: &Storefront,
    wallet: &NotingWallet,
    dice: &SeededEntropy,
    forgetful: bool,
) -> bool {
    if driver.resume().await.is_err() || driver.is_pending().unwrap_or(true) {
        return false;
    }
    let _ = driver.ask().await;
    for _ in 0..8 {
        if bought(driver) {
            return true;
        }
        let checkout = match driver.prepare(&draft(), None).await {
            Ok(Prepared::Open(checkout)) => *checkout,
            Ok(Prepared::Bought(_)) => continue,
            Err(_) => {
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        if checkout.status == CheckoutStatus::RequiresEscalation {
            // The person shows the bank that it is them, or finishes in the browser, and comes back.
            let id = checkout.id.as_str();
            let _ = front.verify(id) || front.finish(id);
            let _ = driver.ask().await;
            continue;
        }
        if checkout.status != CheckoutStatus::ReadyForComplete {
            continue;
        }
        let request = request_of(&checkout);
        let shown = wallet.shown().len();
        let silent = forgetful && dice.below(8) == 0;
        let answering = async {
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                if let Some(sheet) = wallet.shown().get(shown) {
                    if !silent {
                        let token = Secret::new("sandbox_ok");
                        let answer = WalletAnswer::Approved { credential_type: "token".into(), token };
                        driver.wallet_answered(sheet.sheet.clone(), answer);
                    }
                    return std::future::pending::<()>().await;
                }
            }
        };
        tokio::select! {
            biased;
            _ = driver.pay(request) => {}
            () = answering => {}
        }
    }
    bought(driver)
}

/// Nothing is in progress and the order is known: read from the file, not from memory.
fn bought(driver: &Driver) -> bool {
    driver.checkout().ok().flatten().is_none()
        && !driver.is_pending().unwrap_or(true)
        && driver.has_orders().unwrap_or(false)
}

/// A mug to Germany, for a buyer who is named as far as the merchant needs it.
pub(crate) fn draft() -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), ..Buyer::default() };
    buyer.address.street_address = "Lange Straße 1".into();
    buyer.address.address_country = "DE".into();
    CheckoutDraft {
        lines: vec![DraftLine { item: ItemId::parse("mug-indigo").expect("an id"), quantity: Quantity::ONE }],
        buyer,
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("DE"),
        language: Language::parse("de").expect("de"),
        currency: Currency::EUR,
    }
}
