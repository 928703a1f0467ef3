//! What of a moment of a show is shared: what was shown and said to be the price, and a link that opens the show at that second.
//!
//! All of it is what everybody was shown in the show. Nothing of the order goes along: no number of it, not what was paid, nobody's name.

use crate::kernel::model::Model;
use crate::kernel::moments::SeenMoment;
use crate::kernel::receipt::export::file_name;
use crate::kernel::share_card::{ShareCard, Shared};
use crate::kernel::shows::Show;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::WebUrl;
use tradewind_l10n::plain;

/// Whether there is something to be shared: a link to a show that the merchant lists no more would lead nowhere.
pub(crate) fn can_share(model: &Model, seen: &SeenMoment) -> bool {
    place(model, seen).is_some()
}

pub(crate) fn view(model: &Model, seen: &SeenMoment, context: &ViewContext<'_>) -> Option<ShareCard> {
    let (show, seconds, link) = place(model, seen)?;
    let words = context.words;
    let shared = Shared {
        link,
        photo: show.poster.clone(),
        spoken: plain(&words.moment_share_picture(&show.title)),
        said: plain(&match seen.moment.moment().price {
            Some(price) => words.moment_share_words_price(show.starts_at, &show.title, price, &seen.title),
            None => words.moment_share_words(show.starts_at, &show.title, &seen.title),
        }),
        file: format!("show-{}-{seconds}", file_name(show.id.as_str())),
    };
    Some(shared.card(words))
}

/// The show, the second of it, so that the card comes within that second, and the link there; none where it is not listed, or has nothing to be seen.
fn place<'a>(model: &'a Model, seen: &SeenMoment) -> Option<(&'a Show, u32, WebUrl)> {
    let said = seen.moment.moment();
    let show = model.shows.named(&said.session).filter(|show| show.playlist.is_some())?;
    let seconds = show.seconds(said.at)?;
    Some((show, seconds, show.link(&model.merchant, Some(seconds))?))
}

#[cfg(test)]
mod tests {
    use crate::features::Route;
    use crate::features::orders::screen::OrderScreen;
    use crate::kernel::intent::Intent;
    use crate::kernel::moments::SeenMoment;
    use crate::kernel::share_card::ShareCard;
    use crate::kernel::share_picture::SharePicture;
    use crate::kernel::shows::{Show, ShowState};
    use crate::kernel::testing::{AT, Given, buyer, id, order, show, show_key, shown, url};
    use std::time::Duration;
    use tradewind_domain::address::BuyerField;
    use tradewind_domain::{CheckoutId, Currency, Money, Order, OrderId};
    use tradewind_links::{Merchant, Source, Target, read};
    use tradewind_live::{SessionId, SignedMoment};
    use tradewind_ports::Entropy;
    use tradewind_ports::fakes::SeededEntropy;
    use tradewind_signatures::{KeyField, KeySet};

    /// The second of the show at which it was seen.
    const SECOND: u64 = 81;

    fn session() -> SessionId {
        SessionId::parse("show-1").expect("an id")
    }

    fn recorded() -> Show {
        let show = show("show-1", ShowState::Ended);
        Show { poster: Some(url("poster.jpg")), items: vec![id("red")], ..show }
    }

    fn seen(price: Option<Money>) -> SeenMoment {
        let keys = KeySet::of_profile(&serde_json::json!({ "keys": [show_key().to_jwk()] }), KeyField::Keys);
        let at = AT.now.after(Duration::from_millis(SECOND * 1_000 + 340));
        let signed = SignedMoment::sign(&show_key(), session(), at, id("red"), None, price);
        let moment = signed.verify(&session(), &keys.expect("one key")).expect("signed");
        SeenMoment { moment, title: "Mug red".into() }
    }

    /// An order that came of the show is looked at.
    fn bought(order: Order, price: Option<Money>) -> Given {
        let key = order.id.as_str().to_owned();
        Given::a_shop()
            .with(|model| {
                model.moments.put(id("red"), seen(price), |_| true);
                assert!(model.moments.buy(&order));
                model.orders = vec![order];
                model.shows.list = vec![recorded()];
                model.shows.read = true;
            })
            .when(Intent::OpenOrder { key })
    }

    fn share(screen: &OrderScreen) -> Intent {
        Intent::ShareMoment { key: screen.moments[0].key.clone(), shown: true }
    }

    fn shared(given: Given) -> Given {
        let mut wish = None;
        given.look(|snapshot| wish = Some(share(shown!(Order, &snapshot.screen))));
        given.when(wish.expect("there is a moment"))
    }

    #[test]
    fn a_moment_is_seen_before_it_goes_out_and_its_link_opens_it() {
        let given = bought(order("red", "1042"), Some(Money::new(90, Currency::EUR)));
        let given = given.screen(|screen| {
            let screen = shown!(Order, screen);
            assert!(screen.share.is_none() && !screen.moments[0].share_label.is_empty());
        });
        let mut link = String::new();
        let given = shared(given).screen(|screen| {
            let screen = shown!(Order, screen);
            let card = screen.share.as_ref().expect("it was asked for");
            assert_eq!(card.link, "https://shop.example/live/show-1?t=81");
            assert!(card.message.contains("Mug red") && card.message.contains("€0.90"), "{}", card.message);
            assert!(card.message.ends_with(&card.link) && card.message.contains("Tea time"));
            assert_eq!(card.file, "show-show-1-81.jpg");
            let picture = SharePicture::of_key(&card.picture.key).expect("a picture of ours");
            assert_eq!((picture.link.as_str(), picture.photo), (card.link.as_str(), Some(url("poster.jpg"))));
            assert!(screen.moments[0].share_label.is_empty());
            link.clone_from(&card.link);
        });
        let read = read(&link, Source::Camera, &Merchant::new(url("")), AT.now);
        let target = Target::Live { session: "show-1".into(), at: Some(81) };
        assert_eq!(read.map(|arrival| arrival.target), Ok(target));
        let given = given
            .when(Intent::ShareMoment { key: String::new(), shown: false })
            .screen(|screen| assert!(shown!(Order, screen).share.is_none()));
        given
            .when(Intent::OpenLink { url: link })
            .knows(|model| assert!(matches!(model.route(), Route::Show(show) if show.session == session())))
            .screen(|screen| {
                let video = shown!(Live, screen).video.as_ref().expect("a recording");
                assert_eq!(video.begin, Some(AT.now.0 + 81_000));
            });
    }

    #[test]
    fn nothing_is_shared_of_a_show_that_is_not_there_or_began_later() {
        let nothing = |given: Given| {
            let given = given.screen(|screen| assert_eq!(shown!(Order, screen).moments[0].share_label, ""));
            shared(given).screen(|screen| assert!(shown!(Order, screen).share.is_none()));
        };
        let given = || bought(order("red", "1042"), None);
        nothing(given().with(|model| model.shows.list.clear()));
        nothing(given().with(|model| model.shows.list[0].playlist = None));
        let later = AT.now.after(Duration::from_secs(SECOND + 1));
        nothing(given().with(|model| model.shows.list[0].starts_at = later));
        // Another order's is not shown here.
        let given = shared(given()).when(Intent::OpenOrder { key: "1042".into() });
        given.screen(|screen| assert!(shown!(Order, screen).share.is_none(), "opened anew, it is not open"));
    }

    /// Whoever bought it, under whatever number and at whatever price: what goes out is the same, byte for byte.
    #[test]
    fn nothing_of_the_person_or_of_the_order_goes_along() {
        let said = Some(Money::new(90, Currency::EUR));
        let card = |given: Given| {
            let mut card: Option<ShareCard> = None;
            shared(given).look(|snapshot| card.clone_from(&shown!(Order, &snapshot.screen).share));
            card.expect("it was asked for")
        };
        let plain = card(bought(order("red", "1042"), said));
        for seed in 0..200 {
            let seeded = SeededEntropy::new(seed);
            let entropy: &dyn Entropy = &seeded;
            let (number, name) = (entropy.uuid(), entropy.uuid());
            let mut order = order("red", &number);
            order.id = OrderId::parse(number.clone()).expect("an id");
            order.label = Some(number.clone());
            order.checkout = CheckoutId::parse(name.clone()).expect("an id");
            let paid = 70_000 + i64::try_from(seed).expect("small");
            order.lines[0].price = Money::new(paid, Currency::EUR);
            order.totals[0].amount = Money::new(paid, Currency::EUR);
            let mut who = buyer();
            who.set(BuyerField::FirstName, &name).expect("fits");
            let given = bought(order, said).with(|model| model.buyer = who);
            assert_eq!(card(given), plain, "seed {seed}");
        }
        let all = format!("{plain:?}");
        for personal in ["1042", "chk_1", "Erika", "Muster"] {
            assert!(!all.contains(personal), "{personal} in {all}");
        }
    }
}
