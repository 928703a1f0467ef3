//! What a quote is asked for: an order, its way, its people and its day.

use crate::flags::Flagged;
use crate::row::{Carriage, Charge, Flags, Incoterm};
use crate::{Day, Edition, Hs, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market, Money};

/// The most lines of an order.
pub const MAX_LINES: usize = 500;

/// An order on its way to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where it goes.
    pub to: Market,
    /// Where the parcel is sent from, if known.
    pub ship_from: Option<Market>,
    /// The day in the place on which it is bought.
    pub on: Day,
    /// What is in it: one to [`MAX_LINES`].
    pub lines: Vec<Line>,
    /// What delivery costs, in the currency of the lines.
    pub delivery: Money,
    /// What insurance costs, in the currency of the lines.
    pub insurance: Money,
    /// How it is carried, if known.
    pub mode: Option<Carriage>,
    /// Who bears what is due at the border.
    pub incoterm: Incoterm,
    /// What of that the seller takes with its own total, though the order is not delivered duty paid.
    pub claimed: Claimed,
    /// Whether the seller is registered in the place's scheme, if known.
    pub registered: Option<bool>,
    /// What the seller turns over in the place in a year, if known: in the currency of the lines or of the place.
    pub turnover: Option<Money>,
    /// Whether the buyer is a consumer.
    pub consumer: bool,
    /// Prices and delivery have the tax of the sale in them, where the seller collects it.
    pub tax_included: bool,
    /// What the person spent in this calendar year before, if known: in the currency of the lines or of the place.
    pub year_spent: Option<Money>,
    /// Exchange rates that may be used.
    pub rates: Vec<ExchangeRate>,
    /// In which currency the quote is; none for that of the lines.
    pub quote_in: Option<Currency>,
}

/// Charges of the border that the seller takes with its own total: nobody collects them on delivery, and no fee for that is on them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Customs duty.
    pub duty: bool,
    /// Tax that is charged at the border.
    pub import_tax: bool,
}

/// Goods of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The price of one piece.
    pub price: Money,
    /// How many pieces: one or more.
    pub quantity: u32,
    /// Net mass of one piece in grams, if known.
    pub grams: Option<u32>,
    /// Content of one piece in millilitres, if known.
    pub millilitres: Option<u32>,
    /// Its HS code as far as it is known; [`Hs::ANY`] for nothing.
    pub hs: Hs,
    /// The edition that the code is of.
    pub edition: Edition,
    /// Where it was made, if known.
    pub origin: Option<Market>,
    /// What is in it that rules ask for, as far as somebody said it. Other flags follow from [`Line::hs`] (`RULES.md`, "Flags of goods").
    pub flags: Flags,
    /// What is not in it, though it may follow from the code.
    pub without: Flags,
}

/// An exchange rate, with where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRate {
    /// One unit of this ...
    pub from: Currency,
    /// ... is so much of that.
    pub to: Currency,
    /// More than zero.
    pub rate: Decimal,
    /// Who says so.
    pub source: String,
    /// Of when it is, as its source writes it.
    pub at: String,
}

/// Parses a rate as people write one: a plain decimal number above zero, of at most 12 decimals.
pub fn decimal(text: &str) -> Result<Decimal, TradeError> {
    let plain = text.len() <= 24 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = Decimal::from_str_exact(text).map_err(|_| TradeError::BadNumber)?;
    if plain && value.scale() <= 12 && value > Decimal::ZERO { Ok(value) } else { Err(TradeError::BadNumber) }
}

impl Request {
    /// An order with nothing known but where it goes, when, and what is in it: delivered at place, to a consumer.
    pub fn new(to: Market, on: Day, lines: Vec<Line>, delivery: Money) -> Self {
        Self {
            to,
            ship_from: None,
            on,
            lines,
            delivery,
            insurance: Money::zero(delivery.currency),
            mode: None,
            incoterm: Incoterm::Dap,
            claimed: Claimed::default(),
            registered: None,
            turnover: None,
            consumer: true,
            tax_included: false,
            year_spent: None,
            rates: Vec::new(),
            quote_in: None,
        }
    }

    /// The currency of its lines, where everything of it is in order.
    pub(crate) fn currency(&self) -> Result<Currency, TradeError> {
        if self.lines.is_empty() || self.lines.len() > MAX_LINES {
            return Err(TradeError::LineCount);
        }
        let currency = self.delivery.currency;
        let amounts = self.lines.iter().map(|line| line.price).chain([self.delivery, self.insurance]);
        for amount in amounts {
            if amount.currency != currency {
                return Err(TradeError::CurrencyMismatch);
            }
            if amount.minor < 0 {
                return Err(TradeError::Negative);
            }
        }
        if self.lines.iter().any(|line| line.quantity == 0) {
            return Err(TradeError::NoQuantity);
        }
        let below = [self.turnover, self.year_spent].into_iter().flatten().any(|amount| amount.minor < 0);
        if below || self.rates.iter().any(|rate| rate.rate <= Decimal::ZERO) {
            return Err(TradeError::Negative);
        }
        Ok(currency)
    }
}

impl Claimed {
    /// Whether a charge is among them. Tax that is collected at sale is not of the border.
    pub(crate) const fn holds(self, of: Charge, at_sale: bool) -> bool {
        match of {
            Charge::Duty => self.duty,
            Charge::Tax => self.import_tax && !at_sale,
            Charge::Excise | Charge::Customs => false,
        }
    }
}

impl Line {
    /// Pieces of a price; nothing else is known of them.
    pub fn new(price: Money, quantity: u32) -> Self {
        Self {
            price,
            quantity,
            grams: None,
            millilitres: None,
            hs: Hs::ANY,
            edition: Edition::Hs2022,
            origin: None,
            flags: Flags::default(),
            without: Flags::default(),
        }
    }

    /// What is known of its flags: as said, else by its code.
    #[inline]
    pub(crate) fn flagged(&self) -> Flagged {
        Flagged::of(self.hs, self.flags, self.without)
    }
}
