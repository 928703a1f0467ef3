//! `tradewind link`: tells what a link would show in a merchant's app. Nothing is fetched.

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tradewind_domain::code::Cause;
use tradewind_domain::text::clean;
use tradewind_domain::{Code, Language, Timestamp, WebUrl};
use tradewind_l10n::Localizer;
use tradewind_links::{Arrival, Consent, MAX_HOSTS, Merchant, Source, Target, gtin14, read};
use tradewind_signatures::{KeyField, KeySet};

/// The largest profile that is read, in bytes.
const MOST_BYTES: u64 = 256 * 1024;
/// Characters of a value that a terminal is shown.
const LONGEST_LINE: usize = 2_048;

/// Tells what a link would show in a merchant's app.
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// The link, or what a camera or a person gave: a bar code's number, words with a link among them, a short code.
    link: String,
    /// The merchant's address, against which the link is held. It is not called.
    #[arg(long, value_name = "URL", value_parser = address)]
    merchant: WebUrl,
    /// Another host of the merchant's own, as an address. May stand there more than once.
    #[arg(long, value_name = "URL", value_parser = address)]
    host: Vec<WebUrl>,
    /// The endpoint of the merchant's UCP permalinks.
    #[arg(long, value_name = "URL", value_parser = address)]
    permalink: Option<WebUrl>,
    /// A file with the merchant's UCP profile: its further hosts, and the keys that sign creators' links.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// How it came.
    #[arg(long, value_enum, default_value_t = Came::Tap)]
    from: Came,
    /// The moment at which it is read (RFC 3339); without it the machine's clock.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    now: Option<Timestamp>,
    /// The person agreed that it is kept where they came from. Without it, that is not said.
    #[arg(long)]
    consent: bool,
    /// The language of a refusal's sentence.
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Language,
    /// Prints JSON: `target`, `promised`, `campaign` and `dropped`, or `error` with a stable code and a sentence.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Came {
    Tap,
    Camera,
    Typed,
    InstallReferrer,
}

/// Runs the command: 0; 2 where the arguments or the profile are wrong; for a refused link 3, or 5 by its code.
pub(crate) fn run(args: &LinkArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let merchant = match merchant(args) {
        Ok(merchant) => merchant,
        Err(sentence) => {
            let _ = writeln!(err, "{sentence}");
            return 2;
        }
    };
    let source = match args.from {
        Came::Tap => Source::Tap,
        Came::Camera => Source::Camera,
        Came::Typed => Source::Typed,
        Came::InstallReferrer => Source::InstallReferrer,
    };
    match read(&args.link, source, &merchant, args.now.unwrap_or_else(clock)) {
        Ok(arrival) => {
            let said = said(arrival, if args.consent { Consent::Given } else { Consent::Refused });
            let _ = if args.json { writeln!(out, "{said}") } else { plain(&said, out) };
            0
        }
        Err(error) => refused(error.code(), args, out, err),
    }
}

fn refused(code: Code, args: &LinkArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let words = Localizer::new(std::slice::from_ref(&args.lang), "UTC");
    let sentence = words.map(|words| words.error(code)).unwrap_or_default();
    let _ = if args.json {
        writeln!(out, "{}", json!({"version": 1, "error": {"code": code.as_str(), "sentence": sentence}}))
    } else {
        writeln!(err, "{code}: {sentence}")
    };
    match code.cause() {
        Cause::Reach => 5,
        Cause::Shop => 3,
    }
}

fn merchant(args: &LinkArgs) -> Result<Merchant, String> {
    let mut merchant = Merchant::new(args.merchant.clone()).with_hosts(args.host.iter().cloned());
    if let Some(path) = &args.profile {
        let wrong = |what: String| format!("{}: {what}", path.display());
        merchant = offered(merchant, &profile(path).map_err(wrong)?).map_err(wrong)?;
    }
    if let Some(endpoint) = &args.permalink {
        merchant = merchant.with_permalink(endpoint.clone());
    }
    Ok(merchant)
}

fn profile(path: &Path) -> Result<Value, String> {
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("larger than {MOST_BYTES} bytes"));
    }
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}

/// The merchant as our own extension in its profile has it: further hosts, and the keys of creators' links, which are others
/// than those that sign answers. An address that it may not name is left out.
fn offered(merchant: Merchant, profile: &Value) -> Result<Merchant, String> {
    let config = &profile["ucp"]["capabilities"]["dev.tradewind.links"][0]["config"];
    let keys = KeySet::of_profile(config, KeyField::Keys).map_err(|error| error.to_string())?;
    let named = |address: &Value| merchant.home().join_named(address.as_str()?).ok();
    let hosts: Vec<WebUrl> =
        config["hosts"].as_array().into_iter().flatten().take(MAX_HOSTS).filter_map(named).collect();
    Ok(merchant.with_hosts(hosts).with_keys(keys))
}

fn clock() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(0).after(since)
}

fn address(text: &str) -> Result<WebUrl, String> {
    WebUrl::parse(text).map_err(|error| format!("{text}: {error}"))
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse_rfc3339(text).map_err(|error| format!("{text}: {error}"))
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).map_err(|_| format!("{text}: expected a language, as in de"))
}

fn said(arrival: Arrival, consent: Consent) -> Value {
    let Arrival { target, promised, campaign, dropped } = arrival;
    let creator_link = campaign.creator_link().as_str();
    let kept = campaign.with(consent).map(|kept| {
        let pairs = |pairs: Vec<(&'static str, String)>| -> Map<String, Value> {
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
        };
        json!({"utm": pairs(kept.utm), "clicks": pairs(kept.clicks), "creator": kept.creator})
    });
    json!({
        "version": 1,
        "target": shown(&target),
        "promised": promised.as_ref().map(|code| code.as_str()),
        "campaign": {"creator_link": creator_link, "kept": kept},
        "dropped": dropped.iter().map(|dropped| dropped.as_str()).collect::<Vec<_>>(),
    })
}

fn shown(target: &Target) -> Value {
    match target {
        Target::Home => json!({"kind": "home"}),
        Target::Product(item) => json!({"kind": "product", "item": item}),
        Target::ProductPage { page, others } => {
            json!({"kind": "product_page", "page": page, "others": others})
        }
        Target::Search(words) => json!({"kind": "search", "words": words}),
        Target::Gtin(gtin) => json!({"kind": "gtin", "gtin": gtin, "gtin14": gtin14(gtin)}),
        Target::Order(order) => json!({"kind": "order", "order": order}),
        Target::Live { session, at } => json!({"kind": "live", "session": session, "at": at}),
        Target::LiveCard { session, item, at } => {
            json!({"kind": "live_card", "session": session, "item": item, "at": at})
        }
        Target::Proposal(proposal) => {
            let line = |line: &tradewind_links::Line| json!({"item": line.item, "quantity": line.quantity});
            json!({
                "kind": "proposal",
                "lines": proposal.lines.iter().map(line).collect::<Vec<_>>(),
                "code": proposal.code.as_ref().map(|code| code.as_str()),
                "dialect": proposal.dialect.as_str(),
            })
        }
        Target::ShortCode(code) => json!({"kind": "short_code", "code": code.as_str()}),
    }
}

/// One line a field, for people. A stranger wrote the words: nothing of them moves the terminal's cursor.
fn plain(said: &Value, out: &mut dyn Write) -> std::io::Result<()> {
    let mut line = |name: &str, value: &Value| match value {
        Value::Null => Ok(()),
        Value::String(text) => writeln!(out, "{name}: {}", clean(text, LONGEST_LINE).unwrap_or_default()),
        value => writeln!(out, "{name}: {}", clean(&value.to_string(), LONGEST_LINE).unwrap_or_default()),
    };
    for (name, value) in said["target"].as_object().into_iter().flatten() {
        line(name, value)?;
    }
    line("promised", &said["promised"])?;
    line("creator_link", &said["campaign"]["creator_link"])?;
    line("kept", &said["campaign"]["kept"])?;
    line("dropped", &said["dropped"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use tradewind_links::DiscountCode;
    use tradewind_links::build::{self, Creator};
    use tradewind_signatures::SigningKey;

    #[derive(Debug, Parser)]
    struct Row {
        #[command(flatten)]
        args: LinkArgs,
    }

    fn link(line: &[&str]) -> (u8, String, String) {
        let start = ["link", "--merchant", "https://shop.example/"];
        let args = match Row::try_parse_from(start.into_iter().chain(line.iter().copied())) {
            Ok(row) => row.args,
            Err(error) => return (2, String::new(), error.to_string()),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run(&args, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (code, text(out), text(err))
    }

    fn json_of(line: &[&str]) -> (u8, Value) {
        let (code, out, err) = link(&[line, &["--json"][..]].concat());
        assert_eq!(err, "");
        (code, serde_json::from_str(&out).expect("JSON"))
    }

    #[test]
    fn a_cart_link_is_a_proposal() {
        let (code, value) =
            json_of(&["https://shop.example/checkout?products=mug%3A2&coupon=A&utm_source=x&note=y"]);
        assert_eq!(code, 0);
        assert_eq!(value["target"]["lines"], json!([{"item": "mug", "quantity": 2}]));
        assert_eq!((&value["target"]["code"], &value["dropped"]), (&json!("A"), &json!(["field"])));
        assert_eq!(value["campaign"]["kept"], Value::Null, "without consent");
        let (_, value) = json_of(&["tradewind://p/mug?utm_source=x", "--consent"]);
        assert_eq!(value["campaign"]["kept"]["utm"]["utm_source"], "x");
    }

    #[test]
    fn each_form_prints_what_it_would_show() {
        for (from, text, kind, dialect) in [
            ("tap", "TRADEWIND://home", "home", ""),
            ("tap", "tradewind://P/mug?utm_source=x#reviews", "product", ""),
            ("tap", "https://www.shop.example/de/p/mug/?fbclid=x", "product", ""),
            ("tap", "https://shop.example/products/mug?gclid=x", "product_page", ""),
            ("tap", "https://shop.example/s/tea", "search", ""),
            ("tap", "https://shop.example/o/1042", "order", ""),
            ("tap", "https://shop.example/live/show-1?t=9", "live", ""),
            ("tap", "tradewind://live/show-1/mug", "live_card", ""),
            ("tap", "https://id.gs1.org/01/04006381333931", "gtin", ""),
            ("camera", "https://brand.example/01/04006381333931/10/A", "gtin", ""),
            ("camera", "4006381333931", "gtin", ""),
            ("camera", "]C10104006381333931", "gtin", ""),
            ("camera", "URL:https://shop.example/p/mug", "product", ""),
            ("typed", "\u{feff}see shop.example/p/mug!\u{200b}", "product", ""),
            ("typed", "dem0-oo39", "short_code", ""),
            ("install-referrer", "tw_link=tradewind%3A%2F%2Fp%2Fmug", "product", ""),
            ("tap", "tradewind://buy/mug:2?code=A", "proposal", "own"),
            ("tap", "https://shop.example/buy/mug:2?discounts/codes/0=A", "proposal", "ucp"),
            ("tap", "https://shop.example/checkout?products=mug%3A2&coupon=A", "proposal", "meta"),
            ("tap", "https://shop.example/checkout-link/?products=12:2&coupon=A", "proposal", "woo"),
            ("tap", "https://shop.example/?add-to-cart=12", "proposal", "woo"),
            ("tap", "https://shop.example/cart/12:2?discount=A", "proposal", "shopify"),
            ("tap", "https://shop.example/cart/add?id=12", "proposal", "shopify"),
        ] {
            let (code, value) = json_of(&[text, "--from", from, "--permalink", "https://shop.example/buy"]);
            let target = &value["target"];
            assert_eq!((code, target["kind"].as_str()), (0, Some(kind)), "{text}: {value}");
            assert_eq!(target["dialect"].as_str().unwrap_or_default(), dialect, "{text}: {value}");
        }
    }

    #[test]
    fn a_refusal_has_a_code_and_a_sentence() {
        for (text, exit, code) in [
            ("https://elsewhere.example/p/mug", 3, "LINK_FOREIGN"),
            ("https://sh0p.example/p/mug", 3, "LINK_LOOKALIKE"),
            ("https://shop.example/p/mug?next=//evil.example", 3, "LINK_REDIRECT"),
            ("http://shop.example/p/mug", 5, "INSECURE_URL"),
            ("https://shop@evil.example/p/mug", 3, "LINK_USER_INFO"),
            ("https://shop.example:8443/p/mug", 3, "LINK_PORT"),
            ("https://shop.example/p/50%", 3, "LINK_ENCODING"),
            ("https://shop.example/p/%E2%80%AEgum", 3, "LINK_MARKS"),
            ("https://shop.example/cart/12:0", 3, "LINK_CART"),
            ("4006381333930", 3, "LINK_NUMBER"),
            ("tradewind://payment/return/x", 3, "LINK_UNKNOWN"),
        ] {
            let (got, value) = json_of(&[text, "--lang", "de"]);
            assert_eq!((got, value["error"]["code"].as_str()), (exit, Some(code)), "{text}");
            let sentence = value["error"]["sentence"].as_str().unwrap_or_default();
            assert!(sentence.ends_with('.') && !sentence.contains("Fehler in der App"), "{value}");
            let (got, out, err) = link(&[text]);
            assert_eq!((got, out.as_str()), (exit, ""));
            assert!(err.starts_with(code), "{err}");
        }
    }

    #[test]
    fn a_creator_s_link_is_held_against_the_profile() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("profile.json");
        let key = SigningKey::ed25519(Some("k1"), &[7; 32]).expect("a key");
        let config = json!({"keys": [key.to_jwk()], "hosts": ["https://mugs.example", "http://10.0.0.1", 7]});
        let capabilities = json!({"dev.tradewind.links": [{"version": "2026-08-25", "config": config}]});
        let profile = json!({"ucp": {"capabilities": capabilities}});
        std::fs::write(&path, profile.to_string()).expect("written");
        let merchant = Merchant::new(WebUrl::parse("https://shop.example/").expect("https"));
        let code = DiscountCode::parse("MIA10").expect("a code");
        let creator =
            Creator { by: "mia", code: Some(&code), expires: Timestamp(2_000_000_000_000), kid: "k1" };
        let signed =
            build::creator("https://shop.example/p/mug", &creator, &merchant, |bytes| key.sign(bytes));
        let signed = signed.expect("fits");
        let profile = path.to_str().expect("UTF-8");
        let now = ["--now", "2026-11-30T12:00:00Z", "--consent"];
        let (_, value) = json_of(&[&[signed.as_str(), "--profile", profile][..], &now[..]].concat());
        assert_eq!(
            (&value["promised"], &value["campaign"]["kept"]["creator"]),
            (&json!("MIA10"), &json!("mia"))
        );
        let (_, value) = json_of(&[&[signed.as_str()][..], &now[..]].concat());
        assert_eq!(
            (&value["promised"], &value["dropped"]),
            (&Value::Null, &json!(["creator"])),
            "no keys known"
        );
        let endpoint = ["--permalink", "https://shop.example/ucp/cart"];
        for (text, kind) in
            [("https://mugs.example/p/mug", "product"), ("https://shop.example/ucp/cart/mug:2", "proposal")]
        {
            let (code, value) = json_of(&[&[text, "--profile", profile][..], &endpoint[..]].concat());
            assert_eq!((code, value["target"]["kind"].as_str()), (0, Some(kind)), "{text}: {value}");
        }
        let (code, value) = json_of(&["https://10.0.0.1/p/mug", "--profile", profile]);
        assert_eq!((code, value["error"]["code"].as_str()), (3, Some("LINK_FOREIGN")), "{value}");
    }

    #[test]
    fn words_of_a_stranger_do_not_drive_the_terminal() {
        let (code, out, err) = link(&["tradewind://s/a%E2%80%AEb"]);
        assert_eq!(code, 3, "a mark that hides is refused, however it is written");
        assert!(!out.contains('\u{202e}') && !err.contains('\u{202e}'), "{out}{err}");
        let (code, out, _) = link(&["tradewind://s/a%1Bb"]);
        assert!(code == 3 && !out.contains('\u{1b}'), "{out}");
        let (code, _, err) = link(&["tradewind://p/mug", "--now", "yesterday"]);
        assert!(code == 2 && !err.is_empty());
        let (code, _, err) = link(&["tradewind://p/mug", "--profile", "/nowhere/profile.json"]);
        assert!(code == 2 && !err.is_empty());
    }
}
