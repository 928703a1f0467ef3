//! Orders that count towards a yearly limit: once, in the year of the place, and until everything is erased.

use super::*;
use crate::kernel::door;
use crate::kernel::effects::{CatalogOp, Loaded, Outcome, PaymentState, PaymentUpdate};
use crate::kernel::goods::{Claims, Parcel, SaleTax};
use crate::kernel::screen_parts::{DoorLimit, DoorView};
use crate::kernel::spent::Elsewhere;
use crate::kernel::testing::{AT, Given, id, item, order};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Currency, Language, OrderLine};
use tradewind_l10n::{Localizer, plain};
use tradewind_trade::Line;

fn yuan() -> Currency {
    Currency::parse("CNY").expect("a currency")
}

fn cny(minor: i64) -> Money {
    Money::new(minor, yuan())
}

/// A person in China, and what they order is known; where it is sent from is not said.
fn china() -> Given {
    Given::a_shop_in("CN", yuan()).with(|model| {
        model.features.cart.items.insert(id("red"), item("red", yuan()));
    })
}

/// An order whose goods come to this, to which the shop adds the tax of the sale, with 30 yuan of delivery.
fn bought(number: &str, minor: i64) -> Order {
    let mut order = order("red", number);
    order.currency = yuan();
    order.lines.iter_mut().for_each(|line| line.price = cny(minor));
    let line =
        |kind, minor| TotalLine { kind, effect: TotalEffect::Adds, display_text: None, amount: cny(minor) };
    order.totals = vec![
        line(TotalKind::Subtotal, minor),
        line(TotalKind::Delivery, 3_000),
        line(TotalKind::Tax, 100),
        line(TotalKind::Total, minor + 3_100),
    ];
    order
}

fn confirmed(order: Order) -> Outcome {
    Outcome::Payment(Box::new(PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order) })))
}

fn counts(effect: &Effect) -> bool {
    matches!(effect, Effect::Person(PersonOp::CountSpent(_)))
}

/// The card of a lamp from Japan for 1,000 yuan, without tax in its price.
fn card(model: &Model, now: Timestamp) -> DoorView {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext { words: &words, now, market: model.settings.market, seconds: 0.0 };
    let claims = Claims { tax: Some(SaleTax::Added), ..Claims::default() };
    let parcel = Parcel {
        lines: vec![Line::new(cny(100_000), 1)],
        delivery: Some(cny(0)),
        ships_from: Market::parse("JP").ok(),
        claims,
        ..Parcel::default()
    };
    door::view(model, parcel, &context).expect("a quote")
}

fn limit(model: &Model, now: Timestamp) -> DoorLimit {
    card(model, now).limits.pop().expect("the limit of the year")
}

#[test]
fn two_orders_cross_the_limit_and_the_card_says_so() {
    let first = china().told(confirmed(bought("1", 2_000_000))).asks(|effect| {
        matches!(effect, Effect::Person(PersonOp::CountSpent(spent))
            if (spent.place.as_str(), spent.year, spent.amount) == ("CN", 2026, cny(2_003_000)))
    });
    let near = limit(&first.model, AT.now);
    assert_eq!((near.percent, near.passed), (80, false));
    assert!(plain(&near.text).contains("4,970.00 of your limit"), "{}", near.text);
    let asks = |given: &Given| {
        let needs = card(&given.model, AT.now).needs;
        needs.iter().any(|need| need.contains("spent this year"))
    };
    assert!(asks(&china()) && !asks(&first), "what is known is not asked for");
    let second = first.told(confirmed(bought("2", 500_000))).asks(counts);
    let over = limit(&second.model, AT.now);
    assert_eq!((over.percent, over.passed), (100, true));
    assert!(plain(&over.text).contains("60.00 over your limit"), "{}", over.text);
}

#[test]
fn an_order_counts_once_whatever_is_told_of_it_and_after_a_restart() {
    let given = china().told(confirmed(bought("1", 10_000))).asks(counts);
    let kept = given.model.spent.orders.clone();
    assert_eq!(kept.len(), 1);
    given.told(confirmed(bought("1", 10_000))).asks_nothing(counts);
    let again = |spent: Vec<Spent>| Loaded { orders: vec![bought("1", 10_000)], spent, ..Loaded::default() };
    let known = china().told(Outcome::Loaded(Box::new(again(kept.clone())))).asks_nothing(counts);
    known.told(confirmed(bought("1", 10_000))).asks_nothing(counts).knows(|model| {
        assert_eq!(model.spent.orders, kept);
    });
}

#[test]
fn an_order_of_what_is_not_known_any_more_counts_nothing() {
    let stranger = || Given::a_shop_in("CN", yuan());
    let forgotten = Loaded { orders: vec![bought("1", 10_000)], ..Loaded::default() };
    // The app was ended before it was counted: at the start nobody knows whether it came from abroad.
    stranger().told(Outcome::Loaded(Box::new(forgotten))).asks_nothing(counts);
    let told = stranger().told(confirmed(bought("1", 10_000))).asks_nothing(counts);
    assert_eq!(told.model.spent, SpentState::default());
    // One line of two is enough.
    let mut two = bought("1", 10_000);
    two.lines.push(OrderLine { item: id("blue"), ..two.lines[0].clone() });
    china().told(confirmed(two)).asks_nothing(counts);
}

#[test]
fn a_voucher_that_is_paid_days_later_counts_on_that_day_once_its_items_are_read() {
    let told = |given: Given, text: &str| {
        let placed_at = Timestamp::parse_rfc3339(text).expect("a moment");
        let order = Order { placed_at, ..bought("1", 1_000_000) };
        let state = PaymentState::Confirmed { order: Box::new(order) };
        let told = PaymentUpdate { voucher: Some("a".to_owned()), ..PaymentUpdate::just(state) };
        given.told(Outcome::Payment(Box::new(told)))
    };
    let read = |given: Given, items: Vec<Item>| {
        let ticket = given.model.features.cart.ticket;
        given.told(Outcome::CartItemsRead { ticket, items, siblings: Vec::new() })
    };
    let red = [id("red")];
    let reads =
        |effect: &Effect| matches!(effect, Effect::Catalog(CatalogOp::CartItems { ids, .. }) if *ids == red);
    // In the run that was asked to pay it is still known what it is for.
    told(china(), "2026-12-02T08:00:00Z").asks(counts).asks_nothing(reads);
    // Another run knows nothing of it: the year is that of the day on which it was paid.
    let stranger = || Given::a_shop_in("CN", yuan());
    let asked = || told(stranger(), "2027-01-03T08:00:00Z").asks_nothing(counts).asks(reads);
    let known = read(asked(), vec![item("red", yuan())]).asks(|effect| {
        matches!(effect, Effect::Person(PersonOp::CountSpent(spent))
            if (spent.year, spent.amount) == (2027, cny(1_003_000)))
    });
    let again = read(known, vec![item("red", yuan())]).asks_nothing(counts);
    told(again, "2027-01-04T08:00:00Z").asks_nothing(counts).asks_nothing(reads);
    // What the catalog has not any more counts nothing, and nothing waits for it.
    let gone = read(asked(), Vec::new()).asks_nothing(counts);
    assert_eq!(gone.model.spent, SpentState::default());
    // Where nothing is limited nothing is asked.
    told(Given::a_shop(), "2026-12-02T08:00:00Z").asks_nothing(counts).asks_nothing(reads);
}

#[test]
fn a_new_year_by_the_places_clock_begins_at_nothing() {
    let at = |text| Timestamp::parse_rfc3339(text).expect("a moment");
    let placed = |number, text| Order { placed_at: at(text), ..bought(number, 1_000_000) };
    // Midnight in Beijing is 16:00 in UTC.
    let old = china().told(confirmed(placed("1", "2026-12-31T15:59:00Z")));
    assert_eq!(limit(&old.model, at("2026-12-31T15:59:00Z")).percent, 42);
    assert_eq!(limit(&old.model, at("2026-12-31T16:00:00Z")).percent, 3);
    let new = old.told(confirmed(placed("2", "2026-12-31T16:00:00Z")));
    let years: Vec<i32> = new.model.spent.orders.iter().map(|spent| spent.year).collect();
    assert_eq!(years, [2026, 2027]);
    assert_eq!(limit(&new.model, at("2027-01-02T00:00:00Z")).percent, 42);
}

#[test]
fn what_the_person_says_is_added_and_all_is_forgotten_with_the_rest() {
    let quota = |given: &Given| now(&given.model, AT.now).expect("a limit");
    let mut given = china().told(confirmed(bought("1", 1_000_000)));
    let said = Elsewhere::of(&quota(&given), cny(1_600_000));
    change(&mut given.model, |state| state.elsewhere = Some(said));
    assert!(limit(&given.model, AT.now).passed);
    given.model.forget_everything();
    assert_eq!(given.model.spent, SpentState::default());
    assert_eq!(limit(&given.model, AT.now).percent, 3);
}

#[test]
fn what_goes_as_general_trade_counts_nothing() {
    let of = |number: &str, each: i64, quantity: u32| {
        let all = each * i64::from(quantity);
        let mut order = Order { totals: bought(number, all).totals, ..bought(number, each) };
        order.lines.iter_mut().for_each(|line| line.quantity = quantity);
        order
    };
    let counted = |given: &Given| given.model.spent.orders.last().map(|spent| spent.amount);
    let given = china().with(|model| {
        model.features.cart.items.insert(id("red"), item("red", yuan()));
    });
    // Two pieces for 8,000 yuan; two for 4,000, and one for 8,000, go by the limited procedure.
    let given = given.told(confirmed(of("1", 400_000, 2))).asks(counts);
    assert_eq!(counted(&given), Some(cny(0)));
    let given = given.told(confirmed(of("2", 200_000, 2))).asks(counts);
    assert_eq!(counted(&given), Some(cny(403_000)));
    let given = given.told(confirmed(of("3", 800_000, 1))).asks(counts);
    assert_eq!(counted(&given), Some(cny(803_000)));
    // One that is over the limit with those before uses none of it either.
    let given = given.told(confirmed(of("4", 1_500_000, 1))).asks(counts);
    assert_eq!(counted(&given), Some(cny(0)));
}

#[test]
fn what_no_customs_see_counts_nothing_and_where_nothing_is_limited_nothing_is_kept() {
    let mut home = item("red", yuan());
    home.facts.ships_from = Market::parse("CN").ok();
    china()
        .with(|model| {
            model.features.cart.items.insert(id("red"), home);
        })
        .told(confirmed(bought("1", 1_000_000)))
        .asks(counts)
        .knows(|model| assert_eq!(model.spent.orders[0].amount, cny(0)));
    Given::a_shop().told(confirmed(bought("1", 1_000_000))).asks_nothing(counts);
}
