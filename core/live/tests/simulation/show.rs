//! A show as it truly is: when which picture was recorded, what was said when, and what a host serves of it.

use crate::rng::Rng;
use tradewind_domain::{Currency, ItemId, Money, Quantity, Timestamp, WebUrl};
use tradewind_live::{Nonce, SessionId, SignedHold, Terms};
use tradewind_signatures::SigningKey;

/// The merchant's clock when the show begins.
pub(crate) const BEGUN: i64 = 1_796_000_000_000;

/// What each card says that it costs.
const PRICE: i64 = 999;

/// Milliseconds everywhere; positions from the first segment of the show.
pub(crate) struct Segment {
    pub(crate) start: i64,
    pub(crate) length: i64,
    pub(crate) moment: i64,
    pub(crate) discontinuity: bool,
    /// The merchant's time from which on playlists list it.
    pub(crate) listed: i64,
}

/// A card, a hold or a comment: `item` is its own, so that two of one are seen.
pub(crate) struct Pinned {
    pub(crate) item: String,
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
    /// Its row in playlists, and from which time of the merchant's on.
    row: Option<(i64, String)>,
}

/// One event of the stream.
pub(crate) struct Statement {
    pub(crate) sent: i64,
    kind: &'static str,
    /// Without `seq`.
    data: String,
    /// A price that it says: of which item, from which moment on, how much.
    price: Option<(String, i64, i64)>,
    /// The host never sends it: it was too large for the hub, or fell out of its buffer.
    pub(crate) lost: bool,
}

pub(crate) struct Show {
    pub(crate) segments: Vec<Segment>,
    pub(crate) pinned: Vec<Pinned>,
    /// In the order of their numbers, from 1.
    pub(crate) statements: Vec<Statement>,
    /// How many segments a playlist lists; all where it does not slide.
    window: usize,
    pub(crate) replay: bool,
}

pub(crate) fn session() -> SessionId {
    SessionId::parse("show-1").expect("an id")
}

pub(crate) fn merchant() -> WebUrl {
    WebUrl::parse("https://shop.example").expect("https")
}

pub(crate) fn merchant_key() -> SigningKey {
    SigningKey::ed25519(Some("m1"), &[5; 32]).expect("32 bytes")
}

pub(crate) fn hold(not_after: i64) -> SignedHold {
    let terms = Terms {
        session: session(),
        merchant: merchant(),
        item: ItemId::parse("mug").expect("an id"),
        price: Money::new(999, Currency::EUR),
        quantity: Quantity::ONE,
        not_before: None,
        not_after: Timestamp(not_after),
        nonce: Nonce::parse("0123456789abcdef").expect("long enough"),
    };
    SignedHold::sign(&merchant_key(), terms)
}

impl Show {
    pub(crate) fn new(rng: &mut Rng, replay: bool) -> Self {
        let (mut start, mut jump, mut segments) = (0, 0, Vec::new());
        for _ in 0..rng.range(12, 28) {
            let length = rng.range(2_000, 6_000);
            let discontinuity = start > 0 && rng.chance(60);
            jump += if discontinuity { rng.range(0, 30_000) } else { 0 };
            let listed = BEGUN + start + length + rng.range(500, 2_500);
            segments.push(Segment { start, length, moment: BEGUN + start + jump, discontinuity, listed });
            start += length;
        }
        let window = if replay || rng.chance(600) { usize::MAX } else { 12 };
        let mut show = Self { segments, pinned: Vec::new(), statements: Vec::new(), window, replay };
        show.pin(rng);
        show
    }

    /// How long it is.
    pub(crate) fn length(&self) -> i64 {
        self.segments.last().map_or(0, |last| last.start + last.length)
    }

    /// The moment of the picture at a position.
    pub(crate) fn moment(&self, position: i64) -> i64 {
        let after = self.segments.partition_point(|segment| segment.start <= position);
        let segment = &self.segments[after.max(1) - 1];
        segment.moment + (position - segment.start).min(segment.length)
    }

    /// The position up to which a player can have pictures, by the merchant's time.
    pub(crate) fn edge(&self, now: i64) -> i64 {
        if self.replay {
            return self.length();
        }
        let listed = self.segments.iter().take_while(|segment| segment.listed <= now).last();
        listed.map_or(0, |last| last.start + last.length)
    }

    /// Whether playlists leave out what is old.
    pub(crate) const fn slides(&self) -> bool {
        self.window < usize::MAX
    }

    /// What a player may seek to.
    pub(crate) fn oldest(&self, now: i64) -> i64 {
        self.listed(now).first().map_or(0, |segment| segment.start)
    }

    fn listed(&self, now: i64) -> &[Segment] {
        let count = self.segments.iter().take_while(|segment| self.replay || segment.listed <= now).count();
        &self.segments[count.saturating_sub(self.window)..count]
    }

    fn pin(&mut self, rng: &mut Rng) {
        for n in 0..rng.range(4, 14) {
            let position = rng.range(0, self.length());
            let from = self.moment(position);
            let sent = BEGUN + (position + rng.range(-15_000, 4_000)).max(0);
            let until = rng.chance(500).then(|| from + rng.range(5_000, 40_000));
            let unpinned = until.is_some() && rng.chance(400);
            let (in_stream, in_playlist) = match rng.range(0, 10) {
                _ if self.replay => (false, true),
                0 => (true, false),
                1 => (false, true),
                _ => (true, true),
            };
            let item = format!("item-{n}");
            let stated = until.filter(|_| !unpinned || !in_stream);
            let end = stated.map_or(String::new(), |until| format!(r#","until":{until}"#));
            let price = r#""price":{"minor":999,"currency":"EUR"}"#;
            if in_stream {
                let data = format!(r#""at":{from},"id":"c{n}","item":"{item}",{price}{end}"#);
                let price = Some((item.clone(), from, PRICE));
                self.statements.push(Statement { sent, kind: "card-pinned", data, price, lost: false });
            }
            if let Some(until) = until.filter(|_| unpinned && in_stream) {
                let sent = sent + rng.range(0, 20_000);
                let data = format!(r#""at":{until},"id":"c{n}""#);
                self.statements.push(Statement { sent, kind: "unpinned", data, price: None, lost: false });
            }
            if in_stream && rng.chance(300) {
                let at = self.moment(rng.range(position, self.length()));
                let minor = rng.range(100, PRICE);
                let data =
                    format!(r#""at":{at},"item":"{item}","price":{{"minor":{minor},"currency":"EUR"}}"#);
                let (sent, price) = (sent + rng.range(-3_000, 9_000), Some((item.clone(), at, minor)));
                self.statements.push(Statement { sent, kind: "price-changed", data, price, lost: false });
            }
            let row = in_playlist.then(|| {
                let date = |at| Timestamp(at).to_rfc3339();
                let end = stated.map_or(String::new(), |until| format!(",END-DATE=\"{}\"", date(until)));
                let row = format!(
                    "#EXT-X-DATERANGE:ID=\"c{n}\",CLASS=\"com.tradewind.card\",START-DATE=\"{}\"{end},X-ITEM=\"{item}\",X-PRICE=\"999\",X-CURRENCY=\"EUR\"\n",
                    date(from)
                );
                (sent, row)
            });
            self.pinned.push(Pinned { item, from, until, row });
        }
        let last = self.moment(self.length());
        let sent = BEGUN + self.length();
        let data = format!(r#""at":{}"#, last + 1);
        self.statements.push(Statement { sent, kind: "session-over", data, price: None, lost: false });
        self.statements.sort_by_key(|statement| statement.sent);
        // A price, in every second show or so: what else is lost at the host is known to nobody.
        if rng.chance(500)
            && let Some(one) = self.statements.iter_mut().find(|one| one.kind == "price-changed")
        {
            one.lost = true;
        }
    }

    /// The merchant's time from which on playlists say that they are whole.
    pub(crate) fn whole_from(&self) -> i64 {
        if self.replay { i64::MIN } else { BEGUN + self.length() + 5_000 }
    }

    /// A playlist as it is by the merchant's time.
    pub(crate) fn playlist(&self, now: i64) -> String {
        let listed = self.listed(now);
        let first = self.segments.len()
            - self
                .segments
                .iter()
                .skip_while(|one| listed.first().is_some_and(|first| one.start < first.start))
                .count();
        let mut text = format!("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:{first}\n");
        for row in self.pinned.iter().filter_map(|pinned| pinned.row.as_ref()) {
            if self.replay || row.0 <= now {
                text.push_str(&row.1);
            }
        }
        for segment in listed {
            if segment.discontinuity {
                text.push_str("#EXT-X-DISCONTINUITY\n");
            }
            let date = Timestamp(segment.moment).to_rfc3339();
            let seconds = segment.length as f64 / 1e3;
            text.push_str(&format!(
                "#EXT-X-PROGRAM-DATE-TIME:{date}\n#EXTINF:{seconds},\ns{}.ts\n",
                segment.start
            ));
        }
        if now > self.whole_from() {
            text.push_str("#EXT-X-ENDLIST\n");
        }
        text
    }

    /// What an item is said to cost once the picture has come to a moment; its card was pinned for [`PRICE`].
    pub(crate) fn price(&self, item: &str, reached: i64) -> i64 {
        let sent = self.statements.iter().filter(|statement| !statement.lost);
        let said = sent.filter_map(|statement| statement.price.as_ref());
        let mut counts = said.filter(|(of, at, _)| of == item && *at <= reached);
        counts.next_back().map_or(PRICE, |(_, _, minor)| *minor)
    }

    /// An event as it is sent; ids say nothing of their order.
    pub(crate) fn event(&self, seq: usize) -> String {
        let statement = &self.statements[seq - 1];
        let (kind, data) = (statement.kind, &statement.data);
        format!("id: {}\nevent: {kind}\ndata: {{\"seq\":{seq},{data}}}\n\n", name(seq))
    }

    /// From which number on a stream goes on that is resumed from this id.
    pub(crate) fn after(&self, id: Option<&str>) -> usize {
        let known = |id: &str| (1..=self.statements.len()).find(|seq| name(*seq) == id);
        id.and_then(known).map_or(1, |seq| seq + 1)
    }
}

fn name(seq: usize) -> String {
    format!("{:x}", (seq as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
