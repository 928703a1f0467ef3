//! An item as a row's body: postcard, which knows no absent fields. So a body of an earlier build is told by where it ends.

use crate::error::CatalogError;
use tradewind_domain::{Facts, Item};

/// The body of an item.
pub(crate) fn encode(item: &Item) -> Result<Vec<u8>, CatalogError> {
    postcard::to_stdvec(item).map_err(|_| CatalogError::Internal("item body"))
}

/// The item of a body. Bodies are our own, but the disk may have rotted: a row that does not read is an error, not a panic.
/// What an earlier build wrote ends before `facts`, an item's last field, or before the last of those: it reads with those of nothing.
pub(crate) fn decode(body: &[u8]) -> Result<Item, CatalogError> {
    if let Ok(item) = postcard::from_bytes(body) {
        return Ok(item);
    }
    // Before a price could be one person's: its last byte is not there.
    if let Ok((item, [])) = postcard::take_from_bytes(&[body, &[0]].concat()) {
        return Ok(item);
    }
    let none = postcard::to_stdvec(&Facts::default()).map_err(|_| CatalogError::Internal("item body"))?;
    match postcard::take_from_bytes(&[body, &none].concat()) {
        Ok((item, [])) => Ok(item),
        _ => Err(CatalogError::Damaged("item body")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_domain::{Condition, Currency, ItemId, Money};

    /// A body as builds before 2026-11-29 wrote it.
    const BEFORE: &[u8] = include_bytes!("../tests/fixtures/item_1.body");

    #[test]
    fn a_body_of_before_facts_reads_and_is_written_with_them() {
        let mut item = decode(BEFORE).expect("reads");
        assert_eq!((item.id.as_str(), item.title.as_str()), ("lamp-3", "Lamp 3"));
        assert_eq!((item.offer.price, item.offer.stock), (Money::new(103, Currency::EUR), Some(3)));
        assert!(item.facts.is_empty());
        item.facts.condition = Some(Condition::Used);
        item.id = ItemId::parse("lamp-4").expect("an id");
        assert_eq!(decode(&encode(&item).expect("encodes")).expect("reads"), item);
    }

    #[test]
    fn a_body_of_before_prices_of_one_person_reads() {
        let mut item = decode(BEFORE).expect("reads");
        item.facts.seller = Some("Another shop".into());
        let body = encode(&item).expect("encodes");
        assert_eq!(decode(&body[..body.len() - 1]).expect("reads"), item);
    }

    #[test]
    fn a_body_that_is_cut_elsewhere_is_damage() {
        let mut item = decode(BEFORE).expect("reads");
        item.facts.mpn = Some("TW-01".into());
        for (body, whole) in [(BEFORE.to_vec(), usize::MAX), (encode(&item).expect("encodes"), BEFORE.len())]
        {
            let before = if whole == usize::MAX { whole } else { body.len() - 1 };
            for end in (0..body.len()).filter(|end| *end != whole && *end != before) {
                assert!(decode(&body[..end]).is_err(), "cut at {end} of {}", body.len());
            }
        }
    }
}
