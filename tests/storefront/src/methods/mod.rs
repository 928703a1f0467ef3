//! The ways to pay that this merchant takes beside the sandbox wallet, where each is offered, and how it is told.

mod config;
mod table;

use crate::shop::Shop;
use serde_json::{Map, Value, json};
pub(crate) use table::METHODS;

/// Our extension of hand-offs.
pub(crate) const HAND_OFF: &str = "dev.tradewind.payment.hand_off";
/// UCP's extension of payment authentication.
pub(crate) const AUTHENTICATION: &str = "dev.ucp.common.payment.authentication";

/// A way to pay.
pub(crate) struct Method {
    pub(crate) id: &'static str,
    /// The payment handler's reverse-domain name.
    pub(crate) handler: &'static str,
    pub(crate) title: &'static str,
    pub(crate) way: Way,
    /// ISO 3166-1 alpha-2 of delivery, parted by spaces; `*` is anywhere.
    pub(crate) countries: &'static str,
    /// ISO 4217, parted by spaces; `*` is any.
    pub(crate) currencies: &'static str,
    /// Currency, smallest and largest sum in minor units; a currency that is missing has no bound.
    pub(crate) bounds: &'static [(&'static str, i64, i64)],
    /// How long what is handed over can be paid, in seconds.
    pub(crate) lives_s: i64,
    /// How much longer a paper that was printed in time can be paid, in seconds.
    pub(crate) late_s: i64,
    /// Who settles it.
    pub(crate) provider: Provider,
}

/// Where the person approves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In a sheet on their phone, before the merchant hears of it: the instrument has a credential.
    Sheet,
    /// In another app, or on the provider's page.
    Link(Opens),
    /// In the method's own library.
    Call,
    /// In their bank's app, by a code.
    Code,
    /// On the telephone of the number that they gave.
    Prompt,
    /// At a till, days afterwards.
    Voucher,
    /// At their door.
    OnDelivery,
}

impl Way {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Link(_) => "link",
            Self::Call => "call",
            Self::Code => "code",
            Self::Prompt => "prompt",
            Self::Voucher => "voucher",
            Self::OnDelivery => "at the door",
        }
    }
}

/// How another app is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// By the page itself, or not at all.
    Page,
    /// By an address that the app claims (an app link), and that is a page where there is no such app.
    AppLink,
    /// By the app's own scheme.
    Scheme(&'static str),
}

/// In whose words the merchant hears how it ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider {
    Paypal,
    Alipay,
    Antom,
    Wechat,
    /// A bank, by the status codes of ISO 20022.
    Bank,
    Swish,
    Klarna,
    Pix,
    /// A bank's or an acquirer's notice of a code that was paid.
    Acquirer,
    Upi,
    Daraja,
    Momo,
    Airtel,
    /// A till, or the network of one.
    Till,
    /// The bank of a card, and the merchant's card processor.
    Card,
}

impl Method {
    /// The merchant's id of the handler.
    pub(crate) fn handler_id(&self) -> String {
        format!("h_{}", self.id)
    }

    /// The type of the instrument that pays.
    pub(crate) fn instrument(&self) -> &'static str {
        if self.way == Way::Sheet { "card" } else { self.id }
    }

    /// Whether it is offered for a sum in minor units that goes to a country.
    pub(crate) fn is_for(&self, country: &str, currency: &str, total: i64) -> bool {
        let named = |list: &str, one: &str| list == "*" || list.split(' ').any(|known| known == one);
        let bound = self.bounds.iter().find(|(code, ..)| *code == currency);
        named(self.countries, country)
            && named(self.currencies, currency)
            && bound.is_none_or(|(_, least, most)| (*least..=*most).contains(&total))
    }

    /// The handler as an answer or a profile has it.
    pub(crate) fn entry(&self, shop: &Shop) -> Value {
        let (version, spec, schema) = match self.id {
            "google_pay" => (
                "2026-01-11",
                "https://pay.google.com/gp/p/ucp/2026-01-11/".to_owned(),
                "https://pay.google.com/gp/p/ucp/2026-01-11/schemas/gpay_config.json".to_owned(),
            ),
            id => (
                "2026-08-25",
                format!("https://tradewind.dev/pay/{id}"),
                format!("https://tradewind.dev/pay/{id}.json"),
            ),
        };
        let mut instrument = json!({"type": self.instrument()});
        if self.way == Way::Sheet {
            instrument["constraints"] = json!({"properties": {"brand": {"enum": config::BRANDS}}});
        }
        json!([{
            "id": self.handler_id(), "version": version, "spec": spec, "schema": schema,
            "available_instruments": [instrument], "config": config::of(self, shop),
        }])
    }
}

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
        more.insert(method.handler.to_owned(), method.entry(shop));
    }
    if !more.is_empty() {
        handlers.extend(more);
        ucp["map_order"] = json!({"payment_handlers": order});
    }
}

/// Both extensions, as the profile has them.
pub(crate) fn extensions(date: &str) -> [(&'static str, Value); 2] {
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
        assert_eq!(ids("NL", "USD", 100), ["google_pay", "apple_pay"]);
        let mut names: Vec<&str> = METHODS.iter().map(|method| method.handler).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), METHODS.len());
    }
}
