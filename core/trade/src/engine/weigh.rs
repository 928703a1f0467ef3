//! The total of an order whose charges are kept by line: what its quote comes to, without parts that could be told.

use super::facts::Facts;
use super::fee::{self, fees_on};
use super::kept::{Kept, Lines, Way};
use super::part::{Below, Minor, Weighed};
use super::settle::Room;
use super::{order, rate, report};
use crate::round::Level;
use crate::row::Charge;
use crate::{Amount, Span};

/// What is added up of charges that are rounded.
struct Sums {
    /// What is charged on each line already.
    below: Vec<Below>,
    /// By the first way that one line tells.
    told: Vec<Minor>,
    /// What is collected on delivery; none where a part of it is not known.
    advanced: Option<Minor>,
    /// Something of it is collected for certain.
    due: bool,
    /// Every charge can be known.
    known: bool,
}

/// A part of a line, of which it is known how much it is.
#[derive(Clone, Copy)]
struct Told<'k> {
    line: usize,
    /// That of its way: parts are grouped by it.
    together: usize,
    way: &'k Way,
    much: &'k (Span, Weighed),
}

/// The total of these lines; none where a charge or a fee of it cannot be known. No answer where lines are
/// rounded in different ways, and for an order that is in error.
pub(super) fn total(kept: &mut Kept, facts: &Facts<'_>, lines: &Lines) -> Option<Option<Amount>> {
    let (numbers, state) = (lines.numbers.as_slice(), lines.state);
    let below = vec![Below::default(); numbers.len()];
    let nothing = Some(Minor::default());
    let mut sums = Sums { below, told: Vec::new(), advanced: nothing, due: false, known: true };
    for of in order::owed(facts) {
        charge(kept, facts, (of, state), numbers, &mut sums)?;
    }
    let advanced = sums.advanced.map(|minor| minor.main(facts.digits));
    let fees = fees_on(facts, advanced).ok()?;
    if !sums.known {
        return Some(None);
    }
    report::total_of(facts, sums.told.into_iter().map(Minor::in_order), &fees).ok()
}

/// Adds up a charge of all lines.
fn charge(
    kept: &mut Kept,
    facts: &Facts<'_>,
    (of, state): (Charge, usize),
    numbers: &[usize],
    sums: &mut Sums,
) -> Option<()> {
    let tables = rate::tables(facts, of).enumerate().filter(|(_, (number, _))| facts.kinds.may_rate(*number));
    let tables: Vec<usize> = tables.map(|(nth, _)| nth).collect();
    if tables.is_empty() {
        return Some(());
    }
    let mut firsts = Vec::with_capacity(numbers.len());
    for (at, (number, below)) in numbers.iter().zip(&sums.below).enumerate() {
        firsts.push(kept.ask(facts, (of, state), below, (*number, at))?);
    }
    sums.told.resize(kept.ways.len(), Minor::default());
    let mut parts: Vec<Told<'_>> = Vec::with_capacity(numbers.len() * tables.len());
    for nth in tables {
        for (line, first) in firsts.iter().enumerate() {
            let Some(one) = kept.part(first + nth) else { continue };
            match &one.much {
                Some(much) => parts.push(Told { line, together: one.way.together, way: &one.way, much }),
                None => sums.unknown(of, line, &one.way)?,
            }
        }
    }
    rounded(kept, facts, of, &parts, sums)
}

/// Rounds the parts of a charge and adds them up.
fn rounded(kept: &Kept, facts: &Facts<'_>, of: Charge, parts: &[Told<'_>], sums: &mut Sums) -> Option<()> {
    let Some(first) = parts.first() else { return Some(()) };
    let rounding = first.way.rounding;
    let mut room = Room::of(facts, of, sums.due);
    if rounding.is_some_and(|rounding| matches!(rounding.level, Level::Unit | Level::Line)) {
        let alike = parts.iter().all(|part| part.way.rounding == rounding);
        let mut each = alike.then(|| parts.iter())?;
        return each.try_for_each(|part| together(facts, of, &[part], &mut room, sums));
    }
    // How many are rounded together; then where each group begins among all, and at last where it ends.
    let mut ends = vec![0; kept.ways.len()];
    for part in parts {
        *ends.get_mut(part.together)? += 1;
    }
    let mut before = 0;
    ends.iter_mut().for_each(|end| before += std::mem::replace(end, before));
    let mut grouped = vec![first; parts.len()];
    for part in parts {
        let next = ends.get_mut(part.together)?;
        *grouped.get_mut(*next)? = part;
        *next += 1;
    }
    let mut from = 0;
    for end in ends {
        if let Some(group) = grouped.get(from..end).filter(|group| !group.is_empty()) {
            // Those of one group are rounded alike.
            group.first().filter(|part| part.way.rounding == rounding)?;
            together(facts, of, group, &mut room, sums)?;
        }
        from = end;
    }
    Some(())
}

/// Rounds the sum of what is rounded together, and adds up its shares.
fn together(
    facts: &Facts<'_>,
    of: Charge,
    parts: &[&Told<'_>],
    room: &mut Room,
    sums: &mut Sums,
) -> Option<()> {
    let first = parts.first()?.way;
    let of_one_row = parts.iter().all(|part| part.way.row == first.row);
    let weighed = parts.iter().map(|part| part.much);
    let minors = room.shared(facts, (first.rounding, first.at_sale), of_one_row, weighed).ok()?;
    parts.iter().zip(minors).try_for_each(|(part, minor)| sums.add(of, part, *minor))
}

impl Sums {
    /// With a part that is rounded.
    fn add(&mut self, of: Charge, Told { line, way, .. }: &Told<'_>, minor: Minor) -> Option<()> {
        self.below.get_mut(*line)?.charge(of, Some(minor)).ok()?;
        let told = self.told.get_mut(way.told)?;
        *told = told.plus(minor)?;
        if fee::on_delivery(way.by) {
            let minor = minor.in_order();
            self.due |= minor.min > 0;
            self.advanced = match self.advanced {
                Some(before) => Some(before.plus(minor)?),
                None => None,
            };
        }
        Some(())
    }

    /// With a part of which it cannot be known how much it is.
    fn unknown(&mut self, of: Charge, line: usize, way: &Way) -> Option<()> {
        self.known = false;
        self.below.get_mut(line)?.charge(of, None).ok()?;
        if fee::on_delivery(way.by) {
            self.advanced = None;
        }
        Some(())
    }
}
