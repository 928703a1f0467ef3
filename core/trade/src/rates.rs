//! Reference rates against one currency, as a table in text, and the rate between any two of them.

use crate::request::decimal;
use crate::{ExchangeRate, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::Currency;

/// The most bytes and rows that are read.
const MOST_BYTES: usize = 16 * 1024;
const MOST_ROWS: usize = 200;
/// Decimals of a rate between two currencies.
const DECIMALS: u32 = 10;

/// How much one unit of a currency is of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable {
    base: Currency,
    rates: Vec<(Currency, Decimal)>,
    source: String,
    at: String,
}

impl RateTable {
    /// Reads a table: lines of a currency and a rate, and before them `# base`, `# at` and `# source`, each with its value behind a
    /// tab.
    pub fn read(text: &str) -> Result<Self, TradeError> {
        if text.len() > MOST_BYTES {
            return Err(TradeError::TooLarge("rates"));
        }
        let head = |name: &str| {
            let line =
                text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix('\t'));
            line.map(str::to_owned).ok_or(TradeError::Damaged("rates"))
        };
        let currency = |text: &str| Currency::parse(text).map_err(|_| TradeError::Damaged("rates"));
        let mut rates = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (code, rate) = line.split_once('\t').ok_or(TradeError::Damaged("rates"))?;
            if rates.len() == MOST_ROWS {
                return Err(TradeError::TooLarge("rates"));
            }
            rates.push((currency(code)?, decimal(rate)?));
        }
        Ok(Self { base: currency(&head("base")?)?, rates, source: head("source")?, at: head("at")? })
    }

    /// The rate from one currency into another; none where the table lacks one of them.
    pub fn between(&self, from: Currency, to: Currency) -> Option<ExchangeRate> {
        let rate = self.of(to)?.checked_div(self.of(from)?)?.round_dp(DECIMALS);
        let (source, at) = (self.source.clone(), self.at.clone());
        (rate > Decimal::ZERO).then_some(ExchangeRate { from, to, rate, source, at })
    }

    fn of(&self, currency: Currency) -> Option<Decimal> {
        if currency == self.base {
            return Some(Decimal::ONE);
        }
        self.rates.iter().find(|(known, _)| *known == currency).map(|(_, rate)| *rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# base\tEUR\n# at\t2026-10-30\n# source\tA bank\nUSD\t1.1172\nJPY\t175.68\n";

    fn code(text: &str) -> Currency {
        Currency::parse(text).expect("a currency")
    }

    #[test]
    fn rates_cross_by_the_base_and_say_where_they_are_from() {
        let table = RateTable::read(TABLE).expect("reads");
        let rate = |from: &str, to: &str| {
            table.between(code(from), code(to)).map(|one| one.rate.normalize().to_string())
        };
        assert_eq!(rate("EUR", "USD").as_deref(), Some("1.1172"));
        assert_eq!(rate("USD", "JPY").as_deref(), Some("157.2502685285"));
        assert_eq!(rate("JPY", "JPY").as_deref(), Some("1"));
        assert_eq!(rate("USD", "KES"), None);
        let one = table.between(code("USD"), code("EUR")).expect("known");
        assert_eq!((one.source.as_str(), one.at.as_str()), ("A bank", "2026-10-30"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for bad in [
            "",
            "USD\t1",
            "# base\tEUR\n# at\tx\n# source\ty\nUSD 1.1",
            "# base\tEUR\n# at\tx\n# source\ty\nUSD\t-1",
            "# base\tEURO\n# at\tx\n# source\ty\n",
            "# base\tEUR\n# at\tx\n# source\ty\nUSD\t0",
        ] {
            assert!(RateTable::read(bad).is_err(), "{bad:?}");
        }
        let long = format!("{TABLE}{}", "USD\t1\n".repeat(300));
        assert_eq!(RateTable::read(&long), Err(TradeError::TooLarge("rates")));
    }
}
