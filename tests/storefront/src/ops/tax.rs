//! The tax of the sale, as each market's merchants charge it: within the prices, or on top of them at checkout.

use crate::ops::session::Session;
use crate::words::say;
use serde_json::{Value, json};

/// How a market's prices are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// With the tax in them.
    Gross,
    /// With the tax in them, and the tax in its own base: the rate is of the price that is shown.
    GrossOfItself,
    /// Before it.
    Net,
}

/// Market, how it shows prices, and its standard rate in hundredths of a percent.
///
/// Rates of 2026-11: Umsatzsteuergesetz §12(1); Consumption Tax Act art. 29 with the Local Tax Act art. 72-83; Federal
/// Decree-Law No. 8 of 2017 art. 2; California Revenue and Taxation Code §6051 ff. (the whole state's rate; districts add to it);
/// Kenya's VAT Act 2013 s. 5; São Paulo's Lei 6.374/1989 art. 34 with Lei Complementar 87/1996 art. 13 §1; India's standard GST
/// rate since 22 September 2025; China's VAT Law art. 10.
const RATES: &[(&str, Shown, i64)] = &[
    ("DE", Shown::Gross, 1_900),
    ("JP", Shown::Gross, 1_000),
    ("AE", Shown::Gross, 500),
    ("US", Shown::Net, 725),
    ("KE", Shown::Gross, 1_600),
    ("BR", Shown::GrossOfItself, 1_800),
    ("IN", Shown::Gross, 1_800),
    ("CN", Shown::Gross, 1_300),
];

/// What is charged on top: on the goods after discounts, once it is known where they go.
pub(crate) fn added(session: &Session, goods: i64) -> Option<Value> {
    let (_, shown, rate) = RATES.iter().find(|(market, ..)| *market == session.market)?;
    let amount = rounded(goods * rate, 10_000);
    let charged = *shown == Shown::Net && session.ships();
    charged.then(
        || json!({"type": "tax", "display_text": say(&session.language, "sales_tax"), "amount": amount}),
    )
}

/// What is within a total: the itemized lines of its entry. Delivery is taxed as the goods are.
pub(crate) fn included(session: &Session, total: i64) -> Option<Value> {
    let (market, shown, rate) =
        RATES.iter().find(|(market, shown, _)| *market == session.market && *shown != Shown::Net)?;
    let tax = match shown {
        Shown::GrossOfItself => rounded(total * rate, 10_000),
        _ => rounded(total * rate, 10_000 + rate),
    };
    let language = &session.language;
    Some(json!([
        {"display_text": say(language, "net"), "amount": total - tax},
        {"type": "tax", "display_text": format!("{} {}", name(market, language), percent(*rate)), "amount": tax},
    ]))
}

/// What the tax is called: by its own letters where no language translates them.
fn name(market: &str, language: &str) -> &'static str {
    match market {
        "BR" => "ICMS",
        "IN" => "GST",
        _ => say(language, "vat"),
    }
}

/// Half a minor unit and more counts as one.
fn rounded(amount: i64, by: i64) -> i64 {
    (2 * amount + by).div_euclid(2 * by)
}

fn percent(rate: i64) -> String {
    match rate % 100 {
        0 => format!("{}%", rate / 100),
        part => format!("{}.{part:02}%", rate / 100),
    }
}
