//! Addresses that a merchant names: which are followed, and by whom they may be named.

use tradewind_domain::{WebUrl, WebUrlError};

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

#[test]
fn a_public_merchant_names_no_place_of_ours() {
    let shop = url("https://shop.example/");
    for good in [
        "https://shop.example/a?b#c",
        "https://cdn.example/a.webp",
        "https://8.8.8.8/a",
        "https://[2606:4700::1111]/a",
        "https://localhost.example/",
        "https://100.63.0.1/",
    ] {
        assert!(WebUrl::parse_named_by(good, &shop).is_ok(), "{good}");
    }
    for bad in [
        // This machine, in every spelling that still is an address we would talk to.
        "http://127.0.0.1:8080/api",
        "http://localhost/x",
        "http://[::1]/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://localhost/",
        "https://localhost./",
        "https://db.localhost/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::127.0.0.1]/",
        // Private networks, link-local ones, the cloud's own, and what is no host at all.
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/router",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://198.18.0.1/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://224.0.0.1/",
        "https://[fe80::1]/",
        "https://[fc00::1]/",
        "https://[fd12:3456::1]/",
        "https://[ff02::1]/",
        "https://[::]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[::ffff:c0a8:101]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[2002:c0a8:101::]/",
        "https://printer.local/",
        "https://metadata.google.internal/",
    ] {
        assert_eq!(WebUrl::parse_named_by(bad, &shop).err(), Some(WebUrlError::Private), "{bad}");
    }
    // Not addresses at all, whoever names them.
    for bad in ["http://10.0.0.1/", "http://shop.example/", "javascript:alert(1)", "intent://x"] {
        assert!(WebUrl::parse_named_by(bad, &shop).is_err(), "{bad}");
    }
}

#[test]
fn this_machine_is_named_by_this_machine_alone() {
    let sandbox = url("http://127.0.0.1:8080/");
    for good in ["http://127.0.0.1:8080/p", "http://localhost:9/p", "https://cdn.example/a"] {
        assert!(WebUrl::parse_named_by(good, &sandbox).is_ok(), "{good}");
    }
    for bad in ["https://10.0.0.1/", "https://192.168.1.1/", "https://[fe80::1]/"] {
        assert_eq!(WebUrl::parse_named_by(bad, &sandbox).err(), Some(WebUrlError::Private), "{bad}");
    }
    // Who lives in a private network may name itself, and nobody else there.
    let office = url("https://192.168.1.5/");
    assert!(WebUrl::parse_named_by("https://192.168.1.5/p", &office).is_ok());
    assert!(WebUrl::parse_named_by("https://192.168.1.6/p", &office).is_err());
}

#[test]
fn relative_addresses_are_judged_where_they_lead() {
    let shop = url("https://shop.example/a/b");
    assert_eq!(shop.join_named("../c"), Ok(url("https://shop.example/c")));
    assert_eq!(shop.join_named("//127.0.0.1/c"), Err(WebUrlError::Private));
    assert_eq!(shop.join_named("http://127.0.0.1/c"), Err(WebUrlError::Private));
}

#[test]
fn a_base_has_neither_query_nor_fragment() {
    assert_eq!(url("https://shop.example/ucp?x=").base(), Err(WebUrlError::NotABase));
    assert_eq!(url("https://shop.example/ucp#x").base(), Err(WebUrlError::NotABase));
    assert_eq!(url("https://shop.example/ucp?").base(), Err(WebUrlError::NotABase));
    assert!(url("https://shop.example/ucp").base().is_ok());
}
