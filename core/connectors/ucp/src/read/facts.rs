//! What else a variant says of itself: its condition, its bar code, its price by the unit, who sells it.

use super::parts::{entries, minor, text};
use serde_json::Value;
use tradewind_domain::facts::MAX_MPN;
use tradewind_domain::{Condition, Facts, Gtin, Market, Measure, Money, Unit, UnitPricing};

/// The facts of a variant that costs `price`. What does not read is left out. `condition` and `mpn` are no fields of UCP's
/// `variant.json`: they are read from `metadata`, as Merchant Center names them; so is `personalised_price`.
pub(super) fn facts(variant: &Value, price: Money) -> Facts {
    let metadata = &variant["metadata"];
    let word = |name: &str| metadata[name].as_str();
    Facts {
        condition: word("condition").and_then(Condition::parse),
        unit_pricing: unit_pricing(&variant["unit_price"], price),
        ships_from: word("ships_from_country").and_then(|code| Market::parse(code).ok()),
        gtin: entries(&variant["barcodes"])
            .filter(|code| code["type"].as_str().is_some_and(is_gtin))
            .find_map(|code| Gtin::parse(code["value"].as_str()?).ok()),
        // A number that is cut is another number.
        mpn: text(&metadata["mpn"], MAX_MPN + 1).filter(|mpn| mpn.chars().count() <= MAX_MPN),
        seller: text(&variant["seller"]["name"], 200),
        // No field of UCP's either: named as our feeds would name it.
        personalised: metadata["personalised_price"] == true,
        ..Facts::default()
    }
}

/// Whether a standard of bar codes is one of GS1's: an ISBN of ten digits is not and fails by its length.
fn is_gtin(standard: &str) -> bool {
    ["GTIN", "UPC", "EAN", "JAN", "ISBN"].iter().any(|known| standard.eq_ignore_ascii_case(known))
}

/// `unit_price.json`: in the price's currency, both measures of one kind; what the business states stands as it is.
fn unit_pricing(raw: &Value, price: Money) -> Option<UnitPricing> {
    let stated = minor(&raw["amount"]).filter(|minor| *minor >= 0)?;
    if raw["currency"].as_str() != Some(price.currency.as_str()) {
        return None;
    }
    let pricing = UnitPricing {
        measure: measure(&raw["measure"])?,
        base: measure(&raw["reference"])?,
        stated: Some(stated),
    };
    pricing.units_match().then_some(pricing)
}

/// `measure.json`: `value` times ten to the minus `scale` of a unit, in whole thousandths. Before 2026-08-25 there is no scale,
/// and the value may have decimals: read from its digits, never as a float.
fn measure(raw: &Value) -> Option<Measure> {
    let unit = unit(raw["unit"].as_str()?)?;
    let Some(value) = raw["value"].as_u64() else {
        let number = raw["value"].as_number().filter(|_| raw["scale"].is_null())?;
        return Measure::parse(&format!("{number}{}", unit.name()));
    };
    let scale = match &raw["scale"] {
        Value::Null => 0,
        scale => scale.as_u64().and_then(|scale| u32::try_from(scale).ok()).filter(|scale| *scale <= 15)?,
    };
    let thousandths = value.checked_mul(1_000)?;
    let divisor = 10_u64.pow(scale);
    thousandths
        .is_multiple_of(divisor)
        .then_some(thousandths / divisor)
        .and_then(|milli| Measure::new(milli, unit))
}

/// A unit by its code of UN/CEFACT Recommendation 20, or by Merchant Center's name.
fn unit(code: &str) -> Option<Unit> {
    Some(match code {
        "ONZ" => Unit::Oz,
        "LBR" => Unit::Lb,
        "MGM" => Unit::Mg,
        "GRM" => Unit::G,
        "KGM" => Unit::Kg,
        "OZA" => Unit::Floz,
        "PTL" => Unit::Pt,
        "QTL" => Unit::Qt,
        "GLL" => Unit::Gal,
        "MLT" => Unit::Ml,
        "CLT" => Unit::Cl,
        "LTR" => Unit::L,
        "MTQ" => Unit::Cbm,
        "INH" => Unit::In,
        "FOT" => Unit::Ft,
        "YRD" => Unit::Yd,
        "CMT" => Unit::Cm,
        "MTR" => Unit::M,
        "FTK" => Unit::Sqft,
        "MTK" => Unit::Sqm,
        "C62" | "H87" | "EA" => Unit::Ct,
        name => return Unit::parse(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tradewind_domain::Currency;

    const PRICE: Money = Money::new(599, Currency::EUR);

    fn bottle() -> Value {
        json!({
            "barcodes": [{"type": "SKU", "value": "4006381333931"}, {"type": "EAN", "value": "123"},
                {"type": "ean", "value": "4006381333931"}],
            "unit_price": {"amount": 798, "currency": "EUR",
                "measure": {"value": 75, "scale": 2, "unit": "LTR", "display_text": "l"},
                "reference": {"value": 1, "unit": "LTR", "display_text": "l"}},
            "seller": {"name": "Weingut Blau"},
            "metadata": {"condition": "used", "mpn": "B-75", "ships_from_country": "PT", "personalised_price": true},
        })
    }

    #[test]
    fn what_a_variant_says_is_read() {
        let facts = facts(&bottle(), PRICE);
        let pricing = facts.unit_pricing.expect("a unit price");
        assert_eq!((pricing.measure.milli(), pricing.measure.unit()), (750, Unit::L));
        assert_eq!(pricing.price_of_base(PRICE), Some(Money::new(798, Currency::EUR)));
        assert_eq!(facts.gtin.map(String::from).as_deref(), Some("4006381333931"));
        assert_eq!(facts.condition, Some(Condition::Used));
        assert_eq!((facts.mpn.as_deref(), facts.seller.as_deref()), (Some("B-75"), Some("Weingut Blau")));
        assert_eq!((facts.ships_from, facts.personalised), (Market::parse("PT").ok(), true));
    }

    #[test]
    fn a_measure_of_the_version_before_has_decimals_and_no_scale() {
        let raw = json!({"amount": 799, "currency": "EUR", "measure": {"value": 0.75, "unit": "l"},
            "reference": {"value": 100, "unit": "ml"}});
        let pricing = unit_pricing(&raw, PRICE).expect("a unit price");
        assert_eq!((pricing.measure.milli(), pricing.base.milli()), (750, 100_000));
    }

    #[test]
    fn what_does_not_read_is_left_out() {
        let changes: [(&str, Value); 10] = [
            ("/unit_price/amount", json!(-1)),
            ("/unit_price/amount", json!(7.5)),
            ("/unit_price/currency", json!("USD")),
            ("/unit_price/reference/unit", json!("KGM")),
            ("/unit_price/measure/value", json!(0)),
            ("/unit_price/measure/value", json!(u64::MAX)),
            ("/unit_price/measure/scale", json!(16)),
            // Finer than a thousandth.
            ("/unit_price/measure/scale", json!(5)),
            ("/unit_price/measure/unit", json!("furlong")),
            ("/unit_price/measure", json!([])),
        ];
        for (place, value) in changes {
            let mut variant = bottle();
            *variant.pointer_mut(place).expect("there") = value.clone();
            assert_eq!(facts(&variant, PRICE).unit_pricing, None, "{place} {value}");
        }
        let odd = json!({"barcodes": {"type": 5}, "unit_price": "cheap", "seller": 7,
            "metadata": {"condition": "mint", "mpn": ["x"], "ships_from_country": "Portugal", "personalised_price": "yes"}});
        assert_eq!(facts(&odd, PRICE), Facts::default());
        assert_eq!(facts(&json!({}), PRICE), Facts::default());
    }
}
