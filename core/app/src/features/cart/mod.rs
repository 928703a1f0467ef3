//! The feature `cart`.

pub(crate) mod update;
