//! A creator's link of the real merchant, through the app: it is opened at once, and its code is said once the merchant's
//! profile was read. A short code that stands for it opens the same.

use crate::person_shop::world;
use tradewind_app::{Intent, Screen};

/// 2100-01-01, in Unix seconds.
const LATER: i64 = 4_102_444_800;

#[test]
fn a_creator_s_link_at_a_cold_start_opens_its_product_and_promises_its_code() {
    let w = world();
    let link = w.merchant.front.creator_link("/p/mug-indigo", "mia", Some("MIA10"), LATER);
    let phone = w.phone();
    phone.shop.dispatch(Intent::OpenLink { url: link.expect("plain letters") });
    phone.see("the product and the code", |snapshot| {
        let Screen::Product { content } = &snapshot.screen else { return None };
        let said = snapshot.toast.as_ref().is_some_and(|toast| toast.text.contains("MIA10"));
        (content.key == "mug-indigo" && said).then_some(())
    });
    phone.see("the question about creators", |snapshot| {
        let mut answers = snapshot.banners.iter().flat_map(|banner| &banner.answers);
        answers.any(|answer| answer.setting == "reward_creators").then_some(())
    });
}

#[test]
fn a_typed_short_code_opens_the_link_that_the_merchant_keeps_for_it() {
    let w = world();
    let link = w.merchant.front.creator_link("/p/mug-indigo", "mia", Some("MIA10"), LATER);
    let code = w.merchant.front.short_code(&link.expect("plain letters"), None).expect("kept");
    let phone = w.phone();
    phone.shop.dispatch(Intent::OpenCode { text: code.to_lowercase(), scanned: false });
    phone.see("the product and the code", |snapshot| {
        let Screen::Product { content } = &snapshot.screen else { return None };
        let said = snapshot.toast.as_ref().is_some_and(|toast| toast.text.contains("MIA10"));
        (content.key == "mug-indigo" && said).then_some(())
    });
}
