//! Shows at the merchant: the list, what follows one (`live_feed.rs`), and whether the merchant's keys signed what it says. What is followed
//! is one show at a time; another one, or leaving it, ends all of it.

use crate::kernel::effects::{LiveNews, LiveOp, Outcome, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::deliveries::{self, Deliveries};
use crate::kernel::executors::live_feed::Feed;
use crate::kernel::executors::live_list;
use crate::kernel::executors::live_report;
use crate::kernel::executors::services::Services;
use crate::kernel::shows::Show;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tradewind_commerce::LiveOffer;
use tradewind_domain::{Code, Language, Market, Timestamp, WebUrl, lock};
use tradewind_live::{Expected, Hold, HoldError, SessionId, ShowReport, SignedHold, SignedMoment};
use tradewind_ports::{Backoff, HttpRequest, Method};
use tradewind_signatures::{KeyField, KeySet};

/// How often it is tried again to have the keys for a moment, and the longest that it may be until the first and between the last two
/// tries: four minutes in all at most.
const PROVED_AGAIN: u32 = 7;
const FIRST_PROOF: Duration = Duration::from_secs(2);
const LAST_PROOF: Duration = Duration::from_secs(128);
/// How long it may be until a report is tried a second time, and how long at most between two tries.
const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(900);

/// The executor. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Shows {
    services: Arc<Services>,
    feed: Feed,
    /// What follows a show, what waits for the end of a held price, and what for the next show.
    following: Arc<Mutex<Vec<AbortHandle>>>,
    waking: Arc<Mutex<Vec<AbortHandle>>>,
    beginning: Arc<Mutex<Vec<AbortHandle>>>,
    /// What delivers reports, by their keys.
    reporting: Arc<Deliveries>,
}

impl Shows {
    pub(crate) fn new(services: Arc<Services>) -> Self {
        let feed = Feed {
            ports: services.ports.clone(),
            live: services.live.clone(),
            report: services.report.clone(),
        };
        Self {
            services,
            feed,
            following: Arc::default(),
            waking: Arc::default(),
            beginning: Arc::default(),
            reporting: Arc::default(),
        }
    }

    /// Begins an op. Never blocks.
    pub(crate) fn begin(&self, op: LiveOp, runtime: &tokio::runtime::Handle) {
        let this = self.clone();
        match op {
            LiveOp::List { ticket, market, language } => {
                runtime.spawn(async move { this.list(ticket, market, &language).await });
            }
            LiveOp::ListAfter { after } => {
                let task = self.later(after, LiveNews::Begins, runtime);
                replace(&self.beginning, vec![task]);
            }
            LiveOp::Follow { ticket, playlist, events } => {
                let (of_playlist, of_events) = (self.feed.clone(), self.feed.clone());
                let tasks = [
                    runtime
                        .spawn(async move { of_playlist.playlists(ticket, playlist).await })
                        .abort_handle(),
                    runtime.spawn(async move { of_events.events(ticket, events).await }).abort_handle(),
                ];
                replace(&self.following, tasks.into());
            }
            LiveOp::Leave => replace(&self.following, Vec::new()),
            LiveOp::Verify { session, now, holds } => {
                runtime.spawn(async move {
                    let (mut verified, mut unread) = (Vec::with_capacity(holds.len()), Vec::new());
                    for hold in holds {
                        let nonce = hold.terms.nonce.clone();
                        match this.verified(hold, &session, now).await {
                            Some(checked) => verified.push((nonce, checked.map(Box::new))),
                            None => unread.push(nonce),
                        }
                    }
                    this.tell(LiveNews::Verified { holds: verified, unread });
                });
            }
            LiveOp::Prove { moment, title } => {
                runtime.spawn(async move { this.prove(*moment, title).await });
            }
            LiveOp::KeyReport { taker, report } => {
                let key = self.services.ports.entropy.uuid();
                self.tell(LiveNews::ReportKeyed { key, taker, report });
            }
            LiveOp::SendReport { key, taker, report } => {
                self.reporting.begin(key.clone(), runtime, |again| async move {
                    this.deliver(key, &taker, &report, &again).await;
                });
            }
            LiveOp::DropReport { key } => self.reporting.end(&key),
            LiveOp::DropReports => self.reporting.end_all(),
            LiveOp::Wake { after } => {
                let task = self.later(after, LiveNews::Woke, runtime);
                replace(&self.waking, vec![task]);
            }
        }
    }

    fn later(&self, after: Duration, news: LiveNews, runtime: &tokio::runtime::Handle) -> AbortHandle {
        let this = self.clone();
        let task = runtime.spawn(async move {
            this.services.ports.clock.sleep(after).await;
            this.tell(news);
        });
        task.abort_handle()
    }

    fn tell(&self, news: LiveNews) {
        self.services.report(Outcome::Live(news));
    }

    // The list

    async fn list(&self, ticket: Ticket, market: Market, language: &Language) {
        let shows = match self.services.merchant.live(false).await {
            Ok(offer) => {
                let reports = offer.as_ref().and_then(|offer| offer.reports.as_ref());
                let taker = reports.and_then(|url| url.url().host_str());
                self.tell(LiveNews::TakesReports(taker.map(str::to_owned)));
                match offer {
                    Some(offer) => self.listed(&offer, market, language).await,
                    // A merchant without shows is no fault.
                    None => Ok(Vec::new()),
                }
            }
            Err(error) => Err(Fault::from(error)),
        };
        self.tell(LiveNews::Listed { ticket, shows });
    }

    async fn listed(
        &self,
        offer: &LiveOffer,
        market: Market,
        language: &Language,
    ) -> Result<Vec<Show>, Fault> {
        let mut url = offer.sessions.url().clone();
        url.query_pairs_mut().append_pair("country", market.as_str());
        let url = WebUrl::parse(url.as_str()).map_err(|_| Fault::new(Code::MerchantGarbage))?;
        let request = HttpRequest::new(Method::Get, url)
            .header("accept", "application/json")
            .header("accept-language", language.as_str());
        let answer = self.feed.fetch(request).await?;
        live_list::read(&answer.body, &self.services.address).ok_or(Fault::new(Code::MerchantGarbage))
    }

    // Reports

    /// Tries until the merchant has the report or refuses it. Where its profile names no address any more, or one at another host than the
    /// person was told of, it waits until the shows are listed again.
    async fn deliver(&self, key: String, taker: &str, report: &ShowReport, again: &Notify) {
        let ports = &self.services.ports;
        let mut backoff = Backoff::new(FIRST_RETRY, LAST_RETRY, Duration::MAX);
        loop {
            let told = match self.services.merchant.live(false).await {
                Ok(offer) => {
                    let named = offer.and_then(|offer| offer.reports);
                    let named = named.filter(|url| url.url().host_str() == Some(taker));
                    let Some(url) = named else { return };
                    live_report::post(ports, url, &key, report).await
                }
                Err(error) => Err(Fault::from(error)),
            };
            match told {
                Ok(receipt) => return self.tell(LiveNews::ReportTold { key, told: Ok(receipt) }),
                Err(Fault { code: code @ Code::ReportRefused, .. }) => {
                    return self.tell(LiveNews::ReportTold { key, told: Err(code) });
                }
                Err(fault) => {
                    ports.log.log(&fault.record("live.report_failed"));
                    let wait = backoff.failed(ports.clock.monotonic(), fault.wait, &*ports.entropy);
                    deliveries::wait(&*ports.clock, wait, again).await;
                }
            }
        }
    }

    // Signatures

    /// The merchant's keys, asked for again where one is wanted that is not known; none where its profile cannot be had.
    async fn keys(&self, anew: bool) -> Option<KeySet> {
        let offer = self.services.merchant.live(anew).await.ok()?;
        let keys = offer.map(|offer| offer.keys).unwrap_or_default();
        Some(KeySet::of_profile(&serde_json::json!({ "keys": keys }), KeyField::Keys).unwrap_or_default())
    }

    /// None where it cannot be said yet: the keys cannot be had, or the profile that could be had does not name this one.
    async fn verified(
        &self,
        hold: SignedHold,
        session: &SessionId,
        now: Option<Timestamp>,
    ) -> Option<Result<Hold, HoldError>> {
        // As the merchant writes itself: its origin, as an address.
        let address = &self.services.address;
        let merchant = &WebUrl::parse(&address.origin()).unwrap_or_else(|_| address.clone());
        let keys = self.keys(false).await?;
        let mut checked = hold.clone().verify(&Expected { session, merchant, keys: &keys, now });
        if checked == Err(HoldError::UnknownKey) {
            let keys = self.keys(true).await?;
            checked = hold.verify(&Expected { session, merchant, keys: &keys, now });
        }
        (checked != Err(HoldError::UnknownKey)).then_some(checked)
    }

    /// As long as the keys cannot be had, it is tried again a few times.
    async fn prove(&self, moment: SignedMoment, title: String) {
        let (session, item) = (moment.session.clone(), moment.item.clone());
        let ports = &self.services.ports;
        let mut backoff = Backoff::new(FIRST_PROOF, LAST_PROOF, Duration::MAX);
        let mut keys = self.keys(false).await;
        while keys.is_none() && backoff.failures() < PROVED_AGAIN {
            let wait = backoff.failed(ports.clock.monotonic(), None, &*ports.entropy);
            ports.clock.sleep(wait).await;
            keys = self.keys(false).await;
        }
        let mut proved = moment.clone().verify(&session, &keys.unwrap_or_default());
        if proved.is_err() {
            proved = moment.verify(&session, &self.keys(true).await.unwrap_or_default());
        }
        match proved {
            Ok(moment) => self.tell(LiveNews::Proved { item, moment: Box::new(moment), title }),
            Err(why) => ports.log.log(&Fault::new(why.code()).record("live.moment_refused")),
        }
    }
}

/// Puts tasks in place of the former, which end.
fn replace(slot: &Mutex<Vec<AbortHandle>>, tasks: Vec<AbortHandle>) {
    let former = std::mem::replace(&mut *lock(slot), tasks);
    former.iter().for_each(AbortHandle::abort);
}
