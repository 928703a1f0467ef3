//! What erasing does.

use crate::features::erase::state::EraseState;
use crate::kernel::effects::{CatalogOp, Effect, Loaded, Outcome, PaymentOp, PaymentState, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, buyer, id, line, order, shown};
use tradewind_domain::{Code, Currency};

fn confirmed(confirmed: bool) -> Intent {
    Intent::EraseEverything { confirmed }
}

fn settings() -> Given {
    Given::a_shop().when(Intent::OpenTab { tab: Tab::Settings })
}

#[test]
fn it_asks_first_and_takes_the_question_back() {
    settings()
        .when(confirmed(false))
        .effects([])
        .screen(|screen| assert!(!shown!(Settings, screen).erase_confirm.is_empty()))
        .when(confirmed(false))
        .screen(|screen| assert!(shown!(Settings, screen).erase_confirm.is_empty()));
}

#[test]
fn yes_to_a_question_that_was_not_asked_erases_nothing() {
    settings()
        .when(confirmed(true))
        .effects([])
        .knows(|model| assert_eq!(model.features.erase, EraseState::Idle));
}

#[test]
fn yes_erases_once() {
    settings()
        .when(confirmed(false))
        .when(confirmed(true))
        .effects([Effect::Person(PersonOp::Erase)])
        .when(confirmed(true))
        .effects([])
        .when(confirmed(false))
        .effects([])
        .knows(|model| assert_eq!(model.features.erase, EraseState::UnderWay));
}

#[test]
fn an_open_payment_is_waited_for() {
    settings()
        .with(|model| model.features.checkout.payment = PaymentState::Unknown { facts: None, stopping: None })
        .screen(|screen| assert!(shown!(Settings, screen).erase_label.is_empty()))
        .when(confirmed(false))
        .effects([])
        .knows(|model| assert_eq!(model.features.erase, EraseState::Idle));
}

#[test]
fn afterwards_the_app_is_as_on_its_first_day() {
    let given = settings().with(|model| {
        (model.buyer, model.recent) = (buyer(), vec![id("red")]);
        (model.features.cart.lines, model.orders) =
            (vec![line("red", 1, Currency::USD)], vec![order("red", "1")]);
    });
    let before = given.model.features.home.ticket;
    given
        .told(Outcome::Erased(Ok(())))
        // Before anything of the new first day is asked for: until then the file is closed to what was asked for before.
        .starts_with(&Effect::Person(PersonOp::BeginAnew))
        .asks(|effect| *effect == Effect::Payment(PaymentOp::Abandon))
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Home { recent, .. }) if recent.is_empty()))
        .knows(|model| {
            assert!(
                model.buyer.is_empty() && model.features.cart.lines.is_empty() && model.orders.is_empty()
            );
            assert!(model.features.home.ticket > before, "a late answer is known as late");
        })
        .sees(|snapshot| assert_eq!((snapshot.screen.name(), snapshot.toast.is_some()), ("home", true)));
}

#[test]
fn what_the_host_lent_stays() {
    settings().with(|model| model.host.payable = vec!["card".into()]).told(Outcome::Erased(Ok(()))).knows(
        |model| {
            assert_eq!((model.host.payable.as_slice(), model.host.can_draw), (&["card".to_owned()][..], true))
        },
    );
}

#[test]
fn what_cannot_be_erased_is_said_and_nothing_is_lost() {
    settings()
        .with(|model| model.buyer = buyer())
        .when(confirmed(false))
        .when(confirmed(true))
        .told(Outcome::Erased(Err(Fault::new(Code::DiskFull))))
        .knows(|model| assert_eq!((model.features.erase, model.buyer.is_empty()), (EraseState::Idle, false)))
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("DISK_FULL")));
}

#[test]
fn what_the_file_says_of_itself_stands_until_it_was_seen() {
    let notices = vec![Code::StoreRepaired];
    Given::a_shop()
        .told(Outcome::Loaded(Box::new(Loaded { notices: notices.clone(), ..Loaded::default() })))
        .asks(|effect| *effect == Effect::Person(PersonOp::ForgetNotices(notices.clone())))
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("STORE_REPAIRED")))
        .when(Intent::Retry)
        .sees(|snapshot| assert!(snapshot.banners.is_empty()));
}

#[test]
fn what_the_merchant_is_being_asked_is_waited_for_and_then_it_is_done() {
    settings()
        .when(confirmed(false))
        .when(confirmed(true))
        .told(Outcome::ErasePending)
        .effects([Effect::Payment(PaymentOp::Quiet)])
        .screen(|screen| assert!(shown!(Settings, screen).erase_confirm.is_empty()))
        .told(Outcome::Idle)
        .effects([Effect::Person(PersonOp::Erase)]);
    settings().told(Outcome::ErasePending).effects([]).told(Outcome::Idle).effects([]);
}
