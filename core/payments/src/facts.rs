//! What is known of a way to pay beside its policy: where it is used, for which sums, what it needs of a device, and what its
//! provider's codes mean. Each field is a column of `assets/payments` and is explained in the README there.

use std::time::Duration;
use tradewind_domain::{Currency, Market, Money, Timestamp};

/// What is known of a way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Countries of delivery (ISO 3166-1 alpha-2) in which it is used; empty: anywhere.
    pub countries: &'static [&'static str],
    /// Currencies of a checkout (ISO 4217) that it takes; empty: any.
    pub currencies: &'static [&'static str],
    /// The smallest sum by currency, in minor units. A currency that is missing has no bound.
    pub least: &'static [(&'static str, i64)],
    /// The largest sum by currency, in minor units. A currency that is missing has no bound.
    pub most: &'static [(&'static str, i64)],
    /// What it needs of the device.
    pub needs: Needs,
    /// How long we have to answer a sheet after the person approved. A place in the table: what is read is Apple Pay's own constant
    /// (`tradewind_methods::apple_pay::ANSWER_WITHIN`), which a test of that crate holds to its row.
    pub answer: Option<Duration>,
    /// How long a voucher can be paid, where the merchant names no date.
    pub paid_by: Option<Duration>,
    /// How much longer a voucher that was printed in time can be paid.
    pub late: Option<Duration>,
    /// How much earlier than `paid_by` the date is shown.
    pub show_early: Option<Duration>,
    /// How long after a voucher was paid the merchant hears of it.
    pub told: Option<Duration>,
    /// How long a repeated request is known. Past it the merchant is only asked. None: as long as the merchant's protocol says.
    pub window: Option<Duration>,
    /// Whether money comes back. A place in the table for refunds, which are not built: nothing reads it yet, and no screen says it.
    pub refundable: Refundable,
    /// For how many days it may. A place in the table, as `refundable`.
    pub refund_days: Option<u16>,
    /// A provider's own codes, and our word for each.
    pub words: &'static [(&'static str, Reason)],
}

/// What a way to pay needs of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An Android phone with Google's services.
    PlayServices,
    /// An Apple device.
    Ios,
    /// Another device of the person's, which gets the prompt. It may be this very phone.
    OtherDevice,
    /// An app.
    App {
        /// Its Android packages and link schemes.
        android: &'static [&'static str],
        /// Its link schemes on iOS.
        ios: &'static [&'static str],
        /// What stands in where it is missing; none: nothing does.
        otherwise: Option<Otherwise>,
    },
}

/// What stands in for an app that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// A page in the browser.
    Web,
    /// A payment code, for another device.
    Qr,
}

/// Whether money comes back, as a word at the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refundable {
    /// In full.
    Full,
    /// In full and in part.
    Partial,
    /// By a transfer to the person's account.
    ByTransfer,
    /// No.
    No,
    /// By the provider behind it.
    Varies,
}

/// Our word for what a provider's code says. It chooses a sentence, and only once the merchant's answer has ended the attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Too little money.
    InsufficientFunds,
    /// The person said no.
    Cancelled,
    /// Refused, and nobody says why.
    Declined,
    /// Too late.
    Expired,
    /// Above what the person may pay.
    Limit,
    /// The person's phone was not reached.
    Unreachable,
    /// A wrong PIN.
    WrongSecret,
    /// The person has no account there.
    NotEnrolled,
    /// Another payment of the person's is open there.
    Busy,
    /// The method does not work at present.
    Unavailable,
    /// This very payment was asked for twice.
    Repeated,
    /// The merchant's own fault.
    Setup,
    /// It may be paid: the merchant is asked.
    Pending,
    /// The code says nothing.
    Unknown,
}

impl Reason {
    /// Its stable name, as in `assets/payments`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InsufficientFunds => "insufficient_funds",
            Self::Cancelled => "cancelled",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Limit => "limit",
            Self::Unreachable => "unreachable",
            Self::WrongSecret => "wrong_secret",
            Self::NotEnrolled => "not_enrolled",
            Self::Busy => "busy",
            Self::Unavailable => "unavailable",
            Self::Repeated => "repeated",
            Self::Setup => "setup",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a column of a method's row was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The columns.
    pub of: &'static [&'static str],
    /// Title of what was read.
    pub title: &'static str,
    /// Its address; empty where nothing was read.
    pub url: &'static str,
    /// Whose word it is: `maker`, `provider`, `second`, `press`, `own`, `general`.
    pub kind: &'static str,
    /// `high`, `medium` or `low`.
    pub confidence: &'static str,
}

impl Facts {
    /// Used everywhere, for any sum, with nothing.
    pub const ANYWHERE: Self = Self {
        countries: &[],
        currencies: &[],
        least: &[],
        most: &[],
        needs: Needs::Nothing,
        answer: None,
        paid_by: None,
        late: None,
        show_early: None,
        told: None,
        window: None,
        refundable: Refundable::Varies,
        refund_days: None,
        words: &[],
    };

    /// Whether goods may be sent there with it.
    pub fn is_used_in(&self, country: Market) -> bool {
        self.countries.is_empty() || self.countries.contains(&country.as_str())
    }

    /// Whether it takes this currency.
    pub fn takes(&self, currency: Currency) -> bool {
        self.currencies.is_empty() || self.currencies.contains(&currency.as_str())
    }

    /// The smallest sum in this currency.
    pub fn least_in(&self, currency: Currency) -> Option<Money> {
        bound(self.least, currency)
    }

    /// The largest sum in this currency.
    pub fn most_in(&self, currency: Currency) -> Option<Money> {
        bound(self.most, currency)
    }

    /// The last moment at which a voucher can be paid: the merchant's, else as long as the method gives from when it was asked for.
    pub fn payable_until(&self, named: Option<Timestamp>, since: Timestamp) -> Option<Timestamp> {
        named.or_else(|| self.paid_by.map(|most| since.after(most)))
    }

    /// As [`Facts::payable_until`], as it is shown: earlier, where a slip has to be printed first.
    pub fn shown_until(&self, named: Option<Timestamp>, since: Timestamp) -> Option<Timestamp> {
        let early = i64::try_from(self.show_early.unwrap_or_default().as_millis()).unwrap_or(i64::MAX);
        self.payable_until(named, since).map(|until| Timestamp(until.0.saturating_sub(early)))
    }

    /// How long after its last moment a voucher may still turn out to be paid: what was printed in time is paid a little later, and
    /// the merchant hears of it when the till or the bank tells. That is counted in business days, and one may lie behind a long weekend.
    pub fn told_late(&self) -> Option<Duration> {
        const LONG_WEEKEND: Duration = Duration::from_secs(3 * 24 * 3_600);
        let weekend = |told: Duration| if told.is_zero() { Duration::ZERO } else { LONG_WEEKEND };
        let told = self.told.map(|told| told.saturating_add(weekend(told)));
        told.map(|told| told.saturating_add(self.late.unwrap_or_default()))
    }

    /// Our word for a provider's code; none for one that is not known.
    pub fn word(&self, code: &str) -> Option<Reason> {
        self.words.iter().find(|(known, _)| *known == code).map(|(_, word)| *word)
    }
}

fn bound(sums: &[(&str, i64)], currency: Currency) -> Option<Money> {
    let (_, minor) = sums.iter().find(|(code, _)| *code == currency.as_str())?;
    Some(Money { minor: *minor, currency })
}
