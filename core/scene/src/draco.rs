//! KHR_draco_mesh_compression: a primitive's accessors, read out of a Draco stream.

use crate::error::ModelError;
use crate::limits::Limits;
use draco_core::{DecodeLimits, DecoderBuffer, ErrorKind, Mesh, MeshDecoder, PointAttribute, PointIndex};

/// Bytes that attributes of a stream may come to, for each vertex of the limit: four floats of each of the ten attributes we read.
const BYTES_A_VERTEX: u64 = 160;

/// A decoded stream.
pub(crate) struct Stream(Mesh);

impl Stream {
    /// Decodes one. What it says of its size is held to the limits before anything is made of it.
    pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Self, ModelError> {
        let vertices = limits.vertices as u64;
        let most = DecodeLimits::default()
            .with_max_points(vertices)
            .with_max_faces(limits.indices as u64 / 3)
            .with_max_decoded_bytes(vertices.saturating_mul(BYTES_A_VERTEX));
        let mut mesh = Mesh::new();
        let mut buffer = DecoderBuffer::new(bytes).with_limits(most);
        match MeshDecoder::new().decode(&mut buffer, &mut mesh) {
            Ok(()) if mesh.num_points() <= limits.vertices => Ok(Self(mesh)),
            Ok(()) => Err(ModelError::TooManyVertices(limits.vertices)),
            Err(error) if error.kind() == ErrorKind::LimitExceeded => {
                Err(ModelError::TooManyVertices(limits.vertices))
            }
            Err(_) => Err(BROKEN),
        }
    }

    /// Corners of triangles, as unsigned little-endian integers of `size` bytes.
    pub(crate) fn indices(&self, size: usize) -> Result<Vec<u8>, ModelError> {
        let mut all = Vec::with_capacity(self.0.num_faces() * 3 * size);
        for PointIndex(corner) in self.0.faces().iter().flatten() {
            let bytes = corner.to_le_bytes();
            let (kept, lost) = bytes.split_at_checked(size).ok_or(BROKEN)?;
            if lost.iter().any(|byte| *byte != 0) {
                return Err(ModelError::Accessor("Draco corners that its component type cannot hold"));
            }
            all.extend(kept);
        }
        Ok(all)
    }

    /// An attribute by the number that the extension gives, one row of `size` bytes a vertex.
    pub(crate) fn attribute(&self, id: usize, size: usize) -> Result<Vec<u8>, ModelError> {
        let missing = ModelError::Reference { what: "Draco attribute", index: id };
        let id = u32::try_from(id).map_err(|_| missing.clone())?;
        let attribute = self.0.attribute_by_unique_id(id).ok_or(missing)?;
        if attribute.data_type().byte_length() * usize::from(attribute.num_components()) != size {
            return Err(ModelError::Accessor("another type than its Draco attribute has"));
        }
        let points = u32::try_from(self.0.num_points()).map_err(|_| BROKEN)?;
        let mut all = Vec::with_capacity(points as usize * size);
        for point in 0..points {
            all.extend(row(attribute, point, size).ok_or(BROKEN)?);
        }
        Ok(all)
    }
}

const BROKEN: ModelError = ModelError::Buffer("Draco data that cannot be decoded");

fn row(attribute: &PointAttribute, point: u32, size: usize) -> Option<&[u8]> {
    let value = attribute.mapped_index(PointIndex(point)).0 as usize;
    let from = value.checked_mul(usize::try_from(attribute.byte_stride()).ok()?)?;
    attribute.buffer().data().get(from..)?.get(..size)
}
