//! What must hold of a show's playlist, its event stream and a held price, whatever the bytes are.

use std::time::Duration;
use tradewind_domain::{Currency, ItemId, Money, Quantity, Timestamp, WebUrl};
use tradewind_live::limits::{CUES, SEGMENTS};
use tradewind_live::{
    EventDecoder, Expected, LiveEvent, Mode, Nonce, PictureClock, PlayerReport, Playlist, Received,
    SessionId, SignedHold, Terms, Timeline,
};
use tradewind_signatures::{KeyField, KeySet, SigningKey};

/// The merchant's time when the holds are met.
const NOW: Timestamp = Timestamp(1_796_000_000_000);

/// A playlist: within its limits, on a timeline that shows nothing early, kept and read again.
///
/// # Panics
/// Where that does not hold.
pub fn playlist(bytes: &[u8]) -> &'static str {
    let playlist = match Playlist::read(bytes) {
        Ok(playlist) => playlist,
        Err(error) => return error.code().as_str(),
    };
    assert!(playlist.cues.len() <= CUES && playlist.segments.len() <= SEGMENTS);
    assert!(playlist.segments.is_sorted_by_key(|segment| segment.number));
    clocked(&playlist);
    let whole = playlist.refused == 0 && !playlist.cues.is_empty();
    let moments: Vec<Timestamp> =
        playlist.cues.iter().flat_map(|cue| [Some(cue.from), cue.until]).flatten().collect();
    let mut timeline = Timeline::new(session(), Mode::Live);
    timeline.take_cues(playlist.cues.clone());
    assert_eq!(timeline.take_cues(playlist.cues).refused, 0);
    for moment in moments.into_iter().take(20) {
        told(&mut timeline, moment);
    }
    if whole { "taken" } else { "in part" }
}

/// A stream: the same however it is cut; what it says is kept and read again.
///
/// # Panics
/// Where that does not hold.
pub fn event_stream(bytes: &[u8]) -> &'static str {
    let received = EventDecoder::new().feed(bytes);
    for size in [1, 7] {
        let mut decoder = EventDecoder::new();
        let cut: Vec<Received> = bytes.chunks(size).flat_map(|chunk| decoder.feed(chunk)).collect();
        assert_eq!(cut, received, "cut into {size}");
    }
    let mut timeline = Timeline::new(session(), Mode::Live);
    let (mut known, mut other) = (0, 0);
    for one in received {
        let Received::Event { id, event } = one else { continue };
        match event {
            LiveEvent::Unknown { .. } => other += 1,
            _ => known += 1,
        }
        let at = match &event {
            LiveEvent::Pinned(cue) => cue.from,
            _ => NOW,
        };
        timeline.take_event(id.as_deref(), event.clone());
        assert!(!timeline.take_event(id.as_deref(), event.clone()) || event.seq().is_none(), "taken twice");
        told(&mut timeline, at);
    }
    match (known, other) {
        (0, _) => "nothing",
        (_, 0) => "taken",
        _ => "in part",
    }
}

/// A hold: read as it is written, and verified only where it is one that was signed.
///
/// # Panics
/// Where that does not hold.
pub fn price_hold(bytes: &[u8]) -> &'static str {
    let hold = match SignedHold::read(bytes) {
        Ok(hold) => hold,
        Err(error) => return error.code().as_str(),
    };
    assert_eq!(SignedHold::read(hold.to_json().as_bytes()).as_ref(), Ok(&hold));
    assert_eq!(SignedHold::read_attribute(&hold.to_attribute()).as_ref(), Ok(&hold));
    let keys = KeySet::of_profile(&serde_json::json!({ "keys": [key().to_jwk()] }), KeyField::Keys)
        .expect("proof: a list of one key");
    let (session, merchant) = (hold.terms.session.clone(), hold.terms.merchant.clone());
    let expected = Expected { session: &session, merchant: &merchant, keys: &keys, now: Some(NOW) };
    if let Ok(verified) = hold.verify(&expected) {
        assert!(terms().contains(verified.terms()), "nobody signed {verified:?}");
        assert_eq!(verified.keep().verify(), Ok(verified));
    }
    "taken"
}

/// Holds that are signed.
pub(crate) fn holds() -> Vec<Vec<u8>> {
    terms().into_iter().map(|terms| SignedHold::sign(&key(), terms).to_json().into_bytes()).collect()
}

fn terms() -> Vec<Terms> {
    let one = |minutes: u64, count: u32| Terms {
        session: session(),
        merchant: WebUrl::parse("https://shop.example").expect("proof: https"),
        item: ItemId::parse("mug/indigo 2").expect("proof: a short word"),
        price: Money::new(999, Currency::EUR),
        quantity: Quantity::new(count).expect("proof: a few"),
        not_before: (count > 1).then_some(NOW),
        not_after: NOW.after(Duration::from_secs(60 * minutes)),
        nonce: Nonce::parse("0123456789abcdef").expect("proof: sixteen letters"),
    };
    vec![one(5, 1), one(10, 3)]
}

fn key() -> SigningKey {
    SigningKey::ed25519(Some("m1"), &[5; 32]).expect("proof: 32 bytes")
}

fn session() -> SessionId {
    SessionId::parse("show-1").expect("proof: a short word")
}

/// Whatever the picture is at, a moment is none that begins after its segment ends.
fn clocked(playlist: &Playlist) {
    let mut clock = PictureClock::new();
    clock.take(playlist);
    clock.take(playlist);
    for seconds in [0, 3, 100, u64::MAX] {
        let position = Duration::from_secs(seconds);
        let report = PlayerReport {
            position,
            programme: None,
            latency: Duration::from_secs(1),
            playing: true,
            ended: seconds > 3,
            at: position,
        };
        clock.report(report);
        let moment = clock.moment();
        let known = |moment: Timestamp| {
            let within = |begun: Timestamp, length| begun <= moment && moment <= begun.after(length);
            playlist.segments.iter().any(|one| one.moment.is_some_and(|begun| within(begun, one.length)))
        };
        assert!(moment.is_none_or(known), "{moment:?}");
        let _ = moment.and_then(|moment| clock.position_of(moment));
    }
}

/// Nothing stands before its moment, nothing is told twice, and what is kept is what there was.
fn told(timeline: &mut Timeline, moment: Timestamp) {
    let due = timeline.advance(moment);
    assert!(timeline.at(moment).iter().all(|shown| shown.cue.from <= moment));
    let kept = timeline.keep();
    assert_eq!(Timeline::restore(&session(), &kept).as_ref(), Ok(&*timeline));
    assert!(timeline.advance(moment).is_empty(), "told twice: {due:?}");
    assert!(timeline.next_change(moment).is_none_or(|next| next > moment));
}
