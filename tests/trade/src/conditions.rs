//! Whether a row holds for a line, and which row wins.

use crate::Fault;
use crate::facts::{Facts, taken_for};
use crate::range::{Range, Truth};
use tradewind_domain::Market;
use tradewind_trade::Hs;
use tradewind_trade::row::{Carriage, Incoterm, Row, Rule, When};

/// Rows of which one wins: the first holds, or is open and the next may win instead.
#[derive(Debug)]
pub(crate) struct Winners<'a> {
    /// In the order in which they win, each with whether it holds.
    pub(crate) rows: Vec<(&'a Row, Truth)>,
}

impl<'a> Winners<'a> {
    /// The row to name: the first that is taken to hold, else the first that may.
    pub(crate) fn named(&self) -> Option<&'a Row> {
        let likely = self.rows.iter().find(|(_, truth)| truth.is_likely());
        likely.or(self.rows.first()).map(|(row, _)| *row)
    }

    /// What comes of them: each that may win counts, the one named is likely, and none is nothing. None where one of them cannot be
    /// computed.
    pub(crate) fn range(&self, amount: impl Fn(&'a Row) -> Option<Range>) -> Option<Range> {
        let amounts: Option<Vec<Range>> = self.rows.iter().map(|(row, _)| amount(row)).collect();
        let amounts = amounts?;
        let likely = self.rows.iter().position(|(_, truth)| truth.is_likely());
        let first = likely.and_then(|at| amounts.get(at)).copied().unwrap_or(Range::ZERO);
        let sure = self.rows.iter().any(|(_, truth)| *truth == Truth::Yes);
        let range = amounts.into_iter().fold(first, Range::or);
        Some(if sure { range } else { range.or(Range::ZERO) })
    }
}

impl<'a> Facts<'a> {
    /// Of rows of a kind, those that may win for a line: by priority, then by the longest prefix that covers the code, then by the number
    /// of other conditions.
    pub(crate) fn winners(&self, at: usize, of_kind: impl Fn(&Rule) -> bool) -> Winners<'a> {
        let mut found: Vec<((i8, u32, usize), &'a Row, Truth)> = Vec::new();
        for row in self.rows().filter(|row| of_kind(&row.rule)) {
            let others = self.holds_but_hs(row, at);
            let every = [Hs::ANY];
            let prefixes = if row.when.hs.0.is_empty() { &every[..] } else { &row.when.hs.0[..] };
            for prefix in prefixes {
                let length = if self.fault == Some(Fault::ShortPrefix) { 0 } else { prefix.digits() };
                let holds = others.and(covers(*prefix, self.lines[at].hs));
                found.push(((row.priority, length, conditions(&row.when)), row, holds));
            }
        }
        found.retain(|(_, _, holds)| *holds != Truth::No);
        found.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
        let sure = found.iter().position(|(_, _, holds)| *holds == Truth::Yes);
        found.truncate(sure.map_or(found.len(), |sure| sure + 1));
        Winners { rows: found.into_iter().map(|(_, row, holds)| (row, holds)).collect() }
    }

    /// Whether a row's conditions hold for a line.
    pub(crate) fn holds(&self, row: &Row, at: usize) -> Truth {
        let others = self.holds_but_hs(row, at);
        if row.when.hs.0.is_empty() {
            others
        } else {
            others.and(any_covers(&row.when.hs.0, self.lines[at].hs))
        }
    }

    /// Whether its conditions hold, but for the HS codes that it is for.
    fn holds_but_hs(&self, row: &Row, at: usize) -> Truth {
        let (when, request, goods) = (&row.when, self.request, &self.lines[at]);
        let mut holds = Truth::known(when.to.is_empty() || when.to.contains(&self.to));
        holds = holds.and(one_of(&when.ship_from.0, self.ship_from, None));
        holds = holds.and(none_of(&when.ship_from.1, self.ship_from, None));
        // Goods are likely made where they are sent from.
        let origin = goods.line.origin.map(|origin| taken_for(&self.also, origin));
        holds = holds.and(one_of(&when.origin.0, origin, self.ship_from));
        holds = holds.and(none_of(&when.origin.1, origin, self.ship_from));
        holds = holds.and(any_covers(&when.hs.1, goods.hs).not());
        holds = holds.and(is(when.mode, request.mode, Carriage::Express));
        holds = holds.and(is(when.incoterm, Some(request.incoterm), Incoterm::Dap));
        holds = holds.and(is(when.registered, request.registered, false));
        holds = holds.and(is(when.consumer, Some(request.consumer), true));
        let of_line = |wanted| self.flagged(goods.line, wanted);
        let of_parcel = |wanted| self.parcel_flagged(wanted);
        holds = holds.and(if when.flags.0.0 == 0 { Truth::Yes } else { of_line(when.flags.0) });
        holds = holds.and(of_line(when.flags.1).not());
        holds =
            holds.and(if when.parcel_flags.0.0 == 0 { Truth::Yes } else { of_parcel(when.parcel_flags.0) });
        holds = holds.and(of_parcel(when.parcel_flags.1).not());
        if when.schemes.0 != 0 {
            holds = holds.and(self.goes_by(when.schemes.0, at));
        }
        holds = holds.and(self.goes_by(when.schemes.1, at).not());
        when.value.iter().fold(holds, |holds, test| holds.and(self.test(test, at)))
    }

    /// Whether a line goes by one of these schemes.
    pub(crate) fn goes_by(&self, schemes: u32, at: usize) -> Truth {
        let among = |number: usize| schemes >> number & 1 == 1;
        let goods = &self.lines[at];
        let count = goods.schemes.iter().filter(|scheme| among(scheme.number)).count();
        if count == 0 {
            return Truth::No;
        }
        if count == goods.schemes.len() {
            return Truth::Yes;
        }
        Truth::Open { likely: goods.schemes.first().is_some_and(|scheme| among(scheme.number)) }
    }
}

/// How many conditions there are beside the HS prefixes that cover. Each test of a value is one.
fn conditions(when: &When) -> usize {
    [
        !when.to.is_empty(),
        !when.ship_from.0.is_empty(),
        !when.ship_from.1.is_empty(),
        !when.origin.0.is_empty(),
        !when.origin.1.is_empty(),
        !when.hs.1.is_empty(),
        when.mode.is_some(),
        when.incoterm.is_some(),
        when.registered.is_some(),
        when.consumer.is_some(),
        when.flags.0.0 != 0,
        when.flags.1.0 != 0,
        when.parcel_flags.0.0 != 0,
        when.parcel_flags.1.0 != 0,
        when.schemes.0 != 0,
        when.schemes.1 != 0,
    ]
    .into_iter()
    .filter(|there| *there)
    .count()
        + when.value.len()
}

/// Whether a country is one of a list; an empty list asks nothing. One that is not known is likely `else_likely`.
fn one_of(list: &[Market], country: Option<Market>, else_likely: Option<Market>) -> Truth {
    let among = |country: Market| list.contains(&country);
    match country {
        _ if list.is_empty() => Truth::Yes,
        Some(country) => Truth::known(among(country)),
        None => Truth::Open { likely: else_likely.is_some_and(among) },
    }
}

fn none_of(list: &[Market], country: Option<Market>, else_likely: Option<Market>) -> Truth {
    if list.is_empty() { Truth::Yes } else { one_of(list, country, else_likely).not() }
}

/// Whether a fact is the one asked for. One that is not known is likely `else_likely`.
fn is<T: PartialEq>(asked: Option<T>, known: Option<T>, else_likely: T) -> Truth {
    match (asked, known) {
        (None, _) => Truth::Yes,
        (Some(asked), Some(known)) => Truth::known(asked == known),
        (Some(asked), None) => Truth::Open { likely: asked == else_likely },
    }
}

/// Whether a code begins with a prefix. A code of fewer digits may.
fn covers(prefix: Hs, code: Hs) -> Truth {
    if code.cut(prefix.digits()) == prefix {
        Truth::Yes
    } else if code.digits() < prefix.digits() && prefix.cut(code.digits()) == code {
        Truth::Open { likely: false }
    } else {
        Truth::No
    }
}

/// Whether a code begins with one of these prefixes.
pub(crate) fn any_covers(prefixes: &[Hs], code: Hs) -> Truth {
    prefixes.iter().fold(Truth::No, |any, prefix| any.or(covers(*prefix, code)))
}
