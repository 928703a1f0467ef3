//! The rule table: what a row must be, whether a breach rejects it, and where the rule stands.
//!
//! Source of all rows marked GMC: Google Merchant Center Help, "Product data specification", attribute table; lengths are in characters.

use serde::Serialize;
use std::borrow::Cow;

/// What a breach does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is left out: a shopper could not see, open or buy it.
    Reject,
    /// The row is taken; the merchant is told.
    Warn,
}

/// One rule for the rows of a feed.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable code of a breach.
    pub code: &'static str,
    /// The attribute it is about.
    pub attribute: &'static str,
    /// What a breach does.
    pub severity: Severity,
    /// The rule in one sentence.
    pub sentence: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

const fn reject(code: &'static str, attribute: &'static str, sentence: &'static str) -> Rule {
    Rule { code, attribute, severity: Severity::Reject, sentence, source: "GMC" }
}

const fn warn(
    code: &'static str,
    attribute: &'static str,
    sentence: &'static str,
    source: &'static str,
) -> Rule {
    Rule { code, attribute, severity: Severity::Warn, sentence, source }
}

/// All rules; a finding names one of them by its code.
pub const RULES: &[Rule] = &[
    reject("id_missing", "id", "id is required"),
    reject("id_too_long", "id", "id has at most 50 characters"),
    reject("id_bad", "id", "id holds no control characters"),
    reject("id_duplicate", "id", "id stands once in a feed"),
    reject("title_missing", "title", "title is required, with something to see in it"),
    warn("title_too_long", "title", "title has at most 150 characters; cut", "GMC"),
    reject("link_missing", "link", "link is required"),
    reject("link_too_long", "link", "link has at most 2000 characters"),
    reject("link_bad", "link", "link is an http or https address"),
    warn("link_insecure", "link", "an http link; kept, and opened by https", "FEED.md"),
    reject("image_link_missing", "image_link", "image_link is required"),
    reject("image_link_too_long", "image_link", "image_link has at most 2000 characters"),
    reject("image_link_bad", "image_link", "image_link is an http or https address"),
    warn("image_link_insecure", "image_link", "an http address; phones fetch it by https", "FEED.md"),
    reject("price_missing", "price", "price is required"),
    reject("price_bad", "price", "price is a number and an ISO 4217 code, as in 15.00 USD"),
    reject("price_zero", "price", "price is more than zero"),
    reject("price_other_currency", "price", "all prices of a market are in one currency"),
    reject("availability_missing", "availability", "availability is required"),
    reject(
        "availability_bad",
        "availability",
        "availability is in_stock, out_of_stock, preorder or backorder",
    ),
    warn("description_missing", "description", "description is required", "GMC"),
    warn("description_too_long", "description", "description has at most 5000 characters; cut", "GMC"),
    warn(
        "brand_missing",
        "brand",
        "brand is required for all new products but books, media and custom goods",
        "GMC",
    ),
    warn("brand_too_long", "brand", "brand has at most 70 characters; cut", "GMC"),
    warn("additional_image_bad", "additional_image_link", "at most 10 addresses; left out", "GMC"),
    warn(
        "additional_image_insecure",
        "additional_image_link",
        "an http address; phones fetch it by https",
        "FEED.md",
    ),
    warn("model_bad", "virtual_model_link", "virtual_model_link is an https address; left out", "GMC"),
    warn("model_insecure", "virtual_model_link", "an http address; phones fetch it by https", "FEED.md"),
    warn("sale_price_bad", "sale_price", "sale_price is a price in the currency of price; left out", "GMC"),
    warn("sale_price_zero", "sale_price", "sale_price is more than zero; left out", "GMC"),
    warn("sale_price_not_lower", "sale_price", "sale_price is lower than price; left out", "GMC"),
    warn(
        "sale_date_bad",
        "sale_price_effective_date",
        "two moments parted by a slash, as in 2026-11-01T00:00+0100/2026-11-30T23:59+0100; the sale is left out",
        "GMC 7055760",
    ),
    warn(
        "gtin_bad",
        "gtin",
        "gtin has 8, 12, 13 or 14 digits and a right check digit",
        "GS1 General Specifications 7.9",
    ),
    warn("mpn_too_long", "mpn", "mpn has at most 70 characters; left out", "GMC 6324482"),
    warn("condition_bad", "condition", "condition is new, refurbished or used; left out", "GMC 6324469"),
    warn(
        "energy_class_bad",
        "energy_efficiency_class",
        "energy_efficiency_class is A+++ to A+ or A to G; left out",
        "GMC 7562785",
    ),
    warn(
        "energy_scale_bad",
        "min_energy_efficiency_class",
        "both ends of the scale, with the class between them; the scale is left out",
        "GMC 7562785",
    ),
    warn(
        "unit_pricing_measure_bad",
        "unit_pricing_measure",
        "a number with a unit, as in 750ml; there is no unit price",
        "GMC 6324455",
    ),
    warn(
        "unit_pricing_base_bad",
        "unit_pricing_base_measure",
        "a number with a unit of the same kind as unit_pricing_measure, as in 1l; there is no unit price",
        "GMC 6324490",
    ),
    warn(
        "ships_from_bad",
        "ships_from_country",
        "two letters, as in PT; left out",
        "GMC 9837936, ISO 3166-1",
    ),
    warn(
        "shipping_bad",
        "shipping",
        "country:region:service:price, as in DE::Standard:4.90 EUR, or these as elements; left out",
        "GMC 6324484",
    ),
    warn(
        "lowest_price_bad",
        "tw:lowest_price_30_days",
        "a price more than zero in the currency of price; left out",
        "Directive 98/6/EC, article 6a",
    ),
    warn("history_bad", "", "a line of history.tsv that does not read; left out", "FEED.md"),
    warn(
        "weight_bad",
        "shipping_weight",
        "shipping_weight is a number with g, kg, lb or oz; left out",
        "GMC",
    ),
    warn("group_bad", "item_group_id", "item_group_id has at most 50 characters; left out", "GMC"),
    warn("product_type_too_long", "product_type", "product_type has at most 750 characters; left out", "GMC"),
    warn("quantity_bad", "sell_on_google_quantity", "a whole number from 0; left out", "GMC"),
    warn("hs_code_bad", "tw:hs_code", "6 to 10 digits; left out", "WCO Harmonized System 2022"),
    warn("origin_bad", "tw:country_of_origin", "two capital letters; left out", "ISO 3166-1"),
    warn("popularity_bad", "tw:popularity", "a whole number from 1; left out", "FEED.md"),
    warn(
        "picture_unreadable",
        "image_link",
        "a picture in --media is PNG, JPEG or WebP within a phone's limits; it has no first paint",
        "FEED.md",
    ),
    warn(
        "model_refused",
        "virtual_model_link",
        "a model in --media is one that phones show; they show the product's picture instead",
        "FEED.md",
    ),
    warn(
        "model_finding",
        "virtual_model_link",
        "a model in --media is drawn in another way than it says",
        "FEED.md",
    ),
    warn(
        "model_finding_extension",
        "virtual_model_link",
        "a model in --media asks for an extension that phones pass over",
        "FEED.md",
    ),
    warn(
        "model_finding_texture",
        "virtual_model_link",
        "a model in --media has a texture that phones leave out",
        "FEED.md",
    ),
    warn(
        "model_finding_texture_scaled",
        "virtual_model_link",
        "a model in --media has a texture that phones make smaller",
        "FEED.md",
    ),
    warn(
        "model_finding_texture_coordinates",
        "virtual_model_link",
        "a model in --media has a surface with more than two sets of texture coordinates",
        "FEED.md",
    ),
    warn(
        "model_finding_animation_at_rest",
        "virtual_model_link",
        "a model in --media has an animation, which is shown at its first moment",
        "FEED.md",
    ),
    warn(
        "model_finding_animation",
        "virtual_model_link",
        "a model in --media has an animation that is not read",
        "FEED.md",
    ),
    warn(
        "model_finding_origin",
        "virtual_model_link",
        "a model in --media stands far from the origin; it is shown at the origin",
        "FEED.md",
    ),
    warn(
        "model_finding_stray",
        "virtual_model_link",
        "a model in --media has something tiny far beside it, which is not looked at",
        "FEED.md",
    ),
    warn(
        "model_finding_size",
        "virtual_model_link",
        "a model in --media is so large or so small that another unit than metres may be meant",
        "FEED.md",
    ),
    warn(
        "words_missing",
        "title",
        "no row for this id in the language's feed; the base feed's words are used",
        "FEED.md",
    ),
    warn(
        "words_bad",
        "title",
        "no title to see in the language's feed; the base feed's words are used",
        "FEED.md",
    ),
    warn(
        "encoding_assumed",
        "",
        "not UTF-8 and nothing says what; read as Latin-1 (windows-1252): say --encoding if it is another",
        "GMC 160079",
    ),
    warn(
        "currency_foreign",
        "price",
        "all prices are in another currency than the market's own; say --currency if that is meant",
        "FEED.md",
    ),
];

/// The rule with this code; none where there is none.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's stable code.
    pub code: &'static str,
    /// What it did.
    pub severity: Severity,
    /// The feed it stands in.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// The row's id, if it has one.
    pub id: String,
    /// The attribute it is about, in Merchant Center's name.
    pub field: &'static str,
    /// The rule in one sentence, or what exactly is wrong.
    pub sentence: Cow<'static, str>,
}

impl Finding {
    /// A breach of the rule `code`, which must be one of [`RULES`].
    pub fn of(code: &'static str, file: &str, line: u32, id: &str) -> Self {
        let (field, sentence, severity) = rule(code)
            .map(|rule| (rule.attribute, rule.sentence, rule.severity))
            .unwrap_or(("", "", Severity::Reject));
        let id: String = id.chars().take(60).collect();
        Self { code, severity, file: file.to_owned(), line, id, field, sentence: Cow::Borrowed(sentence) }
    }

    /// The same breach with a sentence that says more than the rule does.
    pub fn because(self, sentence: impl Into<Cow<'static, str>>) -> Self {
        Self { sentence: sentence.into(), ..self }
    }
}
