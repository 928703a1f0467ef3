//! An order as the command line says it.

use super::words::{FOLDER, code, country, day};
use crate::amount;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::{Carriage, Flag, Flags, Incoterm};
use tradewind_trade::{Day, Edition, ExchangeRate, Hs, Line, Request};

/// Tells what an order comes to at the door.
#[derive(Debug, Args)]
pub(crate) struct QuoteArgs {
    /// Where it goes, ISO 3166-1.
    #[arg(long, value_name = "CC", value_parser = country)]
    to: Market,
    /// Where the parcel is sent from.
    #[arg(long, value_name = "CC", value_parser = country)]
    from: Option<Market>,
    /// The day on which it is bought.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    /// Goods: `hs=6404.11,origin=VN,price=89.00EUR,qty=1,mass=900g`; also `edition=HS2022`, `volume=750ml`, `flags=gift+not-alcohol`.
    /// Flags that are not said follow from the code. Price is of one piece, mass and volume too.
    #[arg(long = "line", value_name = "FIELDS", required = true, value_parser = line)]
    lines: Vec<Line>,
    /// What delivery costs; without it nothing.
    #[arg(long, value_name = "AMOUNT")]
    delivery: Option<String>,
    /// What insurance costs; without it nothing.
    #[arg(long, value_name = "AMOUNT")]
    insurance: Option<String>,
    /// How it is carried.
    #[arg(long, default_value = "express")]
    mode: Mode,
    /// Who bears what is due at the border.
    #[arg(long, default_value = "DAP", ignore_case = true)]
    incoterm: Term,
    /// Whether the seller is registered in the place's scheme.
    #[arg(long, default_value = "unregistered")]
    seller: Seller,
    /// Who buys.
    #[arg(long, default_value = "consumer")]
    buyer: Buyer,
    /// What the person spent in this calendar year before; without it nothing.
    #[arg(long, value_name = "AMOUNT")]
    year_spent: Option<String>,
    /// An exchange rate: `NZD/USD=0.6507` says that one NZD is 0.6507 USD.
    #[arg(long = "rate", value_name = "FROM/TO=RATE", value_parser = rate)]
    rates: Vec<ExchangeRate>,
    /// Prices have the tax of the sale in them, where the seller collects it.
    #[arg(long)]
    tax_included: bool,
    /// The currency of the quote; without it that of the prices.
    #[arg(long, value_name = "CURRENCY", value_parser = currency)]
    quote_in: Option<Currency>,
    /// The folder of rows, or compiled rules.
    #[arg(long, default_value = FOLDER)]
    pub(super) rules: PathBuf,
    /// Prints JSON.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    Post,
    Express,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Term {
    #[value(name = "DDP")]
    Ddp,
    #[value(name = "DAP")]
    Dap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Seller {
    Registered,
    Unregistered,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Buyer {
    Consumer,
    Business,
}

impl QuoteArgs {
    /// The order, or what is wrong with it.
    pub(super) fn request(&self) -> Result<Request, String> {
        let currency = self.lines.first().map(|line| line.price.currency).ok_or("an order has a line")?;
        let delivery = cost("delivery", self.delivery.as_deref(), currency)?;
        Ok(Request {
            ship_from: self.from,
            insurance: cost("insurance", self.insurance.as_deref(), currency)?,
            mode: match self.mode {
                Mode::Post => Some(Carriage::Post),
                Mode::Express => Some(Carriage::Express),
                Mode::Unknown => None,
            },
            incoterm: if self.incoterm == Term::Ddp { Incoterm::Ddp } else { Incoterm::Dap },
            registered: match self.seller {
                Seller::Registered => Some(true),
                Seller::Unregistered => Some(false),
                Seller::Unknown => None,
            },
            // No row of ours asks it.
            turnover: None,
            consumer: self.buyer == Buyer::Consumer,
            tax_included: self.tax_included,
            year_spent: Some(cost("year-spent", self.year_spent.as_deref(), currency)?),
            rates: self.rates.clone(),
            quote_in: self.quote_in,
            ..Request::new(self.to, self.on, self.lines.clone(), delivery)
        })
    }
}

/// `12.00EUR`, or `0`.
fn cost(name: &str, text: Option<&str>, currency: Currency) -> Result<Money, String> {
    match text {
        None | Some("0") => Ok(Money::zero(currency)),
        Some(text) => amount::read(text).map_err(|words| format!("{name}: {words}")),
    }
}

fn line(text: &str) -> Result<Line, String> {
    let mut price = None;
    let mut line = Line::new(Money::zero(Currency::USD), 1);
    let mut said = Vec::new();
    for field in text.split(',') {
        let (name, value) = field.split_once('=').ok_or_else(|| format!("{field}: expected NAME=VALUE"))?;
        let (name, value) = (name.trim(), value.trim());
        if said.contains(&name) {
            return Err(format!("{text}: {name} is said twice"));
        }
        said.push(name);
        match name {
            "hs" => line.hs = if value.is_empty() { Hs::ANY } else { code(value)? },
            "edition" => line.edition = Edition::parse(value).map_err(|error| format!("{value}: {error}"))?,
            "origin" => line.origin = Some(country(value)?),
            "price" => price = Some(amount::read(value)?),
            "qty" => line.quantity = value.parse().map_err(|_| format!("{value}: expected a quantity"))?,
            "mass" => line.grams = Some(measured(value, &[("kg", 1_000), ("g", 1)])?),
            "volume" => line.millilitres = Some(measured(value, &[("ml", 1), ("l", 1_000)])?),
            "flags" => (line.flags, line.without) = flags(value)?,
            _ => {
                return Err(format!(
                    "{name}: expected hs, edition, origin, price, qty, mass, volume or flags"
                ));
            }
        }
    }
    line.price = price.ok_or_else(|| format!("{text}: a line has a price"))?;
    Ok(line)
}

/// `900g`, `1.5kg`: whole grams or millilitres.
fn measured(text: &str, units: &[(&str, u32)]) -> Result<u32, String> {
    let wrong =
        || format!("{text}: expected a measure, as in 900{}", units.last().map_or("", |(unit, _)| unit));
    let found =
        units.iter().find_map(|(unit, factor)| text.strip_suffix(unit).map(|number| (number, *factor)));
    let (number, factor) = found.ok_or_else(wrong)?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = factor.ilog10() as usize;
    if part.len() > digits {
        return Err(wrong());
    }
    format!("{whole}{part:0<digits$}").parse().map_err(|_| wrong())
}

/// `gift+not-alcohol`: what is said of goods, and what is said not to be of them.
fn flags(text: &str) -> Result<(Flags, Flags), String> {
    let (mut with, mut without) = (Flags::default(), Flags::default());
    for word in text.split('+') {
        let (name, side) = match word.strip_prefix("not-") {
            Some(name) => (name, &mut without),
            None => (word, &mut with),
        };
        let flag = Flag::parse(name).ok_or_else(|| format!("{word}: no flag"))?;
        *side = side.with(flag);
    }
    if with.meets(without) { Err(format!("{text}: a flag is said both ways")) } else { Ok((with, without)) }
}

fn rate(text: &str) -> Result<ExchangeRate, String> {
    let wrong = || format!("{text}: expected a rate, as in NZD/USD=0.6507");
    let (pair, number) = text.split_once('=').ok_or_else(wrong)?;
    let (from, to) = pair.split_once('/').ok_or_else(wrong)?;
    let (from, to) = (currency(from)?, currency(to)?);
    let rate = tradewind_trade::decimal(number).map_err(|_| wrong())?;
    Ok(ExchangeRate { from, to, rate, source: "command line".into(), at: String::new() })
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).map_err(|error| format!("{text}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::QuoteArgs;
    use clap::Parser;
    use tradewind_domain::{Currency, Money};
    use tradewind_trade::row::{Carriage, Incoterm};

    #[derive(Debug, Parser)]
    struct Command {
        #[command(flatten)]
        quote: QuoteArgs,
    }

    fn read(more: &[&str]) -> Result<tradewind_trade::Request, String> {
        let goods = "hs=6404.11,origin=VN,price=89.00EUR,qty=2,mass=0.9kg";
        let first = ["quote", "--to", "DE", "--from", "JP", "--on", "2026-07-01", "--line", goods];
        let args = first.iter().chain(more);
        Command::try_parse_from(args).map_err(|error| error.to_string())?.quote.request()
    }

    #[test]
    fn an_order_is_read_as_it_is_said() {
        let said = ["--delivery", "12.00EUR", "--insurance", "0", "--mode", "post", "--incoterm", "ddp"];
        let order = read(&said).expect("a whole order");
        assert_eq!((order.mode, order.incoterm), (Some(Carriage::Post), Incoterm::Ddp));
        assert_eq!(order.lines[0].price, Money::new(8_900, Currency::EUR));
        assert_eq!((order.lines[0].quantity, order.lines[0].grams), (2, Some(900)));
        assert_eq!(order.insurance, Money::zero(Currency::EUR));
    }

    #[test]
    fn what_was_spent_in_the_year_is_an_amount_or_nothing() {
        let spent = |more: &[&str]| read(more).map(|order| order.year_spent);
        let none = Ok(Some(Money::zero(Currency::EUR)));
        assert_eq!(spent(&[]), none);
        assert_eq!(spent(&["--year-spent", "0"]), none);
        let much = Money::new(260_000, Currency::USD);
        assert_eq!(spent(&["--year-spent", "2600.00USD"]), Ok(Some(much)));
        let error = spent(&["--year-spent", "26000"]).expect_err("no currency");
        assert!(error.starts_with("year-spent: 26000: expected"), "{error}");
    }

    #[test]
    fn a_line_says_what_is_wrong_with_it() {
        for (line, words) in [
            ("hs=6404.11", "a line has a price"),
            ("price=1.00EUR,price=2.00EUR", "price is said twice"),
            ("price=1.00EUR,mass=1.2345kg", "expected a measure"),
            ("price=1.00EUR,colour=red", "expected hs, edition"),
            ("price=1.00EUR,flags=gift+not-gift", "said both ways"),
        ] {
            let error = super::line(line).expect_err(line);
            assert!(error.contains(words), "{line}: {error}");
        }
    }
}
