//! A model as USDZ, the file that Apple's Quick Look shows: the layer, and beside it its pictures as PNG.

use super::archive::Archive;
use super::usda;
use crate::error::ModelError;
use crate::image::Texels;
use crate::model::Model;
use ::image::codecs::png::{CompressionType, FilterType, PngEncoder};
use ::image::{ExtendedColorType, ImageEncoder};

/// How much a USDZ may become; beyond each the model is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsdzLimits {
    /// Vertices of all that is shown.
    pub vertices: usize,
    /// Corners of triangles. Apple advises 100,000 polygons ("Validating feature support for USD files").
    pub corners: usize,
    /// Bytes of all pictures as they are decoded, four for each point.
    pub texture_bytes: u64,
}

impl Default for UsdzLimits {
    fn default() -> Self {
        Self { vertices: 400_000, corners: 1_500_000, texture_bytes: 96 << 20 }
    }
}

/// Why no USDZ is written of a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsdzError {
    /// A variant that the model does not have.
    #[error("no variant {0}")]
    Variant(usize),
    /// Not one triangle.
    #[error("nothing to show")]
    Empty,
    /// More vertices than the limit.
    #[error("more than {0} vertices")]
    TooManyVertices(usize),
    /// More corners of triangles than the limit.
    #[error("more than {0} corners")]
    TooManyCorners(usize),
    /// More bytes in pictures than the limit.
    #[error("textures of {bytes} bytes, more than {limit}")]
    TexturesTooLarge {
        /// Bytes of all pictures, decoded.
        bytes: u64,
        /// Most bytes allowed.
        limit: u64,
    },
    /// A picture that is not there, or does not decode.
    #[error("a texture: {0}")]
    Texture(#[from] ModelError),
    /// A picture that cannot be written.
    #[error("a texture is not written: {0}")]
    Encoder(String),
    /// Longer than an archive can be, 4 GiB.
    #[error("the archive is too long")]
    TooLong,
}

impl UsdzError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Variant(_) => "USDZ_VARIANT",
            Self::Empty => "USDZ_EMPTY",
            Self::TooManyVertices(_) => "USDZ_TOO_MANY_VERTICES",
            Self::TooManyCorners(_) => "USDZ_TOO_MANY_CORNERS",
            Self::TexturesTooLarge { .. } => "USDZ_TEXTURES_TOO_LARGE",
            Self::Texture(_) => "USDZ_TEXTURE",
            Self::Encoder(_) => "USDZ_ENCODER",
            Self::TooLong => "USDZ_TOO_LONG",
        }
    }
}

/// The layer's name; it is the first file, which is what a reader opens.
const LAYER: &str = "product.usda";

/// The model in one of its variants, within the usual limits. The same model gives the same bytes.
pub fn write(model: &Model, variant: Option<usize>) -> Result<Vec<u8>, UsdzError> {
    write_within(model, variant, &UsdzLimits::default())
}

/// The model in one of its variants, within these limits.
///
/// What UsdPreviewSurface has no word for is left out: sheen, relief of a clear layer, lines and points. Glass is what is seen
/// through, without what it bends.
pub fn write_within(
    model: &Model,
    variant: Option<usize>,
    limits: &UsdzLimits,
) -> Result<Vec<u8>, UsdzError> {
    if let Some(index) = variant.filter(|index| *index >= model.variants.len()) {
        return Err(UsdzError::Variant(index));
    }
    let (mut vertices, mut corners) = (0usize, 0usize);
    for primitive in usda::shown(model) {
        vertices = vertices.saturating_add(primitive.vertices.len());
        corners = corners.saturating_add(primitive.indices.len());
    }
    if corners == 0 {
        return Err(UsdzError::Empty);
    }
    if vertices > limits.vertices {
        return Err(UsdzError::TooManyVertices(limits.vertices));
    }
    if corners > limits.corners {
        return Err(UsdzError::TooManyCorners(limits.corners));
    }
    let (layer, used) = usda::write(model, variant);
    let mut pictures = Vec::with_capacity(used.len());
    let mut bytes = 0u64;
    for (index, alpha) in used {
        let missing = ModelError::Reference { what: "picture", index };
        let picture = model.pictures.get(index).ok_or(missing)?;
        let (width, height) = picture.size();
        bytes = bytes.saturating_add(u64::from(width) * u64::from(height) * 4);
        pictures.push((index, alpha, picture));
    }
    if bytes > limits.texture_bytes {
        return Err(UsdzError::TexturesTooLarge { bytes, limit: limits.texture_bytes });
    }
    let mut archive = Archive::default();
    archive.add(LAYER, layer.as_bytes()).ok_or(UsdzError::TooLong)?;
    drop(layer);
    for (index, alpha, picture) in pictures {
        archive.add(&usda::file_name(index), &png(picture, alpha)?).ok_or(UsdzError::TooLong)?;
    }
    archive.finish().ok_or(UsdzError::TooLong)
}

/// A picture as PNG, with alpha where something reads it and any point has one.
fn png(picture: &Texels, alpha: bool) -> Result<Vec<u8>, UsdzError> {
    let plain = picture.plain()?;
    let (width, height) = (plain.width, plain.height);
    // The encoder takes it for granted.
    if plain.rgba.len() as u64 != u64::from(width) * u64::from(height) * 4 {
        return Err(UsdzError::Encoder("of another size than it says".to_owned()));
    }
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive);
    let written = if alpha && plain.rgba.iter().skip(3).step_by(4).any(|alpha| *alpha != u8::MAX) {
        encoder.write_image(&plain.rgba, width, height, ExtendedColorType::Rgba8)
    } else {
        let rgb: Vec<u8> =
            plain.rgba.chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]).collect();
        encoder.write_image(&rgb, width, height, ExtendedColorType::Rgb8)
    };
    written.map_err(|error| UsdzError::Encoder(error.to_string().chars().take(200).collect()))?;
    Ok(out)
}
