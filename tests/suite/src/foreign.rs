//! Somebody else's shop: a small UCP merchant without packs that shares no code with the sandbox, and keeps to the letter.
//!
//! It refuses a search that carries neither words nor a filter, gives few products a page, finds things by words that are in
//! no title, and knows products by their own ids. Faults are set by [`Manner`]; everything asked is kept.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tradewind_domain::lock;

const VERSION: &str = "2026-04-08";

/// What a shop sells: one variant of one product.
#[derive(Debug, Clone)]
pub struct Good {
    /// The product's id, which is its handle in addresses too.
    pub product: String,
    /// The variant's id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What finds it beside the title.
    pub also: String,
    /// Category.
    pub category: String,
    /// Minor units.
    pub price: i64,
    /// Whether it is there.
    pub in_stock: bool,
}

impl Good {
    /// A cup of so many minor units.
    pub fn cup(number: i64) -> Self {
        Self {
            product: format!("cup-{number}"),
            id: format!("v-{number}"),
            title: format!("Cup number {number}"),
            also: "beaker".to_owned(),
            category: "Cups".to_owned(),
            price: 1_000 + number,
            in_stock: true,
        }
    }
}

/// How the shop behaves.
#[derive(Debug, Clone)]
pub struct Manner {
    /// Its goods, in its order.
    pub goods: Vec<Good>,
    /// Whether it shows goods that were asked for by a filter alone.
    pub lists: bool,
    /// Products a page.
    pub page: usize,
    /// Whether each page says that another follows.
    pub endless: bool,
    /// Currency of the prices.
    pub currency: String,
    /// The protocol's version.
    pub version: String,
    /// Whether it looks things up by id.
    pub looks_up: bool,
    /// Path and status of an answer that is an error instead.
    pub fails: Option<(String, u16)>,
    /// How long an answer to a search takes.
    pub delay: std::time::Duration,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            goods: (1..=3).map(Good::cup).collect(),
            lists: false,
            page: 2,
            endless: false,
            currency: "USD".to_owned(),
            version: VERSION.to_owned(),
            looks_up: true,
            fails: None,
            delay: std::time::Duration::ZERO,
        }
    }
}

/// A running shop. Ends when dropped.
pub struct Foreign {
    /// Its address.
    pub base: String,
    shop: Arc<Mutex<Shop>>,
    _runtime: tokio::runtime::Runtime,
}

struct Shop {
    base: String,
    manner: Manner,
    asked: Vec<(String, Value)>,
    sessions: BTreeMap<String, Value>,
    sold: Vec<String>,
}

impl Foreign {
    /// Opens a shop.
    pub fn start(manner: Manner) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let base = format!("http://{}", listener.local_addr()?);
        let (asked, sessions, sold) = (Vec::new(), BTreeMap::new(), Vec::new());
        let shop = Arc::new(Mutex::new(Shop { base: base.clone(), manner, asked, sessions, sold }));
        let router = axum::Router::new().fallback(answer).with_state(shop.clone());
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { base, shop, _runtime: runtime })
    }

    /// Behaves otherwise from now on.
    pub fn change(&self, change: impl FnOnce(&mut Manner)) {
        change(&mut lock(&self.shop).manner);
    }

    /// The bodies sent to a path so far.
    pub fn asked(&self, path: &str) -> Vec<Value> {
        lock(&self.shop).asked.iter().filter(|(to, _)| to == path).map(|(_, body)| body.clone()).collect()
    }

    /// The ids of what was bought, in order.
    pub fn sold(&self) -> Vec<String> {
        lock(&self.shop).sold.clone()
    }
}

async fn answer(State(shop): State<Arc<Mutex<Shop>>>, request: Request) -> Response<Body> {
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let body = to_bytes(request.into_body(), 1 << 20).await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (delay, failing) = {
        let mut shop = lock(&shop);
        shop.asked.push((path.clone(), body.clone()));
        let failing = shop.manner.fails.clone().filter(|(of, _)| *of == path);
        (shop.manner.delay, failing)
    };
    if path == "/catalog/search" {
        tokio::time::sleep(delay).await;
    }
    let (status, value) = match failing {
        Some((_, status)) => (status, json!({"detail": "no"})),
        None => lock(&shop).answer(&method, &path, &body),
    };
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

impl Shop {
    fn answer(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", [".well-known", "ucp"]) => (200, self.profile()),
            ("POST", ["catalog", "search"]) => self.search(body),
            ("POST", ["catalog", "lookup"]) if self.manner.looks_up => self.lookup(body),
            ("POST", ["checkout-sessions"]) => {
                let id = format!("s{}", self.sessions.len() + 1);
                (201, self.session(&id, body))
            }
            ("GET", ["checkout-sessions", id]) => match self.sessions.get(*id) {
                Some(session) => (200, session.clone()),
                None => refusal(404, "not_found"),
            },
            ("PUT", ["checkout-sessions", id]) => (200, self.session(id, body)),
            ("POST", ["checkout-sessions", id, "complete"]) => self.complete(id),
            _ => refusal(404, "not_found"),
        }
    }

    fn profile(&self) -> Value {
        let version = &self.manner.version;
        let entry = json!([{"version": version}]);
        let mut capabilities = json!({
            "dev.ucp.shopping.checkout": entry,
            "dev.ucp.shopping.catalog.search": entry,
        });
        if self.manner.looks_up {
            capabilities["dev.ucp.shopping.catalog.lookup"] = entry.clone();
        }
        let rest = json!([{"version": version, "transport": "rest", "endpoint": self.base}]);
        json!({"ucp": {
            "version": version,
            "services": {"dev.ucp.shopping": rest},
            "capabilities": capabilities,
            "payment_handlers": handlers(),
        }})
    }

    fn search(&self, body: &Value) -> (u16, Value) {
        let words = body["query"].as_str().unwrap_or_default().to_lowercase();
        let filters = body["filters"].as_object().filter(|filters| !filters.is_empty());
        if words.trim().is_empty() && filters.is_none() {
            return refusal(400, "query_or_filter_required");
        }
        if words.trim().is_empty() && !self.manner.lists {
            return refusal(422, "query_required");
        }
        let wanted = body["filters"]["categories"].as_array();
        let found: Vec<&Good> = self
            .manner
            .goods
            .iter()
            .filter(|good| wanted.is_none_or(|names| names.iter().any(|name| *name == *good.category)))
            .filter(|good| {
                let text = format!("{} {}", good.title, good.also).to_lowercase();
                words.split_whitespace().all(|word| text.contains(word))
            })
            .collect();
        let first: usize =
            body["pagination"]["cursor"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0);
        let end = found.len().min(first.saturating_add(self.manner.page));
        let rows = found.get(first.min(end)..end).unwrap_or_default();
        let mut page = self.products(rows, None);
        let more = self.manner.endless || end < found.len();
        page["pagination"] = json!({"has_next_page": more});
        if more {
            let next = if self.manner.endless { first + 1 } else { end };
            page["pagination"]["cursor"] = json!(next.to_string());
        }
        (200, page)
    }

    fn lookup(&self, body: &Value) -> (u16, Value) {
        let ids: Vec<&str> = body["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let known = |good: &&Good| ids.contains(&good.id.as_str()) || ids.contains(&good.product.as_str());
        let found: Vec<&Good> = self.manner.goods.iter().filter(known).collect();
        (200, self.products(&found, ids.first().copied()))
    }

    fn products(&self, goods: &[&Good], asked: Option<&str>) -> Value {
        let products: Vec<Value> = goods
            .iter()
            .map(|good| {
                let price = json!({"amount": good.price, "currency": self.manner.currency});
                let mut variant = json!({
                    "id": good.id, "title": good.title, "description": {"plain": good.title}, "price": price,
                    "availability": {"available": good.in_stock},
                });
                if let Some(id) = asked {
                    variant["inputs"] = json!([{"id": id, "match": "featured"}]);
                }
                json!({
                    "id": good.product, "title": good.title, "description": {"plain": good.title},
                    "url": format!("{}/products/{}", self.base, good.product),
                    "categories": [{"value": good.category}], "price_range": {"min": price, "max": price},
                    "variants": [variant],
                })
            })
            .collect();
        json!({"ucp": {"version": self.manner.version}, "products": products})
    }

    fn session(&mut self, id: &str, body: &Value) -> Value {
        let mut sum = 0;
        let mut lines = Vec::new();
        for line in body["line_items"].as_array().into_iter().flatten() {
            let Some(good) = self.manner.goods.iter().find(|good| line["item"]["id"] == *good.id) else {
                continue;
            };
            let quantity = line["quantity"].as_i64().unwrap_or(1);
            sum += good.price * quantity;
            lines.push(json!({
                "id": format!("l{}", lines.len() + 1), "quantity": quantity,
                "item": {"id": good.id, "title": good.title, "price": good.price},
                "totals": [
                    {"type": "subtotal", "amount": good.price * quantity},
                    {"type": "total", "amount": good.price * quantity},
                ],
            }));
        }
        let session = json!({
            "ucp": {"version": self.manner.version, "status": "success", "payment_handlers": handlers()},
            "id": id, "status": "ready_for_complete", "currency": self.manner.currency, "line_items": lines,
            "totals": [{"type": "subtotal", "amount": sum}, {"type": "total", "amount": sum}],
            "links": [], "expires_at": "2099-01-01T00:00:00Z",
        });
        self.sessions.insert(id.to_owned(), session.clone());
        session
    }

    fn complete(&mut self, id: &str) -> (u16, Value) {
        let Some(session) = self.sessions.get_mut(id) else { return refusal(404, "not_found") };
        if session["status"] == "ready_for_complete" {
            session["status"] = json!("completed");
            session["order"] = json!({"id": format!("o-{id}"), "permalink_url": "https://shop.example/o"});
            let lines = session["line_items"].as_array().into_iter().flatten();
            self.sold.extend(lines.filter_map(|line| Some(line["item"]["id"].as_str()?.to_owned())));
        }
        (200, session.clone())
    }
}

fn handlers() -> Value {
    json!({"dev.tradewind.sandbox_wallet": [
        {"id": "till_7", "version": VERSION, "available_instruments": [{"type": "sandbox"}]},
    ]})
}

fn refusal(status: u16, code: &str) -> (u16, Value) {
    let message = json!({"type": "error", "code": code, "content": code, "severity": "unrecoverable"});
    (status, json!({"ucp": {"version": VERSION, "status": "error"}, "messages": [message]}))
}
