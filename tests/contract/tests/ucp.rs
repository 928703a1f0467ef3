//! The UCP engine holds the contract, at the sandbox merchant.

mod sandbox;

tradewind_contract::contract!(sandbox::Sandbox);
