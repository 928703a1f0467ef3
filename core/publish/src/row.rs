//! One row, checked against the rules: an item, or the findings that kept it out.

use crate::feed::{Field, Row};
use crate::rules::{Finding, Severity};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tradewind_domain::item::Sale;
use tradewind_domain::{
    Availability, Currency, GroupId, Item, ItemId, Money, Offer, OptionValue, Picture, Timestamp, WebUrl,
};
use tradewind_pack::columns::{MAX_BRAND, MAX_CATEGORY, MAX_DESCRIPTION, MAX_PICTURES, MAX_TITLE};

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
}

/// Collects the findings of one row.
pub struct Check<'a> {
    file: &'a str,
    row: &'a Row,
    id: &'a str,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// A check of `row`, which stands in `file`.
    pub fn new(file: &'a str, row: &'a Row) -> Self {
        let id = row.first("id").map(|field| field.value.as_str()).unwrap_or_default();
        Self { file, row, id, findings: Vec::new() }
    }

    /// Notes a breach of rule `code`.
    pub fn found(&mut self, code: &'static str, field: Option<&Field>) {
        let line = field.map(|field| field.line).unwrap_or(self.row.line);
        self.findings.push(Finding::of(code, self.file, line, self.id));
    }

    fn rejected(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Reject)
    }

    /// The item of the row, if nothing rejects it. Every fault of the row is found, not the first alone.
    pub fn item(&mut self) -> Option<Taken> {
        let id = self.id();
        let title = self.text("title", MAX_TITLE, "title_missing", "title_too_long");
        let link = self.address("link", ["link_missing", "link_too_long", "link_bad"]);
        let image =
            self.address("image_link", ["image_link_missing", "image_link_too_long", "image_link_bad"]);
        let offer = self.offer();
        let item = Item {
            description: self.cut(
                "description",
                MAX_DESCRIPTION,
                Some("description_missing"),
                "description_too_long",
            ),
            brand: self.cut("brand", MAX_BRAND, Some("brand_missing"), "brand_too_long"),
            category: self.category(),
            options: self.options(),
            pictures: self.pictures(image?),
            model: self.optional("virtual_model_link", "model_bad", |text| WebUrl::parse(text).ok()),
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
        };
        self.optional("gtin", "gtin_bad", |text| gtin_is_right(text).then_some(()));
        let popularity = self
            .optional("tw:popularity", "popularity_bad", |text| text.parse().ok().filter(|rank| *rank > 0));
        if self.rejected() { None } else { Some(Taken { item, popularity }) }
    }

    /// Price, sale, availability and stock of the row.
    pub fn offer(&mut self) -> Option<Offer> {
        let row = self.row;
        let price = match row.first("price") {
            None => {
                self.found("price_missing", None);
                None
            }
            Some(field) => {
                let read = price(&field.value);
                if read.is_none() {
                    self.found("price_bad", Some(field));
                }
                read
            }
        };
        let availability = self.availability();
        let stock_field =
            row.first("sell_on_google_quantity").or_else(|| row.first("quantity_to_sell_on_facebook"));
        let stock = stock_field.and_then(|field| {
            let read = field.value.parse::<u32>().ok();
            if read.is_none() {
                self.found("quantity_bad", Some(field));
            }
            read
        });
        let price = price?;
        Some(Offer { price, sale: self.sale(price), availability: availability?, stock })
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

    fn text(&mut self, name: &str, max: usize, missing: &'static str, long: &'static str) -> Option<String> {
        let row = self.row;
        match row.first(name) {
            None => self.found(missing, None),
            Some(field) if field.value.chars().count() > max => self.found(long, Some(field)),
            Some(field) => return Some(tidy(&field.value)),
        }
        None
    }

    fn cut(&mut self, name: &str, max: usize, missing: Option<&'static str>, long: &'static str) -> String {
        let row = self.row;
        let Some(field) = row.first(name) else {
            if let Some(missing) = missing {
                self.found(missing, None);
            }
            return String::new();
        };
        let text = tidy(&field.value);
        if text.chars().count() <= max {
            return text;
        }
        self.found(long, Some(field));
        text.chars().take(max).collect()
    }

    fn address(&mut self, name: &str, codes: [&'static str; 3]) -> Option<WebUrl> {
        let row = self.row;
        match row.first(name) {
            None => self.found(codes[0], None),
            Some(field) if field.value.chars().count() > MAX_LINK => self.found(codes[1], Some(field)),
            Some(field) => match WebUrl::parse(&field.value) {
                Ok(url) => return Some(url),
                Err(_) => self.found(codes[2], Some(field)),
            },
        }
        None
    }

    fn optional<T>(&mut self, name: &str, code: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let row = self.row;
        let field = row.first(name)?;
        let value = read(&field.value);
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
        match field {
            None => Vec::new(),
            Some(field) if field.value.chars().count() > MAX_CATEGORY => {
                self.found("product_type_too_long", Some(field));
                Vec::new()
            }
            Some(field) => path(&field.value),
        }
    }

    /// Colour, size, material and pattern of the row.
    pub fn options(&self) -> Vec<OptionValue> {
        OPTIONS
            .iter()
            .filter_map(|name| {
                let value: String = tidy(&self.row.first(name)?.value).chars().take(200).collect();
                Some(OptionValue { name: (*name).to_owned(), value })
            })
            .collect()
    }

    fn pictures(&mut self, main: WebUrl) -> Vec<Picture> {
        let mut pictures = vec![Picture { url: main, thumbhash: None }];
        let row = self.row;
        for field in row.all("additional_image_link") {
            match WebUrl::parse(&field.value) {
                Ok(url) if pictures.len() < MAX_PICTURES => pictures.push(Picture { url, thumbhash: None }),
                _ => self.found("additional_image_bad", Some(field)),
            }
        }
        pictures
    }

    fn availability(&mut self) -> Option<Availability> {
        let row = self.row;
        let Some(field) = row.first("availability") else {
            self.found("availability_missing", None);
            return None;
        };
        match field.value.to_ascii_lowercase().replace(' ', "_").as_str() {
            "in_stock" => Some(Availability::InStock),
            "out_of_stock" => Some(Availability::OutOfStock),
            "preorder" => Some(Availability::Preorder),
            "backorder" => Some(Availability::Backorder),
            _ => {
                self.found("availability_bad", Some(field));
                None
            }
        }
    }

    fn sale(&mut self, regular: Money) -> Option<Sale> {
        let row = self.row;
        let field = row.first("sale_price")?;
        let Some(price) = price(&field.value).filter(|price| price.currency == regular.currency) else {
            self.found("sale_price_bad", Some(field));
            return None;
        };
        if price.minor >= regular.minor {
            self.found("sale_price_not_lower", Some(field));
            return None;
        }
        let Some(dates) = row.first("sale_price_effective_date") else {
            return Some(Sale { price, from: None, until: None });
        };
        match interval(&dates.value) {
            Some((from, until)) => Some(Sale { price, from: Some(from), until: Some(until) }),
            None => {
                self.found("sale_date_bad", Some(dates));
                None
            }
        }
    }
}

/// `129.99 USD`.
pub fn price(text: &str) -> Option<Money> {
    let (number, code) = text.split_once(' ')?;
    let currency = Currency::parse(code.trim()).ok()?;
    Money::parse_decimal(number, currency).ok().filter(|money| money.minor >= 0)
}

/// `Kitchen > Tea and coffee` as a path.
pub fn path(text: &str) -> Vec<String> {
    text.split('>').map(tidy).filter(|part| !part.is_empty()).take(8).collect()
}

/// Plain text on one line or more: control characters become spaces, runs of spaces one.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `2026-11-01T00:00+01:00/2027-01-15T23:59+01:00`; seconds may be absent and the zone may lack its colon.
fn interval(text: &str) -> Option<(Timestamp, Timestamp)> {
    let (from, until) = text.split_once('/')?;
    let (from, until) = (moment(from.trim())?, moment(until.trim())?);
    (from < until).then_some((from, until))
}

fn moment(text: &str) -> Option<Timestamp> {
    let (day, rest) = text.split_once('T')?;
    let zone_at = rest.find(['Z', '+', '-'])?;
    let (time, zone) = (rest.get(..zone_at)?, rest.get(zone_at..)?);
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let zone =
        if zone.len() == 5 { format!("{}:{}", zone.get(..3)?, zone.get(3..)?) } else { zone.to_owned() };
    Timestamp::parse_rfc3339(&format!("{day}T{time}{zone}")).ok()
}

/// `0.42 kg` in grams, rounded to the nearest. International pound and ounce of 1959: 453.59237 g, 28.349523125 g.
fn grams(text: &str) -> Option<u32> {
    let (number, unit) = text.split_once(' ')?;
    let factor = match unit.trim() {
        "g" => Decimal::ONE,
        "kg" => Decimal::ONE_THOUSAND,
        "lb" => Decimal::new(45_359_237, 5),
        "oz" => Decimal::new(28_349_523_125, 9),
        _ => return None,
    };
    let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && number.len() <= 12;
    let number = plain.then(|| Decimal::from_str_exact(number).ok()).flatten()?;
    number.checked_mul(factor)?.round().to_u32()
}

fn hs_code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    ((6..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// GS1 General Specifications 7.9: weights 3 and 1 from the right, the sum a multiple of ten.
fn gtin_is_right(text: &str) -> bool {
    let digits = text.as_bytes();
    matches!(digits.len(), 8 | 12 | 13 | 14)
        && digits.iter().all(u8::is_ascii_digit)
        && digits
            .iter()
            .rev()
            .enumerate()
            .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 1 { 3 } else { 1 })
            .sum::<u32>()
            .is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_readers() {
        assert_eq!(
            (grams("0.42 kg"), grams("1 lb"), grams("3 oz"), grams("7")),
            (Some(420), Some(454), Some(85), None)
        );
        assert!(gtin_is_right("4006381333931") && !gtin_is_right("4006381333930"));
        assert_eq!(hs_code("6912.00"), Some("691200".into()));
        assert!(interval("2026-11-01T00:00+0100/2027-01-15T23:59:59Z").is_some());
        assert!(interval("2027-11-01T00:00Z/2026-01-15T23:59Z").is_none());
        assert_eq!(price("5480 JPY").map(|money| money.minor), Some(5480));
        assert!(price("54.80 JPY").is_none() && price("-1 USD").is_none() && price("$5").is_none());
        assert_eq!(tidy(" a\n\u{0}b\t c "), "a b c");
    }
}
