//! What would make an order cheaper at the door, lawfully: changes that `tradewind_trade` quotes, as sentences.

use crate::kernel::screen_parts::DoorAdvice;
use crate::kernel::trade::day_at;
use crate::kernel::view_context::ViewContext;
use std::cmp::Reverse;
use tradewind_domain::{Money, Timestamp};
use tradewind_trade::row::{Charge, Row};
use tradewind_trade::{
    Advice, Amount, Change, Limit, Line, MAX_LINES, Memory, Options, Plan, Quote, Request, advise_one,
    limits_with,
};

/// The most that is advised at once.
const MOST_ADVICE: usize = 3;
/// The most variants of all lines that are weighed: a quote each.
pub(crate) const MOST_VARIANTS: usize = 64;
/// The most things that are weighed as bought too, the cheapest first: a quote each.
pub(crate) const MOST_MORE: usize = 8;

/// What may be changed of an order, with the names that say so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    /// Other ways of delivery: by name, and what each costs.
    pub(crate) delivery: Vec<(String, Money)>,
    /// The title of each line; lines without one are neither left out nor bought otherwise.
    pub(crate) titles: Vec<String>,
    /// For each line, its other variants: what sets each apart, and the same number of its pieces.
    pub(crate) instead: Vec<Vec<(String, Line)>>,
    /// For each line, whether one more piece of it can be bought.
    pub(crate) one_more: Vec<bool>,
    /// What else may be bought too, by name.
    pub(crate) beside: Vec<(String, Line)>,
    /// Until when one may wait, at the prices of today.
    pub(crate) wait_until: Option<Timestamp>,
    /// Since when it has been waiting to be bought.
    pub(crate) since: Option<Timestamp>,
}

/// The best of what can be advised, as sentences; nothing where nothing is to be said.
pub(super) fn view(
    memory: &mut Memory<'_>,
    request: &Request,
    before: &Quote<'_>,
    limits_before: &[Limit<'_>],
    choices: &Choices,
    context: &ViewContext<'_>,
) -> Vec<DoorAdvice> {
    let rules = memory.rules();
    let more = more(request, choices);
    let options = Options {
        delivery: choices.delivery.iter().map(|(_, cost)| (*cost, request.mode)).collect(),
        instead: choices.instead.iter().map(|of| of.iter().map(|(_, line)| line.clone()).collect()).collect(),
        more: more.iter().map(|(_, line)| line.clone()).collect(),
        leave_out: !choices.titles.is_empty(),
        wait_until: choices.wait_until.and_then(|until| day_at(rules, request.to, until)),
    };
    let Ok(advice) = advise_one(memory, request, &options) else { return Vec::new() };
    let mut said =
        Said { memory, request, before, limits_before, choices, more: &more, advice: &advice, context };
    let mut kinds: Vec<Kind> = Vec::new();
    let mut found = Vec::new();
    let left_out = said.least_to_leave_out();
    let mut plans: Vec<(i64, &Plan)> =
        advice.plans.iter().filter_map(|plan| Some((said.less(plan)?, plan))).collect();
    plans.sort_by_key(|(less, _)| Reverse(*less));
    for (less, plan) in plans {
        let Some(change) = plan.changes.first() else { continue };
        let kind = kind(*change);
        // Of each kind the best: the second best way to do the same is no more advice.
        let second = matches!(change, Change::LeaveOut(line) if Some(*line) != left_out);
        if found.len() == MOST_ADVICE || second || kinds.contains(&kind) {
            continue;
        }
        if let Some(one) = said.plan(plan, less) {
            kinds.push(kind);
            found.push(one);
        }
    }
    found
}

/// What may be bought too, the cheapest first: one more piece of a line, or what is not in the order yet.
fn more(request: &Request, choices: &Choices) -> Vec<(String, Line)> {
    let lines = request.lines.iter().zip(&choices.titles).zip(&choices.one_more);
    let raised = lines.filter(|(_, may)| **may);
    let raised = raised.map(|((line, title), _)| (title.clone(), Line { quantity: 1, ..line.clone() }));
    let mut all: Vec<(String, Line)> = raised.chain(choices.beside.iter().cloned()).collect();
    all.sort_by_key(|(_, line)| line.price.minor);
    // An order of the most lines that there may be takes no other.
    all.truncate(if request.lines.len() < MAX_LINES { MOST_MORE } else { 0 });
    all
}

/// What a change is of.
#[derive(PartialEq)]
enum Kind {
    Delivery,
    Instead(usize),
    LeaveOut,
    Wait,
    More,
}

const fn kind(change: Change) -> Kind {
    match change {
        Change::Delivery(_) => Kind::Delivery,
        Change::Instead { line, .. } => Kind::Instead(line),
        Change::LeaveOut(_) => Kind::LeaveOut,
        Change::Wait(_) => Kind::Wait,
        Change::More(_) => Kind::More,
    }
}

struct Said<'a, 'r> {
    memory: &'a mut Memory<'r>,
    request: &'a Request,
    before: &'a Quote<'a>,
    limits_before: &'a [Limit<'a>],
    choices: &'a Choices,
    /// What [`Change::More`] is of.
    more: &'a [(String, Line)],
    advice: &'a Advice<'a>,
    context: &'a ViewContext<'a>,
}

impl Said<'_, '_> {
    /// By how much less one pays, in minor units. Goods that are bought too cost the engine nothing; who buys them pays them, and only
    /// where the whole is cheaper even so is there anything to say.
    fn less(&self, plan: &Plan) -> Option<i64> {
        let Some(Change::More(at)) = plan.changes.first() else { return Some(plan.saved) };
        let (_, line) = self.more.get(*at)?;
        let cost = line.price.minor.checked_mul(i64::from(line.quantity))?;
        plan.saved.checked_sub(cost).filter(|less| *less > 0)
    }

    /// A plan as a sentence, with its reasons, by how much less one pays; none where it saves no more than a smaller order always
    /// does.
    fn plan(&mut self, plan: &Plan, less: i64) -> Option<DoorAdvice> {
        let words = self.context.words;
        let saved = Money::new(less, self.request.delivery.currency);
        let after = limits_with(self.memory, &plan.request).unwrap_or_default();
        let crossed = self.crossed(&after);
        let mut notes: Vec<String> = crossed.map(|limit| within(limit, self.context)).into_iter().collect();
        let text = match *plan.changes.first()? {
            Change::LeaveOut(line) => {
                // Less is bought, so less is due: only where the rest comes below a limit is that advice.
                crossed?;
                if self.counts_as_one() {
                    notes.push(words.door_advice_as_one());
                }
                words.door_advice_without(saved, self.choices.titles.get(line)?)
            }
            Change::Instead { line, choice } => {
                let (name, variant) = self.choices.instead.get(line)?.get(choice)?;
                let now = self.request.lines.get(line)?;
                let other_law = (variant.origin, variant.hs) != (now.origin, now.hs);
                // A variant that is cheaper shows that by its price.
                if crossed.is_none() && !other_law {
                    return None;
                }
                words.door_advice_instead(saved, name, self.choices.titles.get(line)?)
            }
            Change::Delivery(at) => words.door_advice_delivery(saved, &self.choices.delivery.get(at)?.0),
            Change::Wait(day) => words.door_advice_wait(saved, day.moment()),
            Change::More(at) => words.door_advice_more(saved, &self.more.get(at)?.0),
        };
        notes.extend(self.certainty(plan));
        Some(DoorAdvice { text, notes })
    }

    /// The line of the least value without which the order is within a limit again: dearer ones save more, and are missed more.
    fn least_to_leave_out(&mut self) -> Option<usize> {
        let advice = self.advice;
        let mut least: Option<(i64, usize)> = None;
        for plan in &advice.plans {
            let Some(Change::LeaveOut(line)) = plan.changes.first() else { continue };
            let after = limits_with(self.memory, &plan.request).unwrap_or_default();
            let value = self.value(*line);
            if self.crossed(&after).is_some() && least.is_none_or(|(known, _)| value < known) {
                least = Some((value, *line));
            }
        }
        least.map(|(_, line)| line)
    }

    /// What a line comes to.
    fn value(&self, line: usize) -> i64 {
        let line = self.request.lines.get(line);
        line.map_or(i64::MAX, |line| line.price.minor.saturating_mul(i64::from(line.quantity)))
    }

    /// The limit that was passed and is kept then.
    fn crossed<'l>(&self, after: &'l [Limit<'l>]) -> Option<&'l Limit<'l>> {
        let passed = |row: &Row| self.limits_before.iter().any(|limit| limit.row == row && !limit.kept);
        after.iter().find(|limit| limit.kept && passed(limit.row))
    }

    /// Whether the place takes goods that are bought apart as one order.
    fn counts_as_one(&self) -> bool {
        !self.advice.as_one.is_empty()
    }

    /// How sure it is, where it is not certain to the last unit.
    fn certainty(&self, plan: &Plan) -> Option<String> {
        let words = self.context.words;
        let exact = |amount: &Amount| matches!(amount, Amount::Exact(_));
        let sure = match plan.changes.first() {
            // As for [`Said::less`], with the price of what is bought too.
            Some(Change::More(_)) => self.before.total.amount.minor().0 > plan.total.minor().2,
            _ => plan.sure,
        };
        match sure {
            false => Some(words.door_advice_likely()),
            true if exact(&plan.total) && exact(&self.before.total.amount) => None,
            true => Some(words.door_advice_about()),
        }
    }
}

/// That an order is within a limit again.
fn within(limit: &Limit<'_>, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match (limit.of.contains(&Charge::Duty), limit.of.contains(&Charge::Tax)) {
        (true, true) => words.door_advice_both_limit(limit.bound),
        (true, false) => words.door_advice_duty_limit(limit.bound),
        (false, _) => words.door_advice_tax_limit(limit.bound),
    }
}

#[cfg(test)]
mod tests;
