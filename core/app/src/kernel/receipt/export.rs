//! The receipt of an order as a text that a person may keep: what the merchant states, what it comes to, and the verdict of each number.
//!
//! JSON, `version` 1; names and codes never change their meaning, and more may be added. Amounts are whole minor units of `currency`.
//!
//! | field | what |
//! | --- | --- |
//! | `merchant`, `order`, `label`, `checkout` | where it was bought, the merchant's id of the order and its number for people, the session |
//! | `placed_at` | when this phone learned that it was bought, and computed it again (RFC 3339, UTC) |
//! | `currency`, `total` | ISO 4217, and what was paid; null where the merchant does not say |
//! | `verdict` | `code`: `holds` or `differs`; `sentence` in the person's language |
//! | `policy` | the rounding: `by` (`declared` by the merchant, or `usual`), `holds`, `level`, and of a declared one `mode`, `exponent`, `gross`; null where no tax was computed |
//! | `lines` | each number: `kind` (`item` or the type of a total), `label`, `stated`, `computed` (null where taken as stated), `code` (`holds`, `differs`, `as_stated`), `sentence` |
//! | `notes` | the sentences that stand with it |

use super::{label, view};
use crate::kernel::view_context::ViewContext;
use serde::Serialize;
use tradewind_domain::{
    Currency, DeclaredRounding, Money, Order, ReceiptCheck, ReceiptNumber, ReceiptRounding, RoundedAt,
    RoundingMode, TotalKind, WebUrl,
};
use tradewind_l10n::plain;

/// Changes where a field of before would mean something else.
const VERSION: u8 = 1;

/// A text to be kept, and the name of a file for it.
pub(crate) struct Export {
    pub(crate) text: String,
    pub(crate) file: String,
}

/// None where nothing of the receipt could be computed. The same text for as long as the order is the same: it is drawn with the screen.
pub(crate) fn export(order: &Order, merchant: &WebUrl, context: &ViewContext<'_>) -> Option<Export> {
    let check = order.receipt.as_ref()?;
    let drawn = view(check, context)?;
    let lines = check.numbers.iter().zip(&drawn.rows).map(|(number, row)| {
        let sentence = if row.difference.is_empty() { &row.computed } else { &row.difference };
        LineWire {
            kind: number.kind.as_ref().map_or("item", |kind| kind.as_type()),
            label: plain(&label(number, context)),
            stated: number.stated.minor,
            computed: number.computed.map(|computed| computed.minor),
            code: code(number),
            sentence: plain(sentence),
        }
    });
    let verdict = if check.difference().is_some() { "differs" } else { "holds" };
    let of_all = |number: &&ReceiptNumber| number.kind == Some(TotalKind::Total);
    let paid: Option<Money> = check.numbers.iter().find(of_all).map(|number| number.stated);
    let receipt = ReceiptWire {
        version: VERSION,
        merchant: merchant.as_str(),
        order: order.id.as_str(),
        label: order.label.as_deref(),
        checkout: order.checkout.as_str(),
        placed_at: order.placed_at.to_rfc3339(),
        currency: paid.map_or(order.currency, |paid| paid.currency),
        total: paid.map(|paid| paid.minor),
        verdict: VerdictWire { code: verdict, sentence: plain(&drawn.summary) },
        policy: policy(check),
        lines: lines.collect(),
        notes: drawn.notes.iter().map(|note| plain(note)).collect(),
    };
    let text = serde_json::to_string_pretty(&receipt).ok()?;
    Some(Export { text, file: format!("receipt-{}.json", file_name(order.id.as_str())) })
}

#[derive(Serialize)]
struct ReceiptWire<'a> {
    version: u8,
    merchant: &'a str,
    order: &'a str,
    label: Option<&'a str>,
    checkout: &'a str,
    placed_at: String,
    currency: Currency,
    total: Option<i64>,
    verdict: VerdictWire,
    policy: Option<PolicyWire>,
    lines: Vec<LineWire<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct VerdictWire {
    code: &'static str,
    sentence: String,
}

#[derive(Serialize)]
struct PolicyWire {
    by: &'static str,
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<RoundedAt>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<RoundingMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exponent: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gross: Option<bool>,
}

#[derive(Serialize)]
struct LineWire<'a> {
    kind: &'a str,
    label: String,
    stated: i64,
    computed: Option<i64>,
    code: &'static str,
    sentence: String,
}

const fn code(number: &ReceiptNumber) -> &'static str {
    match number.computed {
        None => "as_stated",
        Some(computed) if computed.minor == number.stated.minor => "holds",
        Some(_) => "differs",
    }
}

/// The way of rounding under which the tax holds, or was held to; none where none was computed.
fn policy(check: &ReceiptCheck) -> Option<PolicyWire> {
    let of_tax = |number: &ReceiptNumber| number.kind == Some(TotalKind::Tax) && number.computed.is_some();
    if !check.numbers.iter().any(of_tax) {
        return None;
    }
    let holds = check.rounding.is_some();
    if let Some(declared) = check.declared {
        let DeclaredRounding { level, mode, exponent, gross } = declared;
        return Some(PolicyWire {
            by: "declared",
            holds,
            level: Some(level),
            mode: Some(mode),
            exponent,
            gross,
        });
    }
    let level = check.rounding.map(|rounding| match rounding {
        ReceiptRounding::Line => RoundedAt::Line,
        ReceiptRounding::Once => RoundedAt::Total,
        ReceiptRounding::Piece => RoundedAt::Unit,
    });
    Some(PolicyWire { by: "usual", holds, level, mode: None, exponent: None, gross: None })
}

/// Of a merchant's id what every file system takes.
pub(crate) fn file_name(id: &str) -> String {
    id.chars().take(60).map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{AT, market, order, url};
    use serde_json::{Value, json};
    use tradewind_domain::Language;
    use tradewind_l10n::Localizer;

    fn exported(check: Option<ReceiptCheck>) -> Option<(Value, String)> {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
        let context = ViewContext { words: &words, now: AT.now, market: market(), seconds: 0.0 };
        let bought = Order { receipt: check, ..order("red", "10/42") };
        let made = export(&bought, &url(""), &context)?;
        Some((serde_json::from_str(&made.text).expect("JSON"), made.file))
    }

    fn number(kind: Option<TotalKind>, stated: i64, computed: Option<i64>) -> ReceiptNumber {
        let eur = |minor| Money::new(minor, Currency::EUR);
        ReceiptNumber {
            words: kind.is_none().then(|| "Mug".to_owned()),
            kind,
            stated: eur(stated),
            computed: computed.map(eur),
        }
    }

    fn check(rounding: Option<ReceiptRounding>, tax: i64) -> ReceiptCheck {
        ReceiptCheck {
            rounding,
            declared: None,
            unchecked: None,
            numbers: vec![
                number(None, 100, Some(100)),
                number(Some(TotalKind::Delivery), 20, None),
                number(Some(TotalKind::Tax), tax, Some(19)),
                number(Some(TotalKind::Total), 139, Some(139)),
            ],
        }
    }

    #[test]
    fn a_receipt_is_exported_with_each_number_and_the_policy_under_which_it_holds() {
        let (made, file) = exported(Some(check(Some(ReceiptRounding::Line), 19))).expect("an export");
        assert_eq!(file, "receipt-10-42.json");
        assert_eq!(
            (&made["version"], &made["order"], &made["checkout"]),
            (&json!(1), &json!("10/42"), &json!("chk_1"))
        );
        assert_eq!((&made["currency"], &made["total"]), (&json!("EUR"), &json!(139)));
        assert_eq!(made["placed_at"], AT.now.to_rfc3339());
        assert_eq!(made["verdict"]["code"], "holds");
        assert_eq!(made["policy"], json!({"by": "usual", "holds": true, "level": "line"}));
        let codes: Vec<_> =
            made["lines"].as_array().expect("lines").iter().map(|line| line["code"].clone()).collect();
        assert_eq!(codes, ["holds", "as_stated", "holds", "holds"]);
        let line = json!({
            "kind": "item", "label": "Mug", "stated": 100, "computed": 100, "code": "holds",
            "sentence": made["lines"][0]["sentence"],
        });
        assert_eq!(made["lines"][0], line);
        assert!(made["lines"].to_string().chars().all(|one| !('\u{2066}'..='\u{2069}').contains(&one)));
    }

    #[test]
    fn a_tax_that_is_not_by_the_declared_rounding_differs_by_code_and_sentence() {
        let declared = DeclaredRounding {
            level: RoundedAt::Total,
            mode: RoundingMode::Down,
            exponent: None,
            gross: Some(true),
        };
        let (made, _) =
            exported(Some(ReceiptCheck { declared: Some(declared), ..check(None, 20) })).expect("an export");
        assert_eq!(
            (&made["verdict"]["code"], &made["lines"][2]["code"]),
            (&json!("differs"), &json!("differs"))
        );
        assert_eq!(
            made["policy"],
            json!({"by": "declared", "holds": false, "level": "total", "mode": "down", "gross": true})
        );
        assert!(made["lines"][2]["sentence"].as_str().expect("words").contains("0.01"), "{made}");
    }

    #[test]
    fn where_no_tax_was_computed_there_is_no_policy_even_a_declared_one() {
        let declared = DeclaredRounding {
            level: RoundedAt::Line,
            mode: RoundingMode::HalfUp,
            exponent: None,
            gross: None,
        };
        for declared in [None, Some(declared)] {
            let mut untaxed = ReceiptCheck { declared, ..check(None, 19) };
            for number in untaxed.numbers.iter_mut().filter(|number| number.kind == Some(TotalKind::Tax)) {
                number.computed = None;
            }
            let (made, _) = exported(Some(untaxed)).expect("an export");
            assert_eq!((&made["policy"], &made["verdict"]["code"]), (&Value::Null, &json!("holds")));
        }
    }

    #[test]
    fn what_was_not_computed_is_not_exported() {
        assert_eq!(exported(None), None);
        let nothing =
            ReceiptCheck { numbers: vec![number(Some(TotalKind::Total), 1, None)], ..check(None, 1) };
        assert_eq!(exported(Some(nothing)), None);
    }
}
