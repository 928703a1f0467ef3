//! What is known of the time in which nobody sees the app, and what happened to payments in it.

use tradewind_domain::Money;

/// Work in the background.
#[derive(Debug, Default)]
pub(crate) struct Away {
    /// Whether vouchers were looked at since the start, and since time was given for it.
    pub(crate) has_looked: bool,
    /// How often they were looked at since the start. It wraps: only that it changed counts.
    pub(crate) looks: u32,
    /// What happened while nobody saw the screen, in this order. It stays until somebody sees it: the system may give time twice before.
    pub(crate) news: Vec<News>,
    /// Whether the app is not on the screen, as far as is known: it was left, or works in time that was given to it.
    is_away: bool,
}

/// What happened to a payment while nobody saw the screen.
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
}

impl Away {
    /// The app left the screen. What happens from now on nobody sees, also before the system gives time and in between.
    pub(crate) fn left(&mut self) {
        self.is_away = true;
    }

    /// The system gives time.
    pub(crate) fn given(&mut self) {
        (self.is_away, self.has_looked) = (true, false);
    }

    /// Vouchers were looked at: the first time since the start, or since time was given, is a look.
    pub(crate) fn looked(&mut self) {
        if !self.has_looked {
            self.has_looked = true;
            self.looks = self.looks.wrapping_add(1);
        }
    }

    /// The person sees the screen: there is nothing to notify of.
    pub(crate) fn seen(&mut self) {
        self.is_away = false;
        self.news.clear();
    }

    /// Something happened: news where nobody sees it on the screen.
    pub(crate) fn happened(&mut self, news: News) {
        if self.is_away && !self.news.contains(&news) {
            self.news.push(news);
        }
    }
}
