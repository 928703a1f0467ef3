//! The desk phone: the app in a browser page, and beside it a drawer to play the world around a phone.
//!
//! Where to start: [`demo`] is `cargo demo` from the command line to Ctrl-C. [`server`] speaks to pages, [`phone`] is one
//! phone as the server knows it, [`core`] is the child process in which the app itself runs, [`wire`] what the two say to
//! each other. [`host_ports`] and [`disk`] are what this phone lends the app (a simulated network, a clock that can be set, a
//! wallet, a disk that can be full), [`hand_offs`] the other apps and the bank's page that a payment may need; [`merchant`] is the sandbox merchant next door. The page is in `page/`, plain HTML,
//! CSS and script; its colours and sizes come from `assets/design/tokens.json` through [`tokens`].

pub mod core;
pub mod demo;
pub mod disk;
pub mod hand_offs;
pub mod host_ports;
pub mod merchant;
pub mod pages;
pub mod phone;
mod secret;
pub mod seed;
pub mod server;
pub mod tokens;
pub mod wire;
