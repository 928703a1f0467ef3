//! Bodies we send, as the schemas' `ucp_request` annotations want them: what is omitted on create is not there. And our
//! wallets, as our profiles list them.

use crate::dialect::{Dialect, LIVE, PART};
use bytes::Bytes;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use tradewind_commerce::{
    Attribution, CatalogContext, Checkout, CheckoutDraft, Credential, HandlerOffer, MerchantError,
    SessionHandler,
};
use tradewind_domain::Buyer;
use tradewind_ports::Secret;

pub(crate) fn create(draft: &CheckoutDraft, ships: bool) -> Value {
    let lines: Vec<Value> = draft
        .lines
        .iter()
        .map(|line| json!({"item": {"id": line.item}, "quantity": line.quantity.count()}))
        .collect();
    let mut body = json!({"line_items": lines, "context": context(draft)});
    add_person(&mut body, draft);
    add_live(&mut body, draft, None);
    if !draft.attribution.is_empty() {
        body["attribution"] = attribution(&draft.attribution);
    }
    if ships && !draft.buyer.address.street_address.is_empty() {
        body["fulfillment"] =
            json!({"methods": [{"type": "shipping", "destinations": [address(&draft.buyer)]}]});
    }
    body
}

pub(crate) fn update(dialect: &dyn Dialect, current: &Checkout, draft: &CheckoutDraft, ships: bool) -> Value {
    let raw: Value = serde_json::from_str(&current.engine_state).unwrap_or_default();
    let lines: Vec<Value> = draft
        .lines
        .iter()
        .map(|line| {
            let mut wanted = json!({"item": {"id": line.item}, "quantity": line.quantity.count()});
            if let Some(known) = current.lines.iter().find(|known| known.item == line.item) {
                wanted["id"] = json!(known.id);
            }
            wanted
        })
        .collect();
    let mut body = json!({"line_items": lines, "context": context(draft)});
    add_person(&mut body, draft);
    add_live(&mut body, draft, raw[LIVE]["session"].as_str().filter(|_| !dialect.replaces()));
    // Of both versions: what is left out of an update stays in the older one, and is gone in the newer. Where nothing may be told any
    // more, what the merchant still says it knows is taken back.
    let was_told = raw["attribution"].as_object().is_some_and(|told| !told.is_empty());
    if was_told || !draft.attribution.is_empty() {
        body["attribution"] = attribution(&draft.attribution);
    }
    let address_known = !draft.buyer.address.street_address.is_empty();
    if ships && (address_known || dialect.replaces()) {
        let methods = methods(dialect, &raw, current, draft, address_known);
        if !methods.is_empty() {
            body["fulfillment"] = json!({"methods": methods});
        }
    }
    dialect.add_to_update(&mut body, current, draft);
    body
}

/// The merchant's methods; the one way to ship of a merchant that has named none.
fn methods(
    dialect: &dyn Dialect,
    raw: &Value,
    current: &Checkout,
    draft: &CheckoutDraft,
    address_known: bool,
) -> Vec<Value> {
    let known = raw["fulfillment"]["methods"].as_array().map(Vec::as_slice).unwrap_or_default();
    if known.is_empty() {
        let first = || json!({"type": "shipping", "line_item_ids": lines_of(current), "destinations": [address(&draft.buyer)]});
        return address_known.then(first).into_iter().collect();
    }
    let echoed = known.iter().filter(|method| dialect.echoes(method));
    echoed
        .map(|one| {
            let place = match (dialect.ships(one), address_known) {
                (true, true) => Place::Ours,
                (true, false) => Place::None,
                (false, _) => Place::Theirs,
            };
            method(one, current, draft, place)
        })
        .collect()
}

/// Where the goods of a method go.
#[derive(PartialEq)]
enum Place {
    /// To the person's address.
    Ours,
    /// Nowhere: there is no address, or no longer.
    None,
    /// To a place that the merchant has listed and the person chosen; it is named by its id alone.
    Theirs,
}

fn lines_of(current: &Checkout) -> Vec<&str> {
    current.lines.iter().map(|line| line.id.as_str()).collect()
}

/// A method of the merchant's with its own ids, where the goods go, and the option chosen in each group.
fn method(method: &Value, current: &Checkout, draft: &CheckoutDraft, place: Place) -> Value {
    let lines = method["line_item_ids"].as_array().map_or_else(|| json!(lines_of(current)), |ids| json!(ids));
    let mut echo = json!({"line_item_ids": lines});
    let first = || method["destinations"].as_array()?.first()?["id"].as_str();
    let selected = method["selected_destination_id"].as_str();
    let selected = match place {
        // The platform selects: the address that we send is the one that is meant (UCP 2026-04-08 fulfillment).
        Place::Ours => selected.or_else(first),
        Place::None => None,
        Place::Theirs => selected,
    };
    if place == Place::Ours {
        let mut destination = address(&draft.buyer);
        if let Some(id) = selected {
            destination["id"] = json!(id);
        }
        echo["destinations"] = json!([destination]);
    }
    for name in ["id", "type"] {
        if method[name].is_string() {
            echo[name] = method[name].clone();
        }
    }
    if let Some(id) = selected {
        echo["selected_destination_id"] = json!(id);
    }
    let chosen = draft.selected_option.as_deref().and_then(|key| key.split_once(PART));
    let groups: Vec<Value> = method["groups"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|group| {
            let id = group["id"].as_str()?;
            // What the merchant no longer lists it would refuse again, and with it all else that an update asks for.
            let listed = |option: &str| {
                let mut options = group["options"].as_array().into_iter().flatten();
                options.any(|one| one["id"] == option)
            };
            let mine = chosen.filter(|&(of, option)| of == id && listed(option));
            let mine = mine.map(|(_, option)| json!(option));
            Some(json!({"id": id, "selected_option_id": mine.unwrap_or_else(|| group["selected_option_id"].clone())}))
        })
        .collect();
    if !groups.is_empty() {
        echo["groups"] = json!(groups);
    }
    echo
}

/// The instrument's type: the one that was named, else the session's first, else a card.
fn instrument<'a>(handler: Option<&'a SessionHandler>, credential: &'a Credential) -> &'a str {
    let offered = handler.and_then(|handler| handler.offered.named().first());
    credential.instrument.as_deref().or(offered.map(|first| first.kind.as_str())).unwrap_or("card")
}

pub(crate) fn complete(checkout: &Checkout, credential: &Credential) -> Result<Bytes, MerchantError> {
    let token = credential.token.expose_str().ok_or(MerchantError::Garbage("credential"))?;
    let handler = checkout.payment_handlers.iter().find(|handler| handler.is(&credential.handler));
    let mut one = Map::new();
    one.extend(credential.more.clone());
    one.insert("id".to_owned(), json!("instrument_1"));
    let id = handler.map_or(credential.handler.as_str(), |handler| handler.id.as_str());
    one.insert("handler_id".to_owned(), json!(id));
    one.insert("type".to_owned(), json!(instrument(handler, credential)));
    one.insert("selected".to_owned(), json!(true));
    let mut members: BTreeMap<&str, Member<'_>> =
        one.iter().map(|(name, value)| (name.as_str(), Member::Plain(value))).collect();
    if !credential.kind.is_empty() {
        members.insert("credential", Member::Credential { kind: &credential.kind, token });
    }
    let body = PaymentBody { payment: PaymentWire { instruments: [members] } };
    // Measured first, so that the buffer never moves: each copy of a token that is left behind stays in memory.
    let mut length = Length(0);
    let failed = |_| MerchantError::Garbage("credential");
    serde_json::to_writer(&mut length, &body).map_err(failed)?;
    let mut bytes = Vec::with_capacity(length.0);
    serde_json::to_writer(&mut bytes, &body).map_err(failed)?;
    Ok(Secret::new(bytes).into_bytes())
}

#[derive(Serialize)]
struct PaymentBody<'a> {
    payment: PaymentWire<'a>,
}

#[derive(Serialize)]
struct PaymentWire<'a> {
    instruments: [BTreeMap<&'a str, Member<'a>>; 1],
}

/// A member of an instrument; the token is borrowed, so that nothing keeps a copy.
#[derive(Serialize)]
#[serde(untagged)]
enum Member<'a> {
    Plain(&'a Value),
    Credential {
        #[serde(rename = "type")]
        kind: &'a str,
        token: &'a str,
    },
}

/// Counts what is written.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// `asked` holds the words and filters.
pub(crate) fn search(asked: Value, context: &CatalogContext, cursor: Option<&str>) -> Value {
    let mut body = asked;
    body["context"] = catalog_context(context);
    body["pagination"] = json!({"limit": 50});
    if let Some(cursor) = cursor {
        body["pagination"]["cursor"] = json!(cursor);
    }
    body
}

pub(crate) fn lookup(ids: &[&str], context: &CatalogContext) -> Value {
    json!({"ids": ids, "context": catalog_context(context)})
}

fn catalog_context(context: &CatalogContext) -> Value {
    json!({
        "address_country": context.market, "language": context.language, "currency": context.currency,
    })
}

fn context(draft: &CheckoutDraft) -> Value {
    json!({"address_country": draft.market, "language": draft.language, "currency": draft.currency})
}

/// Held prices of a show, as its merchant signed them. `stays`: the show that an update which says nothing leaves in the checkout. Where
/// none of its prices is asked for any more, that is said: one that ran out would keep the checkout from being paid.
fn add_live(body: &mut Value, draft: &CheckoutDraft, stays: Option<&str>) {
    let (session, holds) = match (&draft.live, stays) {
        (Some(claim), _) => (claim.session.as_str(), claim.holds.as_slice()),
        (None, Some(session)) => (session, Default::default()),
        (None, None) => return,
    };
    let holds: Vec<Value> = holds.iter().filter_map(|hold| serde_json::from_str(hold).ok()).collect();
    body[LIVE] = json!({"session": session, "holds": holds});
}

/// UCP `attribution`, the same in both versions: texts by name (`types/attribution.json`).
fn attribution(told: &Attribution) -> Value {
    Value::Object(told.iter().map(|(name, value)| (name.to_owned(), json!(value))).collect())
}

fn add_person(body: &mut Value, draft: &CheckoutDraft) {
    let buyer = &draft.buyer;
    let mut known = Map::new();
    for (name, value) in [
        ("first_name", &buyer.first_name),
        ("last_name", &buyer.last_name),
        ("email", &buyer.email),
        ("phone_number", &buyer.phone_number),
    ] {
        if !value.is_empty() {
            known.insert(name.to_owned(), json!(value));
        }
    }
    if !known.is_empty() {
        body["buyer"] = Value::Object(known);
    }
    body["discounts"] = json!({"codes": draft.discount_codes});
}

fn address(buyer: &Buyer) -> Value {
    let place = &buyer.address;
    let mut known = Map::new();
    for (name, value) in [
        ("first_name", &buyer.first_name),
        ("last_name", &buyer.last_name),
        ("street_address", &place.street_address),
        ("extended_address", &place.extended_address),
        ("address_locality", &place.address_locality),
        ("address_region", &place.address_region),
        ("postal_code", &place.postal_code),
        ("address_country", &place.address_country),
    ] {
        if !value.is_empty() {
            known.insert(name.to_owned(), json!(value));
        }
    }
    Value::Object(known)
}

/// Our wallets, as a platform profile of `version` lists them.
pub(crate) fn handlers(wallets: &[HandlerOffer], version: &str) -> Value {
    let mut all = Map::new();
    for wallet in wallets {
        let instruments: Vec<Value> = wallet.instruments.iter().map(|kind| json!({"type": kind})).collect();
        let offer = json!([{
            "id": wallet.id,
            "version": wallet.version.as_deref().unwrap_or(version),
            "spec": wallet.spec,
            "schema": wallet.schema,
            "available_instruments": instruments,
        }]);
        all.insert(wallet.name.clone(), offer);
    }
    Value::Object(all)
}
