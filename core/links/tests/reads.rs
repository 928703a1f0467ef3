//! Every form, every refusal: links as people and strangers write them.

#![allow(clippy::panic, reason = "helpers of tests say what they met")]

mod kit;

use kit::{NOW, merchant, tapped, typed, url};
use tradewind_domain::{Gtin, ItemId, OrderId};
use tradewind_links::{Dialect, Dropped, LinkError, Merchant, Proposal, ShortCode, Source, Target, read};

fn item(text: &str) -> ItemId {
    ItemId::parse(text).expect("a good id")
}

fn product(text: &str) -> Target {
    Target::Product(item(text))
}

fn target(text: &str) -> Result<Target, LinkError> {
    tapped(text).map(|arrival| arrival.target)
}

fn page(text: &str) -> String {
    match target(text) {
        Ok(Target::ProductPage { page, .. }) => page.to_string(),
        other => panic!("{text}: {other:?}"),
    }
}

fn cart(text: &str) -> (Proposal, Vec<Dropped>) {
    match tapped(text) {
        Ok(arrival) => match arrival.target {
            Target::Proposal(proposal) => (proposal, arrival.dropped),
            other => panic!("{text}: {other:?}"),
        },
        Err(error) => panic!("{text}: {error:?}"),
    }
}

fn lines(proposal: &Proposal) -> Vec<(&str, u32)> {
    proposal.lines.iter().map(|line| (line.item.as_str(), line.quantity.count())).collect()
}

#[test]
fn every_form_shows_something() {
    assert_eq!(target("tradewind://p/mug-indigo"), Ok(product("mug-indigo")));
    assert_eq!(target("tradewind://p/a%2Fb%20c"), Ok(product("a/b c")));
    assert_eq!(target("tradewind://s/%E8%8C%B6%E7%A2%97"), Ok(Target::Search("茶碗".into())));
    let card = |at| Target::LiveCard { session: "eid-42".into(), item: item("mug"), at };
    assert_eq!(target("tradewind://live/eid-42/mug"), Ok(card(None)));
    assert_eq!(target("https://shop.example/live/eid-42/mug?t=90"), Ok(card(Some(90))));
    assert_eq!(target("https://shop.example/live/eid-42/mug?t=90s"), Ok(card(Some(90))));
    assert_eq!(target("https://shop.example/live/eid-42/mug?t=999999"), Ok(card(None)));
    assert_eq!(target("https://shop.example/live/eid-42/mug?t=s"), Ok(card(None)));
    assert_eq!(target("tradewind://live/eid-42"), Ok(Target::Live { session: "eid-42".into(), at: None }));
    let order = Target::Order(OrderId::parse("1042").expect("a good id"));
    assert_eq!(target("https://shop.example/o/1042?utm=x"), Ok(order));
    assert_eq!(page("https://shop.example/products/mug"), "https://shop.example/products/mug");
    for home in [
        "tradewind://home",
        "https://shop.example",
        "https://shop.example/?utm_source=x",
        "https://shop.example/buy/",
    ] {
        assert_eq!(target(home), Ok(Target::Home), "{home}");
    }
}

#[test]
fn tracking_slashes_and_what_stood_around_a_link_change_nothing() {
    for link in [
        "tradewind://p/mug?utm_source=ig",
        "tradewind://p/mug?fbclid=1#reviews",
        "tradewind://p/mug/",
        "TRADEWIND://P/mug",
        "https://shop.example/p/mug/",
        "https://shop.example//p//mug?utm_source=tiktok&fbclid=x",
        "https://shop.example/p/mug#:~:text=mug",
        "HTTPS://SHOP.EXAMPLE/P/mug",
        "https://shop.example/p/mug.",
        "(https://shop.example/p/mug)",
        "“https://shop.example/p/mug”,",
        "\u{feff}https://shop.example/p/mug\u{200b}",
        "\u{2068}https://shop.example/p/mug\u{2069}。",
        "<https://shop.example/p/mug>",
        "https://shop.example:443/p/mug",
        "https://www.shop.example/p/mug",
        "https://m.shop.example/p/mug",
        "https://shop.example./p/mug",
        "https://shop.de.example/p/mug",
        "https://shop.example/de/p/mug",
        "https://shop.example/en-US/p/mug",
        "https://shop.example/zh_Hant/p/mug?ref=a;b",
        "https://shop.example/amp/p/mug",
        "https://shop.example/p/mug/amp",
        "https://shop.example/x/../p/mug",
        "https://shop.example/#/p/mug?utm_source=x",
        "https://shop.example/#!/p/mug",
        "URL: https://shop.example/p/mug",
        r"MEBKM:TITLE:Mug;URL:https\://shop.example/p/mug;;",
    ] {
        assert_eq!(target(link), Ok(product("mug")), "{link:?}");
    }
    assert_eq!(target("https://shop.example/p/mug(blue)"), Ok(product("mug(blue)")));
    assert_eq!(target("https://shop.example/p/mug?x=100%"), Ok(product("mug")), "not a parameter of ours");
    assert_eq!(target("https://shop.example/p/a%252Fb"), Ok(product("a%2Fb")), "decoded once");
}

#[test]
fn a_page_is_known_by_its_other_addresses() {
    let read = target("https://www.shop.example/de/products/mug/?v=2&utm_source=x&gclid=y#reviews");
    let Ok(Target::ProductPage { page: first, others }) = read else { panic!("{read:?}") };
    assert_eq!(first.as_str(), "https://www.shop.example/de/products/mug/?v=2");
    let others: Vec<&str> = others.iter().map(|other| other.as_str()).collect();
    for wanted in [
        "https://www.shop.example/products/mug?v=2",
        "https://shop.example/de/products/mug?v=2",
        "https://shop.example/products/mug?v=2",
    ] {
        assert!(others.contains(&wanted), "{wanted}: {others:?}");
    }
    assert_eq!(page("https://shop.example/checkout"), "https://shop.example/checkout", "no cart in it");
    assert_eq!(page("https://shop.example/cart"), "https://shop.example/cart");
    assert_eq!(page("https://shop.example//evil.example/p/mug"), "https://shop.example//evil.example/p/mug");
}

fn page_of(target: Result<Target, LinkError>) -> bool {
    matches!(target, Ok(Target::ProductPage { .. }))
}

#[test]
fn an_address_elsewhere_is_foreign_unless_the_catalog_is_to_decide() {
    let elsewhere = "https://elsewhere.example/p/mug";
    assert_eq!(target(elsewhere), Err(LinkError::Foreign));
    let asks = Merchant::new(url("https://shop.example/")).with_pages_elsewhere(true);
    let read = |link| read(link, Source::Tap, &asks, NOW).map(|arrival| arrival.target);
    assert!(page_of(read(elsewhere)));
    assert_eq!(read("https://sh0p.example/p/mug"), Err(LinkError::Lookalike));
    assert_eq!(
        read("https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fp%2Fmug"),
        Err(LinkError::Redirect)
    );
}

#[test]
fn each_refusal_has_its_own_reason() {
    for (link, wanted) in [
        ("", LinkError::Unknown),
        ("mug", LinkError::Unknown),
        ("tradewind://", LinkError::Unknown),
        ("tradewind://pay/1042", LinkError::Unknown),
        ("tradewind://cart/red", LinkError::Unknown),
        ("tradewind://settings/language", LinkError::Unknown),
        ("tradewind://p/", LinkError::Unknown),
        ("tradewind://p/a/b", LinkError::Unknown),
        ("tradewind:p/a", LinkError::Unknown),
        ("javascript:alert(1)", LinkError::Unknown),
        ("file:///etc/passwd", LinkError::Unknown),
        ("intent://p/a#Intent;scheme=tradewind;end", LinkError::Unknown),
        ("https:shop.example/p/mug", LinkError::Unknown),
        ("https:///shop.example/p/mug", LinkError::Unknown),
        ("//shop.example/p/mug", LinkError::Unknown),
        ("tradewind://payment/return/0f8fad5b-d9cb-469f", LinkError::PaymentReturn),
        ("https://elsewhere.example/p/mug", LinkError::Foreign),
        ("https://shop.example.evil.example/p/mug", LinkError::Foreign),
        ("https://evilshop.example/p/mug", LinkError::Foreign),
        ("https://93.184.216.34/p/mug", LinkError::Foreign),
        ("https://[2001:db8::1]/p/mug", LinkError::Foreign),
        ("http://127.0.0.1/p/mug", LinkError::Foreign),
        ("https://müller.example/p/mug", LinkError::Foreign),
        ("http://shop.example/p/mug", LinkError::Insecure),
        ("http://elsewhere.example/p/mug", LinkError::Insecure),
        ("https://ѕhop.example/p/mug", LinkError::Lookalike),
        ("https://xn--hop-ehd.example/p/mug", LinkError::Lookalike),
        ("https://ѕһор.example/p/mug", LinkError::Lookalike),
        ("https://www.sh0p.example/p/mug", LinkError::Lookalike),
        ("https://shöp.example/p/mug", LinkError::Lookalike),
        ("https://pаypal.example/", LinkError::Lookalike),
        ("https://shop.example@evil.example/p/mug", LinkError::UserInfo),
        ("https://shop.example:443@evil.example/p/mug", LinkError::UserInfo),
        ("https://@shop.example/p/mug", LinkError::UserInfo),
        ("tradewind://u:p@p/a", LinkError::UserInfo),
        ("https://shop.example:8443/p/mug", LinkError::Port),
        ("tradewind://p:80/mug", LinkError::Port),
        ("https://shop.example/p/mug?redirect=https%3A%2F%2Fevil.example", LinkError::Redirect),
        ("https://shop.example/p/mug?next=//evil.example", LinkError::Redirect),
        ("https://shop.example/p/mug?URL=https%253A%252F%252Fevil.example", LinkError::Redirect),
        ("https://shop.example/discount/X?redirect=javascript:alert(1)", LinkError::Redirect),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fp%2Fmug&h=AT0", LinkError::Redirect),
        ("https://www.google.com/url?q=https://shop.example/p/mug", LinkError::Redirect),
        ("https://shop.example/#/p/mug?goto=https://evil.example", LinkError::Redirect),
        (r"https://shop.example\@evil.example/", LinkError::Encoding),
        (r"https:\\shop.example\p\mug", LinkError::Encoding),
        ("https://shop.example/p/50%", LinkError::Encoding),
        ("https://shop.example/p/a%2", LinkError::Encoding),
        ("https://shop.example/p/a%zz", LinkError::Encoding),
        ("https://shop.example/checkout?products=12345%3A3%2C23456%3", LinkError::Encoding),
        ("tradewind://buy/a:1?code=A%", LinkError::Encoding),
        ("https://shop.example%2f@evil/p/mug", LinkError::UserInfo),
        ("https://shop%2eexample/p/mug", LinkError::Encoding),
        ("tradewind://p/%FF", LinkError::Encoding),
        ("https://shop.example/products/%FF", LinkError::Encoding),
        ("tradewind://p/%00", LinkError::Marks),
        ("https://shop.example/p/a%0Ab", LinkError::Marks),
        ("https://sh\u{2060}op.example/p/mug", LinkError::Marks),
        ("https://shop.exa\tmple/p/mug", LinkError::Marks),
        ("https://shop.example/p/\nmug", LinkError::Marks),
        ("https://shop.example/p/\u{202e}gum", LinkError::Marks),
        ("https://shop.example/buy/mug", LinkError::Cart),
        ("https://shop.example/01/04006381333930", LinkError::Number),
        ("4006381333930", LinkError::Number),
    ] {
        assert_eq!(target(link), Err(wanted), "{link:?}");
    }
    assert_eq!(target(&format!("tradewind://s/{}", "x".repeat(2_048))), Err(LinkError::TooLong));
    assert_eq!(target(&format!("tradewind://s/{}", "x".repeat(201))), Err(LinkError::Unknown));
    assert_eq!(target(&format!("https://shop.example{}", "/a".repeat(40))), Err(LinkError::TooLong));
    assert_eq!(target(&format!("https://shop.example/p/mug?{}", "a&".repeat(80))), Err(LinkError::TooLong));
}

#[test]
fn carts_of_five_dialects_become_proposals() {
    for (link, dialect) in [
        ("tradewind://buy/12345:3,23456:1?code=SUMMERSALE20", Dialect::Own),
        ("https://shop.example/buy/12345:3,23456:1?discounts/codes/0=SUMMERSALE20", Dialect::Ucp),
        ("https://shop.example/buy/12345:3,23456:1?%2Fdiscounts%2Fcodes%2F0=SUMMERSALE20", Dialect::Ucp),
        (
            "https://shop.example/checkout?products=12345%3A3%2C23456%3A1&coupon=SUMMERSALE20\
             &cart_origin=meta_shops&utm_source=IGShopping&fbclid=x",
            Dialect::Meta,
        ),
        ("https://www.shop.example/checkout-link/?products=12345:3,23456&coupon=SUMMERSALE20", Dialect::Woo),
        ("https://shop.example/cart/12345:3,23456:1?discount=SUMMERSALE20", Dialect::Shopify),
    ] {
        let (proposal, dropped) = cart(link);
        assert_eq!(lines(&proposal), [("12345", 3), ("23456", 1)], "{link}");
        assert_eq!(proposal.code.as_ref().map(|code| code.as_str()), Some("SUMMERSALE20"), "{link}");
        assert_eq!((proposal.dialect, dropped), (dialect, vec![]), "{link}");
    }
    let (proposal, _) = cart("https://shop.example/checkout?products=mug:blue:2,mug:blue:1");
    assert_eq!(lines(&proposal), [("mug:blue", 3)], "one line of what stands there twice");
    let (proposal, _) = cart("https://shop.example/buy/~6Iy256KX:2");
    assert_eq!(lines(&proposal), [("茶碗", 2)]);
}

#[test]
fn a_cart_takes_lines_and_one_code_and_nothing_else() {
    let (proposal, dropped) = cart(
        "https://shop.example/buy/mug:1?line_items/0/item/id=lamp&buyer/email=a@b.cd\
         &continue_to=/account&discounts/codes/0=A&discounts/codes/1=B",
    );
    assert_eq!(lines(&proposal), [("mug", 1)], "the path wins");
    assert_eq!(proposal.code.as_ref().map(|code| code.as_str()), Some("A"));
    assert_eq!(dropped, [Dropped::Field, Dropped::ContinueTo, Dropped::Code]);
    let (_, dropped) = cart("https://shop.example/buy/mug:1?continue_to=//evil.example");
    assert_eq!(dropped, [Dropped::ContinueTo], "whatever it says");
    let (proposal, dropped) =
        cart("https://shop.example/cart/1:1?discount=A&discount=B&payment=shop_pay&checkout[email]=a%40b.cd");
    assert_eq!(proposal.code.as_ref().map(|code| code.as_str()), Some("A"));
    assert_eq!(dropped, [Dropped::Twice, Dropped::Field]);
    let (proposal, dropped) = cart("https://shop.example/cart/1:1?discount=%E2%80%AE");
    assert_eq!((proposal.code, dropped), (None, vec![Dropped::Code]));
    let many = (0..51).map(|n| format!("i{n}:1")).collect::<Vec<_>>().join(",");
    for wrong in [
        "mug:0",
        "mug:01",
        "mug:+1",
        "mug:1000",
        "mug:-1",
        "mug:1.5",
        "mug:٣",
        "mug",
        ":1",
        "a:1,,b:1",
        "a:999,a:1",
        "a%20b:1",
        "~%FF:1",
        "~*:1",
        &many,
    ] {
        let link = format!("https://shop.example/buy/{wrong}");
        assert!(
            matches!(target(&link), Err(LinkError::Cart | LinkError::Encoding)),
            "{wrong}: {:?}",
            target(&link)
        );
    }
    for wrong in ["products=a:1&products=b:1", "products=", "products=a:0", "products=a:1,b"] {
        assert_eq!(
            target(&format!("https://shop.example/checkout?{wrong}")),
            Err(LinkError::Cart),
            "{wrong}"
        );
    }
    assert_eq!(target("https://elsewhere.example/cart/1:1"), Err(LinkError::Foreign));
}

#[test]
fn an_id_that_cannot_be_read_leaves_the_others_of_its_cart() {
    let long = "a".repeat(2_000 - 60);
    let long = format!("https://shop.example/checkout?products=mug:2,{long}:1");
    for (link, dialect) in [
        ("https://shop.example/buy/~*:1,mug:2,~%FE:3", None),
        ("https://shop.example/buy/~*:1,mug:2", Some(Dialect::Ucp)),
        ("tradewind://buy/mug:2,~4oCuZ3Vt:1", Some(Dialect::Own)),
        ("https://shop.example/buy/mug:2,:1", Some(Dialect::Ucp)),
        ("https://shop.example/checkout?products=%E2%80%AEgum:1,mug:2", Some(Dialect::Meta)),
        ("https://shop.example/checkout-link/?products=mug:2,,%E2%80%AEgum", Some(Dialect::Woo)),
        ("https://shop.example/cart/%E2%80%8B:1,mug:2", None),
        (long.as_str(), Some(Dialect::Meta)),
    ] {
        // Bytes and marks in a path are refused before it is known that they are of a cart.
        let Some(dialect) = dialect else {
            assert!(matches!(target(link), Err(LinkError::Encoding | LinkError::Marks)), "{link}");
            continue;
        };
        let (proposal, dropped) = cart(link);
        assert_eq!((proposal.dialect, dropped), (dialect, vec![Dropped::Item]), "{link}");
        assert_eq!(lines(&proposal), [("mug", 2)], "{link}");
    }
    // What is said of it comes once, and before the rest.
    let (_, dropped) = cart("https://shop.example/buy/~*:1,mug:2,~4oCuZ3Vt:1?note=x");
    assert_eq!(dropped, [Dropped::Item, Dropped::Field]);
    // A count that cannot be read says of no line how much was meant, and nothing is left of ids that all are none.
    for wrong in ["mug:2,~*:0", "mug:2,~*", "~*:1,~4oCuZ3Vt:1"] {
        assert_eq!(target(&format!("https://shop.example/buy/{wrong}")), Err(LinkError::Cart), "{wrong}");
    }
}

#[test]
fn bar_codes_are_read_wherever_they_lead() {
    let gtin = Ok(Target::Gtin(Gtin::parse("4006381333931").expect("a number")));
    for text in [
        "4006381333931",
        "400 6381-333931",
        "(01)04006381333931(10)A",
        "https://id.gs1.org/01/04006381333931",
        "https://id.gs1.org/01/04006381333931/10/LOT/21/SERIAL?17=261231",
        "https://shop.example/01/04006381333931",
        "https://shop.example/products/01/04006381333931",
        "tradewind://01/04006381333931",
    ] {
        assert_eq!(target(text), gtin, "{text}");
        let camera = read(text, Source::Camera, &merchant(), NOW).map(|arrival| arrival.target);
        assert_eq!(camera, gtin, "{text}");
    }
    let brand = "https://brand.example/01/04006381333931/10/A";
    assert_eq!(target(brand), Err(LinkError::Foreign), "a tapped link is about its host");
    assert_eq!(read(brand, Source::Camera, &merchant(), NOW).map(|arrival| arrival.target), gtin);
    assert_eq!(target("https://id.gs1.org/gtin/04006381333931"), Err(LinkError::Foreign), "a short name");
    assert!(page_of(target("https://shop.example/products/01/12345678")), "a page of the same shape");
}

#[test]
fn what_is_typed_is_read_among_words() {
    let mug = Ok(product("mug"));
    for text in [
        "Look at this: https://shop.example/p/mug, it is nice",
        "Mug\nhttps://shop.example/p/mug\n",
        "shop.example/p/mug",
        "WWW.shop.example/p/mug",
        "see shop.example/p/mug!",
    ] {
        assert_eq!(typed(text).map(|arrival| arrival.target), mug, "{text:?}");
    }
    for text in ["a blue mug", "https://shop.example/p/a https://shop.example/p/b", "elsewhere.example/p/mug"]
    {
        assert_eq!(typed(text).map(|arrival| arrival.target), Err(LinkError::Unknown), "{text:?}");
    }
    assert_eq!(target("shop.example/p/mug"), Err(LinkError::Unknown), "a system hands over whole links");
    let code = ShortCode::of(12_345_678_901).expect("a code with a letter");
    for text in [code.shown(), code.shown().to_lowercase(), format!(" {} ", code.as_str())] {
        assert_eq!(typed(&text).map(|arrival| arrival.target), Ok(Target::ShortCode(code.clone())), "{text}");
    }
    assert_eq!(target(code.as_str()), Err(LinkError::Unknown), "only a person types one");
    for mistyped in ["DEM0-003A", "dem0 003a"] {
        assert_eq!(typed(mistyped).map(|arrival| arrival.target), Err(LinkError::ShortCode), "{mistyped}");
        assert_eq!(target(mistyped), Err(LinkError::Unknown), "{mistyped}");
    }
}

#[test]
fn a_merchant_on_this_machine_has_its_own_port() {
    let here = Merchant::new(url("http://127.0.0.1:8080/"));
    let read = |link| read(link, Source::Tap, &here, NOW).map(|arrival| arrival.target);
    assert_eq!(read("http://127.0.0.1:8080/p/mug"), Ok(product("mug")));
    assert_eq!(read("http://127.0.0.1:8081/p/mug"), Err(LinkError::Port));
    assert_eq!(read("https://shop.example/p/mug"), Err(LinkError::Foreign));
}
