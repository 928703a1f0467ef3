//! Where phones send Apple's ad postbacks. A device sends one again, up to nine times in nine days, until it is answered by 200.

use crate::http::{Reply, Req};
use crate::postbacks::{self, Keys, OwnKey, Postback, PostbackError, ad_attribution};
use crate::shop::Shop;
use serde_json::{Value, json};

/// `POST /.well-known/skadnetwork/report-attribution/`.
pub(crate) fn skadnetwork(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    answer(shop, postbacks::skadnetwork(&request.body, &keys(shop)))
}

/// `POST /.well-known/appattribution/report-attribution/`: AdAttributionKit's.
pub(crate) fn app_attribution(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    answer(shop, ad_attribution(&request.body, &keys(shop)))
}

/// A postback that says this, signed by the sandbox's own key.
pub(crate) fn signed(shop: &Shop, says: &Value) -> Option<Value> {
    OwnKey::of_seed(shop.config.seed)?.sign(says)
}

fn keys(shop: &Shop) -> Keys {
    let own = OwnKey::of_seed(shop.config.seed).and_then(|key| key.point());
    match own {
        Some(point) => Keys::apple().and_own(point),
        None => Keys::apple(),
    }
}

fn answer(shop: &Shop, read: Result<Postback, PostbackError>) -> Result<Reply, Reply> {
    let postback = read.map_err(|error| Reply::refuse(400, error.code(), &error.to_string()))?;
    let apps = &shop.config.apps;
    // Its signature says that it is Apple's, and not that it is about us.
    let ours = apps.is_empty() || apps.contains(&postback.app);
    let counts = ours && postback.is_conversion();
    match postbacks::keep(&shop.db(), &postback, counts, shop.now()) {
        Ok(new) => Ok(said(!new, new && counts)),
        Err(_) => Err(Reply::refuse(500, "not_kept", "it could not be written down: to be sent again")),
    }
}

fn said(repeated: bool, counted: bool) -> Reply {
    let body = json!({"received": true, "verified": true, "repeated": repeated, "counted": counted});
    Reply::json(200, &body)
}
