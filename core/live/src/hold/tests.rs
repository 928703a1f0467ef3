//! What a hold is held to, one fault at a time.

use super::*;
use tradewind_domain::Currency;

const NOW: Timestamp = Timestamp(1_796_000_000_000);

fn key() -> SigningKey {
    SigningKey::ed25519(Some("m1"), &[5; 32]).expect("32 bytes")
}

fn terms() -> Terms {
    Terms {
        session: SessionId::parse("show-1").expect("an id"),
        merchant: WebUrl::parse("https://shop.example").expect("https"),
        item: ItemId::parse("mug").expect("an id"),
        price: Money::new(999, Currency::EUR),
        quantity: Quantity::new(2).expect("two"),
        not_before: None,
        not_after: NOW.after(Duration::from_secs(300)),
        nonce: Nonce::parse("0123456789abcdef").expect("long enough"),
    }
}

fn met(hold: SignedHold, now: Timestamp) -> Result<Hold, HoldError> {
    let (session, merchant) = (terms().session, terms().merchant);
    let keys = kept_key(&key().to_jwk()).expect("one key");
    hold.verify(&Expected { session: &session, merchant: &merchant, keys: &keys, now: Some(now) })
}

#[test]
fn a_good_hold_is_taken_kept_and_met_again() {
    let signed = SignedHold::sign(&key(), terms());
    assert_eq!(SignedHold::read(signed.to_json().as_bytes()), Ok(signed.clone()));
    assert_eq!(SignedHold::read_attribute(&signed.to_attribute()), Ok(signed.clone()));
    let hold = met(signed.clone(), NOW).expect("good");
    assert_eq!((hold.terms(), hold.signed()), (&terms(), &signed));
    let json = serde_json::to_string(&hold.keep()).expect("JSON");
    let kept: KeptHold = serde_json::from_str(&json).expect("as it was");
    assert_eq!(kept.verify(), Ok(hold));
}

#[test]
fn each_fault_has_its_name() {
    let signed = |change: fn(&mut Terms)| {
        let mut terms = terms();
        change(&mut terms);
        SignedHold::sign(&key(), terms)
    };
    let cases: [(SignedHold, HoldError); 6] = [
        (signed(|t| t.session = SessionId::parse("show-2").expect("an id")), HoldError::OtherSession),
        (
            signed(|t| t.merchant = WebUrl::parse("https://other.example").expect("https")),
            HoldError::OtherMerchant,
        ),
        (signed(|t| t.price.minor = 0), HoldError::NoPrice),
        (signed(|t| t.not_before = Some(NOW.after(Duration::from_secs(1)))), HoldError::NotYet),
        (signed(|t| t.not_after = NOW), HoldError::Expired),
        (signed(|t| t.not_after = NOW.after(Duration::from_secs(25 * 3_600))), HoldError::TooLong),
    ];
    for (hold, why) in cases {
        assert_eq!(met(hold, NOW), Err(why));
    }
    let stranger = SigningKey::ed25519(Some("m1"), &[6; 32]).expect("32 bytes");
    assert_eq!(met(SignedHold::sign(&stranger, terms()), NOW), Err(HoldError::BadSignature));
    let unknown = SigningKey::ed25519(Some("m2"), &[5; 32]).expect("32 bytes");
    assert_eq!(met(SignedHold::sign(&unknown, terms()), NOW), Err(HoldError::UnknownKey));
    assert_eq!(SignedHold::read(b"{}"), Err(HoldError::Malformed));
    assert_eq!(SignedHold::read(&vec![b' '; HOLD_BYTES + 1]), Err(HoldError::Malformed));
}

#[test]
fn nothing_of_it_can_be_changed() {
    let good: Value = serde_json::from_str(&SignedHold::sign(&key(), terms()).to_json()).expect("JSON");
    let changes = [
        ("/session", Value::from("show-9")),
        ("/merchant", Value::from("https://shop.example/b")),
        ("/item", Value::from("cup")),
        ("/price/minor", Value::from(1)),
        ("/price/currency", Value::from("USD")),
        ("/quantity", Value::from(3)),
        ("/not_after", Value::from(NOW.0 + 400_000)),
        ("/nonce", Value::from("0123456789abcdeg")),
    ];
    let keys = kept_key(&key().to_jwk()).expect("one key");
    for (place, value) in changes {
        let mut changed = good.clone();
        *changed.pointer_mut(place).expect("it is there") = value;
        let hold = SignedHold::read(changed.to_string().as_bytes()).expect("still a hold");
        assert_eq!(hold.proved(&keys), Err(HoldError::BadSignature), "{place}");
    }
    let mut begun = good;
    begun["not_before"] = Value::from(1);
    let hold = SignedHold::read(begun.to_string().as_bytes()).expect("still a hold");
    assert_eq!(hold.proved(&keys), Err(HoldError::BadSignature));
}

#[test]
fn it_is_for_one_item_and_no_more_than_it_says() {
    let hold = met(SignedHold::sign(&key(), terms()), NOW).expect("good");
    let (mug, cup) = (ItemId::parse("mug").expect("an id"), ItemId::parse("cup").expect("an id"));
    let count = |count| Quantity::new(count).expect("a few");
    assert_eq!(hold.covers(&mug, count(2)), Ok(()));
    assert_eq!(hold.covers(&mug, count(3)), Err(HoldError::OverQuantity));
    assert_eq!(hold.covers(&cup, count(1)), Err(HoldError::OtherItem));
    assert_eq!(HoldError::Oversold.code(), Code::HoldOversold);
}

#[test]
fn the_lines_are_these_and_another_implementation_agrees() {
    let text = "tradewind-live-hold-1\nsession:show-1\nmerchant:https://shop.example/\nitem:mug\nprice:999 EUR\nquantity:2\n\
                not-before:-\nnot-after:1796000300000\nnonce:0123456789abcdef\nkid:m1\n";
    let other = ed25519_dalek::SigningKey::from_bytes(&[5; 32]);
    let signature = ed25519_dalek::Signer::sign(&other, text.as_bytes()).to_bytes();
    let proof = Proof::parse("m1", &URL_SAFE_NO_PAD.encode(signature)).expect("86 letters");
    assert_eq!(SignedHold::sign(&key(), terms()).proof, proof);
}
