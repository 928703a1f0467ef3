//! The feature `search`.

pub(crate) mod update;
