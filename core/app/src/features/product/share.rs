//! What of a product is shared: words, a link that any browser opens, and a picture with that link in it.
//!
//! Nothing of the person goes along: no name, no number that would tell who shared it.

use crate::kernel::model::Model;
use crate::kernel::receipt::export::file_name;
use crate::kernel::share_card::{ShareCard, Shared};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Item, WebUrl};
use tradewind_l10n::plain;
use tradewind_links::build::{Base, product};

pub(crate) fn view(model: &Model, item: &Item, context: &ViewContext<'_>) -> ShareCard {
    let words = context.words;
    let shared = Shared {
        link: link(item, &model.merchant),
        photo: item.pictures.first().map(|photo| photo.url.clone()),
        spoken: plain(&words.share_picture(&item.title)),
        said: said(model, item, context),
        file: format!("product-{}", file_name(item.id.as_str())),
    };
    shared.card(words)
}

/// Title and price, with the day of that price: no promise that it still holds. A price that was made for this person is not
/// for others.
fn said(model: &Model, item: &Item, context: &ViewContext<'_>) -> String {
    if item.facts.personalised {
        return plain(&item.title);
    }
    let as_of = model.catalog.head.as_ref().map_or(context.now, |head| head.as_of);
    plain(&context.words.share_words(as_of, item.offer.price_at(context.now), &item.title))
}

/// The product's own page, as the merchant names it, without what tells where a visitor came from; else its place on the
/// merchant's host that this app opens.
fn link(item: &Item, merchant: &WebUrl) -> WebUrl {
    let page = item.link.untracked();
    // A catalog whose page may not be named leaves the merchant's address in its place.
    if page.url().path() != "/" || page.url().query().is_some() {
        return page;
    }
    let built = product(Base::Web(merchant), &item.id).ok();
    built.and_then(|link| WebUrl::parse(&link).ok()).unwrap_or(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{AT, id, item, url};
    use tradewind_domain::Currency;
    use tradewind_links::{Merchant, Source, Target, read};

    #[test]
    fn the_link_is_the_products_own_page_without_tracking() {
        let of = |page: &str| {
            let mug = Item { link: url(page), ..item("red", Currency::USD) };
            link(&mug, &url("")).as_str().to_owned()
        };
        assert_eq!(of("products/red?utm_source=feed&v=1#top"), "https://shop.example/products/red?v=1");
        assert_eq!(of("?product=red"), "https://shop.example/?product=red");
    }

    #[test]
    fn without_a_page_it_is_a_link_that_this_app_reads() {
        for name in ["red", "a/b c", "50%?x#y", "茶碗", ".", "~x"] {
            let mug = Item { link: url(""), id: id(name), ..item("red", Currency::USD) };
            let made = link(&mug, &url(""));
            let read = read(made.as_str(), Source::Camera, &Merchant::new(url("")), AT.now);
            let target = read.map(|arrival| arrival.target);
            assert_eq!(target, Ok(Target::Product(id(name))), "{}", made.as_str());
        }
    }
}
