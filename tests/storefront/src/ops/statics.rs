//! Files and pages: packs with ETag and byte ranges, pictures, models, and what a link opens in a browser.

use crate::http::{Reply, Req};
use crate::ops::complete;
use crate::ops::session::Session;
use crate::shop::Shop;
use serde_json::{Value, json};
use std::path::{Component, Path, PathBuf};

/// `/.well-known/tradewind`: made from the folder's `tradewind.json` at each request, so that a new publication is
/// seen at once; 404 without packs.
pub(crate) fn discovery(shop: &Shop) -> Reply {
    let index =
        shop.config.packs.as_ref().and_then(|folder| std::fs::read(folder.join("tradewind.json")).ok());
    let Some(mut index) = index.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()) else {
        return Reply::refuse(404, "not_found", "no packs here");
    };
    for market in index["markets"].as_array_mut().into_iter().flatten() {
        for language in market["languages"].as_array_mut().into_iter().flatten() {
            let path = language["manifest"].as_str().unwrap_or_default().to_owned();
            language["manifest_url"] = json!(shop.url(&format!("/packs/{path}")));
        }
    }
    Reply::json(200, &index)
}

pub(crate) fn pack(shop: &Shop, request: &Req) -> Reply {
    let found =
        shop.config.packs.as_ref().and_then(|folder| safe(folder, request.path.strip_prefix("/packs/")?));
    let Some(bytes) = found.and_then(|path| std::fs::read(path).ok()) else {
        return Reply::refuse(404, "not_found", "no such file");
    };
    let forever = request.path.starts_with("/packs/objects/");
    file(
        request,
        "application/octet-stream",
        bytes,
        if forever { "public, max-age=31536000, immutable" } else { "public, max-age=60" },
    )
}

/// Pictures and models; an item whose picture is not there yet gets a plain tile of its own colour.
pub(crate) fn asset(shop: &Shop, request: &Req) -> Reply {
    let path = request.path.trim_start_matches('/');
    if let Some(bytes) = shop
        .config
        .assets
        .as_ref()
        .and_then(|folder| safe(folder, path))
        .and_then(|path| std::fs::read(path).ok())
    {
        let kind = match path.rsplit('.').next() {
            Some("glb") => "model/gltf-binary",
            Some("webp") => "image/webp",
            Some("png") => "image/png",
            _ => "image/jpeg",
        };
        return file(request, kind, bytes, "public, max-age=86400");
    }
    let known = shop.goods.items.iter().any(|good| good.image.ends_with(&request.path));
    match (path.starts_with("images/") && known).then(|| tile(path)).flatten() {
        Some(bytes) => file(request, "image/png", bytes, "public, max-age=86400"),
        None => Reply::refuse(404, "not_found", "no such file"),
    }
}

fn tile(path: &str) -> Option<Vec<u8>> {
    let hash = blake3::hash(path.as_bytes());
    let tone = |at: usize| 96 + hash.as_bytes()[at] / 2;
    let image = image::RgbImage::from_fn(256, 256, |x, y| {
        let shade = u8::try_from((x + y) / 16).unwrap_or(0);
        image::Rgb([tone(0) - shade, tone(1) - shade, tone(2) - shade])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

/// A file below `folder`; nothing for a path that leads out of it.
fn safe(folder: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let relative = Path::new(decoded.as_ref());
    relative.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(relative))
}

/// A file with its validator, or the bytes of it that are asked for.
pub(crate) fn file(request: &Req, kind: &str, bytes: Vec<u8>, cache: &str) -> Reply {
    let etag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let mut reply = Reply::bytes(kind, bytes);
    reply.headers.push(("etag", etag.clone()));
    reply.headers.push(("cache-control", cache.to_owned()));
    reply.headers.push(("accept-ranges", "bytes".to_owned()));
    if request.header("if-none-match") == Some(etag.as_str()) {
        reply.status = 304;
        reply.body.clear();
        return reply;
    }
    let length = reply.body.len();
    match request.header("range").and_then(|range| span(range, length)) {
        None => reply,
        Some(Some((from, to))) => {
            reply.status = 206;
            reply.headers.push(("content-range", format!("bytes {from}-{to}/{length}")));
            reply.body = reply.body.get(from..=to).unwrap_or_default().to_vec();
            reply
        }
        Some(None) => {
            reply.status = 416;
            reply.headers.push(("content-range", format!("bytes */{length}")));
            reply.body.clear();
            reply
        }
    }
}

/// `bytes=A-B`, `bytes=A-`, `bytes=-N`: first and last byte; `None` inside for one that cannot be satisfied.
fn span(range: &str, length: usize) -> Option<Option<(usize, usize)>> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let last = length.checked_sub(1)?;
    Some(match (from.parse::<usize>().ok(), to.parse::<usize>().ok()) {
        (Some(from), to) if from <= last => Some((from, to.unwrap_or(last).min(last))),
        (None, Some(count)) if count > 0 => Some((length.saturating_sub(count), last)),
        _ => None,
    })
}

pub(crate) fn page(shop: &Shop, kind: &str, rest: &[&str]) -> Reply {
    let text = match (kind, rest) {
        ("p", [id]) => match shop.goods.items.iter().find(|good| good.id == *id) {
            Some(good) => good.words.get("en").map_or_else(String::new, |words| words.title.clone()),
            None => return Reply::refuse(404, "not_found", "no such product"),
        },
        ("o", [id]) => match id.strip_prefix("continue-") {
            Some(session) => return browser(shop, session),
            None => format!("Order {id}"),
        },
        ("terms", _) => "Terms of sale of the sandbox".to_owned(),
        _ => "Privacy policy of the sandbox".to_owned(),
    };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    html(&format!("<!doctype html><title>{text}</title><h1>{text}</h1>"))
}

/// Where an escalated session is continued: one button, which places the order as the app last saw it.
fn browser(shop: &Shop, session: &str) -> Reply {
    let Ok(known) = Session::load(&shop.db(), "checkout", session) else {
        return Reply::refuse(404, "not_found", "no such session");
    };
    let text = match known.state.as_str() {
        "open" | "bank" => "<form method=post><button>Place the order</button></form>".to_owned(),
        state => format!("<p>This checkout is {state}.</p>"),
    };
    html(&format!("<!doctype html><title>Checkout of the sandbox</title><h1>Checkout</h1>{text}"))
}

/// The button of that page. A form of another site is not taken.
pub(crate) fn finish(shop: &Shop, session: &str, request: &Req) -> Reply {
    if request.header("origin").is_some_and(|origin| origin != shop.config.base_url) {
        return Reply::refuse(403, "forbidden", "from our own page only");
    }
    match complete::finish(shop, session) {
        true => {
            html("<!doctype html><title>Thank you</title><h1>Thank you</h1><p>Now go back to the app.</p>")
        }
        false => Reply::refuse(409, "not_modifiable", "this checkout cannot be finished"),
    }
}

pub(crate) fn html(text: &str) -> Reply {
    Reply::bytes("text/html; charset=utf-8", text.as_bytes().to_vec())
}
