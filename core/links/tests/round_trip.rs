//! What a builder writes is read as the same, whatever the ids, words and codes are.

mod kit;

use kit::{Rng, merchant, tapped, typed, url};
use tradewind_domain::text::clean;
use tradewind_domain::{Gtin, ItemId, OrderId, Quantity};
use tradewind_links::build::{self, Base, BuildError};
use tradewind_links::{Dialect, DiscountCode, Line, MAX_LINES, Proposal, ShortCode, Target, gtin14};

/// What an id may be made of, with all that a link gives a meaning.
const LETTERS: &[&str] = &[
    "a",
    "Z",
    "0",
    "9",
    "-",
    "_",
    ".",
    "..",
    "~",
    "%",
    "%2F",
    "%41",
    "/",
    "\\",
    "?",
    "#",
    "&",
    "=",
    "+",
    ":",
    ",",
    ";",
    "@",
    " ",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "!",
    "*",
    "|",
    "é",
    "茶",
    "م",
    "😀",
    "\u{200d}",
    "\u{301}",
    "amp",
    "01",
    "//",
    "://",
    "de",
    "http://a/",
    "e\u{301}",
    "。",
];

fn word(rng: &mut Rng, most: usize) -> String {
    let count = 1 + rng.below(most);
    (0..count).map(|_| *rng.pick(LETTERS)).collect()
}

fn id(rng: &mut Rng) -> ItemId {
    loop {
        if let Ok(id) = ItemId::parse(word(rng, 8).trim()) {
            return id;
        }
    }
}

fn same(link: Result<String, BuildError>, target: &Target) {
    let link = link.expect("fits");
    assert_eq!(tapped(&link).as_ref().map(|arrival| &arrival.target), Ok(target), "{link}");
    // In a sentence, in brackets, with what a network appends.
    let joins = if link.contains('?') { '&' } else { '?' };
    for link in [format!("({link})."), format!("“{link}”"), format!("{link}{joins}utm_source=x&fbclid=y#z")]
    {
        assert_eq!(tapped(&link).as_ref().map(|arrival| &arrival.target), Ok(target), "{link}");
    }
    assert_eq!(typed(&format!("see {link} !")).as_ref().map(|arrival| &arrival.target), Ok(target), "{link}");
}

#[test]
fn products_orders_lives_and_searches() {
    let (mut rng, home) = (Rng::new(1), url("https://shop.example/"));
    for _ in 0..500 {
        for base in [Base::Scheme, Base::Web(&home)] {
            let (item, session) = (id(&mut rng), id(&mut rng));
            same(build::product(base, &item), &Target::Product(item.clone()));
            let order = OrderId::parse(item.as_str()).expect("as an item's");
            same(build::order(base, &order), &Target::Order(order.clone()));
            let at = [None, Some(0), Some(86_400)][rng.below(3)];
            let name = session.as_str().to_owned();
            same(build::live(base, &session, at), &Target::Live { session: name.clone(), at });
            same(build::card(base, &session, &item, at), &Target::LiveCard { session: name, item, at });
            let words = word(&mut rng, 12);
            match clean(&words, 200) {
                Some(shown) => same(build::search(base, &words), &Target::Search(shown)),
                None => assert_eq!(build::search(base, &words), Err(BuildError::Unfit)),
            }
        }
    }
    same(build::home(Base::Scheme), &Target::Home);
    same(build::home(Base::Web(&home)), &Target::Home);
}

#[test]
fn the_names_that_parsers_resolve() {
    for name in [".", "..", "...", "~", "~Li4", "%2e%2e", "mug.", "a/../b", "~Lg"] {
        let item = ItemId::parse(name).expect("a good id");
        same(build::product(Base::Scheme, &item), &Target::Product(item.clone()));
        same(build::product(Base::Web(&url("https://shop.example/")), &item), &Target::Product(item));
    }
    let long = ItemId::parse("茶".repeat(85)).expect("255 bytes");
    same(build::product(Base::Scheme, &long), &Target::Product(long));
}

#[test]
fn carts_in_each_dialect() {
    let (mut rng, merchant) = (Rng::new(2), merchant());
    let mut built = 0;
    for round in 0..2_000 {
        let dialect = *rng.pick(&Dialect::ALL);
        let mut lines: Vec<Line> = Vec::new();
        for _ in 0..=rng.below(6) {
            let item = if dialect == Dialect::Shopify || round % 3 == 0 {
                ItemId::parse(format!("v-{}", rng.next())).expect("a good id")
            } else {
                id(&mut rng)
            };
            let count = u32::try_from(1 + rng.below(999)).expect("small");
            if lines.iter().all(|line| line.item != item) {
                lines.push(Line { item, quantity: Quantity::new(count).expect("1 to 999") });
            }
        }
        let code = DiscountCode::parse(&word(&mut rng, 6));
        let proposal = Proposal { lines, code, dialect };
        match build::proposal(&merchant, &proposal) {
            Ok(link) => {
                built += 1;
                same(Ok(link), &Target::Proposal(proposal));
            }
            Err(error) => {
                assert_eq!(error, BuildError::Unfit);
                assert!(
                    !matches!(dialect, Dialect::Own | Dialect::Ucp),
                    "these carry every id: {proposal:?}"
                );
            }
        }
    }
    assert!(built > 1_000, "{built}");
    let one = Line { item: ItemId::parse("a").expect("a good id"), quantity: Quantity::ONE };
    let none = Proposal { lines: vec![], code: None, dialect: Dialect::Own };
    let many = Proposal { lines: vec![one; MAX_LINES + 1], ..none.clone() };
    assert_eq!(build::proposal(&merchant, &none), Err(BuildError::Unfit));
    assert_eq!(build::proposal(&merchant, &many), Err(BuildError::Unfit));
}

#[test]
fn numbers_and_short_codes() {
    let (mut rng, home) = (Rng::new(3), url("https://shop.example/"));
    let mut codes = 0;
    for _ in 0..1_000 {
        let body = format!("{:012}", rng.next() % 1_000_000_000_000);
        let gtin =
            (0..10).find_map(|check| Gtin::parse(&format!("{body}{check}")).ok()).expect("one digit fits");
        for base in [Base::Scheme, Base::Web(&home)] {
            let read = tapped(&build::gtin(base, &gtin).expect("fits")).expect("a number").target;
            let Target::Gtin(read) = read else { panic!("{read:?}") };
            assert_eq!(gtin14(&read), gtin14(&gtin));
        }
        if let Some(code) = ShortCode::of(rng.next() >> 29) {
            codes += 1;
            assert_eq!(typed(&code.shown()).expect("a code").target, Target::ShortCode(code));
        }
    }
    assert!(codes > 700, "{codes}");
}
