//! Shows at the merchant: the list, what follows one (`live_feed.rs`), and whether the merchant's keys signed what it says. What is followed
//! is one show at a time; another one, or leaving it, ends all of it.

use crate::kernel::effects::{LiveNews, LiveOp, Outcome, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::live_feed::Feed;
use crate::kernel::executors::live_list;
use crate::kernel::executors::services::Services;
use crate::kernel::shows::Show;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::AbortHandle;
use tradewind_commerce::LiveOffer;
use tradewind_domain::{Code, Language, Market, Timestamp, WebUrl, lock};
use tradewind_live::{Expected, Hold, HoldError, SessionId, SignedHold, SignedMoment};
use tradewind_ports::{HttpRequest, Method};
use tradewind_signatures::{KeyField, KeySet};

/// The executor. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Shows {
    services: Arc<Services>,
    feed: Feed,
    /// What follows a show, what waits for the end of a held price, and what for the next show.
    following: Arc<Mutex<Vec<AbortHandle>>>,
    waking: Arc<Mutex<Vec<AbortHandle>>>,
    beginning: Arc<Mutex<Vec<AbortHandle>>>,
}

impl Shows {
    pub(crate) fn new(services: Arc<Services>) -> Self {
        let feed = Feed {
            ports: services.ports.clone(),
            live: services.live.clone(),
            report: services.report.clone(),
        };
        Self { services, feed, following: Arc::default(), waking: Arc::default(), beginning: Arc::default() }
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
                    let mut verified = Vec::with_capacity(holds.len());
                    for (cue, hold) in holds {
                        verified.push((cue, this.verified(hold, &session, now).await.map(Box::new)));
                    }
                    this.tell(LiveNews::Verified { session, holds: verified });
                });
            }
            LiveOp::Prove { moment, title } => {
                runtime.spawn(async move { this.prove(*moment, title).await });
            }
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
            Ok(Some(offer)) => self.listed(&offer, market, language).await,
            // A merchant without shows is no fault.
            Ok(None) => Ok(Vec::new()),
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

    // Signatures

    /// The merchant's keys, asked for again where one is wanted that is not known. None where they could not be had.
    async fn keys(&self, anew: bool) -> Option<KeySet> {
        let offer = self.services.merchant.live(anew).await.ok()?;
        let keys = offer.map(|offer| offer.keys).unwrap_or_default();
        let profile = serde_json::json!({ "keys": keys });
        Some(KeySet::of_profile(&profile, KeyField::Keys).unwrap_or_default())
    }

    async fn verified(
        &self,
        hold: SignedHold,
        session: &SessionId,
        now: Option<Timestamp>,
    ) -> Result<Hold, HoldError> {
        // As the merchant writes itself: its origin, as an address.
        let address = &self.services.address;
        let merchant = &WebUrl::parse(&address.origin()).unwrap_or_else(|_| address.clone());
        let keys = self.keys(false).await.ok_or(HoldError::NoKeys)?;
        match hold.clone().verify(&Expected { session, merchant, keys: &keys, now }) {
            Err(HoldError::UnknownKey) => {
                let keys = self.keys(true).await.ok_or(HoldError::NoKeys)?;
                hold.verify(&Expected { session, merchant, keys: &keys, now })
            }
            verified => verified,
        }
    }

    async fn prove(&self, moment: SignedMoment, title: String) {
        let (session, item) = (moment.session.clone(), moment.item.clone());
        let mut proved = moment.clone().verify(&session, &self.keys(false).await.unwrap_or_default());
        if proved.is_err() {
            proved = moment.verify(&session, &self.keys(true).await.unwrap_or_default());
        }
        match proved {
            Ok(moment) => self.tell(LiveNews::Proved { item, moment: Box::new(moment), title }),
            Err(why) => self.services.ports.log.log(&Fault::new(why.code()).record("live.moment_refused")),
        }
    }
}

/// Puts tasks in place of the former, which end.
fn replace(slot: &Mutex<Vec<AbortHandle>>, tasks: Vec<AbortHandle>) {
    let former = std::mem::replace(&mut *lock(slot), tasks);
    former.iter().for_each(AbortHandle::abort);
}
