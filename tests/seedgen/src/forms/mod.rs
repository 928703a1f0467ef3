//! The sixteen forms, one file each.

use crate::Product;

mod bag;
mod case;
mod chair;
mod chess;
mod clock;
mod headphones;
mod kilim;
mod lamp;
mod lantern;
mod mug;
mod parasol;
mod shoes;
mod stitched;
mod teapot;
mod ukulele;
mod vase;
mod watch;

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
        chess::form(),
        watch::form(),
        shoes::form(),
        ukulele::form(),
        lantern::form(),
        vase::form(),
        clock::form(),
        parasol::form(),
    ]
}
