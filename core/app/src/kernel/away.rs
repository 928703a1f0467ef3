//! What is known of the time that the system gives while the app is away, and what happened to payments in it.

/// Work in the background.
#[derive(Debug, Default)]
pub(crate) struct Away {
    /// Whether vouchers were looked at since the start, and since time was given for it.
    pub(crate) has_looked: bool,
    /// What happened in the time that was given, and nobody saw on the screen.
    pub(crate) news: Option<News>,
    /// Whether the app works in time that was given to it.
    is_given: bool,
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
    VoucherOver,
}

impl Away {
    /// The system gives time.
    pub(crate) fn given(&mut self) {
        *self = Self { is_given: true, ..Self::default() };
    }

    /// The person sees the screen, or has just seen it: there is nothing to notify of.
    pub(crate) fn seen(&mut self) {
        (self.is_given, self.news) = (false, None);
    }

    /// Something happened: news where nobody sees it on the screen. Of several the last is said.
    pub(crate) fn happened(&mut self, news: News) {
        if self.is_given {
            self.news = Some(news);
        }
    }
}
