//! What a product says and does.

use crate::features::product::view::last_moment;
use tradewind_domain::{Language, Timestamp};
use tradewind_l10n::{Localizer, plain};

#[test]
fn a_sale_to_midnight_names_the_day_before() {
    let said = |until: &str, zone: &str| {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], zone).expect("known");
        plain(&words.sale_until(last_moment(Timestamp::parse_rfc3339(until).expect("a moment"))))
    };
    assert_eq!(said("2026-12-01T00:00:00+01:00", "Europe/Berlin"), "On sale until Nov 30, 2026");
    assert_eq!(said("2026-11-30T23:59:59Z", "UTC"), "On sale until Nov 30, 2026");
    assert_eq!(said("2026-12-01T00:00:00+01:00", "Asia/Tokyo"), "On sale until Dec 1, 2026");
}
