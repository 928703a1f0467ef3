//! The executors: where effects are done, one queue a kind. Threads for the phone's own files (`catalog`, `search`, `person`,
//! and `payments` with orders), tokio for the network (`network`), shows (`live`) and for models (`preview`). SQLite is never waited for on
//! the owner's thread nor on tokio's workers. Every outcome goes back to the owner's mailbox; no executor knows the state.

use crate::kernel::effects::{Effect, Outcome, PersonOp, PreviewOp};
use crate::kernel::executors::catalog::Job;
use crate::kernel::executors::live::Shows;
use crate::kernel::executors::network::Network;
use crate::kernel::executors::payments::{Payments, PaymentsEnd};
use crate::kernel::executors::search::SearchQueue;
use crate::kernel::executors::services::Services;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::Handle;

pub(crate) mod batches;
pub(crate) mod catalog;
pub(crate) mod deliveries;
pub(crate) mod live;
pub(crate) mod live_feed;
pub(crate) mod live_list;
pub(crate) mod live_report;
pub(crate) mod network;
pub(crate) mod payments;
pub(crate) mod person;
pub(crate) mod preview;
pub(crate) mod search;
pub(crate) mod services;

/// Hands each effect to the executor of its kind.
pub(crate) struct Executors {
    catalog: Sender<Job>,
    search: Arc<SearchQueue>,
    person: Option<Sender<PersonOp>>,
    payments: Payments,
    network: Network,
    shows: Shows,
    threads: Vec<JoinHandle<()>>,
    services: Arc<Services>,
}

impl Executors {
    /// Starts the threads. The second half ends the one for payments, which may wait for a wallet.
    pub(crate) fn start(services: Services, runtime: &Handle) -> std::io::Result<(Self, PaymentsEnd)> {
        let services = Arc::new(services);
        let (payments, end) = Payments::start(&services, runtime)?;
        let search = Arc::new(SearchQueue::default());
        let (catalog, jobs) = channel::<Job>();
        let (person, person_ops) = channel::<PersonOp>();
        let threads = vec![
            named("tradewind-catalog", {
                let (services, search) = (services.clone(), search.clone());
                move || catalog::serve(&services, &search, &jobs)
            })?,
            named("tradewind-search", {
                let (services, search) = (services.clone(), search.clone());
                move || search::serve(&services, &search)
            })?,
            named("tradewind-person", {
                let services = services.clone();
                move || person::serve(&services, person_ops)
            })?,
        ];
        let network = Network::new(services.clone(), catalog.clone());
        let shows = Shows::new(services.clone());
        Ok((Self { catalog, search, person: Some(person), payments, network, shows, threads, services }, end))
    }

    /// Routes one effect by its type. Never blocks.
    pub(crate) fn route(&self, effect: Effect, runtime: &Handle) {
        match effect {
            Effect::Catalog(op) => {
                let _ = self.catalog.send(Job::Op(op));
            }
            Effect::Search(search) => self.search.put(search),
            Effect::Person(op) => {
                if let Some(person) = &self.person {
                    let _ = person.send(op);
                }
            }
            Effect::Network(op) => self.network.begin(op, runtime),
            Effect::Live(op) => self.shows.begin(op, runtime),
            Effect::Orders(op) => self.payments.ask_orders(op),
            Effect::LookAtWays { ticket, wallets } => {
                // The host is asked, and may take its time.
                let services = self.services.clone();
                runtime.spawn_blocking(move || {
                    let ways = services::ways(wallets, &services.ports);
                    services.report(Outcome::Ways { ticket, ways })
                });
            }
            Effect::Payment(op) => self.payments.put(op),
            Effect::Preview(PreviewOp::Open { ticket, url, online }) => {
                let task = runtime.spawn(preview::open(self.services.clone(), ticket, url, online));
                self.services.frames.working(ticket, task.abort_handle());
            }
            Effect::Preview(PreviewOp::Wake { after }) => {
                self.later(after, Outcome::PreviewSeen { aspect: None }, runtime);
            }
            Effect::Tick(after) => self.later(after, Outcome::Tick, runtime),
            Effect::ToastOver { ticket, after } => self.later(after, Outcome::ToastOver(ticket), runtime),
            Effect::Log(record) => self.services.ports.log.log(&record),
        }
    }

    fn later(&self, after: Duration, outcome: Outcome, runtime: &Handle) {
        let services = self.services.clone();
        runtime.spawn(async move {
            services.ports.clock.sleep(after).await;
            services.report(outcome);
        });
    }

    /// Ends the threads of the phone's own files after what they have begun.
    pub(crate) fn close(&mut self) {
        // Not by its sender's end: what still waits for the network holds one too.
        let _ = self.catalog.send(Job::Close);
        self.search.close();
        self.person = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work)
}
