//! The log port: records of codes and numbers. User data does not fit into one.

/// How much a record matters. `Error` is for faults of the app alone; a bad network is `Info`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Detail that only a developer reads.
    Debug,
    /// Something happened that is no fault.
    Info,
    /// Something outside went wrong and was dealt with.
    Warn,
    /// A fault in the app.
    Error,
}

/// One record: a fixed event name and fixed fields. The value types hold no text made at run time, so that no
/// name, address, token, amount or search word can ever reach a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// How much it matters.
    pub level: Level,
    /// A fixed name, for example `catalog.applied`.
    pub event: &'static str,
    /// Fixed names with values.
    pub fields: Vec<(&'static str, Value)>,
}

/// What a field of a record may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A fixed word from our source.
    Word(&'static str),
    /// A count, a size or a time; never a person's data.
    Number(i64),
    /// A public error code.
    Code(tradewind_domain::Code),
}

impl From<tradewind_domain::Code> for Value {
    fn from(code: tradewind_domain::Code) -> Self {
        Self::Code(code)
    }
}

impl From<&'static str> for Value {
    fn from(word: &'static str) -> Self {
        Self::Word(word)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl Record {
    /// A record without fields.
    pub fn new(level: Level, event: &'static str) -> Self {
        Self { level, event, fields: Vec::new() }
    }

    /// The record with one more field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.fields.push((name, value.into()));
        self
    }
}

/// Takes records; lent by the host.
pub trait LogSink: Send + Sync {
    /// Takes one record. Must not block for long; its failures are its own.
    fn log(&self, record: &Record);
}

/// Drops every record.
#[derive(Debug, Default)]
pub struct SilentLog;

impl LogSink for SilentLog {
    fn log(&self, _record: &Record) {}
}
