//! Draws home.

use crate::features::home::ranking::ranked;
use crate::features::home::screen::{CategoryTile, HomeScreen};
use crate::kernel::cards::{as_of, card, code_entry, no_catalog, picture_ref, search_here};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::ChoiceOption;
use crate::kernel::show_rows;
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::plain;

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> HomeScreen {
    let words = context.words;
    let home = &model.features.home;
    let order = ranked(model);
    let live = show_rows::rows(model, context);
    let heading = |shown: bool, text: String| if shown { text } else { String::new() };
    HomeScreen {
        search_hint: words.search_hint(),
        clear_label: words.search_clear(),
        code: code_entry(context),
        ranked: order.because.map(|item| words.ranked_because(&item.title)).unwrap_or_default(),
        categories_title: heading(!home.categories.is_empty(), words.categories()),
        categories: order
            .categories
            .iter()
            .map(|category| CategoryTile {
                key: category.key.clone(),
                name: category.name.clone(),
                count: words.product_count(u64::from(category.items)),
                accessibility: plain(&words.category_spoken(u64::from(category.items), &category.name)),
                picture: category.face.as_ref().and_then(|item| {
                    item.pictures.first().map(|picture| picture_ref(picture, &item.title, context))
                }),
            })
            .collect(),
        live_title: heading(!live.is_empty(), words.live_title()),
        live,
        deals_title: heading(!home.deals.is_empty(), words.deals()),
        deals: order.deals.iter().map(|item| card(item, &[], context)).collect(),
        recent_title: heading(!home.recent.is_empty(), words.recently_seen()),
        recent: home.recent.iter().map(|item| card(item, &[], context)).collect(),
        as_of: as_of(model.catalog.head.as_ref(), context),
        loading: home.loading || model.catalog.refresh.is_under_way(),
        empty: no_catalog(model, context).or_else(|| search_here(model, context)),
        served: model
            .catalog
            .refresh
            .served()
            .iter()
            .map(|market| ChoiceOption {
                key: market.as_str().to_owned(),
                label: words.market_name(market),
                selected: false,
            })
            .collect(),
    }
}
