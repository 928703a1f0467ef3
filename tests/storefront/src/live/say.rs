//! What a show has said and what of it stands. What is due (a chapter of the film, a price, a stock, a hold that is used up) is
//! said whenever the shop is looked at, so that the books decide and nothing is said twice.

use super::event::{CARD, COMMENT, HOLD};
use super::holds;
use super::hub::Live;
use super::proof::Moment;
use super::said::{Books, Said};
use super::show::Show;
use crate::shop::Shop;
use rusqlite::Connection;
use serde_json::json;
use std::collections::BTreeMap;

/// Chapters that are pinned afterwards where nobody looked for long.
const MOST_CHAPTERS: i64 = 40;
/// Items whose prices and stock a show tells.
const MOST_ITEMS: usize = 50;

/// Where something is said from.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) shop: &'a Shop,
    pub(super) live: &'a Live,
    pub(super) db: &'a Connection,
    pub(super) show: &'a Show,
    pub(super) markets: &'a [String],
}

impl Desk<'_> {
    /// What one of an item costs in a market.
    pub(super) fn price(&self, item: &str, market: &str) -> Option<(i64, String)> {
        Some((self.shop.price(self.db, item, market)?, self.shop.currency(market)))
    }
}

/// The markets of a shop, by their codes.
pub(super) fn markets(shop: &Shop) -> Vec<String> {
    shop.goods.markets.iter().map(|market| market.code.clone()).collect()
}

/// Looks at what is due in all shows, and says it. Cheap where nothing is.
pub(crate) fn tick(shop: &Shop, db: &Connection) {
    let Some(live) = &shop.live else { return };
    let (now, markets) = (shop.now(), markets(shop));
    let mut state = live.state();
    let mut spoke = false;
    for (show, said) in live.shows.iter().zip(&mut state.said) {
        if show.starts_at() > now {
            continue;
        }
        let desk = Desk { shop, live, db, show, markets: &markets };
        let before = said.ring.seq;
        said.follow(&desk, now);
        if said.ended_at.is_none() {
            said.tell_books(&desk, now);
            said.tell_used_up(&desk, now);
        }
        spoke |= publish(&desk, said, before);
    }
    drop(state);
    if spoke {
        live.wake();
    }
}

/// Gives nchan what was said after a number. Whether that is anything.
pub(super) fn publish(desk: &Desk<'_>, said: &Said, before: u64) -> bool {
    let Some(events) = said.ring.after(before).filter(|events| !events.is_empty()) else { return false };
    for (event, market) in
        events.iter().flat_map(|event| desk.markets.iter().map(move |market| (event, market)))
    {
        if let Some(publisher) = &desk.live.publisher {
            publisher.send(desk.show.id, market, event.kind, event.seq, event.data(market).to_string());
        }
    }
    true
}

impl Said {
    /// Pins what the film shows, chapter by chapter.
    fn follow(&mut self, desk: &Desk<'_>, now: i64) {
        if !self.follows {
            return;
        }
        let film = &desk.live.film;
        let until = desk.show.ended_at.unwrap_or(now).min(now) - desk.show.starts_at();
        let begun = film.begun(until);
        for number in self.followed.max(begun - MOST_CHAPTERS)..begun {
            if let Some((at, item)) =
                film.chapter(number).filter(|(at, _)| *at < until || desk.show.ended_at.is_none())
            {
                self.pin(desk, item, desk.show.starts_at() + at);
            }
        }
        self.followed = begun;
        if let Some(ended) = desk.show.ended_at {
            self.follows = false;
            self.ended_at = Some(ended);
            self.close(CARD, ended);
        }
    }

    /// Pins a card from a moment on.
    pub(super) fn pin(&mut self, desk: &Desk<'_>, item: &str, at: i64) {
        self.watch(desk, item);
        self.close(CARD, at);
        let (id, stock) = (format!("card-{}", self.ring.seq + 1), desk.shop.stock(desk.db, item));
        let event = self.ring.say(CARD, at, desk.markets, |market| {
            let price = desk.price(item, market);
            let price = price.as_ref().map(|(minor, currency)| (*minor, currency.as_str()));
            let moment = Moment { session: desk.show.id, at, item, price };
            let mut data = json!({"id": id, "item": item, "stock": stock, "proof": moment.proof(desk.shop)});
            if let Some((minor, currency)) = price {
                data["price"] = json!({"minor": minor, "currency": currency});
            }
            data
        });
        self.keep(event, at);
    }

    /// Takes a card or a comment away; false where there is none.
    pub(super) fn unpin(&mut self, desk: &Desk<'_>, kind: &str, at: i64) -> bool {
        let Some(id) = self.standing(kind).map(|cue| cue.id().to_owned()) else { return false };
        self.close(kind, at);
        self.ring.say("unpinned", at, desk.markets, |_| json!({"id": id}));
        true
    }

    /// Says that a hold is over before its time.
    pub(super) fn end_hold(&mut self, desk: &Desk<'_>, nonce: &str, reason: &str, at: i64) -> bool {
        let Some(id) = self.holds().find(|(_, known)| *known == nonce).map(|(cue, _)| cue.id().to_owned())
        else {
            return false;
        };
        self.cues.iter_mut().filter(|cue| cue.id() == id).for_each(|cue| cue.until = Some(at.max(cue.from)));
        self.ring.say("unpinned", at, desk.markets, |_| json!({"id": id, "reason": reason}));
        true
    }

    /// Ends the show.
    pub(super) fn end(&mut self, desk: &Desk<'_>, at: i64) {
        self.follows = false;
        self.ended_at = Some(at);
        [CARD, COMMENT, HOLD].into_iter().for_each(|kind| self.close(kind, at));
        let replay = |market: &str| json!({"replay_url": desk.shop.url(&desk.show.path(market, "replay/master.m3u8"))});
        self.ring.say("session-over", at, desk.markets, replay);
    }

    /// Has an item's price and stock told from now on; what it is now is known to the catalog. False where there are too many.
    pub(super) fn watch(&mut self, desk: &Desk<'_>, item: &str) -> bool {
        if self.told.contains_key(item) {
            return true;
        }
        if self.told.len() >= MOST_ITEMS {
            return false;
        }
        self.told.insert(item.to_owned(), books(desk, item));
        true
    }

    fn tell_books(&mut self, desk: &Desk<'_>, now: i64) {
        for item in desk.live.film.items() {
            self.watch(desk, item);
        }
        let items: Vec<String> = self.told.keys().cloned().collect();
        for item in items {
            let (prices, stock) = books(desk, &item);
            let Some((old_prices, old_stock)) = self.told.insert(item.clone(), (prices.clone(), stock))
            else {
                continue;
            };
            if prices != old_prices {
                self.ring.say("price-changed", now, desk.markets, |market| {
                    let money = |prices: &BTreeMap<String, i64>| {
                        let minor = prices.get(market)?;
                        Some(json!({"minor": minor, "currency": desk.shop.currency(market)}))
                    };
                    json!({"item": item, "price": money(&prices), "was": money(&old_prices)})
                });
            }
            if stock != old_stock {
                self.ring.say("stock-changed", now, desk.markets, |_| json!({"item": item, "stock": stock}));
            }
        }
    }

    fn tell_used_up(&mut self, desk: &Desk<'_>, now: i64) {
        let open: Vec<(String, i64)> = self
            .holds()
            .map(|(cue, nonce)| (nonce.to_owned(), cue.event.any("not_after").as_i64().unwrap_or(0)))
            .collect();
        for (nonce, not_after) in open {
            if not_after <= now {
                // That it ran out is written in it.
                let ended = self.cues.iter_mut().filter(|cue| *cue.event.any("nonce") == nonce.as_str());
                ended.for_each(|cue| cue.until = Some(not_after.max(cue.from)));
            } else if holds::left(desk.db, &nonce).is_none_or(|left| left <= 0) {
                self.end_hold(desk, &nonce, "oversold", now);
            }
        }
    }
}

/// An item's prices by market, and its stock.
fn books(desk: &Desk<'_>, item: &str) -> Books {
    let price = |market: &String| Some((market.clone(), desk.shop.price(desk.db, item, market)?));
    (desk.markets.iter().filter_map(price).collect(), desk.shop.stock(desk.db, item))
}
