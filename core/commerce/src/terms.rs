//! Terms of payment: what of a checkout is paid now and what later, as the merchant offers it and the person chooses.

use serde::{Deserialize, Serialize};
use tradewind_domain::{Currency, Money, Owed, Timestamp};

/// The terms that a merchant offers for one checkout. The checkout's total is the one of the selected term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The id of the term that holds now. An engine only gives one that is among `all`.
    pub selected: String,
    /// At least one, in the merchant's order; each id is there once.
    pub all: Vec<Term>,
}

/// One way to settle the whole checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The merchant's id, good for this checkout alone.
    pub id: String,
    /// What tells it from the others, in the merchant's words (`Pay in 4`).
    pub title: String,
    /// More words; may be empty.
    pub description: String,
    /// Its payments, at least one, in the order in which they are due. Of a term that is not selected the amounts only say
    /// what is likely.
    pub schedules: Vec<Schedule>,
}

/// One payment of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// When it is due, as far as that decides what is paid with the order.
    pub due: Due,
    /// When and how it is due, in the merchant's words. They alone say it, and are shown as they are.
    pub words: String,
    /// The moment, where the merchant knows one. It adds to the words and never stands for them.
    pub at: Option<Timestamp>,
    /// What is taken then, tax and all else included.
    pub amount: Money,
}

/// Whether a payment is taken when the order is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// With the order (UCP `immediate`).
    Now,
    /// Not with the order. Every type that is not known means this.
    Later,
}

impl Terms {
    /// The term that holds now.
    pub fn chosen(&self) -> Option<&Term> {
        self.named(&self.selected)
    }

    /// The term of this id.
    pub fn named(&self, id: &str) -> Option<&Term> {
        self.all.iter().find(|term| term.id == id)
    }
}

impl Term {
    /// What all its payments come to; none beyond 64 bits, or where one is in another currency.
    pub fn total(&self, currency: Currency) -> Option<Money> {
        sum(self.schedules.iter(), currency)
    }

    /// What is paid with the order; zero where nothing is. None as for [`Term::total`].
    pub fn due_now(&self, currency: Currency) -> Option<Money> {
        sum(self.schedules.iter().filter(|one| one.due == Due::Now), currency)
    }

    /// What is paid later; zero where nothing is. None as for [`Term::total`].
    pub fn due_later(&self, currency: Currency) -> Option<Money> {
        sum(self.schedules.iter().filter(|one| one.due == Due::Later), currency)
    }

    /// The payments that come after the order, as the order keeps them.
    pub fn owed(&self) -> Vec<Owed> {
        let later = self.schedules.iter().filter(|one| one.due == Due::Later);
        later.map(|one| Owed { words: one.words.clone(), at: one.at, amount: one.amount }).collect()
    }
}

fn sum<'a>(mut schedules: impl Iterator<Item = &'a Schedule>, currency: Currency) -> Option<Money> {
    schedules.try_fold(Money::zero(currency), |sum, one| sum.checked_add(one.amount).ok())
}
