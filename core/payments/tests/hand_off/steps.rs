//! Which work of a merchant's is the same step: told by its id, and by its address only where there is no id.

use super::{BANKS, LINKS, SECONDS, World, action, url, world};
use crate::made_up::MERCHANT;
use std::time::Duration;
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_payments::Word;
use tradewind_payments::law::State;
use tradewind_ports::Way;

fn link(n: u32) -> Work {
    Work::Link { app: Some(format!("example-pay://order/{n}")), page: None, until: None }
}

fn page(n: u32) -> Work {
    Work::Challenge { url: url(&format!("{MERCHANT}/acs/{n}")) }
}

impl World {
    /// What the merchant waits for from now on.
    fn waits_for(&self, id: &str, work: Work) {
        *self.engine.actions.lock().expect("not poisoned") = vec![action(id, work)];
    }

    /// The person closes the bank's page that stands.
    fn closes(&self) {
        let id = self.hands.opened().last().expect("a page stands").id.clone();
        self.driver.hear(Word::SurfaceClosed { surface: id });
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_written_anew_in_each_answer_begins_nothing_anew() {
    let world = world(LINKS, link(0));
    let paying = world.pays().await;
    let id = world.last().handed.expect("handed over").id;
    world.waits_for("a1", link(1));
    tokio::time::sleep(10 * SECONDS).await;
    assert_eq!(
        world.last().handed.map(|handed| handed.id),
        Some(id.clone()),
        "an answer to it is heard still"
    );
    assert_eq!(world.hands.opened().len(), 1);
    // Who asks for it is sent to the newest address.
    world.driver.hear(Word::OpenAgain);
    tokio::time::sleep(SECONDS).await;
    let opened = world.hands.opened();
    assert_eq!((opened.len(), opened[1].id.as_str()), (2, id.as_str()));
    assert!(matches!(&opened[1].way, Way::Link { app: Some(app), .. } if app == "example-pay://order/1"));
    // The method's ten minutes are counted once, however often the address changes.
    for n in 2..=140 {
        world.waits_for("a1", link(n));
        tokio::time::sleep(5 * SECONDS).await;
    }
    assert!(paying.is_finished(), "{:?}", world.last());
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Ended);
    assert_eq!(world.hands.opened().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_address_that_is_written_anew_is_looked_at_before_it_is_used() {
    let world = world(LINKS, link(0));
    let paying = world.pays().await;
    world.waits_for("a1", Work::Link { app: Some("javascript:alert(1)".into()), page: None, until: None });
    tokio::time::sleep(Duration::from_secs(30)).await;
    world.driver.hear(Word::OpenAgain);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Ended);
    assert_eq!(world.hands.opened().len(), 1, "the other address was never opened");
}

#[tokio::test(start_paused = true)]
async fn a_banks_page_at_another_address_is_not_opened_twice_and_one_with_another_id_is() {
    let world = world(BANKS, page(1));
    let paying = world.pays().await;
    world.closes();
    world.waits_for("a1", page(2));
    tokio::time::sleep(30 * SECONDS).await;
    assert_eq!(world.hands.opened().len(), 1, "the same step, at another address");
    world.waits_for("a2", page(2));
    tokio::time::sleep(10 * SECONDS).await;
    assert_eq!(world.hands.opened().len(), 2, "another step");
    world.becomes(CheckoutStatus::Completed);
    world.closes();
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn without_an_id_the_address_tells_steps_apart() {
    let world = world(BANKS, page(1));
    world.waits_for("", page(1));
    let paying = world.pays().await;
    world.closes();
    tokio::time::sleep(30 * SECONDS).await;
    assert_eq!(world.hands.opened().len(), 1, "the same address again");
    world.waits_for("", page(2));
    tokio::time::sleep(10 * SECONDS).await;
    assert_eq!(world.hands.opened().len(), 2, "another one");
    world.becomes(CheckoutStatus::Completed);
    world.closes();
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}
