//! Links as bug reports, forums and the documents of shops have them: what was met outside, and what is made of it.

#![allow(clippy::panic, reason = "helpers of tests say what they met")]

mod kit;

use kit::{NOW, merchant, tapped, typed, url};
use tradewind_domain::{Gtin, ItemId};
use tradewind_links::build::{self, Base, BuildError};
use tradewind_links::{
    Dialect, DiscountCode, Dropped, Line, LinkError, Merchant, Proposal, Source, Target, read,
};

fn item(text: &str) -> ItemId {
    ItemId::parse(text).expect("a good id")
}

fn target(text: &str) -> Result<Target, LinkError> {
    tapped(text).map(|arrival| arrival.target)
}

fn scanned(text: &str) -> Result<Target, LinkError> {
    read(text, Source::Camera, &merchant(), NOW).map(|arrival| arrival.target)
}

/// Lines with their quantities, the code, the dialect, and what was left out.
type Cart = (Vec<(String, u32)>, Option<String>, Dialect, Vec<Dropped>);

fn cart(text: &str) -> Cart {
    match tapped(text) {
        Ok(arrival) => match arrival.target {
            Target::Proposal(Proposal { lines, code, dialect }) => {
                let lines = lines.iter().map(|line| (line.item.as_str().to_owned(), line.quantity.count()));
                (lines.collect(), code.map(|code| code.as_str().to_owned()), dialect, arrival.dropped)
            }
            other => panic!("{text}: {other:?}"),
        },
        Err(error) => panic!("{text}: {error:?}"),
    }
}

#[test]
fn what_hides_is_refused_however_it_is_encoded() {
    for link in [
        "https://shop.example/p/%E2%80%AEgum",
        "https://shop.example/p/m%E2%80%8Bug",
        "https://shop.example/p/m%C2%ADug",
        "https://shop.example/p/%E2%80%A8mug",
        "https://shop.example/products/%E2%81%A6mug",
        "tradewind://s/%E2%80%AEgum",
        "tradewind://live/%EF%BB%BFeid",
    ] {
        assert_eq!(target(link), Err(LinkError::Marks), "{link}");
    }
    assert_eq!(target("https://shop.example/buy/~4oCuZ3Vt:1"), Err(LinkError::Cart), "in a token");
    assert_eq!(target("https://shop.example/checkout?products=%E2%80%AEgum:1"), Err(LinkError::Cart));
    for (link, id) in [
        ("https://shop.example/p/%E2%9D%A4%EF%B8%8F", "❤\u{fe0f}"),
        ("https://shop.example/p/%D9%85%DB%8C%E2%80%8C%D8%AE", "می\u{200c}خ"),
        ("https://shop.example/p/a%20b", "a b"),
    ] {
        assert_eq!(target(link), Ok(Target::Product(item(id))), "{link}");
    }
    let hidden = item("\u{202e}gum");
    assert_eq!(build::product(Base::Scheme, &hidden), Err(BuildError::Unfit));
    let lines = vec![Line { item: hidden, quantity: tradewind_domain::Quantity::ONE }];
    let proposal = Proposal { lines, code: None, dialect: Dialect::Ucp };
    assert_eq!(build::proposal(&merchant(), &proposal), Err(BuildError::Unfit));
}

#[test]
fn bytes_that_are_no_text_are_no_cart() {
    for link in [
        "https://shop.example/checkout?products=%FF:1",
        "https://shop.example/checkout?products=a:1&coupon=%C0%AF",
        "https://shop.example/checkout?%70roducts=a:1%",
        "https://shop.example/buy/a:1?discounts%2Fcodes%2F0=%FF",
        "https://shop.example/buy/a:1?/discounts/codes/0=A%",
        "tradewind://buy/a:1?code=%FF",
    ] {
        assert_eq!(target(link), Err(LinkError::Encoding), "{link}");
    }
}

#[test]
fn a_blank_is_nothing_hidden() {
    assert_eq!(target("https://shop.example/p/a b"), Err(LinkError::Encoding));
    assert_eq!(target("https://sh op.example/p/mug"), Err(LinkError::Encoding));
    assert!(
        matches!(target("ISBN 9783161484100"), Ok(Target::Gtin(_))),
        "what stands before the number on a package"
    );
    assert_eq!(target("https://shop.example/p/a \u{202e}b"), Err(LinkError::Marks), "something else is");
}

#[test]
fn carts_open_under_a_language_and_at_each_name_of_the_host() {
    let one = |link: &str, dialect| {
        assert_eq!(cart(link), (vec![("a".to_owned(), 2)], None, dialect, vec![]), "{link}");
    };
    for link in [
        "https://www.shop.example/buy/a:2",
        "https://m.shop.example/buy/a:2",
        "https://shop.example/de/buy/a:2",
        "https://shop.example/en-GB/BUY/a:2",
    ] {
        one(link, Dialect::Ucp);
    }
    one("https://shop.example/en-de/cart/a:2", Dialect::Shopify);
    one("https://shop.example/de/checkout?products=a:2", Dialect::Meta);
    one("https://shop.example/fr/checkout-link/?products=a:2", Dialect::Woo);
    // An endpoint that has a language of its own (Magento's store views).
    let store = Merchant::new(url("https://shop.example/"))
        .with_permalink(url("https://shop.example/en/checkout/cart"));
    let read = |link| read(link, Source::Tap, &store, NOW).map(|arrival| arrival.target);
    for link in ["https://shop.example/en/checkout/cart/a:2", "https://shop.example/checkout/cart/a:2"] {
        let Ok(Target::Proposal(proposal)) = read(link) else { panic!("{link}") };
        assert_eq!(proposal.dialect, Dialect::Ucp, "{link}");
    }
}

#[test]
fn an_endpoint_that_begins_like_a_language_is_the_merchant_s_own() {
    let shop =
        Merchant::new(url("https://shop.example/")).with_permalink(url("https://shop.example/ucp/cart"));
    let read = |link: &str| read(link, Source::Tap, &shop, NOW).map(|arrival| arrival.target);
    for (link, dialect, code) in [
        ("https://shop.example/ucp/cart/a:2?discounts/codes/0=TEN", Dialect::Ucp, Some("TEN")),
        ("https://shop.example/de/ucp/cart/a:2", Dialect::Ucp, None),
        ("https://shop.example/cart/a:2?discount=TEN", Dialect::Shopify, Some("TEN")),
        ("https://shop.example/de/cart/a:2?discount=TEN", Dialect::Shopify, Some("TEN")),
    ] {
        let Ok(Target::Proposal(proposal)) = read(link) else { panic!("{link}: {:?}", read(link)) };
        let said = proposal.code.as_ref().map(|code| code.as_str());
        assert_eq!((proposal.dialect, said), (dialect, code), "{link}");
    }
    assert!(matches!(read("https://shop.example/cart"), Ok(Target::ProductPage { .. })));
    assert_eq!(read("https://shop.example/ucp/cart/"), Ok(Target::Home));
    let lines = vec![Line { item: item("a"), quantity: tradewind_domain::Quantity::ONE }];
    let proposal = Proposal { lines, code: DiscountCode::parse("TEN"), dialect: Dialect::Ucp };
    let built = build::proposal(&shop, &proposal).expect("fits");
    assert_eq!(read(&built), Ok(Target::Proposal(proposal)), "{built}");
}

#[test]
fn of_shopify_s_codes_the_first_is_tried() {
    for link in ["https://shop.example/cart/1:1?discount=A,B", "https://shop.example/cart/1:1?discount=A%2CB"]
    {
        let (_, code, _, dropped) = cart(link);
        assert_eq!((code.as_deref(), dropped), (Some("A"), vec![Dropped::Code]), "{link}");
    }
    let (_, code, _, dropped) = cart("https://shop.example/cart/1:1?discount=A,");
    assert_eq!((code.as_deref(), dropped), (Some("A"), vec![]));
    let lines = vec![Line { item: item("1"), quantity: tradewind_domain::Quantity::ONE }];
    let proposal = Proposal { lines, code: DiscountCode::parse("A,B"), dialect: Dialect::Shopify };
    assert_eq!(build::proposal(&merchant(), &proposal), Err(BuildError::Unfit));
}

#[test]
fn the_front_of_a_shop_has_more_names_than_one() {
    for link in [
        "https://shop.example/de",
        "https://shop.example/de/?utm_source=x",
        "https://shop.example/en-US",
        "https://shop.example/index.html",
        "https://shop.example/index.php",
    ] {
        assert_eq!(target(link), Ok(Target::Home), "{link}");
    }
    for link in [
        "https://shop.example/mug",
        "https://shop.example/?p=123",
        "https://shop.example/?product=mug",
        "https://shop.example/index.php?id_product=5&controller=product",
    ] {
        assert!(matches!(target(link), Ok(Target::ProductPage { .. })), "{link}");
    }
    assert_eq!(target("https://shop.example/#/p/mug"), Ok(Target::Product(item("mug"))), "a route stays");
    let store = Merchant::new(url("https://shop.example/store/"));
    let read = |link| read(link, Source::Tap, &store, NOW).map(|arrival| arrival.target);
    assert_eq!(read("https://shop.example/store"), Ok(Target::Home));
    assert_eq!(read("https://shop.example/store/"), Ok(Target::Home));
    assert!(matches!(read("https://shop.example/store/mug"), Ok(Target::ProductPage { .. })));
}

#[test]
fn numbers_are_read_as_scanners_and_packages_have_them() {
    let gtin = Ok(Target::Gtin(Gtin::parse("4006381333931").expect("a number")));
    for text in [
        "]E04006381333931",
        "0104006381333931",
        "010400638133393110AB\u{1d}21X",
        "http://id.gs1.org/01/04006381333931",
        "http://brand.example/01/04006381333931/10/A",
        "]Q1https://id.gs1.org/01/04006381333931",
    ] {
        assert_eq!(scanned(text), gtin, "{text:?}");
    }
    assert_eq!(target("http://id.gs1.org/01/04006381333931"), gtin);
    assert_eq!(target("http://brand.example/01/04006381333931"), Err(LinkError::Insecure));
    assert_eq!(scanned("http://shop.example/p/mug"), Err(LinkError::Insecure));
    assert_eq!(scanned("http://id.gs1.org/01/04006381333930"), Err(LinkError::Number));
    for text in ["00000000", "0000000000000", "https://id.gs1.org/01/00000000000000"] {
        assert_eq!(scanned(text), Err(LinkError::Number), "{text}");
    }
}

#[test]
fn a_link_is_found_where_no_blank_parts_it_from_words() {
    for text in [
        "见https://shop.example/p/mug。",
        "[Mug](https://shop.example/p/mug)",
        "<a href=\"https://shop.example/p/mug\">",
        "Mug:https://shop.example/p/mug",
        "Mug https://shop.example/p/mug https://shop.example/p/mug",
    ] {
        assert_eq!(typed(text).map(|arrival| arrival.target), Ok(Target::Product(item("mug"))), "{text}");
    }
    for text in [
        "xhttps://shop.example/p/mug",
        "evil.example/?u=https://shop.example/p/mug",
        "javascript://x?u=https://shop.example/p/mug",
    ] {
        assert_eq!(typed(text).map(|arrival| arrival.target), Err(LinkError::Unknown), "{text}");
    }
    assert_eq!(
        target("见https://shop.example/p/mug"),
        Err(LinkError::Unknown),
        "a system hands over whole links"
    );
    let idn = Merchant::new(url("https://müller.example/"));
    for text in ["müller.example/p/mug", "MÜLLER.example/p/mug", "xn--mller-kva.example/p/mug"] {
        let read = read(text, Source::Typed, &idn, NOW).map(|arrival| arrival.target);
        assert_eq!(read, Ok(Target::Product(item("mug"))), "{text}");
    }
}

#[test]
fn what_leads_on_is_told_from_what_is_another_shop_s() {
    for link in [
        "https://t.co/abc",
        "https://bit.ly/abc",
        "https://urldefense.com/v3/__https://shop.example/p/mug__;!!x",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fshop.example%2F",
        "https://web.archive.org/web/2020/https://shop.example/p/mug",
        "https://www.google.com/amp/s/shop.example/p/mug",
        "https://href.li/?https://shop.example",
        "https://awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fshop.example",
        "https://shop.example/p/mug?next[]=https://evil.example",
        "https://shop.example/p/mug?RelayState=https://evil.example",
    ] {
        assert_eq!(target(link), Err(LinkError::Redirect), "{link}");
    }
    for link in [
        "https://elsewhere.example/p/mug?utm_source=shop.example",
        "https://elsewhere.example/p/notshop.example",
        "https://t.co.example/abc",
    ] {
        assert_eq!(target(link), Err(LinkError::Foreign), "{link}");
    }
}

#[test]
fn letters_that_registries_have_in_use_are_mistaken_for_ours() {
    for host in ["5hop", "ṡhop", "ŝhop", "shōp", "sħop", "ꜱhop", "ʂhop", "shoþ"] {
        assert_eq!(target(&format!("https://{host}.example/p/mug")), Err(LinkError::Lookalike), "{host}");
    }
}

#[test]
fn what_leads_on_is_seen_through_tabs_paths_and_services() {
    for link in [
        "https://shop.example/p/mug?next=/%09/evil.example",
        "https://shop.example/p/mug?next=%0A//evil.example",
        "https://shop.example/p/mug?url=ht%0D%0Atps://evil.example",
        "https://shop.example/p/mug?url=%01https://evil.example",
        "https://shop.example/redirect/https://evil.example/x",
        "https://shop.example/redirect/https%3A%2F%2Fevil.example",
        "https://shop.example/de/out/HTTP:/evil.example",
        "https://shop.example/go/javascript:/alert(1)",
        "https://mugs.app.link/abc?$deeplink_path=p/mug",
        "https://mugs.onelink.me/abc?deep_link_value=p%2Fmug",
        "https://mugs.page.link/?link=x",
        "https://shop-example.translate.goog/p/mug?_x_tr_sl=en",
        "https://vm.tiktok.com/ZMabc/",
        "https://amzn.to/3abc",
    ] {
        assert_eq!(target(link), Err(LinkError::Redirect), "{link}");
    }
    for link in ["https://app.link.example/p/mug", "https://myapp.link/p/mug", "https://notamzn.to/3abc"] {
        assert_eq!(target(link), Err(LinkError::Foreign), "{link}");
    }
    // An id is the merchant's, whatever it looks like.
    let id = item("https://a/b");
    assert_eq!(target("https://shop.example/p/https%3A%2F%2Fa%2Fb"), Ok(Target::Product(id)));
}

#[test]
fn a_merchant_s_own_host_at_such_a_service_is_its_own() {
    let merchant = merchant().with_hosts([url("https://mugs.app.link")]);
    let read = |text: &str| read(text, Source::Tap, &merchant, NOW).map(|arrival| arrival.target);
    assert_eq!(read("https://mugs.app.link/p/mug"), Ok(Target::Product(item("mug"))));
    assert_eq!(read("https://others.app.link/p/mug"), Err(LinkError::Redirect));
}

#[test]
fn accents_that_no_table_of_letters_had_hide_no_name() {
    for host in ["shoṕ", "shop\u{323}", "shǫp", "ȿhop"] {
        let read = target(&format!("https://{host}.example/p/mug"));
        assert!(matches!(read, Err(LinkError::Lookalike | LinkError::Foreign)), "{host}: {read:?}");
    }
    for host in ["shoṕ", "shǫp", "sḧop"] {
        assert_eq!(target(&format!("https://{host}.example/p/mug")), Err(LinkError::Lookalike), "{host}");
    }
}

#[test]
fn parameters_that_engines_publish_and_that_are_of_no_cart_are_passed_over() {
    let red =
        |code: Option<&str>, dialect| (vec![("1".to_owned(), 2)], code.map(str::to_owned), dialect, vec![]);
    for (link, wanted) in [
        (
            "https://shop.example/cart/1:2?storefront=true&locale=fr&ref=partner&access_token=a1&discount=TEN",
            red(Some("TEN"), Dialect::Shopify),
        ),
        ("https://shop.example/checkout-link/?products=1:2&session=t_abc&_kx=abc.1", red(None, Dialect::Woo)),
        ("https://shop.example/checkout?products=1%3A2&fb_commerce=true", red(None, Dialect::Meta)),
    ] {
        assert_eq!(cart(link), wanted, "{link}");
    }
    for link in [
        "https://shop.example/cart/1:2?payment=shop_pay",
        "https://shop.example/cart/1:2?properties=eyJhIjoiYiJ9",
        "https://shop.example/checkout?products=1%3A2&subscription=monthly",
    ] {
        assert_eq!(cart(link).3, [Dropped::Field], "{link}");
    }
    // A subscription behind the quantity is none that is bought once.
    assert_eq!(target("https://shop.example/checkout?products=1%3A2%3Amonthly"), Err(LinkError::Cart));
}

#[test]
fn numbers_are_found_in_what_scanners_and_pages_put_around_them() {
    let gtin = |digits| Ok(Target::Gtin(Gtin::parse(digits).expect("a number")));
    for (text, digits) in [
        ("]d2\u{1d}17261231\u{1d}10AB\u{1d}0104006381333931", "4006381333931"),
        ("(17)261231(01)04006381333931", "4006381333931"),
        ("https://brand.example/8006/040063813339310102", "4006381333931"),
        ("EAN: 4006381333931", "4006381333931"),
        ("04252614", "042100005264"),
    ] {
        assert_eq!(scanned(text), gtin(digits), "{text:?}");
    }
    for text in ["]d2\u{1d}10AB", "(02)04006381333931(37)12\u{1d}(01)1", "]C100106141411234567897"] {
        assert_eq!(scanned(text), Err(LinkError::Number), "{text:?}");
    }
    // What a link hides is no separator.
    assert_eq!(scanned("https://shop.example/p/\u{1d}mug"), Err(LinkError::Marks));
    assert_eq!(scanned("]Q1https://shop.example/p/mug"), Ok(Target::Product(item("mug"))));
    assert_eq!(scanned("]d2https://shop.example/p/mug"), Ok(Target::Product(item("mug"))));
}

#[test]
fn links_that_put_one_item_into_a_page_s_cart_are_proposals() {
    let one = |id: &str, count, dialect, dropped| (vec![(id.to_owned(), count)], None, dialect, dropped);
    for (link, wanted) in [
        ("https://shop.example/?add-to-cart=82&quantity=3", one("82", 3, Dialect::Woo, vec![])),
        ("https://shop.example/de/checkout/?add-to-cart=82&utm_source=x", one("82", 1, Dialect::Woo, vec![])),
        (
            "https://shop.example/cart/?add-to-cart=80&variation_id=82&attribute_pa_color=red",
            one("82", 1, Dialect::Woo, vec![]),
        ),
        (
            "https://shop.example/cart/add?id=70881412&quantity=2&return_to=/checkout",
            one("70881412", 2, Dialect::Shopify, vec![Dropped::ContinueTo]),
        ),
    ] {
        assert_eq!(cart(link), wanted, "{link}");
    }
    for link in [
        "https://shop.example/?add-to-cart=82&quantity=0",
        "https://shop.example/?add-to-cart=82,83",
        "https://shop.example/?add-to-cart=",
        "https://shop.example/?add-to-cart=82&add-to-cart=83",
        "https://shop.example/?add-to-cart=82&quantity=1&quantity=2",
        "https://shop.example/cart/add?id=82:2",
    ] {
        assert_eq!(target(link), Err(LinkError::Cart), "{link}");
    }
    // On a product's own page the product is shown.
    assert_eq!(target("https://shop.example/p/mug?add-to-cart=82"), Ok(Target::Product(item("mug"))));
    assert_eq!(target("https://shop.example/"), Ok(Target::Home));
    assert!(matches!(target("https://shop.example/cart/add"), Ok(Target::ProductPage { .. })));
}
