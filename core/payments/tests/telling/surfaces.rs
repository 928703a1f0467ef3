//! A bank's page in a surface, and pages that must not be in one.

use crate::case::{Case, Paying, SECOND};
use crate::world::{BASE, Phone, credential};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{PayRequest, PaymentError, Word};
use tradewind_ports::{HandOff, Way};
use tradewind_storefront::Fault;

/// A card whose bank wants to see the person: its page stands before them.
async fn challenged(case: &Case, phone: &Phone) -> (Paying, HandOff) {
    case.w.front.set_fault(Fault::parse("three-ds:as=action:times=1").expect("well written"));
    let request = case.request(phone, sandbox::WALLET.handler).await;
    let paying = case.begin(phone, PayRequest { credential: Some(credential()), ..request });
    case.handed(phone).await;
    let shown = case.hands.opened();
    assert!(matches!(&shown[0].way, Way::Surface { visible: true, .. }), "{shown:?}");
    (paying, shown[0].clone())
}

/// Row 1, stripe/stripe-android#4457: the process was killed in 3-D Secure; the SDK came back with an error, because the payment
/// had succeeded. Here the attempt is asked about first, and a payment that has succeeded is a purchase.
#[tokio::test(start_paused = true)]
async fn killed_before_the_banks_page_while_the_bank_says_yes_is_bought() {
    let case = Case::of("21.90 EUR", "DE");
    let phone = case.w.phone();
    let (paying, _) = challenged(&case, &phone).await;
    paying.abort();
    case.approves();
    let (phone, resuming) = case.restart(phone, paying).await;
    case.ends_bought(&phone, resuming).await;
    assert_eq!(case.hands.opened().len(), 1, "the bank's page is not shown a second time");
}

/// Row 2, stripe/stripe-android#6098: back was pressed on the bank's page; the app was told Failed, the backend confirmed. Here a
/// page that is closed says nothing: the merchant is asked.
#[tokio::test(start_paused = true)]
async fn back_pressed_on_the_banks_page_is_no_failure() {
    for says_yes in [true, false] {
        let case = Case::of("21.90 EUR", "DE");
        let phone = case.w.phone();
        let (paying, page) = challenged(&case, &phone).await;
        if says_yes {
            case.approves();
        }
        phone.driver.hear(Word::SurfaceClosed { surface: page.id });
        if !says_yes {
            // The bank may still say yes: nothing is over, and nothing else can be paid beside it.
            tokio::time::sleep(20 * SECOND).await;
            case.is_open(&phone);
            let request = case.second_tap();
            assert!(matches!(phone.driver.pay(request).await, Err(PaymentError::Pending)));
            case.approves();
        }
        case.ends_bought(&phone, paying).await;
    }
}

/// Shopify/checkout-sheet-kit-react-native#493: an answer other than 2xx of a third party's page dismissed the sheet. Here what
/// another origin says or does in the surface is not heard.
#[tokio::test(start_paused = true)]
async fn another_partys_page_in_the_surface_ends_nothing() {
    let case = Case::of("21.90 EUR", "DE");
    let phone = case.w.phone();
    let (paying, page) = challenged(&case, &phone).await;
    let Way::Surface { origins, .. } = &page.way else { unreachable!("a surface") };
    assert_eq!(origins.as_slice(), [BASE.to_owned()], "the only origin whose messages are passed on");
    for text in ["502 Bad Gateway", "", r#"{"jsonrpc":"2.0","method":"action.error"}"#] {
        let word = Word::SurfaceSaid {
            surface: page.id.clone(),
            origin: "https://chat.example".into(),
            text: text.into(),
        };
        phone.driver.hear(word);
        tokio::time::sleep(SECOND).await;
    }
    let standing = phone.last_view();
    assert_eq!(
        (standing.state, standing.handed.map(|handed| handed.id)),
        (State::Accepted, Some(page.id.clone()))
    );
    case.approves();
    phone.driver.hear(Word::SurfaceClosed { surface: page.id });
    case.ends_bought(&phone, paying).await;
}

/// Shopify/checkout-sheet-kit-swift#215: app links of iDEAL failed in a web view. Here a bank's page is a link for the system, for
/// every method that redirects; a surface is for 3-D Secure alone.
#[tokio::test(start_paused = true)]
async fn a_page_that_leads_to_a_banks_app_is_never_in_a_web_view() {
    for (id, price, country) in [
        ("ideal", "21.90 EUR", "NL"),
        ("wero", "21.90 EUR", "DE"),
        ("blik", "99.00 PLN", "PL"),
        ("swish", "250.00 SEK", "SE"),
        ("open_banking", "21.90 EUR", "DE"),
        ("klarna", "21.90 EUR", "DE"),
    ] {
        let case = Case::of(price, country);
        let phone = case.w.phone();
        let (paying, _) = case.hand_over(&phone, id).await;
        let opened = case.hands.opened();
        assert!(matches!(&opened[..], [HandOff { way: Way::Link { .. }, .. }]), "{id}: {opened:?}");
        case.approves();
        case.ends_bought(&phone, paying).await;
    }
}
