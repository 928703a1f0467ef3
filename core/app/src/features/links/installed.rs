//! What the store says led to this install: asked for on the first start alone, and read as any other link, once.

use crate::features::Route;
use crate::features::links::update::{merchant, open};
use crate::kernel::attribution;
use crate::kernel::campaign::CampaignParts;
use crate::kernel::effects::{Effect, Effects, Loaded};
use crate::kernel::error::Fault;
use crate::kernel::links::{ASKED, REFERRER};
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::refresh;
use tradewind_links::{Arrival, Source, read};

/// The person's file was read. The store is to be asked where it was not yet and nothing of the person's is there: an app that is
/// brought up to date was installed long ago.
pub(crate) fn loaded(model: &mut Model, loaded: &Loaded) {
    let asked = loaded.settings.iter().any(|(key, _)| *key == REFERRER);
    let used = !(loaded.cart.is_empty()
        && loaded.recent.is_empty()
        && loaded.orders.is_empty()
        && loaded.consents.is_empty());
    model.links.wants_referrer = !asked && !used;
}

/// The store said it. It leads somewhere only where the person is still where the app began; a newer link goes before it.
pub(crate) fn update(model: &mut Model, text: String, at: Now) -> Effects {
    if !std::mem::take(&mut model.links.wants_referrer) {
        return Vec::new();
    }
    let mut effects = vec![refresh::save_setting(REFERRER, ASKED)];
    if text.trim().is_empty() {
        return effects;
    }
    let from = Source::InstallReferrer;
    let begins = model.nav.still_shows(&(Tab::Home, Route::Home));
    if begins && model.links.waiting.is_none() && model.links.asked.is_none() {
        effects.extend(open(model, text, from, at));
        return effects;
    }
    effects.extend(match read(&text, from, &merchant(model), at.now) {
        Ok(arrival) => beside(model, arrival, at),
        Err(error) => vec![Effect::Log(Fault::new(error.code()).record("link.refused"))],
    });
    effects
}

/// Nothing of it is shown. What it says of a campaign counts as of any link, where no other one said something since.
fn beside(model: &mut Model, arrival: Arrival, at: Now) -> Effects {
    if model.consent.waiting.is_some() || !model.consent.touches.is_empty() {
        return Vec::new();
    }
    let said = arrival.campaign.with(attribution::may_look(model));
    attribution::arrived(model, said.map(CampaignParts::of).unwrap_or_default(), at)
}
