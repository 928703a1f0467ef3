//! Rows of every kind: the fields that all have, their conditions, and what each kind says.

use super::fault::{Fault, FaultCode};
use super::fields::Fields;
use super::headings;
use crate::round::{Level, Mode, Rounding};
use crate::row::*;
use crate::{Hs, Span};
use rust_decimal::Decimal;
use toml::Value;
use tradewind_domain::Currency;

/// Every kind, schemes first.
pub(crate) const KINDS: &[&str] = &[
    "scheme",
    "valuation",
    "duty",
    "excise",
    "tax",
    "tax_base",
    "relief",
    "flat",
    "fee",
    "collect",
    "rounding",
    "split",
];

/// Where a row stands.
pub(crate) struct Context<'a> {
    pub(crate) file: &'a str,
    pub(crate) kind: &'a str,
    /// From one, among rows of its kind.
    pub(crate) number: usize,
    /// Names of the file's sources.
    pub(crate) sources: &'a [String],
}

impl Context<'_> {
    pub(crate) fn label(&self, id: &str) -> String {
        format!("[[{}]] {} ({id})", self.kind, self.number)
    }
}

/// Reads a row; schemes and layers that it names first are added to the place.
pub(crate) fn row(
    context: &Context<'_>,
    value: Value,
    place: &mut Place,
    faults: &mut Vec<Fault>,
) -> Option<Row> {
    let Value::Table(table) = value else { return None };
    let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut fields = Fields::new(context.file, context.label(&id), table, faults);
    let read = whole(context, &mut fields, place);
    fields.finish();
    read
}

fn whole(context: &Context<'_>, fields: &mut Fields<'_>, place: &mut Place) -> Option<Row> {
    let id = fields.text("id");
    let id = fields.must("id", id)?;
    let shaped = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !shaped || id.len() > 80 {
        fields.fault(FaultCode::BadId, "id is of lower-case letters, digits and -, at most 80");
    }
    let from = fields.day("from");
    let from = fields.must("from", from);
    let until = fields.day("until");
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        fields.fault(FaultCode::BadInterval, "until is before from");
    }
    let after_gap = fields.flag("after_gap").unwrap_or(false);
    let source = source(context, fields);
    let confidence = fields.word("confidence", Confidence::ALL);
    let confidence = fields.must("confidence", confidence);
    let note = fields.text("note").unwrap_or_default();
    let priority = fields.whole("priority", -100, 100).unwrap_or(0) as i8;
    let when = conditions(context.kind, fields, place);
    let rule = said(context.kind, fields, place, &when);
    if confidence == Some(Confidence::Unverified) {
        if note.is_empty() {
            fields.fault(FaultCode::MissingNote, "an unverified row has a note: what is not confirmed");
        }
        if rule.as_ref().is_some_and(states_a_point) {
            fields.fault(FaultCode::UnverifiedPoint, "an unverified row states a range, min below max");
        }
    }
    if matches!(rule, Some(Rule::Split { .. })) && note.is_empty() {
        fields.fault(FaultCode::MissingNote, "a split has a note");
    }
    let (from, confidence) = (from?, confidence?);
    Some(Row { id, from, until, after_gap, source: source?, confidence, note, priority, when, rule: rule? })
}

fn source(context: &Context<'_>, fields: &mut Fields<'_>) -> Option<u16> {
    let Some(name) = fields.text("source") else {
        fields.fault(FaultCode::MissingSource, "source is missing");
        return None;
    };
    let at = context.sources.iter().position(|known| *known == name);
    if at.is_none() {
        fields.fault(FaultCode::UnknownSource, format!("source {name} is not in the file"));
    }
    at.and_then(|at| u16::try_from(at).ok())
}

fn states_a_point(rule: &Rule) -> bool {
    let spans: Vec<Span> = match rule {
        Rule::Rate(rate) => rate.percent.into_iter().chain(rate.amount.map(|(_, span)| span)).collect(),
        Rule::Flat { amount, .. } => vec![*amount],
        Rule::Fee(fee) => fee.amount.into_iter().chain(fee.percent.map(|(_, span)| span)).collect(),
        _ => return false,
    };
    // A rate that says nothing of how much states nothing at all.
    !spans.is_empty() && spans.iter().all(|span| span.is_exact())
}

fn conditions(kind: &str, fields: &mut Fields<'_>, place: &Place) -> When {
    let to = fields.countries("to");
    if to.iter().any(|country| !place.countries.contains(country)) {
        fields.fault(FaultCode::UnknownCountry, "to names a country that the file is not for");
    }
    let hs = (fields.codes("hs"), fields.codes("not_hs"));
    for code in hs.0.iter().chain(&hs.1).filter(|code| !headings::has(**code, place.edition)) {
        let words = format!("{code} is in no heading of {}", place.edition.as_str());
        fields.fault(FaultCode::UnknownHs, words);
    }
    let registered = fields.word("seller", &[("registered", true), ("unregistered", false)]);
    let consumer = fields.word("buyer", &[("consumer", true), ("business", false)]);
    let flags = |fields: &mut Fields<'_>, key| Flags(fields.bits(key, Flag::ALL, FaultCode::UnknownFlag));
    When {
        to,
        ship_from: (fields.countries("ship_from"), fields.countries("not_ship_from")),
        origin: (fields.countries("origin"), fields.countries("not_origin")),
        hs,
        // The mode of a rounding is the way it rounds.
        mode: if kind == "rounding" { None } else { fields.word("mode", Carriage::ALL) },
        incoterm: fields.word("incoterm", Incoterm::ALL),
        registered,
        consumer,
        flags: (flags(fields, "flags"), flags(fields, "not_flags")),
        parcel_flags: (flags(fields, "parcel_flags"), flags(fields, "not_parcel_flags")),
        schemes: (schemes(fields, "scheme", place), schemes(fields, "not_scheme", place)),
        value: tests(kind, fields, place.currency),
    }
}

fn schemes(fields: &mut Fields<'_>, key: &str, place: &Place) -> u32 {
    let mut bits = 0;
    for name in fields.texts(key) {
        match place.schemes.iter().position(|known| *known == name) {
            Some(at) => bits |= 1 << at,
            None => {
                fields.fault(FaultCode::UnknownScheme, format!("{key}: {name} is no scheme of this file"))
            }
        }
    }
    bits
}

fn tests(kind: &str, fields: &mut Fields<'_>, currency: Currency) -> Vec<ValueTest> {
    let Some(value) = fields.value("value") else { return Vec::new() };
    let list = match value {
        Value::Array(list) if !list.is_empty() && list.len() <= 8 => list,
        _ => return fields.bad("value", "is a list of 1 to 8 tests").unwrap_or_default(),
    };
    let mut found = Vec::new();
    for test in list {
        let Value::Table(table) = test else {
            fields.fault(FaultCode::BadValue, "value: a test is a table");
            continue;
        };
        let mut faults = Vec::new();
        let mut inner = Fields::new("", String::new(), table, &mut faults);
        let test = test_of(&mut inner, currency);
        inner.finish();
        for fault in faults {
            fields.fault(fault.code, format!("value: {}", fault.words));
        }
        let early = matches!(kind, "scheme" | "valuation");
        let allowed = test.is_none_or(|test| match test.of {
            Measure::Customs => !early,
            Measure::Duty | Measure::Tax | Measure::Charges => kind == "relief",
            _ => true,
        });
        if !allowed {
            fields.fault(FaultCode::BadValue, "value: this is not known yet where such a row is asked");
        }
        found.extend(test);
    }
    found
}

fn test_of(fields: &mut Fields<'_>, currency: Currency) -> Option<ValueTest> {
    let of = fields.word("of", Measure::ALL);
    let of = fields.must("of", of)?;
    let per = fields.word("per", Per::ALL).unwrap_or(Per::Consignment);
    let (above, at_least) =
        (fields.amount_point("above", currency), fields.amount_point("at_least", currency));
    let (below, at_most) = (fields.amount_point("below", currency), fields.amount_point("at_most", currency));
    let bound = |strict: Option<Decimal>, loose: Option<Decimal>| match (strict, loose) {
        (Some(at), _) => Some((at, true)),
        (None, at) => at.map(|at| (at, false)),
    };
    let (low, high) = (bound(above, at_least), bound(below, at_most));
    if (above.is_some() && at_least.is_some())
        || (below.is_some() && at_most.is_some())
        || (low.is_none() && high.is_none())
    {
        return fields.bad("a test", "has one or two bounds, one of each side");
    }
    Some(ValueTest { of, per, low, high })
}

/// What a row of a kind says.
fn said(kind: &str, fields: &mut Fields<'_>, place: &mut Place, when: &When) -> Option<Rule> {
    match kind {
        "scheme" => scheme(fields, place),
        "valuation" => {
            let basis = fields.word("basis", &[("cif", true), ("fob", false)]);
            let cif = fields.must("basis", basis)?;
            let part = if fields.has("part") { fields.percent_point("part")? } else { Decimal::ONE_HUNDRED };
            Some(Rule::Valuation { cif, part })
        }
        "duty" => rate(fields, place, when, Charge::Duty),
        "excise" => rate(fields, place, when, Charge::Excise),
        "tax" => rate(fields, place, when, Charge::Tax),
        "tax_base" => {
            let parts = fields.bits("adds", Part::ALL, FaultCode::BadValue) as u8;
            let parts = fields.must("adds", (parts != 0).then_some(parts))?;
            Some(Rule::TaxBase(parts))
        }
        "relief" => {
            let of = charges(fields)?;
            let pays = if fields.has("pays") { fields.percent_point("pays")? } else { Decimal::ZERO };
            let names = fields.texts("layers");
            let layers =
                names.iter().map(|name| 1_u32 << layer(fields, place, name)).fold(0, |all, bit| all | bit);
            Some(Rule::Relief { of, pays, layers })
        }
        "flat" => flat(fields, place.currency),
        "fee" => fee(fields, place.currency),
        "collect" => {
            let of = charges(fields)?;
            let by = fields.word("by", By::ALL);
            Some(Rule::Collect { of, by: fields.must("by", by)? })
        }
        "rounding" => {
            let of = charges(fields)?;
            let mode = fields.word("mode", Mode::ALL);
            let mode = fields.must("mode", mode)?;
            let exponent = fields.whole("exponent", -4, 6);
            let exponent = fields.must("exponent", exponent)? as i8;
            let levels = [("line", Level::Line), ("rate", Level::Rate), ("consignment", Level::Total)];
            let level = fields.word("level", &levels);
            Some(Rule::Round { of, how: Rounding { mode, exponent, level: fields.must("level", level)? } })
        }
        "split" => {
            let as_one = fields.bits("as_one", AsOne::ALL, FaultCode::BadValue) as u8;
            let apart = fields.flag("apart").unwrap_or(false);
            let days = fields.whole("days", 1, 366).unwrap_or(1) as u16;
            if (as_one == 0) != apart {
                return fields.bad("as_one", "or apart, one of both, is what a split says");
            }
            Some(Rule::Split { as_one, days, apart })
        }
        _ => None,
    }
}

fn scheme(fields: &mut Fields<'_>, place: &mut Place) -> Option<Rule> {
    let name = fields.text("name");
    let name = fields.must("name", name)?;
    let tax_at = fields.word("tax_at", &[("sale", true), ("border", false)]);
    // Rows of one procedure at different times share its name.
    let known = place.schemes.iter().position(|known| *known == name);
    let number = known.unwrap_or(place.schemes.len());
    if !(2..=31).contains(&number) {
        return fields.bad("name", "is another than normal and domestic, and there are at most 30");
    }
    if known.is_none() {
        place.schemes.push(name);
    }
    Some(Rule::Scheme { number: number as u8, tax_at_sale: tax_at.unwrap_or(false) })
}

fn charges(fields: &mut Fields<'_>) -> Option<u8> {
    let of = fields.bits("of", Charge::ALL, FaultCode::BadValue) as u8;
    fields.must("of", (of != 0).then_some(of))
}

/// The number of a layer; a new one is added.
fn layer(fields: &mut Fields<'_>, place: &mut Place, name: &str) -> u8 {
    let known = place.layers.iter().position(|known| known == name);
    if known.is_none() && place.layers.len() >= 32 {
        fields.fault(FaultCode::TooLarge, "more than 32 layers");
        return 0;
    }
    let at = known.unwrap_or_else(|| {
        place.layers.push(name.to_owned());
        place.layers.len() - 1
    });
    at as u8
}

fn rate(fields: &mut Fields<'_>, place: &mut Place, when: &When, of: Charge) -> Option<Rule> {
    if when.hs.0.is_empty() {
        fields.must::<Vec<Hs>>("hs", None);
    }
    let name = fields.text("layer").unwrap_or_else(|| "base".into());
    let layer = layer(fields, place, &name);
    let percent = fields.percent("percent");
    let amount = per_unit(fields, place.currency);
    let not_included = of == Charge::Excise && fields.flag("not_included").unwrap_or(false);
    let combine = combined(fields, percent.is_some(), amount.is_some())?;
    let with_duty = fields.word("base", &[("customs", false), ("customs+duty", true)]).unwrap_or(false);
    match percent.is_some() || amount.is_some() {
        true if not_included => return fields.bad("not_included", "stands beside no percent and no amount"),
        false if !not_included => return fields.must("percent", None),
        _ => {}
    }
    Some(Rule::Rate(Rate { of, layer, percent, amount, combine, with_duty }))
}

fn per_unit(fields: &mut Fields<'_>, currency: Currency) -> Option<(Unit, Span)> {
    let units = [("per_item", Unit::Item), ("per_kg", Unit::Kg), ("per_litre", Unit::Litre)];
    let mut found = None;
    for (key, unit) in units {
        let Some(amount) = fields.amount(key, currency) else { continue };
        if found.is_some() {
            fields.fault(FaultCode::BadValue, format!("{key} beside another amount"));
        }
        found = Some((unit, amount));
    }
    found
}

fn combined(fields: &mut Fields<'_>, percent: bool, amount: bool) -> Option<Combine> {
    let combine = fields.word("combine", Combine::ALL);
    if percent && amount { fields.must("combine", combine) } else { Some(combine.unwrap_or(Combine::Add)) }
}

fn flat(fields: &mut Fields<'_>, currency: Currency) -> Option<Rule> {
    let of = fields.word("of", Charge::ALL);
    let of = fields.must("of", of)?;
    let amount = fields.amount("amount", currency);
    let amount = fields.must("amount", amount)?;
    let per = fields.word("per", Unit::ALL);
    let per = fields.must("per", per)?;
    let digits = fields.whole("digits", 2, 10).unwrap_or(6) as u8;
    let replaces = fields.flag("replaces").unwrap_or(false);
    Some(Rule::Flat { of, amount, per, digits, replaces })
}

fn fee(fields: &mut Fields<'_>, currency: Currency) -> Option<Rule> {
    let name = fields.text("name");
    let name = fields.must("name", name)?;
    let amount = fields.amount("amount", currency);
    let percent = fields.percent("percent");
    let on = fields.word("on", FeeBase::ALL);
    let percent = match percent {
        Some(percent) => Some((fields.must("on", on)?, percent)),
        None => None,
    };
    let combine = combined(fields, percent.is_some(), amount.is_some())?;
    if percent.is_none() && amount.is_none() {
        return fields.must("amount", None);
    }
    let (least, most) = (fields.amount_point("least", currency), fields.amount_point("most", currency));
    let only_if_due = fields.flag("only_if_due").unwrap_or(true);
    let by = fields.word("by", By::ALL);
    let by = fields.must("by", by)?;
    Some(Rule::Fee(Fee { name, amount, percent, combine, least, most, only_if_due, by }))
}
