//! Why there is no localizer.

/// Why a localizer cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum L10nError {
    /// Neither a name of the IANA time zone database nor an offset.
    #[error("unknown time zone")]
    TimeZone,
    /// The data compiled in does not serve the language: a fault of the build.
    #[error("language data missing")]
    Data,
}
