//! What a model's author should know although the model is drawn.

use std::cell::RefCell;

/// Something of the file that is drawn in another way, or not at all. Each has a stable code.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// An extension that is passed over: the product looks plainer than its author made it.
    ExtensionPassedOver(String),
    /// A texture that is not drawn, since its picture is missing or cannot be read.
    TextureLeftOut {
        /// The picture's name, its file, or its number.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A picture that was made smaller when it was loaded, as phones need it.
    TextureScaled {
        /// The picture's name, its file, or its number.
        name: String,
        /// Width and height in the file, pixels.
        from: (u32, u32),
        /// Width and height as drawn, pixels.
        to: (u32, u32),
    },
    /// A surface needs more than two sets of texture coordinates; a texture is drawn with another one than its own.
    TextureCoordinates {
        /// Number of the set that is not used.
        set: usize,
    },
    /// An animation is there, and its first moment is what is shown.
    AnimationAtRest(String),
    /// An animation that is not read.
    AnimationLeftOut {
        /// Its name or its number.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// The product stands far from the origin, and was moved to it.
    FarFromOrigin {
        /// Metres.
        distance: f64,
    },
    /// Something tiny lies far beside the product. It is not looked at.
    Stray {
        /// Metres from the product.
        distance: f32,
    },
    /// So large or so small that another unit may be meant.
    DoubtfulSize {
        /// Width, height and depth in metres.
        metres: [f32; 3],
    },
}

impl Finding {
    /// The stable code of this finding.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ExtensionPassedOver(_) => "MODEL_FINDING_EXTENSION",
            Self::TextureLeftOut { .. } => "MODEL_FINDING_TEXTURE",
            Self::TextureScaled { .. } => "MODEL_FINDING_TEXTURE_SCALED",
            Self::TextureCoordinates { .. } => "MODEL_FINDING_TEXTURE_COORDINATES",
            Self::AnimationAtRest(_) => "MODEL_FINDING_ANIMATION_AT_REST",
            Self::AnimationLeftOut { .. } => "MODEL_FINDING_ANIMATION",
            Self::FarFromOrigin { .. } => "MODEL_FINDING_ORIGIN",
            Self::Stray { .. } => "MODEL_FINDING_STRAY",
            Self::DoubtfulSize { .. } => "MODEL_FINDING_SIZE",
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ExtensionPassedOver(name) => write!(f, "{name} is passed over"),
            Self::TextureLeftOut { name, why } => write!(f, "the texture {name} is left out: {why}"),
            Self::TextureScaled { name, from, to } => write!(
                f,
                "the texture {name} of {} x {} is made smaller, {} x {}, when it is loaded",
                from.0, from.1, to.0, to.1
            ),
            Self::TextureCoordinates { set } => write!(
                f,
                "texture coordinates {set} are not used: a surface has two sets at most, and its textures use more"
            ),
            Self::AnimationAtRest(name) => write!(f, "the animation {name} is shown at its first moment"),
            Self::AnimationLeftOut { name, why } => write!(f, "the animation {name} is left out: {why}"),
            Self::FarFromOrigin { distance } => {
                write!(f, "the product stands {distance:.0} m from the origin; it is shown at the origin")
            }
            Self::Stray { distance } => write!(
                f,
                "something tiny lies {distance:.2} m beside the product; the camera does not look at it"
            ),
            Self::DoubtfulSize { metres: [width, height, depth] } => {
                if metres_are_large([*width, *height, *depth]) {
                    write!(f, "{width:.1} x {height:.1} x {depth:.1} m: is it in millimetres? ")?;
                } else {
                    let [width, height, depth] = [width, height, depth].map(|metres| metres * 1000.0);
                    write!(f, "{width:.3} x {height:.3} x {depth:.3} mm: is it in another unit? ")?;
                }
                f.write_str("A glTF is in metres")
            }
        }
    }
}

/// Metres above which a product is doubted: no shelf holds it.
const LARGE: f32 = 20.0;
/// Metres below which it is: a ring's stone is not less.
const SMALL: f32 = 0.005;

fn metres_are_large(size: [f32; 3]) -> bool {
    size.into_iter().fold(0.0, f32::max) > LARGE
}

/// A doubt about a size in metres, where there is one.
pub(crate) fn doubt(size: [f32; 3]) -> Option<Finding> {
    let doubtful = metres_are_large(size) || size.into_iter().fold(0.0, f32::max) < SMALL;
    doubtful.then_some(Finding::DoubtfulSize { metres: size })
}

/// What one load has found, each once.
#[derive(Debug, Default)]
pub(crate) struct Findings(RefCell<Vec<Finding>>);

/// Most findings of a load: nobody reads more, and a stranger's file may have any number.
const MOST: usize = 100;

impl Findings {
    pub(crate) fn note(&self, finding: Finding) {
        let mut all = self.0.borrow_mut();
        if all.len() < MOST && !all.contains(&finding) {
            all.push(finding);
        }
    }

    pub(crate) fn take(&self) -> Vec<Finding> {
        self.0.take()
    }
}

/// A name as a finding cites it: printable, and not longer than a line. Without one, what it is with its number.
pub(crate) fn cited(name: &str, what: &str, number: usize) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
    if shown.is_empty() { format!("{what} {number}") } else { shown }
}
