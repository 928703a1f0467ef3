//! A log record: codes and numbers, never a person's data.

use tradewind_ports::Level as LogLevel;
use tradewind_ports::Record;
use tradewind_ports::log::Value;

/// How much a record matters. `Error` is for faults of the app alone; a bad network is `Info`.
#[uniffi::remote(Enum)]
pub enum LogLevel {
    /// Detail that only a developer reads.
    Debug,
    /// Something happened that is no fault.
    Info,
    /// Something outside went wrong and was dealt with.
    Warn,
    /// A fault in the app.
    Error,
}

/// One record: a fixed event name and fixed fields. No name, address, token, amount or search word can be in it, so that it
/// may go to any log.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogRecord {
    /// How much it matters.
    pub level: LogLevel,
    /// A fixed name, for example `catalog.applied`.
    pub event: String,
    /// Fixed names with values.
    pub fields: Vec<LogField>,
}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogField {
    /// Its fixed name.
    pub name: String,
    /// A word of ours, a number, or a stable code.
    pub value: String,
}

impl From<&Record> for LogRecord {
    fn from(record: &Record) -> Self {
        let Record { level, event, fields } = record;
        let field = |(name, value): &(&'static str, Value)| LogField {
            name: (*name).to_owned(),
            value: match value {
                Value::Word(word) => (*word).to_owned(),
                Value::Number(number) => number.to_string(),
                Value::Code(code) => code.as_str().to_owned(),
            },
        };
        Self { level: *level, event: (*event).to_owned(), fields: fields.iter().map(field).collect() }
    }
}
