//! Worked examples that authorities published, to the last minor unit.

mod common;

use common::*;
use tradewind_domain::TotalKind;
use tradewind_trade::{Request, quote};

/// Council of the European Union, 12 December 2025 and 11 February 2026.
#[test]
fn eu_council_three_euros_a_subheading() {
    let rules = rules();
    let duty = |lines| {
        let request = Request { registered: Some(true), ..order("DE", "2026-07-01", lines, "0.00 EUR") };
        exact(&quote(&rules, &request).expect("a quote"), TotalKind::Duty)
    };
    // One blouse of silk (6206.10) and two of wool (6206.20).
    assert_eq!(duty(vec![line("620610", "30.00 EUR", 1), line("620620", "20.00 EUR", 2)]), 600);
    // Running shoes (6404.11) and two jerseys (6109.10).
    assert_eq!(duty(vec![line("640411", "60.00 EUR", 1), line("610910", "20.00 EUR", 2)]), 600);
    // All of one sub-heading.
    assert_eq!(duty(vec![line("620620", "30.00 EUR", 1), line("620620", "20.00 EUR", 2)]), 300);
}
