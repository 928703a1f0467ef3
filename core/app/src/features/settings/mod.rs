//! The feature `settings`.

pub(crate) mod update;
