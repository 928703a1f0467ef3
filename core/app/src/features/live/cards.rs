//! Cards of a show: which stands, which were, and how each is drawn.

use crate::features::live::screen::LiveCardView;
use crate::features::live::state::OpenShow;
use crate::kernel::cards::{card as product_card, stock_note};
use crate::kernel::cart;
use crate::kernel::hold_view;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::HoldView;
use crate::kernel::variants::in_cart;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Item, ItemId, Money};
use tradewind_l10n::plain;
use tradewind_live::{Card, Content, ShownCue};

/// The most cards that are listed.
const MOST_LISTED: usize = 40;

/// A card by its key, as it is now.
pub(crate) fn card_of<'a>(open: &'a OpenShow, key: &str) -> Option<(ShownCue<'a>, &'a Card)> {
    let moment = open.moment?;
    let told = open.timeline.told(moment);
    let shown = told.into_iter().find(|shown| shown.cue.id.as_str() == key)?;
    match &shown.cue.content {
        Content::Card(card) => Some((shown, card)),
        _ => None,
    }
}

/// The card that stands beside the picture, and those that were, latest first, each item once.
pub(crate) fn cards(
    model: &Model,
    open: &OpenShow,
    context: &ViewContext<'_>,
) -> (Option<LiveCardView>, Vec<LiveCardView>) {
    let Some(moment) = open.moment else { return (None, Vec::new()) };
    let standing = standing(open);
    let mut seen: Vec<&ItemId> = Vec::new();
    seen.extend(standing.as_ref().and_then(item_of));
    let mut earlier = Vec::new();
    for shown in open.timeline.told(moment).into_iter().rev() {
        let Some(item) = item_of(&shown).filter(|item| !seen.contains(item)) else { continue };
        if earlier.len() >= MOST_LISTED {
            break;
        }
        seen.push(item);
        earlier.extend(view(model, open, &shown, context));
    }
    (standing.and_then(|shown| view(model, open, &shown, context)), earlier)
}

/// The card that stands beside the picture.
pub(crate) fn standing(open: &OpenShow) -> Option<ShownCue<'_>> {
    open.timeline.at(open.moment?).into_iter().rfind(|shown| item_of(shown).is_some())
}

/// What a card shows; nothing of another cue.
pub(crate) fn item_of<'a>(shown: &ShownCue<'a>) -> Option<&'a ItemId> {
    match &shown.cue.content {
        Content::Card(card) => Some(&card.item),
        _ => None,
    }
}

fn view(
    model: &Model,
    open: &OpenShow,
    shown: &ShownCue<'_>,
    context: &ViewContext<'_>,
) -> Option<LiveCardView> {
    let Content::Card(card) = &shown.cue.content else { return None };
    let item = open.goods.get(&card.item);
    let title = item.map(|item| item.title.clone()).or_else(|| card.title.clone())?;
    let words = context.words;
    let today = item.map(|item| item.offer.price_at(context.now));
    // What is said in a show counts while it is on; afterwards the catalog does.
    let price = if shown.past { today } else { shown.said.or(today) };
    let can_buy = item.is_some_and(|item| item.offer.can_buy()) && shown.stock != Some(0);
    let in_cart = item.map(|item| in_cart(model, item, context)).unwrap_or_default();
    // Nobody can have a held price of what is sold out, but for who has it in the cart: the checkout says then what comes of it. Who
    // bought the last one is told that.
    let told = can_buy || !in_cart.is_empty() || hold_view::is_bought(model, &card.item, context);
    let hold = hold_view::of_item(model, &card.item, price, context).filter(|_| told);
    let (price_text, was) = match (&hold, price) {
        (Some(hold), Some(price)) if hold.holds => (hold.price.clone(), words.money(price)),
        (_, price) => (price.map(|price| words.money(price)).unwrap_or_default(), String::new()),
    };
    // It stands as the card's own price, and once is enough.
    let hold = hold.map(|hold| HoldView { price: String::new(), ..hold });
    let stock = stock(shown, item, context);
    let over = if shown.past { over(shown.said, today, context) } else { String::new() };
    let spoken = match stock.as_str() {
        "" => words.live_card_spoken(&title, &price_text),
        stock => words.live_card_spoken_status(stock, &title, &price_text),
    };
    let can_check_out = !in_cart.is_empty() && cart::can_check_out(model, context.now);
    Some(LiveCardView {
        key: shown.cue.id.as_str().to_owned(),
        product: card.item.as_str().to_owned(),
        picture: item.and_then(|item| product_card(item, &[], context).picture),
        price: price_text,
        was,
        stock,
        over,
        hold,
        in_cart,
        checkout_label: if can_check_out { words.to_checkout() } else { String::new() },
        open_label: words.live_open(),
        add_label: words.add_to_cart(),
        can_add: can_buy && model.loaded && !model.paying(),
        accessibility: plain(&spoken),
        title,
    })
}

/// How many are left, as the show says, else the catalog.
fn stock(shown: &ShownCue<'_>, item: Option<&Item>, context: &ViewContext<'_>) -> String {
    match shown.stock {
        Some(0) => context.words.sold_out(),
        Some(left) => context.words.live_left(u64::from(left)),
        None => item.and_then(|item| stock_note(&item.offer, context)).unwrap_or_default(),
    }
}

/// That an offer of the show is over, with both prices where they differ.
fn over(said: Option<Money>, today: Option<Money>, context: &ViewContext<'_>) -> String {
    match (said, today) {
        (Some(old), Some(new)) if old != new => context.words.live_offer_over(new, old),
        (Some(_), Some(price)) => context.words.live_offer_over_same(price),
        _ => String::new(),
    }
}
