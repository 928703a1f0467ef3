//! What would make an order cheaper at the door, lawfully: each plan is quoted, none splits what a country takes as one.

use crate::engine::{Exchange, Memory, total};
use crate::row::{Carriage, Row, Rule};
use crate::{Amount, Day, Line, Request, Rules, TradeError, quote};
use std::collections::BTreeSet;
use tradewind_domain::{Market, Money};

/// The most lines of an order whose changes are weighed together; of longer ones each change is weighed by itself.
pub const MAX_ADVISED: usize = 12;
/// The most variants that are weighed.
pub const MAX_WEIGHED: usize = 256;

/// What may be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Other ways of delivery: what each costs, and how it is carried.
    pub delivery: Vec<(Money, Option<Carriage>)>,
    /// For each line, what may be bought instead: another variant, another origin. Shorter than the order means none.
    pub instead: Vec<Vec<Line>>,
    /// What may be bought too.
    pub more: Vec<Line>,
    /// Whether lines may be left out.
    pub leave_out: bool,
    /// How long one may wait: every day up to this on which a rule of the place begins or ends is weighed.
    pub wait_until: Option<Day>,
}

/// One change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// This way of delivery.
    Delivery(usize),
    /// For a line, this choice instead.
    Instead {
        /// The line.
        line: usize,
        /// Which of its choices.
        choice: usize,
    },
    /// Without this line.
    LeaveOut(usize),
    /// With this one too.
    More(usize),
    /// On this day.
    Wait(Day),
}

/// Changes, and what the order comes to with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What is changed.
    pub changes: Vec<Change>,
    /// The order then.
    pub request: Request,
    /// Its total at the door.
    pub total: Amount,
    /// What is saved, in minor units, by the likely amounts: the price of goods that are left out is no saving, that of goods bought
    /// too no cost.
    pub saved: i64,
    /// It is saved even where the order comes to its least and the plan to its most.
    pub sure: bool,
}

/// What can be advised.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice<'a> {
    /// Plans that save something: the one that saves most first, of equal ones the one with fewer changes.
    pub plans: Vec<Plan>,
    /// How many were weighed.
    pub weighed: usize,
    /// All there are were weighed.
    pub whole: bool,
    /// What the place takes as one consignment: goods that are left out and bought apart within these bounds save nothing.
    pub as_one: Vec<&'a Row>,
    /// What the place wants sent apart.
    pub apart: Vec<&'a Row>,
}

/// Weighs changes of an order, those of one change first; of orders of more than [`MAX_ADVISED`] lines those alone. No plan sends an order
/// in parts.
pub fn advise<'a>(rules: &'a Rules, request: &Request, options: &Options) -> Result<Advice<'a>, TradeError> {
    up_to(usize::MAX, &mut Memory::of(rules), request, options)
}

/// As [`advise`], with plans of one change alone: what can be said in a sentence, for one quote a plan. By the rules that the memory is of.
pub fn advise_one<'a>(
    memory: &mut Memory<'a>,
    request: &Request,
    options: &Options,
) -> Result<Advice<'a>, TradeError> {
    up_to(1, memory, request, options)
}

fn up_to<'a>(
    most: usize,
    memory: &mut Memory<'a>,
    request: &Request,
    options: &Options,
) -> Result<Advice<'a>, TradeError> {
    let rules = memory.rules();
    let (as_one, apart) = splits(rules, request);
    let mut advice = Advice { plans: Vec::new(), weighed: 0, whole: true, as_one, apart };
    let before = match total(memory, request)? {
        Some(total) => total,
        None => quote(rules, request)?.total.amount,
    };
    let axes = axes(rules, request, options);
    let together = if request.lines.len() > MAX_ADVISED { axes.len().min(1) } else { axes.len() };
    let together = together.min(most);
    advice.whole = together == axes.len();
    let (mut chosen, mut order) = (Vec::new(), request.clone());
    for count in 1..=together {
        let mut weigh = |changes: &[Change]| {
            if change(&mut order, request, options, changes).is_none() {
                return Ok(true);
            }
            if advice.weighed == MAX_WEIGHED {
                advice.whole = false;
                return Ok(false);
            }
            advice.weighed += 1;
            let then = total(memory, &order)?;
            advice.plans.extend(plan(request, (before, then), options, &order, changes)?);
            Ok(true)
        };
        if !combine(&axes, count, &mut chosen, &mut weigh)? {
            break;
        }
    }
    advice.plans.sort_by(|one, other| {
        let few = || one.changes.len().cmp(&other.changes.len());
        other.saved.cmp(&one.saved).then_with(few).then_with(|| one.changes.cmp(&other.changes))
    });
    Ok(advice)
}

/// Rows on splitting that hold for the order.
type Splits<'a> = (Vec<&'a Row>, Vec<&'a Row>);

fn splits<'a>(rules: &'a Rules, request: &Request) -> Splits<'a> {
    let Some(indexed) = rules.indexed(request.to) else { return (Vec::new(), Vec::new()) };
    let rows = indexed.rows(&indexed.splits, request.on);
    rows.partition(|row| matches!(row.rule, Rule::Split { apart: false, .. }))
}

/// What may be changed independently: of each axis one change, or none.
fn axes(rules: &Rules, request: &Request, options: &Options) -> Vec<Vec<Change>> {
    let mut axes: Vec<Vec<Change>> = vec![(0..options.delivery.len()).map(Change::Delivery).collect()];
    for line in 0..request.lines.len() {
        let choices = options.instead.get(line).map_or(0, Vec::len);
        let mut axis: Vec<Change> = (0..choices).map(|choice| Change::Instead { line, choice }).collect();
        axis.extend(options.leave_out.then_some(Change::LeaveOut(line)));
        axes.push(axis);
    }
    axes.extend((0..options.more.len()).map(|at| vec![Change::More(at)]));
    axes.push(days(rules, request, options.wait_until).into_iter().map(Change::Wait).collect());
    axes.retain(|axis| !axis.is_empty());
    axes
}

/// Days after the order's, up to a last one, on which a rule of its place begins, or on which one that ended holds no more.
fn days(rules: &Rules, request: &Request, until: Option<Day>) -> BTreeSet<Day> {
    until.map(|until| turns(rules, request.to, request.on, until)).unwrap_or_default()
}

/// Days after one, up to a last one, on which a rule of a place begins, or on which one that ended holds no more.
pub fn turns(rules: &Rules, to: Market, after: Day, until: Day) -> BTreeSet<Day> {
    let rows = rules.place(to).map(|place| place.rows.as_slice()).unwrap_or_default();
    let turns = rows.iter().flat_map(|row| [Some(row.from), row.until.map(Day::next)]).flatten();
    turns.filter(|day| *day > after && *day <= until).collect()
}

/// Every choice of `count` changes, of different axes each; stops where `weigh` says so.
fn combine(
    axes: &[Vec<Change>],
    count: usize,
    chosen: &mut Vec<Change>,
    weigh: &mut dyn FnMut(&[Change]) -> Result<bool, TradeError>,
) -> Result<bool, TradeError> {
    if count == 0 {
        return weigh(chosen);
    }
    for (at, axis) in axes.iter().enumerate() {
        for change in axis {
            chosen.push(*change);
            let rest = axes.get(at + 1..).unwrap_or_default();
            let on = if rest.len() + 1 < count { Ok(true) } else { combine(rest, count - 1, chosen, weigh) };
            chosen.pop();
            if !on? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Turns an order, which is the request with any changes, into the request with these; none where nothing is left of it.
fn change(order: &mut Request, request: &Request, options: &Options, changes: &[Change]) -> Option<()> {
    // All that a change is of.
    order.lines.clone_from(&request.lines);
    (order.delivery, order.mode, order.on) = (request.delivery, request.mode, request.on);
    for change in changes {
        match change {
            Change::Delivery(at) => {
                let (cost, mode) = options.delivery.get(*at)?;
                (order.delivery, order.mode) = (*cost, *mode);
            }
            Change::Instead { line, choice } => {
                *order.lines.get_mut(*line)? = options.instead.get(*line)?.get(*choice)?.clone();
            }
            Change::More(at) => order.lines.push(options.more.get(*at)?.clone()),
            Change::Wait(day) => order.on = *day,
            Change::LeaveOut(_) => {}
        }
    }
    // Last, and from the back: changes are in the order of lines, and each line's number is that of the order.
    for change in changes.iter().rev() {
        if let Change::LeaveOut(line) = change
            && *line < order.lines.len()
        {
            order.lines.remove(*line);
        }
    }
    (!order.lines.is_empty()).then_some(())
}

/// A plan of changes, where they save something.
fn plan(
    request: &Request,
    (before, then): (Amount, Option<Amount>),
    options: &Options,
    order: &Request,
    changes: &[Change],
) -> Result<Option<Plan>, TradeError> {
    let Some(total) = then else { return Ok(None) };
    let aside = aside(request, options, changes)?;
    let (least, likely, _) = before.minor();
    let (_, then, most) = total.minor();
    let saved =
        |before: i64, after: i64| before.checked_sub(after).and_then(|saved| saved.checked_sub(aside));
    let (likely, sure) = (saved(likely, then), saved(least, most));
    let (Some(likely), Some(sure)) = (likely, sure) else { return Err(TradeError::Overflow) };
    if likely <= 0 {
        return Ok(None);
    }
    Ok(Some(Plan { changes: changes.to_vec(), request: order.clone(), total, saved: likely, sure: sure > 0 }))
}

/// Prices of goods left out, less those of goods bought too, in the quote's currency.
fn aside(request: &Request, options: &Options, changes: &[Change]) -> Result<i64, TradeError> {
    let mut sum = 0_i64;
    for change in changes {
        let (line, sign) = match change {
            Change::LeaveOut(at) => (request.lines.get(*at), 1),
            Change::More(at) => (options.more.get(*at), -1),
            _ => continue,
        };
        let Some(line) = line else { continue };
        let goods = in_quote(request, line.price)?.checked_mul(i64::from(line.quantity));
        let goods = goods.and_then(|goods| goods.checked_mul(sign));
        sum = goods.and_then(|goods| sum.checked_add(goods)).ok_or(TradeError::Overflow)?;
    }
    Ok(sum)
}

/// An amount of an order in minor units of its quote.
fn in_quote(request: &Request, money: Money) -> Result<i64, TradeError> {
    let currency = request.quote_in.unwrap_or(money.currency);
    let into = Exchange::find(&request.rates, money.currency, currency).ok_or(TradeError::NoRate)?;
    into.minor(money, currency.minor_digits())
}
