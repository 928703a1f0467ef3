//! The one tax of a receipt: what it may be on, the usual ways to round it, and what may be said where none of them gives it.

use super::bought::BoughtLine;
use super::percent::percent_in;
use crate::round::{Level, Mode, round, to_minor};
use crate::{LineSums, Policy, Receipt, ReceiptLine, TradeError, after_discounts, audit};
use rust_decimal::Decimal;
use tradewind_domain::receipt::{ReceiptRounding, TaxUnchecked};
use tradewind_domain::{
    Currency, DeclaredRounding, Money, RoundedAt, RoundingMode, TotalEffect, TotalKind, TotalLine,
};

/// The ways in which shops round a tax: once a line (HMRC VATREC12010), once for all (EN 16931, BR-CO-17), once a piece; a half
/// goes up, or to the even one. The whole tax of an invoice may be rounded down (HMRC, VAT guide, Notice 700, 17.5.1; in Japan each shop
/// chooses, National Tax Agency, invoice system Q&A), but for [`REFUSED`].
const WAYS: [(ReceiptRounding, Level, Mode); 6] = [
    (ReceiptRounding::Line, Level::Line, Mode::HalfUp),
    (ReceiptRounding::Once, Level::Rate, Mode::HalfUp),
    (ReceiptRounding::Piece, Level::Unit, Mode::HalfUp),
    (ReceiptRounding::Line, Level::Line, Mode::HalfEven),
    (ReceiptRounding::Once, Level::Rate, Mode::HalfEven),
    (ReceiptRounding::Once, Level::Rate, Mode::Down),
];

/// Ways that the retailers of a place may not use.
const REFUSED: &str = include_str!("../../data/receipt_rounding.tsv");

/// How many minor units a tax may be off and still be taken for one that was rounded wrong. What is further off is on something else.
const ROUNDING: u64 = 3;
/// A lower rate or an exemption changes the tax of an amount by a tenth of it at least: 2.1 of 20 percent is the least of the
/// European Union, 8 of 10 in Japan differs by a fifth.
const TENTH: u64 = 10;

/// What came out for the tax of a receipt.
pub(super) enum Tax {
    /// There is none.
    None,
    /// It is what one base gives in a usual way of rounding.
    Explained(Money, ReceiptRounding),
    /// It is off by rounding alone: what it comes to.
    Differs(Money),
    /// Nothing is known against it, and nothing for it.
    Unchecked(TaxUnchecked),
}

/// What a base gives that comes near to the stated tax.
#[derive(Clone, Copy)]
struct Near {
    /// What comes nearest.
    computed: i64,
    /// Whether a way of rounding gives less than what is stated, and whether one gives more.
    below: bool,
    above: bool,
}

/// What the tax may be on, and how.
struct Base {
    lines: Vec<ReceiptLine>,
    /// Amounts of the totals that are in it, and those that are not.
    extras: Vec<i64>,
    others: Vec<i64>,
    /// How many lines share a discount by our own reckoning.
    shared: u64,
    /// Prices have the tax in them.
    gross: bool,
}

/// Checks the tax of a receipt. The merchant names a rate, and no base: what all goods give is tried, before and after discounts,
/// with delivery, fees and what else stands in the totals, or without. One that gives the stated tax explains it. Off by rounding is
/// told alone where one base comes so near, and no lower rate on a part of it would explain the same. Where the merchant says how it
/// rounds, that is the only way there is.
pub(super) fn check(
    (lines, sums): (&[BoughtLine], &[LineSums]),
    totals: &[TotalLine],
    currency: Currency,
    declared: Option<DeclaredRounding>,
) -> Tax {
    let mut taxes = totals.iter().filter(|line| line.kind == TotalKind::Tax);
    let Some(stated) = taxes.next() else { return Tax::None };
    // Of several taxes nobody says which is on what, and goods that are not named are as much as anybody likes.
    if taxes.next().is_some() || lines.is_empty() {
        return Tax::Unchecked(TaxUnchecked::Base);
    }
    let Some(percent) = stated.display_text.as_deref().and_then(percent_in) else {
        return Tax::Unchecked(TaxUnchecked::Rate);
    };
    let exponent = declared.and_then(|one| one.exponent);
    let asked = Asked { stated: stated.amount.minor, percent, currency, exponent };
    let shown = shown(stated.effect == TotalEffect::Included, declared.and_then(|one| one.gross));
    let bases = bases((lines, sums), totals, shown, asked);
    let usual = || WAYS.into_iter().filter(|(_, _, mode)| may_round(*mode, currency)).collect();
    let ways: Vec<_> = declared.map_or_else(usual, |one| vec![way(one)]);
    // Of one way alone it may be off by as much as each line's rounding.
    let most = match declared {
        Some(_) => ROUNDING.max(u64::try_from(lines.len()).unwrap_or(ROUNDING)),
        None => ROUNDING,
    };
    let mut near: Vec<(Near, &Base)> = Vec::new();
    for base in &bases {
        let mut found: Option<Near> = None;
        for &(rounding, level, mode) in &ways {
            let Ok(computed) = asked.computed(base, level, mode) else { continue };
            if computed == asked.stated {
                return Tax::Explained(stated.amount, rounding);
            }
            let (below, above) = (computed < asked.stated, computed > asked.stated);
            let before = found.unwrap_or(Near { computed, below, above });
            let nearer = computed.abs_diff(asked.stated) < before.computed.abs_diff(asked.stated);
            let computed = if nearer { computed } else { before.computed };
            found = Some(Near { computed, below: before.below || below, above: before.above || above });
        }
        let found = found.filter(|near| near.computed.abs_diff(asked.stated) <= most);
        near.extend(found.map(|near| (near, base)));
    }
    match near.as_slice() {
        [(near, base)] if asked.is_determined(*near, base, &bases) => {
            Tax::Differs(Money::new(near.computed, currency))
        }
        _ => Tax::Unchecked(TaxUnchecked::Base),
    }
}

/// Whether those who sell in a currency may round so, by the law of the place that it is of.
fn may_round(mode: Mode, currency: Currency) -> bool {
    let refuses = |line: &str| {
        let mut cells = line.split('\t').skip(1);
        cells.next() == Some(currency.as_str()) && cells.next().and_then(Mode::parse) == Some(mode)
    };
    !REFUSED.lines().any(refuses)
}

/// The one way that a merchant declares.
const fn way(declared: DeclaredRounding) -> (ReceiptRounding, Level, Mode) {
    let (rounding, level) = match declared.level {
        RoundedAt::Unit => (ReceiptRounding::Piece, Level::Unit),
        RoundedAt::Line => (ReceiptRounding::Line, Level::Line),
        RoundedAt::Rate => (ReceiptRounding::Once, Level::Rate),
        RoundedAt::Total => (ReceiptRounding::Once, Level::Total),
    };
    let mode = match declared.mode {
        RoundingMode::HalfUp => Mode::HalfUp,
        RoundingMode::HalfEven => Mode::HalfEven,
        RoundingMode::Up => Mode::Up,
        RoundingMode::Down => Mode::Down,
    };
    (rounding, level, mode)
}

/// Whether prices may have the tax in them: one that is charged on top is of prices without it, whatever is declared.
const fn shown(included: bool, gross: Option<bool>) -> &'static [bool] {
    match (included, gross) {
        (true, None) => &[true, false],
        (true, Some(true)) => &[true],
        (true, Some(false)) | (false, _) => &[false],
    }
}

/// Every base that a merchant may mean, the widest first.
fn bases(
    (lines, sums): (&[BoughtLine], &[LineSums]),
    totals: &[TotalLine],
    shown: &[bool],
    asked: Asked,
) -> Vec<Base> {
    let full = |line: &BoughtLine| asked.line(line.price.minor, line.quantity);
    let mut goods: Vec<(Vec<ReceiptLine>, u64)> = Vec::new();
    if let Ok(paid) = after_discounts(sums, totals) {
        // What is paid in full keeps its pieces, which a tax may be rounded by.
        let line = |((line, sums), paid): ((&BoughtLine, &LineSums), &i64)| match sums.goods.minor == *paid {
            true => full(line),
            false => asked.line(*paid, 1),
        };
        let left = lines.iter().zip(sums).zip(&paid.lines).map(line).collect();
        goods.push((left, u64::try_from(paid.shared).unwrap_or(u64::MAX)));
    }
    // Where somebody else pays for a discount, as the maker for a coupon, the tax is on the price before it.
    let before: Vec<ReceiptLine> = lines.iter().map(full).collect();
    if goods.iter().all(|(left, _)| *left != before) {
        goods.push((before, 0));
    }
    let extras = extras(totals);
    let mut bases = Vec::new();
    for &gross in shown {
        for (goods, shared) in &goods {
            for with in (0..1_u32 << extras.len()).rev() {
                let (within, beside): (Vec<_>, Vec<_>) =
                    extras.iter().enumerate().partition(|(at, _)| with >> at & 1 == 1);
                let amounts = |of: Vec<(usize, &i64)>| of.into_iter().map(|(_, minor)| *minor).collect();
                bases.push(Base {
                    lines: goods.clone(),
                    extras: amounts(within),
                    others: amounts(beside),
                    shared: *shared,
                    gross,
                });
            }
        }
    }
    bases
}

/// What is added beside the goods and may be taxed with them, a sum for each kind: four at most, since each doubles the bases.
fn extras(totals: &[TotalLine]) -> Vec<i64> {
    let kind = |line: &TotalLine| match line.kind {
        TotalKind::Delivery => Some(0),
        TotalKind::Fee => Some(1),
        TotalKind::Insurance => Some(2),
        TotalKind::Duty | TotalKind::ImportTax | TotalKind::Excise | TotalKind::Other(_) => Some(3),
        TotalKind::Subtotal
        | TotalKind::ItemsDiscount
        | TotalKind::Discount
        | TotalKind::Tax
        | TotalKind::Total => None,
    };
    let mut sums = [0_i64; 4];
    for line in totals.iter().filter(|line| line.effect.adds()) {
        if let Some(sum) = kind(line).and_then(|at: usize| sums.get_mut(at)) {
            *sum = sum.saturating_add(line.amount.minor);
        }
    }
    sums.into_iter().filter(|sum| *sum != 0).collect()
}

/// The tax as it is stated, and its rate.
#[derive(Clone, Copy)]
struct Asked {
    stated: i64,
    percent: Decimal,
    currency: Currency,
    /// The step that is declared, as a power of ten of the main unit.
    exponent: Option<i8>,
}

impl Asked {
    fn line(self, price: i64, quantity: u32) -> ReceiptLine {
        ReceiptLine {
            price: Decimal::new(price, self.currency.minor_digits()),
            quantity: Decimal::from(quantity),
            amount: None,
            tax_percent: self.percent,
        }
    }

    /// The tax on a base, in minor units.
    fn computed(self, base: &Base, level: Level, mode: Mode) -> Result<i64, TradeError> {
        let extras = base.extras.iter().map(|minor| self.line(*minor, 1));
        let receipt = Receipt {
            currency: self.currency,
            lines: base.lines.iter().cloned().chain(extras).collect(),
            discount_percent: None,
            discount: 0,
            others: 0,
            tax: 0,
            total: 0,
        };
        // A step of the currency is the least that can be paid.
        let digits = self.currency.minor_digits();
        let least = -i8::try_from(digits).map_err(|_| TradeError::Overflow)?;
        let exponent = self.exponent.unwrap_or(least);
        let policy = Policy { level, mode, exponent, gross: base.gross };
        Ok(audit(&receipt, policy)?.computed.tax)
    }

    /// Whether nothing but a wrong rounding explains that the tax is that near to what a base gives.
    fn is_determined(self, near: Near, base: &Base, bases: &[Base]) -> bool {
        let apart = near.computed.abs_diff(self.stated);
        // What lies between two ways of rounding may be a third one.
        if near.below && near.above {
            return false;
        }
        // A discount that we share ourselves may lie otherwise on the lines, and each is rounded by half a unit at most.
        if self.stated == 0 || (base.shared > 1 && apart.saturating_mul(2) <= base.shared) {
            return false;
        }
        let (goods, others) =
            (base.lines.iter().map(amount), base.others.iter().map(|minor| self.main(*minor)));
        let extras = base.extras.iter().map(|minor| self.main(*minor));
        let suspects: Vec<Decimal> = match near.below {
            // More than it comes to: what is not in the base may be taxed, too.
            true => others.collect(),
            // Goods alone that nothing stands beside are what the rate is of.
            false if base.lines.len() + base.extras.len() < 2 => Vec::new(),
            false => goods.chain(extras).collect(),
        };
        let small = apart.saturating_add(1).saturating_mul(TENTH);
        let explains = |amount: &Decimal| {
            let tax = self.tax(*amount, base.gross).unwrap_or(0).unsigned_abs();
            tax > 0 && tax <= small
        };
        !suspects.iter().any(explains) && !bases.iter().any(|base| self.is_without_a_line(base))
    }

    /// Whether a base gives the stated tax where one of its lines is exempt.
    fn is_without_a_line(self, base: &Base) -> bool {
        let extras = base.extras.iter().map(|minor| self.main(*minor));
        let all = base.lines.iter().map(amount).chain(extras);
        let Some(all) = all.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add) else { return false };
        let rest = |line: &ReceiptLine| all.checked_sub(amount(line)).filter(|rest| !rest.is_zero());
        let mut rests = base.lines.iter().filter_map(rest);
        rests.any(|rest| self.tax(rest, base.gross) == Some(self.stated))
    }

    /// The tax on or in an amount, rounded once.
    fn tax(self, amount: Decimal, gross: bool) -> Option<i64> {
        let whole =
            if gross { Decimal::ONE_HUNDRED.checked_add(self.percent)? } else { Decimal::ONE_HUNDRED };
        let tax = amount.checked_mul(self.percent)?.checked_div(whole)?;
        let digits = self.currency.minor_digits();
        let tax = round(tax, Mode::HalfUp, -i8::try_from(digits).ok()?).ok()?;
        to_minor(tax, digits).ok()
    }

    fn main(self, minor: i64) -> Decimal {
        Decimal::new(minor, self.currency.minor_digits())
    }
}

/// What a line comes to.
fn amount(line: &ReceiptLine) -> Decimal {
    line.price.checked_mul(line.quantity).unwrap_or_default()
}
