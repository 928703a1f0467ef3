//! The feature `purchase`.

pub(crate) mod update;
