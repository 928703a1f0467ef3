//! All that the app knows while it runs: one plain value, owned by one thread, changed by the reducers alone.

use crate::features::{Features, Route};
use crate::kernel::away::Away;
use crate::kernel::catalog::{CatalogSource, CatalogState};
use crate::kernel::consent::ConsentState;
use crate::kernel::door::kept::KeptDoor;
use crate::kernel::effects::{Effects, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::holds::HoldsState;
use crate::kernel::links::LinksState;
use crate::kernel::moments::MomentsState;
use crate::kernel::nav::Nav;
use crate::kernel::reports::ReportsState;
use crate::kernel::settings::Settings;
use crate::kernel::shows::ShowsState;
use crate::kernel::spent::SpentState;
use crate::kernel::toast::{ToastSlot, ToastState};
use crate::kernel::trade::TradeState;
use std::collections::VecDeque;
use tradewind_domain::{Buyer, Code, ItemId, Money, Order, OrderId, Scope, WebUrl};
use tradewind_payments::registry::Way;
use tradewind_payments::{Waiting, Wallets};
use tradewind_person::PriceHistory;

/// The whole state: what every feature stands on, and the state of each feature.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) merchant: WebUrl,
    pub(crate) host: HostCapabilities,
    pub(crate) settings: Settings,
    /// What the settings were before the person's file was read.
    pub(crate) initial: Settings,
    pub(crate) online: bool,
    pub(crate) foreground: bool,
    /// Nothing of the person's may be written before it was read.
    pub(crate) loaded: bool,
    pub(crate) nav: Nav,
    pub(crate) toast: ToastSlot,
    pub(crate) fault: Option<Fault>,
    pub(crate) catalog: CatalogState,
    /// The merchant's rules of trade.
    pub(crate) trade: TradeState,
    /// The last estimate at the door.
    pub(crate) door: KeptDoor,
    /// What links are held against.
    pub(crate) links: LinksState,
    /// The merchant's shows.
    pub(crate) shows: ShowsState,
    /// Prices that are held in them.
    pub(crate) holds: HoldsState,
    /// What was seen in them and bought.
    pub(crate) moments: MomentsState,
    /// What the person reported of them.
    pub(crate) reports: ReportsState,
    pub(crate) buyer: Buyer,
    /// The billing address, where it is not the one of delivery.
    pub(crate) billing: Option<Buyer>,
    pub(crate) orders: Vec<Order>,
    /// Vouchers that are out, latest first.
    pub(crate) waiting: Vec<Waiting>,
    /// Work while the app is away.
    pub(crate) away: Away,
    /// A payment that had been given up and was charged after all, until its order is looked at.
    pub(crate) paid_late: Option<(OrderId, Option<Money>)>,
    pub(crate) recent: Vec<ItemId>,
    /// Which prices this phone saw.
    pub(crate) prices: PriceHistory,
    /// What was spent at places that limit it by the year. Changed by `kernel/quota.rs` alone.
    pub(crate) spent: SpentState,
    /// What the person agreed to, and what is kept because of it. Changed by `kernel/attribution.rs` alone.
    pub(crate) consent: ConsentState,
    /// The handler by which a payment last succeeded here.
    pub(crate) paid_with: Option<String>,
    /// What the person's file has to say of itself.
    pub(crate) notices: Vec<Code>,
    tickets: u64,
    /// Said and not yet heard.
    events: VecDeque<Event>,

    pub(crate) features: Features,
}

/// What the host lends and limits. What it can pay by is looked at again when the app comes to the front.
#[derive(Debug, Clone, Default)]
pub(crate) struct HostCapabilities {
    /// Whether there is a painter.
    pub(crate) can_draw: bool,
    /// Handlers there is a wallet or a credential for, by name or the merchant's id.
    pub(crate) payable: Vec<String>,
    /// The wallets that pay; none of them where a credential is there already.
    pub(crate) wallets: Wallets,
    /// Those of them that this device has, and how.
    pub(crate) ways: Vec<Way>,
    /// The newest look at them: an earlier one that ends later is of no use.
    pub(crate) looked_at: Ticket,
    /// The most that may be paid, for a buyer who does not look (a command line's `--max`).
    pub(crate) max: Option<Money>,
    /// It says that this person is not to be tracked (Global Privacy Control).
    pub(crate) privacy_signal: bool,
    /// The system's own setting says so (App Tracking Transparency).
    pub(crate) tracking_denied: bool,
}

impl HostCapabilities {
    /// Whether somebody says that this person is not to be tracked.
    pub(crate) const fn says_no(&self) -> bool {
        self.privacy_signal || self.tracking_denied
    }

    /// This device can do its part of these, by a look at them.
    pub(crate) fn can_pay_by(&mut self, look: Ticket, ways: Vec<Way>) {
        if look != self.looked_at {
            return;
        }
        self.payable = ways.iter().map(|way| way.wallet.handler.to_owned()).collect();
        self.ways = ways;
    }
}

impl Model {
    /// The state before anything is read.
    pub(crate) fn new(merchant: WebUrl, settings: Settings, online: bool, host: HostCapabilities) -> Self {
        Self {
            merchant,
            host,
            initial: settings.clone(),
            settings,
            online,
            foreground: true,
            loaded: false,
            nav: Nav::default(),
            toast: ToastSlot::default(),
            fault: None,
            catalog: CatalogState::default(),
            trade: TradeState::default(),
            door: KeptDoor::default(),
            links: LinksState::default(),
            shows: ShowsState::default(),
            holds: HoldsState::default(),
            moments: MomentsState::default(),
            reports: ReportsState::default(),
            buyer: Buyer::default(),
            billing: None,
            orders: Vec::new(),
            waiting: Vec::new(),
            away: Away::default(),
            paid_late: None,
            recent: Vec::new(),
            prices: PriceHistory::default(),
            spent: SpentState::default(),
            consent: ConsentState::default(),
            paid_with: None,
            notices: Vec::new(),
            tickets: 0,
            events: VecDeque::new(),
            features: Features::default(),
        }
    }

    /// As on the first day, for a person who erased everything. Tickets go on: a late answer to what was asked before is
    /// still known as late.
    pub(crate) fn forget_everything(&mut self) {
        let fresh = Self::new(self.merchant.clone(), self.initial.clone(), self.online, self.host.clone());
        let before = std::mem::replace(self, fresh);
        self.loaded = true;
        self.foreground = before.foreground;
        self.away = before.away;
        self.tickets = before.tickets;
        // The merchant's own words, and nothing of the person's.
        (self.links.merchant, self.links.id_forms) = (before.links.merchant, before.links.id_forms);
        // The system holds them still, with the titles of shows in them: it is to let them go.
        self.shows.erased = before.shows.held_by_system();
    }

    /// What was given is not taken: said, and nothing is done.
    pub(crate) fn bad_input(&mut self) -> Effects {
        self.fault = Some(Fault::new(Code::BadInput));
        Vec::new()
    }

    /// Says something to the other features.
    pub(crate) fn say(&mut self, event: Event) {
        self.events.push_back(event);
    }

    /// The next thing said that is not yet heard.
    pub(crate) fn hear(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Shows `route` on top of the current tab.
    pub(crate) fn push(&mut self, route: Route) {
        self.nav.push(route);
        self.say(Event::Arrived);
    }

    /// The place that is shown.
    pub(crate) fn route(&self) -> &Route {
        self.nav.route()
    }

    /// A ticket no one else has.
    pub(crate) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Shows a toast in place of whatever stands.
    pub(crate) fn show_toast(&mut self, toast: ToastState) {
        let ticket = self.ticket();
        self.toast.show(toast, ticket);
    }

    /// The scope wished for by the settings.
    pub(crate) fn wish(&self) -> Scope {
        Scope { market: self.settings.market, language: self.settings.language.clone() }
    }

    /// The scope that is shown: the one that serves the wish, else the wish itself.
    pub(crate) fn scope(&self) -> Scope {
        match &self.catalog.head {
            // What a merchant without packs answers is kept under the wish, in whatever language it is.
            Some(head)
                if head.scope.market == self.settings.market
                    && self.catalog.source != CatalogSource::Online =>
            {
                head.scope.clone()
            }
            _ => self.wish(),
        }
    }

    /// Whether a payment is open: nothing else may be begun then.
    pub(crate) fn paying(&self) -> bool {
        self.features.checkout.payment.is_open()
    }

    /// The named purchase that is being bought, if one is.
    pub(crate) fn open_purchase(&self) -> Option<&str> {
        self.features.purchase.as_ref().and_then(|purchase| purchase.open_name())
    }
}
