//! The binary tradewind: publish, profile, and shop, a phone without a screen.
