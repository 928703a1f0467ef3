//! Duty, excise and tax of each line: rates by layers, reliefs, and who collects.

use crate::Fault;
use crate::facts::{Facts, Goods};
use crate::range::{Range, Truth};
use rust_decimal::Decimal;
use tradewind_trade::row::{By, Carriage, Charge, Combine, Incoterm, Part, Rate, Row, Rule, Unit};

/// What a rule charges on a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Charged<'a> {
    /// The line.
    pub(crate) line: usize,
    /// Of what.
    pub(crate) charge: Charge,
    /// The rule that says how much.
    pub(crate) rate: &'a Row,
    /// The rule that it is shown under: the last relief that is taken to hold, else the same.
    pub(crate) shown: &'a Row,
    /// Its layer; none of a flat amount.
    pub(crate) layer: Option<u8>,
    /// How much, exactly; none where that cannot be computed without a rate of exchange.
    pub(crate) exact: Option<Range>,
    /// How much once it is rounded. Shares of three sums: they need not be in order.
    pub(crate) rounded: Range,
    /// Tax that is collected at sale.
    pub(crate) at_sale: bool,
    /// What the border asks if a line is not sold, though it likely is.
    pub(crate) if_not_sold: bool,
    /// Who collects it.
    pub(crate) by: By,
}

/// The most mass of a line whose mass is not known, in kilograms, and litres alike: a parcel's. A piece likely has half of one.
const PARCEL: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
const PIECE: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

impl<'a> Facts<'a> {
    /// Everything that is charged, in the order of duty, excise, tax.
    pub(crate) fn charges(&mut self) -> Vec<Charged<'a>> {
        let mut all = Vec::new();
        for charge in [Charge::Duty, Charge::Excise, Charge::Tax] {
            // Within the place there is tax alone.
            if self.domestic() && charge != Charge::Tax {
                continue;
            }
            let mut parts = self.owed(charge, &all);
            for part in &parts {
                let before = &mut self.lines[part.line].before[charge as usize];
                *before = before.plus(part.exact.unwrap_or(Range::ZERO));
            }
            if charge == Charge::Tax && self.request.tax_included {
                parts.extend(self.owed_if_not_sold(&all));
            }
            parts.iter_mut().for_each(|part| self.relieve(part));
            parts.iter_mut().filter(|part| self.may_be_in_the_price(part)).for_each(|part| {
                let likely = |due: Range| if part.if_not_sold { Decimal::ZERO } else { due.likely };
                part.exact = part.exact.map(|due| Range { min: Decimal::ZERO, likely: likely(due), ..due });
            });
            self.round(charge, &mut parts);
            all.extend(parts);
        }
        all
    }

    /// One charge of all lines, before reliefs and rounding.
    fn owed(&self, charge: Charge, so_far: &[Charged<'a>]) -> Vec<Charged<'a>> {
        let mut parts = Vec::new();
        for layer in 0..self.place.layers.len() as u8 {
            if layer == 0 || self.fault != Some(Fault::OneLayer) {
                parts.extend((0..self.lines.len()).filter_map(|at| self.rated(at, charge, layer, so_far)));
            }
        }
        self.flats(charge, &mut parts);
        parts
    }

    /// The tax of lines that are likely sold and may not be, as it is if they are not.
    fn owed_if_not_sold(&mut self, so_far: &[Charged<'a>]) -> Vec<Charged<'a>> {
        let in_doubt = |goods: &Goods<'_>| {
            goods.schemes.first().is_some_and(|likely| likely.at_sale)
                && goods.schemes.iter().any(|scheme| !scheme.at_sale)
        };
        let in_doubt: Vec<bool> = self.lines.iter().map(in_doubt).collect();
        self.none_is_sold = true;
        let mut parts = self.owed(Charge::Tax, so_far);
        self.none_is_sold = false;
        parts.retain(|part| in_doubt[part.line]);
        parts.iter_mut().for_each(|part| part.if_not_sold = true);
        parts
    }

    /// A part of a charge as it is before reliefs and rounding.
    pub(crate) fn part(
        &self,
        at: usize,
        charge: Charge,
        rate: &'a Row,
        layer: Option<u8>,
        exact: Option<Range>,
    ) -> Charged<'a> {
        let at_sale = charge == Charge::Tax && self.sold(at);
        let by = self.collector(at, charge);
        let (rounded, if_not_sold) = (Range::ZERO, false);
        Charged { line: at, charge, rate, shown: rate, layer, exact, rounded, at_sale, if_not_sold, by }
    }

    /// Whether the tax of a line is collected at sale, as far as that is likely.
    fn sold(&self, at: usize) -> bool {
        !self.none_is_sold && self.lines[at].schemes.first().is_some_and(|scheme| scheme.at_sale)
    }

    /// Whether a tax of the border is of a line that may be sold: then the price may have its tax in it already.
    fn may_be_in_the_price(&self, part: &Charged<'_>) -> bool {
        let may_be_sold = || self.lines[part.line].schemes.iter().any(|scheme| scheme.at_sale);
        let asked = self.request.tax_included && self.fault != Some(Fault::TaxAlwaysOnTop);
        asked && part.charge == Charge::Tax && !part.at_sale && may_be_sold()
    }

    /// A charge of a line as it is charged; none where a part of it cannot be computed.
    fn charged(&self, at: usize, charge: Charge, so_far: &[Charged<'_>]) -> Option<Range> {
        let parts = so_far.iter().filter(|part| part.line == at && part.charge == charge);
        parts
            .map(|part| part.exact.and(Some(part.rounded.in_order())))
            .try_fold(Range::ZERO, |sum, part| Some(sum.plus(part?)))
    }

    /// The base of a charge on a line.
    fn base(&self, at: usize, rate: &Rate, so_far: &[Charged<'_>]) -> Option<Range> {
        let goods = &self.lines[at];
        if rate.of != Charge::Tax {
            return if rate.with_duty {
                Some(goods.customs.plus(self.charged(at, Charge::Duty, so_far)?))
            } else {
                Some(goods.customs)
            };
        }
        let winners = self.winners(at, |rule| matches!(rule, Rule::TaxBase(_)));
        winners.range(|row| {
            let Rule::TaxBase(parts) = row.rule else { return None };
            // The price is the base of tax that is within it: an excise is in it already.
            let within = self.request.tax_included && self.sold(at);
            let customs = if within { Range::known(goods.goods) } else { goods.customs };
            let amounts = [
                (Part::Goods, Some(Range::known(goods.goods))),
                (Part::Customs, Some(customs)),
                (Part::Delivery, Some(Range::known(goods.delivery))),
                (Part::Insurance, Some(Range::known(goods.insurance))),
                (Part::Duty, self.charged(at, Charge::Duty, so_far)),
                (Part::Excise, self.charged(at, Charge::Excise, so_far)),
            ];
            let left_out = |part: Part| match part {
                Part::Duty => self.fault == Some(Fault::NoDutyInTaxBase),
                Part::Excise => within,
                _ => false,
            };
            let counts = |part: Part| parts >> (part as u8) & 1 == 1 && !left_out(part);
            let mut amounts = amounts.into_iter().filter(|(part, _)| counts(*part));
            amounts.try_fold(Range::ZERO, |sum, (_, amount)| Some(sum.plus(amount?)))
        })
    }

    /// What one layer of a charge comes to on a line.
    fn rated(&self, at: usize, charge: Charge, layer: u8, so_far: &[Charged<'a>]) -> Option<Charged<'a>> {
        let of_layer =
            |rule: &Rule| matches!(rule, Rule::Rate(rate) if rate.of == charge && rate.layer == layer);
        let mut winners = self.winners(at, of_layer);
        // What has no amount counts only where it holds for certain.
        let has_amount = |row: &Row| match &row.rule {
            Rule::Rate(rate) => rate.percent.is_some() || rate.amount.is_some(),
            _ => false,
        };
        winners.rows.retain(|(row, truth)| *truth == Truth::Yes || has_amount(row));
        let exact = winners.range(|row| {
            let Rule::Rate(rate) = &row.rule else { return None };
            self.at_rate(at, rate, so_far)
        });
        Some(self.part(at, charge, winners.named()?, Some(layer), exact))
    }

    /// A rate on a line: by percent, by an amount for each unit, or by both.
    fn at_rate(&self, at: usize, rate: &Rate, so_far: &[Charged<'_>]) -> Option<Range> {
        let percent = match rate.percent {
            None => None,
            Some(percent) => {
                let (base, percent) = (self.base(at, rate, so_far)?, Range::of(percent));
                // Tax that is within the price is a part of it: of 119 at 19 percent, 19.
                let within = rate.of == Charge::Tax && self.request.tax_included && self.sold(at);
                let taken = |base, percent| base * percent / (Decimal::ONE_HUNDRED + percent);
                Some(if within { base.with(percent, taken) } else { base.percent(percent) })
            }
        };
        let amount = match rate.amount {
            None => None,
            Some((unit, amount)) => {
                let all =
                    Range::of(amount).with(units(&self.lines[at], unit), |amount, units| amount * units);
                Some(self.of_place(all)?)
            }
        };
        match (percent, amount) {
            (Some(percent), Some(amount)) => Some(combined(rate.combine, percent, amount)),
            (one, other) => one.or(other),
        }
    }

    /// Takes off what reliefs say. Reliefs are of imports.
    fn relieve(&self, part: &mut Charged<'a>) {
        if self.domestic() {
            return;
        }
        for row in self.rows() {
            let Rule::Relief { of, pays, layers } = row.rule else { continue };
            let in_layer = layers == 0 || part.layer.is_some_and(|layer| layers >> layer & 1 == 1);
            if of >> (part.charge as u8) & 1 == 0 || !in_layer {
                continue;
            }
            let (holds, Some(whole)) = (self.holds(row, part.line), part.exact) else { continue };
            if holds.is_likely() {
                part.shown = row;
            }
            let left = whole.percent(Range::known(pays));
            part.exact = Some(match holds {
                Truth::No => whole,
                Truth::Yes => left,
                Truth::Open { likely: true } => left.or(whole),
                Truth::Open { likely: false } => whole.or(left),
            });
        }
    }

    /// Who collects a charge on a line.
    fn collector(&self, at: usize, charge: Charge) -> By {
        let ddp = self.request.incoterm == Incoterm::Ddp && self.fault != Some(Fault::DdpIgnored);
        let of_charge =
            |rule: &Rule| matches!(rule, Rule::Collect { of, .. } if of >> (charge as u8) & 1 == 1);
        let winners = self.winners(at, of_charge);
        let likely = winners.rows.iter().find(|(_, truth)| truth.is_likely()).map(|(row, _)| &row.rule);
        let by = match likely {
            Some(Rule::Collect { by, .. }) => *by,
            _ if charge == Charge::Tax && self.sold(at) => By::Seller,
            _ if self.request.mode == Some(Carriage::Post) => By::Border,
            _ => By::Carrier,
        };
        let claimed = match charge {
            Charge::Duty => self.request.claimed.duty,
            Charge::Tax => self.request.claimed.import_tax && !self.sold(at),
            Charge::Excise | Charge::Customs => false,
        };
        if (ddp || claimed) && matches!(by, By::Carrier | By::Border) { By::Seller } else { by }
    }
}

/// How many units a line has.
pub(crate) fn units(goods: &Goods<'_>, unit: Unit) -> Range {
    let pieces = Decimal::from(goods.line.quantity);
    let measured = |of_piece: Option<u32>| match of_piece {
        Some(thousandths) => Range::known(pieces * Decimal::from(thousandths) / Decimal::ONE_THOUSAND),
        None => Range { min: Decimal::ZERO, likely: PARCEL.min(pieces * PIECE), max: PARCEL },
    };
    match unit {
        Unit::Item => Range::known(pieces),
        Unit::Kg => measured(goods.line.grams),
        Unit::Litre => measured(goods.line.millilitres),
        Unit::Line | Unit::Consignment | Unit::Subheading => Range::known(Decimal::ONE),
    }
}

/// A percent and an amount as one.
pub(crate) fn combined(combine: Combine, percent: Range, amount: Range) -> Range {
    match combine {
        Combine::Add => percent.plus(amount),
        Combine::Greater => percent.with(amount, Decimal::max),
        Combine::Lesser => percent.with(amount, Decimal::min),
    }
}
