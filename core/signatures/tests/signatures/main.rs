//! Signatures from outside: vectors of the RFCs and of Wycheproof, UCP's rules, tampering, and bytes of no sense.

mod dates;
mod hostile;
mod keys;
mod rfc9421;
mod tampering;
mod ucp;
mod web_bot_auth;
mod world;
mod wycheproof;
