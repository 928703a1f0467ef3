//! What holds for every order: sums, order of ranges, prices that rise, days at both ends of each rule.

mod common;

use common::*;
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Money, Timestamp};
use tradewind_trade::row::{Carriage, Flag, Flags, Incoterm, Measure, Per, Place, Row, Rule, ValueTest};
use tradewind_trade::{Amount, Day, Hs, Line, Quote, Request, Rules, TradeError, allocate, quote};

const CODES: [&str; 12] =
    ["640411", "6404", "64", "691110", "6912", "940521", "4901", "2204", "620610", "851830", "0409", "9504"];
const PLACES: [(&str, &str); 16] = [
    ("DE", "EUR"),
    ("FR", "EUR"),
    ("SE", "EUR"),
    ("GB", "GBP"),
    ("CH", "CHF"),
    ("NO", "NOK"),
    ("US", "USD"),
    ("CA", "CAD"),
    ("AU", "AUD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("JP", "JPY"),
    ("CN", "CNY"),
    ("AE", "AED"),
    ("BR", "BRL"),
    ("KE", "KES"),
];

fn random(seed: &mut Seed) -> Request {
    let (to, own) = seed.one_of(&PLACES);
    let currency = Currency::parse(seed.one_of(&[own, own, "EUR", "USD", "JPY"])).expect("a currency");
    let origins = ["VN", "CN", "DE", "US", "JP", "MA"];
    let lines = (0..=seed.below(4)).map(|_| {
        let price = 1 + seed.below(30_000) as i64;
        let code = seed.one_of(&CODES);
        let flag = seed.one_of(&[Flag::Alcohol, Flag::Gift, Flag::Battery, Flag::Food]);
        Line {
            hs: seed.some(hs(code)).unwrap_or(Hs::ANY),
            origin: {
                let origin = seed.one_of(&origins);
                seed.some(market(origin))
            },
            grams: {
                let grams = seed.below(5_000) as u32;
                seed.some(grams)
            },
            flags: if seed.below(8) == 0 { Flags::default().with(flag) } else { Flags::default() },
            ..Line::new(Money::new(price, currency), 1 + seed.below(3) as u32)
        }
    });
    let lines: Vec<Line> = lines.collect();
    let rates = if seed.below(5) == 0 || currency.as_str() == own {
        Vec::new()
    } else {
        vec![rate(currency.as_str(), seed.one_of(&["0.8341", "1.1", "7.25", "158.3"]), own)]
    };
    let day = 20_301 + seed.below(600) as i32;
    let incoterm = seed.one_of(&[Incoterm::Dap, Incoterm::Ddp]);
    let mode = seed.one_of(&[Carriage::Post, Carriage::Express]);
    let from = seed.one_of(&origins);
    let registered = seed.below(2) == 0;
    let delivery = Money::new(seed.below(5_000) as i64, currency);
    Request {
        ship_from: seed.some(market(from)),
        insurance: Money::new(seed.below(2) as i64 * seed.below(900) as i64, currency),
        mode: seed.some(mode),
        incoterm,
        registered: seed.some(registered),
        rates,
        tax_included: seed.below(6) == 0,
        year_spent: {
            let spent = Money::new(seed.below(3_000_000) as i64, currency);
            seed.some(spent)
        },
        ..Request::new(market(to), Day::of_number(day).expect("a day"), lines, delivery)
    }
}

fn check_sums(quote: &Quote<'_>, request: &Request) {
    let mut sums = (0, 0, 0);
    for line in quote.lines.iter().filter(|line| line.effect != tradewind_domain::TotalEffect::Included) {
        let (min, likely, max) = line.amount.minor();
        assert!(0 <= min && min <= likely && likely <= max, "{line:?} of {request:?}");
        sums = (sums.0 + min, sums.1 + likely, sums.2 + max);
        assert_eq!(line.rule.is_some(), line.source.is_some(), "{line:?}");
    }
    assert_eq!(quote.total.amount.minor(), sums, "{request:?}");
    assert!(quote.paid_now.minor <= sums.1, "{request:?}");
}

#[test]
fn a_quote_is_the_sum_of_its_lines() {
    let rules = rules();
    let mut seed = Seed(16);
    for _ in 0..20_000 {
        let request = random(&mut seed);
        let quote = quote(&rules, &request).unwrap_or_else(|error| panic!("{error}: {request:?}"));
        check_sums(&quote, &request);
    }
}

/// What a test measures of an order at the least and the most, in the place's currency: a tax may be taken out of prices, a part of a
/// value alone may count, and delivery and insurance may count too.
fn measured(test: &ValueTest, request: &Request, at: usize, place: &Place) -> Option<(Decimal, Decimal)> {
    let own = request.delivery.currency;
    let here = |money: Money| {
        if money.currency == place.currency {
            return Some(money.to_decimal());
        }
        let rate = request.rates.iter().find(|rate| rate.from == money.currency && rate.to == place.currency);
        rate.map(|rate| money.to_decimal() * rate.rate)
    };
    let whole = |line: &Line| line.price.minor * i64::from(line.quantity);
    let of_all = matches!(test.of, Measure::Year | Measure::Turnover) || test.per == Per::Consignment;
    let goods = match test.per {
        _ if of_all => request.lines.iter().map(whole).sum::<i64>(),
        Per::Line | Per::Consignment => whole(&request.lines[at]),
        Per::Item => request.lines[at].price.minor,
    };
    let goods = here(Money::new(goods, own))?;
    if test.of == Measure::Goods && !request.tax_included {
        return Some((goods, goods));
    }
    let before = request.year_spent.filter(|_| test.of == Measure::Year);
    let before = before.map_or(Some(Decimal::ZERO), here)?;
    let way = here(request.delivery)? + here(request.insurance)?;
    Some((goods / Decimal::TWO + before, goods + way + before))
}

/// Whether a test of a row may turn between two orders of which one line became dearer. What is charged is not measured here.
fn may_turn(row: &Row, (before, after): (&Request, &Request), at: usize, place: &Place) -> bool {
    // Amounts went through an exchange rate and were rounded: a limit that is met nearly is met.
    let (less, more) = (Decimal::new(999, 3), Decimal::new(1_001, 3));
    row.when.value.iter().any(|test| {
        if matches!(test.of, Measure::Duty | Measure::Tax | Measure::Charges) {
            return true;
        }
        let measured = |request: &Request| measured(test, request, at, place);
        let Some(((least, _), (_, most))) = measured(before).zip(measured(after)) else { return false };
        let bounds = [test.low, test.high].into_iter().flatten().map(|(bound, _)| bound);
        bounds.into_iter().any(|bound| least * less <= bound && bound <= most * more)
    })
}

/// Rows that one of two quotes was made by and the other was not.
fn apart<'a>(one: &Quote<'a>, other: &Quote<'a>) -> Vec<&'a Row> {
    let rows = |quote: &Quote<'a>| quote.lines.iter().filter_map(|line| line.rule).collect::<Vec<&'a Row>>();
    let (one, other) = (rows(one), rows(other));
    let left = |of: &[&'a Row], without: &[&'a Row]| {
        let alone = |row: &&Row| !without.iter().any(|known| known.id == row.id);
        of.iter().copied().filter(alone).collect::<Vec<&'a Row>>()
    };
    let mut apart = left(&one, &other);
    apart.extend(left(&other, &one));
    apart
}

/// A total falls where a limit is crossed and nowhere else: a row that tests a value which turned, or one that hangs on a scheme that does,
/// speaks in one of the quotes alone.
#[test]
fn no_total_falls_when_a_price_rises_except_where_a_row_says_so() {
    let rules = rules();
    let mut seed = Seed(7);
    let mut fell = 0;
    for _ in 0..20_000 {
        let request = random(&mut seed);
        let mut dearer = request.clone();
        let at = seed.below(dearer.lines.len() as u64) as usize;
        dearer.lines[at].price.minor += 1 + seed.below(2_000) as i64;
        let (before, after) =
            (quote(&rules, &request).expect("a quote"), quote(&rules, &dearer).expect("a quote"));
        // A sum that leaves something out is not one of all that is due.
        let mut both = before.lines.iter().chain(&after.lines);
        if both.any(|line| line.amount == Amount::NotIncluded) {
            continue;
        }
        let (was, is) = (before.total.amount.minor(), after.total.amount.minor());
        if was.0 <= is.0 && was.1 <= is.1 && was.2 <= is.2 {
            continue;
        }
        fell += 1;
        let place = before.place.expect("a place with limits");
        let turns = |row: &Row| may_turn(row, (&request, &dearer), at, place);
        let schemes = place.rows.iter().filter(|row| matches!(row.rule, Rule::Scheme { .. }));
        let scheme_turns = schemes.filter(|row| row.holds_on(request.on)).any(turns);
        let rows = apart(&before, &after);
        let says_so = |row: &&Row| turns(row) || (scheme_turns && row.when.schemes != (0, 0));
        assert!(rows.iter().any(says_so), "{was:?} to {is:?} by {rows:?}: {request:?}");
    }
    assert!(fell > 0, "no limit was crossed at all");
}

#[test]
fn shares_come_to_their_sum() {
    let mut seed = Seed(3);
    for _ in 0..20_000 {
        let mut weight = || {
            let most = 1 << (1 + seed.below(62));
            seed.below(most) as i64
        };
        let weights: Vec<i64> = (0..5).map(|_| weight()).collect();
        let sum = seed.next() as i64 >> seed.below(60);
        let shares = allocate(sum, &weights).expect("shares");
        assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i128::from(sum));
        let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (share, weight) in shares.iter().zip(&weights).filter(|_| all > 0) {
            // Each share is within one unit of the exact one.
            let off = (i128::from(*share) * all - i128::from(sum) * i128::from(*weight)).abs();
            assert!(off < all, "{sum} by {weights:?}: {shares:?}");
        }
    }
}

#[test]
fn each_rule_holds_from_its_first_second_to_its_last_one() {
    let rules = rules();
    let mut ends = 0;
    for place in rules.places() {
        // The moment at which a day begins there.
        let begins =
            |day: Day| Timestamp(i64::from(day.number()) * 86_400_000 - i64::from(place.utc_offset) * 60_000);
        let on = |moment: i64| Day::at(Timestamp(moment), place.utc_offset).expect("a day");
        for row in &place.rows {
            let first = begins(row.from).0;
            assert!(row.holds_on(on(first)) && !row.holds_on(on(first - 1_000)), "{}", row.id);
            if let Some(until) = row.until {
                let after = begins(until.next()).0;
                assert!(row.holds_on(on(after - 1_000)) && !row.holds_on(on(after)), "{}", row.id);
                ends += 1;
            }
        }
    }
    assert!(ends > 10);
}

#[test]
fn more_that_is_known_never_makes_a_range_wider_than_its_hull() {
    let rules = rules();
    let mut seed = Seed(11);
    for _ in 0..5_000 {
        let mut request = random(&mut seed);
        // Without rates nothing in the place's currency is known: that is another question.
        request.rates = vec![rate(
            request.delivery.currency.as_str(),
            "1.25",
            rules.place(request.to).map_or("USD", |place| place.currency.as_str()),
        )];
        request.lines.iter_mut().for_each(|line| line.hs = Hs::ANY);
        let open = quote(&rules, &request).expect("a quote").total.amount.minor();
        // Excise has no amount that a range could hold: what leaves it out is no sum of all.
        for code in CODES.into_iter().filter(|code| *code != "2204") {
            let mut known = request.clone();
            known.lines.iter_mut().for_each(|line| line.hs = hs(code));
            let known = quote(&rules, &known).expect("a quote").total.amount.minor();
            // A unit for each line may move by rounding.
            assert!(
                open.0 <= known.0 + 8 && known.2 <= open.2 + 8,
                "{open:?} and {known:?} of {code}: {request:?}"
            );
        }
    }
}

#[test]
fn what_does_not_fit_is_an_error_and_no_panic() {
    let rules = rules();
    for price in [i64::MAX, i64::MAX / 2, 1 << 53] {
        for to in ["DE", "US", "JP", "CN", "BR"] {
            let lines = vec![Line::new(Money::new(price, Currency::EUR), 3); 3];
            let request = Request {
                rates: vec![
                    rate("EUR", "1000000", "USD"),
                    rate("EUR", "1000000", "JPY"),
                    rate("CNY", "0.000001", "EUR"),
                ],
                ..order(to, "2026-09-01", lines, "0.00 EUR")
            };
            if let Err(error) = quote(&rules, &request) {
                assert_eq!(error, TradeError::Overflow);
            }
        }
    }
    let line = |money: &str| Line::new(common::money(money), 1);
    let asked = |request: Request| quote(&rules, &request).map(|_| ()).unwrap_err();
    assert_eq!(asked(order("DE", "2026-09-01", vec![], "0.00 EUR")), TradeError::LineCount);
    assert_eq!(
        asked(order("DE", "2026-09-01", vec![line("1.00 USD")], "0.00 EUR")),
        TradeError::CurrencyMismatch
    );
    assert_eq!(asked(order("DE", "2026-09-01", vec![line("-1.00 EUR")], "0.00 EUR")), TradeError::Negative);
    let none = Line { quantity: 0, ..line("1.00 EUR") };
    assert_eq!(asked(order("DE", "2026-09-01", vec![none], "0.00 EUR")), TradeError::NoQuantity);
    let in_yen = Request {
        quote_in: Some(Currency::JPY),
        ..order("DE", "2026-09-01", vec![line("1.00 EUR")], "0.00 EUR")
    };
    assert_eq!(asked(in_yen), TradeError::NoRate);
}

#[test]
fn a_place_without_a_file_gives_a_wide_range_and_says_so() {
    let rules = rules();
    let request = order("BR", "2026-09-01", vec![line("6404.11", "100.00 EUR", 1)], "10.00 EUR");
    let quote_of = quote(&rules, &request).expect("a quote");
    assert_eq!(quote_of.notices[0].code(), "place-unknown");
    assert!(matches!(quote_of.total.amount, Amount::Range { .. }));
    let home = Request { ship_from: Some(market("BR")), ..request.clone() };
    let home = quote(&rules, &home).expect("a quote");
    let taxed: Vec<&str> = home.lines.iter().map(|line| line.kind.as_type()).collect();
    assert_eq!(taxed, ["subtotal", "fulfillment", "tax"], "nothing is imported within a country");
    let none = Rules::of(Vec::new(), Vec::new(), day("2026-09-01"));
    let quote_of = quote(&none, &request).expect("a quote");
    assert_eq!(quote_of.lines.iter().filter(|line| line.amount == Amount::NotIncluded).count(), 3);
    assert_eq!(quote_of.paid_now, money("110.00 EUR"));
    // A row of every place's that ended, and none behind it: the file was whole when it was checked, and is not any more.
    let ended = rules.places().cloned().map(|mut place| {
        place
            .rows
            .iter_mut()
            .filter(|row| row.id == "de-vat")
            .for_each(|row| row.until = Some(day("2026-08-31")));
        place
    });
    let ended = Rules::of(ended.collect(), Vec::new(), day("2026-09-01"));
    let code = |on| {
        let request = order("DE", on, vec![line("6404.11", "100.00 EUR", 1)], "10.00 EUR");
        let quote = quote(&ended, &request).expect("a quote");
        quote.notices.first().map(|notice| notice.code())
    };
    assert_ne!(code("2026-08-31"), Some("rules-gap"));
    assert_eq!(code("2026-09-01"), Some("rules-gap"));
    let early = order("DE", "1999-01-01", vec![line("6404.11", "100.00 EUR", 1)], "10.00 EUR");
    let early = quote(&rules, &early).map(|quote| quote.notices[0].code()).expect("a quote");
    assert_eq!(early, "before-rules");
}
