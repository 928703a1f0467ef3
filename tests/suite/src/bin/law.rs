//! Prints the law of a payment attempt as a page: `cargo law > core/payments/LAW.md`.
#![allow(clippy::print_stdout, reason = "it prints a page")]

fn main() {
    print!("{}", tradewind_suite::law::page());
}
