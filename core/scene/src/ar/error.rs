//! Why a frame or an input of a host is refused, each with a stable code. What is refused changes nothing.

/// What is wrong with what a host handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArError {
    /// A number that is not finite, or so large that it cannot be meant. Names the field.
    #[error("{0} is not finite or out of range")]
    Number(&'static str),
    /// A pose whose rotation is none: axes that are not at right angles, mirrored or scaled. Names the field.
    #[error("{0} is no rigid pose")]
    Pose(&'static str),
    /// A projection or intrinsics that no camera has.
    #[error("the camera's projection is none")]
    Projection,
    /// A view, picture or depth picture without points, or larger than the limit.
    #[error("{name} of {width} x {height} is out of range")]
    Size {
        /// What it is.
        name: &'static str,
        /// Width in points.
        width: u32,
        /// Height in points.
        height: u32,
    },
    /// Planes of a picture that do not fit its size: too few bytes, strides that overlap.
    #[error("the bytes of {0} do not fit its size")]
    Bytes(&'static str),
    /// More of something than the limit.
    #[error("{count} {name} are too many")]
    TooMany {
        /// What there are too many of.
        name: &'static str,
        /// How many there are.
        count: usize,
    },
    /// Two things with the same number.
    #[error("{name} {id} is there twice")]
    Twice {
        /// What it is.
        name: &'static str,
        /// Its number.
        id: u64,
    },
    /// A frame that is older than the one before it.
    #[error("a frame's time goes back")]
    Time,
    /// A product without size, or whose true size cannot be.
    #[error("a product's size is none")]
    ProductSize,
    /// A recorded trace that is broken, too large or of another version.
    #[error("broken trace: {0}")]
    Trace(String),
}

impl ArError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Number(_) => "AR_NUMBER",
            Self::Pose(_) => "AR_POSE",
            Self::Projection => "AR_PROJECTION",
            Self::Size { .. } => "AR_SIZE",
            Self::Bytes(_) => "AR_BYTES",
            Self::TooMany { .. } => "AR_TOO_MANY",
            Self::Twice { .. } => "AR_TWICE",
            Self::Time => "AR_TIME",
            Self::ProductSize => "AR_PRODUCT_SIZE",
            Self::Trace(_) => "AR_TRACE",
        }
    }
}
