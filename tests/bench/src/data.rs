//! The data: a real feed where it lies beside the checkout, else the seed, multiplied with other ids and numbers.

use crate::measured::AS_OF;
use crate::measured::Outcome;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Item, Language, Market, Scope};
use tradewind_publish::Request;

/// Where it comes from in words, and a feed of `count` products.
pub(crate) fn feed(count: usize) -> Outcome<(String, String)> {
    let real =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/retail-demo-store.google.xml");
    if real.exists() {
        Ok(("retail demo feed, permuted".to_owned(), permuted(&real, count)?))
    } else {
        Ok(("seed catalog, permuted".to_owned(), seed(count)?))
    }
}

/// A feed of `count` products of the seed.
pub(crate) fn seed(count: usize) -> Outcome<String> {
    permuted(&seed_folder().join("feed.en.xml"), count)
}

pub(crate) fn seed_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed")
}

fn permuted(feed: &Path, count: usize) -> Outcome<String> {
    let text = std::fs::read_to_string(feed)?;
    let head = text.split("<item>").next().unwrap_or_default().to_owned();
    let items: Vec<&str> =
        text.split("<item>").skip(1).filter_map(|part| part.split("</item>").next()).collect();
    let mut out = head;
    for n in 0..count {
        let item = items[n % items.len()];
        let round = n / items.len();
        // The first round is as it is; later ones have other ids and a number in the title.
        let item = if round == 0 {
            item.to_owned()
        } else {
            item.replacen("<g:id>", &format!("<g:id>{round}"), 1).replacen(
                "</g:title>",
                &format!(" {}</g:title>", (n * 7_919) % 10_000),
                1,
            )
        };
        out.push_str("<item>");
        out.push_str(&item);
        out.push_str("</item>\n");
    }
    out.push_str("</channel></rss>");
    Ok(out)
}

pub(crate) fn request(feed: &Path, out: &Path) -> Request {
    Request {
        feed: feed.to_owned(),
        market: None,
        lang: None,
        texts: Vec::new(),
        prices: Vec::new(),
        key: None,
        out: out.to_owned(),
        as_of: Some(AS_OF),
        name: None,
        seller: None,
        valid_for: Duration::from_secs(86_400),
        media: None,
        currency: None,
        encoding: None,
        accept_shrink: false,
        rules: None,
    }
}

pub(crate) fn scope() -> Scope {
    Scope {
        market: Market::parse("US").expect("proof: two capital letters"),
        language: Language::parse("en").expect("proof: a tag"),
    }
}

/// What a person types on the way to a title: each prefix of its first two words, from one letter on.
pub(crate) fn prefixes(items: &[Item]) -> Vec<String> {
    let mut all = Vec::new();
    for item in items.iter().step_by(items.len() / 60 + 1) {
        let wanted: String = item.title.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        for (at, c) in wanted.char_indices() {
            let prefix = &wanted[..at + c.len_utf8()];
            if !prefix.ends_with(' ') {
                all.push(prefix.to_owned());
            }
        }
    }
    all
}
