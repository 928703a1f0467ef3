//! The sixteen forms, one file each.

use crate::Product;

mod chess;
mod mug;
mod shoes;
mod ukulele;
mod watch;

/// Every product, in the feed's order.
pub fn all() -> Vec<Product> {
    vec![mug::form(), chess::form(), watch::form(), shoes::form(), ukulele::form()]
}
