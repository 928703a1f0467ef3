//! The merchant's own goods: read from a Merchant Center feed, with words and prices of its markets.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// One item, as this merchant keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Good {
    /// Merchant Center id.
    pub id: String,
    /// Item group id; the id itself for an item alone.
    pub group: String,
    /// Absolute URL of the product's page.
    pub link: String,
    /// Absolute URL of the main picture.
    pub image: String,
    /// Absolute URL of the model; may be empty.
    pub model: String,
    /// Brand; may be empty.
    pub brand: String,
    /// Stock.
    pub stock: i64,
    /// Weight as the feed has it; may be empty.
    pub weight: String,
    /// HS code; may be empty.
    pub hs_code: String,
    /// Country of origin, ISO 3166-1 alpha-2; may be empty.
    pub origin: String,
    /// Words by language.
    pub words: BTreeMap<String, Words>,
    /// Price in minor units and sale price by market.
    pub prices: BTreeMap<String, (i64, Option<i64>)>,
}

/// Words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Category path, parted by ` > `.
    pub category: String,
    /// Colour, size, material: name and value.
    pub options: Vec<(String, String)>,
}

/// A market this merchant sells to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// ISO 4217.
    pub currency: String,
}

/// All goods and markets.
#[derive(Debug, Clone, Default)]
pub struct Goods {
    /// In feed order.
    pub items: Vec<Good>,
    /// The default one first.
    pub markets: Vec<Market>,
    /// Languages there are words in.
    pub languages: Vec<String>,
}

type Row = BTreeMap<String, String>;

/// Minor digits of the currencies of our markets and a few more (ISO 4217, 2026).
pub fn digits(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" => 0,
        "KWD" | "BHD" => 3,
        _ => 2,
    }
}

/// Reads one feed without markets of its own: its currency decides.
pub fn read_feed(text: &str) -> Option<Goods> {
    let rows = rows_of(text)?;
    let currency =
        rows.iter().find_map(|row| row.get("price")?.split_once(' ').map(|(_, code)| code.to_owned()))?;
    let code = match currency.as_str() {
        "EUR" => "DE",
        "JPY" => "JP",
        "AED" => "AE",
        "KES" => "KE",
        "BRL" => "BR",
        "INR" => "IN",
        "CNY" => "CN",
        _ => "US",
    };
    let mut goods = Goods {
        items: Vec::new(),
        markets: vec![Market { code: code.to_owned(), currency }],
        languages: vec!["en".to_owned()],
    };
    goods.items = rows.iter().filter_map(|row| good(row, code)).collect();
    Some(goods)
}

/// Adds a supplemental feed of words.
pub fn add_words(goods: &mut Goods, language: &str, text: &str) {
    goods.languages.push(language.to_owned());
    let rows = index(rows_of(text).unwrap_or_default());
    for item in &mut goods.items {
        if let Some(row) = rows.get(&item.id) {
            item.words.insert(language.to_owned(), words(row));
        }
    }
}

/// Adds a supplemental feed of prices.
pub fn add_prices(goods: &mut Goods, market: &str, text: &str) {
    let rows = index(rows_of(text).unwrap_or_default());
    let mut currency = None;
    for item in &mut goods.items {
        if let Some((price, sale, code)) = rows.get(&item.id).and_then(prices) {
            item.prices.insert(market.to_owned(), (price, sale));
            currency = Some(code);
        }
    }
    if let Some(currency) = currency {
        goods.markets.retain(|known| known.code != market);
        goods.markets.push(Market { code: market.to_owned(), currency });
    }
}

fn index(rows: Vec<Row>) -> BTreeMap<String, Row> {
    rows.into_iter().filter_map(|row| Some((row.get("id")?.clone(), row))).collect()
}

fn good(row: &Row, market: &str) -> Option<Good> {
    let field = |name: &str| row.get(name).cloned().unwrap_or_default();
    let (price, sale, _) = prices(row)?;
    let sold_out = field("availability").contains("out");
    Some(Good {
        id: row.get("id")?.clone(),
        group: row.get("item_group_id").cloned().unwrap_or_else(|| field("id")),
        link: field("link"),
        image: field("image_link"),
        model: field("virtual_model_link"),
        brand: field("brand"),
        stock: if sold_out { 0 } else { field("sell_on_google_quantity").parse().unwrap_or(25) },
        weight: field("shipping_weight"),
        hs_code: field("hs_code"),
        origin: field("country_of_origin"),
        words: BTreeMap::from([("en".to_owned(), words(row))]),
        prices: BTreeMap::from([(market.to_owned(), (price, sale))]),
    })
}

fn words(row: &Row) -> Words {
    let field = |name: &str| row.get(name).cloned().unwrap_or_default();
    let options = ["color", "size", "material"].iter().filter_map(|name| {
        Some(((*name).to_owned(), row.get(*name).filter(|value| !value.is_empty())?.clone()))
    });
    Words {
        title: field("title"),
        description: field("description"),
        category: field("product_type"),
        options: options.collect(),
    }
}

fn prices(row: &Row) -> Option<(i64, Option<i64>, String)> {
    let (price, currency) = amount(row.get("price")?)?;
    let sale = row.get("sale_price").and_then(|text| amount(text)).map(|(minor, _)| minor);
    Some((price, sale, currency))
}

/// `34.90 EUR` in minor units.
fn amount(text: &str) -> Option<(i64, String)> {
    let (number, currency) = text.split_once(' ')?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let places = digits(currency) as usize;
    let padded = format!("{part:0<places$}");
    let minor = format!("{whole}{}", padded.get(..places)?).parse().ok()?;
    Some((minor, currency.to_owned()))
}

/// Rows of an RSS feed (by local names) or of a tab-separated one.
fn rows_of(text: &str) -> Option<Vec<Row>> {
    if text.trim_start().starts_with('<') { xml_rows(text) } else { Some(tsv_rows(text)) }
}

fn tsv_rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            names.iter().zip(line.split('\t')).map(|(n, v)| ((*n).to_owned(), v.to_owned())).collect()
        })
        .collect()
}

fn xml_rows(text: &str) -> Option<Vec<Row>> {
    let mut reader = Reader::from_str(text);
    let (mut rows, mut row, mut field) = (Vec::new(), None::<Row>, None::<(String, String)>);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                if name == "item" {
                    row = Some(Row::new());
                } else if row.is_some() {
                    field = Some((name, String::new()));
                }
            }
            Event::Text(part) => {
                if let Some((_, value)) = &mut field {
                    value.push_str(&part);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some((_, value)) = &mut field {
                    match entity.resolve_char_ref().ok()? {
                        Some(character) => value.push(character),
                        None => value.push_str(quick_xml::escape::resolve_predefined_entity(&entity)?),
                    }
                }
            }
            Event::End(end) => {
                if end.local_name().as_ref() == "item" {
                    rows.extend(row.take());
                } else if let (Some((name, value)), Some(row)) = (field.take(), &mut row) {
                    row.entry(name).or_insert(value.trim().to_owned());
                }
            }
            Event::Eof => return Some(rows),
            _ => {}
        }
    }
}
