//! The camera's picture as a host lends it: planes of luma and chroma, not copied.

use super::check;
use super::error::ArError;
use std::fmt;
use std::sync::Arc;

/// Bytes that a host lends for as long as this lives: its own buffer behind a count, never a copy.
pub type Lent = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Most points of a side: more than any phone's video.
const MOST: u32 = 8192;

/// Which luma weights the picture was made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matrix {
    /// ITU-R BT.601: most Android cameras.
    Bt601,
    /// ITU-R BT.709.
    Bt709,
    /// ITU-R BT.2020, constant luminance not meant.
    Bt2020,
}

/// Which numbers are black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// 0 and 255: most cameras of iPhones.
    Full,
    /// 16 and 235 of luma, 16 and 240 of chroma.
    Limited,
}

impl Matrix {
    /// Weights of red and blue in luma (ITU-R BT.601-7, BT.709-6, BT.2020-2); green has the rest.
    pub const fn weights(self) -> (f32, f32) {
        match self {
            Self::Bt601 => (0.299, 0.114),
            Self::Bt709 => (0.2126, 0.0722),
            Self::Bt2020 => (0.2627, 0.0593),
        }
    }
}

/// One plane of a picture: 8 bits a value.
#[derive(Clone)]
pub struct PicturePlane {
    /// The host's bytes.
    pub bytes: Lent,
    /// Byte of the first value in them.
    pub offset: usize,
    /// Bytes from one row to the next.
    pub row_stride: usize,
    /// Bytes from one value to the next: 2 where two chroma planes lie in one another.
    pub pixel_stride: usize,
}

impl PicturePlane {
    /// Whether `width` x `height` values of so many bytes are in it; none of the three is 0.
    pub(crate) fn holds(&self, width: usize, height: usize, value: usize) -> bool {
        let last = |count: usize, stride: usize| (count - 1).checked_mul(stride);
        let row = last(width, self.pixel_stride).and_then(|at| at.checked_add(value));
        let end = row
            .zip(last(height, self.row_stride))
            .and_then(|(row, rows)| rows.checked_add(row)?.checked_add(self.offset));
        let rows_apart = row.is_some_and(|row| height == 1 || self.row_stride >= row);
        let bytes: &[u8] = (*self.bytes).as_ref();
        self.pixel_stride >= value && rows_apart && end.is_some_and(|end| end <= bytes.len())
    }

    /// The byte of a place that is inside; 0 outside.
    pub fn value(&self, x: usize, y: usize) -> u8 {
        let [byte] = self.values(x, y);
        byte
    }

    /// The first bytes of a place that is inside; zeros outside.
    pub(crate) fn values<const N: usize>(&self, x: usize, y: usize) -> [u8; N] {
        let bytes: &[u8] = (*self.bytes).as_ref();
        let at = x.saturating_mul(self.pixel_stride).saturating_add(y.saturating_mul(self.row_stride));
        let from = bytes.get(at.saturating_add(self.offset)..).unwrap_or_default();
        from.first_chunk().copied().unwrap_or([0; N])
    }
}

impl fmt::Debug for PicturePlane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = (*self.bytes).as_ref().len();
        write!(f, "{length} bytes from {}, {} x {}", self.offset, self.row_stride, self.pixel_stride)
    }
}

/// A picture of the camera: luma at full size, blue and red difference at half size each way (4:2:0).
#[derive(Debug, Clone)]
pub struct CameraPicture {
    /// Width in points, as the sensor lies.
    pub width: u32,
    /// Height in points, as the sensor lies.
    pub height: u32,
    /// Luma.
    pub y: PicturePlane,
    /// Blue difference.
    pub u: PicturePlane,
    /// Red difference.
    pub v: PicturePlane,
    /// Luma weights.
    pub matrix: Matrix,
    /// Black and white.
    pub range: Range,
}

impl CameraPicture {
    /// Refuses what a reader would run over.
    pub fn check(&self) -> Result<(), ArError> {
        check::size(self.width, self.height, MOST, "camera picture")?;
        let (width, height) = (self.width as usize, self.height as usize);
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        let fits = self.y.holds(width, height, 1)
            && self.u.holds(half_width, half_height, 1)
            && self.v.holds(half_width, half_height, 1);
        if fits { Ok(()) } else { Err(ArError::Bytes("camera picture")) }
    }

    /// Red, green and blue at a point, 0..1 as encoded for the screen: what a shader is held to.
    pub fn rgb(&self, x: u32, y: u32) -> [f32; 3] {
        let (x, y) = (x as usize, y as usize);
        let luma = f32::from(self.y.value(x, y));
        let chroma = |plane: &PicturePlane| f32::from(plane.value(x / 2, y / 2)) - 128.0;
        let (luma, u, v) = match self.range {
            Range::Full => (luma / 255.0, chroma(&self.u) / 255.0, chroma(&self.v) / 255.0),
            Range::Limited => ((luma - 16.0) / 219.0, chroma(&self.u) / 224.0, chroma(&self.v) / 224.0),
        };
        let (red, blue) = self.matrix.weights();
        let (r, b) = (luma + 2.0 * (1.0 - red) * v, luma + 2.0 * (1.0 - blue) * u);
        let g = (luma - red * r - blue * b) / (1.0 - red - blue);
        [r, g, b].map(|x| x.clamp(0.0, 1.0))
    }
}
