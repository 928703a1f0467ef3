//! One row, checked against the rules: an item, or the findings that kept it out.

mod facts;
mod market_facts;
mod offer;
mod place;
mod shipping;
mod values;

use crate::feed::{Field, Row};
use crate::rules::{Finding, Severity};
use crate::words;
use jiff::tz::TimeZone;
pub use market_facts::MarketFacts;
pub use place::Place;
pub use shipping::Rate;
pub(crate) use shipping::cheapest;
use tradewind_domain::text::cut;
use tradewind_domain::{GroupId, Item, ItemId, OptionValue, Picture, WebUrl};
use tradewind_pack::columns::{
    MAX_BRAND, MAX_CATEGORY, MAX_DESCRIPTION, MAX_OPTION_TEXT, MAX_PICTURES, MAX_TITLE,
};
pub(crate) use values::path;
use values::{addresses, grams, hs_code, secured};

/// The longest id and group id, in characters (GMC).
const MAX_ID: usize = 50;
/// The longest link, in characters (GMC).
const MAX_LINK: usize = 2_000;

/// Attributes that become options, in the order shown.
pub const OPTIONS: [&str; 4] = ["color", "size", "material", "pattern"];

/// A row that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The item in the base feed's words and prices.
    pub item: Item,
    /// `tw:popularity`: 1 is the most popular.
    pub popularity: Option<u32>,
    /// Prices beside the offer's.
    pub prices: MarketFacts,
}

/// Where nothing is stated: any currency, times in UTC.
static ANYWHERE: Place = Place { market: None, known: None, expected: None, zone: TimeZone::UTC };

/// Collects the findings of one row.
pub struct Check<'a> {
    file: &'a str,
    row: &'a Row,
    id: &'a str,
    place: &'a Place,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// A check of `row`, which stands in `file`.
    pub fn new(file: &'a str, row: &'a Row) -> Self {
        let id = row.first("id").map(|field| field.value.as_str()).unwrap_or_default();
        Self { file, row, id, place: &ANYWHERE, findings: Vec::new() }
    }

    /// The same check for prices and dates of `place`.
    pub fn of_place(self, place: &'a Place) -> Self {
        Self { place, ..self }
    }

    /// Notes a breach of rule `code`.
    pub fn found(&mut self, code: &'static str, field: Option<&Field>) {
        let line = field.map(|field| field.line).unwrap_or(self.row.line);
        self.findings.push(Finding::of(code, self.file, line, self.id));
    }

    fn found_because(&mut self, code: &'static str, field: &Field, sentence: &'static str) {
        self.findings.push(Finding::of(code, self.file, field.line, self.id).because(sentence));
    }

    fn rejected(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Reject)
    }

    /// The item of the row, if nothing rejects it. Every fault of the row is found, not the first alone.
    pub fn item(&mut self) -> Option<Taken> {
        let id = self.id();
        let title = self.title();
        let link = self.address("link", ["link_missing", "link_too_long", "link_bad", "link_insecure"]);
        let image = self.main_picture();
        let offer = self.offer();
        let facts = self.facts();
        let item = Item {
            description: self.description().unwrap_or_else(|| {
                self.found("description_missing", None);
                String::new()
            }),
            brand: self.brand(),
            category: self.category(),
            options: self.options(),
            pictures: self.pictures(image?),
            model: self.model(),
            weight_grams: self.optional("shipping_weight", "weight_bad", grams),
            group: self.optional("item_group_id", "group_bad", |text| {
                (text.chars().count() <= MAX_ID).then(|| GroupId::parse(text).ok()).flatten()
            }),
            hs_code: self.optional("tw:hs_code", "hs_code_bad", hs_code),
            origin: self.optional("tw:country_of_origin", "origin_bad", |text| {
                (text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_owned())
            }),
            id: id?,
            title: title?,
            link: link?,
            offer: offer?,
            facts,
        };
        let prices = self.market_facts(item.offer.price.currency);
        let popularity = self
            .optional("tw:popularity", "popularity_bad", |text| text.parse().ok().filter(|rank| *rank > 0));
        if self.rejected() { None } else { Some(Taken { item, popularity, prices }) }
    }

    fn id(&mut self) -> Option<ItemId> {
        let row = self.row;
        match row.first("id") {
            None => self.found("id_missing", None),
            Some(field) if field.value.chars().count() > MAX_ID => self.found("id_too_long", Some(field)),
            Some(field) => match ItemId::parse(field.value.as_str()) {
                Ok(id) => return Some(id),
                Err(_) => self.found("id_bad", Some(field)),
            },
        }
        None
    }

    /// The first title in which something can be seen, cut if it is too long.
    pub fn title(&mut self) -> Option<String> {
        let row = self.row;
        let read = row.all("title").find_map(|field| words::line(&field.value).map(|title| (field, title)));
        match read {
            None => {
                self.found("title_missing", row.first("title"));
                None
            }
            Some((field, title)) => Some(self.cut(title, MAX_TITLE, field, "title_too_long")),
        }
    }

    /// The first description in which something can be seen, in paragraphs, cut if it is too long.
    pub fn description(&mut self) -> Option<String> {
        let read = self
            .row
            .all("description")
            .find_map(|field| words::lines(&field.value).map(|text| (field, text)));
        let (field, text) = read?;
        Some(self.cut(text, MAX_DESCRIPTION, field, "description_too_long"))
    }

    fn brand(&mut self) -> String {
        let row = self.row;
        let read = row.all("brand").find_map(|field| words::line(&field.value).map(|text| (field, text)));
        // What has no maker's identifiers has no brand to name (GMC 6324478).
        let excused = row
            .first("identifier_exists")
            .is_some_and(|field| matches!(field.value.to_ascii_lowercase().as_str(), "no" | "false"));
        match read {
            Some((field, brand)) => self.cut(brand, MAX_BRAND, field, "brand_too_long"),
            None => {
                if !excused {
                    self.found("brand_missing", None);
                }
                String::new()
            }
        }
    }

    fn cut(&mut self, text: String, max: usize, field: &Field, long: &'static str) -> String {
        let kept = cut(&text, max);
        if kept.len() == text.len() {
            return text;
        }
        self.found(long, Some(field));
        kept.to_owned()
    }

    /// An address that must be there; codes of missing, too long, bad and insecure.
    fn address(&mut self, name: &str, codes: [&'static str; 4]) -> Option<WebUrl> {
        let row = self.row;
        let Some(field) = row.first(name) else {
            self.found(codes[0], None);
            return None;
        };
        let text = words::value(&field.value);
        if text.chars().count() > MAX_LINK {
            self.found(codes[1], Some(field));
            return None;
        }
        self.web(&text, field, codes[2], codes[3])
    }

    /// An address; phones open and fetch https alone, so an http one is read as that, and the merchant is told.
    fn web(
        &mut self,
        text: &str,
        field: &Field,
        bad: &'static str,
        insecure: &'static str,
    ) -> Option<WebUrl> {
        if let Ok(url) = WebUrl::parse(text) {
            return Some(url);
        }
        let secure = secured(text).and_then(|secure| WebUrl::parse(&secure).ok());
        self.found(if secure.is_some() { insecure } else { bad }, Some(field));
        secure
    }

    fn model(&mut self) -> Option<WebUrl> {
        let field = self.row.first("virtual_model_link")?;
        self.web(&words::value(&field.value), field, "model_bad", "model_insecure")
    }

    fn optional<T>(&mut self, name: &str, code: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let row = self.row;
        let field = row.first(name)?;
        let value = read(&words::value(&field.value).replace('\u{a0}', " "));
        if value.is_none() {
            self.found(code, Some(field));
        }
        value
    }

    fn category(&mut self) -> Vec<String> {
        let row = self.row;
        let field = row.first("product_type").or_else(|| {
            // A numeric taxonomy id says nothing to a shopper.
            row.first("google_product_category")
                .filter(|field| !field.value.bytes().all(|b| b.is_ascii_digit()))
        });
        let Some(field) = field else { return Vec::new() };
        let path = path(&field.value);
        if path.iter().map(|part| part.chars().count() + 3).sum::<usize>() > MAX_CATEGORY + 3 {
            self.found("product_type_too_long", Some(field));
            return Vec::new();
        }
        path
    }

    /// Colour, size, material and pattern of the row.
    pub fn options(&self) -> Vec<OptionValue> {
        OPTIONS
            .iter()
            .filter_map(|name| {
                let value = self.row.all(name).find_map(|field| words::line(&field.value))?;
                Some(OptionValue { name: (*name).to_owned(), value: cut(&value, MAX_OPTION_TEXT).to_owned() })
            })
            .collect()
    }

    /// The main picture: the first address, where a shop wrote several into one value.
    fn main_picture(&mut self) -> Option<WebUrl> {
        let row = self.row;
        let Some(field) = row.first("image_link") else {
            self.found("image_link_missing", None);
            return None;
        };
        let main = addresses(&field.value).next().unwrap_or_default();
        if main.chars().count() > MAX_LINK {
            self.found("image_link_too_long", Some(field));
            return None;
        }
        self.web(&main, field, "image_link_bad", "image_link_insecure")
    }

    fn pictures(&mut self, main: WebUrl) -> Vec<Picture> {
        let mut pictures = vec![Picture { url: main, thumbhash: None }];
        let row = self.row;
        let beside = row
            .first("image_link")
            .into_iter()
            .flat_map(|field| addresses(&field.value).skip(1).map(move |address| (field, address)));
        let more = row
            .all("additional_image_link")
            .flat_map(|field| addresses(&field.value).map(move |address| (field, address)));
        for (field, address) in beside.chain(more) {
            if pictures.len() >= MAX_PICTURES {
                self.found("additional_image_bad", Some(field));
                continue;
            }
            let codes = ("additional_image_bad", "additional_image_insecure");
            if let Some(url) = self.web(&address, field, codes.0, codes.1)
                && pictures.iter().all(|known| known.url != url)
            {
                pictures.push(Picture { url, thumbhash: None });
            }
        }
        pictures
    }
}
