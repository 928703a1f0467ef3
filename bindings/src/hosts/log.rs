//! The log: records of codes and numbers.

use crate::error::{HostError, asked};
use crate::live::{HandleKind, LiveCount};
use crate::mirror::log::LogRecord;
use tradewind_ports::{LogSink, Record};

/// Takes the core's log records. Called from the core's threads; must not block. What it throws is dropped.
#[uniffi::export(callback_interface)]
pub trait LogHost: Send + Sync {
    /// Takes one record.
    fn log(&self, record: LogRecord) -> Result<(), HostError>;
}

/// The port, served by a host.
pub(crate) struct LentLog {
    host: Box<dyn LogHost>,
    _counted: LiveCount,
}

impl LentLog {
    pub(crate) fn new(host: Box<dyn LogHost>) -> Self {
        Self { host, _counted: LiveCount::new(HandleKind::Host) }
    }
}

impl LogSink for LentLog {
    fn log(&self, record: &Record) {
        let _ = asked(|| self.host.log(record.into()));
    }
}
