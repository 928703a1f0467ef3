//! The one integration binary. A sentence a module:

/// The arrows point down, licences and sources are on the list, nothing is there twice without a reason.
#[path = "suite/architecture.rs"]
mod architecture;
/// By which link a person came is nowhere without their consent.
#[path = "suite/consent.rs"]
mod consent;
/// A creator's link opens its product at once, and its code is said when its signature can be checked.
#[path = "suite/creator_link.rs"]
mod creator_link;
/// Somebody else's shop is found, bought at, and told of when it cannot be.
#[path = "suite/foreign.rs"]
mod foreign;
/// Every screen speaks every language, and every outcome has its code.
#[path = "suite/journey.rs"]
mod journey;
/// Killed at every point, the phone comes back to one order and one catalog.
#[path = "suite/kill.rs"]
mod kill;
/// Killed while paying, by every way to pay: one order, and money moves once.
#[path = "suite/kill_methods.rs"]
mod kill_methods;
/// What a shopper meets first: language, time zone, market, links, address.
#[path = "suite/language.rs"]
mod language;
/// A live show is watched and bought from: cards at their moments of the picture, held prices, what is over.
#[path = "suite/live.rs"]
mod live;
/// A reminder of a show to come moves with it, and goes with it.
#[path = "suite/live_reminders.rs"]
mod live_reminders;
/// A live show is reported to its shop: taken once, and kept until it is.
#[path = "suite/live_reports.rs"]
mod live_reports;
/// What a person keeps: copied, destroyed, erased; never paid by two phones, never lost without a word.
#[path = "suite/person.rs"]
mod person;
/// A full disk while paying is said, and a credential does not outlive its use.
#[path = "suite/person_journal.rs"]
mod person_journal;
/// Erased for good.
#[path = "suite/person_shop.rs"]
mod person_shop;
/// A product is turned, measured and bought in three dimensions, or shown as a picture with a plain sentence.
#[path = "suite/preview.rs"]
mod preview;
/// Cards of the app are charged at a payment service provider, once, whatever the wire between shop and provider does.
#[path = "suite/psp.rs"]
mod psp;
/// The seed's models through the app, drawn by the real renderer.
#[path = "suite/real.rs"]
mod real;
/// Journeys as data: intents in, facts of the snapshot out, in every language.
#[path = "suite/scenario.rs"]
mod scenario;
/// What pays is nowhere once it was used: not in memory, logs or files.
#[path = "suite/secrets.rs"]
mod secrets;
/// Closed in order, also while a host's call does not return.
#[path = "suite/shutdown.rs"]
mod shutdown;
/// Signed on both sides, from the command line to the merchant's own reader; what is badly signed has its code and pays once.
#[path = "suite/signed.rs"]
mod signed;
/// A thousand seeds of loss, delay, doubling and death: nothing doubled, nothing lost.
#[path = "suite/simulation.rs"]
mod simulation;
/// Every way to pay, from seeds: paid once, nothing lost, no other sum, nobody locked out.
#[path = "suite/ways_to_pay.rs"]
mod ways_to_pay;
