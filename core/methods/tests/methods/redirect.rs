//! Links: what may be opened, and the way back.

use tradewind_domain::WebUrl;
use tradewind_methods::redirect::{Hop, ReturnId, ReturnLinks, Rule, Way, check};

const SWISH: Rule<'_> = Rule { schemes: &["swish", "bankid"], packages: &["se.bankgirot.swish"], hosts: &[] };

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

fn opened(link: &str, rule: &Rule<'_>) -> Result<Hop, &'static str> {
    check(link, &url("https://shop.example"), rule).map_err(|error| error.code())
}

#[test]
fn https_and_the_methods_own_scheme_are_opened() {
    let bank = "https://pay.ideal.nl/transactions/https://x?y=1#z";
    assert_eq!(opened(bank, &Rule::default()), Ok(Hop::Web(url(bank))));
    let swish =
        "swish://paymentrequest?token=c28a4061470f4af48973bd2a4642b4fa&callbackurl=tradewind%3A%2F%2Freturn";
    assert_eq!(opened(swish, &SWISH), Ok(Hop::App { link: swish.to_owned(), package: None }));
    let intent = "intent://paymentrequest?token=1#Intent;scheme=swish;package=se.bankgirot.swish;S.browser_fallback_url=https%3A%2F%2Fevil.example;action=android.intent.action.VIEW;end";
    assert_eq!(
        opened(intent, &SWISH),
        Ok(Hop::App {
            link: "swish://paymentrequest?token=1".to_owned(),
            package: Some("se.bankgirot.swish".to_owned())
        })
    );
}

#[test]
fn nothing_else_is() {
    for (link, code) in [
        ("", "FIELD_MALFORMED"),
        ("//pay.example", "FIELD_MALFORMED"),
        ("swish", "FIELD_MALFORMED"),
        ("swish:", "FIELD_MALFORMED"),
        ("swish://a b", "FIELD_MALFORMED"),
        ("https://a.example/\n", "FIELD_MALFORMED"),
        ("https:\\\\evil.example", "FIELD_MALFORMED"),
        ("javascript:alert(1)", "SCHEME_FORBIDDEN"),
        ("JavaScript:alert(1)", "SCHEME_FORBIDDEN"),
        ("file:///etc/passwd", "SCHEME_FORBIDDEN"),
        ("data:text/html,x", "SCHEME_FORBIDDEN"),
        ("content://com.android.contacts", "SCHEME_FORBIDDEN"),
        ("tel:*#06#", "SCHEME_FORBIDDEN"),
        ("alipays://platformapi", "SCHEME_FORBIDDEN"),
        ("http://pay.example", "SCHEME_FORBIDDEN"),
        ("https://bank.example@evil.example/", "USER_INFO"),
        ("swish://user@evil/", "USER_INFO"),
        ("https://127.0.0.1/", "HOST_FORBIDDEN"),
        ("https://192.168.0.1/", "HOST_FORBIDDEN"),
        ("https://[::1]/", "HOST_FORBIDDEN"),
        ("https://router.local/", "HOST_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;package=com.evil;end", "APP_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;end", "APP_FORBIDDEN"),
        ("intent://x#Intent;scheme=javascript;package=se.bankgirot.swish;end", "SCHEME_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;component=a/.B;package=se.bankgirot.swish;end", "APP_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;SEL;package=se.bankgirot.swish;end", "APP_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;S.extra=1;package=se.bankgirot.swish;end", "APP_FORBIDDEN"),
        ("intent://x#Intent;scheme=swish;scheme=bankid;package=se.bankgirot.swish;end", "APP_FORBIDDEN"),
        ("intent://127.0.0.1/#Intent;scheme=https;package=se.bankgirot.swish;end", "HOST_FORBIDDEN"),
        ("intent:swish", "FIELD_MALFORMED"),
    ] {
        assert_eq!(opened(link, &SWISH), Err(code), "{link}");
    }
    assert_eq!(opened(&format!("https://a.example/{}", "x".repeat(20_000)), &SWISH), Err("TOO_LONG"));
    // A rule of a careless row changes nothing for the schemes that are never opened.
    let careless = Rule { schemes: &["javascript", "file", "data", "http"], packages: &[], hosts: &[] };
    for link in ["javascript:alert(1)", "file:///x", "data:,x", "http://pay.example"] {
        assert_eq!(opened(link, &careless), Err("SCHEME_FORBIDDEN"), "{link}");
    }
}

#[test]
fn declared_hosts_are_whole_labels() {
    let rule = Rule { schemes: &[], packages: &[], hosts: &["paypal.com"] };
    for good in [
        "https://paypal.com/x",
        "https://www.PayPal.com/x",
        "https://www.sandbox.paypal.com/checkoutnow?token=1",
    ] {
        assert!(opened(good, &rule).is_ok(), "{good}");
    }
    for bad in ["https://evilpaypal.com/", "https://paypal.com.evil.example/", "https://paypa1.com/"] {
        assert_eq!(opened(bad, &rule), Err("HOST_FORBIDDEN"), "{bad}");
    }
    // A sandbox on this machine plays every wallet; a merchant elsewhere cannot name this machine.
    let sandbox = check("http://localhost:8080/paypal", &url("http://127.0.0.1:8080"), &rule);
    assert!(sandbox.is_ok(), "{sandbox:?}");
    assert_eq!(opened("http://localhost:8080/paypal", &rule), Err("HOST_FORBIDDEN"));
}

fn links() -> ReturnLinks {
    ReturnLinks::new(url("https://links.tradewind.example/app/")).expect("a base")
}

#[test]
fn the_way_back_carries_an_id_and_nothing_else_is_read() {
    let id = ReturnId::new(*b"0123456789abcdef");
    let hex = "30313233343536373839616263646566";
    let (https, scheme) = (links().https(Way::Return, &id), links().scheme(Way::Cancel, &id));
    assert_eq!(https, format!("https://links.tradewind.example/app/return/{hex}"));
    assert_eq!(scheme, format!("tradewind://cancel/{hex}"));
    assert_eq!(links().read(&https), Ok((Way::Return, id)));
    assert_eq!(links().read(&scheme), Ok((Way::Cancel, id)));
    for tail in [
        "?token=5O190127TN364715T&PayerID=FYA",
        "#success",
        "/",
        "/?status=succeeded&redirect_status=failed",
        "?%ff\u{202e}",
    ] {
        assert_eq!(links().read(&format!("{https}{tail}")), Ok((Way::Return, id)), "{tail}");
        assert_eq!(links().read(&format!("{scheme}{tail}")), Ok((Way::Cancel, id)), "{tail}");
    }
    let shouted = https.replace("https://links", "HTTPS://Links");
    assert_eq!(links().read(&shouted), Ok((Way::Return, id)));
    assert_eq!(links().read(&scheme.replace("tradewind", "TradeWind")), Ok((Way::Cancel, id)));
    assert_eq!(format!("{id:?}"), "ReturnId(..)");
    assert_eq!(id.bytes(), b"0123456789abcdef");
}

#[test]
fn a_link_that_is_not_ours_gives_nothing() {
    let hex = "30313233343536373839616263646566";
    for link in [
        String::new(),
        "tradewind://".to_owned(),
        "tradewind://return".to_owned(),
        format!("tradewind://return/{}", &hex[1..]),
        format!("tradewind://return/{hex}00"),
        format!("tradewind://return/{}", hex.replace('a', "A").replace("61", "6F")),
        format!("tradewind://p/{hex}"),
        format!("tradewind:return/{hex}"),
        format!("tradewind2://return/{hex}"),
        format!("https://links.tradewind.example/return/{hex}"),
        format!("https://links.tradewind.example.evil.example/app/return/{hex}"),
        format!("https://evil.example/app/return/{hex}"),
        format!("https://links.tradewind.example/APP/return/{hex}"),
        format!("https://links.tradewind.example/app/x/return/{hex}"),
        format!("https://links.tradewind.example/app?return/{hex}"),
        format!("https://a@links.tradewind.example/app/return/{hex}"),
        "😀".repeat(40),
    ] {
        assert_eq!(links().read(&link).map_err(|error| error.code()), Err("NOT_OURS"), "{link}");
    }
    let long = format!("tradewind://return/{hex}?{}", "x".repeat(20_000));
    assert_eq!(links().read(&long).map_err(|error| error.code()), Err("TOO_LONG"));
    assert!(ReturnLinks::new(url("https://a.example/?x=1")).is_err());
}
