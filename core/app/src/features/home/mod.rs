//! The feature `home`.

pub(crate) mod update;
