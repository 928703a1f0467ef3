//! What a builder writes is read as the same, whatever the ids, words and codes are.

mod kit;

use kit::{KID, NOW, Rng, key, merchant, tapped, typed, url};
use std::time::Duration;
use tradewind_domain::text::clean;
use tradewind_domain::{Gtin, ItemId, OrderId, Quantity};
use tradewind_links::build::{self, Base, BuildError, Creator};
use tradewind_links::{
    Consent, Dialect, DiscountCode, Line, MAX_LINES, Proposal, ShortCode, Source, Target, gtin14, read,
};

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
        let printed = build::element_string(&gtin);
        for source in [Source::Camera, Source::Typed, Source::Tap] {
            let read = read(&printed, source, &merchant(), NOW).expect("a number").target;
            let Target::Gtin(read) = read else { panic!("{printed}: {read:?}") };
            assert_eq!(gtin14(&read), gtin14(&gtin));
        }
        if let Some(code) = ShortCode::of(rng.next() >> 29) {
            codes += 1;
            assert_eq!(typed(&code.shown()).expect("a code").target, Target::ShortCode(code));
        }
    }
    assert!(codes > 700, "{codes}");
}

#[test]
fn one_item_for_a_page_s_cart() {
    let (mut rng, merchant) = (Rng::new(9), merchant());
    for _ in 0..500 {
        let item = ItemId::parse(format!("v{}", rng.next())).expect("a good id");
        let count = u32::try_from(1 + rng.below(999)).expect("small");
        let line = Line { item, quantity: Quantity::new(count).expect("1 to 999") };
        for dialect in Dialect::ALL {
            let built = build::one(&merchant, &line, dialect);
            if matches!(dialect, Dialect::Woo | Dialect::Shopify) {
                let proposal = Proposal { lines: vec![line.clone()], code: None, dialect };
                same(built, &Target::Proposal(proposal));
            } else {
                assert_eq!(built, Err(BuildError::Unfit), "{dialect:?}");
            }
        }
    }
    let odd = Line { item: ItemId::parse("a,b").expect("a good id"), quantity: Quantity::ONE };
    assert_eq!(build::one(&merchant, &odd, Dialect::Woo), Err(BuildError::Unfit));
}

#[test]
fn creators_links_and_referrers_of_installs() {
    let (mut rng, merchant, home) = (Rng::new(7), merchant(), url("https://shop.example/"));
    let mut promised = 0;
    for round in 0..300_u64 {
        let item = id(&mut rng);
        let base = if round % 2 == 0 { Base::Scheme } else { Base::Web(&home) };
        let link = build::product(base, &item).expect("fits");
        let (by, code) = (format!("c-{}", rng.next()), DiscountCode::parse(&word(&mut rng, 6)));
        let expires = NOW.after(Duration::from_secs(1 + rng.next() % 86_400));
        let creator = Creator { by: &by, code: code.as_ref(), expires, kid: KID };
        let signed = build::creator(&link, &creator, &merchant, |bytes| key(7).sign(bytes)).expect("fits");
        let referrer = build::install_referrer(&signed, &[("utm_source", "stream & post")]).expect("fits");
        let installed = read(&referrer, Source::InstallReferrer, &merchant, NOW).expect("as it was built");
        for arrival in [tapped(&signed).expect("as it was built"), installed] {
            assert_eq!(arrival.target, Target::Product(item.clone()), "{signed}");
            assert_eq!(arrival.promised, code, "{signed}");
            let kept = arrival.campaign.with(Consent::Given).expect("a creator");
            assert_eq!(kept.creator.as_ref(), Some(&by), "{signed}");
        }
        let read = read(&referrer, Source::InstallReferrer, &merchant, NOW).expect("as it was built");
        let kept = read.campaign.with(Consent::Given).expect("a source");
        assert_eq!(kept.utm, [("utm_source", "stream & post".to_owned())], "{referrer}");
        promised += usize::from(code.is_some());
    }
    assert!(promised > 100, "{promised}");
}

#[test]
fn pages_of_the_merchant_by_whatever_leads_to_them() {
    let mut rng = Rng::new(8);
    for _ in 0..500 {
        let (slug, query) = (format!("mug-{}", rng.next()), *rng.pick(&["", "?variant=7", "?v=2&size=l"]));
        let wanted = url(&format!("https://shop.example/products/{slug}{query}"));
        let host = *rng.pick(&["shop.example", "www.shop.example", "m.shop.example", "SHOP.EXAMPLE"]);
        let language = *rng.pick(&["", "/de", "/en-US", "/zh_Hant"]);
        let slash = *rng.pick(&["", "/"]);
        let joins = if query.is_empty() { '?' } else { '&' };
        let end =
            *rng.pick(&["utm_source=x&fbclid=y#reviews", "gclid=1", "_kx=1&ttclid=E.C.P.1#:~:text=mug"]);
        let link = format!("https://{host}{language}/products/{slug}{slash}{query}{joins}{end}");
        let target = tapped(&link).expect("a page").target;
        let Target::ProductPage { page, others } = target else { panic!("{link}: {target:?}") };
        let leads = std::iter::once(&page).chain(&others).any(|one| one.leads_to(&wanted));
        assert!(leads, "{link}: {page:?} {others:?}");
        assert!(page.url().fragment().is_none() && !page.as_str().contains("clid"), "{link}: {page:?}");
    }
}
