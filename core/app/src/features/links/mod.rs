//! Links from outside.

pub mod link;
