//! Opens what a link shows.

use crate::features::Route;
use crate::features::links::intent::LinksIntent;
use crate::features::links::link::{LinkTarget, read_link};
use crate::kernel::attribution;
use crate::kernel::campaign::CampaignParts;
use crate::kernel::effects::Query;
use crate::kernel::effects::{Effect, Effects, ItemRef};
use crate::kernel::error::Fault;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::toast::ToastState;

pub(crate) fn update(model: &mut Model, intent: LinksIntent, at: Now) -> Effects {
    let LinksIntent::Open { url } = intent;
    let (tab, route) = match read_link(&url, &model.merchant) {
        // Over home, so that back leads somewhere sensible; a checkout under way stays on its own tab.
        Ok(LinkTarget::Product(item) | LinkTarget::Live { item, .. }) => {
            (Tab::Home, Route::Product(ItemRef::Id(item)))
        }
        Ok(LinkTarget::ProductPage(page)) => (Tab::Home, Route::Product(ItemRef::Link(page))),
        Ok(LinkTarget::Search(words)) => (Tab::Home, Route::Results(Query { words, category: None })),
        Ok(LinkTarget::Order(id)) => (Tab::Orders, Route::Order(id)),
        Err(error) => {
            let fault = Fault::new(error.code());
            model.show_toast(ToastState::LinkRefused(fault));
            return vec![Effect::Log(fault.record("link.refused"))];
        }
    };
    model.nav.reset(tab);
    model.push(route);
    let parts = CampaignParts::read(&url, &model.merchant);
    attribution::arrived(model, parts, at)
}
