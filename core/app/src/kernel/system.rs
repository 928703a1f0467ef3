//! What the system and the tab bar tell the app, whatever screen is shown.

use crate::features::Route;
use crate::features::checkout::payment;
use crate::features::checkout::update as checkout;
use crate::features::live::update as live;
use crate::features::preview::update as preview;
use crate::kernel::attribution::Signal;
use crate::kernel::effects::{CatalogOp, Effect, Effects, PaymentOp};
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::{attribution, notices, refresh};
use tradewind_domain::Language;
use tradewind_payments::Word;

/// Takes what is no feature's own.
pub(crate) fn update(model: &mut Model, intent: SystemIntent, at: Now) -> Effects {
    match intent {
        SystemIntent::OpenTab(tab) => open_tab(model, tab),
        SystemIntent::Back => back(model),
        SystemIntent::Retry => retry(model, at),
        SystemIntent::Refresh => refresh::ask(model, at),
        SystemIntent::DismissToast => {
            model.toast.standing = None;
            Vec::new()
        }
        SystemIntent::Connectivity { online } => connectivity(model, online, at),
        SystemIntent::Locales { preferred } => {
            model.settings.preferred = preferred.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
            Vec::new()
        }
        SystemIntent::MemoryWarning => vec![Effect::Catalog(CatalogOp::Trim)],
        SystemIntent::Foreground { active } => foreground(model, active, at),
        SystemIntent::LookAgain => look_again(model),
        SystemIntent::PaymentMethodsChanged => look_at_ways(model),
        SystemIntent::GlobalPrivacyControl { on } => {
            attribution::signal(model, Signal::GlobalPrivacyControl, on, at)
        }
        SystemIntent::TrackingDenied { denied } => attribution::signal(model, Signal::System, denied, at),
        SystemIntent::ReadingTime { seconds } => model.toast.reading_time(seconds, at),
    }
}

/// What the system, the tab bar and the frame around every screen tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SystemIntent {
    OpenTab(Tab),
    Back,
    Retry,
    Refresh,
    DismissToast,
    Connectivity {
        online: bool,
    },
    /// BCP 47, most preferred first.
    Locales {
        preferred: Vec<String>,
    },
    MemoryWarning,
    Foreground {
        active: bool,
    },
    LookAgain,
    PaymentMethodsChanged,
    GlobalPrivacyControl {
        on: bool,
    },
    TrackingDenied {
        denied: bool,
    },
    ReadingTime {
        seconds: u32,
    },
}

fn open_tab(model: &mut Model, tab: Tab) -> Effects {
    if model.nav.tab == tab {
        model.nav.reset(tab);
    }
    model.nav.tab = tab;
    model.say(Event::Arrived);
    Vec::new()
}

fn back(model: &mut Model) -> Effects {
    if !model.nav.can_go_back() {
        return Vec::new();
    }
    let leaves_checkout = *model.route() == Route::Checkout;
    model.nav.stack().pop();
    if leaves_checkout {
        checkout::left(model);
    }
    model.say(Event::Arrived);
    Vec::new()
}

fn retry(model: &mut Model, at: Now) -> Effects {
    model.fault = None;
    // Asking again serves no other market: the person chooses among those that are.
    if *model.route() == Route::Home && model.catalog.not_served() {
        return open_tab(model, Tab::Settings);
    }
    let seen = notices::seen(model);
    let mut effects: Effects = attribution::keep_again(model).into_iter().collect();
    match model.route() {
        Route::Checkout => effects.extend(checkout::retry(model)),
        Route::Preview => {
            preview::retry(model);
            model.say(Event::Arrived);
        }
        Route::Show(_) => {
            effects.extend(live::again(model));
            model.say(Event::Arrived);
        }
        _ => model.say(Event::Arrived),
    }
    if model.catalog.refresh.fault().is_some() || model.catalog.head.is_none() {
        effects.extend(refresh::ask(model, at));
    }
    effects.extend(seen);
    effects
}

fn connectivity(model: &mut Model, online: bool, at: Now) -> Effects {
    let came_back = online && !model.online;
    model.online = online;
    if !came_back {
        return Vec::new();
    }
    let mut effects = refresh::begin(model, at);
    effects.push(Effect::Payment(PaymentOp::Resume));
    if *model.route() == Route::Checkout && model.features.checkout.fault.is_some() {
        effects.extend(checkout::retry(model));
    }
    preview::retry(model);
    effects.extend(live::again(model));
    effects
}

fn foreground(model: &mut Model, active: bool, at: Now) -> Effects {
    let returned = active && !model.foreground;
    model.foreground = active;
    let shows = live::foreground(model, at);
    match active {
        true => model.away.seen(),
        false => model.away.left(),
    }
    if !(returned && model.loaded) {
        return shows;
    }
    let mut effects = refresh::begin(model, at);
    effects.extend(shows);
    effects.push(Effect::Payment(PaymentOp::Resume));
    effects.extend(payment::hear(model, Word::Front));
    effects.extend(look_at_ways(model));
    effects
}

/// The system gives time in the background: payments, vouchers, and shows that are wished for are looked at.
fn look_again(model: &mut Model) -> Effects {
    model.away.given();
    // Before the person's file is read, the start is about to do it by itself.
    if !model.loaded {
        return Vec::new();
    }
    let mut effects = vec![Effect::Payment(PaymentOp::Resume)];
    effects.extend(live::look_again(model));
    effects
}

/// Apps come and go, and a wallet gets its first card, while this app is away.
fn look_at_ways(model: &mut Model) -> Effects {
    let wallets = model.host.wallets;
    if wallets.is_empty() {
        return Vec::new();
    }
    let ticket = model.ticket();
    model.host.looked_at = ticket;
    vec![Effect::LookAtWays { ticket, wallets }]
}
