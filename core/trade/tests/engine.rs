//! Each kind of row by itself, on a place made for it: every amount here is worked out by hand.

mod common;

use common::*;
use tradewind_domain::{TotalEffect, TotalKind};
use tradewind_trade::row::{By, Carriage, Flag, Flags, Incoterm};
use tradewind_trade::{Amount, Claimed, Edition, Hs, Line, Request, Standing, explain, quote};

fn usd(lines: &[(&str, &str, u32)]) -> Request {
    let lines = lines.iter().map(|(code, price, quantity)| line(code, price, *quantity)).collect();
    order("XX", "2026-03-01", lines, "10.00 USD")
}

#[test]
fn duty_is_on_the_value_with_freight_and_tax_on_that_with_duty() {
    let rules = place("[[duty]]\nid = \"xx-shoes\"\nhs = [\"6404\"]\npercent = \"17\"\n");
    let request = usd(&[("640411", "89.00 USD", 1)]);
    let quote = quote(&rules, &request).expect("a quote");
    // 17 % of 99.00; 10 % of 115.83, half up.
    assert_eq!((exact(&quote, TotalKind::Duty), exact(&quote, TotalKind::ImportTax)), (1_683, 1_158));
    assert_eq!(quote.total.amount, Amount::Exact(money("127.41 USD")));
    assert_eq!(quote.paid_now, money("99.00 USD"), "the carrier asks for the rest");
    let later = TotalEffect::CollectedLater { by: tradewind_domain::total::Collector::Carrier };
    assert!(quote.lines.iter().filter(|line| line.rule.is_some()).all(|line| line.effect == later));
}

#[test]
fn delivered_duty_paid_is_one_total_by_one_payer() {
    let rules = place(
        "[[duty]]\nid = \"xx-shoes\"\nhs = [\"6404\"]\npercent = \"17\"\n[[fee]]\nid = \"xx-fee\"\nname = \"Handling fee\"\nby = \"carrier\"\namount = \"6.00\"\n",
    );
    let at_place = usd(&[("640411", "89.00 USD", 1)]);
    let paid = Request { incoterm: Incoterm::Ddp, ..at_place.clone() };
    let (at_place, paid) =
        (quote(&rules, &at_place).expect("a quote"), quote(&rules, &paid).expect("a quote"));
    assert_eq!((exact(&at_place, TotalKind::Fee), exact(&paid, TotalKind::Fee)), (600, 0));
    assert_eq!(at_place.total.amount, Amount::Exact(money("133.41 USD")));
    assert_eq!((paid.total.amount, paid.paid_now), (Amount::Exact(money("127.41 USD")), money("127.41 USD")));
    assert!(paid.lines.iter().all(|line| line.by == Some(By::Seller)));
}

#[test]
fn the_longest_prefix_wins_and_layers_add() {
    let rules = place(
        "[[duty]]\nid = \"xx-64\"\nhs = [\"64\"]\npercent = \"5\"\n[[duty]]\nid = \"xx-6404\"\nhs = [\"6404\"]\npercent = \"8\"\n[[duty]]\nid = \"xx-640419\"\nhs = [\"640419\"]\npercent = \"20\"\n[[duty]]\nid = \"xx-more\"\nlayer = \"more\"\nhs = [\"*\"]\npercent = \"1\"\norigin = [\"VN\"]\n",
    );
    let duty = |code: &str, origin| {
        let mut request = usd(&[(code, "90.00 USD", 1)]);
        request.lines[0].origin = origin;
        let quote = quote(&rules, &request).expect("a quote");
        let asked: Vec<&str> = quote.narrow.iter().map(|narrow| narrow.what.as_str()).collect();
        (of(&quote, TotalKind::Duty), asked.join(" "))
    };
    let from = |code: &str| Some(market(code));
    assert_eq!(duty("640411", from("CN")), ((800, 800, 800), String::new()));
    assert_eq!(duty("640419", from("VN")), ((2_100, 2_100, 2_100), String::new()));
    assert_eq!(duty("640320", from("CN")).0, (500, 500, 500));
    // Four digits: 8 % or, for one sub-heading of it, 20 %.
    assert_eq!(duty("6404", from("CN")), ((800, 800, 2_000), "hs".into()));
    // Two digits: anything from 5 to 20 %. No origin: one percent more, or not.
    assert_eq!(duty("64", from("CN")).0, (500, 500, 2_000));
    assert_eq!(duty("640411", None), ((800, 800, 900), "origin".into()));
}

#[test]
fn a_code_of_another_edition_counts_by_its_heading() {
    let rules = place(
        "[[duty]]\nid = \"xx-6404\"\nhs = [\"6404\"]\npercent = \"8\"\n[[duty]]\nid = \"xx-640419\"\nhs = [\"640419\"]\npercent = \"20\"\n",
    );
    let mut request = usd(&[("640419", "90.00 USD", 1)]);
    request.lines[0].edition = Edition::Hs2028;
    let quote = quote(&rules, &request).expect("a quote");
    assert_eq!(of(&quote, TotalKind::Duty), (800, 800, 2_000));
    assert_eq!(quote.notices[0].code(), "other-edition");
    assert_eq!(quote.narrow[0].what.as_str(), "edition");
}

#[test]
fn an_amount_a_kilogram_beside_a_percent() {
    let rules = place(
        "[[duty]]\nid = \"xx-both\"\nhs = [\"64\"]\npercent = \"10\"\nper_kg = \"4.00\"\ncombine = \"greater\"\n",
    );
    let duty = |grams| {
        let mut request = usd(&[("640411", "40.00 USD", 2)]);
        request.lines[0].grams = grams;
        let quote = quote(&rules, &request).expect("a quote");
        (of(&quote, TotalKind::Duty), quote.narrow.len())
    };
    // 10 % of 90.00, or 4.00 for each of 1.8 kg; of 2.4 kg.
    assert_eq!(duty(Some(900)), ((900, 900, 900), 0));
    assert_eq!(duty(Some(1_200)), ((960, 960, 960), 0));
    // Two pieces of an unknown mass: up to a parcel of 30 kg.
    assert_eq!(duty(None), ((900, 900, 12_000), 1));
}

#[test]
fn excise_is_on_what_is_flagged_and_within_the_tax_base() {
    let rules = place(
        "[[excise]]\nid = \"xx-excise\"\nlayer = \"alcohol\"\nhs = [\"2204\"]\nper_litre = \"2.00\"\nflags = [\"alcohol\"]\n",
    );
    let mut request = usd(&[("220421", "20.00 USD", 2), ("640411", "40.00 USD", 1)]);
    (request.lines[0].millilitres, request.lines[0].flags) =
        (Some(750), Flags::default().with(Flag::Alcohol));
    let wine = quote(&rules, &request).expect("a quote");
    assert_eq!(exact(&wine, TotalKind::Excise), 300);
    // 10 % of 80 + 10 + 3.
    assert_eq!(exact(&wine, TotalKind::ImportTax), 930);
    // The code says as much as a person who says it. What a person says of it goes before the code.
    request.lines[0].flags = Flags::default();
    assert_eq!(exact(&quote(&rules, &request).expect("a quote"), TotalKind::Excise), 300);
    request.lines[0].without = Flags::default().with(Flag::Alcohol);
    assert_eq!(exact(&quote(&rules, &request).expect("a quote"), TotalKind::Excise), 0);
}

#[test]
fn a_flat_amount_counts_what_it_counts() {
    let of_unit = |per: &str, codes: &[&str]| {
        let rules = place(&format!(
            "[[flat]]\nid = \"xx-flat\"\nof = \"duty\"\namount = \"3.00\"\nper = \"{per}\"\nreplaces = true\n"
        ));
        let lines: Vec<Line> = codes
            .iter()
            .map(|code| Line {
                hs: if code.is_empty() { Hs::ANY } else { hs(code) },
                grams: Some(500),
                ..line("64", "20.00 USD", 2)
            })
            .collect();
        let request = Request { lines, ..usd(&[]) };
        of(&quote(&rules, &request).expect("a quote"), TotalKind::Duty)
    };
    let codes = ["640411", "640419", "64041190"];
    assert_eq!(of_unit("subheading", &codes), (600, 600, 600));
    assert_eq!(of_unit("item", &codes), (1_800, 1_800, 1_800));
    assert_eq!(of_unit("line", &codes), (900, 900, 900));
    assert_eq!(of_unit("consignment", &codes), (300, 300, 300));
    assert_eq!(of_unit("kg", &codes), (900, 900, 900));
    // A code that is not known may be one of the known ones, or another.
    assert_eq!(of_unit("subheading", &["640411", ""]), (300, 600, 600));
    assert_eq!(of_unit("subheading", &["", ""]), (300, 300, 600));
    assert_eq!(of_unit("subheading", &["640411", "6405"]), (600, 600, 600));
}

#[test]
fn a_relief_leaves_what_it_says() {
    let rules = place(
        "[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\npays = \"70\"\nvalue = [{ of = \"cif\", at_most = \"100.00\" }, { of = \"year\", at_most = \"300.00\" }]\n[[relief]]\nid = \"xx-small\"\nof = [\"tax\"]\nvalue = [{ of = \"tax\", at_most = \"5.00\" }]\n",
    );
    let tax = |price, spent: Option<&str>| {
        let request = Request { year_spent: spent.map(money), ..usd(&[("640411", price, 1)]) };
        of(&quote(&rules, &request).expect("a quote"), TotalKind::ImportTax)
    };
    assert_eq!(tax("90.00 USD", Some("210.00 USD")), (700, 700, 700));
    assert_eq!(tax("90.01 USD", Some("0.00 USD")), (1_000, 1_000, 1_000));
    assert_eq!(tax("90.00 USD", Some("210.01 USD")), (1_000, 1_000, 1_000));
    assert_eq!(tax("90.00 USD", None), (700, 700, 1_000));
    assert_eq!(tax("40.00 USD", Some("0.00 USD")), (0, 0, 0), "5.00 of tax is not charged");
    assert_eq!(tax("40.10 USD", Some("0.00 USD")), (351, 351, 351), "70 % of 5.01");
}

#[test]
fn rounding_is_as_the_place_says() {
    let tax = |level: &str, mode: &str, exponent: i8| {
        let rules = place(&format!(
            "[[rounding]]\nid = \"xx-round\"\nof = [\"tax\"]\nmode = \"{mode}\"\nexponent = {exponent}\nlevel = \"{level}\"\n"
        ));
        let mut request =
            usd(&[("640411", "0.05 USD", 1), ("640419", "0.05 USD", 1), ("640420", "1.19 USD", 1)]);
        request.delivery = money("0.00 USD");
        exact(&quote(&rules, &request).expect("a quote"), TotalKind::ImportTax)
    };
    // 0.005, 0.005 and 0.119.
    assert_eq!(tax("line", "half-up", -2), 1 + 1 + 12);
    assert_eq!(tax("rate", "half-up", -2), 13);
    assert_eq!(tax("line", "half-even", -2), 12);
    assert_eq!(tax("line", "down", -2), 11);
    assert_eq!(tax("consignment", "up", 0), 100);
}

#[test]
fn at_home_there_is_tax_alone_and_it_may_be_within_the_price() {
    let rules = place("[[duty]]\nid = \"xx-shoes\"\nhs = [\"6404\"]\npercent = \"17\"\n");
    let home = Request { ship_from: Some(market("XX")), ..usd(&[("640411", "100.00 USD", 1)]) };
    let on_top = quote(&rules, &home).expect("a quote");
    assert_eq!((exact(&on_top, TotalKind::Duty), exact(&on_top, TotalKind::Tax)), (0, 1_100));
    let within = Request { tax_included: true, ..home };
    let within = quote(&rules, &within).expect("a quote");
    let tax = within.lines.iter().find(|line| line.kind == TotalKind::Tax).expect("a tax");
    assert_eq!((tax.effect, tax.amount), (TotalEffect::Included, Amount::Exact(money("10.00 USD"))));
    assert_eq!(within.total.amount, Amount::Exact(money("110.00 USD")));
}

#[test]
fn a_fee_on_what_is_advanced_leaves_out_what_the_seller_takes_with_its_total() {
    let rules = place(
        "[[duty]]\nid = \"xx-shoes\"\nhs = [\"6404\"]\npercent = \"17\"\n[[fee]]\nid = \"xx-fee\"\nname = \"Advancement\"\nby = \"carrier\"\npercent = \"10\"\non = \"advanced\"\n",
    );
    let seen = |duty: bool, import_tax: bool| {
        let request = Request { claimed: Claimed { duty, import_tax }, ..usd(&[("640411", "89.00 USD", 1)]) };
        let quote = quote(&rules, &request).expect("a quote");
        // What is charged stays: who takes it is another matter.
        assert_eq!((exact(&quote, TotalKind::Duty), exact(&quote, TotalKind::ImportTax)), (1_683, 1_158));
        let by = |kind: TotalKind| quote.lines.iter().find(|line| line.kind == kind).and_then(|line| line.by);
        (exact(&quote, TotalKind::Fee), by(TotalKind::Duty), by(TotalKind::ImportTax))
    };
    let (carrier, seller) = (Some(By::Carrier), Some(By::Seller));
    assert_eq!(seen(false, false), (284, carrier, carrier));
    assert_eq!(seen(true, false), (116, seller, carrier));
    assert_eq!(seen(false, true), (168, carrier, seller));
    assert_eq!(seen(true, true), (0, seller, seller), "nobody advances a cent");
}

#[test]
fn what_is_not_known_of_the_seller_the_way_and_the_rate_is_asked_for() {
    let rules = place(
        "[[scheme]]\nid = \"xx-scheme\"\nname = \"low\"\ntax_at = \"sale\"\nseller = \"registered\"\nvalue = [{ of = \"goods\", at_most = \"150.00\" }]\n[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\nscheme = [\"normal\"]\n[[fee]]\nid = \"xx-fee\"\nname = \"Fee\"\nby = \"carrier\"\namount = \"5.00\"\nmode = \"post\"\nonly_if_due = false\n",
    );
    let asked = |request: &Request| {
        let quote = quote(&rules, request).expect("a quote");
        quote.narrow.iter().map(|narrow| narrow.what.as_str()).collect::<Vec<_>>().join(" ")
    };
    let known = usd(&[("640411", "90.00 USD", 1)]);
    assert_eq!(asked(&known), "");
    assert_eq!(asked(&Request { registered: None, ..known.clone() }), "seller");
    assert_eq!(asked(&Request { mode: None, ..known.clone() }), "mode");
    let euros = order("XX", "2026-03-01", vec![line("640411", "90.00 EUR", 1)], "10.00 EUR");
    let euros = Request { registered: Some(true), mode: Some(Carriage::Post), ..euros };
    assert_eq!(asked(&euros), "rate");
    let quote = quote(&rules, &euros).expect("a quote");
    assert!(quote.notices.iter().any(|notice| notice.code() == "no-rate"));
    assert!(quote.lines.iter().any(|line| line.kind == TotalKind::Fee && line.amount == Amount::NotIncluded));
}

#[test]
fn every_row_that_speaks_is_explained() {
    let rules = place(
        "[[duty]]\nid = \"xx-64\"\nhs = [\"64\"]\npercent = \"5\"\n[[duty]]\nid = \"xx-vn\"\nhs = [\"6404\"]\npercent = \"2\"\norigin = [\"VN\"]\n[[relief]]\nid = \"xx-relief\"\nof = [\"duty\"]\nvalue = [{ of = \"goods\", below = \"150.00\" }]\n",
    );
    let mut request = usd(&[("640411", "90.00 USD", 1)]);
    request.lines[0].origin = Some(market("VN"));
    let rows = explain(&rules, &request).expect("rows");
    let standing = |id: &str| rows.iter().find(|one| one.row.id == id).map(|one| one.standing);
    assert_eq!(standing("xx-vn"), Some(Standing::Applies));
    assert_eq!((standing("xx-64"), standing("xx-free")), (Some(Standing::Beaten), Some(Standing::Beaten)));
    assert_eq!(standing("xx-relief"), Some(Standing::Open));
    let why = &rows.iter().find(|one| one.row.id == "xx-vn").expect("a row").why;
    assert_eq!(why, &["from 2020-01-01 on", "made in VN", "HS code begins with 6404"]);
}
