//! A show on the screen: cards at their moments, held prices, what is over, and what is kept.

mod ends;
mod kept;
mod offers;

use super::update::list;
use crate::features::Route;
use crate::features::live::screen::{LivePhase, LiveScreen};
use crate::kernel::effects::{
    CatalogOp, Effect, LiveLine, LiveNews, LiveOp, Outcome, PaymentState, PaymentUpdate, PersonOp, Ticket,
};
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::shows::{Show, ShowRef, ShowState};
use crate::kernel::testing::{self, AT, Given, id, item, order, show_key, shown, url};
use tradewind_domain::{Currency, Money, Timestamp};
use tradewind_live::{Card, Comment, Content, Cue, CueId, LiveEvent, SessionId, SignedMoment};
use tradewind_signatures::{KeyField, KeySet};

mod unverified;

const BEGUN: i64 = 1_796_000_000_000;

fn moment(seconds: i64) -> Timestamp {
    Timestamp(BEGUN + seconds * 1_000)
}

fn session() -> SessionId {
    SessionId::parse("show-1").expect("an id")
}

fn show(state: ShowState) -> Show {
    let captions = vec!["de".into(), "en".into()];
    Show { items: vec![id("red")], captions, ..testing::show("show-1", state) }
}

fn cue(name: &str, seconds: i64, content: Content) -> Cue {
    let id = CueId::parse(name).expect("an id");
    Cue { id, from: moment(seconds), until: None, seq: 1, content }
}

fn card(name: &str, item: &str, seconds: i64, minor: i64) -> Cue {
    let price = Some(Money::new(minor, Currency::EUR));
    let card = Card { item: id(item), title: None, price, stock: Some(12), proof: None };
    cue(name, seconds, Content::Card(card))
}

/// A shop in Germany whose show is on the screen.
fn a_show(state: ShowState) -> Given {
    let given = Given::a_shop_in("DE", Currency::EUR).with(|model| {
        model.shows.list = vec![show(state)];
        model.shows.read = true;
    });
    let given = given.when(Intent::OpenShow { key: "show-1".into() });
    let ticket = goods_ticket(&given.model);
    given.told(Outcome::CartItemsRead {
        ticket,
        items: vec![item("red", Currency::EUR)],
        siblings: Vec::new(),
    })
}

fn goods_ticket(model: &Model) -> Ticket {
    model.features.live.open.as_ref().expect("open").goods_ticket
}

fn ticket(model: &Model) -> Ticket {
    model.features.live.open.as_ref().expect("open").ticket
}

impl Given {
    fn live(self, news: impl FnOnce(Ticket) -> LiveNews) -> Self {
        let ticket = ticket(&self.model);
        self.told(Outcome::Live(news(ticket)))
    }

    fn cues(self, cues: Vec<Cue>) -> Self {
        self.live(|ticket| LiveNews::Cues { ticket, cues, ended: false })
    }

    fn picture_at(self, seconds: i64) -> Self {
        self.live(|ticket| LiveNews::Moved { ticket, moment: moment(seconds), last: false })
    }

    /// The last moment of the picture.
    fn picture_ends_at(self, seconds: i64) -> Self {
        self.live(|ticket| LiveNews::Moved { ticket, moment: moment(seconds), last: true })
    }

    fn said(self, event: LiveEvent) -> Self {
        self.live(|ticket| LiveNews::Events { ticket, events: vec![(None, event)] })
    }

    fn seen(self, look: impl FnOnce(&LiveScreen)) -> Self {
        self.screen(|screen| look(shown!(Live, screen)))
    }
}

#[test]
fn a_show_is_followed_while_it_is_open_and_let_go_with_its_tab() {
    let given = Given::a_shop().with(|model| model.shows.list = vec![show(ShowState::Running)]);
    given
        .when(Intent::OpenShow { key: "show-1".into() })
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::List { .. })))
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Follow { playlist, .. }) if *playlist == url("show.m3u8")))
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::CartItems { ids, .. }) if *ids == [id("red")]))
        .when(Intent::OpenProduct { key: "red".into() })
        .asks_nothing(|effect| matches!(effect, Effect::Live(_)))
        .when(Intent::Back)
        .asks_nothing(|effect| matches!(effect, Effect::Live(LiveOp::Follow { .. } | LiveOp::Leave)))
        .when(Intent::Back)
        .asks(|effect| *effect == Effect::Live(LiveOp::Leave))
        .knows(|model| assert!(model.features.live.open.is_none()));
}

#[test]
fn away_from_the_front_nothing_is_followed() {
    a_show(ShowState::Running)
        .when(Intent::Foreground { active: false })
        .asks(|effect| *effect == Effect::Live(LiveOp::Leave))
        .when(Intent::Foreground { active: true })
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Follow { .. })))
        .when(Intent::Connectivity { online: false })
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Paused))
        .when(Intent::Connectivity { online: true })
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Follow { .. })))
        .when(Intent::Retry)
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Follow { .. })));
}

#[test]
fn what_was_open_when_everything_was_erased_is_not_followed_any_more() {
    a_show(ShowState::Running)
        .when(Intent::OpenTab { tab: Tab::Settings })
        .told(Outcome::Erased(Ok(())))
        .asks(|effect| *effect == Effect::Live(LiveOp::Leave))
        .knows(|model| assert!(model.features.live.open.is_none()));
}

#[test]
fn a_card_is_never_shown_before_its_moment_of_the_picture() {
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 10, 90)])
        .seen(|screen| assert_eq!((screen.card.is_none(), screen.phase), (true, LivePhase::Running)))
        .seen(|screen| assert_eq!(screen.sound_label, "Sound"))
        .picture_at(9)
        .seen(|screen| assert!(screen.card.is_none() && screen.earlier.is_empty()))
        .picture_at(10)
        .seen(|screen| {
            let card = screen.card.as_ref().expect("its moment has come");
            assert_eq!((card.title.as_str(), card.product.as_str()), ("Mug red", "red"));
            assert_eq!((card.price.as_str(), card.over.as_str()), ("€0.90", ""));
            assert!(card.can_add && card.stock.contains("12"), "{}", card.stock);
        })
        .picture_at(4)
        .seen(|screen| {
            assert!(screen.card.is_none(), "the picture is before it again");
            assert_eq!(screen.earlier.len(), 1, "and it stays among what was shown");
        });
}

#[test]
fn the_latest_cards_are_looked_up_where_there_are_too_many() {
    let cards = (0..70).map(|n| card(&format!("card-{n}"), &format!("item-{n:02}"), n, 90)).collect();
    let asked = |effect: &Effect| match effect {
        Effect::Catalog(CatalogOp::CartItems { ids, .. }) => {
            ids.len() == 60 && ids.contains(&id("item-69")) && !ids.contains(&id("item-00"))
        }
        _ => false,
    };
    a_show(ShowState::Running).cues(cards).picture_at(69).asks(asked);
}

#[test]
fn what_an_earlier_following_tells_is_dropped() {
    let late = Ticket(0);
    a_show(ShowState::Running)
        .told(Outcome::Live(LiveNews::Cues {
            ticket: late,
            cues: vec![card("card-1", "red", 1, 90)],
            ended: true,
        }))
        .told(Outcome::Live(LiveNews::Moved { ticket: late, moment: moment(5), last: false }))
        .knows(|model| {
            let open = model.features.live.open.as_ref().expect("open");
            assert_eq!((open.moment, open.ended), (None, false));
        });
}

#[test]
fn sold_out_in_the_show_is_sold_out_on_its_card() {
    let stock = LiveEvent::Stock { item: id("red"), stock: 0, at: moment(10), seq: 2 };
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90)])
        .picture_at(5)
        .said(stock)
        .seen(|screen| {
            assert!(screen.card.as_ref().is_some_and(|card| card.can_add), "not before its moment")
        })
        .picture_at(10)
        .seen(|screen| {
            let card = screen.card.as_ref().expect("it stands");
            assert_eq!((card.stock.as_str(), card.can_add), ("Sold out", false));
        })
        .when(Intent::AddLiveCard { key: "card-1".into() })
        .asks_nothing(|effect| matches!(effect, Effect::Person(PersonOp::PutLine(_))));
}

#[test]
fn a_recording_shows_todays_price_and_says_that_the_offer_is_over() {
    a_show(ShowState::Ended).cues(vec![card("card-1", "red", 1, 90)]).picture_at(5).seen(|screen| {
        assert_eq!(screen.phase, LivePhase::Replay);
        assert!(screen.video.as_ref().is_some_and(|video| video.is_replay));
        let card = screen.card.as_ref().expect("it stands");
        assert_eq!(card.price, "€1.00", "what the catalog says today");
        assert!(card.over.contains("€0.90") && card.over.contains("€1.00"), "{}", card.over);
    });
}

#[test]
fn a_line_that_is_away_is_said_and_a_show_that_is_gone_too() {
    a_show(ShowState::Running)
        .live(|ticket| LiveNews::Line { ticket, line: LiveLine::Away })
        .seen(|screen| {
            assert_eq!(screen.phase, LivePhase::Paused);
            assert!(screen.notice.as_ref().is_some_and(|notice| !notice.action.is_empty()));
            assert!(screen.video.is_some(), "the player goes on with what it has");
        })
        .live(|ticket| LiveNews::Line { ticket, line: LiveLine::Gone })
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Gone));
    Given::a_shop()
        .with(|model| model.shows.read = true)
        .when(Intent::OpenShow { key: "show-9".into() })
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Gone));
}

#[test]
fn a_card_is_added_in_one_tap_and_its_moment_is_proved_and_kept_with_the_order() {
    let key = show_key();
    let price = Some(Money::new(90, Currency::EUR));
    let signed = SignedMoment::sign(&key, session(), moment(1), id("red"), None, price);
    let mut red = card("card-1", "red", 1, 90);
    if let Content::Card(card) = &mut red.content {
        card.proof = Some(Box::new(signed.proof.clone()));
    }
    let keys = KeySet::of_profile(&serde_json::json!({ "keys": [key.to_jwk()] }), KeyField::Keys);
    let proved = signed.clone().verify(&session(), &keys.expect("one key")).expect("signed");
    let title = "Mug red".to_owned();
    let given = a_show(ShowState::Running)
        .cues(vec![red])
        .picture_at(5)
        .seen(|screen| assert!(screen.card.as_ref().is_some_and(|card| card.checkout_label.is_empty())))
        .when(Intent::AddLiveCard { key: "card-1".into() })
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.item == id("red")))
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Prove { moment, .. }) if **moment == signed))
        .seen(|screen| {
            assert!(screen.card.as_ref().is_some_and(|card| card.checkout_label == "Go to checkout"))
        });
    let moment = Box::new(proved);
    let given = given.told(Outcome::Live(LiveNews::Proved { item: id("red"), moment, title }));
    let bought = PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order("red", "1042")) });
    given
        .told(Outcome::Payment(Box::new(bought)))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::KeepLive(_))))
        .with(|model| model.orders = vec![order("red", "1042")])
        .when(Intent::OpenOrder { key: "1042".into() })
        .screen(|screen| {
            let screen = shown!(Order, screen);
            let [row] = screen.moments.as_slice() else { unreachable!("{:?}", screen.moments) };
            assert_eq!(row.key, format!("show-1@{}", BEGUN + 1_000));
            assert!(row.text.contains("€0.90"), "{}", row.text);
            assert_eq!(row.detail, "Signed by the shop");
        });
}

#[test]
fn a_comment_stands_beside_the_picture_with_its_author() {
    let words = Comment { author: Some("Mia".into()), text: "Is it safe?".into() };
    a_show(ShowState::Running).cues(vec![cue("comment-1", 2, Content::Comment(words))]).picture_at(2).seen(
        |screen| {
            let comment = screen.comment.as_ref().expect("it stands");
            assert_eq!(comment.accessibility, "Mia says: Is it safe?");
        },
    );
}

#[test]
fn home_lists_what_the_merchant_tells_and_asks_nothing_without_a_network() {
    let given = Given::a_shop().with(|model| {
        list(model);
    });
    let ticket = given.model.shows.ticket;
    given
        .told(Outcome::Live(LiveNews::Listed { ticket, shows: Ok(vec![show(ShowState::Running)]) }))
        .asks_nothing(|effect| matches!(effect, Effect::Live(LiveOp::ListAfter { .. })))
        .screen(|screen| {
            let home = shown!(Home, screen);
            let [row] = home.live.as_slice() else { unreachable!("{:?}", home.live) };
            assert_eq!((row.key.as_str(), row.state.as_str(), row.running), ("show-1", "Live now", true));
            assert_eq!(row.accessibility, "Tea time with Noor, Live now");
            assert_eq!(home.live_title, "Live shows");
        })
        .with(|model| {
            model.online = false;
            assert!(list(model).is_empty());
        });
    assert_eq!(
        Route::Show(ShowRef { session: session(), at: None, after: None }),
        Route::Show(ShowRef::of_key("show-1").expect("a key"))
    );
}

#[test]
fn a_reminder_is_of_a_show_to_come_and_is_kept() {
    a_show(ShowState::Coming)
        .seen(|screen| {
            assert_eq!((screen.phase, screen.video.is_none()), (LivePhase::Coming, true));
            assert_eq!(screen.sound_label, "", "nothing is heard");
            assert!(
                screen.reminder.as_ref().is_some_and(|reminder| !reminder.is_on && reminder.note.is_empty())
            );
        })
        .when(Intent::RemindOfShow { on: true })
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::KeepLive(_))))
        .seen(|screen| assert!(screen.reminder.as_ref().is_some_and(|reminder| reminder.is_on)));
    a_show(ShowState::Running)
        .when(Intent::RemindOfShow { on: true })
        .knows(|model| assert!(model.shows.reminders.is_empty()));
}
