//! `HS.toml`: names of HS codes in the app's languages.

use super::fault::{Fault, FaultCode};
use super::fields::Fields;
use super::headings;
use crate::row::HsName;
use crate::{Edition, Hs};
use toml::{Table, Value};

/// The file of names.
pub const NAMES_FILE: &str = "HS.toml";

pub(crate) fn read(text: &str, faults: &mut Vec<Fault>) -> Vec<HsName> {
    let rows = text.parse::<Table>().ok().and_then(|mut table| table.remove("hs"));
    let Some(Value::Array(rows)) = rows else {
        let words = "a list of [[hs]] rows is expected".to_owned();
        faults.push(Fault { code: FaultCode::BadToml, file: NAMES_FILE.into(), row: "head".into(), words });
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let Value::Table(table) = row else { continue };
        let mut fields = Fields::new(NAMES_FILE, format!("[[hs]] {}", at + 1), table, faults);
        found.extend(one(&mut fields));
        let _ = fields.text("source");
        fields.finish();
    }
    found
}

fn one(fields: &mut Fields<'_>) -> Option<HsName> {
    let code = fields.text("code");
    let code = fields.must("code", code)?;
    let known = Hs::parse(&code).ok().filter(|code| matches!(code.digits(), 2 | 4 | 6));
    if known.is_none() {
        fields.fault(FaultCode::UnknownHs, format!("{code} is no code of 2, 4 or 6 digits"));
    }
    let edition = fields.text("edition");
    let edition = fields.must("edition", edition).and_then(|edition| Edition::parse(&edition).ok());
    if edition.is_none() {
        fields.fault(FaultCode::UnknownHsEdition, "edition is none of the HS");
    }
    if known.zip(edition).is_some_and(|(code, edition)| !headings::has(code, edition)) {
        fields.fault(FaultCode::UnknownHs, format!("{code} is in no heading of the edition"));
    }
    let names = match fields.value("names") {
        Some(Value::Table(names)) => names,
        _ => Table::new(),
    };
    let names: Vec<(String, String)> = names
        .into_iter()
        .filter_map(|(tag, name)| name.as_str().map(|name| (tag.clone(), name.to_owned())))
        .collect();
    if names.len() < 4 {
        fields.fault(FaultCode::PlaceWithoutNames, format!("{code} lacks a name in one of the languages"));
    }
    Some(HsName { code: known?, edition: edition?, names })
}
