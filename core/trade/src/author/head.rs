//! A file of a place: its head, its sources, and its rows one after another.

use super::fault::{Fault, FaultCode};
use super::fields::Fields;
use super::kinds::{self, Context};
use crate::Edition;
use crate::row::{Place, Source};
use std::collections::BTreeMap;
use toml::{Table, Value};
use tradewind_domain::{Currency, Market};

/// The app's languages: each place has a name in all of them.
const LANGUAGES: [&str; 4] = ["ar", "de", "en", "ja"];
/// The most rows of a file.
const MOST_ROWS: usize = 4_000;

/// Reads a file; faults are added. None where it is too broken to be asked further.
pub(crate) fn place(file: &str, text: &str, faults: &mut Vec<Fault>) -> Option<Place> {
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let words = error.to_string().lines().next().unwrap_or_default().to_owned();
            faults.push(Fault { code: FaultCode::BadToml, file: file.into(), row: "head".into(), words });
            return None;
        }
    };
    let (mut head, mut kinds) = (Table::new(), BTreeMap::new());
    for (key, value) in table {
        match value {
            Value::Array(rows) if kinds::KINDS.contains(&key.as_str()) => {
                kinds.insert(key, rows);
            }
            value => {
                head.insert(key, value);
            }
        }
    }
    let mut fields = Fields::new(file, "head".into(), head, faults);
    let sources = sources(&mut fields);
    let mut place = headed(file, &mut fields)?;
    fields.finish();
    let names: Vec<String> = sources.iter().map(|(name, _)| name.clone()).collect();
    place.sources = sources.into_iter().map(|(_, source)| source).collect();
    place.schemes = ["normal", "domestic"].map(str::to_owned).to_vec();
    place.layers = vec!["base".to_owned()];
    // Rows of schemes first, so that others may name them whatever the order of the file is.
    for kind in kinds::KINDS {
        let rows = kinds.remove(*kind).unwrap_or_default();
        for (at, row) in rows.into_iter().enumerate() {
            let context = Context { file, kind, number: at + 1, sources: &names };
            if place.rows.len() >= MOST_ROWS {
                let words = format!("more than {MOST_ROWS} rows");
                faults.push(Fault {
                    code: FaultCode::TooLarge,
                    file: file.into(),
                    row: context.label(""),
                    words,
                });
                return None;
            }
            let row = kinds::row(&context, row, &mut place, faults);
            place.rows.extend(row);
        }
    }
    Some(place)
}

fn headed(file: &str, fields: &mut Fields<'_>) -> Option<Place> {
    let id = fields.text("place");
    let id = fields.must("place", id)?;
    if format!("{id}.toml") != file {
        fields.fault(FaultCode::BadValue, format!("place {id} is not the file's name"));
    }
    let names = names(fields);
    let countries = fields.countries("countries");
    if countries.is_empty() {
        fields.fault(FaultCode::MissingField, "countries is missing");
    }
    let also = taken_for("also", &countries, fields);
    let within = taken_for("within", &countries, fields);
    let code = fields.text("currency");
    let code = fields.must("currency", code)?;
    let currency = Currency::parse(&code).ok();
    if currency.is_none() {
        fields.fault(FaultCode::UnknownCurrency, format!("{code} is no currency of ISO 4217"));
    }
    let edition = fields.text("hs_edition");
    let edition = fields.must("hs_edition", edition)?;
    let known = Edition::parse(&edition).ok();
    if known.is_none() {
        fields.fault(FaultCode::UnknownHsEdition, format!("{edition} is no edition of the HS"));
    }
    let since = fields.day("since");
    let since = fields.must("since", since)?;
    let offset = fields.text("utc_offset");
    let offset = fields.must("utc_offset", offset)?;
    let utc_offset = minutes(&offset).or_else(|| fields.bad("utc_offset", "is as in \"+01:00\""))?;
    Some(Place {
        id,
        names,
        countries,
        also,
        within,
        currency: currency?,
        edition: known?,
        since,
        utc_offset,
        sources: Vec::new(),
        schemes: Vec::new(),
        layers: Vec::new(),
        rows: Vec::new(),
    })
}

/// Codes that are taken for one of the file's countries: `{ EL = "GR" }`.
fn taken_for(key: &str, countries: &[Market], fields: &mut Fields<'_>) -> Vec<(Market, Market)> {
    let table = match fields.value(key) {
        None => return Vec::new(),
        Some(Value::Table(table)) => table,
        Some(_) => return fields.bad(key, "is a table, as in { EL = \"GR\" }").unwrap_or_default(),
    };
    let mut found = Vec::new();
    for (code, country) in table {
        let code = Market::parse(&code).ok();
        let country = country.as_str().and_then(|country| Market::parse(country).ok());
        match code.zip(country.filter(|country| countries.contains(country))) {
            Some(pair) => found.push(pair),
            None => fields.fault(
                FaultCode::UnknownCountry,
                format!("{key} is of codes, each with one of the file's countries"),
            ),
        }
    }
    found
}

fn names(fields: &mut Fields<'_>) -> Vec<(String, String)> {
    let Some(Value::Table(table)) = fields.value("names") else {
        fields.fault(FaultCode::PlaceWithoutNames, "names is missing");
        return Vec::new();
    };
    for language in LANGUAGES {
        let name = table.get(language).and_then(Value::as_str).unwrap_or_default();
        if name.trim().is_empty() {
            fields.fault(FaultCode::PlaceWithoutNames, format!("no name in {language}"));
        }
    }
    let pair = |(tag, name): (String, Value)| name.as_str().map(|name| (tag.clone(), name.to_owned()));
    table.into_iter().filter_map(pair).collect()
}

/// `+05:30` as minutes.
fn minutes(text: &str) -> Option<i16> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 2);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    ((0..=14).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

fn sources(fields: &mut Fields<'_>) -> Vec<(String, Source)> {
    let table = match fields.value("source") {
        Some(Value::Table(table)) => table,
        _ => {
            fields.fault(FaultCode::MissingSource, "the file has no [source.NAME]");
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (name, value) in table {
        let Value::Table(mut source) = value else {
            fields.fault(FaultCode::MissingSource, format!("source.{name} is a table"));
            continue;
        };
        let mut text = |key: &str| {
            source.remove(key).and_then(|value| match value {
                Value::String(text) if !text.trim().is_empty() => Some(text),
                Value::Datetime(day) => Some(day.to_string()),
                _ => None,
            })
        };
        match (text("title"), text("publisher"), text("date"), text("address")) {
            (Some(title), Some(publisher), Some(date), Some(address))
                if crate::Day::parse(&date).is_ok() && address.starts_with("https://") =>
            {
                found.push((name.clone(), Source { title, publisher, date, address }));
            }
            _ => fields.fault(
                FaultCode::MissingSource,
                format!("source.{name} has title, publisher, date and an https address"),
            ),
        }
        for key in source.keys() {
            fields.fault(FaultCode::UnknownField, format!("source.{name}.{key} is no field of a source"));
        }
    }
    found
}
