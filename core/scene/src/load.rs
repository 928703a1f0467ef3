//! From bytes to a checked model.

use crate::access::Buffers;
use crate::assemble::Assembly;
use crate::document::Document;
use crate::error::ModelError;
use crate::limits::Limits;
use crate::model::Model;
use crate::{container, scan};
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;

/// Extensions that a file may require of us.
pub(crate) const SUPPORTED: &[&str] = &[
    "KHR_materials_variants",
    "KHR_texture_transform",
    "KHR_materials_unlit",
    "KHR_materials_emissive_strength",
    "KHR_mesh_quantization",
    "EXT_texture_webp",
    "EXT_meshopt_compression",
    "KHR_meshopt_compression",
    "KHR_draco_mesh_compression",
];

/// Gives the bytes of a file beside the glTF, by the (decoded) relative name that it uses.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Reads glTF into a checked [`Model`], within limits of size and time.
pub struct Loader<'a> {
    limits: Limits,
    beside: Option<ReadBeside<'a>>,
    expired: &'a (dyn Fn() -> bool + Sync),
}

impl Default for Loader<'_> {
    fn default() -> Self {
        Self { limits: Limits::default(), beside: None, expired: &|| false }
    }
}

impl<'a> Loader<'a> {
    /// A loader that takes files which hold everything they need.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Reads buffers and pictures that stand beside the file. The name is what the file says, percent-decoded: a relative
    /// path that never goes up. Whoever reads decides which of them are allowed.
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

    /// Loads a GLB, or the JSON of a glTF.
    pub fn load(&self, bytes: &[u8]) -> Result<Model, ModelError> {
        let mut spent = bytes.len() as u64;
        self.within(spent)?;
        let (json, binary) = if container::is_glb(bytes) { container::split(bytes)? } else { (bytes, None) };
        scan::scan(json, self.limits.values)?;
        // Names and remarks in another encoding are no reason to refuse a model.
        let text = String::from_utf8_lossy(json);
        let document: Document = serde_json::from_str(&text).map_err(unreadable)?;
        drop(text);
        check(&document, &self.limits)?;
        let bytes = self.buffers(&document, binary, &mut spent)?;
        let buffers = Buffers::new(&document, bytes, &self.limits, self.expired);
        Assembly { buffers: &buffers, limits: &self.limits }
            .model(self.expired, |uri| self.read(uri, &mut spent))
    }

    fn within(&self, spent: u64) -> Result<(), ModelError> {
        let limit = self.limits.file_bytes;
        if spent > limit { Err(ModelError::FileTooLarge { bytes: spent, limit }) } else { Ok(()) }
    }

    fn buffers<'b>(
        &self,
        document: &Document,
        binary: Option<&'b [u8]>,
        spent: &mut u64,
    ) -> Result<Vec<Cow<'b, [u8]>>, ModelError> {
        let mut all = Vec::new();
        for (index, buffer) in document.buffers.iter().enumerate() {
            let length = buffer.byte_length.ok_or(ModelError::Buffer("no length"))?.0;
            let bytes: Cow<'b, [u8]> = match &buffer.uri {
                Some(uri) => Cow::Owned(self.read(uri, spent)?),
                None => match binary.filter(|_| index == 0) {
                    Some(binary) => Cow::Borrowed(binary),
                    // A placeholder that some extension fills: whoever reads from it finds it empty.
                    None => Cow::Borrowed(&[]),
                },
            };
            let missing = buffer.uri.is_none() && bytes.is_empty();
            if bytes.len() < length && !missing {
                return Err(ModelError::Buffer("shorter than it says"));
            }
            all.push(bytes);
        }
        Ok(all)
    }

    /// A data URI, or a file beside.
    fn read(&self, uri: &str, spent: &mut u64) -> Result<Vec<u8>, ModelError> {
        if (self.expired)() {
            return Err(ModelError::Time);
        }
        let bytes = if let Some(data) = uri.strip_prefix("data:") {
            let (_, text) =
                data.split_once(";base64,").ok_or(ModelError::Buffer("a data URI without base64"))?;
            let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
            GeneralPurpose::new(&STANDARD, config)
                .decode(text)
                .map_err(|_| ModelError::Buffer("a data URI with broken base64"))?
        } else {
            let name = percent_encoding::percent_decode_str(uri)
                .decode_utf8()
                .map_err(|_| ModelError::Buffer("a name that is not UTF-8"))?;
            if !stands_beside(&name) {
                return Err(ModelError::Buffer("an address that is not beside the file"));
            }
            self.beside
                .and_then(|read| read(&name))
                .ok_or(ModelError::Buffer("a file beside it is missing"))?
        };
        *spent = spent.saturating_add(bytes.len() as u64);
        self.within(*spent)?;
        Ok(bytes)
    }
}

/// What it says, but not all that it cites.
fn unreadable(error: serde_json::Error) -> ModelError {
    ModelError::Json(error.to_string().chars().take(200).collect())
}

/// Whether a name is a relative path that stays below the file's folder, on every system.
fn stands_beside(name: &str) -> bool {
    let odd = |c: char| c == '\\' || c == ':' || c.is_control();
    !name.contains(odd) && name.split('/').all(|part| !part.is_empty() && part != "..")
}

fn check(document: &Document, limits: &Limits) -> Result<(), ModelError> {
    let asset = &document.asset;
    let minor = asset.version.strip_prefix("2.").unwrap_or_default();
    if minor.is_empty()
        || !minor.bytes().all(|digit| digit.is_ascii_digit())
        || asset.min_version.as_ref().is_some_and(|version| version != "2.0")
    {
        let version = asset.min_version.as_ref().unwrap_or(&asset.version);
        return Err(ModelError::Version(version.chars().take(16).collect()));
    }
    if let Some(unknown) =
        document.extensions_required.iter().find(|name| !SUPPORTED.contains(&name.as_str()))
    {
        return Err(ModelError::Extension(unknown.chars().take(64).collect()));
    }
    if document.materials.len() > limits.materials {
        return Err(ModelError::TooManyMaterials(limits.materials));
    }
    if document.extensions.variants.as_ref().is_some_and(|names| names.variants.len() > limits.variants) {
        return Err(ModelError::TooManyVariants(limits.variants));
    }
    Ok(())
}
