//! The sandbox merchant: UCP v2026-04-08 over REST, with faults on demand. Shares nothing with the core.
