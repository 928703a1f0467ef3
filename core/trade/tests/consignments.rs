//! What an attack on the rules found, mended in kind: tax within prices, mixed consignments, codes of territories, who collects, formal entries.

mod common;

use common::*;
use tradewind_domain::{TotalEffect, TotalKind};
use tradewind_trade::row::{By, Carriage, Flag, Flags, Incoterm};
use tradewind_trade::{Line, Quote, Request, Rules, What, limits, quote};

fn quoted<'a>(rules: &'a Rules, request: &'a Request) -> Quote<'a> {
    quote(rules, request).expect("a quote")
}

/// Goods from China whose prices hold the tax, by a registered seller.
fn inclusive(to: &str, on: &str, lines: Vec<Line>) -> Request {
    let delivery = format!("0.00 {}", lines[0].price.currency);
    Request { registered: Some(true), tax_included: true, ..order(to, on, lines, &delivery) }
}

/// Intrinsic value is without VAT (Delegated Regulation (EU) 2015/2446, article 1 point 48): 178.50 with 19 % of it is 150.00.
#[test]
fn a_limit_is_of_the_price_without_the_tax_in_it() {
    let rules = rules();
    let of = |price: &str| {
        let request = inclusive("DE", "2026-06-01", vec![line("640411", price, 1)]);
        let quote = quoted(&rules, &request);
        let told = limits(&rules, &request).expect("limits");
        let reached =
            told.iter().find(|limit| limit.row.id == "eu-relief-150").map(|limit| limit.reached.minor);
        (of(&quote, TotalKind::Duty).1, of(&quote, TotalKind::Tax), reached, quote.total.amount.minor().1)
    };
    assert_eq!(of("160.00 EUR"), (0, (2_555, 2_555, 2_555), Some(13_445), 16_000));
    assert_eq!(of("178.50 EUR").1, (2_850, 2_850, 2_850), "150.00 without the tax");
    let (duty, tax, reached, total) = of("178.51 EUR");
    assert_eq!((tax, reached), ((0, 0, 0), Some(17_851)), "over the limit no tax of a sale is in the price");
    assert!(duty > 0 && total > 17_851);
}

/// Many prices of which each leaves a fraction: together they meet the limit to the cent.
#[test]
fn fractions_of_prices_do_not_miss_a_limit_that_they_meet_together() {
    let rules = rules();
    let lines = |last: &str| {
        let mut lines = vec![line("640411", "1.01 EUR", 1); 100];
        lines.push(line("640411", last, 1));
        lines
    };
    let at_sale = |last| {
        let request = inclusive("DE", "2026-06-01", lines(last));
        quoted(&rules, &request).lines.iter().any(|line| line.kind == TotalKind::Tax)
    };
    assert_eq!((at_sale("77.50 EUR"), at_sale("77.51 EUR")), (true, false));
}

/// GST is not in a customs value: two pairs at NZD 900 with 15 % in it are 1,565.22, and shoes pay 10 % of that.
#[test]
fn duty_is_on_the_price_without_the_tax_in_it() {
    let rules = rules();
    let request = inclusive("NZ", "2026-06-01", vec![line("640411", "900.00 NZD", 2)]);
    let quote = quoted(&rules, &request);
    assert_eq!(exact(&quote, TotalKind::Duty), 15_652);
    assert_eq!(exact(&quote, TotalKind::Tax), 23_478);
}

/// Where nobody knows whether the seller is registered, the price may have the tax in it or not: the duty is a range over both.
#[test]
fn an_unknown_seller_makes_a_range_over_both_values() {
    let rules = rules();
    let request =
        Request { registered: None, ..inclusive("DE", "2026-06-01", vec![line("640411", "160.00 EUR", 1)]) };
    let quote = quoted(&rules, &request);
    let (least, _, most) = of(&quote, TotalKind::Duty);
    assert!(least == 0 && most > 0, "{least} to {most}");
    assert!(quote.narrow.iter().any(|narrow| narrow.what == What::Seller));
}

/// A registered seller collects the tax of the sale. Duty is the carrier's matter, or the border's, unless it is delivered duty paid.
#[test]
fn a_registered_seller_collects_no_duty_unless_it_is_delivered_paid() {
    let rules = rules();
    let by = |to: &str, code: &str, price: &str, mode, incoterm| {
        let delivery = if to == "NZ" { "0.00 NZD" } else { "0.00 SGD" };
        // Spirits go by no scheme of Singapore's: these are said to have no alcohol in them, so that duty and tax of a sale meet.
        let without = Flags::default().with(Flag::Alcohol);
        let lines = vec![Line { without, ..line(code, price, 2) }];
        let request = Request {
            registered: Some(true),
            mode: Some(mode),
            incoterm,
            ..order(to, "2026-06-01", lines, delivery)
        };
        let quote = quoted(&rules, &request);
        let duty = quote.lines.iter().find(|line| line.kind == TotalKind::Duty).expect("a duty");
        let tax = quote.lines.iter().find(|line| line.kind == TotalKind::Tax).expect("a tax of the sale");
        assert_eq!(tax.by, Some(By::Seller));
        assert_eq!(duty.effect == TotalEffect::Adds, incoterm == Incoterm::Ddp && to == "NZ");
        duty.by
    };
    // Two pairs of NZD 800: each is of low value, the consignment is not. Singapore's spirits by range.
    for (to, code, price) in [("NZ", "640411", "800.00 NZD"), ("SG", "2208", "390.00 SGD")] {
        assert_eq!(by(to, code, price, Carriage::Express, Incoterm::Dap), Some(By::Carrier), "{to}");
        assert_eq!(by(to, code, price, Carriage::Post, Incoterm::Dap), Some(By::Border), "{to}");
        assert_eq!(by(to, code, price, Carriage::Express, Incoterm::Ddp), Some(By::Seller), "{to}");
    }
}

/// HM Revenue & Customs: the rule up to GBP 135 is not for consignments that contain excise goods.
#[test]
fn gb_one_bottle_takes_the_whole_consignment_to_the_border() {
    let rules = rules();
    let bottle = Line { flags: Flags::default().with(Flag::Alcohol), ..line("2208", "30.00 GBP", 1) };
    let lamp = || line("940521", "40.00 GBP", 1);
    let kinds = |lines| {
        let request = order("GB", "2026-06-01", lines, "0.00 GBP");
        let quote = quoted(&rules, &request);
        (of(&quote, TotalKind::Tax).2 > 0, of(&quote, TotalKind::ImportTax).2 > 0)
    };
    assert_eq!(kinds(vec![lamp()]), (true, false));
    assert_eq!(kinds(vec![lamp(), bottle]), (false, true));
}

/// HM Revenue & Customs: a business that gives its VAT number is charged none; whether it did is not asked, so it is a range.
#[test]
fn gb_a_business_may_account_for_the_tax_itself() {
    let rules = rules();
    let lines = vec![line("940521", "100.00 GBP", 1)];
    let request = Request { consumer: false, ..order("GB", "2026-06-01", lines, "0.00 GBP") };
    assert_eq!(of(&quoted(&rules, &request), TotalKind::Tax), (0, 0, 2_000));
    let request = Request { consumer: true, ..request };
    assert_eq!(of(&quoted(&rules, &request), TotalKind::Tax), (2_000, 2_000, 2_000));
}

/// Monaco is a territory of France for customs, VAT and excise, the Isle of Man is one with the United Kingdom, EL is the Union's code of Greece.
#[test]
fn territories_and_other_codes_are_of_their_country() {
    let rules = rules();
    let total = |to: &str, from: &str, currency: &str| {
        let lines = vec![line("940521", &format!("100.00 {currency}"), 1)];
        let request = Request {
            ship_from: Some(market(from)),
            ..order(to, "2026-06-01", lines, &format!("0.00 {currency}"))
        };
        let quote = quoted(&rules, &request);
        assert_eq!(of(&quote, TotalKind::Duty).2, 0, "{from} to {to}");
        (quote.place.map(|place| place.id.clone()), exact(&quote, TotalKind::Tax))
    };
    let eu = |tax| (Some("EU".to_owned()), tax);
    for from in ["EL", "MC", "FR", "DE"] {
        assert_eq!(total("DE", from, "EUR"), eu(1_900), "{from}");
        assert_eq!(total("MC", from, "EUR"), eu(2_000), "{from}");
        assert_eq!(total("EL", from, "EUR"), eu(2_400), "{from}");
    }
    for (to, from) in [("GB", "IM"), ("IM", "GB"), ("IM", "IM")] {
        assert_eq!(total(to, from, "GBP"), (Some("GB".to_owned()), 2_000), "{from} to {to}");
    }
}

/// A code that is Greece's elsewhere too: the United States take EL as the origin GR.
#[test]
fn another_code_of_a_country_is_its_origin_in_every_place() {
    let rules = rules();
    let duty = |origin: &str| {
        let lines = vec![Line { origin: Some(market(origin)), ..line("640411", "200.00 USD", 1) }];
        let request = order("US", "2025-12-01", lines, "0.00 USD");
        of(&quoted(&rules, &request), TotalKind::Duty)
    };
    assert_eq!(duty("EL"), duty("GR"));
}

/// Sent from within the place it would not be imported: not to know from where is always worth a question.
#[test]
fn an_unknown_start_is_asked_for_everywhere() {
    let rules = rules();
    for (to, currency) in [("DE", "EUR"), ("US", "USD"), ("JP", "JPY"), ("CH", "CHF"), ("BR", "USD")] {
        let price = if currency == "JPY" { "9000 JPY".to_owned() } else { format!("90.00 {currency}") };
        let delivery = if currency == "JPY" { "0 JPY".to_owned() } else { format!("0.00 {currency}") };
        let request = Request {
            ship_from: None,
            ..order(to, "2026-06-01", vec![line("940521", &price, 1)], &delivery)
        };
        let asks = |request: &Request| {
            quoted(&rules, request).narrow.iter().any(|narrow| narrow.what == What::ShipFrom)
        };
        assert!(asks(&request), "{to}");
        let known = Request { ship_from: Some(market("CN")), ..request };
        assert!(!asks(&known), "{to}");
    }
}

/// 90 FR 34665: 0.3464 %, at least USD 33.58 and at most 651.50, where the entry is a formal one, over USD 2,500.
#[test]
fn us_a_formal_entry_pays_its_percent_within_bounds() {
    let rules = rules();
    let fee = |price: &str, mode| {
        let lines = vec![line("490199", price, 1)];
        let request = Request { mode: Some(mode), ..order("US", "2026-06-01", lines, "0.00 USD") };
        let quote = quoted(&rules, &request);
        let fee =
            quote.lines.iter().find(|line| line.rule.is_some_and(|row| row.id.starts_with("us-fee-mpf")));
        fee.map(|line| line.amount.minor())
    };
    assert_eq!(fee("2500.01 USD", Carriage::Express), Some((3_358, 3_358, 3_358)));
    assert_eq!(fee("20000.00 USD", Carriage::Post), Some((6_928, 6_928, 6_928)));
    assert_eq!(fee("900000.00 USD", Carriage::Express), Some((65_150, 65_150, 65_150)));
    assert!(fee("2500.00 USD", Carriage::Express).is_none_or(|(_, _, most)| most <= 1_209));
}

/// Norwegian Customs: a present of NOK 1,000 or less is free. Canada's limit is CAD 60.
#[test]
fn gifts_are_free_up_to_their_limit_and_not_beyond() {
    let rules = rules();
    let charged = |to: &str, price: &str, delivery: &str| {
        let gift = Line { flags: Flags::default().with(Flag::Gift), ..line("950300", price, 1) };
        let request = order(to, "2026-06-01", vec![gift], delivery);
        of(&quoted(&rules, &request), TotalKind::ImportTax).2 > 0
    };
    assert_eq!(
        (charged("NO", "1000.00 NOK", "0.00 NOK"), charged("NO", "1000.01 NOK", "0.00 NOK")),
        (false, true)
    );
    assert_eq!(
        (charged("CA", "60.00 CAD", "0.00 CAD"), charged("CA", "60.01 CAD", "0.00 CAD")),
        (false, true)
    );
}
