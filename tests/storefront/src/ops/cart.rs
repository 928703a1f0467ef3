//! Carts: create, get, update, cancel.

use crate::http::{Reply, Req};
use crate::ops::profile::meta;
use crate::ops::session::Session;
use crate::ops::view::links;
use crate::shop::Shop;
use rusqlite::Connection;
use serde_json::json;

pub(crate) fn create(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session {
        id: shop.new_id(&db, "cart"),
        market: shop.market(None),
        language: request.language(),
        state: "open".to_owned(),
        ..Session::default()
    };
    session.take(shop, &db, request, &body)?;
    session.save(&db, "cart")?;
    Ok(answer(shop, &db, &session, request, 201))
}

pub(crate) fn read(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let session = Session::load(&db, "cart", id)?;
    Ok(answer(shop, &db, &session, request, 200))
}

pub(crate) fn update(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session::load(&db, "cart", id)?;
    if session.state != "open" {
        return Err(Reply::refuse(409, "not_modifiable", "this cart is over"));
    }
    session.take(shop, &db, request, &body)?;
    session.save(&db, "cart")?;
    Ok(answer(shop, &db, &session, request, 200))
}

pub(crate) fn cancel(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "cart", id)?;
    session.state = "canceled".to_owned();
    session.save(&db, "cart")?;
    Ok(answer(shop, &db, &session, request, 200))
}

fn answer(shop: &Shop, db: &Connection, session: &Session, request: &Req, status: u16) -> Reply {
    let priced = session.priced(shop, db, request);
    let mut body = json!({
        "ucp": meta(shop, request, &["cart", "discount"], false),
        "id": session.id,
        "line_items": priced.quote.lines,
        "currency": priced.quote.currency,
        "totals": priced.quote.totals,
        "links": links(shop, &session.language),
        "discounts": {"codes": session.codes, "applied": priced.quote.applied},
    });
    if !priced.messages.is_empty() {
        body["messages"] = json!(priced.messages);
    }
    Reply::json(status, &body)
}
