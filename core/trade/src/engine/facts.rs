//! What is known of an order, in one currency: its lines with their shares, its sums, and the schemes that lines go by.

use super::before::Before;
use super::exchange::Exchange;
use super::kinds::{Kinds, List, Setting};
use crate::allocate::allocate_into;
use crate::row::{Charge, DOMESTIC, Measure, NORMAL, Place, Rule};
use crate::rules::Indexed;
use crate::span::{Truth, Unknowns, sum};
use crate::{Hs, Request, Span, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market, Money};

/// An order at a place.
pub(crate) struct Facts<'a> {
    pub(crate) request: &'a Request,
    pub(crate) indexed: &'a Indexed,
    /// What rows say of goods that are alike.
    pub(crate) kinds: Kinds,
    /// Lines whose goods these are.
    before: Before<Good>,
    pub(crate) place: &'a Place,
    /// Where it goes and where it is sent from, as the place takes these codes.
    pub(crate) to: Market,
    pub(crate) ship_from: Option<Market>,
    /// Of every amount here that does not say otherwise.
    pub(crate) currency: Currency,
    /// Its decimals.
    pub(crate) digits: u32,
    pub(crate) exchange: Option<Exchange<'a>>,
    pub(crate) goods: Vec<Good>,
    /// Prices of all goods; with delivery and insurance; both without tax that is within them. Each of these two as it is paid.
    pub(crate) all_goods: Span,
    pub(crate) all_cif: Span,
    /// Sums of the consignment in the place's currency, which many rows test: goods, goods with delivery and insurance, customs
    /// value. None without a rate.
    pub(super) tested_goods: Option<Span>,
    pub(super) tested_cif: Option<Span>,
    pub(super) tested_customs: Option<Span>,
    pub(crate) delivery: i64,
    pub(crate) insurance: i64,
    /// What the person spent before, and with these goods.
    said_year: Span,
    pub(super) year: Span,
    pub(super) turnover: Span,
    /// No price was said: tests of values stay open.
    pub(super) values_open: bool,
}

/// A line, with its share of delivery and insurance by value. Main units, as they are paid where nothing else is said.
#[derive(Debug)]
pub(crate) struct Good {
    /// Its number in [`Facts::kinds`].
    pub(crate) kind: usize,
    pub(crate) origin: Option<Market>,
    /// As far as it is known in the place's edition.
    pub(crate) code: Hs,
    pub(crate) other_edition: bool,
    pub(crate) each: Decimal,
    pub(crate) quantity: Decimal,
    pub(crate) goods: Decimal,
    /// The same in minor units.
    pub(crate) minor: i64,
    pub(crate) delivery: Decimal,
    pub(crate) insurance: Decimal,
    /// The shares in minor units: of delivery, of insurance.
    pub(super) way: (i64, i64),
    /// The goods, and they with delivery and insurance, without tax that is within their prices.
    pub(crate) worth: Span,
    pub(crate) cif: Span,
    pub(crate) scheme: Schemes,
    /// The customs value by the valuation.
    pub(crate) valued: Span,
    /// The same as it is charged on: rounded where the place says so.
    pub(crate) customs: Span,
    /// Its number among lines that are kept, and the schemes that it had there; none once anything else of it changed.
    pub(super) kept: Option<(usize, Alike)>,
}

/// Which schemes a line may go by, as bits, and which it is likely to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schemes {
    pub(super) can: u32,
    pub(super) likely: usize,
    pub(super) hangs_on: Unknowns,
    /// The tax is collected at sale, in the likely one.
    pub(crate) at_sale: bool,
}

/// Schemes that a line may go by, the likely one, and whether the tax of that is collected at sale.
pub(super) type Alike = (u32, usize, bool);

/// What is found of a line while the rows of schemes are gone through.
#[derive(Clone, Copy)]
struct Found {
    can: u32,
    /// Number, and whether its tax is collected at sale.
    likely: Option<(usize, bool)>,
    hangs_on: Unknowns,
    /// A row holds: none behind it counts.
    done: bool,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(request: &'a Request, indexed: &'a Indexed) -> Result<Self, TradeError> {
        Self::with(request, indexed, Kinds::new(Setting::of(request, indexed), indexed), Before::default())
    }

    /// The same with answers that there are already, for the setting of this order, and goods of the order before.
    pub(crate) fn with(
        request: &'a Request,
        indexed: &'a Indexed,
        kinds: Kinds,
        mut before: Before<Good>,
    ) -> Result<Self, TradeError> {
        let asked = request.currency()?;
        let currency = request.quote_in.unwrap_or(asked);
        let into = Exchange::find(&request.rates, asked, currency).ok_or(TradeError::NoRate)?;
        let digits = currency.minor_digits();
        let minor = |money: Money| into.minor(money, digits);
        let place = &indexed.place;
        let mut facts = Self {
            request,
            indexed,
            kinds,
            before: Before::default(),
            place,
            to: indexed.country(request.to),
            ship_from: request.ship_from.map(|from| indexed.country(from)),
            currency,
            digits,
            exchange: Exchange::find(&request.rates, currency, place.currency),
            goods: Vec::new(),
            all_goods: Span::ZERO,
            all_cif: Span::ZERO,
            tested_goods: None,
            tested_cif: None,
            tested_customs: None,
            delivery: minor(request.delivery)?,
            insurance: minor(request.insurance)?,
            said_year: Span::ZERO,
            year: Span::ZERO,
            turnover: Span::ZERO,
            values_open: false,
        };
        before.begin(currency, into, request.tax_included || facts.schemes_ask_back());
        before.follow(&request.lines, |line| {
            let each = minor(line.price)?;
            let all = each.checked_mul(i64::from(line.quantity)).ok_or(TradeError::Overflow)?;
            Ok(facts.good(line, each, all))
        })?;
        facts.goods = std::mem::take(&mut before.goods);
        facts.before = before;
        facts.share()?;
        facts.said_year = facts.said(request.year_spent)?;
        facts.turnover = facts.said(request.turnover)?;
        facts.sum_up()?;
        facts.set_schemes()?;
        Ok(facts)
    }

    /// What the next order of this setting begins with.
    pub(crate) fn left(mut self) -> (Kinds, Before<Good>) {
        self.before.goods = self.goods;
        (self.kinds, self.before)
    }

    /// Leaves no goods to it: they were made into what a line alone does not say.
    pub(crate) fn forget(&mut self) {
        self.goods.clear();
        self.before.forget();
    }

    /// Adds up what the lines are worth. Tests are of these sums.
    pub(super) fn sum_up(&mut self) -> Result<(), TradeError> {
        if self.request.tax_included {
            self.all_goods = self.goods.iter().try_fold(Span::ZERO, |sum, good| sum.plus(good.worth))?;
            self.all_cif = self.goods.iter().try_fold(Span::ZERO, |sum, good| sum.plus(good.cif))?;
        } else {
            // As it is paid.
            let all = self.paid();
            self.all_goods = Span::exact(Decimal::new(all - self.delivery - self.insurance, self.digits));
            self.all_cif = Span::exact(Decimal::new(all, self.digits));
        }
        self.tested_goods = self.to_place(self.all_goods)?;
        self.tested_cif = self.to_place(self.all_cif)?;
        // Without a rate these goods may come to anything.
        let goods = self.tested_goods.unwrap_or(Span { max: MOST, ..Span::ZERO });
        self.year = self.said_year.plus(goods)?;
        Ok(())
    }

    /// The same, where no price was said.
    pub(crate) fn without_values(request: &'a Request, indexed: &'a Indexed) -> Result<Self, TradeError> {
        let mut facts = Self::new(request, indexed)?;
        facts.values_open = true;
        facts.set_schemes()?;
        Ok(facts)
    }

    fn good(&mut self, line: &crate::Line, each: i64, all: i64) -> Good {
        // Headings of four digits seldom move between editions; what is below them does.
        let other_edition = line.edition != self.place.edition && line.hs.digits() > 4;
        let code = if other_edition { line.hs.cut(4) } else { line.hs };
        let origin = line.origin.map(|origin| self.indexed.origin(origin));
        Good {
            kind: self.kinds.number(self.indexed, (code, other_edition), origin, line.flagged()),
            origin,
            code,
            other_edition,
            each: Decimal::new(each, self.digits),
            quantity: Decimal::from(line.quantity),
            goods: Decimal::new(all, self.digits),
            minor: all,
            delivery: Decimal::new(0, self.digits),
            insurance: Decimal::new(0, self.digits),
            way: (0, 0),
            worth: Span::exact(Decimal::new(all, self.digits)),
            cif: Span::exact(Decimal::new(all, self.digits)),
            scheme: Schemes::NOT_ASKED,
            valued: Span::ZERO,
            customs: Span::ZERO,
            kept: None,
        }
    }

    /// Shares delivery and insurance among the lines by value, and adds all up.
    fn share(&mut self) -> Result<(), TradeError> {
        let weights: Vec<i64> = self.goods.iter().map(|good| good.minor).collect();
        let (mut delivery, mut insurance) = (vec![0; weights.len()], vec![0; weights.len()]);
        allocate_into(self.delivery, &weights, &mut delivery)?;
        allocate_into(self.insurance, &weights, &mut insurance)?;
        for (good, way) in self.goods.iter_mut().zip(delivery.into_iter().zip(insurance)) {
            // Most goods of a variant bear what they bore before.
            if good.way == way {
                continue;
            }
            (good.way, good.kept) = (way, None);
            (good.delivery, good.insurance) =
                (Decimal::new(way.0, self.digits), Decimal::new(way.1, self.digits));
            good.cif = Span::exact(good.paid());
        }
        let all = weights.iter().try_fold(0_i64, |sum, weight| sum.checked_add(*weight));
        let cif = all.and_then(|sum| sum.checked_add(self.delivery)?.checked_add(self.insurance));
        cif.map(|_| ()).ok_or(TradeError::Overflow)
    }

    /// Prices of all goods with delivery and insurance, in minor units: their sum was found to fit.
    pub(super) fn paid(&self) -> i64 {
        self.goods.iter().map(|good| good.minor).sum::<i64>() + self.delivery + self.insurance
    }

    /// An amount that was said, in the place's currency: anything from zero where it was not.
    fn said(&self, amount: Option<Money>) -> Result<Span, TradeError> {
        let open = Span { min: Decimal::ZERO, likely: Decimal::ZERO, max: MOST };
        let Some(amount) = amount else { return Ok(open) };
        if amount.currency == self.place.currency {
            return Ok(Span::exact(amount.to_decimal()));
        }
        let known = Exchange::find(&self.request.rates, amount.currency, self.place.currency);
        known.map_or(Ok(open), |rate| rate.there(amount.to_decimal()).map(Span::exact))
    }

    /// From the quote's currency into the place's; none without a rate.
    pub(crate) fn to_place(&self, span: Span) -> Result<Option<Span>, TradeError> {
        self.exchange.map(|rate| span.map(|value| rate.there(value))).transpose()
    }

    /// From the place's currency into the quote's; none without a rate.
    pub(crate) fn of_place(&self, span: Span) -> Result<Option<Span>, TradeError> {
        self.exchange.map(|rate| span.map(|value| rate.back(value))).transpose()
    }

    /// Adds up the customs values of the lines, once they are known.
    pub(crate) fn sum_customs(&mut self) -> Result<(), TradeError> {
        let sum = Span::sum_of(self.goods.iter().map(|good| good.valued))?;
        self.customs_sum(sum)
    }

    /// Takes a sum of them that was added up elsewhere.
    pub(super) fn customs_sum(&mut self, sum: Span) -> Result<(), TradeError> {
        self.tested_customs = self.to_place(sum)?;
        Ok(())
    }

    /// Whether it is sent from within the place, or from within the country where that has no file.
    pub(crate) fn domestic(&self) -> bool {
        let within = |from| from == self.to || self.place.countries.contains(&from);
        self.ship_from.is_some_and(within)
    }

    /// Whether a charge of a line is collected at sale: tax alone is, where it is not that of the border.
    pub(crate) fn at_sale(&self, of: Charge, at: usize, at_border: bool) -> bool {
        let likely = || self.goods.get(at).is_some_and(|good| good.scheme.at_sale);
        of == Charge::Tax && !at_border && likely()
    }

    /// Whether a scheme asks for what is known of goods once schemes are: other schemes, or customs values.
    fn schemes_ask_back(&self) -> bool {
        let rows = self.kinds.rows(List::Schemes).iter().filter_map(|row| self.place.rows.get(*row));
        rows.map(|row| &row.when)
            .any(|when| when.schemes != (0, 0) || when.value.iter().any(|test| test.of == Measure::Customs))
    }

    /// Which schemes each line may go by: every open one, up to the first that holds.
    fn set_schemes(&mut self) -> Result<(), TradeError> {
        let none = Found { can: 0, likely: None, hangs_on: Unknowns::NONE, done: false };
        let mut found = vec![none; self.goods.len()];
        if self.domestic() {
            found.fill(Found { can: 1 << DOMESTIC, likely: Some((DOMESTIC, true)), done: true, ..none });
        }
        let indexed = self.indexed;
        for nth in 0..self.kinds.rows(List::Schemes).len() {
            let row = self.kinds.rows(List::Schemes).get(nth).and_then(|row| indexed.place.rows.get(*row));
            let Some((row, Rule::Scheme { number, tax_at_sale })) = row.map(|row| (row, &row.rule)) else {
                continue;
            };
            if found.iter().all(|found| found.done) {
                break;
            }
            if !self.kinds.may(List::Schemes, nth) {
                continue;
            }
            // A procedure whose tax is within the prices is asked of them without it.
            self.presume(tax_at_sale.then_some(*number))?;
            for (at, found) in found.iter_mut().enumerate().filter(|(_, found)| !found.done) {
                let truth = self.nth_holds((List::Schemes, nth, row), at, None)?;
                if !truth.can {
                    continue;
                }
                found.can |= 1_u32.checked_shl(u32::from(*number)).unwrap_or(0);
                if truth.likely && found.likely.is_none() {
                    found.likely = Some((usize::from(*number), *tax_at_sale));
                }
                found.done = truth.must;
                if !truth.must {
                    found.hangs_on = found.hangs_on.and(truth.hangs_on);
                }
            }
        }
        for (good, mut found) in self.goods.iter_mut().zip(found) {
            if !found.done {
                found.can |= 1 << NORMAL;
            }
            let (likely, at_sale) = found.likely.unwrap_or((NORMAL, false));
            good.scheme = Schemes { can: found.can, likely, hangs_on: found.hangs_on, at_sale };
        }
        self.take_tax_out()
    }
}

impl Good {
    /// With its share of delivery and insurance. Three amounts of 64 bits with as many decimals: their sum fits a decimal.
    pub(crate) fn paid(&self) -> Decimal {
        let way = sum(self.delivery, self.insurance).unwrap_or(self.delivery);
        sum(self.goods, way).unwrap_or(self.goods)
    }
}

/// Above every amount that is measured, and far below what overflows.
const MOST: Decimal = Decimal::from_parts(u32::MAX, u32::MAX, 0, false, 0);

impl Schemes {
    /// Before they are found.
    const NOT_ASKED: Self = Self { can: 1, likely: NORMAL, hangs_on: Unknowns::NONE, at_sale: false };

    /// This one alone.
    pub(super) const fn only(number: usize) -> Self {
        Self { can: 1 << (number % 32), likely: number, hangs_on: Unknowns::NONE, at_sale: true }
    }

    /// What charges of a line hang on.
    pub(super) const fn alike(self) -> Alike {
        (self.can, self.likely, self.at_sale)
    }

    /// Whether it goes by one of these.
    pub(super) fn among(self, wanted: u32) -> Truth {
        if self.can & wanted == 0 {
            return Truth::NO;
        }
        if self.can & !wanted == 0 {
            return Truth::YES;
        }
        Truth::open(wanted >> self.likely & 1 == 1, self.hangs_on)
    }
}
