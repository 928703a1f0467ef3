//! The last estimate at the door: where nothing that it is made of has changed, it is drawn again as it is.

use crate::kernel::door::advice::Choices;
use crate::kernel::goods::Parcel;
use crate::kernel::screen_parts::DoorView;
use crate::kernel::trade::TradeState;
use crate::kernel::view_context::ViewContext;
use std::cell::Cell;
use std::fmt;
use tradewind_domain::{Market, Timestamp};
use tradewind_l10n::Localizer;

/// Milliseconds of a minute: of moments an estimate takes the day alone, and days begin on a whole minute everywhere.
const MINUTE: i64 = 60_000;

/// The last estimate, if there is one. It gives what would be made anew: a view that asks it is of its model alone as before.
#[derive(Default)]
pub(crate) struct KeptDoor(Cell<Option<Kept>>);

/// Whether anything is due beside the shop's price, and what is shown; none where it cannot be computed.
pub(super) type Made = Option<(bool, DoorView)>;

/// Everything that an estimate is made of. The merchant's address is too, and never changes within a model;
/// so is what was spent this year, and who changes that lets the estimate go (`kernel/quota.rs`).
pub(super) struct Asked<'a> {
    pub(super) parcel: &'a Parcel,
    pub(super) choices: &'a Choices,
    pub(super) to: Market,
    pub(super) trade: &'a TradeState,
    pub(super) context: &'a ViewContext<'a>,
}

/// An estimate, and what it was made of.
struct Kept {
    parcel: Parcel,
    choices: Choices,
    to: Market,
    trade: TradeState,
    market: Market,
    minute: i64,
    words: Localizer,
    made: Made,
}

impl KeptDoor {
    /// The last one where it was made of the same; else what `make` makes, which is kept from now on.
    pub(super) fn or_make(&self, asked: &Asked<'_>, make: impl FnOnce() -> Made) -> Made {
        let kept = self.0.take().filter(|kept| kept.is_of(asked)).unwrap_or_else(|| Kept::of(asked, make()));
        let made = kept.made.clone();
        self.0.set(Some(kept));
        made
    }
}

impl fmt::Debug for KeptDoor {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("KeptDoor").finish_non_exhaustive()
    }
}

impl Kept {
    fn of(asked: &Asked<'_>, made: Made) -> Self {
        Self {
            parcel: asked.parcel.clone(),
            choices: asked.choices.clone(),
            to: asked.to,
            trade: asked.trade.clone(),
            market: asked.context.market,
            minute: minute(asked.context.now),
            words: asked.context.words.clone(),
            made,
        }
    }

    fn is_of(&self, asked: &Asked<'_>) -> bool {
        let context = asked.context;
        (self.to, self.market, self.minute) == (asked.to, context.market, minute(context.now))
            && self.words.is_same(context.words)
            && self.parcel == *asked.parcel
            && self.trade == *asked.trade
            && same(&self.choices, asked.choices)
    }
}

/// Whether the same may be changed of an order. How long one may wait moves on with the clock: its day alone counts.
fn same(one: &Choices, other: &Choices) -> bool {
    // Every field by name: what is added to them is to be compared too.
    let Choices { delivery, titles, instead, one_more, beside, wait_until, since } = one;
    *delivery == other.delivery
        && *titles == other.titles
        && *instead == other.instead
        && *one_more == other.one_more
        && *beside == other.beside
        && *since == other.since
        && wait_until.map(minute) == other.wait_until.map(minute)
}

const fn minute(moment: Timestamp) -> i64 {
    moment.0.div_euclid(MINUTE)
}
