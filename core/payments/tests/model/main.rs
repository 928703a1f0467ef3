//! The law, checked in every order of things: attempts, crashes, answers that are lost, late, doubled, older or another's, a
//! second device with a copy of the file, and a merchant that keeps each kind of promise about a repeated request.
//!
//! The search is exhaustive within its [`Budget`]: each world that can be reached is visited once. `shop` is the model
//! merchant, `phone` does what the driver does by the law's own table, `search` walks. `cargo verify --deep` sets
//! `TRADEWIND_DEEP`, which allows more of each fault.
#![allow(clippy::print_stdout, reason = "counts are said aloud")]

mod phone;
mod search;
mod shop;
mod world;

use search::{Breach, search};
use tradewind_commerce::Idempotency;
use tradewind_payments::policy::Charges;
use world::{Budget, Config, Flow, Mutant};

const PROMISES: [Idempotency; 3] = [Idempotency::ByKey, Idempotency::ByCart, Idempotency::AskOnly];

fn config(promise: Idempotency, flow: Flow, budget: Budget) -> Config {
    Config { promise, charges: Charges::WithRequest, flow, budget, mutant: None }
}

/// Faults that are met together, in the normal run: each kind once with a loss or a crash beside it.
fn budgets() -> Vec<Budget> {
    let few = Budget { attempts: 2, crashes: 1, lost: 1, ..Budget::default() };
    if std::env::var_os("TRADEWIND_DEEP").is_some() {
        let more = Budget { crashes: 2, lost: 2, ..few };
        return vec![
            Budget { twice: 1, older: 1, foreign: 1, ..more },
            Budget { attempts: 1, copies: 1, older: 1, ..few },
            Budget { attempts: 1, copies: 1, twice: 1, ..few },
            Budget { stops: 1, vouchers: 1, ..more },
        ];
    }
    vec![
        Budget { crashes: 2, lost: 0, ..few },
        Budget { crashes: 0, lost: 2, ..few },
        Budget { twice: 1, ..few },
        Budget { older: 1, ..few },
        Budget { foreign: 1, ..few },
        Budget { stops: 1, ..few },
        Budget { vouchers: 1, crashes: 1, lost: 0, ..few },
        Budget { attempts: 1, copies: 1, lost: 1, ..Budget::default() },
        Budget { attempts: 1, copies: 1, crashes: 1, ..Budget::default() },
    ]
}

/// The same where the wallet takes the money itself, which makes a difference behind its sheet alone: few faults, so that the run stays
/// as short.
fn budgets_of_a_wallet_that_charges() -> [Budget; 2] {
    let few = Budget { attempts: 2, unheard: 1, ..Budget::default() };
    [Budget { crashes: 1, ..few }, Budget { lost: 1, ..few }]
}

#[test]
fn nothing_is_doubled_lost_or_without_an_end() {
    let (mut worlds, mut edges) = (0, 0);
    for promise in PROMISES {
        let flows = [Flow::SheetFirst, Flow::MerchantFirst].into_iter();
        let mut searches: Vec<Config> =
            flows.flat_map(|flow| budgets().into_iter().map(move |one| config(promise, flow, one))).collect();
        searches.extend(budgets_of_a_wallet_that_charges().map(|budget| Config {
            charges: Charges::WhenApproved,
            ..config(promise, Flow::SheetFirst, budget)
        }));
        for config in searches {
            let found = search(&config);
            if let Some((breach, story)) = &found.breach {
                panic!("{config:?}: {breach:?}\n{}", story.join("\n"));
            }
            worlds += found.worlds;
            edges += found.edges;
        }
    }
    println!("count: model of the law: {worlds} worlds, {edges} steps, 0 doubled, 0 lost, 0 locked out");
}

/// Each wrong law, and what it does.
#[test]
fn each_wrong_law_is_found() {
    let cases = [
        (Mutant::NewKeyOnRetry, Idempotency::ByKey, Flow::SheetFirst, Breach::Doubled),
        (Mutant::ClaimTrusted, Idempotency::ByKey, Flow::MerchantFirst, Breach::Doubled),
        (Mutant::NotSynced, Idempotency::ByKey, Flow::SheetFirst, Breach::Doubled),
        (Mutant::TwoLiveAttempts, Idempotency::AskOnly, Flow::SheetFirst, Breach::Doubled),
        (Mutant::ForeignAccepted, Idempotency::ByKey, Flow::SheetFirst, Breach::FalseSuccess),
        (Mutant::SentTwice, Idempotency::AskOnly, Flow::SheetFirst, Breach::Doubled),
        (Mutant::OpenBelievedAtOnce, Idempotency::AskOnly, Flow::MerchantFirst, Breach::Doubled),
        (Mutant::UnknownForgotten, Idempotency::ByKey, Flow::SheetFirst, Breach::Doubled),
        (Mutant::NeverLooksAgain, Idempotency::ByKey, Flow::SheetFirst, Breach::Lost),
        (Mutant::VoucherForgotten, Idempotency::ByKey, Flow::MerchantFirst, Breach::Doubled),
        (Mutant::NeverCancels, Idempotency::AskOnly, Flow::SheetFirst, Breach::LockedOut),
        (Mutant::SilentSheetForgotten, Idempotency::ByKey, Flow::SheetFirst, Breach::Doubled),
    ];
    for (mutant, promise, flow, expected) in cases {
        let budget = Budget {
            attempts: 2,
            crashes: 1,
            lost: 1,
            foreign: 1,
            older: 1,
            vouchers: 1,
            unheard: 1,
            ..Budget::default()
        };
        let charges = match mutant {
            Mutant::SilentSheetForgotten => Charges::WhenApproved,
            _ => Charges::WithRequest,
        };
        let found = search(&Config { mutant: Some(mutant), charges, ..config(promise, flow, budget) });
        let (breach, story) = found.breach.expect("a wrong law is found");
        assert_eq!(breach, expected, "{mutant:?}:\n{}", story.join("\n"));
        println!("model of the law: {mutant:?} found as {breach:?} in {} steps", story.len());
    }
    println!("count: model of the law: {} wrong laws, each found", cases.len());
}
