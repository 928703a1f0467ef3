//! Flat amounts: what is counted in the least, the likely and the greatest case, shared to lines.

use crate::charges::{Charged, units};
use crate::facts::Facts;
use crate::range::{Range, Truth};
use crate::rounding::shared;
use rust_decimal::Decimal;
use tradewind_trade::Hs;
use tradewind_trade::row::{Charge, Rule, Unit};

/// Which of the three numbers of a range is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Least,
    Likely,
    Most,
}

impl<'a> Facts<'a> {
    /// Flat amounts of a charge: they replace or join the rated parts.
    pub(crate) fn flats(&self, charge: Charge, parts: &mut Vec<Charged<'a>>) {
        for row in self.rows() {
            let Rule::Flat { of, amount, per, digits, replaces } = row.rule else { continue };
            if of != charge {
                continue;
            }
            let covers: Vec<Truth> = (0..self.lines.len()).map(|at| self.holds(row, at)).collect();
            if replaces {
                for part in parts.iter_mut().filter(|part| part.layer.is_some()) {
                    part.exact = part.exact.map(|exact| exact.if_holds(covers[part.line].not()));
                }
                parts.retain(|part| part.layer.is_none() || covers[part.line] != Truth::Yes);
            }
            let in_case = |case: Case| {
                let covered = |at: &usize| match case {
                    Case::Least => covers[*at] == Truth::Yes,
                    Case::Likely => covers[*at].is_likely(),
                    Case::Most => covers[*at] != Truth::No,
                };
                let covered: Vec<usize> = (0..self.lines.len()).filter(covered).collect();
                let amount = match case {
                    Case::Least => amount.min,
                    Case::Likely => amount.likely,
                    Case::Most => amount.max,
                };
                self.borne(&covered, amount, (per, u32::from(digits)), case)
            };
            let (least, likely, most) = (in_case(Case::Least), in_case(Case::Likely), in_case(Case::Most));
            for at in (0..self.lines.len()).filter(|at| covers[*at] != Truth::No) {
                let amount = Range { min: least[at], likely: likely[at], max: most[at] };
                parts.push(self.part(at, charge, row, None, self.of_place(amount)));
            }
        }
    }

    /// What each line bears, in the place's currency: lines that share one thing bear it in whole minor units.
    fn borne(
        &self,
        covered: &[usize],
        amount: Decimal,
        (per, digits): (Unit, u32),
        case: Case,
    ) -> Vec<Decimal> {
        let mut borne = vec![Decimal::ZERO; self.lines.len()];
        let (count, weights): (usize, Vec<Decimal>) = match per {
            Unit::Consignment => {
                (covered.len().min(1), covered.iter().map(|at| self.lines[*at].goods).collect())
            }
            Unit::Subheading => {
                let groups = self.subheadings(covered, digits, case);
                (groups.len(), self.parts_of_subheadings(covered, digits))
            }
            unit => {
                for at in covered {
                    let units = units(&self.lines[*at], unit);
                    borne[*at] = amount
                        * match case {
                            Case::Least => units.min,
                            Case::Likely => units.likely,
                            Case::Most => units.max,
                        };
                }
                return borne;
            }
        };
        let minor = self.place.currency.minor_digits() as i32;
        let shares = shared(amount * Decimal::from(count), &weights, minor);
        for (at, share) in covered.iter().zip(shares) {
            borne[*at] = share;
        }
        borne
    }

    /// Lines of one sub-heading bear equal parts of its amount; a code that is too short counts as one of its own.
    fn parts_of_subheadings(&self, covered: &[usize], digits: u32) -> Vec<Decimal> {
        let code = |at: &usize| self.lines[*at].hs.cut(digits);
        let same = |at: &usize| covered.iter().filter(|other| code(other) == code(at)).count();
        let alone = |at: &usize| code(at).digits() < digits;
        // A number that every count of lines up to 16 divides.
        let whole = Decimal::from(720_720);
        covered.iter().map(|at| if alone(at) { whole } else { whole / Decimal::from(same(at)) }).collect()
    }

    /// Lines by sub-heading. One whose code is not known that far may be of a known one, and may be of another than all.
    fn subheadings(&self, covered: &[usize], digits: u32, case: Case) -> Vec<Vec<usize>> {
        let code = |at: &usize| self.lines[*at].hs.cut(digits);
        let mut groups: Vec<(Hs, Vec<usize>)> = Vec::new();
        for at in covered {
            let mut own = code(at);
            if case == Case::Least {
                let longer = covered.iter().map(code).filter(|other| other.cut(own.digits()) == own);
                own = longer.max_by_key(|other| other.digits()).unwrap_or(own);
            }
            let alone = case == Case::Most && own.digits() < digits;
            match groups.iter_mut().find(|(known, _)| *known == own && !alone) {
                Some((_, lines)) => lines.push(*at),
                None => groups.push((own, vec![*at])),
            }
        }
        groups.into_iter().map(|(_, lines)| lines).collect()
    }
}
