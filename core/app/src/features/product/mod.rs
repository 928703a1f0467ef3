//! The feature `product`.

pub(crate) mod update;
