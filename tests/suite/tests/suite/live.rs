//! Shows through the app: the real sandbox with its film, a player that is told of, and the host's hand.

use crate::person_shop::{Phone, World};
use std::time::{Duration, Instant};
use tradewind_app::screen::{HoldView, LiveCardView, LivePhase, LiveScreen};
use tradewind_app::{Intent, LivePosition, Screen, Snapshot, Tab};
use tradewind_domain::address::BuyerField;
use tradewind_ports::{Clock, SystemClock};
use tradewind_storefront::LiveDeed;
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

const MUG: &str = "mug-indigo";

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::with_show(&packs).expect("starts");
    World { folder, merchant }
}

/// A show on a phone, with a player at the edge of it.
struct Watching<'a> {
    world: &'a World,
    phone: Phone,
    show: String,
}

impl<'a> Watching<'a> {
    fn begin(world: &'a World) -> Self {
        Self::on(world, world.phone())
    }

    /// From home by its row: one tap.
    fn on(world: &'a World, phone: Phone) -> Self {
        let show = phone.see("a show on home", |snapshot| match &snapshot.screen {
            Screen::Home { content: home } => {
                home.live.iter().find(|row| row.running).map(|row| row.key.clone())
            }
            _ => None,
        });
        phone.shop.dispatch(Intent::OpenShow { key: show.clone() });
        let watching = Self { world, phone, show };
        watching.sees("a picture to play", |screen| {
            let plays = screen.video.as_ref().is_some_and(|video| !video.playlist.is_empty());
            (screen.phase == LivePhase::Running && plays).then_some(())
        });
        watching
    }

    fn host(&self, deed: LiveDeed) {
        self.world.merchant.front.live_act(&self.show, &deed).expect("the show takes it");
    }

    fn hold(&self, seconds: i64) {
        self.host(LiveDeed::Hold { item: MUG.into(), percent: 20, quantity: 20, seconds });
    }

    /// The player is at what is being said now.
    fn play(&self) {
        self.phone.shop.live_position(&LivePosition {
            show: self.show.clone(),
            position_ms: 0,
            programme_ms: Some(SystemClock::new().now().0),
            latency_ms: 0,
            playing: true,
            ended: false,
        });
    }

    fn looks<T>(&self, what: &str, mut look: impl FnMut(&Snapshot) -> Option<T>) -> T {
        self.phone.see(what, |snapshot| {
            self.play();
            look(snapshot)
        })
    }

    fn sees<T>(&self, what: &str, mut look: impl FnMut(&LiveScreen) -> Option<T>) -> T {
        self.looks(what, |snapshot| match &snapshot.screen {
            Screen::Live { content: live } => look(live),
            _ => None,
        })
    }

    fn card(&self, what: &str, fits: impl Fn(&LiveCardView) -> bool) -> LiveCardView {
        self.sees(what, |screen| screen.card.as_ref().filter(|card| fits(card)).cloned())
    }
}

#[test]
fn from_home_to_the_paid_order_with_the_held_price_and_its_moment() {
    let w = world();
    let watching = Watching::begin(&w);
    watching.host(LiveDeed::Pin(MUG.into()));
    watching.hold(120);
    let held = |card: &LiveCardView| card.hold.as_ref().is_some_and(|hold| hold.holds);
    let card = watching.card("the mug at a held price", |card| card.product == MUG && held(card));
    let hold = card.hold.clone().expect("it holds");
    assert!(card.can_add && card.was != card.price && !card.was.is_empty());
    assert_eq!(hold.price, "", "the card says it");

    // What is left is counted by the small handle alone.
    let revision = || watching.phone.shop.snapshot().map(|snapshot| snapshot.revision).unwrap_or_default();
    let (before, end) = (revision(), Instant::now() + Duration::from_millis(2_500));
    let mut texts = Vec::new();
    while Instant::now() < end {
        watching.play();
        let left = watching.phone.shop.live_tick().countdowns;
        let one = left.iter().find(|one| one.key == hold.key).expect("it is counted");
        assert!(!one.over && !one.text.is_empty() && one.percent > 50, "{one:?}");
        if texts.last() != Some(&one.text) {
            texts.push(one.text.clone());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(texts.len() >= 2, "{texts:?}");
    assert!(revision() <= before + 1, "a countdown makes no snapshots");

    watching.phone.shop.dispatch(Intent::AddLiveCard { key: card.key.clone() });
    watching.card("it is in the cart", |card| !card.in_cart.is_empty());
    let shop = &watching.phone.shop;
    shop.dispatch(Intent::OpenTab { tab: Tab::Cart });
    watching.looks("the held price in the cart", |snapshot| match &snapshot.screen {
        Screen::Cart { content: cart } => {
            let line = cart.lines.first()?;
            (cart.can_checkout && line.hold.as_ref().is_some_and(|hold| hold.holds)).then_some(())
        }
        _ => None,
    });
    shop.dispatch(Intent::OpenCheckout);
    for (field, value) in [
        (BuyerField::FirstName, "Noor"),
        (BuyerField::LastName, "Example"),
        (BuyerField::Email, "noor@example.com"),
        (BuyerField::StreetAddress, "Harbour Street 1"),
        (BuyerField::AddressLocality, "Port"),
        (BuyerField::PostalCode, "10115"),
        (BuyerField::AddressCountry, "DE"),
    ] {
        shop.dispatch(Intent::EditBuyer { field, value: value.into() });
    }
    shop.dispatch(Intent::SubmitBuyer);
    let lines = watching.looks("the held price, to be paid", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: checkout } => checkout.can_pay.then(|| checkout.lines.clone()),
        _ => None,
    });
    assert_eq!(lines.first().map(|line| line.value.as_str()), Some(card.price.as_str()));
    shop.dispatch(Intent::Pay { method: None });
    let order = watching.looks("bought", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: checkout } => checkout.order.clone(),
        _ => None,
    });
    shop.dispatch(Intent::OpenOrder { key: order });
    let moment = watching.looks("the moment of it", |snapshot| match &snapshot.screen {
        Screen::Order { content: order } => order.moments.first().cloned(),
        _ => None,
    });
    assert!(moment.key.starts_with(&watching.show) && moment.detail == "Signed by the shop", "{moment:?}");
    assert_eq!(w.merchant.front.orders().len(), 1);
}

#[test]
fn a_held_price_that_runs_out_is_told_with_both_prices() {
    let w = world();
    let watching = Watching::begin(&w);
    watching.host(LiveDeed::Pin(MUG.into()));
    watching.hold(6);
    let held = |card: &LiveCardView| card.hold.as_ref().is_some_and(|hold| hold.holds);
    let card = watching.card("the held price", held);
    let ran_out = |card: &LiveCardView| {
        card.hold.as_ref().is_some_and(|hold| !hold.holds && hold.sentence.contains("has run out"))
    };
    let over = watching.card("it has run out", ran_out);
    let (hold, price) = (over.hold.expect("it is said"), card.price);
    assert!(hold.sentence.contains(&price) && hold.sentence.contains(&card.was), "{}", hold.sentence);
    assert_eq!((over.price, over.was.as_str()), (card.was, ""), "the price is the one that counts now");
}

#[test]
fn who_was_slower_is_told_that_others_were_faster_and_at_which_price_it_is_now() {
    let w = world();
    let (first, second) = (Watching::begin(&w), Watching::on(&w, w.other_phone()));
    first.host(LiveDeed::Pin(MUG.into()));
    first.host(LiveDeed::Hold { item: MUG.into(), percent: 20, quantity: 1, seconds: 300 });
    let held = |card: &LiveCardView| card.hold.as_ref().is_some_and(|hold| hold.holds);
    first.card("the held price", held);
    let card = second.card("the held price", held);
    second.phone.shop.dispatch(Intent::AddLiveCard { key: card.key.clone() });
    second.card("it is in the cart", |card| !card.in_cart.is_empty());
    first.phone.to_review();
    first.phone.shop.dispatch(Intent::Pay { method: None });
    first.looks("bought", |snapshot| match &snapshot.screen {
        Screen::Checkout { content: checkout } => checkout.order.clone(),
        _ => None,
    });
    let faster = |hold: &HoldView| !hold.holds && hold.sentence.contains("Others were faster");
    let over = second.card("others were faster", |card| card.hold.as_ref().is_some_and(faster));
    assert_eq!((over.price, over.was.as_str()), (card.was, ""), "the price is the one that counts now");
    second.phone.shop.dispatch(Intent::OpenTab { tab: Tab::Cart });
    second.looks("the same in the cart", |snapshot| match &snapshot.screen {
        Screen::Cart { content: cart } => {
            let line = cart.lines.first()?;
            line.hold.as_ref().is_some_and(faster).then_some(())
        }
        _ => None,
    });
    assert_eq!(w.merchant.front.orders().len(), 1);
}

#[test]
fn what_is_sold_out_and_what_is_over_is_said_when_the_picture_is_there() {
    let w = world();
    let watching = Watching::begin(&w);
    watching.host(LiveDeed::Pin(MUG.into()));
    watching.card("the mug", |card| card.product == MUG && card.can_add);
    watching.host(LiveDeed::SellOut(MUG.into()));
    watching.card("sold out", |card| card.product == MUG && !card.can_add && card.stock == "Sold out");
    watching.host(LiveDeed::End);
    let earlier = watching.sees("the end", |screen| {
        (screen.phase == LivePhase::Over && screen.card.is_none()).then(|| screen.earlier.clone())
    });
    assert!(earlier.iter().any(|card| card.product == MUG && !card.over.is_empty()), "{earlier:?}");
}

#[test]
fn a_show_is_over_with_the_last_of_its_picture_which_lies_before_its_end() {
    let w = world();
    let watching = Watching::begin(&w);
    watching.host(LiveDeed::End);
    // The last whole segment ends a few seconds before; a player stands there and says so.
    let stands = LivePosition {
        show: watching.show.clone(),
        position_ms: 0,
        programme_ms: Some(SystemClock::new().now().0 - 8_000),
        latency_ms: 0,
        playing: false,
        ended: true,
    };
    watching.phone.see("the end", |snapshot| {
        watching.phone.shop.live_position(&stands);
        match &snapshot.screen {
            Screen::Live { content: live } => (live.phase == LivePhase::Over).then_some(()),
            _ => None,
        }
    });
}
