//! From bytes to a checked model.

use crate::access::{Buffers, Held};
use crate::animation::Moment;
use crate::assemble::Assembly;
use crate::document::Document;
use crate::error::ModelError;
use crate::finding::Findings;
use crate::limits::Limits;
use crate::materials::UvSets;
use crate::model::Model;
use crate::posed::{Posed, borrowed};
use crate::{container, extensions, scan, uri};
use serde::Deserialize;
use std::borrow::Cow;

/// Gives the bytes of a file beside the glTF, by the (decoded) relative name that it uses.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads glTF into a checked [`Model`], within limits of size and time.
pub struct Loader<'a> {
    limits: Limits,
    beside: Option<ReadBeside<'a>>,
    expired: &'a (dyn Fn() -> bool + Sync),
    moment: Moment,
}

impl Default for Loader<'_> {
    fn default() -> Self {
        Self { limits: Limits::default(), beside: None, expired: &|| false, moment: Moment::First }
    }
}

impl<'a> Loader<'a> {
    /// A loader that takes files which hold everything they need.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Reads buffers and pictures that stand beside the file. The name is what the file says, percent-decoded and with slashes:
    /// a relative path that never goes up. Whoever reads decides which of them are allowed.
    pub fn beside(mut self, read: ReadBeside<'a>) -> Self {
        self.beside = Some(read);
        self
    }

    /// Asked between steps whether the time for this load is over; then it ends with [`ModelError::Time`]. A step is at most
    /// one accessor, 65,536 corners of tangents, or one JPEG or WebP.
    pub fn until(mut self, expired: &'a (dyn Fn() -> bool + Sync)) -> Self {
        self.expired = expired;
        self
    }

    /// In the pose that an animation of the file ([`Model::animations`]) has after so many seconds, instead of at its first
    /// moment. A number that no animation has, or a time before its begin, is the first moment.
    pub fn at(mut self, animation: usize, seconds: f32) -> Self {
        self.moment = Moment::At { animation, seconds };
        self
    }

    /// Loads a GLB, or the JSON of a glTF.
    pub fn load(&self, bytes: &[u8]) -> Result<Model, ModelError> {
        let mut file = self.file(bytes)?;
        let held = std::mem::take(&mut file.held);
        Ok(self.model(&mut file, held)?.0)
    }

    /// As [`Loader::load`], with what its animations need: a copy of the file's buffers.
    pub fn load_to_play(&self, bytes: &[u8]) -> Result<(Model, Posed), ModelError> {
        let mut file = self.file(bytes)?;
        let held: Vec<Held<'static>> = std::mem::take(&mut file.held)
            .into_iter()
            .map(|held| held.map(|bytes| Cow::Owned(bytes.into_owned())))
            .collect();
        let (model, sets) = self.model(&mut file, borrowed(&held))?;
        let posed = Posed {
            document: file.document,
            held,
            limits: self.limits,
            origin: model.origin,
            materials: model.materials.clone(),
            sets,
        };
        Ok((model, posed))
    }

    /// The file taken apart.
    fn file<'b>(&self, bytes: &'b [u8]) -> Result<File<'b>, ModelError> {
        let mut spent = bytes.len() as u64;
        self.within(spent)?;
        let (json, binary) = if container::is_glb(bytes) { container::split(bytes)? } else { (bytes, None) };
        let document = self.document(json)?;
        let findings = Findings::default();
        self.check(&document)?;
        extensions::check(&document, &findings)?;
        let held = self.buffers(&document, binary, &mut spent)?;
        Ok(File { document, held, findings, spent })
    }

    fn model(&self, file: &mut File<'_>, held: Vec<Held<'_>>) -> Result<(Model, Vec<UvSets>), ModelError> {
        let File { document, findings, spent, .. } = file;
        let buffers = Buffers::new(document, held, &self.limits, self.expired, findings);
        Assembly { buffers: &buffers, limits: &self.limits, moment: self.moment }
            .model(self.expired, |uri| self.read(uri, spent))
    }

    /// The JSON as types. A byte order mark before it and what stands behind it (zeros that fill a chunk) do not count.
    fn document(&self, json: &[u8]) -> Result<Document, ModelError> {
        let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
        scan::scan(json, self.limits.values)?;
        // Names and remarks in another encoding are no reason to refuse a model.
        let text = String::from_utf8_lossy(json);
        Document::deserialize(&mut serde_json::Deserializer::from_str(&text)).map_err(unreadable)
    }

    fn within(&self, spent: u64) -> Result<(), ModelError> {
        let limit = self.limits.file_bytes;
        if spent > limit { Err(ModelError::FileTooLarge { bytes: spent, limit }) } else { Ok(()) }
    }

    /// The bytes of each buffer, or why there are none: one that nobody reads from may be missing.
    fn buffers<'b>(
        &self,
        document: &Document,
        binary: Option<&'b [u8]>,
        spent: &mut u64,
    ) -> Result<Vec<Held<'b>>, ModelError> {
        let mut all = Vec::new();
        for (index, buffer) in document.buffers.iter().enumerate() {
            let bytes: Held<'b> = match &buffer.uri {
                Some(uri) => self.read(uri, spent).map(Cow::Owned),
                None => Ok(match binary.filter(|_| index == 0) {
                    Some(binary) => Cow::Borrowed(binary),
                    // A placeholder that some extension fills: whoever reads from it finds it empty.
                    None => Cow::Borrowed(&[]),
                }),
            };
            if let Err(error) = &bytes
                && error.is_too_large()
            {
                return Err(error.clone());
            }
            let length = buffer.byte_length.map(|length| length.0);
            all.push(bytes.and_then(|bytes| match length {
                None => Err(ModelError::Buffer("no length")),
                Some(length) if bytes.len() < length && !(buffer.uri.is_none() && bytes.is_empty()) => {
                    Err(ModelError::Buffer("shorter than it says"))
                }
                Some(_) => Ok(bytes),
            }));
        }
        Ok(all)
    }

    /// A data URI, or a file beside.
    fn read(&self, address: &str, spent: &mut u64) -> Result<Vec<u8>, ModelError> {
        if (self.expired)() {
            return Err(ModelError::Time);
        }
        let bytes = match uri::data(address) {
            Some(bytes) => bytes?,
            None => {
                let name = uri::beside(address)?;
                let bytes = self.beside.and_then(|read| read(&name));
                bytes.ok_or(ModelError::Buffer("a file beside it is missing"))?
            }
        };
        *spent = spent.saturating_add(bytes.len() as u64);
        self.within(*spent)?;
        Ok(bytes)
    }

    fn check(&self, document: &Document) -> Result<(), ModelError> {
        let (asset, limits) = (&document.asset, &self.limits);
        if !is_two(&asset.version) {
            return Err(ModelError::Version(asset.version.chars().take(16).collect()));
        }
        if let Some(least) = asset.min_version.as_ref().filter(|least| !matches!(least.as_str(), "2.0" | "2"))
        {
            return Err(ModelError::MinVersion(least.chars().take(16).collect()));
        }
        if document.materials.len() > limits.materials {
            return Err(ModelError::TooManyMaterials(limits.materials));
        }
        if document.extensions.variants.as_ref().is_some_and(|names| names.variants.len() > limits.variants) {
            return Err(ModelError::TooManyVariants(limits.variants));
        }
        Ok(())
    }
}

/// A file taken apart.
struct File<'a> {
    document: Document,
    held: Vec<Held<'a>>,
    findings: Findings,
    /// Bytes read so far, of all files.
    spent: u64,
}

/// 2.x, or a 2 that was written as a number.
fn is_two(version: &str) -> bool {
    let minor = version.strip_prefix("2.").unwrap_or_default();
    version == "2" || !minor.is_empty() && minor.bytes().all(|digit| digit.is_ascii_digit())
}

/// What it says, but not all that it cites.
fn unreadable(error: serde_json::Error) -> ModelError {
    ModelError::Json(error.to_string().chars().take(200).collect())
}
