//! What a person does in the preview.

/// Ways are in heights of the picture, speeds in heights a second.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PreviewIntent {
    Open,
    Drag { dx: f32, dy: f32 },
    Release { vx: f32, vy: f32 },
    Zoom { factor: f32 },
    Reset,
    ChooseVariant { key: String },
    ShowSizes { shown: bool },
}
