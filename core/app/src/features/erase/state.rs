//! Where erasing stands.

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum EraseState {
    #[default]
    Idle,
    /// The question stands.
    Asked,
    UnderWay,
    /// It is done when the merchant has answered what it is being asked.
    Waiting,
}
