//! Where erasing stands.

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum EraseState {
    #[default]
    Idle,
    /// The question stands.
    Asked,
    UnderWay,
}
