//! Shows: opened, followed while they are on the screen or below it, and let go.

use crate::features::Route;
use crate::features::live::cards::{card_of, item_of};
use crate::features::live::intent::LiveIntent;
use crate::features::live::state::OpenShow;
use crate::features::live::{reminders, report};
use crate::kernel::cart;
use crate::kernel::effects::{CatalogOp, Effect, Effects, LiveOp};
use crate::kernel::error::Fault;
use crate::kernel::holds::{monotonic, wake};
use crate::kernel::live_kept;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::shows::{ShowRef, ShowState};
use crate::kernel::toast::ToastState;
use tradewind_domain::{Code, ItemId, Quantity};
use tradewind_live::{Mode, SignedMoment, Timeline};

/// The most items of a show that are looked up.
const MOST_GOODS: usize = 60;

pub(crate) fn update(model: &mut Model, intent: LiveIntent, at: Now) -> Effects {
    match intent {
        LiveIntent::Open { key } => {
            if let Some(show) = ShowRef::of_key(&key) {
                model.push(Route::Show(show));
            }
            Vec::new()
        }
        LiveIntent::Add { key } => add(model, &key, at),
        LiveIntent::ShowCaptions { shown } => {
            model.features.live.captions = shown;
            live_kept::keep(model, at).into_iter().collect()
        }
        LiveIntent::Remind { on } => reminders::remind(model, on, at),
        LiveIntent::ReportShow { shown } => report::show(model, shown),
        LiveIntent::EditReport { field, value } => report::edit(model, &field, &value),
        LiveIntent::SendReport => report::send(model, at),
    }
}

/// Asks which shows there are, and sends reports that wait.
pub(crate) fn list(model: &mut Model) -> Effects {
    let mut effects = report::due(model);
    effects.extend(list_shows(model));
    effects
}

/// Asks which shows there are, and nothing else: how often, the merchant says by the begin of its next one. When a report is tried again, it
/// does not say.
pub(crate) fn list_shows(model: &mut Model) -> Effects {
    if !model.online || !model.loaded {
        return Vec::new();
    }
    let ticket = model.ticket();
    model.shows.ticket = ticket;
    let (market, language) = (model.settings.market, model.settings.language.clone());
    vec![Effect::Live(LiveOp::List { ticket, market, language })]
}

/// As [`list`], in time that the system gives, where somebody wishes to be reminded: a show may have been moved or cancelled.
pub(crate) fn look_again(model: &mut Model) -> Effects {
    let wanted = model.away.wants_list && !model.shows.reminders.is_empty();
    if wanted { list(model) } else { Vec::new() }
}

/// As [`list`], of a merchant that is known to have shows.
pub(crate) fn list_again(model: &mut Model) -> Effects {
    if model.shows.list.is_empty() { Vec::new() } else { list(model) }
}

/// A show is on the screen.
pub(crate) fn enter(model: &mut Model, show: &ShowRef) -> Effects {
    let known = model.features.live.open.as_ref().is_some_and(|open| open.show == *show);
    if !known {
        let ticket = model.ticket();
        let kept = model.features.live.kept.as_ref().filter(|(session, _)| *session == show.session);
        let restored = kept.and_then(|(_, kept)| Timeline::restore(&show.session, kept.as_bytes()).ok());
        let timeline = restored.unwrap_or_else(|| Timeline::new(show.session.clone(), Mode::Live));
        model.features.live.open = Some(OpenShow::of(show.clone(), timeline, ticket));
    }
    let mut effects = list(model);
    effects.extend(follow(model));
    effects.extend(goods(model));
    effects
}

/// Follows the open show where it is to be found, unless that is done already.
pub(crate) fn follow(model: &mut Model) -> Effects {
    if !model.foreground {
        return Vec::new();
    }
    let Some(open) = &model.features.live.open else { return Vec::new() };
    let Some(show) = model.shows.named(&open.show.session) else { return Vec::new() };
    let Some(playlist) = show.playlist.clone().filter(|playlist| open.followed.as_ref() != Some(playlist))
    else {
        return Vec::new();
    };
    let (events, over) = (show.events.clone(), show.state == ShowState::Ended);
    let ticket = model.ticket();
    let Some(open) = &mut model.features.live.open else { return Vec::new() };
    open.ticket = ticket;
    open.followed = Some(playlist.clone());
    open.moment = None;
    open.last = false;
    open.timeline.picture_ends(None);
    open.ended = over;
    if over {
        open.timeline.replay();
    }
    vec![Effect::Live(LiveOp::Follow { ticket, playlist, events })]
}

/// Looks up what is shown in the open show.
pub(crate) fn goods(model: &mut Model) -> Effects {
    let Some(open) = &model.features.live.open else { return Vec::new() };
    let listed = model.shows.named(&open.show.session).map(|show| show.items.as_slice());
    let carded = open.moment.map(|moment| open.timeline.told(moment)).unwrap_or_default();
    let carded = carded.iter().rev().filter_map(item_of);
    // The latest cards first: there may be more than are looked up.
    let mut ids: Vec<ItemId> = Vec::new();
    for item in carded.chain(listed.unwrap_or_default()) {
        if ids.len() < MOST_GOODS && !ids.contains(item) {
            ids.push(item.clone());
        }
    }
    if ids.iter().all(|item| open.goods.contains_key(item)) {
        return Vec::new();
    }
    let (ticket, scope) = (model.ticket(), model.scope());
    if let Some(open) = &mut model.features.live.open {
        open.goods_ticket = ticket;
    }
    vec![Effect::Catalog(CatalogOp::CartItems { ticket, scope, ids })]
}

/// After each change: gives up reports that nobody takes, and lets a show go that is not on any tab any more.
pub(crate) fn settle(model: &mut Model, at: Now) -> Effects {
    let mut effects = report::give_up(model, at);
    effects.extend(let_go(model, at));
    effects
}

fn let_go(model: &mut Model, at: Now) -> Effects {
    let wanted = model.nav.show().map(|show| &show.session);
    let open = model.features.live.open.as_ref().map(|open| &open.show.session);
    if open.is_none() || open == wanted {
        return Vec::new();
    }
    let kept = live_kept::keep(model, at);
    model.features.live.report = None;
    let show = live_kept::leave_show(model);
    std::iter::once(Effect::Live(LiveOp::Leave)).chain(kept).chain(show).collect()
}

/// The app left the front, or came back to it.
pub(crate) fn foreground(model: &mut Model, at: Now) -> Effects {
    if model.foreground {
        // What was waited for stood still while the phone slept; what is counted did not.
        return follow(model).into_iter().chain(wake(&model.holds)).collect();
    }
    let followed = model.features.live.open.as_mut().and_then(|open| open.followed.take()).is_some();
    let leave = followed.then_some(Effect::Live(LiveOp::Leave));
    // With the merchant's clock as it is known now: a held price is counted down from it after a restart.
    let wanted = followed || !model.holds.all.is_empty();
    let kept = if wanted { live_kept::keep(model, at) } else { None };
    let show = live_kept::keep_show(model, monotonic(at.seconds));
    leave.into_iter().chain(kept).chain(show).collect()
}

/// The network is back, or the person asks for it: what waits for another try is tried now.
pub(crate) fn again(model: &mut Model) -> Effects {
    if let Some(open) = &mut model.features.live.open {
        open.followed = None;
    }
    let mut effects = report::due(model);
    effects.extend(follow(model));
    effects
}

/// Puts one of what a card shows into the cart, and keeps the moment of the card with it.
fn add(model: &mut Model, key: &str, at: Now) -> Effects {
    let Some(open) = model.features.live.open.as_ref().filter(|_| model.loaded && !model.paying()) else {
        return Vec::new();
    };
    let Some((shown, card)) = card_of(open, key) else { return Vec::new() };
    let moment = SignedMoment::of_card(&open.show.session, shown.cue);
    let Some(item) = open.goods.get(&card.item).filter(|_| shown.stock != Some(0)).cloned() else {
        return Vec::new();
    };
    let already = model.features.cart.lines.iter().find(|line| line.item == item.id);
    let wanted = already.map_or(0, |line| line.quantity.count()).saturating_add(1);
    let Ok(quantity) = Quantity::new(wanted) else {
        model.fault = Some(Fault::new(Code::QuantityLimit));
        return Vec::new();
    };
    let Some(line) = cart::line_of(model, &item, quantity, at) else { return Vec::new() };
    let title = line.title.clone();
    model.show_toast(ToastState::Added { title: title.clone() });
    let mut effects = cart::put(model, line);
    if let Some(moment) = &moment {
        model.moments.prove(moment);
    }
    effects.extend(moment.map(|moment| Effect::Live(LiveOp::Prove { moment: Box::new(moment), title })));
    effects.extend(live_kept::keep(model, at));
    effects
}
