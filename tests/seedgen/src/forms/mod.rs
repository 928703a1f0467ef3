//! The sixteen forms, one file each.

use crate::Product;

mod bag;
mod case;
mod chair;
mod headphones;
mod kilim;
mod lamp;
mod mug;
mod stitched;
mod teapot;

/// Every product, in the feed's order.
pub fn all() -> Vec<Product> {
    vec![
        mug::form(),
        kilim::form(),
        lamp::form(),
        headphones::form(),
        case::form(),
        teapot::form(),
        chair::form(),
        bag::form(),
    ]
}
