//! Navigation: the tabs, the places on each tab, and what lies on top.

use crate::features::Route;
use crate::kernel::effects::ItemRef;
use crate::kernel::shows::ShowRef;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A tab of the app's bar. Each keeps the places that were opened on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Categories, deals, search.
    Home,
    /// The cart, and the checkout on top of it.
    Cart,
    /// The orders of this phone.
    Orders,
    /// Settings, the person's data, the catalog.
    Settings,
}

impl Tab {
    /// In the order they are shown.
    pub const ALL: [Tab; 4] = [Tab::Home, Tab::Cart, Tab::Orders, Tab::Settings];
}

/// The root of a tab.
pub(crate) const fn root(tab: Tab) -> Route {
    match tab {
        Tab::Home => Route::Home,
        Tab::Cart => Route::Cart,
        Tab::Orders => Route::Orders,
        Tab::Settings => Route::Settings,
    }
}

/// What is shown: a tab, and the place on top of it.
pub(crate) type Shown = (Tab, Route);

/// Where the person is: a tab, and the places on each tab.
#[derive(Debug)]
pub(crate) struct Nav {
    pub(crate) tab: Tab,
    /// The places of each tab, the root first; never empty.
    stacks: BTreeMap<u8, Vec<Route>>,
}

impl Default for Nav {
    fn default() -> Self {
        let stacks = Tab::ALL.iter().map(|tab| (*tab as u8, vec![root(*tab)])).collect();
        Self { tab: Tab::Home, stacks }
    }
}

impl Nav {
    /// The place that is shown.
    pub(crate) fn route(&self) -> &Route {
        const HOME: &Route = &Route::Home;
        self.stacks.get(&(self.tab as u8)).and_then(|stack| stack.last()).unwrap_or(HOME)
    }

    /// What is shown, to be compared with later.
    pub(crate) fn shown(&self) -> Shown {
        (self.tab, self.route().clone())
    }

    /// Whether that is shown still.
    pub(crate) fn still_shows(&self, (tab, route): &Shown) -> bool {
        self.tab == *tab && self.route() == route
    }

    /// The stack of the current tab.
    pub(crate) fn stack(&mut self) -> &mut Vec<Route> {
        let tab = self.tab;
        self.stacks.entry(tab as u8).or_insert_with(|| vec![root(tab)])
    }

    /// Puts `route` on top of the current tab, unless it is there already.
    pub(crate) fn push(&mut self, route: Route) {
        if *self.route() != route {
            self.stack().push(route);
        }
    }

    /// Shows a tab at its root, and forgets what lay above it.
    pub(crate) fn reset(&mut self, tab: Tab) {
        self.tab = tab;
        *self.stack() = vec![root(tab)];
    }

    /// The product that is shown, or that lies below what is shown.
    pub(crate) fn product(&self) -> Option<&ItemRef> {
        self.stacks.get(&(self.tab as u8))?.iter().rev().find_map(|route| match route {
            Route::Product(by) => Some(by),
            _ => None,
        })
    }

    /// The show that is shown or lies below what is shown, on this tab, else on another one.
    pub(crate) fn show(&self) -> Option<&ShowRef> {
        let own = self.stacks.get(&(self.tab as u8));
        let mut routes = own.into_iter().chain(self.stacks.values()).flat_map(|stack| stack.iter().rev());
        routes.find_map(|route| match route {
            Route::Show(show) => Some(show),
            _ => None,
        })
    }

    /// Whether a place is shown or lies below what is shown, on any tab.
    pub(crate) fn has(&self, route: &Route) -> bool {
        self.stacks.values().any(|stack| stack.contains(route))
    }

    /// Whether a way back exists.
    pub(crate) fn can_go_back(&self) -> bool {
        self.stacks.get(&(self.tab as u8)).is_some_and(|stack| stack.len() > 1)
    }
}
