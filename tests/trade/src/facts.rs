//! What is known of an order: its amounts in the place's currency, shared to lines, and the schemes that each line may go by.

use crate::Fault;
use crate::range::{Range, Truth};
use crate::rounding::{rounded, shared};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::{DOMESTIC, Measure, NORMAL, Per, Place, Row, Rule, ValueTest};
use tradewind_trade::{Hs, Line, Mode, Request};

/// A line of goods, with amounts in the currency of the quote.
#[derive(Debug)]
pub(crate) struct Goods<'a> {
    /// As it was asked.
    pub(crate) line: &'a Line,
    /// The price of all pieces, as it is paid.
    pub(crate) goods: Decimal,
    /// Its share of delivery.
    pub(crate) delivery: Decimal,
    /// Its share of insurance.
    pub(crate) insurance: Decimal,
    /// The price, and that with delivery and insurance, without the tax that is within them.
    pub(crate) worth: [Range; 2],
    /// The code, as far as it is one of the place's edition.
    pub(crate) hs: Hs,
    /// Schemes that it may go by, the likely one first.
    pub(crate) schemes: Vec<Scheme>,
    /// The customs value by the valuation.
    pub(crate) valued: Range,
    /// The same as it is charged: rounded where the place says so.
    pub(crate) customs: Range,
    /// Duty, excise and tax before reliefs, as far as they are computed.
    pub(crate) before: [Range; 3],
}

/// A scheme that a line may go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scheme {
    /// Its number in the place.
    pub(crate) number: usize,
    /// Tax is collected at sale.
    pub(crate) at_sale: bool,
}

/// From one currency into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exchange {
    /// Both are one.
    Same,
    /// One of the first is so much of the second.
    Times(Decimal),
    /// One of the second is so much of the first.
    Over(Decimal),
}

/// All that is known of an order.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// Whose rules hold.
    pub(crate) place: &'a Place,
    /// What was asked.
    pub(crate) request: &'a Request,
    /// From the quote's currency into the place's; none where no rate was given.
    pub(crate) exchange: Option<Exchange>,
    /// The currency of the quote.
    pub(crate) currency: Currency,
    /// Its decimals.
    pub(crate) digits: i32,
    /// Where it goes to, and where it is sent from, as the place takes these codes.
    pub(crate) to: Market,
    pub(crate) ship_from: Option<Market>,
    /// Other codes of countries, of all places.
    pub(crate) also: Vec<(Market, Market)>,
    /// While it is asked what tax is within a price: tests of values are not answered.
    pub(crate) unmeasured: bool,
    /// While it is asked what the border takes of lines that are likely sold: no line is taken for one.
    pub(crate) none_is_sold: bool,
    /// Lines of goods.
    pub(crate) lines: Vec<Goods<'a>>,
    /// What delivery and insurance cost.
    pub(crate) way: [Decimal; 2],
    /// A fault that is put in on purpose.
    pub(crate) fault: Option<Fault>,
}

impl Exchange {
    /// By what an order brings, in either direction.
    pub(crate) fn find(request: &Request, from: Currency, to: Currency) -> Option<Self> {
        if from == to {
            return Some(Self::Same);
        }
        let rate = |from, to| request.rates.iter().find(|rate| rate.from == from && rate.to == to);
        let there = rate(from, to).map(|rate| Self::Times(rate.rate));
        there.or_else(|| rate(to, from).map(|rate| Self::Over(rate.rate)))
    }

    /// Into the second currency.
    pub(crate) fn there(self, value: Decimal) -> Decimal {
        match self {
            Self::Same => value,
            Self::Times(rate) => value * rate,
            Self::Over(rate) => value / rate,
        }
    }

    /// Into the first currency.
    pub(crate) fn back(self, value: Decimal) -> Decimal {
        match self {
            Self::Same => value,
            Self::Times(rate) => value / rate,
            Self::Over(rate) => value * rate,
        }
    }
}

impl<'a> Facts<'a> {
    /// Reads an order.
    pub(crate) fn of(
        (places, place): (&[Place], &'a Place),
        request: &'a Request,
        fault: Option<Fault>,
    ) -> Self {
        let also: Vec<(Market, Market)> = places.iter().flat_map(|place| place.also.clone()).collect();
        let here: Vec<(Market, Market)> = also.iter().chain(&place.within).copied().collect();
        let own = request.delivery.currency;
        let currency = request.quote_in.unwrap_or(own);
        let digits = currency.minor_digits() as i32;
        let into = Exchange::find(request, own, currency).unwrap_or(Exchange::Same);
        // Prices of pieces, delivery and insurance are whole minor units of the quote's currency before anything is computed.
        let whole = |money: Money| rounded(into.there(money.to_decimal()), Mode::HalfUp, -digits);
        let goods: Vec<Decimal> =
            request.lines.iter().map(|line| whole(line.price) * Decimal::from(line.quantity)).collect();
        let way = [whole(request.delivery), whole(request.insurance)];
        let [deliveries, insurances] = way.map(|cost| shared(cost, &goods, digits));
        let lines = request.lines.iter().enumerate().map(|(at, line)| Goods {
            line,
            goods: goods[at],
            delivery: deliveries[at],
            insurance: insurances[at],
            worth: [Range::known(goods[at]), Range::known(goods[at] + deliveries[at] + insurances[at])],
            // The headings alone are taken to be the same in all editions.
            hs: if line.edition == place.edition { line.hs } else { line.hs.cut(4) },
            schemes: Vec::new(),
            valued: Range::ZERO,
            customs: Range::ZERO,
            before: [Range::ZERO; 3],
        });
        let mut facts = Self {
            place,
            request,
            exchange: Exchange::find(request, currency, place.currency),
            currency,
            digits,
            to: taken_for(&here, request.to),
            ship_from: request.ship_from.map(|from| taken_for(&here, from)),
            also,
            unmeasured: false,
            none_is_sold: false,
            lines: lines.collect(),
            way,
            fault,
        };
        let mut schemes = Vec::new();
        for at in 0..facts.lines.len() {
            schemes.push(facts.schemes(at));
        }
        for (at, schemes) in schemes.into_iter().enumerate() {
            facts.lines[at].schemes = schemes;
        }
        if request.tax_included {
            facts.take_tax_out();
        }
        for at in 0..facts.lines.len() {
            facts.lines[at].valued = facts.valued(at);
        }
        facts.round_customs();
        facts
    }

    /// From the place's currency into the quote's; none without a rate.
    pub(crate) fn of_place(&self, amount: Range) -> Option<Range> {
        self.exchange.map(|exchange| amount.each(|value| exchange.back(value)))
    }

    /// Rows that hold on the day.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Row> + '_ {
        let on = self.request.on;
        self.place.rows.iter().filter(move |row| match self.fault {
            Some(Fault::LastDayLost) => row.from <= on && row.until.is_none_or(|last| on < last),
            Some(Fault::FirstDayLost) => row.from < on && row.until.is_none_or(|last| on <= last),
            _ => row.from <= on && row.until.is_none_or(|last| on <= last),
        })
    }

    /// Whether the parcel is sent from within the place, or from within the country where that has no file. Where that is not known, it
    /// is taken to come from abroad.
    pub(crate) fn domestic(&self) -> bool {
        let within = |from: Market| from == self.to || self.place.countries.contains(&from);
        self.ship_from.is_some_and(within)
    }

    /// The schemes that a line may go by, the likely one first.
    fn schemes(&mut self, at: usize) -> Vec<Scheme> {
        let mut found = Vec::new();
        let mut likely = None;
        let mut next = |scheme: Scheme, truth: Truth| {
            if truth != Truth::No {
                found.push(scheme);
            }
            if truth.is_likely() && likely.is_none() {
                likely = Some(scheme);
            }
            truth == Truth::Yes
        };
        let mut sure = next(Scheme { number: DOMESTIC, at_sale: true }, Truth::known(self.domestic()));
        let rows: Vec<&Row> = self.rows().collect();
        for row in rows {
            let Rule::Scheme { number, tax_at_sale } = row.rule else { continue };
            let scheme = Scheme { number: usize::from(number), at_sale: tax_at_sale };
            // The limits of a procedure whose tax is within the prices are asked of all prices without it.
            if self.request.tax_included {
                (0..self.lines.len()).for_each(|line| self.lines[line].worth = self.worth(line, &[scheme]));
            }
            sure = sure || next(scheme, self.holds(row, at));
        }
        if !sure {
            next(Scheme { number: NORMAL, at_sale: false }, Truth::Yes);
        }
        if let Some(likely) = likely {
            found.retain(|scheme| *scheme != likely);
            found.insert(0, likely);
        }
        found
    }

    fn valued(&self, at: usize) -> Range {
        let goods = &self.lines[at];
        let value = |row: &Row| {
            let Rule::Valuation { cif, part } = row.rule else { return None };
            let cif = cif && self.fault != Some(Fault::FobForCif);
            let whole = if cif { goods.worth[1] } else { goods.worth[0] };
            Some(whole.percent(Range::known(part)))
        };
        let winners = self.winners(at, |rule| matches!(rule, Rule::Valuation { .. }));
        winners.range(value).unwrap_or(Range::ZERO)
    }

    /// A value that a test asks for, in the place's currency: the least, the likely, and the most where there is one.
    fn value(&self, test: &ValueTest, at: usize) -> Option<(Decimal, Decimal, Option<Decimal>)> {
        let of_line = |goods: &Goods<'_>| match test.of {
            Measure::Goods if self.fault == Some(Fault::ReliefOnCif) => goods.worth[1],
            Measure::Goods | Measure::Year => goods.worth[0],
            Measure::Cif => goods.worth[1],
            Measure::Customs => goods.valued,
            Measure::Duty => goods.before[0],
            Measure::Tax => goods.before[2],
            Measure::Charges => goods.before[0].plus(goods.before[1]).plus(goods.before[2]),
            Measure::Turnover | Measure::Pieces => Range::ZERO,
        };
        // What one person spends and one seller turns over has no lines.
        let per =
            if matches!(test.of, Measure::Year | Measure::Turnover) { Per::Consignment } else { test.per };
        let range = match per {
            Per::Consignment => self.lines.iter().map(of_line).fold(Range::ZERO, Range::plus),
            Per::Line => of_line(&self.lines[at]),
            Per::Item => {
                let pieces = Decimal::from(self.lines[at].line.quantity);
                of_line(&self.lines[at]).each(|value| value / pieces)
            }
        };
        let range = range.in_order();
        let there = self.exchange.map(|exchange| range.each(|value| exchange.there(value)));
        let told = match test.of {
            Measure::Year => self.request.year_spent,
            Measure::Turnover => self.request.turnover,
            _ => return there.map(|range| (range.min, range.likely, Some(range.max))),
        };
        let told = told.and_then(|money| {
            let exchange = Exchange::find(self.request, money.currency, self.place.currency);
            exchange.map(|exchange| exchange.there(money.to_decimal()))
        });
        let least = told.unwrap_or_default();
        Some(match there {
            Some(range) => (range.min + least, range.likely + least, told.map(|told| range.max + told)),
            None if test.of == Measure::Turnover => (least, least, told),
            None => (least, least, None),
        })
    }

    /// Whether a test of a value holds.
    pub(crate) fn test(&self, test: &ValueTest, at: usize) -> Truth {
        if self.unmeasured {
            return Truth::Open { likely: true };
        }
        if test.of == Measure::Pieces {
            // A number and no amount: no rate, no tax and no share of a line is asked for it.
            let mut pieces = Decimal::ZERO;
            for goods in &self.lines {
                pieces += Decimal::from(goods.line.quantity);
            }
            let over = test.low.is_none_or(|(bound, strict)| pieces > bound || (!strict && pieces == bound));
            let under =
                test.high.is_none_or(|(bound, strict)| pieces < bound || (!strict && pieces == bound));
            return Truth::known(over && under);
        }
        let Some((mut min, mut likely, mut max)) = self.value(test, at) else {
            return Truth::Open { likely: false };
        };
        if self.request.tax_included && test.of != Measure::Turnover {
            // Taking tax out divides: the last digits of what is measured say nothing.
            let nine = |value: Decimal| value.round_dp(9);
            (min, likely, max) = (nine(min), nine(likely), max.map(nine));
        }
        let low = |value: Decimal| match test.low {
            None => true,
            Some((bound, true)) => value > bound,
            Some((bound, false)) => value >= bound,
        };
        let loose_is_strict = self.fault == Some(Fault::LimitIsBelow);
        let high = |value: Decimal| match test.high {
            None => true,
            Some((bound, strict)) if strict || loose_is_strict => value < bound,
            Some((bound, _)) => value <= bound,
        };
        let may = high(min) && max.is_none_or(low);
        let must = low(min) && max.map_or(test.high.is_none(), high);
        match (may, must) {
            (false, _) => Truth::No,
            (true, true) => Truth::Yes,
            (true, false) => Truth::Open { likely: low(likely) && high(likely) },
        }
    }
}

/// The country that a code is taken for; mostly itself.
pub(crate) fn taken_for(codes: &[(Market, Market)], code: Market) -> Market {
    codes.iter().find(|(other, _)| *other == code).map_or(code, |(_, country)| *country)
}
