//! The composition root: the one place that names an engine, and puts everything together. Wallets are listed in
//! `payments/src/wallets.rs`; a painter is lent by the host ([`Extras::painter`]).

use crate::features::checkout::view::{sheet_lines, sheet_words};
use crate::kernel::boot::first_settings;
use crate::kernel::config::AppConfig;
use crate::kernel::dispatch::Message;
use crate::kernel::effects::{Outcome, Report};
use crate::kernel::error::AppError;
use crate::kernel::executors::Executors;
use crate::kernel::executors::payments::{PaymentsEnd, payment_state};
use crate::kernel::executors::services::{Services, SheetText, ways};
use crate::kernel::frame_source::FrameSource;
use crate::kernel::live_source::LiveSource;
use crate::kernel::mailbox::{Envelope, Shared};
use crate::kernel::model::{HostCapabilities, Model};
use crate::kernel::owner::Owner;
use crate::kernel::pictures::PictureLoader;
use crate::kernel::trade;
use crate::kernel::view_context::ViewContext;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tradewind_catalog::{Catalog, CatalogOptions};
use tradewind_commerce::{Credential, Engine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Code, Money, WebUrl, lock};
use tradewind_l10n::{Localizer, plain};
use tradewind_media::MediaOptions;
use tradewind_payments::{Driver, Wallets};
use tradewind_person::{FolderLock, PersonStore, StoreOptions};
use tradewind_ports::{Level, Ports, Record};
use tradewind_scene::Painter;
use tradewind_storage::Repairs;

pub use tradewind_connector_ucp::{RequestSigner, SignatureError, SigningKey};

/// What a host may lend beside the ports.
#[derive(Clone, Default)]
pub struct Extras {
    /// A payment credential that is there already (a command line's `--credential`); no wallet sheet is shown then.
    pub credential: Option<Credential>,
    /// The most that may be paid, for a buyer who does not look.
    pub max: Option<Money>,
    /// Draws models; without one this device shows still pictures.
    pub painter: Option<Arc<dyn Painter>>,
    /// Signs requests to the merchant, where this host owns a key that its platform profile publishes (`platform_profile_with_keys`).
    pub signer: Option<Arc<dyn RequestSigner>>,
}

/// What a shop is made of, once it is put together.
pub(crate) struct Parts {
    pub(crate) owner: Owner,
    pub(crate) envelopes: Receiver<Envelope>,
    pub(crate) mailbox: Sender<Envelope>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) payments: PaymentsEnd,
    pub(crate) pictures: PictureLoader,
    pub(crate) frames: Arc<FrameSource>,
    pub(crate) live: Arc<LiveSource>,
    pub(crate) ports: Ports,
}

/// Locks the folder, opens the files and makes everything that the shop runs on. The network is not waited for.
pub(crate) fn compose(config: AppConfig, ports: Ports, extras: Extras) -> Result<Parts, AppError> {
    let Extras { credential, max, painter, signer } = extras;
    let with_credential = credential.as_ref().map(|credential| credential.handler.clone());
    let mut settings = first_settings(&config);
    if !Localizer::knows_time_zone(&settings.time_zone) {
        // A zone that is younger than this app, or no name at all: no reason to keep the shop shut.
        ports.log.log(&Record::new(Level::Warn, "settings.time_zone_unknown"));
        settings.time_zone = "UTC".to_owned();
    }
    let words = Localizer::new(&settings.languages(), &settings.time_zone);
    let words = words.map_err(|_| plain_error(Code::Internal))?;
    let fail = |code: Code| AppError { code, sentence: words.error(code) };

    let folder_lock = FolderLock::acquire(&config.data_folder).map_err(|error| fail(error.code()))?;
    let origin = config.merchant.url().origin().ascii_serialization();
    let options = StoreOptions { vfs: config.vfs.clone() };
    let store = PersonStore::open(&config.data_folder, &origin, &options, ports.fail_point.clone())
        .map_err(|error| fail(error.code()))?;
    let repairs = Repairs::default();
    let catalog_options = CatalogOptions {
        repairs: repairs.clone(),
        rules_as_of: Some(trade::built_in().as_of()),
        ..CatalogOptions::default()
    };
    let catalog = Catalog::open(&config.data_folder, &origin, &catalog_options, ports.fail_point.clone())
        .map_err(|error| fail(error.code()))?;
    let media_options = MediaOptions { repairs: repairs.clone(), ..MediaOptions::default() };
    let (pictures, models) =
        tradewind_media::open(&config.data_folder, &media_options).map_err(|error| fail(error.code()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|_| fail(Code::Internal))?;

    let (mailbox, envelopes) = channel();
    let shared = Arc::new(Shared {
        published: Mutex::default(),
        observers: Mutex::default(),
        next_observer: AtomicU64::new(1),
        words: Mutex::new(words.clone()),
    });
    let to_owner = mailbox.clone();
    let report: Report = Arc::new(move |outcome: Outcome| {
        let _ = to_owner.send(Envelope::Message(Box::new(Message::Outcome(outcome))));
    });
    let merchant = UcpEngine::new(config.merchant.clone(), config.profile_url.clone(), ports.clone());
    let merchant = merchant.allowing(config.allowed_origins.clone());
    let merchant: Arc<dyn Engine> = Arc::new(match signer {
        Some(signer) => merchant.signing(signer),
        None => merchant,
    });
    let (tell, spoken) = (report.clone(), shared.clone());
    let driver = Driver::new(
        store.clone(),
        merchant.clone(),
        ports.clone(),
        Wallets::all(),
        Box::new(move || lock(&spoken.words).language().clone()),
        Box::new(move |event| tell(payment_state(event))),
    );
    let frames = Arc::new(FrameSource::new(report.clone()));
    let live = Arc::new(LiveSource::new(report.clone()));
    let can_draw = painter.is_some();
    let (sheet_shared, sheet_clock, sheet_market) = (shared.clone(), ports.clock.clone(), settings.market);
    let sheet_host = config.merchant.url().host_str().unwrap_or_default().to_owned();
    let services = Services {
        catalog,
        store,
        driver,
        merchant,
        address: config.merchant.clone(),
        ports: ports.clone(),
        pinned: config.publisher_key,
        built_at: config.built_at,
        asked: config.asked,
        repairs,
        credential,
        report,
        sheet_words: Arc::new(move |one, method| {
            let words = lock(&sheet_shared.words).clone();
            // A sheet says nothing that hangs on where the person shops.
            let context =
                ViewContext { words: &words, now: sheet_clock.now(), market: sheet_market, seconds: 0.0 };
            let total = tradewind_commerce::quote::due_now(one).map(|amount| plain(&words.money(amount)));
            SheetText {
                lines: sheet_lines(one, &context),
                amount: total.unwrap_or_default(),
                unnamed: plain(&words.payee_unnamed(&sheet_host)),
                words: sheet_words(method.and_then(|method| Wallets::all().named(method)), &context),
            }
        }),
        models,
        pictures: pictures.clone(),
        _folder: folder_lock,
        painter,
        frames: frames.clone(),
        live: live.clone(),
    };
    let (executors, payments) =
        Executors::start(services, runtime.handle()).map_err(|_| plain_error(Code::Internal))?;
    // What is there already is what pays: no wallet is asked then.
    let mut host = HostCapabilities { can_draw, max, ..HostCapabilities::default() };
    match with_credential {
        Some(handler) => host.payable = vec![handler],
        None => {
            host.wallets = Wallets::all();
            host.can_pay_by(host.looked_at, ways(host.wallets, &ports));
        }
    }
    let model = Model::new(config.merchant.clone(), settings.clone(), config.online, host);
    let owner = Owner {
        spoken: (settings.languages(), settings.time_zone.clone()),
        model,
        words,
        executors,
        shared: shared.clone(),
        frames: frames.clone(),
        live: live.clone(),
        ports: ports.clone(),
        runtime: runtime.handle().clone(),
        revision: 0,
    };
    Ok(Parts {
        owner,
        envelopes,
        mailbox,
        shared,
        runtime,
        payments,
        pictures: PictureLoader::new(pictures),
        frames,
        live,
        ports,
    })
}

/// The versions of the protocol that merchants are spoken to in, newest first.
pub const PROTOCOL_VERSIONS: &[&str] = tradewind_connector_ucp::VERSIONS;

/// The platform profile: the static document by which merchants know this app, in a version of the protocol, at `base`. It
/// names the wallets there are. None of a version that is not spoken.
pub fn platform_profile(base: &str, version: &str) -> Option<serde_json::Value> {
    tradewind_connector_ucp::profile::document(base, version, &Wallets::all().offers())
}

/// The platform profile of a host that owns a key: with the public half of it.
pub fn platform_profile_with_keys(
    base: &str,
    version: &str,
    signer: &dyn RequestSigner,
) -> Option<serde_json::Value> {
    let profile = platform_profile(base, version)?;
    Some(tradewind_connector_ucp::profile::with_keys(profile, signer.public_keys()))
}

/// Where the platform profile of a version lies, beside that of the first at `base`.
pub fn profile_address(base: &WebUrl, version: &str) -> WebUrl {
    tradewind_connector_ucp::profile::address(base, version)
}

/// An error before there are words for it: the code says it.
pub(crate) fn plain_error(code: Code) -> AppError {
    AppError { code, sentence: code.as_str().to_owned() }
}
