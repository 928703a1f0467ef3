//! The binary `tradewind-storefront`.
fn main() {}
