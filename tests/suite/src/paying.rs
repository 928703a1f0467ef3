//! What pays for a checkout of the seed's, as far as every test wants the same. `core/payments/tests/made_up` has its like for the
//! tests of that crate, which stand below this one and cannot reach it.

use tradewind_commerce::Checkout;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::quote::Agreed;
use tradewind_payments::PayRequest;

/// A request for a checkout as it stands, by the merchant's first way to pay.
pub fn request_of(checkout: &Checkout) -> PayRequest {
    PayRequest {
        seen: Agreed { basket: Agreement::of(checkout), errors: Vec::new() },
        payee: "Seed".into(),
        ..PayRequest::default()
    }
}
