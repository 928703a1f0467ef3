//! The law of a payment attempt, drawn from its own table: for people who read it, and for whoever changes it.

use std::collections::BTreeMap;
use std::fmt::Write;
use tradewind_commerce::Idempotency;
use tradewind_payments::law::{Event, Next, Rules, State, step};
use tradewind_payments::policy::Charges;

/// UCP's promise, and a wallet that takes no money itself.
const USUAL: Rules = Rules { idempotency: Idempotency::ByKey, charges: Charges::WithRequest };

/// The page `core/payments/LAW.md`: a Mermaid state diagram and what differs under other promises.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    page.push_str("```mermaid\nstateDiagram-v2\n    [*] --> Prepared\n");
    for ((from, to), events) in arrows(USUAL) {
        let _ = writeln!(page, "    {from} --> {to}: {}", events.join("<br>"));
    }
    for state in State::ALL.into_iter().filter(|state| state.is_settled()) {
        let _ = writeln!(page, "    {state:?} --> [*]");
    }
    page.push_str("```\n\n");
    page.push_str("## What is done next\n\n| state | event | then | next |\n| --- | --- | --- | --- |\n");
    for (state, event) in open_pairs() {
        let (then, next) = step(state, event, USUAL);
        if then != state || !waits(next) {
            let _ = writeln!(page, "| {state:?} | {event:?} | {then:?} | {next:?} |");
        }
    }
    for (title, rules) in [
        ("At an engine that knows no repeated request", Rules { idempotency: Idempotency::AskOnly, ..USUAL }),
        ("With a wallet that takes the money itself", Rules { charges: Charges::WhenApproved, ..USUAL }),
    ] {
        let _ = write!(page, "\n## {title}\n\n| state | event | then | next |\n| --- | --- | --- | --- |\n");
        for (state, event) in open_pairs() {
            let (then, next) = step(state, event, rules);
            if (then, next) != step(state, event, USUAL) {
                let _ = writeln!(page, "| {state:?} | {event:?} | {then:?} | {next:?} |");
            }
        }
    }
    page
}

const HEAD: &str = "# The law of a payment attempt\n\nDrawn by `cargo law` from the table in `src/law.rs`; a test holds this page to it. `tests/model` walks every order of \
crashes, lost, late, doubled,\nolder and foreign answers and a second device under it. An event that is not named in a state changes nothing there.\n\n\
In the words of the wallets' own guides: *quoted* is the checkout on the screen, *claim* is the event `Claimed`, which decides nothing, and\n\
*reconciling* is `Asking`, `Accepted` and `Reverted`. *Expired* is no state here, because no clock ends what was sent: what has expired is\n\
`Ended` where the merchant says that it is over, `NotTaken` where it says that it took nothing, and `Cancelled` where nothing was sent.\n\n";

fn open_pairs() -> impl Iterator<Item = (State, Event)> {
    let open = State::ALL.into_iter().filter(|state| !state.is_settled());
    open.flat_map(|state| Event::ALL.map(|event| (state, event)))
}

/// Whether nothing but waiting or asking on is to be done.
fn waits(next: Next) -> bool {
    matches!(next, Next::Ask | Next::AwaitWallet | Next::ShowSheet)
}

/// Every change of state, with the events that bring it.
fn arrows(rules: Rules) -> BTreeMap<(String, String), Vec<String>> {
    let mut arrows: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (state, event) in open_pairs() {
        let then = step(state, event, rules).0;
        if then != state {
            arrows.entry((format!("{state:?}"), format!("{then:?}"))).or_default().push(name(event));
        }
    }
    arrows
}

/// An event without what Mermaid takes for its own signs.
fn name(event: Event) -> String {
    format!("{event:?}").replace(['(', ')'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_is_the_table() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/payments/LAW.md");
        let kept = std::fs::read_to_string(path).expect("the page is there");
        assert_eq!(kept, super::page(), "run cargo law > core/payments/LAW.md");
    }
}
