//! Where an answer says what it demands of the next request: at its structured objects. A member of a registry or of another
//! map that is called `ucp` is data.

use crate::demand::Demand;
use crate::path::Path;
use crate::read::entries;
use serde_json::Value;

/// The most demands of one answer that are read.
const MOST: usize = 50;

/// Every demand of an answer that can be read, at the objects that are looked at: any part may be left out (RC-022).
pub(super) fn demands(answer: &Value) -> Vec<Demand> {
    let root = Path::root();
    let places = std::iter::once((root.clone(), answer))
        .chain(each(&root.name("line_items"), &answer["line_items"], says))
        .chain(ways(&root.name("fulfillment"), &answer["fulfillment"]))
        .chain(payment(&root.name("payment"), &answer["payment"]))
        .chain(available(&root, &answer["ucp"]["payment_handlers"]));
    let read = |(at, object): (Path, &Value)| Demand::parse(said(object), &at);
    places.filter_map(read).take(MOST).collect()
}

fn said(object: &Value) -> &Value {
    &object["ucp"]["request_constraints"]
}

fn says(object: &Value) -> bool {
    said(object).is_object()
}

/// The entries of a list that are `wanted`, each with its place.
fn each<'a>(
    at: &Path,
    list: &'a Value,
    wanted: fn(&Value) -> bool,
) -> impl Iterator<Item = (Path, &'a Value)> + use<'a> {
    let at = at.clone();
    let all = entries(list).enumerate().filter(move |(_, entry)| wanted(entry));
    all.map(move |(index, entry)| (at.index(index), entry))
}

fn ways<'a>(at: &Path, fulfillment: &'a Value) -> impl Iterator<Item = (Path, &'a Value)> + use<'a> {
    let methods = each(&at.name("methods"), &fulfillment["methods"], |_| true).flat_map(|(at, method)| {
        let groups = each(&at.name("groups"), &method["groups"], says);
        std::iter::once((at, method)).chain(groups)
    });
    std::iter::once((at.clone(), fulfillment)).chain(methods)
}

fn payment<'a>(at: &Path, payment: &'a Value) -> impl Iterator<Item = (Path, &'a Value)> + use<'a> {
    std::iter::once((at.clone(), payment)).chain(each(&at.name("instruments"), &payment["instruments"], says))
}

/// Instruments that can be paid with. No request has them at this place, so that what they say names a path of its own; one
/// that does not selects nothing.
fn available<'a>(root: &Path, handlers: &'a Value) -> impl Iterator<Item = (Path, &'a Value)> + use<'a> {
    let at = root.name("ucp").name("payment_handlers").name("");
    let all = handlers.as_object().into_iter().flatten().flat_map(|(_, list)| entries(list));
    let all = all.flat_map(|handler| entries(&handler["available_instruments"])).filter(|one| says(one));
    all.map(move |one| (at.clone(), one))
}
