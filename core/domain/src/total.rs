//! Lines of totals: what each is of, and what it does to the sum that is paid.

use crate::{Currency, Money};
use serde::{Deserialize, Serialize};

/// What a line is of. UCP names the first five kinds, fee and total (`types/total.json`); the others are merchants' own
/// types that mean the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum TotalKind {
    /// The goods, before discounts and everything that is added.
    Subtotal,
    /// Discounts on single lines; never above zero.
    ItemsDiscount,
    /// Discounts on the whole; never above zero.
    Discount,
    /// Bringing the goods: UCP's `fulfillment`.
    Delivery,
    /// Insurance of the parcel.
    Insurance,
    /// VAT, GST, sales or consumption tax of the sale.
    Tax,
    /// The same taxes where they are charged at the border.
    ImportTax,
    /// Customs duty on the goods.
    Duty,
    /// Excise, as on alcohol.
    Excise,
    /// The merchant's or the carrier's fees.
    Fee,
    /// What is paid.
    Total,
    /// A merchant's own type.
    Other(String),
}

/// Each kind by its type on the wire.
const TYPES: [(&str, TotalKind); 11] = [
    ("subtotal", TotalKind::Subtotal),
    ("items_discount", TotalKind::ItemsDiscount),
    ("discount", TotalKind::Discount),
    ("fulfillment", TotalKind::Delivery),
    ("insurance", TotalKind::Insurance),
    ("tax", TotalKind::Tax),
    ("import_tax", TotalKind::ImportTax),
    ("duty", TotalKind::Duty),
    ("excise", TotalKind::Excise),
    ("fee", TotalKind::Fee),
    ("total", TotalKind::Total),
];

impl TotalKind {
    /// By its type on the wire.
    pub fn of_type(name: &str) -> Self {
        let known = TYPES.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Self::Other(name.to_owned()), |(_, kind)| kind.clone())
    }

    /// Its type on the wire, which is also how it is kept.
    pub fn as_type(&self) -> &str {
        match self {
            Self::Other(name) => name,
            kind => TYPES.iter().find(|(_, known)| known == kind).map_or("", |(name, _)| *name),
        }
    }

    /// Whether an amount of it may be that: discounts take away, what UCP or customs name adds, a merchant's own type may
    /// do either.
    pub fn allows(&self, amount: Money) -> bool {
        match self {
            Self::ItemsDiscount | Self::Discount => amount.minor <= 0,
            Self::Other(_) => true,
            _ => amount.minor >= 0,
        }
    }
}

impl From<String> for TotalKind {
    fn from(name: String) -> Self {
        Self::of_type(&name)
    }
}

impl From<TotalKind> for String {
    fn from(kind: TotalKind) -> Self {
        kind.as_type().to_owned()
    }
}

/// What a line does to the sum that is paid now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalEffect {
    /// It is part of the sum.
    #[default]
    Adds,
    /// It is within another line already, as VAT in the prices of the European Union.
    Included,
    /// Not paid now, and not known exactly. The line's amount is what is likely.
    Estimated {
        /// The least it may be.
        min: Money,
        /// The most it may be.
        max: Money,
    },
    /// Known, and not paid now.
    CollectedLater {
        /// Who asks for it.
        by: Collector,
    },
    /// It may be due, and nothing is known of it. The line's amount is zero.
    NotIncluded,
}

impl TotalEffect {
    /// For `skip_serializing_if`: lines of before this existed all added.
    pub fn adds(&self) -> bool {
        *self == Self::Adds
    }
}

/// Who asks for what is not paid to the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collector {
    /// The carrier, at the door or by a bill.
    Carrier,
    /// The customs office.
    Customs,
}

/// Where the discounts of a merchant stand, by what its subtotal is the sum of. One rule for Pay, for the receipt and for the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discounts {
    /// Beside the lines: the subtotal is of goods, and entries of the totals take off.
    Beside,
    /// Within the lines: the subtotal is of what the lines come to. Discounts of the totals take off from that.
    Within,
}

impl Discounts {
    /// `goods` is what all lines come to before discounts, `after` the sum of their own totals. None where the subtotal is neither.
    pub fn of(subtotal: Money, goods: Option<Money>, after: Option<Money>) -> Option<Self> {
        if goods == Some(subtotal) {
            return Some(Self::Beside);
        }
        (after == Some(subtotal)).then_some(Self::Within)
    }
}

/// One line of totals, in the merchant's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalLine {
    /// What it is of.
    pub kind: TotalKind,
    /// What it does to the sum.
    #[serde(default, skip_serializing_if = "TotalEffect::adds")]
    pub effect: TotalEffect,
    /// The merchant's words for it, if given.
    pub display_text: Option<String>,
    /// The amount; discounts are negative.
    pub amount: Money,
}

/// The sum that is paid, as the lines state it.
pub fn stated_total(lines: &[TotalLine]) -> Option<Money> {
    lines.iter().find(|line| line.kind == TotalKind::Total).map(|line| line.amount)
}

/// The sum of what adds. None beyond 64 bits, or where a line is in another currency.
pub fn sum_of_parts(lines: &[TotalLine], currency: Currency) -> Option<Money> {
    let parts = lines.iter().filter(|line| line.kind != TotalKind::Total && line.effect.adds());
    parts.map(|line| line.amount).try_fold(Money::zero(currency), Money::checked_add).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: TotalKind, effect: TotalEffect, minor: i64) -> TotalLine {
        TotalLine { kind, effect, display_text: None, amount: Money::new(minor, Currency::EUR) }
    }

    #[test]
    fn each_type_reads_as_its_kind_and_is_kept_as_it_came() {
        for (name, kind) in TYPES {
            assert_eq!((TotalKind::of_type(name), kind.as_type()), (kind.clone(), name));
        }
        assert_eq!(TotalKind::of_type("Tax").as_type(), "Tax", "a merchant's own, not ours");
        let kept = r#"{"kind":"fulfillment","display_text":null,"amount":{"minor":490,"currency":"EUR"}}"#;
        let read: TotalLine = serde_json::from_str(kept).expect("as versions of before kept it");
        assert_eq!(read, line(TotalKind::Delivery, TotalEffect::Adds, 490));
        assert_eq!(serde_json::to_string(&read).expect("writes"), kept);
        let included = line(TotalKind::Tax, TotalEffect::Included, 777);
        let text = serde_json::to_string(&included).expect("writes");
        assert_eq!(serde_json::from_str::<TotalLine>(&text).expect("reads"), included);
    }

    #[test]
    fn only_what_is_paid_now_counts_into_the_sum() {
        let euros = |minor| Money::new(minor, Currency::EUR);
        let lines = [
            line(TotalKind::Subtotal, TotalEffect::Adds, 4_380),
            line(TotalKind::Discount, TotalEffect::Adds, -438),
            line(TotalKind::Delivery, TotalEffect::Adds, 490),
            line(TotalKind::Tax, TotalEffect::Included, 708),
            line(TotalKind::Duty, TotalEffect::Estimated { min: euros(100), max: euros(900) }, 400),
            line(TotalKind::ImportTax, TotalEffect::CollectedLater { by: Collector::Carrier }, 300),
            line(TotalKind::Excise, TotalEffect::NotIncluded, 0),
            line(TotalKind::Total, TotalEffect::Adds, 4_432),
        ];
        assert_eq!(sum_of_parts(&lines, Currency::EUR), Some(euros(4_432)));
        assert_eq!(stated_total(&lines), Some(euros(4_432)));
        assert_eq!(sum_of_parts(&lines, Currency::USD), None, "another currency is no sum");
        let vast =
            [line(TotalKind::Fee, TotalEffect::Adds, i64::MAX), line(TotalKind::Fee, TotalEffect::Adds, 1)];
        assert_eq!(sum_of_parts(&vast, Currency::EUR), None);
    }

    #[test]
    fn a_subtotal_is_of_the_goods_or_of_what_the_lines_come_to() {
        let one = |minor| Money::new(minor, Currency::EUR);
        let of = |subtotal| Discounts::of(one(subtotal), Some(one(100)), Some(one(90)));
        assert_eq!([of(100), of(90), of(95)], [Some(Discounts::Beside), Some(Discounts::Within), None]);
        assert_eq!(Discounts::of(one(90), None, Some(one(90))), Some(Discounts::Within));
        assert_eq!(Discounts::of(one(90), None, None), None);
    }

    #[test]
    fn discounts_take_and_what_is_charged_does_not() {
        let one = |minor| Money::new(minor, Currency::EUR);
        for kind in [TotalKind::Discount, TotalKind::ItemsDiscount] {
            assert!(kind.allows(one(-1)) && !kind.allows(one(1)), "{kind:?}");
        }
        for kind in [TotalKind::Tax, TotalKind::Duty, TotalKind::Delivery, TotalKind::Total] {
            assert!(kind.allows(one(1)) && !kind.allows(one(-1)), "{kind:?}");
        }
        let own = TotalKind::Other("rebate".into());
        assert!(own.allows(one(1)) && own.allows(one(-1)));
    }
}
