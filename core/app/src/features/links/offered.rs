//! What the merchant's profile says of links: asked for with each newer catalog, and the newest link is read again by it.
//! A link itself asks for nothing.

use crate::features::Route;
use crate::features::links::update::{by_address, refuse, show};
use crate::kernel::attribution;
use crate::kernel::campaign::CampaignParts;
use crate::kernel::effects::{Effect, Effects, NetworkOp};
use crate::kernel::event::Event;
use crate::kernel::links::WaitingLink;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::toast::ToastState;
use serde_json::json;
use tradewind_commerce::LinkOffer;
use tradewind_links::{Arrival, CreatorLink, IdForm, MAX_ID_FORMS, Merchant, Target, read};
use tradewind_signatures::{KeyField, KeySet};

/// Asks what the merchant's profile says of links.
pub(crate) fn ask(model: &Model) -> Effects {
    if model.online && model.loaded { vec![Effect::Network(NetworkOp::Links)] } else { Vec::new() }
}

/// What the merchant's profile says of links was read. Keys of kinds that we do not know are no keys.
pub(crate) fn offered(model: &mut Model, offer: &LinkOffer, at: Now) -> Effects {
    let keys = KeySet::of_profile(&json!({ "keys": offer.keys }), KeyField::Keys).unwrap_or_default();
    let mut merchant = by_address(model).with_hosts(offer.hosts.iter().cloned()).with_keys(keys);
    if let Some(endpoint) = offer.permalink.clone() {
        merchant = merchant.with_permalink(endpoint);
    }
    model.links.merchant = Some(merchant.clone());
    let forms =
        offer.ids.iter().take(MAX_ID_FORMS).filter_map(|(link, feed)| IdForm::parse(link, feed)).collect();
    let known = std::mem::replace(&mut model.links.id_forms, forms);
    if known != model.links.id_forms && *model.route() == Route::Proposal {
        // What it proposes may be found under other names now.
        model.say(Event::Arrived);
    }
    match model.links.waiting.take() {
        Some(link) => again(model, link, &merchant, at),
        None => Vec::new(),
    }
}

/// Reads a link again that came before the merchant's profile. It leads elsewhere only where the person still is where it
/// led at first, and where no product was found by its own address.
fn again(model: &mut Model, link: WaitingLink, merchant: &Merchant, at: Now) -> Effects {
    let stays = model.nav.still_shows(&link.place);
    let found =
        matches!(link.target, Target::ProductPage { .. }) && model.features.product.item.shown().is_some();
    let arrival = match read(&link.text, link.from, merchant, at.now) {
        Ok(arrival) => arrival,
        Err(error) if stays && !found => return refuse(model, error.code()),
        Err(_) => return Vec::new(),
    };
    if arrival.target != link.target && stays && !found {
        return show(model, arrival, link.at);
    }
    checked(model, arrival, link.at)
}

/// What is shown stays. The signature could be held against keys only now: what a creator promises is said, and the person
/// is asked whether their coming by that link may be kept. `at` is when the link came.
fn checked(model: &mut Model, arrival: Arrival, at: Now) -> Effects {
    let Arrival { target, mut promised, campaign, dropped } = arrival;
    if matches!(target, Target::Proposal(_)) && *model.route() == Route::Proposal {
        model.features.proposal.checked(promised.take(), dropped);
    }
    if campaign.creator_link() != CreatorLink::Good {
        return Vec::new();
    }
    if let Some(code) = promised {
        model.show_toast(ToastState::CodePromised { code: code.as_str().to_owned() });
    }
    let came_from = campaign.with(attribution::may_look(model)).map(CampaignParts::of).unwrap_or_default();
    attribution::arrived(model, came_from, at)
}
