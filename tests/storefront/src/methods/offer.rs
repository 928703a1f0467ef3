//! Which methods there are for whom, and how they stand in a profile and in an answer.

use super::config;
use super::method::{Method, Way};
use super::table::METHODS;
use crate::shop::Shop;
use serde_json::{Map, Value, json};

/// Our extension of hand-offs.
pub(crate) const HAND_OFF: &str = "dev.tradewind.payment.hand_off";
/// UCP's extension of payment authentication.
pub(crate) const AUTHENTICATION: &str = "dev.ucp.common.payment.authentication";

/// The method of a handler's id.
pub(crate) fn of_handler(id: &Value) -> Option<&'static Method> {
    METHODS.iter().find(|method| *id == json!(method.handler_id()))
}

/// The method of an id.
pub(crate) fn named(id: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.id == id)
}

/// Adds methods to the `ucp` member of a profile or an answer, behind the handlers that are there.
pub(crate) fn add<'a>(shop: &Shop, ucp: &mut Value, methods: impl Iterator<Item = &'a Method>) {
    let Some(handlers) = ucp["payment_handlers"].as_object_mut() else { return };
    let mut order: Vec<String> = handlers.keys().cloned().collect();
    let mut more = Map::new();
    for method in methods {
        order.push(method.handler.to_owned());
        let made = shop.entries.get_or_init(|| METHODS.iter().map(|method| entry(method, shop)).collect());
        let at = METHODS.iter().position(|known| known.id == method.id);
        more.insert(method.handler.to_owned(), at.and_then(|at| made.get(at)).cloned().unwrap_or_default());
    }
    if !more.is_empty() {
        handlers.extend(more);
        ucp["map_order"] = json!({"payment_handlers": order});
    }
}

/// What the merchant's profile says of payments: of a card's bank always, of the other ways where they are switched on.
pub(crate) fn profile(shop: &Shop, date: &str, ucp: &mut Value) {
    let [hand_off, authentication] = extensions(date);
    ucp["capabilities"][authentication.0] = authentication.1;
    if shop.offers_methods() {
        ucp["capabilities"][hand_off.0] = hand_off.1;
        add(shop, ucp, METHODS.iter());
    }
}

/// Both extensions, as the profile has them.
fn extensions(date: &str) -> [(&'static str, Value); 2] {
    [
        (
            HAND_OFF,
            json!([{
                "version": date, "spec": "https://tradewind.dev/payment-hand-off",
                "schema": "https://tradewind.dev/payment-hand-off.json", "extends": "dev.ucp.shopping.checkout",
            }]),
        ),
        (
            AUTHENTICATION,
            json!([{
                "version": date,
                "spec": format!("https://ucp.dev/{date}/specification/payment/extensions/authentication"),
                "schema": format!("https://ucp.dev/{date}/schemas/common/payment_authentication.json"),
                "extends": "dev.ucp.shopping.checkout",
            }]),
        ),
    ]
}

/// The handler as an answer or a profile has it.
fn entry(method: &Method, shop: &Shop) -> Value {
    let (version, spec, schema) = match method.id {
        "google_pay" => (
            "2026-01-11",
            "https://pay.google.com/gp/p/ucp/2026-01-11/".to_owned(),
            "https://pay.google.com/gp/p/ucp/2026-01-11/schemas/config.json".to_owned(),
        ),
        id => (
            "2026-08-25",
            format!("https://tradewind.dev/pay/{id}"),
            format!("https://tradewind.dev/pay/{id}.json"),
        ),
    };
    let mut instrument = json!({"type": method.instrument()});
    if method.way == Way::Sheet {
        instrument["constraints"] = json!({"properties": {"brand": {"enum": config::BRANDS}}});
    }
    json!([{
        "id": method.handler_id(), "version": version, "spec": spec, "schema": schema,
        "available_instruments": [instrument], "config": config::of(method, shop),
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_is_offered_where_it_is_used_and_within_its_bounds() {
        let ids = |country: &str, currency: &str, total: i64| -> Vec<&str> {
            METHODS
                .iter()
                .filter(|method| method.is_for(country, currency, total) && method.countries != "*")
                .map(|method| method.id)
                .collect()
        };
        assert_eq!(ids("KE", "KES", 250_000), ["mpesa", "airtel_money", "cash_on_delivery"]);
        assert_eq!(ids("KE", "KES", 25_000_001), ["airtel_money", "cash_on_delivery"]);
        assert_eq!(ids("BR", "BRL", 2), ["google_pay", "apple_pay", "pix", "boleto"]);
        assert_eq!(ids("BR", "BRL", 1), ["google_pay", "apple_pay", "pix"]);
        assert_eq!(ids("NL", "THB", 100), ["google_pay", "apple_pay"]);
        let mut names: Vec<&str> = METHODS.iter().map(|method| method.handler).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), METHODS.len());
    }
}
