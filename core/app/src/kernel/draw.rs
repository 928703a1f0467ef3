//! Draws the state: the snapshot that shells get.

use crate::features::cart::view as cart;
use crate::features::checkout::view as checkout;
use crate::features::erase::view as erase;
use crate::features::home::view as home;
use crate::features::orders::view as orders;
use crate::features::preview::view as preview;
use crate::features::product::view as product;
use crate::features::purchase::view as purchase;
use crate::features::search::view as search;
use crate::features::settings::screen::SettingsScreen;
use crate::features::settings::view as settings;
use crate::kernel::banners::banners;
use crate::kernel::basket;
use crate::kernel::intent::Tab;
use crate::kernel::model::Model;
use crate::kernel::nav::Route;
use crate::kernel::now::Now;
use crate::kernel::screen::{Direction, Screen, Snapshot, TabItem, Toast};
use crate::kernel::toast::ToastState;
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::{Localizer, plain};

/// The whole state as it is to be seen now.
pub(crate) fn draw(model: &Model, words: &Localizer, at: Now, revision: u64) -> Snapshot {
    let context = ViewContext { words, now: at.now, seconds: at.seconds };
    let (title, screen) = screen(model, &context);
    Snapshot {
        revision,
        language: words.language().as_str().to_owned(),
        direction: match words.direction() {
            tradewind_l10n::Direction::LeftToRight => Direction::Ltr,
            tradewind_l10n::Direction::RightToLeft => Direction::Rtl,
        },
        title,
        can_go_back: model.nav.can_go_back(),
        back_label: words.back(),
        tabs_label: words.tabs(),
        tabs: Tab::ALL.iter().map(|tab| tab_item(model, *tab, &context)).collect(),
        banners: banners(model, &context),
        toast: model.toast.standing.as_ref().map(|toast| toast_of(toast, &context)),
        purchase: model.purchase.as_ref().map(purchase::view),
        screen,
    }
}

/// The shown screen with its heading.
fn screen(model: &Model, context: &ViewContext<'_>) -> (String, Screen) {
    let words = context.words;
    match model.route() {
        Route::Home => (words.app_name(), Screen::Home(home::view(model, context))),
        Route::Results(query) => {
            let screen = search::view(model, query, context);
            let title = if screen.category.is_empty() { words.tab_home() } else { screen.category.clone() };
            (title, Screen::Results(screen))
        }
        Route::Product(_) => {
            let screen = product::view(model, context);
            (screen.title.clone(), Screen::Product(screen))
        }
        Route::Preview => {
            let screen = preview::view(model, context);
            (screen.title.clone(), Screen::Preview(screen))
        }
        Route::Cart => (words.tab_cart(), Screen::Cart(cart::view(model, context))),
        Route::Checkout => (words.checkout(), Screen::Checkout(checkout::view(model, context))),
        Route::Orders => (words.tab_orders(), Screen::Orders(orders::list(model, context))),
        Route::Order(id) => {
            let screen = orders::view(model, id, context);
            (screen.heading.clone(), Screen::Order(screen))
        }
        Route::Settings => {
            let erase = erase::view(model, context);
            let screen = SettingsScreen {
                erase_title: erase.title,
                erase_note: erase.note,
                erase_label: erase.label,
                erase_confirm: erase.confirm,
                ..settings::view(model, context)
            };
            (words.tab_settings(), Screen::Settings(screen))
        }
    }
}

fn tab_item(model: &Model, tab: Tab, context: &ViewContext<'_>) -> TabItem {
    let words = context.words;
    let label = match tab {
        Tab::Home => words.tab_home(),
        Tab::Cart => words.tab_cart(),
        Tab::Orders => words.tab_orders(),
        Tab::Settings => words.tab_settings(),
    };
    let pieces = basket::count(model);
    let on_cart = tab == Tab::Cart && pieces > 0;
    TabItem {
        tab,
        badge: if on_cart { words.number(pieces) } else { String::new() },
        selected: tab == model.nav.tab,
        accessibility: if on_cart { plain(&words.tab_cart_spoken(pieces)) } else { label.clone() },
        label,
    }
}

fn toast_of(toast: &ToastState, context: &ViewContext<'_>) -> Toast {
    let words = context.words;
    let (text, undo) = match toast {
        ToastState::Removed { line } => (words.removed_from_cart(&line.title), words.undo()),
        ToastState::Added { title } => (words.added_to_cart(title), String::new()),
        ToastState::Erased => (words.erase_everything_done(), String::new()),
        ToastState::Repaired => (words.storage_repaired(), String::new()),
        ToastState::LinkRefused(fault) => (words.error(fault.code), String::new()),
    };
    Toast { text, undo, dismiss: words.dismiss() }
}
