//! What is known of the time in which nobody sees the app, and what happened to payments and to shows in it.

use tradewind_domain::{Money, Timestamp};

/// Work in the background.
#[derive(Debug, Default)]
pub(crate) struct Away {
    /// Whether vouchers were looked at since the start, and since time was given for it.
    pub(crate) has_looked: bool,
    /// How often they were looked at since the start. It wraps: only that it changed counts.
    pub(crate) looks: u32,
    /// What happened while nobody saw the screen, in this order. It stays until somebody sees it: the system may give time twice before.
    pub(crate) news: Vec<News>,
    /// Whether the shows are to be listed in the time that is given, for who wishes to be reminded of one.
    pub(crate) wants_list: bool,
    /// Whether the app is not on the screen, as far as is known: it was left, or works in time that was given to it.
    is_away: bool,
}

/// What happened while nobody saw the screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum News {
    /// The payment that was open is over: its screen says how.
    Settled,
    /// A voucher was paid.
    VoucherPaid {
        /// The order's number as people know it.
        order: String,
    },
    /// A voucher is over, and was not paid.
    VoucherOver {
        /// Who was to be paid; empty where nobody is named.
        payee: String,
        /// What was to be paid.
        amount: Money,
    },
    /// A show of which the person wishes to be reminded begins at another time.
    ShowMoved {
        /// In the merchant's words.
        title: String,
        /// When it begins.
        at: Timestamp,
    },
    /// Such a show is not announced any more.
    ShowCancelled {
        /// In the merchant's words.
        title: String,
    },
}

impl Away {
    /// The app left the screen. What happens from now on nobody sees, also before the system gives time and in between.
    pub(crate) fn left(&mut self) {
        self.is_away = true;
    }

    /// The system gives time.
    pub(crate) fn given(&mut self) {
        (self.is_away, self.has_looked, self.wants_list) = (true, false, true);
    }

    /// Vouchers were looked at: the first time since the start, or since time was given, is a look.
    pub(crate) fn looked(&mut self) {
        if !self.has_looked {
            self.has_looked = true;
            self.looks = self.looks.wrapping_add(1);
        }
    }

    /// The shows were listed, or cannot be.
    pub(crate) fn listed(&mut self) {
        self.wants_list = false;
    }

    /// The person sees the screen: there is nothing to notify of.
    pub(crate) fn seen(&mut self) {
        (self.is_away, self.wants_list) = (false, false);
        self.news.clear();
    }

    /// Something happened: news where nobody sees it on the screen.
    pub(crate) fn happened(&mut self, news: News) {
        if self.is_away && !self.news.contains(&news) {
            self.news.push(news);
        }
    }
}
