//! One date range of ours.

use super::attributes::{Heads, Value};
use super::dates::Dates;
use super::last::Last;
use crate::cue::{Card, Comment, Content, Cue, title};
use crate::hold::SignedHold;
use crate::ids::CueId;
use crate::proof::Proof;
use quick_m3u8::tag::TagValue;
use std::time::Duration;
use tradewind_domain::{Currency, ItemId, Money};

/// Longest `DURATION` of a range, in seconds: a year. What is longer has no end that a show would reach.
const RANGE_SECONDS: f64 = 31_622_400.0;

/// `DURATION`s in seconds, mostly of one length.
pub(super) type Durations<'a> = Last<'a, Option<f64>>;

/// What a row says by name.
#[derive(Clone, Copy)]
pub(super) enum Attribute {
    Id,
    Class,
    Start,
    End,
    Duration,
    EndOnNext,
    Seq,
    Item,
    Title,
    Price,
    Currency,
    Stock,
    Kid,
    Signature,
    Hold,
    Author,
    Text,
}

impl Attribute {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "ID" => Self::Id,
            "CLASS" => Self::Class,
            "START-DATE" => Self::Start,
            "END-DATE" => Self::End,
            "DURATION" => Self::Duration,
            "END-ON-NEXT" => Self::EndOnNext,
            "X-SEQ" => Self::Seq,
            "X-ITEM" => Self::Item,
            "X-TITLE" => Self::Title,
            "X-PRICE" => Self::Price,
            "X-CURRENCY" => Self::Currency,
            "X-STOCK" => Self::Stock,
            "X-KID" => Self::Kid,
            "X-SIG" => Self::Signature,
            "X-HOLD" => Self::Hold,
            "X-AUTHOR" => Self::Author,
            "X-TEXT" => Self::Text,
            _ => return None,
        })
    }
}

/// Attributes by their meaning, as the playlist has them.
#[derive(Default)]
pub(super) struct Row<'a> {
    id: Option<&'a str>,
    class: Option<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    duration: Option<f64>,
    end_on_next: bool,
    seq: Option<&'a str>,
    item: Option<&'a str>,
    title: Option<&'a str>,
    price: Option<&'a str>,
    currency: Option<&'a str>,
    stock: Option<&'a str>,
    kid: Option<&'a str>,
    signature: Option<&'a str>,
    hold: Option<&'a str>,
    author: Option<&'a str>,
    text: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// What could be read, and whether that is everything.
    pub(super) fn read(
        list: &'a str,
        heads: &mut Heads<'a, Attribute>,
        durations: &mut Durations<'a>,
    ) -> (Self, bool) {
        let mut row = Self::default();
        let whole = heads.each(list, Attribute::of, |attribute, value| row.take(attribute, value, durations));
        (row, whole)
    }

    /// Whether it is of one of our classes, as far as it says.
    pub(super) fn is_ours(&self) -> bool {
        self.class.is_some_and(|class| class.starts_with("com.tradewind."))
    }

    fn take(&mut self, attribute: Attribute, value: Value<'a>, durations: &mut Durations<'a>) {
        let place = match attribute {
            Attribute::Id => &mut self.id,
            Attribute::Class => &mut self.class,
            Attribute::Start => &mut self.start,
            Attribute::End => &mut self.end,
            Attribute::Seq => &mut self.seq,
            Attribute::Item => &mut self.item,
            Attribute::Title => &mut self.title,
            Attribute::Price => &mut self.price,
            Attribute::Currency => &mut self.currency,
            Attribute::Stock => &mut self.stock,
            Attribute::Kid => &mut self.kid,
            Attribute::Signature => &mut self.signature,
            Attribute::Hold => &mut self.hold,
            Attribute::Author => &mut self.author,
            Attribute::Text => &mut self.text,
            Attribute::Duration => {
                self.duration = value.plain().and_then(|text| {
                    durations.of(text.as_bytes(), |text| TagValue(text).try_as_decimal_floating_point().ok())
                });
                return;
            }
            Attribute::EndOnNext => {
                self.end_on_next = value.plain() == Some("YES");
                return;
            }
        };
        *place = value.quoted();
    }

    pub(super) fn ends_on_next(&self) -> bool {
        self.end_on_next && self.end.is_none() && self.duration.is_none()
    }

    /// The cue, where everything of it can be read: half of one would be shown wrong.
    pub(super) fn cue(&self, currencies: &mut Currencies<'a>, dates: &mut Dates<'a>) -> Option<Cue> {
        let content = match self.class? {
            "com.tradewind.card" => Content::Card(self.card(currencies)?),
            "com.tradewind.hold" => Content::Hold(Box::new(SignedHold::read_attribute(self.hold?).ok()?)),
            "com.tradewind.comment" => Content::Comment(Comment::of(self.author, self.text?)?),
            _ => return None,
        };
        let from = dates.read(self.start?)?;
        let until = match (self.end, self.duration) {
            (Some(end), _) => Some(dates.read(end)?),
            (None, Some(seconds)) if (0.0..=RANGE_SECONDS).contains(&seconds) => {
                Some(from.after(Duration::from_micros((seconds * 1e6).round() as u64)))
            }
            (None, _) => None,
        };
        let seq = self.seq.map_or(Some(0), number)?;
        Some(Cue { id: CueId::parse(self.id?).ok()?, from, until, seq, content })
    }

    fn card(&self, currencies: &mut Currencies<'a>) -> Option<Card> {
        let price = match (self.price, self.currency) {
            (Some(minor), Some(currency)) => Some(money(minor, currency, currencies)?),
            (None, None) => None,
            _ => return None,
        };
        let proof = match (self.kid, self.signature) {
            (Some(kid), Some(signature)) => Some(Proof::parse(kid, signature).ok()?),
            (None, None) => None,
            _ => return None,
        };
        let stock = match self.stock {
            Some(text) => Some(u32::try_from(number(text)?).ok()?),
            None => None,
        };
        let item = ItemId::parse(self.item?).ok()?;
        Some(Card { item, title: self.title.and_then(title), price, stock, proof: proof.map(Box::new) })
    }
}

/// Money in rows, which are mostly of one currency: its code is looked up once for each run of rows.
pub(super) type Currencies<'a> = Last<'a, Option<Currency>>;

fn money<'a>(minor: &str, code: &'a str, currencies: &mut Currencies<'a>) -> Option<Money> {
    let currency = currencies.of(code.as_bytes(), |_| Currency::parse(code).ok())?;
    // A price of nothing is none, as in the event stream.
    let minor = i64::try_from(number(minor)?).ok().filter(|minor| *minor > 0)?;
    Some(Money::new(minor, currency))
}

/// Digits alone, at most nineteen, so that no number is too large: `u64::from_str` would take a plus.
fn number(text: &str) -> Option<u64> {
    let digit = |sum: u64, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0'));
    let few = (1..=19).contains(&text.len());
    if few { text.bytes().try_fold(0, digit) } else { None }
}

/// A class as a number, for those that end when the next of theirs begins.
pub(super) const fn class(content: &Content) -> u8 {
    match content {
        Content::Card(_) => 0,
        Content::Hold(_) => 1,
        Content::Comment(_) => 2,
    }
}
