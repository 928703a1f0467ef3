//! The feature `preview`.

pub(crate) mod update;
