//! Recorded sessions: inputs without pictures, as a sequence of CBOR items (RFC 8742), and what they give when they are played again.

use super::error::ArError;
use super::input::Input;
use super::seen::Seen;
use super::session::Session;
use serde::{Deserialize, Serialize};

/// Most bytes of a trace: some minutes of frames, all of them with new planes.
const MOST: usize = 64 << 20;
/// What the first item says.
const FORMAT: &str = "tradewind-ar";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// Keeps inputs as they come.
#[derive(Debug, Clone)]
pub struct Recorder {
    bytes: Vec<u8>,
}

impl Recorder {
    /// An empty trace.
    pub fn new() -> Result<Self, ArError> {
        let mut bytes = Vec::new();
        write(&Header { format: FORMAT.to_owned(), version: VERSION }, &mut bytes)?;
        Ok(Self { bytes })
    }

    /// Keeps one more input. A trace that is full stays as it is.
    pub fn push(&mut self, input: &Input) -> Result<(), ArError> {
        let before = self.bytes.len();
        let written = write(input, &mut self.bytes);
        if written.is_err() || self.bytes.len() > MOST {
            self.bytes.truncate(before);
            return written.and(Err(ArError::Trace("full".to_owned())));
        }
        Ok(())
    }

    /// The trace so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Inputs of a trace. They are as foreign as a host's: a session checks each.
pub fn read(bytes: &[u8]) -> Result<Vec<Input>, ArError> {
    if bytes.len() > MOST {
        return Err(ArError::Trace(format!("{} bytes", bytes.len())));
    }
    let mut rest = bytes;
    let header: Header = next(&mut rest)?;
    if header.format != FORMAT || header.version != VERSION {
        return Err(ArError::Trace(format!("version {}", header.version)));
    }
    let mut inputs = Vec::new();
    while !rest.is_empty() {
        inputs.push(next(&mut rest)?);
    }
    Ok(inputs)
}

/// Plays inputs from the beginning and hands over what each gave.
pub fn replay(inputs: &[Input], mut see: impl FnMut(Result<&Seen, ArError>)) {
    let mut session = Session::new();
    for input in inputs {
        see(session.apply(input));
    }
}

impl Seen {
    /// Every number of it, to be compared bit by bit.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ArError> {
        let mut bytes = Vec::new();
        write(self, &mut bytes)?;
        Ok(bytes)
    }
}

fn write(value: &impl Serialize, into: &mut Vec<u8>) -> Result<(), ArError> {
    ciborium::into_writer(value, into).map_err(|error| ArError::Trace(error.to_string()))
}

fn next<T: for<'a> Deserialize<'a>>(rest: &mut &[u8]) -> Result<T, ArError> {
    ciborium::from_reader(rest).map_err(|error| ArError::Trace(error.to_string()))
}
