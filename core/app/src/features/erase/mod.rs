//! The feature `erase`.

pub(crate) mod update;
