//! Words that come in one of several forms (UCP `description.json`).

use crate::read::text;
use serde_json::Value;

/// The words of a description: the plain ones, else those in Markdown as they stand, else those in HTML without its tags. Empty
/// where there are none.
pub(crate) fn words(description: &Value, max: usize) -> String {
    let plain = text(&description["plain"], max).or_else(|| text(&description["markdown"], max));
    let html = || text(&Value::from(without_tags(description["html"].as_str()?)), max);
    plain.or_else(html).unwrap_or_default()
}

/// What stands between tags. Nothing of it is ever shown as HTML, so that an entity reads as it was written.
fn without_tags(html: &str) -> String {
    let mut within = false;
    let kept = html.chars().filter_map(|letter| match letter {
        '<' => {
            within = true;
            Some(' ')
        }
        '>' if within => {
            within = false;
            None
        }
        letter => (!within).then_some(letter),
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_plainest_form_is_taken() {
        for (description, wanted) in [
            (json!({"plain": "Two days", "html": "<b>no</b>"}), "Two days"),
            (json!({"markdown": "*Two* days"}), "*Two* days"),
            (json!({"html": "<p>Two <b>days</b></p><script src=x>"}), "Two days"),
            (json!({"html": "2 > 1 <"}), "2 > 1"),
            (json!({"plain": 7}), ""),
            (json!("Two days"), ""),
            (Value::Null, ""),
        ] {
            assert_eq!(words(&description, 500), wanted);
        }
    }
}
