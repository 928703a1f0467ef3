//! Addresses that open Apple's AR Quick Look with what it is told behind `#` (developer.apple.com, "Previewing a model with AR
//! Quick Look" and "Adding an Apple Pay button or a custom action in AR Quick Look", read 2026-12).

use super::escape::parameters;
use tradewind_domain::weburl::WebUrl;

/// A product as Quick Look is asked to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickLookLink {
    /// The USDZ. What stands behind its own `#` is left out.
    pub file: WebUrl,
    /// The product's page: what a person shares out of the viewer. Without it that is the file.
    pub page: Option<WebUrl>,
    /// The line under the product with a button. Only a page that a browser shows hears of a tap on it.
    pub banner: Option<Banner>,
}

/// The line under a product in Quick Look (iOS 13.3 and later). What is empty is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Banner {
    /// What the button says (`callToAction`), in the person's language.
    pub action: String,
    /// The product's name (`checkoutTitle`).
    pub title: String,
    /// What else it is (`checkoutSubtitle`); cut where there is no room.
    pub subtitle: String,
    /// The price as text (`price`), as the person reads prices.
    pub price: String,
}

impl QuickLookLink {
    /// The address. The product is always shown in its own size: `allowsContentScaling` is 0.
    pub fn address(&self) -> String {
        let file = self.file.as_str();
        let file = file.split_once('#').map_or(file, |(file, _)| file);
        let banner = self.banner.as_ref();
        let all = [
            ("allowsContentScaling", Some("0")),
            ("canonicalWebPageURL", self.page.as_ref().map(WebUrl::as_str)),
            ("callToAction", banner.map(|banner| banner.action.as_str())),
            ("checkoutTitle", banner.map(|banner| banner.title.as_str())),
            ("checkoutSubtitle", banner.map(|banner| banner.subtitle.as_str())),
            ("price", banner.map(|banner| banner.price.as_str())),
        ];
        let said = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        format!("{file}#{}", parameters(said.filter(|(_, value)| !value.is_empty())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Banner, QuickLookLink, WebUrl};

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).expect("a good address")
    }

    #[test]
    fn the_address_is_this_to_the_byte() {
        let mut link = QuickLookLink { file: url("https://shop.example/a.usdz"), page: None, banner: None };
        assert_eq!(link.address(), "https://shop.example/a.usdz#allowsContentScaling=0");
        link.file = url("https://shop.example/a.usdz?v=1#allowsContentScaling=1");
        link.page = Some(url("https://shop.example/p/1?colour=red#3d"));
        link.banner = Some(Banner {
            action: "In den Warenkorb".to_owned(),
            title: "Stuhl & Tisch".to_owned(),
            subtitle: String::new(),
            price: "1.299,00\u{a0}€".to_owned(),
        });
        assert_eq!(
            link.address(),
            "https://shop.example/a.usdz?v=1#allowsContentScaling=0\
             &canonicalWebPageURL=https%3A%2F%2Fshop.example%2Fp%2F1%3Fcolour%3Dred%233d\
             &callToAction=In%20den%20Warenkorb&checkoutTitle=Stuhl%20%26%20Tisch\
             &price=1.299%2C00%C2%A0%E2%82%AC"
        );
        link.banner = Some(Banner { subtitle: "a&price=0#".to_owned(), ..Banner::default() });
        link.page = None;
        assert_eq!(
            link.address(),
            "https://shop.example/a.usdz?v=1#allowsContentScaling=0&checkoutSubtitle=a%26price%3D0%23"
        );
    }
}
