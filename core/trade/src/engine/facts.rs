//! What is known of an order, in one currency, and whether the conditions of a row hold for a line of it.

use crate::allocate::allocate_into;
use crate::round::to_minor;
use crate::row::{Carriage, DOMESTIC, Measure, NORMAL, Per, Place, Rule, ValueTest, When};
use crate::rules::Indexed;
use crate::span::{Truth, Unknowns};
use crate::{ExchangeRate, Hs, Request, Span, TradeError, What};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market, Money};

/// An order at a place.
pub(crate) struct Facts<'a> {
    pub(crate) request: &'a Request,
    pub(crate) indexed: &'a Indexed,
    pub(crate) place: &'a Place,
    /// Of every amount here that does not say otherwise.
    pub(crate) currency: Currency,
    /// Its decimals.
    pub(crate) digits: u32,
    pub(crate) exchange: Option<Exchange<'a>>,
    pub(crate) goods: Vec<Good>,
    /// Prices of all goods; with delivery and insurance; each of these two.
    pub(crate) all_goods: Decimal,
    pub(crate) all_cif: Decimal,
    /// Sums of the consignment in the place's currency, which many rows test: goods, goods with delivery and insurance, customs
    /// value. None without a rate.
    tested_goods: Option<Span>,
    tested_cif: Option<Span>,
    tested_customs: Option<Span>,
    pub(crate) delivery: i64,
    pub(crate) insurance: i64,
    year: Span,
    turnover: Span,
    /// No price was said: tests of values stay open.
    values_open: bool,
}

/// A line, with its share of delivery and insurance by value. Main units.
pub(crate) struct Good {
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
    pub(crate) scheme: Schemes,
    /// The customs value.
    pub(crate) customs: Span,
}

/// Which schemes a line may go by, as bits, and which it is likely to.
#[derive(Clone, Copy)]
pub(crate) struct Schemes {
    can: u32,
    likely: usize,
    hangs_on: Unknowns,
    /// The tax is collected at sale, in the likely one.
    pub(crate) at_sale: bool,
}

/// From the order's currency into the place's.
#[derive(Clone, Copy)]
pub(crate) struct Exchange<'a> {
    /// None where both are the same.
    pub(crate) used: Option<&'a ExchangeRate>,
    divide: bool,
}

/// Sums of charges before reliefs, for tests of them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sums {
    pub(crate) duty: Option<Span>,
    pub(crate) excise: Option<Span>,
    pub(crate) tax: Option<Span>,
}

/// The bit of an unknown.
pub(crate) const fn unknown(what: What) -> Unknowns {
    Unknowns(1 << what as u16)
}

impl<'a> Exchange<'a> {
    /// The rate between two currencies, in either direction; none where it was not given.
    pub(crate) fn find(rates: &'a [ExchangeRate], from: Currency, to: Currency) -> Option<Self> {
        if from == to {
            return Some(Self { used: None, divide: false });
        }
        let straight = rates.iter().find(|rate| rate.from == from && rate.to == to);
        let turned = || rates.iter().find(|rate| rate.from == to && rate.to == from);
        let straight = straight.map(|rate| Self { used: Some(rate), divide: false });
        straight.or_else(|| turned().map(|rate| Self { used: Some(rate), divide: true }))
    }

    /// There.
    pub(crate) fn there(self, value: Decimal) -> Result<Decimal, TradeError> {
        self.apply(value, self.divide)
    }

    /// And back.
    pub(crate) fn back(self, value: Decimal) -> Result<Decimal, TradeError> {
        self.apply(value, !self.divide)
    }

    fn apply(self, value: Decimal, divide: bool) -> Result<Decimal, TradeError> {
        let Some(rate) = self.used.map(|used| used.rate) else { return Ok(value) };
        let result = if divide { value.checked_div(rate) } else { value.checked_mul(rate) };
        result.ok_or(TradeError::Overflow)
    }
}

impl<'a> Facts<'a> {
    pub(crate) fn new(request: &'a Request, indexed: &'a Indexed) -> Result<Self, TradeError> {
        let asked = request.currency()?;
        let currency = request.quote_in.unwrap_or(asked);
        let into = Exchange::find(&request.rates, asked, currency).ok_or(TradeError::NoRate)?;
        let digits = currency.minor_digits();
        let minor = |money: Money| match into.used {
            None => Ok(money.minor),
            Some(_) => to_minor(into.there(money.to_decimal())?, digits),
        };
        let place = &indexed.place;
        let mut facts = Self {
            request,
            indexed,
            place,
            currency,
            digits,
            exchange: Exchange::find(&request.rates, currency, place.currency),
            goods: Vec::with_capacity(request.lines.len()),
            all_goods: Decimal::ZERO,
            all_cif: Decimal::ZERO,
            tested_goods: None,
            tested_cif: None,
            tested_customs: None,
            delivery: minor(request.delivery)?,
            insurance: minor(request.insurance)?,
            year: Span::ZERO,
            turnover: Span::ZERO,
            values_open: false,
        };
        for line in &request.lines {
            let each = minor(line.price)?;
            let all = each.checked_mul(i64::from(line.quantity)).ok_or(TradeError::Overflow)?;
            facts.goods.push(facts.good(line, each, all));
        }
        facts.share()?;
        facts.year = facts.said(request.year_spent)?;
        facts.tested_goods = facts.to_place(Span::exact(facts.all_goods))?;
        facts.tested_cif = facts.to_place(Span::exact(facts.all_cif))?;
        facts.year = facts.year.add(facts.tested_goods.unwrap_or(Span::ZERO))?;
        facts.turnover = facts.said(request.turnover)?;
        for at in 0..facts.goods.len() {
            let scheme = facts.scheme(at)?;
            if let Some(good) = facts.goods.get_mut(at) {
                good.scheme = scheme;
            }
        }
        Ok(facts)
    }

    /// The same, where no price was said.
    pub(crate) fn without_values(request: &'a Request, indexed: &'a Indexed) -> Result<Self, TradeError> {
        let mut facts = Self::new(request, indexed)?;
        facts.values_open = true;
        for at in 0..facts.goods.len() {
            let scheme = facts.scheme(at)?;
            if let Some(good) = facts.goods.get_mut(at) {
                good.scheme = scheme;
            }
        }
        Ok(facts)
    }

    fn good(&self, line: &crate::Line, each: i64, all: i64) -> Good {
        // Headings of four digits seldom move between editions; what is below them does.
        let other_edition = line.edition != self.place.edition && line.hs.digits() > 4;
        Good {
            code: if other_edition { line.hs.cut(4) } else { line.hs },
            other_edition,
            each: Decimal::new(each, self.digits),
            quantity: Decimal::from(line.quantity),
            goods: Decimal::new(all, self.digits),
            minor: all,
            delivery: Decimal::ZERO,
            insurance: Decimal::ZERO,
            scheme: Schemes { can: 1, likely: NORMAL, hangs_on: Unknowns::NONE, at_sale: false },
            customs: Span::ZERO,
        }
    }

    /// Shares delivery and insurance among the lines by value, and adds all up.
    fn share(&mut self) -> Result<(), TradeError> {
        let weights: Vec<i64> = self.goods.iter().map(|good| good.minor).collect();
        let mut shares = vec![0; weights.len()];
        allocate_into(self.delivery, &weights, &mut shares)?;
        for (good, share) in self.goods.iter_mut().zip(&shares) {
            good.delivery = Decimal::new(*share, self.digits);
        }
        allocate_into(self.insurance, &weights, &mut shares)?;
        for (good, share) in self.goods.iter_mut().zip(&shares) {
            good.insurance = Decimal::new(*share, self.digits);
        }
        let all = weights.iter().try_fold(0_i64, |sum, weight| sum.checked_add(*weight));
        let all = all.ok_or(TradeError::Overflow)?;
        let cif = all.checked_add(self.delivery).and_then(|sum| sum.checked_add(self.insurance));
        self.all_goods = Decimal::new(all, self.digits);
        self.all_cif = Decimal::new(cif.ok_or(TradeError::Overflow)?, self.digits);
        Ok(())
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
        let sum = self.goods.iter().try_fold(Span::ZERO, |sum, good| sum.add(good.customs))?;
        self.tested_customs = self.to_place(sum)?;
        Ok(())
    }

    /// Whether it is sent from within the place.
    pub(crate) fn domestic(&self) -> bool {
        self.request.ship_from.is_some_and(|from| self.place.countries.contains(&from))
    }

    /// Which schemes a line may go by: every open one, up to the first that holds.
    fn scheme(&self, at: usize) -> Result<Schemes, TradeError> {
        let none = Schemes { can: 0, likely: NORMAL, hangs_on: Unknowns::NONE, at_sale: false };
        if self.domestic() {
            return Ok(Schemes { can: 1 << DOMESTIC, likely: DOMESTIC, at_sale: true, ..none });
        }
        let (mut found, mut likely) = (none, None);
        for row in self.indexed.rows(&self.indexed.schemes, self.request.on) {
            let Rule::Scheme { number, tax_at_sale } = &row.rule else { continue };
            let truth = self.holds(&row.when, at, None)?;
            if !truth.can {
                continue;
            }
            found.can |= 1_u32.checked_shl(u32::from(*number)).unwrap_or(0);
            if truth.likely && likely.is_none() {
                likely = Some((usize::from(*number), *tax_at_sale));
            }
            if truth.must {
                return Ok(found.likely(likely));
            }
            found.hangs_on = found.hangs_on.and(truth.hangs_on);
        }
        found.can |= 1 << NORMAL;
        Ok(found.likely(likely))
    }

    /// Whether every condition holds for a line. `sums` are there for reliefs.
    pub(crate) fn holds(&self, when: &When, at: usize, sums: Option<Sums>) -> Result<Truth, TradeError> {
        let truth = self.holds_but_hs(when, at, sums)?;
        let Some(good) = self.goods.get(at).filter(|_| truth.can) else { return Ok(Truth::NO) };
        Ok(if when.hs.0.is_empty() { truth } else { truth.and(within(good.code, &when.hs.0)) })
    }

    /// The same for rates, whose HS prefix was looked up.
    pub(crate) fn holds_but_hs(
        &self,
        when: &When,
        at: usize,
        sums: Option<Sums>,
    ) -> Result<Truth, TradeError> {
        let request = self.request;
        let Some((good, line)) = self.goods.get(at).zip(request.lines.get(at)) else { return Ok(Truth::NO) };
        let flags = &when.flags;
        let known = (when.to.is_empty() || when.to.contains(&request.to))
            && when.incoterm.is_none_or(|term| term == request.incoterm)
            && when.consumer.is_none_or(|consumer| consumer == request.consumer)
            && (flags.0.0 == 0 || flags.0.meets(line.flags))
            && !flags.1.meets(line.flags);
        if !known {
            return Ok(Truth::NO);
        }
        let mut truth = Truth::YES;
        truth = truth.and(among(request.ship_from, &when.ship_from, None, What::ShipFrom));
        truth = truth.and(among(line.origin, &when.origin, request.ship_from, What::Origin));
        if let Some(mode) = when.mode {
            let open = Truth::open(mode == Carriage::Express, unknown(What::Mode));
            truth = truth.and(request.mode.map_or(open, |known| Truth::known(known == mode)));
        }
        if let Some(registered) = when.registered {
            let open = Truth::open(!registered, unknown(What::Seller));
            truth = truth.and(request.registered.map_or(open, |known| Truth::known(known == registered)));
        }
        if !when.hs.1.is_empty() {
            truth = truth.and(within(good.code, &when.hs.1).not());
        }
        if when.schemes.0 != 0 {
            truth = truth.and(good.scheme.among(when.schemes.0));
        }
        if when.schemes.1 != 0 {
            truth = truth.and(good.scheme.among(when.schemes.1).not());
        }
        for test in &when.value {
            if !truth.can {
                break;
            }
            truth = truth.and(self.tested(test, good, sums)?);
        }
        Ok(truth)
    }

    fn tested(&self, test: &ValueTest, good: &Good, sums: Option<Sums>) -> Result<Truth, TradeError> {
        if self.values_open {
            return Ok(Truth::open(true, Unknowns::NONE));
        }
        // What is measured is open where a rate is: more digits of the code may tell.
        let hangs_on = if good.code.digits() < 6 { unknown(What::Hs) } else { Unknowns::NONE };
        let one = if test.per == Per::Item { good.quantity } else { Decimal::ONE };
        let piece = |value: Decimal| value.checked_div(one).ok_or(TradeError::Overflow);
        let sum = |spans: &[Option<Span>]| {
            spans.iter().flatten().try_fold(Span::ZERO, |sum, span| sum.add(*span))
        };
        let sums = sums.unwrap_or_default();
        let measured = match (test.of, test.per) {
            (Measure::Goods, Per::Consignment) => self.tested_goods,
            (Measure::Cif, Per::Consignment) => self.tested_cif,
            (Measure::Customs, Per::Consignment) => self.tested_customs,
            (Measure::Goods, Per::Line) => self.to_place(Span::exact(good.goods))?,
            (Measure::Goods, Per::Item) => self.to_place(Span::exact(good.each))?,
            (Measure::Cif, _) => self.to_place(Span::exact(piece(good.cif())?))?,
            (Measure::Customs, _) => self.to_place(good.customs.map(piece)?)?,
            (Measure::Duty, _) => self.to_place(sum(&[sums.duty])?)?,
            (Measure::Tax, _) => self.to_place(sum(&[sums.tax])?)?,
            (Measure::Charges, _) => self.to_place(sum(&[sums.duty, sums.excise, sums.tax])?)?,
            (Measure::Year, _) => return Ok(bounded(test, self.year, unknown(What::YearSpent))),
            (Measure::Turnover, _) => return Ok(bounded(test, self.turnover, unknown(What::Turnover))),
        };
        let open = Truth::open(false, unknown(What::Rate));
        Ok(measured.map_or(open, |span| bounded(test, span, hangs_on)))
    }
}

impl Good {
    /// With its share of delivery and insurance. Three amounts of 64 bits: their sum fits a decimal.
    pub(crate) fn cif(&self) -> Decimal {
        self.goods + self.delivery + self.insurance
    }
}

/// Above every amount that is measured, and far below what overflows.
const MOST: Decimal = Decimal::from_parts(u32::MAX, u32::MAX, 0, false, 0);

fn bounded(test: &ValueTest, span: Span, hangs_on: Unknowns) -> Truth {
    let over = |value: Decimal| test.low.is_none_or(|(low, more)| if more { value > low } else { value >= low });
    let under = |value: Decimal| test.high.is_none_or(|(high, less)| if less { value < high } else { value <= high });
    let must = over(span.min) && under(span.max);
    Truth {
        can: over(span.max) && under(span.min),
        must,
        likely: over(span.likely) && under(span.likely),
        hangs_on: if must { Unknowns::NONE } else { hangs_on },
    }
}

/// Whether a code begins with one of these; open where it is too short to tell.
fn within(code: Hs, prefixes: &[Hs]) -> Truth {
    if prefixes.iter().any(|prefix| code.begins_with(*prefix)) {
        return Truth::YES;
    }
    let open = prefixes.iter().any(|prefix| prefix.begins_with(code));
    if open { Truth::open(false, unknown(What::Hs)) } else { Truth::NO }
}

/// Whether a country is one of the first and none of the second; one that is not known is taken to be `else_likely`.
fn among(
    country: Option<Market>,
    lists: &(Vec<Market>, Vec<Market>),
    else_likely: Option<Market>,
    what: What,
) -> Truth {
    let (of, not) = lists;
    if of.is_empty() && not.is_empty() {
        return Truth::YES;
    }
    let holds = |country: Market| (of.is_empty() || of.contains(&country)) && !not.contains(&country);
    let open = || Truth::open(else_likely.map_or(of.is_empty(), holds), unknown(what));
    country.map_or_else(open, |country| Truth::known(holds(country)))
}

impl Schemes {
    fn likely(self, likely: Option<(usize, bool)>) -> Self {
        let (likely, at_sale) = likely.unwrap_or((NORMAL, false));
        Self { likely, at_sale, ..self }
    }

    fn among(self, wanted: u32) -> Truth {
        if self.can & wanted == 0 {
            return Truth::NO;
        }
        if self.can & !wanted == 0 {
            return Truth::YES;
        }
        Truth::open(wanted >> self.likely & 1 == 1, self.hangs_on)
    }
}
