//! The screens: the one list, how each is drawn, and what each loads when it is shown. The places that lead to them are in
//! `features/mod.rs`, which every feature may name; this file names every feature.

use crate::features::Route;
use crate::features::cart::view as cart;
use crate::features::checkout::view as checkout;
use crate::features::erase::view as erase;
use crate::features::home::update as home_update;
use crate::features::home::view as home;
use crate::features::live::update as live_update;
use crate::features::live::view as live;
use crate::features::orders::update as orders_update;
use crate::features::orders::view as orders;
use crate::features::preview::view as preview;
use crate::features::product::update as product_update;
use crate::features::product::view as product;
use crate::features::proposal::update as proposal_update;
use crate::features::proposal::view as proposal;
use crate::features::screen::*;
use crate::features::search::update as search_update;
use crate::features::search::view as search;
use crate::features::settings::view as settings;
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::view_context::ViewContext;
use serde::Serialize;

/// Hands the list of screens to a macro: here it becomes [`Screen`], in the bindings what phones draw.
#[macro_export]
macro_rules! with_screens {
    ($callback:ident) => {
        $callback! {
            /// Categories, deals, recently seen.
            Home(HomeScreen),
            /// Search results or a category.
            Results(ResultsScreen),
            /// One product with its colours and sizes.
            Product(ProductScreen),
            /// One product in three dimensions.
            Preview(PreviewScreen),
            /// A show: its picture, what is being shown, and what was.
            Live(LiveScreen),
            /// What a link proposes for the cart: what would change, and at which price.
            Proposal(ProposalScreen),
            /// What is in the cart, at present prices.
            Cart(CartScreen),
            /// Buyer, delivery, totals, payment and its outcome.
            Checkout(CheckoutScreen),
            /// The orders of this phone, latest first.
            Orders(OrdersScreen),
            /// One order with its timeline.
            Order(OrderScreen),
            /// Language, market, currency, time zone, own data.
            Settings(SettingsScreen),
        }
    };
}

macro_rules! declare {
    ($($(#[$doc:meta])* $name:ident($content:ident)),+ $(,)?) => {
        /// What is drawn under the heading: one variant a screen.
        #[derive(Debug, Clone, PartialEq, Serialize, strum::IntoStaticStr)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[allow(clippy::large_enum_variant, reason = "one lives at a time, and phones' bindings lift no Box")]
        pub enum Screen {
            $(
                $(#[$doc])*
                $name {
                    /// What is on it.
                    #[serde(flatten)]
                    content: $content,
                },
            )+
        }
    };
}

with_screens!(declare);

impl Screen {
    /// The stable name of the screen.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// The shown screen with its heading.
pub(crate) fn draw(model: &Model, context: &ViewContext<'_>) -> (String, Screen) {
    let words = context.words;
    match model.route() {
        Route::Home => (words.app_name(), Screen::Home { content: home::view(model, context) }),
        Route::Results(query) => {
            let screen = search::view(model, query, context);
            let title = if screen.category.is_empty() { words.tab_home() } else { screen.category.clone() };
            (title, Screen::Results { content: screen })
        }
        Route::Product(_) => {
            let screen = product::view(model, context);
            (screen.title.clone(), Screen::Product { content: screen })
        }
        Route::Preview => {
            let screen = preview::view(model, context);
            (screen.title.clone(), Screen::Preview { content: screen })
        }
        Route::Show(_) => {
            let screen = live::view(model, context);
            (screen.title.clone(), Screen::Live { content: screen })
        }
        Route::Proposal => {
            (words.proposal_title(), Screen::Proposal { content: proposal::view(model, context) })
        }
        Route::Cart => (words.tab_cart(), Screen::Cart { content: cart::view(model, context) }),
        Route::Checkout => (words.checkout(), Screen::Checkout { content: checkout::view(model, context) }),
        Route::Orders => (words.tab_orders(), Screen::Orders { content: orders::list(model, context) }),
        Route::Order(id) => {
            let screen = orders::view(model, id, context);
            (screen.heading.clone(), Screen::Order { content: screen })
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
            (words.tab_settings(), Screen::Settings { content: screen })
        }
    }
}

/// What is to be done when a place is shown: loads what it needs.
pub(crate) fn enter(model: &mut Model, at: Now) -> Effects {
    match model.route().clone() {
        Route::Home => {
            let mut effects = home_update::enter(model, at);
            effects.extend(live_update::list_again(model));
            effects
        }
        Route::Results(_) => search_update::enter(model, at),
        Route::Product(by) => product_update::enter(model, by),
        Route::Preview => match model.nav.product().cloned() {
            Some(by) => product_update::enter(model, by),
            None => Vec::new(),
        },
        Route::Show(show) => live_update::enter(model, &show),
        Route::Proposal => proposal_update::enter(model),
        Route::Cart => vec![crate::kernel::cart::read(model)],
        Route::Checkout | Route::Settings => Vec::new(),
        Route::Orders => orders_update::poll_all(model),
        Route::Order(id) => {
            model.paid_late.take_if(|(late, _)| *late == id);
            orders_update::poll(model, id)
        }
    }
}
