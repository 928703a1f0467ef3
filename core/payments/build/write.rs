//! Writes the tables as Rust.

use super::Read;
use super::rows::{
    Confidence, Defaults, DeviceRow, FactRow, Flow, Kind, MarketsFile, MethodRow, NeedsRow, OtherwiseRow,
    SourceRow,
};
use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};

/// `METHODS`, `MARKETS` and `SOURCES`, as `crate::wallets::table` includes them.
pub(crate) fn tables(read: &[Read], markets: &MarketsFile) -> String {
    let mut out = String::from(
        "/// The ways to pay with money that is some, by file and row.\n\
         pub const METHODS: &[Wallet] = &[\n",
    );
    for file in read {
        for row in &file.file.method {
            method(&mut out, file.family, &file.file.defaults, row);
        }
    }
    out.push_str("];\n\n/// Country, and what is usually offered first there with its weight; by country.\n");
    out.push_str("pub(crate) const MARKETS: &[(&str, &[(&str, i32)])] = &[\n");
    let mut rows: Vec<_> = markets.market.iter().collect();
    rows.sort_by(|one, other| one.country.cmp(&other.country));
    for row in rows {
        let order: Vec<(&str, i32)> = row.order.iter().map(|one| (one.id.as_str(), one.weight)).collect();
        let _ = writeln!(out, "({:?}, &{order:?}),", row.country);
    }
    out.push_str("];\n\n/// Where each method's columns come from. Apart from the wallets: an app that never asks for it does not carry it.\n");
    out.push_str("pub(crate) static SOURCES: &[(&str, &[Source])] = &[\n");
    for file in read {
        for row in &file.file.method {
            let _ = writeln!(out, "({:?}, &[", row.id);
            row.fact.iter().for_each(|fact| sources(&mut out, fact, &file.file.source));
            out.push_str("]),\n");
        }
    }
    out.push_str("];\n");
    out
}

fn method(out: &mut String, family: &str, defaults: &Defaults, row: &MethodRow) {
    let id = &row.id;
    let family = match row.flow {
        // A provider's page may be the sheet: the credential comes first, whatever draws it.
        Flow::SheetFirst => "Sheet",
        Flow::MerchantFirst => family,
    };
    let spec = row.spec.clone().unwrap_or_else(|| format!("https://tradewind.dev/pay/{id}"));
    let schema = row.schema.clone().unwrap_or_else(|| format!("https://tradewind.dev/pay/{id}.json"));
    let instrument = row.instrument.as_ref().unwrap_or(id);
    let seconds = |value: u64| format!("Duration::from_secs({value})");
    let maybe =
        |value: Option<u64>| value.map_or("None".to_owned(), |value| format!("Some({})", seconds(value)));
    let sheet = row.sheet_s.unwrap_or(defaults.sheet_s);
    let dead = row.dead_after_s.or(defaults.dead_after_s).unwrap_or_default();
    // What was handed over lives on by itself: the request that asked for it does not.
    let (dead, accepted) = match family {
        "Sheet" | "OnDelivery" => (seconds(dead), "IMMEDIATE.accepted".to_owned()),
        _ => ("IMMEDIATE.dead_after".to_owned(), seconds(dead)),
    };
    let _ = write!(
        out,
        "Wallet {{ handler: {:?}, title: {:?}, id: {id:?}, version: {:?}, spec: {spec:?}, schema: {schema:?}, instrument: {instrument:?}, \
         credentials: &{:?}, \
         family: Family::{family}, policy: Policy {{ sheet: {}, sheet_after_restart: IMMEDIATE.sheet_after_restart, \
         dead_after: {dead}, accepted: {accepted}, poll: Poll {{ first: {}, every: {} }}, aside_after: {}, \
         charges: Charges::{:?} }}, ",
        row.handler,
        row.title,
        row.version,
        row.credentials,
        seconds(sheet),
        seconds(row.poll_first_s.unwrap_or(defaults.poll_first_s)),
        seconds(row.poll_every_s.unwrap_or(defaults.poll_every_s)),
        seconds(row.aside_after_s.unwrap_or(defaults.aside_after_s)),
        row.charges,
    );
    let words: Vec<String> =
        row.words.iter().map(|word| format!("({:?}, Reason::{:?})", word.code, word.ours)).collect();
    let _ = writeln!(
        out,
        "facts: &Facts {{ countries: {}, currencies: {}, least: {}, most: {}, needs: {}, answer: {}, paid_by: {}, \
         late: {}, show_early: {}, told: {}, window: {}, refundable: Refundable::{:?}, refund_days: {:?}, \
         words: &[{}] }} }},",
        codes(&row.countries),
        codes(&row.currencies),
        sums(&row.least),
        sums(&row.most),
        needs(&row.device),
        maybe(row.answer_s),
        maybe(row.paid_by_s),
        maybe(row.late_s),
        maybe(row.show_early_s),
        maybe(row.told_s),
        maybe(row.idempotency_window_h.map(|hours| hours * 3_600)),
        row.refundable,
        row.refund_days,
        words.join(", "),
    );
}

/// `*` is the empty list: everywhere, any.
fn codes(list: &[String]) -> String {
    let all = list.iter().any(|one| one == "*");
    if all { "&[]".to_owned() } else { array(list) }
}

fn sums(sums: &BTreeMap<String, i64>) -> String {
    array(&sums.iter().map(|(currency, minor)| (currency.as_str(), *minor)).collect::<Vec<_>>())
}

fn needs(device: &DeviceRow) -> String {
    match device.needs {
        NeedsRow::None => "Needs::Nothing".to_owned(),
        NeedsRow::PlayServices => "Needs::PlayServices".to_owned(),
        NeedsRow::Ios => "Needs::Ios".to_owned(),
        NeedsRow::OtherDevice => "Needs::OtherDevice".to_owned(),
        NeedsRow::App => {
            let otherwise = match device.otherwise {
                None => "None",
                Some(OtherwiseRow::Web) => "Some(Otherwise::Web)",
                Some(OtherwiseRow::Qr) => "Some(Otherwise::Qr)",
            };
            let android: Vec<&String> = device.android.iter().chain(&device.android_scheme).collect();
            format!(
                "Needs::App {{ android: {}, ios: {}, otherwise: {otherwise} }}",
                array(&android),
                array(&device.ios)
            )
        }
    }
}

/// One line for each source of a fact.
fn sources(out: &mut String, fact: &FactRow, known: &BTreeMap<String, SourceRow>) {
    let confidence = match fact.confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    };
    for key in &fact.source {
        let (title, url, kind) = match known.get(key) {
            Some(source) => {
                let kind = match source.kind {
                    Kind::Maker => "maker",
                    Kind::Provider => "provider",
                    Kind::Second => "second",
                    Kind::Press => "press",
                };
                (source.title.as_str(), source.url.as_deref().unwrap_or_default(), kind)
            }
            None if key == "own" => ("our decision", "", "own"),
            None => ("general knowledge", "", "general"),
        };
        let _ = writeln!(
            out,
            "Source {{ of: {}, title: {title:?}, url: {url:?}, kind: {kind:?}, confidence: {confidence:?} }},",
            array(&fact.of),
        );
    }
}

fn array<T: Debug>(list: &[T]) -> String {
    format!("&{list:?}")
}
