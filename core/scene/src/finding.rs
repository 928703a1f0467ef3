//! What a model's author should know although the model is drawn.

/// Something of the file that is drawn in another way, or not at all. Each has a stable code.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// An extension that is passed over: the surface looks plainer than its author made it.
    ExtensionPassedOver(String),
}

impl Finding {
    /// The stable code of this finding.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ExtensionPassedOver(_) => "MODEL_FINDING_EXTENSION",
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ExtensionPassedOver(name) => write!(f, "{name} is passed over"),
        }
    }
}
