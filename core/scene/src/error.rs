//! Why a model is refused, each with a stable code.

/// A file that is not a model we draw. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// More bytes than [`Limits::file_bytes`](crate::Limits).
    #[error("the file has {bytes} bytes, more than {limit}")]
    FileTooLarge {
        /// Bytes of the file and what it refers to.
        bytes: u64,
        /// Most bytes allowed.
        limit: u64,
    },
    /// A GLB whose header or chunks are not as glTF 2.0 section 4 says.
    #[error("broken container: {0}")]
    Container(&'static str),
    /// Not JSON, or not of glTF's shape.
    #[error("broken JSON: {0}")]
    Json(String),
    /// A glTF of another major version than 2.
    #[error("glTF version {0} is not 2.x")]
    Version(String),
    /// A glTF that asks for a reader of a later version than 2.0.
    #[error("asks for glTF {0}, and this reads 2.0")]
    MinVersion(String),
    /// An extension without which the file cannot be shown, and which we do not have.
    #[error("needs the extension {0}")]
    Extension(String),
    /// An index that points at nothing.
    #[error("{what} {index} does not exist")]
    Reference {
        /// Which list of the document is meant.
        what: &'static str,
        /// The index that the list does not have.
        index: usize,
    },
    /// A buffer that is missing, too short, or at an address that we do not read.
    #[error("broken buffer: {0}")]
    Buffer(&'static str),
    /// An accessor that leaves its buffer, or has a type that its use does not allow.
    #[error("broken accessor: {0}")]
    Accessor(&'static str),
    /// A triangle, a line or a point that names a vertex which is not there.
    #[error("an index names vertex {index} of {vertices}")]
    Index {
        /// The vertex that is named.
        index: u32,
        /// Number of vertices in the primitive.
        vertices: u32,
    },
    /// A number that is not finite, or out of its range.
    #[error("not a number in range: {0}")]
    Number(&'static str),
    /// A node below itself, or below two others.
    #[error("node {0} is met twice")]
    NodeLoop(usize),
    /// Nodes deeper than the limit.
    #[error("nodes are deeper than {0}")]
    TooDeep(usize),
    /// More vertices than the limit, instances counted.
    #[error("more than {0} vertices")]
    TooManyVertices(usize),
    /// More materials than the limit.
    #[error("more than {0} materials")]
    TooManyMaterials(usize),
    /// More values in the JSON than the limit.
    #[error("more than {0} values in the JSON")]
    TooManyValues(usize),
    /// More primitives than the limit, instances counted.
    #[error("more than {0} primitives")]
    TooManyPrimitives(usize),
    /// More variants than the limit.
    #[error("more than {0} variants")]
    TooManyVariants(usize),
    /// A picture that does not decode. A model is drawn without it, and that is a [`Finding`](crate::Finding).
    #[error("broken picture: {0}")]
    Image(String),
    /// A picture with a longer side than the limit.
    #[error("a picture of {width} x {height}, more than {limit} a side")]
    ImageTooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The most allowed a side.
        limit: u32,
    },
    /// A picture that takes more memory while it is decoded than a phone gives, whatever its sides.
    #[error("a picture of {width} x {height} takes more memory than a phone gives")]
    ImageTooDear {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// More points in all pictures together than the limit.
    #[error("pictures of more than {0} points in all")]
    TooManyPixels(u64),
    /// The time for loading is over.
    #[error("loading took too long")]
    Time,
    /// Nothing is drawn at all, or all of it in one point.
    #[error("nothing to show")]
    Empty,
}

impl ModelError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "MODEL_FILE_TOO_LARGE",
            Self::Container(_) => "MODEL_CONTAINER",
            Self::Json(_) => "MODEL_JSON",
            Self::Version(_) | Self::MinVersion(_) => "MODEL_VERSION",
            Self::Extension(_) => "MODEL_EXTENSION",
            Self::Reference { .. } => "MODEL_REFERENCE",
            Self::Buffer(_) => "MODEL_BUFFER",
            Self::Accessor(_) => "MODEL_ACCESSOR",
            Self::Index { .. } => "MODEL_INDEX",
            Self::Number(_) => "MODEL_NUMBER",
            Self::NodeLoop(_) => "MODEL_NODE_LOOP",
            Self::TooDeep(_) => "MODEL_TOO_DEEP",
            Self::TooManyVertices(_) => "MODEL_TOO_MANY_VERTICES",
            Self::TooManyMaterials(_) => "MODEL_TOO_MANY_MATERIALS",
            Self::TooManyValues(_) => "MODEL_TOO_MANY_VALUES",
            Self::TooManyPrimitives(_) => "MODEL_TOO_MANY_PRIMITIVES",
            Self::TooManyVariants(_) => "MODEL_TOO_MANY_VARIANTS",
            Self::Image(_) => "MODEL_IMAGE",
            Self::ImageTooLarge { .. } | Self::ImageTooDear { .. } => "MODEL_IMAGE_TOO_LARGE",
            Self::TooManyPixels(_) => "MODEL_TOO_MANY_PIXELS",
            Self::Time => "MODEL_TIME",
            Self::Empty => "MODEL_EMPTY",
        }
    }

    /// Whether the file asks for more than a phone gives, rather than being broken.
    pub const fn is_too_large(&self) -> bool {
        matches!(
            self,
            Self::FileTooLarge { .. }
                | Self::TooDeep(_)
                | Self::TooManyVertices(_)
                | Self::TooManyMaterials(_)
                | Self::TooManyValues(_)
                | Self::TooManyPrimitives(_)
                | Self::TooManyVariants(_)
                | Self::ImageTooLarge { .. }
                | Self::ImageTooDear { .. }
                | Self::TooManyPixels(_)
                | Self::Time
        )
    }
}
