//! What is known of an order, in one currency: its lines with their shares, its sums, and the schemes that lines go by.

use crate::allocate::allocate_into;
use crate::round::to_minor;
use crate::row::{Charge, DOMESTIC, NORMAL, Place, Rule};
use crate::rules::Indexed;
use crate::span::{Truth, Unknowns};
use crate::{ExchangeRate, Hs, Request, Span, TradeError, What};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Money};

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
    pub(super) tested_goods: Option<Span>,
    pub(super) tested_cif: Option<Span>,
    pub(super) tested_customs: Option<Span>,
    pub(crate) delivery: i64,
    pub(crate) insurance: i64,
    pub(super) year: Span,
    pub(super) turnover: Span,
    /// No price was said: tests of values stay open.
    pub(super) values_open: bool,
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
    /// The customs value by the valuation.
    pub(crate) valued: Span,
    /// The same as it is charged on: rounded where the place says so.
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

/// Charges of each line before reliefs, for tests of them. No lines while they are not computed.
#[derive(Default)]
pub(crate) struct Sums {
    pub(crate) duty: Vec<Span>,
    pub(crate) excise: Vec<Span>,
    pub(crate) tax: Vec<Span>,
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
        // Without a rate these goods may come to anything.
        let goods = facts.tested_goods.unwrap_or(Span { max: MOST, ..Span::ZERO });
        facts.year = facts.year.plus(goods)?;
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
            valued: Span::ZERO,
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
        let sum = self.goods.iter().try_fold(Span::ZERO, |sum, good| sum.plus(good.valued))?;
        self.tested_customs = self.to_place(sum)?;
        Ok(())
    }

    /// Whether it is sent from within the place, or from within the country where that has no file.
    pub(crate) fn domestic(&self) -> bool {
        let within = |from| from == self.request.to || self.place.countries.contains(&from);
        self.request.ship_from.is_some_and(within)
    }

    /// Whether a charge of a line is collected at sale: tax alone is.
    pub(crate) fn at_sale(&self, of: Charge, at: usize) -> bool {
        of == Charge::Tax && self.goods.get(at).is_some_and(|good| good.scheme.at_sale)
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
}

impl Good {
    /// With its share of delivery and insurance. Three amounts of 64 bits: their sum fits a decimal.
    pub(crate) fn cif(&self) -> Decimal {
        self.goods + self.delivery + self.insurance
    }
}

/// Above every amount that is measured, and far below what overflows.
const MOST: Decimal = Decimal::from_parts(u32::MAX, u32::MAX, 0, false, 0);

impl Schemes {
    fn likely(self, likely: Option<(usize, bool)>) -> Self {
        let (likely, at_sale) = likely.unwrap_or((NORMAL, false));
        Self { likely, at_sale, ..self }
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
