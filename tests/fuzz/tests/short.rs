//! Kept inputs, and the first ones of seed 1, with every `cargo verify`; `cargo verify --deep` goes on for a minute each.

#![allow(clippy::print_stdout, reason = "`cargo verify` reads what tests print")]

use std::time::{Duration, Instant};
use tradewind_fuzz::{Inputs, Target};

/// Inputs at least, however short the time.
const FEW: u64 = 300;

/// What all targets together have with every `cargo verify`. They share it: another one makes no run longer.
const TOGETHER: Duration = Duration::from_secs(42);

/// How long each target is tried.
fn patience() -> Duration {
    let seconds = std::env::var("TRADEWIND_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    seconds.map_or(TOGETHER / Target::ALL.len() as u32, Duration::from_secs)
}

/// Tries a target, and gives which part of the inputs was taken for something good.
fn short(target: Target) -> f64 {
    for (path, bytes) in target.kept() {
        let begun = Instant::now();
        target.run(&bytes);
        assert!(begun.elapsed() < Duration::from_secs(5), "{} is slow", path.display());
    }
    let (begun, mut count, mut taken) = (Instant::now(), 0_u64, 0_u64);
    for bytes in Inputs::new(target, 1) {
        if count >= FEW && begun.elapsed() > patience() {
            break;
        }
        let start = Instant::now();
        let outcome = target.run(&bytes);
        assert!(start.elapsed() < Duration::from_secs(5), "input {count} took {:?}", start.elapsed());
        taken += u64::from(["taken", "checkout", "order", "page", "profile"].contains(&outcome));
        count += 1;
    }
    println!("count: fuzz {} {count} inputs", target.name());
    taken as f64 / count as f64
}

/// Some are refused and some are not, or it would test little.
fn mixed(target: Target) {
    let taken = short(target);
    assert!((0.02..0.98).contains(&taken), "{taken} of the inputs were taken");
}

#[test]
fn models_break_nothing() {
    mixed(Target::Gltf);
}

#[test]
fn gestures_break_nothing() {
    assert!(short(Target::Camera) > 0.5);
}

#[test]
fn packs_break_nothing() {
    mixed(Target::Packs);
}

#[test]
fn pictures_break_nothing() {
    mixed(Target::Pictures);
}

#[test]
fn answers_break_nothing() {
    mixed(Target::Answers);
}

#[test]
fn feeds_break_nothing() {
    mixed(Target::Feeds);
}

#[test]
fn links_break_nothing() {
    mixed(Target::Links);
}

#[test]
fn arrivals_break_nothing() {
    mixed(Target::Arrivals);
}

#[test]
fn addresses_break_nothing() {
    mixed(Target::Addresses);
}

#[test]
fn demands_break_nothing() {
    mixed(Target::Constraint);
}

#[test]
fn queries_break_nothing() {
    mixed(Target::Jsonpath);
}

#[test]
fn what_google_pay_gives_breaks_nothing() {
    mixed(Target::GooglePayData);
}

#[test]
fn what_apple_pay_gives_breaks_nothing() {
    mixed(Target::ApplePayToken);
}

#[test]
fn return_links_break_nothing() {
    mixed(Target::ReturnLink);
}

#[test]
fn results_of_alipay_break_nothing() {
    mixed(Target::AlipayResult);
}

#[test]
fn responses_of_upi_break_nothing() {
    mixed(Target::UpiResponse);
}

#[test]
fn answers_of_mobile_money_break_nothing() {
    mixed(Target::PushResult);
}

#[test]
fn vouchers_break_nothing() {
    mixed(Target::Voucher);
}

#[test]
fn payment_codes_break_nothing() {
    mixed(Target::PaymentCodes);
}

#[test]
fn what_a_banks_page_says_breaks_nothing() {
    mixed(Target::Surface);
}

#[test]
fn what_a_page_with_card_fields_says_breaks_nothing() {
    mixed(Target::HostedFields);
}

#[test]
fn what_providers_say_breaks_nothing() {
    mixed(Target::PspAnswer);
}

#[test]
fn ad_postbacks_break_nothing() {
    mixed(Target::Postback);
}

#[test]
fn signed_messages_break_nothing() {
    mixed(Target::Signatures);
}

#[test]
fn compiled_rules_break_nothing() {
    mixed(Target::Rules);
}

#[test]
fn written_rules_break_nothing() {
    mixed(Target::Authored);
}

#[test]
fn playlists_of_shows_break_nothing() {
    mixed(Target::Playlist);
}

#[test]
fn event_streams_of_shows_break_nothing() {
    mixed(Target::EventStream);
}

#[test]
fn held_prices_break_nothing() {
    mixed(Target::PriceHold);
}

#[test]
fn a_seed_gives_the_same_inputs_again() {
    for target in Target::ALL {
        let some = |seed: u64| Inputs::new(target, seed).take(50).collect::<Vec<_>>();
        assert!(some(3) == some(3) && some(3) != some(4), "{}", target.name());
    }
}
