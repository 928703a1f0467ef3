//! What the merchant's totals say of duty and tax, and what of the border is shown beside them then.

use super::opened;
use crate::features::checkout::screen::CheckoutScreen;
use crate::kernel::effects::Outcome;
use crate::kernel::testing::{checkout, id, item, shown};
use tradewind_domain::{Currency, Market, Money, TotalEffect, TotalKind, TotalLine};
use tradewind_l10n::plain;

/// A mug from Japan in the checkout of a person in Germany, and these amounts among the merchant's totals.
fn seen(also: &[(TotalKind, TotalEffect, i64)]) -> CheckoutScreen {
    seen_of("691110", also)
}

/// As [`seen`], of goods of this code.
fn seen_of(code: &str, also: &[(TotalKind, TotalEffect, i64)]) -> CheckoutScreen {
    let mut asked = checkout("red", 100);
    asked.totals.extend(also.iter().map(|(kind, effect, minor)| TotalLine {
        kind: kind.clone(),
        effect: *effect,
        display_text: None,
        amount: Money::new(*minor, Currency::EUR),
    }));
    let given = opened().with(|model| {
        let mut red = item("red", Currency::EUR);
        (red.origin, red.hs_code) = (Some("JP".to_owned()), Some(code.to_owned()));
        red.facts.ships_from = Market::parse("JP").ok();
        model.features.cart.items.insert(id("red"), red);
    });
    let ticket = given.model.features.checkout.ticket;
    let given = given.told(Outcome::CheckoutReady { ticket, checkout: Box::new(asked), host: None });
    let mut found = None;
    let _ = given.screen(|screen| found = Some(shown!(Checkout, screen).clone()));
    found.expect("a checkout is shown")
}

/// Whether duty and import tax stand beside the merchant's total.
fn beside(screen: &CheckoutScreen) -> (bool, bool) {
    let rows = screen.door.as_ref().map(|door| door.rows.as_slice()).unwrap_or_default();
    let has = |label: &str| rows.iter().any(|row| plain(&row.label).starts_with(label));
    (has("Customs duty"), has("Import tax"))
}

/// Whether the card says that all of it is in what the shop asks for.
fn collects(screen: &CheckoutScreen) -> bool {
    let notes = screen.door.as_ref().map(|door| door.notes.as_slice()).unwrap_or_default();
    notes.first().is_some_and(|note| note.starts_with("According to the shop, everything is included"))
}

#[test]
fn our_estimate_stands_line_by_line_beside_what_a_shop_states_that_collects_all_of_it() {
    let screen = seen(&[
        (TotalKind::Duty, TotalEffect::Adds, 300),
        (TotalKind::ImportTax, TotalEffect::Adds, 76),
        (TotalKind::Fee, TotalEffect::Adds, 50),
    ]);
    let door = screen.door.as_ref().expect("a card");
    // The sum is the shop's.
    assert_eq!(plain(&door.amount), "€1.00");
    assert!(door.notes[1].starts_with("Our own estimate is"), "{:?}", door.notes);
    let rows: Vec<(&str, String, String)> =
        door.rows.iter().map(|row| (row.label.as_str(), plain(&row.amount), plain(&row.stated))).collect();
    let of = |label: &str| rows.iter().find(|(name, ..)| *name == label).expect("a row");
    assert_eq!(of("Subtotal").2, "Shop: €1.00");
    let (_, ours, theirs) = of("Customs duty");
    assert!(ours.starts_with("Estimate: €"), "{ours}");
    assert_eq!(theirs, "Shop: €3.00");
    assert_eq!(of("Import tax").2, "Shop: €0.76");
    // Of what we know nothing, that is said; nobody is paid but the shop.
    assert_eq!((of("Fee").1.as_str(), of("Fee").2.as_str()), ("No estimate", "Shop: €0.50"));
    let carriers = |note: &String| note.starts_with("Payable to");
    assert!(!door.rows.iter().any(|row| row.notes.iter().any(carriers)), "{:?}", door.rows);
}

#[test]
fn an_estimate_of_a_part_is_not_shown_as_the_whole_and_an_excise_that_nobody_states_is_not_promised() {
    use TotalEffect::Adds;
    let both = [(TotalKind::Duty, Adds, 300), (TotalKind::ImportTax, Adds, 76)];
    let spirits = seen_of("220830", &both);
    let door = spirits.door.as_ref().expect("a card");
    let notes: Vec<String> = door.notes.iter().map(|note| plain(note)).collect();
    assert_eq!(notes, ["The shop’s total includes duty and import tax", "Not in this amount: Excise"]);
    let of = |label: &str| door.rows.iter().find(|row| row.label == label).map(|row| plain(&row.amount));
    // The tax is on the excise too: what it comes to without that is no estimate of it.
    for label in ["Excise", "Import tax"] {
        assert_eq!(of(label).as_deref(), Some("No estimate"), "{label}: {:?}", door.rows);
    }
    assert!(of("Customs duty").is_some_and(|duty| duty.starts_with("Estimate: €")), "{:?}", door.rows);
    // A shop that states it collects all of it; what that comes to by our rules is as unknown as before.
    let stated = seen_of("220830", &[&both[..], &[(TotalKind::Excise, Adds, 500)][..]].concat());
    assert!(collects(&stated), "{:?}", stated.door);
    assert_eq!(stated.door.as_ref().map(|door| door.notes.len()), Some(1));
    let nothing = seen_of("220830", &[&both[..], &[(TotalKind::Excise, Adds, 0)][..]].concat());
    assert!(!collects(&nothing), "an excise of nothing is none that is paid");
}

#[test]
fn duty_and_tax_are_claimed_each_for_itself() {
    use TotalEffect::{Adds, Included};
    let silent = seen(&[]);
    assert_eq!(beside(&silent), (true, true));
    let said = |screen: &CheckoutScreen| {
        let door = screen.door.as_ref().expect("something is due");
        door.notes.iter().any(|note| note.starts_with("The shop’s total does not include"))
    };
    assert!(said(&silent));
    let first = |screen: &CheckoutScreen| {
        let note = screen.door.as_ref().and_then(|door| door.notes.first()).cloned().unwrap_or_default();
        let then = " may be due when the parcel arrives: the amount here is an estimate.";
        note.strip_suffix(then).map(str::to_owned).unwrap_or_default()
    };
    for effect in [Adds, Included] {
        let duty = seen(&[(TotalKind::Duty, effect, 300)]);
        assert_eq!((beside(&duty), said(&duty)), ((false, true), false));
        assert_eq!(first(&duty), "The shop’s total includes duty but not import tax. Import tax");
        let tax = seen(&[(TotalKind::ImportTax, effect, 76)]);
        assert_eq!((beside(&tax), said(&tax)), ((true, false), false));
        assert_eq!(first(&tax), "The shop’s total includes import tax but not duty. Duty");
        assert!(duty.door_note.is_empty() && tax.door_note.is_empty(), "neither holds both");
        let nothing = seen(&[(TotalKind::Duty, effect, 0), (TotalKind::ImportTax, effect, 0)]);
        assert_eq!(beside(&nothing), (true, true), "duty of nothing is no duty paid");
        let both = seen(&[(TotalKind::Duty, effect, 300), (TotalKind::ImportTax, effect, 76)]);
        assert!(collects(&both), "{:?}", both.door);
        assert_eq!(both.door_note, "The shop’s total includes duty and import tax");
    }
}

#[test]
fn who_adds_the_tax_of_the_sale_to_what_is_imported_collects_it() {
    use TotalEffect::{Adds, Included};
    let added = seen(&[(TotalKind::Tax, Adds, 19)]);
    assert_eq!(beside(&added), (true, false), "no tax is left for the border");
    let within = seen(&[(TotalKind::Tax, Included, 16)]);
    assert_eq!(beside(&within), (true, true), "it may be the tax of where it is sold from");
    let whole = seen(&[(TotalKind::Duty, Adds, 300), (TotalKind::Tax, Adds, 19)]);
    assert_eq!((collects(&whole), whole.door_note.is_empty()), (true, false));
}
