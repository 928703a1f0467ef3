//! Files that a page loads: its own, pictures, first paints.

use super::desk::{LARGEST, ServerState};
use crate::pages;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::io::Cursor;
use std::sync::Arc;
use tradewind_domain::hex::bytes_from_hex;

pub(super) async fn index(
    State(desk): State<Arc<ServerState>>,
    Path((_, phone)): Path<(String, usize)>,
) -> Response {
    if desk.phone(phone).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    served("index.html")
}

pub(super) async fn page(Path((_, _, name)): Path<(String, usize, String)>) -> Response {
    if name == "tokens.css" {
        return match crate::tokens::css(pages::TOKENS) {
            Ok(css) => answer("text/css; charset=utf-8", css, "no-cache"),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
    }
    served(&name)
}

pub(super) async fn screen_page(Path((_, _, name)): Path<(String, usize, String)>) -> Response {
    served(&format!("screens/{name}"))
}

pub(super) async fn vendor_page(Path((_, _, name)): Path<(String, usize, String)>) -> Response {
    served(&format!("vendor/{name}"))
}

fn served(name: &str) -> Response {
    match pages::file(name) {
        Some((kind, bytes)) => answer(kind, bytes, "no-cache"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(kind: &'static str, body: impl Into<Body>, keep: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], body.into()).into_response()
}

#[derive(Deserialize)]
pub(super) struct PictureAsked {
    pub(super) key: String,
    pub(super) w: u32,
    pub(super) h: u32,
}

pub(super) async fn image(
    State(desk): State<Arc<ServerState>>,
    Path((_, phone)): Path<(String, usize)>,
    Query(asked): Query<PictureAsked>,
) -> Response {
    let Some(phone) = desk.phone(phone) else { return StatusCode::NOT_FOUND.into_response() };
    let side = |points: u32| points.clamp(1, LARGEST);
    match phone.picture(asked.key, side(asked.w), side(asked.h)).await {
        Some(file) => {
            let kind = if file.starts_with(&[0xFF, 0xD8]) { "image/jpeg" } else { "image/png" };
            answer(kind, file, "private, max-age=3600")
        }
        // No fault of the page's: the phone has it not, offline for example.
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

#[derive(Deserialize)]
pub(super) struct ThumbAsked {
    pub(super) hash: String,
}

/// A picture's first paint: its few bytes as a small picture.
pub(super) async fn thumb(Query(asked): Query<ThumbAsked>) -> Response {
    match thumb_file(&asked.hash) {
        Some(file) => answer("image/png", file, "private, max-age=86400, immutable"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn thumb_file(hex: &str) -> Option<Vec<u8>> {
    let hash = Some(hex).filter(|hex| hex.len() <= 80).and_then(bytes_from_hex)?;
    let painted = tradewind_app::Image::first_paint(&hash)?;
    let picture = image::RgbaImage::from_raw(painted.width, painted.height, painted.rgba)?;
    let mut file = Vec::new();
    picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).ok()?;
    Some(file)
}
