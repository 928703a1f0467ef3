//! That a rule changed while an order waited to be bought: what it came to before, and what it comes to since.

use crate::kernel::door::sums::{amount, total};
use crate::kernel::goods::Parcel;
use crate::kernel::trade::day_at;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, Timestamp};
use tradewind_trade::{Amount, Day, Quote, Request, Rules, quote, turns};

/// The most days with a change that are looked at, the latest first.
const MOST_TURNS: usize = 8;

/// As a sentence; none where the same comes out by the rules of the day since which it waits. Its sums are those of the card.
pub(super) fn view(
    rules: &Rules,
    request: &Request,
    now: &Quote<'_>,
    parcel: &Parcel,
    since: Timestamp,
    context: &ViewContext<'_>,
) -> Option<String> {
    let began = day_at(rules, request.to, since)?;
    // What the shop asks for is in both: the rules change what is due beside it.
    let total_on = |on: Day| {
        let then = Request { on, ..request.clone() };
        quote(rules, &then).ok().map(|quote| total(&quote, parcel))
    };
    let after = total(now, parcel);
    for day in turns(rules, request.to, began, request.on).into_iter().rev().take(MOST_TURNS) {
        let before = total_on(Day::of_number(day.number().checked_sub(1)?).ok()?)?;
        if before != after {
            // A wider or a narrower range around the same sum is no other price.
            let other = likely(&before)? != likely(&after)?;
            let (from, to) = (amount(&before, context), amount(&after, context));
            return other.then(|| context.words.door_rules_changed(day.moment(), &from, &to));
        }
    }
    None
}

fn likely(amount: &Amount) -> Option<Money> {
    match *amount {
        Amount::Exact(money) => Some(money),
        Amount::Range { likely, .. } => Some(likely),
        Amount::NotIncluded => None,
    }
}
