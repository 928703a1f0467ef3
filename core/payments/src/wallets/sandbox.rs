//! The sandbox wallet: pays at sandbox merchants, with money that is none.

use crate::facts::Facts;
use crate::policy::IMMEDIATE;
use crate::wallet::{Family, Wallet};

/// Pays by the handler `dev.tradewind.sandbox_wallet`.
pub const WALLET: Wallet = Wallet {
    handler: "dev.tradewind.sandbox_wallet",
    title: "Sandbox",
    id: "sandbox",
    version: None,
    spec: "https://tradewind.dev/sandbox-wallet",
    schema: "https://tradewind.dev/sandbox-wallet.json",
    instrument: "sandbox",
    credentials: &["token"],
    family: Family::Sheet,
    policy: IMMEDIATE,
    facts: &Facts::ANYWHERE,
};
