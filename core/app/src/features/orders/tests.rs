//! What orders do.

use crate::features::Route;
use crate::kernel::effects::{Effect, OrdersOp, Outcome, PaymentOp};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, order, shown};
use tradewind_commerce::{Action, Work};
use tradewind_domain::{
    AgreedOtherwise, Currency, EventKind, Money, Order, OrderEvent, OrderStatus, Timestamp, TotalLine,
};
use tradewind_payments::Waiting;

fn with(orders: Vec<Order>) -> Given {
    Given::a_shop().with(|model| model.orders = orders).when(Intent::OpenTab { tab: Tab::Orders })
}

fn ticks(effect: &Effect) -> bool {
    matches!(effect, Effect::Tick(_))
}

fn of_orders(effect: &Effect) -> bool {
    matches!(effect, Effect::Orders(_))
}

#[test]
fn open_orders_are_asked_about_while_they_are_looked_at() {
    with(vec![order("red", "1042")])
        .asks(|effect| *effect == Effect::Orders(OrdersOp::Open))
        .asks(ticks)
        // One tick at a time.
        .when(Intent::OpenTab { tab: Tab::Orders })
        .asks_nothing(ticks)
        .told(Outcome::Tick)
        .asks(ticks)
        .when(Intent::OpenTab { tab: Tab::Home })
        .told(Outcome::Tick)
        .effects([]);
}

#[test]
fn what_is_over_is_not_asked_about() {
    for status in [OrderStatus::Delivered, OrderStatus::Canceled, OrderStatus::Returned] {
        with(vec![Order { status, ..order("red", "1042") }]).asks_nothing(of_orders).asks_nothing(ticks);
    }
    with(Vec::new())
        .asks_nothing(of_orders)
        .asks_nothing(ticks)
        .screen(|screen| assert!(shown!(Orders, screen).empty.is_some()));
}

#[test]
fn vouchers_are_asked_about_also_where_they_are_told_of_after_orders_were_opened() {
    let looks = |effect: &Effect| *effect == Effect::Payment(PaymentOp::LookAtWaiting);
    let work =
        Work::Voucher { reference: "4401".into(), barcode: None, page: None, until: Some(Timestamp(2)) };
    let voucher = Waiting {
        id: "a".into(),
        handler: "konbini".into(),
        payee: "shop.example".into(),
        amount: Money::new(100, Currency::EUR),
        since: Timestamp(1),
        until: None,
        lines: Vec::new(),
        action: Action { id: "1".into(), handler: "konbini".into(), work },
    };
    with(Vec::new())
        .asks(looks)
        .asks_nothing(ticks)
        .told(Outcome::Waiting(vec![voucher.clone()]))
        .asks(ticks)
        .told(Outcome::Waiting(vec![voucher.clone()]))
        .effects([])
        .told(Outcome::Tick)
        .asks(looks)
        .asks(ticks);
    // Nobody looks: nothing is asked.
    Given::a_shop().told(Outcome::Waiting(vec![voucher])).effects([]);
}

#[test]
fn a_voucher_shows_the_day_that_the_driver_tells_and_not_the_merchants_own() {
    let day = |days: i64| Timestamp(1_795_521_600_000 + days * 86_400_000);
    let shown = |named: Option<Timestamp>, until: Option<Timestamp>| {
        let work = Work::Voucher { reference: "4401".into(), barcode: None, page: None, until: named };
        let voucher = Waiting {
            id: "a".into(),
            handler: "konbini".into(),
            payee: "shop.example".into(),
            amount: Money::new(100, Currency::EUR),
            since: day(0),
            until,
            lines: Vec::new(),
            action: Action { id: "1".into(), handler: "konbini".into(), work },
        };
        let mut line = String::new();
        with(Vec::new()).told(Outcome::Waiting(vec![voucher])).screen(|screen| {
            line.clone_from(&shown!(Orders, screen).waiting[0].until);
        });
        line
    };
    assert_eq!(shown(None, None), "");
    assert!(shown(None, Some(day(7))).starts_with("Valid until"));
    assert_eq!(shown(Some(day(9)), Some(day(7))), shown(None, Some(day(7))));
}

#[test]
fn nothing_is_asked_without_a_network_or_in_the_background() {
    Given::a_shop()
        .with(|model| (model.orders, model.online) = (vec![order("red", "1042")], false))
        .when(Intent::OpenTab { tab: Tab::Orders })
        .effects([]);
    with(vec![order("red", "1042")])
        .when(Intent::Foreground { active: false })
        .told(Outcome::Tick)
        .effects([]);
}

#[test]
fn one_order_is_opened_by_its_number_and_asked_about() {
    with(vec![order("red", "1042")])
        .when(Intent::OpenOrder { key: "1042".into() })
        .asks(|effect| matches!(effect, Effect::Orders(OrdersOp::One(id)) if id.as_str() == "1042"))
        .sees(|snapshot| assert_eq!(tradewind_l10n::plain(&snapshot.title), "Order 1042"));
    Given::a_shop().when(Intent::OpenOrder { key: "7".into() }).effects([]).screen(|screen| {
        let empty = shown!(Order, screen).empty.as_ref().expect("it is unknown");
        assert_eq!(empty.code.as_deref(), Some("NOT_FOUND"));
    });
}

#[test]
fn news_takes_the_place_of_what_was_known_and_the_latest_stands_first() {
    let older = Order { placed_at: Timestamp(1), ..order("red", "1") };
    let shipped = Order { status: OrderStatus::Shipped, ..order("red", "1042") };
    with(vec![order("red", "1042"), older])
        .told(Outcome::OrdersChanged(vec![shipped, order("blue", "2000")]))
        .screen(|screen| {
            let rows: Vec<_> =
                shown!(Orders, screen).rows.iter().map(|row| (row.key.as_str(), row.status_key)).collect();
            let processing = OrderStatus::Processing;
            assert_eq!(rows, [("2000", processing), ("1042", OrderStatus::Shipped), ("1", processing)]);
        });
}

#[test]
fn the_timeline_ends_with_the_moment_it_was_placed() {
    let shipped = OrderEvent {
        kind: EventKind::Shipped,
        at: Timestamp(1_795_521_700_000),
        tracking: "T1".into(),
        tracking_url: None,
        description: "By bicycle".into(),
    };
    with(vec![Order { events: vec![shipped], ..order("red", "1042") }])
        .when(Intent::OpenOrder { key: "1042".into() })
        .screen(|screen| {
            let timeline = &shown!(Order, screen).timeline;
            assert_eq!((timeline.len(), timeline[0].detail.as_str()), (2, "By bicycle · T1"));
        });
}

#[test]
fn an_order_at_another_total_than_agreed_says_both() {
    let agreed = Some(AgreedOtherwise { total: Money::new(80, Currency::EUR), lines_differ: false });
    with(vec![Order { agreed, ..order("red", "1042") }])
        .when(Intent::OpenOrder { key: "1042".into() })
        .screen(|screen| {
            let notice = shown!(Order, screen).notice.as_ref().expect("it says so");
            assert_eq!(notice.code.as_deref(), Some("TOTAL_DIFFERS"));
            assert!(notice.body.contains("1.00") && notice.body.contains("0.80"), "{}", notice.body);
        })
        .knows(|model| assert!(matches!(model.route(), Route::Order(_))));
}

#[test]
fn an_order_whose_total_is_not_stated_says_what_was_agreed_to_until_it_is_stated() {
    let agreed = Some(AgreedOtherwise { total: Money::new(80, Currency::EUR), lines_differ: false });
    let silent = Order { agreed, totals: Vec::new(), ..order("red", "1042") };
    let stated = Order {
        totals: vec![TotalLine {
            amount: Money::new(80, Currency::EUR),
            ..order("red", "1042").totals[0].clone()
        }],
        ..silent.clone()
    };
    with(vec![silent])
        .when(Intent::OpenOrder { key: "1042".into() })
        .screen(|screen| {
            let notice = shown!(Order, screen).notice.as_ref().expect("it says so");
            assert_eq!(notice.code.as_deref(), Some("TOTAL_UNSTATED"));
            assert!(notice.body.contains("0.80"), "{}", notice.body);
        })
        .told(Outcome::OrdersChanged(vec![stated]))
        .screen(|screen| assert!(shown!(Order, screen).notice.is_none()));
}
