//! The UCP engine holds the contract, at the sandbox merchant, in each version.

mod sandbox;

mod at_2026_08_25 {
    tradewind_contract::contract!(crate::sandbox::Sandbox(tradewind_storefront::Version::V2026_08_25));
}

mod at_2026_04_08 {
    tradewind_contract::contract!(crate::sandbox::Sandbox(tradewind_storefront::Version::V2026_04_08));
}
