//! What every executor works with: files, engine, payments, ports.

use crate::kernel::effects::{Outcome, Report};
use crate::kernel::frame_source::FrameSource;
use crate::kernel::live_source::LiveSource;
use std::sync::Arc;
use tradewind_catalog::Catalog;
use tradewind_commerce::{Checkout, Credential, Engine};
use tradewind_domain::{HandlerId, WebUrl};
use tradewind_media::{Models, Pictures};
use tradewind_payments::registry::Way;
use tradewind_payments::{Driver, Wallets};
use tradewind_person::{FolderLock, PersonStore};
use tradewind_ports::{Ports, WalletLine, WalletWords};
use tradewind_scene::Painter;
use tradewind_storage::Repairs;

/// The ways to pay that this device can do its part of, as its host says now.
pub(crate) fn ways(wallets: Wallets, ports: &Ports) -> Vec<Way> {
    let here = wallets.on_this_device(&*ports.wallet, &*ports.hand_off);
    here.map(|(wallet, ability)| Way { wallet, ability }).collect()
}

/// What a wallet sheet says of a checkout.
pub(crate) type SheetWords = Arc<dyn Fn(&Checkout, Option<&HandlerId>) -> SheetText + Send + Sync>;

/// The texts of a sheet.
pub(crate) struct SheetText {
    pub(crate) lines: Vec<WalletLine>,
    pub(crate) amount: String,
    /// Stands for who is paid, where the merchant names nobody.
    pub(crate) unnamed: String,
    pub(crate) words: WalletWords,
}

/// Everything an effect may need. Shared by all executors; it ends with the last task that may write.
pub(crate) struct Services {
    pub(crate) catalog: Catalog,
    pub(crate) store: PersonStore,
    pub(crate) driver: Driver,
    pub(crate) merchant: Arc<dyn Engine>,
    pub(crate) address: WebUrl,
    pub(crate) ports: Ports,
    pub(crate) pinned: Option<[u8; 32]>,
    pub(crate) built_at: tradewind_domain::Timestamp,
    pub(crate) asked: bool,
    /// Told by the caches of this folder.
    pub(crate) repairs: Repairs,
    pub(crate) credential: Option<Credential>,
    pub(crate) report: Report,
    pub(crate) sheet_words: SheetWords,
    pub(crate) models: Models,
    pub(crate) pictures: Pictures,
    /// Held until the last task that may write has ended.
    pub(crate) _folder: FolderLock,
    pub(crate) painter: Option<Arc<dyn Painter>>,
    pub(crate) frames: Arc<FrameSource>,
    pub(crate) live: Arc<LiveSource>,
}

impl Services {
    /// Tells the owner of the state.
    pub(crate) fn report(&self, outcome: Outcome) {
        (self.report)(outcome);
    }

    /// Says once that a cache had rotted and was built anew.
    pub(crate) fn say_repaired(&self) {
        if self.repairs.take() {
            self.report(Outcome::Repaired);
        }
    }
}
