//! What the person saw and agreed to, against what the merchant asks now; the difference as changes that can be named.

use crate::{Checkout, Term, Terms};
use serde::{Deserialize, Serialize};
use tradewind_domain::total::stated_total;
use tradewind_domain::{ItemId, Money, TotalEffect, TotalKind};

/// The lines and sums that a person saw: the digest that is paid, or nothing is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// What and how many, a row an item, in the order seen.
    pub lines: Vec<AgreedLine>,
    /// Everything beside the lines; `None` until the merchant has named it for what the person asked last.
    pub sums: Option<AgreedSums>,
}

/// One item of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedLine {
    /// The merchant's item id.
    pub item: ItemId,
    /// Its title, to name a change by.
    pub title: String,
    /// Units, at least 1.
    pub quantity: u32,
    /// Price of one; `None` where none was seen.
    pub price: Option<Money>,
}

/// What is asked beside the lines, and the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedSums {
    /// Kind, label and amount of each entry but subtotal, total and what is within another: delivery, tax, fees, discounts.
    pub parts: Vec<(TotalKind, String, Money)>,
    /// What is paid.
    pub total: Money,
    /// The term of payment, whole, where the merchant offers terms: it may be rewritten under the same id and total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

/// One difference between an agreement and a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An item that was not asked for.
    LineAdded {
        /// The item's title, to name the change by.
        title: String,
        /// How many of it.
        count: u32,
    },
    /// An item that was asked for and is not there.
    LineRemoved {
        /// The item's title, to name the change by.
        title: String,
    },
    /// Another number of it.
    Quantity {
        /// The item's title, to name the change by.
        title: String,
        /// Units agreed to.
        from: u32,
        /// Units asked now.
        to: u32,
    },
    /// One of it costs other than agreed, perhaps in another currency.
    Price {
        /// The item's title, to name the change by.
        title: String,
        /// Price of one that was agreed to.
        from: Money,
        /// Price of one that is asked now.
        to: Money,
    },
    /// A fee, tax, delivery or discount that is new.
    SumAdded {
        /// What it is of.
        kind: TotalKind,
        /// The merchant's words for it; may be empty.
        label: String,
        /// What is asked for it; negative for a discount.
        amount: Money,
    },
    /// One that changed.
    Sum {
        /// What it is of.
        kind: TotalKind,
        /// The merchant's words for it; may be empty.
        label: String,
        /// The amount agreed to.
        from: Money,
        /// The amount asked now; negative for a discount.
        to: Money,
    },
    /// One that is gone.
    SumRemoved {
        /// What it is of.
        kind: TotalKind,
        /// The merchant's words for it; may be empty.
        label: String,
    },
    /// The total is another than the one agreed to.
    Total {
        /// The total agreed to.
        from: Money,
        /// The total asked now.
        to: Money,
    },
    /// What is paid now and what later, or how the merchant words it, is another than agreed to.
    Term,
}

impl Agreement {
    /// What a person asks for before any merchant has spoken: the draft's lines at the prices seen.
    pub fn wanted(lines: Vec<AgreedLine>) -> Self {
        Self { lines, sums: None }
    }

    /// Everything that a checkout shows.
    pub fn of(checkout: &Checkout) -> Self {
        let mut lines: Vec<AgreedLine> = Vec::new();
        for line in &checkout.lines {
            match lines.iter_mut().find(|known| known.item == line.item && known.price == Some(line.price)) {
                Some(known) => known.quantity = known.quantity.saturating_add(line.quantity),
                None => lines.push(AgreedLine {
                    item: line.item.clone(),
                    title: line.title.clone(),
                    quantity: line.quantity,
                    price: Some(line.price),
                }),
            }
        }
        Self { lines, sums: AgreedSums::of(checkout) }
    }

    /// What `checkout` changes of this. Empty: it is what was agreed.
    pub fn changes(&self, checkout: &Checkout) -> Vec<Change> {
        let now = Self::of(checkout);
        let mut changes = line_changes(&self.lines, &now.lines);
        if let (Some(agreed), Some(asked)) = (&self.sums, &now.sums) {
            changes.extend(sum_changes(agreed, asked));
        }
        changes
    }
}

impl AgreedSums {
    fn of(checkout: &Checkout) -> Option<Self> {
        let total = stated_total(&checkout.totals)?;
        let parts = checkout.totals.iter().filter(|line| {
            // What is within another line costs nothing of its own.
            !matches!(line.kind, TotalKind::Subtotal | TotalKind::Total)
                && line.effect != TotalEffect::Included
        });
        let parts =
            parts.map(|line| (line.kind.clone(), line.display_text.clone().unwrap_or_default(), line.amount));
        let term = checkout.terms.as_ref().and_then(Terms::chosen).cloned();
        Some(Self { parts: parts.collect(), total, term })
    }

    /// What of the total is paid with the order: all of it where there is no term.
    pub fn due_now(&self) -> Money {
        let now = self.term.as_ref().and_then(|term| term.due_now(self.total.currency));
        now.unwrap_or(self.total)
    }
}

/// Rows of one item are taken together: a merchant may split a line, as long as number and price stay.
fn line_changes(agreed: &[AgreedLine], asked: &[AgreedLine]) -> Vec<Change> {
    let count = |lines: &[AgreedLine], item: &ItemId| -> u32 {
        let of_item = lines.iter().filter(|line| line.item == *item);
        of_item.fold(0, |sum, line| sum.saturating_add(line.quantity))
    };
    let mut changes = Vec::new();
    let mut seen: Vec<&ItemId> = Vec::new();
    for line in agreed {
        if seen.contains(&&line.item) {
            continue;
        }
        seen.push(&line.item);
        let title = line.title.clone();
        let (from, to) = (count(agreed, &line.item), count(asked, &line.item));
        if to == 0 {
            changes.push(Change::LineRemoved { title });
            continue;
        }
        if from != to {
            changes.push(Change::Quantity { title: title.clone(), from, to });
        }
        let known = |price| agreed.iter().any(|old| old.item == line.item && old.price == price);
        let other = asked.iter().find(|now| now.item == line.item && !known(now.price));
        if let (Some(from), Some(to)) = (line.price, other.and_then(|now| now.price)) {
            changes.push(Change::Price { title, from, to });
        }
    }
    for line in asked {
        if !seen.contains(&&line.item) {
            seen.push(&line.item);
            let count = count(asked, &line.item);
            changes.push(Change::LineAdded { title: line.title.clone(), count });
        }
    }
    changes
}

/// Entries are told apart by kind and label; of several alike the order tells which is which.
fn sum_changes(agreed: &AgreedSums, asked: &AgreedSums) -> Vec<Change> {
    let mut left: Vec<&(TotalKind, String, Money)> = asked.parts.iter().collect();
    let mut changes = Vec::new();
    for (kind, label, from) in &agreed.parts {
        let same = left.iter().position(|(k, l, _)| k == kind && l == label);
        // A fee that was renamed is still that fee where it is the only one of its kind.
        let at = same.or_else(|| {
            let alone = |parts: &[(TotalKind, String, Money)]| {
                parts.iter().filter(|part| part.0 == *kind).count() == 1
            };
            let both = alone(&agreed.parts) && alone(&asked.parts);
            left.iter().position(|(k, ..)| both && k == kind)
        });
        let (kind, label) = (kind.clone(), label.clone());
        match at.map(|at| left.remove(at)) {
            None => changes.push(Change::SumRemoved { kind, label }),
            Some((.., to)) if to != from => changes.push(Change::Sum { kind, label, from: *from, to: *to }),
            Some(_) => {}
        }
    }
    let added = left.into_iter().map(|(kind, label, amount)| Change::SumAdded {
        kind: kind.clone(),
        label: label.clone(),
        amount: *amount,
    });
    changes.extend(added);
    if agreed.total != asked.total {
        changes.push(Change::Total { from: agreed.total, to: asked.total });
    }
    if agreed.term != asked.term {
        changes.push(Change::Term);
    }
    changes
}
