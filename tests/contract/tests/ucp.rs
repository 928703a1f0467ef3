//! The UCP engine holds the contract, at the sandbox merchant, in each version, with and without signed messages.

mod sandbox;

mod at_2026_08_25 {
    tradewind_contract::contract!(crate::sandbox::at(tradewind_storefront::Version::V2026_08_25, None));
}

mod at_2026_04_08 {
    tradewind_contract::contract!(crate::sandbox::at(tradewind_storefront::Version::V2026_04_08, None));
}

mod signed_at_2026_08_25 {
    use tradewind_storefront::{SignKind, Version};
    tradewind_contract::contract!(crate::sandbox::at(Version::V2026_08_25, Some(SignKind::Es256)));
}

mod signed_at_2026_04_08 {
    use tradewind_storefront::{SignKind, Version};
    tradewind_contract::contract!(crate::sandbox::at(Version::V2026_04_08, Some(SignKind::Ed25519)));
}
