//! The tax of the sale, as each market's merchants charge it: within the prices, or on top of them at checkout.

use crate::ops::session::Session;
use crate::words::say;
use serde_json::{Value, json};

/// How a market's prices are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// With the tax in them.
    Gross,
    /// Before it.
    Net,
}

/// Market, how it shows prices, and its standard rate in hundredths of a percent.
///
/// Rates of 2026-11: Umsatzsteuergesetz §12(1); Consumption Tax Act art. 29 with the Local Tax Act art. 72-83; Federal
/// Decree-Law No. 8 of 2017 art. 2; California Revenue and Taxation Code §6051 ff. (the whole state's rate; districts add to it).
const RATES: &[(&str, Shown, i64)] = &[
    ("DE", Shown::Gross, 1_900),
    ("JP", Shown::Gross, 1_000),
    ("AE", Shown::Gross, 500),
    ("US", Shown::Net, 725),
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
    let (_, _, rate) =
        RATES.iter().find(|(market, shown, _)| *market == session.market && *shown == Shown::Gross)?;
    let tax = rounded(total * rate, 10_000 + rate);
    let language = &session.language;
    Some(json!([
        {"display_text": say(language, "net"), "amount": total - tax},
        {"type": "tax", "display_text": format!("{} {}", say(language, "vat"), percent(*rate)), "amount": tax},
    ]))
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
