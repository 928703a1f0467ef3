//! A phone that pays once on Apple Pay's sheet, with a token out of a file, and stays until it is ended: a test looks into its memory.
//!
//! `sheet MERCHANT FOLDER`: the token is in `FOLDER/token`, the phone's files are in `FOLDER/data`, and `FOLDER/fail_points` says
//! `DONE 0` once it has bought, `DONE 1` where it has not.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tradewind_commerce::{CheckoutDraft, CheckoutStatus, DraftLine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Buyer, Currency, HandlerId, ItemId, Language, Market, Quantity, WebUrl};
use tradewind_payments::{Driver, PayRequest, Prepared, Wallets};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::NotingWallet;
use tradewind_ports::{
    MemoryVault, NetTransport, NoFailPoint, NoHandOffs, OsEntropy, Ports, Secret, SilentLog, SystemClock,
    WalletAnswer, WalletData,
};
use tradewind_suite::paying::request_of;

/// What pays.
const HANDLER: &str = "dev.tradewind.pay.apple_pay";
/// How often a checkout is opened until it can be paid.
const TRIES: u32 = 10;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let (Some(merchant), Some(folder)) = (words.next(), words.next()) else { return ExitCode::from(2) };
    let folder = PathBuf::from(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let bought = runtime.block_on(bought(&merchant, &folder));
    let done = format!("DONE {}\n", u8::from(!bought));
    std::fs::write(folder.join("fail_points"), done).expect("written");
    loop {
        std::thread::sleep(Duration::from_secs(3_600));
    }
}

/// Opens a checkout, pays it on the sheet, and says whether there is an order.
async fn bought(merchant: &str, folder: &Path) -> bool {
    let sheets = Arc::new(NotingWallet::default());
    let driver = driver(merchant, folder, sheets.clone());
    let draft = draft();
    for _ in 0..TRIES {
        let checkout = match driver.prepare(&draft, None).await {
            Ok(Prepared::Open(checkout)) if checkout.status == CheckoutStatus::ReadyForComplete => checkout,
            _ => {
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        let request = PayRequest { method: HandlerId::parse(HANDLER).ok(), ..request_of(&checkout) };
        let answering = async {
            let sheet = loop {
                if let Some(sheet) = sheets.shown().last() {
                    break sheet.sheet.clone();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            };
            driver.wallet_answered(sheet, given(folder));
            std::future::pending::<()>().await;
        };
        tokio::select! {
            _ = driver.pay(request) => {}
            () = answering => {}
        }
        break;
    }
    driver.has_orders().unwrap_or(false)
}

/// What PassKit gives: the token as it is in the file.
fn given(folder: &Path) -> WalletAnswer {
    WalletAnswer::Given(WalletData::ApplePay {
        payment_data: Secret::new(std::fs::read(folder.join("token")).expect("the test wrote it")),
        network: Some("Visa".to_owned()),
        display_name: Some("Visa 1111".to_owned()),
        billing: None,
    })
}

fn driver(merchant: &str, folder: &Path, sheets: Arc<NotingWallet>) -> Driver {
    let ports = Ports {
        transport: Arc::new(NetTransport::new().expect("TLS is there")),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(MemoryVault::default()),
        wallet: sheets,
        hand_off: Arc::new(NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    let url = |text: &str| WebUrl::parse(text).expect("loopback");
    let engine = UcpEngine::new(url(merchant), url("http://127.0.0.1:2/profile"), ports.clone());
    let data = folder.join("data");
    std::fs::create_dir_all(&data).expect("made");
    let store = PersonStore::open(&data, merchant, &StoreOptions::default(), Arc::new(NoFailPoint));
    let store = store.expect("opens");
    store.attach_vault(ports.vault.clone(), ports.entropy.clone()).expect("a vault");
    store.save_buyer(&draft().buyer).expect("kept");
    Driver::new(
        store,
        Arc::new(engine),
        ports,
        Wallets::all(),
        Box::new(|| Language::parse("en").expect("a tag")),
        Box::new(|_| {}),
    )
}

fn draft() -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), first_name: "Noor".into(), ..Buyer::default() };
    buyer.address.street_address = "1 Main Street".into();
    buyer.address.address_locality = "Town".into();
    buyer.address.address_country = "DE".into();
    CheckoutDraft {
        lines: vec![DraftLine { item: ItemId::parse("mug").expect("an id"), quantity: Quantity::ONE }],
        buyer,
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("a country"),
        language: Language::parse("en").expect("a tag"),
        currency: Currency::EUR,
    }
}
