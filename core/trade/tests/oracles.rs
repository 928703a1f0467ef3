//! Worked examples that authorities published, and limits of the law, to the last minor unit, by the rows of `assets/trade`.

mod common;

use common::*;
use tradewind_domain::{Currency, Market, TotalEffect, TotalKind};
use tradewind_trade::row::{By, Carriage};
use tradewind_trade::{Amount, Line, Quote, QuoteLine, Request, Rules, quote};

fn quoted<'a>(rules: &'a Rules, request: &'a Request) -> Quote<'a> {
    quote(rules, request).expect("a quote")
}

/// Whether a kind is known to be nothing.
fn free(quote: &Quote<'_>, kind: TotalKind) -> bool {
    of(quote, kind) == (0, 0, 0)
}

/// Council of the European Union, 12 December 2025 and 11 February 2026: 3 EUR for each distinct tariff sub-heading.
#[test]
fn eu_council_three_euros_a_subheading() {
    let rules = rules();
    let duty = |on, lines| {
        let request = Request { registered: Some(true), ..order("DE", on, lines, "0.00 EUR") };
        exact(&quoted(&rules, &request), TotalKind::Duty)
    };
    let blouses = || vec![line("620610", "30.00 EUR", 1), line("620620", "20.00 EUR", 2)];
    // One blouse of silk (6206.10) and two of wool (6206.20).
    assert_eq!(duty("2026-07-01", blouses()), 600);
    // Running shoes (6404.11) and two jerseys (6109.10).
    let sports = vec![line("640411", "60.00 EUR", 1), line("610910", "20.00 EUR", 2)];
    assert_eq!(duty("2026-07-01", sports), 600);
    // All of one sub-heading.
    let wool = vec![line("620620", "30.00 EUR", 1), line("620620", "20.00 EUR", 2)];
    assert_eq!(duty("2026-07-01", wool), 300);
    // The day before, and the first and last day of the measure.
    assert_eq!(duty("2026-06-30", blouses()), 0);
    assert_eq!(duty("2028-07-01", blouses()), 600);
}

/// Inland Revenue, New Zealand, "How to calculate GST on a low-value good": a guitar of US$650 with US$30 of freight at 0.6507.
fn guitar() -> Request {
    let lines = vec![line("920290", "650.00 USD", 1)];
    Request {
        registered: Some(true),
        mode: Some(Carriage::Post),
        rates: vec![rate("NZD", "0.6507", "USD")],
        ..order("NZ", "2026-02-01", lines, "30.00 USD")
    }
}

#[test]
fn nz_inland_revenue_in_new_zealand_dollars() {
    let rules = rules();
    let request = Request { quote_in: Currency::parse("NZD").ok(), ..guitar() };
    let quote = quoted(&rules, &request);
    assert_eq!(exact(&quote, TotalKind::Subtotal), 99_892);
    assert_eq!(exact(&quote, TotalKind::Delivery), 4_610);
    assert_eq!(exact(&quote, TotalKind::Tax), 15_675);
    assert_eq!(quote.total.amount.minor(), (120_177, 120_177, 120_177));
    assert_eq!(quote.paid_now, money("1201.77 NZD"));
}

#[test]
fn nz_inland_revenue_in_united_states_dollars() {
    let rules = rules();
    let request = guitar();
    let quote = quoted(&rules, &request);
    assert_eq!(exact(&quote, TotalKind::Tax), 10_200);
    assert_eq!(quote.total.amount.minor(), (78_200, 78_200, 78_200));
    assert_eq!(
        quote.rate.map(|rate| rate.rate.to_string()).as_deref(),
        Some("0.6507"),
        "the quote says its rate"
    );
}

#[test]
fn nz_a_piece_of_one_thousand_is_low_value_and_one_cent_more_is_not() {
    let rules = rules();
    let kind = |price| {
        let request = Request {
            registered: Some(true),
            ..order("NZ", "2026-02-01", vec![line("9202", price, 2)], "0.00 NZD")
        };
        let quote = quoted(&rules, &request);
        quote
            .lines
            .iter()
            .find(|line| matches!(line.kind, TotalKind::Tax | TotalKind::ImportTax))
            .map(|line| line.kind.clone())
    };
    assert_eq!(kind("1000.00 NZD"), Some(TotalKind::Tax));
    assert_eq!(kind("1000.01 NZD"), Some(TotalKind::ImportTax));
}

/// Inland Revenue Authority of Singapore: a jacket of 280 with 25 of freight, sneakers of 390 with 35.
#[test]
fn iras_a_jacket_below_the_relief_and_sneakers_above() {
    let rules = rules();
    let tax = |code, price, freight| {
        let request = order("SG", "2026-02-01", vec![line(code, price, 1)], freight);
        exact(&quoted(&rules, &request), TotalKind::ImportTax)
    };
    assert_eq!(tax("620193", "280.00 SGD", "25.00 SGD"), 0);
    // 9 % of 425.
    assert_eq!(tax("640411", "390.00 SGD", "35.00 SGD"), 3_825);
    assert_eq!(tax("640411", "400.00 SGD", "0.00 SGD"), 0);
    assert_eq!(tax("640411", "400.01 SGD", "0.00 SGD"), 3_600);
}

/// Cross-border e-commerce into China: 5,000 an order, 26,000 a year, 70 % of 13 % VAT.
fn cbec(price: &str, spent: Option<&str>) -> Request {
    Request {
        year_spent: spent.map(money),
        ship_from: Some(market("JP")),
        ..order("CN", "2026-02-01", vec![line("8518", price, 1)], "0.00 CNY")
    }
}

#[test]
fn china_five_thousand_an_order() {
    let rules = rules();
    let request = cbec("5000.00 CNY", Some("0.00 CNY"));
    let within = quoted(&rules, &request);
    assert_eq!((exact(&within, TotalKind::Tax), exact(&within, TotalKind::Duty)), (45_500, 0));
    assert!(within.lines.iter().any(|line| line.kind == TotalKind::Tax && line.by == Some(By::Platform)));
    // Two pieces that come to more are general trade: the carrier clears them, and asks for it.
    let mut over = cbec("2500.01 CNY", Some("0.00 CNY"));
    over.lines.iter_mut().for_each(|line| line.quantity = 2);
    let two = quoted(&rules, &over);
    assert!(free(&two, TotalKind::Tax), "{two:?}");
    // 13 % of 5,000.02 at the least, with no duty in it.
    assert_eq!(of(&two, TotalKind::ImportTax).0, 65_000);
    assert!(two.lines.iter().any(|line| line.kind == TotalKind::Fee && line.by == Some(By::Carrier)));
}

/// The same notice: one single piece over 5,000 within the year's limit goes the same way, at full duty and full tax.
#[test]
fn china_one_single_piece_over_five_thousand() {
    let rules = rules();
    let request = cbec("5000.01 CNY", Some("0.00 CNY"));
    let single = quoted(&rules, &request);
    // The whole of 13 % on 5,000.01, and on as much with 25 % of duty: 70 % of it nowhere.
    assert_eq!(of(&single, TotalKind::Duty).0, 0);
    assert_eq!(of(&single, TotalKind::Duty).2, 125_000);
    assert_eq!((of(&single, TotalKind::Tax).0, of(&single, TotalKind::Tax).2), (65_000, 81_250));
    assert!(free(&single, TotalKind::ImportTax) && free(&single, TotalKind::Fee), "{single:?}");
    let charged = single.lines.iter().filter(|line| matches!(line.kind, TotalKind::Duty | TotalKind::Tax));
    assert!(charged.map(|line| line.by).all(|by| by == Some(By::Platform)), "{single:?}");
    // Beside anything else it is no single piece, and the year's limit holds for it too.
    let mut beside = request.clone();
    beside.lines.push(line("8518", "1.00 CNY", 1));
    let last = cbec("5000.01 CNY", Some("20999.99 CNY"));
    let above = cbec("5000.01 CNY", Some("21000.00 CNY"));
    let at_border = |request| of(&quoted(&rules, request), TotalKind::ImportTax).0 > 0;
    assert_eq!([&beside, &last, &above].map(at_border), [true, false, true]);
}

/// Tax within a price is of the price: what nobody knows of the excise on wine, which is in the price too, does not hide it.
#[test]
fn china_tax_within_the_price_of_wine() {
    let rules = rules();
    let mut request = Request { tax_included: true, ..cbec("1000.00 CNY", Some("0.00 CNY")) };
    request.lines = vec![line("220421", "1000.00 CNY", 1)];
    let wine = quoted(&rules, &request);
    assert!(wine.lines.iter().any(|line| line.kind == TotalKind::Excise), "{wine:?}");
    let tax = wine.lines.iter().find(|line| line.kind == TotalKind::Tax).expect("a tax");
    // 70 % of 13 in 113.
    assert_eq!((&tax.effect, tax.amount), (&TotalEffect::Included, Amount::Exact(money("80.53 CNY"))));
}

#[test]
fn china_twenty_six_thousand_a_year() {
    let rules = rules();
    let taxed = |spent| {
        let request = cbec("5000.00 CNY", spent);
        let quote = quoted(&rules, &request);
        (of(&quote, TotalKind::Tax), of(&quote, TotalKind::ImportTax).0, quote.narrow.len())
    };
    assert_eq!(taxed(Some("21000.00 CNY")), ((45_500, 45_500, 45_500), 0, 0));
    let (at_sale, at_border, _) = taxed(Some("21000.01 CNY"));
    assert_eq!((at_sale, at_border), ((0, 0, 0), 65_000));
    let request = cbec("5000.00 CNY", None);
    let unknown = quoted(&rules, &request);
    let asked: Vec<&str> = unknown.narrow.iter().map(|narrow| narrow.what.as_str()).collect();
    assert!(asked.contains(&"year-spent"), "{asked:?}");
}

/// Canada Border Services Agency, Customs Notice 20-18: 20 for all; by courier from the United States and Mexico 40 for tax and 150 for duty.
#[test]
fn cusma_brackets_by_courier() {
    let rules = rules();
    let free_of = |from: &str, mode, price: &str| {
        let lines = vec![line("6404", price, 1)];
        let request = Request {
            ship_from: Market::parse(from).ok(),
            mode: Some(mode),
            ..order("CA", "2026-02-01", lines, "0.00 CAD")
        };
        let quote = quoted(&rules, &request);
        (free(&quote, TotalKind::Duty), free(&quote, TotalKind::ImportTax))
    };
    let courier = |price| free_of("US", Carriage::Express, price);
    assert_eq!(courier("20.00 CAD"), (true, true));
    assert_eq!(courier("20.01 CAD"), (true, true));
    assert_eq!(courier("40.00 CAD"), (true, true));
    assert_eq!(courier("40.01 CAD"), (true, false));
    assert_eq!(courier("150.00 CAD"), (true, false));
    assert_eq!(courier("150.01 CAD"), (false, false));
    assert_eq!(free_of("MX", Carriage::Express, "40.00 CAD"), (true, true));
    // By the post, and from elsewhere, 20 is the only limit.
    for (from, mode) in [("US", Carriage::Post), ("CN", Carriage::Express)] {
        assert_eq!(free_of(from, mode, "20.00 CAD"), (true, true), "{from}");
        assert_eq!(free_of(from, mode, "20.01 CAD"), (false, false), "{from}");
    }
}

/// Each limit, and one minor unit above it: where the seller collects the tax up to there, and what is free.
#[test]
fn limits_hold_to_the_last_minor_unit() {
    let rules = rules();
    let at_sale = |to, price: &str, freight| {
        let request = Request {
            registered: Some(true),
            ..order(to, "2026-02-01", vec![line("940521", price, 1)], freight)
        };
        let quote = quoted(&rules, &request);
        quote.lines.iter().any(|line| line.kind == TotalKind::Tax)
    };
    for (to, limit, above, freight) in [
        ("DE", "150.00 EUR", "150.01 EUR", "99.00 EUR"),
        ("GB", "135.00 GBP", "135.01 GBP", "99.00 GBP"),
        ("AU", "1000.00 AUD", "1000.01 AUD", "99.00 AUD"),
        ("SG", "400.00 SGD", "400.01 SGD", "99.00 SGD"),
    ] {
        assert!(at_sale(to, limit, freight) && !at_sale(to, above, freight), "{to}");
    }
}

/// The shoes from Viet Nam to Portland: before the surcharge of section 122, on its first day, and after its last one.
#[test]
fn us_section_122_has_a_first_and_a_last_day() {
    let rules = rules();
    let surcharged = |on| {
        let lines = vec![Line { origin: Some(market("VN")), ..line("640411", "89.00 USD", 1) }];
        let request = Request { ship_from: Some(market("VN")), ..order("US", on, lines, "12.00 USD") };
        let quote = quoted(&rules, &request);
        let surcharge = |line: &&QuoteLine<'_>| line.rule.is_some_and(|row| row.id.starts_with("us-s122"));
        quote.lines.iter().find(surcharge).map(|line| line.amount.minor())
    };
    assert_eq!(surcharged("2026-02-23"), None);
    assert_eq!(surcharged("2026-02-24"), Some((890, 890, 890)), "10 % of the goods, without freight");
    // 150 days: the last whole day, and the one on which it ended a minute after midnight.
    assert_eq!(surcharged("2026-07-23"), Some((890, 890, 890)));
    assert_eq!(surcharged("2026-07-24"), Some((0, 0, 890)));
    assert_eq!(surcharged("2026-07-25"), None);
}

/// From 24 to 28 February 2026 sources differ: USD 160 for the parcel by order 14324, or 10 % of the goods by order 14388.
#[test]
fn us_post_is_a_range_while_two_orders_differ() {
    let rules = rules();
    let duty = |on| {
        let lines = vec![Line { origin: Some(market("VN")), ..line("640411", "89.00 USD", 1) }];
        let request = Request {
            ship_from: Some(market("VN")),
            mode: Some(Carriage::Post),
            ..order("US", on, lines, "12.00 USD")
        };
        of(&quoted(&rules, &request), TotalKind::Duty)
    };
    assert_eq!(duty("2026-02-23").2, 16_000);
    for on in ["2026-02-24", "2026-02-28"] {
        let (least, likely, most) = duty(on);
        assert!(least <= 890 && likely == 890 && most >= 16_000, "{on}: {least}, {likely}, {most}");
    }
    assert_eq!(duty("2026-03-01"), (890, 890, 890));
}

/// The government of the United Kingdom: the relief up to GBP 135 ends by March 2029 at the latest; what comes then is not law yet.
#[test]
fn gb_the_relief_of_135_ends_and_nothing_is_known_behind_it() {
    let rules = rules();
    let duty = |on, price| {
        let request = order("GB", on, vec![line("6404", price, 1)], "0.00 GBP");
        of(&quoted(&rules, &request), TotalKind::Duty)
    };
    assert_eq!(duty("2029-03-31", "100.00 GBP"), (0, 0, 0));
    assert_eq!(duty("2029-04-01", "100.00 GBP"), (0, 200, 2_500));
    assert_eq!(duty("2029-04-01", "135.00 GBP").0, 0);
    // Above it the tariff counts, before and after.
    assert_eq!(
        (duty("2029-03-31", "200.00 GBP"), duty("2029-04-01", "200.00 GBP")),
        ((3_200, 3_200, 3_200), (3_200, 3_200, 3_200))
    );
}
