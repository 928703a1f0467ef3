//! What is known of a market before any merchant is asked: `data/markets.tsv`, who measures in inches, and how prices are shown
//! (`data/tax_display.tsv`).

use crate::{Currency, Language, Market};

const TABLE: &str = include_str!("../data/markets.tsv");
const TAX_DISPLAY: &str = include_str!("../data/tax_display.tsv");
const REDUCTIONS: &str = include_str!("../data/reductions.tsv");

/// How prices for consumers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxDisplay {
    /// With the tax of the sale in them.
    Gross,
    /// Without the tax of the sale, which is added to them.
    Net,
}

/// What a person measures lengths in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// Centimetres and metres.
    Metric,
    /// Inches and feet.
    Customary,
}

impl Units {
    /// The units of the first region that the person's languages name, else of the market they shop in.
    pub fn of(market: Market, languages: &[Language]) -> Self {
        let region = |language: &Language| {
            language.as_str().split('-').skip(1).find_map(|part| Market::parse(part).ok())
        };
        languages.iter().find_map(region).unwrap_or(market).units()
    }
}

impl Market {
    /// The markets to offer of a merchant that names none itself.
    pub fn offered() -> impl Iterator<Item = Self> {
        rows().filter(|row| row.offered).map(|row| row.market)
    }

    /// The currency that its people pay in, as far as the table knows it.
    pub fn currency(self) -> Option<Currency> {
        row(self).map(|row| row.currency)
    }

    /// A time zone to offer there, by its IANA name, as far as the table knows one.
    pub fn time_zone(self) -> Option<&'static str> {
        row(self).map(|row| row.time_zone)
    }

    /// How its law or custom has prices shown to consumers; none where that is not known.
    pub fn tax_display(self) -> Option<TaxDisplay> {
        let of_it = |line: &&str| line.split('\t').next() == Some(self.as_str());
        match TAX_DISPLAY.lines().find(of_it)?.split('\t').nth(1)? {
            "gross" => Some(TaxDisplay::Gross),
            "net" => Some(TaxDisplay::Net),
            _ => None,
        }
    }

    /// Of how many days a reduction's reference price has to be the lowest by its law; none where no such law is known.
    pub fn reduction_days(self) -> Option<u16> {
        let of_it = |line: &&str| line.split('\t').next() == Some(self.as_str());
        REDUCTIONS.lines().find(of_it)?.split('\t').nth(1)?.parse().ok()
    }

    /// What its people measure in.
    pub fn units(self) -> Units {
        row(self).map_or(Units::Metric, |row| row.units)
    }
}

struct Row {
    market: Market,
    currency: Currency,
    time_zone: &'static str,
    units: Units,
    offered: bool,
}

fn row(market: Market) -> Option<Row> {
    rows().find(|row| row.market == market)
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().filter_map(read)
}

/// A row; none of a comment. A test reads every row.
fn read(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    Some(Row {
        market: Market::parse(cells.next()?).ok()?,
        currency: Currency::parse(cells.next()?).ok()?,
        time_zone: cells.next()?,
        units: match cells.next()? {
            "metric" => Units::Metric,
            "customary" => Units::Customary,
            _ => return None,
        },
        offered: match cells.next()? {
            "yes" => true,
            "no" => false,
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_reads_and_names_a_country_of_its_own() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines.clone() {
            assert!(read(line).is_some_and(|row| row.time_zone.contains('/')), "{line}");
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
        let markets: std::collections::BTreeSet<Market> = rows().map(|row| row.market).collect();
        assert_eq!(markets.len(), lines.count());
    }

    #[test]
    fn a_market_is_known_by_its_row_and_metric_without_one() {
        let market = |code: &str| Market::parse(code).expect("a market");
        assert_eq!(
            Market::offered().map(|one| one.to_string()).collect::<Vec<_>>(),
            ["DE", "JP", "AE", "US", "KE", "BR", "IN", "CN"]
        );
        assert_eq!(market("JP").currency(), Some(Currency::JPY));
        assert_eq!(market("AE").time_zone(), Some("Asia/Dubai"));
        assert_eq!((market("LR").units(), market("MM").units()), (Units::Customary, Units::Customary));
        assert_eq!((market("ZZ").currency(), market("ZZ").units()), (None, Units::Metric));
    }

    #[test]
    fn who_measures_in_inches_follows_the_region() {
        let units = |market: &str, languages: &[&str]| {
            let languages: Vec<_> = languages.iter().filter_map(|tag| Language::parse(tag).ok()).collect();
            Units::of(Market::parse(market).expect("a market"), &languages)
        };
        assert_eq!(units("US", &["en"]), Units::Customary);
        assert_eq!(units("DE", &["de"]), Units::Metric);
        assert_eq!(units("GB", &[]), Units::Metric);
        // The region a person's phone speaks goes before the market they shop in.
        assert_eq!(units("DE", &["en-US", "de"]), Units::Customary);
        assert_eq!(units("US", &["de", "de-AT"]), Units::Metric);
        assert_eq!(units("US", &["es-419", "zh-Hant-TW"]), Units::Metric);
    }
}
