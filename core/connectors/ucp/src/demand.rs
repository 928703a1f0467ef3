//! What an answer demands of the next request, and what of it a request does not meet (UCP 2026-08-25, request constraints).
//! Each answer brings all that counts for the request after it. The merchant alone judges what is sent: nothing is held back
//! here, and what cannot be read says nothing.

use crate::path::Path;
use serde_json::{Map, Value, json};
use tradewind_commerce::Wants;
use tradewind_commerce::constraint::{Constraint, Unmet};
use tradewind_domain::address::BuyerField;

/// A demand on all objects of a request that a path selects.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Demand {
    pub(crate) path: Path,
    pub(crate) constraint: Constraint,
}

/// The fields of a billing address, as the protocol names them (`postal_address.json`).
pub(crate) const BILLING: [(BuyerField, &str); 9] = [
    (BuyerField::FirstName, "first_name"),
    (BuyerField::LastName, "last_name"),
    (BuyerField::PhoneNumber, "phone_number"),
    (BuyerField::StreetAddress, "street_address"),
    (BuyerField::ExtendedAddress, "extended_address"),
    (BuyerField::AddressLocality, "address_locality"),
    (BuyerField::AddressRegion, "address_region"),
    (BuyerField::PostalCode, "postal_code"),
    (BuyerField::AddressCountry, "address_country"),
];

impl Demand {
    /// What `request_constraints` says; `at` is where it stands, which it is about unless it names another path. None where it
    /// does not read as a whole.
    pub(crate) fn parse(raw: &Value, at: &Path) -> Option<Self> {
        let members = raw.as_object()?;
        let path = match members.get("path") {
            None => at.clone(),
            Some(path) => Path::parse(path.as_str()?)?,
        };
        let expression: Map<String, Value> = members
            .iter()
            .filter(|(name, _)| *name != "path")
            .map(|(name, rule)| (name.clone(), rule.clone()))
            .collect();
        Some(Self { path, constraint: Constraint::parse(&Value::Object(expression))? })
    }

    /// The objects of a request that it is about; none where it also selects what is no object, or too much: then it is left out.
    fn objects<'v>(&self, request: &'v Value) -> Option<Vec<&'v Value>> {
        self.path.select(request).filter(|found| found.iter().all(|one| one.is_object()))
    }
}

/// What of all demands a request does not meet.
pub(crate) fn unmet(demands: &[Demand], request: &Value) -> Vec<Unmet> {
    let of = |demand: &Demand| {
        let objects = demand.objects(request).unwrap_or_default();
        objects.into_iter().flat_map(|object| demand.constraint.unmet(object)).collect::<Vec<_>>()
    };
    demands.iter().flat_map(of).collect()
}

/// What the demands say of an instrument of a handler, of a type, in the request that pays. Without a type: of any.
pub(crate) fn wants(demands: &[Demand], handler: &str, kind: Option<&str>) -> Wants {
    if demands.is_empty() {
        return Wants::default();
    }
    let mut instrument = json!({"id": "instrument_1", "handler_id": handler, "selected": true});
    if let Some(kind) = kind {
        instrument["type"] = json!(kind);
    }
    let request = json!({"payment": {"instruments": [instrument]}});
    let instrument = &request["payment"]["instruments"][0];
    let about = |demand: &&Demand| {
        let objects = demand.objects(&request).unwrap_or_default();
        objects.into_iter().any(|object| std::ptr::eq(object, instrument))
    };
    let mut wants = Wants::default();
    for Demand { constraint, .. } in demands.iter().filter(about) {
        if constraint.requires(&["billing_address"]) {
            let fields = BILLING.iter().filter(|(_, name)| constraint.requires(&["billing_address", name]));
            let known = wants.billing.get_or_insert_default();
            for (field, _) in fields {
                if !known.contains(field) {
                    known.push(*field);
                }
            }
        }
        if let Some(kinds) = constraint.allowed(&["credential", "type"]) {
            let kinds: Vec<String> = kinds.into_iter().filter_map(Value::as_str).map(str::to_owned).collect();
            wants.credentials = Some(match wants.credentials.take() {
                None => kinds,
                Some(known) => known.into_iter().filter(|kind| kinds.contains(kind)).collect(),
            });
        }
    }
    wants
}
