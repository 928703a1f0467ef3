//! The feature `orders`.

pub(crate) mod update;
