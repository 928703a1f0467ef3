//! Links from outside. Where to start: `update.rs` opens what `tradewind_links` read; `offered.rs` reads the newest link
//! again once it is known what the merchant's profile says of links; `short_code.rs` reads the link that a code stands for;
//! `installed.rs` takes the store's word of what led to this install.

pub(crate) mod installed;
pub(crate) mod intent;
pub(crate) mod offered;
pub(crate) mod short_code;
pub(crate) mod update;

#[cfg(test)]
mod tests;
