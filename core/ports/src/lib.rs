//! What the core needs from outside: transport, clock, entropy, vault, wallet sheet, log; real ones and fakes.
