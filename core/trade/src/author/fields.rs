//! Fields of one TOML table, taken one by one: each is read once, what is wrong becomes a fault, what is left over too.

use super::fault::{Fault, FaultCode};
use crate::{Day, Hs, Span};
use rust_decimal::Decimal;
use toml::{Table, Value};
use tradewind_domain::{Currency, Market};

/// A table that is being read.
pub(crate) struct Fields<'a> {
    file: &'a str,
    row: String,
    table: Table,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(file: &'a str, row: String, table: Table, faults: &'a mut Vec<Fault>) -> Self {
        Self { file, row, table, faults }
    }

    pub(crate) fn fault(&mut self, code: FaultCode, words: impl Into<String>) {
        let (file, row) = (self.file.to_owned(), self.row.clone());
        self.faults.push(Fault { code, file, row, words: words.into() });
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn value(&mut self, key: &str) -> Option<Value> {
        self.table.remove(key)
    }

    /// What must be there.
    pub(crate) fn must<T>(&mut self, key: &str, found: Option<T>) -> Option<T> {
        // What was there and is wrong has its fault already; it was taken out then.
        if found.is_none()
            && !self.faults.iter().any(|fault| fault.row == self.row && fault.words.starts_with(key))
        {
            self.fault(FaultCode::MissingField, format!("{key} is missing"));
        }
        found
    }

    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        match self.value(key)? {
            Value::String(text) if text.len() <= 2_000 && !text.trim().is_empty() => Some(text),
            Value::String(_) => self.bad(key, "is a text of 1 to 2000 bytes"),
            Value::Float(_) | Value::Integer(_) => {
                self.fault(FaultCode::NumberAsFloat, format!("{key} is written as text, as in \"3.00\""));
                None
            }
            _ => self.bad(key, "is a text"),
        }
    }

    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        match self.value(key)? {
            Value::Boolean(flag) => Some(flag),
            _ => self.bad(key, "is true or false"),
        }
    }

    pub(crate) fn whole(&mut self, key: &str, least: i64, most: i64) -> Option<i64> {
        match self.value(key)? {
            Value::Integer(number) if (least..=most).contains(&number) => Some(number),
            _ => self.bad(key, format!("is a whole number between {least} and {most}")),
        }
    }

    pub(crate) fn day(&mut self, key: &str) -> Option<Day> {
        let day = match self.value(key)? {
            Value::Datetime(moment) if moment.time.is_none() => Day::parse(&moment.to_string()).ok(),
            _ => None,
        };
        day.or_else(|| self.bad(key, "is a TOML date, as in 2026-07-01"))
    }

    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let list = match value {
            Value::Array(list) if !list.is_empty() && list.len() <= 400 => list,
            _ => return self.bad(key, "is a list of 1 to 400 texts").unwrap_or_default(),
        };
        let texts: Option<Vec<String>> =
            list.into_iter().map(|one| one.as_str().map(str::to_owned)).collect();
        texts.or_else(|| self.bad(key, "is a list of texts")).unwrap_or_default()
    }

    pub(crate) fn countries(&mut self, key: &str) -> Vec<Market> {
        let texts = self.texts(key);
        let mut found = Vec::with_capacity(texts.len());
        for text in texts {
            match Market::parse(&text) {
                Ok(country) => found.push(country),
                Err(_) => self.fault(FaultCode::UnknownCountry, format!("{key}: {text} is no country code")),
            }
        }
        found
    }

    pub(crate) fn codes(&mut self, key: &str) -> Vec<Hs> {
        let texts = self.texts(key);
        let mut found = Vec::with_capacity(texts.len());
        for text in texts {
            match Hs::parse(&text) {
                _ if text == "*" => found.push(Hs::ANY),
                // A point within a prefix is one more way to write the same: not in rules.
                Ok(code) if code != Hs::ANY && !text.contains('.') => found.push(code),
                _ => self.fault(FaultCode::UnknownHs, format!("{key}: {text} is no HS prefix")),
            }
        }
        found
    }

    /// One of the words of a list.
    pub(crate) fn word<T: Copy>(&mut self, key: &str, all: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = all.iter().find(|(word, _)| *word == text).map(|(_, found)| *found);
        found.or_else(|| self.bad(key, format!("is one of {}", words(all))))
    }

    /// Words of a list as bits.
    pub(crate) fn bits<T: Copy + PartialEq>(
        &mut self,
        key: &str,
        all: &[(&'static str, T)],
        code: FaultCode,
    ) -> u16 {
        let mut bits = 0;
        for text in self.texts(key) {
            match all.iter().position(|(word, _)| *word == text) {
                Some(at) => bits |= 1 << at,
                None => self.fault(code, format!("{key}: {text} is none of {}", words(all))),
            }
        }
        bits
    }

    /// A number that is not below zero, as text.
    pub(crate) fn number(&mut self, key: &str) -> Option<Decimal> {
        let text = self.text(key)?;
        decimal(&text).or_else(|| self.bad(key, "is a plain decimal number, as in \"3.00\""))
    }

    pub(crate) fn percent_point(&mut self, key: &str) -> Option<Decimal> {
        let percent = self.number(key)?;
        if percent > Decimal::ONE_HUNDRED {
            self.fault(FaultCode::RateAbove100, format!("{key} is above 100"));
            return None;
        }
        Some(percent)
    }

    /// An amount in a currency: no more decimals than it has.
    pub(crate) fn amount_point(&mut self, key: &str, currency: Currency) -> Option<Decimal> {
        let amount = self.number(key)?;
        if amount.normalize().scale() > currency.minor_digits() {
            return self.bad(key, format!("has more decimals than {currency}"));
        }
        Some(amount)
    }

    /// A point or a range of numbers.
    pub(crate) fn span(&mut self, key: &str) -> Option<Span> {
        let Some(Value::Table(_)) = self.table.get(key) else { return self.number(key).map(Span::exact) };
        let Some(Value::Table(table)) = self.value(key) else { return None };
        let part = |name: &str| table.get(name).and_then(Value::as_str).and_then(decimal);
        let (Some(min), Some(likely), Some(max), 3) = (part("min"), part("likely"), part("max"), table.len())
        else {
            return self.bad(key, "as a range has min, likely and max, each a number as text");
        };
        if min > likely || likely > max {
            self.fault(FaultCode::BadRange, format!("{key}: min, likely and max are not in order"));
            return None;
        }
        Some(Span { min, likely, max })
    }

    pub(crate) fn percent(&mut self, key: &str) -> Option<Span> {
        let span = self.span(key)?;
        if span.max > Decimal::ONE_HUNDRED {
            self.fault(FaultCode::RateAbove100, format!("{key} is above 100"));
            return None;
        }
        Some(span)
    }

    pub(crate) fn amount(&mut self, key: &str, currency: Currency) -> Option<Span> {
        let span = self.span(key)?;
        let fits = |value: Decimal| value.normalize().scale() <= currency.minor_digits();
        if ![span.min, span.likely, span.max].into_iter().all(fits) {
            return self.bad(key, format!("has more decimals than {currency}"));
        }
        Some(span)
    }

    /// Every field that was not taken.
    pub(crate) fn finish(mut self) {
        let left: Vec<String> = self.table.keys().cloned().collect();
        for key in left {
            self.fault(FaultCode::UnknownField, format!("{key} is no field of this row"));
        }
    }

    pub(crate) fn bad<T>(&mut self, key: &str, words: impl std::fmt::Display) -> Option<T> {
        self.fault(FaultCode::BadValue, format!("{key} {words}"));
        None
    }
}

fn words<T>(all: &[(&'static str, T)]) -> String {
    all.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}

/// A plain decimal of at most 15 digits, 9 of them behind the point.
fn decimal(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && (1..=16).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    Decimal::from_str_exact(text).ok().filter(|value| plain && value.scale() <= 9)
}
