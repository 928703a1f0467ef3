//! The lanes: where effects are done. Two worker threads for the phone's own files (the catalog's is `lanes/shelf.rs`), tokio
//! for the network (`lanes/online.rs`), for payment work in its order (`lanes/till.rs`) and for models (`lanes/stage.rs`);
//! every outcome goes back to the owner's mailbox, and no lane knows the model.

mod online;
mod shelf;
mod stage;
mod till;

use crate::easel::Easel;
use crate::effect::{Effect, Loaded, Outcome, PaymentState, PaymentTold, PersonOp, PreviewOp, SettingKey};
use crate::error::Fault;
use online::Online;
use shelf::Job;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use till::TillLane;
use tradewind_catalog::{Catalog, Models, Pictures, Repairs};
use tradewind_commerce::{Credential, Engine};
use tradewind_domain::{Code, WebUrl};
use tradewind_payments::law::State;
use tradewind_payments::{Driver, PaymentEvent};
use tradewind_person::{FolderLock, PersonStore, StoreError};
use tradewind_ports::{Ports, WalletLine, WalletWords};
use tradewind_preview::Painter;

/// Sends outcomes to the owner.
pub(crate) type Report = Arc<dyn Fn(Outcome) + Send + Sync>;

/// What a wallet sheet says of a checkout.
pub(crate) type SheetWords = Arc<dyn Fn(&tradewind_commerce::Checkout) -> SheetText + Send + Sync>;

/// The texts of a sheet.
pub(crate) struct SheetText {
    pub(crate) lines: Vec<WalletLine>,
    pub(crate) amount: String,
    pub(crate) words: WalletWords,
}

/// Everything the lanes work with.
pub(crate) struct Lanes {
    catalog_lane: Sender<Job>,
    person_lane: Option<Sender<PersonOp>>,
    threads: Vec<JoinHandle<()>>,
    till_lane: TillLane,
    online: Online,
    net: Arc<Net>,
}

pub(crate) struct Net {
    pub(crate) catalog: Catalog,
    pub(crate) store: PersonStore,
    pub(crate) till: Driver,
    pub(crate) merchant: Arc<dyn Engine>,
    pub(crate) address: WebUrl,
    pub(crate) ports: Ports,
    pub(crate) pinned: Option<[u8; 32]>,
    pub(crate) built_at: tradewind_domain::Timestamp,
    pub(crate) asked: bool,
    /// Told by the caches of this folder.
    pub(crate) repairs: Repairs,
    pub(crate) credential: Option<Credential>,
    pub(crate) payee: String,
    pub(crate) report: Report,
    pub(crate) sheet_words: SheetWords,
    pub(crate) models: Models,
    pub(crate) pictures: Pictures,
    /// Held until the last task that may write has ended.
    pub(crate) _folder: FolderLock,
    pub(crate) painter: Option<Arc<dyn Painter>>,
    pub(crate) easel: Arc<Easel>,
}

impl Lanes {
    pub(crate) fn new(net: Net, runtime: &tokio::runtime::Handle) -> Self {
        let net = Arc::new(net);
        let till_lane = TillLane::new(net.clone(), runtime);
        let (catalog_lane, jobs) = channel::<Job>();
        let (person_lane, person_ops) = channel::<PersonOp>();
        let (for_catalog, for_person) = (net.clone(), net.clone());
        let threads = vec![
            std::thread::spawn(move || shelf::serve(&for_catalog, &jobs)),
            std::thread::spawn(move || {
                for op in person_ops {
                    for_person.person(op);
                }
            }),
        ];
        let online = Online::new(net.clone(), catalog_lane.clone());
        Self { catalog_lane, person_lane: Some(person_lane), threads, till_lane, online, net }
    }

    /// Routes one effect by its type.
    pub(crate) fn route(&self, effect: Effect, runtime: &tokio::runtime::Handle) {
        match effect {
            Effect::Catalog(op) => {
                let _ = self.catalog_lane.send(Job::Op(op));
            }
            Effect::Person(op) => {
                if let Some(lane) = &self.person_lane {
                    let _ = lane.send(op);
                }
            }
            Effect::Net(op) => self.online.begin(op, runtime),
            Effect::Till(op) => self.till_lane.put(op),
            Effect::Preview(PreviewOp::Open { ticket, url, online }) => {
                let task = runtime.spawn(stage::open(self.net.clone(), ticket, url, online));
                self.net.easel.working(ticket, task.abort_handle());
            }
            Effect::Preview(PreviewOp::Wake { after }) => {
                self.later(after, Outcome::PreviewSeen { aspect: None }, runtime)
            }
            Effect::Tick(after) => self.later(after, Outcome::Tick, runtime),
            Effect::ToastOver { ticket, after } => self.later(after, Outcome::ToastOver(ticket), runtime),
            Effect::Log(record) => self.net.ports.log.log(&record),
        }
    }

    fn later(&self, after: Duration, outcome: Outcome, runtime: &tokio::runtime::Handle) {
        let net = self.net.clone();
        runtime.spawn(async move {
            net.ports.clock.sleep(after).await;
            net.report(outcome);
        });
    }

    /// Ends the worker threads after what they have begun.
    pub(crate) fn close(&mut self) {
        // Not by its sender's end: what still waits for the network holds one too.
        let _ = self.catalog_lane.send(Job::Close);
        self.person_lane = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// How an attempt's state looks on a screen.
pub(crate) fn payment_state(event: PaymentEvent) -> Outcome {
    let view = match event {
        PaymentEvent::Checkout(checkout) => return Outcome::CheckoutChanged(checkout),
        PaymentEvent::Stuck(code) => return Outcome::Stuck(code),
        PaymentEvent::Payment(view) => *view,
    };
    let state = match (view.state, view.order) {
        (State::Succeeded, Some(order)) => PaymentState::Confirmed { order },
        (State::Prepared | State::HandedOff, _) => PaymentState::Wallet,
        (State::Sending | State::Asking | State::Refused | State::Succeeded, _) => PaymentState::Sending,
        (State::Unknown, _) => PaymentState::Unknown,
        (State::Declined, _) => PaymentState::Declined,
        (State::Cancelled, _) => PaymentState::Cancelled,
        (State::Ended, _) => PaymentState::Ended,
        (State::NotTaken, _) => PaymentState::NotTaken,
        (State::Escalated, _) => PaymentState::Escalated,
        (State::PutAside, _) => PaymentState::PutAside,
    };
    Outcome::Payment(Box::new(PaymentTold {
        state,
        reason: view.reason,
        messages: view.messages,
        facts: view.facts,
        purchase: view.purchase,
        late: view.late,
    }))
}

impl Net {
    fn report(&self, outcome: Outcome) {
        (self.report)(outcome);
    }

    /// Says once that a cache had rotted and was built anew.
    fn say_repaired(&self) {
        if self.repairs.take() {
            self.report(Outcome::Repaired);
        }
    }

    // The person's file

    fn person(&self, op: PersonOp) {
        if let Err(error) = self.person_op(op) {
            self.report(Outcome::PersonFailed(Fault::new(error.code())));
        }
    }

    fn person_op(&self, op: PersonOp) -> Result<(), StoreError> {
        let store = &self.store;
        match op {
            PersonOp::Load => {
                // Before anything is taken up or begun; here, because a host's vault may be slow.
                store.attach_vault(self.ports.vault.clone(), self.ports.entropy.clone())?;
                let mut settings = Vec::new();
                for key in SettingKey::ALL {
                    settings.extend(store.setting(key.as_str())?.map(|value| (key, value)));
                }
                let loaded = Loaded {
                    settings,
                    cart: store.cart()?,
                    buyer: store.buyer()?,
                    recent: store.recent()?,
                    orders: store.orders()?,
                    notices: store.notices()?,
                };
                self.report(Outcome::Loaded(Box::new(loaded)));
                Ok(())
            }
            PersonOp::PutLine(line) => store.put_line(&line),
            PersonOp::RemoveLine { item } => store.remove_line(&item),
            PersonOp::SaveBuyer(buyer) => store.save_buyer(&buyer),
            PersonOp::DeleteBuyer => store.delete_buyer(),
            PersonOp::Erase => {
                self.report(Outcome::Erased(self.erase()));
                Ok(())
            }
            PersonOp::ForgetNotices(codes) => {
                codes.into_iter().try_for_each(|code| store.forget_notice(code))
            }
            PersonOp::SaveSetting { key, value } => store.save_setting(key.as_str(), &value),
            PersonOp::NoteSeen { item, at } => store.note_seen(&item, at),
            PersonOp::FindPurchase { name } => {
                let known = store.purchase(&name)?;
                self.report(Outcome::PurchaseFound { name, known });
                Ok(())
            }
            PersonOp::BeginPurchase { name, line, at } => {
                let state = store.begin_purchase(&name, &line, at)?;
                // One that was begun before keeps the price that was seen then.
                let kept = store.cart()?.into_iter().find(|kept| kept.item == line.item);
                let line = kept.unwrap_or(line);
                self.report(Outcome::PurchaseBegun { state, line });
                Ok(())
            }
        }
    }

    /// Everything that is kept on this phone. The person's own first; if a cache then fails, it can be tried again.
    fn erase(&self) -> Result<(), Fault> {
        self.till.erase().map_err(|error| Fault::new(error.code()))?;
        self.merchant.forget_endpoint().map_err(|_| Fault::new(Code::VaultFailed))?;
        self.catalog.erase(&*self.ports.vault)?;
        self.pictures.forget()?;
        Ok(self.models.forget()?)
    }
}
