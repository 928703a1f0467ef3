//! That a rule changed while an order waited to be bought: what it came to before, and what it comes to since.

use crate::kernel::goods::moment;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, Timestamp};
use tradewind_trade::{Amount, Day, Quote, Request, Rules, quote, turns};

/// The most days with a change that are looked at, the latest first.
const MOST_TURNS: usize = 8;

/// As a sentence; none where the same comes out by the rules of the day since which it waits.
pub(super) fn view(
    rules: &Rules,
    request: &Request,
    now: &Quote<'_>,
    since: Timestamp,
    context: &ViewContext<'_>,
) -> Option<String> {
    let began = Day::at(since, rules.place(request.to)?.utc_offset).ok()?;
    let total_on = |on: Day| {
        let then = Request { on, ..request.clone() };
        quote(rules, &then).ok().map(|quote| quote.total.amount)
    };
    let after = now.total.amount;
    for day in turns(rules, request.to, began, request.on).into_iter().rev().take(MOST_TURNS) {
        let before = total_on(Day::of_number(day.number().checked_sub(1)?).ok()?)?;
        if before != after {
            let (old, new) = (likely(&before)?, likely(&after)?);
            // A wider or a narrower range around the same sum is no other price.
            return (old != new).then(|| context.words.door_rules_changed(moment(day), new, old));
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
