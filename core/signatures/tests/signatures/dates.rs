//! The windows of `created` and `expires`, to the millisecond.

use crate::world::{NOW, POLICY, both, of, order};
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_signatures::{Parameters, Policy, SignatureError, sign, verify};

fn said(
    created: Option<i64>,
    expires: Option<i64>,
    max_age: Option<u64>,
    now: i64,
) -> Result<(), SignatureError> {
    let [es256, _] = both();
    let at = |after: i64| Timestamp(NOW.0 + after * 1_000);
    let with = Parameters { created: created.map(at), expires: expires.map(at), ..Parameters::ucp(NOW) };
    let mut message = order();
    message.headers.extend(sign(&order().message(), &es256, &with).expect("signed"));
    let policy = Policy { max_age: max_age.map(Duration::from_secs), ..POLICY };
    verify(&message.message(), &of(&[es256]), &policy, Timestamp(NOW.0 + now)).map(|_| ())
}

#[test]
fn without_an_age_only_the_future_and_the_expiry_count() {
    assert_eq!(said(None, None, None, 0), Ok(()));
    assert_eq!(
        said(Some(0), None, None, 400 * 86_400_000),
        Ok(()),
        "UCP leaves replay to the idempotency key"
    );
    assert_eq!(said(Some(60), None, None, 0), Ok(()), "within the skew");
    assert_eq!(said(Some(60), None, None, -1), Err(SignatureError::NotYet));
    assert_eq!(said(Some(0), Some(10), None, 70_000), Ok(()));
    assert_eq!(said(Some(0), Some(10), None, 70_001), Err(SignatureError::Expired));
    assert_eq!(said(None, Some(10), None, 70_001), Err(SignatureError::Expired));
}

#[test]
fn with_an_age_a_signature_needs_a_date() {
    assert_eq!(said(Some(0), None, Some(300), 360_000), Ok(()));
    assert_eq!(said(Some(0), None, Some(300), 360_001), Err(SignatureError::Expired));
    assert_eq!(said(None, None, Some(300), 0), Err(SignatureError::Expired));
    assert_eq!(
        said(Some(0), Some(10_000), Some(300), 360_001),
        Err(SignatureError::Expired),
        "the shorter one"
    );
    assert_eq!(said(Some(0), None, Some(u64::MAX), i64::MAX - NOW.0), Ok(()), "no overflow");
}

#[test]
fn moments_at_the_end_of_the_integers_are_compared_too() {
    let [es256, _] = both();
    let most = Timestamp(999_999_999_999_999_000);
    let with = Parameters { created: Some(most), ..Parameters::ucp(NOW) };
    let mut message = order();
    message.headers.extend(sign(&order().message(), &es256, &with).expect("signed"));
    assert_eq!(message.verify(&of(std::slice::from_ref(&es256))), Err(SignatureError::NotYet));
    for out in [i64::MAX, i64::MIN] {
        let with = Parameters { created: Some(Timestamp(out)), ..Parameters::ucp(NOW) };
        assert!(sign(&order().message(), &es256, &with).is_err());
    }
}
